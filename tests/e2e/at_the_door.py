"""The window **Door** under a scanner that types like a keyboard, and under a person's hands."""

import csv
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, product

from tests.cli.processes import wait_until
from tests.e2e.screen import Desk
from tests.e2e.screen_reader import Control, Vanished
from tests.e2e.test_journey_window import CommandLine

ENTER, TAB, PAUSE = "Return", "Tab", ""
ENDS = (ENTER, TAB, PAUSE)
"""What a scanner sends after a code; after a pause it is nothing at all."""

_SCANNER_MS = 20
"""From key to key; xdotool's delay is that of a press and a release, of which it makes two."""

_PAUSE_SECONDS = "0.5"
"""Until then an Enter or a Tab would still be taken for the scanner's."""

_PERSON_MS = (90, 150)

_WRITTEN = {"text", "password text", "spin button"}
_CHOSEN = {"check box", "radio button", "combo box", "page tab"}
_KEYSYMS = {" ": "space", "-": "minus", "\n": "Return"}
_FIRST = ("Ada", "Ben", "Cleo", "Dana", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jo")
_LAST = ("Archer", "Brook", "Carter", "Dunn", "Ellis", "Ford", "Gale")


@dataclass(frozen=True)
class Expected:
    """Somebody on the list, and the code of their ticket."""

    name: str
    code: str
    ticket: str = "Member"
    order: str = ""
    note: str = ""


def crowd() -> list[Expected]:
    """Seventy people. Their codes would do harm wherever they got through.

    They would open menus and press their entries, press buttons with a space, fill numbers and
    PINs, and take back an admission with the letter u.
    """
    codes = ("90{:06}", "u wulkpf{:03}", "KPU-{:04}-s")
    names = [f"{first} {last}" for first, last in product(_FIRST, _LAST)]
    return [
        Expected(name, codes[number % len(codes)].format(number))
        for number, name in enumerate(names)
    ]


def new_event(command_line: CommandLine, title: str, guests: Sequence[Expected], day: str) -> str:
    """An event in the desk book, with these on its list: its reference."""
    path = command_line.profile.parent / f"{title}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("Name", "Code", "Ticket", "Order", "Note"))
        rows.writerows((one.name, one.code, one.ticket, one.order, one.note) for one in guests)
    arguments = ("--new-event", title, "--start", f"{day}T19:00")
    return str(command_line.json("import", str(path), *arguments)["event"])


def marks_of(command_line: CommandLine, ref: str) -> list[tuple[str, str]]:
    """Every mark of an event that the store holds, oldest first: name and status."""
    path = command_line.profile.parent / "marks.json"
    command_line.run("export", ref, "--what", "marks", "--format", "json", "-o", str(path))
    marks = sorted(json.loads(path.read_text()), key=lambda mark: mark["marked_at"])
    return [(mark["name"], mark["status"]) for mark in marks]


class Queue:
    """Those who wait before the door, each with another end of their scan."""

    def __init__(self, guests: Sequence[Expected]) -> None:
        self._left = zip(guests, cycle(ENDS))
        self.came: list[Expected] = []

    def next(self) -> tuple[Expected, str]:
        """Who is next, and how the scanner ends their code."""
        guest, end = next(self._left)
        self.came.append(guest)
        return guest, end

    @property
    def marks(self) -> list[tuple[str, str]]:
        """What the store should hold of them."""
        return [(guest.name, "attended") for guest in self.came]


@dataclass
class DoorDesk:
    """A program with its door open; `desk` knows which window has the keyboard."""

    desk: Desk
    _result: Control | None = field(default=None, init=False)

    def scan(self, code: str, end: str = ENTER) -> None:
        """Hold a ticket before the scanner, whatever has the keyboard."""
        pace = str(2 * _SCANNER_MS)
        ending = ("key", "--delay", pace, end) if end else ("sleep", _PAUSE_SECONDS)
        self.desk.play("type", "--args", "1", "--delay", pace, code, *ending)

    def write(self, text: str, *, seed: int = 1) -> None:
        """Type as people do: some letters sooner, some later."""
        chance, keys = random.Random(seed), list[str]()
        for letter in text:
            pause = chance.randint(*_PERSON_MS) / 1000
            keys += ["key", _KEYSYMS.get(letter, letter), "sleep", f"{pause:.3f}"]
        self.desk.play(*keys)

    @property
    def result(self) -> str:
        """What the card says, as a screen reader says it."""
        try:
            self._result = self._result or self.desk.see("Result")
            return self._result.description
        except Vanished:
            self._result = None
            return ""

    def hear(self, *parts: str) -> str:
        """Wait until the card says all of this; gives the whole sentence."""
        wait_until(lambda: all(part in self.result for part in parts), f"Result says {parts}")
        return self.result

    def admit(self, queue: Queue) -> Expected:
        """Scan the next guest, who is decided about while nothing else happens; gives them."""
        before = self.standing()
        guest, end = queue.next()
        self.scan(guest.code, end)
        self.hear(f"In: {guest.name}, {guest.ticket}")
        after = self.standing()
        assert after == before, f"{end!r} after {guest.code!r}: {_difference(before, after)}"
        return guest

    def admit_everywhere(self, queue: Queue) -> list[str]:
        """Scan a guest at every place where Tab stops; gives the names of the places."""
        first = here = self.desk.see_focus()
        passed = list[str]()
        while not passed or here != first:
            passed.append(here.name)
            assert len(passed) < 40, f"Tab never comes round: {passed}"
            self.admit(queue)
            here = self.desk.go_on(here)
        return passed

    @property
    def field(self) -> str:
        """What stands in **Scan or type**."""
        return self.desk.see("Scan or type").text

    def standing(self) -> dict[str, object]:
        """What a scan must not change: the keyboard's place, texts, ticks, windows and menus."""
        while True:
            try:
                return dict(self._standing())
            except Vanished:
                continue  # something was closed or made anew this moment

    def _standing(self) -> Iterator[tuple[str, object]]:
        program = self.desk.reader.program(self.desk.process.pid)
        assert program is not None
        yield "surfaces", self.desk.surfaces
        for each, states in program.below_with_states():
            role = each.role
            if states.focused:
                yield "keyboard", (each.path, each.name)
            if role in _WRITTEN:
                yield each.path, (each.name, each.text)
            elif role in _CHOSEN:
                yield each.path, (each.name, states.checked)


def open_door(desk: Desk, title: str, *, asks: bool = False) -> DoorDesk:
    """Jump to an event by its title and open its door by keyboard.

    Args:
        asks: that day has another event, and the door is for this one only.
    """
    desk.press("ctrl+k")
    desk.at("Jump to")
    desk.type(title)
    wait_until(lambda: any(row.startswith(title) for row in desk.rows("Found")), f"find {title}")
    desk.press("Return")
    desk.at("Event Desk")
    desk.hear(title)
    desk.press("ctrl+d")
    desk.at("Door")
    if asks:
        desk.wait_for_focus("Events of this day")
        desk.press("Return")
    desk.wait_for_focus("Scan or type")
    return DoorDesk(desk)


def leave_door(desk: Desk) -> None:
    """Leave by keyboard, as somebody does who means it."""
    desk.press("ctrl+l")
    desk.at("Leave the door?")
    desk.use("Leave door")
    desk.at("Event Desk")


def _difference(before: dict[str, object], after: dict[str, object]) -> dict[str, object]:
    """What is not as before."""
    keys = before.keys() | after.keys()
    pairs = {key: (before.get(key), after.get(key)) for key in keys}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}
