"""A presenter holds what a screen knows; widgets are the view's."""

import ast

from tests.support.sources import modules, place_of, tree_of


def test_no_presenter_knows_a_widget() -> None:
    found = []
    for path in modules("ui"):
        if path.name != "presenter.py":
            continue
        for node in ast.walk(tree_of(path)):
            from_module = isinstance(node, ast.ImportFrom) and (
                node.module == "PySide6.QtWidgets"
                or (node.module == "PySide6" and any(alias.name == "QtWidgets" for alias in node.names))
                or (node.module or "").startswith("desktop_app.ui.widgets")
            )
            whole = isinstance(node, ast.Import) and any(a.name.startswith("PySide6.QtWidgets") for a in node.names)
            if from_module or whole:
                found.append(place_of(path, node))
    assert not found, "\n".join(found)
