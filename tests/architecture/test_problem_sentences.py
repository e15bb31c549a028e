"""Whatever the program may refuse, a clerk reads a sentence about it."""

import ast
from collections.abc import Iterator
from importlib import import_module
from string import Formatter
from typing import NamedTuple

from tests.support.sources import modules, place_of, tree_of


class Refusal(NamedTuple):
    """A place that makes a Problem; no code where it is not written out, no facts where they are handed on whole."""

    place: str
    code: str | None
    facts: frozenset[str] | None


def refusals() -> Iterator[Refusal]:
    for path in modules():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and node.args and _called(node).endswith("Problem"):
                names = [keyword.arg for keyword in node.keywords]
                facts = None if None in names else frozenset(name for name in names if name is not None)
                for code in _codes(node.args[0], tree_of(path)):
                    yield Refusal(place_of(path, node), code, facts)


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _codes(argument: ast.expr, module: ast.Module) -> list[str | None]:
    """Follow a code to where it is written out; None where it cannot be followed."""
    match argument:
        case ast.Constant(value=str(code)):
            return [code]
        case ast.IfExp(body=one, orelse=other):
            return _codes(one, module) + _codes(other, module)
        case ast.Attribute(attr="code" | "outcome"):
            return []  # passed on: it was written out where it was first raised
        case ast.Name(id=name):
            assigned = [node.value for node in ast.walk(module) if isinstance(node, ast.Assign) and _names(node, name)]
            return [code for value in assigned for code in _codes(value, module)] or [None]
        case ast.Call(func=ast.Name(id=name)):
            made = [
                answer.value
                for node in ast.walk(module)
                if isinstance(node, ast.FunctionDef) and node.name == name
                for answer in ast.walk(node)
                if isinstance(answer, ast.Return) and answer.value is not None
            ]
            return [code for value in made for code in _codes(value, module)] or [None]
        case _:
            return [None]


def _names(assignment: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in assignment.targets)


def sentences() -> dict[str, tuple[str, ...]]:
    return import_module("desktop_app.wording.problems").SENTENCES


def test_every_code_is_written_out_where_it_is_raised() -> None:
    hidden = [refusal.place for refusal in refusals() if refusal.code is None]
    assert not hidden, "Write the code as a literal, so that its sentence can be looked for:\n" + "\n".join(hidden)


def test_every_problem_has_its_sentence() -> None:
    told = sentences()
    wordless = sorted(f"{each.code} ({each.place})" for each in refusals() if each.code and each.code not in told)
    assert not wordless, "No sentence in wording/problems.py for:\n" + "\n".join(wordless)


def test_every_sentence_gets_the_facts_it_names() -> None:
    told = sentences()
    starved = []
    for each in refusals():
        if each.code in told and each.facts is not None:
            named = {name for part in told[each.code] for _, name, _, _ in Formatter().parse(part) if name}
            lacking = named - each.facts - {"code"}
            if lacking:
                starved.append(f"{each.code} ({each.place}) is raised without {', '.join(sorted(lacking))}")
    assert not starved, "\n".join(starved)
