"""What a clerk types of a decision line by line: amounts, weeks of others, additions, reductions and set-offs.

Lines hold text as typed. Reading one adds what is wrong to the findings, `where` being the list and the line's place
(`set_offs.0`); a line that is wholly empty says nothing and is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Final, TypeVar

from desktop_app.domain.award_notices import (
    DecidedAmount,
    Frequency,
    Reduction,
    SetOff,
    Supplement,
    WeeksAccepted,
)
from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.domain.money import Money, parse_money
from desktop_app.domain.time import parse_date
from desktop_app.foundation.problems import FormProblem

MOST_LINES: Final = 50
"""Lines of one list."""

_MOST_DIGITS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOffLine:
    """Money another State is asked to hold back: how much, in which currency, and why."""

    amount: str = ""
    currency: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountLine:
    """What is payable for one stretch of time; `since` may stay empty in the first line, which runs from the start."""

    payable: str = ""
    frequency: str = Frequency.MONTHLY.value
    since: str = ""
    until: str = ""
    notional: str = ""
    actual: str = ""
    local: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedLine:
    """Weeks of another State that were counted, by its two letters, and the certificate they come from."""

    state: str = ""
    weeks: str = ""
    certificate: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementLine:
    """An addition, or a survivor's share: what it is, for whom, how much, how often, until when."""

    what: str = ""
    name: str = ""
    amount: str = ""
    frequency: str = Frequency.MONTHLY.value
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReductionLine:
    """What lowers the amount: why, how much, by which rule, until when."""

    ground: str = ""
    amount: str = ""
    article: str = ""
    until: str = ""


Line = SetOffLine | AmountLine | AcceptedLine | SupplementLine | ReductionLine

_Line = TypeVar("_Line", SetOffLine, AmountLine, AcceptedLine, SupplementLine, ReductionLine)

_CHOSEN: Final = frozenset({"frequency", "currency"})
"""Fields that stand at something from the start: they make no line a filled one."""


def set_offs_of(
    lines: Sequence[SetOffLine], currencies: Sequence[str], found: list[Finding], own: str
) -> tuple[SetOff, ...]:
    """Return the set-offs asked; `own` is the currency of a line that names none, `currencies` those known."""
    read: list[SetOff] = []
    for where, line in _filled("set_offs", lines):
        currency = line.currency.strip().upper() or own
        if currency not in currencies:
            found.append(line_error("currency_unknown", where, currency=currency))
            continue
        amount = needed_money(where, line.amount, currency, found)
        ground = needed(where, "ground", line.ground, found)
        if amount is not None and ground:
            read.append(SetOff(amount=amount, ground=ground))
    return tuple(read)


def amounts_of(
    lines: Sequence[AmountLine], start: date | None, currency: str, found: list[Finding]
) -> tuple[DecidedAmount, ...]:
    """Return the amounts in the order typed. Stretches of one decision follow each other and never overlap."""
    read: list[DecidedAmount] = []
    for where, line in _filled("amounts", lines):
        payable = needed_money(where, line.payable, currency, found)
        given = line.since.strip() or read
        since = read_day(where, line.since, found) if given else start
        until = read_day(where, line.until, found)
        if read and not line.since.strip():
            found.append(line_error("field_missing", where, field="since"))
        notional, actual, local = (
            _money(where, typed, currency, found) for typed in (line.notional, line.actual, line.local)
        )
        if payable is None or since is None:
            continue
        if until is not None and until < since:
            found.append(line_error("decision_amount_ends_early", where))
            continue
        before = read[-1] if read else None
        if before is not None and (before.until is None or before.until >= since):
            found.append(line_error("decision_amounts_overlap", where, date=since.isoformat()))
        read.append(
            DecidedAmount(
                since=since,
                until=until,
                currency=currency,
                frequency=Frequency(line.frequency),
                payable=payable,
                notional=notional,
                actual=actual,
                local=local,
            )
        )
    return tuple(read)


