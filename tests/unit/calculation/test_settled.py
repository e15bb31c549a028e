"""Which value of a parameter holds on a day, and all that is to be known about it."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from desktop_app.calculation.pack import Basis, CaseDays, DatedValue, Group, Member, Parameter, Step
from desktop_app.calculation.settled import Settled, settle
from desktop_app.calculation.trace import Authority, AuthorityKind, Confidence, Source, Unit
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.persons import Sex

DAY, OTHER_DAY = date(2010, 6, 1), date(2012, 6, 1)
LAW = Source(id="S1", title="The Act", publisher="Parliament", year=1990, url="")
SURVEY = Source(id="S2", title="A survey", publisher="Survey Office", year=2003, url="")


def a_value(
    number: int,
    *,
    reading: str = "",
    confidence: Confidence = Confidence.HIGH,
    says: str = "",
    start: date | None = date(2000, 1, 1),
    end: date | None = None,
    sources: tuple[Source, ...] = (LAW,),
) -> DatedValue:
    return DatedValue(
        fields=MappingProxyType({"value": number, "years": 5}),
        units=MappingProxyType({"value": Unit.PERCENT, "years": Unit.YEARS}),
        start=start,
        end=end,
        authority=Authority(
            kind=AuthorityKind.RULE,
            state="XX",
            reference="rate",
            reading=reading,
            confidence=confidence,
            says=says,
            sources=sources,
        ),
        unsure_about="value" if confidence is Confidence.LOW else "",
    )


def settled(*values: DatedValue, reading: str = "", other_day: date = DAY, basis_known: bool = False) -> Settled:
    readings = tuple(dict.fromkeys(value.reading for value in values if value.reading))
    parameter = Parameter(
        name="rate", basis=Basis.CONTINGENCY, values=values, readings=readings, basis_known=basis_known
    )
    found = settle(parameter, "XX", "XXD", DAY, reading, other_day)
    assert isinstance(found, Settled)
    return found


def the(found: Settled) -> Finding:
    (finding,) = found.findings
    assert finding.where == "XX"
    return finding


SAID = {
    "state": "XX",
    "parameter": "rate",
    "reading": "",
    "says": "thirty",
    "source": "Parliament",
    "confidence": "high",
}


def test_a_value_of_which_all_is_sure_has_nothing_to_be_told() -> None:
    found = settled(a_value(30))
    assert (found.value.fields["value"], found.findings) == (30, ())


def test_a_rule_of_low_confidence_says_what_is_unsure_and_who_says_it() -> None:
    finding = the(settled(a_value(30, confidence=Confidence.LOW, says="thirty")))
    assert (finding.code, finding.level) == ("rule_unsure", Level.WARNING)
    assert finding.facts == SAID | {"about": "value", "confidence": "low"}


def test_a_rule_without_words_or_sources_is_told_by_its_fields() -> None:
    finding = the(settled(a_value(30, confidence=Confidence.LOW, sources=())))
    assert (finding.facts["says"], finding.facts["source"]) == ("value 30, years 5", "")


def test_another_reading_is_told_with_both_sides() -> None:
    other = a_value(40, reading="survey", confidence=Confidence.MEDIUM, says="forty", sources=(SURVEY,))
    finding = the(settled(a_value(30, says="thirty"), other))
    assert (finding.code, finding.level) == ("other_reading", Level.NOTE)
    assert finding.facts == SAID | {
        "other_reading": "survey",
        "other_says": "forty",
        "other_source": "Survey Office",
        "other_confidence": "medium",
    }


def test_the_other_reading_once_chosen_has_the_packs_own_for_its_rival() -> None:
    other = a_value(40, reading="survey", says="forty", sources=(SURVEY,))
    found = settled(a_value(30, says="thirty"), other, reading="survey")
    assert found.value.fields["value"] == 40
    finding = the(found)
    assert finding.facts.items() >= {("reading", "survey"), ("says", "forty"), ("other_reading", "")}
    assert finding.facts.items() >= {("other_says", "thirty"), ("other_source", "Parliament")}


def test_two_readings_that_say_the_same_are_no_rivals_but_the_one_used_is_told() -> None:
    same = a_value(30, reading="survey", says="thirty too")
    assert settled(a_value(30), same).findings == ()
    finding = the(settled(a_value(30), same, reading="survey"))
    assert (finding.code, finding.level, finding.facts["reading"]) == ("reading_used", Level.NOTE, "survey")


def test_a_reading_that_the_parameter_does_not_have_leaves_its_own() -> None:
    assert settled(a_value(30), reading="nobody").value.fields["value"] == 30


def test_where_no_source_says_which_day_decides_both_days_are_told_if_their_values_differ() -> None:
    values = (a_value(30, says="thirty", end=date(2011, 12, 31)), a_value(40, says="forty", start=date(2012, 1, 1)))
    finding = the(settled(*values, other_day=OTHER_DAY))
    assert (finding.code, finding.level) == ("rule_day_matters", Level.WARNING)
    assert finding.facts == SAID | {"day": "2010-06-01", "other_day": "2012-06-01", "other_says": "forty"}
    assert settled(*values, other_day=OTHER_DAY, basis_known=True).findings == ()
    assert settled(a_value(30), other_day=OTHER_DAY).findings == ()
    assert settled(a_value(30, end=date(2011, 12, 31)), other_day=OTHER_DAY).findings == ()


def test_a_day_without_a_value_is_not_known() -> None:
    parameter = Parameter(name="rate", basis=Basis.CONTINGENCY, values=(a_value(30, start=date(2010, 6, 2)),))
    assert settle(parameter, "XX", "XXD", DAY, "", DAY) == "parameter_not_known"


def test_only_the_first_field_asked_for_carries_the_findings() -> None:
    found = settled(a_value(30, confidence=Confidence.LOW))
    first, second = found.leaf("value", "rate", first=True), found.leaf("years", "rate.years", first=False)
    assert [len(leaf.findings) for leaf in (first, second)] == [1, 0]
    assert (first.key, first.value, first.unit, first.state, first.currency) == ("rate", 30, Unit.PERCENT, "XX", "XXD")
    assert (second.key, second.value, second.unit) == ("rate.years", 5, Unit.YEARS)
    assert first.authority is found.value.authority
    assert found.leaf("value", "rate", first=True) is first
    assert found.leaf("value", "rate", first=False).findings == ()


def test_what_is_asked_of_a_person_is_told_by_its_name() -> None:
    anybody = Member(birth=date(1950, 1, 1))
    assert Group(sex=Sex.MALE).asks(anybody) == "sex"
    assert Group(first_insured_from=DAY).asks(anybody) == "first_insured"
    assert Group(first_insured_to=DAY).asks(anybody) == "first_insured"
    assert Group(born_from=DAY).asks(anybody) == ""
    assert Group(sex=Sex.MALE, first_insured_to=DAY).asks(replace(anybody, first_insured=DAY)) == "sex"
    assert Group(sex=Sex.MALE).asks(replace(anybody, sex=Sex.FEMALE)) == ""
    assert Group(first_insured_to=DAY).asks(replace(anybody, first_insured=DAY)) == ""


def test_a_group_holds_a_person_as_far_as_is_known() -> None:
    anybody = Member(birth=date(1950, 1, 1))
    assert Group(sex=Sex.MALE).holds(anybody)
    assert not Group(sex=Sex.MALE).holds(replace(anybody, sex=Sex.FEMALE))
    assert Group(first_insured_from=DAY).holds(anybody)
    assert not Group(first_insured_from=DAY).holds(replace(anybody, first_insured=date(2010, 5, 31)))
    assert not Group(first_insured_to=DAY).holds(replace(anybody, first_insured=date(2010, 6, 2)))
    assert Group(first_insured_from=DAY, first_insured_to=DAY).holds(replace(anybody, first_insured=DAY))
    assert not Group(born_from=date(1950, 1, 2)).holds(anybody)
    assert not Group(born_to=date(1949, 12, 31)).holds(anybody)


def test_groups_of_days_meet_where_a_day_is_in_both() -> None:
    to, after = Group(first_insured_to=DAY), Group(first_insured_from=date(2010, 6, 2))
    assert not to.meets(after)
    assert not after.meets(to)
    assert to.meets(Group(first_insured_from=DAY))
    assert Group(first_insured_from=DAY).meets(to)
    assert Group(sex=Sex.MALE).meets(Group(sex=Sex.MALE))
    assert not Group(sex=Sex.MALE, born_to=DAY).meets(Group(sex=Sex.FEMALE, born_to=DAY))


def test_the_day_of_a_parameter_and_the_one_that_might_decide_instead() -> None:
    days = CaseDays(contingency=DAY, claim=OTHER_DAY, birth=date(1950, 1, 1))
    assert [days.of(basis) for basis in Basis] == [DAY, OTHER_DAY, date(1950, 1, 1)]
    assert [days.otherwise(basis) for basis in Basis] == [OTHER_DAY, DAY, date(1950, 1, 1)]


def test_a_step_names_every_figure_it_rests_on() -> None:
    inputs = MappingProxyType({"amount": "pension", "tests": ("one", "two")})
    assert Step(name="x", operator="y", inputs=inputs).references() == ("pension", "one", "two")
    assert Step(name="x", operator="y", inputs=inputs, only_if="z").references() == ("z", "pension", "one", "two")
