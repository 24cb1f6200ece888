"""The scanner of the door: catches scans while the door is open, and the page that sets it up."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from eventdesk.domain.code_rules import CodeRule
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.keyboard_layouts import translation
from eventdesk.domain.scan_codes import (
    AUTOMATIC,
    ScanSettings,
    ScanTrace,
    learned_from,
)
from eventdesk.domain.scanning import Scan
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.scanner import ScannerCatcher
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.door.scanner_page import ScannerPage


class ScannerController(QObject):
    """Catches nothing until `start`.

    Attributes:
        accounts: names of the accounts whose rules cut codes; None for all.

    Signals:
        scanned: a `Scan`; not while the test of the page is on screen, which takes it.
        told: a sentence and its `Tone`, for the door's line of news.
    """

    scanned = Signal(object)
    told = Signal(str, object)

    def __init__(self, hub: Hub, window: QWidget) -> None:
        super().__init__(window)
        self._hub = hub
        self._service = hub.workspace.scanning
        self._scope = hub.scope(self)
        self.accounts: Sequence[str] | None = None
        self._page: ScannerPage | None = None
        self._trace: ScanTrace | None = None
        self._catcher = ScannerCatcher(self)
        self._catcher.traced.connect(self._keep_trace)
        self._catcher.scanned.connect(self._take)

    def start(self) -> None:
        """Catch scans, with the settings as they were kept."""
        self._catcher.start()
        self._scope.single("reading the scanner's settings", self._read)

    def stop(self) -> None:
        """Catch no more."""
        self._catcher.stop()

    def page(self) -> QWidget:
        """A new page for the door's settings; it ends with the dialog that shows it."""
        page = ScannerPage()
        page.show_settings(self._catcher.settings)
        page.edited.connect(self._edit)
        page.rule_edited.connect(self._edit_rule)
        self._page = page
        self._scope.single("reading the scanner's settings", self._read)
        return page

    def understood(self, scan: Scan, code: str) -> None:
        """The door knew this code of the scan: remember what that tells of the keyboard."""
        settings = self._catcher.settings
        learned = learned_from(scan, code)
        if learned is None or settings.keyboard != AUTOMATIC or learned == settings.learned:
            return
        self._catcher.settings = replace(settings, learned=learned)  # the next scan may be near
        learn = self._hub.door(self._service.learn, learned)
        self._scope.start(learn, name="remembering the keyboard")
        if used := translation(learned):
            text = self.tr("Scans are read as “%s” from now on. The settings can change it.")
            self.told.emit(text % used.words, Tone.INFO)

    async def _read(self) -> None:
        self._catcher.settings = await self._hub.door(self._service.settings)
        rules = await self._read_rules()
        if page := self._open_page():
            page.show_settings(self._catcher.settings)
            page.show_rules(rules)

    async def _read_rules(self) -> Mapping[str, CodeRule]:
        rules = await self._hub.door(self._service.rules)
        wanted = rules if self.accounts is None else self.accounts
        self._catcher.rules = [rule for name, rule in rules.items() if name in wanted]
        return rules

    def _edit(self, settings: ScanSettings) -> None:
        self._catcher.settings = settings
        self._scope.start(self._keep(settings), name="keeping the scanner's settings")

    async def _keep(self, settings: ScanSettings) -> None:
        try:
            await self._hub.door(self._service.keep_settings, settings)
        except EventDeskError as error:
            self._refuse(error)

    def _edit_rule(self, account: str, rule: CodeRule) -> None:
        self._scope.start(self._keep_rule(account, rule), name="keeping a rule for codes")

    async def _keep_rule(self, account: str, rule: CodeRule) -> None:
        try:
            await self._hub.door(self._service.keep_rule, account, rule)
        except EventDeskError as error:
            self._refuse(error)
            return
        if page := self._open_page():
            page.message.clear()
        await self._read_rules()

    def _refuse(self, error: EventDeskError) -> None:
        if page := self._open_page():
            page.message.say(error.message, Tone.REFUSED, closable=False)

    def _open_page(self) -> ScannerPage | None:
        return self._page if self._page is not None and isValid(self._page) else None

    def _keep_trace(self, trace: ScanTrace) -> None:
        self._trace = trace

    def _take(self, scan: Scan) -> None:
        page = self._open_page()
        if page is None or not page.isVisible() or self._trace is None:
            self.scanned.emit(scan)
        else:
            page.test.show_scan(self._trace, scan)
