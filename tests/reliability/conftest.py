"""How long the tests of this folder run, and the figures of a run."""

from collections.abc import Callable

import pytest

Figures = Callable[[str], None]
_FIGURES = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Known when this folder is named on the command line; else the defaults hold."""
    group = parser.getgroup("reliability")
    group.addoption("--kills", type=int, default=50, help="processes to kill in each test")
    group.addoption("--requests", type=int, default=300, help="requests at 30 %% faults")
    group.addoption("--seed", type=int, default=7, help="another number, another run")


@pytest.fixture
def kills(pytestconfig: pytest.Config) -> int:
    """How many processes are killed."""
    return int(pytestconfig.getoption("--kills", 50))


@pytest.fixture
def wanted_requests(pytestconfig: pytest.Config) -> int:
    """How many requests are made while faults last."""
    return int(pytestconfig.getoption("--requests", 300))


@pytest.fixture
def seed(pytestconfig: pytest.Config) -> int:
    """Where all chances of a run come from."""
    return int(pytestconfig.getoption("--seed", 7))


@pytest.fixture
def figures(pytestconfig: pytest.Config) -> Figures:
    """Keeps a line for the end of the run."""
    return pytestconfig.stash.setdefault(_FIGURES, []).append


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what was endured."""
    for line in config.stash.get(_FIGURES, []):
        terminalreporter.write_line(line)
