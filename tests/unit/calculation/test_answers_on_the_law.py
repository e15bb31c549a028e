"""Whose law applies: the reason of every answer with the facts its sentence names, and what is to be watched."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop_app.calculation.applicable_law import AdmissionAnswer, LawAnswer, applicable_law, may_insure_voluntarily
from desktop_app.calculation.trace import Confidence
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.work import AgreedException, WorkFacts, WorkKind
from desktop_app.foundation.places import resource
from desktop_app.rulebook.law_rules import load_law_rules
from desktop_app.wording.findings import finding_words, reason_words
from tests.support.cases import the_rulebook

LAW = load_law_rules(resource("agreement", "applicable_law.toml"))
DURING = date(2021, 6, 1)
LIMIT, AFTER_LIMIT = date(2022, 2, 28), date(2022, 3, 1)
POSTED = WorkFacts(
    kind=WorkKind.EMPLOYED,
    work_states=("BB",),
    posted_from="VC",
    began_on=date(2020, 3, 1),
    expected_end=date(2021, 12, 31),
)
OVERRUN = replace(POSTED, now_expected_end=date(2022, 9, 30))
TOLD = {"host": "BB", "limit": "2022-02-28", "from": "2020-03-01"}
SENT_TO_SEA = WorkFacts(
    kind=WorkKind.SHIP,
    flag="BS",
    posted_from="JM",
    began_on=date(2020, 3, 1),
    now_expected_end=date(2023, 1, 1),
)
AT_SEA = {"host": "BS", "limit": "2022-02-28", "from": "2020-03-01"}
MISSION = WorkFacts(
    kind=WorkKind.MISSION, work_states=("TT",), sending="JM", national_of_sending=True, began_on=date(2021, 5, 1)
)
OPTION = {"option": "2021-07-01", "limit": "2021-07-31", "host": "TT"}
CREW = WorkFacts(kind=WorkKind.CREW, residence="AG", seat="TT")
SEVERAL = WorkFacts(kind=WorkKind.EMPLOYED, work_states=("GD", "VC"), residence="VC", seat="BB")
OWN = WorkFacts(kind=WorkKind.SELF_EMPLOYED, work_states=("DM",), residence="LC")


def ask(facts: WorkFacts, on: date = DURING) -> LawAnswer:
    return applicable_law(facts, LAW, the_rulebook().agreement.parties, on)


def the(answer: LawAnswer, code: str) -> Finding:
    """The one finding with this code."""
    (finding,) = (each for each in answer.findings if each.code == code)
    return finding


ANSWERS = [
    (WorkFacts(kind=WorkKind.EMPLOYED, work_states=("BB",)), "BB", "general", "law_of_work", {}),
    (POSTED, "VC", "posted", "law_posted", TOLD),
    (replace(OVERRUN, host_agrees=True), "VC", "posted_overrun", "law_posted_overrun", TOLD | {"until": "2022-09-30"}),
    (replace(POSTED, expected_end=AFTER_LIMIT), "BB", "general", "law_posting_too_long", TOLD),
    (replace(SENT_TO_SEA, expected_end=AFTER_LIMIT), "BS", "ship", "law_posting_too_long", AT_SEA),
    (WorkFacts(kind=WorkKind.SHIP, flag="BS"), "BS", "ship", "law_of_flag", {}),
    (SENT_TO_SEA, "JM", "ship_posted", "law_posted", AT_SEA),
    (replace(CREW, mainly_in="AG"), "AG", "crew_residence", "law_crew_residence", {}),
    (replace(CREW, branch="BB"), "BB", "crew_branch", "law_crew_branch", {}),
    (CREW, "TT", "crew_seat", "law_crew_seat", {}),
    (SEVERAL, "VC", "several_residence", "law_several_residence", {}),
    (replace(SEVERAL, residence="TT"), "BB", "several_seat", "law_several_seat", {}),
    (OWN, "DM", "self_employed", "law_of_own_work", {}),
    (replace(OWN, work_states=("DM", "LC")), "LC", "several_residence", "law_several_residence", {}),
    (MISSION, "TT", "mission_host", "law_mission_host", {}),
    (replace(MISSION, option_on=date(2021, 7, 1)), "JM", "mission_option", "law_mission_option", OPTION),
    (
        WorkFacts(kind=WorkKind.EMPLOYED, work_states=("LC",), compulsory_in="BB", voluntary_in="VC"),
        "BB",
        "compulsory_first",
        "law_compulsory_first",
        {"voluntary": "VC"},
    ),
    (WorkFacts(kind=WorkKind.VOLUNTARY, voluntary_in="VC"), "VC", "voluntary", "law_voluntary", {}),
    (
        replace(POSTED, exception=AgreedException(state="KN", authority="Both", agreed_on=DURING, reason="a project")),
        "KN",
        "exception",
        "law_by_exception",
        {"authority": "Both", "on": "2021-06-01", "because": "a project"},
    ),
]


@pytest.mark.parametrize(("work", "state", "rule", "code", "facts"), ANSWERS, ids=[each[2] for each in ANSWERS])
def test_an_answer_rests_on_its_rule_and_its_reason_names_what_its_sentence_needs(
    work: WorkFacts, state: str, rule: str, code: str, facts: Mapping[str, str]
) -> None:
    answer = ask(work)
    assert (answer.state, answer.rule.id, answer.reason.code) == (state, rule, code)
    assert answer.reason.facts == {"state": state, **facts}
    assert answer.rule is LAW.rules[rule]
    assert answer.records == answer.rule.records
    assert "{" not in reason_words(answer.reason)


def test_a_posting_within_its_limit_goes_on_to_its_last_day() -> None:
    for work, on in ((POSTED, DURING), (replace(POSTED, expected_end=LIMIT), LIMIT)):
        answer = ask(work, on)
        assert (answer.state, answer.until, answer.afterwards) == ("VC", work.expected_end, "BB")
    overrun = ask(replace(OVERRUN, host_agrees=True), date(2022, 6, 1))
    assert (overrun.until, overrun.afterwards) == (date(2022, 9, 30), "BB")
    at_sea = ask(replace(SENT_TO_SEA, host_agrees=True, home_agrees=True), date(2022, 6, 1))
    assert (at_sea.until, at_sea.afterwards, at_sea.reason.facts["until"]) == (date(2023, 1, 1), "BS", "2023-01-01")


def test_the_end_foreseen_today_goes_before_the_one_foreseen_at_the_start() -> None:
    shorter = replace(POSTED, now_expected_end=date(2021, 7, 31))
    assert ask(shorter).until == date(2021, 7, 31)
    to_the_day = replace(POSTED, now_expected_end=LIMIT)
    assert (ask(to_the_day).until, len(ask(to_the_day).findings)) == (LIMIT, 1)


@pytest.mark.parametrize(("work", "rule"), [(OVERRUN, "general"), (SENT_TO_SEA, "ship")])
def test_after_the_limit_without_consent_the_law_of_the_work_follows(work: WorkFacts, rule: str) -> None:
    told = TOLD if rule == "general" else AT_SEA
    assert ask(work, LIMIT).state == work.posted_from
    answer = ask(work, AFTER_LIMIT)
    assert (answer.rule.id, answer.reason.code, answer.until) == (rule, "law_posting_ended", None)
    assert answer.reason.facts == {"state": told["host"], **told}
    passed = the(answer, "posting_limit_passed")
    assert (passed.level, passed.where, passed.facts) == (Level.WARNING, "law", told)


def test_a_refusal_of_the_host_or_of_the_home_state_is_no_consent() -> None:
    assert ask(replace(OVERRUN, host_agrees=False)).until == LIMIT
    for consent in ({"host_agrees": True, "home_agrees": False}, {"host_agrees": False, "home_agrees": True}):
        answer = ask(replace(SENT_TO_SEA, **consent))
        assert (answer.rule.id, answer.until) == ("ship_posted", LIMIT)
        assert the(answer, "overrun_needs_both").facts == AT_SEA


def test_what_is_to_be_watched_of_a_posting_names_the_host_the_limit_and_the_first_day() -> None:
    long = the(ask(replace(POSTED, expected_end=AFTER_LIMIT)), "posting_too_long")
    assert (long.level, long.facts) == (Level.WARNING, TOLD | {"expected": "2022-03-01"})
    endless = the(ask(replace(POSTED, expected_end=None)), "posting_end_not_told")
    assert (endless.level, endless.facts) == (Level.WARNING, TOLD)
    waiting = the(ask(OVERRUN), "overrun_needs_host")
    assert (waiting.level, waiting.facts) == (Level.WARNING, TOLD)


def test_the_posted_at_home_and_the_ship_of_the_own_flag_are_no_posting() -> None:
    home = ask(replace(POSTED, posted_from="BB"))
    assert (home.rule.id, home.until) == ("general", None)
    flag = ask(replace(SENT_TO_SEA, posted_from="BS"))
    assert (flag.rule.id, flag.until) == ("ship", None)


@pytest.mark.parametrize(
    ("work", "rule", "missing"),
    [
        (WorkFacts(kind=WorkKind.EMPLOYED), "general", "work_states"),
        (replace(POSTED, began_on=None), "posted", "began_on"),
        (replace(SENT_TO_SEA, began_on=None), "ship_posted", "began_on"),
        (replace(SEVERAL, residence=""), "several_residence", "residence"),
        (replace(SEVERAL, residence="TT", seat=""), "several_seat", "seat"),
        (replace(OWN, work_states=()), "self_employed", "work_states"),
        (replace(OWN, work_states=("DM", "VC"), residence=""), "self_employed", "residence"),
        (WorkFacts(kind=WorkKind.SHIP), "ship", "flag"),
        (replace(CREW, seat=""), "crew_seat", "seat"),
        (replace(MISSION, work_states=()), "mission_host", "work_states"),
        (replace(MISSION, option_on=DURING, sending=""), "mission_option", "sending"),
        (replace(MISSION, option_on=DURING, began_on=None), "mission_option", "began_on"),
        (WorkFacts(kind=WorkKind.VOLUNTARY), "voluntary", "voluntary_in"),
    ],
)
def test_where_a_fact_is_missing_no_state_is_named_and_the_fact_is(work: WorkFacts, rule: str, missing: str) -> None:
    answer = ask(work)
    assert (answer.state, answer.rule.id, answer.until) == ("", rule, None)
    assert (answer.reason.code, answer.reason.facts) == ("law_needs_fact", {"missing": missing})
    assert answer.records == LAW.rules[rule].records


def test_of_the_self_employed_in_several_states_who_live_in_none_an_officer_asks() -> None:
    answer = ask(replace(OWN, work_states=("DM", "VC")))
    assert (answer.state, answer.rule.id) == ("", "self_employed")
    assert (answer.reason.code, answer.reason.facts) == ("law_for_officer", {})


def test_a_crew_member_mainly_employed_nowhere_told_is_not_taken_to_live_nowhere() -> None:
    answer = ask(WorkFacts(kind=WorkKind.CREW, seat="TT"))
    assert (answer.state, answer.rule.id) == ("TT", "crew_seat")


def test_the_choice_of_a_mission_is_open_to_its_nationals_to_the_last_day_of_three_months() -> None:
    still = the(ask(MISSION, date(2021, 7, 31)), "option_still_open")
    assert (still.level, still.where, still.facts) == (Level.NOTE, "law", {"last": "2021-07-31", "sending": "JM"})
    for other in (replace(MISSION, national_of_sending=None), replace(MISSION, sending="")):
        assert "option_still_open" not in {each.code for each in ask(other).findings}
    assert "option_still_open" not in {each.code for each in ask(replace(MISSION, began_on=None)).findings}


def test_a_choice_that_cannot_be_used_leaves_the_law_of_the_host_and_says_why() -> None:
    late = ask(replace(MISSION, option_on=date(2021, 8, 1)))
    assert (late.state, late.rule.id, late.reason.code) == ("TT", "mission_host", "law_mission_host")
    finding = the(late, "option_too_late")
    assert (finding.level, finding.facts) == (Level.WARNING, OPTION | {"option": "2021-08-01"})
    unknown = ask(replace(MISSION, option_on=date(2021, 7, 1), national_of_sending=None))
    assert (unknown.state, unknown.rule.id) == ("TT", "mission_host")
    finding = the(unknown, "option_needs_national")
    assert (finding.level, finding.facts) == (Level.WARNING, {"sending": "JM"})


def test_voluntary_insurance_alone_is_not_held_against_compulsory_insurance() -> None:
    only = WorkFacts(kind=WorkKind.EMPLOYED, work_states=("LC",), voluntary_in="VC")
    assert (ask(only).state, ask(only).rule.id) == ("LC", "general")
    compulsory = WorkFacts(kind=WorkKind.EMPLOYED, work_states=("LC",), compulsory_in="BB")
    assert (ask(compulsory).state, ask(compulsory).rule.id) == ("LC", "general")


def test_an_exception_that_is_not_whole_is_an_error_and_is_not_used() -> None:
    half = AgreedException(state="KN", authority="Both", agreed_on=None, reason="a project")
    finding = the(ask(replace(POSTED, exception=half)), "exception_incomplete")
    assert (finding.level, finding.where, finding.facts) == (Level.ERROR, "law", {})


def test_a_rule_that_could_not_be_read_is_said_and_a_sound_one_is_not() -> None:
    unsure = the(ask(SEVERAL), "law_rule_unsure")
    assert (unsure.level, unsure.facts) == (Level.WARNING, {"grade": "M"})
    assert LAW.rules["ship"].confidence is Confidence.MEDIUM
    assert ask(WorkFacts(kind=WorkKind.SHIP, flag="BS")).findings == ()


def test_a_state_for_which_the_agreement_settles_nothing_is_named() -> None:
    outside = ask(WorkFacts(kind=WorkKind.EMPLOYED, work_states=("HT",)))
    assert outside.state == "HT"
    assert the(outside, "law_outside_agreement").facts == {"named": "HT"}
    waiting = the(ask(WorkFacts(kind=WorkKind.EMPLOYED, work_states=("SR",))), "law_not_in_effect")
    assert (waiting.level, waiting.where, waiting.facts) == (Level.WARNING, "law", {"named": "SR"})
    assert the(outside, "law_outside_agreement").level is Level.WARNING


def test_the_agreement_must_be_in_effect_on_the_day_that_is_asked_about() -> None:
    began = the_rulebook().agreement.parties["BB"].in_effect_from
    assert began is not None
    here = WorkFacts(kind=WorkKind.EMPLOYED, work_states=("BB",))
    assert ask(here, began).findings == ()
    assert the(ask(here, date(began.year - 1, 1, 1)), "law_not_in_effect").facts == {"named": "BB"}


def admitted(state: str = "BZ", on: date = DURING, **weeks: int) -> AdmissionAnswer:
    told: dict[str, Any] = {"own": 170, "own_paid": 100, "totalised": 220, "totalised_paid": 160, "age": 60, **weeks}
    return may_insure_voluntarily(state, law=LAW, on=on, **told)


def test_admission_counts_paid_weeks_alone_where_the_law_says_so_and_all_where_it_does_not() -> None:
    paid = admitted()
    assert (paid.state, paid.need, paid.own, paid.totalised) == ("BZ", 150, 100, 160)
    assert (paid.met_alone, paid.met, paid.rule) == (False, True, LAW.rules["voluntary"])
    (rule,) = LAW.admissions
    assert paid.admission is rule
    whole = replace(LAW, admissions=(replace(rule, paid_only=False),))
    every = may_insure_voluntarily(
        "BZ", own=170, own_paid=100, totalised=220, totalised_paid=160, age=60, law=whole, on=DURING
    )
    assert (every.own, every.totalised, every.met_alone, every.met) == (170, 220, True, True)


def test_too_old_for_voluntary_insurance_says_the_age_and_the_limit() -> None:
    answer = admitted(own_paid=150, age=65)
    assert (answer.met_alone, answer.met) == (False, False)
    (finding,) = (each for each in answer.findings if each.code == "admission_too_old")
    assert (finding.level, finding.where) == (Level.WARNING, "BZ")
    assert finding.facts == {"state": "BZ", "age": 65, "limit": 65}
    assert [each.code for each in admitted(age=64).findings] == ["admission_unsure"]


def test_a_condition_of_admission_that_no_law_says_is_for_the_institution_to_confirm() -> None:
    (finding,) = admitted().findings
    assert (finding.code, finding.level, finding.where) == ("admission_unsure", Level.WARNING, "BZ")
    assert finding.facts == {"state": "BZ"}
    (rule,) = LAW.admissions
    sure = replace(LAW, admissions=(replace(rule, confidence=Confidence.HIGH, under_age=None),))
    answer = may_insure_voluntarily(
        "BZ", own=150, own_paid=150, totalised=150, totalised_paid=150, age=99, law=sure, on=DURING
    )
    assert (answer.met_alone, answer.met, answer.findings) == (True, True, ())


def test_where_a_states_condition_of_admission_is_not_known_the_weeks_are_told_and_nothing_is_presumed() -> None:
    for state, on in (("VC", DURING), ("BZ", date(2012, 12, 31))):
        answer = admitted(state, on)
        assert (answer.state, answer.need, answer.own, answer.totalised) == (state, None, 170, 220)
        assert (answer.met_alone, answer.met, answer.admission) == (None, None, None)
        assert answer.rule is LAW.rules["voluntary"]
        (finding,) = answer.findings
        assert (finding.code, finding.level, finding.where) == ("admission_not_known", Level.WARNING, state)
        assert finding.facts == {"state": state}
        assert state in finding_words(finding)
    assert admitted("BZ", date(2013, 1, 1)).need == 150


def test_of_two_conditions_of_admission_the_later_one_holds_from_its_day() -> None:
    (rule,) = LAW.admissions
    raised = replace(LAW, admissions=(replace(rule, start=date(2021, 6, 1), weeks=200), rule))
    for on, need in ((date(2021, 5, 31), 150), (DURING, 200)):
        answer = may_insure_voluntarily(
            "BZ", own=0, own_paid=0, totalised=0, totalised_paid=0, age=40, law=raised, on=on
        )
        assert answer.need == need
