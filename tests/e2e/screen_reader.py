"""Reads windows of another process as a screen reader does: AT-SPI over a bus of our own.

Facts: the interface files of at-spi2-core, which name methods and number states.
"""

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_ATSPI = "org.a11y.atspi."
_ROOT = "/org/a11y/atspi/accessible/root"
_NOTHING = "/org/a11y/atspi/null"
_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_ACTIVE, _CHECKED, _ENABLED, _FOCUSED, _SHOWING = 1, 4, 8, 12, 25
_ON_DISPLAY = 0
_ANSWER_SECONDS = 30
ITEM_VIEWS = {"table", "list", "tree"}
"""Their children are cells, of which there may be very many."""
_WHOLE = {"button", "check box", "label", "push button", "radio button", "separator", "text"}
"""Nothing is within them: they are not asked, since each question takes time."""


class Vanished(Exception):
    """The control was closed while it was read."""


@dataclass(frozen=True, slots=True)
class States:
    """In which state a control was when it was asked."""

    bits: int

    @classmethod
    def of(cls, words: Sequence[int]) -> "States":
        """From AT-SPI's two words of 32 bits."""
        low, high = words
        return cls(low | high << 32)

    @property
    def active(self) -> bool:
        """Whether it is the window that the keyboard belongs to."""
        return self._has(_ACTIVE)

    @property
    def checked(self) -> bool:
        """Whether it is ticked."""
        return self._has(_CHECKED)

    @property
    def enabled(self) -> bool:
        """Whether it can be used now."""
        return self._has(_ENABLED)

    @property
    def focused(self) -> bool:
        """Whether it has the keyboard."""
        return self._has(_FOCUSED)

    @property
    def showing(self) -> bool:
        """Whether it is on screen."""
        return self._has(_SHOWING)

    def _has(self, state: int) -> bool:
        return bool(self.bits >> state & 1)


