from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from desktop_app.calculation.award import Award, PayableKind
from desktop_app.calculation.case import CertifiedAmount, Origin, StatedTotal
from desktop_app.calculation.engine import award
from desktop_app.calculation.other_readings import explained_award
from desktop_app.calculation.pack import RulePack
from desktop_app.calculation.recompute import disagreements
from desktop_app.calculation.trace import AuthorityKind
from desktop_app.domain.claims import Benefit
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.findings import Level
from desktop_app.domain.money import Money
from desktop_app.foundation.problems import CaseProblem
from tests.support.cases import NISSVG, a_case, a_row, proportional, the_rulebook


def packs() -> dict[str, RulePack]:
    """The age pensions of the published example's States, whatever other rules there are."""
    ours = the_rulebook().packs
    return {
        state: replace(ours[state], benefits={Benefit.AGE: ours[state].benefits[Benefit.AGE]})
        for state in ("VC", "LC", "GD")
    }


def result(*rows: Any, **facts: Any) -> Award:
    found = explained_award(a_case(tuple(rows) or None, **facts), packs(), the_rulebook().agreement)
    assert disagreements(found.worksheet) == ()
    return found


def career(state: str, first: int, years: int, earnings: int = 20000, weeks: int = 52) -> list[Any]:
    return [a_row(state, year, weeks, earnings) for year in range(first, first + years)]


VESTED = (*career("VC", 1988, 12), *career("LC", 2000, 4))
"""Twelve years in Saint Vincent, enough alone; four in Saint Lucia."""


def codes(found: Award, state: str) -> set[str]:
    return {finding.code for finding in found.state(state).findings}


def test_a_state_met_on_its_own_weeks_pays_the_higher_of_local_and_actual() -> None:
    line = result(*VESTED).state("VC")
    assert line.alone.met
    assert line.local.weekly is not None
    assert line.actual.weekly is not None
    assert line.local.weekly.minor > line.actual.weekly.minor
    assert line.payable.kind is PayableKind.LOCAL
    assert line.payable.weekly == line.local.weekly
    assert line.payable.reason.code == "local_higher"
    assert "point_unsettled" in codes(result(*VESTED), "VC")
    assert line.grant.reason is not None
    assert line.grant.reason.code == "grant_not_needed"


def test_what_a_grant_lacks_is_only_told_where_a_pension_is_paid() -> None:
    def level(*decisions: OfficerDecision) -> Level:
        line = result(decisions=decisions, readings=dict(NISSVG)).state("LC")
        (found,) = [each for each in line.findings if each.facts.get("parameter") == "retirement_grant"]
        return found.level

    assert level() is Level.WARNING
    assert level(proportional("LC")) is Level.NOTE


@pytest.mark.parametrize(
    ("option", "kind", "reason"),
    [
        ("local", PayableKind.LOCAL, "local_only"),
        ("actual", PayableKind.ACTUAL, "actual_only"),
        ("supplement", PayableKind.ACTUAL, "actual_no_supplement"),
    ],
)
def test_the_office_can_choose_what_a_vested_state_pays(option: str, kind: PayableKind, reason: str) -> None:
    line = result(*VESTED, settings={"vested_state": option}, readings=dict(NISSVG)).state("VC")
    assert (line.payable.kind, line.payable.reason.code) == (kind, reason)


def test_a_supplement_lifts_all_actual_amounts_together_to_the_local_one() -> None:
    found = result(
        *VESTED, settings={"vested_state": "supplement"}, readings=dict(NISSVG), decisions=(proportional("LC"),)
    )
    vc, lc = found.state("VC"), found.state("LC")
    assert vc.payable.weekly is not None
    assert lc.payable.weekly is not None
    assert vc.local.weekly is not None
    excess = vc.local.weekly.minor - lc.payable.weekly.minor
    assert vc.payable.weekly.minor == max(excess, vc.actual.weekly.minor if vc.actual.weekly else 0)


def test_an_officer_can_decide_for_one_state_of_one_case() -> None:
    decision = OfficerDecision(point="vested_state", state="VC", option="actual", reason="As agreed by letter")
    line = result(*VESTED, decisions=(decision,)).state("VC")
    assert line.payable.kind is PayableKind.ACTUAL


