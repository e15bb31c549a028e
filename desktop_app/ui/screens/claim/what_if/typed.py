"""What was typed into the What if, as typed, and the changes that it means; what cannot be read is said beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from desktop_app.calculation.case import Case
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.dependants import Relationship, Survivor
from desktop_app.domain.money import Money, parse_money
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.domain.persons import Sex
from desktop_app.domain.time import EARLIEST_YEAR, LATEST_YEAR, parse_date
from desktop_app.foundation.problems import FormProblem
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import amount_words, date_words
from desktop_app.workflows.case_changes import Changes, RowChange

MOST_WEEKS = 53
"""The most contribution weeks a year can hold."""

MOST_TOTAL = 3000
"""The most weeks that are taken for a State's total."""

MOST_DEGREE = 100


@dataclass(slots=True)
class TypedRow:
    """One row of insurance as typed; `counts` False leaves it out."""

    weeks: str
    earnings: str
    counts: bool = True


@dataclass(slots=True)
class AddedRow:
    """A row that is not on record, as typed."""

    state: str
    year: str = ""
    weeks: str = ""
    earnings: str = ""


ANSWERS: Final = ("yes", "no", "")
"""The keys of a survivor's fact: so, not so, not stated."""


@dataclass(slots=True)
class TypedSurvivor:
    """One survivor as typed; `claims` False leaves them out. The facts are keys of `ANSWERS`."""

    relationship: str
    birth: str = ""
    union: str = ""
    invalid: str = ""
    in_education: str = ""
    cares_for_child: str = ""
    dependent: str = ""
    claims: bool = True


@dataclass(slots=True)
class Typed:
    """Everything that can be changed, as typed. `totals` are own weeks by State, empty as the rows give them."""

    birth: str = ""
    contingency: str = ""
    claim: str = ""
    agreement: bool = True
    sex: str = ""
    state_of_claim: str = ""
    degree: str = ""
    totals: dict[str, str] = field(default_factory=dict)
    rows: dict[tuple[str, str], TypedRow] = field(default_factory=dict)
    added: list[AddedRow] = field(default_factory=list)
    readings: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    decisions: dict[tuple[str, str], bool] = field(default_factory=dict)
    survivors: dict[str, TypedSurvivor] = field(default_factory=dict)
    added_survivors: list[TypedSurvivor] = field(default_factory=list)


def typed_of(case: Case, readings: Mapping[str, str], settings: Mapping[str, str]) -> Typed:
    """Return a case as it would be typed, nothing changed."""
    return Typed(
        agreement=case.agreement_applies,
        sex=case.sex.value,
        state_of_claim=case.state_of_claim,
        rows={(row.state, row.row_id): _row_as_typed(row) for row in case.periods},
        readings=dict(readings),
        settings=dict(settings),
        decisions={(each.point, each.state): True for each in case.decisions},
        survivors={each.id: as_typed(each) for each in case.survivors},
    )


def as_typed(survivor: Survivor) -> TypedSurvivor:
    """Return a survivor as they would be typed."""
    return TypedSurvivor(
        relationship=survivor.relationship.value,
        birth=date_words(survivor.birth_date) if survivor.birth_date is not None else "",
        union=date_words(survivor.union_since) if survivor.union_since is not None else "",
        invalid=_answer(survivor.invalid),
        in_education=_answer(survivor.in_education),
        cares_for_child=_answer(survivor.cares_for_child),
        dependent=_answer(survivor.dependent),
    )


def _answer(fact: bool | None) -> str:
    return "" if fact is None else "yes" if fact else "no"


def _fact(answer: str) -> bool | None:
    return {"yes": True, "no": False}.get(answer)


def _row_as_typed(row: InsurancePeriod) -> TypedRow:
    return TypedRow(weeks=str(row.weeks), earnings=amount_words(row.earnings) if row.earnings is not None else "")


def currency_of(case: Case, state: str) -> str:
    """Return the currency in which a State's earnings are on record, that of the first row elsewhere."""
    mine = [row.earnings for row in case.periods if row.state == state and row.earnings is not None]
    every = [row.earnings for row in case.periods if row.earnings is not None]
    return next((each.currency for each in (*mine, *every)), "XCD")


