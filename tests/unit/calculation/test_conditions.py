"""Which test of a condition decides, what it is short of, and why it cannot be told."""

from datetime import date
from fractions import Fraction
from types import MappingProxyType

import pytest

from desktop_app.calculation.conditions import (
    condition_result,
    deciding_test,
    deciding_tests,
    fails_by_length_only,
    find_test,
)
from desktop_app.calculation.conditions import test_reason as reason_of_test
from desktop_app.calculation.evaluation import why_unknown
from desktop_app.calculation.ledger import NOT_KNOWN, given, made
from desktop_app.calculation.line import Line, exact, fraction, present
from desktop_app.calculation.pack import NotProvided
from desktop_app.calculation.totalisation import StateWeeks
from desktop_app.calculation.trace import Authority, AuthorityKind, TraceNode, Unit, Value
from desktop_app.domain.findings import Finding, Level, Reason


def figure(key: str, value: Value, unit: Unit = Unit.WEEKS) -> TraceNode:
    return given(key, value, unit)


def unknown(key: str) -> TraceNode:
    facts = {"state": "VC", "parameter": key}
    finding = Finding(code="parameter_not_known", level=Level.ERROR, where="VC", facts=facts)
    return TraceNode(
        key=key, operator=NOT_KNOWN, value=None, unit=Unit.WEEKS, state="VC", facts=facts, findings=(finding,)
    )


def length(have: int, need: TraceNode | int, key: str = "enough_weeks") -> TraceNode:
    bound = need if isinstance(need, TraceNode) else figure("qualifying", need)
    return made(key, "qualifying_length", (figure("weeks", have), bound), state="VC")


def paid(have: int, need: int) -> TraceNode:
    return made("enough_paid", "qualifying_paid", (figure("paid_weeks", have), figure("minimum", need)), state="VC")


def age(have: Value, *bounds: int) -> TraceNode:
    inputs = (figure("age", have, Unit.YEARS), *(figure("bound", bound, Unit.YEARS) for bound in bounds))
    return made("old_enough", "qualifying_age", inputs, state="VC")


def fact_of_case(value: Value) -> TraceNode:
    return made("is_invalid", "is_so", (figure("invalid", value, Unit.YES_NO),), state="VC")


def every(*tests: TraceNode) -> TraceNode:
    return made("entitled", "all_met", tests, state="VC")


def one_of(*tests: TraceNode) -> TraceNode:
    return made("entitled", "any_met", tests, state="VC")


def a_line() -> Line:
    own = figure("own_weeks", 480)
    return Line(
        state="VC",
        currency="XCD",
        institution="Institution of VC",
        in_effect=True,
        weeks=StateWeeks(rows=[]),
        own=own,
        counted=own,
        findings=[],
    )


def test_of_all_the_tests_of_a_condition_the_first_decides_when_it_is_met() -> None:
    weeks, years = length(600, 500), age(61, 60)
    assert deciding_tests(every(weeks, years)) == (weeks, years)
    assert deciding_test(every(weeks, years)) is weeks


def test_the_first_test_that_fails_decides_and_one_that_cannot_be_told_only_where_none_fails() -> None:
    met, short, untold = length(600, 500), age(59, 60), length(10, unknown("qualifying"))
    assert deciding_test(every(met, short, age(50, 60))) is short
    assert deciding_test(every(untold, short)) is short
    assert deciding_test(every(met, untold)) is untold


def test_of_tests_of_which_one_is_enough_the_one_that_is_met_decides() -> None:
    short, met = length(100, 500), paid(300, 250)
    assert deciding_tests(one_of(short, met)) == (met,)
    assert deciding_test(one_of(short, paid(100, 250))) is short
    assert deciding_tests(every(one_of(short, met), age(61, 60)))[0] is met


def test_a_rule_for_one_case_or_the_other_is_decided_by_the_one_that_applies() -> None:
    young, old = length(600, 500), length(600, 900, "more_weeks")
    for value, expected in ((True, young), (False, old)):
        choice = made("entitled", "either", (figure("young", value, Unit.YES_NO), young, old), state="VC")
        assert deciding_tests(choice) == (expected,)
        assert deciding_tests(every(choice, age(61, 60)))[0] is expected
    untold = made("entitled", "either", (figure("young", None, Unit.YES_NO), young, old), state="VC")
    assert deciding_tests(untold) == (untold,)


def test_a_test_of_a_kind_is_found_wherever_it_stands_in_the_condition() -> None:
    weeks, years = length(600, 500), age(61, 60)
    assert find_test(every(weeks, years), "age") is years
    assert find_test(every(weeks, years), "weeks") is weeks
    assert find_test(every(weeks, years), "paid_weeks") is None
    assert find_test(every(every(paid(1, 2)), years), "paid_weeks") is not None


def test_a_condition_fails_by_its_length_only_where_every_other_test_is_met() -> None:
    assert fails_by_length_only(every(length(100, 500), paid(1, 150), age(61, 60)))
    assert not fails_by_length_only(every(length(100, 500), age(59, 60)))
    assert not fails_by_length_only(every(length(100, 500), fact_of_case(value=False)))
    assert fails_by_length_only(every(length(100, 500), fact_of_case(value=True)))


