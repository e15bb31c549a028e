"""Obligations: which office owes which answer to whom, about which claim, and by when (exchange rules, 3.3)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.foundation.clock import Clock
from desktop_app.store.columns import Row, Value, present
from desktop_app.store.database import Database


class ObligationState(StrEnum):
    """How an obligation stands."""

    OPEN = "open"
    MET = "met"
    MET_IN_PART = "met_in_part"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """An answer owed. `kind` is the type of message that answers; `met_by` names what did, a message or certificate.

    `owed_by` and `owed_to` are codes of offices.
    """

    id: str
    claim_id: str
    owed_by: str
    owed_to: str
    kind: str
    asked_message_id: str
    asked_on: date
    due_on: date
    state: ObligationState
    met_by: str

    @property
    def open(self) -> bool:
        """Whether the answer, or part of it, is still owed."""
        return self.state in (ObligationState.OPEN, ObligationState.MET_IN_PART)


class Obligations:
    """What is owed, either way. Keeps each claim's due date up to date."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(
        self,
        *,
        claim_id: str,
        owed_by: str,
        owed_to: str,
        kind: str,
        asked_message_id: str,
        asked_on: date,
        due_on: date,
    ) -> Obligation:
        """Open an obligation and return it."""
        made = Obligation(
            id=self._clock.new_id(),
            claim_id=claim_id,
            owed_by=owed_by,
            owed_to=owed_to,
            kind=kind,
            asked_message_id=asked_message_id,
            asked_on=asked_on,
            due_on=due_on,
            state=ObligationState.OPEN,
            met_by="",
        )
        self._database.insert(
            "obligation",
            {
                "id": made.id,
                "claim_id": claim_id,
                "owed_by": owed_by,
                "owed_to": owed_to,
                "kind": kind,
                "asked_message_id": asked_message_id,
                "asked_on": asked_on.isoformat(),
                "due_on": due_on.isoformat(),
                "state": made.state,
                "met_by": "",
            },
        )
        self._date_claim(claim_id)
        return made

    def get(self, obligation_id: str) -> Obligation:
        """Return an obligation. Raises `StoreProblem("record_missing")`."""
        row = self._database.row("SELECT * FROM obligation WHERE id = ?", (obligation_id,))
        return _obligation(present(row, "obligation"))

    def of_claim(self, claim_id: str) -> tuple[Obligation, ...]:
        """Return all of a claim, the first asked first."""
        return self._where("claim_id = ?", claim_id)

    def open(self, *, owed_by: str = "", owed_to: str = "") -> tuple[Obligation, ...]:
        """Return what is open, the first due first; only that owed by or to an office where one is named."""
        return self._where(
            "state IN ('open', 'met_in_part') AND ? IN ('', owed_by) AND ? IN ('', owed_to)", owed_by, owed_to
        )

    def overdue(self, today: date) -> tuple[Obligation, ...]:
        """Return what is open and was due before a day, the longest overdue first."""
        return self._where("state IN ('open', 'met_in_part') AND due_on < ?", today.isoformat())

    def meet(self, obligation_id: str, *, met_by: str, in_part: bool = False) -> None:
        """Record that an obligation was met, whole or in part, and by what."""
        self._settle(obligation_id, ObligationState.MET_IN_PART if in_part else ObligationState.MET, met_by)

    def cancel(self, obligation_id: str) -> None:
        """Record that the answer is no longer owed."""
        self._settle(obligation_id, ObligationState.CANCELLED, "")

    def move_due(self, obligation_id: str, due_on: date) -> None:
        """Move the due date: a promise, or the day on which the other office had the question."""
        self._database.update("obligation", {"id": obligation_id}, {"due_on": due_on.isoformat()})
        self._date_claim(self.get(obligation_id).claim_id)

    def _settle(self, obligation_id: str, state: ObligationState, met_by: str) -> None:
        self._database.update("obligation", {"id": obligation_id}, {"state": state, "met_by": met_by})
        self._date_claim(self.get(obligation_id).claim_id)

    def _date_claim(self, claim_id: str) -> None:
        self._database.run(
            "UPDATE claim SET due_on = (SELECT min(due_on) FROM obligation"
            " WHERE claim_id = claim.id AND state IN ('open', 'met_in_part')) WHERE id = ?",
            (claim_id,),
        )

    def _where(self, condition: str, *values: Value) -> tuple[Obligation, ...]:
        sql = f"SELECT * FROM obligation WHERE {condition} ORDER BY due_on, asked_on, rowid"  # noqa: S608 - conditions of this module only
        return tuple(_obligation(row) for row in self._database.rows(sql, values))


def _obligation(row: Row) -> Obligation:
    return Obligation(
        id=row["id"],
        claim_id=row["claim_id"],
        owed_by=row["owed_by"],
        owed_to=row["owed_to"],
        kind=row["kind"],
        asked_message_id=row["asked_message_id"],
        asked_on=date.fromisoformat(row["asked_on"]),
        due_on=date.fromisoformat(row["due_on"]),
        state=ObligationState(row["state"]),
        met_by=row["met_by"],
    )
