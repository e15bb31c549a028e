"""Letters to the claimant and the pages of every type of message, as they read."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.documents.certificate import certificate_pdf
from desktop_app.documents.claim_notice import claim_notice_pdf
from desktop_app.documents.decision_letter import decision_letter_pdf
from desktop_app.documents.dependency_page import dependency_pdf
from desktop_app.documents.message_page import message_page_pdf
from desktop_app.documents.summary_page import summary_page_pdf
from desktop_app.domain.award_notices import DecisionResult, Refusal, RefusalReason, ReviewFrom
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.messages import MessageType
from tests.support import pdfs
from tests.support.bundles import a_message
from tests.support.golden import golden
from tests.support.messages import FULL
from tests.support.sample_documents import certificate_view, dependency_view, letter_view, notice_view, summary_view
from tests.unit.documents.test_message_page import view_of


def page_of(kind: MessageType) -> bytes:
    """The page that an office prints of a message of a type."""
    match kind:
        case MessageType.PERIOD_CERTIFICATE:
            return certificate_pdf(certificate_view())
        case MessageType.DEPARTURE_CERTIFICATE:
            left = FULL[kind]
            assert isinstance(left, DepartureCertificate)
            return certificate_pdf(
                replace(certificate_view(left.certificate), departure=left, new_state_name="Grenada")
            )
        case MessageType.CLAIM_NOTICE:
            return claim_notice_pdf(notice_view())
        case MessageType.DEPENDENCY_CERTIFICATE:
            return dependency_pdf(dependency_view())
        case MessageType.DECISION_SUMMARY:
            return summary_page_pdf(summary_view())
        case _:
            return message_page_pdf(view_of(a_message(FULL[kind])))


@pytest.mark.parametrize("kind", MessageType)
def test_the_page_of_every_type_reads_as_agreed(kind: MessageType, tmp_path: Path) -> None:
    golden(f"papers/{kind.value}.txt", pdfs.outline(page_of(kind), tmp_path))


def test_the_letter_of_a_decision_reads_as_agreed(tmp_path: Path) -> None:
    golden("papers/decision_letter.txt", pdfs.outline(decision_letter_pdf(letter_view()), tmp_path))


def test_a_refusal_says_why_and_where_to_ask_for_a_review_and_no_amount(tmp_path: Path) -> None:
    view = letter_view()
    refused = replace(
        view.decision,
        result=DecisionResult.REFUSED,
        amounts=(),
        supplements=(),
        reductions=(),
        set_offs=(),
        first_payment=None,
        refusals=(Refusal(reason=RefusalReason.TOO_FEW_WEEKS),),
    )
    told = pdfs.flat_text(decision_letter_pdf(replace(view, decision=refused)), tmp_path)

    assert "Age pension cannot be granted. The reason:" in told
    assert "weeks" in told
    assert "within 21 days from the day you receive this letter" in told
    assert "XCD" not in told


@pytest.mark.parametrize("counted", ReviewFrom)
def test_the_time_limit_is_said_as_it_is_counted(counted: ReviewFrom, tmp_path: Path) -> None:
    view = letter_view()
    letter = decision_letter_pdf(replace(view, decision=replace(view.decision, review_from=counted)))

    assert "You can ask for a review within 21 days from" in pdfs.flat_text(letter, tmp_path)


def test_a_letter_without_a_time_limit_says_so(tmp_path: Path) -> None:
    view = letter_view()
    letter = decision_letter_pdf(replace(view, decision=replace(view.decision, review_days=None)))

    assert "The time limit is not stated here" in pdfs.flat_text(letter, tmp_path)


@pytest.mark.parametrize(("paid", "said"), [("actual", "The actual amount is the one"), ("local", "The local amount")])
def test_the_letter_says_which_amount_is_paid(paid: str, said: str, tmp_path: Path) -> None:
    view = letter_view()
    (amount,) = view.decision.amounts
    chosen = replace(amount, payable=getattr(amount, paid))
    letter = decision_letter_pdf(replace(view, decision=replace(view.decision, amounts=(chosen,))))

    assert said in pdfs.flat_text(letter, tmp_path)