def test_nothing_is_paid_unmet_where_the_office_says_so() -> None:
    line = result(settings={"unmet_state": "nothing"}, readings=dict(NISSVG)).state("LC")
    assert line.payable.weekly is None
    assert line.payable.reason.code == "unmet_nothing"


def test_an_officers_decision_stands_on_the_worksheet_with_its_reason() -> None:
    line = result(readings=dict(NISSVG), decisions=(proportional("LC"),)).state("LC")
    node = line.worksheet.find("officer_decision")
    assert node is not None
    assert (node.authority.kind, node.authority.note) == (AuthorityKind.DECISION, "Agreed practice")
    assert line.payable.reason.facts["by"] == "D. Sample"


def test_a_minimum_pension_lifts_the_local_amount_only() -> None:
    line = result(*career("VC", 1988, 12, earnings=2000), *career("LC", 2000, 4)).state("VC")
    assert line.local.weekly == Money(minor=7000, currency="XCD")
    assert line.actual.unrounded is not None
    assert line.actual.unrounded < 70
    assert "minimum_not_in_pro_rata" in {finding.code for finding in line.findings}


def test_a_state_without_rules_asks_for_the_certified_amount() -> None:
    found = result(*career("VC", 1988, 8), a_row("TT", 1996, 52), a_row("TT", 1997, 52))
    line = found.state("TT")
    assert found.totalised_weeks == 520
    assert line.currency == "TTD"
    assert line.totalised.met is None
    assert line.payable.reason.code == "no_rules_here"
    assert found.state("VC").totalised.met


def test_a_certified_notional_amount_is_shared_by_our_weeks() -> None:
    certified = CertifiedAmount(state="TT", certificate="TT-2014-0004", notional=Money(minor=50000, currency="TTD"))
    line = result(*career("VC", 1988, 8), *career("TT", 1996, 2), certified=(certified,)).state("TT")
    assert line.share == (104, 520)
    assert line.actual.weekly == Money(minor=10000, currency="TTD")
    assert line.payable.kind is PayableKind.CERTIFIED
    assert line.payable.weekly == Money(minor=10000, currency="TTD")
    leaf = line.worksheet.find("notional_amount")
    assert leaf is not None
    assert leaf.authority.reference == "TT-2014-0004"


def test_a_certified_actual_amount_is_taken_as_it_is() -> None:
    certified = CertifiedAmount(state="LC", certificate="LC-1", actual=Money(minor=7338, currency="XCD"))
    line = result(certified=(certified,)).state("LC")
    assert line.payable.weekly == Money(minor=7338, currency="XCD")


def test_a_certificate_without_amounts_gives_nothing() -> None:
    line = result(certified=(CertifiedAmount(state="LC", certificate="LC-1"),)).state("LC")
    assert line.payable.reason.code == "certified_without_amount"


def test_suriname_is_recorded_and_never_totalised() -> None:
    found = result(*career("VC", 1988, 8), *career("SR", 1996, 2))
    assert found.totalised_weeks == 416
    assert found.state("SR").counted_weeks == 0
    assert "state_not_in_effect" in codes(found, "SR")


def test_undecided_overlap_stops_the_payment_of_both_states() -> None:
    span = {"start": date(1990, 1, 1), "end": date(1990, 12, 31)}
    rows = (
        *career("VC", 1991, 8),
        *career("LC", 1999, 4),
        a_row("VC", 1990, 52, 9000, **span),
        a_row("LC", 1990, 52, 9000, **span),
    )
    found = result(*rows)
    assert {line.payable.reason.code for line in found.states} == {"overlap_undecided"}
    keeps = OfficerDecision(point="overlap", state="VC", option="keeps_weeks", reason="Posted worker")
    decided = result(*rows, decisions=(keeps,))
    assert decided.state("VC").payable.weekly is not None
    assert decided.totalised_weeks == found.totalised_weeks == 676


