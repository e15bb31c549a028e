"""A value may be limited to a group of persons; whom it concerns is asked only where it makes a difference."""

from datetime import date
from types import MappingProxyType

import pytest

from desktop_app.calculation.pack import EVERYBODY, Basis, DatedValue, Group, Member, Parameter
from desktop_app.calculation.settled import Settled, settle
from desktop_app.calculation.trace import Authority, AuthorityKind, Confidence, Unit
from desktop_app.domain.persons import Sex

DAY = date(2010, 6, 1)
BORN = date(1950, 1, 1)


def a_value(age: int, group: Group = EVERYBODY, *, announced: bool = False) -> DatedValue:
    return DatedValue(
        fields=MappingProxyType({"value": age}),
        units=MappingProxyType({"value": Unit.YEARS}),
        start=date(2000, 1, 1),
        end=None,
        authority=Authority(kind=AuthorityKind.RULE, state="XX", confidence=Confidence.HIGH, says=f"{age}"),
        group=group,
        announced=announced,
    )


def settled(*values: DatedValue, member: Member) -> Settled | str:
    parameter = Parameter(name="age", basis=Basis.CONTINGENCY, values=values, basis_known=True, grouped=True)
    return settle(parameter, "XX", "XXD", DAY, "", DAY, member)


def value_of(found: Settled | str) -> object:
    assert isinstance(found, Settled)
    return found.value.fields["value"]


FEMALE, MALE = Group(sex=Sex.FEMALE), Group(sex=Sex.MALE)
BEFORE, AFTER = Group(first_insured_to=date(1999, 12, 31)), Group(first_insured_from=date(2000, 1, 1))


def test_the_sex_decides_where_the_values_differ() -> None:
    women_earlier = (a_value(60, FEMALE), a_value(65, MALE))
    assert value_of(settled(*women_earlier, member=Member(birth=BORN, sex=Sex.FEMALE))) == 60
    assert value_of(settled(*women_earlier, member=Member(birth=BORN, sex=Sex.MALE))) == 65
    assert settled(*women_earlier, member=Member(birth=BORN)) == "sex_needed"


def test_the_sex_is_not_asked_where_both_have_the_same_value() -> None:
    assert value_of(settled(a_value(65, FEMALE), a_value(65, MALE), member=Member(birth=BORN))) == 65


def test_a_value_for_one_sex_alone_is_asked_for_too() -> None:
    assert settled(a_value(60, FEMALE), member=Member(birth=BORN)) == "sex_needed"
    assert settled(a_value(60, FEMALE), member=Member(birth=BORN, sex=Sex.MALE)) == "parameter_not_known"


@pytest.mark.parametrize(
    ("first", "expected"), [(date(1999, 12, 31), 60), (date(2000, 1, 1), 62), (None, "first_insured_not_known")]
)
def test_the_first_day_of_insurance_decides(first: date | None, expected: object) -> None:
    found = settled(a_value(60, BEFORE), a_value(62, AFTER), member=Member(birth=BORN, first_insured=first))
    assert (found if isinstance(found, str) else value_of(found)) == expected


def test_the_day_of_birth_decides_and_both_its_days_count() -> None:
    old, young = Group(born_to=date(1950, 1, 1)), Group(born_from=date(1950, 1, 2))
    values = (a_value(60, old), a_value(65, young))
    assert value_of(settled(*values, member=Member(birth=date(1950, 1, 1)))) == 60
    assert value_of(settled(*values, member=Member(birth=date(1950, 1, 2)))) == 65


def test_groups_meet_only_where_a_person_can_be_in_both() -> None:
    assert not FEMALE.meets(MALE)
    assert not BEFORE.meets(AFTER)
    assert FEMALE.meets(BEFORE)
    assert EVERYBODY.meets(FEMALE)
    assert not Group(born_to=date(1950, 1, 1)).meets(Group(born_from=date(1950, 1, 2)))


def test_a_law_that_is_announced_always_warns() -> None:
    found = settled(a_value(66, announced=True), member=Member(birth=BORN))
    assert isinstance(found, Settled)
    assert [finding.code for finding in found.findings] == ["rule_announced"]
