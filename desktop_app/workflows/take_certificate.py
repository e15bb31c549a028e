"""Take in a certificate of insurance periods: the State's word on its own periods (exchange rules, 4.3)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from desktop_app.domain.certificates import YEAR_HOLDS, HasPeriods, PeriodCertificate, check_certificate
from desktop_app.domain.claims import Claim, OfficeReference
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.findings import Level
from desktop_app.domain.messages import Message, MessageType
from desktop_app.domain.money import Money, total
from desktop_app.domain.obligations import ObligationKind
from desktop_app.domain.offices import KnownOffice
from desktop_app.domain.persons import InsuranceNumber, InsuredPerson
from desktop_app.exchange.messages.head import decode_message
from desktop_app.store.mailbox import UNDECIDED
from desktop_app.store.obligations import Obligation, ObligationState
from desktop_app.workflows.arrival import Arrival, Change, CheckLine, change, failed, passed
from desktop_app.workflows.case_stage import bring_on
from desktop_app.workflows.decisions_owed import due_by_certificates
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.identity_checks import block_of, identity_checks
from desktop_app.workflows.own_periods import newest_certificate, state_of_office, year_weeks
from desktop_app.workflows.paper_copies import kept_already, paper_differences, paper_of, scanned_copy
from desktop_app.workflows.persons_meant import joined_numbers
from desktop_app.workflows.taking import Choice, Left
from desktop_app.workflows.version_changes import amount_changes, calculated_before, row_changes

_CERTIFIES: Final = (MessageType.PERIOD_CERTIFICATE, MessageType.DEPARTURE_CERTIFICATE)
"""Messages that bring a State's word on its periods."""


def certificate_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check who is meant, the sender's right to certify, the sums, the version and other States' years."""
    certificate = arrival.body(PeriodCertificate)
    if arrival.meant is None:
        yield failed("case_not_found", Level.ERROR)
        return
    yield from word_checks(arrival, certificate)


def word_checks(arrival: Arrival, certificate: PeriodCertificate) -> Iterator[CheckLine]:
    """Check a State's word on its periods, whichever message brings it, against all that is here about its person."""
    desk, claim = arrival.desk, arrival.claim
    yield from _competence(desk, arrival.office, certificate)
    if arrival.meant:
        yield from identity_checks(arrival.meant, block_of(certificate))
    sums = check_certificate(certificate)
    if not any(finding.code.startswith("certificate_weeks") for finding in sums):
        yield passed("check_rows_add_up", weeks=certificate.weeks)
    for finding in sums:
        yield CheckLine(passed=False, finding=finding)
    yield from two_persons_checks(certificate.prepared_by, certificate.approved_by)
    if certificate.more_follows:
        yield failed("more_follows", Level.WARNING)
    if claim:
        if certificate.state not in claim.states:
            yield failed("state_not_named", Level.WARNING)
        if not arrival.decided:
            yield from _version_checks(desk, certificate, claim)
        yield from _overlap_checks(desk, certificate, claim)


def two_persons_checks(prepared_by: str, approved_by: str) -> Iterator[CheckLine]:
    """Say where one person prepared and approved a certificate, as in an office of one."""
    if approved_by and prepared_by == approved_by:
        yield failed("certified_by_one_person", Level.WARNING, name=approved_by)


def certificate_changes(arrival: Arrival) -> Iterator[Change]:
    """Return what accepting a certificate would change; nothing where nobody is meant."""
    if arrival.meant:
        yield from word_changes(arrival, arrival.body(PeriodCertificate), arrival.meant)


def word_changes(arrival: Arrival, certificate: PeriodCertificate, meant: InsuredPerson) -> Iterator[Change]:
    """Return what accepting a State's word would change about a person, and what we would owe for it."""
    desk, claim = arrival.desk, arrival.claim
    yield from _certificate_changes(desk, certificate, claim, meant)
    if claim and (due := due_by_certificates(desk, claim, (certificate, *_in_one_file(arrival)))):
        yield Change(what="change_decision_due", mark="new", after=due.isoformat())


