"""What was calculated and what an officer decided: kept for good, re-read later, never recomputed."""

from datetime import datetime

from desktop_app.domain.decisions import OfficerDecision, StoredCalculation
from desktop_app.store.columns import Row, day_text, present, read_day
from desktop_app.store.database import Database


class Calculations:
    """Calculations as kept, each with everything it used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, calculation: StoredCalculation) -> None:
        """Keep a calculation for good. Raises `StoreProblem("record_exists")`."""
        self._database.insert(
            "calculation",
            {
                "id": calculation.id,
                "claim_id": calculation.claim_id,
                "made_at": calculation.made_at.isoformat(),
                "made_by": calculation.made_by,
                "result": calculation.result,
                "input_digest": calculation.input_digest,
                "program_version": calculation.program_version,
                "case_json": calculation.case_json,
                "worksheet": calculation.worksheet,
            },
        )

    def get(self, calculation_id: str) -> StoredCalculation:
        """Return a calculation. Raises `StoreProblem("record_missing")`."""
        row = self._database.row("SELECT * FROM calculation WHERE id = ?", (calculation_id,))
        return _calculation(present(row, "calculation"))

    def of_claim(self, claim_id: str) -> tuple[StoredCalculation, ...]:
        """Return the calculations of a claim, the newest first."""
        rows = self._database.rows("SELECT * FROM calculation WHERE claim_id = ? ORDER BY row DESC", (claim_id,))
        return tuple(_calculation(row) for row in rows)

    def newest(self, claim_id: str) -> StoredCalculation | None:
        """Return the newest calculation of a claim, None before the first."""
        row = self._database.row("SELECT * FROM calculation WHERE claim_id = ? ORDER BY row DESC LIMIT 1", (claim_id,))
        return _calculation(row) if row else None

    def count_calculated(self) -> int:
        """Return how many claims have a calculation."""
        return self._database.number("SELECT count(DISTINCT claim_id) FROM calculation")

    def calculated_after(self, claim_id: str, limit: int) -> tuple[str, ...]:
        """Return the ids of claims with a calculation, in their own order, after a given one (empty: all)."""
        sql = "SELECT DISTINCT claim_id FROM calculation WHERE claim_id > ? ORDER BY claim_id LIMIT ?"
        return tuple(row["claim_id"] for row in self._database.rows(sql, (claim_id, limit)))


class Decisions:
    """Officers' decisions on the points the Agreement leaves open. A change of mind is a new decision."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, claim_id: str, decision: OfficerDecision) -> None:
        """Keep a decision for good."""
        self._database.insert(
            "officer_decision",
            {
                "claim_id": claim_id,
                "point": decision.point,
                "state": decision.state,
                "option": decision.option,
                "reason": decision.reason,
                "decided_by": decision.decided_by,
                "decided_on": day_text(decision.decided_on),
            },
        )

    def of_claim(self, claim_id: str) -> tuple[OfficerDecision, ...]:
        """Return what holds now: for each point and State the decision made last."""
        holds = {(decision.point, decision.state): decision for decision in self.history(claim_id)}
        return tuple(holds.values())

    def history(self, claim_id: str) -> tuple[OfficerDecision, ...]:
        """Return every decision of a claim, the oldest first."""
        rows = self._database.rows("SELECT * FROM officer_decision WHERE claim_id = ? ORDER BY row", (claim_id,))
        return tuple(
            OfficerDecision(
                point=row["point"],
                state=row["state"],
                option=row["option"],
                reason=row["reason"],
                decided_by=row["decided_by"],
                decided_on=read_day(row["decided_on"]),
            )
            for row in rows
        )


def _calculation(row: Row) -> StoredCalculation:
    return StoredCalculation(
        id=row["id"],
        claim_id=row["claim_id"],
        made_at=datetime.fromisoformat(row["made_at"]),
        made_by=row["made_by"],
        result=row["result"],
        input_digest=row["input_digest"],
        program_version=row["program_version"],
        case_json=row["case_json"],
        worksheet=row["worksheet"],
    )
