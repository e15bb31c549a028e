"""A calculation is kept as text and read again as it was, figure by figure."""

import json
import zlib

import pytest
from hypothesis import given, settings

from desktop_app.calculation.award import Award
from desktop_app.calculation.case import Case
from desktop_app.calculation.engine import award
from desktop_app.calculation.other_readings import explained_award
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.award_json import FORMAT, award_text, read_award
from desktop_app.workflows.case_json import KeptCase, case_from_json, case_to_json
from desktop_app.workflows.typed_json import json_text, plain
from tests.support.careers import any_case
from tests.support.cases import HENDYCE_ROWS, NISSVG, a_case, proportional, rows, the_rulebook
from tests.support.sample_award import sample_case


def award_of(case: Case) -> Award:
    book = the_rulebook()
    return explained_award(case, book.packs, book.agreement)


@settings(max_examples=60, deadline=None)
@given(any_case())
def test_every_result_is_read_again_as_it_was(case: Case) -> None:
    found = award(case, the_rulebook().packs, the_rulebook().agreement)
    kept = award_text(found)
    assert read_award(kept.result, kept.worksheet) == found


@settings(max_examples=30, deadline=None)
@given(any_case())
def test_a_result_of_the_first_format_is_read_as_it_was(case: Case) -> None:
    found = award(case, the_rulebook().packs, the_rulebook().agreement)
    assert read_award(json_text(plain(found)), b"") == found


@settings(max_examples=60, deadline=None)
@given(any_case())
def test_every_case_is_read_again_as_it_was(case: Case) -> None:
    kept = KeptCase(case=case, person="Invented Example", number="VC-2014-0031", survivors={"1": "Ann Sample"})
    assert case_from_json(case_to_json(kept)) == kept


def test_a_case_with_every_choice_is_read_again_as_it_was() -> None:
    kept = KeptCase(case=sample_case(rows(HENDYCE_ROWS)), person="B. Hendyce", number="VC-2014-0031")
    assert case_from_json(case_to_json(kept)) == kept


def test_the_same_result_is_the_same_text() -> None:
    case = a_case(decisions=(proportional("LC"),), readings=NISSVG)
    assert award_text(award_of(case)) == award_text(award_of(case))


def test_a_figure_that_many_rest_on_is_kept_once() -> None:
    found = award_of(a_case())
    kept = award_text(found)
    figures = json.loads(zlib.decompress(kept.worksheet))["figures"]
    assert len(figures) < sum(1 for _ in found.worksheet.walk()) / 2
    assert len(kept.result) + len(kept.worksheet) < 40_000


@pytest.mark.parametrize(
    "result",
    [
        "",
        "[]",
        "{}",
        '{"format":"another"}',
        '{"format":"cass-desk calculation 2"}',
        json.dumps({"format": FORMAT, "award": {"states": []}}),
    ],
)
def test_what_is_no_result_is_refused(result: str) -> None:
    with pytest.raises(CaseProblem) as refused:
        read_award(result, zlib.compress(b"{}"))
    assert refused.value.code == "calculation_unreadable"


def test_a_damaged_worksheet_is_refused() -> None:
    kept = award_text(award_of(a_case()))
    with pytest.raises(CaseProblem) as refused:
        read_award(kept.result, kept.worksheet[:-9])
    assert refused.value.code == "calculation_unreadable"


def test_a_result_of_a_newer_program_is_not_guessed_at() -> None:
    with pytest.raises(CaseProblem) as refused:
        read_award('{"format":"cass-desk calculation 3"}', b"")
    assert refused.value.code == "calculation_newer"
    with pytest.raises(CaseProblem) as newer:
        case_from_json('{"format":"cass-desk case 2"}')
    assert newer.value.code == "calculation_newer"


def test_a_case_that_is_none_is_refused() -> None:
    with pytest.raises(CaseProblem) as refused:
        case_from_json('{"format":"cass-desk case 1","kept":{"case":{}}}')
    assert refused.value.code == "calculation_unreadable"
