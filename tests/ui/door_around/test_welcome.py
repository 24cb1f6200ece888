"""The second screen: a welcome, a sign for whoever is let in, and nothing about anybody else."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from eventdesk.ui.controllers.door.welcome import WelcomeController
from tests.ui.door_around.conftest import Around, shown

_SCREEN = {"y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
_SCREENS = [
    {"name": "desk", "x": 0, "width": 1440, "height": 900, **_SCREEN},
    {"name": "hall", "x": 1440, "width": 1920, "height": 1080, **_SCREEN},
]


def test_one_screen_is_the_doors_own(around: Around, qloop: Any) -> None:
    async def body() -> None:
        welcome = WelcomeController(around.hub, around.window)
        await welcome.open("Winter ball")
        async with shown(welcome.page()) as page:
            assert not page.named("Screen").isEnabled()
            assert page.says("one screen only")

    qloop.run(body())


def test_the_second_screen_greets_whoever_is_let_in_and_names_them_only_if_told_to(
    tmp_path: Path,
) -> None:
    screens = tmp_path / "screens.json"
    screens.write_text(json.dumps({"screens": _SCREENS}))
    environment = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={screens}"}

    program = subprocess.run(
        [sys.executable, "-m", "tests.ui.door_around.two_screens", str(tmp_path / "profile")],
        env=environment,
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert program.returncode == 0, program.stderr
    plain, named = ["Welcome", "Winter ball"], ["Welcome", "Anna Baker"]
    assert json.loads(program.stdout) == {
        "before": 0,
        "offered": ["None", "hall (1920 × 1080)"],
        "place": [1440, 0, 1920, 1080],
        "texts": [plain, plain, plain, named],
        "closed": 0,
        "next door": 1,
    }
