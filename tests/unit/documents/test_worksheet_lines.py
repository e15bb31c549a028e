from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop_app.calculation.award import Award
from desktop_app.calculation.trace import TraceNode
from desktop_app.documents.findings_table import numbered_findings
from desktop_app.documents.worksheet_lines import Line, Part, worksheet_parts
from desktop_app.wording.findings import finding_words
from desktop_app.wording.trace import shown_inputs
from tests.support.sample_award import plain_award, sample_award
from tests.support.sample_documents import example_rows, long_rows

AWARDS = {
    "as published": sample_award(example_rows()),
    "from the rows": plain_award(example_rows()),
    "a long career": plain_award(long_rows(45)),
}


@pytest.fixture(params=list(AWARDS.values()), ids=list(AWARDS))
def award(request: pytest.FixtureRequest) -> Award:
    """Each of the sample results."""
    made = request.param
    assert isinstance(made, Award)
    return made


def lines_of(parts: tuple[Part, ...]) -> list[Line]:
    return [line for part in parts for line in part.lines]


def by_number(parts: tuple[Part, ...]) -> dict[int, Line]:
    return {number: line for line in lines_of(parts) for number in range(line.number, line.last + 1)}


def roots(award: Award, state: str) -> list[TraceNode]:
    return [node for node in award.worksheet.inputs if node.state == state]


def expected(node: TraceNode, lines: Iterator[tuple[TraceNode, Line]]) -> None:
    """Read a figure and, unless its line names another, all beneath it, off the lines in their order."""
    found, line = next(lines)
    assert found == node
    if not line.see:
        for entry in shown_inputs(node):
            expected(entry, lines)


def test_every_figure_stands_on_a_line_or_its_line_names_the_one_that_unfolds_it(award: Award) -> None:
    for part in worksheet_parts(award):
        lines = iter([(node, line) for line in part.lines for node in line.nodes])
        for root in roots(award, part.state):
            expected(root, lines)
        assert next(lines, None) is None


def test_a_line_that_is_named_unfolds_the_same_figure(award: Award) -> None:
    parts = worksheet_parts(award)
    lines = by_number(parts)

    for line in lines_of(parts):
        if line.see:
            assert lines[line.see].node == line.node
            assert not lines[line.see].see


def test_no_figure_is_unfolded_twice(award: Award) -> None:
    unfolded: list[TraceNode] = []
    for line in lines_of(worksheet_parts(award)):
        if not line.see and line.node.inputs:
            assert line.node not in unfolded
            unfolded.append(line.node)


def test_a_source_said_before_is_named_by_its_line(award: Award) -> None:
    parts = worksheet_parts(award)
    lines = by_number(parts)

    for line in lines_of(parts):
        if line.source_at:
            assert lines[line.source_at].node.authority == line.node.authority
            assert not lines[line.source_at].source_at


def test_figures_that_share_a_line_are_like_rows_or_parts_of_one_rule_without_findings(award: Award) -> None:
    for line in lines_of(worksheet_parts(award)):
        for node in line.nodes[1:]:
            assert node.authority == line.node.authority
            assert not node.inputs
            assert not node.findings


def test_lines_are_numbered_on_through_all_states(award: Award) -> None:
    numbers = [number for line in lines_of(worksheet_parts(award)) for number in range(line.number, line.last + 1)]

    assert numbers == list(range(1, len(numbers) + 1))


def test_the_rows_of_a_state_are_unfolded_in_its_own_part() -> None:
    for part in worksheet_parts(AWARDS["from the rows"]):
        rows = {node.state for line in part.lines for node in line.nodes if node.key == "row_weeks"}
        assert rows == {part.state}


def test_a_state_shown_twice_is_one_line_the_second_time() -> None:
    award = AWARDS["from the rows"]
    first, again = worksheet_parts(replace(award, states=award.states[:1] * 2))

    assert [line.see for line in again.lines] == [line.number for line in first.lines if not line.guides]


def test_every_finding_has_one_number_in_the_block_of_its_state(award: Award) -> None:
    found = numbered_findings(award)
    blocks = [award.findings, *(line.findings for line in award.states)]

    assert [entry.number for entry in found] == list(range(1, len(found) + 1))
    assert [entry.block for entry in found] == sorted(entry.block for entry in found)
    assert {entry.words for entry in found} == {finding_words(finding) for block in blocks for finding in block}
