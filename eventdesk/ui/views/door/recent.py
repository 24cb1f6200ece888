"""The last scans of a door, each with its outcome; one of a guest leads back to them."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from eventdesk.domain.door import Decision
from eventdesk.domain.text import one_line
from eventdesk.ui.models.door_guests import owes_words
from eventdesk.ui.models.moments import moment
from eventdesk.ui.theme import TextRole, colors, icon, metrics, text_font
from eventdesk.ui.views.common.item_views import dress_list
from eventdesk.ui.views.common.labels import TextLabel, direction_of, plain_tip
from eventdesk.ui.views.door.outcome_look import UNDONE, OutcomeLook, decision_look

DECISION = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_ROW = 50
_INSET = 5
_ICON = 20
_SHOWN_ROWS = 3
_WIDE = 380
_LARGER = 1.25
"""In a column that is so wide, which only a large screen has, rows are larger."""


class RecentModel(QAbstractListModel):
    """Decisions, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._decisions: tuple[Decision, ...] = ()
        self._hides_names = False

    def show(self, decisions: Sequence[Decision]) -> bool:
        """Hold these; false if they are the ones that it holds."""
        if tuple(decisions) == self._decisions:
            return False
        self.beginResetModel()
        self._decisions = tuple(decisions)
        self.endResetModel()
        return True

    def hide_names(self, hidden: bool) -> None:
        """Tell no names and codes, or tell them again."""
        self._hides_names = hidden
        if self._decisions:
            self.dataChanged.emit(self.index(0), self.index(len(self._decisions) - 1))

    def decision(self, row: int) -> Decision:
        """The decision of a row."""
        return self._decisions[row]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._decisions)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        decision = self._decisions[index.row()]
        if role == DECISION:
            return decision
        if role == Qt.ItemDataRole.DisplayRole:
            return self._who(decision)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            why = decision.reason if decision.undecided and not self._hides_names else ""
            said = why or _outcome(decision)
            return f"{moment(decision.at)} {self._who(decision)}: {said}"
        if role == Qt.ItemDataRole.ToolTipRole and not self._hides_names:
            return plain_tip(" ".join(filter(None, (decision.sentence, decision.reason))))
        return None

    def _who(self, decision: Decision) -> str:
        name = decision.name if decision.guest is None else decision.guest.listed.attendee.name
        if self._hides_names:
            return "Guest" if name else "Code"
        if name:
            return one_line(name)
        return f"Unknown code {one_line(decision.code, 40)}".strip()


