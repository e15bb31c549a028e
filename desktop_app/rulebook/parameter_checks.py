"""Checks of a rule file's parameters: units, values, dates, groups of persons, readings."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, pairwise, product
from typing import Final

from desktop_app.calculation.pack import Basis, Group, Member
from desktop_app.calculation.trace import Unit
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.persons import Sex
from desktop_app.rulebook.loader import ANNOUNCED, GROUP_DAYS, LENGTH, VALUE_KEYS, group_of
from desktop_app.rulebook.pack_files import Table, items, table
from desktop_app.rulebook.reporting import Reporting
from desktop_app.rulebook.rule_values import COLUMN, WINDOW, columns_of, rule_value

HEAD_KEYS: Final = frozenset({"by", "by_sources", "by_confidence", "by_note", "units", "dated", "gaps", "recorded"})
UNITS: Final = frozenset({unit.value for unit in Unit if unit is not Unit.TABLE} | {LENGTH, WINDOW})
_BASES: Final = frozenset(each.value for each in Basis)
_SEXES: Final = (Sex.FEMALE, Sex.MALE)
_DAY: Final = timedelta(days=1)


class ParameterChecks(Reporting):
    """The checks of parameters. `readings` are the ids that state.toml has."""

    def __init__(self, folder: str, sources: frozenset[str], readings: frozenset[str]) -> None:
        super().__init__(folder, sources)
        self._readings = readings

    def parameters(self, file: str, entries: Table) -> Iterator[Finding]:
        """Check every parameter of a file."""
        for name, entry in entries.items():
            yield from self._parameter(file, f"parameter.{name}", table(entry))

    def _parameter(self, file: str, key: str, entry: Table) -> Iterator[Finding]:
        yield from self._keys(file, key, entry, HEAD_KEYS, ("by", "units"))
        if str(entry.get("by", Basis.CONTINGENCY.value)) not in _BASES:
            yield self._error("rule_basis_unknown", file, f"{key}.by", basis=str(entry["by"]))
        if "by_sources" in entry:
            yield from self._named_sources(file, f"{key}.by_sources", entry["by_sources"])
        units = {name: str(unit) for name, unit in table(entry.get("units", {})).items()}
        for name, unit in units.items():
            if not _known_unit(unit) or (unit == LENGTH and "unit" not in units):
                yield self._error("rule_unit_unknown", file, f"{key}.units.{name}", unit=unit)
        values = [table(value) for value in items(entry.get("dated", []))]
        if not values:
            yield self._finding("rule_without_values", Level.NOTE, file, key)
        for number, value in enumerate(values, start=1):
            yield from self._value(file, f"{key}.dated[{number}]", value, units)
        for reading in sorted({str(value.get("reading", "")) for value in values}):
            of_reading = [value for value in values if str(value.get("reading", "")) == reading]
            yield from self._dates(file, key, of_reading, known_gap=bool(reading) or "gaps" in entry)

    def _unused(self, file: str, entries: Table, named: set[str]) -> Iterator[Finding]:
        """Warn of parameters that no step uses, but for those that are recorded for the reader alone."""
        for name, entry in sorted(entries.items()):
            if name not in named and table(entry).get("recorded") is not True:
                yield self._finding("rule_parameter_unused", Level.WARNING, file, f"parameter.{name}", name=name)

    def _value(self, file: str, key: str, value: Table, units: dict[str, str]) -> Iterator[Finding]:
        yield from self._keys(file, key, value, VALUE_KEYS | set(units), ("says", *units))
        yield from self._sure(file, key, value)
        yield from self._named_sources(file, key, value.get("sources", []))
        reading = str(value.get("reading", ""))
        if reading and reading not in self._readings:
            yield self._error("rule_reading_unknown", file, key, reading=reading)
        if "from" not in value and "to" not in value:
            yield self._error("rule_value_undated", file, key)
        for name in ("from", "to", *GROUP_DAYS):
            if name in value and not isinstance(value[name], date):
                yield self._error("rule_date_wrong", file, f"{key}.{name}")
        if "sex" in value and str(value["sex"]) not in _SEXES:
            yield self._error("rule_sex_unknown", file, f"{key}.sex", sex=str(value["sex"]))
        if "status" in value and value["status"] != ANNOUNCED:
            yield self._error("rule_status_unknown", file, f"{key}.status", status=str(value["status"]))
        for name, unit in units.items():
            if name in value and _known_unit(unit) and not _is_value(value[name], unit, name):
                yield self._error("rule_value_wrong", file, f"{key}.{name}", unit=unit, value=str(value[name]))

    def _dates(self, file: str, key: str, values: list[Table], *, known_gap: bool) -> Iterator[Finding]:
        spans = [span for value in values for span in ((_start(value), _end(value)), *_group_spans(value))]
        reversed_spans = [(start, end) for start, end in spans if end < start]
        for start, end in reversed_spans:
            yield self._error("rule_dates_reversed", file, key, start=start.isoformat(), end=end.isoformat())
        if reversed_spans:
            return
        groups = [_group(value) for value in values]
        for (one, first), (other, second) in combinations(zip(values, groups, strict=True), 2):
            if first.meets(second) and _start(one) <= _end(other) and _start(other) <= _end(one):
                start, end = max(_start(one), _start(other)), min(_end(one), _end(other))
                yield self._error("rule_values_overlap", file, key, start=start.isoformat(), end=end.isoformat())
        yield from self._gaps(file, key, values, groups, known_gap=known_gap)

    def _gaps(
        self, file: str, key: str, values: list[Table], groups: list[Group], *, known_gap: bool
    ) -> Iterator[Finding]:
        """Look for days without a value, for every kind of person the groups tell apart."""
        level = Level.NOTE if known_gap else Level.ERROR
        told: set[tuple[date, date]] = set()
        for member in _members(groups):
            mine = [value for value, group in zip(values, groups, strict=True) if group.holds(member)]
            if not mine and values:
                code = "rule_group_gap_known" if known_gap else "rule_group_gap"
                facts = {"birth": member.birth.isoformat(), "sex": member.sex.value}
                yield self._finding(code, level, file, key, **facts)
                return
            for before, after in pairwise(sorted(mine, key=_start)):
                first, last = _end(before) + _DAY if _end(before) < date.max else date.max, _start(after) - _DAY
                if first <= last and (first, last) not in told:
                    told.add((first, last))
                    code = "rule_gap_known" if known_gap else "rule_gap"
                    yield self._finding(code, level, file, key, start=first.isoformat(), end=last.isoformat())


def _members(groups: list[Group]) -> Iterator[Member]:
    """Yield one person of every kind that the groups tell apart."""
    births = _edges([(group.born_from, group.born_to) for group in groups])
    insured = _edges([(group.first_insured_from, group.first_insured_to) for group in groups])
    sexes = _SEXES if any(group.sex is not Sex.NOT_STATED for group in groups) else (Sex.NOT_STATED,)
    for birth, first, sex in product(births, insured, sexes):
        yield Member(birth=birth, sex=sex, first_insured=first)


def _edges(spans: list[tuple[date | None, date | None]]) -> list[date]:
    """Return a day of every stretch that the spans divide all days into."""
    days = {start for start, _ in spans if start is not None} | {end for _, end in spans if end is not None}
    before = {start - _DAY for start, _ in spans if start is not None}
    after = {end + _DAY for _, end in spans if end is not None}
    return sorted(days | before | after) or [date(1950, 1, 1)]


def _group_spans(value: Table) -> Iterator[tuple[date, date]]:
    for start, end in (("born_from", "born_to"), ("first_insured_from", "first_insured_to")):
        first, last = value.get(start), value.get(end)
        if isinstance(first, date) and isinstance(last, date):
            yield first, last


def _group(value: Table) -> Group:
    wrong = {"sex"} if str(value.get("sex", "")) not in _SEXES else set()
    return group_of({name: entry for name, entry in value.items() if name not in wrong})


def _start(value: Table) -> date:
    found = value.get("from")
    return found if isinstance(found, date) else date.min


def _end(value: Table) -> date:
    found = value.get("to")
    return found if isinstance(found, date) else date.max


def _known_unit(unit: str) -> bool:
    if COLUMN in unit:
        return all(column in UNITS - {LENGTH, WINDOW, Unit.DATE.value} for column in columns_of(unit))
    return unit in UNITS


def _is_value(value: object, unit: str, name: str) -> bool:
    try:
        read = rule_value(value, unit)
    except ValueError:
        return False
    if name == "unit":
        return read in (Unit.WEEKS.value, Unit.MONTHS.value)
    return not isinstance(read, int | Fraction) or read >= 0
