"""The wire of a test server: sockets, threads, and the bytes of a reply, whole or spoilt.

It hands each request to one function and writes what comes back; it knows no rules.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qsl

from tests.servers.messages import Delivery, Reply, Request

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
_DRIP_BYTES = 512

Answer = Callable[[Request], Reply]
Complain = Callable[[str], None]


class Transport(ThreadingHTTPServer):
    """A threading server that can drop all its connections and leaves no thread behind."""

    request_queue_size = 128

    def __init__(self, port: int, answer: Answer, complain: Complain) -> None:
        self.answer, self.complain = answer, complain
        self.stopping = threading.Event()
        self._connections: dict[socket.socket, threading.Thread] = {}
        self._handlers: list[threading.Thread] = []
        self._to_reset: set[socket.socket] = set()
        self._guard = threading.Lock()
        super().__init__(("127.0.0.1", port), _Connection)
        self._thread = threading.Thread(
            target=self.serve_forever,
            args=(0.02,),
            name=f"test-server-{self.server_port}",
            daemon=True,
        )

    def start(self) -> None:
        """Serve from a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """End every connection and thread. Slow answers are cut short."""
        self.stopping.set()
        self.shutdown()
        self._thread.join()
        self.drop_connections()
        for thread in self._handlers:
            thread.join()
        self.server_close()

    def drop_connections(self) -> None:
        """Cut every open connection, busy or idle, except the one that asks for it."""
        asking = threading.current_thread()
        with self._guard:
            for connection, thread in self._connections.items():
                if thread is not asking:
                    _shut(connection)

    def reset_on_close(self, connection: socket.socket) -> None:
        """Make the end of this connection a reset instead of an orderly close."""
        with self._guard:
            self._to_reset.add(connection)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection on a thread of its own, which `stop` waits for.

        The threads are daemons, so that a crashed test run can end.
        """
        thread = threading.Thread(
            target=self.process_request_thread,
            args=(request, client_address),
            name=f"{self._thread.name}-connection",
            daemon=True,
        )
        with self._guard:
            self._connections[request] = thread
        self._handlers = [other for other in self._handlers if other.is_alive()] + [thread]
        thread.start()

    def shutdown_request(self, request: Any) -> None:
        """Close the connection: by reset when a fault asked for it."""
        with self._guard:
            self._connections.pop(request, None)
            reset = request in self._to_reset
            self._to_reset.discard(request)
        if reset:
            request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            request.close()
        else:
            super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no news; anything else is a fault of this server."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            self.complain(f"the test server itself failed: {error!r}")


def _shut(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):  # the client was faster
        connection.shutdown(socket.SHUT_RDWR)


class _Connection(BaseHTTPRequestHandler):
    """One kept-alive connection."""

    protocol_version = "HTTP/1.1"
    server_version = "TestServer"
    disable_nagle_algorithm = True

    @property
    def _transport(self) -> Transport:
        return cast(Transport, self.server)

    def exchange(self) -> None:
        """Read one request of any method, have it answered, write the answer."""
        raw_path, _, raw_query = self.path.partition("?")
        request = Request(
            self.command,
            raw_path,
            tuple(parse_qsl(raw_query, keep_blank_values=True)),
            {name.lower(): value for name, value in self.headers.items()},
            self._read_body(),
        )
        self._write(self._transport.answer(request))

    def _read_body(self) -> bytes:
        if "Transfer-Encoding" in self.headers:
            self.close_connection = True
            return b"(chunked)"
        length = self.headers.get("Content-Length", "0")
        return self.rfile.read(int(length)) if length.isdigit() else b""

    def _write(self, reply: Reply) -> None:
        if reply.delivery is Delivery.NOTHING:
            self._reset()
            return
        endless = reply.delivery is Delivery.NEVER_ENDS
        head = self._head(reply, endless=endless)
        body = b"" if self.command == "HEAD" else reply.body
        if endless:
            self._write_for_ever(head, body)
        elif reply.delivery is Delivery.HALF:
            self.connection.sendall(head + body[: len(body) // 2])
            self._reset()
        elif reply.delivery is Delivery.DRIP:
            self._write_slowly(head, body, reply.pause)
        elif len(body) < 65536:
            self.connection.sendall(head + body)
        else:
            self.connection.sendall(head)
            self.connection.sendall(body)

    def _head(self, reply: Reply, *, endless: bool) -> bytes:
        headers = {"Date": self.date_time_string(), "Content-Type": reply.content_type}
        if endless:
            headers["Transfer-Encoding"] = "chunked"
        else:
            headers["Content-Length"] = str(len(reply.body))
        headers.update(reply.headers)
        phrase = self.responses.get(cast(Any, reply.status), ("", ""))[0]
        lines = [f"HTTP/1.1 {reply.status} {phrase}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")

    def _write_slowly(self, head: bytes, body: bytes, pause: float) -> None:
        self.connection.sendall(head)
        for start in range(0, len(body), _DRIP_BYTES):
            self.connection.sendall(body[start : start + _DRIP_BYTES])
            if self._transport.stopping.wait(pause):
                break

    def _write_for_ever(self, head: bytes, body: bytes) -> None:
        """Chunks without a last one: the start of the true answer, then blanks."""
        self.connection.sendall(head)
        self.close_connection = True
        for piece in (body[: len(body) // 2], *[b" " * 65536] * 100_000):
            if piece:
                self.connection.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            if self._transport.stopping.is_set():
                break

    def _reset(self) -> None:
        self.close_connection = True
        self._transport.reset_on_close(self.connection)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What arrived was not HTTP, or a method that no system has."""
        self._transport.complain(f"not a request that can be read: {message or code}")
        super().send_error(code, message, explain)

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: the log is kept by the server itself."""


for _method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
    setattr(_Connection, f"do_{_method}", _Connection.exchange)
