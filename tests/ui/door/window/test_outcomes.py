"""The five outcomes are told apart in black and white, by a screen reader and by ear."""

from itertools import combinations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QListView

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.door import Outcome, OwingRule, ScanRule
from eventdesk.domain.errors import Refused, Unreachable
from eventdesk.domain.progress import silent
from eventdesk.ui.theme import ThemeMode, apply_theme, colors
from eventdesk.ui.theme.contrast import TEXT_AA, contrast
from eventdesk.ui.views.door.outcome_band import OutcomeBand
from eventdesk.ui.views.door.outcome_look import outcome_look
from tests.ui.conftest import QLoop, until
from tests.ui.detail.fair import Fair
from tests.ui.door.window.conftest import Opened
from tests.ui.door.window.doubles import Heard

_DIFFERENT = 0.02
"""The part of the band's dots that must differ between any two outcomes: a word or a sign."""


def _black_and_white(outcome: Outcome) -> list[bool]:
    """The band as a copier has it: whether each dot is that of the sign and the word."""
    band = OutcomeBand()
    band.resize(QSize(200, 400))
    band.show_look(outcome_look(outcome))
    picture = band.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    ground = picture.pixelColor(100, 8).lightness()
    rows = range(8, picture.height() - 8, 2)
    columns = range(8, picture.width() - 8, 2)
    return [abs(picture.pixelColor(x, y).lightness() - ground) > 64 for y in rows for x in columns]


def test_no_two_bands_are_alike_without_their_colours(qapp: QApplication) -> None:
    for mode in (ThemeMode.DARK, ThemeMode.LIGHT):
        apply_theme(qapp, mode)
        pictures = {outcome: _black_and_white(outcome) for outcome in Outcome}
        for one, other in combinations(Outcome, 2):
            differing = sum(a != b for a, b in zip(pictures[one], pictures[other], strict=True))
            assert differing > _DIFFERENT * len(pictures[one]), (one, other)
        for outcome in Outcome:
            look = outcome_look(outcome)
            assert contrast(colors().on_accent, colors().tones[look.tone].solid) >= TEXT_AA
    looks = [outcome_look(outcome) for outcome in Outcome]
    for part in ("word", "icon", "tone"):
        assert len({getattr(look, part) for look in looks}) == len(looks)


def test_each_outcome_is_said_and_sounds_of_its_own(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.rules(owing=OwingRule.HOLD)
            await door.scan("T-100")
            door.clock.turn(60)
            await door.scan("T-100")
            await door.scan("T-101")
            await door.scan("nobody's")
            fair.failure = Unreachable("fair.example.org: no route")
            door.window.commands.refresh.trigger()
            state = door.named(QLabel, "Sync state")
            await until(lambda: state.text().startswith("Offline, list from"))
            await door.scan("T-106")
            begun = [said.partition(" ")[0].rstrip(":,") for said in door.said]
            assert begun == ["In", "Already", "Owing", "Refused", "In"]
            assert door.said[-1].startswith("In, waiting: Zoë Quinn")
            assert "no route" not in " ".join([door.result, *door.card, door.window.message.text])
            assert Heard.played == [
                *(Outcome.IN, Outcome.ALREADY_IN, Outcome.OWING, Outcome.REFUSED),
                Outcome.WAITING,
            ]
            fair.failure = None
            await door.rules(scan=ScanRule.CONFIRM)
            await door.scan("T-105")
            assert door.said[-1].startswith("Found: Ursula Johnson")
            assert Heard.played[-1] is None

    qloop.run(body())


def test_a_mark_that_the_system_refused_says_so_wherever_it_is_seen(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.scan("T-100")
            assert door.result.startswith("In: Anna Baker")
            fair.refusal = Refused("Their membership has lapsed.")
            push = door.workspace.syncing.push
            _, changes = await door.hub.account("Fair", push, "Fair", silent, CancelToken())
            door.hub.announce(changes)
            await until(lambda: door.result.startswith("In, needs a decision: Anna Baker"))
            assert door.said[-1] == door.result
            await door.quiet()
            row = door.named(QListView, "Recent scans").model().index(0, 0)
            spoken = str(row.data(Qt.ItemDataRole.AccessibleTextRole))
            why = "Needs a decision: Their membership has lapsed."
            assert spoken.endswith(f"Anna Baker: {why}")
            assert why in door.card
            needs = door.named(QLabel, "Needs decision")
            await until(lambda: needs.isVisible() and needs.text() == "1 needs a decision")
            assert door.named(QLabel, "Waiting marks").text() == "0 waiting"
            await door.type("anna")
            assert door.matches[0].endswith("In, needs decision")

    qloop.run(body())
