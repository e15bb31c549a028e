from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.calculation.applicable_law import LawAnswer, LawRules, applicable_law, may_insure_voluntarily
from desktop_app.domain.work import AgreedException, WorkFacts, WorkKind
from desktop_app.foundation.places import resource
from desktop_app.foundation.problems import RuleProblem
from desktop_app.rulebook.law_rules import RULE_IDS, load_law_rules
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.workflows.consult_rules import load_rulebook

Ask = Callable[..., LawAnswer]
TODAY = date(2021, 6, 1)
POSTED = WorkFacts(
    kind=WorkKind.EMPLOYED,
    work_states=("BB",),
    posted_from="VC",
    began_on=date(2020, 3, 1),
    expected_end=date(2021, 12, 31),
)


@pytest.fixture(name="law", scope="module")
def _law() -> LawRules:
    return load_law_rules(resource("agreement", "applicable_law.toml"))


@pytest.fixture(name="rules", scope="module")
def _rules() -> Rulebook:
    return load_rulebook()


@pytest.fixture(name="ask")
def _ask(law: LawRules, rules: Rulebook) -> object:
    def ask(facts: WorkFacts, on: date = TODAY) -> LawAnswer:
        return applicable_law(facts, law, rules.agreement.parties, on)

    return ask


def codes(answer: LawAnswer) -> set[str]:
    return {finding.code for finding in answer.findings}


def test_work_in_one_state_is_under_its_law(ask: Ask) -> None:
    answer = ask(WorkFacts(kind=WorkKind.EMPLOYED, work_states=("BB",), residence="VC", seat="TT"))
    assert (answer.state, answer.rule.id, answer.until) == ("BB", "general", None)
    assert not answer.findings


def test_the_posted_stay_insured_at_home_to_the_end_foreseen(ask: Ask) -> None:
    answer = ask(POSTED)
    assert (answer.state, answer.rule.id, answer.until, answer.afterwards) == (
        "VC",
        "posted",
        date(2021, 12, 31),
        "BB",
    )
    assert answer.rule.article == "Article 7"
    assert codes(answer) == {"law_rule_unsure"}
    assert "certificate_of_coverage" in answer.records


def test_the_limit_is_two_years_to_the_day(ask: Ask) -> None:
    last = date(2022, 2, 28)
    assert ask(replace(POSTED, expected_end=last)).until == last
    longer = ask(replace(POSTED, expected_end=date(2022, 3, 1)))
    assert (longer.state, longer.reason.code) == ("BB", "law_posting_too_long")


def test_an_unforeseen_overrun_needs_the_host_institution(ask: Ask) -> None:
    overrun = replace(POSTED, now_expected_end=date(2022, 9, 30))
    waiting = ask(overrun)
    assert (waiting.state, waiting.until) == ("VC", date(2022, 2, 28))
    assert "overrun_needs_host" in codes(waiting)
    ended = ask(overrun, date(2022, 3, 1))
    assert (ended.state, ended.reason.code) == ("BB", "law_posting_ended")
    agreed = ask(replace(overrun, host_agrees=True), date(2022, 3, 1))
    assert (agreed.state, agreed.rule.id, agreed.until) == ("VC", "posted_overrun", date(2022, 9, 30))
    assert "host_consent" in agreed.records


def test_a_posting_without_an_end_ends_at_its_limit(ask: Ask) -> None:
    endless = replace(POSTED, expected_end=None)
    assert ask(endless).until == date(2022, 2, 28)
    assert "posting_end_not_told" in codes(ask(endless))
    assert ask(endless, date(2022, 3, 1)).state == "BB"


def test_a_posting_without_a_beginning_cannot_be_told(ask: Ask) -> None:
    answer = ask(replace(POSTED, began_on=None))
    assert (answer.state, answer.reason.facts["missing"]) == ("", "began_on")


def test_a_ship_goes_by_its_flag(ask: Ask) -> None:
    ship = WorkFacts(kind=WorkKind.SHIP, flag="BS", residence="JM")
    assert (ask(ship).state, ask(ship).rule.id) == ("BS", "ship")
    assert ask(replace(ship, flag="")).state == ""
    posted = replace(ship, posted_from="JM", began_on=date(2020, 3, 1), now_expected_end=date(2023, 1, 1))
    assert ask(posted).state == "JM"
    assert "overrun_needs_both" in codes(ask(posted))
    assert "overrun_needs_both" in codes(ask(replace(posted, host_agrees=True)))
    both = ask(replace(posted, host_agrees=True, home_agrees=True), date(2022, 6, 1))
    assert (both.state, both.rule.id) == ("JM", "ship_overrun")
    assert ask(posted, date(2022, 6, 1)).state == "BS"


def test_a_crew_goes_by_residence_then_branch_then_seat(ask: Ask) -> None:
    crew = WorkFacts(kind=WorkKind.CREW, residence="AG", seat="TT")
    assert (ask(crew).state, ask(crew).rule.id) == ("TT", "crew_seat")
    assert ask(replace(crew, branch="BB")).state == "BB"
    assert ask(replace(crew, branch="BB", mainly_in="AG")).state == "AG"
    assert ask(replace(crew, branch="BB", mainly_in="KN")).state == "BB"
    assert ask(replace(crew, seat="")).state == ""


def test_the_self_employed_go_by_where_they_work(ask: Ask) -> None:
    own = WorkFacts(kind=WorkKind.SELF_EMPLOYED, work_states=("DM",), residence="LC")
    assert (ask(own).state, ask(own).rule.id) == ("DM", "self_employed")
    both = replace(own, work_states=("DM", "LC"))
    assert ask(both).state == "LC"
    neither = ask(replace(both, residence="VC"))
    assert (neither.state, neither.reason.code) == ("", "law_for_officer")
    assert ask(replace(own, work_states=())).state == ""


