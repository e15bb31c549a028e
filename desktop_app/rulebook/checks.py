"""Checks of rule packs: what is wrong, in which file and under which key. Runs on every pack at every load.

No value and two values are different findings. Every finding names `file`, `key` and the facts its sentence needs.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.states import is_state_code
from desktop_app.foundation.problems import RuleProblem
from desktop_app.rulebook.loader import FORMAT
from desktop_app.rulebook.pack_files import (
    EXAMPLES_FILE,
    OTHER_FILES,
    SHARED_FILE,
    SOURCES_FILE,
    STATE_FILE,
    PackFiles,
    Table,
    items,
    read_folder,
    table,
)
from desktop_app.rulebook.parameter_checks import ParameterChecks
from desktop_app.rulebook.step_checks import StepChecks

STATE_KEYS: Final = frozenset(
    {
        "format",
        "state",
        "name",
        "institution",
        "institution_short",
        "town",
        "currency",
        "contribution_unit",
        "scheme_start",
        "law",
        "verified_on",
        "gaps",
        "reading",
        "conflict",
    }
)
STATE_NEEDS: Final = ("format", "state", "name", "institution", "currency", "contribution_unit", "verified_on")
SOURCE_KEYS: Final = frozenset({"url", "title", "publisher", "year", "says"})
SOURCE_NEEDS: Final = ("url", "title", "publisher")
BENEFIT_KEYS: Final = frozenset({"benefit", "verified_on", "parameter", "step", "share", "family"})
BENEFIT_NEEDS: Final = ("benefit", "verified_on", "step")
ABSENT_KEYS: Final = frozenset({"benefit", "verified_on", "not_provided", "says", "sources", "confidence", "note"})
ABSENT_NEEDS: Final = ("benefit", "verified_on", "says", "sources")
SHARED_KEYS: Final = frozenset({"verified_on", "parameter"})
EXAMPLE_KEYS: Final = frozenset({"name", "case", "expect", "sources", "published", "note"})
EXAMPLE_NEEDS: Final = ("name", "case", "expect")
READING_KEYS: Final = frozenset({"sources", "confidence", "note"})
CONFLICT_KEYS: Final = ("about", "a", "b", "use")
CONTRIBUTION_UNITS: Final = ("week", "month")


def check_directory(directory: Path) -> tuple[Finding, ...]:
    """Check every State's folder in a directory, or the one pack a directory is. Never raises for what is in it."""
    folders = [directory] if (directory / STATE_FILE).exists() else sorted(p for p in directory.iterdir() if p.is_dir())
    found: list[Finding] = []
    for folder in folders:
        try:
            found.extend(check_pack(read_folder(folder)))
        except RuleProblem as problem:
            found.append(
                Finding(
                    code=problem.code,
                    level=Level.ERROR,
                    where=str(problem.facts["file"]),
                    facts={"key": "", **problem.facts},
                )
            )
    return tuple(found)


def check_pack(files: PackFiles) -> tuple[Finding, ...]:
    """Check the files of one State."""
    return tuple(_Check(files).run())


