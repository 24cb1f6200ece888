"""Accounts are kept in step without anybody's hand: marks go out, offline ends by itself."""

import threading
from dataclasses import replace

from eventdesk.domain.account import AccountState
from eventdesk.domain.event import EventRef
from eventdesk.ui.models.accounts_words import short_time
from eventdesk.ui.runtime.wake import WakeWatch
from tests.servers.faults import Fault, FaultKind
from tests.servers.sheepcrm import SheepServer
from tests.ui.conftest import until
from tests.ui.main.conftest import QUICK, OpenDesk


def test_a_mark_goes_out_as_soon_as_it_is_made(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            name = await desk.add_sheep(sheepcrm_server)
            desk.window.commands.refresh.trigger()
            await desk.has_row(name, "up to date")
            uid = sheepcrm_server.event_uid("main")
            person = await desk.mark_one(EventRef(name, uid))
            desk.hub.marks_made.emit(name)
            await until(lambda: "no-show" in sheepcrm_server.statuses(uid)[person])
            await until(lambda: desk.workspace.outbox.totals().waiting == 0)
            assert len(sheepcrm_server.writes) == 1

    qloop.run(body())


def test_an_account_goes_offline_and_comes_back_without_anyones_hand(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            name = await desk.add_sheep(sheepcrm_server)
            desk.window.commands.refresh.trigger()
            await desk.has_row(name, "up to date")
            uid = sheepcrm_server.event_uid("main")
            person = await desk.mark_one(EventRef(name, uid))
            account = await desk.hub.db(desk.workspace.accounts.get, name)
            assert account.last_sync is not None
            read_at = short_time(account.last_sync)

            sheepcrm_server.offline = True
            desk.hub.marks_made.emit(name)
            await desk.has_row(name, "offline")
            await until(lambda: "1 waiting" in desk.status)
            await until(lambda: f"1 of 2 up to date · {name}: offline" in desk.status)
            await desk.has_row(name, f"events, offline, list from {read_at}")

            sheepcrm_server.offline = False
            await until(lambda: "no-show" in sheepcrm_server.statuses(uid)[person])
            await desk.has_row(name, "up to date")
            await until(lambda: "0 waiting" in desk.status)
            assert len(sheepcrm_server.writes) == 1

    qloop.run(body())


def test_a_refused_key_is_told_once_and_tried_no_more_until_it_is_mended(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            good, sheepcrm_server.key = sheepcrm_server.key, "changed at the office"
            await desk.add_sheep(sheepcrm_server)
            sheepcrm_server.key = good
            desk.window.commands.refresh.trigger()
            await desk.has_row("Sheep", "key refused")
            await until(lambda: "Sheep" in desk.window.message.text)
            await until(lambda: "1 of 2 up to date · Sheep: key refused" in desk.status)
            tried = len(sheepcrm_server.requests)

            sheepcrm_server.key = "changed at the office"
            desk.window.commands.refresh.trigger()
            await desk.has_row("Sheep", "up to date")
            await until(lambda: desk.window.message.text == "")
            assert tried < len(sheepcrm_server.requests)

    qloop.run(body())


def test_requests_for_the_same_account_are_joined(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await desk.has_row("Desk book", "up to date")
            name = await desk.add_sheep(sheepcrm_server)
            await desk.has_row(name)
            sheepcrm_server.faults.add(Fault(kind=FaultKind.DELAY, seconds=0.2))
            for _press in range(5):
                desk.window.commands.refresh.trigger()
            await desk.has_row(name, "syncing")
            desk.window.commands.refresh.trigger()
            await desk.has_row(name, "up to date")
            once = sheepcrm_server.count("GET", "/events/v2/*")
            desk.window.commands.refresh.trigger()
            await desk.has_row(name, "syncing")
            await desk.has_row(name, "up to date")
            assert sheepcrm_server.count("GET", "/events/v2/*") == 2 * once

    qloop.run(body())


def test_what_is_shown_is_read_again_from_time_to_time(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    async def body() -> None:
        async with open_desk(pace=replace(QUICK, refresh=0.1)) as desk:
            name = await desk.add_sheep(sheepcrm_server)
            desk.window.commands.refresh.trigger()
            await desk.has_row(name, "up to date")
            uid = sheepcrm_server.event_uid("main")
            sheepcrm_server.rename_event(uid, "Moved to the larger hall")
            view, ref = desk.workspace.events.view, EventRef(name, uid)
            await until(lambda: view(ref).listed.event.title == "Moved to the larger hall")

    qloop.run(body())


def test_a_sync_can_be_stopped(qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            await desk.has_row("Desk book", "up to date")
            name = await desk.add_sheep(sheepcrm_server)
            await desk.has_row(name)
            sheepcrm_server.faults.add(Fault(kind=FaultKind.DRIP, seconds=0.01))
            desk.window.commands.refresh.trigger()
            await desk.has_row(name, "syncing")
            desk.window.status.cancel_asked.emit()
            await desk.has_row(name, "never synced")
            account = await desk.hub.db(desk.workspace.accounts.get, name)
            assert account.state is AccountState.NEW

    qloop.run(body())


def test_a_keyring_that_does_not_answer_holds_up_only_what_needs_it(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    class SlowVault:
        """Waits, once it is locked, for a person who does not come."""

        def __init__(self) -> None:
            self.asked, self.answered = threading.Event(), threading.Event()
            self.answered.set()

        def usable(self) -> bool:
            return True

        def read(self, account: str, name: str) -> str | None:
            self.asked.set()
            self.answered.wait()
            return sheepcrm_server.key

        def write(self, account: str, name: str, value: str) -> None:
            return

        def forget(self, account: str, name: str) -> None:
            return

    async def body() -> None:
        vault = SlowVault()
        async with open_desk(vault=vault, start=False) as desk:
            await desk.add_sheep(sheepcrm_server)
        vault.asked.clear()
        vault.answered.clear()
        async with open_desk(vault=vault) as desk:
            await until(vault.asked.is_set)
            await desk.has_row("Desk book", "up to date")
            await desk.has_row("Sheep", "syncing")
            vault.answered.set()
            await desk.has_row("Sheep", "up to date")

    qloop.run(body())


def test_after_sleep_nobody_waits_for_a_pause_to_end(
    qloop, open_desk: OpenDesk, sheepcrm_server: SheepServer
) -> None:
    async def body() -> None:
        patient = replace(QUICK, first_retry=600.0, longest_retry=600.0)
        async with open_desk(pace=patient) as desk:
            name = await desk.add_sheep(sheepcrm_server)
            desk.window.commands.refresh.trigger()
            await desk.has_row(name, "up to date")
            uid = sheepcrm_server.event_uid("main")
            person = await desk.mark_one(EventRef(name, uid))
            sheepcrm_server.offline = True
            desk.hub.marks_made.emit(name)
            await desk.has_row(name, "offline")

            sheepcrm_server.offline = False
            watch = desk.hub.findChild(WakeWatch)
            assert watch is not None
            watch.woke.emit()
            await until(lambda: "no-show" in sheepcrm_server.statuses(uid)[person])
            await desk.has_row(name, "up to date")

    qloop.run(body())
