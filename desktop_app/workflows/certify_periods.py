"""Certify this institution's own periods: checked, kept, and put into "To send" for the offices of the case (4.3)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import NotRequired, TypedDict, Unpack

from desktop_app.domain.beside_rows import NOTHING_BESIDE, BesideForm, check_beside, read_beside
from desktop_app.domain.certificates import (
    CertificateKind,
    HasPeriods,
    PeriodCertificate,
    check_certificate,
)
from desktop_app.domain.claims import Claim, Part
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.forms import CheckedPeriods, PeriodsForm, check_periods, read_record
from desktop_app.domain.money import Money, total
from desktop_app.domain.obligations import ObligationKind
from desktop_app.domain.users import User
from desktop_app.foundation.problems import CaseProblem, FormProblem
from desktop_app.store.obligations import Obligation
from desktop_app.workflows.case_offices import offices_told
from desktop_app.workflows.case_stage import bring_on
from desktop_app.workflows.case_states import states_in_order
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.drafts_kept import forget_part
from desktop_app.workflows.own_periods import own_certificate
from desktop_app.workflows.own_records import note_use
from desktop_app.workflows.put_message import put_message
from desktop_app.workflows.signatures import signature
from desktop_app.workflows.works_alone import refuse_beside_others


class RecordTerms(TypedDict):
    """What an institution says of its record as a whole; see `certificate_to_be`, which takes the same."""

    complete_to: date
    has_periods: HasPeriods
    more_follows: NotRequired[bool]
    remarks: NotRequired[str]
    beside: NotRequired[BesideForm]


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateDraft:
    """The certificate as it would be: findings (errors stop it), totals, its number and version."""

    findings: tuple[Finding, ...]
    weeks: int
    earnings: Money
    number: str
    version: int
    recipients: tuple[str, ...]

    @property
    def can_certify(self) -> bool:
        """Whether no error stands in the way."""
        return not any(finding.level is Level.ERROR for finding in self.findings)


def check_record(
    desk: Desk,
    claim_id: str,
    form: PeriodsForm,
    *,
    complete_to: date,
    has_periods: HasPeriods,
    beside: BesideForm = NOTHING_BESIDE,
) -> CertificateDraft:
    """Return what is wrong or doubtful in the record, and what certifying would make of it. Writes nothing.

    `beside` is what the certificate will say beside its rows.
    """
    claim = desk.store.claims.get(claim_id)
    checked = _checked(desk, claim, form)
    party = desk.party
    number, version = _number(desk, claim)
    recipients = offices_told(desk, claim)
    findings = list(checked.findings)
    if complete_to > desk.clock.today():
        facts = {"date": complete_to.isoformat()}
        findings.append(Finding(code="date_in_future", level=Level.ERROR, where="complete_to", facts=facts))
    states = {party.code for party in desk.rulebook.parties}
    findings.extend(check_beside(beside, own=desk.office.state, known=states, complete_to=complete_to))
    if checked.has_errors or not _complete(findings, checked):
        earnings = total((line.earnings for line in checked.lines if line.earnings), party.currency)
        weeks = sum(line.weeks or 0 for line in checked.lines)
        return CertificateDraft(
            findings=tuple(findings),
            weeks=weeks,
            earnings=earnings,
            number=number,
            version=version,
            recipients=recipients,
        )
    certificate = _certificate(desk, claim, checked, complete_to=complete_to, has_periods=has_periods)
    findings.extend(check_certificate(certificate))
    return CertificateDraft(
        findings=tuple(findings),
        weeks=certificate.weeks,
        earnings=certificate.earnings,
        number=certificate.number,
        version=certificate.version,
        recipients=recipients,
    )


def certify_periods(desk: Desk, claim_id: str, form: PeriodsForm, **terms: Unpack[RecordTerms]) -> PeriodCertificate:
    """Certify the rows as the one person of this office: kept, and put into "To send" for the offices of the case.

    An office that is told of the claim later gets the certificate with its notice. Raises what `certificate_to_be`
    raises, and `CaseProblem("word_needs_second")` where others work here (`lay_before.propose_periods`).
    """
    refuse_beside_others(desk)
    certificate = certificate_to_be(desk, claim_id, form, **terms)
    with desk.store.act(verb="periods_certified", user=desk.user.id, about=claim_id, facts=facts_of(certificate)):
        return keep_certificate(desk, claim_id, certificate, approver=desk.user)


def certificate_to_be(
    desk: Desk,
    claim_id: str,
    form: PeriodsForm,
    *,
    complete_to: date,
    has_periods: HasPeriods,
    more_follows: bool = False,
    remarks: str = "",
    beside: BesideForm = NOTHING_BESIDE,
) -> PeriodCertificate:
    """Return the certificate as it would be sealed, prepared by the signed-in person. Writes nothing.

    Raises `CaseProblem("certificate_has_errors")`, and `CaseProblem("certificate_unchanged")` for the same word once
    more while nobody waits for it.
    """
    draft = check_record(desk, claim_id, form, complete_to=complete_to, has_periods=has_periods, beside=beside)
    if not draft.can_certify:
        errors = sum(finding.level is Level.ERROR for finding in draft.findings)
        raise CaseProblem("certificate_has_errors", count=errors)
    claim = desk.store.claims.get(claim_id)
    said = read_beside(beside)
    certificate = replace(
        _certificate(desk, claim, _checked(desk, claim, form), complete_to=complete_to, has_periods=has_periods),
        more_follows=more_follows,
        remarks=remarks.strip(),
        insured_now=said.insured_now,
        last_contribution=said.last_contribution,
        other_states=said.other_states,
        year_starts=said.year_starts,
        conversion=said.conversion,
        conversion_rule=said.conversion_rule,
        remark_codes=said.remark_codes,
    )
    certificate = replace(certificate, stated_totals=certificate.totals)
    if not any(entry.open for entry in _owed(desk, claim_id)) and _same_word(
        own_certificate(desk, claim_id), certificate
    ):
        raise CaseProblem("certificate_unchanged")
    return certificate


def facts_of(certificate: PeriodCertificate) -> dict[str, str | int]:
    """Return what the journal says of a certificate: no name and no date of a person."""
    return {"certificate": certificate.number, "version": certificate.version, "weeks": certificate.weeks}


def keep_certificate(desk: Desk, claim_id: str, certificate: PeriodCertificate, *, approver: User) -> PeriodCertificate:
    """Keep a certificate as approved and tell it to the offices of the case, inside the caller's act; return it."""
    now = desk.clock.now()
    certificate = replace(certificate, approved_by=signature(desk, approver), certified_at=now)
    claim = desk.store.claims.get(claim_id)
    desk.store.periods.add_certificate(
        claim_id=claim_id, certificate=certificate, bundle_id=None, accepted_by=approver.id, accepted_at=now
    )
    for office in offices_told(desk, claim):
        put_message(
            desk,
            office=office,
            body=certificate,
            claim=claim,
            in_reply_to=_asked_by(desk, claim, office),
            prepared_by=certificate.prepared_by,
            approved_by=certificate.approved_by,
        )
    for obligation in _owed(desk, claim_id):
        if obligation.open:
            desk.store.obligations.meet(
                obligation.id, met_by=certificate.number, in_part=certificate.more_follows, by=desk.user.id
            )
    states = states_in_order(desk, claim, PeriodsForm()) if claim.part is Part.ASKED else claim.states
    bring_on(desk, replace(claim, states=tuple(dict.fromkeys((*claim.states, *states)))), anew=True)
    note_use(desk, claim_id, certificate)
    forget_part(desk, claim_id, "record")
    forget_part(desk, claim_id, "terms")
    return certificate


