"""Every refusal of the exchange can be said in three parts, with the facts it carries."""

import ast
from pathlib import Path
from string import Formatter

import pytest

from desktop_app import exchange
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.wording.exchange_refusals import EXCHANGE_SENTENCES
from desktop_app.wording.problems import SENTENCES, sentences

CHOSEN = {"bundle_not_for_us", "bundle_damaged", "bundle_not_cass", "bundle_truncated", "bundle_version"}
"""Codes chosen by an expression that carries no facts."""


def raised() -> dict[str, set[str]]:
    """The codes named where problems are raised, with the facts that every place gives."""
    found: dict[str, set[str]] = {}
    for file in Path(str(exchange.__file__)).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "ExchangeProblem" or not node.args:
                continue
            facts = {keyword.arg for keyword in node.keywords if keyword.arg}
            if any(keyword.arg is None for keyword in node.keywords):
                facts |= {"office", "sequence"}
            code = node.args[0]
            if isinstance(code, ast.Constant):
                found[str(code.value)] = found.get(str(code.value), facts) & facts
    return found


def fields_of(code: str) -> set[str]:
    return {name for part in SENTENCES[code] for _, name, _, _ in Formatter().parse(part) if name}


@pytest.mark.parametrize("code", sorted(raised()))
def test_a_refusal_has_its_sentence_and_the_facts_for_it(code: str) -> None:
    assert fields_of(code) <= raised()[code]


@pytest.mark.parametrize("code", sorted(CHOSEN))
def test_a_refusal_without_facts_needs_none(code: str) -> None:
    assert fields_of(code) == set()


def test_every_sentence_belongs_to_a_refusal() -> None:
    assert EXCHANGE_SENTENCES.keys() - raised().keys() <= CHOSEN | {
        "bundle_key_unknown",
        "certificate_key_unknown",
        "certificate_signature_bad",
        "bundle_signature_bad",
        "map_empty",  # raised where a message is written for another system
    }


def test_a_sentence_names_the_office() -> None:
    words = sentences(ExchangeProblem("bundle_key_unknown", office="GD-NIS", sequence=3))

    assert "GD-NIS" in words.happened
    assert words.do.startswith("Ask GD-NIS")
