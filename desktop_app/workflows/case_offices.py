"""Which office of a State a case goes through: the one that was asked, else the one whose key was compared."""

from desktop_app.domain.case_notices import Joining
from desktop_app.domain.claims import Claim, Part
from desktop_app.domain.offices import KnownOffice
from desktop_app.store.obligations import Obligation, ObligationState
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import state_of_office


def asked_of(desk: Desk, owed: tuple[Obligation, ...], state: str) -> Obligation | None:
    """Return what was asked of a State's office in a case and is not lifted, the latest; None where nothing was.

    The office asked counts, however many of its State come to be known later.
    """
    asked = [
        entry
        for entry in owed
        if entry.state is not ObligationState.CANCELLED and state_of_office(desk, entry.owed_by) == state
    ]
    return max(asked, key=lambda entry: (entry.open, entry.asked_on), default=None)


def office_for(desk: Desk, state: str, asked: Obligation | None, examining: str = "") -> KnownOffice | None:
    """Return the office of another State that a case goes through; None where none is known."""
    if asked is not None:
        return desk.store.offices.get(asked.owed_by)
    if examining and state_of_office(desk, examining) == state:
        return desk.store.offices.get(examining)
    return next(iter(desk.store.offices.of_state(state)), None)


def offices_told(desk: Desk, claim: Claim) -> tuple[str, ...]:
    """Return the codes of the offices that take part in a case: the examining one, those told, those that asked us.

    An office of a State that was left out on purpose is not among them: it is sent nothing. Nor is one that left the
    case; one that joined it is.
    """
    own = desk.office.code
    found = {claim.examining_office: None} if claim.part is Part.ASKED else {}
    for entry in desk.store.obligations.of_claim(claim.id):
        if entry.state is not ObligationState.CANCELLED:
            found[entry.owed_by if entry.owed_to == own else entry.owed_to] = None
    for part in desk.store.participants.current(claim.id):
        if part.joining is Joining.JOINS:
            found[part.office] = None
        else:
            found.pop(part.office, None)
    return tuple(code for code in found if code != own)
