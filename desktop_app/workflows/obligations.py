"""What is owed, both ways: who owes what about whom, due when, how it stands, and what to do about it next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from desktop_app.domain.claims import Benefit
from desktop_app.domain.obligations import (
    REMIND_AFTER,
    DueFrom,
    ObligationKind,
    ObligationState,
    ObligationStep,
)
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.obligations import Obligation
from desktop_app.workflows.deadlines import within
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import state_of_office
from desktop_app.workflows.veil import covers, name_for_lists, number_for_lists

DUE_SOON: Final = timedelta(days=7)
"""How long before its due day an answer is said to be due soon."""

ON_PAPER: Final = frozenset(
    {
        ObligationKind.PERIOD_CERTIFICATE,
        ObligationKind.DEPENDENCY_CERTIFICATE,
        ObligationKind.DECISION,
        ObligationKind.INFO_REPLY,
        ObligationKind.CLARIFICATION_REPLY,
        ObligationKind.DECISION_SUMMARY,
        ObligationKind.REOPEN_REPLY,
        ObligationKind.RECEIPT,
    }
)
"""Answers that can be typed in when they come on paper."""


class Remedy(StrEnum):
    """What to do next about an obligation.

    `send_question`: the question itself still waits here to leave. `sent_already`: a reminder is on its way, and the
    next is not due. `call_head`: the last reminder stayed without an answer.
    """

    NONE = "none"
    REMIND = "remind"
    SENT_ALREADY = "sent_already"
    CALL_HEAD = "call_head"
    ANSWER = "answer"
    SEND_QUESTION = "send_question"


class Direction(StrEnum):
    """Which way something is owed."""

    ALL = "all"
    OWED_TO_US = "owed_to_us"
    OWED_BY_US = "owed_by_us"


class Standing(StrEnum):
    """Which obligations are listed."""

    OPEN = "open"
    OVERDUE = "overdue"
    SETTLED = "settled"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationFilter:
    """Which obligations are wanted; what is empty does not matter."""

    direction: Direction = Direction.ALL
    office: str = ""
    kind: ObligationKind | None = None
    standing: Standing = Standing.OPEN
    claim_key: str = ""


_ALL: Final = ObligationFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One thing of a request, and whether it needs no further answer."""

    item_id: str
    code: str
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationLine:
    """An obligation as the lists show it. `days` counts to the due day, negative when it is past.

    `ours`: this office owes it. `supervisor`: a second promise was made, which the supervisor sees. `promise_passed`:
    it was promised for a day that is past. `reason` is a code: why it was refused, cancelled or lapsed. `draft_id`
    names the reminder to look at where `remedy` is to remind, the office where the question itself waits here.
    `partner_head` is who heads the other office, empty where it is not known.
    """

    id: str
    kind: ObligationKind
    state: ObligationState
    open: bool
    ours: bool
    partner_code: str
    partner_name: str
    partner_state: str
    claim_key: str
    claim_number: str
    person_name: str
    benefit: Benefit | None
    states: tuple[str, ...]
    asked_on: date
    due_on: date
    due_from: DueFrom
    days: int
    overdue: bool
    promise_passed: bool
    supervisor: bool
    reminders: int
    promised_on: date | None
    reason: str
    from_paper: bool
    met_by: str
    items: tuple[ItemLine, ...]
    remedy: Remedy
    draft_id: str
    partner_head: str = ""

    @property
    def takes_paper(self) -> bool:
        """Whether the answer of another office may be typed in from paper."""
        return self.open and not self.ours and bool(self.claim_key) and self.kind in ON_PAPER

    @property
    def takes_reminder_reply(self) -> bool:
        """Whether a reply to a reminder of ours may be typed in from paper."""
        return self.open and not self.ours and bool(self.claim_key) and self.reminders > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One thing that happened to an obligation: by a user, by a message (its id), or by both; on paper or not."""

    at: datetime
    step: ObligationStep
    by_name: str
    by_message: str
    day: date | None
    due_on: date
    reason: str
    from_paper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLine:
    """What an office owes us and we owe it. `missing` are numbers of its bundles that never came.

    `oldest_days` says how long the oldest of its answers is overdue, 0 for none.
    """

    code: str
    name: str
    state: str
    they_owe: int
    they_overdue: int
    we_owe: int
    we_overdue: int
    oldest_days: int
    second_promises: int
    missing: tuple[int, ...]
    draft_id: str


def list_obligations(desk: Desk, chosen: ObligationFilter = _ALL) -> tuple[ObligationLine, ...]:
    """Return what is owed as far as it is wanted, the longest overdue first."""
    today = desk.clock.today()
    found = _found(desk, chosen)
    return obligation_lines(desk, (entry for entry in found if _wanted(entry, chosen, desk.office.code, today)))


def obligations_of_claim(desk: Desk, claim_key: str) -> tuple[ObligationLine, ...]:
    """Return everything owed about a claim, settled or not."""
    return obligation_lines(desk, desk.store.obligations.of_claim(claim_key))


def obligation(desk: Desk, obligation_id: str) -> ObligationLine:
    """Return one obligation. Raises `CaseProblem("obligation_unknown")`."""
    return obligation_lines(desk, (known_obligation(desk, obligation_id),))[0]


def obligation_lines(desk: Desk, entries: Iterable[Obligation]) -> tuple[ObligationLine, ...]:
    """Return obligations as the lists show them, in the order given."""
    waiting = frozenset(row.message_id for row in desk.store.outbox.waiting())
    return tuple(_line(desk, entry, waiting) for entry in entries)


def history_of(desk: Desk, obligation_id: str) -> tuple[StepLine, ...]:
    """Return what happened to an obligation, in order. Raises `CaseProblem("obligation_unknown")`."""
    known_obligation(desk, obligation_id)
    names = {account.user.id: account.user.name for account in desk.store.users.all()}
    return tuple(
        StepLine(
            at=event.at,
            step=event.step,
            by_name=names.get(event.by, ""),
            by_message=event.message_id,
            day=event.day,
            due_on=event.due_on,
            reason=event.reason,
            from_paper=event.from_paper,
        )
        for event in desk.store.obligations.history(obligation_id)
    )


def per_partner(desk: Desk) -> tuple[PartnerLine, ...]:
    """Return what is owed with each office of the directory, the longest overdue first."""
    today, own = desk.clock.today(), desk.office.code
    entries = desk.store.obligations.open()
    codes = {known.card.office.code for known in desk.store.offices.all()}
    codes |= {code for entry in entries for code in (entry.owed_by, entry.owed_to)}
    lines = []
    for code in sorted(codes - {own}):
        known = desk.store.offices.get(code)
        theirs = [entry for entry in entries if (entry.owed_by, entry.owed_to) == (code, own)]
        ours = [entry for entry in entries if (entry.owed_by, entry.owed_to) == (own, code)]
        lines.append(
            PartnerLine(
                code=code,
                name=known.card.office.name if known else code,
                state=state_of_office(desk, code),
                they_owe=len(theirs),
                they_overdue=sum(entry.overdue(today) for entry in theirs),
                we_owe=len(ours),
                we_overdue=sum(entry.overdue(today) for entry in ours),
                oldest_days=max((max(0, (today - entry.due_on).days) for entry in theirs), default=0),
                second_promises=sum(entry.promises > 1 for entry in theirs),
                missing=desk.store.mailbox.missing(code),
                draft_id=code if known and any(reminder_due(entry, today) for entry in theirs) else "",
            )
        )
    return tuple(sorted(lines, key=lambda line: (-line.oldest_days, line.code)))


def reminder_due(entry: Obligation, today: date) -> bool:
    """Tell whether the next of three reminders is to be drafted: at the due day, 30 and 60 days after it.

    Reminders are never closer together than that, however late the one before was sent. A promise that moved the due
    day begins the three anew.
    """
    sent = entry.reminders_for_due
    if not entry.open or sent >= len(REMIND_AFTER):
        return False
    day = entry.due_on + REMIND_AFTER[sent]
    if sent and entry.reminded_on:
        day = max(day, entry.reminded_on + REMIND_AFTER[sent] - REMIND_AFTER[sent - 1])
    return today >= day


def known_obligation(desk: Desk, obligation_id: str) -> Obligation:
    """Return an obligation as kept. Raises `CaseProblem("obligation_unknown")`."""
    entry = desk.store.obligations.find(obligation_id)
    if entry is None:
        raise CaseProblem("obligation_unknown")
    return entry


def _found(desk: Desk, chosen: ObligationFilter) -> tuple[Obligation, ...]:
    if chosen.claim_key:
        return desk.store.obligations.of_claim(chosen.claim_key)
    if chosen.standing in (Standing.OPEN, Standing.OVERDUE):
        return desk.store.obligations.open()
    return desk.store.obligations.all()


def _wanted(entry: Obligation, chosen: ObligationFilter, own: str, today: date) -> bool:
    ours = entry.owed_by == own
    stands = {
        Standing.ALL: True,
        Standing.OPEN: entry.open,
        Standing.OVERDUE: entry.overdue(today),
        Standing.SETTLED: not entry.open,
    }
    return (
        stands[chosen.standing]
        and (chosen.direction is Direction.ALL or ours is (chosen.direction is Direction.OWED_BY_US))
        and chosen.office in ("", entry.owed_to if ours else entry.owed_by)
        and chosen.kind in (None, entry.kind)
    )


@covers
def _line(desk: Desk, entry: Obligation, waiting: frozenset[str]) -> ObligationLine:
    today = desk.clock.today()
    ours = entry.owed_by == desk.office.code
    partner = entry.owed_to if ours else entry.owed_by
    known = desk.store.offices.get(partner)
    claim = desk.store.claims.find(entry.claim_id) if entry.claim_id else None
    person_id = claim.person_id if claim else entry.person_id
    person = desk.store.persons.find(person_id) if person_id else None
    overdue = entry.overdue(today)
    remedy = _remedy(desk, entry, ours=ours, waiting=entry.asked_message_id in waiting, today=today)
    if remedy is Remedy.REMIND and known is None:
        remedy = Remedy.CALL_HEAD
    return ObligationLine(
        id=entry.id,
        kind=entry.kind,
        state=entry.state,
        open=entry.open,
        ours=ours,
        partner_code=partner,
        partner_name=known.card.office.name if known else partner,
        partner_state=known.card.office.state if known else "",
        claim_key=claim.id if claim else "",
        claim_number=number_for_lists(desk, claim.number, claim.id) if claim else "",
        person_name=name_for_lists(desk, person.name, claim_id=entry.claim_id, person_id=person.id) if person else "",
        benefit=claim.benefit if claim else None,
        states=claim.states if claim else (),
        asked_on=entry.asked_on,
        due_on=entry.due_on,
        due_from=entry.due_from,
        days=(entry.due_on - today).days,
        overdue=overdue,
        promise_passed=entry.open and entry.promised_on is not None and entry.promised_on < today,
        supervisor=entry.open and entry.promises > 1,
        reminders=entry.reminders,
        promised_on=entry.promised_on,
        reason=entry.reason,
        from_paper=entry.from_paper,
        met_by=entry.met_by,
        items=tuple(ItemLine(item_id=item.item_id, code=item.code, settled=item.settled) for item in entry.items),
        remedy=remedy,
        draft_id=partner if remedy in (Remedy.REMIND, Remedy.SEND_QUESTION) else "",
        partner_head=known.card.office.head if known else "",
    )


def _remedy(  # noqa: PLR0911 - one answer a line, the first that holds
    desk: Desk, entry: Obligation, *, ours: bool, waiting: bool, today: date
) -> Remedy:
    if not entry.open:
        return Remedy.NONE
    if ours:
        return Remedy.ANSWER
    if waiting:
        return Remedy.SEND_QUESTION
    if reminder_due(entry, today):
        return Remedy.REMIND
    if not entry.overdue(today):
        return Remedy.NONE
    if entry.reminders_for_due >= len(REMIND_AFTER) and entry.reminded_on:
        allowed = within(desk, ObligationKind.REMINDER_REPLY, state_of_office(desk, entry.owed_by))
        if today > allowed.after(entry.reminded_on):
            return Remedy.CALL_HEAD
    return Remedy.SENT_ALREADY
