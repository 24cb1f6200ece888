"""Amounts of money by currency. Always Decimal, in major units, never added across currencies."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

Amounts = Mapping[str, Decimal]
"""Upper-case ISO 4217 code to an amount in major units: {"GBP": Decimal("12.50")}."""

# ISO 4217: currencies whose minor unit is not a hundredth.
_NO_DIGITS = ("JPY", "KRW", "ISK", "CLP", "VND", "XAF", "XOF", "UGX")
_THREE_DIGITS = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")
_DIGITS = dict.fromkeys(_NO_DIGITS, 0) | dict.fromkeys(_THREE_DIGITS, 3)


def parse_amount(value: object) -> Decimal | None:
    """An amount that a system sent as text or as a number; None where it is neither."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        return None
    try:
        amount = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def plain(amount: Decimal, currency: str) -> str:
    """The amount as text with the digits its currency has, no sign of it: "12.50"."""
    digits = _DIGITS.get(currency.upper(), 2)
    exact = f"{amount:f}"
    whole, _, fraction = exact.partition(".")
    fraction = fraction.rstrip("0").ljust(digits, "0")
    return f"{whole}.{fraction}" if fraction else whole


def as_text(amounts: Amounts) -> dict[str, str]:
    """Amounts for JSON: text, never a float."""
    return {currency: plain(amount, currency) for currency, amount in amounts.items()}


def spoken(amounts: Amounts) -> str:
    """Amounts for people: "GBP 12.50, EUR 3.00"; empty where there are none."""
    return ", ".join(f"{code} {plain(amount, code)}" for code, amount in sorted(amounts.items()))


def added(parts: Iterable[Amounts]) -> dict[str, Decimal]:
    """The sum of each currency by itself."""
    total: dict[str, Decimal] = {}
    for amounts in parts:
        for currency, amount in amounts.items():
            total[currency] = total.get(currency, Decimal(0)) + amount
    return total
