"""Files that sheepCRM makes itself, and their columns (apis/sheepcrm.md section 8)."""

import json
from collections.abc import Sequence

from eventdesk.domain.cancel import CancelToken
from eventdesk.domain.errors import BadAnswer, BadRequest, Refused
from eventdesk.net.answer import Answer
from eventdesk.net.error_body import error_words
from eventdesk.providers.sheepcrm.api_events import EventsApi
from eventdesk.providers.sheepcrm.info import COLUMN_PARTS, EXPORTS
from eventdesk.providers.sheepcrm.words import objects, shown, texts

_NAME_KEYS = ("label", "title", "display_value", "name", "field")


def fetch_export(
    api: EventsApi, uid: str, name: str, parts: Sequence[str], cancel: CancelToken
) -> bytes:
    """An export as XLSX. Without parts the system gives "core".

    Raises:
        BadRequest: no such export or part. Refused: the system answered with an error instead.
    """
    export = next((export for export in EXPORTS if export.name == name), None)
    if export is None:
        raise BadRequest(f"sheepCRM has no export “{name}”.", "There are: attendance, orders.")
    check_parts(parts, export.parts)
    read = api.attendance_export if name == "attendance" else api.orders_export
    return _workbook(read(uid, list(parts), cancel))


def export_columns(
    api: EventsApi, uid: str, parts: Sequence[str], cancel: CancelToken
) -> Sequence[str]:
    """The columns that the orders export will have, as far as the answer can be understood."""
    check_parts(parts, COLUMN_PARTS)
    answer = api.orders_export_meta(uid, list(parts), cancel)
    lists = [answer]
    if isinstance(answer, dict):
        named = [answer.get(key) for key in ("columns", "fields", "headers")]
        lists = [*named, *(value for key, value in answer.items() if key != "fieldsets")]
    return next(filter(None, map(_names, lists)), ())


def check_parts(parts: Sequence[str], allowed: Sequence[str]) -> None:
    """Raise `BadRequest` for a part that is not among the allowed ones."""
    for part in parts:
        if part not in allowed:
            raise BadRequest(f"There is no part “{part}”.", f"Use {', '.join(allowed)}.")


def _names(value: object) -> tuple[str, ...]:
    found = (shown(next((i[k] for k in _NAME_KEYS if k in i), None)) for i in objects(value))
    return texts(value) if not objects(value) else tuple(filter(None, found))


def _workbook(answer: Answer) -> bytes:
    """The body where it is a workbook, which is a ZIP file."""
    if answer.body.startswith(b"PK"):
        return answer.body
    if _is_json(answer.body):
        words = error_words(answer).sentence or "It did not say why."
        raise Refused(f"{answer.host} made no file. {words}", "Try other parts, or later.")
    raise BadAnswer(f"{answer.host} sent something that is not a workbook.", "Try again later.")


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True
