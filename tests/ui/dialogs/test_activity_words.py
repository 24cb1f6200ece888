"""What the table **Activity** says of a door: plain words for whatever a door keeps."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from eventdesk.domain.activity import KIND_WORDS, ActivityEntry
from eventdesk.ui.models.marks_activity import ActivityModel, kind_choices

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def _shown(entry: ActivityEntry) -> dict[str, str]:
    model = ActivityModel()
    model.show([entry])
    row = (str(model.index(0, column).data()) for column in range(model.columnCount()))
    return dict(zip((column.title for column in model.columns), row, strict=True))


@pytest.mark.parametrize(
    ("outcome", "name", "reason", "who", "told"),
    [
        ("already-in", "Anna", "Came 18:05.", "Anna", "Already in. Came 18:05."),
        ("owing", "Anna", "The order owes GBP 40.", "Anna", "Owing. The order owes GBP 40."),
        ("refused", "", "Nobody on the list has it.", "X-9", "Refused. Nobody on the list has it."),
    ],
)
def test_a_scan_is_told_in_plain_words(
    qapp: QApplication, outcome: str, name: str, reason: str, who: str, told: str
) -> None:
    entry = ActivityEntry(
        NOON, "scan", "Town", name=name, code="X-9", outcome=outcome, reason=reason
    )
    shown = _shown(entry)
    assert (shown["What"], shown["Who"], shown["Reason"]) == ("Not admitted", who, told)


def test_every_kind_has_words_and_can_be_chosen(qapp: QApplication) -> None:
    chosen = {kind for _title, kinds in kind_choices() for kind in kinds}
    assert chosen == set(KIND_WORDS)
    for kind in KIND_WORDS:
        words = _shown(ActivityEntry(NOON, kind, "Town"))["What"]
        assert words != kind
        assert words[0].isupper()
