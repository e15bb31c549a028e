"""The claimant hears of a decision in plain words, with the figures as decided, and of all decisions on one page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.foundation.problems import CaseProblem
from desktop_app.wording.formats import money_words
from desktop_app.workflows.issue_letters import decision_letter, has_summary, summary_letter
from desktop_app.workflows.print_message import message_document
from desktop_app.workflows.summarise_decisions import send_summary
from tests.support import pdfs
from tests.support.claim_desks import Offices, answered, three_offices
from tests.workflows.test_decisions import FORM, decided


@pytest.fixture(name="offices")
def _offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


def test_the_letter_has_the_figures_of_the_decision_and_is_kept_as_issued(offices: Offices, tmp_path: Path) -> None:
    key = answered(offices)
    decision = decided(offices.vc, key, FORM)
    letter = decision_letter(offices.vc, key)
    told = pdfs.flat_text(letter.data, tmp_path)

    assert "Our decision: Age pension" in told
    for amount in decision.amounts:
        for money in (amount.payable, amount.notional, amount.actual, amount.local):
            assert money is None or money_words(money).replace("\xa0", " ") in told
    assert "within 90 days" in told
    assert "Appeal Tribunal, Kingstown" in told
    assert "Hendyce" not in letter.name
    assert decision_letter(offices.vc, key).data == letter.data
    assert [kept.kind for kept in offices.vc.store.documents.of_claim(key)].count("decision_letter") == 1


def test_there_is_no_letter_before_the_decision_and_no_page_before_the_summary(offices: Offices) -> None:
    key = answered(offices)
    with pytest.raises(CaseProblem, match="no_decision"):
        decision_letter(offices.vc, key)
    with pytest.raises(CaseProblem, match="no_summary"):
        summary_letter(offices.vc, key)
    assert not has_summary(offices.vc, key)


def test_the_page_of_all_decisions_is_the_paper_of_the_summary(offices: Offices, tmp_path: Path) -> None:
    key = answered(offices)
    decided(offices.vc, key, FORM)
    send_summary(offices.vc, key, reasons={"LC": "Its decision is awaited", "GD": "Its decision is awaited"})
    page = summary_letter(offices.vc, key)
    row = next(r for r in offices.vc.store.outbox.of_claim(key) if r.type.value == "decision_summary")
    told = pdfs.flat_text(page.data, tmp_path)

    assert message_document(offices.vc, row.message_id).data == page.data
    assert "All decisions at a glance: Age pension" in told
    assert "Saint Lucia: Its decision is awaited" in told
    assert told.count("Page 1 of 1") == 1
