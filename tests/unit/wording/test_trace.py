from collections.abc import Iterator
from string import Formatter

import pytest

from desktop_app.calculation.award import Award
from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.other_readings import explained_award
from desktop_app.calculation.trace import TraceNode
from desktop_app.domain.findings import Reason
from desktop_app.wording import calculation_words, catalogue
from desktop_app.wording.findings import FINDINGS, REASONS, finding_remedy, finding_words, reason_words
from desktop_app.wording.trace import (
    WorksheetRow,
    explain_text,
    formula,
    is_unsure,
    label,
    source_words,
    value_words,
    worksheet_rows,
)
from desktop_app.wording.trace_formulas import FORMULAS
from desktop_app.wording.trace_labels import LABELS, label_of
from tests.support.cases import NISSVG, a_case, proportional, the_rulebook


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    catalogue.use("")


def example(**facts: object) -> Award:
    rulebook = the_rulebook()
    return explained_award(a_case(**facts), rulebook.packs, rulebook.agreement)


def figure(key: str, state: str = "VC") -> TraceNode:
    node = example(readings=dict(NISSVG)).state(state).worksheet.find(key)
    assert node is not None
    return node


@pytest.mark.parametrize(
    ("key", "named", "made", "shown", "source"),
    [
        (
            "actual_amount_unrounded",
            "Actual amount before rounding",
            "88.50 \u00d7 300 ÷ 740",
            "35.8784",
            "Article 19(2), direct ratio",
        ),
        ("notional_amount", "Notional amount a week", "88.5308, to the nearest ten cents", "88.50", ""),
        ("average_annual_earnings", "Average insurable earnings a year", "67,700.00 ÷ 5", "13,540.00", ""),
        (
            "best_years_total",
            "Best years together",
            "14,600.00 + 14,000.00 + 13,500.00 + 13,000.00 + 12,600.00",
            "67,700.00",
            "",
        ),
        ("rate", "Pension rate", "30\u00a0% + 4 \u00d7 1\u00a0%", "34\u00a0%", ""),
        ("averaging.years", "Best years", "", "5", "VC rule 2014: best 5 years (S1, S30)"),
        ("totalised_weeks", "Totalised weeks", "300 + 296 + 144", "740", "All periods that do not overlap"),
        ("own_weeks", "Own weeks, VC", "rows 1988 to 1994", "300", "Entered for this case"),
        ("row_weeks", "1988, Employed", "", "14", "Entered for this case"),
        ("year_earnings", "Earnings of 1988", "", "4,200.00", "Entered for this case"),
        ("enough_weeks", "Enough insurance", "300 of 500, 200 short", "no", ""),
        ("age", "Age at the contingency", "from 14 Jun 1954 to 14 Jun 2014", "60 years", ""),
    ],
)
def test_a_figure_is_said(key: str, named: str, made: str, shown: str, source: str) -> None:
    node = figure(key)
    assert (label(node), formula(node), value_words(node), source_words(node)) == (named, made, shown, source)


def test_a_rule_of_low_confidence_is_unsure() -> None:
    assert is_unsure(figure("rounding"))
    assert not is_unsure(figure("accrual.base_percent"))


def test_every_operator_of_the_vocabulary_has_its_words() -> None:
    assert set(FORMULAS) == set(OPERATORS)


def test_every_figure_of_the_engine_has_its_label() -> None:
    own: set[str] = set()
    for pack in the_rulebook().packs.values():
        for rules in pack.benefits.values():
            own |= set(rules.steps)
            for parameter in rules.parameters.values():
                own |= {f"{parameter.name}.{name}" for name in parameter.units} | {parameter.name}
    keys = {node.key for node in example(decisions=(proportional("LC"),)).worksheet.walk()}
    named = {"row_weeks", "year_earnings"}
    assert keys - set(LABELS) - named - own == set()


def test_a_step_of_a_pack_is_called_by_its_own_name() -> None:
    assert label_of("widow_old_enough") == "Widow old enough"
    assert label_of("age_grant.some_field") == "Age grant, some field"


def rows_of(rows: tuple[WorksheetRow, ...]) -> Iterator[WorksheetRow]:
    for row in rows:
        yield row
        yield from rows_of(row.children)


def test_the_worksheet_unfolds_every_figure_once() -> None:
    rows = list(rows_of(worksheet_rows(example(readings=dict(NISSVG)).state("VC").worksheet)))
    assert rows[0].label == "Payable amount a week"
    assert rows[0].value == "35.88"
    assert sum(row.label == "1988, Employed" for row in rows) == 1
    assert any(row.source == "unfolded above" for row in rows)


def test_an_unknown_figure_says_so_and_what_to_do() -> None:
    found = example(decisions=(proportional("LC"),)).state("LC")
    text = explain_text(example(decisions=(proportional("LC"),)))
    assert "Reduction of an early pension: not known" in text
    assert reason_words(found.payable.reason) == (
        "not computable here: the reduction of an early pension not known for 14 Jun 2014; "
        "enter the amount that National Insurance Corporation certified"
    )


def test_the_explanation_has_no_code_and_no_open_field() -> None:
    for award_ in (example(), example(readings=dict(NISSVG), decisions=(proportional("LC"),))):
        text = explain_text(award_)
        assert "{" not in text
        assert not [word for word in text.split() if "_" in word]
        for line in award_.states:
            for finding in line.findings:
                assert "_" not in finding_words(finding) + finding_remedy(finding)
            assert "_" not in reason_words(line.payable.reason)


def test_the_readings_are_told_with_both_sources_and_what_each_pays() -> None:
    said = [finding_words(finding) for finding in example().state("GD").findings]
    assert (
        "GD: the sources disagree on the averaging of earnings. "
        "Used: best 5 years (National Insurance Scheme, Grenada). "
        "By the reading nissvg-2014: best 3 of the last 15 years (National Insurance Services, SVG)."
    ) in said
    assert (
        "GD: payable a week by the institution's own rules: XCD 11.96; by the reading nissvg-2014: XCD 19.93."
    ) in said


def test_saint_lucia_is_told_how_much_is_missing() -> None:
    line = example(readings=dict(NISSVG)).state("LC")
    assert reason_words(line.payable.reason) == "740 of 750 weeks, 10 short: an officer decides"
    assert reason_words(line.totalised.reason) == "740 of 750 weeks"


def test_every_sentence_of_the_calculation_survives_the_pseudo_language() -> None:
    catalogue.use(catalogue.PSEUDO)
    for wrong, remedy in calculation_words.FINDINGS.values():
        for said in (wrong, remedy):
            fields = {name for _, name, _, _ in Formatter().parse(said) if name}
            translated = catalogue.text(said) if said else ""
            assert {name for _, name, _, _ in Formatter().parse(translated) if name} == fields
    assert value_words(figure("rounding")).startswith("[")


def test_reasons_and_findings_of_the_calculation_are_in_the_one_catalogue() -> None:
    assert set(calculation_words.FINDINGS) <= set(FINDINGS)
    assert set(calculation_words.REASONS) <= set(REASONS)
    assert reason_words(Reason(code="unmet_nothing", facts={"have": 1, "need": 2, "unit": "weeks", "short": 1})) == (
        "1 of 2 weeks, 1 short: nothing is paid"
    )