class _Check(ParameterChecks):
    """The checks of one State's folder."""

    def __init__(self, files: PackFiles) -> None:
        readings = table(table(files.tables.get(STATE_FILE, {})).get("reading", {}))
        super().__init__(files.folder, frozenset(table(files.tables.get(SOURCES_FILE, {}))), frozenset(readings))
        self._files = files
        self._shared = table(files.tables.get(SHARED_FILE, {}).get("parameter", {}))
        self._benefits: dict[str, str] = {}
        self._used: set[str] = set()

    def run(self) -> Iterator[Finding]:
        for name in (STATE_FILE, SOURCES_FILE):
            if name not in self._files.tables:
                yield self._error("rule_file_missing", name, "")
        yield from self._state(self._files.tables.get(STATE_FILE, {}))
        yield from self._source_file(self._files.tables.get(SOURCES_FILE, {}))
        for name, entries in self._files.tables.items():
            if name not in OTHER_FILES:
                yield from self._benefit(name, entries)
        if SHARED_FILE in self._files.tables:
            yield from self._shared_file(self._files.tables[SHARED_FILE])
        yield from self._examples(self._files.tables.get(EXAMPLES_FILE, {}))

    def _state(self, entry: Table) -> Iterator[Finding]:
        yield from self._keys(STATE_FILE, "", entry, STATE_KEYS, STATE_NEEDS)
        if entry.get("format", FORMAT) != FORMAT:
            yield self._error("rule_format_unknown", STATE_FILE, "format", format=str(entry["format"]), known=FORMAT)
        code = str(entry.get("state", self._files.folder))
        if not is_state_code(code) or code != self._files.folder:
            yield self._error("rule_state_differs", STATE_FILE, "state", state=code, folder=self._files.folder)
        yield from self._verified(STATE_FILE, entry)
        if "scheme_start" in entry and not isinstance(entry["scheme_start"], date):
            yield self._error("rule_date_wrong", STATE_FILE, "scheme_start")
        unit = entry.get("contribution_unit", CONTRIBUTION_UNITS[0])
        if unit not in CONTRIBUTION_UNITS:
            yield self._error("rule_contribution_unit", STATE_FILE, "contribution_unit", unit=str(unit))
        for reading, value in table(entry.get("reading", {})).items():
            key = f"reading.{reading}"
            yield from self._keys(STATE_FILE, key, table(value), READING_KEYS, ("sources", "note"))
            yield from self._sure(STATE_FILE, key, table(value))
            yield from self._named_sources(STATE_FILE, key, table(value).get("sources", []))
        for number, value in enumerate(items(entry.get("conflict", [])), start=1):
            yield from self._keys(STATE_FILE, f"conflict[{number}]", table(value), CONFLICT_KEYS, CONFLICT_KEYS)

    def _verified(self, file: str, entry: Table) -> Iterator[Finding]:
        if "verified_on" in entry and not isinstance(entry["verified_on"], date):
            yield self._error("rule_not_verified", file, "verified_on", name="verified_on")

    def _source_file(self, entries: Table) -> Iterator[Finding]:
        for name, entry in entries.items():
            yield from self._keys(SOURCES_FILE, name, table(entry), SOURCE_KEYS, SOURCE_NEEDS)

    def _shared_file(self, entries: Table) -> Iterator[Finding]:
        yield from self._keys(SHARED_FILE, "", entries, SHARED_KEYS, ("verified_on", "parameter"))
        yield from self._verified(SHARED_FILE, entries)
        yield from self.parameters(SHARED_FILE, self._shared)
        yield from self._unused(SHARED_FILE, self._shared, self._used)

    def _benefit(self, file: str, entries: Table) -> Iterator[Finding]:
        yield from self._verified(file, entries)
        benefit = str(entries.get("benefit", ""))
        if benefit and benefit not in {each.value for each in Benefit}:
            yield self._error("rule_benefit_unknown", file, "benefit", benefit=benefit)
        if benefit and benefit in self._benefits:
            yield self._error("rule_benefit_twice", file, "benefit", benefit=benefit, other=self._benefits[benefit])
        self._benefits.setdefault(benefit, file)
        if "not_provided" in entries:
            yield from self._absent(file, entries)
            return
        yield from self._keys(file, "", entries, BENEFIT_KEYS, BENEFIT_NEEDS)
        own = table(entries.get("parameter", {}))
        yield from self.parameters(file, own)
        check = StepChecks(self._folder, self._sources, file, {**self._shared, **own})
        yield from check.steps(entries)
        self._used |= check.named
        yield from self._unused(file, own, check.named)

    def _absent(self, file: str, entries: Table) -> Iterator[Finding]:
        """Check a benefit that the State does not have: said by whom, and nothing else."""
        if entries["not_provided"] is not True:
            yield self._error("rule_not_provided_wrong", file, "not_provided")
        yield from self._keys(file, "", entries, ABSENT_KEYS, ABSENT_NEEDS)
        yield from self._sure(file, "not_provided", entries)
        yield from self._named_sources(file, "not_provided", entries.get("sources", []))

    def _examples(self, entries: Table) -> Iterator[Finding]:
        yield from self._keys(EXAMPLES_FILE, "", entries, {"example"})
        for number, entry in enumerate(map(table, items(entries.get("example", []))), start=1):
            key = f"example[{number}]"
            yield from self._keys(EXAMPLES_FILE, key, entry, EXAMPLE_KEYS, EXAMPLE_NEEDS)
            if not _is_json(entry.get("case", "{}")):
                yield self._error("rule_example_unreadable", EXAMPLES_FILE, f"{key}.case")
            if entry.get("published") is True or "sources" in entry:
                yield from self._named_sources(EXAMPLES_FILE, key, entry.get("sources", []))


def _is_json(case: object) -> bool:
    try:
        return isinstance(json.loads(case), dict) if isinstance(case, str) else False
    except ValueError:
        return False
