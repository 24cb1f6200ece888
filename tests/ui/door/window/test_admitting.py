"""What the operator of a door does all evening: find, admit, undo; every outcome in words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from eventdesk.domain.door import Outcome, OwingRule, ScanRule
from tests.ui.conftest import QLoop, until
from tests.ui.detail.fair import Fair
from tests.ui.door.window.conftest import Opened, guest
from tests.ui.door.window.doubles import Heard

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_name_is_found_from_the_first_letter_and_enter_admits(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.type("b")
            assert door.chosen.startswith("BAKER, Anna")
            await door.type("ak")
            assert door.matches == [
                "BAKER, Anna, Member, Baker & Sons",
                "BAKER, Thomas, Member, Order o-1, GBP 40.00 owing",
            ]
            assert door.chosen.startswith("BAKER, Anna")
            await door.key(Qt.Key.Key_Return)
            assert door.result.startswith("In: Anna Baker, Member")
            assert {"BAKER, Anna", "Vegan"} <= set(door.card)
            assert door.window.field.text() == ""
            assert door.matches == []
            assert await door.status("Anna Baker") == "attended"
            assert door.pushed == ["Fair"]
            assert Heard.played == [Outcome.IN]
            assert door.said[-1].startswith("In: Anna Baker")

    qloop.run(body())


@pytest.mark.parametrize(
    "text",
    [
        *("zoe", "ZOË", "q", "uinn oe", "quinn, z", "quinn@ex", "t-106", "o-2 zo", "member qu"),
        *("cloth", "quinn cloth"),
    ],
)
def test_whatever_is_known_of_a_guest_finds_them(
    qloop: QLoop, opened: Opened, fair: Fair, text: str
) -> None:
    zoe = guest(6, "Zoë Quinn", order="o-2", company="Cloth & Co", email="quinn@example.org")
    fair.attendees[zoe.ref] = zoe

    async def body() -> None:
        async with opened() as door:
            await door.type(text)
            assert door.chosen.startswith("QUINN, Zoë")
            assert "Similar names or companies" not in door.matches

    qloop.run(body())


def test_who_is_called_so_comes_before_who_works_for_somebody_called_so(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.type("sons")
            assert door.chosen.startswith("BAKER, Anna")  # of Baker & Sons
            await door.key(Qt.Key.Key_Escape)
            await door.type("son")
            assert [row.split(",")[0] for row in door.matches] == ["JOHNSON", "BAKER"]

    qloop.run(body())


def test_similar_names_stand_below_those_that_are_so(
    qloop: QLoop, opened: Opened, fair: Fair
) -> None:
    fair.attendees["a-7"] = guest(7, "Zed Jonson")

    async def body() -> None:
        async with opened() as door:
            await door.type("jonson")
            assert door.matches == [
                "JONSON, Zed, Member",
                "Similar names or companies",
                "JOHNSON, Ursula, Member",
            ]
            assert door.chosen == "JONSON, Zed, Member"

    qloop.run(body())


def test_the_arrows_choose_and_skip_the_heading_of_similar_names(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.type("jonson")
            assert door.matches == ["Similar names or companies", "JOHNSON, Ursula, Member"]
            assert door.chosen == ""  # nobody is admitted who was not meant
            await door.key(Qt.Key.Key_Return)
            assert "similar one" in door.window.message.text
            assert await door.status("Ursula Johnson") == "accepted"
            await door.key(Qt.Key.Key_Down)
            assert door.chosen.startswith("JOHNSON")
            await door.key(Qt.Key.Key_Return)
            assert door.result.startswith("In: Ursula Johnson")

    qloop.run(body())


def test_undo_by_u_in_an_empty_field_only(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.scan("T-100")
            await door.type("u")
            await until(lambda: door.result.startswith("Taken back: Anna Baker"))
            await door.quiet()
            assert await door.status("Anna Baker") == "accepted"
            door.clock.turn(60)
            await door.scan("T-100")
            await door.type("urs")
            assert door.window.field.text() == "urs"
            assert door.chosen.startswith("JOHNSON, Ursula")
            assert await door.status("Anna Baker") == "attended"
            await door.key(Qt.Key.Key_Z, CTRL)
            assert await door.status("Anna Baker") == "accepted"
            await door.key(Qt.Key.Key_Z, CTRL)
            assert door.window.message.text == "There is nothing to undo at this door."

    qloop.run(body())


def test_already_in_says_when_where_and_by_whom(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.scan("T-100")
            door.clock.turn(600)
            await door.scan("T-100")
            assert door.result.startswith("Already in: Anna Baker")
            assert "at Door 1 by Mo" in door.result
            assert not door.offers("Undo")

    qloop.run(body())


def test_an_unknown_code_is_refused_and_the_next_scan_works(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.type("X-999")
            await door.key(Qt.Key.Key_Return)
            assert door.result.startswith("Refused: unknown code X-999.")
            assert door.window.field.text() == ""
            await door.scan("T-102")
            assert door.result.startswith("In: Chidi Okafor")
            assert Heard.played == [Outcome.REFUSED, Outcome.IN]

    qloop.run(body())


def test_who_owes_is_asked_about_in_place(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.scan("T-101")
            assert door.result.startswith("Owing: Thomas Baker, Member, GBP 40.00.")
            await door.type("h")
            await until(lambda: door.result.startswith("Held"))
            await door.quiet()
            await door.key(Qt.Key.Key_Return)
            assert await door.status("Thomas Baker") == "accepted"
            await door.scan("T-101")
            await door.key(Qt.Key.Key_Return)
            assert door.result.startswith("In, owes GBP 40.00: Thomas Baker")
            assert "Owes GBP 40.00." in door.card
            recent = door.named(QListView, "Recent scans").model().index(0, 0)
            spoken = str(recent.data(Qt.ItemDataRole.AccessibleTextRole))
            assert spoken.endswith("Thomas Baker: In, owes GBP 40.00")
            assert await door.status("Thomas Baker") == "attended"

    qloop.run(body())


@pytest.mark.parametrize(
    ("rule", "said"),
    [(OwingRule.ADMIT, "In, owes GBP 40.00: Thomas"), (OwingRule.HOLD, "Owing: Thomas")],
)
def test_the_rule_for_who_owes_needs_no_answer(
    qloop: QLoop, opened: Opened, rule: OwingRule, said: str
) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.rules(owing=rule)
            await door.scan("T-101")
            assert door.result.startswith(said)
            assert not door.window.result.anyway.isVisible()

    qloop.run(body())


def test_where_scans_are_confirmed_enter_admits(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.rules(scan=ScanRule.CONFIRM)
            await door.scan("T-106")
            assert door.result.startswith("Found: Zoë Quinn")
            assert await door.status("Zoë Quinn") == "accepted"
            await door.key(Qt.Key.Key_Escape)
            await door.key(Qt.Key.Key_Return)
            assert await door.status("Zoë Quinn") == "accepted"
            door.clock.turn(60)
            await door.scan("T-106")
            await door.key(Qt.Key.Key_Return)
            assert door.result.startswith("In: Zoë Quinn")

    qloop.run(body())


def test_a_full_house_is_warned_of_on_the_card(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.rules(capacity=2, warn_before=1)
            await door.scan("T-100")
            assert "1 place left: 1 of 2 are in." in door.card
            await door.scan("T-102")
            assert "Full: 2 of 2 are in." in door.result

    qloop.run(body())


def test_the_party_comes_in_with_one_key_and_each_can_be_undone(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.type("chidi")
            await door.key(Qt.Key.Key_Return, CTRL)
            for name in ("Chidi Okafor", "Ngozi Okafor", "Ada Okafor"):
                assert await door.status(name) == "attended"
                assert f"In: {name}" in door.result
            assert "3 guests in" in door.card
            door.press("Undo OKAFOR, Ada")
            await door.quiet()
            assert await door.status("Ada Okafor") == "accepted"
            assert await door.status("Ngozi Okafor") == "attended"
            assert Heard.played == [Outcome.IN]

    qloop.run(body())


def test_undo_after_a_party_takes_back_whose_name_is_large(qloop: QLoop, opened: Opened) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.type("chidi")
            await door.key(Qt.Key.Key_Return, CTRL)
            assert "OKAFOR, Chidi" in door.card
            for name in ("OKAFOR, Ngozi", "OKAFOR, Ada"):
                assert door.offers(f"Undo {name}")
            await door.type("u")
            await until(lambda: door.result.startswith("Taken back: Chidi Okafor"))
            await door.quiet()
            assert await door.status("Chidi Okafor") == "accepted"
            await door.key(Qt.Key.Key_Z, CTRL)  # now the last one
            assert door.result.startswith("Taken back: Ngozi Okafor")
            assert await door.status("Ada Okafor") == "attended"

    qloop.run(body())


def test_the_others_of_an_order_have_a_button_each_and_p_admits_them(
    qloop: QLoop, opened: Opened
) -> None:
    async def body() -> None:
        async with opened() as door:
            await door.scan("T-102")
            assert await door.status("Ada Okafor") == "accepted"
            door.press("Admit OKAFOR, Ada")
            await door.quiet()
            assert door.result.startswith("In: Ada Okafor")
            await door.type("p")
            await until(lambda: "Ngozi" in door.result)
            await door.quiet()
            assert await door.status("Ngozi Okafor") == "attended"

    qloop.run(body())
