"""What comes of a certificate or correction that a second person approves (exchange rules, 3.5).

Inside the act of whoever approves it; nothing in here proposes anything. What was prepared is sealed as it was
prepared, with the name of the second person and the moment of the approval.
"""

from typing import Final

from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Claim, Stage
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.dependency import DependencyCertificate
from desktop_app.domain.messages import Body, MessageType
from desktop_app.domain.proposals import WORDS, Proposal, ProposalKind, ProposalStatus
from desktop_app.exchange.canonical import read_json
from desktop_app.exchange.fields import Fields
from desktop_app.exchange.limits import MESSAGE_BYTES
from desktop_app.exchange.messages.registry import KINDS
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.certify_departure import departure_office, keep_departure
from desktop_app.workflows.certify_dependency import keep_dependency, next_dependency_version
from desktop_app.workflows.certify_periods import keep_certificate
from desktop_app.workflows.correct_message import CorrectionForm, carry_out, corrections_to_be
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import own_certificate
from desktop_app.workflows.person_blocks import person_block
from desktop_app.workflows.signatures import signature

BODY: Final = "body"
"""What the payload of a certificate holds: it, as it stands in a message."""

TOLD: Final = "told"
"""What the payload of a correction holds: each message it is about with the one that replaces it."""

_TYPES: Final = {
    ProposalKind.PERIOD_CERTIFICATE: MessageType.PERIOD_CERTIFICATE,
    ProposalKind.DEPENDENCY_CERTIFICATE: MessageType.DEPENDENCY_CERTIFICATE,
    ProposalKind.DEPARTURE_CERTIFICATE: MessageType.DEPARTURE_CERTIFICATE,
}


def word_of(proposal: Proposal) -> Body:
    """Return the certificate that a proposal holds, as it was prepared. Raises `Unreadable`."""
    kind = KINDS[_TYPES[proposal.kind]]
    return kind.read(Fields({"body": read_json(proposal.payload[BODY].encode(), MESSAGE_BYTES)}), "body", kind.minor)


def correction_of(proposal: Proposal) -> CorrectionForm:
    """Return the correction that a proposal holds, as it was prepared."""
    return CorrectionForm(
        reason=CorrectionReason(proposal.reason),
        replaced_by=proposal.payload.get("replaced_by", ""),
        more_follows=bool(proposal.payload.get("more_follows")),
        text=proposal.payload.get("text", ""),
    )


def correction_payload(desk: Desk, message_id: str, form: CorrectionForm) -> dict[str, str]:
    """Return what a proposed correction holds. Raises what `corrections_to_be` raises."""
    return {
        "replaced_by": form.replaced_by,
        "more_follows": "yes" if form.more_follows else "",
        "text": form.text.strip(),
        TOLD: _told(desk, message_id, form),
    }


def check_word(desk: Desk, proposal: Proposal) -> None:
    """Refuse a certificate or correction that something overtook since it was prepared.

    Raises `CaseProblem`: `case_closed`, `word_overtaken` for another person's data, a later version or a message that
    was corrected meanwhile.
    """
    if proposal.kind is ProposalKind.CORRECTION:
        _check_correction(desk, proposal)
        return
    claim = desk.store.claims.get(proposal.subject)
    if claim.stage is Stage.CLOSED:
        raise CaseProblem("case_closed")
    if not _holds(desk, claim, word_of(proposal)):
        raise CaseProblem("word_overtaken")


def word_accepted(desk: Desk, proposal: Proposal) -> None:
    """Seal a word that the second person approved: keep it, and put it into "To send"."""
    second = desk.store.users.find(proposal.decided_by) or desk.user
    if proposal.kind is ProposalKind.CORRECTION:
        first = desk.store.users.find(proposal.proposed_by) or desk.user
        made = corrections_to_be(desk, proposal.subject, correction_of(proposal))
        carry_out(desk, proposal.subject, made, prepared_by=signature(desk, first), approved_by=signature(desk, second))
        return
    body = word_of(proposal)
    match body:
        case PeriodCertificate():
            keep_certificate(desk, proposal.subject, body, approver=second)
        case DependencyCertificate():
            keep_dependency(desk, proposal.subject, body, approver=second)
        case DepartureCertificate():
            keep_departure(desk, proposal.subject, body, approver=second)
        case _:
            raise TypeError(proposal.kind)


def cancel_overtaken(desk: Desk, claim_id: str) -> None:
    """Withdraw what waits about a claim and was overtaken by a change, inside the caller's act."""
    for kind in sorted(WORDS - {ProposalKind.CORRECTION}):
        for proposal in desk.store.proposals.about(kind, claim_id):
            if not proposal.waits:
                continue
            try:
                check_word(desk, proposal)
            except CaseProblem as problem:
                withdrawn = ProposalStatus.WITHDRAWN
                desk.store.proposals.decide(proposal.id, withdrawn, desk.user.id, desk.clock.now(), problem.code)


def _check_correction(desk: Desk, proposal: Proposal) -> None:
    form = correction_of(proposal)
    if TOLD in proposal.payload and proposal.payload[TOLD] != _told(desk, proposal.subject, form):
        raise CaseProblem("word_overtaken")


def _told(desk: Desk, message_id: str, form: CorrectionForm) -> str:
    made = corrections_to_be(desk, message_id, form)
    return " ".join(sorted(f"{old.message_id}>{body.new_message}" for old, body in made))


def _holds(desk: Desk, claim: Claim, body: Body) -> bool:
    """Tell whether a certificate is about the person as known now, and the next version of what is on record."""
    match body:
        case PeriodCertificate():
            return _is_next(desk, claim, body)
        case DependencyCertificate():
            person = person_block(desk.store.persons.get(claim.person_id), desk.office.state)
            return body.person == person and body.version == next_dependency_version(desk, claim.id)
        case DepartureCertificate():
            return _is_next(desk, claim, body.certificate) and departure_office(desk, body.new_state) is not None
        case _:
            raise TypeError(claim.id)


def _is_next(desk: Desk, claim: Claim, certificate: PeriodCertificate) -> bool:
    person, before = desk.store.persons.get(claim.person_id), own_certificate(desk, claim.id)
    same = (
        certificate.person_surname == person.surname
        and certificate.person_forenames == person.forenames
        and certificate.person_birth_date == person.birth_date
        and certificate.insurance_number == person.number_in(desk.office.state)
    )
    return same and certificate.version == (before.version + 1 if before else 1)
