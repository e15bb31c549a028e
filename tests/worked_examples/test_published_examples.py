"""Cases as data, published or computed by hand: every run must give the figures, reasons and findings it expects.

Each file says which of the two it is. A row is `[State, year, weeks, earnings]` or a table with more; a career is
`[State, first year, years, earnings, more each year]`, 52 weeks a year. Earnings are in the State's own currency where
a row names no other. A case may name `benefit`, `sex`, `survivors` and `disablement`; a State's `shares` are its
survivors', in the order of the claim.
"""

import tomllib
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from desktop_app.calculation.award import Award, ConditionResult, StateAward, SurvivorShare
from desktop_app.calculation.case import CertifiedAmount, StatedTotal
from desktop_app.calculation.engine import award
from desktop_app.calculation.other_readings import explained_award
from desktop_app.calculation.recompute import disagreements, recomputed
from desktop_app.domain.claims import Benefit
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.dependants import Disablement, InjuryCause, Relationship, Survivor
from desktop_app.domain.findings import Level
from desktop_app.domain.money import Money, decimal_text
from desktop_app.domain.periods import InsurancePeriod, PeriodType
from desktop_app.domain.persons import Sex
from tests.support.cases import a_case, a_row, the_rulebook

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.toml"))
TABLES = {file: tomllib.loads(file.read_text(encoding="utf-8")) for file in FILES}
RUNS = [(file, run) for file, table in TABLES.items() for run in table["run"]]
IDS = [f"{file.stem}: {run['name']}" for file, run in RUNS]


def calculated(file: Path, run: dict[str, Any], *, trace: bool = True) -> Award:
    told = {**TABLES[file]["case"], **run}
    weeks, best = run.get("stated_weeks", {}), run.get("stated_best_years", {})
    day = told["contingency_date"]
    case = a_case(
        _rows(told),
        benefit=Benefit(told.get("benefit", Benefit.AGE)),
        sex=Sex(told.get("sex", Sex.NOT_STATED)),
        survivors=tuple(_survivor(at, entry) for at, entry in enumerate(told.get("survivors", []), start=1)),
        disablement=_disablement(told.get("disablement")),
        birth_date=told["birth_date"],
        contingency_date=day,
        claim_date=told.get("claim_date", day),
        readings=run.get("readings", {}),
        settings=run.get("settings", {}),
        stated_totals=tuple(
            StatedTotal(
                state=state,
                weeks=weeks.get(state),
                best_years_total=_money(best.get(state), the_rulebook().party(state).currency),
            )
            for state in sorted({*weeks, *best})
        ),
        certified=tuple(_certified(entry) for entry in run.get("certified", [])),
        decisions=tuple(_decision(entry) for entry in told.get("decisions", [])),
        agreement_applies=run.get("agreement_applies", True),
    )
    rulebook = the_rulebook()
    if trace:
        return explained_award(case, rulebook.packs, rulebook.agreement)
    return award(case, rulebook.packs, rulebook.agreement, trace=False)


def _rows(told: dict[str, Any]) -> tuple[InsurancePeriod, ...]:
    made = [_row(entry) for entry in told.get("rows", [])]
    for state, first, years, earnings, more in told.get("careers", []):
        made += [_row([state, first + at, 52, earnings + at * more]) for at in range(years)]
    return tuple(replace(row, row_id=f"row-{at}") for at, row in enumerate(made, start=1))


def _row(entry: Any) -> InsurancePeriod:
    if isinstance(entry, list):
        return _in_currency(a_row(*entry))
    facts: dict[str, Any] = {"type": PeriodType(entry.get("type", "EMP")), "weeks_credited": entry.get("credited", 0)}
    if "from" in entry:
        facts |= {"start": entry["from"], "end": entry["to"]}
    if "class" in entry:
        facts["earnings_class"] = entry["class"]
    row = a_row(entry["state"], entry["year"], entry["weeks"], entry.get("earnings"), **facts)
    return _in_currency(row, entry.get("currency"))


