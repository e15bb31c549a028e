from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from desktop_app.calculation.pack import RulePack
from desktop_app.calculation.trace import Confidence
from desktop_app.domain.claims import Benefit
from desktop_app.foundation.places import Places
from desktop_app.foundation.progress import Silent
from desktop_app.workflows.read_rules import (
    Holds,
    Standing,
    example_results,
    pack_changes,
    rule_rows,
    rules_view,
    value_changes,
    worked_examples,
)
from tests.support.desks import desk_of, rulebook


def saint_vincent() -> RulePack:
    return rulebook().packs["VC"]


def test_every_party_is_listed_with_how_it_stands(tmp_path: Path) -> None:
    view = rules_view(desk_of("VC", Places.at(tmp_path)))

    standing = {state.party.code: state.standing for state in view.states}
    assert len(standing) == 14
    assert standing["VC"] is Standing.IN_EFFECT
    assert standing["SR"] is Standing.NOT_IN_EFFECT


def test_every_dated_value_is_listed_once_a_benefit() -> None:
    pack = saint_vincent()
    values = sum(len(each.values) or 1 for rules in pack.benefits.values() for each in rules.parameters.values())
    values += sum(len(each.values) for each in pack.recorded.values())

    assert len(rule_rows(pack)) == values


def test_the_law_as_it_stood_on_a_day_has_one_value_a_person() -> None:
    rows = [row for row in rule_rows(saint_vincent(), date(2015, 3, 1))
            if row.benefit is Benefit.AGE and row.parameter.name == "averaging" and row.value]  # fmt: skip

    held = [row.value for row in rows if row.holds is Holds.YES and row.value and not row.value.reading]
    assert [value.authority.says for value in held] == ["best 5 years"]


def test_what_goes_by_birth_is_told_apart_from_what_held_on_a_day() -> None:
    rows = [row for row in rule_rows(saint_vincent(), date(2015, 3, 1)) if row.parameter.name == "pensionable_age"]

    assert {row.holds for row in rows} == {Holds.BY_BIRTH}


def test_a_parameter_without_a_value_is_listed_as_not_known() -> None:
    missing = [row for row in rule_rows(saint_vincent()) if row.value is None]

    assert missing
    assert {row.holds for row in missing} == {Holds.WITHOUT_VALUE}


def test_what_is_kept_for_the_reader_is_marked() -> None:
    rows = rule_rows(saint_vincent())

    assert {row.parameter.name for row in rows if row.benefit is None} == set(saint_vincent().recorded)
    assert all(row.recorded for row in rows if row.benefit is None)
    assert not any(row.recorded for row in rows if row.parameter.name == "qualifying" and row.benefit is Benefit.AGE)


def test_two_days_differ_where_the_law_said_something_else() -> None:
    changes = {change.parameter.name: change for change in value_changes(saint_vincent(), date(2013, 6, 1),
               date(2014, 6, 1)) if change.benefit is Benefit.AGE}  # fmt: skip

    assert [value.authority.says for value in changes["averaging"].after] == ["best 5 years"]
    assert "weeks_in_year" not in changes


def test_the_same_day_twice_differs_in_nothing() -> None:
    assert value_changes(saint_vincent(), date(2014, 6, 1), date(2014, 6, 1)) == ()


def test_a_pack_differs_from_itself_in_nothing_and_from_none_in_all() -> None:
    pack = saint_vincent()

    assert pack_changes(pack, pack) == ()
    values = [change for change in pack_changes(None, pack) if change.about == "value"]
    assert len(values) == len([row for row in rule_rows(pack) if row.value is not None])


def test_a_value_that_became_surer_is_a_difference_of_packs_beside_the_one_before() -> None:
    pack = saint_vincent()
    rules = pack.benefits[Benefit.AGE]
    averaging = rules.parameters["averaging"]
    first = averaging.values[0]
    surer = replace(first, authority=replace(first.authority, confidence=Confidence.HIGH, note="the institution wrote"))
    newer = replace(averaging, values=(surer, *averaging.values[1:]))
    parameters = MappingProxyType({**rules.parameters, "averaging": newer})
    after = replace(
        pack, benefits=MappingProxyType({**pack.benefits, Benefit.AGE: replace(rules, parameters=parameters)})
    )

    changes = pack_changes(pack, after)

    assert [(change.parameter, change.about) for change in changes] == [("averaging", "value")]
    assert changes[0].before is first
    assert changes[0].after is surer


def test_worked_examples_come_out_on_this_computer(tmp_path: Path) -> None:
    results = worked_examples(desk_of("VC", Places.at(tmp_path)), "VC", Silent())

    assert len(results) == len(saint_vincent().examples)
    assert all(result.passed for result in results)
    assert any(result.example.published for result in results)


def test_an_example_that_fails_carries_its_findings(tmp_path: Path) -> None:
    desk = desk_of("VC", Places.at(tmp_path))
    pack = saint_vincent()
    wrong = replace(pack.examples[0], expect=MappingProxyType({"notional_weekly": "1.00"}))
    bent = replace(pack, examples=(wrong, *pack.examples[1:]))
    book = replace(desk.rulebook, packs=MappingProxyType({**desk.rulebook.packs, "VC": bent}))

    results = worked_examples(replace(desk, rulebook=book), "VC", Silent())

    assert [result.passed for result in results] == [False, *([True] * (len(results) - 1))]
    assert example_results(bent, ())[0].passed
