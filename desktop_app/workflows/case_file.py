"""The case file of `calculate`: JSON in, a `Case` out, or a refusal that names the row.

What cannot be right is refused here; what is merely doubtful (a year of 60 weeks in two States, earnings of a strange
currency) is left to the calculation, which says so beside its figures.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from desktop_app.calculation.case import Case, CertifiedAmount, Readings, StatedTotal
from desktop_app.calculation.pack import AgreementRules
from desktop_app.domain.claims import Benefit
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.dependants import Disablement, InjuryCause, Relationship, Survivor
from desktop_app.domain.forms import MOST_WEEKS_IN_YEAR
from desktop_app.domain.periods import InsurancePeriod, InsuredClass, PeriodType
from desktop_app.domain.persons import Sex
from desktop_app.domain.states import Party
from desktop_app.domain.time import EARLIEST_YEAR, LATEST_YEAR, weeks_span_can_hold
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.case_fields import Fields, nearest, read_json, shown

_KEYS: Final = (
    "benefit",
    "insured_person",
    "contingency_date",
    "claim_date",
    "state_of_claim",
    "periods",
    "certified",
    "decisions",
    "settings",
    "readings",
    "stated_totals",
    "survivors",
    "disablement",
)
_NEEDED: Final = ("benefit", "insured_person", "contingency_date", "periods")
_PERIOD: Final = (
    "state",
    "year",
    "from",
    "to",
    "weeks",
    "weeks_paid",
    "earnings",
    "earnings_class",
    "currency",
    "type",
    "insured_class",
    "counts_for",
    "raises_amount",
)
_MOST_WEEKS: Final = 5_000
"""More weeks than a life has: the bound of a stated total."""

_SURVIVOR: Final = (
    "relationship",
    "birth_date",
    "union_since",
    "invalid",
    "in_education",
    "cares_for_child",
    "dependent",
)
_DISABLEMENT: Final = ("degree_percent", "cause", "state", "weekly_earnings", "currency")
_WHOLE_DEGREE: Final = 100
_LONGEST_YEAR: Final = 53 * 7
"""Days of the longest contribution year: one with 53 Mondays."""


def read_case(data: bytes, agreement: AgreementRules) -> Case:
    """Read a case file. Raises `CaseProblem` for one that cannot be right, with the row and what is wrong in it."""
    file = Fields.of(read_json(data), "the case file", _KEYS, _NEEDED)
    person = file.table("insured_person", ("birth_date", "sex"), ("birth_date",))
    birth, contingency = _needed_day(person, "birth_date"), _needed_day(file, "contingency_date")
    if contingency < birth:
        raise CaseProblem("case_before_birth", birth=birth.isoformat(), contingency=contingency.isoformat())
    periods = tuple(
        _period(row, agreement.parties, f"row-{at}")
        for at, row in enumerate(file.tables("periods", "row", _PERIOD, ("state", "weeks")), start=1)
    )
    case = Case(
        benefit=file.word("benefit", Benefit, Benefit.AGE),
        birth_date=birth,
        sex=person.word("sex", Sex, Sex.NOT_STATED),
        contingency_date=contingency,
        claim_date=file.day("claim_date") or contingency,
        state_of_claim=_state(file, agreement.parties, "state_of_claim")
        if file.has("state_of_claim")
        else next((row.state for row in periods), ""),
        periods=periods,
        certified=_certified(file, agreement.parties),
        decisions=_decisions(file, agreement),
        settings=_settings(file, agreement),
        readings=_readings(file, agreement.parties),
        stated_totals=_stated_totals(file, agreement.parties),
        survivors=_survivors(file),
        disablement=_disablement(file, agreement.parties),
    )
    if not (periods or case.certified or case.stated_totals):
        raise CaseProblem("case_without_periods")
    return case


def _needed_day(fields: Fields, key: str) -> date:
    found = fields.day(key)
    if found is None:
        raise CaseProblem("case_key_missing", place=fields.place, key=key)
    return found


def _state(fields: Fields, parties: Mapping[str, Party], key: str = "state") -> str:
    """Return a State's code; a name is answered with its code."""
    code = fields.text(key)
    if code in parties:
        return code
    names = {name: party.code for party in parties.values() for name in (party.code, party.name, party.short_name)}
    near = names.get(nearest(code, names), "")
    if near:
        raise CaseProblem(
            "case_state_near", place=fields.place, text=shown(code), near=near, name=parties[near].short_name
        )
    raise CaseProblem("case_state_unknown", place=fields.place, text=shown(code), states=", ".join(parties))