def _in_currency(row: InsurancePeriod, named: str | None = None) -> InsurancePeriod:
    if row.earnings is None:
        return row
    currency = named or the_rulebook().party(row.state).currency
    return replace(row, earnings=Money(minor=row.earnings.minor, currency=currency))


def _survivor(at: int, entry: dict[str, Any]) -> Survivor:
    facts = {"relationship": Relationship(entry["relationship"])}
    return Survivor(**({"id": str(at), "birth_date": None} | entry | facts))


def _disablement(entry: dict[str, Any] | None) -> Disablement | None:
    if entry is None:
        return None
    facts: dict[str, Any] = {"cause": InjuryCause(entry.get("cause", InjuryCause.ACCIDENT))}
    if "weekly_earnings" in entry:
        facts["weekly_earnings"] = _money(entry["weekly_earnings"], the_rulebook().party(entry["state"]).currency)
    return Disablement(**(entry | facts))


def _certified(entry: dict[str, Any]) -> CertifiedAmount:
    amounts = {name: _money(entry.get(name), entry["currency"]) for name in ("notional", "actual")}
    return CertifiedAmount(state=entry["state"], certificate="C-1", **amounts)


def _decision(entry: list[str]) -> OfficerDecision:
    point, state, option = entry
    return OfficerDecision(point=point, state=state, option=option, reason="As agreed")


def _money(units: int | None, currency: str = "XCD") -> Money | None:
    return None if units is None else Money(minor=units * 100, currency=currency)


def _decides(condition: ConditionResult) -> str:
    assert condition.have is not None
    assert condition.need is not None
    said = f"{_number(condition.have)} of {_number(condition.need)}"
    return f"{said}, {_number(condition.short)} short" if condition.short else said


def _number(value: Fraction) -> str:
    return decimal_text(value, 0 if value.denominator == 1 else 2)


def told(line: StateAward) -> dict[str, object]:
    """Everything a worked example can expect of a State."""

    def money(amount: Money | None) -> str | None:
        return amount.plain if amount is not None else None

    def exact(value: Fraction | None, places: int) -> str | None:
        return decimal_text(value, places) if value is not None else None

    def plain(value: Fraction | None) -> str | None:
        return exact(value, 0 if value is None or value.denominator == 1 else 1)

    return {
        "own": line.own_weeks,
        "share": f"{line.share[0]}/{line.share[1]}" if line.share else None,
        "alone": _decides(line.alone) if line.alone.have is not None else None,
        "totalised": _decides(line.totalised) if line.totalised.have is not None else None,
        "counted": line.counted_weeks,
        "rate": plain(line.rate),
        "average_weekly": exact(line.average_weekly, 4),
        "notional": money(line.notional.weekly),
        "notional_unrounded": exact(line.notional.unrounded, 7),
        "actual": money(line.actual.weekly),
        "actual_unrounded": exact(line.actual.unrounded, 7),
        "actual_without_rounding": exact(line.actual.without_rounding, 2),
        "local": money(line.local.weekly),
        "payable": money(line.payable.weekly),
        "currency": line.payable.weekly.currency if line.payable.weekly is not None else None,
        "monthly": money(line.payable.monthly),
        "five_weekly": money(line.payable.five_weekly),
        "because": line.payable.reason.code,
        "grant": money(line.grant.lump_sum) or False,
    }


def _share(share: SurvivorShare) -> dict[str, object]:
    def money(amount: Money | None) -> str | None:
        return amount.plain if amount is not None else None

    return {
        "survivor": share.survivor,
        "percent": share.percent,
        "notional": money(share.notional.weekly),
        "actual": money(share.actual.weekly),
        "local": money(share.local.weekly),
        "payable": money(share.payable),
        "monthly": money(share.monthly),
        "until": share.until,
        "because": share.reason.code,
    }


@dataclass(frozen=True, slots=True)
class Worked:
    """A case as its file tells it, and its result, calculated once for all that is asked of it."""

    file: Path
    run: dict[str, Any]
    result: Award


@pytest.fixture(scope="module", params=RUNS, ids=IDS)
def worked(request: pytest.FixtureRequest) -> Worked:
    file, run = request.param
    return Worked(file, run, calculated(file, run))


