"""What stands below the accounts: filters for events, and a small month. Both fold away."""

from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from eventdesk.domain.event_query import Facets
from eventdesk.ui.models.calendar_days import add_months
from eventdesk.ui.models.calendar_filters import KINDS_OF_FILTER, EventFilters, choices
from eventdesk.ui.models.event_texts import month_text, status_word, tip_of_lines
from eventdesk.ui.theme import TextRole, icon, metrics
from eventdesk.ui.views.calendar.filter_button import FilterButton
from eventdesk.ui.views.calendar.mini_month import MiniMonth
from eventdesk.ui.views.calendar.saved_filters import SavedFilters
from eventdesk.ui.views.common.buttons import Variant, button, icon_button
from eventdesk.ui.views.common.labels import TextLabel


class Section(QFrame):
    """A heading that shows or hides what is below it.

    Signals:
        folded: the person folded it away (true) or showed it again.
    """

    folded = Signal(bool)

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._head = QPushButton(title)
        self._head.setProperty("variant", str(Variant.FLAT))
        self._head.setStyleSheet("text-align: left; font-weight: 600; padding-left: 6px;")
        self._head.setIconSize(QSize(14, 14))
        self._head.setAutoDefault(False)
        self._head.clicked.connect(lambda: self._turn(not self.is_folded))
        self.row = QHBoxLayout()
        self.row.setSpacing(0)
        self.row.addWidget(self._head, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.TIGHT)
        layout.addLayout(self.row)
        layout.addWidget(content)
        self.fold(False)

    @property
    def is_folded(self) -> bool:
        """True while only the heading is shown."""
        return self._content.isHidden()

    def fold(self, folded: bool) -> None:
        """Hide what is below the heading, or show it."""
        self._content.setVisible(not folded)
        self._head.setIcon(icon("caret-right" if folded else "caret-down", "muted"))
        self._head.setAccessibleDescription(self.tr("folded") if folded else self.tr("shown"))

    def _turn(self, folded: bool) -> None:
        self.fold(folded)
        self.folded.emit(folded)


class SidePanel(QWidget):
    """Signals:

    filters_changed: the `EventFilters` that hold now.
    narrowed: what each filter that holds lets pass, in words; empty where everything passes.
    folded: a section was folded or shown.
    """

    filters_changed = Signal(object)
    narrowed = Signal(object)
    folded = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters = EventFilters()
        self._facets = Facets()
        self._buttons = {
            "accounts": FilterButton(self.tr("Account")),
            "statuses": FilterButton(self.tr("Status"), status_word),
            "status_texts": FilterButton(self.tr("System status")),
            "kinds": FilterButton(self.tr("Kind")),
            "places": FilterButton(self.tr("Place")),
            "people": FilterButton(self.tr("Person"), extra=self.tr("Attending only")),
            "tags": FilterButton(self.tr("Tag")),
        }
        self.saved = SavedFilters()
        self.saved.chosen.connect(self._choose_saved)
        self.month = MiniMonth(today)
        self._month_title = TextLabel(role=TextRole.STRONG)
        self._clear = button(self.tr("Clear"), self._clear_all, variant=Variant.FLAT)
        self._clear.setAccessibleName(self.tr("Clear filters"))
        self._clear.hide()
        self.filter_section = Section(self.tr("Filters"), self._filter_box())
        self.filter_section.row.addWidget(self._clear)
        self.month_section = Section(self.tr("Month at a glance"), self._month_box())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, metrics.TIGHT, metrics.MEDIUM)
        layout.setSpacing(metrics.SMALL)
        for section in (self.filter_section, self.month_section):
            section.folded.connect(lambda _folded: self.folded.emit())
            layout.addWidget(section)
        layout.addStretch(1)

    @property
    def filters(self) -> EventFilters:
        """What is chosen."""
        return self._filters

    @property
    def folded_sections(self) -> list[str]:
        """What to remember of the sections."""
        return [name for name, section in self._sections().items() if section.is_folded]

    def fold(self, names: object) -> None:
        """Fold the sections that `folded_sections` told; anything else changes nothing."""
        for name, section in self._sections().items():
            section.fold(isinstance(names, list) and name in names)

    def show_filters(self, facets: Facets, filters: EventFilters) -> None:
        """Offer what occurs, and tick what is chosen. Tells nobody."""
        self._facets, self._filters = facets, filters
        for name, chooser in self._buttons.items():
            chooser.set_choices(
                choices(facets, filters, name),
                getattr(filters, name),
                extra_on=name == "people" and filters.attending_only,
            )
        self._show_active()

    def show_month(self, month: date, busy: frozenset[date], today: date) -> None:
        """Show another small month; `busy` are the days that hold events."""
        self.month.show_month(month, busy, today)
        self._month_title.setText(month_text(month))

    def _sections(self) -> dict[str, Section]:
        return {"filters": self.filter_section, "month": self.month_section}

    def _filter_box(self) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(metrics.SMALL, 0, 0, 0)
        layout.setSpacing(2)
        for chooser in self._buttons.values():
            chooser.changed.connect(self._take)
            layout.addWidget(chooser)
        layout.addWidget(self.saved)
        return box

    def _month_box(self) -> QWidget:
        box = QWidget()
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._month_title, 1)
        head.addWidget(icon_button(self.tr("Earlier month"), "caret-left", lambda: self._page(-1)))
        head.addWidget(icon_button(self.tr("Later month"), "caret-right", lambda: self._page(1)))
        layout = QVBoxLayout(box)
        layout.setContentsMargins(metrics.SMALL, 0, 0, 0)
        layout.setSpacing(metrics.TIGHT)
        layout.addLayout(head)
        layout.addWidget(self.month)
        return box

    def _page(self, months: int) -> None:
        self.month.month_wanted.emit(add_months(self.month.month, months))

    def _take(self) -> None:
        chosen = {name: self._buttons[name].chosen for name in KINDS_OF_FILTER}
        attending_only = self._buttons["people"].extra_on
        self._filters = EventFilters(**chosen, attending_only=attending_only)
        self._show_active()
        self.filters_changed.emit(self._filters)

    def _show_active(self) -> None:
        """Offer to clear what narrows the lists, and say what that is."""
        chosen = [chooser for chooser in self._buttons.values() if chooser.chosen]
        active = [f"{chooser.title}: {chooser.state}" for chooser in chosen]
        self.saved.show_filters(self._filters)
        self._clear.setVisible(bool(self._filters))
        self._clear.setAccessibleDescription("; ".join(active))
        self._clear.setToolTip(tip_of_lines(active))
        self.narrowed.emit([chooser.brief for chooser in chosen])

    def _clear_all(self) -> None:
        self._choose_saved(EventFilters())

    def _choose_saved(self, filters: EventFilters) -> None:
        self.show_filters(self._facets, filters)
        self.filters_changed.emit(self._filters)
