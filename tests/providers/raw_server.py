"""A server that does on its sockets exactly what a test says, and keeps what it was sent."""

import contextlib
import re
import socket
import struct
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

Reaction = Callable[["RawServer", socket.socket], None]


def answer(
    status: int = 200, body: bytes = b"{}", *, kind: str = "application/json", **headers: str
) -> Reaction:
    """A whole answer, and the end of the connection. Header names are given with underscores."""
    fields = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status} Reason", *(f"{name}: {value}" for name, value in fields.items())]
    return raw("\r\n".join([*lines, "", ""]).encode() + body)


def raw(data: bytes) -> Reaction:
    """Any bytes, then an orderly close."""
    return lambda _server, connection: connection.sendall(data)


def silence(server: "RawServer", _connection: socket.socket) -> None:
    """Nothing, until the test is over."""
    server.stopping.wait()


def reset(_server: "RawServer", connection: socket.socket) -> None:
    """Cut the connection without an answer."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def drip(data: bytes, then: Callable[[], None] = lambda: None) -> Reaction:
    """A byte every 20 ms, for as long as anybody listens; `then` runs after the tenth."""

    def react(server: "RawServer", connection: socket.socket) -> None:
        for place in range(100_000):
            connection.sendall(data[place : place + 1] or b" ")
            if place == 10:
                then()
            if server.stopping.wait(0.02):
                break

    return react


class RawServer:
    """Answers each connection with the next reaction; the last one is repeated."""

    def __init__(self, *reactions: Reaction) -> None:
        self.requests: list[bytes] = []
        self.stopping = threading.Event()
        self._reactions = list(reactions)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._address = self._listener.getsockname()
        self._thread = threading.Thread(target=self._serve, name="raw-server")

    @property
    def host(self) -> str:
        """Name and port."""
        return f"127.0.0.1:{self._address[1]}"

    @property
    def url(self) -> str:
        """The base address."""
        return f"http://{self.host}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stopping.set()
        with contextlib.suppress(OSError):  # wakes the thread that waits for a connection
            socket.create_connection(self._address, timeout=1).close()
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        while not self.stopping.is_set():
            connection, _ = self._listener.accept()
            with connection, contextlib.suppress(OSError):
                request = _request(connection)
                if request:
                    self.requests.append(request)
                    number = min(len(self.requests), len(self._reactions)) - 1
                    self._reactions[number](self, connection)


def _request(connection: socket.socket) -> bytes:
    """The head and the body of a request; whatever came first where it is not HTTP."""
    connection.settimeout(10)
    data = b""
    while True:
        piece = connection.recv(65536)
        data += piece
        head, ended, body = data.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        complete = ended and len(body) >= (int(length[1]) if length else 0)
        if complete or not piece or not data[:1].isalpha():
            return data
