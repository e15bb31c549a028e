"""Canonical JSON, written and read."""

import json
import unicodedata
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exchange import canonical
from desktop_app.exchange.canonical import Unreadable, read_json, write_json

SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=20)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=15,
)


def composed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [composed(item) for item in value]
    if isinstance(value, dict):
        return {composed(key): composed(item) for key, item in value.items()}
    return value


@given(VALUES)
def test_what_is_written_reads_back_composed(value: Any) -> None:
    try:
        written = write_json(value)
    except Unreadable:
        return
    assert read_json(written, 100_000) == composed(value)
    assert json.loads(written) == composed(value)


def test_equal_values_are_equal_bytes() -> None:
    assert write_json({"b": [1, "e\u0301"], "a": True}) == '{"a":true,"b":[1,"é"]}'.encode()


@pytest.mark.parametrize("value", [2**53, "\ud800", {"\udfff": 1}, 1.5, [[[[[[[[[[[[[[1]]]]]]]]]]]]]], {"a": b"bytes"}])
def test_what_others_could_not_read_is_not_written(value: Any) -> None:
    with pytest.raises(Unreadable):
        write_json(value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'{"a":1,"a":1}',
        b'{"a": 1}',
        b'{"b":1,"a":1}',
        b"1.0",
        b"1e3",
        b"-0",
        b"NaN",
        b"9007199254740992",
        b"9" * 5000,
        b'"\\ud800"',
        b'"\\u0041"',
        b'"e\xcc\x81"',
        b"\xff",
        b"\xef\xbb\xbf1",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[[[[[[[[[[[[[[1]]]]]]]]]]]]]]",
    ],
)
def test_anything_but_the_canonical_form_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_json(data, 1_000_000)


def test_more_than_the_limit_is_refused_unread() -> None:
    with pytest.raises(Unreadable):
        read_json(b'"12345"', 6)


def test_the_place_of_the_fault_is_told() -> None:
    with pytest.raises(Unreadable) as refused:
        write_json({"rows": [{"note": "fine"}, {"note": "\ud800"}]})

    assert refused.value.where == "rows.1.note"


PIECES = st.sampled_from(
    (
        *("{", "}", "[", "]", ":", ",", " ", "\n", '"', '"a"', '"b"', "\\n", "\\u0041", "\\u001f", "\\u00e9", "\\/"),
        *("0", "1", "-0", "1.5", "1e3", "NaN", "true", "null", "9007199254740991", "9007199254740992", "9" * 30),
        *("\x7f", "\xa0", "é", "\u02ff", "e\u0301", "\ue000", "\U0001f600"),
        *("[" * 12, "]" * 12, "[" * 13 + "1" + "]" * 13),
    )
)


def read_carefully(text: str) -> Any:
    """What the slower reader says, which writes everything again by the book; `Unreadable` where it refuses."""
    try:
        return canonical._read_any(text)
    except (Unreadable, ValueError, RecursionError):
        return Unreadable


def read_by_either(text: str) -> Any:
    try:
        return read_json(text.encode(), 100_000)
    except Unreadable:
        return Unreadable


@given(VALUES)
def test_the_plain_way_of_reading_agrees_with_the_careful_one(value: Any) -> None:
    with suppress(Unreadable):
        text = write_json(value).decode()
        assert repr(read_by_either(text)) == repr(read_carefully(text))


@given(st.lists(PIECES, max_size=12).map("".join))
def test_both_ways_of_reading_refuse_the_same(text: str) -> None:
    assert repr(read_by_either(text)) == repr(read_carefully(text))


@given(VALUES, st.data())
def test_a_canonical_text_with_one_letter_changed_is_judged_alike(value: Any, data: st.DataObject) -> None:
    with suppress(Unreadable):
        text = write_json(value).decode()
        place = data.draw(st.integers(0, len(text) - 1))
        changed = text[:place] + data.draw(PIECES) + text[place + data.draw(st.integers(0, 1)) :]
        assert repr(read_by_either(changed)) == repr(read_carefully(changed))


@given(st.binary(max_size=200))
def test_whatever_bytes_come_only_unreadable_comes_out(data: bytes) -> None:
    with suppress(Unreadable):
        assert write_json(read_json(data, 1_000)) == data


def test_a_letter_with_endless_accents_is_refused_before_they_are_sorted() -> None:
    endless = '["a' + "\u0315\u0300" * 1_000_000 + '"]'

    with pytest.raises(Unreadable):
        read_json(endless.encode(), 8_000_000)
