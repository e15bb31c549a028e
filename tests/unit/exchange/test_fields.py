"""Strict reading of the fields of an object."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from desktop_app.domain.persons import Sex
from desktop_app.exchange.canonical import Json, Unreadable
from desktop_app.exchange.fields import OFFICE, STATE, UUID, Fields, filled, one_of, shaped


def where_refused(value: Json, take: Callable[[Fields], Any]) -> str:
    with pytest.raises(Unreadable) as refused:
        take(Fields(value, "body"))
    return refused.value.where


@pytest.mark.parametrize(
    "value", ["", "x" * 201, "A\nB", "A\u202eB", "A\u061cB", "A\u2028B", "A\x00", 1, None, True, ["a"], {}]
)
def test_a_text_has_bounds_and_shows_what_it_holds(value: Json) -> None:
    assert where_refused({"a": value}, lambda fields: fields.text("a")) == "body.a"


def test_a_note_may_have_lines_and_any_script() -> None:
    assert Fields({"a": "Line\n\tLine 日本 ñ \u00a0"}).text("a", note=True) == "Line\n\tLine 日本 ñ \u00a0"


@pytest.mark.parametrize("value", [-1, 54, True, "5", None, [], 2**60])
def test_a_number_has_bounds(value: Json) -> None:
    assert where_refused({"a": value}, lambda fields: fields.number("a", 0, 53)) == "body.a"


@pytest.mark.parametrize("value", [0, 1, "true", None])
def test_a_flag_is_true_or_false(value: Json) -> None:
    assert where_refused({"a": value}, lambda fields: fields.flag("a")) == "body.a"


@pytest.mark.parametrize(
    "value", ["2014-02-30", "20140214", "2014-W07-5", "2014-2-14", "", 20140214, "\uff12014-02-14"]
)
def test_a_day_is_an_iso_date(value: Json) -> None:
    assert where_refused({"a": value}, lambda fields: fields.day("a")) == "body.a"


@pytest.mark.parametrize(
    "value",
    [
        "2014-06-20T10:30:00",
        "2014-06-20T10:30:00Z",
        "2014-06-20T25:30:00-04:00",
        "2014-06-20T10:30:00-24:00",
        "2014-06-20T10:30:00-00:00",
        "2014-06-20 10:30:00-04:00",
    ],
)
def test_a_time_has_its_offset(value: str) -> None:
    assert where_refused({"a": value}, lambda fields: fields.moment("a")) == "body.a"


def test_a_time_in_utc_reads() -> None:
    assert Fields({"a": "2014-06-20T10:30:00+00:00"}).moment("a") == datetime(2014, 6, 20, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize("value", ["other", "", None, 1, ["female"]])
def test_a_choice_is_of_its_set(value: Json) -> None:
    assert where_refused({"a": value}, lambda fields: fields.choice("a", Sex)) == "body.a"


@pytest.mark.parametrize("value", [None, "ab", {}, ["VC", "x"], ["VC", 1], ["VC"] * 6])
def test_a_list_has_bounds_and_one_shape(value: Json) -> None:
    assert where_refused({"a": value}, lambda fields: fields.listed("a", 5, shaped(STATE))).startswith("body.a")


def test_the_place_in_a_list_is_told() -> None:
    told: Json = {"rows": [{"n": 1}, {"n": -1}]}

    assert where_refused(told, lambda fields: fields.objects("rows", 9, lambda row: row.number("n"))) == "body.rows.1.n"


@pytest.mark.parametrize("value", [None, "text", [], 7])
def test_only_an_object_has_fields(value: Json) -> None:
    with pytest.raises(Unreadable):
        Fields(value)


def test_a_missing_field_is_told_and_an_optional_one_has_its_default() -> None:
    fields = Fields({})

    assert where_refused({}, lambda some: some.text("a")) == "body.a"
    assert (fields.maybe_text("a"), fields.maybe_number("a"), fields.maybe_day("a")) == ("", None, None)
    assert (fields.maybe_choice("a", Sex.MALE), fields.maybe_objects("a", 1, str), fields.maybe_object("a", str)) == (
        Sex.MALE,
        (),
        None,
    )


def test_closing_refuses_what_nobody_asked_for_or_keeps_it() -> None:
    kept: list[tuple[str, str]] = []
    Fields({"b": [1], "a": "x"}, "body", kept).close()

    assert kept == [("body.a", '"x"'), ("body.b", "[1]")]
    assert where_refused({"a": 1}, lambda fields: fields.close()) == "body.a"


@pytest.mark.parametrize(
    ("code", "fits"),
    [
        ("VC-NIS", True),
        ("VC01", True),
        ("A", False),
        ("VC-", False),
        ("vc-nis", False),
        ("VC_NIS", False),
        ("ABCDEFGHIJK", False),
        ("VC-NIS\n", False),
    ],
)
def test_an_office_code_has_its_shape(code: str, fits: bool) -> None:
    assert bool(OFFICE.fullmatch(code)) is fits


def test_optional_fields_that_say_nothing_are_left_out() -> None:
    assert filled(a="", b=None, c=[], d=0, e="x", f=False) == {"d": 0, "e": "x", "f": False}


def test_list_items_are_of_a_set() -> None:
    assert one_of(Sex)("female") is Sex.FEMALE
    assert one_of(Sex)("other") is None
    assert shaped(UUID)(7) is None


def test_what_is_kept_of_a_newer_version_shows_what_it_holds() -> None:
    kept: list[tuple[str, str]] = []
    Fields({"colour": "a\u202eb\u2028\x85c"}, "body", kept).close()

    assert kept == [("body.colour", '"a\\u202eb\\u2028\\u0085c"')]
    for name in ("co\u202elour", "a\nb", "a\U000e0001", "x" * 201):
        with pytest.raises(Unreadable):
            Fields({name: 1}, "body", kept).close()


def test_the_place_of_a_fault_is_short_and_shows_what_it_holds() -> None:
    with pytest.raises(Unreadable) as refused:
        Fields({"a\u202e\x00" + "b" * 500: 1}, "body").close()

    assert refused.value.where == "body.a\ufffd\ufffd" + "b" * 192
