"""The dialog **Export**: a file of what is on this desk, or one that the system makes itself."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from eventdesk.ui.theme import TextRole, Tone
from eventdesk.ui.views.common.buttons import Variant
from eventdesk.ui.views.common.labels import ElidedLabel
from eventdesk.ui.views.dialogs.export_server_page import ExportServerPage
from eventdesk.ui.views.dialogs.export_table_page import ExportTablePage
from eventdesk.ui.views.dialogs.work_dialog import WorkDialog

_SIZE = QSize(860, 580)


class ExportDialog(WorkDialog):
    """`table` and `server` are its pages; it stays open, for one more file.

    Signals:
        export_asked: write the rows of the first page.
        fetch_asked: fetch the file of the second page.
    """

    export_asked = Signal()
    fetch_asked = Signal()

    def __init__(self, parent: QWidget | None, subject: str) -> None:
        """`subject` is the event's title, or what else is exported."""
        super().__init__(parent, _SIZE)
        self.set_title(self.tr("Export"))
        self.table = ExportTablePage()
        self.server = ExportServerPage()
        self._tabs = QTabWidget()
        self._tabs.setAccessibleName(self.tr("Kinds of export"))
        self._tabs.addTab(self.table, self.tr("From this desk"))
        self._tabs.tabBar().hide()
        self._tabs.setDocumentMode(True)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ElidedLabel(subject, role=TextRole.HEADING))
        layout.addWidget(self._tabs, 1)
        self.set_body(body)
        self.add_button(self.tr("Close"), self.reject)
        self._go = self.add_button(self.tr("Export…"), self._ask, variant=Variant.PRIMARY)
        self._ready = False
        self._tabs.currentChanged.connect(self._dress_go)
        self.table.edited.connect(self._dress_go)
        self.server.edited.connect(self._dress_go)

    def offer_server(self, title: str) -> None:
        """Add the page of the files that the system of this title makes itself."""
        self._tabs.addTab(self.server, self.tr("Made by {system}").format(system=title))
        self._tabs.tabBar().show()

    def allow(self, ready: bool) -> None:
        """Whether there is something to export."""
        self._ready = ready
        self._dress_go()

    def lock(self, locked: bool) -> None:
        """While a file is written nothing of what was chosen can change."""
        self._tabs.setEnabled(not locked)
        self._ready = not locked
        self._dress_go()

    def show_error(self, sentence: str) -> None:
        """Say what went wrong."""
        self.message.say(sentence, Tone.REFUSED)

    def show_written(self, sentence: str, open_folder: Callable[[], object]) -> None:
        """Say where the file is."""
        self.message.say(sentence, Tone.CONFIRMED, action=self.tr("Open folder"), act=open_folder)
        self.message.action_button.setFocus()

    def _on_server(self) -> bool:
        return self._tabs.currentWidget() is self.server

    def _dress_go(self) -> None:
        if self._on_server():
            self._go.setText(self.tr("Fetch…"))
            possible = self.server.chosen() is not None
        else:
            self._go.setText(self.tr("Export…"))
            possible = bool(self.table.form().columns)
        self._go.setEnabled(self._ready and possible)

    def _ask(self) -> None:
        (self.fetch_asked if self._on_server() else self.export_asked).emit()
