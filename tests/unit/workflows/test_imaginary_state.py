"""A State is added from a folder, with no line of Python: age pension, survivors and disablement are calculated."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from desktop_app.calculation.award import Award
from desktop_app.calculation.recompute import disagreements
from desktop_app.domain.findings import Level
from desktop_app.foundation.places import resource_dir
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.wording.findings import reason_words
from desktop_app.workflows.calculate_case import calculate_case
from desktop_app.workflows.case_file import read_case
from desktop_app.workflows.work_examples import work_examples

PACK = Path(__file__).parents[2] / "broken_packs" / "sound" / "XX"
PARTY = """
[[party]]
code = "XX"
name = "Exampleland"
currency = "XXD"
institution = "Example Institution"
institution_short = "EI"
town = "Exampletown"
in_effect_from = 1997-04-01
sources = ["S1"]
confidence = "high"

[[party]]"""


@pytest.fixture(scope="module")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """Our own rules, with a fifteenth State laid beside them."""
    folder = tmp_path_factory.mktemp("rules")
    for name in ("rules", "agreement"):
        shutil.copytree(resource_dir() / name, folder / name)
    shutil.copytree(PACK, folder / "rules" / "XX")
    agreement = folder / "agreement" / "cass.toml"
    agreement.write_text(agreement.read_text(encoding="utf-8").replace("\n[[party]]", PARTY, 1), encoding="utf-8")
    return Rulebook.load(folder)


def calculated(rulebook: Rulebook, **facts: Any) -> Award:
    case = {
        "insured_person": {"birth_date": "1950-05-01", "sex": "female"},
        "contingency_date": "2012-06-01",
        "periods": [
            *[{"state": "XX", "year": year, "weeks": 52, "earnings": "15600.00"} for year in range(2002, 2010)],
            *[{"state": "VC", "year": year, "weeks": 52, "earnings": "10400.00"} for year in range(1990, 1994)],
        ],
        **facts,
    }
    award = calculate_case(read_case(json.dumps(case).encode(), rulebook.agreement), rulebook)
    assert disagreements(award.worksheet) == ()
    return award


def test_its_age_pension_needs_the_weeks_of_both_states(rulebook: Rulebook) -> None:
    line = calculated(rulebook, benefit="age_pension").state("XX")
    assert (line.alone.met, line.totalised.met) == (False, True)
    # best 5 of 15,600 / 5 / 52 = 300; a third of it is 100; 416 of 624 weeks
    assert line.notional.weekly is not None
    assert line.notional.weekly.plain == "100.00"
    assert line.payable.weekly is not None
    assert line.payable.weekly.plain == "66.67"


def test_its_survivors_share_by_its_own_scale_and_bounds(rulebook: Rulebook) -> None:
    survivors = [
        {"relationship": "widow", "birth_date": "1955-02-03"},
        {"relationship": "child", "birth_date": "2000-01-01"},
        {"relationship": "child", "birth_date": "2001-01-01"},
        {"relationship": "child", "birth_date": "2002-01-01"},
        {"relationship": "parent", "birth_date": "1930-01-01"},
    ]
    line = calculated(rulebook, benefit="survivors_pension", survivors=survivors).state("XX")
    # 40 % of 300 = 120: half to the widow, 20 % to each of three children is 132 in all, cut to 120 by the maximum
    paid = [share.payable.plain if share.payable is not None else "" for share in line.shares]
    assert paid == ["54.55", "21.82", "21.82", "21.82", ""]
    assert line.shares[0].until == "for life"
    assert reason_words(line.shares[4].reason) == "this State's law has no share for parent"
    assert line.payable.weekly is not None
    assert line.payable.weekly.plain == "120.01"
    assert line.payable.four_weekly is not None
    assert line.payable.four_weekly.plain == "480.04"


def test_a_fact_that_is_not_stated_is_asked_for_only_where_it_decides(rulebook: Rulebook) -> None:
    young = [{"relationship": "widow", "birth_date": "1975-02-03"}]
    line = calculated(rulebook, benefit="survivors_pension", survivors=young).state("XX")
    assert line.shares[0].payable is None
    errors = [finding for finding in line.findings if finding.level is Level.ERROR]
    assert [finding.facts.get("fact") for finding in errors] == ["survivor_invalid"]
    stated = [{**young[0], "invalid": False}]
    line = calculated(rulebook, benefit="survivors_pension", survivors=stated).state("XX")
    assert line.shares[0].until == "52 weeks"
    assert line.payable.weekly is not None
    assert line.payable.weekly.plain == "60.00"


def test_a_family_below_the_minimum_is_raised_by_its_own_law_alone(rulebook: Rulebook) -> None:
    child = [{"relationship": "orphan", "birth_date": "2001-01-01"}]
    line = calculated(rulebook, benefit="survivors_pension", survivors=child).state("XX")
    # 30 % of 120 is 36, raised to 60; in proportion 36 x 416 / 624 = 24
    assert line.local.weekly is not None
    assert line.local.weekly.plain == "60.00"
    assert line.actual.weekly is not None
    assert line.actual.weekly.plain == "24.00"


def test_its_injury_pension_is_paid_by_the_last_state_alone(rulebook: Rulebook) -> None:
    injury = {"degree_percent": 40, "state": "XX", "weekly_earnings": "300.00"}
    award = calculated(rulebook, benefit="disablement_pension", disablement=injury)
    line = award.state("XX")
    # 60 % of 300 by 40 %
    assert line.payable.weekly is not None
    assert line.payable.weekly.plain == "72.00"
    assert line.payable.reason.code == "last_state_pays"
    assert "last_state_to_confirm" in {finding.code for finding in line.findings}
    assert award.state("VC").payable.reason.code == "another_state_pays"


def test_a_degree_below_its_threshold_gives_a_grant(rulebook: Rulebook) -> None:
    injury = {"degree_percent": 10, "state": "XX", "weekly_earnings": "300.00"}
    line = calculated(rulebook, benefit="disablement_pension", disablement=injury).state("XX")
    assert line.payable.weekly is None
    # 180 x 10 % x 260
    assert line.grant.lump_sum is not None
    assert line.grant.lump_sum.plain == "4680.00"


def test_a_benefit_it_does_not_have_is_a_known_nothing(rulebook: Rulebook) -> None:
    line = calculated(rulebook, benefit="invalidity_pension").state("XX")
    assert (line.alone.met, line.totalised.met) == (False, False)
    assert reason_words(line.payable.reason) == "Exampleland has no invalidity pension"
    assert all(finding.level is not Level.ERROR for finding in line.findings)


def test_its_worked_example_is_worked(rulebook: Rulebook) -> None:
    assert work_examples(rulebook, ["XX"]) == ()
