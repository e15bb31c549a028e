"""Every code that a message can hold has its words."""

from enum import StrEnum

import pytest

from desktop_app.exchange.messages.declared import Declared
from desktop_app.exchange.messages.head import HEAD, Head
from desktop_app.exchange.messages.registry import DECLARATIONS, KINDS
from desktop_app.exchange.messages.shapes import Choice, Many, Shape, Written
from desktop_app.wording.code_words import words_of


def codes_in(shape: Shape) -> set[type[StrEnum]]:
    """The kinds of code inside a shape."""
    match shape:
        case Choice():
            return {shape.kind}
        case Many():
            return codes_in(shape.entry)
        case Declared() | Written():
            parts = (DECLARATIONS.of(shape.like) if isinstance(shape, Written) else shape).parts
            return {kind for part in parts for kind in codes_in(part.shape)}
        case _:
            return set()


CODES = sorted(
    {kind for shape in (HEAD.of(Head), *(entry.shape for entry in KINDS.values())) for kind in codes_in(shape)},
    key=lambda kind: kind.__name__,
)


def test_there_are_many_kinds_of_code() -> None:
    assert len(CODES) > 30


@pytest.mark.parametrize("kind", CODES, ids=lambda kind: kind.__name__)
def test_every_code_has_words_of_its_own(kind: type[StrEnum]) -> None:
    said = [words_of(code) for code in kind]

    assert all(said)
    assert len(set(said)) == len(said)
    assert not {code.value for code in kind if "_" in code.value} & set(said)
