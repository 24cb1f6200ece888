"""Makes the five sounds of the door: `python3 packaging/make_sounds.py` writes resources/sounds.

Each outcome has a shape of its own, so that ears alone tell them apart: in rises, waiting is soft
and fades, already in repeats itself, owing falls in minor, refused is a low buzz.
"""

import math
import struct
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sounds"
RATE = 22_050
_LOUDEST = 0.6 * 32767


@dataclass(frozen=True)
class Tone:
    """One tone of a sound. `overtones` are the strengths of the multiples of its pitch."""

    begins: float  # seconds
    lasts: float
    pitch: float  # hertz
    strength: float = 1.0
    fades: float = 6.0  # how fast it dies away, per second
    overtones: Sequence[float] = (1.0, 0.25, 0.08)


_SOFT = (1.0, 0.06)
_BUZZ = tuple(1 / number for number in range(1, 12))  # a saw tooth

SOUNDS: dict[str, tuple[Tone, ...]] = {
    "in": (Tone(0.0, 0.12, 783.99), Tone(0.11, 0.24, 1174.66)),  # G5, D6: a fifth up
    "waiting": (
        Tone(0.0, 0.70, 523.25, 0.55, 4.5, _SOFT),  # C5 with a long tail
        Tone(0.02, 0.68, 659.26, 0.30, 4.5, _SOFT),
    ),
    "already-in": (
        Tone(0.0, 0.11, 587.33, fades=2.0),  # D5 twice
        Tone(0.17, 0.11, 587.33, fades=2.0),
    ),
    "owing": (Tone(0.0, 0.20, 622.25), Tone(0.19, 0.34, 523.25, fades=5.0)),  # E flat 5 to C5
    "refused": (Tone(0.0, 0.45, 110.0, 0.9, 1.0, _BUZZ), Tone(0.0, 0.45, 113.0, 0.7, 1.0, _BUZZ)),
}


def samples(tones: Sequence[Tone]) -> list[int]:
    """The sound as signed numbers of 16 bits, `RATE` of them a second."""
    length = round(max(tone.begins + tone.lasts for tone in tones) * RATE)
    mixed = [0.0] * length
    for tone in tones:
        first = round(tone.begins * RATE)
        for index in range(min(round(tone.lasts * RATE), length - first)):
            mixed[first + index] += tone.strength * _wave(tone, index / RATE)
    strongest = max(1.0, *map(abs, mixed))
    return [round(_LOUDEST * value / strongest) for value in mixed]


def _wave(tone: Tone, at: float) -> float:
    """A tone's value so many seconds after it began; it begins and ends without a click."""
    edge = min(1.0, at / 0.006, (tone.lasts - at) / 0.025)
    parts = (
        share * math.sin(2 * math.pi * tone.pitch * number * at)
        for number, share in enumerate(tone.overtones, start=1)
    )
    return edge * math.exp(-tone.fades * at) * sum(parts) / sum(tone.overtones)


def main() -> None:
    """Write the files anew."""
    FOLDER.mkdir(exist_ok=True)
    for name, tones in SOUNDS.items():
        values = samples(tones)
        with wave.open(str(FOLDER / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(struct.pack(f"<{len(values)}h", *values))
        print(f"{name}.wav: {len(values) / RATE:.2f} s")


if __name__ == "__main__":
    main()
