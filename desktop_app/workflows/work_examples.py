"""Work through the examples that rule packs carry, and say where a pack gives another figure than its example.

An example is a case file and the fields of the State's line that it must give; see resources/rules/README.md.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Final

from desktop_app.calculation.award import Amount, StateAward, SurvivorShare
from desktop_app.calculation.engine import award
from desktop_app.calculation.pack import Example, RulePack
from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.domain.money import Money, decimal_text
from desktop_app.foundation.problems import Problem
from desktop_app.foundation.progress import Progress
from desktop_app.rulebook.pack_files import EXAMPLES_FILE
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.workflows.case_file import read_case

EXACT_PLACES: Final = 7
AVERAGE_PLACES: Final = 4


def work_examples(
    rulebook: Rulebook, states: Iterable[str] | None = None, progress: Progress | None = None
) -> tuple[Finding, ...]:
    """Calculate every example of these States' packs, of all by default; return an error for each that fails."""
    wanted = sorted(rulebook.packs) if states is None else sorted(states)
    return tuple(finding for state in wanted for finding in _of_pack(rulebook, rulebook.packs[state], progress))


def _of_pack(rulebook: Rulebook, pack: RulePack, progress: Progress | None) -> Iterator[Finding]:
    for number, example in enumerate(pack.examples, start=1):
        if progress is not None:
            progress.step(number - 1, len(pack.examples))
        key = f"example[{number}]"
        try:
            line = _calculated(rulebook, pack, example)
        except (Problem, KeyError) as problem:
            why = problem.code if isinstance(problem, Problem) else "no_periods"
            yield _failed("rule_example_refused", pack, key, example, why=why)
            continue
        for field, found, expected in _differences(line, example.expect):
            facts = {"field": field, "found": found, "expected": expected}
            yield _failed("rule_example_fails", pack, key, example, **facts)


def _calculated(rulebook: Rulebook, pack: RulePack, example: Example) -> StateAward:
    case = read_case(example.case.encode(), rulebook.agreement)
    return award(case, rulebook.packs, rulebook.agreement).state(pack.state)


def _failed(code: str, pack: RulePack, key: str, example: Example, **facts: Fact) -> Finding:
    file = f"{pack.state}/{EXAMPLES_FILE}"
    told: dict[str, Fact] = {"file": file, "key": key, "example": example.name, **facts}
    return Finding(code=code, level=Level.ERROR, where=file, facts=told)


def _differences(line: StateAward, expect: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """Yield every field that is not as expected, with what was found and what was expected."""
    shown = line_fields(line)
    codes = {finding.code for finding in line.findings}
    for field, expected in expect.items():
        if field == "findings":
            missing = sorted({str(each) for each in _listed(expected)} - codes)
            if missing:
                yield field, ", ".join(sorted(codes)), ", ".join(missing)
        elif field == "no_findings":
            there = sorted({str(each) for each in _listed(expected)} & codes)
            if there:
                yield field, ", ".join(there), "-"
        elif field == "shares":
            yield from _share_differences(line.shares, _listed(expected))
        elif field not in shown:
            yield field, "no field of a State's line", str(expected)
        elif _plain(shown[field]) != _plain(expected):
            yield field, _plain(shown[field]), _plain(expected)


def _share_differences(shares: tuple[SurvivorShare, ...], expected: list[object]) -> Iterator[tuple[str, str, str]]:
    if len(shares) != len(expected):
        yield "shares", str(len(shares)), str(len(expected))
        return
    for number, (share, wanted) in enumerate(zip(shares, expected, strict=True), start=1):
        shown = share_fields(share)
        for field, value in (wanted if isinstance(wanted, dict) else {}).items():
            found = _plain(shown[field]) if field in shown else "no field of a share"
            if found != _plain(value):
                yield f"shares[{number}].{field}", found, _plain(value)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def line_fields(line: StateAward) -> dict[str, object]:
    """Return the fields of a State's line by the names an example uses: those of `calculate --json`, joined by `_`."""
    return {
        "state": line.state,
        "currency": line.currency,
        "own_weeks": line.own_weeks,
        "counted_weeks": line.counted_weeks,
        "totalised_weeks": line.totalised_weeks,
        "entitled_alone": line.alone.met,
        "entitled_totalised": line.totalised.met,
        "rate_percent": _decimals(line.rate),
        "average_weekly_earnings": None
        if line.average_weekly is None
        else decimal_text(line.average_weekly, AVERAGE_PLACES),
        "share": None if line.share is None else f"{line.share[0]}/{line.share[1]}",
        **_amounts(line.notional, line.actual, line.local),
        "grant_amount": _money(line.grant.lump_sum),
        "payable_amount": None if line.payable.kind is None else line.payable.kind.value,
        "payable_weekly": _money(line.payable.weekly),
        "payable_four_weekly": _money(line.payable.four_weekly),
        "payable_monthly": _money(line.payable.monthly),
        "payable_yearly": _money(line.payable.yearly),
        "payable_reason": line.payable.reason.code,
    }


def share_fields(share: SurvivorShare) -> dict[str, object]:
    """Return the fields of a survivor's share by the names an example uses."""
    return {
        "survivor": share.survivor,
        "relationship": share.relationship.value,
        "percent": _decimals(share.percent),
        **_amounts(share.notional, share.actual, share.local),
        "payable_weekly": _money(share.payable),
        "payable_monthly": _money(share.monthly),
        "payable_reason": share.reason.code,
        "until": share.until,
    }


def _amounts(notional: Amount, actual: Amount, local: Amount) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, amount in (("notional", notional), ("actual", actual), ("local", local)):
        exact = amount.unrounded
        found[f"{name}_weekly"] = _money(amount.weekly)
        found[f"{name}_weekly_unrounded"] = None if exact is None else decimal_text(exact, EXACT_PLACES)
        found[f"{name}_reason"] = None if amount.reason is None else amount.reason.code
    return found


def _money(amount: Money | None) -> str | None:
    return None if amount is None else amount.plain


def _decimals(value: Fraction | None) -> str | None:
    if value is None:
        return None
    whole, _, rest = decimal_text(value, EXACT_PLACES).partition(".")
    return f"{whole}.{rest.rstrip('0')}" if rest.rstrip("0") else whole


def _plain(value: object) -> str:
    """Say a value as an example writes it; what is not known is the word `none`."""
    if value is None or value == "":
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)
