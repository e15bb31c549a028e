"""Take in questions of other offices about a case, and their answers to ours (exchange rules, 4.7 and 4.10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Claim
from desktop_app.domain.findings import Level
from desktop_app.domain.inquiries import (
    Clarification,
    ClarificationItem,
    ClarificationOutcome,
    ClarificationReply,
    InfoReply,
    InfoRequest,
    ItemOutcome,
)
from desktop_app.domain.obligations import ObligationKind
from desktop_app.exchange.messages.head import decode_message
from desktop_app.store.obligations import Obligation
from desktop_app.workflows.arrival import Arrival, Change, CheckLine, failed, passed
from desktop_app.workflows.case_of_message import our_message
from desktop_app.workflows.identity_checks import identity_checks
from desktop_app.workflows.questions import answered_here, owe, reply_due
from desktop_app.workflows.taking import Choice, Left
from desktop_app.workflows.typed_checks import copy_checks
from desktop_app.workflows.typed_paper import replace_typed, typed_copy


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answers:
    """The items an answer settles and names, whichever type it is of."""

    about: str
    kind: ObligationKind
    named: tuple[str, ...]
    settled: tuple[str, ...]


def info_request_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check who is meant and that the case is here."""
    body = arrival.body(InfoRequest)
    if arrival.claim is None or arrival.meant is None:
        yield failed("case_not_found", Level.ERROR)
        return
    yield from identity_checks(arrival.meant, body.person)
    late = [item for item in body.items if item.needed_by < arrival.desk.clock.today()]
    if late:
        yield failed("needed_by_past", Level.WARNING, count=len(late))


def info_request_changes(arrival: Arrival) -> Iterator[Change]:
    """Return the items that will be owed, and the day on which the first of them is due."""
    items = arrival.body(InfoRequest).items
    for item in items:
        yield Change(what="change_item_owed", mark="new", after=item.needed_by.isoformat(), detail=item.code.value)
    yield _due(arrival, ObligationKind.INFO_REPLY, tuple(item.needed_by for item in items))


def take_info_request(arrival: Arrival, _choice: Choice) -> Claim | Left:
    """Owe an answer to every item. Left where no case here is named."""
    if arrival.claim is None:
        return Left.TO_DECIDE
    asked = arrival.body(InfoRequest).items
    owe(
        arrival.desk,
        arrival.claim,
        arrival.sender,
        arrival.message,
        ObligationKind.INFO_REPLY,
        items=tuple((item.item_id, item.code.value) for item in asked),
        needed_by=tuple(item.needed_by for item in asked),
    )
    return arrival.claim


def clarification_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check that it asks about a message of ours that went to that office."""
    if arrival.claim is None:
        yield failed("case_not_found", Level.ERROR)
    elif our_message(arrival.desk, arrival.sender, arrival.body(Clarification).about_message) is None:
        yield failed("not_our_message", Level.WARNING)
    else:
        yield passed("check_about_our_message")


def clarification_changes(arrival: Arrival) -> Iterator[Change]:
    """Return what is to be explained."""
    body = arrival.body(Clarification)
    for item in body.items:
        after = _row_of(arrival, body, item) or item.field or item.text
        yield Change(what="change_to_explain", mark="new", after=after, detail=item.reason.value)
    yield _due(arrival, ObligationKind.CLARIFICATION_REPLY)


def _due(arrival: Arrival, kind: ObligationKind, needed_by: tuple[date, ...] = ()) -> Change:
    """Return by when our answer will be owed."""
    due = reply_due(arrival.desk, arrival.sender, kind, needed_by=needed_by)
    return Change(what="change_reply_due", mark="new", after=due.isoformat())


def _row_of(arrival: Arrival, body: Clarification, item: ClarificationItem) -> str:
    """Return the year and the weeks of the row of our certificate that is asked about, empty for none."""
    ours = our_message(arrival.desk, arrival.sender, body.about_message)
    said = decode_message(ours.data).body if ours else None
    rows = said.rows if isinstance(said, PeriodCertificate) else ()
    return next((f"{row.year} {row.weeks}" for row in rows if row.row_id == item.row_id), "")


def take_clarification(arrival: Arrival, _choice: Choice) -> Claim | Left:
    """Owe an explanation of every item. Left where no case here is named."""
    if arrival.claim is None:
        return Left.TO_DECIDE
    items = tuple((item.item_id, item.reason.value) for item in arrival.body(Clarification).items)
    owe(arrival.desk, arrival.claim, arrival.sender, arrival.message, ObligationKind.CLARIFICATION_REPLY, items=items)
    return arrival.claim


def answers_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check that it answers a question of ours, item by item, and what is still missing then."""
    told, owed = _told(arrival), _owed(arrival)
    if arrival.claim is None:
        yield failed("case_not_found", Level.ERROR)
        return
    if owed is None:
        yield failed("answer_to_nothing_asked", Level.WARNING)
        return
    typed = typed_copy(arrival.desk, arrival.claim.id, arrival.message, arrival.sender)
    if typed is not None and not arrival.decided:
        yield from copy_checks(typed[1], arrival.message.body)
    strange = [item for item in told.named if item not in {each.item_id for each in owed.items}]
    if strange:
        yield failed("answer_items_unknown", Level.WARNING, count=len(strange))
    left = [item for item in owed.items if not item.settled and item.item_id not in told.settled]
    if left:
        yield failed("answer_in_part", Level.NOTE, count=len(left))
    else:
        yield passed("check_answer_whole", count=len(owed.items))


