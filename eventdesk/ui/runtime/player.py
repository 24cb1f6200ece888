"""Plays short sounds on a thread of its own, so that a slow or missing device delays nobody.

The device is opened with the first sound. One sound plays at a time: a newer one cuts it off.
"""

import array
import logging
import queue
import threading
import wave
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eventdesk.ui.runtime import alsa

_log = logging.getLogger(__name__)

_BUFFER_MS = 40
_SECONDS_TO_END = 0.5
_TAIL_SECONDS = 0.3
"""What a device may hold back when a sound has been handed to it."""

_NO_DEVICE = "No sound can be played: this computer offers no device for it, or refuses it."


@dataclass(frozen=True, slots=True)
class _Sound:
    rate: int
    data: "array.array[int]"

    @property
    def seconds(self) -> float:
        return len(self.data) / self.rate

    def at_volume(self, volume: int) -> bytes:
        # Squared, as ears hear the logarithm: half of the way sounds half as loud.
        share = (volume / 100) ** 2
        return array.array("h", [round(value * share) for value in self.data]).tobytes()


class SoundPlayer:
    """Plays the files of one folder: WAV, one channel, 16 bits."""

    def __init__(
        self,
        folder: Path,
        told: Callable[[str], object],
        *,
        backends: Sequence[str] = (),
    ) -> None:
        """`told` hears after each sound, on the player's thread, what was wrong, "" for nothing.

        `backends` are names of miniaudio's, such as "NULL", for what the system offers if empty.
        """
        self._folder = folder
        self._told = told
        self._backends = tuple(backends)
        self._wanted: queue.SimpleQueue[tuple[str, int] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._sounds: dict[str, _Sound] = {}
        self._device: Any = None
        self._silent_for_good = False

    def play(self, name: str, volume: int) -> None:
        """Play a file by its name without ending, at 0 to 100; returns at once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="sounds", daemon=True)
            self._thread.start()
        self._wanted.put((name, volume))

    def try_again(self) -> None:
        """Look for a device anew, though there was none before."""
        self._silent_for_good = False

    def close(self) -> None:
        """Play no more; a stuck device is left behind."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._wanted.put(None)
            thread.join(_SECONDS_TO_END)

    def _work(self) -> None:
        wait: float | None = None
        try:
            while True:
                try:
                    wanted = self._wanted.get(timeout=wait)
                except queue.Empty:
                    self._device.stop()  # else it would wake the computer for ever
                    wait = None
                    continue
                if wanted is None:
                    return
                wait = self._perform(*wanted)
        finally:
            self._let_go()

    def _perform(self, name: str, volume: int) -> float | None:
        """Start a sound; gives the seconds after which its device may stop, None without one."""
        # Most computers of a door lack a device for good, and looking for one is slow and loud
        # in the log of the system.
        if self._silent_for_good:
            return None
        try:
            sound = self._sound(name)
            self._start(sound, volume)
        except _failures() as error:
            _log.info("No sound: %s", error)
            self._let_go()
            self._silent_for_good = True
            self._told(_NO_DEVICE)
            return None
        self._told("")
        return sound.seconds + _TAIL_SECONDS

    def _start(self, sound: _Sound, volume: int) -> None:
        if self._device is None:
            self._device = _open_device(sound.rate, self._backends)
        self._device.stop()
        frames = _frames(sound.at_volume(volume))
        next(frames)
        self._device.start(frames)

    def _sound(self, name: str) -> _Sound:
        if name not in self._sounds:
            with wave.open(str(self._folder / f"{name}.wav")) as file:
                data = array.array("h", file.readframes(file.getnframes()))
                self._sounds[name] = _Sound(file.getframerate(), data)
        return self._sounds[name]

    def _let_go(self) -> None:
        if self._device is not None:
            self._device.close()
            self._device = None


def _frames(data: bytes) -> Generator[bytes, int, None]:
    """Hands a device what it asks for, in frames of two bytes, until the sound is over."""
    place, wanted = 0, (yield b"")
    while place < len(data):
        piece = data[place : place + 2 * wanted]
        place += len(piece)
        wanted = yield piece


def _open_device(rate: int, backends: Sequence[str]) -> Any:
    # Brings a large library along, which a desk without a door never needs.
    import miniaudio

    alsa.silence()
    return miniaudio.PlaybackDevice(
        output_format=miniaudio.SampleFormat.SIGNED16,
        nchannels=1,
        sample_rate=rate,
        buffersize_msec=_BUFFER_MS,
        backends=[miniaudio.Backend[name] for name in backends],
        app_name="Event Desk",
    )


def _failures() -> tuple[type[Exception], ...]:
    """What a missing or lost device, file or library looks like."""
    # As above; a library that cannot be loaded is itself one of the failures.
    try:
        import miniaudio
    except (ImportError, OSError):
        return ImportError, OSError
    return miniaudio.MiniaudioError, ImportError, OSError
