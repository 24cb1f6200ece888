"""Ctrl+Z takes back what was marked in this window, act by act, and shows whose mark it was."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from eventdesk.domain.attendee import AttendeeQuery
from eventdesk.domain.capability import Capability
from eventdesk.domain.event import EventRef
from eventdesk.services.accounts import AccountDraft
from eventdesk.ui.views.detail.attendee_table import AttendeeTable
from eventdesk.ui.views.detail.pane import DetailPane
from tests.ui.conftest import QLoop, until
from tests.ui.detail.fair import ALL, Fair, FairProvider, person
from tests.ui.detail.fair import GALA as GALA_EVENT
from tests.ui.fair_world import GALA, NAMES, Eyes, installed_fair
from tests.ui.main.conftest import Desk, OpenDesk, click

BALL = EventRef("Fair", "ball")
# By last name: Adler, Baker A., Baker T., Okafor, Quinn.
LENA, ANNA, THOMAS, CHIDI, ZOE = range(5)


@pytest.fixture
def fair(monkeypatch: pytest.MonkeyPatch) -> Fair:
    """A system with two events, which leaves all marks on this desk."""
    info = replace(FairProvider.info, capabilities=ALL - {Capability.ATTENDANCE})
    monkeypatch.setattr(FairProvider, "info", info)
    made = installed_fair(monkeypatch, [person(n, name) for n, name in enumerate(NAMES)])
    made.events["ball"] = replace(GALA_EVENT, ref="ball", title="Ball")
    return made


class Hands(Eyes):
    """Marks attendees in the window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self.desk = desk

    @property
    def table(self) -> AttendeeTable:
        (table,) = self.desk.window.findChildren(AttendeeTable)
        return table

    async def begin(self) -> None:
        _account, changes = await self.desk.hub.vault(
            self.desk.workspace.accounts.add, AccountDraft("fair", "Fair")
        )
        self.desk.hub.announce(changes)
        await self.desk.has_row("Fair")
        self.desk.window.commands.refresh.trigger()
        await self.desk.has_row("Fair", "up to date")

    async def open(self, ref: EventRef, title: str) -> None:
        self.desk.hub.want_event(ref)
        await until(lambda: title in self.texts())
        await until(lambda: self.table.isVisible() and "Lena Adler" in self.rows())
        await self.quiet()

    async def mark(self, button: str, *rows: int) -> None:
        choose = QItemSelectionModel.SelectionFlag
        self.table.clearSelection()
        for row in rows:
            index = self.table.model().index(row, 0)
            self.table.selectionModel().select(index, choose.Select | choose.Rows)
        click(self.desk.window, button)
        await self.quiet()

    async def undo(self, said: str) -> None:
        self.table.setFocus()
        QTest.keyClick(self.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: said in [*self.texts(), self.desk.window.status.currentMessage()])
        await self.quiet()

    def rows(self) -> list[str]:
        model = self.table.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def statuses(self, ref: EventRef) -> list[str]:
        found = self.desk.workspace.events.attendees(ref, AttendeeQuery())
        return [listed.status for listed in found]


def run(qloop: QLoop, open_desk: OpenDesk, story: Callable[[Hands], Awaitable[None]]) -> None:
    async def body() -> None:
        async with open_desk() as desk:
            hands = Hands(desk)
            desk.window.resize(1360, 860)
            await hands.begin()
            await story(hands)

    qloop.run(body())


def test_a_bulk_mark_is_one_act_and_older_marks_are_left_alone(
    qloop: QLoop, open_desk: OpenDesk, fair: Fair
) -> None:
    async def story(hands: Hands) -> None:
        await hands.open(GALA, GALA_EVENT.title)
        before = hands.desk.workspace
        before.marking.mark(GALA, ["a-3"], "declined")  # of yesterday, or of another program
        await hands.mark("Mark attended", LENA)
        await hands.mark("Mark no-show", LENA, ANNA, THOMAS, CHIDI)
        assert "4 of 4 marked no-show." in hands.texts()
        assert "4 expected   0 in   4 no-show   0 to come" in hands.texts()

        await hands.undo("4 of 4 taken back.")
        assert "4 of 4 marked no-show." not in hands.texts()
        assert hands.statuses(GALA) == ["attended", *["accepted"] * 3, "declined"]
        undone = [mark for mark in before.outbox.of_event(GALA) if mark.undo_of]
        assert len({mark.undo_of for mark in undone}) == 4

        await hands.undo("Undone: Lena Adler is “Accepted” again.")
        await hands.undo("Nothing to undo.")
        assert hands.statuses(GALA) == [*["accepted"] * 4, "declined"]

    run(qloop, open_desk, story)


def test_what_was_marked_elsewhere_is_shown_when_it_is_taken_back(
    qloop: QLoop, open_desk: OpenDesk, fair: Fair
) -> None:
    async def story(hands: Hands) -> None:
        await hands.open(BALL, "Ball")
        await hands.mark("Mark attended", ZOE)
        await hands.open(GALA, GALA_EVENT.title)
        await hands.mark("Mark attended", ANNA)
        await hands.mark("Mark no-show", CHIDI)
        # Taken back by its own button meanwhile, so that it is not the next to be undone.
        await hands.mark("Undo", CHIDI)
        await hands.undo("Undone: Anna Baker is “Accepted” again.")
        assert set(hands.statuses(GALA)) == {"accepted"}

        await hands.undo("Undone at “Ball”: Zoë Quinn is “Accepted” again.")
        (pane,) = hands.desk.window.findChildren(DetailPane)
        assert pane.header.title.text() == "Ball"
        assert hands.rows() == ["Zoë Quinn"]
        assert set(hands.statuses(BALL)) == {"accepted"}
        await hands.undo("Nothing to undo.")

    run(qloop, open_desk, story)


def test_a_large_act_is_taken_back_as_a_whole(
    qloop: QLoop, open_desk: OpenDesk, fair: Fair
) -> None:
    for number in range(10, 75):
        fair.attendees[f"a-{number}"] = person(number, f"Extra Person{number}")

    async def story(hands: Hands) -> None:
        await hands.open(GALA, GALA_EVENT.title)
        await until(lambda: len(hands.rows()) == 70)
        await hands.mark("Mark attended", *range(70))
        assert "70 of 70 marked attended." in hands.texts()
        await hands.undo("70 of 70 taken back.")
        assert set(hands.statuses(GALA)) == {"accepted"}
        assert not hands.desk.window.findChildren(DetailPane)[0].attendees.busy.isVisible()
        await hands.undo("Nothing to undo.")

    run(qloop, open_desk, story)
