"""The office's own decisions on its claims, every version as it was approved (exchange rules, 4.5)."""

from dataclasses import dataclass
from datetime import datetime

from desktop_app.store.columns import Row
from desktop_app.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDecision:
    """A decision as approved. `body` are its bytes as they stand in its message.

    `calculation_id` is the kept calculation it rests on, `proposal_id` what two persons settled, empty in an office of
    one person. `decided_by` is the user who approved it.
    """

    claim_id: str
    version: int
    body: bytes
    calculation_id: str
    proposal_id: str
    decided_by: str
    decided_at: datetime


class CaseDecisions:
    """Decisions by case; what was kept is never changed, a correction is a further version."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, decision: KeptDecision) -> None:
        """Keep a decision."""
        self._database.insert(
            "case_decision",
            {
                "claim_id": decision.claim_id,
                "version": decision.version,
                "body": decision.body,
                "calculation_id": decision.calculation_id,
                "proposal_id": decision.proposal_id or None,
                "decided_by": decision.decided_by,
                "decided_at": decision.decided_at.isoformat(),
            },
        )

    def of_claim(self, claim_id: str) -> tuple[KeptDecision, ...]:
        """Return the versions of a claim's decision, the oldest first."""
        sql = "SELECT * FROM case_decision WHERE claim_id = ? ORDER BY version"
        return tuple(_decision(row) for row in self._database.rows(sql, (claim_id,)))

    def newest(self, claim_id: str) -> KeptDecision | None:
        """Return the decision that holds, None before the first."""
        return next(reversed(self.of_claim(claim_id)), None)


def _decision(row: Row) -> KeptDecision:
    return KeptDecision(
        claim_id=row["claim_id"],
        version=row["version"],
        body=row["body"],
        calculation_id=row["calculation_id"],
        proposal_id=row["proposal_id"] or "",
        decided_by=row["decided_by"],
        decided_at=datetime.fromisoformat(row["decided_at"]),
    )
