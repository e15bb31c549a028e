"""Claims: kept, numbered, found, and listed in windows that stay quick at a hundred thousand of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from desktop_app.domain.claims import Benefit, Claim, OfficeReference, Part, Stage
from desktop_app.domain.persons import InsuredPerson
from desktop_app.store.columns import Row, Value, day_text, folded_number, folded_words, present, read_day
from desktop_app.store.database import Database
from desktop_app.store.protections import Protections

_RANK: Final = {stage: rank for rank, stage in enumerate(Stage)}


class SortKey(StrEnum):
    """What a list of claims can be sorted by."""

    NUMBER = "number"
    CLAIMANT = "claimant"
    STAGE = "stage"
    DUE = "due"
    OPENED = "opened"


_COLUMN: Final = {
    SortKey.NUMBER: "number",
    SortKey.CLAIMANT: "claimant",
    SortKey.STAGE: "stage_rank",
    SortKey.DUE: "due_on",
    SortKey.OPENED: "opened_at",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSort:
    """The order of a list of claims. Claims with nothing due come last either way."""

    key: SortKey = SortKey.NUMBER
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims a list shows; empty means all.

    `state` is a State's code, `responsible` a user's id, `text` part of a claimant's name or of a claim's number,
    `overdue_on` the day before which something must have been due; `only` and `without` are claims' ids.
    """

    stages: frozenset[Stage] = field(default_factory=frozenset)
    benefits: frozenset[Benefit] = field(default_factory=frozenset)
    part: Part | None = None
    state: str = ""
    responsible: str = ""
    text: str = ""
    overdue_on: date | None = None
    only: frozenset[str] | None = None
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One line of a list of claims. `due_on` is the earliest day on which anything open for the claim is due."""

    id: str
    number: str
    person_id: str
    surname: str
    forenames: str
    birth_date: date
    benefit: Benefit
    part: Part
    stage: Stage
    states: tuple[str, ...]
    due_on: date | None
    filing_date: date | None
    opened_at: datetime
    stage_changed_at: datetime
    examining_office: str
    responsible: str

    @property
    def claimant(self) -> str:
        """Forenames and surname, as on the screen."""
        return f"{self.forenames} {self.surname}".strip()


_AT_ONCE: Final = 1_000
_ALL: Final = ClaimFilter()
_BY_NUMBER: Final = ClaimSort()


class Claims:
    """The claims of the office."""

    def __init__(self, database: Database, protections: Protections | None = None) -> None:
        self._database = database
        self._protections = protections

    def add(self, claim: Claim) -> None:
        """Keep a new claim; its person is kept already. Raises `StoreProblem("record_exists")`."""
        self._database.insert("claim", {"id": claim.id, **self._columns(claim)})
        self._keep_references(claim)

    def add_many(self, claims: Iterable[tuple[Claim, InsuredPerson]]) -> int:
        """Keep new claims by the thousand, each with its person, who is kept already; return how many."""
        records = [
            {"id": claim.id, **_record(claim, f"{person.surname}, {person.forenames}")} for claim, person in claims
        ]
        if records:
            self._database.insert_many("claim", tuple(records[0]), (tuple(record.values()) for record in records))
        return len(records)

    def update(self, claim: Claim) -> None:
        """Change a claim. Raises `StoreProblem("record_missing")`."""
        self._database.update("claim", {"id": claim.id}, self._columns(claim))
        self._database.delete("claim_reference", {"claim_id": claim.id})
        self._keep_references(claim)

    def get(self, claim_id: str) -> Claim:
        """Return a claim.

        Raises `StoreProblem("record_missing")`, and what `Protections.check` raises, as every method that reads one.
        """
        return self._claim(present(self._row("id = ?", claim_id), "claim"))

    def find(self, claim_id: str) -> Claim | None:
        """Return a claim, None when there is none."""
        return self._found(self._row("id = ?", claim_id))

    def by_number(self, number: str) -> Claim | None:
        """Return the claim with this office's number, however it is spaced, None when there is none."""
        return self._found(self._row("folded = ?", folded_number(number)))

    def by_reference(self, office: str, number: str) -> Claim | None:
        """Return the claim that another office keeps under its own number, None when there is none."""
        sql = "id IN (SELECT claim_id FROM claim_reference WHERE office = ? AND number = ?)"
        return self._found(self._row(sql, office, number))

    def numbers_of(self, claim_ids: Iterable[str]) -> dict[str, str]:
        """Return the numbers of those of these ids that are claims."""
        ids = sorted(claim_ids)
        found: dict[str, str] = {}
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            sql = f"SELECT id, number FROM claim WHERE id IN ({', '.join('?' * len(some))})"  # noqa: S608 - marks
            found |= {str(row["id"]): str(row["number"]) for row in self._database.rows(sql, some)}
        return found

    def of_person(self, person_id: str) -> tuple[Claim, ...]:
        """Return a person's claims, the oldest first."""
        sql = "SELECT * FROM claim WHERE person_id = ? AND removed_at IS NULL ORDER BY row"
        rows = self._database.rows(sql, (person_id,))
        return tuple(self._claim(row) for row in rows)

    def next_number(self, state: str, year: int) -> str:
        """Take the next number of a year, `VC-2014-0031`, inside the act that uses it: an act undone leaves no hole."""
        self._database.run(
            "INSERT INTO claim_counter (state, year, last) VALUES (?, ?, 1)"
            " ON CONFLICT (state, year) DO UPDATE SET last = last + 1",
            (state, year),
        )
        last = self._database.number("SELECT last FROM claim_counter WHERE state = ? AND year = ?", (state, year))
        return f"{state}-{year}-{last:04d}"

    def count(self, chosen: ClaimFilter = _ALL) -> int:
        """Return how many claims a filter leaves."""
        where, values = _where(chosen)
        return self._database.number(f"SELECT count(*) FROM claim WHERE {where}", values)  # noqa: S608 - see _where

    def counts_by_stage(self) -> dict[Stage, int]:
        """Return how many claims stand at each stage that has any."""
        rows = self._database.rows(
            "SELECT max(stage) AS stage, count(*) AS claims FROM claim WHERE removed_at IS NULL GROUP BY stage_rank"
        )
        return {Stage(row["stage"]): row["claims"] for row in rows}

    def page(
        self, chosen: ClaimFilter = _ALL, sort: ClaimSort = _BY_NUMBER, offset: int = 0, limit: int = 100
    ) -> tuple[ClaimRow, ...]:
        """Return one window of the list: `limit` claims from `offset` on. Equals keep the order of their entry."""
        where, values = _where(chosen)
        way = "DESC" if sort.descending else "ASC"
        last = " NULLS LAST" if sort.key is SortKey.DUE else ""
        order = f"{_COLUMN[sort.key]} {way}{last}, row {way}"
        rows = self._database.rows(
            # The window is found on an index alone; only its own rows are then read whole.
            f"WITH chosen AS MATERIALIZED (SELECT row FROM claim WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?)"  # noqa: S608 - see _where
            " SELECT c.*, p.surname, p.forenames, p.birth_date FROM chosen JOIN claim c ON c.row = chosen.row"
            f" JOIN person p ON p.id = c.person_id ORDER BY c.{order.replace(', row', ', c.row')}",
            (*values, limit, offset),
        )
        return tuple(_claim_row(row) for row in rows)

    def _row(self, where: str, *values: Value) -> Row | None:
        sql = f"SELECT * FROM claim WHERE removed_at IS NULL AND {where} ORDER BY row LIMIT 1"  # noqa: S608 - conditions of this module only
        return self._database.row(sql, values)

    def _found(self, row: Row | None) -> Claim | None:
        return self._claim(row) if row else None

    def _columns(self, claim: Claim) -> dict[str, Any]:
        sql = "SELECT surname, forenames FROM person WHERE id = ?"
        person = present(self._database.row(sql, (claim.person_id,)), "person")
        return _record(claim, f"{person['surname']}, {person['forenames']}")

    def _keep_references(self, claim: Claim) -> None:
        for position, entry in enumerate(claim.references):
            self._database.insert(
                "claim_reference",
                {"claim_id": claim.id, "position": position, "office": entry.office, "number": entry.number},
            )

    def _claim(self, row: Row) -> Claim:
        if self._protections is not None:
            self._protections.check(claim_id=row["id"], person_id=row["person_id"])
        sql = "SELECT office, number FROM claim_reference WHERE claim_id = ? ORDER BY position"
        references = self._database.rows(sql, (row["id"],))
        return Claim(
            id=row["id"],
            number=row["number"],
            person_id=row["person_id"],
            benefit=Benefit(row["benefit"]),
            part=Part(row["part"]),
            stage=Stage(row["stage"]),
            opened_at=datetime.fromisoformat(row["opened_at"]),
            stage_changed_at=datetime.fromisoformat(row["stage_changed_at"]),
            examining_office=row["examining_office"],
            responsible=row["responsible"],
            filing_date=read_day(row["filing_date"]),
            filing_proof=row["filing_proof"],
            consent_given=bool(row["consent_given"]),
            contingency_date=read_day(row["contingency_date"]),
            states=tuple(row["states"].split()),
            references=tuple(OfficeReference(office=entry["office"], number=entry["number"]) for entry in references),
            applicant=row["applicant"],
        )


