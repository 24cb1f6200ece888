"""The list **Matches**: big rows, chosen with the arrows while the field keeps the keyboard."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from eventdesk.domain.door import Guest
from eventdesk.ui.models.door_guests import (
    GuestState,
    door_name,
    guest_state,
    side_words,
    ticket_words,
)
from eventdesk.ui.models.door_matches import GUEST_ROLE, MatchesModel
from eventdesk.ui.theme import TextRole, Tone, colors, icon, metrics, text_font
from eventdesk.ui.views.common.item_views import dress_list
from eventdesk.ui.views.common.labels import direction_of

_GLYPH = 20
_BAR = 5
_Index = QModelIndex | QPersistentModelIndex
_SINGLE = Qt.TextFlag.TextSingleLine


class MatchesList(QListView):
    """The chosen row is the one that Enter admits.

    Signals:
        picked: a `Guest` was double-clicked, or Enter was pressed in the list.
        chosen: another row is the chosen one.
    """

    picked = Signal(object)
    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = MatchesModel()
        dress_list(self, self.tr("Matches"))
        self.setUniformItemSizes(False)  # the heading is lower
        self._painter = MatchDelegate(self)
        self.setItemDelegate(self._painter)
        self.setModel(self.rows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.doubleClicked.connect(lambda index: self._pick(index))
        self.selectionModel().currentChanged.connect(lambda *_rows: self.chosen.emit())

    @property
    def current(self) -> Guest | None:
        """The guest of the chosen row."""
        return self.rows.guest(self.currentIndex().row())

    def set_size(self, pixels: int) -> None:
        """Write names so large."""
        self._painter.set_size(pixels)
        self.doItemsLayout()

    def choose(self, row: int) -> None:
        """Choose a row and have it in sight; -1 for none."""
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self.rows.index(row))

    def step(self, steps: int) -> None:
        """Go on by so many guests."""
        self.choose(self.rows.step(self.currentIndex().row(), steps))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are not for the list: whoever types means the field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._pick(self.currentIndex())
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _pick(self, index: QModelIndex) -> None:
        if (guest := self.rows.guest(index.row())) is not None:
            self.picked.emit(guest)


class MatchDelegate(QStyledItemDelegate):
    """Name and what tells it apart on the left, then the ticket, then where the guest stands."""

    def __init__(self, owner: MatchesList) -> None:
        super().__init__(owner)
        self._list = owner
        self._name = text_font(TextRole.TITLE)
        self._plain = text_font(TextRole.BODY)
        self._state = text_font(TextRole.STRONG)

    def set_size(self, pixels: int) -> None:
        """Write names so large, and all else in proportion."""
        self._name.setPixelSize(pixels)
        for font in (self._plain, self._state):
            font.setPixelSize(pixels * 7 // 10)

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Two lines and air; the heading is one line."""
        height = _line(self._plain)
        if index.data(GUEST_ROLE) is None:
            return QSize(0, height + metrics.LARGE)
        return QSize(0, _line(self._name) + height + metrics.LARGE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The row's background as ever, then its three columns."""
        guest = index.data(GUEST_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(metrics.LARGE, 0, -metrics.LARGE, 0)
        if guest is None:
            painter.setFont(self._state)
            painter.setPen(QColor(colors().muted))
            _draw(painter, option, area.adjusted(0, metrics.SMALL, 0, 0), str(index.data()))
        else:
            self._paint_background(painter, option)
            self._paint_guest(painter, option, area, guest)
        painter.restore()

    def _paint_background(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """The chosen row stands out although the field has the focus."""
        if not option.state & QStyle.StateFlag.State_Selected:
            panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
            option.widget.style().drawPrimitive(panel, option, painter, option.widget)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors().selection))
        painter.drawRoundedRect(option.rect, metrics.RADIUS, metrics.RADIUS)
        bar = QRect(option.rect)
        bar.setWidth(_BAR)
        painter.setBrush(QColor(colors().accent_ink))
        mark = QStyle.visualRect(option.direction, option.rect, bar)
        painter.drawRoundedRect(mark, _BAR / 2, _BAR / 2)

    def _paint_guest(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, guest: Guest
    ) -> None:
        rows = self._list.rows
        several, hides = rows.several_events, rows.hides_email
        widths = area.width() * 46 // 100, area.width() * 24 // 100
        left = QRect(area.left(), area.top(), widths[0], area.height())
        middle = QRect(left.right() + metrics.MEDIUM, area.top(), widths[1], area.height())
        right = QRect(middle.right() + metrics.MEDIUM, area.top(), 0, area.height())
        right.setRight(area.right())
        side = side_words(guest, several_events=several, hides_email=hides)
        self._paint_name(painter, option, left, (door_name(guest), side))
        painter.setFont(self._plain)
        painter.setPen(QColor(colors().text))
        _draw(painter, option, middle, ticket_words(guest))
        state = guest_state(guest)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen and not state.is_in and guest.admitted_here:
            self._paint_hint(painter, option, right, state)
        else:
            self._paint_state(painter, option, right, state)

    def _paint_name(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, lines: tuple[str, str]
    ) -> None:
        name, side = lines
        upper, lower = _line(self._name), _line(self._plain) if side else 0
        top = area.top() + (area.height() - upper - lower) // 2
        painter.setFont(self._name)
        painter.setPen(QColor(colors().text))
        _draw(painter, option, QRect(area.left(), top, area.width(), upper), name)
        painter.setFont(self._plain)
        painter.setPen(QColor(colors().muted))
        _draw(painter, option, QRect(area.left(), top + upper, area.width(), lower), side)

    def _paint_hint(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, state: GuestState
    ) -> None:
        """What Enter does, below what is owed if anything is."""
        does = self.tr("Enter asks") if state.tone is Tone.OWING else self.tr("Enter admits")
        hint = GuestState(does, state.tone, "key-return")
        if not state.words:
            self._paint_state(painter, option, area, hint, "accent_ink")
            return
        half = area.height() // 2 - metrics.TIGHT
        upper = area.adjusted(0, metrics.TIGHT, 0, -half)
        lower = area.adjusted(0, half, 0, -metrics.TIGHT)
        self._paint_state(painter, option, upper, state)
        self._paint_state(painter, option, lower, hint, "accent_ink")

    def _paint_state(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRect,
        state: GuestState,
        ink: str = "",
    ) -> None:
        if not state.words:
            return
        ink = ink or state.tone
        place = QRect(area.left(), area.center().y() - _GLYPH // 2, _GLYPH, _GLYPH)
        glyph = QStyle.visualRect(option.direction, option.rect, place)
        icon(state.icon, ink).paint(painter, glyph)
        painter.setFont(self._state)
        painter.setPen(QColor(colors().named(ink)))
        _draw(painter, option, area.adjusted(_GLYPH + metrics.SMALL, 0, 0, 0), state.words)


def _line(font: QFont) -> int:
    return QFontMetrics(font).lineSpacing()


def _draw(painter: QPainter, option: QStyleOptionViewItem, area: QRect, text: str) -> None:
    """One line, cut where there is no room, on the side where people begin to read."""
    place = QStyle.visualRect(option.direction, option.rect, area)
    side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.setLayoutDirection(direction_of(text))
    painter.drawText(place, flags | _SINGLE, cut)
