"""Certify what a person has behind them on leaving the State, for the worker and for the new State (4.18).

It ends the search for old cards: the new State keeps it, with or without a case, until a claim is made.
"""

from dataclasses import dataclass, replace
from datetime import date

from desktop_app.domain.certificates import CertificateKind
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.messages import MessageType
from desktop_app.domain.offices import KnownOffice
from desktop_app.domain.persons import InsuredPerson
from desktop_app.domain.users import User
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.mailbox import MailState
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import own_certificate
from desktop_app.workflows.put_message import put_message
from desktop_app.workflows.signatures import signature
from desktop_app.workflows.veil import refuse_hidden
from desktop_app.workflows.works_alone import refuse_beside_others

_ACCEPTED = (MailState.ACCEPTED, MailState.ACCEPTED_WITH_REMARKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureForm:
    """A departure as entered: the day, the State the person goes to, and the address there where it is known."""

    departed_on: date
    new_state: str
    new_address: str = ""


def check_departure(desk: Desk, claim_id: str, form: DepartureForm) -> tuple[Finding, ...]:
    """Return what is missing or doubtful in a departure as entered; `where` is the field."""
    found = []
    if own_certificate(desk, claim_id) is None:
        found.append(Finding(code="departure_without_periods", level=Level.ERROR))
    if form.departed_on > desk.clock.today():
        found.append(Finding(code="departure_ahead", level=Level.WARNING, where="departed_on"))
    if form.new_state == desk.office.state:
        found.append(Finding(code="departure_to_own_state", level=Level.ERROR, where="new_state"))
    elif departure_office(desk, form.new_state) is None:
        found.append(Finding(code="departure_office_unknown", level=Level.ERROR, where="new_state"))
    return tuple(found)


def certify_departure(desk: Desk, claim_id: str, form: DepartureForm) -> DepartureCertificate:
    """Certify, as the one person of this office, the periods of its newest certificate to the new State.

    Raises what `departure_to_be` raises, and `CaseProblem("word_needs_second")` where others work here
    (`lay_before.propose_departure`).
    """
    refuse_beside_others(desk)
    body = departure_to_be(desk, claim_id, form)
    with desk.store.act(verb="departure_certified", user=desk.user.id, about=claim_id, facts=facts_of(body)):
        return keep_departure(desk, claim_id, body, approver=desk.user)


def departure_to_be(desk: Desk, claim_id: str, form: DepartureForm) -> DepartureCertificate:
    """Return the certificate as it would be sealed: a further version of the newest one. Writes nothing.

    Raises `CaseProblem("certificate_has_errors")` with the `count` of what `check_departure` finds.
    """
    errors = sum(finding.level is Level.ERROR for finding in check_departure(desk, claim_id, form))
    own = own_certificate(desk, claim_id)
    if errors or own is None:
        raise CaseProblem("certificate_has_errors", count=max(errors, 1))
    certificate = replace(
        own,
        kind=CertificateKind.DEPARTURE,
        version=own.version + 1,
        certified_at=desk.clock.now(),
        prepared_by=signature(desk, desk.user),
        approved_by="",
    )
    return DepartureCertificate(
        certificate=certificate,
        departed_on=form.departed_on,
        new_state=form.new_state,
        new_address=form.new_address.strip(),
    )


def facts_of(body: DepartureCertificate) -> dict[str, str | int]:
    """Return what the journal says of a certificate: no name and no date of a person."""
    one = body.certificate
    return {"state": body.new_state, "certificate": one.number, "version": one.version}


def keep_departure(desk: Desk, claim_id: str, body: DepartureCertificate, *, approver: User) -> DepartureCertificate:
    """Keep a certificate as approved and put it into "To send" for the new State, inside the caller's act; return it.

    Raises `CaseProblem("nobody_to_tell")` where no office of that State is in the directory any more.
    """
    now, office = desk.clock.now(), departure_office(desk, body.new_state)
    if office is None:
        raise CaseProblem("nobody_to_tell")
    body = replace(body, certificate=replace(body.certificate, approved_by=signature(desk, approver), certified_at=now))
    one = body.certificate
    desk.store.periods.add_certificate(
        claim_id=claim_id, certificate=one, bundle_id=None, accepted_by=approver.id, accepted_at=now
    )
    put_message(
        desk,
        office=office.card.office.code,
        body=body,
        claim=desk.store.claims.get(claim_id),
        prepared_by=one.prepared_by,
        approved_by=one.approved_by,
    )
    return body


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedDeparture:
    """A certificate on departure that is approved: its message, whose it is, and the office it goes to."""

    message_id: str
    name: str
    office: str


def sealed_departure(desk: Desk, claim_id: str) -> SealedDeparture | None:
    """Return the newest certificate on departure of a case that holds, to be printed for the worker; None for none."""
    refuse_hidden(desk, claim_id)
    for row in reversed(desk.store.outbox.of_claim(claim_id)):
        if row.type is MessageType.DEPARTURE_CERTIFICATE and not row.standing:
            name = desk.store.persons.get(desk.store.claims.get(claim_id).person_id).name
            return SealedDeparture(message_id=row.message_id, name=name, office=row.office)
    return None


def departures_kept(desk: Desk) -> tuple[DepartureCertificate, ...]:
    """Return the certificates of departure that were taken in and not taken back since, every version of them."""
    found = []
    for kept in desk.store.mailbox.of_type(MessageType.DEPARTURE_CERTIFICATE):
        body = decode_message(kept.data).body if kept.state in _ACCEPTED and kept.standing != "invalidated" else None
        if isinstance(body, DepartureCertificate):
            found.append(body)
    return tuple(found)


def departures_of(desk: Desk, person: InsuredPerson) -> tuple[DepartureCertificate, ...]:
    """Return certificates of departure that may be about a person, by birth date and a number or surname.

    Of a certificate the newest version alone. They are shown to be looked at: nobody is matched by them.
    """
    found: dict[tuple[str, str], DepartureCertificate] = {}
    for body in departures_kept(desk):
        one = body.certificate
        if one.person_birth_date != person.birth_date:
            continue
        number = person.number_in(one.state)
        if (number and number == one.insurance_number) or one.person_surname.casefold() == person.surname.casefold():
            before = found.get((one.office, one.number))
            if before is None or before.certificate.version <= one.version:
                found[one.office, one.number] = body
    return tuple(found.values())


def departure_office(desk: Desk, state: str) -> KnownOffice | None:
    """Return the office of a State that a certificate on departure goes to, None where none is known."""
    return next(iter(desk.store.offices.of_state(state)), None)
