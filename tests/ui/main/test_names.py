"""Whose name goes on every mark: shown, asked for once, changed from the status bar."""

from eventdesk.domain.event import EventRef
from tests.servers.sheepcrm import SheepServer
from tests.ui.conftest import until
from tests.ui.main.conftest import OpenDesk, click, fill


def test_a_name_is_asked_for_after_the_first_mark_and_never_again(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    uid = sheepcrm_server.event_uid("main")

    async def first_evening() -> None:
        async with open_desk() as desk:
            name = await desk.add_sheep(sheepcrm_server)
            await until(lambda: "No operator name" in desk.status)
            assert desk.window.message.text == ""
            await desk.mark_one(EventRef(name, uid))
            await until(lambda: "Who works at this desk?" in desk.window.message.text)
            desk.window.message.clear()
            await desk.mark_one(EventRef(name, uid), "attended")
            await until(lambda: "2 waiting" in desk.status or "1 waiting" in desk.status)
            assert desk.window.message.text == ""

    async def second_evening() -> None:
        async with open_desk(start=False) as desk:
            await desk.mark_one(EventRef("Sheep", uid), "declined")
            await until(lambda: any("waiting" in text for text in desk.status))
            assert desk.window.message.text == ""

    qloop.run(first_evening())
    qloop.run(second_evening())


def test_the_name_is_changed_from_the_status_bar_and_goes_on_marks(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            name = await desk.add_sheep(sheepcrm_server)
            click(desk.window, "Operator and desk")
            dialog = await desk.dialog("Operator and desk")
            fill(dialog, "Operator", "Kim Lee")
            fill(dialog, "Desk name", "Door 1")
            click(dialog, "Save")
            await until(lambda: "Kim Lee" in desk.status)
            await desk.mark_one(EventRef(name, sheepcrm_server.event_uid("main")))
            [listed] = desk.workspace.outbox.marks()
            assert (listed.mark.by, listed.mark.desk) == ("Kim Lee", "Door 1")
            assert desk.window.message.text == ""

    qloop.run(body())
