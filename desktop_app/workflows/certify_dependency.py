"""Certify who depended on the insured person: checked, and put into "To send" for the offices of the case (4.4).

Every version stays as it was sent or received; the highest that its institution did not take back holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.domain.claims import Claim
from desktop_app.domain.dependency import CertifiedDependant, DependencyCertificate, Inquiry, check_dependency
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.messages import EarlierMessage, MessageType
from desktop_app.domain.users import User
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.mailbox import MailState
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows.case_offices import offices_told
from desktop_app.workflows.dependency_asked import asks_dependency, meet_dependency
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.person_blocks import person_block
from desktop_app.workflows.put_message import put_message
from desktop_app.workflows.signatures import signature
from desktop_app.workflows.typed_paper import replaced_by_file
from desktop_app.workflows.works_alone import refuse_beside_others

_ACCEPTED = (MailState.ACCEPTED, MailState.ACCEPTED_WITH_REMARKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyForm:
    """A certificate of dependency as entered. `valid_to` is open where None."""

    dependants: tuple[CertifiedDependant, ...]
    contingency_date: date
    valid_from: date
    valid_to: date | None = None
    inquiries: tuple[Inquiry, ...] = ()
    remarks: str = ""


def dependency_certificates(desk: Desk, claim_id: str) -> tuple[DependencyCertificate, ...]:
    """Return what holds in a case: of each office the certificate with the highest version."""
    newest: dict[str, DependencyCertificate] = {}
    for _, body in _certificates(desk, claim_id):
        known = newest.get(body.office)
        if known is None or body.version >= known.version:
            newest[body.office] = body
    return tuple(newest[office] for office in sorted(newest))


def check_dependants(desk: Desk, claim_id: str, form: DependencyForm) -> tuple[Finding, ...]:
    """Return what is wrong or doubtful in a certificate of dependency as entered; `where` is the field."""
    found = list(check_dependency(_certificate(desk, desk.store.claims.get(claim_id), form)))
    rows = [entry.row_id for entry in form.dependants]
    if len(set(rows)) != len(rows):
        found.append(Finding(code="asked_twice", level=Level.ERROR, where="dependants"))
    for index, entry in enumerate(form.dependants):
        if not entry.surname.strip():
            found.append(Finding(code="dependant_unnamed", level=Level.ERROR, where=f"dependants.{index}.surname"))
    if form.contingency_date > desk.clock.today():
        facts = {"date": form.contingency_date.isoformat()}
        found.append(Finding(code="date_in_future", level=Level.ERROR, where="contingency_date", facts=facts))
    return tuple(found)


def certify_dependency(desk: Desk, claim_id: str, form: DependencyForm) -> DependencyCertificate:
    """Certify, as the one person of this office, who depended on the insured person; an earlier version is replaced.

    Raises what `dependency_to_be` raises, and `CaseProblem("word_needs_second")` where others work here
    (`lay_before.propose_dependency`).
    """
    refuse_beside_others(desk)
    certificate = dependency_to_be(desk, claim_id, form)
    with desk.store.act(verb="dependency_certified", user=desk.user.id, about=claim_id, facts=facts_of(certificate)):
        return keep_dependency(desk, claim_id, certificate, approver=desk.user)


def dependency_to_be(desk: Desk, claim_id: str, form: DependencyForm) -> DependencyCertificate:
    """Return the certificate as it would be sealed, prepared by the signed-in person. Writes nothing.

    Raises `CaseProblem`: `certificate_has_errors` with the `count` of what `check_dependants` finds, `nobody_to_tell`.
    """
    errors = sum(finding.level is Level.ERROR for finding in check_dependants(desk, claim_id, form))
    if errors:
        raise CaseProblem("certificate_has_errors", count=errors)
    claim = desk.store.claims.get(claim_id)
    if not offices_told(desk, claim):
        raise CaseProblem("nobody_to_tell")
    return _certificate(desk, claim, form)


def facts_of(certificate: DependencyCertificate) -> dict[str, str | int]:
    """Return what the journal says of a certificate: no name and no date of a person."""
    return {"version": certificate.version, "dependants": len(certificate.dependants)}


def keep_dependency(
    desk: Desk, claim_id: str, certificate: DependencyCertificate, *, approver: User
) -> DependencyCertificate:
    """Tell a certificate as approved to every office of the case, inside the caller's act; return it."""
    certificate = replace(certificate, approved_by=signature(desk, approver), certified_at=desk.clock.now())
    claim = desk.store.claims.get(claim_id)
    owed = [
        entry
        for entry in desk.store.obligations.of_claim(claim_id)
        if entry.owed_by == desk.office.code and asks_dependency(entry)
    ]
    for office in offices_told(desk, claim):
        before = tuple(
            EarlierMessage(message_id=row.message_id, reason=CorrectionReason.NEW_FACTS)
            for row in desk.store.outbox.of_claim(claim_id)
            if row.type is MessageType.DEPENDENCY_CERTIFICATE and row.office == office and not row.standing
        )
        asked = next((entry for entry in owed if entry.owed_to == office), None)
        message = put_message(
            desk,
            office=office,
            body=certificate,
            claim=claim,
            in_reply_to=asked.asked_message_id if asked else "",
            prepared_by=certificate.prepared_by,
            approved_by=certificate.approved_by,
            supersedes=before,
        )
        for entry in owed:
            if entry.owed_to == office:
                meet_dependency(desk, entry, met_by=message.message_id)
    return certificate


def next_dependency_version(desk: Desk, claim_id: str) -> int:
    """Return the version that this office's next certificate of dependency in a case has."""
    versions = []
    for row in desk.store.outbox.of_claim(claim_id):
        if row.type is MessageType.DEPENDENCY_CERTIFICATE:
            body = decode_message(row.data).body
            versions.append(body.version if isinstance(body, DependencyCertificate) else 0)
    return max(versions, default=0) + 1


def _certificates(desk: Desk, claim_id: str) -> Iterator[tuple[str, DependencyCertificate]]:
    """Yield every certificate of a case that nobody took back, with its message."""
    kind = MessageType.DEPENDENCY_CERTIFICATE
    sent = [
        (row.message_id, row.data)
        for row in desk.store.outbox.of_claim(claim_id)
        if row.type is kind and row.standing != "invalidated" and row.state is not OutboxState.WITHDRAWN
    ]
    came = [
        (kept.message_id, kept.data)
        for kept in desk.store.mailbox.of_claim(claim_id)
        if kept.type == kind
        and kept.standing != "invalidated"
        and kept.state in _ACCEPTED
        and not replaced_by_file(desk, kept)
    ]
    for message_id, data in (*sent, *came):
        body = decode_message(data).body
        if isinstance(body, DependencyCertificate):
            yield message_id, body


def _certificate(desk: Desk, claim: Claim, form: DependencyForm) -> DependencyCertificate:
    person = desk.store.persons.get(claim.person_id)
    return DependencyCertificate(
        number=f"{claim.number}-D",
        version=next_dependency_version(desk, claim.id),
        state=desk.office.state,
        office=desk.office.code,
        person=person_block(person, desk.office.state),
        contingency_date=form.contingency_date,
        dependants=form.dependants,
        valid_from=form.valid_from,
        valid_to=form.valid_to,
        certified_at=desk.clock.now(),
        prepared_by=signature(desk, desk.user),
        approved_by="",
        inquiries=form.inquiries,
        remarks=form.remarks.strip(),
    )
