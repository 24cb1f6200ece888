"""A disk that fills up while somebody marks at the door."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.disks import fill_disk, make_room
from tests.ui.conftest import QLoop
from tests.ui.detail.conftest import Desk, Opened
from tests.ui.fair_world import GALA

EVERYBODY = range(6)


def _mark_all(desk: Desk, name: str) -> None:
    desk.select(*EVERYBODY)
    QTest.mouseClick(desk.named(QPushButton, name), Qt.MouseButton.LeftButton)


def test_a_mark_that_has_no_room_is_refused_whole_and_told(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as desk:
            await desk.open()
            workspace = desk.hub.workspace
            await desk.hub.db(fill_disk, workspace.database)
            shown, kept = desk.rows("Status"), 0
            for name in ("Mark attended", "Mark no-show") * 20:
                _mark_all(desk, name)
                await desk.quiet()
                if any("The disk is full" in text for text in desk.texts()):
                    break
                shown, kept = desk.rows("Status"), len(workspace.outbox.of_event(GALA))
            assert any("Make room, then try again" in text for text in desk.texts())
            assert desk.rows("Status") == shown
            assert len(workspace.outbox.of_event(GALA)) == kept
            assert len(workspace.outbox.activity(GALA, limit=-1)) == kept

            await desk.hub.db(make_room, workspace.database)
            _mark_all(desk, "Mark attended")
            await desk.quiet()
            _mark_all(desk, "Mark no-show")
            await desk.quiet()
            assert len(workspace.outbox.of_event(GALA)) >= kept + len(EVERYBODY)
            assert all(status.startswith("No-show") for status in desk.rows("Status"))

    qloop.run(body())
