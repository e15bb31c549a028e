"""Answers to which State's law applies, kept with what was asked and what came out; never reckoned anew."""

from dataclasses import dataclass
from datetime import datetime

from desktop_app.store.columns import Row, present
from desktop_app.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """A kept answer: `answers` and `outcome` are canonical JSON; it may be about a claim, a person, or neither."""

    id: str
    claim_id: str | None
    person_id: str | None
    asked_at: datetime
    asked_by: str
    answers: str
    outcome: str
    note: str


class LawAnswers:
    """The kept answers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, answer: KeptAnswer) -> None:
        """Keep an answer for good. Raises `StoreProblem("record_exists")`."""
        self._database.insert(
            "law_answer",
            {
                "id": answer.id,
                "claim_id": answer.claim_id,
                "person_id": answer.person_id,
                "asked_at": answer.asked_at.isoformat(),
                "asked_by": answer.asked_by,
                "answers": answer.answers,
                "outcome": answer.outcome,
                "note": answer.note,
            },
        )

    def get(self, answer_id: str) -> KeptAnswer:
        """Return an answer. Raises `StoreProblem("record_missing")`."""
        row = self._database.row("SELECT * FROM law_answer WHERE id = ?", (answer_id,))
        return _answer(present(row, "law_answer"))

    def newest(self, *, most: int) -> tuple[KeptAnswer, ...]:
        """Return so many answers, the newest first."""
        rows = self._database.rows("SELECT * FROM law_answer ORDER BY row DESC LIMIT ?", (most,))
        return tuple(_answer(row) for row in rows)

    def of_person(self, person_id: str) -> tuple[KeptAnswer, ...]:
        """Return the answers about a person or a claim of theirs, the newest first."""
        rows = self._database.rows(
            "SELECT * FROM law_answer WHERE person_id = ? OR claim_id IN (SELECT id FROM claim WHERE person_id = ?)"
            " ORDER BY row DESC",
            (person_id, person_id),
        )
        return tuple(_answer(row) for row in rows)

    def of_claim(self, claim_id: str) -> tuple[KeptAnswer, ...]:
        """Return the answers of a claim, the newest first."""
        rows = self._database.rows("SELECT * FROM law_answer WHERE claim_id = ? ORDER BY row DESC", (claim_id,))
        return tuple(_answer(row) for row in rows)


def _answer(row: Row) -> KeptAnswer:
    return KeptAnswer(
        id=row["id"],
        claim_id=row["claim_id"],
        person_id=row["person_id"],
        asked_at=datetime.fromisoformat(row["asked_at"]),
        asked_by=row["asked_by"],
        answers=row["answers"],
        outcome=row["outcome"],
        note=row["note"],
    )