def take_certificate(arrival: Arrival, choice: Choice) -> Claim | Left:
    """Keep a certificate with its case. Left where no case here is named."""
    if arrival.claim is None:
        return Left.TO_DECIDE
    certificate = arrival.body(PeriodCertificate)
    return take_word(arrival, choice.bundle_id, certificate, arrival.claim)


def _in_one_file(arrival: Arrival) -> Iterator[PeriodCertificate]:
    """Yield the certificates that came with an arrival and are not decided on either."""
    mailbox = arrival.desk.store.mailbox
    kept = mailbox.message(arrival.message.message_id)
    for each in mailbox.messages_of(kept.received_id) if kept else ():
        if each.type in _CERTIFIES and each.state in UNDECIDED:
            body = decode_message(each.data).body
            if isinstance(body, DepartureCertificate):
                yield body.certificate
            elif isinstance(body, PeriodCertificate):
                yield body


def _competence(desk: Desk, office: KnownOffice, certificate: PeriodCertificate) -> Iterator[CheckLine]:
    """Check that an office certifies the periods of its own State, in its own currency, and nothing else."""
    own = office.card.office.state
    others = sorted({certificate.state, *(row.state for row in certificate.rows)} - {own})
    if others:
        yield failed("certificate_other_state", Level.ERROR, state=own, others=", ".join(others))
    currency = desk.rulebook.party(own).currency
    if certificate.currency != currency:
        yield failed("certificate_currency", Level.ERROR, theirs=certificate.currency, ours=currency)


def _version_checks(desk: Desk, certificate: PeriodCertificate, claim: Claim) -> Iterator[CheckLine]:
    number, version = certificate.number, certificate.version
    for kept in desk.store.periods.certificates(claim.id):
        one = kept.certificate
        if kept.paper is not None:
            continue
        if (one.office, one.number, one.version) == (certificate.office, number, version):
            if one == certificate and _taken_back(desk, certificate, claim):
                yield failed("certificate_taken_back", Level.ERROR, number=number, version=version)
            elif one == certificate and scanned_copy(desk, claim.id, certificate):
                yield passed("check_paper_same", number=number, version=version)
            elif one == certificate:
                yield passed("check_here_already", number=number, version=version)
            else:
                yield failed("certificate_version_reused", Level.ERROR, number=number, version=version)
            return
    if typed := paper_of(desk, claim.id, certificate):
        differences = sum(1 for _ in paper_differences(typed.certificate, certificate))
        if differences:
            yield failed("paper_differs", Level.WARNING, number=number, version=version, count=differences)
        else:
            yield passed("check_paper_same", number=number, version=version)
    newest = newest_certificate(desk, claim.id, certificate.state)
    if newest and newest.version > version:
        yield failed("certificate_older", Level.WARNING, version=version, newest=newest.version)
    if newest and newest.office != certificate.office:
        yield failed("certificate_other_office", Level.WARNING, office=newest.office)


def _taken_back(desk: Desk, certificate: PeriodCertificate, claim: Claim) -> bool:
    """Tell whether a certificate that is here was taken back, and no later version took its place."""
    newest = newest_certificate(desk, claim.id, certificate.state)
    return newest is None or newest.version < certificate.version


def _overlap_checks(desk: Desk, certificate: PeriodCertificate, claim: Claim) -> Iterator[CheckLine]:
    """Compare weeks by year with the certificates of other States that are already in."""
    theirs = year_weeks(certificate.rows)
    crowded = False
    for record in desk.store.periods.current(claim.id):
        if record.state == certificate.state:
            continue
        ours = year_weeks(record.rows)
        for year in sorted(theirs.keys() & ours.keys()):
            together = theirs[year] + ours[year]
            if together > YEAR_HOLDS:
                crowded = True
                yield failed("year_crowded", Level.WARNING, year=year, weeks=together, state=record.state)
    if not crowded:
        yield passed("check_no_year_above", weeks=YEAR_HOLDS)


