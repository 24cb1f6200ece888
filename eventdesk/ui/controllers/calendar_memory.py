"""What the calendar remembers from one start to the next, kept by the layout service."""

import logging
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

from eventdesk.domain.errors import EventDeskError
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.tasks import Repeat, TaskScope

_NAME = "calendar"
_REST = 400
"""Milliseconds without another change before something is written."""

_log = logging.getLogger(__name__)


class CalendarMemory(QObject):
    """A dictionary that is written a moment after it changed."""

    def __init__(self, hub: Hub, scope: TaskScope, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._scope = scope
        self._kept: dict[str, Any] = {}
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._start_writing)

    async def load(self) -> None:
        """Read what was kept; where that fails all begins as at first."""
        try:
            kept = await self._hub.db(self._hub.workspace.layout.get, _NAME, {})
        except EventDeskError as error:
            _log.info("The calendar begins as at first: %s", error.message)
            return
        self._kept = dict(kept) if isinstance(kept, Mapping) else {}

    def get(self, name: str) -> Any:
        """What was kept under a name, None for nothing."""
        return self._kept.get(name)

    def put(self, name: str, value: object) -> None:
        """Keep a value of JSON."""
        if self._kept.get(name) != value:
            self._kept[name] = value
            self._rest.start()

    def _start_writing(self) -> None:
        self._scope.single("remembering the calendar", self._write, repeat=Repeat.REPLACE)

    async def _write(self) -> None:
        try:
            await self._hub.db(self._hub.workspace.layout.put, _NAME, dict(self._kept))
        except EventDeskError as error:
            _log.info("The calendar's looks could not be kept: %s", error.message)