def _period(row: Fields, parties: Mapping[str, Party], row_id: str) -> InsurancePeriod:
    state = _state(row, parties)
    kind = row.word("type", PeriodType, PeriodType.EMP)
    weeks = row.whole("weeks", MOST_WEEKS_IN_YEAR) or 0
    paid = row.whole("weeks_paid", MOST_WEEKS_IN_YEAR)
    if paid is None:
        paid = 0 if kind.credited else weeks
    if paid > weeks:
        raise CaseProblem("case_paid_above_weeks", place=row.place, paid=paid, weeks=weeks)
    start, end = row.day("from"), row.day("to")
    year = _year(row, start, end)
    if start is not None and end is not None and weeks > (holds := weeks_span_can_hold(start, end)):
        raise CaseProblem("case_weeks_above_dates", place=row.place, weeks=weeks, holds=holds)
    return InsurancePeriod(
        row_id=row_id,
        state=state,
        year=year,
        weeks_paid=paid,
        weeks_credited=weeks - paid,
        start=start,
        end=end,
        type=kind,
        earnings=row.money("earnings", row.currency(parties[state].currency)),
        earnings_class=row.text("earnings_class").strip(),
        insured_class=row.word("insured_class", InsuredClass, InsuredClass.OTHER) if row.has("insured_class") else None,
        counts_for=_counts_for(row),
        raises_amount=row.words("raises_amount", Benefit),
    )


def _counts_for(row: Fields) -> tuple[Benefit, ...]:
    """Return the benefits a row counts for, empty for all, where the file says nothing; none at all is refused."""
    found = row.words("counts_for", Benefit)
    if found is not None and not found:
        raise CaseProblem("case_list_empty", place=row.place, key="counts_for")
    return found or ()


def _year(row: Fields, start: date | None, end: date | None) -> int:
    """Return the contribution year of a row: as stated, else that of its dates, which come both or not at all.

    A contribution year need not be a calendar year: where the row states its year, its days may reach into the year
    before or after, as long as a contribution year is. Days of two years without a stated year belong to two rows.
    """
    if (start is None) != (end is None):
        raise CaseProblem("case_one_date_only", place=row.place)
    year = row.whole("year", LATEST_YEAR)
    if year is not None and year < EARLIEST_YEAR:
        raise CaseProblem("case_year_wrong", place=row.place, year=year)
    if start is None or end is None:
        if year is None:
            raise CaseProblem("case_row_without_year", place=row.place)
        return year
    if end < start:
        raise CaseProblem("case_ends_before_start", place=row.place, start=start.isoformat(), end=end.isoformat())
    if year is not None and year not in (start.year, end.year):
        raise CaseProblem("case_dates_outside_year", place=row.place, year=year, dates=start.year)
    if start.year != end.year and (year is None or (end - start).days >= _LONGEST_YEAR):
        raise CaseProblem("case_row_of_years", place=row.place, start=start.year, end=end.year)
    return start.year if year is None else year


def _certified(file: Fields, parties: Mapping[str, Party]) -> tuple[CertifiedAmount, ...]:
    keys = ("state", "notional_weekly", "actual_weekly", "currency", "certificate")
    found: list[CertifiedAmount] = []
    for entry in file.tables("certified", "certified amount", keys, ("state", "certificate")):
        state = _state(entry, parties)
        currency = entry.currency(parties[state].currency)
        amount = CertifiedAmount(
            state=state,
            certificate=entry.text("certificate"),
            notional=entry.money("notional_weekly", currency),
            actual=entry.money("actual_weekly", currency),
        )
        if amount.notional is None and amount.actual is None:
            raise CaseProblem("case_key_missing", place=entry.place, key="notional_weekly")
        _once(entry, state, [each.state for each in found])
        found.append(amount)
    return tuple(found)


