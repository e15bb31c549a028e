from dataclasses import replace
from datetime import date

from desktop_app.calculation.case import Case
from desktop_app.foundation.places import resource
from desktop_app.workflows.calculate_case import calculate_case, worksheet_of_case
from desktop_app.workflows.case_file import read_case
from tests.support.command_line import SAMPLE
from tests.support.desks import rulebook


def example() -> Case:
    return read_case(resource(*SAMPLE).read_bytes(), rulebook().agreement)


def test_a_case_is_calculated_with_the_programs_own_rules() -> None:
    assert calculate_case(example()) == calculate_case(example(), rulebook())


def test_without_the_agreement_the_weeks_of_other_states_help_nobody() -> None:
    alone = calculate_case(replace(example(), agreement_applies=False), rulebook())

    assert all(line.payable.weekly is None and line.share is None for line in alone.states)


def test_the_worksheet_of_a_case_is_the_same_bytes_each_time() -> None:
    case = example()
    award = calculate_case(case, rulebook())
    first, second = (worksheet_of_case(case, award, date(2026, 3, 2), rulebook()) for _ in range(2))

    assert first == second
    assert first.startswith(b"%PDF")
