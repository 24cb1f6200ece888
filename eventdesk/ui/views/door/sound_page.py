"""The page **Sound** of the door's settings: how loud, and what each outcome sounds like."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSlider

from eventdesk.domain.door import Outcome
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.common.buttons import button
from eventdesk.ui.views.door.settings_form import SettingsPage, row_of, tick

_STEP = 10


class SoundPage(SettingsPage):
    """Signals:

    volume_chosen: 0 to 100.
    off_chosen: whether nothing is to be played.
    sample_wanted: the `Outcome` whose sound the person wants to hear.
    """

    volume_chosen = Signal(int)
    off_chosen = Signal(bool)
    sample_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            self.tr("Sound"),
            self.tr("Each outcome has a sound of its own, so that you can look at the guest."),
        )
        self._volume = QSlider(Qt.Orientation.Horizontal)
        self._volume.setRange(0, 100)
        self._volume.setSingleStep(_STEP)
        self._volume.setPageStep(2 * _STEP)
        self._volume.setTracking(False)  # while it is drawn along nothing needs to be kept
        self._volume.valueChanged.connect(self.volume_chosen)
        self._off = tick(self.tr("No sound"))
        self._off.toggled.connect(self.off_chosen)
        self.add_row(self.tr("Volume"), self._volume)
        self.add_wide(self._off)
        self._samples = [
            button(text, partial(self.sample_wanted.emit, outcome), icon_name="speaker-high")
            for outcome, text in self._words().items()
        ]
        self.add_row(self.tr("Listen"), row_of(*self._samples[:3]))
        self.add_wide(row_of(*self._samples[3:]))
        self.end()

    def show_state(self, volume: int, off: bool, problem: str) -> None:
        """Show what holds; `problem` is a sentence, "" for none."""
        for widget in (self._volume, self._off):
            widget.blockSignals(True)
        self._volume.setValue(volume)
        self._off.setChecked(off)
        for widget in (self._volume, self._off):
            widget.blockSignals(False)
        for each in (self._volume, *self._samples):
            each.setEnabled(not off)
        if problem:
            self.message.say(problem, Tone.ALREADY, closable=False)
        else:
            self.message.clear()

    def _words(self) -> dict[Outcome, str]:
        return {
            Outcome.IN: self.tr("In"),
            Outcome.WAITING: self.tr("Waiting"),
            Outcome.ALREADY_IN: self.tr("Already in"),
            Outcome.OWING: self.tr("Owing"),
            Outcome.REFUSED: self.tr("Refused"),
        }
