import json
from copy import deepcopy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from desktop_app.calculation.case import Case, CertifiedAmount, StatedTotal
from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependants import Disablement, InjuryCause, Relationship
from desktop_app.domain.money import Money
from desktop_app.domain.periods import InsuredClass, PeriodType
from desktop_app.domain.persons import Sex
from desktop_app.foundation.places import resource_dir
from desktop_app.foundation.problems import CaseProblem
from desktop_app.wording.problems import sentences
from desktop_app.workflows import case_file
from desktop_app.workflows.case_fields import MOST_BYTES
from desktop_app.workflows.case_file import read_case
from tests.support.desks import rulebook

ROW: dict[str, object] = {"state": "VC", "year": 1989, "weeks": 52, "earnings": "12600.00", "type": "EMP"}
SMALL: dict[str, object] = {
    "benefit": "age_pension",
    "insured_person": {"birth_date": "1954-06-14"},
    "contingency_date": "2014-06-14",
    "periods": [ROW],
}
FULL: dict[str, object] = {
    "benefit": "age_pension",
    "insured_person": {"birth_date": "1954-06-14", "sex": "female"},
    "contingency_date": "2014-06-14",
    "claim_date": "2014-07-01",
    "state_of_claim": "VC",
    "periods": [
        {"state": "VC", "year": 1989, "weeks": 52, "earnings": "12600.00", "currency": "XCD", "type": "EMP"},
        {
            "state": "TT",
            "from": "1995-01-02",
            "to": "1995-12-31",
            "weeks": 52,
            "weeks_paid": 50,
            "earnings_class": "IX",
            "type": "EMP",
            "insured_class": "seafarer",
            "counts_for": ["survivors_pension", "age_pension"],
            "raises_amount": [],
        },
    ],
    "certified": [{"state": "JM", "notional_weekly": "1896.84", "currency": "JMD", "certificate": "JM-2021-0004"}],
    "decisions": [{"point": "unmet_state", "state": "LC", "option": "proportional", "reason": "agreed practice"}],
    "settings": {"denominator": "totalised_weeks"},
    "readings": {"GD": "nissvg-2014", "LC": {"qualifying": "nissvg-2014"}},
    "stated_totals": [{"state": "VC", "weeks": 286, "best_years_total": "67000.00"}],
    "survivors": [{"relationship": "widow", "birth_date": "1950-03-02"}],
    "disablement": {"degree_percent": 40},
}


def read(table: object) -> Case:
    return read_case(json.dumps(table).encode(), rulebook().agreement)


def refusal_of(text: str | bytes) -> str:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(CaseProblem) as refused:
        read_case(data, rulebook().agreement)
    return sentences(refused.value).happened


def refusal(table: object) -> str:
    return refusal_of(json.dumps(table))


def row(**changes: object) -> dict[str, object]:
    """A case whose third row is changed; None takes a key out."""
    changed = {key: value for key, value in {**ROW, **changes}.items() if value is not None}
    return SMALL | {"periods": [ROW, ROW | {"year": 1990}, changed]}


def test_every_key_of_a_full_case_is_read() -> None:
    case = read(FULL)

    assert (case.benefit, case.birth_date, case.sex) == (Benefit.AGE, date(1954, 6, 14), Sex.FEMALE)
    assert (case.contingency_date, case.claim_date) == (date(2014, 6, 14), date(2014, 7, 1))
    assert case.state_of_claim == "VC"
    first, second = case.periods
    assert (first.row_id, first.state, first.year, first.weeks_paid) == ("row-1", "VC", 1989, 52)
    assert first.earnings == Money(minor=1_260_000, currency="XCD")
    assert (second.year, second.weeks_paid, second.weeks_credited) == (1995, 50, 2)
    assert (second.start, second.end, second.earnings_class) == (date(1995, 1, 2), date(1995, 12, 31), "IX")
    assert (first.counts_for, first.raises_amount, first.insured_class) == ((), None, None)
    assert (second.counts_for, second.raises_amount) == ((Benefit.AGE, Benefit.SURVIVORS), ())
    assert second.insured_class is InsuredClass.SEAFARER
    notional = Money(minor=189_684, currency="JMD")
    assert case.certified == (CertifiedAmount(state="JM", certificate="JM-2021-0004", notional=notional),)
    assert [(each.point, each.state, each.option, each.reason) for each in case.decisions] == [
        ("unmet_state", "LC", "proportional", "agreed practice")
    ]
    assert case.settings == {"denominator": "totalised_weeks"}
    assert case.readings == {"GD": "nissvg-2014", "LC": {"qualifying": "nissvg-2014"}}
    total = Money(minor=6_700_000, currency="XCD")
    assert case.stated_totals == (StatedTotal(state="VC", weeks=286, best_years_total=total),)