@dataclass(frozen=True, slots=True)
class Control:
    """What a screen reader knows of a control: it reads again with every question."""

    reader: "ScreenReader"
    owner: str
    path: str

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self._property("Accessible", "Name"))

    @property
    def description(self) -> str:
        """What is said after the name."""
        return str(self._property("Accessible", "Description"))

    @property
    def role(self) -> str:
        """What kind of control it is, in the words of AT-SPI."""
        return self.reader.role(self)

    @property
    def text(self) -> str:
        """What is written in a field."""
        return str(self._call("Text", "GetText", "ii", (0, -1)))

    @property
    def children(self) -> list["Control"]:
        """The controls within it; the cells of a table or a list."""
        return self.reader.children([self])[0]

    @property
    def states(self) -> States:
        """In which state it is."""
        return States.of(self._call("Accessible", "GetState"))

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Where it is on the display: left, top, width, height."""
        left, top, width, height = self._call("Component", "GetExtents", "u", (_ON_DISPLAY,))
        return left, top, width, height

    def below(self) -> Iterator["Control"]:
        """The controls within it that are on screen, at any depth; no cells."""
        return (control for control, _states in self.below_with_states())

    def below_with_states(self) -> Iterator[tuple["Control", States]]:
        """The same, each with its state at that moment."""
        shown: dict[Control, list[tuple[Control, States]]] = {}
        level = [self]
        while level:
            families = self.reader.children(level)
            states = iter(self.reader.states(list(chain(*families))))
            for parent, family in zip(level, families, strict=True):
                shown[parent] = [(one, seen) for one in family if (seen := next(states)).showing]
            found = chain(*(shown[parent] for parent in level))
            level = [one for one, _states in found if one.role not in ITEM_VIEWS | _WHOLE]
        return _depth_first(self, shown)

    def _property(self, interface: str, name: str) -> Any:
        address = DBusAddress(self.path, self.owner, "org.freedesktop.DBus.Properties")
        return self.reader.ask(address, "Get", "ss", (_ATSPI + interface, name))[1]

    def _call(self, interface: str, method: str, signature: str = "", body: tuple = ()) -> Any:
        address = DBusAddress(self.path, self.owner, _ATSPI + interface)
        return self.reader.ask(address, method, signature, body)


class ScreenReader:
    """Sees every program that was started with its environment."""

    def __init__(self, connection: DBusConnection, address: str) -> None:
        self._connection = connection
        self._address = address
        self._roles: dict[Control, str] = {}

    @property
    def environment(self) -> dict[str, str]:
        """Variables for a program that is to be read."""
        # There is no AT-SPI registry here, and Qt complains of that.
        quiet = "qt.accessibility.atspi.warning=false"
        return {"AT_SPI_BUS_ADDRESS": self._address, "QT_LOGGING_RULES": quiet}

    def program(self, pid: int) -> Control | None:
        """The program of a process; None before it has begun to speak."""
        for owner in self.ask(_BUS, "ListNames"):
            if owner.startswith(":"):
                try:
                    found = self.ask(_BUS, "GetConnectionUnixProcessID", "s", (owner,))
                except Vanished:
                    continue
                if found == pid:
                    return Control(self, owner, _ROOT)
        return None

    def role(self, control: Control) -> str:
        """What kind of control it is, which never changes: it is asked once."""
        if control not in self._roles:
            address = DBusAddress(control.path, control.owner, _ATSPI + "Accessible")
            self._roles[control] = str(self.ask(address, "GetRoleName"))
        return self._roles[control]

    def states(self, controls: Sequence[Control]) -> list[States]:
        """The state of each, asked for all at once. Raises `Vanished`."""
        return [States.of(answer) for answer in self._ask_each(controls, "GetState")]

    def children(self, controls: Sequence[Control]) -> list[list[Control]]:
        """The controls within each, asked for all at once. Raises `Vanished`."""
        # Qt counts the two arrows of a row of tabs as children even where there are none.
        return [
            [Control(self, owner, path) for owner, path in answer if path != _NOTHING]
            for answer in self._ask_each(controls, "GetChildren")
        ]

    def ask(self, address: DBusAddress, method: str, signature: str = "", body: tuple = ()) -> Any:
        """Ask one question. Raises `Vanished`."""
        return self._ask_all([(address, method, signature, body)])[0]

    def _ask_each(self, controls: Sequence[Control], method: str) -> list[Any]:
        interface = _ATSPI + "Accessible"
        return self._ask_all(
            [(DBusAddress(one.path, one.owner, interface), method, "", ()) for one in controls]
        )

    def _ask_all(self, questions: Sequence[tuple[DBusAddress, str, str, tuple]]) -> list[Any]:
        """Send every question before the first answer is awaited. Raises `Vanished`."""
        serials = list(islice(self._connection.outgoing_serial, len(questions)))
        for serial, (address, method, signature, body) in zip(serials, questions, strict=True):
            question = new_method_call(address, method, signature or None, body)
            self._connection.send(question, serial=serial)
        answers: dict[int, Message] = {}
        while not answers.keys() >= set(serials):
            answer = self._connection.receive(timeout=_ANSWER_SECONDS)
            answers[answer.header.fields.get(HeaderFields.reply_serial, 0)] = answer
        found = [answers[serial] for serial in serials]
        for answer in found:
            if answer.header.message_type is MessageType.error:
                raise Vanished(answer.body)
        return [answer.body[0] for answer in found]


def _depth_first(
    parent: Control, shown: Mapping[Control, Sequence[tuple[Control, States]]]
) -> Iterator[tuple[Control, States]]:
    for control, states in shown.get(parent, ()):
        yield control, states
        yield from _depth_first(control, shown)


@contextmanager
def running_reader(folder: Path) -> Iterator[ScreenReader]:
    """A screen reader on a bus of its own, whose socket is in the folder."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(
        [*command, f"--address=unix:path={folder / 'at-spi'}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as bus:
        try:
            assert bus.stdout is not None
            address = bus.stdout.readline().strip()  # comes when the bus listens
            with closing(open_dbus_connection(bus=address)) as connection:
                yield ScreenReader(connection, address)
        finally:
            bus.terminate()
