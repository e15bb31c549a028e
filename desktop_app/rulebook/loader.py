"""Read rule files: TOML with exact decimals, into plain tables and, once they have passed the checks, typed packs.

The format is described in resources/rules/README.md.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Final

from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.pack import (
    EVERYBODY,
    Basis,
    BenefitRules,
    Conflict,
    DatedValue,
    Example,
    Group,
    NotProvided,
    Parameter,
    ReadingNote,
    RulePack,
    RuleValue,
    ShareRule,
    Step,
    personal_steps,
    row_steps,
    scoped_steps,
)
from desktop_app.calculation.trace import Authority, AuthorityKind, Cell, Confidence, RuleTable, Source, Unit
from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependants import Relationship
from desktop_app.domain.persons import Sex
from desktop_app.foundation.places import place_problem
from desktop_app.foundation.problems import RuleProblem

Table = dict[str, object]

FORMAT: Final = "cass-desk rule pack 1"
STATE_FILE: Final = "state.toml"
SOURCES_FILE: Final = "sources.toml"
SHARED_FILE: Final = "shared.toml"
EXAMPLES_FILE: Final = "examples.toml"
OTHER_FILES: Final = frozenset({STATE_FILE, SOURCES_FILE, SHARED_FILE, EXAMPLES_FILE})
"""The files of a pack that are no benefit."""

LENGTH: Final = "length"
WINDOW: Final = "window"
COLUMN: Final = "|"
"""Between the units of a table's columns: `weeks | percent`."""

GROUP_DAYS: Final = ("born_from", "born_to", "first_insured_from", "first_insured_to")
GROUP_KEYS: Final = frozenset({*GROUP_DAYS, "sex"})
"""Keys that limit a dated value to a group of persons."""

ANNOUNCED: Final = "announced"
ROW_DATE: Final = "row_date"
"""The day of a step's parameters, where it is that of a row and not the parameters' own."""

VALUE_KEYS: Final = GROUP_KEYS | {
    "from",
    "to",
    "says",
    "sources",
    "confidence",
    "date_confidence",
    "note",
    "reading",
    "status",
}
"""Keys of a dated value beside its fields."""

_FRACTION: Final = re.compile(r"\d{1,12}/[1-9]\d{0,11}")
_CONVERSION: Final = 3
"""Columns of a table in which a threshold may stand more than once: year, class then, class now."""

_MOST_DIGITS: Final = 30
"""Digits before or after the point that a decimal of a rule file may have."""