def test_a_case_gives_its_figures(worked: Worked) -> None:
    run, result = worked.run, worked.result
    assert result.totalised_weeks == run["totalised_weeks"]
    assert {finding.code for finding in result.findings} >= set(run.get("findings", []))
    for line in result.states:
        expected = dict(run.get(line.state, {}))
        findings = set(expected.pop("findings", []))
        found = {finding.code for finding in line.findings}
        assert findings <= found
        assert not found & set(expected.pop("no_findings", []))
        if line.state in run:
            assert {finding.code for finding in line.findings if finding.level is Level.ERROR} <= findings
        shown = told(line)
        wanted = expected.pop("shares", None)
        if wanted is not None:
            shares = [_share(each) for each in line.shares]
            assert [{key: got[key] for key in each} for got, each in zip(shares, wanted, strict=True)] == wanted
        assert {key: shown[key] for key in expected} == expected
        if "because" in expected and "payable" not in expected:
            assert shown["payable"] is None
    assert not {"VC", "LC", "GD", "JM", "BB", "KN", "SR"} & set(run) - {line.state for line in result.states}


def test_the_worksheet_recomputes_to_its_own_result(worked: Worked) -> None:
    result = worked.result
    assert disagreements(result.worksheet) == ()
    for line in result.states:
        weekly = line.payable.weekly
        assert recomputed(line.worksheet) == (weekly.units if weekly is not None else None)


def test_the_amounts_a_month_and_a_year_stand_in_the_worksheet(worked: Worked) -> None:
    for line in worked.result.states:
        paid = line.payable
        expected = [paid.four_weekly, paid.five_weekly, paid.monthly, paid.yearly]
        assert [recomputed(node) for node in line.months] == [amount.units for amount in expected if amount is not None]


def test_without_the_trace_the_figures_are_the_same(worked: Worked) -> None:
    without = calculated(worked.file, worked.run, trace=False)
    for line, bare in zip(worked.result.states, without.states, strict=True):
        assert bare.worksheet.inputs == ()
        assert replace(bare, worksheet=line.worksheet, findings=line.findings, months=line.months) == line


def test_the_differences_of_the_published_page_are_findings_with_both_figures() -> None:
    file, run = next(entry for entry in RUNS if entry[1]["name"] == "stated totals as published")
    result = calculated(file, run)
    found = {(line.state, finding.code): finding.facts for line in result.states for finding in line.findings}
    assert found["VC", "stated_weeks_differ"].items() >= {("stated", 286), ("rows", 300)}
    assert found["VC", "stated_best_years_differ"].items() >= {("stated", "67000.00"), ("rows", "67700.00")}
    assert found["LC", "stated_best_years_differ"].items() >= {("stated", "117000.00"), ("rows", "135000.00")}
    assert ("GD", "stated_best_years_differ") not in found
    assert ("LC", "stated_weeks_differ") not in found
    assert result.findings[0].facts == {"stated": 726, "rows": 740}


def test_the_rounding_before_the_ratio_keeps_the_unrounded_figures_in_sight() -> None:
    file, run = next(entry for entry in RUNS if entry[1]["name"] == "all rows")
    node = calculated(file, run).state("VC").worksheet.find("actual_amount")
    assert node is not None
    finding = next(entry for entry in node.findings if entry.code == "rounded_before_ratio")
    assert finding.facts.items() >= {("rounded", "88.50"), ("unrounded", "88.5308"), ("actual", "35.89")}


def test_what_the_other_reading_pays_explains_the_difference() -> None:
    file, run = next(entry for entry in RUNS if entry[1]["name"] == "the institutions' own rules")
    found = {
        line.state: finding.facts
        for line in calculated(file, run).states
        for finding in line.findings
        if finding.code == "other_reading_pays"
    }
    assert found["GD"].items() >= {
        ("reading", ""),
        ("other", "nissvg-2014"),
        ("pays", "XCD 11.96"),
        ("other_pays", "XCD 19.93"),
    }
    assert found["LC"].items() >= {("pays", ""), ("other_pays", "")}
