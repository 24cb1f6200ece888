"""What the status bar says of all accounts: how many are up to date, and which one is worst."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QPushButton, QTableWidget

from eventdesk.domain.account import Account, AccountState
from eventdesk.storage import accounts
from eventdesk.ui.models.accounts_words import Words, overall_words, short_time, wrong_words
from eventdesk.ui.theme import Tone
from tests.ui.conftest import QLoop, until
from tests.ui.main.conftest import OpenDesk, named

AT = datetime(2026, 11, 20, 9, 35, tzinfo=UTC)
GOOD = Account(1, "Desk book", "deskbook", state=AccountState.READY, last_sync=AT)
REFUSED = Account(
    2,
    "Training team of the whole county",
    "sheepcrm",
    state=AccountState.PARKED,
    state_text="sheepCRM does not accept the key.",
    last_sync=AT,
)
OFFLINE = Account(3, "City", "kare", state=AccountState.OFFLINE, state_text="Away.", last_sync=AT)
FAILED = Account(4, "Archive", "kare", state=AccountState.FAILED, last_sync=AT)
NEW = Account(5, "Fresh", "kare")


def said(*them: Account, syncing: bool = False) -> Words:
    wrong = {one.name: words for one in them if (words := wrong_words(one)) is not None}
    return overall_words(them, wrong, syncing=syncing)


@pytest.mark.parametrize(
    ("them", "text", "tone"),
    [
        ([GOOD, GOOD], f"Online, updated {short_time(AT)}", Tone.CONFIRMED),
        (
            [GOOD, REFUSED, GOOD],
            "2 of 3 up to date · Training team of the…: key refused",
            Tone.REFUSED,
        ),
        (
            [NEW, OFFLINE, FAILED, GOOD, REFUSED],
            "1 of 5 up to date · Training team of the…: key refused +3",
            Tone.REFUSED,
        ),
        ([GOOD, NEW], "1 of 2 up to date · Fresh: never synced", Tone.NEUTRAL),
        ([OFFLINE], f"Offline, updated {short_time(AT)}", Tone.WAITING),
        ([NEW, replace(NEW, name="Fresher")], "Not synced yet", Tone.NEUTRAL),
    ],
)
def test_the_status_bar_is_short(them: list[Account], text: str, tone: Tone) -> None:
    assert (said(*them).text, said(*them).tone) == (text, tone)
    assert said(*them, syncing=True).text == "Syncing"


def test_the_whole_is_told_worst_first() -> None:
    assert said(GOOD, OFFLINE, REFUSED).detail.splitlines() == [
        f"{REFUSED.name}: key refused, list from {short_time(AT)}. {REFUSED.state_text}",
        f"City: offline, list from {short_time(AT)}. Away.",
    ]


def test_the_list_begins_with_what_is_wrong(qloop: QLoop, open_desk: OpenDesk) -> None:
    async def body() -> None:
        async with open_desk(start=False) as desk:
            with desk.workspace.database.write() as tx:
                own = accounts.all(tx)[0]
                accounts.set_state(tx, own.id, AccountState.READY, "", AT)
                bad = accounts.add(tx, Account(0, "Zoo", "sheepcrm"))
                accounts.set_state(tx, bad.id, AccountState.PARKED, "No such <b>key</b>.", AT)
            desk.controller._accounts.refresh()
            await until(lambda: "1 of 2 up to date · Zoo: key refused" in desk.status)
            button = named(desk.window.status, QPushButton, "Sync state")
            assert "No such &lt;b&gt;key&lt;/b&gt;." in button.toolTip()
            assert "No such <b>key</b>." in button.accessibleDescription()
            button.click()
            dialog = await desk.dialog("Sync state")
            table = named(dialog, QTableWidget, "State of each account")
            assert [table.item(row, 0).text() for row in range(2)] == ["Zoo", "Desk book"]
            dialog.reject()

    qloop.run(body())
