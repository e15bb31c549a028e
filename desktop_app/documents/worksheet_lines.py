"""The lines of a worksheet: the trees of all States on one count of lines, each figure unfolded once.

What was unfolded on another line only names that line; so does a rule whose source was said before. Pure: no paper.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop_app.calculation.award import Award
from desktop_app.calculation.trace import Authority, AuthorityKind, TraceNode
from desktop_app.domain.findings import Fact, Finding
from desktop_app.wording.trace import shown_inputs

_OF_ONE_STATE: Final = frozenset({"own_weeks", "counted_weeks"})
"""Figures that are unfolded in the part of their own State, where that State's part shows them."""

_SAID_ONCE: Final = frozenset({AuthorityKind.RULE, AuthorityKind.POLICY, AuthorityKind.DECISION})
"""What has a text of its own, said on the first line that rests on it."""

_RUN: Final = 3
"""From how many on like rows (the earnings of the years, the weeks of the rows) stand one after the other."""

_PARTS: Final = 2
"""From how many on the further parts of one rule (for a length of, step, at most) stand one after the other."""

_ROWS: Final = frozenset({"row_weeks", "row_earnings", "year_earnings"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A numbered line: one figure, or like figures that follow each other and are numbered on from `number`.

    `guides` as in a grid's row. `see` is the line that unfolds the figure, where this one does not; `source_at` the
    line that says what the figure rests on, where this one does not; 0 for neither.
    """

    number: int
    nodes: tuple[TraceNode, ...]
    guides: tuple[bool, ...]
    see: int = 0
    source_at: int = 0

    @property
    def node(self) -> TraceNode:
        """The figure; of several the first."""
        return self.nodes[0]

    @property
    def last(self) -> int:
        """The number of the last figure."""
        return self.number + len(self.nodes) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One State's part of the worksheet."""

    state: str
    lines: tuple[Line, ...]


def worksheet_parts(award: Award) -> tuple[Part, ...]:
    """Return the lines of every State's part, in the order of the result."""
    roots = [
        (line.state, [node for node in award.worksheet.inputs if node.state == line.state] or [line.worksheet])
        for line in award.states
    ]
    shapes = _Shapes()
    elsewhere = {
        (node.state, shapes.of(node))
        for _, nodes in roots
        for root in nodes
        for node in root.walk()
        if node.key in _OF_ONE_STATE and node.inputs
    }
    while True:
        pass_ = _Numbering(shapes, frozenset(elsewhere))
        parts = tuple(Part(state=state, lines=tuple(pass_.lines(nodes, state))) for state, nodes in roots)
        lost = {place for place in elsewhere if place[1] not in pass_.unfolded}
        if not lost:
            return tuple(Part(state=part.state, lines=tuple(map(pass_.settled, part.lines))) for part in parts)
        elsewhere -= lost


_Shape = tuple[object, ...]


class _Shapes:
    """Numbers for figures: the same number for the same figure made from the same inputs."""

    def __init__(self) -> None:
        self._known: dict[_Shape, int] = {}
        self._of: dict[int, tuple[TraceNode, int]] = {}

    def of(self, node: TraceNode) -> int:
        """Return the number of a figure."""
        kept = self._of.get(id(node))
        if kept is not None:
            return kept[1]
        what: _Shape = (
            (node.key, node.operator, node.state, node.unit, node.currency, node.authority),
            (type(node.value), node.value),
            _facts(node.facts),
            tuple(map(_finding, node.findings)),
            tuple(map(self.of, node.inputs)),
        )
        number = self._known.setdefault(what, len(self._known))
        self._of[id(node)] = (node, number)
        return number


def _facts(facts: Mapping[str, Fact]) -> tuple[tuple[str, Fact], ...]:
    return tuple(sorted(facts.items()))


def _finding(finding: Finding) -> tuple[object, ...]:
    return (finding.code, finding.level, finding.where, _facts(finding.facts))


class _Numbering:
    """One count of lines through all States; `elsewhere` are the figures kept for the part of their own State."""

    def __init__(self, shapes: _Shapes, elsewhere: frozenset[tuple[str, int]]) -> None:
        self.unfolded: dict[int, int] = {}
        self._shapes = shapes
        self._elsewhere = elsewhere
        self._said: dict[Authority, int] = {}
        self._next = 1

    def lines(self, nodes: Sequence[TraceNode], state: str) -> Iterator[Line]:
        """Yield the lines of a State's trees."""
        for node in nodes:
            yield from self._unfold((node,), (), state)

    def settled(self, line: Line) -> Line:
        """Return a line with the number of the line that unfolds its figure, known once all are numbered."""
        if line.see == 0:
            return line
        at = self.unfolded[self._shapes.of(line.node)]
        return Line(number=line.number, nodes=line.nodes, guides=line.guides, see=at)

    def _unfold(self, nodes: tuple[TraceNode, ...], guides: tuple[bool, ...], state: str) -> Iterator[Line]:
        number, node = self._next, nodes[0]
        self._next += len(nodes)
        below = shown_inputs(node)
        if below and self._is_elsewhere(node, state):
            yield Line(number=number, nodes=nodes, guides=guides, see=-1)
            return
        if below:
            self.unfolded[self._shapes.of(node)] = number
        source_at = 0
        if node.authority.kind in _SAID_ONCE:
            said = self._said.setdefault(node.authority, number)
            source_at = said if said != number else 0
        yield Line(number=number, nodes=nodes, guides=guides, source_at=source_at)
        groups = _groups(below)
        for place, group in enumerate(groups):
            yield from self._unfold(group, (*guides, place < len(groups) - 1), state)

    def _is_elsewhere(self, node: TraceNode, state: str) -> bool:
        shape = self._shapes.of(node)
        return shape in self.unfolded or (node.state != state and (node.state, shape) in self._elsewhere)


def _groups(nodes: tuple[TraceNode, ...]) -> list[tuple[TraceNode, ...]]:
    """Return figures one by one; like rows together where there are several, and what follows the first of a rule."""
    groups: list[tuple[TraceNode, ...]] = []
    for like, run in itertools.groupby(nodes, _likeness):
        found = tuple(run)
        if like is None:
            groups.extend((node,) for node in found)
        elif like[0] in _ROWS:
            groups.extend([found] if len(found) >= _RUN else [(node,) for node in found])
        else:
            groups.append(found[:1])
            plain = len(found) > _PARTS and not any(node.findings for node in found[1:])
            groups.extend([found[1:]] if plain else [(node,) for node in found[1:]])
    return groups


def _likeness(node: TraceNode) -> tuple[str, str, Authority] | None:
    """Return what makes a figure like its neighbours; None for one that stands alone."""
    if node.key in _ROWS and not node.inputs and not node.findings and "year" in node.facts:
        return node.key, node.state, node.authority
    if node.authority.kind is AuthorityKind.RULE and not node.inputs:
        return "", node.state, node.authority
    return None
