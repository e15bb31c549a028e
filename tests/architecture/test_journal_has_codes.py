"""What a person wrote would stand in the chain of the journal for good as a fact: it is kept as `said`, and can go."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2] / "desktop_app"
FREE_TEXT = frozenset({"reason", "remark", "remarks", "note", "name", "with", "heard_from", "text", "words", "address"})
"""Keys under which words of people would stand; a code of a closed set may."""

_WRITERS = frozenset({"act", "write", "note"})


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _WRITERS:
            yield node


def _dicts(function: ast.AST) -> Iterator[ast.Dict]:
    """Find what may be the facts of the acts of a function: what is given, and what is first kept under their name."""
    for node in ast.walk(function):
        if isinstance(node, ast.keyword) and node.arg == "facts":
            yield from (each for each in ast.walk(node.value) if isinstance(each, ast.Dict))
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}
            if names & {"facts", "told"}:
                yield from (each for each in ast.walk(node.value) if isinstance(each, ast.Dict))
        elif isinstance(node, ast.Return) and getattr(function, "name", "").endswith("_facts"):
            yield from (each for each in ast.walk(node) if isinstance(each, ast.Dict))


def _is_code(value: ast.expr) -> bool:
    if isinstance(value, ast.IfExp):
        return _is_code(value.body) and _is_code(value.orelse)
    return isinstance(value, ast.Constant) or (isinstance(value, ast.Attribute) and value.attr in {"value", "id"})


def _free_text(source: str) -> list[str]:
    found = []
    for function in (each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.FunctionDef)):
        calls = list(_calls(function))
        written = any(keyword.arg == "facts" for call in calls for keyword in call.keywords)
        if not written and not function.name.endswith("_facts"):
            continue
        for given in _dicts(function):
            for key, value in zip(given.keys, given.values, strict=True):
                if isinstance(key, ast.Constant) and key.value in FREE_TEXT and not _is_code(value):
                    found.append(f"{function.name}: {key.value}")
        for call in calls:
            if isinstance(call.func, ast.Attribute) and call.func.attr == "note":
                found += [
                    f"{function.name}: {keyword.arg}"
                    for keyword in call.keywords
                    if keyword.arg in FREE_TEXT and not _is_code(keyword.value)
                ]
    return sorted(set(found))


def test_no_fact_of_the_journal_is_what_a_person_wrote() -> None:
    found = {
        str(path.relative_to(ROOT)): wrong
        for path in sorted((ROOT / "workflows").glob("*.py"))
        if (wrong := _free_text(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_words_among_the_facts_would_be_found() -> None:
    given = "def keep(desk, why):\n    with desk.store.act(verb='x', facts={'reason': why}):\n        pass"
    kept = (
        "def keep(desk, why):\n    facts = {'name': why}\n    with desk.store.act(verb='x', facts=facts):\n        pass"
    )
    code = "def keep(desk, why):\n    with desk.store.act(verb='x', facts={'reason': why.value}):\n        pass"
    assert _free_text(given) == ["keep: reason"]
    assert _free_text(kept) == ["keep: name"]
    assert _free_text(code) == []
