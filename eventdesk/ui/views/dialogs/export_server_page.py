"""The page of an export that offers the files which a system makes itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QVBoxLayout, QWidget

from eventdesk.domain.contact import ServerExport
from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.labels import TextLabel


class ExportServerPage(QWidget):
    """Asks for the file and its parts.

    Signals:
        edited: another file or part was chosen.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._exports: Sequence[ServerExport] = ()
        self._sentence = TextLabel(muted=True, wrap=True)
        self._file = QComboBox()
        self._parts: list[QCheckBox] = []
        self._parts_label = TextLabel(self.tr("Parts"))
        self._parts_box = QVBoxLayout()
        self._lay_out()
        self._file.activated.connect(self._show_parts)

    def show_exports(self, exports: Sequence[ServerExport], sentence: str) -> None:
        """Offer these files; `sentence` says who makes them, or why there are none."""
        self._exports = exports
        self._sentence.setText(sentence)
        self._file.clear()
        for export in exports:
            self._file.addItem(export.title, export.name)
        self._fields.setVisible(bool(exports))
        self._show_parts()

    def chosen(self) -> ServerExport | None:
        """The file that is asked for."""
        row = self._file.currentIndex()
        return self._exports[row] if 0 <= row < len(self._exports) else None

    def parts(self) -> tuple[str, ...]:
        """The parts that are asked for, none for what the system gives by itself."""
        return tuple(box.text() for box in self._parts if box.isChecked())

    def _lay_out(self) -> None:
        name = self.tr("File")
        self._file.setAccessibleName(name)
        self._file.setAccessibleDescription(name)
        self._file.setMaximumWidth(metrics.READING_WIDTH)
        label = QLabel(name)
        label.setBuddy(self._file)
        self._parts_box.setSpacing(0)
        self._fields = QWidget()
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SMALL)
        column.addWidget(label)
        column.addWidget(self._file)
        column.addSpacing(metrics.SMALL)
        column.addWidget(self._parts_label)
        column.addLayout(self._parts_box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, metrics.MEDIUM, 0, 0)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(self._sentence)
        layout.addWidget(self._fields)
        layout.addStretch(1)

    def _show_parts(self) -> None:
        for box in self._parts:
            box.hide()
            box.deleteLater()
        export = self.chosen()
        self._parts = [QCheckBox(part) for part in (export.parts if export else ())]
        for box in self._parts:
            self._parts_box.addWidget(box)
            box.toggled.connect(self.edited)
        self._parts_label.setVisible(bool(self._parts))
        self.edited.emit()
