"""Times as people type them in a form: ISO 8601, as the program writes them, and by words."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from eventdesk.domain.capability import Action, Field, FieldKind
from eventdesk.ui.models.date_words import day_meant
from eventdesk.ui.models.event_texts import clock_text, short_day_text
from eventdesk.ui.models.typed_times import time_typed
from eventdesk.ui.views.dialogs.action_form import ActionForm

TODAY = date(2026, 11, 20)
"""A Friday."""

EVENING = datetime(2026, 11, 12, 19, 30)

WHOLE_DAYS = Action(
    "edit",
    "Edit event",
    (
        Field("start", "Start", FieldKind.DATETIME, value="2026-11-21T00:00"),
        Field("end", "End", FieldKind.DATETIME, value="2026-11-23T00:00", hint="The day after."),
        Field("all_day", "All day", FieldKind.FLAG, value="yes"),
    ),
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-11-12 19:30", EVENING),
        ("2026-11-12T19:30", EVENING),
        ("12 Nov 2026 19:30", EVENING),
        ("Thu 12 Nov 2026, 19:30", EVENING),
        ("12 nov 7:30 pm", EVENING),
        ("12 nov 2026 12 am", datetime(2026, 11, 12)),
        ("friday 7pm", datetime(2026, 11, 20, 19)),
        ("next friday 19:30", datetime(2026, 11, 27, 19, 30)),
        ("next mon", datetime(2026, 11, 23)),
        ("+3w", datetime(2026, 12, 11)),
        ("12 Nov 2026 25:00", None),
        ("19:30", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_typed_time(text: str, meant: datetime | None) -> None:
    assert time_typed(text, TODAY) == meant


@pytest.mark.parametrize("name", ["C", "en_GB", "en_US", "de_DE", "fr_FR", "es_ES", "hu_HU"])
def test_what_the_program_writes_is_read_again(name: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    try:
        day = date(2026, 11, 24)
        assert day_meant("next friday", day) == date(2026, 11, 27)
        written = f"{short_day_text(EVENING.date(), year=True)}, {clock_text(EVENING)}"
        assert time_typed(written, TODAY) == EVENING, written
    finally:
        QLocale.setDefault(before)


def test_of_whole_days_the_last_one_is_seen_and_typed(qtbot: QtBot) -> None:
    form = ActionForm(WHOLE_DAYS)
    qtbot.addWidget(form)
    end = next(edit for edit in form.findChildren(QLineEdit) if edit.accessibleName() == "End")
    assert end.text() == "2026-11-22"
    assert "its last day" in end.accessibleDescription()
    assert form.values()["end"] == "2026-11-23T00:00"
    end.setText("24 Nov 2026")
    assert form.values()["end"] == "2026-11-25T00:00"
    form.set_value("all_day", "no")
    assert form.values()["end"] == "2026-11-25T00:00"
    form.set_value("all_day", "yes")
    end.setText("2026-11-20")
    with qtbot.assertNotEmitted(form.submitted):
        form._check_and_submit()
    assert end.property("invalid") == "true"
