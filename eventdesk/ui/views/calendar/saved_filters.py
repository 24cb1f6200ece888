"""**Saved filters**: filters kept under names, to be chosen, saved, renamed and deleted."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from eventdesk.domain.text import one_line
from eventdesk.ui.models.calendar_filters import EventFilters
from eventdesk.ui.theme import icon, metrics
from eventdesk.ui.views.calendar.line_popup import LinePopup
from eventdesk.ui.views.common.buttons import Variant

_LONGEST_NAME = 60


class SavedFilters(QPushButton):
    """A button with a menu. Which filter holds is told from what holds, not remembered.

    Signals:
        chosen: the `EventFilters` of a name.
        changed: what is kept now, `EventFilters` by name.
    """

    chosen = Signal(object)
    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved: dict[str, EventFilters] = {}
        self._present = EventFilters()
        self.setAutoDefault(False)
        self.setProperty("variant", str(Variant.FLAT))
        self.setStyleSheet("SavedFilters { text-align: left; padding-left: 6px; }")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Saved filters"))
        self.setIcon(icon("bookmark-simple", "muted"))
        self.clicked.connect(self.open)
        self._say()

    def sizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(metrics.READING_WIDTH // 4, metrics.CONTROL_HEIGHT)

    def show_saved(self, saved: Mapping[str, EventFilters]) -> None:
        """Offer what is kept."""
        self._saved = dict(saved)
        self._say()

    def show_filters(self, present: EventFilters) -> None:
        """Tell which filters hold now."""
        self._present = present
        self._say()

    def open(self) -> None:
        """Show the menu below the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.accessibleName())
        self._fill(menu)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _fill(self, menu: QMenu) -> None:
        for name, filters in self._sorted():
            action = self._added(menu, name, partial(self.chosen.emit, filters))
            action.setCheckable(True)
            action.setChecked(filters == self._present)
        menu.addSeparator()
        save = self._added(menu, self.tr("Save these filters…"), self._ask_name)
        save.setEnabled(bool(self._present) and self._holding is None)
        holding = self._holding
        if holding is not None:
            rename = self.tr("Rename “{name}”…").format(name=holding)
            self._added(menu, rename, partial(self._ask_name, holding))
            delete = self.tr("Delete “{name}”").format(name=holding)
            self._added(menu, delete, partial(self._delete, holding))

    @staticmethod
    def _added(menu: QMenu, words: str, call: Callable[[], object]) -> QAction:
        action = menu.addAction(words.replace("&", "&&"))
        action.triggered.connect(lambda _checked=False: call())
        return action

    @property
    def _holding(self) -> str | None:
        """The name of what holds now, None where it is kept under none."""
        if not self._present:
            return None
        found = (name for name, filters in self._sorted() if filters == self._present)
        return next(found, None)

    def _sorted(self) -> list[tuple[str, EventFilters]]:
        return sorted(self._saved.items(), key=lambda pair: pair[0].casefold())

    def _ask_name(self, old: str = "") -> None:
        title = self.tr("Rename filters") if old else self.tr("Save filters")
        popup = LinePopup(title, self, text=old, example=self.tr("A name, such as “My talks”"))
        popup.changed.connect(lambda text: popup.say(self._objection(text, old)))
        popup.entered.connect(lambda text: self._name(popup, text, old))
        popup.open_at(self.mapToGlobal(QPoint(self.width() // 2, self.height())))

    def _name(self, popup: LinePopup, text: str, old: str) -> None:
        name = one_line(text, _LONGEST_NAME)
        objection = self._objection(text, old) if name else self.tr("A name is needed.")
        if objection:
            popup.say(objection)
            return
        popup.close()
        filters = self._saved.pop(old, self._present)
        self._saved[name] = filters
        self._tell()

    def _objection(self, text: str, old: str) -> str:
        name = one_line(text, _LONGEST_NAME)
        taken = name in self._saved and name != old
        return self.tr("There is a “{name}” already.").format(name=name) if taken else ""

    def _delete(self, name: str) -> None:
        del self._saved[name]
        self._tell()

    def _tell(self) -> None:
        self._say()
        self.changed.emit(dict(self._saved))

    def _say(self) -> None:
        name = self._holding
        words = name or self.tr("Saved filters")
        room = max(40, self.width() - 3 * metrics.LARGE)
        cut = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.setText(cut.replace("&", "&&"))
        self.setAccessibleDescription(name or self.tr("none chosen"))
        self.setEnabled(bool(self._saved or self._present))
