"""Take in what is told about the life of a case: changes, who takes part, closing and opening again.

Exchange rules 4.12 to 4.14. Only the examining office says who takes part, and closes or opens a case.
"""

from collections.abc import Iterator
from dataclasses import replace

from desktop_app.domain.case_notices import (
    ChangeKind,
    ChangeNotice,
    CloseNotice,
    Joining,
    Participants,
    ReopenNotice,
    ReopenStep,
)
from desktop_app.domain.claims import Claim, Part, Stage
from desktop_app.domain.findings import Level
from desktop_app.domain.messages import Body
from desktop_app.domain.obligations import ObligationKind
from desktop_app.workflows.arrival import Arrival, Change, CheckLine, change, failed, passed
from desktop_app.workflows.case_effects import open_again, open_of, shut, take_change, take_participant
from desktop_app.workflows.deadlines import within
from desktop_app.workflows.death_told import death_checks
from desktop_app.workflows.identity_checks import identity_checks
from desktop_app.workflows.own_periods import state_of_office
from desktop_app.workflows.questions import reply_due
from desktop_app.workflows.taking import Choice, Left
from desktop_app.workflows.typed_checks import copy_checks
from desktop_app.workflows.typed_paper import body_differences, replace_typed, typed_copy


def change_notice_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check who is meant, and whether what is told agrees with what is known."""
    notice, meant = arrival.body(ChangeNotice), arrival.meant
    if arrival.claim is None or meant is None:
        yield failed("case_not_found", Level.ERROR)
        return
    yield from identity_checks(meant, notice.person)
    if notice.kind is ChangeKind.DEATH:
        yield from death_checks(arrival.desk, arrival.claim, notice.since)
        if meant.death_date and meant.death_date != notice.since:
            yield failed(
                "death_date_differs", Level.WARNING, ours=meant.death_date.isoformat(), theirs=notice.since.isoformat()
            )
    if not notice.proof:
        yield failed("change_proof_missing", Level.WARNING)


def change_notice_changes(arrival: Arrival) -> Iterator[Change]:
    """Return what a change of circumstances does to the person's record, and which obligations it lifts."""
    notice, meant, claim = arrival.body(ChangeNotice), arrival.meant, arrival.claim
    if meant is None or claim is None:
        return
    match notice.kind:
        case ChangeKind.DEATH:
            known = meant.death_date.isoformat() if meant.death_date else ""
            line = change("change_death", known, known or notice.since.isoformat())
            yield replace(line, mark="differs") if meant.death_date not in (None, notice.since) else line
        case ChangeKind.ADDRESS:
            yield change("change_address", meant.address, notice.value)
        case ChangeKind.NAME:
            yield change("change_other_names", meant.other_names, notice.value)
        case ChangeKind.CLAIM_WITHDRAWN:
            yield Change(what="change_withdrawn", mark="changed", after=", ".join(notice.states))
            states = set(notice.states)
            for owed in open_of(arrival.desk, claim):
                offices = {state_of_office(arrival.desk, owed.owed_by), state_of_office(arrival.desk, owed.owed_to)}
                if offices & states:
                    yield Change(what="change_owed_lifted", mark="changed", detail=owed.kind)
        case ChangeKind.RATE_CHANGED:
            old = f"{notice.old_amount.currency} {notice.old_amount.plain}" if notice.old_amount else ""
            new = f"{notice.new_amount.currency} {notice.new_amount.plain}" if notice.new_amount else ""
            yield change("change_rate", old, new, arrival.office.card.office.state)
        case _:
            yield Change(
                what="change_told", mark="new", after=notice.value or notice.since.isoformat(), detail=notice.kind.value
            )


def take_change_notice(arrival: Arrival, _choice: Choice) -> Claim | Left:
    """Enter the change with the case. Left where no case here is named."""
    if arrival.claim is None:
        return Left.TO_DECIDE
    return take_change(arrival.desk, arrival.claim, arrival.body(ChangeNotice), message_id=arrival.message.message_id)


def participants_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check that the examining office says it, of offices that are known."""
    yield from _from_examiner(arrival)
    for entry in arrival.body(Participants).changes:
        if entry.office != arrival.desk.office.code and arrival.desk.store.offices.get(entry.office) is None:
            yield failed("participant_not_known", Level.WARNING, office=entry.office)


def participants_changes(arrival: Arrival) -> Iterator[Change]:
    """Return who joins and leaves, and what a leaver owed that goes to another office or is cancelled."""
    claim = arrival.claim
    for entry in arrival.body(Participants).changes:
        what = "change_joins" if entry.joining is Joining.JOINS else "change_leaves"
        yield Change(what=what, mark="changed", after=entry.since.isoformat(), detail=entry.office)
        if claim is None or entry.joining is Joining.JOINS:
            continue
        for owed in open_of(arrival.desk, claim):
            if owed.owed_by == entry.office and entry.takes_over:
                yield Change(
                    what="change_owed_by", mark="changed", now=entry.office, after=entry.takes_over, detail=owed.kind
                )
            elif entry.office in (owed.owed_by, owed.owed_to):
                yield Change(what="change_owed_lifted", mark="changed", detail=owed.kind)


def take_participants(arrival: Arrival, _choice: Choice) -> Claim | Left:
    """Enter who joins and leaves. Left where no case here is named."""
    claim = arrival.claim
    if claim is None:
        return Left.TO_DECIDE
    for entry in arrival.body(Participants).changes:
        claim = take_participant(arrival.desk, claim, entry, message_id=arrival.message.message_id)
    return claim


def close_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check that the examining office closes the case, and say what this office still waits for or owes."""
    yield from _from_examiner(arrival)
    if arrival.claim is None:
        return
    waits = sum(owed.owed_to == arrival.desk.office.code for owed in open_of(arrival.desk, arrival.claim))
    if waits:
        yield failed("closed_while_waiting", Level.WARNING, count=waits)


