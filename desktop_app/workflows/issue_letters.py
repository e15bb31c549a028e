"""Letters to the claimant: this State's decision in plain words, and the page on which all decisions stand together."""

from desktop_app import __version__
from desktop_app.domain.award_notices import DecisionSummary
from desktop_app.domain.messages import Message, MessageType
from desktop_app.domain.offices import Office
from desktop_app.exchange.messages.head import decode_message
from desktop_app.exchange.messages.registry import body_bytes
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.case_decisions import own_decision
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.issue_document import IssuedDocument, keep_issued

_GONE = ("superseded", "invalidated")


def decision_letter(desk: Desk, claim_id: str) -> IssuedDocument:
    """Return the letter about this office's decision that holds, and keep it as issued.

    Raises `CaseProblem("no_decision")` before the decision is approved.
    """
    from desktop_app.documents.decision_letter import DecisionLetterView, decision_letter_pdf
    from desktop_app.exchange.paper import check_code

    claim = desk.store.claims.get(claim_id)
    decision = own_decision(desk, claim_id)
    if decision is None:
        raise CaseProblem("no_decision")
    data = decision_letter_pdf(
        DecisionLetterView(
            decision=decision,
            office=desk.office,
            parties={party.code: party.name for party in desk.rulebook.parties},
            case_number=claim.number,
            address=decision.person.address,
            check_code=check_code(body_bytes(decision)),
            printed_on=desk.clock.today(),
            program_version=__version__,
        )
    )
    name = f"{claim.number}-decision-v{decision.version}.pdf"
    return keep_issued(desk, claim, "decision_letter", name, data)


def summary_letter(desk: Desk, claim_id: str) -> IssuedDocument:
    """Return the page of all decisions that was sent or came last in a case, for the claimant; keep it as issued.

    Raises `CaseProblem("no_summary")` where there is none.
    """
    claim = desk.store.claims.get(claim_id)
    message, sender = _newest_summary(desk, claim_id)
    if message is None or not isinstance(message.body, DecisionSummary):
        raise CaseProblem("no_summary")
    data = summary_page(desk, message, message.body, sender)
    return keep_issued(desk, claim, "decision_summary", f"{claim.number}-all-decisions.pdf", data)


def has_summary(desk: Desk, claim_id: str) -> bool:
    """Tell whether a summary of all decisions was sent or came in a case, and holds."""
    return _newest_summary(desk, claim_id)[0] is not None


def summary_page(desk: Desk, message: Message, summary: DecisionSummary, sender: Office) -> bytes:
    """Print a summary of all decisions as the page for everybody."""
    from desktop_app.documents.summary_page import SummaryPageView, summary_page_pdf
    from desktop_app.exchange.paper import check_code

    reference = next((entry.number for entry in message.case_refs if entry.office == sender.code), "")
    return summary_page_pdf(
        SummaryPageView(
            summary=summary,
            office=sender,
            parties={party.code: party.name for party in desk.rulebook.parties},
            reference=reference,
            check_code=check_code(body_bytes(summary)),
            made_on=message.created_at.date(),
            prepared_by=message.prepared_by,
            printed_on=desk.clock.today(),
            program_version=__version__,
        )
    )


def _newest_summary(desk: Desk, claim_id: str) -> tuple[Message | None, Office]:
    for row in reversed(desk.store.outbox.of_claim(claim_id)):
        if row.type is MessageType.DECISION_SUMMARY and row.standing not in _GONE:
            return decode_message(row.data), desk.office
    for kept in reversed(desk.store.mailbox.of_claim(claim_id)):
        if kept.type == MessageType.DECISION_SUMMARY and kept.standing not in _GONE:
            code = desk.store.mailbox.get(kept.received_id).from_office
            known = desk.store.offices.get(code)
            if known is not None:
                return decode_message(kept.data), known.card.office
    return None, desk.office
