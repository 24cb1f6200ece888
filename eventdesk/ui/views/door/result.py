"""The card **Result**: what the door says to the last scan, and to whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from eventdesk.domain.door import CARD_FIELDS, Guest
from eventdesk.ui.theme import TextRole, colors, metrics
from eventdesk.ui.views.common.announce import announce
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.labels import ClampedHeading
from eventdesk.ui.views.door.big_name import BigName
from eventdesk.ui.views.door.card_parts import FactRows, WarningLine
from eventdesk.ui.views.door.card_room import ROOMS, STRIP, CardRoom
from eventdesk.ui.views.door.outcome_band import OutcomeBand
from eventdesk.ui.views.door.outcome_look import READY, OutcomeLook
from eventdesk.ui.views.door.party import Marks, PartyRows

_COMPACT = 18
"""Pixels of the ticket's name while a guest is looked for."""

_SMALLEST = 13
_BAND_SHARE = 19
_BAND_WIDTHS = (190, 280)
_NARROW_BAND = 132


@dataclass(frozen=True, slots=True)
class ResultWords:
    """What the card says.

    Attributes:
        sentence: all of it, as a screen reader says it.
        name: the guest, or the code that nobody has.
        ticket: what they hold, or what is wrong in a word or two.
        reason: why, and what to do next.
        facts: titles and texts that the rules of the door ask for.
        warning: of the capacity.
    """

    look: OutcomeLook
    sentence: str
    name: str
    ticket: str = ""
    reason: str = ""
    facts: Sequence[tuple[str, str]] = ()
    warning: str = ""


