"""Every finding and every reason that the program can give has its sentence."""

import ast
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from desktop_app import wording
from desktop_app.wording.desk_lists import CHANGES, QUEUE
from desktop_app.wording.findings import FINDINGS, REASONS

SOURCE = Path(__file__).parents[2] / "desktop_app"
JOINED = {"desktop_app.wording.findings", "desktop_app.wording.problems"}
MAKERS = {"Finding", "Reason", "_error", "_warning", "_finding", "failed", "passed", "_reason"}


def codes_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in MAKERS:
            continue
        told = [keyword.value for keyword in node.keywords if keyword.arg == "code"] or node.args[:1]
        for value in told:
            for part in (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def all_codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for code in codes_in(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(code, str(path.relative_to(SOURCE)))
    return found


def test_the_search_for_codes_finds_codes_on_every_floor() -> None:
    found = all_codes()
    assert {"field_missing", "certificate_weeks_differ", "check_identity", "no_office_known"} <= set(found)


def test_every_code_of_a_finding_or_reason_has_a_sentence() -> None:
    missing = {code: place for code, place in all_codes().items() if code not in FINDINGS and code not in REASONS}
    assert missing == {}


def test_no_code_has_words_in_two_places() -> None:
    areas = [import_module(f"desktop_app.wording.{each.name}") for each in pkgutil.iter_modules(wording.__path__)]
    for kind in ("FINDINGS", "REASONS", "PROBLEMS"):
        tables = {id(table): table for area in areas if (table := getattr(area, kind, None)) is not None}
        joined = {id(getattr(area, kind, None)) for area in areas if area.__name__ in JOINED}
        of_area = [set(table) for place, table in tables.items() if place not in joined]
        assert sum(map(len, of_area)) == len(set().union(*of_area)), kind


def test_no_sentence_is_empty_and_none_ends_without_a_full_stop() -> None:
    for code, (wrong, remedy) in FINDINGS.items():
        assert wrong.endswith((".", "?", "…")), code
        assert not remedy or remedy.endswith((".", "?")), code


def test_labels_and_queue_titles_are_filled() -> None:
    assert all(CHANGES.values())
    assert all(title and second for title, second in QUEUE.values())
