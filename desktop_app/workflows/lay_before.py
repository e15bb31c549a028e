"""Lay a certificate or a correction before a second person with the signing right (exchange rules, 3.5).

Nothing is sealed before it is approved (`propose.accept`, `accept_beside`); refused with a reason it goes back to who
prepared it. In an office of one person the verbs of `certify_periods`, `certify_dependency`, `certify_departure` and
`correct_message` do both at once, and the message names that person twice.
"""

from typing import Unpack

from desktop_app.domain.forms import PeriodsForm
from desktop_app.domain.messages import Body
from desktop_app.domain.proposals import Proposal, ProposalKind, ProposalStatus
from desktop_app.exchange.messages.registry import body_bytes
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.certify_departure import DepartureForm, departure_to_be
from desktop_app.workflows.certify_dependency import DependencyForm, dependency_to_be
from desktop_app.workflows.certify_periods import RecordTerms, certificate_to_be
from desktop_app.workflows.correct_message import CorrectionForm
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.propose import ProposalView, propose, view_of
from desktop_app.workflows.word_effects import BODY, correction_payload
from desktop_app.workflows.works_alone import works_alone


def propose_periods(desk: Desk, claim_id: str, form: PeriodsForm, **terms: Unpack[RecordTerms]) -> Proposal:
    """Lay our certificate of insurance periods before a second person.

    Raises what `certificate_to_be` and `propose` raise, and `CaseProblem("word_one_person")` where nobody else works
    here.
    """
    _refuse_alone(desk)
    body = certificate_to_be(desk, claim_id, form, **terms)
    return _lay(desk, ProposalKind.PERIOD_CERTIFICATE, claim_id, body, f"{body.number} / {body.version}")


def propose_dependency(desk: Desk, claim_id: str, form: DependencyForm) -> Proposal:
    """Lay a certificate of dependency before a second person. Raises as `propose_periods`."""
    _refuse_alone(desk)
    body = dependency_to_be(desk, claim_id, form)
    return _lay(desk, ProposalKind.DEPENDENCY_CERTIFICATE, claim_id, body, f"{body.number} / {body.version}")


def propose_departure(desk: Desk, claim_id: str, form: DepartureForm) -> Proposal:
    """Lay a certificate on departure before a second person. Raises as `propose_periods`."""
    _refuse_alone(desk)
    body = departure_to_be(desk, claim_id, form)
    one = body.certificate
    return _lay(desk, ProposalKind.DEPARTURE_CERTIFICATE, claim_id, body, f"{one.number} / {one.version}")


def propose_correction(desk: Desk, message_id: str, form: CorrectionForm) -> Proposal:
    """Lay a correction of a message of ours before a second person.

    Raises what `corrections_to_be` and `propose` raise, and `CaseProblem("word_one_person")`.
    """
    _refuse_alone(desk)
    payload = correction_payload(desk, message_id, form)
    return propose(desk, kind=ProposalKind.CORRECTION, subject=message_id, reason=form.reason.value, payload=payload)


def waiting_word(desk: Desk, kind: ProposalKind, subject: str) -> ProposalView | None:
    """Return what waits for its second person about a claim or message, None where nothing does."""
    known = desk.store.proposals.about(kind, subject)
    return next((view_of(desk, each) for each in known if each.waits), None)


def returned_word(desk: Desk, kind: ProposalKind, subject: str) -> ProposalView | None:
    """Return the latest proposal about a claim or message where the second person gave it back, else None."""
    known = desk.store.proposals.about(kind, subject)
    return view_of(desk, known[0]) if known and known[0].status is ProposalStatus.REFUSED else None


def _lay(desk: Desk, kind: ProposalKind, claim_id: str, body: Body, reason: str) -> Proposal:
    return propose(desk, kind=kind, subject=claim_id, reason=reason, payload={BODY: body_bytes(body).decode()})


def _refuse_alone(desk: Desk) -> None:
    if works_alone(desk):
        raise CaseProblem("word_one_person")
