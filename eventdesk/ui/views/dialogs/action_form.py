"""A form made from what an action declares. It stays open until the action is done."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from eventdesk.domain.capability import Action, FieldKind
from eventdesk.ui.theme import TextRole, Tone, metrics
from eventdesk.ui.views.common.busy_bar import BusyBar
from eventdesk.ui.views.common.buttons import Variant, button, way_out
from eventdesk.ui.views.common.inline_message import InlineMessage
from eventdesk.ui.views.common.labels import TextLabel
from eventdesk.ui.views.common.restyle import set_look
from eventdesk.ui.views.dialogs.action_form_checks import complaint, complaint_of_order
from eventdesk.ui.views.dialogs.action_form_fields import FieldEditor

_ALL_DAY = "all_day"
_TIMES = ("start", "end")
"""Fields of these names, as everywhere for events, belong together."""

_WIDTH = 560
_TALLEST = 620


class ActionForm(QDialog):
    """Signals:

    submitted: the values of all fields, after they were found complete.
    file_wanted: the name of a field for which the person wants to choose a file.
    """

    submitted = Signal(object)
    file_wanted = Signal(str)

    def __init__(
        self,
        action: Action,
        parent: QWidget | None = None,
        *,
        known: Mapping[str, str] | None = None,
        account: str = "",
    ) -> None:
        """`known` are values to begin with, by field name, in place of the declared ones.

        `account` is the name of the one where it is done, where the person must know which.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(action.title)
        self._action = action
        self._account = account
        self._working = False
        self._editors: dict[str, FieldEditor] = {}
        self._complaints: dict[str, TextLabel] = {}
        self.message = InlineMessage()
        self.busy = BusyBar()
        self._cancel = button(way_out(action.title), self.reject)
        self._submit = button(
            action.title,
            self._check_and_submit,
            variant=Variant.DESTRUCTIVE if action.destructive else Variant.PRIMARY,
        )
        self._submit.setDefault(not action.destructive)
        self._lay_out()
        for name, text in (known or {}).items():
            if name in self._editors:
                self._editors[name].set_text(text)
        self._follow_all_day()

    def values(self) -> dict[str, str]:
        """What is filled in, by field name."""
        return {name: editor.text() for name, editor in self._editors.items()}

    def set_value(self, name: str, text: str) -> None:
        """Fill a field in, for example with a path that was chosen."""
        self._editors[name].set_text(text)

    def show_working(self, working: bool) -> None:
        """While the action is being done nothing can be changed, and the form stays."""
        self._working = working
        self._cancel.setEnabled(not working)
        self._submit.setEnabled(not working)
        for editor in self._editors.values():
            editor.setEnabled(not working)

    def reject(self) -> None:
        """Close the form, but not while the action is being done: its answer must be seen."""
        if not self._working:
            super().reject()

    def show_failure(self, sentence: str, at_fields: Mapping[str, str]) -> None:
        """Say what the system did not like, at the fields that it named, and go to the first."""
        for name, words in at_fields.items():
            if name in self._editors:
                self._complain(name, words)
            elif words not in sentence:
                sentence = f"{sentence} {words}"
        self.message.say(sentence, Tone.REFUSED)
        self._go_to(next((name for name in self._editors if name in at_fields), ""))

    def _go_to(self, name: str) -> None:
        if name:
            editor = self._editors[name]
            editor.setFocus()
            self._scroll.ensureWidgetVisible(editor)

    def _follow_all_day(self) -> None:
        """Whole days have no clock: those of start and end are out of sight while it is ticked."""
        for name in _TIMES:
            if name in self._editors:
                self._editors[name].set_whole_day(self._is_all_day)

    def _check_and_submit(self) -> None:
        self.message.clear()
        wrong = ""
        for name, editor in self._editors.items():
            words = complaint(editor.field, editor.text()) or self._order_complaint(name)
            self._complain(name, words)
            if words and not wrong:
                wrong = name
        if wrong:
            self._go_to(wrong)
        else:
            self.submitted.emit(self.values())

    def _order_complaint(self, name: str) -> str:
        """What is wrong with the end of an event beside its start."""
        first, last = (self._editors.get(one) for one in _TIMES)
        if first is None or last is None or name != _TIMES[1]:
            return ""
        whole = last.field.kind is FieldKind.DATE or self._is_all_day
        whole_days = whole and last.shows_last_day
        return complaint_of_order(first.text(), last.text(), whole_days=whole_days)

    @property
    def _is_all_day(self) -> bool:
        flag = self._editors.get(_ALL_DAY)
        return flag is not None and flag.field.kind is FieldKind.FLAG and flag.text() == "yes"

    def _complain(self, name: str, words: str) -> None:
        label, editor = self._complaints[name], self._editors[name]
        label.setText(words)
        label.setVisible(bool(words))
        set_look(editor.main, "invalid", "true" if words else "false")
        hint = words or editor.hint
        editor.main.setAccessibleDescription(f"{editor.field.title}. {hint}".strip())

    def _lay_out(self) -> None:
        form = QWidget()
        rows = QFormLayout(form)
        rows.setContentsMargins(0, 0, metrics.SMALL, 0)
        rows.setHorizontalSpacing(metrics.LARGE)
        rows.setVerticalSpacing(metrics.MEDIUM)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeading)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in self._action.fields:
            self._add_field(rows, FieldEditor(field))
        scroll = self._scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(form)
        last = QHBoxLayout()
        last.setSpacing(metrics.SMALL)
        last.addStretch(1)
        last.addWidget(self._cancel)
        last.addWidget(self._submit)
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        column.setSpacing(metrics.LARGE)
        column.addLayout(self._head())
        column.addWidget(scroll, 1)
        column.addWidget(self.message)
        column.addWidget(self.busy)
        column.addLayout(last)
        room = self.screen().availableGeometry().height() - 2 * metrics.HUGE
        self.resize(_WIDTH, min(form.sizeHint().height() + 170, _TALLEST, room))

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(metrics.TIGHT)
        head.addWidget(TextLabel(self._action.title, role=TextRole.HEADING, wrap=True))
        if self._account:
            account = self.tr("Account: %s") % self._account
            head.addWidget(TextLabel(account, muted=True, wrap=True))
        return head

    def _add_field(self, rows: QFormLayout, editor: FieldEditor) -> None:
        field = editor.field
        self._editors[field.name] = editor
        editor.changed.connect(lambda: self._complain(field.name, ""))
        if field.name == _ALL_DAY:
            editor.changed.connect(self._follow_all_day)
        editor.file_wanted.connect(lambda: self.file_wanted.emit(field.name))
        below = QVBoxLayout()
        below.setSpacing(metrics.TIGHT)
        below.addWidget(editor)
        wrong = TextLabel(role=TextRole.CAPTION, wrap=True)
        wrong.setProperty("role", "error")
        wrong.hide()
        self._complaints[field.name] = wrong
        below.addWidget(wrong)
        if editor.hint:
            below.addWidget(TextLabel(editor.hint, role=TextRole.CAPTION, muted=True, wrap=True))
        title = "" if field.kind is FieldKind.FLAG else field.title
        label = TextLabel(f"{title} *" if field.required and title else title)
        label.setBuddy(editor.main)
        rows.addRow(label, below)
