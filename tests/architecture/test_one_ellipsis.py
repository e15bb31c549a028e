"""What a person reads ends in one sign of three dots wherever more is asked first: never in three full stops."""

import ast
import re

from tests.support.sources import modules, place_of, tree_of

_STOPS = re.compile(r"[\w}&»”)]\.\.\.(?!\.)")


def _said(tree: ast.Module) -> list[ast.Constant]:
    """Return every text of a module that is no docstring."""
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [node for node in texts if id(node) not in docs]


def test_no_button_and_no_sentence_ends_in_three_full_stops() -> None:
    found = [
        f"{place_of(path, node)}: {node.value}"
        for path in modules("ui", "wording", "workflows", "documents")
        for node in _said(tree_of(path))
        if _STOPS.search(str(node.value))
    ]
    assert not found, "\n".join(found)


def test_three_full_stops_would_be_found() -> None:
    for words in ("Remind...", "Call {office}...", "Re&mind..."):
        assert _STOPS.search(words)
        assert [node.value for node in _said(ast.parse(f'"""A docstring..."""\nbutton = _("{words}")'))] == [words]
    assert not _STOPS.search("Remind…")
