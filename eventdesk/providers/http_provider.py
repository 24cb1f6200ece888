"""What every account over HTTP shares: one connection, the figures of its client, its end."""

from abc import abstractmethod
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from eventdesk.providers.base import Provider, ProviderContext

if TYPE_CHECKING:
    from eventdesk.net.client import Client


class Connected(Protocol):
    """What works through one client."""

    client: "Client"


C = TypeVar("C", bound=Connected)


class HttpProvider(Provider, Generic[C]):
    """One account whose calls go through a connection of its system's own kind."""

    def __init__(self, context: ProviderContext) -> None:
        super().__init__(context)
        self._connection = self._connected(context)

    @staticmethod
    @abstractmethod
    def _connected(context: ProviderContext) -> C:
        """The connection, without any request.

        Its module is imported here: it brings requests along, a tenth of a second that no start of
        the window should wait for.
        """

    @property
    def requests_made(self) -> int:
        """How many requests went out to the system itself."""
        return self._connection.client.request_count

    @property
    def requests_left(self) -> int | None:
        """What the last answer granted (the headers of `net.ratelimit`)."""
        return self._connection.client.limiter.state.remaining

    def close(self) -> None:
        """Let go of the connections."""
        self._connection.client.close()
