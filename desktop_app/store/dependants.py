"""Survivors and injuries of claims: what step 3 of a claim entered last."""

from datetime import date

from desktop_app.domain.dependants import ClaimSurvivor, Injury, InjuryCause, Relationship, Survivor
from desktop_app.store.columns import Row, day_text, money_columns, read_day, read_money
from desktop_app.store.database import Database


class Dependants:
    """Survivors of deceased insured persons, and the injuries that claims are about."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def set_survivors(self, claim_id: str, survivors: tuple[ClaimSurvivor, ...]) -> None:
        """Keep the survivors of a claim in their order, in place of those kept before."""
        self._database.delete("claim_survivor", {"claim_id": claim_id})
        for position, each in enumerate(survivors):
            told = each.survivor
            self._database.insert(
                "claim_survivor",
                {
                    "claim_id": claim_id,
                    "position": position,
                    "id": told.id,
                    "relationship": told.relationship,
                    "surname": each.surname,
                    "forenames": each.forenames,
                    "birth_date": day_text(told.birth_date),
                    "union_since": day_text(told.union_since),
                    "invalid": _flag(told.invalid),
                    "in_education": _flag(told.in_education),
                    "cares_for_child": _flag(told.cares_for_child),
                    "dependent": _flag(told.dependent),
                    "note": each.note,
                },
            )

    def survivors(self, claim_id: str) -> tuple[ClaimSurvivor, ...]:
        """Return the survivors of a claim, in their order."""
        rows = self._database.rows("SELECT * FROM claim_survivor WHERE claim_id = ? ORDER BY position", (claim_id,))
        return tuple(_survivor(row) for row in rows)

    def born(self, day: date) -> tuple[tuple[str, ClaimSurvivor], ...]:
        """Return every survivor of any claim who was born on a day, with the id of the claim."""
        sql = "SELECT * FROM claim_survivor WHERE birth_date = ? ORDER BY claim_id, position"
        return tuple((row["claim_id"], _survivor(row)) for row in self._database.rows(sql, (day_text(day),)))

    def set_injury(self, claim_id: str, injury: Injury) -> None:
        """Keep the injury of a claim, in place of what was kept before."""
        self._database.put(
            "claim_disablement",
            {
                "claim_id": claim_id,
                "degree_percent": injury.degree_percent,
                "cause": injury.cause,
                "state": injury.state,
                "accident_date": day_text(injury.accident_date),
                "board_reference": injury.board_reference,
                **money_columns("weekly_earnings", injury.weekly_earnings),
            },
        )

    def injury(self, claim_id: str) -> Injury | None:
        """Return the injury of a claim, None where none was entered."""
        row = self._database.row("SELECT * FROM claim_disablement WHERE claim_id = ?", (claim_id,))
        if row is None:
            return None
        return Injury(
            degree_percent=row["degree_percent"],
            cause=InjuryCause(row["cause"]),
            state=row["state"],
            accident_date=read_day(row["accident_date"]),
            board_reference=row["board_reference"],
            weekly_earnings=read_money("weekly_earnings", row),
        )


def _survivor(row: Row) -> ClaimSurvivor:
    return ClaimSurvivor(
        survivor=Survivor(
            id=row["id"],
            relationship=Relationship(row["relationship"]),
            birth_date=read_day(row["birth_date"]),
            union_since=read_day(row["union_since"]),
            invalid=_read_flag(row["invalid"]),
            in_education=_read_flag(row["in_education"]),
            cares_for_child=_read_flag(row["cares_for_child"]),
            dependent=_read_flag(row["dependent"]),
        ),
        surname=row["surname"],
        forenames=row["forenames"],
        note=row["note"],
    )


def _flag(told: bool | None) -> int | None:
    return None if told is None else int(told)


def _read_flag(kept: int | None) -> bool | None:
    return None if kept is None else bool(kept)
