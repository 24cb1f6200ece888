"""Going to a date: what people type, in their own language, and where it leads."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from eventdesk.ui.models.date_words import day_meant
from eventdesk.ui.views.calendar.go_to_date import GoToDate
from tests.ui.calendar.conftest import NOW, Desk, at, event, opened
from tests.ui.conftest import QLoop, until

TODAY = NOW.date()  # Wednesday 18 November 2026
LOCALES = ("en_US", "en_GB", "de_DE", "fr_FR", "ar_EG", "ja_JP", "fa_IR")
_FORMS = (QLocale.FormatType.ShortFormat, QLocale.FormatType.LongFormat)


@contextmanager
def spoken(locale: str) -> Iterator[QLocale]:
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        yield QLocale()
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("24 dec", date(2026, 12, 24)),
        ("Dec 24", date(2026, 12, 24)),
        ("24 December 2027", date(2027, 12, 24)),
        ("24. Dez.", None),  # German, where nobody speaks it
        ("december", date(2026, 12, 1)),
        ("march", date(2027, 3, 1)),
        ("december 2030", date(2030, 12, 1)),
        ("2026-12-24", date(2026, 12, 24)),
        ("20261224", date(2026, 12, 24)),
        ("24.12.", date(2026, 12, 24)),
        ("24.12.27", date(2027, 12, 24)),
        ("+3w", date(2026, 12, 9)),
        ("-10 days", date(2026, 11, 8)),
        ("+1m", date(2026, 12, 18)),
        ("+2y", date(2028, 11, 18)),
        ("+5", date(2026, 11, 23)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 19)),
        ("fri", date(2026, 11, 20)),
        ("wednesday", TODAY),
        ("30", date(2026, 11, 30)),
        ("31", None),
        ("2027", date(2027, 1, 1)),
        ("29 feb", date(2028, 2, 29)),
        ("99/99", None),
        ("+9999999999w", None),
        ("0", None),
        ("ball", None),
        ("", None),
    ],
)
def test_days_as_people_type_them(text: str, wanted: date | None) -> None:
    with spoken("en_GB"):
        assert day_meant(text, TODAY) == wanted


def test_of_two_numbers_the_persons_order_decides() -> None:
    with spoken("en_US"):
        assert day_meant("3/4", TODAY) == date(2027, 3, 4)
        assert day_meant("24/12", TODAY) == date(2026, 12, 24)
    with spoken("en_GB"):
        assert day_meant("3/4", TODAY) == date(2027, 4, 3)
        assert day_meant("12/24", TODAY) == date(2026, 12, 24)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("day", [date(2026, 12, 24), date(2027, 3, 1), date(2026, 10, 31)])
def test_what_the_locale_writes_is_read(locale: str, day: date) -> None:
    with spoken(locale) as person:
        written = QDate(day.year, day.month, day.day)
        for form in _FORMS:
            assert day_meant(person.toString(written, form), TODAY) == day
        name = person.monthName(day.month)
        if name.isalpha():
            assert day_meant(f"{day.day} {name}", TODAY) == day
        weekday = day_meant(person.dayName(day.isoweekday()), TODAY)
        assert weekday is not None
        assert weekday.weekday() == day.weekday()


@given(st.text(max_size=30))
def test_no_text_is_a_surprise(text: str) -> None:
    found = day_meant(text, TODAY)
    assert found is None or isinstance(found, date)


def test_the_field_says_what_it_understands_and_goes_there(desk: Desk, qloop: QLoop) -> None:
    desk.fill(event("a", at(24, month=12), "Carols"))

    async def body() -> None:
        async with opened(desk) as shown:
            shown.region.go_to_date()
            field = shown.named("Go to a date", QLineEdit)
            QTest.keyClicks(field, "nonsense")
            assert field.accessibleDescription() == "No date is meant by this."
            QTest.keyClick(field, Qt.Key.Key_Return)
            assert field.isVisible()
            field.clear()
            QTest.keyClicks(field, "24 dec")
            assert field.accessibleDescription() == "Thursday 24 December 2026"
            QTest.keyClick(field, Qt.Key.Key_Return)
            await shown.settled()
            assert shown.titles[-1] == "December 2026"
            assert shown.month.day == date(2026, 12, 24)
            await until(lambda: not shown.window.findChildren(GoToDate))
            shown.region.show_view("agenda")
            shown.region.go_to_date()
            QTest.keyClicks(shown.named("Go to a date", QLineEdit), "+1d")
            QTest.keyClick(shown.named("Go to a date", QLineEdit), Qt.Key.Key_Return)
            await shown.settled()
            assert shown.region.title() == "Thursday 19 November"
            shown.region.go_to_date()
            QTest.keyClick(shown.named("Go to a date", QLineEdit), Qt.Key.Key_Escape)
            await until(lambda: not shown.window.findChildren(GoToDate))

    qloop.run(body())
