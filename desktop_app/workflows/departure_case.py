"""A person leaves this State before any claim: the case from which their record is certified to the new State (4.22).

It is a case that the new State's office will examine one day: our record is certified in it, the certificate on
departure goes out of it, and a later claim of the person meets it as it meets any other case.
"""

from desktop_app.domain.claims import Benefit, Part, Stage
from desktop_app.domain.offices import KnownOffice
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.workflows.asked_case import asked_case
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import own_certificate


def offices_to_go_to(desk: Desk) -> tuple[KnownOffice, ...]:
    """Return the offices of other States whose keys were compared, by State."""
    known = [office for office in desk.store.offices.all() if office.trusted]
    others = [office for office in known if office.card.office.state != desk.office.state]
    return tuple(sorted(others, key=lambda office: (office.card.office.state, office.card.office.code)))


def open_departure_case(desk: Desk, person_id: str, office_code: str) -> str:
    """Return the id of the case in which a departure to an office's State is certified.

    A case of the person in which our record is certified already serves, and so does one that was opened for this
    office before; else a new one is opened, in one act. Raises `CaseProblem("person_unknown")`,
    `ExchangeProblem("office_unknown")`, `ExchangeProblem("key_not_checked")` (office), and as a protected case does.
    """
    person = desk.store.persons.find(desk.store.persons.current(person_id))
    if person is None:
        raise CaseProblem("person_unknown")
    office = desk.store.offices.get(office_code)
    if office is None:
        raise ExchangeProblem("office_unknown", office=office_code)
    if not office.trusted:
        raise ExchangeProblem("key_not_checked", office=office_code)
    for claim in reversed(desk.store.claims.of_person(person.id)):
        mine = claim.part is Part.ASKED and claim.examining_office == office_code and claim.stage is not Stage.CLOSED
        if mine or (claim.stage is not Stage.CLOSED and own_certificate(desk, claim.id) is not None):
            return claim.id
    key, states = desk.clock.new_id(), (office.card.office.state, desk.office.state)
    with desk.store.act(verb="departure_begun", user=desk.user.id, about=key, facts={"office": office_code}) as act:
        claim = asked_case(desk, office_code, person.id, benefit=Benefit.AGE, states=states, claim_id=key)
        desk.store.claims.add(claim)
        act.note(number=claim.number)
    return key
