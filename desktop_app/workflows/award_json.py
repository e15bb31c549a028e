"""A calculation as canonical JSON text: codes, facts and exact figures, to be read again in ten years.

Format 2 keeps the result, and beside it the worksheet with every figure once however many others rest on it. Format 1,
which the first stores hold, kept the worksheet as trees within the result; it is read still.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from fractions import Fraction
from typing import Any, Final

from desktop_app.calculation.award import Award, StateAward
from desktop_app.calculation.case import Case
from desktop_app.calculation.trace import Authority, Cell, RuleTable, TraceNode, Unit, Value
from desktop_app.domain.findings import Fact, Finding
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.typed_json import json_text, plain, read_as

FORMAT: Final = "cass-desk calculation 2"
_FAMILY: Final = "cass-desk calculation "

_EXACT: Final = "exact"
_DAY: Final = "day"
_TABLE: Final = "table"
_BLANK: Final[Mapping[str, object]] = {"key": "", "operator": "", "value": None, "unit": "text"}
"""The worksheet of a result while its own is not read yet."""
_LINE: Final = tuple(entry.name for entry in fields(StateAward) if entry.name not in ("worksheet", "months"))
_AWARD: Final = tuple(entry.name for entry in fields(Award) if entry.name not in ("worksheet", "states"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardText:
    """A result as kept: canonical JSON, fractions as `a/b`, dates as ISO text; and its worksheet, packed."""

    result: str
    worksheet: bytes


def award_text(award: Award) -> AwardText:
    """Return the whole result with its worksheet, to be kept."""
    figures = _Figures()
    roots: dict[str, object] = {
        "worksheet": figures.place(award.worksheet),
        "states": [
            [figures.place(line.worksheet), [figures.place(node) for node in line.months]] for line in award.states
        ],
    }
    kept = {"figures": figures.figures, "authorities": figures.authorities, "roots": roots}
    return AwardText(result=result_text(award), worksheet=zlib.compress(json_text(kept).encode(), 6))


def result_text(award: Award) -> str:
    """Return the result without its worksheet: two results are the same where these texts are."""
    states: list[object] = [{name: plain(getattr(line, name)) for name in _LINE} for line in award.states]
    result: dict[str, object] = {name: plain(getattr(award, name)) for name in _AWARD}
    return json_text({"format": FORMAT, "award": {**result, "states": states}})


def read_award(result: str, worksheet: bytes) -> Award:
    """Return a result as it was kept, in any format that was ever written; nothing is calculated.

    Raises `CaseProblem`: `calculation_newer` for one that a newer program wrote, `calculation_unreadable`.
    """
    try:
        kept = json.loads(result)
        named = kept.get("format")
        if named is None:
            return _read_trees(kept)
        if named == FORMAT:
            return _read_figures(kept["award"], json.loads(zlib.decompress(worksheet)))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, zlib.error) as error:
        raise CaseProblem("calculation_unreadable") from error
    raise CaseProblem("calculation_newer" if str(named).startswith(_FAMILY) else "calculation_unreadable")


def case_digest(case: Case, award: Award) -> str:
    """Return the SHA-256 of everything a calculation used: case, settings and the digests of the rule packs."""
    used = {"case": plain(case), "settings": plain(award.settings), "rule_packs": plain(award.rule_packs)}
    return hashlib.sha256(json_text(used).encode()).hexdigest()


class _Figures:
    """The figures of a worksheet in a row, each after those it was made from; authorities apart, each once."""

    def __init__(self) -> None:
        self.figures: list[object] = []
        self.authorities: list[object] = []
        self._places: dict[int, int] = {}
        self._known: dict[Authority, int] = {}

    def place(self, node: TraceNode) -> int:
        """Return where a figure stands in the row."""
        waiting: list[tuple[TraceNode, bool]] = [(node, False)]
        while waiting:
            entry, ready = waiting.pop()
            if id(entry) in self._places:
                continue
            if ready:
                self._places[id(entry)] = len(self.figures)
                self.figures.append(self._figure(entry))
            else:
                waiting.append((entry, True))
                waiting.extend((each, False) for each in reversed(entry.inputs))
        return self._places[id(node)]

    def _figure(self, node: TraceNode) -> object:
        made: dict[str, object] = {
            "key": node.key,
            "operator": node.operator,
            "value": _value_json(node.value),
            "unit": node.unit.value,
            "by": self._authority(node.authority),
        }
        rest: dict[str, object] = {
            "currency": node.currency,
            "state": node.state,
            "of": [self._places[id(each)] for each in node.inputs],
            "facts": plain(node.facts),
            "findings": plain(node.findings),
        }
        return made | {name: value for name, value in rest.items() if value}

    def _authority(self, authority: Authority) -> int:
        at = self._known.get(authority)
        if at is None:
            at = self._known[authority] = len(self.authorities)
            self.authorities.append(plain(authority))
        return at


def _value_json(value: Value) -> object:
    match value:
        case Fraction():
            return {_EXACT: plain(value)}
        case date():
            return {_DAY: plain(value)}
        case RuleTable():
            rows = [[_value_json(cell) for cell in row] for row in value.rows]
            return {_TABLE: {"units": plain(value.units), "rows": rows}}
        case _:
            return value


def _read_value(value: Any) -> Value:  # noqa: ANN401 - JSON
    match value:
        case {"exact": text}:
            return Fraction(str(text))
        case {"day": text}:
            return date.fromisoformat(str(text))
        case {"table": {"units": units, "rows": rows}}:
            return RuleTable(
                units=tuple(Unit(each) for each in units), rows=tuple(tuple(map(_cell, row)) for row in rows)
            )
        case None | bool() | int() | str():
            return value
        case _:
            raise TypeError("value")


def _cell(value: Any) -> Cell:  # noqa: ANN401 - JSON
    found = _read_value(value)
    if isinstance(found, int | Fraction | str):
        return found
    raise TypeError("cell")


def _read_figures(kept: Mapping[str, Any], sheet: Mapping[str, Any]) -> Award:
    """Read format 2."""
    authorities = [read_as(Authority, entry) for entry in sheet["authorities"]]
    figures: list[TraceNode] = []
    for entry in sheet["figures"]:
        figures.append(
            TraceNode(
                key=entry["key"],
                operator=entry["operator"],
                value=_read_value(entry["value"]),
                unit=Unit(entry["unit"]),
                currency=entry.get("currency", ""),
                state=entry.get("state", ""),
                inputs=tuple(figures[at] for at in entry.get("of", ())),
                authority=authorities[entry["by"]],
                facts=read_as(dict[str, Fact], entry.get("facts", {})),
                findings=read_as(tuple[Finding, ...], entry.get("findings", [])),
            )
        )
    roots = sheet["roots"]
    award = _without_worksheet(kept)
    lines = tuple(
        replace(line, worksheet=figures[root], months=tuple(figures[at] for at in months))
        for line, (root, months) in zip(award.states, roots["states"], strict=True)
    )
    return replace(award, states=lines, worksheet=figures[roots["worksheet"]])


def _without_worksheet(kept: Mapping[str, Any]) -> Award:
    lines = tuple(_line(entry) for entry in kept["states"])
    return replace(read_as(Award, {**kept, "states": [], "worksheet": _BLANK}), states=lines)


def _line(kept: Mapping[str, Any]) -> StateAward:
    return read_as(StateAward, {**kept, "worksheet": _BLANK, "months": []})


def _read_trees(kept: Mapping[str, Any]) -> Award:
    """Read format 1: each worksheet a tree of its own within the result."""
    award = _without_worksheet(kept)
    lines = tuple(
        replace(
            line,
            worksheet=_tree(entry["worksheet"]),
            months=tuple(_tree(node) for node in entry.get("months", ())),
        )
        for line, entry in zip(award.states, kept["states"], strict=True)
    )
    return replace(award, states=lines, worksheet=_tree(kept["worksheet"]))


def _tree(kept: Mapping[str, Any]) -> TraceNode:
    node = read_as(TraceNode, {**kept, "value": None, "inputs": []})
    inputs: Sequence[Mapping[str, Any]] = kept["inputs"]
    return replace(node, value=_old_value(kept["value"], node.unit), inputs=tuple(_tree(each) for each in inputs))


def _old_value(value: Any, unit: Unit) -> Value:  # noqa: ANN401 - JSON
    """Read a value of format 1, whose kind is told by its unit."""
    if isinstance(value, str):
        if unit is Unit.DATE:
            return date.fromisoformat(value)
        return value if unit is Unit.TEXT else Fraction(value)
    if value is None or isinstance(value, bool | int):
        return value
    rows = tuple(tuple(_old_cell(cell) for cell in row) for row in value["rows"])
    return RuleTable(units=tuple(Unit(each) for each in value["units"]), rows=rows)


def _old_cell(value: Any) -> Cell:  # noqa: ANN401 - JSON
    if isinstance(value, str) and value.count("/") == 1 and value.replace("/", "").replace("-", "").isdigit():
        return Fraction(value)
    return _cell(value)