class RecentScans(QWidget):
    """Signals:

    wanted: the `Guest` whom the person wants to see again.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model = RecentModel()
        self._view = QListView()
        dress_list(self._view, self.tr("Recent scans"))
        self._view.setModel(self._model)
        self._view.setItemDelegate(_RowPainter(self._view))
        # A click must not take the focus from where the next code is typed.
        self._view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._view.setMouseTracking(True)
        self._view.setMinimumHeight(_SHOWN_ROWS * _ROW)
        self._view.setResizeMode(QListView.ResizeMode.Adjust)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.clicked.connect(self._open)
        self._view.activated.connect(self._open)
        self._nobody = TextLabel(self.tr("Nobody has been scanned yet."), muted=True)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._title = TextLabel(self.tr("Recent scans"), role=TextRole.CAPTION, muted=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.TIGHT)
        layout.addWidget(self._title)
        layout.addWidget(self._nobody, 1)
        layout.addWidget(self._view, 1)
        self._view.hide()

    def sizeHint(self) -> QSize:
        """Room for some rows; the others are scrolled to."""
        height = self._title.sizeHint().height() + metrics.TIGHT + _SHOWN_ROWS * _ROW
        return QSize(320, height)

    def show_decisions(self, decisions: Sequence[Decision]) -> None:
        """Show these, newest first; whoever has scrolled down or chosen a row keeps it."""
        chosen = self._chosen()
        place = self._view.verticalScrollBar().value()
        if not self._model.show(decisions):
            return
        self._nobody.setVisible(not decisions)
        self._view.setVisible(bool(decisions))
        for row in range(self._model.rowCount()):
            if chosen is not None and self._model.decision(row) == chosen:
                self._view.setCurrentIndex(self._model.index(row))
        self._view.verticalScrollBar().setValue(place)

    def hide_names(self, hidden: bool) -> None:
        """Show no names and codes, or show them again."""
        self._model.hide_names(hidden)

    def _chosen(self) -> Decision | None:
        index = self._view.currentIndex()
        return self._model.decision(index.row()) if index.isValid() else None

    def _open(self, index: QModelIndex) -> None:
        guest = self._model.decision(index.row()).guest
        if guest is not None:
            self.wanted.emit(guest)


class _RowPainter(QStyledItemDelegate):
    """An icon; beside it who it was, and below when and with which outcome."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Two lines."""
        return QSize(super().sizeHint(option, index).width(), round(_ROW * _scale(option)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        decision, name = index.data(DECISION), str(index.data())
        frame = QStyleOptionViewItem(option)
        self.initStyleOption(frame, index)
        frame.text = ""
        frame.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, frame, painter, frame.widget
        )
        look, present, room = _look(decision), colors(), _Room(painter, option)
        icon(look.icon, look.tone).paint(painter, room.icon())
        strong, plain = _font(TextRole.STRONG, option), _font(TextRole.BODY, option)
        room.write(0, name, strong, present.text)
        taken = room.write(1, moment(decision.at), plain, present.muted)
        room.write(1, _short_outcome(decision), strong, present.tones[look.tone].ink, after=taken)


class _Room:
    """Places in a row; mirrored where people read from right to left."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        self._painter = painter
        self._whole = option.rect
        self._direction = option.direction
        self._lines = option.rect.adjusted(
            metrics.SMALL + _ICON + metrics.MEDIUM, _INSET, -metrics.SMALL, -_INSET
        )

    def icon(self) -> QRect:
        """The icon's place, before both lines."""
        place = QRect(self._whole.left() + metrics.SMALL, 0, _ICON, _ICON)
        place.moveTop(self._whole.center().y() - _ICON // 2)
        return self._visual(place)

    def write(self, line: int, text: str, font: QFont, colour: str, *, after: int = 0) -> int:
        """A text on one of the lines, so far from its beginning; gives where the next may begin."""
        place = QRect(self._lines)
        place.setHeight(self._lines.height() // 2)
        place.moveTop(self._lines.top() + line * place.height())
        place.setLeft(place.left() + after)
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))
        measure = self._painter.fontMetrics()
        cut = measure.elidedText(text, Qt.TextElideMode.ElideRight, max(place.width(), 0))
        side = QStyle.visualAlignment(self._direction, Qt.AlignmentFlag.AlignLeft)
        self._painter.setLayoutDirection(direction_of(text))
        self._painter.drawText(self._visual(place), side | Qt.AlignmentFlag.AlignVCenter, cut)
        return after + measure.horizontalAdvance(text) + metrics.SMALL

    def _visual(self, place: QRect) -> QRect:
        return QStyle.visualRect(self._direction, self._whole, place)


def _scale(option: QStyleOptionViewItem) -> float:
    return _LARGER if option.widget.width() >= _WIDE else 1.0


def _font(role: TextRole, option: QStyleOptionViewItem) -> QFont:
    font = text_font(role)
    font.setPointSizeF(font.pointSizeF() * _scale(option))
    return font


def _outcome(decision: Decision) -> str:
    """The outcome in words, and what is still owed."""
    return ", ".join(filter(None, (_look(decision).word, owes_words(decision))))


def _short_outcome(decision: Decision) -> str:
    """For a narrow column: of those who owe, icon and colour alone say where the mark is."""
    owes = owes_words(decision)
    return f"In, {owes}" if owes and not decision.undecided else _look(decision).word


def _look(decision: Decision) -> OutcomeLook:
    """The log keeps no questions: whatever has no outcome there was taken back."""
    return UNDONE if decision.outcome is None else decision_look(decision)
