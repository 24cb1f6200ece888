"""Parts of events that a system tells when asked: kept to be read again, but never a secret."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.clock import Clock
from eventdesk.domain.detail import Detail, DetailPart
from eventdesk.domain.errors import NotThere
from eventdesk.domain.event_time import as_iso
from eventdesk.services.connections import Connections
from eventdesk.services.events import EventView
from eventdesk.storage import cards
from eventdesk.storage.database import Database

_KIND = "detail"
_PICTURE = "detail-picture"
"""What is kept on disk of a part with a picture: only that it is remembered, so that whatever drops
cards drops it too."""
_PICTURES = 20
"""How many parts with a picture are remembered; they are never on disk."""


@dataclass(frozen=True, slots=True)
class FetchedDetail:
    """What the system told of a part, and when, UTC."""

    detail: Detail
    fetched_at: datetime


class EventDetailsService:
    """Further parts of events. Only `fetch` talks with the system: on the account's lane."""

    def __init__(self, database: Database, connections: Connections, clock: Clock) -> None:
        self._database = database
        self._connections = connections
        self._clock = clock
        self._pictures: OrderedDict[tuple[int, str], FetchedDetail] = OrderedDict()
        self._lock = threading.Lock()

    def parts(self, view: EventView) -> Sequence[DetailPart]:
        """The parts that an event has; asks nobody, but may wait for the keyring.

        Raises:
            NoKeyring: the account's secrets cannot be read. BadRequest: its settings are wrong.
        """
        if not view.can(Capability.DETAILS):
            return ()
        return self._connections.open(view.listed.account).detail_parts(view.listed.event)

    def kept(self, view: EventView, part: str) -> FetchedDetail | None:
        """What was fetched earlier, None where it never was or is not kept."""
        account_id, ref = view.listed.account.id, _ref(view, part)
        with self._lock:
            remembered = self._pictures.get((account_id, ref))
        with self._database.read() as tx:
            card = cards.get(tx, account_id, _PICTURE if remembered else _KIND, ref)
        if card is None:
            return None
        if remembered is not None:
            return remembered
        return FetchedDetail(msgspec.json.decode(card[0], type=Detail), card[1])

    def fetch(
        self, view: EventView, part: str, cancel: CancelToken, *, refresh: bool = False
    ) -> FetchedDetail:
        """One of `parts`: as it was kept, or from the system where it was not, or on `refresh`.

        Raises:
            NotThere: the event has no such part. Any other family is the system's.
        """
        declared = {one.name: one for one in self.parts(view)}
        if part not in declared:
            raise NotThere(
                f"“{view.listed.event.title}” has no part “{part}”.",
                f"It has {', '.join(declared) or 'none'}.",
            )
        secret = declared[part].secret
        if not (refresh or secret) and (kept := self.kept(view, part)) is not None:
            return kept
        provider = self._connections.open(view.listed.account)
        detail = provider.detail(view.listed.event, part, cancel)
        fetched = FetchedDetail(detail, self._clock.now())
        if not secret:
            self._keep(view, part, fetched)
        return fetched

    def _keep(self, view: EventView, part: str, fetched: FetchedDetail) -> None:
        """On disk, or in memory only where there is a picture."""
        account_id, ref = view.listed.account.id, _ref(view, part)
        with self._lock:
            self._pictures.pop((account_id, ref), None)
            if fetched.detail.picture:
                self._pictures[account_id, ref] = fetched
                if len(self._pictures) > _PICTURES:
                    self._pictures.popitem(last=False)
        with self._database.write() as tx:
            if fetched.detail.picture:
                cards.forget(tx, account_id, _KIND, ref)
                cards.put(tx, account_id, _PICTURE, ref, b"", fetched.fetched_at)
            else:
                cards.forget(tx, account_id, _PICTURE, ref)
                body = msgspec.json.encode(fetched.detail)
                cards.put(tx, account_id, _KIND, ref, body, fetched.fetched_at)


def _ref(view: EventView, part: str) -> str:
    """Of a series each occurrence has parts of its own."""
    event = view.listed.event
    return " ".join(filter(None, (event.ref, as_iso(event.occurrence), part)))
