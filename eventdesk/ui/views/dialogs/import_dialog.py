"""The dialog **Import attendee list**: a file, how it was read, where it goes, what came of it."""

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from eventdesk.domain.importing import SkippedRow
from eventdesk.ui.theme import Tone, metrics
from eventdesk.ui.views.common.buttons import Variant
from eventdesk.ui.views.common.empty_state import EmptyState
from eventdesk.ui.views.common.fields import name_field
from eventdesk.ui.views.dialogs.import_list_page import ImportListPage
from eventdesk.ui.views.dialogs.import_target_page import ImportTargetPage
from eventdesk.ui.views.dialogs.work_dialog import WorkDialog

_SIZE = QSize(900, 620)


class ImportStep(IntEnum):
    """The pages, in their order."""

    FILE = 0
    LIST = 1
    TARGET = 2
    DONE = 3


class ImportDialog(WorkDialog):
    """`list` and `target` are its pages; whoever opened it fills them.

    Signals:
        file_asked: let the person choose a file.
        file_dropped: a `Path` that was dropped here.
        target_asked: the columns are right; ask for the event.
        import_asked: write the list.
    """

    file_asked = Signal()
    file_dropped = Signal(object)
    target_asked = Signal()
    import_asked = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, _SIZE)
        self.set_title(self.tr("Import attendee list"))
        self.setAcceptDrops(True)
        self.list = ImportListPage()
        self.target = ImportTargetPage()
        self._pages = QStackedWidget()
        self._outcome = EmptyState("check-circle", "", "")
        self._left_over = QPlainTextEdit(readOnly=True)
        for page in (self._file_page(), self.list, self.target, self._done_page()):
            self._pages.addWidget(page)
        self.set_body(self._pages)
        self._back = self.add_button(self.tr("Back"), self._go_back, leading=True)
        # Not "Cancel": that is what the button beside the progress is called.
        self._leave = self.add_button(self.tr("Close"), self.reject)
        primary = Variant.PRIMARY
        self._next = self.add_button(self.tr("Continue"), self.target_asked.emit, variant=primary)
        self._import = self.add_button(self.tr("Import"), self.import_asked.emit, variant=primary)
        self._close = self.add_button(self.tr("Close"), self.accept, variant=primary)
        self.list.another_asked.connect(self.file_asked)
        self._ready = False
        self.show_step(ImportStep.FILE)

    @property
    def step(self) -> ImportStep:
        """The page that is shown."""
        return ImportStep(self._pages.currentIndex())

    def show_step(self, step: ImportStep) -> None:
        """Show a page and the buttons that belong to it."""
        self._pages.setCurrentIndex(step)
        self._back.setVisible(step is ImportStep.TARGET)
        self._leave.setVisible(step is not ImportStep.DONE)
        self._next.setVisible(step is ImportStep.LIST)
        self._import.setVisible(step is ImportStep.TARGET)
        self._close.setVisible(step is ImportStep.DONE)
        self._mark_default()
        if step is ImportStep.TARGET:
            self.target.focus_first()
        elif step is ImportStep.DONE:
            self._close.setFocus()

    def allow(self, ready: bool) -> None:
        """Whether the person can go on from this page."""
        self._ready = ready
        for made in (self._next, self._import):
            made.setEnabled(ready)

    def focus_continue(self) -> None:
        """Give the keyboard to the way on, for those who find everything right."""
        self._next.setFocus()

    def lock(self, locked: bool) -> None:
        """While the list is written nothing of what was chosen can change."""
        self._pages.setEnabled(not locked)
        self._back.setEnabled(not locked)
        self._import.setEnabled(not locked and self._ready)

    def show_error(self, sentence: str) -> None:
        """Say what went wrong, on the page where it did."""
        self.message.say(sentence, Tone.REFUSED)

    def show_done(self, title: str, sentence: str, skipped: Sequence[SkippedRow]) -> None:
        """Say what came of it, and which rows did not go in."""
        self.message.clear()
        self._outcome.set_text("check-circle", title, sentence)
        lines = (self.tr("Row {row}: {reason}").format(row=s.row, reason=s.reason) for s in skipped)
        self._left_over.setPlainText("\n".join(lines))
        self._left_over.setVisible(bool(skipped))
        self.show_step(ImportStep.DONE)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file, unless something is being written or is done."""
        if _file_of(event.mimeData()) is not None and self._takes_files():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        path = _file_of(event.mimeData())
        if path is not None and self._takes_files():
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    def _takes_files(self) -> bool:
        return self._pages.isEnabled() and self.step is not ImportStep.DONE

    def _file_page(self) -> QWidget:
        page = EmptyState(
            "file-arrow-up",
            self.tr("Which list?"),
            self.tr(
                "A spreadsheet or a text file: XLSX, XLS, ODS, CSV or TSV, in any language. "
                "Choose it, or drop it here. Nothing is written before you have seen it."
            ),
        )
        page.add_button(
            self.tr("Choose file…"), self.file_asked.emit, variant=Variant.PRIMARY
        ).setDefault(True)
        return page

    def _done_page(self) -> QWidget:
        page = QWidget()
        name_field(self._left_over, self.tr("Rows that did not go in"))
        self._left_over.setTabChangesFocus(True)
        self._left_over.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(self._outcome, 3)
        layout.addWidget(self._left_over, 1)
        return page

    def _go_back(self) -> None:
        self.message.clear()
        self.allow(True)
        self.show_step(ImportStep.LIST)

    def _mark_default(self) -> None:
        """Enter means the one primary button that can be seen."""
        for made in (self._next, self._import, self._close):
            made.setDefault(not made.isHidden())


def _file_of(data: QMimeData) -> Path | None:
    """The one local file of what is dragged."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.is_file() else None