def info_reply_changes(arrival: Arrival) -> Iterator[Change]:
    """Return what each item of our question is answered with."""
    codes = _codes(arrival)
    for answer in arrival.body(InfoReply).answers:
        words = answer.value
        if answer.outcome is ItemOutcome.WILL_FOLLOW and answer.follows_on:
            words = answer.follows_on.isoformat()
        what = {
            ItemOutcome.VALUE: "change_item_answered",
            ItemOutcome.ATTACHED: "change_item_attached",
            ItemOutcome.NOT_AVAILABLE: "change_item_not_available",
            ItemOutcome.WILL_FOLLOW: "change_item_follows",
        }[answer.outcome]
        yield Change(what=what, mark="new", after=words, detail=codes.get(answer.item_id, answer.item_id))


def clarification_reply_changes(arrival: Arrival) -> Iterator[Change]:
    """Return what each item of our question is answered with."""
    codes = _codes(arrival)
    what = {
        ClarificationOutcome.CONFIRMED: "change_confirmed",
        ClarificationOutcome.CORRECTED: "change_correction_follows",
        ClarificationOutcome.EXPLAINED: "change_explained",
    }
    for answer in arrival.body(ClarificationReply).answers:
        yield Change(
            what=what[answer.outcome],
            mark="new",
            after=answer.text,
            detail=codes.get(answer.item_id, answer.item_id),
        )


def take_answers(arrival: Arrival, _choice: Choice) -> Claim | Left:
    """Settle the items that were answered; what will follow is promised. Left where no case here is named."""
    if arrival.claim is None:
        return Left.TO_DECIDE
    told, owed, body = _told(arrival), _owed(arrival), arrival.message.body
    if owed is None:
        return arrival.claim
    obligations, message_id = arrival.desk.store.obligations, arrival.message.message_id
    replace_typed(arrival.desk, arrival.claim.id, arrival.message, arrival.sender)
    follows = [each.follows_on for each in body.answers if each.follows_on] if isinstance(body, InfoReply) else []
    if follows:
        obligations.promise(owed.id, max(follows), message_id=message_id, from_paper=arrival.on_paper)
    if told.settled:
        obligations.meet_items(owed.id, told.settled, met_by=message_id, from_paper=arrival.on_paper)
    return arrival.claim


def _told(arrival: Arrival) -> _Answers:
    body = arrival.message.body
    if isinstance(body, InfoReply):
        return _Answers(
            about=body.about_message,
            kind=ObligationKind.INFO_REPLY,
            named=tuple(answer.item_id for answer in body.answers),
            settled=body.settles,
        )
    reply = arrival.body(ClarificationReply)
    named = tuple(answer.item_id for answer in reply.answers)
    return _Answers(about=reply.about_message, kind=ObligationKind.CLARIFICATION_REPLY, named=named, settled=named)


def _owed(arrival: Arrival) -> Obligation | None:
    if arrival.claim is None:
        return None
    told = _told(arrival)
    return answered_here(arrival.desk, arrival.claim, arrival.sender, told.about, told.kind)


def _codes(arrival: Arrival) -> dict[str, str]:
    owed = _owed(arrival)
    return {item.item_id: item.code for item in owed.items} if owed else {}
