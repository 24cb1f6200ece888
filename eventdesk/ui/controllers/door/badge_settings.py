"""Behind the page **Badges**: reads and keeps the rules, prints the test page and a sample."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from eventdesk.domain.badge import SAMPLE, BadgePrint, BadgeRules
from eventdesk.domain.errors import EventDeskError
from eventdesk.domain.event import EventRef
from eventdesk.domain.text import counted, one_line
from eventdesk.ui.controllers.door.badge_output import BadgeOutput, CameOut
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.moments import moment
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.runtime.printing import printer_names
from eventdesk.ui.runtime.tasks import Repeat, TaskScope
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.door.badge_page import BadgePage


class BadgeSettings(QObject):
    """Lives as long as its `page`."""

    def __init__(
        self, hub: Hub, output: BadgeOutput, refs: Sequence[EventRef], keeping: TaskScope
    ) -> None:
        """`refs` are the events of the door: the first one's rules are shown, all get them.

        `keeping` outlives the page, so that a choice made right before closing is kept.
        """
        page = BadgePage()
        super().__init__(page)
        self.page = page
        self._hub = hub
        self._badges = hub.workspace.badges
        self._output = output
        self._refs = tuple(refs)
        self._rules = BadgeRules()
        self._scope = hub.scope(self)
        self._keeping = keeping
        page.chosen.connect(self._choose)
        page.folder_wanted.connect(lambda: self._do("choosing a folder", self._choose_folder))
        page.test_wanted.connect(lambda: self._do("printing a test page", self._print_test))
        page.sample_wanted.connect(lambda: self._do("printing a sample", self._print_sample))
        page.setEnabled(False)
        self._do("reading the rules of the badges", self._read)

    def _do(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        async def told() -> None:
            try:
                await work()
            except EventDeskError as error:
                if isValid(self.page):
                    self.page.say(error.message, Tone.REFUSED)

        self._scope.single(name, told, repeat=Repeat.IGNORE)

    def _choose(self, rules: BadgeRules) -> None:
        self._rules = rules
        self.page.show_rules(rules, str(self._output.folder(rules)))
        self._keeping.start(self._keep(rules), name="keeping the rules of the badges")

    async def _keep(self, rules: BadgeRules) -> None:
        try:
            await self._hub.door(self._badges.set_rules, self._refs, rules)
        except EventDeskError as error:
            if isValid(self.page):
                self.page.say(error.message, Tone.REFUSED)

    async def _read(self) -> None:
        if self._refs:
            self._rules = await self._hub.door(self._badges.rules, self._refs[0])
        prints: list[BadgePrint] = []
        for ref in self._refs:
            prints += await self._hub.door(self._badges.prints, ref)
        self.page.show_printers(printer_names(), self._rules.printer)
        self.page.show_rules(self._rules, str(self._output.folder(self._rules)))
        prints.sort(key=lambda each: each.printed_at, reverse=True)
        today = self._hub.workspace.clock.now().astimezone().date()
        self.page.show_log(_summary(prints), [_line(each, today) for each in prints])
        self.page.setEnabled(True)

    async def _choose_folder(self) -> None:
        dialog = QFileDialog(
            self.page, self.tr("Folder for badges"), str(self._output.folder(self._rules))
        )
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        try:
            if await dialogs.show(dialog):
                self._choose(replace(self._rules, folder=str(Path(dialog.selectedFiles()[0]))))
        finally:
            if isValid(dialog):
                dialog.deleteLater()

    async def _print_test(self) -> None:
        self._say_printed(await self._output.print_test_page(self._rules))

    async def _print_sample(self) -> None:
        self._say_printed(await self._output.print_badge(SAMPLE, self._rules))

    def _say_printed(self, came_out: CameOut) -> None:
        words = came_out.words
        self.page.say(f"{words[:1].upper()}{words[1:]}", Tone.CONFIRMED)


def _summary(prints: Sequence[BadgePrint]) -> str:
    again = sum(each.reprint for each in prints)
    of_them = f", {again} of them again" if again else ""
    return f"{counted(len(prints), 'badge')} printed so far{of_them}."


def _line(printed: BadgePrint, today: date) -> str:
    """When and whose, whether they had one before, where it came out, and who printed it."""
    who = ", ".join(filter(None, (printed.by, printed.desk)))
    again = "again" if printed.reprint else ""
    parts = (moment(printed.printed_at, today), printed.name, again, printed.printer, who)
    return " · ".join(one_line(part) for part in parts if part)
