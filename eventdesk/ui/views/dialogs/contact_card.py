"""A person's card beside the list: what the list knows, and what their system tells on top."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from eventdesk.domain.contact import Contact, Section
from eventdesk.ui.theme import TextRole, Tone, metrics
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.buttons import Variant, button, icon_button
from eventdesk.ui.views.common.fields import name_field
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.common.labels import ElidedLabel, TextLabel
from eventdesk.ui.views.detail.facts import Facts, text_value

_SIZE = (440, 560)
_PICTURE = 72
_COPY_HEIGHT = 24
_COPY_ICON = 14
_COPIED = ("mail", "phone", "mobile", "tel")
"""Parts of the labels whose values people copy."""


class ContactCard(QDialog):
    """Does not block the window behind it.

    Signals:
        refresh_asked: fetch the card anew.
    """

    refresh_asked = Signal()

    def __init__(self, parent: QWidget | None = None, *, title: str = "Contact card") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        self._name = TextLabel(role=TextRole.TITLE, wrap=True)
        self._name.setAccessibleName("Contact name")
        self._age = ElidedLabel(muted=True)
        self._picture = QLabel()
        self._picture.setFixedSize(_PICTURE, _PICTURE)
        self._picture.hide()
        self.refresh = button(
            self.tr("Refresh"), self.refresh_asked.emit, icon_name="arrow-clockwise"
        )
        self.message = InlineMessage()
        self.busy = BusyBar()
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        name_field(self._scroll, "Contact details")
        self._known: Sequence[Section] = ()
        self._lay_out()

    def begin(self, name: str, known: Sequence[Section], *, refreshable: bool) -> None:
        """Show what is known without asking anybody."""
        self._known = known
        self._name.setText(name)
        self._name.setAccessibleDescription(name)
        self._age.setText("")
        self.refresh.setVisible(refreshable)
        self.message.clear()
        self._picture.hide()
        self._show(known, ())

    def show_card(self, card: Contact, age: str) -> None:
        """Show a fetched card below what was known; `age` says when it was fetched."""
        if card.name:
            self._name.setText(card.name)
            self._name.setAccessibleDescription(card.name)
        self._age.setText(age)
        self.message.clear()
        self._show((*self._known, *card.sections), card.problems)

    def show_picture(self, data: bytes) -> None:
        """Show the person's picture; data that is none is passed over."""
        picture = QPixmap()
        if not picture.loadFromData(data):
            return
        side = round(_PICTURE * self.devicePixelRatioF())
        picture = picture.scaled(
            side,
            side,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture.setPixmap(picture)
        self._picture.setAccessibleName(self.tr("Picture of %s") % self._name.text())
        self._picture.show()

    def show_not_offered(self, sentence: str) -> None:
        """The system has no more to tell; what is known stays."""
        self.refresh.hide()
        self.message.say(sentence, Tone.NEUTRAL, closable=False)

    def show_failure(self, sentence: str) -> None:
        """It could not be fetched; what is shown stays."""
        self.message.say(
            sentence, Tone.REFUSED, action=self.tr("Try again"), act=self.refresh_asked.emit
        )

    def _show(self, sections: Sequence[Section], problems: Sequence[str]) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, metrics.SMALL, 0)
        column.setSpacing(metrics.LARGE)
        for section in sections:
            facts = Facts((), title=section.title)
            for label, value in section.rows:
                if value:
                    facts.add(label, self._value(label, value))
            if facts.rows:
                column.addWidget(facts)
        for problem in problems:
            column.addWidget(TextLabel(problem, muted=True, wrap=True))
        column.addStretch(1)
        place = self._scroll.verticalScrollBar().value()
        self._scroll.setWidget(page)
        self._scroll.verticalScrollBar().setValue(place)

    def _value(self, label: str, value: str) -> QWidget:
        text = text_value(label, value)
        if not any(part in label.casefold() for part in _COPIED):
            return text
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(metrics.TIGHT)
        line.addWidget(text, 1, Qt.AlignmentFlag.AlignTop)
        copy = icon_button(
            self.tr("Copy %s") % label,
            "copy",
            lambda: QGuiApplication.clipboard().setText(value),
        )
        copy.setFixedHeight(_COPY_HEIGHT)
        copy.setIconSize(QSize(_COPY_ICON, _COPY_ICON))
        line.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(metrics.TIGHT)
        words.addWidget(self._name)
        words.addWidget(self._age)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(metrics.LARGE)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        last = QHBoxLayout()
        last.setSpacing(metrics.SMALL)
        last.addWidget(self.refresh)
        last.addStretch(1)
        self.add_buttons(last)
        last.addWidget(button(self.tr("Close"), self.close, variant=Variant.NORMAL))
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        column.setSpacing(metrics.MEDIUM)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.message)
        column.addWidget(self.busy)
        column.addLayout(last)

    def add_buttons(self, row: QHBoxLayout) -> None:
        """A card of a kind of its own may have more ways on."""
