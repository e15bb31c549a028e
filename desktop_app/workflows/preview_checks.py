"""What a received message says, checked against our records: identity, the sender's right to say it, and its sums."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.domain.certificates import PeriodCertificate, check_certificate
from desktop_app.domain.claims import Claim, Part
from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.domain.messages import ClaimNotice, Message
from desktop_app.domain.offices import KnownOffice
from desktop_app.domain.persons import InsuredPerson
from desktop_app.exchange.bundle import OpenedBundle
from desktop_app.exchange.messages import Waits
from desktop_app.exchange.sequence import remembers_more
from desktop_app.exchange.trust import Trust
from desktop_app.workflows.case_of_message import claims_of, our_message
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import newest_certificate, year_weeks
from desktop_app.workflows.persons_meant import bare_number, same_name

_MOST_WEEKS = 53
"""The Mondays a year can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One check of what a bundle says: passed, or with what is doubtful or wrong."""

    passed: bool
    finding: Finding


def message_checks(
    desk: Desk,
    office: KnownOffice,
    message: Message,
    claim: Claim | None,
    meant: InsuredPerson | None,
    *,
    decided: bool,
) -> tuple[CheckLine, ...]:
    """Return the checks of one message from an office.

    `meant` is the person of its case, or the one that a claim in the same bundle names.
    """
    return tuple(_message_checks(desk, office, message, claim, meant, decided=decided))


def bundle_checks(desk: Desk, opened: OpenedBundle) -> tuple[CheckLine, ...]:
    """Return what is doubtful about a bundle as a whole; nothing for one in order."""
    return tuple(_bundle_checks(desk, opened))


def waiting_checks(count: int) -> tuple[CheckLine, ...]:
    """Return a line that says how many messages of the bundle are not decided with the rest."""
    return (_failed("parts_wait", Level.NOTE, count=count),) if count else ()


def repeat_checks(*, repeated: bool) -> tuple[CheckLine, ...]:
    """Return a line that says that everything in the bundle was decided before, in an earlier file."""
    return (_passed("message_decided_before"),) if repeated else ()


def _message_checks(
    desk: Desk,
    office: KnownOffice,
    message: Message,
    claim: Claim | None,
    meant: InsuredPerson | None,
    *,
    decided: bool,
) -> Iterator[CheckLine]:
    body = message.body
    sender = office.card.office.code
    if len(claims_of(desk, sender, message)) > 1:
        yield _failed("case_refs_disagree", Level.WARNING)
    if isinstance(body, PeriodCertificate):
        yield from _certificate_checks(desk, office, body, claim, meant, decided=decided)
    elif isinstance(body, ClaimNotice):
        if not any(entry.office == sender for entry in message.case_refs):
            yield _failed("sender_number_missing", Level.ERROR)
        yield from _notice_checks(desk, body)
        if claim and meant:
            yield from _known_case_checks(body, claim, meant)
    elif our_message(desk, sender, body.about_message) is None:
        yield _failed("not_our_message", Level.WARNING)


def _bundle_checks(desk: Desk, opened: OpenedBundle) -> Iterator[CheckLine]:
    last = desk.store.outbox.next_sequence(opened.sender) - 1
    if opened.trust is Trust.TRUSTED and remembers_more(opened.manifest, last):
        theirs = max(opened.manifest.received_up_to, max(opened.manifest.missing, default=-1) + 1)
        yield _failed("own_store_older", Level.WARNING, theirs=theirs, ours=last)
    lost = [number for number in opened.manifest.missing if number <= last]
    if opened.trust is Trust.TRUSTED and lost:
        yield _failed("bundles_missing_there", Level.WARNING, numbers=", ".join(str(number) for number in lost))
    for entry in opened.not_understood:
        if entry.waits is Waits.EXTRA_FIELDS:
            yield _failed(
                "fields_not_understood",
                Level.WARNING,
                version=entry.schema_version,
                fields=", ".join(path for path, _ in entry.fields),
            )
        else:
            first = next(iter(entry.summary.splitlines()), "").rstrip(".") or entry.type
            yield _failed("message_waits", Level.WARNING, version=entry.schema_version, summary=first)
    if opened.attachments:
        yield _failed("attachments_kept", Level.NOTE, count=len(opened.attachments))


def _notice_checks(desk: Desk, notice: ClaimNotice) -> Iterator[CheckLine]:
    rows = [row for row in notice.work_history if row.state == desk.office.state]
    if rows:
        yield _passed("check_rows_here", rows=len(rows))
    else:
        yield _failed("no_rows_here", Level.WARNING)
    if notice.filing_date > desk.clock.today():
        yield _failed("filing_in_future", Level.WARNING, date=notice.filing_date.isoformat())
    else:
        yield _passed("check_filing_date", date=notice.filing_date.isoformat())
    if not notice.consent_given:
        yield _failed("consent_missing", Level.WARNING)
    known = {party.code for party in desk.rulebook.parties}
    strange = sorted({*notice.states, *(row.state for row in notice.work_history)} - known)
    if strange:
        yield _failed("states_not_known", Level.WARNING, states=", ".join(strange))


def _known_case_checks(notice: ClaimNotice, claim: Claim, person: InsuredPerson) -> Iterator[CheckLine]:
    """Check a notice about a case that is here: it opens no second one, and what was fixed stays."""
    block = notice.person
    yield from _identity(person, f"{block.forenames} {block.surname}", block.birth_date.isoformat())
    if claim.part is Part.EXAMINING:
        yield _failed("claim_examined_here", Level.WARNING, number=claim.number)
    else:
        yield _passed("check_case_known", number=claim.number)
    if notice.benefit is not claim.benefit:
        yield _failed("benefit_differs", Level.ERROR, number=claim.number)
    if claim.filing_date and notice.filing_date != claim.filing_date:
        yield _failed(
            "filing_date_differs",
            Level.WARNING,
            ours=claim.filing_date.isoformat(),
            theirs=notice.filing_date.isoformat(),
        )
    if claim.contingency_date and notice.contingency_date != claim.contingency_date:
        yield _failed(
            "contingency_differs",
            Level.WARNING,
            ours=claim.contingency_date.isoformat(),
            theirs=notice.contingency_date.isoformat(),
        )


def _certificate_checks(
    desk: Desk,
    office: KnownOffice,
    certificate: PeriodCertificate,
    claim: Claim | None,
    meant: InsuredPerson | None,
    *,
    decided: bool,
) -> Iterator[CheckLine]:
    if meant is None:
        yield _failed("case_not_found", Level.ERROR)
        return
    yield from _competence(desk, office, certificate)
    found = list(
        _identity(
            meant,
            f"{certificate.person_forenames} {certificate.person_surname}",
            certificate.person_birth_date.isoformat(),
        )
    )
    ours, theirs = meant.number_in(certificate.state), certificate.insurance_number
    if ours and theirs and bare_number(ours) != bare_number(theirs):
        found.append(_failed("number_differs", Level.WARNING, ours=ours, theirs=theirs))
    yield from found or [_passed("check_identity")]
    sums = check_certificate(certificate)
    if not any(finding.code.startswith("certificate_weeks") for finding in sums):
        yield _passed("check_rows_add_up", weeks=certificate.weeks)
    for finding in sums:
        yield CheckLine(passed=False, finding=finding)
    if certificate.more_follows:
        yield _failed("more_follows", Level.WARNING)
    if claim:
        if certificate.state not in claim.states:
            yield _failed("state_not_named", Level.WARNING)
        if not decided:
            yield from _version_checks(desk, certificate, claim)
        yield from _overlap_checks(desk, certificate, claim)


def _competence(desk: Desk, office: KnownOffice, certificate: PeriodCertificate) -> Iterator[CheckLine]:
    """Check that an office certifies the periods of its own State, in its own currency, and nothing else."""
    own = office.card.office.state
    others = sorted({certificate.state, *(row.state for row in certificate.rows)} - {own})
    if others:
        yield _failed("certificate_other_state", Level.ERROR, state=own, others=", ".join(others))
    currency = desk.rulebook.party(own).currency
    if certificate.currency != currency:
        yield _failed("certificate_currency", Level.ERROR, theirs=certificate.currency, ours=currency)


def _identity(person: InsuredPerson, name: str, born: str) -> Iterator[CheckLine]:
    if born != person.birth_date.isoformat():
        yield _failed("birth_date_differs", Level.ERROR, ours=person.birth_date.isoformat(), theirs=born)
    names = (person.name, f"{person.forenames} {person.name_at_birth}".strip())
    if not any(same_name(name, ours) for ours in names):
        yield _failed("name_differs", Level.WARNING, theirs=name.strip())


def _version_checks(desk: Desk, certificate: PeriodCertificate, claim: Claim) -> Iterator[CheckLine]:
    number, version = certificate.number, certificate.version
    for kept in desk.store.periods.certificates(claim.id):
        one = kept.certificate
        if (one.office, one.number, one.version) == (certificate.office, number, version):
            if one == certificate:
                yield _failed("certificate_here_already", Level.ERROR, number=number, version=version)
            else:
                yield _failed("certificate_version_reused", Level.ERROR, number=number, version=version)
            return
    newest = newest_certificate(desk, claim.id, certificate.state)
    if newest and newest.version > version:
        yield _failed("certificate_older", Level.WARNING, version=version, newest=newest.version)
    if newest and newest.office != certificate.office:
        yield _failed("certificate_other_office", Level.WARNING, office=newest.office)


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
            if together > _MOST_WEEKS:
                crowded = True
                yield _failed("year_crowded", Level.WARNING, year=year, weeks=together, state=record.state)
    if not crowded:
        yield _passed("check_no_year_above")


def _passed(code: str, /, **facts: Fact) -> CheckLine:
    return CheckLine(passed=True, finding=Finding(code=code, level=Level.NOTE, facts=facts))


def _failed(code: str, level: Level, /, **facts: Fact) -> CheckLine:
    return CheckLine(passed=False, finding=Finding(code=code, level=level, facts=facts))
