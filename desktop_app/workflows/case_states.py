"""The States of a case, in the order of first insurance, and how each stands: office, number, question, certificate."""

from dataclasses import dataclass, replace
from datetime import date

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Claim, Part
from desktop_app.domain.forms import PeriodsForm
from desktop_app.domain.obligations import ObligationKind
from desktop_app.domain.offices import KnownOffice
from desktop_app.domain.persons import InsuredPerson
from desktop_app.domain.states import Party
from desktop_app.domain.time import parse_date
from desktop_app.foundation.problems import FormProblem
from desktop_app.store.obligations import Obligation, ObligationState
from desktop_app.workflows.case_offices import asked_of, office_for
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import newest_certificate, state_of_office

_LAST_YEAR = 9999


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLine:
    """One State of the case: its office, the person's number there, what was asked of it and what it certified.

    `in_effect` tells whether the Agreement is in effect there today; where it is not, periods are recorded and nobody
    is asked. `owed` tells that an answer, or the rest of one, is still owed.
    """

    state: str
    party: Party
    lane: int
    office: KnownOffice | None
    number: str
    certificate: PeriodCertificate | None
    versions: int
    asked_on: date | None
    due_on: date | None
    overdue: bool
    own: bool
    in_effect: bool = True
    owed: bool = False


def states_in_order(desk: Desk, claim: Claim | None, history: PeriodsForm) -> tuple[str, ...]:
    """Return the States of a case in the order of first insurance: certified rows first, then what was stated.

    This office's own State is always among them.
    """
    first: dict[str, int] = {}
    if claim:
        for record in desk.store.periods.current(claim.id):
            for row in record.rows:
                first[record.state] = min(first.get(record.state, row.year), row.year)
            first.setdefault(record.state, _LAST_YEAR)
    for line in history.lines:
        if line.blank or not line.state.strip():
            continue
        year = _year_hint(line.year, line.start)
        state = line.state.strip().upper()
        first[state] = min(first.get(state, year), year)
    for state in (*(claim.states if claim else ()), desk.office.state):
        first.setdefault(state, _LAST_YEAR)
    known = {party.code for party in desk.rulebook.parties}
    return tuple(sorted((state for state in first if state in known), key=lambda state: first[state]))


def states_named(desk: Desk, claim: Claim, person: InsuredPerson, history: PeriodsForm) -> tuple[str, ...]:
    """Return the States a case has once person and work history are entered; one named by mistake leaves again.

    A State stays while the person has a number or work in it, while it is asked, and once it certified. In a case that
    another office examines, that office's word on the States stands.
    """
    if claim.part is Part.ASKED:
        return states_in_order(desk, claim, history)
    asked = (
        state_of_office(desk, entry.owed_by)
        for entry in desk.store.obligations.of_claim(claim.id)
        if entry.state is not ObligationState.CANCELLED
    )
    named = (*(state for state in claim.states if state == desk.office.state), *asked)
    numbered = (entry.state for entry in person.numbers)
    return states_in_order(desk, replace(claim, states=tuple(dict.fromkeys((*named, *numbered)))), history)


def state_lines(
    desk: Desk, claim: Claim | None, person: InsuredPerson | None, history: PeriodsForm, today: date
) -> tuple[StateLine, ...]:
    """Return a line for each State of a case."""
    owed = desk.store.obligations.of_claim(claim.id) if claim else ()
    lines: list[StateLine] = []
    for lane, state in enumerate(states_in_order(desk, claim, history)):
        own = state == desk.office.state
        asked = asked_of(desk, tuple(entry for entry in owed if _is_about(desk, entry, own=own)), state)
        party = desk.rulebook.party(state)
        lines.append(
            StateLine(
                state=state,
                party=party,
                lane=lane,
                office=None if own else office_for(desk, state, asked, claim.examining_office if claim else ""),
                number=person.number_in(state) if person else "",
                certificate=newest_certificate(desk, claim.id, state) if claim else None,
                versions=_versions(desk, claim, state),
                asked_on=asked.asked_on if asked else None,
                due_on=asked.due_on if asked else None,
                overdue=bool(asked and asked.open and asked.due_on < today),
                own=own,
                in_effect=party.in_effect_on(today),
                owed=bool(asked and asked.open),
            )
        )
    return tuple(lines)


def _is_about(desk: Desk, entry: Obligation, *, own: bool) -> bool:
    """Tell whether a certificate is owed by this office, or by another, of our own State among them."""
    return entry.kind is ObligationKind.PERIOD_CERTIFICATE and (entry.owed_by == desk.office.code) is own


def _versions(desk: Desk, claim: Claim | None, state: str) -> int:
    kept = desk.store.periods.certificates(claim.id) if claim else ()
    return sum(entry.certificate.state == state for entry in kept)


def _year_hint(year: str, start: str) -> int:
    if year.strip().isdigit():
        return int(year)
    try:
        return parse_date(start).year
    except FormProblem:
        return _LAST_YEAR
