from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.documents.rule_book import rule_book_pdf
from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Finding, Level
from desktop_app.wording.rule_reading import parameter_title
from desktop_app.wording.step_words import step_title
from tests.support import pdfs
from tests.support.desks import rulebook
from tests.support.sample_documents import rule_book_view


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    return pdfs.flat_text(rule_book_pdf(rule_book_view()), tmp_path_factory.mktemp("book"))


def test_it_says_which_pack_it_was_made_from_and_when_that_was_verified(told: str) -> None:
    pack = rulebook().packs["VC"]

    assert "Rule book: Saint Vincent and the Grenadines" in told
    assert pack.digest.removeprefix("sha256:") in told.replace(" ", "")
    assert "Held against its sources on 22 Nov 2026" in told


def test_every_parameter_and_every_step_of_the_pack_is_in_it(told: str) -> None:
    pack = rulebook().packs["VC"]
    names = {parameter_title(name) for rules in pack.benefits.values() for name in rules.parameters}
    names |= {step_title(step) for rules in pack.benefits.values() for step in rules.steps.values()}

    assert [name for name in sorted(names) if name not in told] == []


def test_every_source_gap_and_conflict_is_in_it(told: str) -> None:
    pack = rulebook().packs["VC"]
    close = told.replace(" ", "")

    # what is longer may be cut by the end of a line or a page
    assert [source.id for source in pack.sources.values() if source.url[:50] not in close] == []
    assert [gap for gap in pack.gaps if gap.replace(" ", "")[:30] not in close] == []
    assert [each.use for each in pack.conflicts if each.use.replace(" ", "")[:30] not in close] == []


def test_what_another_benefit_said_in_the_same_words_is_not_printed_again(told: str) -> None:
    assert "As printed under Age pension:" in told


def test_a_benefit_that_the_state_does_not_have_is_said(tmp_path: Path) -> None:
    text = pdfs.flat_text(rule_book_pdf(rule_book_view("AG")), tmp_path)
    absent = rulebook().packs["AG"].benefits[Benefit.DISABLEMENT].not_provided

    assert absent is not None
    assert "Not provided" in text
    assert absent.says in text


def test_a_state_in_which_the_agreement_is_not_in_effect_is_told(tmp_path: Path) -> None:
    text = pdfs.flat_text(rule_book_pdf(rule_book_view("SR")), tmp_path)

    assert "The Agreement is not in effect in this State" in text


def test_an_example_that_differs_is_said_in_words(tmp_path: Path) -> None:
    view = rule_book_view()
    facts = {
        "file": "VC/examples.toml",
        "key": "example[1]",
        "example": "x",
        "field": "f",
        "found": "1",
        "expected": "2",
    }
    finding = Finding(code="rule_example_fails", level=Level.ERROR, where="VC/examples.toml", facts=facts)

    text = pdfs.flat_text(rule_book_pdf(replace(view, examples=((finding,), *view.examples[1:]))), tmp_path)

    assert "1 differs" in text
    assert "f is 1, the example says 2" in text


def test_an_update_that_brought_the_rules_is_named(tmp_path: Path) -> None:
    text = pdfs.flat_text(rule_book_pdf(replace(rule_book_view(), update=3)), tmp_path)

    assert "Update number 3, accepted by this office." in text
