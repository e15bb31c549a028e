"""What if in words: every note and every cause has a sentence a clerk understands."""

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import desktop_app.workflows.what_if_notes as notes_module
from desktop_app.calculation.causes import CauseKind
from desktop_app.calculation.compared_figures import Figure, Known
from desktop_app.calculation.trace import Unit
from desktop_app.domain.findings import Reason
from desktop_app.wording.difference_words import (
    _CAUSES,
    cause_words,
    change_words,
    figure_words,
    known_words,
    name_of,
)
from desktop_app.wording.what_if_words import NOTES, met_reason, met_words, note_words
from desktop_app.workflows.case_changes import Changes, RowChange
from desktop_app.workflows.what_if import WhatIf, what_if_of_case
from tests.support.cases import HENDYCE_ROWS, a_case, a_row, rows, the_rulebook
from tests.support.sample_award import sample_case

EXAMPLE = sample_case(rows(HENDYCE_ROWS))


def found(changes: Changes) -> WhatIf:
    return what_if_of_case(EXAMPLE, changes, the_rulebook())


def test_every_note_that_can_be_made_has_a_sentence() -> None:
    tree = ast.parse(Path(notes_module.__file__).read_text(encoding="utf-8"))
    codes = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in NOTES
    }
    made = {
        keyword.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Note"
        for keyword in node.keywords
        if keyword.arg == "code" and isinstance(keyword.value, ast.Constant)
    }
    assert made <= set(NOTES)
    assert set(NOTES) - codes == {"short_of_age", "alone_short_of_age"}, "said by adding to another code"


def test_every_figure_and_every_cause_has_words() -> None:
    assert all(figure_words(figure) for figure in Figure)
    assert set(_CAUSES) == set(CauseKind)


def test_the_differences_of_2018_are_said_as_a_clerk_would() -> None:
    result = found(Changes(birth_date=date(1958, 6, 14)))
    said = {
        (each.state, name_of(each.figure, (each.before, each.after))): (
            known_words(each.figure, each.before),
            known_words(each.figure, each.after),
            change_words(each, "Grenada"),
        )
        for each in result.differences
    }
    assert said["VC", "Pension age"] == ("60", "62", "two years later")
    assert said["VC", "Weeks needed"] == ("500", "550", "726 still meets it")
    assert said["VC", "Taken early"][:2] == ("no", "24 months")
    assert said["VC", "Notional amount"] == ("87.60", "77.10", "\u221210.50")
    assert said["GD", "Average earnings"] == ("15,666.67", "not known", "none in last 15 years")
    assert said["GD", "Payable a week"] == ("20.32", "not known", "enter Grenada's figure")


def test_why_is_said_with_the_rule_its_day_and_its_source() -> None:
    result = found(Changes(birth_date=date(1958, 6, 14)))
    needed = next(each for each in result.differences if each.figure is Figure.LENGTH_NEEDED)
    assert cause_words(needed.why[0]) == (
        "VC, insurance required: another rule holds, 550 weeks instead of 500 weeks "
        "(550 weekly contributions, from 1 Jan 2016, National Insurance Services, SVG)."
    )


@pytest.mark.parametrize(
    "changes",
    [
        Changes(agreement_applies=False),
        Changes(weeks={"VC": 59}),
        Changes(readings={"LC": "", "GD": ""}),
        Changes(settings={"denominator": "weeks_required"}),
        Changes(decisions=(replace(EXAMPLE.decisions[0], option=""),)),
        Changes(rows=(RowChange(state="GD", row_id="GD-2002", left_out=True),)),
        Changes(added=(a_row("DM", 2003, 52, 9_000),)),
        Changes(contingency_date=date(2024, 6, 14)),
    ],
)
def test_no_sentence_of_any_difference_is_left_without_its_facts(changes: Changes) -> None:
    result = found(changes)
    sentences = [cause_words(cause) for each in result.differences for cause in each.why]
    sentences += [note_words(note.code, note.facts) for note in (result.title, *result.notes)]
    assert sentences
    for sentence in sentences:
        assert "{" not in sentence, sentence
        assert sentence[:1] == sentence[:1].upper(), sentence
    for each in result.differences:
        assert known_words(each.figure, each.after)


def test_a_figure_that_is_none_is_not_one_that_is_not_known() -> None:
    none = Known(value=None, unit=Unit.MONEY, reason=Reason(code="unmet_referred"))
    untold = Known(value=None, unit=Unit.MONEY, reason=Reason(code="parameter_not_known"))
    assert known_words(Figure.PAYABLE, none) == "nothing"
    assert known_words(Figure.ACTUAL, none) == "none"
    assert known_words(Figure.PAYABLE, untold) == "not known"


def test_an_outlook_says_the_day_and_the_figure_that_decides() -> None:
    from desktop_app.calculation.outlook import outlook

    rules = the_rulebook()
    result = outlook(EXAMPLE, rules.packs, rules.agreement, insured_in="LC", years=1)
    lc = next(line for line in result.states if line.state == "LC")
    assert met_words(lc.going_on, 1) == "24 Nov 2014"
    assert met_reason(lc.going_on) == "750 of 750 weeks"
    assert met_words(lc.without, 1) == "not within 1 year"
    assert met_reason(lc.without) == "726 of 750 weeks"
    other = outlook(
        a_case((*rows(HENDYCE_ROWS), a_row("SR", 2003, 52))), rules.packs, rules.agreement, insured_in="VC", years=1
    )
    assert met_words(other.states[-1].without, 1) == "not known here"
