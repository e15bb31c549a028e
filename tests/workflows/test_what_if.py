"""What if: the page's three questions about the published claim, at a real desk, of whose store nothing changes."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.calculation.case import StatedTotal
from desktop_app.calculation.compared_figures import Figure
from desktop_app.calculation.differences import Difference
from desktop_app.domain.claims import Benefit
from desktop_app.domain.decisions import OfficerDecision
from desktop_app.domain.dependants import Disablement, Relationship, Survivor
from desktop_app.domain.money import Money
from desktop_app.domain.persons import Sex
from desktop_app.foundation.problems import CaseProblem
from desktop_app.foundation.progress import Cancelled
from desktop_app.wording.what_if_words import note_words
from desktop_app.workflows.calculate_claim import (
    calculate_claim,
    case_of,
    choose_reading,
    decide_point,
    state_total,
)
from desktop_app.workflows.case_changes import Changes, RowChange, changed_case
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.outlook import outlook_of_claim
from desktop_app.workflows.what_if import WhatIf, what_if, what_if_of_case
from tests.support.cases import HENDYCE_ROWS, a_case, a_row, rows, the_rulebook
from tests.support.claim_desks import Offices, answered
from tests.support.sample_award import sample_case

NO_DECISION = OfficerDecision(point="unmet_state", state="LC", option="", reason="")


@pytest.fixture
def vc(offices: dict[str, Desk]) -> Desk:
    return offices["VC"]


@pytest.fixture
def claim(offices: dict[str, Desk]) -> str:
    """The published claim as its page settles it: totals as stated, the page's readings, Saint Lucia by decision."""
    vc = offices["VC"]
    key = answered(Offices(vc, offices["LC"], offices["GD"]))
    xcd = "XCD"
    state_total(
        vc, key, StatedTotal(state="VC", weeks=286, best_years_total=Money(minor=67_000_00, currency=xcd)), "as printed"
    )
    state_total(vc, key, StatedTotal(state="LC", best_years_total=Money(minor=117_000_00, currency=xcd)), "as printed")
    for state in ("LC", "GD"):
        choose_reading(vc, key, state, "nissvg-2014", "as the page does")
    decide_point(vc, key, point="unmet_state", state="LC", option="proportional", reason="agreed practice")
    return key


