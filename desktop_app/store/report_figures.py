"""Figures for reports, added up by the store itself: claims, decisions, rows in question, persons near a pension.

What is left of claims that were removed stands in `kept_statistic` and is added to what is still here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from desktop_app.domain.reports import Known
from desktop_app.store.columns import Row, Value
from desktop_app.store.database import Database

_TAKEN: Final = "('accepted', 'accepted_with_remarks')"
_GIVES: Final = "('granted', 'recalculated', 'provisional')"

_STATES: Final = 15
"""The most States a calculation has: the Contracting Parties of the Agreement."""

# Places are named one by one: going through the list by `json_each` takes ten times as long.
_TOO_FEW_ALONE: Final = (
    "CASE read.state "
    + " ".join(
        f"WHEN json_extract(c.result, '$.award.states[{at}].state')"
        f" THEN json_extract(c.result, '$.award.states[{at}].alone.met') = 0"
        f" AND json_extract(c.result, '$.award.states[{at}].totalised.met') = 1"
        for at in range(_STATES)
    )
    + " END"
)

_DECIDED: Final = f"""
WITH told AS MATERIALIZED (
  SELECT m.claim_id, json_extract(CAST(m.data AS TEXT), '$.body.version') AS version, min(m.standing <> '') AS gone
  FROM outbox_message m LEFT JOIN outbox_message w ON w.message_id = m.standing_by
  WHERE m.type = 'decision' AND m.data <> x'' AND m.claim_id IS NOT NULL {{m}} AND NOT (
    m.standing <> '' AND w.type = 'correction' AND w.data <> x''
    AND json_extract(CAST(w.data AS TEXT), '$.body.reason') = 'wrong_recipient'
  ) GROUP BY 1, 2
),
said AS (
  SELECT d.claim_id, CAST(d.body AS TEXT) AS body, d.calculation_id
  FROM case_decision d LEFT JOIN told ON told.claim_id = d.claim_id AND told.version = d.version
  WHERE d.body <> x'' AND COALESCE(told.gone, 0) = 0 {{d}}
  UNION ALL
  SELECT r.claim_id, json_extract(CAST(r.data AS TEXT), '$.body'), NULL
  FROM received_message r
  WHERE r.type = 'decision' AND r.state IN {_TAKEN} AND r.standing <> 'invalidated' AND r.data <> x''
    AND r.claim_id IS NOT NULL {{r}}
),
read AS (
  SELECT claim_id, calculation_id,
    json_extract(body, '$.state') AS state, json_extract(body, '$.benefit') AS benefit,
    json_extract(body, '$.decided_on') AS decided_on, json_extract(body, '$.result') AS result,
    json_extract(body, '$.ground') AS ground, json_extract(body, '$.own_weeks') AS own_weeks,
    json_extract(body, '$.totalised_weeks') AS weeks,
    COALESCE(json_extract(body, '$.amounts[#-1].payable.currency'), '') AS currency,
    COALESCE(json_extract(body, '$.amounts[#-1].frequency'), '') AS frequency,
    COALESCE(json_extract(body, '$.amounts[#-1].payable.minor'), 0) AS minor,
    row_number() OVER (
      PARTITION BY claim_id, json_extract(body, '$.state') ORDER BY json_extract(body, '$.version') DESC
    ) AS place
  FROM said
),
held AS (
  SELECT read.*, result IN {_GIVES} AND ground = 'totalised' AND COALESCE((
    SELECT {_TOO_FEW_ALONE} FROM calculation c WHERE c.id = read.calculation_id AND c.result <> ''
  ), 1) AS because
  FROM read WHERE place = 1
)
SELECT CAST(substr(decided_on, 1, 4) AS INTEGER) AS year, state, benefit, result, because, currency, frequency,
  count(*) AS claims, sum(own_weeks) AS own_weeks, sum(weeks) AS weeks,
  sum(iif(weeks > own_weeks, 1, 0)) AS totalised, sum(minor) AS minor
