"""JSON holds values as they came, for other programs."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from eventdesk.exports.columns import Column, ColumnKind
from eventdesk.exports.table_options import FileFormat
from tests.exports.reading import text_column, written


def _json(columns: list[Any], rows: Any) -> Any:
    return json.loads(written(columns, rows, FileFormat.JSON))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_any_text_comes_back_unchanged(texts: list[str]) -> None:
    assert _json([text_column()], texts) == [{"text": text} for text in texts]


def test_half_a_character_becomes_a_sign_that_files_can_hold() -> None:
    assert _json([text_column()], ["a\ud800b", "\U0001f600"]) == [
        {"text": "a\ufffdb"},
        {"text": "\U0001f600"},
    ]


def test_times_keep_their_offset_and_amounts_are_text() -> None:
    columns: list[Column[None]] = [
        Column("at", "", ColumnKind.DATETIME, lambda _: datetime(2026, 7, 1, 9, tzinfo=UTC)),
        Column("wall", "", ColumnKind.DATETIME, lambda _: datetime(2026, 7, 1, 9)),
        Column("day", "", ColumnKind.DATETIME, lambda _: date(2026, 7, 1)),
        Column("paid", "", ColumnKind.MONEY, lambda _: Decimal("12.5"), member="GBP"),
        Column("paid", "", ColumnKind.MONEY, lambda _: None, member="EUR"),
        Column("guest", "", ColumnKind.FLAG, lambda _: False),
        Column("count", "", ColumnKind.NUMBER, lambda _: None),
    ]

    assert _json(columns, [None]) == [
        {
            "at": "2026-07-01T09:00:00+00:00",
            "wall": "2026-07-01T09:00:00",
            "day": "2026-07-01",
            "paid": {"GBP": "12.50"},
            "guest": False,
            "count": None,
        }
    ]
