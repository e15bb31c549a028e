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
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.mailbox import MailState
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import own_certificate
from desktop_app.workflows.put_message import put_message

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
    elif _office(desk, form.new_state) is None:
        found.append(Finding(code="departure_office_unknown", level=Level.ERROR, where="new_state"))
    return tuple(found)


def certify_departure(desk: Desk, claim_id: str, form: DepartureForm) -> DepartureCertificate:
    """Certify the periods of this office's newest certificate to the new State, as a further version of it.

    Raises `CaseProblem("certificate_has_errors")` with the `count` of what `check_departure` finds.
    """
    errors = sum(finding.level is Level.ERROR for finding in check_departure(desk, claim_id, form))
    own, office = own_certificate(desk, claim_id), _office(desk, form.new_state)
    if errors or own is None or office is None:
        raise CaseProblem("certificate_has_errors", count=max(errors, 1))
    now = desk.clock.now()
    certificate = replace(
        own,
        kind=CertificateKind.DEPARTURE,
        version=own.version + 1,
        certified_at=now,
        prepared_by=desk.user.short_name,
        approved_by=desk.user.short_name,
    )
    body = DepartureCertificate(
        certificate=certificate,
        departed_on=form.departed_on,
        new_state=form.new_state,
        new_address=form.new_address.strip(),
    )
    with desk.store.act(
        verb="departure_certified",
        user=desk.user.id,
        about=claim_id,
        facts={"state": form.new_state, "certificate": certificate.number, "version": certificate.version},
    ):
        desk.store.periods.add_certificate(
            claim_id=claim_id, certificate=certificate, bundle_id=None, accepted_by=desk.user.id, accepted_at=now
        )
        claim = desk.store.claims.get(claim_id)
        put_message(desk, office=office.card.office.code, body=body, claim=claim)
    return body


def departures_of(desk: Desk, person: InsuredPerson) -> tuple[DepartureCertificate, ...]:
    """Return certificates of departure that may be about a person, by birth date and a number or surname.

    They are shown to be looked at: nobody is matched by them.
    """
    found = []
    for kept in desk.store.mailbox.of_type(MessageType.DEPARTURE_CERTIFICATE):
        body = decode_message(kept.data).body if kept.state in _ACCEPTED and kept.standing != "invalidated" else None
        if not isinstance(body, DepartureCertificate) or body.certificate.person_birth_date != person.birth_date:
            continue
        one = body.certificate
        number = person.number_in(one.state)
        if (number and number == one.insurance_number) or one.person_surname.casefold() == person.surname.casefold():
            found.append(body)
    return tuple(found)


def _office(desk: Desk, state: str) -> KnownOffice | None:
    return next(iter(desk.store.offices.of_state(state)), None)
