"""One State's part of the worksheet on paper: a figure a line, with its formula, value and source."""

from collections.abc import Mapping
from typing import Final

from desktop_app.calculation.trace import TraceNode
from desktop_app.documents.flow import QUIET, SMALL, WARN, WARN_TINT, Flow, Style
from desktop_app.documents.fonts import Weight
from desktop_app.documents.grid import Cell, Column, Grid, Row
from desktop_app.documents.worksheet_lines import Line, Part
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.findings import finding_words
from desktop_app.wording.trace import formula, is_unsure, label, source_words, value_words

_UNSURE: Final = Style(size=9, weight=Weight.SEMIBOLD, colour=WARN)
_NBSP: Final = "\u00a0"


def state_worksheet(flow: Flow, part: Part, name: str, findings: Mapping[str, int]) -> None:
    """Write a State's part of the trace, line by line; `findings` gives the numbers of the findings by sentence."""
    flow.heading(text("Worksheet, {state}: {name}").format(state=part.state, name=name), 2, keep=110)
    columns = (
        Column(title=text("Line"), width=52, right=True),
        Column(title=text("Figure")),
        Column(title=text("Formula"), width=184),
        Column(title=text("Value"), width=84, right=True),
        Column(title=text("Where it comes from"), width=222),
    )
    Grid(flow, columns, tree=1, dense=True).write(_row(line, findings) for line in part.lines)


def _row(line: Line, findings: Mapping[str, int]) -> Row:
    if len(line.nodes) > 1:
        return _run(line)
    node = line.node
    told = [finding for finding in node.findings if finding.code != "rule_unsure"] if not line.see else []
    said = [finding_words(finding) for finding in told]
    apart = " ".join(words for words in said if words not in findings)
    return Row(
        cells=(
            Cell(text=str(line.number), style=QUIET),
            Cell(text=label(node), style=SMALL if line.guides else SMALL.strong()),
            *_formula_and_value(node),
            _source(line, findings),
        ),
        note=Cell(text=apart) if apart else None,
        fill=WARN_TINT if told else "",
        guides=line.guides,
    )


def _formula_and_value(node: TraceNode) -> tuple[Cell, ...]:
    """Return the fields of formula and value; a value without formula has the room of both."""
    said, value = formula(node), value_words(node)
    if not said:
        return (Cell(text=value, style=SMALL.strong(), span=2, right=True),)
    return Cell(text=said, style=QUIET), Cell(text=value, style=SMALL.strong())


def _source(line: Line, findings: Mapping[str, int]) -> Cell:
    node = line.node
    if line.see:
        return Cell(text=text("see line {number}").format(number=line.see), style=QUIET)
    numbers = sorted({findings[words] for words in map(finding_words, node.findings) if words in findings})
    named = plural("finding {numbers}", "findings {numbers}", len(numbers)) if numbers else ""
    named = named.format(numbers=", ".join(map(str, numbers)))
    if line.source_at:
        said = text("as line {number}").format(number=line.source_at)
        return Cell(text=f"{said}, {named}" if named else said, style=QUIET)
    unsure = text("Unsure") if is_unsure(node) else ""
    second = ", ".join(part for part in (unsure, named) if part)
    source = source_words(node)
    style = _UNSURE if unsure else SMALL.strong()
    return Cell(text=source, second=second, second_style=style) if source else Cell(text=second, style=style)


def _run(line: Line) -> Row:
    """Write like figures one after the other: earnings of 1988, 1989, 1990, or the parts of one rule."""
    said = text("as line {number}").format(number=line.source_at) if line.source_at else ""
    return Row(
        cells=(
            Cell(text=f"{line.number}\u2013{line.last}", style=QUIET),
            Cell(text=" · ".join(_items(line.nodes)), span=3),
            Cell(text=said, style=QUIET) if said else Cell(text=source_words(line.node)),
        ),
        guides=line.guides,
    )


def _items(nodes: tuple[TraceNode, ...]) -> list[str]:
    """Return each figure as its name and value; only the year where all else is as in the one before."""
    items: list[str] = []
    before = ""
    for node in nodes:
        year, named = str(node.facts.get("year", "")), label(node)
        kind = named.replace(year, "", 1) if year else ""
        items.append(f"{year if kind and kind == before else named}:{_NBSP}{value_words(node)}")
        before = kind
    return items