def test_what_is_not_required_may_be_left_out() -> None:
    case = read(SMALL)

    assert case.claim_date == case.contingency_date
    assert case.state_of_claim == "VC"
    assert case.sex is Sex.NOT_STATED
    assert case.periods[0].earnings == Money(minor=1_260_000, currency="XCD")


def test_credited_weeks_are_not_paid_unless_the_file_says_so() -> None:
    credited = read(row(type="CSI")).periods[2]

    assert credited.type is PeriodType.CSI
    assert (credited.weeks_paid, credited.weeks_credited) == (0, 52)


def test_a_mark_at_the_beginning_of_the_file_is_no_fault() -> None:
    assert read_case(b"\xef\xbb\xbf" + json.dumps(SMALL).encode(), rulebook().agreement).periods


REFUSALS = {
    "end before start": (
        row(year=None, **{"from": "1995-12-31", "to": "1995-01-02"}),
        "row 3: the period ends on 2 Jan 1995, before it begins on 31 Dec 1995.",
    ),
    "one date only": (row(**{"from": "1989-01-02"}), "row 3: give both “from” and “to”, or neither."),
    "dates of two years": (
        row(year=None, **{"from": "1995-01-02", "to": "1996-12-31"}),
        "row 3: the period runs from 1995 to 1996; give each year a row of its own.",
    ),
    "dates outside the year": (
        row(**{"from": "1995-01-02", "to": "1995-12-31"}),
        "row 3: the dates lie in 1995, the row is of 1989.",
    ),
    "no year": (row(year=None), "row 3: give its “year”, or “from” and “to”."),
    "year out of range": (row(year=89), "row 3: 89 is outside the years 1900 to 2100."),
    "negative weeks": (row(weeks=-1), "row 3: “weeks” is -1; it cannot be less than 0."),
    "weeks above a year": (row(weeks=78), "row 3: “weeks” is 78; at most 53 can be."),
    "weeks above the dates": (
        row(weeks=20, **{"from": "1989-01-02", "to": "1989-01-29"}),
        "row 3: 20 weeks do not fit between its dates; 4 do.",
    ),
    "letters for weeks": (
        row(weeks="52"),
        "row 3: “weeks” must be a whole number, without quotes and without decimals.",
    ),
    "a truth for weeks": (
        row(weeks=True),
        "row 3: “weeks” must be a whole number, without quotes and without decimals.",
    ),
    "half a week": (row(weeks=26.5), "row 3: “weeks” must be a whole number, without quotes and without decimals."),
    "more paid than all": (row(weeks_paid=53), "row 3: 53 paid weeks are more than the 52 weeks of the row."),
    "no weeks": (row(weeks=None), "row 3: “weeks” is missing."),
    "unknown State": (
        row(state="ZZ"),
        "row 3: “ZZ” is no State of the Agreement; its States: " + ", ".join(rulebook().agreement.parties) + ".",
    ),
    "a State by its name": (row(state="Grenada"), "row 3: “Grenada” is no State's code; did you mean “GD” (Grenada)?"),
    "a State in small letters": (row(state="gd"), "row 3: “gd” is no State's code; did you mean “GD” (Grenada)?"),
    "unknown kind": (
        row(type="EMPL"),
        "row 3: “EMPL” under “type” is not known; did you mean “EMP”?",
    ),
    "money as a number": (row(earnings=12600), "row 3: “earnings” must be text in quotes, not a number or a list."),
    "money with a point as a number": (
        row(earnings=12600.5),
        "row 3: “earnings” must be text in quotes, not a number or a list.",
    ),
    "money with letters": (
        row(earnings="12600 dollars"),
        (
            "row 3: “12600 dollars” under “earnings” is no amount; write figures in quotes, with at most two decimals: "
            "“12600.00”."
        ),
    ),
    "unknown currency": (
        row(currency="EC$"),
        "row 3: “EC$” is no currency; write its three capital letters, for example “XCD”.",
    ),
    "a mistaken key": (row(week=52), "row 3: “week” is not known; did you mean “weeks”?"),
    "a State as a number": (row(state=7), "row 3: “state” must be text in quotes, not a number or a list."),
    "a row that is no table": (SMALL | {"periods": [ROW, "VC"]}, "row 2 must be a table in curly brackets."),
    "periods that are no list": (
        SMALL | {"periods": ROW},
        "the case file: “periods” must be a list in square brackets.",
    ),
    "no periods": (
        SMALL | {"periods": []},
        "“periods” is empty, and no amount or total is given instead: there is nothing to calculate.",
    ),
    "a file that is a list": ([SMALL], "the case file must be a table in curly brackets."),
    "unknown benefit": (
        SMALL | {"benefit": "age pension"},
        "the case file: “age pension” under “benefit” is not known; did you mean “age_pension”?",
    ),
    "a key far from any": (
        SMALL | {"xyzzy": 1},
        (
            "the case file: “xyzzy” is not known; what may stand there: benefit, insured_person, contingency_date, "
            "claim_date, state_of_claim, periods, certified, decisions, settings, readings, stated_totals, survivors, "
            "disablement."
        ),
    ),
    "no birth date": (SMALL | {"insured_person": {"sex": "male"}}, "insured_person: “birth_date” is missing."),
    "a birth date that is none": (
        SMALL | {"insured_person": {"birth_date": "1954-02-30"}},
        (
            "insured_person: “1954-02-30” under “birth_date” is no day of the years 1900 to 2100; write it like "
            "“1954-06-14”."
        ),
    ),
    "a contingency before the birth": (
        SMALL | {"contingency_date": "1950-01-01"},
        "the contingency on 1 Jan 1950 lies before the birth on 14 Jun 1954.",
    ),
    "an unknown point": (
        SMALL | {"settings": {"denominators": "totalised_weeks"}},
        "settings: “denominators” is not known; did you mean “denominator”?",
    ),
    "an unknown option": (
        SMALL | {"decisions": [{"point": "unmet_state", "state": "LC", "option": "proportionate", "reason": "x"}]},
        "decision 1: “proportionate” under “option” is not known; did you mean “proportional”?",
    ),
    "a decision without a reason": (
        SMALL | {"decisions": [{"point": "unmet_state", "state": "LC", "option": "proportional", "reason": " "}]},
        "decision 1: “reason” is missing.",
    ),
    "a certified amount without an amount": (
        SMALL | {"certified": [{"state": "JM", "certificate": "JM-1"}]},
        "certified amount 1: “notional_weekly” is missing.",
    ),
    "a State's total twice": (
        SMALL | {"stated_totals": [{"state": "VC", "weeks": 286}, {"state": "VC", "weeks": 287}]},
        "stated total 2: VC was there before; a State has one.",
    ),
    "a degree above the whole": (
        SMALL | {"disablement": {"degree_percent": 140}},
        "disablement: “degree_percent” is 140; at most 100 can be.",
    ),
    "a survivor without a birth date": (
        SMALL | {"survivors": [{"relationship": "widow"}]},
        "survivor 1: “birth_date” is missing.",
    ),
}


