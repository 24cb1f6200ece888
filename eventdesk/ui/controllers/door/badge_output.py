"""Where badges come out: a printer, or PDF files in a folder."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtGui import QPainter

from eventdesk.domain.badge import Badge, BadgeRules
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.printing import Page, pdf_of, print_page
from eventdesk.ui.views.door.badge_painter import paint_badge, paint_test_page


@dataclass(frozen=True, slots=True)
class CameOut:
    """Where a badge came out: of the printer of this name, or as this file in a folder."""

    name: str
    folder: Path | None = None

    @property
    def words(self) -> str:
        """How that is said, as it goes on from whose badge it is."""
        if self.folder is None:
            return _tr("printed: {printer}").format(printer=self.name)
        return _tr("saved as “{file}” in {folder}").format(file=self.name, folder=self.folder)


class BadgeOutput:
    """Prints by an event's rules."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    async def print_badge(self, badge: Badge, rules: BadgeRules) -> CameOut:
        """Print one badge.

        Raises:
            EventDeskError: it did not work, and the sentence says why.
        """

        def paint(painter: QPainter, scale: float) -> None:
            paint_badge(painter, badge, rules, scale=scale)

        label = rules.label
        return await self._print(Page(badge.name, label.width, label.height, paint), rules)

    async def print_test_page(self, rules: BadgeRules) -> CameOut:
        """Print the page that tells whether sizes are kept. Raises as `print_badge`."""

        def paint(painter: QPainter, scale: float) -> None:
            paint_test_page(painter, rules, scale=scale)

        label = rules.label
        return await self._print(Page("Test page", label.width, label.height, paint), rules)

    async def _print(self, page: Page, rules: BadgeRules) -> CameOut:
        if rules.printer:
            print_page(rules.printer, page)
            return CameOut(rules.printer)
        folder = self.folder(rules)
        keep = partial(self._hub.workspace.badges.keep_pdf, folder, page.title)
        path = await self._hub.files(keep, pdf_of(page))
        return CameOut(path.name, folder)

    def folder(self, rules: BadgeRules) -> Path:
        """Where PDF files go: the chosen folder, else one among the person's documents.

        Of a profile that is thrown away nothing stays there either.
        """
        profile = self._hub.workspace.profile
        if rules.folder:
            return Path(rules.folder)
        return (profile.folder if profile.thrown_away else _documents()) / "Badges"


def _documents() -> Path:
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(documents))


def _tr(text: str) -> str:
    return QCoreApplication.translate("badges", text)
