"""Whose law applies: the questions follow the answers, and what was answered is kept as it was."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.work import AgreedException, WorkFacts, WorkKind
from desktop_app.foundation.problems import CaseProblem, StoreProblem
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.which_law import answer, keep_answer, kept_answers, law_rules, questions, voluntary_admission
from tests.support.case_desks import certify, told

POSTED = WorkFacts(
    kind=WorkKind.EMPLOYED,
    work_states=("BB",),
    posted_from="VC",
    began_on=date(2013, 9, 2),
    expected_end=date(2014, 12, 31),
    exception=AgreedException(state="", authority="", agreed_on=None, reason=""),
)


@pytest.fixture
def vc(offices: dict[str, Desk]) -> Desk:
    return offices["VC"]


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        (WorkFacts(kind=WorkKind.EMPLOYED), ("work_states", "posted_from", "voluntary_in")),
        (replace(POSTED, posted_from="BB"), ("work_states", "posted_from", "voluntary_in")),
        (POSTED, ("work_states", "posted_from", "began_on", "expected_end", "now_expected_end", "voluntary_in")),
        (
            replace(POSTED, now_expected_end=date(2016, 1, 1), voluntary_in="VC"),
            (
                "work_states",
                "posted_from",
                "began_on",
                "expected_end",
                "now_expected_end",
                "host_agrees",
                "voluntary_in",
                "compulsory_in",
            ),
        ),
        (
            WorkFacts(kind=WorkKind.EMPLOYED, work_states=("VC", "GD")),
            ("work_states", "residence", "seat", "voluntary_in"),
        ),
        (
            WorkFacts(kind=WorkKind.EMPLOYED, work_states=("VC", "GD"), residence="GD"),
            ("work_states", "residence", "voluntary_in"),
        ),
        (WorkFacts(kind=WorkKind.SELF_EMPLOYED, work_states=("VC",)), ("work_states", "voluntary_in")),
        (WorkFacts(kind=WorkKind.SHIP, flag="BS"), ("flag", "posted_from")),
        (
            WorkFacts(kind=WorkKind.SHIP, flag="BS", posted_from="JM", now_expected_end=date(2016, 1, 1)),
            ("flag", "posted_from", "began_on", "expected_end", "now_expected_end", "host_agrees", "home_agrees"),
        ),
        (WorkFacts(kind=WorkKind.CREW), ("seat", "branch", "residence", "mainly_in")),
        (WorkFacts(kind=WorkKind.VOLUNTARY), ("voluntary_in", "compulsory_in")),
    ],
)
def test_only_what_matters_is_asked(facts: WorkFacts, asked: tuple[str, ...]) -> None:
    assert questions(facts) == asked


def test_an_answer_is_kept_with_what_was_asked_and_by_which_rules(vc: Desk) -> None:
    key = told(vc, "LC")
    facts = replace(
        POSTED,
        exception=AgreedException(state="KN", authority="Both directors", agreed_on=date(2014, 1, 6), reason="project"),
    )
    keep_answer(vc, POSTED, claim_id=key, note=" seen the letter ")
    keep_answer(vc, facts)
    newest, first = kept_answers(vc)
    assert (newest.state, newest.facts) == ("KN", facts)
    assert first.facts == POSTED
    assert (first.state, first.until, first.afterwards, first.article) == ("VC", date(2014, 12, 31), "BB", "Article 7")
    assert (first.note, first.rule_digest, first.claim_id) == ("seen the letter", law_rules().digest, key)
    assert {finding.code for finding in first.findings} == {"exception_incomplete", "law_rule_unsure"}
    assert [kept.id for kept in kept_answers(vc, key)] == [first.id]
    line = vc.store.journal.lines(about=key, limit=1)[0]
    assert (line.verb, line.facts["state"], line.facts["rule"]) == ("law_answer_kept", "VC", "posted")


def test_an_answer_without_a_state_is_not_kept(vc: Desk) -> None:
    with pytest.raises(CaseProblem, match="law_not_answered"):
        keep_answer(vc, WorkFacts(kind=WorkKind.SHIP))
    assert kept_answers(vc) == ()


def test_a_kept_answer_cannot_be_changed(vc: Desk) -> None:
    kept = keep_answer(vc, POSTED)
    with pytest.raises(StoreProblem), vc.store.act(verb="samples_made", user=vc.user.id, about=kept.id, facts={}):
        vc.store._database.update("law_answer", {"id": kept.id}, {"outcome": "{}"})


def test_the_answer_is_that_of_a_day(vc: Desk) -> None:
    assert answer(vc, POSTED).state == "VC"
    assert answer(vc, replace(POSTED, expected_end=None), date(2015, 9, 2)).state == "BB"


def test_the_weeks_of_all_states_open_voluntary_insurance(vc: Desk) -> None:
    key = told(vc, "LC")
    certify(vc, key)
    unknown = voluntary_admission(vc, key, "VC")
    assert (unknown.met, unknown.totalised, unknown.own) == (None, 300, 300)
    belize = voluntary_admission(vc, key, "BZ")
    assert (belize.own, belize.met_alone, belize.met) == (0, False, True)
