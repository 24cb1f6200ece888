"""Sentences of the import dialog: what a file is, how many rows go in, what an import did."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from eventdesk.domain.importing import ImportOutcome

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def facts(file_format: str, encoding: str, delimiter: str, rows: int) -> str:
    """What a file is: "CSV · UTF-8 · separated by semicolon · 1,200 rows"."""
    parts = [file_format.upper()]
    if encoding:
        parts.append(encoding.upper() if encoding.startswith("utf") else encoding.title())
    if delimiter:
        parts.append(
            _tr("separated by {sign}").format(sign=_DELIMITERS.get(delimiter, f"“{delimiter}”"))
        )
    parts.append(_tr("1 row") if rows == 1 else _tr("{count} rows").format(count=spoken(rows)))
    return " · ".join(parts)


def counts(going_in: int, skipped: int) -> str:
    """How many rows go in and how many do not."""
    sentence = _tr("{count} will go in").format(count=spoken(going_in))
    return f"{sentence}, " + _tr("{count} will not.").format(count=spoken(skipped))


def would_do(outcome: ImportOutcome) -> str:
    """What an import would do to an event's attendees, or did."""
    return _tr("{new} new, {changed} changed, {same} unchanged.").format(
        new=spoken(outcome.added), changed=spoken(outcome.updated), same=spoken(outcome.unchanged)
    )


def summary(outcome: ImportOutcome) -> str:
    """What an import did, with the rows that were left over."""
    left = len(outcome.skipped)
    if not left:
        return would_do(outcome)
    rest = (
        _tr("1 row did not go in:")
        if left == 1
        else _tr("{count} rows did not go in:").format(count=spoken(left))
    )
    return f"{would_do(outcome)} {rest}"


def title_from(path: Path) -> str:
    """A title for an event from a file's name: "agm_2026-attendees.csv" -> "agm 2026-attendees"."""
    return " ".join(path.stem.replace("_", " ").split())


def spoken(number: int) -> str:
    """A count as people write it."""
    return QLocale(QLocale.Language.English).toString(number)


def _tr(text: str) -> str:
    return QCoreApplication.translate("import_words", text)