def test_work_in_several_states_goes_by_residence_then_by_the_seat(ask: Ask) -> None:
    several = WorkFacts(kind=WorkKind.EMPLOYED, work_states=("GD", "VC"), residence="VC", seat="BB")
    assert (ask(several).state, ask(several).rule.id) == ("VC", "several_residence")
    assert ask(replace(several, residence="TT")).state == "BB"
    assert ask(replace(several, residence="")).reason.facts["missing"] == "residence"
    assert ask(replace(several, residence="TT", seat="")).reason.facts["missing"] == "seat"


def test_a_mission_goes_by_the_host_unless_its_national_chose_in_time(ask: Ask) -> None:
    mission = WorkFacts(
        kind=WorkKind.MISSION,
        work_states=("TT",),
        sending="JM",
        national_of_sending=True,
        began_on=date(2021, 5, 1),
    )
    assert ask(mission).state == "TT"
    assert "option_still_open" in codes(ask(mission))
    assert "option_still_open" not in codes(ask(mission, date(2021, 8, 1)))
    assert ask(replace(mission, option_on=date(2021, 7, 31))).state == "JM"
    late = ask(replace(mission, option_on=date(2021, 8, 1)))
    assert (late.state, "option_too_late" in codes(late)) == ("TT", True)
    foreign = ask(replace(mission, option_on=date(2021, 7, 1), national_of_sending=False))
    assert (foreign.state, "option_needs_national" in codes(foreign)) == ("TT", True)
    assert ask(replace(mission, option_on=date(2021, 7, 1), sending="")).reason.facts["missing"] == "sending"
    assert ask(replace(mission, work_states=())).state == ""


def test_compulsory_insurance_prevails_over_voluntary(ask: Ask) -> None:
    answer = ask(WorkFacts(kind=WorkKind.EMPLOYED, work_states=("BB",), compulsory_in="BB", voluntary_in="VC"))
    assert (answer.state, answer.rule.id) == ("BB", "compulsory_first")
    voluntary = WorkFacts(kind=WorkKind.VOLUNTARY, voluntary_in="VC")
    assert (ask(voluntary).state, ask(voluntary).rule.id) == ("VC", "voluntary")
    assert ask(replace(voluntary, voluntary_in="")).state == ""


def test_an_agreed_exception_goes_first_and_must_be_whole(ask: Ask) -> None:
    agreed = AgreedException(state="KN", authority="Both directors", agreed_on=date(2021, 1, 4), reason="long project")
    answer = ask(replace(POSTED, exception=agreed))
    assert (answer.state, answer.rule.id) == ("KN", "exception")
    for missing in ({"authority": ""}, {"reason": ""}, {"agreed_on": None}, {"state": ""}):
        half = ask(replace(POSTED, exception=replace(agreed, **missing)))
        assert (half.state, "exception_incomplete" in codes(half)) == ("VC", True)


def test_a_state_outside_the_agreement_is_said(ask: Ask) -> None:
    assert "law_not_in_effect" in codes(ask(WorkFacts(kind=WorkKind.EMPLOYED, work_states=("SR",))))
    assert "law_outside_agreement" in codes(ask(WorkFacts(kind=WorkKind.EMPLOYED, work_states=("HT",))))


def test_voluntary_insurance_opens_by_the_weeks_of_all_states(law: LawRules) -> None:
    def ask(state: str = "BZ", own_paid: int = 100, totalised_paid: int = 150, age: int = 60) -> object:
        return may_insure_voluntarily(
            state,
            own=own_paid,
            own_paid=own_paid,
            totalised=200,
            totalised_paid=totalised_paid,
            age=age,
            law=law,
            on=TODAY,
        )

    answer = ask()
    assert (answer.need, answer.met_alone, answer.met) == (150, False, True)
    assert ask(totalised_paid=149).met is False
    assert ask(own_paid=150).met_alone is True
    assert ask(age=65).met is False
    assert ask(age=64).met is True
    unknown = ask("VC")
    assert (unknown.met, unknown.findings[0].code) == (None, "admission_not_known")


def test_every_rule_of_the_file_has_a_source_and_a_record(law: LawRules) -> None:
    assert set(law.rules) == set(RULE_IDS)
    for rule in law.rules.values():
        assert rule.sources
        assert rule.records
        assert rule.grade in {"C", "M", "?"}


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('id = "ship"', 'id = "boat"', "boat"),
        ("limit_months = 3", "limit_months = 0", "mission_option.limit_months"),
        ('counts = "paid"', 'counts = "some"', "BZ.counts"),
        ('sources = ["S30"]', 'sources = ["S99"]', "S99"),
        ('records = ["ship_registration", "employment_certificate"]', "", "records"),
        ('format = "cass-desk applicable law 1"', 'format = "other"', "format"),
        ("weeks = 150", 'weeks = 150\ncolour = "blue"', "BZ.colour"),
    ],
)
def test_a_broken_file_is_refused_with_the_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    whole = resource("agreement", "applicable_law.toml").read_text(encoding="utf-8")
    assert old in whole
    broken = tmp_path / "applicable_law.toml"
    broken.write_text(whole.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleProblem) as refused:
        load_law_rules(broken)
    assert (refused.value.code, refused.value.facts["key"]) == ("law_rules_refused", key)
