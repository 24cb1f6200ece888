"""Badges at the door: by themselves, by key, once, and without holding anybody up."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eventdesk import app
from eventdesk.domain.badge import BadgeRules, BadgeTemplate
from eventdesk.domain.door import Outcome
from eventdesk.ui.controllers.door.badge_output import BadgeOutput
from eventdesk.ui.controllers.door.badges import BadgeController
from eventdesk.ui.runtime.tasks import TaskScope
from eventdesk.ui.theme import Tone
from tests.ui.conftest import until
from tests.ui.dialogs.conftest import Dialog, answer_file_dialog
from tests.ui.door_around.conftest import Around, next_dialog, shown
from tests.ui.door_around.guests import BALL, decision, guest


class Told(list[tuple[str, Tone]]):
    """What the door's line of news said."""

    def take(self, sentence: str, tone: Tone) -> None:
        self.append((sentence, tone))


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def badges(around: Around, told: Told) -> BadgeController:
    controller = BadgeController(around.hub, around.window, [BALL])
    controller.told.connect(told.take)
    return controller


def files(around: Around) -> list[str]:
    return sorted(path.name for path in (around.folder / "out").glob("*"))


def set_rules(around: Around, **changes: Any) -> None:
    rules = BadgeRules(folder=str(around.folder / "out"), size="card", turned=False)
    around.workspace.badges.set_rules([BALL], replace(rules, **changes))


def test_each_admission_prints_one_and_nothing_else_does(
    around: Around, badges: BadgeController, told: Told, qloop: Any
) -> None:
    set_rules(around, on_admission=True)

    async def body() -> None:
        for outcome in (Outcome.REFUSED, Outcome.OWING, Outcome.ALREADY_IN, None):
            await badges.admitted(decision(outcome))
        await badges.admitted(replace(decision(Outcome.IN), repeated=True))
        assert files(around) == []
        await badges.admitted(decision(Outcome.IN))
        await badges.admitted(decision(Outcome.WAITING, guest("Bo Chen", "p2")))
        await badges.admitted(decision(Outcome.IN))  # admitted again after an undo

    qloop.run(body())
    assert files(around) == ["Anna Baker.pdf", "Bo Chen.pdf"]
    # A queue needs no news of what went well.
    assert told == [("Anna Baker's badge was printed 19:00 already.", Tone.ALREADY)]


def test_without_the_rule_only_the_key_prints(
    around: Around, badges: BadgeController, told: Told, qloop: Any
) -> None:
    set_rules(around)

    async def body() -> None:
        await badges.admitted(decision(Outcome.IN))
        assert files(around) == []
        await badges.print_for(guest())

    qloop.run(body())
    assert files(around) == ["Anna Baker.pdf"]
    said = f"Badge of Anna Baker saved as “Anna Baker.pdf” in {around.folder / 'out'}"
    assert told == [(said, Tone.CONFIRMED)]


def test_of_a_demo_nothing_stays_among_the_documents(around: Around) -> None:
    with app._profile(app._options(["--demo"])) as profile:
        workspace = replace(around.workspace, profile=profile)
        around.hub.workspace = workspace
        folder = BadgeOutput(around.hub).folder(BadgeRules())
        assert folder.parent == profile.folder
        folder.mkdir()
    assert not folder.exists()


def test_a_second_badge_is_asked_about(around: Around, badges: BadgeController, qloop: Any) -> None:
    set_rules(around)

    async def body() -> None:
        scope = TaskScope(around.window, lambda *_: None)
        await badges.print_for(guest())
        for answer, wanted in (("Cancel", 1), ("Print again", 2)):
            asking = scope.start(badges.print_for(guest()), name="printing")
            dialog = await next_dialog()
            assert dialog.says("Anna Baker's badge was printed 19:00 already.")
            dialog.click(answer)
            await asking
            assert len(files(around)) == wanted

    qloop.run(body())
    assert [line.reprint for line in around.workspace.badges.prints(BALL)] == [True, False]


def test_a_printer_that_fails_is_a_sentence_and_no_line_of_the_log(
    around: Around, badges: BadgeController, told: Told, qloop: Any
) -> None:
    set_rules(around, on_admission=True, printer="Label 1")

    qloop.run(badges.admitted(decision(Outcome.IN)))

    assert told == [
        (
            "There is no printer “Label 1” on this computer now. Switch it on, or choose another "
            "one under Badges in the settings of the door.",
            Tone.REFUSED,
        )
    ]
    assert around.workspace.badges.last_print(guest()) is None


@asynccontextmanager
async def badge_page(badges: BadgeController) -> AsyncGenerator[Dialog]:
    page = badges.page()
    async with shown(page) as dialog:
        await until(page.isEnabled)
        yield dialog


def test_what_is_chosen_on_the_page_counts_at_once(
    around: Around, badges: BadgeController, qloop: Any
) -> None:
    kept = around.workspace.badges.rules

    async def body() -> None:
        async with badge_page(badges) as page:
            page.choose("Template", "Ticket: event, name, ticket type and QR code")
            page.choose("Label", "DYMO 99012 36 × 89 mm")
            await until(lambda: kept(BALL).size == "dymo-99012")
            assert kept(BALL).turned  # as text usually runs on this label
            page.choose("Label", "Credit card 86 × 54 mm")
            await until(lambda: not kept(BALL).turned)
            page.click("Print on admission")  # and the dialog is closed right away
        await until(lambda: kept(BALL).on_admission)
        assert kept(BALL).template is BadgeTemplate.TICKET
        async with badge_page(badges) as page:
            assert page.named("Label").currentText() == "Credit card 86 × 54 mm"
            assert page.named("Print on admission").isChecked()

    qloop.run(body())


def test_test_page_and_sample_come_out_where_the_badges_will(
    around: Around, badges: BadgeController, qloop: Any
) -> None:
    set_rules(around)
    other = around.folder / "other"
    other.mkdir()

    async def body() -> None:
        async with badge_page(badges) as page:
            page.click("Print test page")
            await page.until_says(f"Saved as “Test page.pdf” in {around.folder / 'out'}")
            page.click("Choose folder…")
            await answer_file_dialog(other)
            await page.until_says(str(other))
            page.click("Print a sample")
            await page.until_says(f"Saved as “Anna Baker.pdf” in {other}")

    qloop.run(body())
    assert files(around) == ["Test page.pdf"]
    assert [path.name for path in Path(other).iterdir()] == ["Anna Baker.pdf"]
    assert around.workspace.badges.prints(BALL) == []  # a made-up guest is no guest
