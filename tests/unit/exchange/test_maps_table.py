"""The table of EESSI decides every field of every message, each line with its source and how sure it is."""

import re
from enum import StrEnum

import pytest

from desktop_app.domain.messages import MessageType
from desktop_app.exchange.maps.dci import read_header_table
from desktop_app.exchange.maps.leaves import patterns
from desktop_app.exchange.maps.table import ANY, Line, TableUnreadable, path_of, read_table
from desktop_app.exchange.messages.declared import Declared
from desktop_app.exchange.messages.head import HEAD, Head
from desktop_app.exchange.messages.registry import DECLARATIONS, KINDS
from desktop_app.exchange.messages.shapes import Choice, Many, Shape, Written
from desktop_app.foundation.places import resource

DATA = resource("maps", "eessi.toml").read_bytes()
TABLE = read_table(DATA)
LINES: tuple[tuple[MessageType, str, Line], ...] = tuple(
    (kind, pattern, line)
    for kind, known in TABLE.messages.items()
    for pattern, decided in known.fields.items()
    for line in decided.lines
)


def codes_at(shape: Shape, pattern: str) -> type[StrEnum] | None:
    """The closed set of codes a field has its value from, None for another field."""
    for step in pattern.split("."):
        while isinstance(shape, Many):
            shape = shape.entry
        whole = DECLARATIONS.of(shape.like) if isinstance(shape, Written) else shape
        assert isinstance(whole, Declared)
        (part,) = (part for part in whole.parts if part.name == step.removesuffix("[]"))
        shape = part.shape
    shape = shape.entry if isinstance(shape, Many) else shape
    return shape.kind if isinstance(shape, Choice) else None


def codes_of(kind: MessageType, pattern: str) -> type[StrEnum] | None:
    if pattern.startswith("body."):
        return codes_at(KINDS[kind].shape, pattern.removeprefix("body."))
    return codes_at(HEAD.of(Head), pattern)


@pytest.mark.parametrize("kind", MessageType)
def test_every_field_of_every_type_is_carried_or_listed(kind: MessageType) -> None:
    known = TABLE.messages[kind]
    if known.everything is not None:
        assert (known.documents, dict(known.fields)) == ((), {})
        return

    assert set(known.fields) == set(patterns(kind))


def test_all_types_but_those_without_a_document_have_one() -> None:
    without = {kind for kind, known in TABLE.messages.items() if not known.documents}

    assert without == {MessageType.RECEIPT, MessageType.RULE_PACK, MessageType.DIRECTORY, MessageType.KEY_NOTICE}


@pytest.mark.parametrize(("kind", "pattern", "line"), LINES)
def test_a_line_keeps_to_its_message(kind: MessageType, pattern: str, line: Line) -> None:
    known = TABLE.messages[kind]
    own = {document.id for document in known.documents}

    assert set(line.documents) <= own, pattern
    assert line.source.partition("/")[0] in TABLE.sources
    assert line.confidence in {"high", "medium", "low"}
    for other, values in line.when.items():
        told = codes_of(kind, other)
        assert values <= ({code.value for code in told} if told else {"", "true", "false"})


@pytest.mark.parametrize(("kind", "pattern", "line"), [entry for entry in LINES if entry[2].codes])
def test_a_table_of_codes_knows_the_codes_of_its_field(kind: MessageType, pattern: str, line: Line) -> None:
    table = TABLE.codes[line.codes]
    told = codes_of(kind, pattern)
    known = {code.value for code in told} if told else {code.value for code in MessageType} | {"true", "false"}

    assert set(table.values) - {ANY} <= known
    assert table.less <= set(table.values)


def test_a_line_that_chooses_by_a_kind_has_a_list_for_each() -> None:
    for kind, pattern, line in LINES:
        codes, by = line.group
        if codes:
            told = codes_of(kind, by)
            assert told is not None
            assert {code.value for code in told} == set(TABLE.codes[codes].values), pattern


def test_every_value_that_says_nothing_is_one_of_its_field() -> None:
    for kind, known in TABLE.messages.items():
        for pattern, decided in known.fields.items():
            told = codes_of(kind, pattern)
            if told is not None:
                assert decided.ordinary <= {code.value for code in told}, pattern


def test_every_source_names_its_place_and_revision() -> None:
    for source in (
        *TABLE.sources.values(),
        *read_header_table(resource("maps", "dci.toml").read_bytes()).sources.values(),
    ):
        assert source["place"].startswith("github.com/")
        assert re.fullmatch("[0-9a-f]{40}", source["revision"])


@pytest.mark.parametrize(
    ("told", "instead"),
    [
        (b"cass-desk map 1", b"cass-desk map 2"),
        (b'"no_field"', b'"no_reason"'),
        (b'codes = "sex"', b'codes = "colour"'),
        (b'source = "model/Nav.kt"', b'source = "hearsay/Nav.kt"'),
        (b'source = "model/Nav.kt", confidence = "high"', b'source = "model/Nav.kt", confidence = "sure"'),
        (b'to = "person.etternavn", ', b""),
        (b'as = "amount"', b'as = "it was"'),
        (b'"body.remarks" = "no_field"', b'"body.remarks" = "no_field"\nmessage_id = "no_field"'),
        (b"[messages.close]", b"[messages.closing]"),
        (b"[styles.pension]", b"[styles.pension"),
        (b'part = "cases"', b'part = "people"'),
    ],
)
def test_a_table_that_breaks_its_own_rules_is_refused(told: bytes, instead: bytes) -> None:
    assert told in DATA
    with pytest.raises(TableUnreadable):
        read_table(DATA.replace(told, instead))


@pytest.mark.parametrize("path", ["a..b", "a[x]", "[]"])
def test_a_path_is_read_strictly(path: str) -> None:
    with pytest.raises(TableUnreadable):
        path_of(path)
