#!/usr/bin/env python3
"""Set Event Desk up from a fresh checkout and run it, or its tests.

    python3 packaging/bootstrap.py run [ARGUMENTS OF EVENT DESK]
    python3 packaging/bootstrap.py test [ARGUMENTS OF PYTEST]

It runs before anything is installed: the standard library only, and no import of the project.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "eventdesk-installed"
OLDEST, NEWEST = (3, 11), (3, 13)
EXTRAS = {"run": ("camera", "postgres"), "test": ("camera", "postgres", "test")}

# What the window needs from Debian and Ubuntu, beyond what these packages bring themselves.
WINDOW_PACKAGES = (
    "fonts-dejavu-core",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libgssapi-krb5-2",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
)
# What Qt Multimedia needs to see through a camera; everything else works without it.
CAMERA_PACKAGES = ("libpulse0",)
# What some tests use: a display, keys and clicks on it, and a password store.
TEST_PACKAGES = ("dbus", "gnome-keyring", "libsecret-1-0", "xdotool", "xvfb")
# Options of the program that take a value: the next argument is not a command.
VALUE_OPTIONS = ("--profile", "--log-level")

_SIDE_BY_SIDE = ("-n", "4", "--dist", "loadfile", "--no-loadscope-reorder")
"""Tests of one file stay together, since they may share a server. Some wait for a real keyboard or
a network most of the time: more processes than cores, and those files first, fill that time."""


class SetupError(Exception):
    """Something that the person has to mend, in one sentence."""


def main(arguments: list[str]) -> int:
    """Do what the arguments ask for and return the exit status."""
    if not arguments or arguments[0] not in EXTRAS:
        print(__doc__)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    purpose, rest = arguments[0], arguments[1:]
    try:
        check_python(sys.version_info[:2])
        if purpose == "run":
            check_display(rest)
        install_system_packages(purpose)
        install_project(purpose)
        return run(rest) if purpose == "run" else test(rest)
    except SetupError as error:
        print(f"Event Desk: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def check_python(version: tuple[int, ...]) -> None:
    """Refuse a Python that the program does not run on."""
    if not OLDEST <= version <= NEWEST:
        has, oldest, newest = (".".join(map(str, each)) for each in (version, OLDEST, NEWEST))
        raise SetupError(
            f"this is Python {has}, and Python {oldest} to {newest} is needed: "
            f"install one and start this file with it, for example python{newest} {sys.argv[0]}."
        )


def check_display(arguments: list[str]) -> None:
    """Refuse to open the window where there is nothing to open it on."""
    if opens_window(arguments) and not has_display(sys.platform, dict(os.environ)):
        raise SetupError(
            "there is no display to open the window on: start it from a desktop, or give a "
            "command that needs no window (`run --help` lists them)."
        )


def opens_window(arguments: list[str]) -> bool:
    """Whether these arguments open the window: neither a command nor a question is among them."""
    rest = iter(arguments)
    for argument in rest:
        if argument in VALUE_OPTIONS:
            next(rest, None)
        elif argument in ("--help", "--version") or not argument.startswith("-"):
            return False
    return True


def has_display(platform: str, environment: dict[str, str]) -> bool:
    """Whether a window can be opened; on Windows and macOS it always can."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform != "linux" or any(environment.get(name) for name in names)


def install_system_packages(purpose: str) -> None:
    """On Debian and Ubuntu, install what is missing through apt; elsewhere nothing is needed."""
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        return
    needed = [*WINDOW_PACKAGES]
    if not VENV.exists() and importlib.util.find_spec("ensurepip") is None:
        needed.append("python3-venv")
    wanted = [*needed, *CAMERA_PACKAGES, *(TEST_PACKAGES if purpose == "test" else ())]
    missing = missing_packages(wanted, installed_packages(dpkg_list()))
    if not missing:
        return
    apt_install(missing)
    missing = missing_packages(wanted, installed_packages(dpkg_list()))
    if not missing:
        return
    advice = f"please run this line yourself: {install_line(missing)}"
    if set(missing) & set(needed):
        raise SetupError(f"system packages are missing; {advice}")
    lost = "Some tests will be skipped" if purpose == "test" else "The camera will not work"
    say(f"{lost}, as system packages are missing; {advice}")


def dpkg_list() -> str:
    """Every package that dpkg knows: name, state and what it provides, separated by tabs."""
    form = "${Package}\t${db:Status-Status}\t${Provides}\n"
    command = ["dpkg-query", "--show", f"--showformat={form}"]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout


