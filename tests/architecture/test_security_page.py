"""Every promise of the security page names the very tests that hold it: they are there, they claim, they are run."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "SECURITY.md"
_SKIPS: Final = re.compile(r"\b(skip|skipif|xfail|importorskip)\b")
_PLATFORM: Final = re.compile(r"pytest\.mark\.skipif\(sys\.platform (== 'win32'|!= 'linux'), reason=")
_RUN: Final = re.compile(r'^testpaths = \["tests"\]$', re.MULTILINE)


def promises(page: str) -> list[tuple[str, str]]:
    table = page.partition("## What is promised")[2].partition("## What is not promised")[0]
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("| ")]
    return [(row[0].strip(), row[1].strip()) for row in rows if not row[0].startswith(" Promise")]


def held_by(told: str) -> list[tuple[str, str]]:
    """Return the tests a cell names, as (file, test): a file in ticks, a colon, its tests; a file alone is no test."""
    found = []
    for line in told.split("<br>"):
        path, _colon, names = line.partition(": ")
        found += [(path.strip("` "), name) for name in re.findall(r"`([^`]*)`", names)] or [(path.strip("` "), "")]
    return found


def named() -> list[tuple[str, str]]:
    page = PAGE.read_text(encoding="utf-8")
    return sorted({test for _promise, told in promises(page) for test in held_by(told)})


def functions(path: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def claims(name: str, known: dict[str, ast.FunctionDef], seen: frozenset[str] = frozenset()) -> bool:
    """Tell whether a function can fail by what it says: something asserted or refused, in it or in what it calls."""
    if name in seen or name not in known:
        return False
    for node in ast.walk(known[name]):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called == "pytest.raises" or claims(called, known, seen | {name}):
                return True
    return False


def test_each_promise_names_tests_that_claim_something_and_are_never_left_out() -> None:
    found = promises(PAGE.read_text(encoding="utf-8"))
    assert len(found) > 30
    for promise, told in found:
        for path, name in held_by(told):
            assert (ROOT / path).is_file(), (promise, path)
            known = functions(ROOT / path)
            assert name in known, (promise, path, name)
            assert claims(name, known), f"{name} asserts nothing"
            marks = [ast.unparse(mark) for mark in known[name].decorator_list]
            left_out = [mark for mark in marks if _SKIPS.search(mark) and not _PLATFORM.match(mark)]
            assert not left_out, (name, left_out)
            assert not _SKIPS.search(ast.unparse(ast.Module(known[name].body, []))), f"{name} may leave itself out"


def test_nothing_of_them_is_left_out_by_the_module_or_the_folder_it_lies_in() -> None:
    for path in sorted({ROOT / path for path, _name in named()}):
        top = [
            node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.Assign | ast.Expr)
        ]
        assert not [ast.unparse(node) for node in top if _SKIPS.search(ast.unparse(node))], path
        for folder in path.relative_to(ROOT).parents:
            conftest = ROOT / folder / "conftest.py"
            if conftest.is_file():
                assert not re.search(
                    r"collect_ignore|deselect|pytest_ignore_collect", conftest.read_text(encoding="utf-8")
                )


@pytest.mark.slow
def test_a_plain_run_of_all_tests_runs_each_of_them(request: pytest.FixtureRequest) -> None:
    """`pytest` with nothing but the project's own settings takes up every one of them; this very run may be one."""
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert _RUN.search(settings)
    wanted = {f"{path}::{name}" for path, name in named()}
    if wanted <= {item.nodeid.partition("[")[0] for item in request.session.items}:
        return
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *sorted(wanted)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    taken = {line.partition("[")[0] for line in told.stdout.splitlines() if "::" in line}
    assert wanted - taken == set(), told.stderr or told.stdout[-400:]
    assert "deselected" not in told.stdout


def test_a_promise_without_a_test_is_noticed() -> None:
    row = "| It is so | `tests/a.py`: `test_x`, `test_y`<br>`tests/b.py` |"
    page = f"## What is promised\n| Promise | Held by |\n|---|---|\n{row}\n"
    ((_promise, told),) = promises(page)
    assert held_by(told) == [("tests/a.py", "test_x"), ("tests/a.py", "test_y"), ("tests/b.py", "")]
    empty = "def test_empty(): look()\ndef look(): pass\n"
    full = "def test_full(): check()\ndef check(): assert x\n"
    known = {node.name: node for node in ast.parse(empty + full).body if isinstance(node, ast.FunctionDef)}
    assert not claims("test_empty", known)
    assert claims("test_full", known)


def test_the_page_says_who_may_do_what() -> None:
    told = PAGE.read_text(encoding="utf-8")
    for threat in ("thief", "forged", "curious clerk", "key was stolen", "auditor"):
        assert threat in told
