"""Typed packs from the tables of rule files that have passed the checks.

The format is described in resources/rules/README.md.
"""

from collections.abc import Mapping
from datetime import date
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
from desktop_app.calculation.trace import Authority, AuthorityKind, Confidence, Source, Unit
from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependants import Relationship
from desktop_app.domain.persons import Sex
from desktop_app.rulebook.pack_files import (
    EXAMPLES_FILE,
    OTHER_FILES,
    SHARED_FILE,
    SOURCES_FILE,
    STATE_FILE,
    PackFiles,
    Table,
    day,
    items,
    table,
)
from desktop_app.rulebook.rule_values import COLUMN, WINDOW, rule_value

FORMAT: Final = "cass-desk rule pack 1"
LENGTH: Final = "length"
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

_RANK: Final = {Confidence.HIGH: 2, Confidence.MEDIUM: 1, Confidence.LOW: 0}


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