_RANK: Final = {Confidence.HIGH: 2, Confidence.MEDIUM: 1, Confidence.LOW: 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFiles:
    """The files of one State's folder, read but not yet believed: name of the file -> its table; and their digest."""

    folder: str
    tables: Mapping[str, Table]
    digest: str


def read_toml(path: Path) -> Table:
    """Read one TOML file with exact decimals.

    Raises `RuleProblem("rule_file_unreadable")` for one that is no TOML, a doubled key among it, and `PlaceProblem`
    where the file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise place_problem(error, path) from error
    return read_table(f"{path.parent.name}/{path.name}", data)


def read_folder(folder: Path) -> PackFiles:
    """Read every TOML file of a State's folder. Raises what `read_toml` raises."""
    return read_files(folder.name, folder_bytes(folder))


def folder_bytes(folder: Path) -> dict[str, bytes]:
    """Return the TOML files of a State's folder as they are, by name. Raises `PlaceProblem`."""
    found: dict[str, bytes] = {}
    for file in sorted(folder.glob("*.toml")):
        try:
            found[file.name] = file.read_bytes()
        except OSError as error:
            raise place_problem(error, file) from error
    return found


def read_files(folder: str, files: Mapping[str, bytes]) -> PackFiles:
    """Read the files of a State by name, from wherever they come; `folder` is what findings call it.

    The same files give the same digest as a folder of them. Raises `RuleProblem("rule_file_unreadable")`.
    """
    return PackFiles(
        folder=folder,
        tables={name: read_table(f"{folder}/{name}", files[name]) for name in sorted(files)},
        digest=digest_of_files(files),
    )


def digest_of_files(files: Mapping[str, bytes]) -> str:
    """Return `sha256:...` over the files of a pack, in the order of their names, line ends as LF."""
    hashed = hashlib.sha256()
    for name in sorted(files):
        hashed.update(name.encode() + b"\0" + files[name].replace(b"\r\n", b"\n") + b"\0")
    return f"sha256:{hashed.hexdigest()}"


def read_table(file: str, data: bytes) -> Table:
    """Read the bytes of one TOML file with exact decimals. Raises `RuleProblem("rule_file_unreadable")`."""
    try:
        return tomllib.loads(data.decode("utf-8"), parse_float=_decimal)
    except RecursionError:
        raise RuleProblem("rule_file_unreadable", file=file, detail="nested too deeply") from None
    except ValueError as error:  # no TOML, no UTF-8, or a number too long to be read
        raise RuleProblem("rule_file_unreadable", file=file, detail=str(error)) from error


def _decimal(text: str) -> Decimal:
    """Read a decimal of bounded size: an exponent of a million would be a number of a million digits."""
    number = Decimal(text)
    if number.is_finite() and abs(number.adjusted()) > _MOST_DIGITS:
        raise ValueError(f"the number {text[:40]} is too large or too small")
    return number


def exact(value: object) -> Fraction | int | None:
    """Return a number of a rule file as an exact one: whole, decimal, or a fraction written `2/3`; None for another."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, Decimal) and value.is_finite():
        number = Fraction(value)
        return number.numerator if number.denominator == 1 else number
    if isinstance(value, str) and _FRACTION.fullmatch(value):
        return Fraction(value)
    return None


def build_pack(files: PackFiles) -> RulePack:
    """Make the typed pack of tables that have passed the checks."""
    state = files.tables[STATE_FILE]
    sources = build_sources(files.tables[SOURCES_FILE])
    code = str(state["state"])
    shared = table(files.tables.get(SHARED_FILE, {}).get("parameter", {}))
    benefits = {}
    for name, entries in files.tables.items():
        if name not in OTHER_FILES:
            rules = _benefit(entries, shared, code, sources)
            benefits[rules.benefit] = rules
    readings = {
        reading: ReadingNote(
            id=reading,
            sources=_named(entry["sources"], sources),
            confidence=Confidence(str(entry["confidence"])),
            note=str(entry["note"]),
        )
        for reading, entry in table(state.get("reading", {})).items()
        if isinstance(entry, dict)
    }
    return RulePack(
        state=code,
        name=str(state["name"]),
        institution=str(state["institution"]),
        currency=str(state["currency"]),
        contribution_unit=str(state["contribution_unit"]),
        verified_on=day(state["verified_on"]),
        digest=files.digest,
        benefits=MappingProxyType(benefits),
        sources=MappingProxyType(sources),
        readings=MappingProxyType(readings),
        gaps=tuple(str(gap) for gap in items(state.get("gaps", []))),
        scheme_start=day(state["scheme_start"]) if "scheme_start" in state else None,
        conflicts=tuple(
            Conflict(**{key: str(entry[key]) for key in ("about", "a", "b", "use")})
            for entry in map(table, items(state.get("conflict", [])))
        ),
        recorded=MappingProxyType(
            {
                name: _parameter(name, table(entry), code, sources)
                for name, entry in shared.items()
                if table(entry).get("recorded") is True
            }
        ),
        examples=_examples(files.tables.get(EXAMPLES_FILE, {}), sources),
    )


def _examples(entries: Table, sources: Mapping[str, Source]) -> tuple[Example, ...]:
    return tuple(
        Example(
            name=str(entry["name"]),
            case=str(entry["case"]),
            expect=MappingProxyType(table(entry["expect"])),
            sources=_named(entry.get("sources", []), sources),
            published=entry.get("published") is True,
            note=str(entry.get("note", "")),
        )
        for entry in map(table, items(entries.get("example", [])))
    )


def build_sources(tables: Table) -> dict[str, Source]:
    """Make the sources of a file, by id."""
    return {
        name: Source(
            id=name,
            title=str(entry["title"]),
            publisher=str(entry["publisher"]),
            year=entry["year"] if isinstance(entry.get("year"), int) else None,
            url=str(entry["url"]),
        )
        for name, entry in tables.items()
        if isinstance(entry, dict)
    }


def _benefit(entries: Table, shared: Table, state: str, sources: Mapping[str, Source]) -> BenefitRules:
    own = table(entries.get("parameter", {}))
    steps = {step.name: step for step in (_step(table(entry)) for entry in items(entries.get("step", [])))}
    used = {reference.partition(".")[0] for step in steps.values() for reference in step.references()}
    shares = tuple(_share(table(entry)) for entry in items(entries.get("share", [])))
    used |= {share.until for share in shares} | {"month_payment"}
    wanted = {**{name: entry for name, entry in shared.items() if name in used}, **own}
    parameters = {name: _parameter(name, table(entry), state, sources) for name, entry in wanted.items()}
    family = table(entries.get("family", {}))
    return BenefitRules(
        benefit=Benefit(str(entries["benefit"])),
        parameters=MappingProxyType(parameters),
        steps=MappingProxyType(steps),
        verified_on=day(entries["verified_on"]),
        scoped=scoped_steps(steps),
        personal=personal_steps(steps),
        by_row=row_steps(steps),
        readings=frozenset(reading for each in parameters.values() for reading in each.readings),
        shares=shares,
        family_maximum=str(family.get("maximum", "")),
        family_minimum=str(family.get("minimum", "")),
        not_provided=_not_provided(entries, state, sources) if entries.get("not_provided") is True else None,
    )


def _share(entry: Table) -> ShareRule:
    return ShareRule(
        who=tuple(Relationship(str(each)) for each in items(entry["who"])),
        amount=str(entry["amount"]),
        condition=str(entry.get("condition", "")),
        until=str(entry.get("until", "")),
    )


def _not_provided(entries: Table, state: str, sources: Mapping[str, Source]) -> NotProvided:
    return NotProvided(
        says=str(entries["says"]),
        authority=Authority(
            kind=AuthorityKind.RULE,
            state=state,
            reference=str(entries["benefit"]),
            confidence=Confidence(str(entries["confidence"])),
            sources=_named(entries["sources"], sources),
            note=str(entries.get("note", "")),
            says=str(entries["says"]),
        ),
    )


def _parameter(name: str, entry: Table, state: str, sources: Mapping[str, Source]) -> Parameter:
    basis = Basis(str(entry["by"]))
    units = {key: str(unit) for key, unit in table(entry["units"]).items()}
    values = tuple(_dated(name, table(value), entry, units, state, sources) for value in items(entry.get("dated", [])))
    readings = tuple(dict.fromkeys(value.reading for value in values if value.reading))
    known = "by_sources" in entry and str(entry.get("by_confidence", "")) != Confidence.LOW.value
    return Parameter(
        name=name,
        basis=basis,
        values=values,
        readings=readings,
        basis_known=known,
        units=MappingProxyType(units),
        grouped=any(value.group is not EVERYBODY for value in values),
    )


def _dated(
    name: str, entry: Table, head: Table, units: Mapping[str, str], state: str, sources: Mapping[str, Source]
) -> DatedValue:
    fields = {key: rule_value(value, units[key]) for key, value in entry.items() if key in units}
    sure = {"value": Confidence(str(entry["confidence"]))}
    reading = str(entry.get("reading", ""))
    if "date_confidence" in entry:
        sure["date"] = Confidence(str(entry["date_confidence"]))
    if "by_confidence" in head and not reading:
        sure["basis"] = Confidence(str(head["by_confidence"]))
    lowest = min(sure.values(), key=lambda each: _RANK[each])
    said = [str(part) for part in (entry.get("note", ""), "" if reading else head.get("by_note", "")) if part]
    start, end = entry.get("from"), entry.get("to")
    return DatedValue(
        fields=MappingProxyType(fields),
        units=MappingProxyType({key: _unit(units[key], fields, key) for key in fields}),
        start=start if isinstance(start, date) else None,
        end=end if isinstance(end, date) else None,
        authority=Authority(
            kind=AuthorityKind.RULE,
            state=state,
            reference=name,
            valid_from=start if isinstance(start, date) else None,
            reading=reading,
            confidence=lowest,
            sources=_named(entry["sources"], sources),
            note=" ".join(said),
            says=str(entry.get("says", "")),
        ),
        unsure_about=next((about for about, each in sure.items() if each is Confidence.LOW), ""),
        group=group_of(entry),
        announced=entry.get("status") == ANNOUNCED,
    )


def group_of(entry: Table) -> Group:
    """Return the persons a dated value is limited to."""
    if not GROUP_KEYS & set(entry):
        return EVERYBODY
    days = {key: found for key in GROUP_DAYS if isinstance(found := entry.get(key), date)}
    return Group(**days, sex=Sex(str(entry.get("sex", Sex.NOT_STATED.value))))


def rule_value(value: object, unit: str) -> RuleValue:
    """Return a field's value: words for a text, a day for a date, rows for a table, an exact number for the rest.

    `ValueError` for what is none of them.
    """
    if COLUMN in unit:
        return _table_value(value, columns_of(unit))
    if unit == Unit.DATE.value:
        return day(value)
    number = None if unit == Unit.TEXT.value else exact(value)
    if number is not None:
        return number
    if isinstance(value, str) and unit in (Unit.TEXT.value, WINDOW):
        return value
    raise ValueError("neither a number nor words")


def columns_of(unit: str) -> tuple[str, ...]:
    """Return the units of a table's columns; one of it where it is no table."""
    return tuple(part.strip() for part in unit.split(COLUMN))


def _table_value(value: object, columns: tuple[str, ...]) -> RuleTable:
    rows = [_row(row, columns) for row in items(value)]
    if not rows:
        raise ValueError("a table without rows")
    firsts = [row[0] for row in rows]
    numbers = [first for first in firsts if not isinstance(first, str)]
    if numbers and len(columns) < _CONVERSION and any(b <= a for a, b in pairwise(numbers)):
        raise ValueError("thresholds that do not rise")
    if any(b < a for a, b in pairwise(numbers)):
        raise ValueError("thresholds that fall")
    if not numbers and len(set(firsts)) != len(firsts):
        raise ValueError("a class twice")
    return RuleTable(units=tuple(Unit(column) for column in columns), rows=tuple(rows))


def _row(value: object, columns: tuple[str, ...]) -> tuple[Cell, ...]:
    cells = items(value)
    if len(cells) != len(columns):
        raise ValueError("a row of another length")
    found: list[Cell] = []
    for cell, column in zip(cells, columns, strict=True):
        read = rule_value(cell, column)
        if not isinstance(read, int | Fraction | str) or (not isinstance(read, str) and read < 0):
            raise ValueError("a cell that is neither a number nor words")
        found.append(read)
    return tuple(found)


def _unit(unit: str, fields: Mapping[str, RuleValue], key: str) -> Unit:
    if COLUMN in unit:
        return Unit.TABLE
    if unit == LENGTH:
        return Unit(str(fields["unit"]))
    if unit == WINDOW:
        return Unit.TEXT if isinstance(fields[key], str) else Unit.YEARS
    return Unit(unit)


def _step(entry: Table) -> Step:
    operator = OPERATORS[str(entry["operator"])]
    roles = [role.rstrip("*") for role in operator.roles]
    inputs: dict[str, str | tuple[str, ...]] = {}
    for role in roles:
        if role in entry:
            given = entry[role]
            inputs[role] = tuple(str(each) for each in given) if isinstance(given, list) else str(given)
    gathered = inputs.get(roles[-1], "") if operator.open_ended else ""
    return Step(
        name=str(entry["name"]),
        operator=operator.name,
        inputs=inputs,
        only_if=str(entry.get("only_if", "")),
        on_row_date=entry.get("on") == ROW_DATE,
        gathered=gathered if isinstance(gathered, str) else "",
    )


def _named(ids: object, sources: Mapping[str, Source]) -> tuple[Source, ...]:
    return tuple(sources[str(each)] for each in items(ids))


def table(value: object) -> Table:
    """Return a table of a rule file; an empty one for what is no table."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """Return a list of a rule file; an empty one for what is no list."""
    return value if isinstance(value, list) else []


def day(value: object) -> date:
    """Return a date of a rule file; `ValueError` for what is none."""
    if isinstance(value, date):
        return value
    raise ValueError("not a date")