class ResultCard(QFrame):
    """Large while it is all there is, a strip while a name is looked for.

    Signals:
        admit_asked, hold_asked, undo_asked, badge_asked: the buttons of the card.
    """

    admit_asked = Signal()
    hold_asked = Signal()
    undo_asked = Signal()
    badge_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Result"))
        self._tone = READY.tone
        self._pixels = _COMPACT
        self._is_idle = True
        self._compact = False
        self._has_party = False
        self.band = OutcomeBand()
        self.party = PartyRows()
        self._name = BigName()
        self._ticket = ClampedHeading(1, role=TextRole.TITLE)
        self._reason = ClampedHeading(3, role=TextRole.HEADING)
        self._facts = FactRows()
        self._hides_facts = False
        self._warning = WarningLine()
        self.anyway = self._made("", self.admit_asked, "check", Variant.PRIMARY)
        self.hold = self._made(self.tr("Hold (H)"), self.hold_asked, "hand")
        self.undo = self._made(self.tr("Undo (U)"), self.undo_asked, "arrow-counter-clockwise")
        self.undo.setAccessibleName(self.tr("Undo"))
        self.badge = self._made(self.tr("Print badge (F3)"), self.badge_asked, "printer")
        self.badge.hide()
        self._badge_place = QWidget()
        self._column = QVBoxLayout()
        self._lay_out()
        self.offer(undo=False)

    @property
    def sentence(self) -> str:
        """The outcome in words."""
        return self.accessibleDescription()

    @property
    def is_idle(self) -> bool:
        """Whether nobody has come yet."""
        return self._is_idle

    def show_words(self, words: ResultWords, *, aloud: bool = True) -> None:
        """Show another outcome, now and not with the next paint, and have it said."""
        self._tone = words.look.tone
        self._is_idle = words.look is READY
        self.band.show_look(words.look)
        self._name.setText(words.name)
        self._ticket.setText(words.ticket)
        self._reason.setText(words.reason)
        self._warning.say(words.warning)
        self._facts.show_facts(self._shown(words.facts))
        self.setAccessibleDescription(words.sentence)
        self._spare()
        self._row.activate()  # else the words would be seen in the places of those before
        self.repaint()
        if aloud:
            announce(self, words.sentence)

    def hide_facts(self, hidden: bool) -> None:
        """Show no personal data beyond name and ticket from now on; or do, of the next guest."""
        self._hides_facts = hidden
        if hidden:
            self._facts.show_facts(())
            self._spare()

    def show_party(self, others: Sequence[Guest], marks: Marks) -> None:
        """Show the other places of the same person or order."""
        self.party.show_party(others, marks)
        self._has_party = bool(others)
        self._spare()

    def _shown(self, facts: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
        """Which event it is tells nothing of a person."""
        event = CARD_FIELDS["event"]
        return [fact for fact in facts if fact[0] == event or not self._hides_facts]

    def offer(self, *, undo: bool, ask: bool = False, confirm: bool = False) -> None:
        """Which buttons there are: take back; admit although owing or hold; admit."""
        self.undo.setVisible(undo)
        self.hold.setVisible(ask)
        self.anyway.setVisible(ask or confirm)
        anyway = self.tr("Admit anyway (Enter)") if ask else self.tr("Admit (Enter)")
        self.anyway.setText(anyway)
        self._badge_place.setVisible(not (ask or confirm))  # the answer comes first
        self._spare()

    def set_size(self, pixels: int) -> None:
        """Write the ticket so large, and all else in proportion; names take what room there is."""
        self._pixels = pixels
        self._write()

    def _write(self) -> None:
        large = _COMPACT if self._compact else self._pixels
        buttons = (self.anyway, self.hold, self.undo, self.badge)
        for part, pixels in (
            (self._ticket, large),
            (self._reason, large * 4 // 5),
            *((made, max(large * 3 // 5, _SMALLEST)) for made in buttons),
        ):
            font = part.font()
            font.setPixelSize(pixels)
            part.setFont(font)
        for made in buttons:
            side = max(large * 3 // 5, metrics.ICON)
            made.setIconSize(QSize(side + metrics.TIGHT, side))
        self._warning.set_size(large * 7 // 10)
        self._facts.set_size(large * 3 // 4)
        self.party.set_size(max(large * 7 // 10, _SMALLEST + 2))

    def set_compact(self, compact: bool) -> None:
        """Be a strip, and say only the most important."""
        if compact != self._compact:
            self._compact = compact
            self._name.set_compact(compact)
            self._write()
            self._size_band()
            self._spare()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room."""
        super().resizeEvent(event)
        self._size_band()
        self._spare()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The tone behind it all."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = colors().tones[self._tone]
        painter.setPen(QColor(tone.edge))
        painter.setBrush(QColor(tone.tint))
        area = self.rect().adjusted(0, 0, -1, -1)
        painter.drawRoundedRect(area, metrics.CARD_RADIUS, metrics.CARD_RADIUS)

    def _size_band(self) -> None:
        least, most = _BAND_WIDTHS
        width = min(max(self.width() * _BAND_SHARE // 100, least), most)
        self.band.setFixedWidth(_NARROW_BAND if self._compact else width)

    def _spare(self) -> None:
        """Show what there is room for."""
        for label in (self._ticket, self._reason):
            label.setVisible(bool(label.text()))
        self.party.setVisible(self._has_party and not self._compact)
        if self._compact:
            self._take(STRIP)
            return
        width = self.width() - self.band.width() - 2
        for room in ROOMS:
            self._take(room)
            for layout in self.findChildren(QLayout):
                layout.invalidate()  # what they hold of their parts' heights
            if self._column.heightForWidth(width) <= self.height() - 2:
                return

    def _take(self, room: CardRoom) -> None:
        self._name.set_room(room.name_lines, room.name_share)
        self._reason.set_lines(room.reason_lines)
        self._facts.set_room(room.facts, room.fact_lines)
        self.party.set_rows(room.party_rows)

    def _made(
        self,
        text: str,
        asked: SignalInstance,
        icon_name: str,
        variant: Variant = Variant.NORMAL,
    ) -> QPushButton:
        made = button(text, asked.emit, icon_name=icon_name, variant=variant)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _lay_out(self) -> None:
        badge = QHBoxLayout(self._badge_place)
        badge.setContentsMargins(0, 0, 0, 0)
        badge.addWidget(self.badge)
        buttons = QHBoxLayout()
        buttons.setSpacing(metrics.SMALL)
        for made in (self.anyway, self.hold, self.undo, self._badge_place):
            buttons.addWidget(made)
        buttons.addStretch(1)
        column = self._column
        column.setContentsMargins(metrics.HUGE, metrics.MEDIUM, metrics.HUGE, metrics.MEDIUM)
        column.setSpacing(metrics.TIGHT)
        column.addStretch(1)
        for part in (self._name, self._ticket, self._reason, self._warning, self._facts):
            column.addWidget(part)
        column.addSpacing(metrics.SMALL)
        column.addLayout(buttons)
        column.addWidget(self.party)
        column.addStretch(1)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self.band)
        row.addLayout(column, 1)
