"""The question about guests of the same name: one of them, or really somebody else."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from eventdesk.domain.attendance import AttendanceStatus, status_title
from eventdesk.domain.door import Guest
from eventdesk.domain.text import one_line
from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.item_views import dress_list
from eventdesk.ui.views.common.labels import TextLabel

_GUEST = Qt.ItemDataRole.UserRole
_ROWS = 4
_ROW = 2 * metrics.LIST_ROW_HEIGHT - metrics.SMALL
_FRAME = 4


class NamesakesPage(QWidget):
    """Signals:

    chosen: the `Guest` to admit.
    another_wanted: it is somebody else of that name.
    back_asked: back to the form.
    """

    chosen = Signal(object)
    another_wanted = Signal()
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._question = TextLabel(role=TextRole.STRONG, wrap=True)
        self._list = QListWidget()
        dress_list(self._list, self.tr("Same name"))
        self._list.setProperty("role", "")  # this one stands among fields and has a frame
        self._list.setUniformItemSizes(False)
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemActivated.connect(lambda _item: self._choose())
        self._instead = button(self.tr("Admit instead"), self._choose, variant=Variant.PRIMARY)
        buttons = QHBoxLayout()
        buttons.setSpacing(metrics.SMALL)
        buttons.addWidget(button(self.tr("Back"), self.back_asked.emit))
        buttons.addStretch(1)
        buttons.addWidget(button(self.tr("Add another"), self.another_wanted.emit))
        buttons.addWidget(self._instead)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.MEDIUM)
        column.addWidget(self._question)
        column.addWidget(self._list, 1)
        column.addLayout(buttons)

    def show_guests(self, guests: Sequence[Guest], *, hides_personal: bool = False) -> None:
        """Ask about these; there is at least one. Their addresses and numbers can be left out."""
        name = one_line(guests[0].listed.attendee.name)
        if len(guests) == 1:
            text = self.tr("%s is on the list. Is it the same person?") % name
        else:
            text = self.tr("{name} is on the list {count} times. Is it one of them?").format(
                name=name, count=len(guests)
            )
        self._question.setText(text)
        self._list.clear()
        for guest in guests:
            item = QListWidgetItem(_words(guest, hides_personal=hides_personal), self._list)
            item.setData(_GUEST, guest)
            item.setSizeHint(QSize(0, _ROW))
        self._list.setMinimumHeight(min(len(guests), _ROWS) * _ROW + _FRAME)
        self._list.setCurrentRow(0)
        self._list.setFocus()
        self._instead.setDefault(True)

    def _choose(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(_GUEST))


def _words(guest: Guest, *, hides_personal: bool) -> str:
    """What tells guests of one name apart: the name and where they stand, then all else."""
    attendee, listed = guest.listed.attendee, guest.listed
    state = "in already" if listed.status == AttendanceStatus.ATTENDED else ""
    who = (attendee.name, attendee.ticket, state or status_title(listed.status))
    order = f"Order {attendee.order}" if attendee.order else ""
    reached = (order,) if hides_personal else (attendee.email, attendee.phone)
    told = (who, (attendee.company, *reached))
    lines = [", ".join(one_line(part, 60) for part in parts if part) for parts in told]
    return "\n".join(filter(None, lines))