def installed_packages(listing: str) -> set[str]:
    """Names of the installed packages, and the names that they stand in for."""
    names = set()
    for line in listing.splitlines():
        name, state, provides = line.split("\t")
        if state == "installed":
            names.add(name)
            # "libglib2.0-0 (= 2.80.0), other-name"
            names.update(item.split()[0] for item in provides.split(",") if item.strip())
    return names


def missing_packages(wanted: list[str], installed: set[str]) -> list[str]:
    """The wanted packages that are not installed, in order."""
    return [name for name in wanted if name not in installed]


def apt_prefix(*, root: bool, sudo: bool, terminal: bool) -> list[str] | None:
    """How apt may be called: as it is, through sudo, or not at all (None).

    Without a terminal sudo must not ask for a password, since nobody would see the question.
    """
    if root:
        return []
    if sudo:
        return ["sudo"] if terminal else ["sudo", "-n"]
    return None


def apt_commands(prefix: list[str], packages: list[str]) -> list[list[str]]:
    """The two calls that install the packages: newest lists first, then the packages."""
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    return [
        [*apt, "update", "-qq"],
        [*apt, "install", "-qq", "-y", "--no-install-recommends", *packages],
    ]


def install_line(packages: list[str]) -> str:
    """What a person types to install the packages."""
    return f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def apt_install(packages: list[str]) -> None:
    """Try to install the packages; what came of it is for the caller to look at."""
    prefix = apt_prefix(
        root=os.geteuid() == 0, sudo=bool(shutil.which("sudo")), terminal=sys.stdin.isatty()
    )
    if prefix is None:
        return
    say(f"Installing system packages: {' '.join(packages)}")
    for command in apt_commands(prefix, packages):
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)


def install_project(purpose: str) -> None:
    """Make .venv and install the project with its extras, unless the stamp says it is done."""
    new = stamp((ROOT / "pyproject.toml").read_bytes(), ROOT, EXTRAS[purpose])
    old = STAMP.read_text(encoding="utf-8") if STAMP.exists() else ""
    if covers(old, new) and venv_python().exists():
        return
    say("Setting up .venv; the first time takes a minute or two and needs the internet.")
    STAMP.unlink(missing_ok=True)
    if not has_pip():
        command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
        must(command, "the virtual environment .venv could not be made; see the message above.")
    must(
        [str(venv_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        + ["--editable", f"{ROOT}[{','.join(EXTRAS[purpose])}]"],
        "the packages could not be installed; check the internet connection and start again.",
    )
    STAMP.write_text(new, encoding="utf-8")


def stamp(project: bytes, root: Path, extras: tuple[str, ...]) -> str:
    """What an installation leaves in .venv: a hash of pyproject.toml and the folder, the extras.

    A .venv that was moved along with the project still points at the old folder.
    """
    return " ".join([hashlib.sha256(project + os.fsencode(root)).hexdigest(), *extras])


def covers(old: str, new: str) -> bool:
    """Whether the installation with the old stamp is as good as one with the new stamp."""
    return old.split()[:1] == new.split()[:1] and set(new.split()) <= set(old.split())


def venv_python() -> Path:
    """The interpreter of .venv."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def has_pip() -> bool:
    """Whether .venv works so far: an interrupted first run may have left a part of it."""
    if not venv_python().exists():
        return False
    command = [str(venv_python()), "-m", "pip", "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def must(command: list[str], otherwise: str) -> None:
    """Run a command that has to succeed."""
    if subprocess.run(command, check=False).returncode != 0:
        raise SetupError(otherwise)


def run(arguments: list[str]) -> int:
    """Start the program in the folder that the person is in, and return its exit status."""
    return status_of([str(venv_python()), "-m", "eventdesk", *arguments])


def test(arguments: list[str]) -> int:
    """Run the tests without a screen, from the top of the project; return pytest's exit status."""
    os.chdir(ROOT)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return status_of([str(venv_python()), "-m", "pytest", *_SIDE_BY_SIDE, *arguments])


def status_of(command: list[str]) -> int:
    """Run the command; its exit status, where an end by a signal counts as shells count it."""
    sys.stdout.flush()
    status = subprocess.run(command, check=False).returncode
    return status if status >= 0 else 128 - status


def say(text: str) -> None:
    """Tell what is going on, where it does not mix with the program's own output."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
