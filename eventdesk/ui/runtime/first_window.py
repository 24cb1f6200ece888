"""One window for a profile: a second start of the program raises the first window and ends.

The two talk over a local socket that only the same user can open. Nothing is said over it but
"come to the front".
"""

from hashlib import blake2b
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_CONNECT_MS = 500
_ANSWER_MS = 2000
"""How long a first window may take to say that it lives; then the second start opens its own."""

_HERE = b"here\n"


class FirstWindow(QObject):
    """The window of a profile that was opened first, or the wish to become it.

    Signals:
        asked: another start wants this window at the front.
    """

    asked = Signal()

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        place = blake2b(str(profile.resolve()).encode(), digest_size=12).hexdigest()
        self._name = f"eventdesk-{place}"
        self._server: QLocalServer | None = None

    def raise_other(self) -> bool:
        """Bring the first window to the front; false where there is none that answers."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        try:
            return socket.waitForConnected(_CONNECT_MS) and socket.waitForReadyRead(_ANSWER_MS)
        finally:
            socket.abort()

    def listen(self) -> None:
        """Be the first window from now on. Without a local socket every start opens a window."""
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._answer)
        if not server.listen(self._name):
            # What a killed program left behind; a living one would have answered.
            QLocalServer.removeServer(self._name)
            server.listen(self._name)
        self._server = server

    def close(self) -> None:
        """Let another window become the first."""
        if self._server is not None:
            self._server.close()

    def _answer(self) -> None:
        assert self._server is not None
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        socket.write(_HERE)
        socket.flush()
        socket.disconnectFromServer()
        self.asked.emit()
