"""The log of what was done as rows of a table, and the kinds to choose from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt

from eventdesk.domain.activity import KIND_WORDS, ActivityEntry
from eventdesk.domain.attendance import status_title
from eventdesk.ui.models.moments import moment
from eventdesk.ui.models.rows_model import Index, RowsModel
from eventdesk.ui.views.common.labels import plain_tip


@dataclass(frozen=True, slots=True)
class ActivityColumn:
    """One column: its title, what it shows, its width in pixels."""

    title: str
    text: Callable[[ActivityEntry], str]
    width: int = 120


def kind_choices() -> list[tuple[str, frozenset[str]]]:
    """What people choose from, and the kinds of lines that each means; none means all."""
    return [
        (_tr("Everything"), frozenset()),
        (_tr("Marks"), frozenset({"mark", "undo"})),
        (_tr("Confirmed"), frozenset({"confirmed"})),
        (_tr("Waiting"), frozenset({"waiting", "unknown"})),
        (_tr("Refused and in conflict"), frozenset({"refused", "conflict"})),
        (_tr("Decisions"), frozenset({"decision"})),
        (_tr("Door"), frozenset({"scan", "walk-in"})),
        (_tr("Imports"), frozenset({"import"})),
        (_tr("Other actions"), frozenset({"action", "wiped"})),
    ]


def kind_words(kind: str) -> str:
    """What a line of the log is about; a kind that nobody knows is shown as it is."""
    return _tr(KIND_WORDS.get(kind, kind))


def activity_columns() -> list[ActivityColumn]:
    """Columns in the order in which they stand."""
    return [
        ActivityColumn(_tr("When"), lambda e: moment(e.at), 125),
        ActivityColumn(_tr("What"), lambda e: kind_words(e.kind), 100),
        ActivityColumn(_tr("Who"), who_words, 160),
        ActivityColumn(_tr("Status"), _status, 110),
        ActivityColumn(_tr("Event"), lambda e: e.event_title or e.account, 180),
        ActivityColumn(_tr("By"), lambda e: e.by, 90),
        ActivityColumn(_tr("Desk"), lambda e: e.desk, 90),
        ActivityColumn(_tr("Marked at"), lambda e: _moment(e.acted_at), 125),
        ActivityColumn(_tr("Sent at"), lambda e: _moment(e.uploaded_at), 105),
        ActivityColumn(_tr("Reason"), result_words, 140),
    ]


class ActivityModel(RowsModel[ActivityEntry]):
    """Lines as they were given, the newest first."""

    def __init__(self) -> None:
        super().__init__(activity_columns())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell, and the whole of it as a tip."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text_at(index)
        return plain_tip(self.text_at(index)) if role == Qt.ItemDataRole.ToolTipRole else None


def who_words(entry: ActivityEntry) -> str:
    """A name, or the code that nobody has."""
    return entry.name or entry.code


def _status(entry: ActivityEntry) -> str:
    return status_title(entry.status) if entry.status else ""


def _moment(when: datetime | None) -> str:
    return moment(when) if when else ""


def result_words(entry: ActivityEntry) -> str:
    """Why; of an import, an action or a scan also what came of it."""
    told = entry.outcome if entry.kind in ("import", "action") else ""
    if entry.kind == "scan":
        told = _tr(f"{entry.outcome_text.capitalize()}.") if entry.outcome else ""
    return f"{told} {entry.reason}".strip()


def _tr(text: str) -> str:
    return QCoreApplication.translate("marks_activity", text)
