"""The page **Badges** of the door's settings: template, label, printer, and what it looks like."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QWidget

from eventdesk.domain.badge import LABEL_SIZES, TEMPLATES, BadgeRules
from eventdesk.ui.theme import Tone
from eventdesk.ui.views.common.buttons import button
from eventdesk.ui.views.common.item_views import dress_list
from eventdesk.ui.views.common.labels import ElidedLabel, TextLabel
from eventdesk.ui.views.door.badge_preview import BadgePreview
from eventdesk.ui.views.door.settings_form import SettingsPage, choices, choose, row_of, tick

_LOG_HEIGHT = 180


class BadgePage(SettingsPage):
    """Signals:

    chosen: the `BadgeRules` from now on.
    folder_wanted: the person wants to choose where PDF files go.
    test_wanted: print the test page; `sample_wanted`: a made-up badge.
    """

    chosen = Signal(object)
    folder_wanted = Signal()
    test_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(
            self.tr("Badges"), self.tr("For the events of this door, kept from day to day.")
        )
        self._rules = BadgeRules()
        self._template = choices([(text, key) for key, text in TEMPLATES.items()])
        self._size = choices([(size.text, key) for key, size in LABEL_SIZES.items()])
        self._turned = tick(self.tr("Text along the height of the label"))
        self._automatic = tick(self.tr("Print on admission"))
        self._printer = choices([])
        self._folder = ElidedLabel(muted=True)
        choose_folder = button(self.tr("Choose folder…"), self.folder_wanted.emit)
        self._folder_row = row_of(choose_folder, last=self._folder)
        self._preview = BadgePreview()
        self._preview.setAccessibleName(self.tr("Preview"))
        self._summary = TextLabel(muted=True, wrap=True)
        self._log = QListWidget()
        dress_list(self._log, self.tr("Print log"))
        self._log.setFixedHeight(_LOG_HEIGHT)
        self.show_log("", ())
        self._lay_out()
        for combo in (self._template, self._printer):
            combo.activated.connect(self._choose)
        self._size.activated.connect(self._choose_size)
        for box in (self._turned, self._automatic):
            box.clicked.connect(self._choose)

    def show_printers(self, names: Sequence[str], chosen: str) -> None:
        """Offer printers; one that is chosen but not there is offered too."""
        self._printer.clear()
        self._printer.addItem(self.tr("PDF files"), "")
        for name in names:
            self._printer.addItem(name, name)
        if chosen and chosen not in names:
            self._printer.addItem(self.tr("{name} (not there now)").format(name=chosen), chosen)
        choose(self._printer, chosen)

    def show_rules(self, rules: BadgeRules, folder: str) -> None:
        """Show what holds; `folder` is where PDF files go."""
        self._rules = rules
        choose(self._template, rules.template)
        choose(self._size, rules.size)
        choose(self._printer, rules.printer)
        self._turned.setChecked(rules.turned)
        self._automatic.setChecked(rules.on_admission)
        self._folder.setText(folder)
        self._folder_row.setVisible(not rules.printer)
        self._preview.show_badge(rules)

    def show_log(self, summary: str, lines: Sequence[str]) -> None:
        """Say how many were printed, and below it each, newest first."""
        self._summary.setText(summary)
        self._log.clear()
        self._log.addItems(lines)
        for part in (self._summary, self._log):
            part.setVisible(bool(lines))

    def say(self, sentence: str, tone: Tone) -> None:
        """Say something below the fields."""
        self.message.say(sentence, tone)

    def _lay_out(self) -> None:
        self.add_row(self.tr("Template"), self._template)
        self.add_row(self.tr("Label"), self._size)
        self.add_wide(self._turned)
        self.add_row(self.tr("Printer"), self._printer)
        self.add_wide(self._folder_row)
        self.add_wide(
            self._automatic,
            hint=self.tr(
                "Once for each guest; a key prints one at any time, and asks before a second."
            ),
        )
        self.add_below(self._preview, 1)
        self.add_below(self._buttons())
        self.add_below(self._summary)
        self.add_below(self._log)
        self.end()

    def _buttons(self) -> QWidget:
        return row_of(
            button(self.tr("Print test page"), self.test_wanted.emit, icon_name="ruler"),
            button(self.tr("Print a sample"), self.sample_wanted.emit, icon_name="printer"),
        )

    def _choose_size(self) -> None:
        """Another label comes with the usual direction of its text."""
        self._turned.setChecked(LABEL_SIZES[self._size.currentData()].turned)
        self._choose()

    def _choose(self) -> None:
        self.chosen.emit(
            replace(
                self._rules,
                template=self._template.currentData(),
                size=self._size.currentData(),
                turned=self._turned.isChecked(),
                on_admission=self._automatic.isChecked(),
                printer=self._printer.currentData(),
            )
        )
