"""Take in a notification of claim: another office examines it, and owes it to us to say so (exchange rules, 4.1)."""

from collections.abc import Iterator

from desktop_app.domain.claim_details import NOTHING_SAID, ClaimDetails
from desktop_app.domain.claims import Claim, Part
from desktop_app.domain.findings import Level
from desktop_app.domain.messages import ClaimNotice
from desktop_app.domain.persons import InsuredPerson
from desktop_app.workflows.arrival import Arrival, Change, CheckLine, change, failed, passed
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.identity_checks import identity_checks
from desktop_app.workflows.open_asked_case import ask_again, open_case
from desktop_app.workflows.own_periods import owes_certificate
from desktop_app.workflows.persons_meant import persons_like
from desktop_app.workflows.take_period_request import due_changes
from desktop_app.workflows.taking import Choice, Left
from desktop_app.workflows.told_of_claim import details_told


def notice_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check a notice by itself, and against the case where one is here."""
    notice = arrival.body(ClaimNotice)
    if not any(entry.office == arrival.sender for entry in arrival.message.case_refs):
        yield failed("sender_number_missing", Level.ERROR)
    yield from _notice_checks(arrival.desk, notice)
    if arrival.claim and arrival.meant:
        yield from _known_case_checks(notice, arrival.claim, arrival.meant)


def notice_changes(arrival: Arrival) -> Iterator[Change]:
    """Return what accepting a notice would change."""
    return _notice_changes(arrival.desk, arrival.sender, arrival.body(ClaimNotice), arrival.claim)


def take_notice(arrival: Arrival, choice: Choice) -> Claim | Left:
    """Open the case, or take note that the claim is told again. Left while the person meant has to be chosen."""
    desk, notice, claim = arrival.desk, arrival.body(ClaimNotice), arrival.claim
    if claim is not None:
        ask_again(desk, arrival.sender, arrival.message, notice, claim)
        return claim
    if not choice.shown and persons_like(desk, notice.person):
        return Left.TO_DECIDE
    return open_case(desk, arrival.sender, arrival.message, notice, choice.person_id if choice.shown else "")


def _notice_checks(desk: Desk, notice: ClaimNotice) -> Iterator[CheckLine]:
    rows = [row for row in notice.work_history if row.state == desk.office.state]
    if rows:
        yield passed("check_rows_here", rows=len(rows))
    else:
        yield failed("no_rows_here", Level.WARNING)
    if notice.filing_date > desk.clock.today():
        yield failed("filing_in_future", Level.WARNING, date=notice.filing_date.isoformat())
    else:
        yield passed("check_filing_date", date=notice.filing_date.isoformat())
    if not notice.consent_given:
        yield failed("consent_missing", Level.WARNING)
    known = {party.code for party in desk.rulebook.parties}
    strange = sorted({*notice.states, *(row.state for row in notice.work_history)} - known)
    if strange:
        yield failed("states_not_known", Level.WARNING, states=", ".join(strange))


def _known_case_checks(notice: ClaimNotice, claim: Claim, person: InsuredPerson) -> Iterator[CheckLine]:
    """Check a notice about a case that is here: it opens no second one, and what was fixed stays."""
    yield from identity_checks(person, notice.person)
    if claim.part is Part.EXAMINING:
        yield failed("claim_examined_here", Level.WARNING, number=claim.number)
    else:
        yield passed("check_case_known", number=claim.number)
    if claim.filing_date and notice.benefit is not claim.benefit:
        yield failed("benefit_differs", Level.ERROR, number=claim.number)
    if claim.filing_date and notice.filing_date != claim.filing_date:
        yield failed(
            "filing_date_differs",
            Level.WARNING,
            ours=claim.filing_date.isoformat(),
            theirs=notice.filing_date.isoformat(),
        )
    if claim.contingency_date and notice.contingency_date != claim.contingency_date:
        yield failed(
            "contingency_differs",
            Level.WARNING,
            ours=claim.contingency_date.isoformat(),
            theirs=notice.contingency_date.isoformat(),
        )


def _notice_changes(desk: Desk, sender: str, notice: ClaimNotice, claim: Claim | None) -> Iterator[Change]:
    if claim:
        if claim.filing_date is None and claim.examining_office == sender:
            yield Change(what="change_claim", mark="new", after=claim.number, detail=notice.benefit.value)
            yield Change(what="change_filing_date", mark="new", after=notice.filing_date.isoformat())
        else:
            yield Change(what="change_claim", mark="same", now=claim.number, after=claim.number)
        rows = desk.store.periods.stated(claim.id)
        if claim.examining_office == sender and rows != notice.work_history:
            yield change("change_history", str(len(rows)), str(len(notice.work_history)), "")
        yield from _details(notice, desk.store.claim_details.get(claim.id), claim.applicant)
        if not owes_certificate(desk, claim.id, sender):
            yield from due_changes(desk, sender, notice.reply_wanted_by)
        return
    name = f"{notice.person.forenames} {notice.person.surname}".strip()
    yield Change(what="change_claim", mark="new", detail=notice.benefit.value)
    yield Change(what="change_person", mark="new", after=name)
    yield Change(what="change_birth_date", mark="new", after=notice.person.birth_date.isoformat())
    yield Change(what="change_filing_date", mark="new", after=notice.filing_date.isoformat())
    yield Change(what="change_history", mark="new", after=str(len(notice.work_history)))
    yield from _details(notice, NOTHING_SAID, "")
    if notice.survivors:
        yield Change(what="change_survivors", mark="new", after=", ".join(each.name for each in notice.survivors))
    if notice.injury and notice.injury.degree_percent is not None:
        yield Change(what="change_injury", mark="new", after=f"{notice.injury.degree_percent} %")
    yield from due_changes(desk, sender, notice.reply_wanted_by)


def _details(notice: ClaimNotice, before: ClaimDetails, applicant: str) -> Iterator[Change]:
    """Return what a notice tells beside person, dates and work history, as far as it is another word than before."""
    told = details_told(notice)
    lines = [
        ("change_claimant", _claimant(before, applicant), _claimant(told, notice.applicant), ""),
        ("change_representative", before.representative, told.representative, ""),
        ("change_letters", before.language, told.language, ""),
        ("change_documents", _documents(before), _documents(told), ""),
        ("change_payment", _payment(before), _payment(told), ""),
        *(("change_also_claimed", "", each.value, "") for each in told.also_claimed if each not in before.also_claimed),
        *(
            ("change_not_to_ask", before.reason_not_to_ask(entry.state), entry.reason, entry.state)
            for entry in told.not_to_ask
        ),
    ]
    for what, now, after, detail in lines:
        if now != after:
            yield change(what, now, after, detail)


def _claimant(details: ClaimDetails, applicant: str) -> str:
    person = details.claimant
    if person is None:
        return applicant
    return f"{person.forenames} {person.surname}".strip() + f", {person.birth_date.isoformat()}"


def _documents(details: ClaimDetails) -> str:
    return ", ".join(entry.kind for entry in details.documents)


def _payment(details: ClaimDetails) -> str:
    wish = details.payment
    return ", ".join(part for part in (wish.where, wish.currency, wish.bank) if part) if wish else ""
