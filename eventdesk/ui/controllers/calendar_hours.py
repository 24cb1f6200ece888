"""Week and day together: what they share, what is remembered of them, what their menus offer."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from eventdesk.domain.capability import Values
from eventdesk.ui.controllers.calendar_agenda import AgendaController
from eventdesk.ui.controllers.calendar_days import DaysController
from eventdesk.ui.controllers.calendar_loader import Reading
from eventdesk.ui.controllers.calendar_making import MakingController
from eventdesk.ui.controllers.calendar_memory import CalendarMemory
from eventdesk.ui.controllers.calendar_menus import CalendarMenus
from eventdesk.ui.controllers.calendar_month import MonthController
from eventdesk.ui.controllers.calendar_moving import MovingController
from eventdesk.ui.controllers.hub import Hub
from eventdesk.ui.models.calendar_days import DaySpan
from eventdesk.ui.models.calendar_entry import CalendarEntry
from eventdesk.ui.models.event_zones import zone_named, zone_title
from eventdesk.ui.models.hours_form import hours_action, hours_of, zone_action
from eventdesk.ui.models.time_range import TimeRange
from eventdesk.ui.models.working_hours import WorkingHours
from eventdesk.ui.runtime import dialogs
from eventdesk.ui.theme import icon
from eventdesk.ui.views.calendar.pages import DAY, MONTH, WEEK, CalendarPages
from eventdesk.ui.views.calendar.time_grid import TimeGridView
from eventdesk.ui.views.calendar.time_zoom import HIGHEST, LOWEST
from eventdesk.ui.views.dialogs.action_form import ActionForm

_HOURS, _ZONE, _HEIGHT = "working_hours", "second_zone", "hour_height"
_USUAL_START = 9 * 60
_USUAL_LENGTH = 60

CalendarPart = MonthController | AgendaController | DaysController
"""What stands behind one view."""


class HoursParts(QObject):
    """Attributes:
        parts: the controllers of the views, by their names.
        moving: moves events, also for other views.

    Signals:
        selected: a `CalendarEntry`. What is opened and where to go next the menus tell.
    """

    selected = Signal(object)

    def __init__(
        self,
        hub: Hub,
        pages: CalendarPages,
        menus: CalendarMenus,
        memory: CalendarMemory,
        *,
        reading: Reading,
    ) -> None:
        """`reading` is what each view of days is read with."""
        super().__init__(pages)
        self._pages = pages
        self._menus = menus
        self._memory = memory
        self.parts: Mapping[str, DaysController] = {
            WEEK: DaysController(pages.week, reading),
            DAY: DaysController(pages.day, reading),
        }
        news = pages.news
        self.moving = MovingController(hub, pages, message=news.done, busy=news.doing)
        self._making = MakingController(hub, pages, message=news.done, busy=news.doing)
        self._now = reading.now
        pages.month.why_fixed = hub.workspace.moving.why_fixed
        for part in self.parts.values():
            part.view.why_fixed = hub.workspace.moving.why_fixed
            part.opened.connect(menus.opened)
            self._connect(part.view)
        menus.filling.connect(self._fill_event)
        menus.filling_day.connect(self._fill_day)

    def restore(self) -> None:
        """Show what was remembered."""
        self._show_hours(WorkingHours.from_json(self._memory.get(_HOURS)))
        self._show_zone(str(self._memory.get(_ZONE) or ""))
        height = self._memory.get(_HEIGHT)
        if isinstance(height, int) and LOWEST <= height <= HIGHEST:
            for view in self._views:
                view.set_hour_height(height)

    def choose(self, entry: CalendarEntry | None) -> None:
        """Mark the entry that is shown beside the calendar."""
        for view in self._views:
            view.choose(entry)

    def offer(self, picked: TimeRange, place: QPoint, done: Callable[[], object]) -> None:
        """Offer a new event at a time that was chosen in any view; see `MakingController`."""
        self._making.offer(picked, place, done)

    def ask_new(self, place: QPoint) -> None:
        """Offer a new event where the keyboard is, in the agenda today; `place` is for a menu."""
        day = self._pages.month.day if self._pages.view == MONTH else self._now().date()
        self._making.offer(self._picked(day), place, self._clear)

    def tick(self) -> None:
        """Time has passed."""
        for part in self.parts.values():
            part.tick()

    @property
    def _views(self) -> tuple[TimeGridView, ...]:
        return tuple(part.view for part in self.parts.values())

    def _connect(self, view: TimeGridView) -> None:
        view.selected.connect(self.selected)
        view.opened.connect(self._menus.opened)
        view.day_opened.connect(lambda day: self._menus.day_wanted.emit(day, DAY))
        view.zoomed.connect(lambda height: self._zoom(view, height))
        view.menu_wanted.connect(lambda span, place: self._offer_menu(view, span, place))
        view.move_wanted.connect(
            lambda span, starts, ends: self.moving.move(span, starts, ends, view.end_move)
        )
        view.range_offered.connect(
            lambda picked, place: self._making.offer(picked, place, view.clear_range)
        )

    def _offer_menu(self, view: TimeGridView, span: DaySpan | None, place: QPoint) -> None:
        if span is not None:
            self._menus.of_event(span.listed, place)
            return
        others = [name for name in self._pages.names if name != self._pages.view]
        self._menus.of_day(view.day, others, place)

    def _fill_event(self, menu: QMenu, entry: CalendarEntry) -> None:
        move = menu.addAction(icon("arrows-out-cardinal"), self.tr("Move to…"))
        move.triggered.connect(lambda: self.moving.ask(entry))

    def _fill_day(self, menu: QMenu, day: date) -> None:
        menu.addSeparator()
        new = menu.addAction(icon("plus"), self.tr("New event…"))
        new.triggered.connect(
            lambda: self._making.offer(self._picked(day), menu.pos(), self._clear)
        )
        if self._pages.view in self.parts:
            menu.addSeparator()
            self._add(menu, self.tr("Working hours…"), self.ask_hours)
            self._add(menu, self.tr("Second time zone…"), self.ask_zone)
        elif self._pages.view == MONTH:
            menu.addSeparator()
            menu.addActions(self._pages.month.actions())

    @staticmethod
    def _add(menu: QMenu, title: str, call: Callable[[], object]) -> None:
        menu.addAction(title).triggered.connect(lambda: call())

    def _picked(self, day: date) -> TimeRange:
        """The range of the view on screen; without one an hour of the day."""
        part = self.parts.get(self._pages.view)
        if part is None:
            return TimeRange(day, day, _USUAL_START, _USUAL_START + _USUAL_LENGTH)
        marks = part.view.marks
        end = min(marks.minute + _USUAL_LENGTH, 24 * 60)
        return marks.picked or TimeRange(day, day, marks.minute, end)

    def _clear(self) -> None:
        for view in self._views:
            view.clear_range()

    def _zoom(self, zoomed: TimeGridView, height: int) -> None:
        for view in self._views:
            if view is not zoomed:
                view.set_hour_height(height)
        self._memory.put(_HEIGHT, height)

    def _show_hours(self, hours: WorkingHours) -> None:
        for view in self._views:
            view.show_hours(hours)

    def _show_zone(self, name: str) -> None:
        """The second zone is shown beside a single day."""
        self._pages.day.show_zone(zone_named(name), zone_title(name))

    def ask_hours(self) -> None:
        """Let the person choose the working hours."""
        kept = WorkingHours.from_json(self._memory.get(_HOURS))
        form = ActionForm(hours_action(kept), self._pages.window())
        form.submitted.connect(lambda values: self._take_hours(form, values))
        dialogs.open_dialog(form)

    def _take_hours(self, form: ActionForm, values: Values) -> None:
        hours = hours_of(values)
        if hours is None:
            sentence = self.tr("Work cannot end before it begins.")
            form.show_failure(sentence, {"until": sentence})
            return
        self._memory.put(_HOURS, hours.as_json())
        self._show_hours(hours)
        form.accept()

    def ask_zone(self) -> None:
        """Let the person choose the second time zone."""
        kept = str(self._memory.get(_ZONE) or "")
        form = ActionForm(zone_action(kept), self._pages.window())
        form.submitted.connect(lambda values: self._take_zone(form, values["zone"].strip()))
        dialogs.open_dialog(form)

    def _take_zone(self, form: ActionForm, name: str) -> None:
        if name and zone_named(name) is None:
            sentence = self.tr("There is no such time zone. Choose one of the list.")
            form.show_failure(sentence, {"zone": sentence})
            return
        self._memory.put(_ZONE, name)
        self._show_zone(name)
        form.accept()
