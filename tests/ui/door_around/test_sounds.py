"""The five sounds: told apart by ear, played by a thread that ends, missed only by a sentence."""

import math
import runpy
import threading
import wave
from array import array
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QSlider

from eventdesk.domain.door import Outcome
from eventdesk.ui.controllers.door.sounds import Sounds
from eventdesk.ui.runtime.player import SoundPlayer
from eventdesk.ui.theme import assets
from tests.ui.conftest import until
from tests.ui.door_around.conftest import Around, shown

FOLDER = assets.folder() / "sounds"
MAKER = Path(__file__).parents[3] / "packaging" / "make_sounds.py"
_PARTS = 8
_PITCHES = [110 * 2 ** (step / 4) for step in range(18)]


def heard(path: Path) -> "array[int]":
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22_050)
        return array("h", file.readframes(file.getnframes()))


def strength(data: "array[int]", pitch: float) -> float:
    """How strongly a pitch sounds in a stretch (Goertzel)."""
    turn = 2 * math.cos(2 * math.pi * pitch / 22_050)
    before, last = 0.0, 0.0
    for value in data:
        before, last = last, value + turn * last - before
    return max(0.0, before**2 + last**2 - turn * before * last)


def portrait(data: "array[int]") -> list[float]:
    """Pitches over a second in eight parts, all of one loudness: what an ear compares."""
    size = 22_050 * 8 // 10 // _PARTS
    parts = [data[place * size : (place + 1) * size] for place in range(_PARTS)]
    values = [math.sqrt(strength(part, pitch)) for part in parts for pitch in _PITCHES]
    whole = math.sqrt(sum(value * value for value in values))
    return [value / whole for value in values]


def test_each_outcome_has_a_sound_short_enough_for_a_queue() -> None:
    assert {path.stem for path in FOLDER.glob("*.wav")} == {str(each) for each in Outcome}
    for path in FOLDER.glob("*.wav"):
        assert 0.2 < len(heard(path)) / 22_050 <= 0.75
        assert 8_000 < max(map(abs, heard(path))) < 30_000


def test_any_two_sounds_differ_by_ear() -> None:
    portraits = {path.stem: portrait(heard(path)) for path in FOLDER.glob("*.wav")}

    alike = {
        (one, other): sum(a * b for a, b in zip(portraits[one], portraits[other], strict=True))
        for one, other in combinations(sorted(portraits), 2)
    }

    assert max(alike.values()) < 0.6, alike


def test_the_shipped_files_are_what_the_maker_makes() -> None:
    maker = runpy.run_path(str(MAKER))
    for name, tones in maker["SOUNDS"].items():
        made, shipped = maker["samples"](tones), heard(FOLDER / f"{name}.wav")
        assert len(made) == len(shipped)
        assert max(abs(a - b) for a, b in zip(made, shipped, strict=True)) <= 1


def test_a_real_device_takes_one_sound_after_the_other_and_is_let_go() -> None:
    told: list[str] = []
    answered = threading.Event()

    def hear(problem: str) -> None:
        told.append(problem)
        if len(told) == 3:
            answered.set()

    player = SoundPlayer(FOLDER, hear, backends=["NULL"])
    for name in ("in", "refused", "in"):  # a newer sound cuts the one that plays off
        player.play(name, 70)

    assert answered.wait(10)
    player.close()
    assert told == ["", "", ""]


def test_a_device_that_is_missing_is_told_and_looked_for_once(around: Around, qloop: Any) -> None:
    async def body() -> None:
        sounds = Sounds(around.hub, around.window, backends=["WEBAUDIO"])  # on no desktop
        sounds.play(Outcome.IN)
        await until(lambda: sounds.problem)
        sounds.play(Outcome.REFUSED)
        async with shown(sounds.page()) as page:
            assert page.says("No sound can be played")
        sounds.close()

    qloop.run(body())


def test_volume_and_no_sound_are_remembered(around: Around, qloop: Any) -> None:
    async def body() -> None:
        sounds = Sounds(around.hub, around.window)
        async with shown(sounds.page()) as page:
            page.named("Volume", QSlider).setValue(30)
            page.named("No sound", QCheckBox).click()
            assert not page.named("Refused").isEnabled()
        await until(lambda: around.workspace.layout.get("door.sound", {}).get("off"))
        again = Sounds(around.hub, around.window)
        await until(lambda: again.off)
        assert again.volume == 30
        again.play(Outcome.IN)  # nothing is played, so no thread is left behind
        async with shown(again.page()) as page:
            page.click("No sound")
        await until(lambda: not around.workspace.layout.get("door.sound", {})["off"])

    qloop.run(body())


@pytest.mark.parametrize("outcome", [*Outcome])
def test_each_outcome_can_be_listened_to(around: Around, qloop: Any, outcome: Outcome) -> None:
    words = {
        Outcome.IN: "In",
        Outcome.WAITING: "Waiting",
        Outcome.ALREADY_IN: "Already in",
        Outcome.OWING: "Owing",
        Outcome.REFUSED: "Refused",
    }

    async def body() -> None:
        sounds = Sounds(around.hub, around.window, backends=["NULL"])
        async with shown(sounds.page()) as page:
            page.click(words[outcome])
        sounds.close()
        assert sounds.problem == ""

    qloop.run(body())