def _decisions(file: Fields, agreement: AgreementRules) -> tuple[OfficerDecision, ...]:
    keys = ("point", "state", "option", "reason")
    found: list[OfficerDecision] = []
    for entry in file.tables("decisions", "decision", keys, keys):
        point = entry.one_of("point", entry.text("point"), agreement.points)
        decision = OfficerDecision(
            point=point,
            state=_state(entry, agreement.parties),
            option=entry.one_of("option", entry.text("option"), agreement.points[point].options),
            reason=entry.text("reason").strip(),
        )
        if not decision.reason:
            raise CaseProblem("case_key_missing", place=entry.place, key="reason")
        _once(entry, decision.state, [each.state for each in found if each.point == point])
        found.append(decision)
    return tuple(found)


def _settings(file: Fields, agreement: AgreementRules) -> Mapping[str, str]:
    chosen = file.table("settings", tuple(agreement.points))
    return {
        point: chosen.one_of(point, chosen.text(point), agreement.points[point].options)
        for point in chosen.keys
        if chosen.has(point)
    }


def _readings(file: Fields, parties: Mapping[str, Party]) -> Readings:
    """Read which reading of a State's rules is used: an id, or a table of parameter to id. The packs know the ids."""
    chosen = file.table("readings", tuple(parties))
    found: dict[str, str | Mapping[str, str]] = {}
    for state in chosen.keys:
        if chosen.is_table(state):
            ids = chosen.table(state)
            found[state] = {parameter: ids.text(parameter) for parameter in ids.keys}
        else:
            found[state] = chosen.text(state)
    return found


def _stated_totals(file: Fields, parties: Mapping[str, Party]) -> tuple[StatedTotal, ...]:
    found: list[StatedTotal] = []
    keys = ("state", "weeks", "best_years_total")
    for entry in file.tables("stated_totals", "stated total", keys, ("state",)):
        state = _state(entry, parties)
        total = StatedTotal(
            state=state,
            weeks=entry.whole("weeks", _MOST_WEEKS),
            best_years_total=entry.money("best_years_total", parties[state].currency),
        )
        if total.weeks is None and total.best_years_total is None:
            raise CaseProblem("case_key_missing", place=entry.place, key="weeks")
        _once(entry, state, [each.state for each in found])
        found.append(total)
    return tuple(found)


def _survivors(file: Fields) -> tuple[Survivor, ...]:
    """Read who survives the deceased; what is not stated stays unknown, and a rule that asks for it says so."""
    return tuple(
        Survivor(
            id=str(at),
            relationship=entry.word("relationship", Relationship, Relationship.OTHER),
            birth_date=entry.day("birth_date"),
            union_since=entry.day("union_since"),
            invalid=entry.flag("invalid"),
            in_education=entry.flag("in_education"),
            cares_for_child=entry.flag("cares_for_child"),
            dependent=entry.flag("dependent"),
        )
        for at, entry in enumerate(file.tables("survivors", "survivor", _SURVIVOR, _SURVIVOR[:2]), start=1)
    )


def _disablement(file: Fields, parties: Mapping[str, Party]) -> Disablement | None:
    if not file.has("disablement"):
        return None
    entry = file.table("disablement", _DISABLEMENT, ("degree_percent",))
    degree = entry.whole("degree_percent", _WHOLE_DEGREE)
    if not degree:
        raise CaseProblem("case_degree_nought", place=entry.place)
    state = _state(entry, parties) if entry.has("state") else ""
    earned = None
    if entry.has("weekly_earnings"):
        if not state and not entry.has("currency"):
            raise CaseProblem("case_key_missing", place=entry.place, key="currency")
        earned = entry.money("weekly_earnings", entry.currency(parties[state].currency if state else ""))
    return Disablement(
        degree_percent=degree,
        cause=entry.word("cause", InjuryCause, InjuryCause.ACCIDENT),
        state=state,
        weekly_earnings=earned,
    )


def _once(entry: Fields, state: str, before: Collection[str]) -> None:
    if state in before:
        raise CaseProblem("case_state_twice", place=entry.place, state=state)
