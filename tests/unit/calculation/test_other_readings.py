"""What the other readings of a State's rules would pay: which, by whom, and both amounts."""

from typing import Any

from desktop_app.calculation.award import Award
from desktop_app.calculation.engine import award
from desktop_app.calculation.other_readings import explained_award
from desktop_app.domain.findings import Finding, Level
from tests.support.cases import NISSVG, a_case, a_row, proportional, the_rulebook


def explained(**facts: Any) -> Award:
    rules = the_rulebook()
    return explained_award(a_case(**facts), rules.packs, rules.agreement)


def other_pays(found: Award, state: str) -> list[Finding]:
    return [each for each in found.state(state).findings if each.code == "other_reading_pays"]


def test_the_other_reading_is_told_with_its_source_and_both_amounts() -> None:
    (finding,) = other_pays(explained(), "GD")
    rules = the_rulebook()
    other = award(a_case(readings={"GD": "nissvg-2014"}), rules.packs, rules.agreement).state("GD").payable.weekly
    own = award(a_case(), rules.packs, rules.agreement).state("GD").payable.weekly
    assert own is not None
    assert other is not None
    assert (finding.level, finding.where) == (Level.NOTE, "GD")
    rival = next(each for each in explained().state("GD").findings if each.code == "other_reading")
    assert finding.facts == {
        "state": "GD",
        "reading": "",
        "other": "nissvg-2014",
        "source": rival.facts["other_source"],
        "pays": f"XCD {own.plain}",
        "other_pays": f"XCD {other.plain}",
    }
    assert finding.facts["source"] == "National Insurance Services, SVG"
    assert own != other


def test_where_the_other_reading_is_the_one_used_the_packs_own_is_told() -> None:
    (finding,) = other_pays(explained(readings=dict(NISSVG)), "GD")
    assert (finding.facts["reading"], finding.facts["other"]) == ("nissvg-2014", "")


def test_what_a_reading_pays_nothing_for_has_no_amount() -> None:
    (finding,) = other_pays(explained(), "LC")
    assert (finding.facts["pays"], finding.facts["other_pays"]) == ("", "")
    paid = other_pays(explained(readings=dict(NISSVG), decisions=(proportional("LC"),)), "LC")[0]
    assert paid.facts["pays"] == "XCD 83.08"


def test_a_state_without_other_readings_has_nothing_to_compare() -> None:
    assert other_pays(explained(), "VC") == []


def test_every_other_reading_of_a_state_is_told_once() -> None:
    found = explained(
        periods=(a_row("VC", 1990, 52, 9_000), *(a_row("DM", year, 52, 9_000) for year in range(2000, 2012)))
    )
    told = [each.facts["other"] for each in other_pays(found, "DM")]
    assert len(told) == len(set(told)) > 1
    rivals = [each.facts["other_reading"] for each in found.state("DM").findings if each.code == "other_reading"]
    assert set(told) == set(rivals)


def test_a_supplement_makes_each_reading_be_reckoned_apart() -> None:
    """One State's other reading changes the supplement of the other; each is told as if it alone were changed."""
    rows = tuple(a_row("VC", year, 52, 30_000) for year in range(1988, 2000)) + tuple(
        a_row("GD", year, 52, 9_000) for year in range(2000, 2010)
    )
    settings = {"vested_state": "supplement"}
    rules = the_rulebook()
    found = explained(periods=rows, settings=settings)
    for finding in other_pays(found, "GD"):
        changed = award(
            a_case(periods=rows, settings=settings, readings={"GD": finding.facts["other"]}),
            rules.packs,
            rules.agreement,
        )
        weekly = changed.state("GD").payable.weekly
        assert finding.facts["other_pays"] == ("" if weekly is None else f"XCD {weekly.plain}")