def test_the_rows_of_a_certificate_name_it() -> None:
    origin = Origin(certificate="VC-2014-0031", version=1, certified_on=date(2014, 6, 18))
    node = result(origins={"VC": origin}).state("VC").worksheet.find("row_weeks")
    assert node is not None
    assert (node.authority.kind, node.authority.reference) == (AuthorityKind.CERTIFICATE, "VC-2014-0031")


def test_earnings_that_are_missing_or_in_another_currency_are_findings() -> None:
    dollars = a_row("VC", 1996, 52, row_id="usd", earnings=None)
    found = result(*career("VC", 1988, 8), dollars, *career("LC", 1997, 3))
    assert "earnings_missing" in codes(found, "VC")


def test_stated_totals_do_for_a_state_without_rows() -> None:
    stated = StatedTotal(state="GD", weeks=144, best_years_total=Money(minor=4700000, currency="XCD"))
    rows = tuple(row for row in a_case().periods if row.state != "GD")
    line = result(*rows, stated_totals=(stated,), readings=dict(NISSVG)).state("GD")
    assert line.own_weeks == 144
    assert line.average_weekly == Fraction(47000, 3 * 52)
    assert line.payable.weekly == Money(minor=1993, currency="XCD")


def test_a_benefit_without_rules_stops_every_state() -> None:
    found = result(benefit=Benefit.INVALIDITY)
    assert {line.payable.reason.code for line in found.states} == {"no_rules_here"}
    assert found.totalised_weeks == 740


def test_one_parameter_can_take_another_reading() -> None:
    found = result(readings={"GD": {"averaging": "nissvg-2014"}})
    assert found.state("GD").payable.weekly == Money(minor=1993, currency="XCD")


def test_the_result_names_what_it_used() -> None:
    found = result()
    rulebook = the_rulebook()
    assert found.settings["unmet_state"] == "refer"
    assert found.rule_packs["VC"] == rulebook.digest("VC")
    assert found.rule_packs["agreement"] == rulebook.agreement.digest


def test_months_are_paid_by_their_weeks_or_as_a_twelfth_of_the_year() -> None:
    found = result(readings=dict(NISSVG), decisions=(proportional("LC"),))
    vc, lc = found.state("VC").payable, found.state("LC").payable
    assert vc.four_weekly == Money(minor=14352, currency="XCD")
    assert vc.five_weekly == Money(minor=17940, currency="XCD")
    assert vc.monthly is None
    assert lc.monthly == Money(minor=36000, currency="XCD")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"settings": {"generosity": "high"}}, "point_unknown"),
        ({"settings": {"denominator": "weeks"}}, "setting_unknown"),
        (
            {"decisions": (OfficerDecision(point="unmet_state", state="LC", option="pay", reason="x"),)},
            "setting_unknown",
        ),
        ({"readings": {"GD": "nobody-1990"}}, "reading_unknown"),
        ({"readings": {"GD": {"averaging": "nobody-1990"}}}, "reading_unknown"),
        ({"readings": {"GD": {"generosity": "nissvg-2014"}}}, "reading_of_unknown_parameter"),
        ({"stated_totals": (StatedTotal(state="HT", weeks=1),)}, "state_unknown"),
        ({"periods": ()}, "no_periods"),
    ],
)
def test_a_case_that_cannot_be_right_is_refused(facts: dict[str, Any], code: str) -> None:
    rulebook = the_rulebook()
    with pytest.raises(CaseProblem) as refused:
        award(a_case(**facts), rulebook.packs, rulebook.agreement)
    assert refused.value.code == code


def unsure(found: Award, state: str) -> set[tuple[Any, Any]]:
    return {
        (each.facts["parameter"], each.facts["about"])
        for each in found.state(state).findings
        if each.code == "rule_unsure"
    }


def test_what_is_of_low_confidence_and_nothing_else_is_called_unsure() -> None:
    found = result()
    assert unsure(found, "VC") == {("pensionable_age", "basis"), ("averaging", "date"), ("rounding", "value")}
    assert unsure(found, "GD") == {("weeks_in_year", "value")}
    assert unsure(found, "LC") == {("pensionable_age", "value"), ("qualifying", "date")}


