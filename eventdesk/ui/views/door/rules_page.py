"""The page **Rules** of a door's settings: what each event's door does by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from eventdesk.domain.door import CARD_FIELDS, DoorRules, OwingRule, ScanRule
from eventdesk.domain.event import EventRef
from eventdesk.ui.theme import TextRole, metrics
from eventdesk.ui.views.common.fields import dress_spin_box
from eventdesk.ui.views.common.labels import TextLabel
from eventdesk.ui.views.door.card_fields import CardFields
from eventdesk.ui.views.door.rule_choice import RuleChoice
from eventdesk.ui.views.door.ticket_choice import TicketChoice

_MOST_PLACES = 1_000_000
_NUMBER_WIDTH = 200


@dataclass(frozen=True, slots=True)
class RuledEvent:
    """An event with its rules.

    Attributes:
        tickets: names of the ticket types that are known.
        labels: labels of what its attendees have beyond the usual fields.
        capacity: places as the event itself tells them, None where it does not.
    """

    ref: EventRef
    title: str
    rules: DoorRules
    tickets: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    capacity: int | None = None


class RulesPage(QWidget):
    """Each change counts at once.

    Signals:
        edited: an `EventRef` and its new `DoorRules`.
    """

    edited = Signal(object, object)

    def __init__(self, events: Sequence[RuledEvent]) -> None:
        super().__init__()
        self._events = list(events)
        self._filling = False
        self._event = QComboBox()
        self._scan = RuleChoice[ScanRule](_scan_rules())
        self._owing = RuleChoice[OwingRule](_owing_rules())
        self._tickets = TicketChoice()
        self._card = CardFields()
        self._places = QSpinBox()
        self._warn = QSpinBox()
        self._dress_numbers()
        self._lay_out()
        self._show_event(0)
        for part in (self._scan, self._owing, self._tickets, self._card):
            part.edited.connect(self._tell)
        for number in (self._places, self._warn):
            number.valueChanged.connect(self._tell)

    def rules(self) -> DoorRules:
        """The rules of the event that is shown, as they are set now."""
        return DoorRules(
            scan=self._scan.value(),
            owing=self._owing.value(),
            tickets=self._tickets.chosen(),
            card=self._card.chosen(),
            capacity=self._places.value() or None,
            warn_before=self._warn.value(),
        )

    def _tell(self) -> None:
        if self._filling:
            return
        place = max(self._event.currentIndex(), 0)
        rules, event = self.rules(), self._events[place]
        if rules != event.rules:
            self._events[place] = replace(event, rules=rules)
            self.edited.emit(event.ref, rules)

    def _show_event(self, place: int) -> None:
        event = self._events[max(place, 0)]
        rules, self._filling = event.rules, True
        self._scan.show_value(rules.scan)
        self._owing.show_value(rules.owing)
        self._tickets.show_types(event.tickets, rules.tickets)
        more = ((label, label) for label in event.labels)
        self._card.show_fields([*CARD_FIELDS.items(), *more], rules.card)
        own = self.tr("The event's own: %d") % event.capacity if event.capacity else ""
        self._places.setSpecialValueText(own or self.tr("Not limited"))
        self._places.setValue(rules.capacity or 0)
        self._warn.setValue(rules.warn_before)
        self._filling = False

    def _dress_numbers(self) -> None:
        dress_spin_box(self._places, self.tr("Places"))
        dress_spin_box(self._warn, self.tr("Warn before"))
        self._places.setRange(0, _MOST_PLACES)
        self._warn.setRange(0, _MOST_PLACES)
        self._warn.setSpecialValueText(self.tr("Only when it is full"))
        self._warn.setSuffix(self.tr(" before the last place"))
        for number in (self._places, self._warn):
            number.setKeyboardTracking(False)  # half a number would warn at the door
            number.setMinimumWidth(_NUMBER_WIDTH)
            number.setGroupSeparatorShown(True)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, metrics.SMALL, 0)
        column.setSpacing(metrics.SMALL)
        if len(self._events) > 1:
            column.addLayout(self._event_row())
        self._add(column, self.tr("When a code is scanned"), self._scan)
        self._add(column, self.tr("When money is owing"), self._owing)
        self._add(column, self.tr("Ticket types that this door admits"), self._tickets)
        places = QWidget()
        rows = QFormLayout(places)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(metrics.LARGE)
        rows.setVerticalSpacing(metrics.SMALL)
        for name, number in ((self.tr("Places"), self._places), (self.tr("Warn"), self._warn)):
            label = TextLabel(name)
            label.setFixedHeight(number.sizeHint().height())  # else it stands above the middle
            label.setBuddy(number)
            rows.addRow(label, number)
        self._add(column, self.tr("Capacity"), places)
        self._add(column, self.tr("On the card of a guest, in this order"), self._card)
        column.addStretch(1)

    def _event_row(self) -> QFormLayout:
        for event in self._events:
            self._event.addItem(event.title)
        self._event.setAccessibleName(self.tr("Event"))
        self._event.setAccessibleDescription(self.tr("Event"))
        self._event.currentIndexChanged.connect(self._show_event)
        row = QFormLayout()
        row.setHorizontalSpacing(metrics.LARGE)
        row.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        row.addRow(self.tr("Event"), self._event)
        return row

    @staticmethod
    def _add(column: QVBoxLayout, title: str, part: QWidget) -> None:
        heading = TextLabel(title, role=TextRole.STRONG)
        heading.setContentsMargins(0, metrics.SMALL if column.count() else 0, 0, 0)
        column.addWidget(heading)
        column.addWidget(part)


def _scan_rules() -> dict[ScanRule, tuple[str, str]]:
    return {
        ScanRule.EXPRESS: (
            _tr("Express"),
            _tr("A scan admits at once, and the next guest can come."),
        ),
        ScanRule.CONFIRM: (_tr("Confirm"), _tr("A scan shows who it is; Enter admits them.")),
    }


def _owing_rules() -> dict[OwingRule, tuple[str, str]]:
    return {
        OwingRule.ASK: (_tr("Ask"), _tr("Tells the amount; you decide each time.")),
        OwingRule.ADMIT: (
            _tr("Admit"),
            _tr("Admits and tells the amount; nothing is marked as paid."),
        ),
        OwingRule.HOLD: (_tr("Hold"), _tr("Admits nobody who still owes.")),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("rules_page", text)
