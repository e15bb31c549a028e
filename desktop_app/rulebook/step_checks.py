"""Checks of a benefit's steps, shares and results: names, operators, inputs, and what rests on what."""

from collections.abc import Iterator, Mapping
from typing import Final

from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.operators.operator import Operator
from desktop_app.calculation.pack import (
    BUILT_IN,
    LISTS,
    OF_INJURY,
    OF_ROWS,
    OF_SURVIVORS,
    OPTIONAL_RESULTS,
    PENSION,
    PERSONAL,
    RESULTS,
    SCOPED,
)
from desktop_app.calculation.trace import Unit
from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependants import Relationship
from desktop_app.domain.findings import Finding
from desktop_app.domain.money import Rounding
from desktop_app.rulebook.loader import ROW_DATE
from desktop_app.rulebook.pack_files import Table, items, table
from desktop_app.rulebook.reporting import Reporting
from desktop_app.rulebook.rule_values import COLUMN, columns_of

SHARE_KEYS: Final = frozenset({"who", "condition", "amount", "until"})
SHARE_NEEDS: Final = ("who", "amount")
FAMILY_KEYS: Final = frozenset({"maximum", "minimum"})
READ_BY_THE_ENGINE: Final = frozenset({"month_payment"})
ROUNDINGS: Final = frozenset(rule.value for rule in Rounding)
WITH_SHARES: Final = frozenset({Benefit.SURVIVORS.value, Benefit.DEATH.value})
INDUSTRIAL: Final = frozenset({Benefit.DISABLEMENT.value, Benefit.DEATH.value})
_TESTS: Final = frozenset({"tests", "condition", "fact"})
"""Roles that take a yes or no."""

_RELATIONSHIPS: Final = frozenset(each.value for each in Relationship)


