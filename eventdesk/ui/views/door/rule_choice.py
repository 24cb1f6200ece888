"""One rule of a few, each with a sentence on what it does."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from eventdesk.ui.theme import metrics
from eventdesk.ui.views.common.labels import TextLabel

_WORD_WIDTH = 92
"""Words of different rules stand in one column."""

E = TypeVar("E", bound=StrEnum)


class RuleChoice(QWidget, Generic[E]):
    """Signals:

    edited: another one is chosen.
    """

    edited = Signal()

    def __init__(self, rules: Mapping[E, tuple[str, str]]) -> None:
        """`rules` are the word and the sentence of each, the usual one first."""
        super().__init__()
        self._buttons: dict[E, QRadioButton] = {}
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(metrics.LARGE)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, _WORD_WIDTH)
        grid.setColumnStretch(1, 1)
        for row, (rule, (word, sentence)) in enumerate(rules.items()):
            made = QRadioButton(word)
            made.setAccessibleDescription(sentence)
            self._buttons[rule] = made
            self._group.addButton(made)
            grid.addWidget(made, row, 0)
            grid.addWidget(TextLabel(sentence, muted=True, wrap=True), row, 1)
        self._group.buttonClicked.connect(lambda _button: self.edited.emit())

    def value(self) -> E:
        """The chosen rule."""
        return next(rule for rule, made in self._buttons.items() if made.isChecked())

    def show_value(self, rule: E) -> None:
        """Choose a rule."""
        self._buttons[rule].setChecked(True)
