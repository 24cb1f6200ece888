"""What a column of an export is, and how columns are chosen. Knows no kind of record."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from eventdesk.domain.errors import BadRequest
from eventdesk.domain.event_time import EventTime
from eventdesk.domain.money import Amounts

Row = TypeVar("Row")
Cell = str | int | Decimal | EventTime | bool | None


class ColumnKind(StrEnum):
    """How the values of a column are written."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"  # Decimal in major units of the currency that `Column.member` names
    DATE = "date"
    DATETIME = "datetime"  # an EventTime: a date is written as a date
    FLAG = "flag"
    CODE = "code"  # text that a spreadsheet must not take for a number: codes, phone numbers


_WIDTHS = {
    ColumnKind.TEXT: 24,
    ColumnKind.NUMBER: 11,
    ColumnKind.MONEY: 14,
    ColumnKind.DATE: 12,
    ColumnKind.DATETIME: 18,
    ColumnKind.FLAG: 9,
    ColumnKind.CODE: 18,
}
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column.

    Attributes:
        key: the name in JSON and on the command line (design: cli).
        title: what people read above the column.
        value: the cell of a record, as programs read it (JSON).
        shown: the cell as people read it in a table, where that differs from `value`.
        text_key: the JSON key under which `shown` is given as well, "" for nowhere.
        member: where several columns make up one JSON object, the key within it: a currency or
            the label of a further field. None for a column that stands alone.
        on_demand: left out unless it is asked for.
    """

    key: str
    title: str
    kind: ColumnKind
    value: Callable[[Row], Cell]
    shown: Callable[[Row], Cell] | None = None
    text_key: str = ""
    member: str | None = None
    on_demand: bool = False

    @property
    def name(self) -> str:
        """What the column is chosen by: "name", "totals.GBP"."""
        return f"{self.key}.{self.member}" if self.member else self.key

    @property
    def in_table(self) -> Callable[[Row], Cell]:
        """Gives the cell that people read."""
        return self.shown or self.value

    @property
    def width(self) -> int:
        """A width that fits most values and the title, in characters."""
        room_for_filter_button = 3
        return min(max(_WIDTHS[self.kind], len(self.title) + room_for_filter_button), _WIDEST)


def select(columns: Sequence[Column[Row]], keys: Sequence[str] = ()) -> list[Column[Row]]:
    """The columns with these names, in this order; without names, those of every day.

    The key of an object ("totals") means all of its columns. Case does not count.

    Raises:
        BadRequest: names columns that there are not, and lists those that there are.
    """
    if not keys:
        return [column for column in columns if not column.on_demand]
    chosen: dict[str, Column[Row]] = {}
    unknown: list[str] = []
    for key in keys:
        wanted = key.strip().casefold()
        found = [c for c in columns if wanted in (c.name.casefold(), c.key.casefold())]
        chosen.update((column.name, column) for column in found)
        if not found:
            unknown.append(f"“{key.strip()}”")
    if unknown:
        known = ", ".join(dict.fromkeys(column.name for column in columns))
        noun = "column" if len(unknown) == 1 else "columns"
        raise BadRequest(f"No {noun} {', '.join(unknown)} in this export.", f"There are: {known}.")
    return list(chosen.values())


def more_labels(parts: Iterable[Iterable[tuple[str, str]]]) -> list[str]:
    """The labels of the `more` fields of some records, each once, in the order they appear."""
    return list(dict.fromkeys(label for part in parts for label, _ in part))


def more_columns(
    labels: Iterable[str], more: Callable[[Row], Sequence[tuple[str, str]]]
) -> list[Column[Row]]:
    """A column on demand for each label; a label that a record has twice gives both values."""

    def column(label: str) -> Column[Row]:
        def value(row: Row) -> str:
            return ", ".join(text for found, text in more(row) if found == label)

        return Column("more", label, ColumnKind.TEXT, value, member=label, on_demand=True)

    return [column(label) for label in labels]


def money_columns(
    key: str, title: str, currencies: Sequence[str], amounts: Callable[[Row], Amounts]
) -> list[Column[Row]]:
    """A column for each currency, so that nothing is ever added across currencies.

    Without any currency there is one empty column, so that the key can still be chosen.
    """

    def column(currency: str) -> Column[Row]:
        def value(row: Row) -> Decimal | None:
            return amounts(row).get(currency)

        heading = f"{title} {currency}".strip()
        return Column(key, heading, ColumnKind.MONEY, value, member=currency)

    return [column(currency) for currency in currencies or ("",)]


def currencies_of(amounts: Iterable[Amounts]) -> list[str]:
    """The currencies of some amounts, in alphabetical order."""
    return sorted({currency for part in amounts for currency in part})
