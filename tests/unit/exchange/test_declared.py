"""A dataclass and its bounds are enough to read and write an object strictly."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

import pytest

from desktop_app.domain.money import Money
from desktop_app.exchange.canonical import Unreadable
from desktop_app.exchange.fields import Fields
from desktop_app.exchange.messages.declared import Bound, Bounds, Declarations
from desktop_app.exchange.messages.shapes import FIRST_ERA, PRESENT_ERA, Choice, Text, Whole


class Colour(StrEnum):
    """A closed set; violet came later."""

    RED = "red"
    VIOLET = "violet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """An object inside another."""

    key: str
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    """One field of every kind."""

    name: str
    day: date
    moment: datetime
    colour: Colour
    share: Fraction
    amount: Money
    inner: Inner
    many: tuple[Inner, ...]
    known: date | None
    flag: bool = False
    maybe: bool | None = None
    codes: tuple[Colour, ...] = ()
    note: str = ""
    later: int = 0


BOUNDS = {
    Outer: Bounds(
        fields={
            "colour": Bound(shape=Choice(kind=Colour, since={"violet": PRESENT_ERA})),
            "many": Bound(most=2, unique="key"),
            "note": Bound(shape=Text(most=5, note=True), name="remark"),
            "later": Bound(since=PRESENT_ERA),
            "codes": Bound(most=1),
        },
        check=lambda outer: "flag" if outer.flag and outer.maybe is None else "",
    ),
    Inner: Bounds(fields={"key": Bound(shape=Text(most=3)), "count": Bound(shape=Whole(low=0, high=9))}),
}
SHAPE = Declarations(BOUNDS, {}).of(Outer)
PLAIN = Outer(
    name="é",
    day=date(2014, 6, 14),
    moment=datetime(2014, 6, 14, 9, 0, tzinfo=UTC),
    colour=Colour.RED,
    share=Fraction(2, 4),
    amount=Money(minor=-1, currency="XCD"),
    inner=Inner(key="a"),
    many=(Inner(key="a", count=9), Inner(key="b")),
    known=None,
)


def read(value: Any, era: int = PRESENT_ERA) -> object:
    fields = Fields(value)
    made = SHAPE.take(fields, era)
    fields.close()
    return made


def refused(value: Any, era: int = PRESENT_ERA) -> str:
    with pytest.raises(Unreadable) as problem:
        read(value, era)
    return problem.value.where


def test_what_says_nothing_is_left_out() -> None:
    assert SHAPE.write(PLAIN, PRESENT_ERA) == {
        "name": "é",
        "day": "2014-06-14",
        "moment": "2014-06-14T09:00:00+00:00",
        "colour": "red",
        "share": {"numerator": 1, "denominator": 2},
        "amount": {"minor": -1, "currency": "XCD"},
        "inner": {"key": "a"},
        "many": [{"key": "a", "count": 9}, {"key": "b"}],
    }


def test_it_reads_back() -> None:
    assert read(SHAPE.write(PLAIN, PRESENT_ERA)) == PLAIN


@pytest.mark.parametrize(
    ("where", "changes"),
    [
        ("name", {"name": ""}),
        ("name", {"name": 7}),
        ("name", {"name": "x" * 201}),
        ("day", {"day": "2014-02-30"}),
        ("moment", {"moment": "2014-06-14"}),
        ("colour", {"colour": "green"}),
        ("share.denominator", {"share": {"numerator": 1, "denominator": 0}}),
        ("amount.currency", {"amount": {"minor": 1, "currency": "xcd"}}),
        ("inner", {"inner": []}),
        ("inner.shape", {"inner": {"key": "a", "shape": "round"}}),
        ("many", {"many": [{"key": "a"}, {"key": "b"}, {"key": "c"}]}),
        ("many.1.key", {"many": [{"key": "a"}, {"key": "a"}]}),
        ("many.0.count", {"many": [{"key": "a", "count": 10}]}),
        ("many.0.count", {"many": [{"key": "a", "count": True}]}),
        ("known", {"known": None}),
        ("flag", {"flag": 1}),
        ("flag", {"flag": True}),
        ("codes.0", {"codes": ["green"]}),
        ("remark", {"remark": "123456"}),
        ("note", {"note": "x"}),
    ],
)
def test_every_refusal_names_its_field(where: str, changes: dict[str, Any]) -> None:
    assert refused({**SHAPE.write(PLAIN, PRESENT_ERA), **changes}) == where


@pytest.mark.parametrize("name", SHAPE.write(PLAIN, PRESENT_ERA))
def test_a_field_without_a_default_must_be_there(name: str) -> None:
    value = SHAPE.write(PLAIN, PRESENT_ERA)
    del value[name]

    assert refused(value) == name


def test_an_earlier_version_does_not_know_what_came_later() -> None:
    value = {**SHAPE.write(PLAIN, FIRST_ERA), "later": 7}

    assert refused(value, FIRST_ERA) == "later"
    assert read(value) != PLAIN
    assert refused({**SHAPE.write(PLAIN, FIRST_ERA), "colour": "violet"}, FIRST_ERA) == "colour"


def test_a_type_that_no_message_can_hold_is_refused_while_declaring() -> None:
    @dataclass(frozen=True)
    class Odd:
        """A dictionary has no bounds."""

        facts: dict[str, str]

    with pytest.raises(TypeError):
        Declarations({}, {}).of(Odd)