def kept(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the store, table by table."""
    base = desk.store._database
    names = [
        str(row["name"])
        for row in base.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    ]
    return {name: [tuple(row.values()) for row in base.rows(f"SELECT * FROM {name}")] for name in names}  # noqa: S608 - the names come from the schema


def figure(found: WhatIf, state: str, what: Figure) -> Difference:
    return next(each for each in found.differences if (each.state, each.figure) == (state, what))


def said(found: WhatIf) -> str:
    return " ".join(note_words(note.code, note.facts) for note in found.notes)


def test_had_she_turned_60_in_june_2018_the_pension_is_early_and_12_per_cent_less(vc: Desk, claim: str) -> None:
    found = what_if(vc, claim, Changes(birth_date=date(1958, 6, 14), claim_date=date(2018, 6, 14)))
    assert note_words(found.title.code, found.title.facts) == "Turned 60 in June 2018 instead"
    assert found.case.contingency_date == date(2018, 6, 14)
    assert figure(found, "VC", Figure.PENSIONABLE_AGE).after.value == 62
    assert figure(found, "VC", Figure.LENGTH_NEEDED).after.value == 550
    assert figure(found, "VC", Figure.MONTHS_EARLY).after.value == 24
    assert figure(found, "VC", Figure.NOTIONAL).after.value == Fraction("77.10")
    assert figure(found, "VC", Figure.PAYABLE).after.value == Fraction("30.37")
    assert figure(found, "GD", Figure.AVERAGE_YEAR).after.untold
    assert not any(each.state == "LC" for each in found.differences)
    assert found.together is not None
    assert (found.together.before.minor, found.together.after.minor, found.together.without) == (12822, 10376, ("GD",))
    words = said(found)
    assert "the pension age in VC is 62 (June 2020)" in words
    assert "0.5 % less for each of 24 months: 12 % less" in words
    assert "unsure: no source says so" in words
    assert "no earnings lie in the last 15 years" in words


def test_without_the_agreement_no_state_pays_a_pension_and_grants_are_all_there_is(vc: Desk, claim: str) -> None:
    found = what_if(vc, claim, Changes(agreement_applies=False))
    assert all(line.payable.weekly is None for line in found.after.states)
    words = said(found)
    assert "No State pays a pension: nowhere are its own weeks enough." in words
    for short in ("286 of 500 weeks, 214 short", "296 of 750 weeks, 454 short", "144 of 500 weeks, 356 short"):
        assert short in words
    assert "VC pays a grant instead, one sum of XCD 7,730.77." in words
    assert "Whether LC pays a grant, and how much, is not known here." in words


def test_499_weeks_are_one_short_and_the_clerk_is_told_where_to_look(vc: Desk, claim: str) -> None:
    found = what_if(vc, claim, Changes(weeks={"VC": 59}, decisions=(NO_DECISION,)))
    assert found.after.totalised_weeks == 499
    assert all(line.payable.weekly is None for line in found.after.states)
    words = said(found)
    assert "With 499 weeks no State's condition is met" in words
    assert "VC: 499 of 500 weeks, 1 short." in words
    assert "GD: 499 of 500 weeks, 1 short." in words
    assert "LC: 499 of 750 weeks, 251 short." in words
    for prompt in ("Rows:", "Credits:", "Voluntary insurance:", "No source knows a rounding-up"):
        assert prompt in words


def test_rows_told_and_not_certified_and_certificates_not_in_are_prompted(vc: Desk, claim: str) -> None:
    from desktop_app.workflows.what_if_notes import Lookup

    case = replace(case_of(vc, claim), stated_totals=(), decisions=())
    lookup = Lookup(missing={"VC": (14, (1988,))}, awaited=("DM",))
    found = what_if_of_case(case, Changes(weeks={"VC": 59}), vc.rulebook, lookup)
    words = said(found)
    assert "VC: 14 weeks may be missing in 1988" in words
    assert "The certificate of DM has not come." in words


def test_a_decision_taken_for_other_figures_is_said_to_stand(vc: Desk, claim: str) -> None:
    found = what_if(vc, claim, Changes(weeks={"VC": 59}))
    assert found.after.state("LC").payable.weekly is not None
    assert "LC pays by the officer's decision on this claim, taken for the figures as they are." in said(found)


def test_nothing_of_a_what_if_or_an_outlook_reaches_the_store(vc: Desk, claim: str) -> None:
    before, lines = kept(vc), vc.store.journal.count()
    what_if(vc, claim, Changes(birth_date=date(1958, 6, 14), agreement_applies=False, weeks={"VC": 1}))
    outlook_of_claim(vc, claim, Changes(sex=Sex.MALE), insured_in="LC", years=1)
    assert vc.store.journal.count() == lines
    assert kept(vc) == before


def test_no_change_is_no_difference(vc: Desk, claim: str) -> None:
    found = what_if(vc, claim, Changes())
    assert found.differences == ()
    assert found.case == case_of(vc, claim)
    shown = calculate_claim(vc, claim).award
    assert [line.payable for line in found.before.states] == [line.payable for line in shown.states]
    assert [note.code for note in found.notes] == ["nothing_changed"]


@given(st.data())
def test_what_is_changed_to_what_it_was_makes_no_difference(data: st.DataObject) -> None:
    case = sample_case(rows(HENDYCE_ROWS))
    parts = {
        "birth_date": case.birth_date,
        "contingency_date": case.contingency_date,
        "claim_date": case.claim_date,
        "agreement_applies": True,
        "state_of_claim": "VC",
        "readings": dict.fromkeys(("GD", "LC"), "nissvg-2014"),
        "weeks": {"VC": 286},
        "decisions": case.decisions,
        "rows": tuple(
            RowChange(state=row.state, row_id=row.row_id, weeks=row.weeks, earnings=row.earnings)
            for row in case.periods
        ),
    }
    chosen = data.draw(st.sets(st.sampled_from(sorted(parts))))
    changes = Changes(**{name: parts[name] for name in chosen})  # type: ignore[arg-type]  # fields by their names
    assert what_if_of_case(case, changes, the_rulebook()).differences == ()


def test_a_row_is_changed_left_out_or_added() -> None:
    case = a_case()
    raised = RowChange(state="GD", row_id="GD-2002", weeks=30, earnings=Money(minor=20_000_00, currency="XCD"))
    gone = RowChange(state="VC", row_id="VC-1988", left_out=True)
    made = changed_case(case, Changes(rows=(raised, gone), added=(a_row("DM", 2003, 52, 9_000),)))
    by_id = {row.row_id: row for row in made.periods}
    assert (by_id["GD-2002"].weeks, by_id["GD-2002"].earnings) == (30, Money(minor=20_000_00, currency="XCD"))
    assert "VC-1988" not in by_id
    assert by_id["DM-2003"].weeks == 52


def test_credited_weeks_of_a_changed_row_stay_as_far_as_they_fit() -> None:
    row = replace(a_row("VC", 1990, 40, 9_000), weeks_credited=10)
    case = a_case((row,))
    for weeks, paid, credited in ((30, 20, 10), (6, 0, 6)):
        (changed,) = changed_case(case, Changes(rows=(RowChange(state="VC", row_id=row.row_id, weeks=weeks),))).periods
        assert (changed.weeks_paid, changed.weeks_credited) == (paid, credited)


def test_the_contingency_of_an_age_pension_follows_the_birth_and_the_claim_follows_the_contingency() -> None:
    case = a_case(claim_date=date(2014, 6, 16))
    assert changed_case(case, Changes(birth_date=date(1958, 6, 14))).contingency_date == date(2018, 6, 14)
    assert changed_case(case, Changes(birth_date=date(1958, 6, 14))).claim_date == date(2018, 6, 14)
    assert changed_case(case, Changes(birth_date=date(1953, 6, 14))).claim_date == date(2014, 6, 16)
    invalid = replace(case, benefit=Benefit.INVALIDITY)
    assert changed_case(invalid, Changes(birth_date=date(1958, 6, 14))).contingency_date == case.contingency_date


def test_what_cannot_be_is_refused() -> None:
    case = a_case()
    with pytest.raises(CaseProblem, match="case_before_birth"):
        changed_case(case, Changes(contingency_date=date(1950, 1, 1)))
    gone = tuple(RowChange(state=row.state, row_id=row.row_id, left_out=True) for row in case.periods)
    with pytest.raises(CaseProblem, match="case_without_periods"):
        changed_case(case, Changes(rows=gone))


def test_a_survivor_left_out_changes_what_the_others_get_and_why_is_said() -> None:
    day = date(2020, 3, 1)
    widow = Survivor(id="1", relationship=Relationship.WIDOW, birth_date=date(1956, 1, 1), union_since=date(1980, 1, 1))
    child = Survivor(id="2", relationship=Relationship.CHILD, birth_date=date(2010, 1, 1), in_education=True)
    case = a_case(
        benefit=Benefit.SURVIVORS, contingency_date=day, claim_date=day, survivors=(widow, child), readings={}
    )
    found = what_if_of_case(case, Changes(survivors=(widow,)), the_rulebook())
    of_child = [each for each in found.differences if each.survivor == "2"]
    assert any(each.figure is Figure.PAYABLE and each.after.value is None for each in of_child)
    assert all(line.shares[0].survivor == "1" for line in found.after.states if line.shares)
    moved = what_if_of_case(case, Changes(contingency_date=date(2012, 3, 1)), the_rulebook())
    assert moved.differences
    assert moved.title.code == "title_contingency"


def test_states_that_pay_in_several_currencies_have_no_sum() -> None:
    case = a_case((*rows(HENDYCE_ROWS), replace(a_row("BB", 2003, 52), earnings=Money(minor=9_000_00, currency="BBD"))))
    found = what_if_of_case(case, Changes(), the_rulebook())
    currencies = {line.payable.weekly.currency for line in found.before.states if line.payable.weekly is not None}
    assert (found.together is None) == (len(currencies) != 1)


def test_a_degree_changes_the_injury_or_makes_one() -> None:
    case = a_case(benefit=Benefit.DISABLEMENT, disablement=Disablement(degree_percent=30, state="VC"))
    assert changed_case(case, Changes(degree=60)).disablement == Disablement(degree_percent=60, state="VC")
    made = changed_case(replace(case, disablement=None), Changes(degree=60)).disablement
    assert made == Disablement(degree_percent=60)


def test_an_outlook_reports_where_it_is_and_can_be_stopped(vc: Desk, claim: str) -> None:
    class Watched:
        def __init__(self, stop_at: int) -> None:
            self.steps: list[tuple[int, int]] = []
            self.stop_at = stop_at

        def step(self, done: int, total: int, what: str = "") -> None:
            assert what == "outlook"
            self.steps.append((done, total))
            if done == self.stop_at:
                raise Cancelled

    whole = Watched(-1)
    outlook_of_claim(vc, claim, insured_in="LC", years=1, progress=whole)
    assert whole.steps[-1][0] == whole.steps[-1][1] > 12
    with pytest.raises(Cancelled):
        outlook_of_claim(vc, claim, insured_in="LC", years=1, progress=Watched(3))
