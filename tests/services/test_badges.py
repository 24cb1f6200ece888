"""Badges: rules are kept for each event, the log for good, and PDF files beside each other."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from eventdesk.domain.badge import BadgeRules, BadgeTemplate, badge_of
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.door import Guest
from eventdesk.domain.errors import BadRequest, NotThere
from eventdesk.domain.event import EventRef
from eventdesk.domain.progress import silent
from eventdesk.services.profile import Profile
from eventdesk.services.wiping import WipeScope
from eventdesk.services.workspace import Workspace, open_workspace
from eventdesk.storage import accounts
from eventdesk.vault.memory import MemoryVault
from tests.clocks import TurnedClock
from tests.ui.door_around.guests import guest

OTHER = EventRef("Desk book", "2")


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def workspace(tmp_path: Path, clock: TurnedClock) -> Iterator[Workspace]:
    opened = open_workspace(Profile(tmp_path / "profile"), MemoryVault(), clock=clock)
    yield opened
    opened.close()


def test_a_new_event_prints_as_the_last_one_did_but_never_by_itself(workspace: Workspace) -> None:
    badges, ball = workspace.badges, guest().event
    rules = BadgeRules(
        BadgeTemplate.CODE, size="card", turned=False, on_admission=True, printer="Label 1"
    )
    badges.set_rules([ball], rules)

    assert badges.rules(ball) == rules
    assert badges.rules(OTHER) == replace(rules, on_admission=False)
    with pytest.raises(NotThere):
        badges.rules(EventRef("Nobody", "1"))


def test_rules_follow_an_account_that_is_renamed(workspace: Workspace) -> None:
    ball = guest().event
    workspace.badges.set_rules([ball], BadgeRules(on_admission=True))
    with workspace.database.write() as tx:
        accounts.update(tx, replace(accounts.by_name(tx, ball.account), name="Front book"))

    assert workspace.badges.rules(EventRef("Front book", ball.id)).on_admission


def test_the_log_says_who_what_when_where_and_whether_again(
    workspace: Workspace, clock: TurnedClock
) -> None:
    badges, anna, rules = workspace.badges, guest(), BadgeRules(BadgeTemplate.TICKET, size="card")
    workspace.desk.rename(operator="Kim", desk="Front")
    assert badges.last_print(anna) is None

    first = badges.note_print(anna, rules, "Label 1")
    clock.time += timedelta(minutes=3)
    second = badges.note_print(anna, rules, "Anna Baker.pdf")
    badges.note_print(guest("Bo Chen", "p2"), rules, "Label 1")

    assert (first.reprint, second.reprint) == (False, True)
    assert (first.name, first.by, first.desk, first.size) == ("Anna Baker", "Kim", "Front", "card")
    assert badges.last_print(anna) == second
    assert [line.name for line in badges.prints(anna.event)] == [
        *("Bo Chen", "Anna Baker", "Anna Baker"),
    ]


def test_wiping_takes_the_log_away(workspace: Workspace) -> None:
    token, act = CancelToken(), workspace.actions.act
    event = {"title": "Ball", "start": "2026-11-21T19:00", "kind": "meeting"}
    ref = EventRef("Desk book", act("Desk book", "new-event", event, token).event_ref)
    workspace.syncing.refresh_event(ref, frozenset(Capability), silent, token)
    anna = replace(guest(), event=ref)
    workspace.badges.note_print(anna, BadgeRules(), "Label 1")

    workspace.wiping.wipe(WipeScope(), silent, token)

    assert workspace.badges.prints(ref) == []


def test_pdf_files_of_namesakes_lie_beside_each_other(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "badges" / "today"
    keep = workspace.badges.keep_pdf

    titles = ("A/B: Anna", "A/B: Anna", "../..", "", "CON", "\U0001f389" * 90)
    names = [keep(folder, title, b"%PDF").name for title in titles]

    assert names[:4] == ["A-B- Anna.pdf", "A-B- Anna 2.pdf", "Event Desk.pdf", "Event Desk 2.pdf"]
    assert names[4] == "_CON.pdf"  # a device on Windows
    assert len(names[5].encode()) < 200
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)


def test_a_folder_that_cannot_be_written_is_told(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(BadRequest, match="cannot be written to"):
        workspace.badges.keep_pdf(tmp_path / "file" / "badges", "Anna", b"%PDF")


def test_a_badge_says_what_the_attendee_does() -> None:
    anna: Guest = guest("  Anna   Baker ")

    assert badge_of(anna).name == "Anna Baker"
    assert badge_of(anna).code == "4411-0926"
    assert badge_of(anna).event == "Winter ball"