class Reader:
    """Reads what was typed. `errors` say by field what cannot be read; such a field leaves its figure as it is."""

    def __init__(self, case: Case, typed: Typed, currencies: Mapping[str, str], settings: Mapping[str, str]) -> None:
        self._case = case
        self._typed = typed
        self._currencies = currencies
        self._settings = settings
        self.errors: dict[str, str] = {}

    def changes(self) -> Changes:
        """Return what is changed, and nothing of what is as it was."""
        case, typed = self._case, self._typed
        birth = self._day("birth", typed.birth)
        contingency = self._day("contingency", typed.contingency)
        if contingency is not None and contingency < (birth or case.birth_date):
            self.errors["contingency"] = _("This lies before the birth.")
            contingency = None
        sex = Sex(typed.sex) if typed.sex else case.sex
        return Changes(
            birth_date=birth if birth != case.birth_date else None,
            contingency_date=contingency,
            claim_date=self._day("claim", typed.claim),
            agreement_applies=typed.agreement if typed.agreement is not case.agreement_applies else None,
            sex=sex if sex is not case.sex else None,
            state_of_claim=typed.state_of_claim if typed.state_of_claim != case.state_of_claim else "",
            weeks=self._totals(),
            rows=tuple(self._rows()),
            added=tuple(self._added()),
            readings={
                state: reading for state, reading in typed.readings.items() if reading != _reading_of(case, state)
            },
            settings={point: option for point, option in typed.settings.items() if option != self._settings.get(point)},
            decisions=tuple(
                OfficerDecision(point=point, state=state, option="", reason="")
                for (point, state), stands in typed.decisions.items()
                if not stands
            ),
            survivors=self._survivors(),
            degree=self._degree(),
        )

    def _day(self, name: str, text: str) -> date | None:
        if not text.strip():
            return None
        try:
            return parse_date(text)
        except FormProblem:
            self.errors[name] = _("Type a date, for example 14 Jun 1958.")
            return None

    def _count(self, name: str, text: str, most: int) -> int | None:
        """Return a whole number from 0 to `most`; None for nothing typed, and for what is none, which is said."""
        bare = text.strip()
        if not bare:
            return None
        if not (bare.isascii() and bare.isdigit() and int(bare) <= most):
            self.errors[name] = _("Type a whole number from 0 to {most}.").format(most=most)
            return None
        return int(bare)

    def _money(self, name: str, text: str, state: str) -> Money | None:
        if not text.strip():
            return None
        try:
            return parse_money(text, self._currencies.get(state) or currency_of(self._case, state))
        except FormProblem:
            self.errors[name] = _("Type an amount, for example 12,600.00.")
            return None

    def _totals(self) -> dict[str, int]:
        held = {each.state: each.weeks for each in self._case.stated_totals}
        read = {state: self._count(f"total.{state}", text, MOST_TOTAL) for state, text in self._typed.totals.items()}
        return {state: weeks for state, weeks in read.items() if weeks is not None and weeks != held.get(state)}

    def _rows(self) -> Iterator[RowChange]:
        for row in self._case.periods:
            typed = self._typed.rows.get((row.state, row.row_id))
            if typed is None:
                continue
            place = f"row.{row.state}.{row.row_id}"
            if not typed.counts:
                yield RowChange(state=row.state, row_id=row.row_id, left_out=True)
                continue
            weeks = self._count(f"{place}.weeks", typed.weeks, MOST_WEEKS)
            earnings = self._money(f"{place}.earnings", typed.earnings, row.state)
            change = RowChange(
                state=row.state,
                row_id=row.row_id,
                weeks=weeks if weeks != row.weeks else None,
                earnings=earnings if earnings != row.earnings else None,
            )
            if change.weeks is not None or change.earnings is not None:
                yield change

    def _added(self) -> Iterator[InsurancePeriod]:
        for number, added in enumerate(self._typed.added):
            place = f"added.{number}"
            year = self._count(f"{place}.year", added.year, LATEST_YEAR)
            if year is not None and year < EARLIEST_YEAR:
                self.errors[f"{place}.year"] = _("Type the year with four figures.")
                continue
            weeks = self._count(f"{place}.weeks", added.weeks, MOST_WEEKS)
            earnings = self._money(f"{place}.earnings", added.earnings, added.state)
            if year is None or not weeks:
                continue
            yield InsurancePeriod(
                row_id=f"what-if-{number}", state=added.state, year=year, weeks_paid=weeks, earnings=earnings
            )

    def _survivors(self) -> tuple[Survivor, ...] | None:
        """Return the survivors as typed, one who was added with a place of their own; None where nothing is changed.

        A day that cannot be read leaves the survivor as on record; one who was added waits for it.
        """
        found = [
            self._survivor(each.id, each.id, typed, each)
            for each in self._case.survivors
            if (typed := self._typed.survivors.get(each.id, as_typed(each))).claims
        ]
        first = 1 + max((int(each.id) for each in self._case.survivors if each.id.isdecimal()), default=0)
        found += [
            self._survivor(f"added.{number}", str(first + number), typed, None)
            for number, typed in enumerate(self._typed.added_survivors)
        ]
        kept = tuple(each for each in found if each is not None)
        return kept if kept != self._case.survivors else None

    def _survivor(self, place: str, number: str, typed: TypedSurvivor, held: Survivor | None) -> Survivor | None:
        birth = self._day(f"survivor.{place}.birth", typed.birth)
        union = self._day(f"survivor.{place}.union", typed.union)
        if any(f"survivor.{place}.{name}" in self.errors for name in ("birth", "union")):
            return held
        return Survivor(
            id=number,
            relationship=Relationship(typed.relationship),
            birth_date=birth,
            union_since=union,
            invalid=_fact(typed.invalid),
            in_education=_fact(typed.in_education),
            cares_for_child=_fact(typed.cares_for_child),
            dependent=_fact(typed.dependent),
        )

    def _degree(self) -> int | None:
        degree = self._count("degree", self._typed.degree, MOST_DEGREE)
        held = self._case.disablement.degree_percent if self._case.disablement is not None else None
        return degree if degree and degree != held else None


def _reading_of(case: Case, state: str) -> str:
    held = case.readings.get(state, "")
    return held if isinstance(held, str) else ""
