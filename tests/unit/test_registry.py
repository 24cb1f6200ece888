"""The list of systems: built-in ones, removed ones, and those of other packages."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from eventdesk.domain.errors import NotThere
from eventdesk.providers import registry
from tests.guards import ExpectLog

GOOD = """
from eventdesk.domain.capability import SystemInfo
from eventdesk.providers.base import Provider


class GuestBook(Provider):
    info = SystemInfo("guestbook", "Guest book", frozenset())

    def check(self, cancel): return "Works."
    def events(self, window, *, known, cancel): return iter(())
    def event(self, ref, cancel): raise NotImplementedError


class Usurper(GuestBook):
    info = SystemInfo("deskbook", "My own desk book", frozenset())


class Alias(GuestBook):
    info = SystemInfo("other", "Other", frozenset())


NOT_A_CLASS = 5
"""

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Install a package of other people with these entry points."""

    def install_it(**entries: str) -> None:
        (tmp_path / "guest_book.py").write_text(GOOD)
        (tmp_path / "broken_book.py").write_text("raise RuntimeError('secret detail')\n")
        about = tmp_path / "guest_book-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: guest-book\nVersion: 1.0\n")
        lines = [f"{key} = {value}" for key, value in entries.items()]
        text = "\n".join(["[eventdesk.providers]", *lines, ""])
        (about / "entry_points.txt").write_text(text)
        monkeypatch.syspath_prepend(tmp_path)
        for module in ("guest_book", "broken_book"):
            monkeypatch.delitem(sys.modules, module, raising=False)

    return install_it


def test_the_desk_book_is_the_default() -> None:
    default = registry.default_system()
    assert default is not None
    assert (default.key, default.title) == ("deskbook", "Desk book")
    assert registry.provider_class("deskbook").info == default
    assert default in registry.systems()


def test_an_unknown_system() -> None:
    with pytest.raises(NotThere, match="The system “nonesuch” is not installed here"):
        registry.provider_class("nonesuch")


def test_a_removed_folder_leaves_a_working_program(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = {"deskbook": "eventdesk.providers.removed.provider:Removed"}
    monkeypatch.setattr(registry, "_BUILT_IN", registry._BUILT_IN | gone)
    assert "deskbook" not in {info.key for info in registry.systems()}
    assert registry.default_system() is None
    with pytest.raises(NotThere):
        registry.provider_class("deskbook")


def test_a_built_in_system_that_lacks_a_library_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "needy_book.py").write_text("import a_library_that_is_missing\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(registry, "_BUILT_IN", {"needy": "needy_book:Needy"})
    with pytest.raises(ModuleNotFoundError, match="a_library_that_is_missing"):
        registry.systems()


def test_another_package_brings_a_system(install: Install) -> None:
    install(guestbook="guest_book:GuestBook")
    assert registry.systems()[-1].title == "Guest book"
    assert registry.provider_class("guestbook").__name__ == "GuestBook"


@pytest.mark.parametrize(
    ("key", "value", "warning"),
    [
        ("broken", "broken_book:Broken", "The system broken cannot be loaded: RuntimeError$"),
        ("absent", "no_such_module:X", "The system absent cannot be loaded: ModuleNotFoundError$"),
        ("odd", "guest_book:NOT_A_CLASS", "guest_book:NOT_A_CLASS is not a provider"),
        ("alias", "guest_book:Alias", "calls itself other, its entry point alias"),
        ("deskbook", "guest_book:Usurper", "may not replace the built-in system deskbook"),
    ],
)
def test_a_bad_package_is_told_and_left_out(
    install: Install, expect_log: ExpectLog, key: str, value: str, warning: str
) -> None:
    install(**{key: value, "guestbook": "guest_book:GuestBook"})
    expect_log("eventdesk.providers.registry", warning)
    titles = [info.title for info in registry.systems()]
    assert titles.count("Desk book") == 1
    assert titles[-1] == "Guest book"
    if key != "deskbook":
        with pytest.raises(NotThere):
            registry.provider_class(key)


def test_listing_systems_loads_no_database() -> None:
    code = (
        "import sys; from eventdesk.providers import registry; "
        "print(registry.default_system().key, 'sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["deskbook", "False"]
