"""The tree keeps the rules of the house, and each rule notices who breaks it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from tests import architecture_rules as rules
from tests.architecture_rules import Module, Rule

_ROOT = Path(__file__).parents[1]


@cache
def _problems() -> Mapping[Rule, list[str]]:
    """What breaks each rule. No tree outlives its file: all of them together are very large."""
    found: dict[Rule, list[str]] = {rule: [] for rule in (*rules.EVERYWHERE, *rules.IN_THE_PACKAGE)}
    folders = ("eventdesk", "packaging", "resources", "tests")
    for path in sorted(path for folder in folders for path in (_ROOT / folder).rglob("*.py")):
        name = path.relative_to(_ROOT).as_posix()
        module = Module(name, path.read_text(encoding="utf-8"))
        packaged = rules.IN_THE_PACKAGE if name.startswith("eventdesk/") else ()
        for rule in (*rules.EVERYWHERE, *packaged):
            found[rule] += rule(module)
    return found


@pytest.mark.parametrize("rule", rules.EVERYWHERE, ids=lambda rule: rule.__name__)
def test_every_file_keeps_the_rule(rule: Rule) -> None:
    assert not _problems()[rule], "\n".join(_problems()[rule])


@pytest.mark.parametrize("rule", rules.IN_THE_PACKAGE, ids=lambda rule: rule.__name__)
def test_the_package_keeps_the_rule(rule: Rule) -> None:
    assert not _problems()[rule], "\n".join(_problems()[rule])


_MANY = ", ".join("abcdefgh")
_LONG = "def long():\n" + "    print()\n" * 60

# The rule, an offending file, and what is said about it.
_OFFENDERS = [
    (
        rules.imports_go_down,
        "eventdesk/domain/event.py",
        "from eventdesk.storage import events",
        "domain may not import eventdesk.storage.events",
    ),
    (
        rules.imports_go_down,
        "eventdesk/domain/event.py",
        "from ..net import client",
        "domain may not import eventdesk.net.client",
    ),
    (
        rules.imports_go_down,
        "eventdesk/sync/pull.py",
        "import eventdesk.providers.registry",
        "sync may not import eventdesk.providers.registry",
    ),
    (
        rules.imports_go_down,
        "eventdesk/services/events.py",
        "def late():\n    from eventdesk import ui",
        "services may not import eventdesk.ui",
    ),
    (rules.imports_go_down, "eventdesk/attic/dust.py", "", "'attic' stands on no floor"),
    (
        rules.domain_needs_nothing,
        "eventdesk/domain/event.py",
        "import msgspec",
        "domain may not import msgspec",
    ),
    (
        rules.qt_stays_in_the_window,
        "eventdesk/services/events.py",
        "from PySide6.QtCore import QObject",
        "services may not import PySide6.QtCore.QObject",
    ),
    (
        rules.qt_stays_in_the_window,
        "eventdesk/cli/main.py",
        "import qasync",
        "cli may not import qasync",
    ),
    (
        rules.qt_stays_in_the_window,
        "eventdesk/__main__.py",
        "from eventdesk.app import open_window",
        "__main__ may not import eventdesk.app.open_window",
    ),
    *(
        (
            rules.window_does_not_block,
            "eventdesk/ui/controllers/door.py",
            f"import {library}",
            f"ui may not import {library}",
        )
        for library in ("requests", "sqlite3", "keyring")
    ),
    (
        rules.window_does_not_block,
        "eventdesk/ui/controllers/door.py",
        "from time import sleep",
        "ui may not import time.sleep",
    ),
    (
        rules.window_does_not_block,
        "eventdesk/ui/controllers/door.py",
        "import time\ntime.sleep(1)",
        "ui may not call time.sleep",
    ),
    (
        rules.window_does_not_block,
        "eventdesk/ui/controllers/door.py",
        "lane.submit(work).result()",
        "lane.submit(work).result() may block",
    ),
    (
        rules.views_know_no_use_cases,
        "eventdesk/ui/views/main/window.py",
        "from eventdesk.services.events import Events",
        "a view may not import eventdesk.services",
    ),
    (
        rules.views_know_no_use_cases,
        "eventdesk/ui/views/door/board.py",
        "from eventdesk.ui.controllers import door",
        "a view may not import eventdesk.ui.controllers.door",
    ),
    (
        rules.systems_are_leaves,
        "eventdesk/services/accounts.py",
        "from eventdesk.providers import kare",
        "only the registry may import eventdesk.providers.kare",
    ),
    (
        rules.systems_are_leaves,
        "eventdesk/providers/teamwork/api.py",
        "from eventdesk.providers.sheepcrm.wire import Event",
        "only the registry may import eventdesk.providers.sheepcrm",
    ),
    *(
        (rules.window_names_no_system, "eventdesk/ui/models/agenda.py", source, f": {name}")
        for source, name in [
            ("title = 'Sign in to sheepCRM'", "sheepCRM"),
            ("if account.is_teamwork: pass", "teamwork"),
            ("class SafeSitesForm: pass", "SafeSites"),
            ("show(f'{kare}')", "kare"),
            ("open(deskbook=True)", "deskbook"),
        ]
    ),
    (rules.files_are_short, "eventdesk/sync/pull.py", "\n" * 451, "451 lines, 450 are allowed"),
    (
        rules.files_are_short,
        "eventdesk/ui/views/main/window.py",
        "\n" * 251,
        "251 lines, 250 are allowed",
    ),
    (rules.functions_are_short, "eventdesk/net/client.py", _LONG, "long has 61 lines"),
    (
        rules.functions_are_short,
        "eventdesk/net/client.py",
        f"class Client:\n    async def send(self, {_MANY}): pass",
        "send has 8 parameters",
    ),
    (
        rules.modules_say_what_they_are_for,
        "eventdesk/net/client.py",
        "import sys",
        "no docstring says",
    ),
    (
        rules.no_star_imports,
        "eventdesk/net/client.py",
        "from requests import *",
        "star import of requests",
    ),
    (
        rules.imports_stand_at_the_top,
        "eventdesk/net/client.py",
        "class Client:\n    def send(self):\n        import requests",
        "import of requests inside a function",
    ),
]


@pytest.mark.parametrize(
    ("rule", "path", "source", "said"),
    _OFFENDERS,
    ids=[f"{rule.__name__}: {said}"[:70] for rule, _, _, said in _OFFENDERS],
)
def test_the_rule_notices(rule: Rule, path: str, source: str, said: str) -> None:
    problems = list(rule(Module(path, source)))

    assert len(problems) == 1
    assert said in problems[0]
    assert problems[0].startswith(path)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("eventdesk/domain/event.py", "from eventdesk.domain.money import Money\nimport decimal"),
        ("eventdesk/sync/pull.py", "from eventdesk.providers.base import Provider"),
        ("eventdesk/ui/theme/icons.py", "import eventdesk.resources\nimport qtawesome"),
        ("eventdesk/ui/controllers/door.py", "from eventdesk.services import attendance"),
        ("eventdesk/ui/views/fields.py", "'A text of sheepCRM in a docstring is prose.'"),
        ("eventdesk/providers/kare/provider.py", "from eventdesk.providers.kare import api"),
        ("eventdesk/providers/registry.py", "from eventdesk.providers.kare import provider"),
        ("eventdesk/__main__.py", "def main():\n    from eventdesk.app import open_window"),
        ("eventdesk/exports/xlsx_file.py", "def write():\n    import xlsxwriter"),
        ("eventdesk/cli/files.py", f"@click.option('-a')\ndef export({_MANY}): pass"),
        ("eventdesk/net/client.py", "def send(self, a, b, c, d, e, f, g): pass"),
    ],
)
def test_what_is_right_passes(path: str, source: str) -> None:
    module = Module(path, source)

    assert [problem for rule in rules.IN_THE_PACKAGE for problem in rule(module)] == []