def _certificate_changes(
    desk: Desk, certificate: PeriodCertificate, claim: Claim | None, person: InsuredPerson
) -> Iterator[Change]:
    state = certificate.state
    before = newest_certificate(desk, claim.id, state) if claim else None
    version_after = f"{certificate.number} · {certificate.version}"
    if claim and kept_already(desk, claim.id, certificate):
        yield Change(what="change_certificate_here", mark="same", now=version_after, after=version_after, detail=state)
        return
    if before and before.version > certificate.version:
        yield Change(what="change_certificate_beside", mark="new", after=version_after, detail=state)
        return
    if certificate.insurance_number:
        yield change("change_number", person.number_in(state), certificate.insurance_number, state)
    version_now = f"{before.number} · {before.version}" if before else ""
    yield change("change_certificate", version_now, version_after, state)
    yield from _figures(desk, certificate, claim, before)
    if before:
        yield from row_changes(before, certificate)
    if claim:
        if before:
            yield from amount_changes(desk, claim, certificate)
            yield from calculated_before(desk, claim)
        if typed := paper_of(desk, claim.id, certificate):
            yield from paper_differences(typed.certificate, certificate)
        yield from _case_figures(desk, certificate, claim)
    yield from _beside_rows(certificate, claim)
    if certificate.has_periods is not HasPeriods.YES:
        yield Change(what="change_no_periods", mark="new", after=certificate.has_periods.value, detail=state)


def _beside_rows(certificate: PeriodCertificate, claim: Claim | None) -> Iterator[Change]:
    """Return what the certificate says beside its figures, and which rows it does not let count here."""
    for row in certificate.rows if claim else ():
        year, weeks = str(row.year), str(row.weeks)
        if claim and row.counts_for and claim.benefit not in row.counts_for:
            yield Change(what="change_row_not_for", mark="new", after=weeks, detail=year)
        elif claim and row.raises_amount is not None and claim.benefit not in row.raises_amount:
            yield Change(what="change_row_not_raising", mark="new", after=weeks, detail=year)
    state = certificate.state
    if certificate.insured_now is not None:
        after = "yes" if certificate.insured_now else "no"
        yield Change(what="change_insured_now", mark="new", after=after, detail=state)
    if certificate.last_contribution:
        after = certificate.last_contribution.isoformat()
        yield Change(what="change_last_contribution", mark="new", after=after, detail=state)
    if certificate.other_states:
        after = ", ".join(certificate.other_states)
        yield Change(what="change_other_states", mark="new", after=after, detail=state)
    if certificate.conversion:
        yield Change(what="change_conversion", mark="new", after=certificate.conversion, detail=state)
    for code in certificate.remark_codes:
        yield Change(what="change_remark_code", mark="new", after=code.value, detail=state)


def _figures(
    desk: Desk, certificate: PeriodCertificate, claim: Claim | None, before: PeriodCertificate | None
) -> Iterator[Change]:
    stated = [row for row in (desk.store.periods.stated(claim.id) if claim else ()) if row.state == certificate.state]
    stated_earnings = total(
        (row.earnings for row in stated if row.earnings and row.earnings.currency == certificate.currency),
        certificate.currency,
    )
    yield change(
        "change_weeks" if before else "change_weeks_stated",
        str(before.weeks if before else sum(row.weeks or 0 for row in stated)),
        str(certificate.weeks),
        certificate.state,
    )
    earnings_now = before.earnings if before else stated_earnings
    yield change("change_earnings", _money(earnings_now), _money(certificate.earnings), certificate.state)


def _case_figures(desk: Desk, certificate: PeriodCertificate, claim: Claim) -> Iterator[Change]:
    records = {record.state: record.weeks for record in desk.store.periods.current(claim.id)}
    together = sum(records.values())
    after = together - records.get(certificate.state, 0) + certificate.weeks
    yield change("change_weeks_certified", str(together), str(after), "")
    have = len(records)
    need = len({*claim.states, certificate.state})
    new = have + (certificate.state not in records)
    yield change("change_replies", f"{have}/{len(claim.states)}", f"{new}/{need}", "")


