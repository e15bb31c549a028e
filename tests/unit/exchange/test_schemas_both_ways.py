"""Whoever has the published schemas alone writes what we read; what they refuse we refuse, and the other way round.

Three kinds of difference are said in the bundle's page, as no schema of ours can say them: fields that belong together,
signs that a text may not hold, and days and hours that no calendar has.
"""

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.messages import MessageType
from desktop_app.exchange.canonical import Unreadable, write_json
from desktop_app.exchange.messages import decode_message
from desktop_app.exchange.messages.registry import KINDS, MAJOR
from desktop_app.foundation.places import resource
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.message_schemas import FOLDER, faults
from tests.support.schema_values import messages, places, spoilt

VERSIONS = [(kind.value, f"{MAJOR}.{minor}") for kind, known in KINDS.items() for minor in range(known.minor + 1)]
TOGETHER = frozenset(
    {
        *("span_to", "value", "follows_on", "on", "reason", "sent_message", "merged_into", "law_changed", "new_keys"),
        *("since", "kind", "payable", "notional", "actual", "local", "share", "until"),
        *("item_id", "obligation_id", "row_id", "maintainer", "must_understand"),  # not twice in their list
    }
)
"""Fields that the reader refuses where another field, or another entry, does not go with them."""

OF_THE_LIST = re.compile(r"body\.content(\..*)?")
"""The list of offices is checked as a whole, as its maintainers signed it."""


def refused_at(told: Any) -> str | None:
    """Where the program refuses a message, None where it reads it."""
    try:
        decode_message(write_json(told))
    except Unreadable as error:
        return error.where
    except ExchangeProblem as problem:
        return str(problem.facts.get("field", problem.code))
    return None


def belongs_together(where: str) -> bool:
    return where.rpartition(".")[2] in TOGETHER or OF_THE_LIST.fullmatch(where) is not None


def test_every_type_has_its_schema_and_no_schema_is_of_nothing() -> None:
    named = {file.name.removesuffix(".schema.json") for file in FOLDER.glob("*.json")}

    assert named == {kind.value for kind in MessageType} | {"envelope", "manifest", "office_card", "case_file"}


@pytest.mark.parametrize(("kind", "version"), VERSIONS)
def test_the_schema_names_each_version_that_is_read_and_the_page_the_highest(kind: str, version: str) -> None:
    schema = json.loads((FOLDER / f"{kind}.schema.json").read_text(encoding="utf-8"))
    page = resource("schema", "bundle.md").read_text(encoding="utf-8")

    assert version in schema["properties"]["schema_version"]["enum"]
    assert schema["properties"]["schema_version"]["enum"][-1] == KINDS[MessageType(kind)].version
    row = next(line for line in page.splitlines() if line.startswith("|") and f"`{kind}`" in line and "| 1." in line)
    assert f"| {KINDS[MessageType(kind)].version} |" in row


@pytest.mark.parametrize(("kind", "version"), VERSIONS)
@given(data=st.data())
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_is_made_from_the_schema_is_read(kind: str, version: str, data: st.DataObject) -> None:
    told = data.draw(messages(kind, version))

    assert faults(kind, told) == []
    where = refused_at(told)
    assert where is None or belongs_together(where), where


@pytest.mark.parametrize(("kind", "version"), VERSIONS)
@given(data=st.data())
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_is_spoilt_is_refused_by_both_or_read_by_both(kind: str, version: str, data: st.DataObject) -> None:
    told = data.draw(messages(kind, version))
    made = spoilt(told, data.draw(st.sampled_from(sorted(places(told), key=str))), data.draw(st.integers(0, 6)))

    where = refused_at(made)
    if faults(kind, made):
        assert where is not None, made
    else:
        assert where is None or belongs_together(where) or _unshowable(made), where


def _unshowable(made: Any) -> bool:
    """Whether a text holds what a schema does not forbid and no reader of ours takes: a line in a name."""
    return "\\n" in json.dumps(made)
