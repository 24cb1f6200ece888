"""The dialog **Log**: what the program wrote down of its work, to read and to hand on."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.fields import name_field
from eventdesk.ui.views.common.labels import ElidedLabel, TextLabel


class LogDialog(QDialog):
    """Shows the end of the log first. Closed with Escape or its button."""

    def __init__(self, parent: QWidget | None, text: str, file: Path) -> None:
        """`text` holds no secrets any more; `file` is where it came from."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Log"))
        self.setAccessibleName(self.tr("Log"))
        self._folder = file.parent
        self._text = QPlainTextEdit(text, readOnly=True)
        name_field(self._text, self.tr("Log text"))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setTabChangesFocus(True)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setPlaceholderText(self.tr("Nothing was written down yet."))
        self._text.moveCursor(QTextCursor.MoveOperation.End)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(TextLabel(self.tr("Log"), role=TextRole.HEADING))
        layout.addWidget(ElidedLabel(str(file), muted=True))
        layout.addWidget(self._text, 1)
        layout.addLayout(self._foot())
        self.resize(860, 560)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(metrics.SMALL)
        row.addWidget(button(self.tr("Copy"), self._copy, icon_name="copy"))
        row.addWidget(button(self.tr("Open folder"), self._open_folder, icon_name="folder-open"))
        row.addStretch(1)
        close = button(self.tr("Close"), self.accept, variant=Variant.PRIMARY)
        close.setDefault(True)
        row.addWidget(close)
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