FROM held WHERE decided_on BETWEEN ? AND ? GROUP BY 1, 2, 3, 4, 5, 6, 7
"""  # noqa: S608 - own words

_QUESTIONED: Final = f"""
WITH asked AS MATERIALIZED (
  SELECT message_id, office, substr(created_at, 1, 10) AS day, CAST(data AS TEXT) AS data, 0 AS received
  FROM outbox_message WHERE type = 'clarification' AND data <> x'' AND state <> 'withdrawn' {{claims}}
  UNION ALL
  SELECT message_id, '', substr(json_extract(CAST(data AS TEXT), '$.created_at'), 1, 10), CAST(data AS TEXT), 1
  FROM received_message WHERE type = 'clarification' AND state IN {_TAKEN} AND data <> x'' {{claims}}
),
answers AS MATERIALIZED (
  SELECT json_extract(said, '$.body.about_message') AS about, json_extract(entry.value, '$.item_id') AS item,
    json_extract(entry.value, '$.outcome') AS outcome
  FROM (
    SELECT CAST(data AS TEXT) AS said FROM outbox_message
    WHERE type = 'clarification_reply' AND data <> x'' AND state <> 'withdrawn' {{claims}}
    UNION ALL
    SELECT CAST(data AS TEXT) FROM received_message
    WHERE type = 'clarification_reply' AND state IN {_TAKEN} AND data <> x'' {{claims}}
  ), json_each(said, '$.body.answers') AS entry
)
SELECT CAST(substr(asked.day, 1, 4) AS INTEGER) AS year, asked.office,
  COALESCE(json_extract(entry.value, '$.field'), '') AS field, json_extract(entry.value, '$.reason') AS reason,
  count(*) AS questioned, sum(COALESCE(answers.outcome = 'confirmed', 0)) AS confirmed,
  sum(COALESCE(answers.outcome = 'explained', 0)) AS explained,
  sum(COALESCE(answers.outcome = 'corrected', 0)) AS corrected
FROM asked, json_each(asked.data, '$.body.items') AS entry
LEFT JOIN answers ON answers.about = asked.message_id AND answers.item = json_extract(entry.value, '$.item_id')
WHERE asked.day BETWEEN ? AND ? GROUP BY 1, 2, 3, 4
"""  # noqa: S608 - own words

_EVERYONE: Final = "(SELECT p.id UNION ALL SELECT same.id FROM person same WHERE same.merged_into = p.id)"
"""The person of a line and every record that was joined with theirs."""

_NEAR: Final = f"""
SELECT p.id, p.surname, p.forenames, p.birth_date, p.sex,
  (SELECT group_concat(state, ' ') FROM (
    SELECT state FROM insurance_number WHERE person_id IN {_EVERYONE} AND state <> :own
    UNION SELECT c.state FROM certificate c JOIN claim ON claim.id = c.claim_id
      WHERE claim.person_id IN {_EVERYONE} AND c.state <> :own
    UNION SELECT t.state FROM stated_period t JOIN claim ON claim.id = t.claim_id
      WHERE claim.person_id IN {_EVERYONE} AND t.state <> :own ORDER BY 1)) AS states,
  EXISTS (SELECT 1 FROM insurance_number i WHERE i.person_id IN {_EVERYONE} AND i.state <> :own) AS numbered,
  EXISTS (SELECT 1 FROM certificate c JOIN claim ON claim.id = c.claim_id
    WHERE claim.person_id IN {_EVERYONE} AND c.state <> :own) AS certified,
  EXISTS (SELECT 1 FROM stated_period t JOIN claim ON claim.id = t.claim_id
    WHERE claim.person_id IN {_EVERYONE} AND t.state <> :own) AS told,
  (SELECT sum(weeks) FROM own_record WHERE person_id IN {_EVERYONE}) AS recorded,
  COALESCE((SELECT sum(weeks_paid + weeks_credited) FROM certified_period q
    JOIN certificate c ON c.row = q.certificate JOIN claim ON claim.id = c.claim_id
    WHERE claim.person_id IN {_EVERYONE} AND c.state = :own AND c.row = (
      SELECT n.row FROM certificate n JOIN claim m ON m.id = n.claim_id
      WHERE m.person_id IN {_EVERYONE} AND n.state = c.state
      ORDER BY n.complete_to DESC, n.version DESC, n.row DESC LIMIT 1)), 0) AS here,
  COALESCE((SELECT sum(weeks_paid + weeks_credited) FROM certified_period q
    JOIN certificate c ON c.row = q.certificate JOIN claim ON claim.id = c.claim_id
    WHERE claim.person_id IN {_EVERYONE} AND c.state <> :own AND c.row = (
      SELECT n.row FROM certificate n JOIN claim m ON m.id = n.claim_id
      WHERE m.person_id IN {_EVERYONE} AND n.state = c.state
      ORDER BY n.complete_to DESC, n.version DESC, n.row DESC LIMIT 1)), 0) AS weeks
FROM person p
WHERE p.birth_date BETWEEN :first AND :last AND p.merged_into IS NULL AND p.death_date IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM claim WHERE claim.person_id IN {_EVERYONE} AND claim.benefit = 'age_pension')
  AND (numbered OR certified OR told)
