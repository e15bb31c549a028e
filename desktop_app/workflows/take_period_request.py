"""Take in a request for periods: our certificate is owed, in a case that is here or is opened for it (4.2)."""

from collections.abc import Iterator
from datetime import date

from desktop_app.domain.claims import Claim
from desktop_app.domain.findings import Level
from desktop_app.domain.inquiries import PeriodRequest
from desktop_app.domain.obligations import ObligationKind
from desktop_app.workflows.arrival import Arrival, Change, CheckLine, failed
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.identity_checks import identity_checks
from desktop_app.workflows.open_asked_case import open_case_for_periods
from desktop_app.workflows.own_periods import owes_certificate
from desktop_app.workflows.persons_meant import persons_like
from desktop_app.workflows.questions import owe, reply_due
from desktop_app.workflows.taking import Choice, Left


def period_request_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check who is meant, that the office names its case, and how urgent it is."""
    body = arrival.body(PeriodRequest)
    if not any(entry.office == arrival.sender for entry in arrival.message.case_refs):
        yield failed("sender_number_missing", Level.ERROR)
    if arrival.meant:
        yield from identity_checks(arrival.meant, body.person)
    if body.urgency:
        yield failed("asked_urgently", Level.WARNING, text=body.urgency)
    strange = sum(row.state != arrival.desk.office.state for row in body.known)
    if strange:
        yield failed("rows_of_other_states", Level.WARNING, count=strange)


def period_request_changes(arrival: Arrival) -> Iterator[Change]:
    """Return that a certificate is owed, and the case and person that would be opened for it."""
    body, claim = arrival.body(PeriodRequest), arrival.claim
    if claim is None:
        yield Change(what="change_claim", mark="new", detail=body.benefits[0].value if body.benefits else "")
        yield Change(what="change_person", mark="new", after=arrival.person_name(body.person))
        yield Change(what="change_birth_date", mark="new", after=body.person.birth_date.isoformat())
    else:
        yield Change(what="change_claim", mark="same", now=claim.number, after=claim.number)
    if claim is None or not owes_certificate(arrival.desk, claim.id, arrival.sender):
        yield from due_changes(arrival.desk, arrival.sender, body.reply_wanted_by)


def due_changes(desk: Desk, sender: str, wanted_by: date) -> Iterator[Change]:
    """Return by when our certificate will be owed, and by when the other office wishes it, if that is sooner."""
    due = reply_due(desk, sender, ObligationKind.PERIOD_CERTIFICATE)
    yield Change(what="change_reply_due", mark="new", after=due.isoformat())
    if wanted_by < due:
        yield Change(what="change_reply_wished", mark="new", after=wanted_by.isoformat())


def take_period_request(arrival: Arrival, choice: Choice) -> Claim | Left:
    """Owe our certificate. Left while the person meant has to be chosen."""
    desk, body, claim = arrival.desk, arrival.body(PeriodRequest), arrival.claim
    if claim is None:
        if not choice.shown and persons_like(desk, body.person):
            return Left.TO_DECIDE
        chosen = choice.person_id if choice.shown else ""
        claim = open_case_for_periods(desk, arrival.sender, arrival.message, body, chosen)
    if not owes_certificate(desk, claim.id, arrival.sender):
        owe(desk, claim, arrival.sender, arrival.message, ObligationKind.PERIOD_CERTIFICATE)
    return claim
