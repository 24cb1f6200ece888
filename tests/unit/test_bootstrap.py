"""The set-up script decides rightly what is missing, how to get it, and when nothing is to do."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

_SCRIPT = Path(__file__).parents[2] / "packaging" / "bootstrap.py"


def _load() -> ModuleType:
    # The folder cannot be imported from: the distribution `packaging` has its name.
    spec = importlib.util.spec_from_file_location("bootstrap", _SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bootstrap = _load()

_DPKG = (
    "libegl1\tinstalled\t\n"
    "xvfb\tconfig-files\txserver\n"
    "libglib2.0-0t64\tinstalled\tlibglib2.0-0 (= 2.80.0-6), libglib-other\n"
    "libgl1\tnot-installed\t\n"
)


def test_packages_that_dpkg_does_not_have_installed_are_missing() -> None:
    installed = bootstrap.installed_packages(_DPKG)

    wanted = ["libegl1", "libgl1", "libglib2.0-0", "xvfb", "xdotool"]
    assert bootstrap.missing_packages(wanted, installed) == ["libgl1", "xvfb", "xdotool"]


@pytest.mark.parametrize(
    ("machine", "prefix"),
    [
        ({"root": True, "sudo": True, "terminal": False}, []),
        ({"root": False, "sudo": True, "terminal": True}, ["sudo"]),
        ({"root": False, "sudo": True, "terminal": False}, ["sudo", "-n"]),
        ({"root": False, "sudo": False, "terminal": True}, None),
    ],
    ids=["root", "sudo", "sudo without a terminal", "neither"],
)
def test_apt_is_called_with_the_rights_there_are(
    machine: dict[str, bool], prefix: list[str] | None
) -> None:
    assert bootstrap.apt_prefix(**machine) == prefix


def test_apt_asks_no_questions_and_installs_what_is_missing() -> None:
    update, install = bootstrap.apt_commands(["sudo"], ["libegl1", "xvfb"])

    assert update[0] == install[0] == "sudo"
    assert "DEBIAN_FRONTEND=noninteractive" in install
    assert "-y" in install
    assert install[-2:] == ["libegl1", "xvfb"]


class Machine:
    """A machine whose apt installs the packages that can be had."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, available: set[str]) -> None:
        self.available = available
        self.installed = {*bootstrap.WINDOW_PACKAGES, *bootstrap.CAMERA_PACKAGES} - {"libegl1"}
        monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
        monkeypatch.setattr(bootstrap, "dpkg_list", self.listing)
        monkeypatch.setattr(bootstrap, "apt_install", self.install)

    def listing(self) -> str:
        return "".join(f"{name}\tinstalled\t\n" for name in sorted(self.installed))

    def install(self, packages: list[str]) -> None:
        self.installed |= set(packages) & self.available


def test_missing_library_stops_with_the_line_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    Machine(monkeypatch, available=set())

    line = r"sudo apt-get install -y --no-install-recommends libegl1$"
    with pytest.raises(bootstrap.SetupError, match=line):
        bootstrap.install_system_packages("run")


def test_missing_test_tools_are_told_and_the_tests_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = Machine(monkeypatch, available={"libegl1", "dbus", "xdotool", "xvfb"})

    bootstrap.install_system_packages("test")

    assert (
        capsys.readouterr()
        .err.strip()
        .endswith("apt-get install -y --no-install-recommends gnome-keyring libsecret-1-0")
    )
    assert {"libegl1", "xvfb"} <= machine.installed


def test_second_start_has_nothing_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, available=set(bootstrap.WINDOW_PACKAGES))
    bootstrap.install_system_packages("run")

    monkeypatch.setattr(bootstrap, "apt_install", None)
    bootstrap.install_system_packages("run")

    assert machine.installed == {*bootstrap.WINDOW_PACKAGES, *bootstrap.CAMERA_PACKAGES}


def test_missing_camera_library_is_told_and_the_program_starts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = Machine(monkeypatch, available={"libegl1"})
    machine.installed -= {"libpulse0"}

    bootstrap.install_system_packages("run")

    said = capsys.readouterr().err
    assert "The camera will not work" in said
    assert said.strip().endswith("apt-get install -y --no-install-recommends libpulse0")


_HERE = bootstrap.stamp(b"[project]", Path("/desk"), ("postgres", "test"))


@pytest.mark.parametrize(
    ("project", "folder", "extras", "enough"),
    [
        (b"[project]", "/desk", ("postgres", "test"), True),
        (b"[project]", "/desk", ("postgres",), True),
        (b"[project]", "/desk", ("postgres", "camera"), False),
        (b"[project] # new", "/desk", ("postgres",), False),
        (b"[project]", "/moved", ("postgres",), False),
    ],
    ids=["the same", "fewer extras", "another extra", "other pyproject", "other folder"],
)
def test_stamp_tells_whether_the_installation_will_do(
    project: bytes, folder: str, extras: tuple[str, ...], *, enough: bool
) -> None:
    new = bootstrap.stamp(project, Path(folder), extras)

    assert bootstrap.covers(_HERE, new) is enough
    assert not bootstrap.covers("", new)


@pytest.mark.parametrize("version", [(3, 9), (3, 10), (3, 14)])
def test_other_pythons_are_refused_in_a_sentence(version: tuple[int, int]) -> None:
    with pytest.raises(bootstrap.SetupError, match=r"Python 3\.11 to 3\.13 is needed"):
        bootstrap.check_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_supported_pythons_are_taken(version: tuple[int, int]) -> None:
    bootstrap.check_python(version)


@pytest.mark.parametrize(
    ("line", "window"),
    [
        ("", True),
        ("--demo", True),
        ("--profile desk --demo", True),
        ("--profile=desk", True),
        ("--profile desk accounts", False),
        ("sync --json", False),
        ("--help", False),
        ("--demo --version", False),
    ],
)
def test_display_is_needed_for_the_window_only(line: str, *, window: bool) -> None:
    assert bootstrap.opens_window(line.split()) is window


@pytest.mark.parametrize(
    ("platform", "environment", "display"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_display_is_found(platform: str, environment: dict[str, str], *, display: bool) -> None:
    assert bootstrap.has_display(platform, environment) is display


def test_without_display_the_person_reads_one_sentence(tmp_path: Path) -> None:
    environment = {name: os.environ[name] for name in os.environ if not name.startswith("QT_")}
    done = subprocess.run(
        [sys.executable, _SCRIPT, "run", "--demo"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    if sys.platform == "linux":
        assert done.returncode == 1
        assert done.stdout == ""
        assert done.stderr.startswith("Event Desk: there is no display")
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(("status", "passed_on"), [(0, 0), (5, 5), (-9, 137)])
def test_exit_status_is_passed_on(status: int, passed_on: int) -> None:
    ending = f"os._exit({status})" if status >= 0 else f"os.kill(os.getpid(), {-status})"

    assert bootstrap.status_of([sys.executable, "-c", f"import os; {ending}"]) == passed_on
