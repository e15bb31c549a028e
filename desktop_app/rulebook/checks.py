"""Checks of rule packs: what is wrong, in which file and under which key. Runs on every pack at every load.

No value and two values are different findings. Every finding names `file`, `key` and the facts its sentence needs.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.pack import BUILT_IN, RESULTS, Basis
from desktop_app.calculation.trace import Confidence, Unit
from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.domain.money import Rounding
from desktop_app.domain.states import is_state_code
from desktop_app.foundation.problems import RuleProblem
from desktop_app.rulebook.loader import (
    FORMAT,
    LENGTH,
    SOURCES_FILE,
    STATE_FILE,
    VALUE_KEYS,
    WINDOW,
    PackFiles,
    Table,
    items,
    read_folder,
    rule_value,
    table,
)

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
    }
)
STATE_NEEDS: Final = ("format", "state", "name", "institution", "currency", "contribution_unit", "verified_on")
SOURCE_KEYS: Final = frozenset({"url", "title", "publisher", "year", "says"})
SOURCE_NEEDS: Final = ("url", "title", "publisher")
BENEFIT_KEYS: Final = frozenset({"benefit", "verified_on", "parameter", "step"})
HEAD_KEYS: Final = frozenset({"by", "by_sources", "by_confidence", "by_note", "units", "dated", "gaps"})
READING_KEYS: Final = frozenset({"sources", "confidence", "note"})
UNITS: Final = frozenset({unit.value for unit in Unit} | {LENGTH, WINDOW})
_CONFIDENCES: Final = frozenset(each.value for each in Confidence)
ROUNDINGS: Final = frozenset(rule.value for rule in Rounding)
_BASES: Final = frozenset(each.value for each in Basis)


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


class _Check:
    """The checks of one State's folder."""

    def __init__(self, files: PackFiles) -> None:
        self._files = files
        self._sources = frozenset(table(files.tables.get(SOURCES_FILE, {})))
        self._readings = frozenset(table(table(files.tables.get(STATE_FILE, {})).get("reading", {})))

    def run(self) -> Iterator[Finding]:
        for name in (STATE_FILE, SOURCES_FILE):
            if name not in self._files.tables:
                yield self._error("rule_file_missing", name, "")
        yield from self._state(self._files.tables.get(STATE_FILE, {}))
        yield from self._source_file(self._files.tables.get(SOURCES_FILE, {}))
        for name, entries in self._files.tables.items():
            if name not in (STATE_FILE, SOURCES_FILE):
                yield from self._benefit(name, entries)

    def _error(self, code: str, file: str, key: str, **facts: Fact) -> Finding:
        return self._finding(code, Level.ERROR, file, key, **facts)

    def _finding(self, code: str, level: Level, file: str, key: str, **facts: Fact) -> Finding:
        path = f"{self._files.folder}/{file}"
        return Finding(code=code, level=level, where=path, facts={"file": path, "key": key, **facts})

    def _keys(
        self, file: str, key: str, entry: Table, known: Iterable[str], needed: Iterable[str] = ()
    ) -> Iterator[Finding]:
        for name in sorted(set(entry) - set(known)):
            yield self._error("rule_key_unknown", file, f"{key}.{name}".lstrip("."), name=name)
        for name in needed:
            if name not in entry:
                code = "rule_not_verified" if name == "verified_on" else "rule_key_missing"
                yield self._error(code, file, f"{key}.{name}".lstrip("."), name=name)

    def _state(self, entry: Table) -> Iterator[Finding]:
        yield from self._keys(STATE_FILE, "", entry, STATE_KEYS, STATE_NEEDS)
        if entry.get("format", FORMAT) != FORMAT:
            yield self._error("rule_format_unknown", STATE_FILE, "format", format=str(entry["format"]), known=FORMAT)
        code = str(entry.get("state", self._files.folder))
        if not is_state_code(code) or code != self._files.folder:
            yield self._error("rule_state_differs", STATE_FILE, "state", state=code, folder=self._files.folder)
        if "verified_on" in entry and not isinstance(entry["verified_on"], date):
            yield self._error("rule_not_verified", STATE_FILE, "verified_on", name="verified_on")
        if "scheme_start" in entry and not isinstance(entry["scheme_start"], date):
            yield self._error("rule_date_wrong", STATE_FILE, "scheme_start")
        for reading, value in table(entry.get("reading", {})).items():
            key = f"reading.{reading}"
            yield from self._keys(STATE_FILE, key, table(value), READING_KEYS, ("sources", "note"))
            yield from self._sure(STATE_FILE, key, table(value))
            yield from self._named_sources(STATE_FILE, key, table(value).get("sources", []))

    def _source_file(self, entries: Table) -> Iterator[Finding]:
        for name, entry in entries.items():
            yield from self._keys(SOURCES_FILE, name, table(entry), SOURCE_KEYS, SOURCE_NEEDS)

    def _benefit(self, file: str, entries: Table) -> Iterator[Finding]:
        yield from self._keys(file, "", entries, BENEFIT_KEYS, ("benefit", "verified_on", "parameter", "step"))
        if "verified_on" in entries and not isinstance(entries["verified_on"], date):
            yield self._error("rule_not_verified", file, "verified_on", name="verified_on")
        benefit = str(entries.get("benefit", Benefit.AGE.value))
        if benefit not in {each.value for each in Benefit}:
            yield self._error("rule_benefit_unknown", file, "benefit", benefit=benefit)
        parameters = table(entries.get("parameter", {}))
        for name, entry in parameters.items():
            yield from self._parameter(file, f"parameter.{name}", table(entry))
        yield from self._steps(file, items(entries.get("step", [])), parameters)

    def _sure(self, file: str, key: str, entry: Table) -> Iterator[Finding]:
        if "confidence" not in entry:
            yield self._error("rule_confidence_missing", file, key)
        for name in ("confidence", "date_confidence", "by_confidence"):
            if name in entry and str(entry[name]) not in _CONFIDENCES:
                yield self._error("rule_confidence_unknown", file, f"{key}.{name}", confidence=str(entry[name]))

    def _named_sources(self, file: str, key: str, ids: object) -> Iterator[Finding]:
        if not items(ids):
            yield self._error("rule_source_missing", file, key)
        for name in items(ids):
            if name not in self._sources:
                yield self._error("rule_source_unknown", file, key, source=str(name))

    def _parameter(self, file: str, key: str, entry: Table) -> Iterator[Finding]:
        yield from self._keys(file, key, entry, HEAD_KEYS, ("by", "units"))
        if str(entry.get("by", Basis.CONTINGENCY.value)) not in _BASES:
            yield self._error("rule_basis_unknown", file, f"{key}.by", basis=str(entry["by"]))
        if "by_sources" in entry:
            yield from self._named_sources(file, f"{key}.by_sources", entry["by_sources"])
        units = {name: str(unit) for name, unit in table(entry.get("units", {})).items()}
        for name, unit in units.items():
            if unit not in UNITS or (unit == LENGTH and "unit" not in units):
                yield self._error("rule_unit_unknown", file, f"{key}.units.{name}", unit=unit)
        values = [table(value) for value in items(entry.get("dated", []))]
        if not values and "gaps" not in entry:
            yield self._error("rule_without_values", file, key)
        for number, value in enumerate(values, start=1):
            yield from self._value(file, f"{key}.dated[{number}]", value, units)
        for reading in sorted({str(value.get("reading", "")) for value in values}):
            of_reading = [value for value in values if str(value.get("reading", "")) == reading]
            yield from self._dates(file, key, of_reading, known_gap=bool(reading) or "gaps" in entry)

    def _value(self, file: str, key: str, value: Table, units: dict[str, str]) -> Iterator[Finding]:
        yield from self._keys(file, key, value, VALUE_KEYS | set(units), ("says", *units))
        yield from self._sure(file, key, value)
        yield from self._named_sources(file, key, value.get("sources", []))
        reading = str(value.get("reading", ""))
        if reading and reading not in self._readings:
            yield self._error("rule_reading_unknown", file, key, reading=reading)
        if "from" not in value and "to" not in value:
            yield self._error("rule_value_undated", file, key)
        for name in ("from", "to"):
            if name in value and not isinstance(value[name], date):
                yield self._error("rule_date_wrong", file, f"{key}.{name}")
        for name, unit in units.items():
            if name in value and not _is_value(value[name], unit, name):
                yield self._error("rule_value_wrong", file, f"{key}.{name}", unit=unit, value=str(value[name]))

    def _dates(self, file: str, key: str, values: list[Table], *, known_gap: bool) -> Iterator[Finding]:
        spans = sorted((_day(value.get("from"), date.min), _day(value.get("to"), date.max)) for value in values)
        for start, end in spans:
            if end < start:
                yield self._error("rule_dates_reversed", file, key, start=start.isoformat(), end=end.isoformat())
        for (_, before), (start, _end) in pairwise(spans):
            if start <= before:
                yield self._error("rule_values_overlap", file, key, start=start.isoformat(), end=before.isoformat())
            elif start - before > timedelta(days=1):
                level, code = (Level.NOTE, "rule_gap_known") if known_gap else (Level.ERROR, "rule_gap")
                first, last = before + timedelta(days=1), start - timedelta(days=1)
                yield self._finding(code, level, file, key, start=first.isoformat(), end=last.isoformat())

    def _steps(self, file: str, steps: list[object], parameters: Table) -> Iterator[Finding]:
        earlier: set[str] = set()
        named: set[str] = set()
        for entry in steps:
            step = table(entry)
            name = str(step.get("name", ""))
            key = f"step.{name}"
            if not name or name in earlier or name in parameters or name in BUILT_IN:
                yield self._error("rule_step_name_taken", file, key, name=name)
            operator = OPERATORS.get(str(step.get("operator", "")))
            if operator is None or not operator.in_packs:
                yield self._error("rule_operator_unknown", file, key, operator=str(step.get("operator", "")))
                earlier.add(name)
                continue
            roles = {role.rstrip("*") for role in operator.roles}
            yield from self._keys(file, key, step, {"name", "operator", "only_if", *roles}, roles - operator.optional)
            for role in sorted({*roles, "only_if"} & set(step)):
                for reference in items(step[role]) or [step[role]]:
                    named.add(str(reference).partition(".")[0])
                    yield from self._reference(file, f"{key}.{role}", str(reference), earlier, parameters)
            if operator.name == "rounded":
                yield from self._roundings(file, str(step.get("rule", "")), parameters)
            earlier.add(name)
        for name in RESULTS:
            if name not in earlier:
                yield self._error("rule_result_missing", file, f"step.{name}", name=name)
        for name in sorted(set(parameters) - named - {"month_payment"}):
            yield self._finding("rule_parameter_unused", Level.WARNING, file, f"parameter.{name}", name=name)

    def _roundings(self, file: str, parameter: str, parameters: Table) -> Iterator[Finding]:
        for entry in items(table(parameters.get(parameter, {})).get("dated", [])):
            rule = str(table(entry).get("value", ""))
            if rule not in ROUNDINGS:
                yield self._error("rule_rounding_unknown", file, f"parameter.{parameter}", rounding=rule)

    def _reference(
        self, file: str, key: str, reference: str, earlier: set[str], parameters: Table
    ) -> Iterator[Finding]:
        name, _, field = reference.partition(".")
        if not field and (name in BUILT_IN or name in earlier):
            return
        units = table(table(parameters.get(name, {})).get("units", {}))
        if (field or "value") not in units:
            yield self._error("rule_input_unknown", file, key, input=reference)


def _day(value: object, otherwise: date) -> date:
    return value if isinstance(value, date) else otherwise


def _is_value(value: object, unit: str, name: str) -> bool:
    try:
        read = rule_value(value, unit)
    except ValueError:
        return False
    if name == "unit":
        return read in (Unit.WEEKS.value, Unit.MONTHS.value)
    return isinstance(read, str) or read >= 0
