"""Contact cards, answers, histories and pictures: fetched once when looked at, then kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from eventdesk.domain.account import Account
from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.clock import Clock
from eventdesk.domain.contact import Contact, HistoryEntry, PersonFound
from eventdesk.domain.event import EventRef
from eventdesk.providers.base import Provider
from eventdesk.services.connections import Connections
from eventdesk.storage import accounts, cards
from eventdesk.storage.database import Database


@dataclass(frozen=True, slots=True)
class Card:
    """A contact card and when it was fetched, UTC."""

    contact: Contact
    fetched_at: datetime


class ContactsService:
    """People behind attendees and buyers. Each call belongs on the account's lane."""

    def __init__(self, database: Database, connections: Connections, clock: Clock) -> None:
        self._database = database
        self._connections = connections
        self._clock = clock

    def card(self, account: str, ref: str, cancel: CancelToken, *, refresh: bool = False) -> Card:
        """The card of a person or organisation."""
        return self._contact(
            account, "contact", ref, refresh, lambda provider: provider.contact(ref, cancel)
        )

    def answers(
        self, event: EventRef, buyer_ref: str, cancel: CancelToken, *, refresh: bool = False
    ) -> Card:
        """What was answered to the questions of an order."""
        return self._contact(
            event.account,
            "answers",
            f"{event.id} {buyer_ref}",
            refresh,
            lambda provider: provider.answers(event.id, buyer_ref, cancel),
        )

    def _contact(
        self,
        account: str,
        kind: str,
        ref: str,
        refresh: bool,
        fetch: Callable[[Provider], Contact],
    ) -> Card:
        body, at = self._kept(account, kind, ref, refresh, fetch, msgspec.json.encode)
        return Card(msgspec.json.decode(body, type=Contact), at)

    def picture(self, account: str, ref: str, cancel: CancelToken) -> bytes | None:
        """A person's picture as a file's bytes, None where there is none."""
        body, _ = self._kept(
            account, "picture", ref, False, lambda p: p.picture(ref, cancel) or b"", bytes
        )
        return body or None

    def history(self, account: str, record_ref: str, cancel: CancelToken) -> Sequence[HistoryEntry]:
        """The system's own log of an event or person, newest first; always fetched."""
        return self._connections.open(self._account(account)).history(record_ref, cancel)

    def find(self, account: str, text: str, cancel: CancelToken) -> Sequence[PersonFound]:
        """People that the system finds for a text; always asked."""
        return self._connections.open(self._account(account)).find_people(text, cancel)

    def _kept(
        self,
        account_name: str,
        kind: str,
        ref: str,
        refresh: bool,
        fetch: Callable[[Provider], Any],
        encode: Callable[[Any], bytes],
    ) -> tuple[bytes, datetime]:
        account = self._account(account_name)
        if not refresh:
            with self._database.read() as tx:
                kept = cards.get(tx, account.id, kind, ref)
            if kept is not None:
                return kept
        body = encode(fetch(self._connections.open(account)))
        at = self._clock.now()
        with self._database.write() as tx:
            cards.put(tx, account.id, kind, ref, body, at)
        return body, at

    def _account(self, name: str) -> Account:
        with self._database.read() as tx:
            return accounts.by_name(tx, name)
