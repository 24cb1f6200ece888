"""What a system told of a part of an event, as widgets: facts, links, a picture, problems."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from eventdesk.domain.contact import Section
from eventdesk.domain.detail import Detail
from eventdesk.ui.theme import TextRole, metrics, text_font
from eventdesk.ui.views.common.buttons import button, icon_button
from eventdesk.ui.views.common.labels import TextLabel
from eventdesk.ui.views.detail.facts import Facts, text_value
from eventdesk.ui.views.detail.flow import FlowLayout
from eventdesk.ui.views.detail.part_picture import picture_label


class PartContent(QWidget):
    """Everything of one part, one below the other."""

    def __init__(self, title: str, detail: Detail, follow: Callable[[str], object]) -> None:
        """`follow` is called with the address of a link that the person wants to open."""
        super().__init__()
        self._column = _column(self)
        for section in detail.sections:
            facts = Facts(section.rows, title="" if section.title == title else section.title)
            if facts.rows:
                self._column.addWidget(facts)
        if detail.picture:
            self._add_picture(title, detail.picture)
        if detail.links:
            self._column.addWidget(_links(detail.links, follow))
        for problem in detail.problems:
            self._column.addWidget(TextLabel(problem, muted=True, wrap=True))
        if not self._column.count():
            self._column.addWidget(TextLabel(self.tr("Nothing is told."), muted=True))

    def _add_picture(self, title: str, data: bytes) -> None:
        picture = picture_label(data, title)
        if picture is None:
            words = self.tr("The picture cannot be shown.")
            self._column.addWidget(TextLabel(words, muted=True, wrap=True))
        else:
            self._column.addWidget(picture, 0, Qt.AlignmentFlag.AlignLeading)


class SecretContent(QWidget):
    """What must not stay on screen: large, and each value to be copied."""

    def __init__(self, detail: Detail) -> None:
        super().__init__()
        column = _column(self)
        for section in detail.sections:
            for label, value in section.rows:
                column.addLayout(self._row(section, label, value))
        for problem in detail.problems:
            column.addWidget(TextLabel(problem, muted=True, wrap=True))

    def _row(self, section: Section, label: str, value: str) -> QHBoxLayout:
        text = text_value(label or section.title, value)
        text.setFont(text_font(TextRole.TITLE))
        row = QHBoxLayout()
        row.setSpacing(metrics.SMALL)
        if label and len(section.rows) > 1:
            row.addWidget(TextLabel(label, muted=True))
        row.addWidget(text, 1)
        row.addWidget(
            icon_button(
                self.tr("Copy %s") % (label or section.title),
                "copy",
                lambda: QGuiApplication.clipboard().setText(value),
            )
        )
        return row


def _links(links: tuple[tuple[str, str], ...], follow: Callable[[str], object]) -> QWidget:
    holder = QWidget()
    flow = FlowLayout()
    holder.setLayout(flow)
    for title, address in links:
        flow.addWidget(_link(title, address, follow))
    return holder


def _link(title: str, address: str, follow: Callable[[str], object]) -> QWidget:
    made = button(f"{title}…".replace("&", "&&"), lambda: follow(address))
    made.setToolTip(made.tr("Shows the address before anything is opened"))
    return made


def _column(owner: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(metrics.MEDIUM)
    return column