def test_what_the_sources_say_against_each_other_is_said_in_their_words() -> None:
    told = next(each for each in result().state("GD").findings if each.code == "other_reading")
    assert told.facts.items() >= {
        ("says", "best 5 years"),
        ("other_says", "best 3 of the last 15 years"),
        ("confidence", "high"),
        ("other_confidence", "low"),
    }


def test_as_many_years_as_the_rule_takes_are_enough() -> None:
    rows = (*career("VC", 1990, 5), *career("LC", 2000, 5))
    assert "fewer_years_than_rule" not in codes(result(*rows), "VC")
    assert "fewer_years_than_rule" in codes(result(*rows[1:]), "VC")


def test_a_state_of_fifty_two_weeks_is_not_short_and_one_without_weeks_has_nothing_to_be_short_of() -> None:
    rows = (*career("VC", 1990, 9), a_row("LC", 2000, 52, 9000), a_row("GD", 2001, 51, 9000), a_row("KN", 2002, 0))
    found = result(*rows)
    assert [line.state for line in found.states if "short_own_period" in codes(found, line.state)] == ["GD"]


def test_why_a_condition_cannot_be_told_without_the_agreement() -> None:
    found = result(*career("VC", 1990, 9), a_row("JM", 2000, 52), a_row("SR", 2001, 52), agreement_applies=False)
    assert found.state("VC").totalised.reason.code == "agreement_not_applied"
    assert found.state("JM").totalised.reason.code == "no_rules_here"
    assert found.state("SR").totalised.reason.code == "no_rules_here"


def test_of_two_failed_tests_a_missing_rule_does_not_hide_the_one_that_is_known() -> None:
    line = result(*career("VC", 1987, 3), contingency_date=date(1992, 6, 14), claim_date=date(1998, 1, 1)).state("VC")
    assert line.alone.met is False
    assert line.alone.reason.code == "length_short"


def test_what_other_readings_pay_is_the_same_for_all_states_at_once_and_one_at_a_time() -> None:
    decided = (proportional("LC"),)
    together = result(readings=dict(NISSVG), decisions=decided)
    apart = result(readings=dict(NISSVG), decisions=decided, settings={"vested_state": "supplement"})
    for state in ("GD", "LC"):
        said = [
            [each for each in found.state(state).findings if each.code == "other_reading_pays"]
            for found in (together, apart)
        ]
        assert said[0] == said[1] != []


def test_an_age_at_the_claim_is_another_figure_only_where_the_claim_came_later() -> None:
    born, sixty = date(1965, 6, 14), date(2025, 6, 14)
    early = {"birth_date": born, "contingency_date": sixty}
    late = result(*career("GD", 2000, 12), claim_date=date(2026, 6, 14), **early)
    assert late.worksheet.find("age_at_claim") is not None
    on_time = result(*career("GD", 2000, 12), claim_date=sixty, **early)
    assert on_time.worksheet.find("months_early") is not None
    assert on_time.worksheet.find("age_at_claim") is None


def test_a_rule_that_only_the_grant_needs_is_no_error() -> None:
    line = result(
        *career("GD", 2000, 10),
        birth_date=date(1963, 6, 14),
        contingency_date=date(2025, 6, 14),
        claim_date=date(2025, 6, 14),
    ).state("GD")
    assert line.grant.reason is not None
    assert line.grant.reason.code == "grant_not_known"
    assert {each.level for each in line.findings if each.code == "parameter_not_known"} == {Level.WARNING}


def test_a_grant_is_paid_where_no_pension_is_and_gives_way_where_one_is() -> None:
    paid, unpaid = result().state("VC").grant.reason, result(*career("VC", 1990, 5)).state("VC").grant.reason
    assert paid is not None
    assert unpaid is not None
    assert (paid.code, unpaid.code) == ("grant_replaced_by_pension", "grant_if_no_pension")


def test_without_the_agreement_every_amount_that_is_missing_says_why() -> None:
    line = result(agreement_applies=False).state("VC")
    reasons = [amount.reason.code for amount in (line.notional, line.actual, line.local) if amount.reason is not None]
    assert reasons == ["agreement_not_applied", "agreement_not_applied", "length_short"]
