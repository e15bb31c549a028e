"""Money is exact: floors 2 and 3 know whole numbers and fractions only."""

import ast
from pathlib import Path

import pytest

from tests.support.sources import modules, place_of, tree_of

INEXACT_NAMES = {"float", "round"}
INEXACT_MODULES = {"math": {"fsum", "sqrt", "pow", "exp", "log", "fmod", "modf", "trunc"}, "statistics": set()}


def inexact_places(path: Path, tree: ast.Module) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            found.append(f"{place_of(path, node)}: the literal {node.value}")
        elif isinstance(node, ast.Name) and node.id in INEXACT_NAMES:
            found.append(f"{place_of(path, node)}: {node.id}")
        elif isinstance(node, ast.Attribute) and node.attr in {"__float__", "__round__", "limit_denominator"}:
            found.append(f"{place_of(path, node)}: {node.attr}")
        elif isinstance(node, ast.ImportFrom) and node.module in INEXACT_MODULES:
            names = {alias.name for alias in node.names}
            banned = INEXACT_MODULES[node.module]
            if not banned or names & banned:
                found.append(f"{place_of(path, node)}: {node.module}")
    return found


def test_no_figure_of_an_award_passes_through_a_float() -> None:
    found = [place for path in modules("domain", "calculation") for place in inexact_places(path, tree_of(path))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line", ["x = 0.6", "x = float(y)", "x = round(y)", "from math import sqrt", "def f(x: float): ..."]
)
def test_the_watch_sees_an_inexact_number(line: str) -> None:
    here = Path(__file__)
    assert inexact_places(here, ast.parse(line))
    assert not inexact_places(here, ast.parse("from math import lcm\nx = Fraction(3, 5)"))