def _owed(desk: Desk, claim_id: str) -> list[Obligation]:
    """Return what this office owes or owed of its periods in a case."""
    return [
        entry
        for entry in desk.store.obligations.of_claim(claim_id)
        if entry.owed_by == desk.office.code and entry.kind is ObligationKind.PERIOD_CERTIFICATE
    ]


def _checked(desk: Desk, claim: Claim, form: PeriodsForm) -> CheckedPeriods:
    person = desk.store.persons.get(claim.person_id)
    return check_periods(
        replace(form, single_state=desk.office.state),
        currencies={desk.office.state: desk.party.currency},
        birth_date=person.birth_date,
        today=desk.clock.today(),
    )


def _complete(findings: list[Finding], checked: CheckedPeriods) -> bool:
    """Add a finding for each row without a year or weeks; return whether there is none."""
    missing = [
        Finding(code="record_incomplete", level=Level.ERROR, where=f"rows.{line.line.row_id}.weeks")
        for line in checked.lines
        if line.year is None or line.weeks is None
    ]
    findings.extend(missing)
    return not missing


def _number(desk: Desk, claim: Claim) -> tuple[str, int]:
    before = own_certificate(desk, claim.id)
    if before:
        return before.number, before.version + 1
    return f"{claim.number}-P", 1


def _same_word(before: PeriodCertificate | None, certificate: PeriodCertificate) -> bool:
    """Tell whether a certificate says nothing that the one before does not say."""
    return before is not None and certificate == replace(
        before,
        version=certificate.version,
        kind=certificate.kind,
        certified_at=certificate.certified_at,
        prepared_by=certificate.prepared_by,
        approved_by=certificate.approved_by,
    )


def _asked_by(desk: Desk, claim: Claim, office: str) -> str:
    """Return the id of the message by which an office asked for the certificate, empty for none."""
    return next(
        (
            obligation.asked_message_id
            for obligation in desk.store.obligations.of_claim(claim.id)
            if obligation.owed_to == office and obligation.kind is ObligationKind.PERIOD_CERTIFICATE
        ),
        "",
    )


def _certificate(
    desk: Desk, claim: Claim, checked: CheckedPeriods, *, complete_to: date, has_periods: HasPeriods
) -> PeriodCertificate:
    person = desk.store.persons.get(claim.person_id)
    party = desk.party
    number, version = _number(desk, claim)
    try:
        rows = read_record(checked)
    except FormProblem:
        raise CaseProblem("certificate_has_errors", count=1) from None
    earnings = total((row.earnings for row in rows if row.earnings), party.currency)
    return PeriodCertificate(
        number=number,
        version=version,
        kind=CertificateKind.CORRECTION if version > 1 else CertificateKind.CLAIM,
        state=desk.office.state,
        office=desk.office.code,
        person_surname=person.surname,
        person_forenames=person.forenames,
        person_birth_date=person.birth_date,
        insurance_number=person.number_in(desk.office.state),
        benefits=(claim.benefit,),
        has_periods=has_periods,
        complete_to=complete_to,
        more_follows=False,
        contribution_unit="week",
        currency=party.currency,
        rows=rows,
        stated_weeks=sum(row.weeks for row in rows),
        stated_earnings=earnings,
        certified_at=desk.clock.now(),
        prepared_by=signature(desk, desk.user),
        approved_by="",
    )
