"""Messages, written and read strictly."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.certificates import HasPeriods, PeriodCertificate
from desktop_app.domain.messages import Body, Message, MessageType, ReturnNotice, ReturnReason
from desktop_app.domain.money import Money
from desktop_app.domain.periods import Evidence, InsurancePeriod, PeriodType, RowStatus
from desktop_app.domain.person_block import PersonBlock
from desktop_app.exchange.canonical import Unreadable, write_json
from desktop_app.exchange.messages import decode_message, encode_message, read_message, read_summary
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import a_career, a_certificate, a_message, a_notice, a_receipt, a_return
from tests.support.messages import FULL, a_full_message

NAMES = st.text(alphabet="abcéñ'- ØŁЖ", max_size=30)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
ROWS = st.builds(
    InsurancePeriod,
    row_id=st.uuids().map(str),
    state=st.sampled_from(["LC", "VC"]),
    year=st.integers(1900, 2100),
    weeks_paid=st.integers(0, 53),
    weeks_credited=st.integers(0, 53),
    start=st.none() | DAYS,
    end=st.none() | DAYS,
    type=st.sampled_from(PeriodType),
    earnings=st.none() | st.integers(-(10**12), 10**12).map(lambda minor: Money(minor=minor, currency="XCD")),
    employer=NAMES,
    employer_number=NAMES,
    evidence=st.sampled_from(Evidence),
    status=st.sampled_from(RowStatus),
    note=NAMES,
)


@pytest.mark.parametrize("body", [a_notice(), a_certificate(), a_receipt(), a_return()], ids=lambda b: type(b).__name__)
def test_a_message_reads_back(body: Body) -> None:
    message = a_message(body)

    assert decode_message(encode_message(message)) == message


@given(st.lists(ROWS, max_size=4, unique_by=lambda row: row.row_id))
def test_any_rows_read_back(rows: list[InsurancePeriod]) -> None:
    message = a_message(a_career("LC-NIC", tuple(rows)))

    assert decode_message(encode_message(message)) == message


def test_a_certificate_of_no_periods_says_so() -> None:
    message = a_message(replace(a_career("LC-NIC", ()), has_periods=HasPeriods.PERSON_NOT_KNOWN, unposted=()))

    assert decode_message(encode_message(message)) == message


def test_accents_travel_composed() -> None:
    notice = a_notice()
    apart = replace(notice, person=replace(notice.person, surname="Ne\u0301il"))

    body = decode_message(encode_message(a_message(apart))).body

    assert body == replace(notice, person=replace(notice.person, surname="N\u00e9il"))


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("body.person.surname", replace(a_notice(), person=replace(a_notice().person, surname=""))),
        ("body.person.surname", replace(a_notice(), person=replace(a_notice().person, surname="A\nB"))),
        ("body.person.surname", replace(a_notice(), person=replace(a_notice().person, surname="\ud800"))),
        (
            "body.note",
            ReturnNotice(about_message=a_return().about_message, reason=ReturnReason.LEGAL_BAR, note="x" * 2001),
        ),
        ("body.about_message", replace(a_receipt(), about_message="7")),
        ("stated_earnings", replace(a_certificate(), stated_earnings=Money(minor=1, currency="BBD"))),
        (
            "rows.0.earnings",
            replace(a_certificate(), rows=(replace(a_certificate().rows[0], earnings=Money(minor=1, currency="BBD")),)),
        ),
        ("body.rows.1.row_id", replace(a_certificate(), rows=(a_certificate().rows[0],) * 2)),
        ("body.rows.0.weeks_paid", replace(a_certificate(), rows=(replace(a_certificate().rows[0], weeks_paid=78),))),
    ],
)
def test_what_the_other_office_would_refuse_is_not_written(field: str, body: Body) -> None:
    with pytest.raises(ExchangeProblem) as refused:
        encode_message(a_message(body))

    assert (refused.value.code, refused.value.facts["field"]) == ("message_not_writable", field)


def test_a_type_that_is_not_the_bodys_is_not_written() -> None:
    with pytest.raises(ExchangeProblem) as refused:
        encode_message(replace(a_message(a_receipt()), type=MessageType.RETURN))

    assert refused.value.facts["field"] == "type"


def test_a_row_says_only_what_is_not_ordinary() -> None:
    told = json.loads(
        encode_message(
            a_message(a_career("LC-NIC", (InsurancePeriod(row_id="1", state="LC", year=1990, weeks_paid=52),)))
        )
    )

    assert told["body"]["rows"] == [{"row_id": "1", "weeks_paid": 52, "year": 1990}]


def changed(**changes: Any) -> bytes:
    return write_json(json.loads(encode_message(a_message(a_receipt()))) | changes)


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("message_type", changed(type="tomorrow")),
        ("message_version", changed(schema_version="2.0")),
        ("message_version", changed(schema_version="0.9")),
        ("message_unreadable", changed(schema_version="1")),
        ("message_unreadable", changed(schema_version="1.01")),
        ("message_unreadable", changed(must_understand=[])),
        ("message_unreadable", changed(schema_version="1.1", colour=1)),
        ("message_must_understand", changed(schema_version="1.9", must_understand=["colour"], colour=1)),
    ],
)
def test_versions_are_told_apart(code: str, data: bytes) -> None:
    with pytest.raises(ExchangeProblem) as refused:
        read_message(data)

    assert refused.value.code == code


def test_a_field_that_must_be_understood_and_is_absent_stops_nothing() -> None:
    data = changed(schema_version="1.9", must_understand=["colour"], shape="round")

    assert read_message(data).not_understood == (("shape", '"round"'),)


def test_the_summary_of_any_version_can_be_read() -> None:
    assert read_summary(changed(schema_version="7.0", body=[])) == "Summary of the message."
    assert read_summary(b"nonsense") == ""


WHOLE = [encode_message(a_full_message(body)) for body in FULL.values()]


@given(st.data())
def test_a_changed_message_gives_a_message_or_a_problem(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(WHOLE))
    place = data.draw(st.integers(0, len(whole) - 1))
    other = whole[:place] + data.draw(st.binary(max_size=3)) + whole[place + data.draw(st.integers(0, 3)) :]
    with suppress(ExchangeProblem):
        assert isinstance(decode_message(other), Message)


ODD: list[Any] = [None, True, -1, 2**53, "", "\u202e", "x" * 3_000, [], [[]], {}, {"": ""}, "2014-02-30", "1.9"]


@given(st.data())
def test_an_odd_value_anywhere_gives_a_message_or_a_problem(data: st.DataObject) -> None:
    told = json.loads(data.draw(st.sampled_from(WHOLE)))
    place = told
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            place[key] = data.draw(st.sampled_from(ODD))
            break
        place = inner
    with suppress(ExchangeProblem, Unreadable):
        assert isinstance(decode_message(write_json(told)), Message)


def test_bodies_keep_their_kind() -> None:
    assert isinstance(decode_message(encode_message(a_message(a_certificate()))).body, PeriodCertificate)
    assert isinstance(a_notice().person, PersonBlock)
