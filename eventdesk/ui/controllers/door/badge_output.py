"""Where badges come out: a printer, or PDF files in a folder."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QPainter

from eventdesk.domain.badge import Badge, BadgeRules
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.runtime.printing import Page, pdf_of, print_page
from eventdesk.ui.views.door.badge_painter import paint_badge, paint_test_page


class BadgeOutput:
    """Prints by an event's rules."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    async def print_badge(self, badge: Badge, rules: BadgeRules) -> str:
        """Print one badge; gives the name of the printer or of the PDF file.

        Raises:
            EventDeskError: it did not work, and the sentence says why.
        """

        def paint(painter: QPainter, scale: float) -> None:
            paint_badge(painter, badge, rules, scale=scale)

        label = rules.label
        return await self._print(Page(badge.name, label.width, label.height, paint), rules)

    async def print_test_page(self, rules: BadgeRules) -> str:
        """Print the page that tells whether sizes are kept. Gives and raises as `print_badge`."""

        def paint(painter: QPainter, scale: float) -> None:
            paint_test_page(painter, rules, scale=scale)

        label = rules.label
        return await self._print(Page("Test page", label.width, label.height, paint), rules)

    async def _print(self, page: Page, rules: BadgeRules) -> str:
        if rules.printer:
            print_page(rules.printer, page)
            return rules.printer
        keep = partial(self._hub.workspace.badges.keep_pdf, folder_of(rules), page.title)
        path = await self._hub.files(keep, pdf_of(page))
        return path.name


def folder_of(rules: BadgeRules) -> Path:
    """Where PDF files go: the chosen folder, else one among the person's documents."""
    if rules.folder:
        return Path(rules.folder)
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(documents)) / "Badges"
