"""Obligations: which office owes which answer to whom, about whom, and by when (exchange rules, 3.3).

What holds whatever comes in whatever order: the due day is moved by a promise once at most; what is met stays met
unless its answer is invalidated; what is settled is neither reminded of nor promised. Every step is written down for
good, and told to the trace log.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from desktop_app.domain.obligations import (
    ROAD,
    CancelReason,
    DueFrom,
    LapseReason,
    ObligationKind,
    ObligationState,
    ObligationStep,
    Within,
)
from desktop_app.foundation.clock import Clock
from desktop_app.store.database import Database
from desktop_app.store.obligation_rows import (
    Obligation,
    ObligationEvent,
    ObligationItem,
    obligation_changes,
    obligation_record,
)
from desktop_app.store.obligations_kept import OWED, ObligationsKept
from desktop_app.store.trace_log import TraceLog

__all__ = ["Obligation", "ObligationEvent", "ObligationItem", "ObligationState", "Obligations"]

_ROAD_ENDS: Final = (DueFrom.ASKED, DueFrom.HANDED_OVER)
_PAPER: Final = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Who or what a step came from: a message, a user, paper; and its reason."""

    message_id: str = ""
    by: str = ""
    from_paper: bool = False
    reason: str = ""
    day: date | None = None


class Obligations(ObligationsKept):
    """What is owed, either way. Keeps each claim's due date up to date."""

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__(database)
        self._clock = clock
        self._trace = TraceLog(database)

    def add(
        self,
        *,
        owed_by: str,
        owed_to: str,
        kind: str,
        asked_message_id: str,
        asked_on: date,
        due_on: date,
        claim_id: str | None = None,
        person_id: str | None = None,
        within: Within | None = None,
        due_from: DueFrom = DueFrom.STATED,
        items: Sequence[tuple[str, str]] = (),
        from_paper: bool = False,
    ) -> Obligation:
        """Open an obligation and return it.

        `items` are (id, code) of what is answered one by one. With `within`, and `due_from` asked, the due day follows
        the question to the other office; without, it stays as stated until a promise moves it.
        """
        made = Obligation(
            id=self._clock.new_id(),
            claim_id=claim_id or "",
            person_id=person_id or "",
            owed_by=owed_by,
            owed_to=owed_to,
            kind=ObligationKind(kind),
            asked_message_id=asked_message_id,
            asked_on=asked_on,
            within=within,
            due_on=due_on,
            due_from=due_from,
            items=tuple(ObligationItem(item_id=item_id, code=code, met_by="") for item_id, code in items),
        )
        self._database.insert("obligation", obligation_record(made))
        for position, item in enumerate(made.items):
            self._database.insert(
                "obligation_item",
                {
                    "obligation_id": made.id,
                    "position": position,
                    "item_id": item.item_id,
                    "code": item.code,
                    "met_by": "",
                },
            )
        told = _Told(message_id=asked_message_id, from_paper=from_paper, day=asked_on)
        self._write_down(made, ObligationStep.ASKED, told)
        self._date_claim(made)
        return made

    def handed_over(self, message_id: str, on: date, *, again: bool = False) -> None:
        """Note that the question left: the days allowed count from then and the road, if they do from asking.

        `again` is for a question that was lost on the way: nobody had it before, so the days begin anew.
        """
        for entry in self.asked_by(message_id):
            if entry.handed_over_on is not None and not (again and entry.open):
                continue
            after = replace(entry, handed_over_on=on)
            counted = (DueFrom.ASKED, DueFrom.HANDED_OVER) if again else (DueFrom.ASKED,)
            if entry.open and entry.within and entry.due_from in counted:
                after = replace(after, due_on=entry.within.after(on + ROAD), due_from=DueFrom.HANDED_OVER)
            self._keep(after, ObligationStep.HANDED_OVER, _Told(message_id=message_id, day=on))

    def received(self, message_id: str, on: date, *, exact: bool = True) -> None:
        """Note that the other office has the question since a day: the days allowed count from then, once.

        A receipt says the day itself. The acknowledgement that rides on a bundle (not `exact`) says only that it was
        there by then: it does not put the due day off. A day before the asking, or in the future, is a clock that is
        wrong: the nearest possible day is taken.
        """
        for entry in self.asked_by(message_id):
            begun = entry.handed_over_on or entry.asked_on
            day = max(begun, min(on, self._clock.today()))
            known = min(day, entry.received_on) if entry.received_on else day
            counts = (exact or known <= begun + ROAD) and entry.due_from in _ROAD_ENDS
            after = replace(entry, received_on=known)
            if entry.open and entry.within and counts:
                after = replace(after, due_on=entry.within.after(known), due_from=DueFrom.RECEIVED)
            if after != entry:
                self._keep(after, ObligationStep.RECEIVED, _Told(message_id=message_id, day=known))

    def remind(self, obligation_id: str, *, message_id: str = "", by: str = "") -> bool:
        """Note a reminder; return False, and note nothing, where nothing is owed any longer."""
        entry = self.get(obligation_id)
        if not entry.open:
            return False
        after = replace(entry, reminders=entry.reminders + 1, reminded_on=self._clock.today())
        told = _Told(message_id=message_id, by=by)
        self._keep(_in_state(after, ObligationState.REMINDED), ObligationStep.REMINDED, told)
        return True

    def take_reminder_back(self, obligation_id: str, *, message_id: str, by: str = "") -> None:
        """Note that a reminder never left."""
        entry = self.get(obligation_id)
        if not entry.reminders:
            return
        left = entry.reminders - 1
        days: list[date] = []
        for event in self.history(obligation_id):
            if event.step is ObligationStep.REMINDED:
                days.append(event.at.date())
            elif event.step is ObligationStep.REMINDER_WITHDRAWN:
                days.pop()
        after = replace(
            entry,
            reminders=left,
            reminders_before=min(left, entry.reminders_before),
            reminded_on=days[-2] if left else None,
        )
        if entry.state is ObligationState.REMINDED and not left:
            after = replace(after, state=ObligationState.PROMISED if entry.promises else ObligationState.OPEN)
        self._keep(after, ObligationStep.REMINDER_WITHDRAWN, _Told(message_id=message_id, by=by))

    def promise(
        self, obligation_id: str, on: date, *, message_id: str = "", by: str = "", from_paper: bool = False
    ) -> bool:
        """Note a promise, and return whether it moved the due day: the first does, a second is only written down.

        The same day promised again is no second promise. Where nothing is owed any longer the first is written down and
        changes nothing else: it crossed what ended it on the road, and the record is the same whichever came first.
        """
        entry = self.get(obligation_id)
        if on == entry.promised_on or (entry.promises and not entry.open):
            return False
        if not entry.open:
            told = _Told(message_id=message_id, by=by, from_paper=from_paper, day=on)
            self._keep(replace(entry, promises=1, promised_on=on), ObligationStep.PROMISED, told)
            return False
        first = entry.promises == 0
        after = replace(entry, promises=entry.promises + 1, promised_on=on)
        if first:
            after = replace(after, due_on=on, due_from=DueFrom.PROMISE, reminders_before=entry.reminders)
        step = ObligationStep.PROMISED if first else ObligationStep.PROMISED_AGAIN
        told = _Told(message_id=message_id, by=by, from_paper=from_paper, day=on)
        self._keep(_in_state(after, ObligationState.PROMISED), step, told)
        return first

    def delay(
        self, obligation_id: str, reason: str, *, message_id: str = "", by: str = "", from_paper: bool = False
    ) -> None:
        """Note why an answer is not there yet; it stays owed and due."""
        told = _Told(message_id=message_id, by=by, from_paper=from_paper, reason=reason)
        self._note_if_open(obligation_id, ObligationStep.DELAYED, told)

    def said_sent(
        self, obligation_id: str, sent_message: str, *, message_id: str = "", from_paper: bool = False
    ) -> None:
        """Note that the other office says it sent the answer already, by which message; it stays owed till then."""
        told = _Told(message_id=message_id, reason=sent_message, from_paper=from_paper)
        self._note_if_open(obligation_id, ObligationStep.SAID_SENT, told)

    def meet(
        self, obligation_id: str, *, met_by: str, in_part: bool = False, from_paper: bool = False, by: str = ""
    ) -> None:
        """Record that an obligation was met, whole or in part, and by what.

        What is met stays met by what met it first; what is cancelled stays so. An answer that comes after a refusal, or
        when nobody waited any longer, is an answer all the same.
        """
        entry = self.get(obligation_id)
        if entry.state in (ObligationState.MET, ObligationState.CANCELLED):
            return
        if not in_part:
            self._settle_items(entry, (item.item_id for item in entry.items if not item.settled), met_by)
        state = ObligationState.MET_IN_PART if in_part else ObligationState.MET
        after = replace(entry, state=state, met_by=met_by, reason="", from_paper=from_paper)
        step = ObligationStep.MET_IN_PART if in_part else ObligationStep.MET
        self._keep(after, step, _Told(message_id=met_by, by=by, from_paper=from_paper))

    def meet_items(
        self, obligation_id: str, item_ids: Iterable[str], *, met_by: str, from_paper: bool = False, by: str = ""
    ) -> bool:
        """Record which items were answered, and return whether every one is by now: then the obligation is met."""
        entry = self.get(obligation_id)
        if entry.state in (ObligationState.MET, ObligationState.CANCELLED):
            return entry.state is ObligationState.MET
        named = set(item_ids)
        new = [item.item_id for item in entry.items if item.item_id in named and not item.settled]
        self._settle_items(entry, new, met_by)
        done = all(item.settled or item.item_id in named for item in entry.items)
        if new or done:
            self.meet(obligation_id, met_by=met_by, in_part=not done, from_paper=from_paper, by=by)
        return done

    def unmeet(self, met_by: str, *, message_id: str = "") -> tuple[Obligation, ...]:
        """Record that an answer was invalidated; return what is owed again because of it.

        The days allowed begin anew where they are known; what another message answered stays answered.
        """
        owed = []
        for entry in self.met_by(met_by):
            if entry.state not in (ObligationState.MET, ObligationState.MET_IN_PART):
                continue
            where = {"obligation_id": entry.id, "met_by": met_by}
            if any(item.met_by == met_by for item in entry.items):
                self._database.update("obligation_item", where, {"met_by": ""})
            others = [item.met_by for item in entry.items if item.settled and item.met_by != met_by]
            state = ObligationState.MET_IN_PART if others else _state_before(entry)
            after = replace(entry, state=state, met_by=others[-1] if others else "", from_paper=False)
            if entry.within:
                again = max(entry.due_on, entry.within.after(self._clock.today()))
                after = replace(after, due_on=again)
            self._keep(after, ObligationStep.INVALIDATED, _Told(message_id=message_id))
            owed.append(self.get(entry.id))
        return tuple(owed)

    def refuse(
        self, obligation_id: str, reason: str, *, message_id: str = "", by: str = "", from_paper: bool = False
    ) -> None:
        """Record that the office will not answer, and why; nothing where nothing is owed any longer."""
        told = _Told(message_id=message_id, by=by, from_paper=from_paper, reason=reason)
        self._end(obligation_id, ObligationState.REFUSED, ObligationStep.REFUSED, told)

    def cancel(
        self,
        obligation_id: str,
        reason: CancelReason = CancelReason.NO_LONGER_NEEDED,
        *,
        message_id: str = "",
        by: str = "",
    ) -> None:
        """Record that the answer is no longer wanted; nothing where nothing is owed any longer."""
        told = _Told(message_id=message_id, by=by, reason=reason.value)
        self._end(obligation_id, ObligationState.CANCELLED, ObligationStep.CANCELLED, told)

    def lapse(self, obligation_id: str, reason: LapseReason, *, message_id: str = "", by: str = "") -> None:
        """Record that nobody waits for the answer any longer; nothing where nothing is owed."""
        told = _Told(message_id=message_id, by=by, reason=reason.value)
        self._end(obligation_id, ObligationState.LAPSED, ObligationStep.LAPSED, told)

    def hand_on(self, obligation_id: str, office: str, *, message_id: str = "", by: str = "") -> None:
        """Record that another office owes the answer now; nothing where nothing is owed any longer."""
        entry = self.get(obligation_id)
        if entry.open:
            told = _Told(message_id=message_id, by=by)
            self._keep(replace(entry, owed_by=office), ObligationStep.HANDED_ON, told)

    def move_due(self, obligation_id: str, due_on: date, *, by: str = "") -> None:
        """Set the due day that two offices agreed on otherwise; nothing where nothing is owed any longer."""
        entry = self.get(obligation_id)
        if entry.open:
            told = _Told(by=by, day=due_on)
            self._keep(replace(entry, due_on=due_on, due_from=DueFrom.STATED), ObligationStep.DUE_MOVED, told)

    def _end(self, obligation_id: str, state: ObligationState, step: ObligationStep, told: _Told) -> None:
        entry = self.get(obligation_id)
        if entry.open:
            self._keep(replace(entry, state=state, reason=told.reason, from_paper=told.from_paper), step, told)

    def _note_if_open(self, obligation_id: str, step: ObligationStep, told: _Told) -> None:
        entry = self.get(obligation_id)
        if entry.open:
            self._write_down(entry, step, told)

    def _settle_items(self, entry: Obligation, item_ids: Iterable[str], met_by: str) -> None:
        for item_id in item_ids:
            where = {"obligation_id": entry.id, "item_id": item_id}
            self._database.update("obligation_item", where, {"met_by": met_by})

    def _keep(self, entry: Obligation, step: ObligationStep, told: _Told) -> None:
        """Keep an obligation as it is now, and why."""
        self._database.update("obligation", {"id": entry.id}, obligation_changes(entry))
        self._write_down(entry, step, told)
        self._date_claim(entry)

    def _write_down(self, entry: Obligation, step: ObligationStep, told: _Told) -> None:
        self._database.insert(
            "obligation_event",
            {
                "obligation_id": entry.id,
                "at": self._clock.now().isoformat(),
                "step": step,
                "message_id": told.message_id,
                "by": told.by,
                "from_paper": int(told.from_paper),
                "day": told.day.isoformat() if told.day else None,
                "due_on": entry.due_on.isoformat(),
                "reason": told.reason,
            },
        )
        asked = step in (ObligationStep.ASKED, ObligationStep.HANDED_OVER, ObligationStep.RECEIVED)
        self._trace.owed(
            entry.asked_message_id or entry.id,
            step,
            told.day if asked and told.day else self._clock.today(),
            kind=entry.kind,
            office=entry.owed_by,
            channel=_PAPER if told.from_paper else "",
            code=told.reason,
        )

    def _date_claim(self, entry: Obligation) -> None:
        if entry.claim_id:
            self._database.run(
                f"UPDATE claim SET due_on = (SELECT min(due_on) FROM obligation"  # noqa: S608 - a condition of this module
                f" WHERE claim_id = claim.id AND {OWED}) WHERE id = ?",
                (entry.claim_id,),
            )


def _in_state(entry: Obligation, state: ObligationState) -> Obligation:
    """Return an obligation in a state, unless a part of the answer is there: then that stays what is said of it."""
    return entry if entry.state is ObligationState.MET_IN_PART else replace(entry, state=state)


def _state_before(entry: Obligation) -> ObligationState:
    """Return how an obligation stood without any answer."""
    if entry.promises:
        return ObligationState.PROMISED
    return ObligationState.REMINDED if entry.reminders else ObligationState.OPEN
