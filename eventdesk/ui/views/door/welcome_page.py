"""The page **Welcome screen** of the door's settings: which screen, and whether names are shown."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from eventdesk.ui.theme import Tone
from eventdesk.ui.views.door.settings_form import SettingsPage, choices, choose, tick


class WelcomePage(SettingsPage):
    """Signals:

    screen_chosen: name of the screen that welcomes guests, "" for none.
    names_chosen: whether whoever was let in reads their own name.
    """

    screen_chosen = Signal(str)
    names_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__(
            self.tr("Welcome screen"),
            self.tr(
                "A second screen, turned to the guests, shows a welcome, the title of the event "
                "and a sign for everybody who is let in. Whoever is refused sees nothing there."
            ),
        )
        self._screen = choices([])
        self._screen.activated.connect(
            lambda _index: self.screen_chosen.emit(self._screen.currentData())
        )
        self._names = tick(self.tr("Show the guest's name"))
        self._names.clicked.connect(self.names_chosen)
        self.add_row(self.tr("Screen"), self._screen)
        self.add_wide(self._names, hint=self.tr("Everybody who stands there reads it."))
        self.end()

    def show_state(self, screens: Sequence[tuple[str, str]], chosen: str, names: bool) -> None:
        """Show what holds; `screens` are the names of those there are, and what to call them."""
        self._screen.clear()
        self._screen.addItem(self.tr("None"), "")
        for name, text in screens:
            self._screen.addItem(text, name)
        choose(self._screen, chosen if chosen in dict(screens) else "")
        self._names.setChecked(names)
        for widget in (self._screen, self._names):
            widget.setEnabled(bool(screens))
        if screens:
            self.message.clear()
        else:
            sentence = self.tr("This computer has one screen only. Connect another one.")
            self.message.say(sentence, Tone.INFO, closable=False)