@pytest.mark.parametrize("case", REFUSALS, ids=lambda name: name.replace(" ", "_"))
def test_a_file_that_cannot_be_right_is_refused_with_its_row_and_what_is_wrong(case: str) -> None:
    table, sentence = REFUSALS[case]

    assert refusal(table) == sentence


def test_a_doubled_key_is_refused_wherever_it_stands() -> None:
    whole = json.dumps(SMALL)

    assert refusal_of(whole.replace('"weeks"', '"weeks": 1, "weeks"')) == "row 1: the key “weeks” stands there twice."
    assert refusal_of(whole.replace('"benefit"', '"benefit": "x", "benefit"')).startswith("the case file: the key")


def test_a_file_that_is_no_json_is_refused_with_the_line() -> None:
    place = "the case file is no JSON text in UTF-8: it cannot be read from line {}, column {}."

    assert refusal_of('{\n "benefit": ,') == place.format(2, 13)
    assert refusal_of(b"\xff\xfe{}") == place.format(1, 1)
    assert refusal_of("[" * 100_000) == place.format(1, 1)


def test_a_file_far_too_large_is_not_read() -> None:
    assert refusal_of(b" " * (MOST_BYTES + 1)).startswith("the case file is larger than")


def test_numbers_no_count_has_are_refused_not_read() -> None:
    for number in ("1e999", "NaN", "-Infinity", "9" * 5000):
        told = refusal_of(json.dumps(SMALL).replace("52", number))
        assert told == "row 1: “weeks” must be a whole number, without quotes and without decimals."


def test_what_a_terminal_could_misread_is_not_repeated() -> None:
    told = refusal(row(state="\x1b[31mVC" + "V" * 100))

    assert "\x1b" not in told
    assert len(told) < 300


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-60, 2200)
        | st.text(max_size=4)
        | st.sampled_from(["VC", "1989-01-02"]),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(FULL)), inner, max_size=3),
        max_leaves=8,
    ),
    st.sampled_from(sorted(FULL)),
)
def test_whatever_stands_under_a_key_only_a_refusal_comes_out(value: object, key: str) -> None:
    told = "read"
    try:
        read(deepcopy(FULL) | {key: value})
    except CaseProblem as refused:
        told = sentences(refused).happened
    assert told


