"""Published cases as data: every run of every file must give the figures, reasons and findings it expects."""

import tomllib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from desktop_app.calculation.award import Award, ConditionResult, StateAward
from desktop_app.calculation.case import StatedTotal
from desktop_app.calculation.engine import award
from desktop_app.calculation.recompute import disagreements, recomputed
from desktop_app.domain.money import Money, decimal_text
from tests.support.cases import a_case, proportional, rows, the_rulebook

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.toml"))
RUNS = [(file, run) for file in FILES for run in tomllib.loads(file.read_text(encoding="utf-8"))["run"]]
IDS = [f"{file.stem}: {run['name']}" for file, run in RUNS]


def calculated(file: Path, run: dict[str, Any], *, trace: bool = True) -> Award:
    told = tomllib.loads(file.read_text(encoding="utf-8"))["case"]
    stated = [
        StatedTotal(
            state=state,
            weeks=run.get("stated_weeks", {}).get(state),
            best_years_total=_money(run.get("stated_best_years", {}).get(state)),
        )
        for state in ("VC", "LC", "GD")
        if state in run.get("stated_weeks", {}) or state in run.get("stated_best_years", {})
    ]
    day = run.get("contingency_date", told["contingency_date"])
    case = a_case(
        rows(tuple(line) for line in told["rows"]),
        birth_date=run.get("birth_date", told["birth_date"]),
        contingency_date=day,
        claim_date=day,
        readings=run.get("readings", {}),
        settings=run.get("settings", {}),
        stated_totals=tuple(stated),
        decisions=(proportional(run["decide"]),) if "decide" in run else (),
        agreement_applies=run.get("agreement_applies", True),
    )
    rulebook = the_rulebook()
    return award(case, rulebook.packs, rulebook.agreement, trace=trace)


def _money(units: int | None) -> Money | None:
    return None if units is None else Money(minor=units * 100, currency="XCD")


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

    return {
        "own": line.own_weeks,
        "share": f"{line.share[0]}/{line.share[1]}" if line.share else None,
        "alone": _decides(line.alone) if line.alone.have is not None else None,
        "totalised": _decides(line.totalised) if line.totalised.have is not None else None,
        "rate": exact(line.rate, 0),
        "average_weekly": exact(line.average_weekly, 4),
        "notional": money(line.notional.weekly),
        "notional_unrounded": exact(line.notional.unrounded, 7),
        "actual": money(line.actual.weekly),
        "actual_unrounded": exact(line.actual.unrounded, 7),
        "actual_without_rounding": exact(line.actual.without_rounding, 2),
        "payable": money(line.payable.weekly),
        "because": line.payable.reason.code,
        "grant": money(line.grant.lump_sum),
    }


@pytest.mark.parametrize(("file", "run"), RUNS, ids=IDS)
def test_a_published_case_gives_its_figures(file: Path, run: dict[str, Any]) -> None:
    result = calculated(file, run)
    assert result.totalised_weeks == run["totalised_weeks"]
    assert {finding.code for finding in result.findings} >= set(run.get("findings", []))
    for line in result.states:
        expected = dict(run.get(line.state, {}))
        findings = set(expected.pop("findings", []))
        assert findings <= {finding.code for finding in line.findings}
        shown = told(line)
        assert {key: shown[key] for key in expected} == expected
        if "because" in expected and "payable" not in expected:
            assert shown["payable"] is None


@pytest.mark.parametrize(("file", "run"), RUNS, ids=IDS)
def test_the_worksheet_recomputes_to_its_own_result(file: Path, run: dict[str, Any]) -> None:
    result = calculated(file, run)
    assert disagreements(result.worksheet) == ()
    for line in result.states:
        weekly = line.payable.weekly
        assert recomputed(line.worksheet) == (weekly.units if weekly is not None else None)


@pytest.mark.parametrize(("file", "run"), RUNS, ids=IDS)
def test_without_the_trace_the_figures_are_the_same(file: Path, run: dict[str, Any]) -> None:
    for line, bare in zip(calculated(file, run).states, calculated(file, run, trace=False).states, strict=True):
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
