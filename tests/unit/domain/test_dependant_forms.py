from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependant_forms import (
    DependantsForm,
    SurvivorLine,
    check_dependants,
    form_of,
    needed_for,
    read_degree,
    read_injury,
    read_survivors,
)
from desktop_app.domain.dependants import InjuryCause, Relationship
from desktop_app.domain.findings import Level
from desktop_app.domain.money import Money
from desktop_app.foundation.problems import FormProblem

TODAY = date(2026, 11, 23)
DEATH = date(2020, 3, 1)
WIDOW = SurvivorLine(
    row_id="1",
    relationship="widow",
    surname="Invented",
    forenames="Anna",
    birth_date="3 Mar 1950",
    union_since="1975-06-01",
    invalid="no",
    cares_for_child="yes",
)
CHILD = SurvivorLine(
    row_id="2", relationship="child", surname="Invented", forenames="Ben", birth_date="2005-01-01", in_education="yes"
)


def codes(form: DependantsForm, benefit: Benefit = Benefit.SURVIVORS) -> dict[str, str]:
    found = check_dependants(form, benefit, contingency=DEATH, today=TODAY)
    return {finding.code: finding.where for finding in found}


def with_line(**changes: str) -> DependantsForm:
    return DependantsForm(lines=(replace(WIDOW, **changes),))


def test_a_sound_family_has_no_findings() -> None:
    assert codes(DependantsForm(lines=(WIDOW, CHILD, SurvivorLine(row_id="3")))) == {}


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"relationship": ""}, "relationship_missing", "relationship"),
        ({"surname": " ", "forenames": ""}, "survivor_without_name", "surname"),
        ({"birth_date": ""}, "survivor_without_birth_date", "birth_date"),
        ({"birth_date": "30 Feb 1950"}, "date_unreadable", "birth_date"),
        ({"birth_date": "2026-11-24"}, "date_in_future", "birth_date"),
        ({"union_since": ""}, "union_not_told", "union_since"),
        ({"union_since": "2020-03-02"}, "union_after_death", "union_since"),
        ({"union_since": "1950-03-03"}, "union_before_birth", "union_since"),
        ({"invalid": "perhaps"}, "yes_or_no", "invalid"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(changes: dict[str, str], code: str, field: str) -> None:
    assert codes(with_line(**changes))[code] == f"survivors.1.{field}"


def test_a_union_on_the_day_of_death_is_no_mistake() -> None:
    assert codes(with_line(union_since="2020-03-01")) == {}


def test_a_child_of_age_is_worth_a_look() -> None:
    of_age = replace(CHILD, birth_date="2002-03-01")
    found = check_dependants(DependantsForm(lines=(of_age,)), Benefit.SURVIVORS, contingency=DEATH, today=TODAY)
    assert [(each.code, each.level, each.facts["age"]) for each in found] == [("child_of_age", Level.NOTE, 18)]
    assert codes(DependantsForm(lines=(replace(CHILD, birth_date="2002-03-02"),))) == {}


def test_nobody_entered_is_said() -> None:
    assert codes(DependantsForm()) == {"survivors_missing": "survivors"}


@pytest.mark.parametrize(("text", "degree"), [("40", 40), (" 100 % ", 100), ("1", 1)])
def test_a_degree_is_whole_per_cent(text: str, degree: int) -> None:
    assert read_degree(text) == degree


@pytest.mark.parametrize("text", ["0", "101", "12.5", "a lot", "-3", "", "\uff11\uff12"])
def test_another_degree_is_refused(text: str) -> None:
    with pytest.raises(FormProblem, match="degree_unreadable"):
        read_degree(text)


def test_an_injury_is_checked_for_the_benefits_that_have_one() -> None:
    form = DependantsForm(degree="14", injury_state="VC", accident_date="2020-02-01")
    assert codes(form, Benefit.DISABLEMENT) == {}
    assert codes(DependantsForm(), Benefit.DISABLEMENT) == {
        "degree_not_told": "degree",
        "injury_state_missing": "injury_state",
    }
    assert codes(replace(form, degree="ten"), Benefit.DISABLEMENT) == {"degree_unreadable": "degree"}
    assert codes(replace(form, accident_date="2020-03-02"), Benefit.DISABLEMENT) == {
        "accident_after_contingency": "accident_date"
    }
    assert codes(replace(form, accident_date="2026-11-24"), Benefit.DISABLEMENT) == {"date_in_future": "accident_date"}
    assert codes(replace(form, accident_date="2020-03-01"), Benefit.DISABLEMENT) == {}
    assert codes(replace(form, degree=""), Benefit.DEATH) == {"survivors_missing": "survivors"}
    assert codes(DependantsForm(degree="ten"), Benefit.SURVIVORS) == {"survivors_missing": "survivors"}


def test_what_was_read_is_shown_again_as_typed() -> None:
    form = DependantsForm(
        lines=(WIDOW, CHILD),
        degree="40 %",
        cause="disease",
        injury_state="lc",
        accident_date="1/2/2020",
        board_reference=" B 7 ",
    )
    assert codes(replace(form, weekly_earnings="450"), Benefit.DISABLEMENT) == {
        "injury_state_missing": "weekly_earnings"
    }
    form = replace(form, weekly_earnings="1,450.50")
    survivors, injury = read_survivors(form), read_injury(form, {"LC": "XCD"})
    assert injury.weekly_earnings == Money(minor=145_050, currency="XCD")
    assert [each.survivor.relationship for each in survivors] == [Relationship.WIDOW, Relationship.CHILD]
    assert (survivors[0].survivor.invalid, survivors[0].survivor.dependent) == (False, None)
    assert survivors[0].name == "Anna Invented"
    assert (injury.degree_percent, injury.cause, injury.state) == (40, InjuryCause.DISEASE, "LC")
    assert injury.disablement is not None
    again = form_of(survivors, injury)
    assert (read_survivors(again), read_injury(again, {"LC": "XCD"})) == (survivors, injury)
    assert again.lines[0].birth_date == "1950-03-03"


def test_an_injury_without_a_degree_has_no_disablement() -> None:
    assert read_injury(DependantsForm(injury_state="VC")).disablement is None


def test_only_some_benefits_need_the_step() -> None:
    assert {benefit for benefit in Benefit if needed_for(benefit)} == {
        Benefit.SURVIVORS,
        Benefit.DEATH,
        Benefit.DISABLEMENT,
    }