ORDER BY p.birth_date, p.row
"""  # noqa: S608 - own words

_FIRST: Final = "0001-01-01"
_LAST: Final = "9999-12-31"
_DECISIONS: Final = "decisions"
_ROWS: Final = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFigures:
    """How many open claims stand at a stage, by days since they were opened: below each bound, and older ones."""

    stage: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedFigures:
    """Decisions that hold and are alike, of one year: how many claims, their weeks added up, and what they pay.

    `because`: the person has nothing by that State's weeks alone, and something by all together. `totalised` counts
    those with weeks of other States. `minor` is the sum in minor units of `currency`, paid each `frequency`.
    """

    year: int
    state: str
    benefit: str
    result: str
    because: bool
    currency: str
    frequency: str
    claims: int
    own_weeks: int
    weeks: int
    totalised: int
    minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFigures:
    """Rows of an office (empty: this one) that were put in question in a year, by field and reason, and what came."""

    year: int
    office: str
    field: str
    reason: str
    questioned: int
    confirmed: int
    explained: int
    corrected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPerson:
    """A person with insurance elsewhere and no claim for an age pension.

    `weeks` are those certified elsewhere; `weeks_here` those of our own record of contributions, or of our newest
    certificate where there is none. `why` is what tells of insurance elsewhere.
    """

    id: str
    surname: str
    forenames: str
    birth_date: date
    sex: str
    states: tuple[str, ...]
    weeks: int
    weeks_here: int
    why: tuple[Known, ...]


class ReportFigures:
    """Adds up what reports tell; and keeps the sums of claims that are removed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open_claims(self, days: Sequence[date]) -> tuple[OpenFigures, ...]:
        """Return the claims that are not closed by stage; `days` part them by when they were opened, newest first."""
        bounds = [day.isoformat() for day in days]
        parts = ["substr(opened_at, 1, 10) > ?"]
        parts.extend("substr(opened_at, 1, 10) <= ? AND substr(opened_at, 1, 10) > ?" for _day in bounds[1:])
        parts.append("substr(opened_at, 1, 10) <= ?")
        values = [bounds[0], *(bound for pair in pairwise(bounds) for bound in pair), bounds[-1]]
        sums = ", ".join(f"sum({part}) AS n{number}" for number, part in enumerate(parts))
        rows = self._database.rows(
            f"SELECT stage, {sums} FROM claim WHERE removed_at IS NULL AND stage <> 'closed'"  # noqa: S608 - own words
            " GROUP BY stage_rank, stage ORDER BY stage_rank",
            values,
        )
        return tuple(
            OpenFigures(stage=row["stage"], counts=tuple(row[f"n{number}"] for number in range(len(parts))))
            for row in rows
        )

    def decided(self, since: date | None = None, until: date | None = None) -> tuple[DecidedFigures, ...]:
        """Return what was decided from one day to another, this office and others, with what is kept of removed claims.

        What is kept counts by whole years: those that lie in the period.
        """
        live = self._decided(_period(since, until), ())
        kept = (_kept_decision(row["detail"], row) for row in self._kept(_DECISIONS, since, until))
        return (*live, *kept)

    def questioned(self, since: date | None = None, until: date | None = None) -> tuple[QuestionFigures, ...]:
        """Return the rows that were put in question, as `decided` does."""
        live = self._questioned(_period(since, until), ())
        return (*live, *(_kept_question(row["detail"], row) for row in self._kept(_ROWS, since, until)))

    def kept_years(self) -> tuple[int, ...]:
        """Return the years of which sums of removed claims are kept."""
        return tuple(row["year"] for row in self._database.rows("SELECT DISTINCT year FROM kept_statistic ORDER BY 1"))

    def near(self, own: str, first: date, last: date) -> tuple[NearPerson, ...]:
        """Return who was born from one day to another, has insurance outside a State, and claimed no age pension."""
        sql = _NEAR
        values: list[Value] = []
        # The names of a statement become places, in their order.
        for word, value in _named(sql, {":own": own, ":first": first.isoformat(), ":last": last.isoformat()}):
            sql = sql.replace(word, "?", 1)
            values.append(value)
        return tuple(
            NearPerson(
                id=row["id"],
                surname=row["surname"],
                forenames=row["forenames"],
                birth_date=date.fromisoformat(row["birth_date"]),
                sex=row["sex"],
                states=tuple((row["states"] or "").split()),
                weeks=row["weeks"],
                weeks_here=row["here"] if row["recorded"] is None else row["recorded"],
                why=tuple(Known(name) for name in ("numbered", "certified", "told") if row[name]),
            )
            for row in self._database.rows(sql, values)
        )

    def fold(self, claim_ids: Iterable[str]) -> None:
        """Keep the sums of claims before they are removed; inside the act that removes them."""
        ids = tuple(dict.fromkeys(claim_ids))
        for entry in self._decided((_FIRST, _LAST), ids):
            detail = (entry.result, str(int(entry.because)), entry.currency, entry.frequency)
            for part, claims, total in (
                ("own", entry.claims, entry.own_weeks), ("all", entry.totalised, entry.weeks), ("paid", 0, entry.minor),
            ):  # fmt: skip
                words = "|".join((part, *detail))
                self._add((_DECISIONS, entry.year, entry.state, entry.benefit, words), claims, total)
        for found in self._questioned((_FIRST, _LAST), ids):
            for outcome in ("questioned", "confirmed", "explained", "corrected"):
                words = f"{outcome}|{found.field}|{found.reason}"
                self._add((_ROWS, found.year, found.office, "", words), getattr(found, outcome), 0)

    def _add(self, key: tuple[str, int, str, str, str], claims: int, total: int) -> None:
        self._database.run(
            "INSERT INTO kept_statistic (kind, year, state, benefit, detail, claims, total)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET claims = claims + excluded.claims, total = total + excluded.total",
            (*key, claims, total),
        )

    def _kept(self, kind: str, since: date | None, until: date | None) -> list[Row]:
        first = since.year + ((since.month, since.day) > (1, 1)) if since else 0
        last = until.year - ((until.month, until.day) < (12, 31)) if until else 9999
        sql = "SELECT * FROM kept_statistic WHERE kind = ? AND year BETWEEN ? AND ?"
        return self._database.rows(sql, (kind, first, last))

    def _decided(self, period: tuple[str, str], ids: tuple[str, ...]) -> tuple[DecidedFigures, ...]:
        marks = f"IN ({', '.join('?' * len(ids))})" if ids else ""
        only = {name: f"AND {name}.claim_id {marks}" if ids else "" for name in ("m", "d", "r")}
        rows = self._database.rows(_DECIDED.format(**only), (*ids, *ids, *ids, *period))
        return tuple(_decided(row) for row in rows)

    def _questioned(self, period: tuple[str, str], ids: tuple[str, ...]) -> tuple[QuestionFigures, ...]:
        only = f"AND claim_id IN ({', '.join('?' * len(ids))})" if ids else ""
        sql = _QUESTIONED.format(claims=only)
        rows = self._database.rows(sql, (*ids, *ids, *ids, *ids, *period))
        return tuple(QuestionFigures(**dict(row)) for row in rows)