def accepted_of(
    lines: Sequence[AcceptedLine], states: Sequence[str], own: str, found: list[Finding]
) -> tuple[WeeksAccepted, ...]:
    """Return the weeks of others; `states` are those of the Agreement, `own` the one that decided."""
    read: list[WeeksAccepted] = []
    for where, line in _filled("accepted", lines):
        state = line.state.strip().upper()
        if state not in states or state == own:
            found.append(line_error("decision_state_not_other", where, state=state))
            continue
        weeks = read_whole(where, line.weeks, found, least=0)
        version = read_whole(where, line.version.strip() or "1", found, least=1)
        if weeks is not None and version is not None:
            read.append(WeeksAccepted(state=state, weeks=weeks, certificate=line.certificate.strip(), version=version))
    return tuple(read)


def supplements_of(lines: Sequence[SupplementLine], currency: str, found: list[Finding]) -> tuple[Supplement, ...]:
    """Return the additions and shares."""
    read: list[Supplement] = []
    for where, line in _filled("supplements", lines):
        what = needed(where, "what", line.what, found)
        amount = needed_money(where, line.amount, currency, found)
        until = read_day(where, line.until, found)
        if what and amount is not None:
            read.append(
                Supplement(
                    what=what, name=line.name.strip(), amount=amount, frequency=Frequency(line.frequency), until=until
                )
            )
    return tuple(read)


def reductions_of(lines: Sequence[ReductionLine], currency: str, found: list[Finding]) -> tuple[Reduction, ...]:
    """Return what lowers the amount."""
    read: list[Reduction] = []
    for where, line in _filled("reductions", lines):
        ground = needed(where, "ground", line.ground, found)
        amount = needed_money(where, line.amount, currency, found)
        until = read_day(where, line.until, found)
        if ground and amount is not None:
            read.append(Reduction(ground=ground, amount=amount, article=line.article.strip(), until=until))
    return tuple(read)


def _filled(name: str, lines: Sequence[_Line]) -> list[tuple[str, _Line]]:
    """Return the lines in which something was typed, each with where it stands."""
    return [(f"{name}.{place}", line) for place, line in enumerate(lines[:MOST_LINES]) if not is_empty(line)]


def is_empty(line: Line) -> bool:
    """Tell whether nothing was typed in a line."""
    return not any(getattr(line, each.name).strip() for each in fields(line) if each.name not in _CHOSEN)


def needed(where: str, name: str, typed: str, found: list[Finding]) -> str:
    """Return words that may not be missing, stripped; one that is empty is found wanting."""
    if not typed.strip():
        found.append(line_error("field_missing", where, field=name))
    return typed.strip()


def needed_money(where: str, typed: str, currency: str, found: list[Finding]) -> Money | None:
    """Return an amount that may not be missing, in a currency; None where it is found wanting."""
    if not typed.strip():
        found.append(line_error("decision_line_amount_missing", where))
    return _money(where, typed, currency, found)


def _money(where: str, typed: str, currency: str, found: list[Finding]) -> Money | None:
    try:
        return parse_money(typed, currency) if typed.strip() else None
    except FormProblem as problem:
        found.append(Finding(code=problem.code, level=Level.ERROR, where=where, facts=dict(problem.facts)))
        return None


def read_day(where: str, typed: str, found: list[Finding]) -> date | None:
    """Return a day as typed; None for none, and for one that cannot be read."""
    try:
        return parse_date(typed) if typed.strip() else None
    except FormProblem as problem:
        found.append(Finding(code=problem.code, level=Level.ERROR, where=where, facts=dict(problem.facts)))
        return None


def read_whole(where: str, typed: str, found: list[Finding], *, least: int) -> int | None:
    """Return a whole number of at most four figures; None where it cannot be read or is less than `least`."""
    bare = typed.strip()
    if bare.isascii() and bare.isdigit() and len(bare) <= _MOST_DIGITS and int(bare) >= least:
        return int(bare)
    found.append(line_error("whole_number_unreadable", where, text=bare))
    return None


def line_error(code: str, where: str, /, **facts: Fact) -> Finding:
    """Return an error at a place of the form."""
    return Finding(code=code, level=Level.ERROR, where=where, facts=facts)
