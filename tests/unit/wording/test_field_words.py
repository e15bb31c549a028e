"""Every field of a message has a name for people, and a place in a message is said with it."""

import pytest

from desktop_app.exchange.messages.declared import Declared
from desktop_app.exchange.messages.head import HEAD, Head
from desktop_app.exchange.messages.registry import DECLARATIONS, KINDS
from desktop_app.exchange.messages.shapes import Many, Shape, Written
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.wording.field_words import FIELDS, field_words, place_words
from desktop_app.wording.problems import sentences


def names_in(shape: Shape) -> set[str]:
    """The names of the fields inside a shape."""
    match shape:
        case Many():
            return names_in(shape.entry)
        case Declared() | Written():
            parts = (DECLARATIONS.of(shape.like) if isinstance(shape, Written) else shape).parts
            return {part.name for part in parts} | {name for part in parts for name in names_in(part.shape)}
        case _:
            return set()


def test_every_field_of_every_message_has_a_name() -> None:
    names = {name for shape in (HEAD.of(Head), *(kind.shape for kind in KINDS.values())) for name in names_in(shape)}

    assert len(names) > 200
    assert names <= FIELDS.keys()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("body.rows.3.weeks_paid", "Rows, no. 4: Weeks paid"),
        ("body.person.surname", "Person: Surname"),
        ("answers.0.on", "Answers, no. 1: Day"),
        ("valid_until", "Valid until"),
        ("body.shoe_size", "shoe_size"),
        ("", ""),
    ],
)
def test_a_place_is_said_in_words(path: str, said: str) -> None:
    assert place_words(path) == said


def test_an_unknown_field_keeps_its_name() -> None:
    assert field_words("shoe_size") == "shoe_size"


def test_what_cannot_be_written_is_named_for_people() -> None:
    problem = ExchangeProblem("message_not_writable", field="body.answers.0.on")

    assert "(Answers, no. 1: Day)" in sentences(problem).happened


@pytest.mark.parametrize("name", ["2014-02-30", "0000-01-01", "9" * 5_000])
def test_a_name_that_only_looks_like_a_day_or_a_row_is_said_as_it_stands(name: str) -> None:
    assert name in place_words(f"body.rows.{name}")
    for place in (name, f"body.rows.{name}"):
        assert sentences(ExchangeProblem("message_unreadable", field=place, message=1)).happened
