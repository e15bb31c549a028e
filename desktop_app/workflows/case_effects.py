"""What a notice about a case does to our record of it: the same for who tells it and for who is told."""

from dataclasses import replace
from typing import Final

from desktop_app.domain.case_notices import ChangeKind, ChangeNotice, Joining, ParticipantChange
from desktop_app.domain.claims import Claim, Part, Stage
from desktop_app.domain.obligations import CancelReason
from desktop_app.store.obligations import Obligation
from desktop_app.workflows.case_stage import bring_on
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import state_of_office

_PERSONAL: Final = frozenset({ChangeKind.DEATH, ChangeKind.ADDRESS, ChangeKind.NAME})


def take_change(desk: Desk, claim: Claim, notice: ChangeNotice, *, message_id: str = "") -> Claim:
    """Enter a change of circumstances with the case, inside the caller's act; return the claim.

    A death, an address or a further name goes to the person's record: a name is added, never put in place of another.
    A withdrawal lifts what is owed for the States named. Everything else is kept as the notice says it.
    """
    if notice.kind in _PERSONAL:
        _tell_person(desk, claim, notice)
    if notice.kind is ChangeKind.CLAIM_WITHDRAWN:
        return _withdraw(desk, claim, notice.states, message_id)
    return bring_on(desk, claim, anew=notice.kind in (ChangeKind.DEATH, ChangeKind.RECOVERY, ChangeKind.RETURN_TO_WORK))


def take_participant(desk: Desk, claim: Claim, change: ParticipantChange, *, message_id: str = "") -> Claim:
    """Enter an office that joins or leaves, inside the caller's act; return the claim.

    What a leaver owes goes to the office that takes over, or is cancelled; what is owed to it is cancelled.
    """
    desk.store.participants.record(
        claim.id,
        office=change.office,
        state=change.state,
        joining=change.joining,
        since=change.since,
        reason=change.reason,
        takes_over=change.takes_over,
        message_id=message_id,
        by=desk.user.id,
    )
    if change.joining is Joining.JOINS:
        return bring_on(desk, replace(claim, states=tuple(dict.fromkeys((*claim.states, change.state)))))
    claim = _examined_by_another(desk, claim, change)
    for owed in open_of(desk, claim):
        if owed.owed_by == change.office and change.takes_over and change.takes_over != owed.owed_to:
            desk.store.obligations.hand_on(owed.id, change.takes_over, message_id=message_id, by=desk.user.id)
        elif change.office in (owed.owed_by, owed.owed_to):
            desk.store.obligations.cancel(owed.id, CancelReason.OFFICE_LEFT, message_id=message_id, by=desk.user.id)
    keeps_state = change.takes_over and state_of_office(desk, change.takes_over) == change.state
    certified = any(record.state == change.state for record in desk.store.periods.current(claim.id))
    if keeps_state or certified or change.state == desk.office.state:
        return bring_on(desk, claim)
    return bring_on(desk, replace(claim, states=tuple(state for state in claim.states if state != change.state)))


def _examined_by_another(desk: Desk, claim: Claim, change: ParticipantChange) -> Claim:
    """Return the claim as examined by the office that takes over from the one that examined it so far."""
    if claim.part is Part.EXAMINING or claim.examining_office != change.office or not change.takes_over:
        return claim
    if change.takes_over != desk.office.code:
        return replace(claim, examining_office=change.takes_over)
    return replace(claim, part=Part.EXAMINING, examining_office=desk.office.code, stage=Stage.DRAFT)


def open_of(desk: Desk, claim: Claim) -> tuple[Obligation, ...]:
    """Return what is still owed in a case, either way."""
    return tuple(entry for entry in desk.store.obligations.of_claim(claim.id) if entry.open)


def shut(desk: Desk, claim: Claim, *, message_id: str = "") -> Claim:
    """Close a case: what is still owed is cancelled, everything that is in stays. Inside the caller's act."""
    for owed in open_of(desk, claim):
        desk.store.obligations.cancel(owed.id, CancelReason.CASE_CLOSED, message_id=message_id, by=desk.user.id)
    claim = replace(claim, stage=Stage.CLOSED, stage_changed_at=desk.clock.now())
    desk.store.claims.update(claim)
    return claim


def open_again(desk: Desk, claim: Claim) -> Claim:
    """Open a closed case again, at the stage that its contents allow. Inside the caller's act."""
    begun = Stage.COLLECTING if claim.part is Part.ASKED or len(claim.states) > 1 else Stage.DRAFT
    return bring_on(desk, replace(claim, stage=begun), anew=True)


def _tell_person(desk: Desk, claim: Claim, notice: ChangeNotice) -> None:
    person = desk.store.persons.get(claim.person_id)
    match notice.kind:
        case ChangeKind.DEATH:
            person = replace(person, death_date=person.death_date or notice.since)
        case ChangeKind.ADDRESS:
            person = replace(person, address=notice.value or person.address)
        case _:
            known = [name for name in (person.other_names, notice.value) if name]
            person = replace(person, other_names="; ".join(dict.fromkeys(known)))
    desk.store.persons.update(person)


def _withdraw(desk: Desk, claim: Claim, states: tuple[str, ...], message_id: str) -> Claim:
    """Lift what is owed for States where the claim is withdrawn; a State that certified stays in the case."""
    for owed in open_of(desk, claim):
        if {state_of_office(desk, owed.owed_by), state_of_office(desk, owed.owed_to)} & set(states):
            desk.store.obligations.cancel(owed.id, CancelReason.CLAIM_WITHDRAWN, message_id=message_id, by=desk.user.id)
    certified = {record.state for record in desk.store.periods.current(claim.id)}
    keep = {*certified, desk.office.state}
    left = tuple(state for state in claim.states if state not in states or state in keep)
    return bring_on(desk, replace(claim, states=left), anew=True)
