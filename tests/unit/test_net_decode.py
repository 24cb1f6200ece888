"""Decoding in two steps: wrong types degrade a field, a bad record is counted, the rest lives."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdesk.domain.errors import BadAnswer
from eventdesk.net.answer import Answer
from eventdesk.net.decode import RecordDecoder, RecordError, chunks, decode, loosely_decoded

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


class Inner(msgspec.Struct):
    ref: str | None = None


class Record(msgspec.Struct):
    uid: str | None = None
    size: int | None = None
    flag: bool | None = None
    link: str | Inner | None = None


class Page(msgspec.Struct):
    items: list[msgspec.Raw] | None


decoder = RecordDecoder(Record)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (b'{"uid": "a", "size": 3, "flag": true, "link": "/x/"}', Record("a", 3, True, "/x/")),
        (b'{"uid": "a", "link": {"ref": "/x/"}, "new": [1]}', Record("a", link=Inner("/x/"))),
        (b'{"uid": 7, "size": "3", "flag": "true"}', Record("7", 3, True)),
        (b'{"uid": ["a"], "size": {}, "flag": 9, "link": {"ref": 1}}', Record()),
        (b'{"uid": "a", "size": 1e400}', Record("a")),
        (b'{"uid": "a\\ud83d", "size": 1}', Record("a?", 1)),
        (b'{"uid": "a\xff", "size": 1}', Record("a\ufffd", 1)),
        (b"{}", Record()),
    ],
)
def test_a_field_of_a_wrong_type_is_converted_or_left_out(body: bytes, wanted: Record) -> None:
    assert decoder.decode(body) == wanted


@pytest.mark.parametrize("body", [b"[]", b"7", b"null", b'"text"', b"", b'{"uid"', b"[" * 99_999])
def test_what_is_no_object_cannot_be_read(body: bytes) -> None:
    with pytest.raises(RecordError):
        decoder.decode(body)


@given(st.dictionaries(st.sampled_from(["uid", "size", "flag", "link", "x"]), JSON_VALUES))
def test_any_object_is_read(value: dict[str, Any]) -> None:
    body = json.dumps(value).encode()
    record = decoder.decode(body)
    assert record.uid is None or isinstance(record.uid, str)
    assert record.size is None or isinstance(record.size, int)
    json.dumps(loosely_decoded(body), ensure_ascii=False).encode()


def test_records_come_in_chunks_and_known_ones_are_not_looked_at() -> None:
    body = b'{"items": [' + b",".join(b'{"uid": "%d"}' % n for n in range(1200)) + b', 7, "x"]}'
    records = decode(Answer(200, {}, body, "host"), Page).items or []
    looked_at = []

    def read(record: msgspec.Raw) -> Record | None:
        looked_at.append(record)
        found = decoder.decode(record)
        return None if found.uid == "3" else found

    known = {len(bytes(records[600]))}  # the length stands in for a fingerprint
    got = list(chunks(records, read, number=lambda raw: len(bytes(raw)), known=known))
    assert [len(c.items) + len(c.unchanged) + len(c.unreadable) for c in got] == [499, 500, 202]
    assert sum(len(c.unchanged) for c in got) == 900
    assert sum(len(c.unreadable) for c in got) == 2
    assert len(looked_at) == 1202 - 900


@pytest.mark.parametrize(
    "body", [b"<!DOCTYPE html><p>Sign in", b"", b"[]", b'{"items": {}}', b"{}"]
)
def test_an_envelope_of_another_shape_is_a_bad_answer(body: bytes) -> None:
    with pytest.raises(BadAnswer, match=r"^host answered with"):
        decode(Answer(200, {}, body, "host"), Page)
