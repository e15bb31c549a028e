"""Who takes part in a case: offices that joined or left, since when and why (exchange rules, 4.12)."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.domain.case_notices import Joining
from desktop_app.foundation.clock import Clock
from desktop_app.store.columns import Row
from desktop_app.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """That an office joined or left a case. `takes_over` names who took over what a leaver owed, empty for nobody.

    `message_id` is the message that said so, `by` the user who entered or accepted it.
    """

    claim_id: str
    office: str
    state: str
    joining: Joining
    since: date
    reason: str
    takes_over: str
    message_id: str
    by: str
    at: datetime


class Participants:
    """Offices of the cases, beyond those that the claim itself names."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def record(
        self,
        claim_id: str,
        *,
        office: str,
        state: str,
        joining: Joining,
        since: date,
        reason: str,
        takes_over: str = "",
        message_id: str = "",
        by: str = "",
    ) -> None:
        """Write down that an office joins or leaves; what was written before stays."""
        self._database.insert(
            "case_participant",
            {
                "claim_id": claim_id,
                "office": office,
                "state": state,
                "joining": joining,
                "since": since.isoformat(),
                "reason": reason,
                "takes_over": takes_over,
                "message_id": message_id,
                "by": by,
                "at": self._clock.now().isoformat(),
            },
        )

    def history(self, claim_id: str) -> tuple[Participant, ...]:
        """Return everything said of a case, in the order in which it became known."""
        sql = "SELECT * FROM case_participant WHERE claim_id = ? ORDER BY row"
        return tuple(_participant(row) for row in self._database.rows(sql, (claim_id,)))

    def current(self, claim_id: str) -> tuple[Participant, ...]:
        """Return the last word on each office, by the day since when it holds, the later known of two of one day."""
        last: dict[str, Participant] = {}
        for entry in self.history(claim_id):
            before = last.get(entry.office)
            if before is None or entry.since >= before.since:
                last[entry.office] = entry
        return tuple(last.values())


def _participant(row: Row) -> Participant:
    return Participant(
        claim_id=row["claim_id"],
        office=row["office"],
        state=row["state"],
        joining=Joining(row["joining"]),
        since=date.fromisoformat(row["since"]),
        reason=row["reason"],
        takes_over=row["takes_over"],
        message_id=row["message_id"],
        by=row["by"],
        at=datetime.fromisoformat(row["at"]),
    )
