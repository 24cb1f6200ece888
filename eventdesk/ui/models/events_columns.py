"""The columns of the table of events: what each says and how it sorts."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from eventdesk.domain.event_brief import EventBrief
from eventdesk.domain.event_query import ListedEvent
from eventdesk.domain.text import fold, one_line
from eventdesk.ui.models.event_texts import (
    attended_text,
    count_text,
    expected_text,
    standing_text,
    state_text,
    title_text,
)


@dataclass(frozen=True, slots=True)
class EventColumn:
    """One column.

    Attributes:
        key: its name in what is remembered.
        text: what a cell says.
        sort: what rows are sorted by, None for a value that is not known.
        width: in pixels at first.
        number: set at the trailing side.
    """

    key: str
    title: str
    text: Callable[[ListedEvent], str]
    sort: Callable[[EventBrief], object | None]
    width: int
    number: bool = False


def _start(brief: EventBrief) -> object | None:
    return brief.starts and (brief.starts, not brief.all_day)


def _standing(brief: EventBrief) -> object:
    return standing_text(brief.status, brief.status_text, gone=brief.gone, sold_out=brief.sold_out)


def _folded(text: str) -> str | None:
    return fold(text) or None


COLUMNS = (
    # What this one says depends on the heading above, so the model says it.
    EventColumn("time", "Time", lambda _: "", _start, 108),
    EventColumn(
        "title",
        "Title",
        title_text,
        lambda brief: _folded(brief.title),
        200,
    ),
    EventColumn(
        "place",
        "Place",
        lambda listed: one_line(listed.event.place),
        lambda brief: _folded(brief.place),
        190,
    ),
    EventColumn(
        "account",
        "Account",
        lambda listed: listed.account.name,
        lambda brief: _folded(brief.account),
        140,
    ),
    EventColumn("status", "Status", state_text, _standing, 84),
    EventColumn(
        "expected",
        "Expected",
        lambda listed: count_text(listed.expected),
        lambda brief: brief.expected,
        84,
        number=True,
    ),
    EventColumn(
        "attended",
        "In",
        lambda listed: count_text(listed.attended),
        lambda brief: brief.attended,
        52,
        number=True,
    ),
)
"""In the order in which they stand at first."""

TIME, TITLE, PLACE, ACCOUNT, STATUS, EXPECTED, ATTENDED = range(len(COLUMNS))


_BELOW: tuple[tuple[int, Callable[[ListedEvent], str]], ...] = (
    (STATUS, COLUMNS[STATUS].text),
    (EXPECTED, expected_text),
    (ATTENDED, attended_text),
    (ACCOUNT, COLUMNS[ACCOUNT].text),
    (PLACE, COLUMNS[PLACE].text),
)


def line_below(listed: ListedEvent, columns: Collection[int]) -> str:
    """What columns that have no room say, as a line below the title."""
    return " · ".join(text(listed) for number, text in _BELOW if number in columns and text(listed))
