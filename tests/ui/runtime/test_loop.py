"""The program starts, runs and ends on one loop, also when the system wants it to end."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

_PROGRAM = """
import asyncio, os, signal, sys
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from eventdesk.ui.runtime.loop import run

async def forgotten():
    try:
        await asyncio.get_running_loop().create_future()
    finally:
        print("forgotten work stopped", flush=True)

async def main(app):
    window = QWidget()
    window.show()
    task = asyncio.create_task(forgotten())
    await asyncio.sleep(0.01)
    print("ready", flush=True)
    try:
        {body}
    finally:
        print("closed", flush=True)

code = run(main)
print("ended", code, flush=True)
sys.exit(code)
"""
_WAIT = "await asyncio.get_running_loop().create_future()"
_CLOSED = ["ready", "closed", "forgotten work stopped"]


def _start(body: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM.format(body=body)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


def _end(process: subprocess.Popen[str]) -> tuple[list[str], str]:
    out, err = process.communicate(timeout=30)
    return out.splitlines(), err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_everything_though_nothing_else_happens(number: signal.Signals) -> None:
    process = _start(_WAIT)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(number)
    out, err = _end(process)
    assert out == [*_CLOSED[1:], f"ended {128 + number}"]
    assert err == ""
    assert process.returncode == 128 + number


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signals")
def test_a_second_signal_ends_a_program_that_hangs_while_closing() -> None:
    process = _start(
        "signal.raise_signal(signal.SIGINT)\n"
        "        try:\n"
        f"            {_WAIT}\n"
        "        finally:\n"
        "            os.write(1, b'hangs\\n'); signal.pause()"
    )
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(2)] == ["ready\n", "hangs\n"]
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == -signal.SIGINT


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("return 7", 7),
        (f"app.quit(); {_WAIT}", 0),  # what a logout or Cmd+Q does
        (f"app.exit(); {_WAIT}", 0),  # against the rules, but it must not hang
        ("window.close(); QDialog().close(); await asyncio.sleep(0.01); return 0", 0),
    ],
)
def test_the_ways_to_end(body: str, code: int) -> None:
    process = _start(body)
    out, _err = _end(process)
    assert out == [*_CLOSED, f"ended {code}"]
    assert process.returncode == code


def test_an_error_in_main_is_logged_masked_and_gives_a_code() -> None:
    process = _start("raise RuntimeError('password=hunter2')")
    out, err = _end(process)
    assert out == [*_CLOSED, "ended 1"]
    assert "RuntimeError" in err
    assert "hunter2" not in err