class StepChecks(Reporting):
    """The checks of one benefit's steps. `named` are the parameters they use, known when they have run."""

    def __init__(self, folder: str, sources: frozenset[str], file: str, parameters: Table) -> None:
        super().__init__(folder, sources)
        self._file = file
        self._parameters = parameters
        self._made: dict[str, Operator | None] = {}
        self._personal: set[str] = set()
        self._by_row: set[str] = set()
        self._scoped: set[str] = set()
        self.named: set[str] = set(READ_BY_THE_ENGINE)

    def steps(self, entries: Table) -> Iterator[Finding]:
        """Check the steps, the shares and the results of a benefit."""
        benefit = str(entries.get("benefit", ""))
        for entry in map(table, items(entries.get("step", []))):
            yield from self._step(entry, benefit)
        shares = [table(entry) for entry in items(entries.get("share", []))]
        yield from self._shares(shares, table(entries.get("family", {})), benefit)
        for name in (*RESULTS, *(() if shares else (PENSION,))):
            if name not in self._made:
                yield self._error("rule_result_missing", self._file, f"step.{name}", name=name)
        for name in (*RESULTS, *OPTIONAL_RESULTS):
            if name in self._personal:
                yield self._error("rule_result_personal", self._file, f"step.{name}", name=name)
        entitled = self._made.get(RESULTS[0])
        if entitled is not None and entitled.unit is not Unit.YES_NO:
            yield self._error("rule_not_a_test", self._file, f"step.{RESULTS[0]}", input=RESULTS[0])

    def _step(self, step: Table, benefit: str) -> Iterator[Finding]:
        name = str(step.get("name", ""))
        key = f"step.{name}"
        if not name or name in self._made or name in self._parameters or name in BUILT_IN:
            yield self._error("rule_step_name_taken", self._file, key, name=name)
        operator = OPERATORS.get(str(step.get("operator", "")))
        if operator is None or not operator.in_packs:
            yield self._error("rule_operator_unknown", self._file, key, operator=str(step.get("operator", "")))
            self._made[name] = None
            return
        roles = {role.rstrip("*") for role in operator.roles}
        yield from self._keys(
            self._file, key, step, {"name", "operator", "only_if", "on", *roles}, roles - operator.optional
        )
        for role in sorted({*roles, "only_if"} & set(step)):
            for reference in items(step[role]) or [step[role]]:
                yield from self._reference(f"{key}.{role}", str(reference), benefit)
                yield from self._fits(f"{key}.{role}", role, str(reference), operator)
                if str(reference) in PERSONAL | self._personal:
                    self._personal.add(name)
        if "only_if" in step and operator.roles[0].endswith("*"):
            yield self._error("rule_left_out_of_many", self._file, f"{key}.only_if", operator=operator.name)
        if operator.name == "rounded":
            yield from self._roundings(str(step.get("rule", "")))
        yield from self._rows(key, step, operator)
        self._made[name] = operator

    def _rows(self, key: str, step: Table, operator: Operator) -> Iterator[Finding]:
        """Check what is reckoned row by row: no result is, and it rests on nothing that differs from scope to scope."""
        if step.get("on", ROW_DATE) != ROW_DATE:
            yield self._error("rule_input_unknown", self._file, f"{key}.on", input=str(step["on"]))
        last = operator.roles[-1].rstrip("*") if operator.open_ended else ""
        gathered = step[last] if last and isinstance(step.get(last), str) else ""
        roles = {role.rstrip("*") for role in operator.roles} & set(step)
        named = {str(each) for role in roles for each in (items(step[role]) or [step[role]])} - {gathered}
        name = str(step.get("name", ""))
        scoped = SCOPED | PERSONAL | self._scoped
        if "on" in step or named & (OF_ROWS | self._by_row):
            self._by_row.add(name)
            for figure in sorted(named & scoped):
                yield self._error("rule_figure_of_no_row", self._file, key, input=figure)
            if name in (*RESULTS, *OPTIONAL_RESULTS):
                yield self._error("rule_figure_of_no_row", self._file, key, input=name)
        elif named & scoped:
            self._scoped.add(name)

    def _reference(self, key: str, reference: str, benefit: str) -> Iterator[Finding]:
        name, _, field = reference.partition(".")
        self.named.add(name)
        if not field and (name in BUILT_IN or name in self._made):
            if (name in OF_SURVIVORS and benefit not in WITH_SHARES) or (
                name in OF_INJURY and benefit not in INDUSTRIAL
            ):
                yield self._error("rule_figure_elsewhere", self._file, key, input=name, benefit=benefit)
            return
        if (field or "value") not in self._units(name):
            yield self._error("rule_input_unknown", self._file, key, input=reference)

    def _units(self, parameter: str) -> Mapping[str, object]:
        return table(table(self._parameters.get(parameter, {})).get("units", {}))

    def _fits(self, key: str, role: str, reference: str, operator: Operator) -> Iterator[Finding]:
        """Check that a reference is of the kind its role takes: a test, a table of so many columns, a list."""
        if role in _TESTS and self._unit(reference) not in (None, Unit.YES_NO):
            yield self._error("rule_not_a_test", self._file, key, input=reference)
        name, _, field = reference.partition(".")
        unit = str(self._units(name).get(field or "value", ""))
        columns = len(columns_of(unit)) if COLUMN in unit else 0
        wanted = operator.columns.get(role, 0)
        if unit and columns != wanted and not (columns and wanted and operator.table_at is not None):
            yield self._error("rule_table_wrong", self._file, key, columns=columns, wanted=wanted)
        if wanted and not unit and (reference in BUILT_IN or reference in self._made):
            yield self._error("rule_table_wrong", self._file, key, columns=0, wanted=wanted)
        open_ended = operator.open_ended and operator.roles[-1].rstrip("*") == role
        if reference in LISTS and (not open_ended or LISTS[reference] != operator.together):
            yield self._error("rule_list_misplaced", self._file, key, input=reference, operator=operator.name)
        if open_ended and operator.together > 1 and reference not in LISTS:
            yield self._error("rule_list_misplaced", self._file, key, input=reference, operator=operator.name)

    def _unit(self, reference: str) -> Unit | None:
        """Return the unit of a figure of the case or a step, None where it is not known here."""
        if reference in self._made:
            made = self._made[reference]
            return made.unit if made is not None else None
        if reference in BUILT_IN:
            return BUILT_IN[reference]
        return Unit.NUMBER

    def _roundings(self, parameter: str) -> Iterator[Finding]:
        name, _, field = parameter.partition(".")
        for entry in items(table(self._parameters.get(name, {})).get("dated", [])):
            rule = str(table(entry).get(field or "value", ""))
            if rule not in ROUNDINGS:
                yield self._error("rule_rounding_unknown", self._file, f"parameter.{name}", rounding=rule)

    def _shares(self, shares: list[Table], family: Table, benefit: str) -> Iterator[Finding]:
        if (shares or family) and benefit not in WITH_SHARES:
            yield self._error("rule_shares_elsewhere", self._file, "share", benefit=benefit)
        if family and not shares:
            yield self._error("rule_family_without_shares", self._file, "family")
        if shares and PENSION in self._made:
            yield self._error("rule_pension_and_shares", self._file, f"step.{PENSION}")
        for number, share in enumerate(shares, start=1):
            yield from self._share(f"share[{number}]", share)
        yield from self._keys(self._file, "family", family, FAMILY_KEYS)
        for role in sorted(FAMILY_KEYS & set(family)):
            if str(family[role]) not in self._made:
                yield self._error("rule_input_unknown", self._file, f"family.{role}", input=str(family[role]))
            elif str(family[role]) in self._personal:
                yield self._error("rule_result_personal", self._file, f"family.{role}", name=str(family[role]))

    def _share(self, key: str, share: Table) -> Iterator[Finding]:
        yield from self._keys(self._file, key, share, SHARE_KEYS, SHARE_NEEDS)
        who = items(share.get("who", []))
        for each in who or [""]:
            if each not in _RELATIONSHIPS and "who" in share:
                yield self._error("rule_relationship_unknown", self._file, f"{key}.who", relationship=str(each))
        for role in ("condition", "amount"):
            if role in share and str(share[role]) not in self._made:
                yield self._error("rule_input_unknown", self._file, f"{key}.{role}", input=str(share[role]))
        condition = str(share.get("condition", ""))
        if condition in self._made and self._unit(condition) not in (None, Unit.YES_NO):
            yield self._error("rule_not_a_test", self._file, f"{key}.condition", input=condition)
        if "until" in share:
            name = str(share["until"])
            self.named.add(name)
            if self._units(name).get("value") != Unit.TEXT.value:
                yield self._error("rule_until_not_text", self._file, f"{key}.until", input=name)
