"""Each guard trips on a test that offends, names the culprit, and leaves tidy tests alone.

The offending tests run in a process of their own, with the project's settings.
"""

import ast
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

pytest_plugins = ["pytester"]

_ROOT = Path(__file__).parents[2]
_HEAD = """
import asyncio, logging, threading, time, warnings
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

log = logging.getLogger("eventdesk.net.client")
forever = threading.Event()
kept = []

async def sleeper():
    await asyncio.sleep(3600)
"""

# The docstring of each is a pattern of what the report has to say about it.
_OFFENDERS = '''
def test_warning():
    """DeprecationWarning: old way"""
    warnings.warn("old way", DeprecationWarning)

def test_warning_in_a_thread():
    """UserWarning: old way"""
    thread = threading.Thread(target=warnings.warn, args=("old way",))
    thread.start()
    thread.join()

def test_log():
    """unexpected log record: WARNING eventdesk.net.client .*server said 503"""
    log.warning("server said %d", 503)

def test_log_of_another_kind(expect_log):
    """WARNING .*said 503
unexpected log record: ERROR .*said 404$"""
    expect_log("eventdesk.net", "said 404")
    log.warning("said 503")
    log.warning("said 404")
    log.error("said 404")

def test_log_that_does_not_come(expect_log):
    """expected log record did not come: .*said 404"""
    expect_log("eventdesk.net", "said 404")

def test_handlers_replaced():
    """root logger's handlers were replaced"""
    logging.getLogger().handlers.clear()

def test_thread():
    """leftover daemon thread 'lane-db' running Event.wait, now at .*threading.py"""
    threading.Thread(target=forever.wait, name="lane-db", daemon=True).start()

def test_task():
    """leftover task 'refresh' running sleeper, now at .*test_them.py:[0-9]+"""
    loop = asyncio.new_event_loop()
    kept.extend([loop, loop.create_task(sleeper(), name="refresh")])
    loop.run_until_complete(asyncio.sleep(0))

def test_qt_message():
    """layout is odd"""
    qWarning("layout is odd")

def test_qt_message_in_teardown(request):
    """Qt message during teardown.*: too late"""
    request.addfinalizer(lambda: qWarning("too late"))

def test_timer(qapp):
    """leftover active timer of 60000 ms, made at .*test_them.py:[0-9]+"""
    timer = QTimer(qapp, interval=60000)
    timer.start()

def test_single_shot(qapp):
    """leftover active timer of 60000 ms, made at .*test_them.py:[0-9]+"""
    QTimer.singleShot(60000, forever.set)

def test_window(qapp):
    """leftover window QDialog named 'add', titled 'Add account'"""
    kept.append(QDialog(objectName="add", windowTitle="Add account"))
'''

_TIDY = """
def test_expected_log(expect_log):
    expect_log("eventdesk", "said 5..")
    log.warning("said 503")

def test_optional_log(expect_log):
    expect_log("eventdesk", "said 5..", optional=True)

def test_information():
    log.info("synced")

def test_thread_about_to_end():
    threading.Thread(target=time.sleep, args=(0.1,)).start()

def test_task_done():
    asyncio.run(asyncio.sleep(0))

def test_timer_stopped(qapp):
    kept.append(QTimer(qapp, interval=60000))
    kept[-1].start()
    kept[-1].stop()

def test_single_shot_done(qapp):
    QTimer.singleShot(0, forever.set)
    qapp.processEvents()
    assert forever.is_set()

def test_signal_starts_timer(qapp):
    timer, button = QTimer(qapp, interval=60000), QPushButton()
    button.clicked.connect(timer.start)
    button.click()
    assert timer.isActive() and timer.interval() == 60000
    timer.stop()

def test_window_deleted_later(qapp):
    kept.append(QWidget())
    kept[-1].show()
    kept[-1].deleteLater()

def test_window_that_only_a_cycle_holds(qapp):
    window = QWidget()
    window.myself = window
"""

_FAILS_ANYWAY = """
def test_both():
    log.warning("and more")
    assert False, "the first reason"
"""


def _run(pytester: pytest.Pytester, source: str) -> dict[str, str]:
    """Run tests of this source; the names of those that did not pass, with all that was said."""
    pytester.makepyprojecttoml((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pytester.makeconftest('pytest_plugins = ["tests.guards"]')
    pytester.makepyfile(test_them=_HEAD + source)
    pytester.runpytest_subprocess("test_them.py", "--junitxml=report.xml")
    cases = ElementTree.parse(pytester.path / "report.xml").iter("testcase")
    return {case.attrib["name"]: "\n".join(map(_said, case)) for case in cases if len(case)}


def _said(outcome: ElementTree.Element) -> str:
    return f"{outcome.get('message')}\n{outcome.text}"


@pytest.fixture(autouse=True)
def _project_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(_ROOT))


def test_each_guard_trips_and_names_the_culprit(
    pytester: pytest.Pytester, subtests: pytest.Subtests
) -> None:
    reports = _run(pytester, _OFFENDERS)

    for offender in ast.parse(_OFFENDERS).body:
        assert isinstance(offender, ast.FunctionDef)
        with subtests.test(offender.name):
            pattern = ast.get_docstring(offender) or "no pattern"
            assert re.search(pattern, reports.get(offender.name, "it passed"), re.MULTILINE)


def test_tidy_tests_pass(pytester: pytest.Pytester) -> None:
    assert _run(pytester, _TIDY) == {}


def test_a_failed_test_is_not_held_to_its_leftovers(pytester: pytest.Pytester) -> None:
    reports = _run(pytester, _FAILS_ANYWAY)

    assert "the first reason" in reports["test_both"]
    assert "unexpected log record" not in reports["test_both"]
