"""The page **Scanner** of a door's settings: how scans come, how codes are cut, and a test."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox

from eventdesk.domain.code_rules import CodeRule, RuleKind
from eventdesk.domain.keyboard_layouts import TRANSLATIONS, translation
from eventdesk.domain.scan_codes import AS_IT_CAME, AUTOMATIC, EndKey, ScanSettings
from eventdesk.ui.views.common.fields import dress_spin_box
from eventdesk.ui.views.door.scanner_test import ScannerTest
from eventdesk.ui.views.door.settings_form import SettingsPage, choices, choose

_PACES = (10, 200)
_LENGTHS = (2, 50)


class ScannerPage(SettingsPage):
    """Each change counts at once.

    Signals:
        edited: the new `ScanSettings`.
        rule_edited: name of an account and its new `CodeRule`.
    """

    edited = Signal(object)
    rule_edited = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(
            self.tr("Scanner"),
            self.tr("A scanner types like a keyboard. It is told from people by its pace."),
        )
        self._settings = ScanSettings()
        self._rules: dict[str, CodeRule] = {}
        self._filling = True
        self.test = ScannerTest()
        self._end = choices(
            [
                (self.tr("Enter, Tab or a pause"), EndKey.ANY),
                (self.tr("Enter"), EndKey.ENTER),
                (self.tr("Tab"), EndKey.TAB),
                (self.tr("A pause"), EndKey.PAUSE),
            ]
        )
        self._keyboard = choices(self._keyboards(""))
        self._prefix = QLineEdit()
        self._suffix = QLineEdit()
        self._pace = _number(_PACES, self.tr("Slowest pace"), self.tr(" ms a key"))
        self._shortest = _number(_LENGTHS, self.tr("Shortest code"), self.tr(" characters"))
        self._account = choices([])
        self._kind = choices(
            [
                (self.tr("The code itself"), RuleKind.AS_IS),
                (self.tr("GS1 element strings"), RuleKind.GS1),
                (self.tr("A web address"), RuleKind.ADDRESS),
                (self.tr("Text around the code"), RuleKind.PATTERN),
            ]
        )
        self._detail = QLineEdit()
        self._lay_out()
        self._connect()
        self._filling = False

    def show_settings(self, settings: ScanSettings) -> None:
        """Show how scans come now."""
        self._settings, self._filling = settings, True
        choose(self._end, settings.end)
        self._keyboard.clear()
        for words, key in self._keyboards(settings.learned):
            self._keyboard.addItem(words, key)
        choose(self._keyboard, settings.keyboard)
        _show_text(self._prefix, settings.prefix)
        _show_text(self._suffix, settings.suffix)
        self._pace.setValue(settings.pace_ms)
        self._shortest.setValue(settings.shortest)
        self._filling = False

    def show_rules(self, rules: Mapping[str, CodeRule]) -> None:
        """Show the rules of the accounts, keeping the account that is chosen."""
        account = self._account.currentText()
        self._rules, self._filling = dict(rules), True
        self._account.clear()
        self._account.addItems(list(rules))
        self._account.setCurrentIndex(max(self._account.findText(account), 0))
        self._filling = False
        self._show_rule()

    def settings(self) -> ScanSettings:
        """How scans come as it is set now; another keyboard is learned anew."""
        keyboard = str(self._keyboard.currentData() or AUTOMATIC)
        same = keyboard == self._settings.keyboard
        return replace(
            self._settings,
            end=EndKey(self._end.currentData()),
            prefix=self._prefix.text(),
            suffix=self._suffix.text(),
            keyboard=keyboard,
            learned=self._settings.learned if same else "",
            pace_ms=self._pace.value(),
            shortest=self._shortest.value(),
        )

    def _lay_out(self) -> None:
        self.add_above(self.test)
        self.add_row(self.tr("Scan ends with"), self._end)
        self.add_row(self.tr("Prefix"), self._prefix, hint=self.tr("Cut off where a scan has it."))
        self.add_row(self.tr("Suffix"), self._suffix)
        self.add_row(
            self.tr("Keyboard"),
            self._keyboard,
            hint=self.tr(
                "Automatic learns it from codes that are known, and asks before it trusts a guess."
            ),
        )
        self.add_row(self.tr("Slowest pace"), self._pace)
        self.add_row(
            self.tr("Shortest code"), self._shortest, hint=self.tr("Where no key ends the scan.")
        )
        self.add_row(self.tr("Account"), self._account)
        self.add_row(self.tr("Printed on its tickets"), self._kind)
        self.add_row(self.tr("Where the code is"), self._detail)
        self.end()

    def _connect(self) -> None:
        for combo in (self._end, self._keyboard):
            combo.currentIndexChanged.connect(self._tell)
        for edit in (self._prefix, self._suffix):
            edit.textEdited.connect(self._tell)
        for number in (self._pace, self._shortest):
            number.valueChanged.connect(self._tell)
        self._account.currentIndexChanged.connect(self._show_rule)
        self._kind.activated.connect(self._choose_kind)
        self._detail.textEdited.connect(self._tell_rule)

    def _keyboards(self, learned: str) -> list[tuple[str, str]]:
        found = translation(learned)
        known = found.words if found else self.tr("as it comes") if learned == AS_IT_CAME else ""
        automatic = self.tr("Automatic")
        return [
            (f"{automatic} ({known})" if known else automatic, AUTOMATIC),
            (self.tr("As it comes"), AS_IT_CAME),
            *((each.words, each.key) for each in TRANSLATIONS),
        ]

    def _tell(self) -> None:
        if not self._filling and self.settings() != self._settings:
            self._settings = self.settings()
            self.edited.emit(self._settings)

    def _show_rule(self) -> None:
        if self._filling:
            return
        rule = self._rules.get(self._account.currentText(), CodeRule())
        choose(self._kind, rule.kind)
        self._detail.setText(rule.detail)
        self._explain(rule.kind)

    def _choose_kind(self) -> None:
        self._detail.clear()
        self._explain(RuleKind(self._kind.currentData()))
        self._tell_rule()

    def _explain(self, kind: RuleKind) -> None:
        hints = {
            RuleKind.GS1: self.tr("Application identifier, such as 21; empty for the usual ones"),
            RuleKind.ADDRESS: self.tr("Name of a parameter; empty for the last part of the path"),
            RuleKind.PATTERN: self.tr("The text, with * for the code, such as TICKET:*;"),
        }
        self._detail.setEnabled(kind in hints)
        self._detail.setPlaceholderText(hints.get(kind, ""))

    def _tell_rule(self) -> None:
        account = self._account.currentText()
        rule = CodeRule(RuleKind(self._kind.currentData()), self._detail.text())
        if account and rule != self._rules.get(account):
            self._rules[account] = rule
            self.rule_edited.emit(account, rule)


def _number(limits: tuple[int, int], name: str, unit: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(*limits)
    box.setSuffix(unit)
    dress_spin_box(box, name)
    return box


def _show_text(edit: QLineEdit, text: str) -> None:
    """Without moving the cursor of somebody who writes just this."""
    if edit.text() != text:
        edit.setText(text)