def _decided(row: Row) -> DecidedFigures:
    return DecidedFigures(**{**dict(row), "because": bool(row["because"])})


def _kept_decision(detail: str, row: Row) -> DecidedFigures:
    part, result, because, currency, frequency = detail.split("|")
    claims, total = int(str(row["claims"])), int(str(row["total"]))
    return DecidedFigures(
        year=int(str(row["year"])),
        state=str(row["state"]),
        benefit=str(row["benefit"]),
        result=result,
        because=because == "1",
        currency=currency,
        frequency=frequency,
        claims=claims if part == "own" else 0,
        own_weeks=total if part == "own" else 0,
        weeks=total if part == "all" else 0,
        totalised=claims if part == "all" else 0,
        minor=total if part == "paid" else 0,
    )


def _kept_question(detail: str, row: Row) -> QuestionFigures:
    outcome, field, reason = detail.split("|")
    counts = dict.fromkeys(("questioned", "confirmed", "explained", "corrected"), 0)
    counts[outcome] = int(str(row["claims"]))
    return QuestionFigures(year=int(str(row["year"])), office=str(row["state"]), field=field, reason=reason, **counts)


def _period(since: date | None, until: date | None) -> tuple[str, str]:
    return (since.isoformat() if since else _FIRST, until.isoformat() if until else _LAST)


def _named(sql: str, values: dict[str, str]) -> list[tuple[str, str]]:
    found = [(at, name) for name in values for at in _places(sql, name)]
    return [(name, values[name]) for _at, name in sorted(found)]


def _places(sql: str, name: str) -> list[int]:
    places, at = [], sql.find(name)
    while at >= 0:
        places.append(at)
        at = sql.find(name, at + 1)
    return places