def _money(money: Money) -> str:
    return f"{money.currency} {money.plain}"


def take_word(arrival: Arrival, bundle_id: str, certificate: PeriodCertificate, claim: Claim) -> Claim:
    """Keep a certificate with its case; one that is older than what holds is kept beside it and changes nothing."""
    desk, message = arrival.desk, arrival.message
    claim = replace(claim, references=_references(claim, message))
    if kept_already(desk, claim.id, certificate):
        return _settle_repeat(arrival, certificate, claim)
    return settle_certificate(
        desk,
        claim,
        certificate,
        keep=lambda: desk.store.periods.add_certificate(
            claim_id=claim.id,
            certificate=certificate,
            bundle_id=bundle_id,
            accepted_by=desk.user.id,
            accepted_at=desk.clock.now(),
        ),
        met_by=message.message_id,
        from_paper=arrival.on_paper,
    )


def _settle_repeat(arrival: Arrival, certificate: PeriodCertificate, claim: Claim) -> Claim:
    """Meet what is still owed by a certificate that is here already, word for word; nothing else changes."""
    desk = arrival.desk
    for obligation in _owed(desk, claim, certificate):
        in_part = certificate.more_follows
        if not (in_part and obligation.state is ObligationState.MET_IN_PART):
            desk.store.obligations.meet(
                obligation.id,
                met_by=arrival.message.message_id,
                in_part=in_part,
                from_paper=arrival.on_paper,
                by=desk.user.id if arrival.on_paper else "",
            )
    return bring_on(desk, claim)


def _owed(desk: Desk, claim: Claim, certificate: PeriodCertificate) -> Iterator[Obligation]:
    """Return the certificates of that State that are owed to this office in a case and have not all come."""
    for obligation in desk.store.obligations.of_claim(claim.id):
        if (
            obligation.open
            and obligation.kind is ObligationKind.PERIOD_CERTIFICATE
            and obligation.owed_to == desk.office.code
            and state_of_office(desk, obligation.owed_by) == certificate.state
        ):
            yield obligation


def settle_certificate(
    desk: Desk,
    claim: Claim,
    certificate: PeriodCertificate,
    *,
    keep: Callable[[], None],
    met_by: str,
    from_paper: bool = False,
) -> Claim:
    """Keep a State's certificate by `keep`, take over its number, meet what was owed, and bring the case on.

    One that is older than what holds is only kept. The electronic copy of what was typed from paper meets nothing that
    the paper met. Inside the caller's act.
    """
    before = newest_certificate(desk, claim.id, certificate.state)
    typed = paper_of(desk, claim.id, certificate)
    keep()
    if before and before.version > certificate.version:
        desk.store.claims.update(claim)
        return claim
    person = desk.store.persons.get(claim.person_id)
    if certificate.insurance_number:
        entry = InsuranceNumber(state=certificate.state, number=certificate.insurance_number)
        desk.store.persons.update(replace(person, numbers=joined_numbers(person.numbers, (entry,), replacing=True)))
    for obligation in _owed(desk, claim, certificate):
        in_part = certificate.more_follows
        if in_part and typed is not None and typed.paper is not None and obligation.met_by == typed.paper.id:
            continue
        desk.store.obligations.meet(
            obligation.id,
            met_by=met_by,
            in_part=in_part,
            from_paper=from_paper,
            by=desk.user.id if from_paper else "",
        )
    states = tuple(dict.fromkeys((*claim.states, certificate.state)))
    return bring_on(desk, replace(claim, states=states), anew=True)


def _references(claim: Claim, message: Message) -> tuple[OfficeReference, ...]:
    known = {entry.office: entry for entry in claim.references}
    for entry in message.case_refs:
        known.setdefault(entry.office, entry)
    return tuple(known.values())