def test_survivors_are_read_with_what_is_stated_and_no_more() -> None:
    child = {"relationship": "child", "birth_date": "2001-05-01", "in_education": True, "invalid": False}
    widow = {"relationship": "widow", "birth_date": "1950-03-02", "union_since": "1975-06-01", "dependent": True}
    case = read(SMALL | {"benefit": "survivors_pension", "survivors": [widow, child]})

    assert [(each.id, each.relationship) for each in case.survivors] == [
        ("1", Relationship.WIDOW),
        ("2", Relationship.CHILD),
    ]
    assert (case.survivors[0].union_since, case.survivors[0].dependent) == (date(1975, 6, 1), True)
    assert (case.survivors[1].in_education, case.survivors[1].invalid) == (True, False)
    assert case.survivors[1].cares_for_child is None


def test_an_injury_is_read_with_its_state_cause_and_earnings() -> None:
    injury = {"degree_percent": 40, "cause": "disease", "state": "GD", "weekly_earnings": "300.00"}
    found = read(SMALL | {"disablement": injury}).disablement

    assert found == Disablement(
        degree_percent=40,
        cause=InjuryCause.DISEASE,
        state="GD",
        weekly_earnings=Money(minor=30_000, currency="XCD"),
    )
    assert read(SMALL).disablement is None


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            {"survivors": [{"relationship": "widow", "birth_date": "1950-03-02", "invalid": "no"}]},
            "survivor 1: “invalid” must be true or false, without quotes.",
        ),
        (
            {"survivors": [{"relationship": "cousin", "birth_date": "1950-03-02"}]},
            "survivor 1: “cousin” under “relationship” is not known;",
        ),
        ({"disablement": {"degree_percent": 0}}, "disablement: a degree of disablement is 1 to 100 per cent."),
        ({"disablement": {"degree_percent": 40, "weekly_earnings": "300"}}, "disablement: “currency” is missing."),
    ],
)
def test_what_cannot_be_right_of_survivors_and_injuries_is_refused(facts: dict[str, object], sentence: str) -> None:
    assert sentence in refusal_of(json.dumps(SMALL | facts))


def test_a_row_of_dates_without_a_year_is_of_the_year_of_its_dates() -> None:
    assert read(row(year=None, **{"from": "1995-01-02", "to": "1995-12-31"})).periods[2].year == 1995


def test_a_contribution_year_may_reach_into_the_next_calendar_year() -> None:
    dates = {"from": "2009-01-05", "to": "2010-01-03"}
    assert read(row(year=2009, **dates)).periods[2].year == 2009
    assert read(row(year=2010, **dates)).periods[2].year == 2010


def test_dates_of_two_years_without_a_stated_year_are_two_rows() -> None:
    dates = {"from": "2009-01-05", "to": "2010-01-03"}
    assert "give each year a row of its own" in refusal_of(json.dumps(row(year=None, **dates)))
    long = {"from": "2009-01-05", "to": "2010-02-03"}
    assert "give each year a row of its own" in refusal_of(json.dumps(row(year=2009, **long)))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"counts_for": "age_pension"}, "must be a list"),
        ({"counts_for": []}, "is an empty list"),
        ({"counts_for": [1]}, "must be text"),
        ({"counts_for": ["age_pensions"]}, "age_pension"),
        ({"raises_amount": ["gratuity"]}, "gratuity"),
        ({"insured_class": "sailor"}, "sailor"),
    ],
)
def test_what_a_row_cannot_count_for_is_refused(changes: dict[str, object], said: str) -> None:
    assert said in refusal(row(**changes))


def test_the_published_schema_names_every_key_and_every_word_that_is_read() -> None:
    schema = json.loads((resource_dir() / "schema" / "case_file.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    validator.validate(FULL)
    validator.validate(SMALL)
    assert set(schema["properties"]) == set(case_file._KEYS)
    period = schema["properties"]["periods"]["items"]["properties"]
    assert set(period) == set(case_file._PERIOD)
    assert period["type"]["enum"] == [each.value for each in PeriodType]
    assert period["insured_class"]["enum"] == [each.value for each in InsuredClass]
    benefits = [each.value for each in Benefit]
    assert schema["$defs"]["benefits"]["items"]["enum"] == schema["properties"]["benefit"]["enum"] == benefits
    refused: tuple[dict[str, object], ...] = (
        {"counts_for": []},
        {"raises_amount": ["gratuity"]},
        {"insured_class": "sailor"},
        {"weeks": -1},
    )
    for wrong in refused:
        assert not validator.is_valid(row(**wrong))
