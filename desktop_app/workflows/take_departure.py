"""Take in a certificate of departure: kept with its case where one is here, and else until a claim is made (4.18)."""

from collections.abc import Iterator

from desktop_app.domain.certificates import check_certificate
from desktop_app.domain.claims import Claim
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.findings import Level
from desktop_app.workflows.arrival import Arrival, Change, CheckLine, change, failed
from desktop_app.workflows.case_stage import bring_on
from desktop_app.workflows.identity_checks import block_of, identity_checks
from desktop_app.workflows.own_periods import newest_certificate
from desktop_app.workflows.taking import Choice


def departure_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check the right to certify, the sums, the new State, and who is meant where a case is here."""
    body = arrival.body(DepartureCertificate)
    one, own = body.certificate, arrival.office.card.office.state
    others = sorted({one.state, *(row.state for row in one.rows)} - {own})
    if others or one.office != arrival.sender:
        yield failed("certificate_other_state", Level.ERROR, state=own, others=", ".join(others) or one.office)
    for finding in check_certificate(one):
        yield CheckLine(passed=False, finding=finding)
    if body.new_state != arrival.desk.office.state:
        yield failed("departure_elsewhere", Level.WARNING, state=body.new_state)
    if arrival.meant:
        yield from identity_checks(arrival.meant, block_of(one))


def departure_changes(arrival: Arrival) -> Iterator[Change]:
    """Return the person, the day of departure, and the periods that are kept."""
    body = arrival.body(DepartureCertificate)
    one = body.certificate
    yield Change(what="change_departure", mark="new", after=body.departed_on.isoformat(), detail=one.state)
    name = f"{one.person_forenames} {one.person_surname}".strip()
    yield change("change_person", name if arrival.meant else "", name)
    held = newest_certificate(arrival.desk, arrival.claim.id, one.state) if arrival.claim else None
    yield change("change_weeks", str(held.weeks) if held else "", str(one.weeks), one.state)


def take_departure(arrival: Arrival, choice: Choice) -> Claim | None:
    """Keep the certificate: with the case that is named, or with what arrived where none is."""
    desk, claim, one = arrival.desk, arrival.claim, arrival.body(DepartureCertificate).certificate
    if claim is None:
        return None
    kept = {
        (each.certificate.office, each.certificate.number, each.certificate.version)
        for each in desk.store.periods.certificates(claim.id)
    }
    if (one.office, one.number, one.version) in kept:
        return claim
    desk.store.periods.add_certificate(
        claim_id=claim.id,
        certificate=one,
        bundle_id=choice.bundle_id,
        accepted_by=desk.user.id,
        accepted_at=desk.clock.now(),
    )
    return bring_on(desk, claim, anew=True)
