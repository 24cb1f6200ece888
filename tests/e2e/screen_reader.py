"""Reads windows of another process as a screen reader does: AT-SPI over a bus of our own.

Facts: the interface files of at-spi2-core, which name methods and number states.
"""

import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, MessageType, new_method_call
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


class Vanished(Exception):
    """The control was closed while it was read."""


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
        return str(self._call("Accessible", "GetRoleName"))

    @property
    def text(self) -> str:
        """What is written in a field."""
        return str(self._call("Text", "GetText", "ii", (0, -1)))

    @property
    def children(self) -> list["Control"]:
        """The controls within it; the cells of a table or a list."""
        found = self._call("Accessible", "GetChildren")
        # Qt counts the two arrows of a row of tabs as children even where there are none.
        return [Control(self.reader, owner, path) for owner, path in found if path != _NOTHING]

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

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Where it is on the display: left, top, width, height."""
        left, top, width, height = self._call("Component", "GetExtents", "u", (_ON_DISPLAY,))
        return left, top, width, height

    def below(self) -> Iterator["Control"]:
        """The controls within it that are on screen, at any depth; no cells."""
        for child in self.children:
            if child.showing:
                yield child
                if child.role not in ITEM_VIEWS:
                    yield from child.below()

    def _has(self, state: int) -> bool:
        low, high = self._call("Accessible", "GetState")
        return bool((low | high << 32) >> state & 1)

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

    def ask(self, address: DBusAddress, method: str, signature: str = "", body: tuple = ()) -> Any:
        """Ask one question. Raises `Vanished`."""
        question = new_method_call(address, method, signature or None, body)
        answer = self._connection.send_and_get_reply(question, timeout=_ANSWER_SECONDS)
        if answer.header.message_type is MessageType.error:
            raise Vanished(answer.body)
        return answer.body[0]


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
