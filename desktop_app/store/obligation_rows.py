"""Obligations as they are kept: the obligation, its items, and what happened to it."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.domain.obligations import (
    STILL_OWED,
    DueFrom,
    ObligationKind,
    ObligationState,
    ObligationStep,
    Within,
)
from desktop_app.store.columns import Row, day_text, read_day


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationItem:
    """One thing of a request that is answered item by item. `code` says what; `met_by` what settled it, empty: owed."""

    item_id: str
    code: str
    met_by: str

    @property
    def settled(self) -> bool:
        """Whether it needs no further answer."""
        return bool(self.met_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """An answer owed. `owed_by` and `owed_to` are codes of offices; `claim_id` and `person_id` are empty for none.

    `asked_message_id` is the message that asked, empty where it was asked otherwise; `met_by` names what answered, a
    message or certificate. `within` is None where the due day was stated and counts from nothing. `reminders` were sent
    in all, `reminders_before` of them before a promise moved the due day. `promised_on` is the last promised day; only
    the first promise moved `due_on`. `reason` is a code: why it was refused, cancelled or lapsed.
    """

    id: str
    claim_id: str = ""
    person_id: str = ""
    owed_by: str
    owed_to: str
    kind: ObligationKind
    asked_message_id: str
    asked_on: date
    handed_over_on: date | None = None
    received_on: date | None = None
    within: Within | None = None
    due_on: date
    due_from: DueFrom = DueFrom.STATED
    state: ObligationState = ObligationState.OPEN
    reminders: int = 0
    reminders_before: int = 0
    reminded_on: date | None = None
    promises: int = 0
    promised_on: date | None = None
    reason: str = ""
    met_by: str = ""
    from_paper: bool = False
    items: tuple[ObligationItem, ...] = ()

    @property
    def open(self) -> bool:
        """Whether the answer, or part of it, is still owed."""
        return self.state in STILL_OWED

    @property
    def reminders_for_due(self) -> int:
        """How many reminders were sent since the due day stands as it does."""
        return self.reminders - self.reminders_before

    def overdue(self, today: date) -> bool:
        """Whether the answer is still owed and was due before a day."""
        return self.open and self.due_on < today


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationEvent:
    """One thing that happened: by a message or by a user (an id each, empty for none), on paper or not.

    `day` is the day it is about (asked, received, promised), None for none; `due_on` the due day after it.
    """

    at: datetime
    step: ObligationStep
    message_id: str
    by: str
    from_paper: bool
    day: date | None
    due_on: date
    reason: str


def obligation_record(entry: Obligation) -> dict[str, str | int | None]:
    """Return all columns of an obligation."""
    return {
        "id": entry.id,
        "claim_id": entry.claim_id or None,
        "person_id": entry.person_id or None,
        "owed_to": entry.owed_to,
        "kind": entry.kind,
        "asked_message_id": entry.asked_message_id,
        "asked_on": entry.asked_on.isoformat(),
        **obligation_changes(entry),
    }


def obligation_changes(entry: Obligation) -> dict[str, str | int | None]:
    """Return the columns that a step may change: not what was asked of whom, on which day."""
    return {
        "owed_by": entry.owed_by,
        "handed_over_on": day_text(entry.handed_over_on),
        "received_on": day_text(entry.received_on),
        "days": entry.within.days if entry.within else None,
        "working": int(entry.within.working) if entry.within else 0,
        "due_on": entry.due_on.isoformat(),
        "due_from": entry.due_from,
        "state": entry.state,
        "reminders": entry.reminders,
        "reminders_before": entry.reminders_before,
        "reminded_on": day_text(entry.reminded_on),
        "promises": entry.promises,
        "promised_on": day_text(entry.promised_on),
        "reason": entry.reason,
        "met_by": entry.met_by,
        "from_paper": int(entry.from_paper),
    }


def obligation_of(row: Row, items: tuple[ObligationItem, ...]) -> Obligation:
    """Read an obligation from its columns."""
    return Obligation(
        id=row["id"],
        claim_id=row["claim_id"] or "",
        person_id=row["person_id"] or "",
        owed_by=row["owed_by"],
        owed_to=row["owed_to"],
        kind=ObligationKind(row["kind"]),
        asked_message_id=row["asked_message_id"],
        asked_on=date.fromisoformat(row["asked_on"]),
        handed_over_on=read_day(row["handed_over_on"]),
        received_on=read_day(row["received_on"]),
        within=None if row["days"] is None else Within(days=row["days"], working=bool(row["working"])),
        due_on=date.fromisoformat(row["due_on"]),
        due_from=DueFrom(row["due_from"]),
        state=ObligationState(row["state"]),
        reminders=row["reminders"],
        reminders_before=row["reminders_before"],
        reminded_on=read_day(row["reminded_on"]),
        promises=row["promises"],
        promised_on=read_day(row["promised_on"]),
        reason=row["reason"],
        met_by=row["met_by"],
        from_paper=bool(row["from_paper"]),
        items=items,
    )


def item_of(row: Row) -> ObligationItem:
    """Read an item from its columns."""
    return ObligationItem(item_id=row["item_id"], code=row["code"], met_by=row["met_by"])


def event_of(row: Row) -> ObligationEvent:
    """Read an event from its columns."""
    return ObligationEvent(
        at=datetime.fromisoformat(row["at"]),
        step=ObligationStep(row["step"]),
        message_id=row["message_id"],
        by=row["by"],
        from_paper=bool(row["from_paper"]),
        day=read_day(row["day"]),
        due_on=date.fromisoformat(row["due_on"]),
        reason=row["reason"],
    )
