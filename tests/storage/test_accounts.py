"""Accounts, and the small things kept beside them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from eventdesk.domain.account import Account, AccountState
from eventdesk.domain.errors import BadRequest, NotThere
from eventdesk.domain.event import Event
from eventdesk.storage import accounts, cards, events, settings
from eventdesk.storage.database import Database

AT = datetime(2026, 11, 21, 18, 30, 0, 250_000, tzinfo=UTC)
FULL = Account(
    0, "Zoë’s office", "teamwork", address="https://tw.example", options={"a": "ü", "b": "2"},
    colour="#2f6fde", shown=False, state=AccountState.PARKED, state_text="Key refused.",
    last_sync=AT,
)  # fmt: skip


def test_an_account_comes_back_as_it_was_kept(database: Database) -> None:
    with database.write() as tx:
        kept = accounts.add(tx, FULL)
        plain = accounts.add(tx, Account(0, "attic", "deskbook"))
    assert kept == replace(FULL, id=kept.id)
    with database.read() as tx:
        assert accounts.all(tx) == [plain, kept]
        assert accounts.by_name(tx, "ATTIC") == plain
        assert accounts.by_id(tx, kept.id) == kept
        assert accounts.by_id(tx, 99) is None


def test_how_the_last_talk_ended_keeps_the_time_of_the_last_good_one(database: Database) -> None:
    with database.write() as tx:
        kept = accounts.add(tx, FULL)
        accounts.set_state(tx, kept.id, AccountState.OFFLINE, "No network.")
        offline = accounts.by_id(tx, kept.id)
        accounts.set_state(tx, kept.id, AccountState.READY, "", AT.replace(hour=20))
        ready = accounts.by_id(tx, kept.id)
    assert offline == replace(kept, state=AccountState.OFFLINE, state_text="No network.")
    assert ready == replace(
        kept, state=AccountState.READY, state_text="", last_sync=AT.replace(hour=20)
    )


def test_a_name_is_given_once_whatever_its_case(database: Database, account: Account) -> None:
    with database.write() as tx:
        other = accounts.add(tx, Account(0, "Other", "kare"))
        with pytest.raises(BadRequest, match="There is an account “OFFICE” already"):
            accounts.add(tx, replace(FULL, name="OFFICE"))
        with pytest.raises(BadRequest, match="There is an account “office” already"):
            accounts.update(tx, replace(other, name="office"))
        accounts.update(tx, replace(account, name="OFFICE"))
        assert [one.name for one in accounts.all(tx)] == ["OFFICE", "Other"]


def test_what_is_not_there_is_said(database: Database, account: Account) -> None:
    with database.write() as tx:
        with pytest.raises(NotThere, match="There is no account “Nowhere”"):
            accounts.by_name(tx, "Nowhere")
        with pytest.raises(NotThere, match="There is no account “Gone”"):
            accounts.update(tx, replace(account, id=99, name="Gone"))


def test_a_removed_account_takes_its_cache_along_and_its_number_is_never_given_again(
    database: Database, account: Account
) -> None:
    with database.write() as tx:
        events.upsert(tx, account.id, [(1, Event("e1", "Ball"))])
        cards.put(tx, account.id, "contact", "p1", b"{}", AT)
        events.drop_account(tx, account.id)
        accounts.remove(tx, account.id)
        # Another process may still hold the old number.
        new = accounts.add(tx, account)
        assert new.id != account.id
        assert cards.get(tx, account.id, "contact", "p1") is None
        assert events.event_id(tx, account.id, "e1") is None


def test_cards_are_kept_with_their_age(database: Database, account: Account) -> None:
    with database.write() as tx:
        cards.put(tx, account.id, "picture", "p1", b"\x00old", AT)
        cards.put(tx, account.id, "picture", "p1", b"\x00new", AT.replace(hour=20))
        cards.put(tx, account.id, "contact", "p1", b"{}", AT)
        assert cards.get(tx, account.id, "picture", "p1") == (b"\x00new", AT.replace(hour=20))
        cards.forget(tx, account.id, "picture", "p1")
        assert cards.get(tx, account.id, "picture", "p1") is None
        assert cards.get(tx, account.id, "contact", "p1") == (b"{}", AT)


def test_choices_are_kept_by_name(database: Database) -> None:
    with database.write() as tx:
        settings.put(tx, "layout:list", {"columns": ["name", "start"], "width": 2.5, "on": True})
        settings.put(tx, "desk", "Front")
        settings.put(tx, "desk", None)
    with database.read() as tx:
        assert settings.get(tx, "layout:list", {}) == {
            "columns": ["name", "start"], "width": 2.5, "on": True,
        }  # fmt: skip
        assert settings.get(tx, "desk", "default") is None
        assert settings.get(tx, "unknown", "default") == "default"
