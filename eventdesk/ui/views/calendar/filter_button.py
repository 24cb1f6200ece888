"""A button that opens a list of choices to tick; what is ticked stands on the button."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QWidget

from eventdesk.ui.theme import TextRole, icon, metrics, text_font
from eventdesk.ui.views.calendar.filter_choices import Choice, FilterChoices
from eventdesk.ui.views.common.buttons import Variant

_LOOKS = "FilterButton { text-align: left; padding-left: 8px; padding-right: 8px; }"
"""Named, since what the button opens is its child and would look so too."""


class FilterButton(QPushButton):
    """Attributes:
        title: what it filters by, such as "Status".

    Signals:
        changed: something else is chosen now.
    """

    changed = Signal()

    def __init__(
        self,
        title: str,
        word: Callable[[str], str] = str,
        *,
        extra: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`title` is such as "Status"; `word` gives what people read of a choice.

        `extra` is a further tick that says how the choice is meant, such as "Attending only".
        """
        super().__init__(parent)
        self.title = title
        self._word = word
        self._extra = extra
        self._extra_on = False
        self._choices: tuple[str, ...] = ()
        self._chosen: frozenset[str] = frozenset()
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setProperty("variant", str(Variant.FLAT))
        self.setStyleSheet(_LOOKS)
        self.clicked.connect(self.open)
        self.set_choices((), frozenset())

    @property
    def chosen(self) -> frozenset[str]:
        """What passes; empty for everything."""
        return self._chosen

    @property
    def extra_on(self) -> bool:
        """Whether the further tick is set."""
        return self._extra_on

    @property
    def state(self) -> str:
        """What passes, in words."""
        if not self._chosen:
            return self.tr("all")
        if len(self._chosen) == 1:
            words = self._word(next(iter(self._chosen)))
        else:
            words = self.tr("{count} chosen").format(count=len(self._chosen))
        return f"{words}, {self._extra.lower()}" if self._extra_on else words

    @property
    def brief(self) -> str:
        """What passes, in words that need no title beside them: "Campaign", "Place: 3 chosen"."""
        return self.state if len(self._chosen) == 1 else f"{self.title}: {self.state}"

    def set_choices(
        self, choices: Sequence[str], chosen: frozenset[str], *, extra_on: bool = False
    ) -> None:
        """Offer other choices, of which these are chosen."""
        self._choices, self._chosen, self._extra_on = tuple(choices), chosen, extra_on
        self.setEnabled(bool(choices))
        self._say()

    def sizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(metrics.READING_WIDTH // 4, metrics.CONTROL_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less of what is chosen fits."""
        super().resizeEvent(event)
        self._say()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A flat button, with the mark of one that opens a list."""
        super().paintEvent(event)
        mark = QRect(0, 0, metrics.ICON, metrics.ICON)
        mark.moveCenter(self.rect().center())
        mark.moveRight(self.width() - metrics.SMALL)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), mark)
        icon("caret-down", "muted").paint(QPainter(self), place)

    def open(self) -> None:
        """Show the choices below the button."""
        choices = [
            Choice(value, self._word(value), value in self._chosen) for value in self._choices
        ]
        popup = FilterChoices(self.title, choices, self._extra, self._extra_on, self)
        popup.changed.connect(self._take)
        popup.open_below(self)

    def _take(self, chosen: frozenset[str], extra_on: bool) -> None:
        self._chosen, self._extra_on = chosen, extra_on
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        state = self.state
        room = max(40, self.width() - 3 * metrics.LARGE)
        text = f"{self.title}: {state}".replace("&", "&&")
        strong = text_font(TextRole.STRONG if self._chosen else TextRole.BODY)
        self.setFont(strong)
        self.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))
        self.setAccessibleName(self.tr("{title} filter").format(title=self.title))
        self.setAccessibleDescription(state)