def _record(claim: Claim, person: str) -> dict[str, Any]:
    return {
        "number": claim.number,
        "folded": folded_number(claim.number),
        "person_id": claim.person_id,
        "claimant": folded_words(person),
        "benefit": claim.benefit,
        "part": claim.part,
        "stage": claim.stage,
        "stage_rank": _RANK[claim.stage],
        "states": " ".join(claim.states),
        "opened_at": claim.opened_at.isoformat(),
        "stage_changed_at": claim.stage_changed_at.isoformat(),
        "examining_office": claim.examining_office,
        "responsible": claim.responsible,
        "filing_date": day_text(claim.filing_date),
        "filing_proof": claim.filing_proof,
        "consent_given": int(claim.consent_given),
        "contingency_date": day_text(claim.contingency_date),
        "applicant": claim.applicant,
    }


def _where(chosen: ClaimFilter) -> tuple[str, list[Value]]:
    """Return a condition made of this module's own words, and its values."""
    parts: list[str] = ["removed_at IS NULL"]
    values: list[Value] = []
    for column, choice in (("stage", chosen.stages), ("benefit", chosen.benefits)):
        if choice:
            parts.append(f"{column} IN ({', '.join('?' for _ in choice)})")
            values.extend(sorted(choice))
    for ids, what in ((chosen.only, "IN"), (chosen.without or None, "NOT IN")):
        if ids is not None:
            parts.append(f"id {what} ({', '.join('?' for _ in ids)})")
            values.extend(sorted(ids))
    if chosen.part:
        parts.append("part = ?")
        values.append(chosen.part)
    if chosen.state:
        parts.append("instr(states, ?) > 0")
        values.append(chosen.state)
    if chosen.responsible:
        parts.append("responsible = ?")
        values.append(chosen.responsible)
    if chosen.overdue_on:
        parts.append("due_on < ?")
        values.append(chosen.overdue_on.isoformat())
    if chosen.text.strip():
        parts.append("(instr(claimant, ?) > 0 OR (? <> '' AND instr(folded, ?) > 0))")
        number = folded_number(chosen.text) if any(c.isdigit() for c in chosen.text) else ""
        values.extend((folded_words(chosen.text.strip()), number, number))
    return " AND ".join(parts), values


def _claim_row(row: Row) -> ClaimRow:
    return ClaimRow(
        id=row["id"],
        number=row["number"],
        person_id=row["person_id"],
        surname=row["surname"],
        forenames=row["forenames"],
        birth_date=date.fromisoformat(row["birth_date"]),
        benefit=Benefit(row["benefit"]),
        part=Part(row["part"]),
        stage=Stage(row["stage"]),
        states=tuple(row["states"].split()),
        due_on=read_day(row["due_on"]),
        filing_date=read_day(row["filing_date"]),
        opened_at=datetime.fromisoformat(row["opened_at"]),
        stage_changed_at=datetime.fromisoformat(row["stage_changed_at"]),
        examining_office=row["examining_office"],
        responsible=row["responsible"],
    )