@pytest.mark.parametrize(
    ("test", "code", "facts"),
    [
        (length(480, 500), "length_short", {"have": 480, "need": 500, "short": 20, "unit": "weeks"}),
        (length(500, 500), "condition_met", {"have": 500, "need": 500, "short": 0, "unit": "weeks"}),
        (length(600, 500), "condition_met", {"have": 600, "need": 500, "short": 0, "unit": "weeks"}),
        (paid(100, 150), "paid_short", {"have": 100, "need": 150, "short": 50, "unit": "weeks"}),
        (age(Fraction(119, 2), 60), "age_short", {"have": "119/2", "need": 60, "short": "1/2", "unit": "years"}),
        (age(58, 62, 60), "age_short", {"have": 58, "need": 60, "short": 2, "unit": "years"}),
        (age(61, 62, 60), "condition_met", {"have": 61, "need": 62, "short": 1, "unit": "years"}),
    ],
)
def test_a_bound_is_told_with_what_there_is_and_what_is_short(
    test: TraceNode, code: str, facts: dict[str, object]
) -> None:
    reason = reason_of_test(test, "VC")
    assert reason == Reason(code=code, facts={"state": "VC", "test": test.key, **facts})


def test_a_degree_and_a_figure_have_reasons_of_their_own() -> None:
    degree = made("enough", "degree_at_least", (figure("degree", 20, Unit.PERCENT), figure("least", 30, Unit.PERCENT)))
    assert reason_of_test(degree, "VC").code == "degree_short"
    average = made("enough", "at_least", (figure("average", 12), figure("least", 13)))
    assert reason_of_test(average, "VC").code == "figure_short"


def test_a_test_without_a_bound_is_told_by_its_name() -> None:
    for value, code in ((True, "test_met"), (False, "test_not_met")):
        reason = reason_of_test(fact_of_case(value=value), "VC")
        assert reason == Reason(code=code, facts={"state": "VC", "test": "is_invalid"})


def test_a_test_that_cannot_be_told_says_what_is_missing() -> None:
    reason = reason_of_test(length(10, unknown("qualifying")), "VC")
    assert reason == Reason(code="parameter_not_known", facts={"state": "VC", "parameter": "qualifying"})


def test_a_figure_that_nothing_missing_explains_is_named_itself() -> None:
    silent = made("class_now", "multiplied", (figure("rate", None), figure("times", 2)), state="VC")
    root = made("pension", "multiplied", (silent, figure("times", 2)), state="VC")
    assert why_unknown(root) == Reason(code="figure_not_told", facts={"state": "VC", "figure": "class_now"})
    bare = TraceNode(key="x", operator=NOT_KNOWN, value=None, unit=Unit.WEEKS, facts={"state": "VC"})
    assert why_unknown(bare) == Reason(code="not_known", facts={"state": "VC"})


def test_a_condition_as_a_result_has_the_figures_of_the_test_that_decides() -> None:
    found = condition_result(every(length(480, 500), age(61, 60)), a_line(), agreement_applies=True)
    assert (found.met, found.deciding, found.have, found.need, found.unit) == (False, "weeks", 480, 500, "weeks")
    assert (found.short, found.reason.code) == (20, "length_short")
    of_fact = condition_result(every(fact_of_case(value=False)), a_line(), agreement_applies=True)
    assert (of_fact.met, of_fact.deciding, of_fact.have, of_fact.need, of_fact.unit) == (
        False,
        "fact",
        None,
        None,
        "yes_no",
    )
    assert (of_fact.short, of_fact.reason.code) == (0, "test_not_met")
    untold = condition_result(every(length(1, unknown("qualifying"))), a_line(), agreement_applies=True)
    assert (untold.met, untold.deciding, untold.have, untold.unit) == (None, "weeks", None, "")


def test_a_condition_that_was_not_reckoned_says_why() -> None:
    who = {"state": "VC", "institution": "Institution of VC"}
    line = a_line()
    assert condition_result(None, line, agreement_applies=True).reason == Reason(code="no_rules_here", facts=who)
    assert condition_result(None, line, agreement_applies=False).reason == Reason(code="no_rules_here", facts=who)
    line.in_effect = False
    found = condition_result(None, line, agreement_applies=True)
    assert found.reason == Reason(code="state_not_in_effect", facts=who)
    assert (found.met, found.deciding, found.have, found.need, found.unit) == (None, "", None, None, "")
    line.not_provided = NotProvided(says="no such branch", authority=Authority(kind=AuthorityKind.RULE))
    found = condition_result(None, line, agreement_applies=True)
    assert (found.met, found.reason) == (False, Reason(code="not_provided", facts=who | {"says": "no such branch"}))


def test_a_figure_that_is_no_number_is_never_reckoned_with() -> None:
    assert exact(figure("weeks", 3)) == 3
    assert fraction(figure("weeks", 3)) == Fraction(3)
    assert fraction(figure("share", Fraction(1, 3))) == Fraction(1, 3)
    assert fraction(figure("day", date(2014, 1, 1), Unit.DATE)) is None
    assert fraction(None) is None
    for value in (None, "text", date(2014, 1, 1)):
        with pytest.raises(TypeError, match="not a number"):
            exact(figure("figure", value))
    assert present(3) == 3
    with pytest.raises(ValueError, match="before it was made"):
        present(None)


def test_a_finding_on_a_state_is_kept_once_and_names_it() -> None:
    line = a_line()
    first = line.note("short_own_period", Level.WARNING, weeks=20)
    line.note("short_own_period", Level.WARNING, weeks=20)
    assert line.findings == [first]
    assert first == Finding(
        code="short_own_period", level=Level.WARNING, where="VC", facts=MappingProxyType({"state": "VC", "weeks": 20})
    )
