"""Follows an event's link, only after the person has seen the whole address."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from eventdesk.ui.runtime import dialogs


def safe_address(link: str) -> str:
    """The link where it is a web address, else ""."""
    address = QUrl(link.strip(), QUrl.ParsingMode.StrictMode)
    web = address.isValid() and address.scheme() in ("http", "https") and bool(address.host())
    return link.strip() if web else ""


async def follow_link(parent: QWidget, link: str) -> None:
    """Show the address; open it in the browser if the person says so."""
    if await dialogs.ask(
        parent,
        "Open this link?",
        "It opens in your web browser.",
        detail=link,
        yes="Open in browser",
    ):
        QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))
