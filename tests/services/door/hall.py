"""Systems in memory for a door: one that marks persons, one that marks places, one that cannot."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from typing import ClassVar

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.capability import Capability
from eventdesk.domain.order import Order
from eventdesk.providers.base import Batch, ProviderContext, fingerprint
from tests.sync.memory_system import MemorySystem, Server


@dataclass
class HallServer(Server):
    """What the systems hold, orders too."""

    orders: dict[str, Order] = field(default_factory=dict)


class Hall(MemorySystem):
    """Marks persons, and knows orders."""

    server_in_use: ClassVar[HallServer]
    info = replace(
        MemorySystem.info,
        key="hall",
        title="Hall",
        capabilities=MemorySystem.info.capabilities | {Capability.ORDERS},
    )

    def __init__(self, context: ProviderContext) -> None:
        super().__init__(context, Hall.server_in_use)

    def orders(
        self, event_ref: str, *, known: Container[int], cancel: CancelToken
    ) -> Iterator[Batch[Order]]:
        """All of them, whatever is known."""
        orders = Hall.server_in_use.orders.values()
        yield Batch([(fingerprint(repr(order).encode()), order) for order in orders])


class Club(Hall):
    """Marks single places."""

    info = replace(Hall.info, key="club", title="Club", marks_persons=False)


class Board(Hall):
    """Lists people and takes no attendance."""

    info = replace(
        Club.info, key="board", title="Board", capabilities=frozenset({Capability.ATTENDEES})
    )
