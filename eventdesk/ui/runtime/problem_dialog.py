"""Shows unexpected errors: one dialog at a time, that blocks nothing."""

import platform
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from eventdesk.ui.runtime.problems import Problem
from eventdesk.ui.theme import Tone, metrics
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.fields import name_field
from eventdesk.ui.views.common.labels import IconLabel, TextLabel


class ProblemDialog(QDialog):
    """One or more problems: a sentence, masked details to hand on, and the log."""

    def __init__(self, parent: QWidget | None, log_file: Path | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Problem report"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._log_file = log_file
        self._problems: list[Problem] = []
        self._sentence = TextLabel(wrap=True)
        self._details = QPlainTextEdit(readOnly=True)
        self._details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._details.setTabChangesFocus(True)
        name_field(self._details, self.tr("Details"))
        head = QHBoxLayout()
        head.setSpacing(metrics.MEDIUM)
        head.addWidget(IconLabel("warning-circle", Tone.REFUSED, size=28))
        head.addWidget(self._sentence, 1)
        note = TextLabel(
            self.tr("The details hold no keys, passwords or e-mail addresses."), muted=True
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addLayout(head)
        layout.addWidget(self._details, 1)
        layout.addWidget(note)
        layout.addLayout(self._button_row())
        self.resize(620, 420)

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(metrics.SMALL)
        row.addWidget(button(self.tr("Copy"), self._copy, icon_name="copy"))
        if self._log_file is not None:
            row.addWidget(button(self.tr("Open log"), self._open_log, icon_name="file-text"))
        row.addStretch(1)
        close = button(self.tr("Close"), self.close, variant=Variant.PRIMARY)
        close.setDefault(True)
        row.addWidget(close)
        return row

    def add(self, problem: Problem) -> None:
        """Add a problem; the sentence of the first one stays, with a count."""
        self._problems.append(problem)
        sentence = self._problems[0].sentence
        if len(self._problems) > 1:
            sentence += " " + self.tr("(%n problems so far)", "", len(self._problems))
        self._sentence.setText(sentence)
        self.setAccessibleDescription(sentence)
        self._details.setPlainText(self._text())

    def _text(self) -> str:
        system = f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
        parts = (f"{problem.where}\n{problem.details}" for problem in self._problems)
        return "\n\n".join((system, *parts))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text())

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_file)))


class ProblemPresenter:
    """Give its `show` to the `ProblemReporter`: the first problem opens a dialog, more join it."""

    def __init__(self, parent: QWidget | None, log_file: Path | None = None) -> None:
        """`log_file` is what "Open log" opens; without it the button is left out."""
        self._parent = parent
        self._log_file = log_file
        self._dialog: ProblemDialog | None = None

    def show(self, problem: Problem) -> None:
        """Show a problem without waiting for the person."""
        if self._dialog is None or not isValid(self._dialog) or not self._dialog.isVisible():
            parent = self._parent if self._parent is not None and isValid(self._parent) else None
            self._dialog = ProblemDialog(parent, self._log_file)
        self._dialog.add(problem)
        self._dialog.show()
