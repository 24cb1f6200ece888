"""The dialog **About Event Desk**: which versions run here, and the licence."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.buttons import Variant, button
from eventdesk.ui.views.common.labels import IconLabel, TextLabel


class AboutDialog(QDialog):
    """Closed with Escape or its button."""

    def __init__(self, parent: QWidget | None, versions: Mapping[str, str]) -> None:
        """`versions` are what runs here and which version of it, in this order."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Event Desk"))
        self.setAccessibleName(self.tr("About Event Desk"))
        spoken = ", ".join(f"{name} {version}" for name, version in versions.items())
        self.setAccessibleDescription(spoken)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.LARGE)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        layout.addLayout(self._head())
        layout.addLayout(_grid(versions))
        layout.addWidget(_paragraph(self._licence()))
        layout.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(metrics.TIGHT)
        words.addWidget(TextLabel("Event Desk", role=TextRole.TITLE))
        purpose = self.tr("Events, attendees and check-in of several systems in one window")
        words.addWidget(TextLabel(purpose, muted=True))
        row = QHBoxLayout()
        row.setSpacing(metrics.LARGE)
        row.addWidget(IconLabel("calendar-check", "accent_ink", size=metrics.LARGE_ICON))
        row.addLayout(words, 1)
        return row

    def _licence(self) -> str:
        return self.tr(
            "Free software under the MIT licence, without any warranty. It uses Qt for Python "
            "(LGPL), Phosphor icons (MIT) and other free libraries, each under its own licence."
        )

    def _foot(self) -> QHBoxLayout:
        close = button(self.tr("Close"), self.accept, variant=Variant.PRIMARY)
        close.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        return row


def _grid(versions: Mapping[str, str]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(metrics.HUGE)
    grid.setVerticalSpacing(metrics.SMALL)
    grid.setColumnStretch(1, 1)
    for row, (name, version) in enumerate(versions.items()):
        grid.addWidget(TextLabel(name, muted=True), row, 0)
        value = TextLabel(version)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(value, row, 1)
    return grid


def _paragraph(text: str) -> TextLabel:
    label = TextLabel(text, muted=True, wrap=True)
    label.setFixedWidth(metrics.READING_WIDTH)
    return label
