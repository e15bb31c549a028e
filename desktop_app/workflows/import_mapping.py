"""The mappings of an office: how the files of an institution's own system are read, pointed out once and kept."""

from contextlib import closing
from itertools import islice
from pathlib import Path

from desktop_app.domain.findings import Finding, Level
from desktop_app.foundation.problems import CaseProblem
from desktop_app.intake.mapping import DateOrder, Field, Mapping, Unit, mapping_json, proposed, read_mapping
from desktop_app.intake.source import Source, examine, raw_rows
from desktop_app.workflows.desk import Desk

SHOWN = 50
"""Rows of a file that are shown while its columns are pointed out."""


def mapping_named(desk: Desk, name: str) -> Mapping:
    """Return a mapping. Raises `CaseProblem("mapping_unknown")` (name)."""
    kept = desk.store.imports.mapping(name.strip())
    if kept is None:
        raise CaseProblem("mapping_unknown", name=name.strip())
    return read_mapping(kept)


def mapping_names(desk: Desk) -> tuple[str, ...]:
    """Return the names of the office's mappings."""
    return desk.store.imports.mappings()


def check_mapping(mapping: Mapping) -> tuple[Finding, ...]:
    """Return what a mapping lacks: its name, its currency, columns that have to be said."""
    found = [_error("mapping_lacks", lacking.value, field=lacking.value) for lacking in mapping.lacking()]
    if not mapping.name.strip():
        found.append(_error("mapping_without_name", "name"))
    doubled = [field for field, column in mapping.columns.items() if _times(mapping, column) > 1]
    found += [_error("mapping_column_twice", field.value, field=field.value) for field in doubled[:1]]
    return tuple(found)


def keep_mapping(desk: Desk, mapping: Mapping) -> None:
    """Keep a mapping under its name. Raises `CaseProblem("mapping_incomplete")` (count)."""
    wrong = check_mapping(mapping)
    if wrong:
        raise CaseProblem("mapping_incomplete", count=len(wrong))
    facts = {"columns": len(mapping.columns), "unit": mapping.unit.value}
    with desk.store.act(verb="mapping_kept", user=desk.user.id, about=mapping.name, facts=facts):
        desk.store.imports.keep_mapping(mapping.name, mapping_json(mapping), desk.user.id, desk.clock.now())


def drop_mapping(desk: Desk, name: str) -> None:
    """Forget a mapping. Raises as `mapping_named`; what was brought in by it stays."""
    known = mapping_named(desk, name)
    with desk.store.act(verb="mapping_dropped", user=desk.user.id, about=known.name, facts={}):
        desk.store.imports.drop_mapping(known.name)


def first_rows(desk: Desk, path: Path, sheet: str = "") -> tuple[Source, tuple[tuple[int, tuple[str, ...]], ...]]:
    """Return how a file is written and its first rows, of a workbook those of a sheet. Raises as both it asks."""
    found = examine(path, sheet)
    with closing(raw_rows(path, found, desk.clock)) as rows:
        return found, tuple(islice(rows, SHOWN))


def proposed_mapping(desk: Desk, name: str, header: tuple[str, ...]) -> Mapping:
    """Propose a mapping by the words of a header, in the currency of this State."""
    return proposed(name, header, desk.party.currency)


def _times(mapping: Mapping, column: int) -> int:
    return sum(each == column for each in mapping.columns.values())


def _error(code: str, where: str, /, **facts: str) -> Finding:
    return Finding(code=code, level=Level.ERROR, where=where, facts=facts)


__all__ = [
    "DateOrder",
    "Field",
    "Mapping",
    "Source",
    "Unit",
    "check_mapping",
    "drop_mapping",
    "first_rows",
    "keep_mapping",
    "mapping_named",
    "mapping_names",
    "proposed_mapping",
]
