from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.likeness import AGAINST, LIKELY, PersonFacts, Sign, compare, ruled_out
from desktop_app.domain.persons import Sex
from desktop_app.domain.time import Certainty

BORN = date(1954, 6, 14)
ONE = PersonFacts(surname="Sample-Browne", forenames="Anne-Marie", birth_date=BORN)


def signs(one: PersonFacts, other: PersonFacts) -> list[Sign]:
    return [reason.sign for reason in compare(one, other).reasons]


@pytest.mark.parametrize(
    ("other", "sign"),
    [
        (ONE, Sign.SAME_NAME),
        (replace(ONE, surname="SAMPLE BROWNE", forenames="Anne Marie"), Sign.SPELT_OTHERWISE),
        (replace(ONE, surname="Samplebrowne"), Sign.SPELT_OTHERWISE),
        (replace(ONE, surname="Sampel-Braun", forenames="Ann-Mary"), Sign.SOUNDS_ALIKE),
        (replace(ONE, surname="Samble-Browne"), Sign.NAME_ONE_SLIP),
        (replace(ONE, surname="Browne"), Sign.PART_OF_NAME),
        (replace(ONE, forenames=""), Sign.PART_OF_NAME),
        (replace(ONE, surname="Anne-Marie", forenames="Sample-Browne"), Sign.FIELDS_SWAPPED),
        (replace(ONE, surname="Married", other_names=("Anne-Marie Sample-Browne",)), Sign.OTHER_NAME),
        (replace(ONE, surname="Married", name_at_birth="Sample-Browne"), Sign.OTHER_NAME),
        (replace(ONE, birth_date=date(1955, 6, 14)), Sign.BIRTH_YEAR_OFF),
        (replace(ONE, birth_date=date(1954, 6, 24)), Sign.BIRTH_ONE_SLIP),
        (replace(ONE, birth_date=date(1954, 1, 1), birth_certainty=Certainty.YEAR), Sign.BIRTH_AS_FAR_AS_KNOWN),
        (replace(ONE, birth_date=date(1956, 1, 1), birth_certainty=Certainty.GUESS), Sign.BIRTH_AS_FAR_AS_KNOWN),
    ],
)
def test_what_a_clerk_would_look_at_is_likely_and_says_why(other: PersonFacts, sign: Sign) -> None:
    assert compare(ONE, other).likely
    assert sign in signs(ONE, other)


def test_day_and_month_exchanged_are_seen() -> None:
    one = replace(ONE, birth_date=date(1954, 3, 2))
    assert Sign.DAY_AND_MONTH in signs(one, replace(one, birth_date=date(1954, 2, 3)))


@pytest.mark.parametrize("name", ["de la Croix", "Delacroix", "Lacroix", "De La Croix"])
def test_particles_are_no_part_of_a_surname(name: str) -> None:
    one = PersonFacts(surname="de la Croix", forenames="Rosa", birth_date=BORN)
    assert compare(one, replace(one, surname=name)).likely


@pytest.mark.parametrize(("one", "other"), [("D'Arcy", "Darcy"), ("José", "Jose"), ("O\u2019Neil", "ONeil")])
def test_accents_and_apostrophes_do_not_part_two_names(one: str, other: str) -> None:
    first = PersonFacts(surname=one, forenames="Kim", birth_date=BORN)
    assert signs(first, replace(first, surname=other))[0] is Sign.SPELT_OTHERWISE


@pytest.mark.parametrize(
    "other",
    [
        replace(ONE, forenames="Peter"),
        replace(ONE, surname="Quite", name_at_birth=""),
        replace(ONE, birth_date=date(1975, 1, 2)),
        PersonFacts(),
    ],
)
def test_what_is_no_reason_to_look_is_not_likely(other: PersonFacts) -> None:
    assert not compare(ONE, other).likely


def test_the_same_number_is_always_worth_a_look() -> None:
    one = replace(ONE, numbers=(("VC", "104 882"),))
    other = PersonFacts(surname="Quite", forenames="Another", birth_date=date(1990, 1, 1), numbers=(("VC", "104-882"),))
    found = compare(one, other)
    assert found.likely
    assert found.reasons[0].sign is Sign.SAME_NUMBER
    assert {reason.sign for reason in found.reasons[1:]} <= AGAINST


def test_the_same_number_of_another_state_is_none() -> None:
    one, other = (replace(ONE, numbers=((state, "104882"),)) for state in ("VC", "LC"))
    assert Sign.SAME_NUMBER not in signs(one, other)


def test_a_slip_in_a_long_number_is_told_and_in_a_short_one_is_not() -> None:
    def numbered(number: str) -> PersonFacts:
        return replace(ONE, numbers=(("VC", number),))

    assert Sign.NUMBER_ONE_SLIP in signs(numbered("104882"), numbered("104828"))
    assert Sign.NUMBER_DIFFERS in signs(numbered("104"), numbered("140"))


def test_another_sex_speaks_against() -> None:
    one, other = (replace(ONE, sex=sex) for sex in (Sex.FEMALE, Sex.MALE))
    assert signs(one, other)[-1] is Sign.SEX_DIFFERS
    assert compare(one, other).score < compare(ONE, ONE).score


NAMES = st.sampled_from(["", "Sample", "Browne", "de la Croix", "Anne-Marie", "D'Arcy", "José", "X"])
FACTS = st.builds(
    PersonFacts,
    surname=NAMES,
    forenames=NAMES,
    name_at_birth=NAMES,
    birth_date=st.sampled_from([None, BORN, date(1955, 6, 14), date(1954, 4, 6)]),
    numbers=st.sampled_from([(), (("VC", "1"),), (("VC", "123456"), ("LC", "9"))]),
)


@given(FACTS, FACTS)
def test_the_order_of_two_records_does_not_matter(one: PersonFacts, other: PersonFacts) -> None:
    there, back = compare(one, other), compare(other, one)
    assert there.score == back.score
    assert 0 <= there.score <= 100
    assert there.likely == (there.score >= LIKELY)


ALL_FACTS = st.builds(
    PersonFacts,
    surname=NAMES,
    forenames=st.one_of(NAMES, st.sampled_from(["A", "Peter", "Sample", "Browne"])),
    name_at_birth=NAMES,
    other_names=st.sampled_from([(), ("Browne Sample",), ("Anne-Marie", "José de la Croix")]),
    birth_date=st.sampled_from([None, date.min, BORN, date(1955, 6, 14), date(1954, 4, 6), date(1957, 6, 14)]),
    birth_certainty=st.sampled_from(Certainty),
    numbers=st.sampled_from([(), (("VC", "123457"),), (("VC", "123456"), ("LC", "9"))]),
    sex=st.sampled_from(Sex),
    parents=st.sampled_from(["", "Ann and Joe"]),
    birth_place=st.sampled_from(["", "Calliaqua"]),
)


@given(ALL_FACTS, ALL_FACTS)
def test_only_what_cannot_be_likely_is_ruled_out(one: PersonFacts, other: PersonFacts) -> None:
    assert not (ruled_out(one, other) and compare(one, other).likely)


def test_most_candidates_are_ruled_out_without_weighing_their_names() -> None:
    assert ruled_out(ONE, replace(ONE, surname="Quite", forenames="Another"))
    assert ruled_out(ONE, replace(ONE, birth_date=date(1975, 1, 2)))
    assert not ruled_out(ONE, replace(ONE, surname="Anne-Marie", forenames="Sample-Browne"))
