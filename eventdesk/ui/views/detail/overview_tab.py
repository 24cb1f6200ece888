"""The Overview tab: what the event is, in words and facts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from eventdesk.domain.event import Event
from eventdesk.ui.models.moments import event_time, moment
from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.buttons import button
from eventdesk.ui.views.common.labels import TextLabel
from eventdesk.ui.views.detail.facts import Facts, text_value
from eventdesk.ui.views.detail.parts_section import PartsSection


class OverviewTab(QScrollArea):
    """Signals:

    link_asked: the person wants to follow the event's link; nothing opens by itself.
    """

    link_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Event facts")
        self._shown: object = None
        self.parts = PartsSection()
        self.parts.changed.connect(self._order_tabs)
        self._facts = QWidget()
        self._column = self._page()

    def show_event(self, event: Event, system: str, address: str) -> None:
        """Show an event.

        Args:
            system: the title of its system, for what only that system tells.
            address: the event's link where it may be opened, "" where there is none.
        """
        if self._shown == (event, system, address):
            return
        place = self.verticalScrollBar().value() if self._same_event(event) else 0
        self._shown = (event, system, address)
        old, self._facts = self._facts, self._facts_page(event, system, address)
        self._column.replaceWidget(old, self._facts)
        old.hide()
        old.deleteLater()
        self._order_tabs()
        self.verticalScrollBar().setValue(place)

    def _order_tabs(self) -> None:
        """What is made anew would be reached last of the whole window."""
        before: QWidget = self
        for widget in (*self._facts.findChildren(QWidget), *self.parts.findChildren(QWidget)):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(before, widget)
                before = widget

    def _same_event(self, event: Event) -> bool:
        return isinstance(self._shown, tuple) and self._shown[0].ref == event.ref

    def _page(self) -> QVBoxLayout:
        """Facts, which are made anew for each event, and parts, which stay."""
        page = QFrame()
        page.setProperty("role", "content")
        # Its height follows from its width; the smallest height is that of a far narrower page.
        page.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, metrics.LARGE, metrics.SMALL, metrics.LARGE)
        column.setSpacing(metrics.LARGE)
        column.addWidget(self._facts)
        column.addWidget(self.parts)
        column.addStretch(1)
        self.setWidget(page)
        return column

    def _facts_page(self, event: Event, system: str, address: str) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.LARGE)
        if event.description:
            column.addWidget(text_value(self.tr("Description"), event.description))
        facts = Facts(_facts(event))
        if address:
            follow = button(self.tr("Open link…"), lambda: self.link_asked.emit(address))
            follow.setToolTip(self.tr("Shows the address before anything is opened"))
            facts.add(self.tr("Link"), _left(follow))
        elif event.link:
            facts.add(self.tr("Link"), text_value(self.tr("Link"), event.link))
        if facts.rows:
            column.addWidget(facts)
        if event.more:
            column.addWidget(Facts(event.more, title=self.tr("More from %s") % system))
        if not (event.description or event.more or facts.rows):
            column.addWidget(
                TextLabel(self.tr("Nothing more is known."), muted=True, role=TextRole.BODY)
            )
        return page


def _facts(event: Event) -> Sequence[tuple[str, str]]:
    return (
        ("When", event_time(event)),
        ("Place", event.place),
        ("Kind", event.kind),
        ("Status", event.status_text),
        ("Organizer", event.organizer),
        ("Places", "" if event.capacity is None else str(event.capacity)),
        ("Series", event.series or ("Repeats" if event.recurring else "")),
        ("Tags", ", ".join(event.tags)),
        ("Time zone", event.timezone),
        ("Changed", moment(event.updated_at)),
    )


def _left(widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading)
    return holder
