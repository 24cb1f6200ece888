"""All views in three locales, one of them right to left, with events of every system."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from eventdesk.domain.event_query import EventQuery
from eventdesk.services.demo import open_demo
from eventdesk.services.profile import Profile
from eventdesk.services.workspace import Workspace
from eventdesk.ui.models.calendar_days import day_spans
from eventdesk.ui.models.time_texts import day_words
from eventdesk.ui.theme import ThemeMode, apply_theme
from tests.services.demo_tools import NOW, StandingClock
from tests.ui.calendar.conftest import Desk, opened
from tests.ui.conftest import QLoop

LOCALES = ("en_US", "de_DE", "ar_EG")
FIRST_DAYS = {"en_US": 6, "de_DE": 0, "ar_EG": 5}
TITLES = {"en_US": "November 2026", "de_DE": "November 2026"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = open_demo(Profile(Path(tmp_path_factory.mktemp("demo"))), clock=StandingClock())
    yield workspace
    workspace.close()


@pytest.fixture(params=LOCALES)
def locale(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[QLocale]:
    before, direction = QLocale(), qapp.layoutDirection()
    apply_theme(qapp, ThemeMode.LIGHT)
    QLocale.setDefault(QLocale(request.param))
    qapp.setLayoutDirection(QLocale().textDirection())
    yield QLocale()
    qapp.setLayoutDirection(direction)
    QLocale.setDefault(before)


def test_the_month_is_whole_in_every_locale(demo: Workspace, locale: QLocale, qloop: QLoop) -> None:
    async def body() -> None:
        async with opened(Desk(demo), now=NOW.replace(tzinfo=None)) as shown:
            month = shown.month
            scene = month.scene
            systems = {box.piece.span.listed.account.system for box in scene.boxes}
            assert len(systems) >= 4
            assert scene.sheet.weeks[0].weekday() == FIRST_DAYS[locale.name()]
            assert shown.region.title().startswith(TITLES.get(locale.name(), "نوفمبر"))
            for box in scene.boxes:
                cell = scene.cell_of(box.day)
                assert cell is not None
                assert cell.top() <= box.rect.top()
                assert box.rect.bottom() <= cell.bottom()
                edge = box.rect.right() if scene.rtl else box.rect.left()
                assert abs(edge - (cell.right() if scene.rtl else cell.left())) <= 5
            right = locale.textDirection() == Qt.LayoutDirection.RightToLeft
            assert (scene.cells[0][0].left() > scene.cells[0][1].left()) == right
            assert all(
                day_words(day, month.today, month.events_of(day)) for day in scene.sheet.weeks
            )
            assert not month.grab().isNull()

    qloop.run(body())


def test_the_agenda_tells_every_event_in_every_locale(
    demo: Workspace, locale: QLocale, qloop: QLoop
) -> None:
    wanted = len(day_spans(demo.events.find(EventQuery(shown_only=True))))

    async def body() -> None:
        async with opened(Desk(demo), now=NOW.replace(tzinfo=None)) as shown:
            shown.region.show_view("agenda")
            shown.region.set_search("a")
            shown.region.set_search("")
            shown.region.widget.agenda.period_chosen.emit("all")  # type: ignore[attr-defined]
            await shown.settled()
            model = shown.table.model()
            told = [
                model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
                for row in range(model.rowCount())
            ]
            spoken = [text for text in told if text]
            assert len(spoken) >= wanted
            assert all("\n" not in text and "<" not in text for text in spoken)
            assert not shown.table.grab().isNull()

    qloop.run(body())