def close_changes(arrival: Arrival) -> Iterator[Change]:
    """Return that the case closes, and each obligation that is cancelled with it."""
    claim = arrival.claim
    if claim is None:
        return
    yield change("change_stage", claim.stage.value, Stage.CLOSED.value, arrival.body(CloseNotice).reason.value)
    for owed in open_of(arrival.desk, claim):
        yield Change(what="change_owed_lifted", mark="changed", detail=owed.kind)


def take_close(arrival: Arrival, _choice: Choice) -> Claim | Left:
    """Close the case here. Left where no case here is named."""
    if arrival.claim is None:
        return Left.TO_DECIDE
    return shut(arrival.desk, arrival.claim, message_id=arrival.message.message_id)


def reopen_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check who may say it: any office of the case asks, the examining one agrees or refuses."""
    notice, claim = arrival.body(ReopenNotice), arrival.claim
    if claim is None:
        yield failed("case_not_found", Level.ERROR)
        return
    if notice.step is not ReopenStep.ASKED:
        yield from _from_examiner(arrival)
    elif claim.part is not Part.EXAMINING:
        yield failed("asked_of_wrong_office", Level.ERROR, office=claim.examining_office)
    typed = typed_copy(arrival.desk, claim.id, arrival.message, arrival.sender)
    if typed is not None and not arrival.decided:
        yield from copy_checks(typed[1], notice)
    elif claim.stage is not Stage.CLOSED:
        yield failed("case_is_open", Level.NOTE, number=claim.number)
    elif notice.step is ReopenStep.REFUSED:
        yield failed("reopening_refused_there", Level.WARNING)


def reopen_changes(arrival: Arrival) -> Iterator[Change]:
    """Return what becomes of the case, or that an answer is owed."""
    notice, claim = arrival.body(ReopenNotice), arrival.claim
    if claim is None:
        return
    typed = typed_copy(arrival.desk, claim.id, arrival.message, arrival.sender)
    if typed is not None:
        yield from body_differences(typed[1], notice)
        if _same_step(typed[1], notice):
            return
    match notice.step:
        case ReopenStep.ASKED:
            yield Change(what="change_answer_owed", mark="new", detail=notice.reason.value)
            due = reply_due(arrival.desk, arrival.sender, ObligationKind.REOPEN_REPLY)
            yield Change(what="change_reply_due", mark="new", after=due.isoformat())
        case ReopenStep.AGREED:
            after = Stage.COLLECTING if claim.stage is Stage.CLOSED else claim.stage
            yield change("change_stage", claim.stage.value, after.value, notice.reason.value)
        case ReopenStep.REFUSED:
            yield change("change_stage", claim.stage.value, claim.stage.value, notice.reason.value)


def take_reopen(arrival: Arrival, _choice: Choice) -> Claim | Left:
    """Owe an answer, open the case, or note that it stays closed. Left where no case here is named."""
    claim, desk = arrival.claim, arrival.desk
    if claim is None:
        return Left.TO_DECIDE
    notice, kind = arrival.body(ReopenNotice), ObligationKind.REOPEN_REPLY.value
    if notice.step is ReopenStep.ASKED:
        allowed = within(desk, kind, arrival.office.card.office.state)
        today = desk.clock.today()
        desk.store.obligations.add(
            claim_id=claim.id,
            owed_by=desk.office.code,
            owed_to=arrival.sender,
            kind=kind,
            asked_message_id=arrival.message.message_id,
            asked_on=today,
            due_on=allowed.after(today),
            within=allowed,
        )
        return claim
    if _same_step(replace_typed(desk, claim.id, arrival.message, arrival.sender), notice):
        return claim
    for owed in open_of(desk, claim):
        if owed.kind == kind and owed.owed_by == arrival.sender:
            desk.store.obligations.meet(
                owed.id, met_by=arrival.message.message_id, from_paper=arrival.on_paper, by=desk.user.id
            )
    return open_again(desk, claim) if notice.step is ReopenStep.AGREED and claim.stage is Stage.CLOSED else claim


def _same_step(typed: Body | None, notice: ReopenNotice) -> bool:
    """Tell whether the paper said the same already: what it did is not done twice."""
    return isinstance(typed, ReopenNotice) and typed.step is notice.step


def _from_examiner(arrival: Arrival) -> Iterator[CheckLine]:
    claim = arrival.claim
    if claim is None:
        yield failed("case_not_found", Level.ERROR)
    elif claim.part is Part.EXAMINING or claim.examining_office != arrival.sender:
        examiner = arrival.desk.office.code if claim.part is Part.EXAMINING else claim.examining_office
        yield failed("not_from_examiner", Level.ERROR, office=examiner)
    else:
        yield passed("check_examiner")
