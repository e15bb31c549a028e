"""Take in a certificate of departure: kept with its case where one is here, and else until a claim is made (4.18).

It is a State's word on its periods as any certificate is: checked, shown and settled by the same rules.
"""

from collections.abc import Iterator

from desktop_app.domain.claims import Claim
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.findings import Level
from desktop_app.workflows.arrival import Arrival, Change, CheckLine, failed, passed
from desktop_app.workflows.certify_departure import departures_kept
from desktop_app.workflows.take_certificate import take_word, word_changes, word_checks
from desktop_app.workflows.taking import Choice


def departure_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check the new State, who issued it, and all that is checked of a certificate of insurance periods."""
    body = arrival.body(DepartureCertificate)
    if body.certificate.office != arrival.sender:
        own = arrival.office.card.office.state
        yield failed("certificate_other_state", Level.ERROR, state=own, others=body.certificate.office)
    if body.new_state != arrival.desk.office.state:
        yield failed("departure_elsewhere", Level.WARNING, state=body.new_state)
    yield from word_checks(arrival, body.certificate)
    if arrival.claim is None and not arrival.decided:
        yield from _version_checks(arrival, body)


def _version_checks(arrival: Arrival, body: DepartureCertificate) -> Iterator[CheckLine]:
    """Compare with the versions of the same certificate that are kept without a case; the newest one holds."""
    one = body.certificate
    for kept in departures_kept(arrival.desk):
        other = kept.certificate
        if (other.office, other.number) != (one.office, one.number):
            continue
        if other.version > one.version:
            yield failed("certificate_older", Level.WARNING, version=one.version, newest=other.version)
        elif other.version == one.version and kept == body:
            yield passed("check_here_already", number=one.number, version=one.version)
        elif other.version == one.version:
            yield failed("certificate_version_reused", Level.ERROR, number=one.number, version=one.version)


def departure_changes(arrival: Arrival) -> Iterator[Change]:
    """Return the day of departure and what the certificate changes in the case; without one nothing changes."""
    body = arrival.body(DepartureCertificate)
    one = body.certificate
    yield Change(what="change_departure", mark="new", after=body.departed_on.isoformat(), detail=one.state)
    if arrival.claim and arrival.meant:
        yield from word_changes(arrival, one, arrival.meant)
    else:
        named = f"{one.number} · {one.version}"
        yield Change(what="change_departure_kept", mark="new", after=named, detail=one.state)


def take_departure(arrival: Arrival, choice: Choice) -> Claim | None:
    """Keep the certificate: with the case that is named, where it meets what is owed, or with what arrived."""
    one = arrival.body(DepartureCertificate).certificate
    if arrival.claim is None:
        return None
    return take_word(arrival, choice.bundle_id, one, arrival.claim)
