"""The wire below requests: sockets that look at the clock and the cancel token at every read.

requests' own read timeout counts from byte to byte, so a server that drips could hold a lane for
ever; and only the socket knows whether a request has left this computer.
"""

import io
import logging
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from http.client import HTTPResponse
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager
from urllib3.util.ssl_ import create_urllib3_context

from eventdesk.domain.cancel import CancelToken

# urllib3 writes whole addresses with their queries; the client writes a log line of its own.
logging.getLogger("urllib3").setLevel(logging.ERROR)


class OutOfTimeError(Exception):
    """The total time of an exchange is used up."""


class Exchange:
    """One request and its answer. `sent` turns true when the first byte leaves this computer."""

    def __init__(self, seconds: float, cancel: CancelToken) -> None:
        self._deadline = time.monotonic() + seconds
        self._cancel = cancel
        self.sent = False

    def check(self) -> None:
        """Raise `Cancelled` or `OutOfTimeError` where it is time to stop."""
        self._cancel.check()
        if time.monotonic() > self._deadline:
            raise OutOfTimeError

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Have the sockets of this thread report here."""
        token = _current.set(self)
        try:
            yield
        finally:
            _current.reset(token)


_current: ContextVar[Exchange | None] = ContextVar("exchange", default=None)


class WatchedAdapter(HTTPAdapter):
    """Connections that report to the current `Exchange`; never retries by itself.

    The certificates that the computer trusts count beside those that requests brings.
    """

    def __init__(self, *, tls: bool) -> None:
        self._tls = {"ssl_context": _tls_context()} if tls else {}
        super().__init__(pool_connections=1, pool_maxsize=1)

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any
    ) -> None:
        """Make the pool of direct connections."""
        super().init_poolmanager(connections, maxsize, block, **{**pool_kwargs, **self._tls})
        _watch(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **proxy_kwargs: Any) -> Any:
        """Make the pool of connections through a proxy."""
        manager = super().proxy_manager_for(proxy, **{**proxy_kwargs, **self._tls})
        # A SOCKS proxy brings connections of its own, which the total time cannot reach.
        if not proxy.lower().startswith("socks"):
            _watch(manager)
        return manager


def _tls_context() -> ssl.SSLContext:
    context = create_urllib3_context()
    context.load_default_certs()
    return context


class _WatchedStream(io.RawIOBase):
    """A socket's stream; every read asks the exchange first."""

    def __init__(self, raw: io.RawIOBase) -> None:
        super().__init__()
        self._raw = raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        exchange = _current.get()
        if exchange is not None:
            exchange.check()
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _WatchedResponse(HTTPResponse):
    """An answer read through a `_WatchedStream`, its head included."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fp = io.BufferedReader(_WatchedStream(self.fp.detach()), 65536)


class _WatchedConnection(HTTPConnection):
    response_class = _WatchedResponse

    def connect(self) -> None:
        with _not_yet_sent():
            super().connect()

    def send(self, data: Any) -> None:
        _about_to_send(self)
        super().send(data)


class _WatchedTlsConnection(HTTPSConnection):
    response_class = _WatchedResponse

    def connect(self) -> None:
        with _not_yet_sent():
            super().connect()

    def send(self, data: Any) -> None:
        _about_to_send(self)
        super().send(data)


@contextmanager
def _not_yet_sent() -> Iterator[None]:
    """What goes to a proxy to open a tunnel is not the request."""
    try:
        yield
    finally:
        exchange = _current.get()
        if exchange is not None:
            exchange.sent = False


def _about_to_send(connection: HTTPConnection) -> None:
    if connection.sock is None and connection.auto_open:
        connection.connect()
    exchange = _current.get()
    if exchange is not None:
        exchange.sent = True


class _WatchedPool(HTTPConnectionPool):
    ConnectionCls = _WatchedConnection


class _WatchedTlsPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedTlsConnection


def _watch(manager: PoolManager) -> None:
    manager.pool_classes_by_scheme = {"http": _WatchedPool, "https": _WatchedTlsPool}
