"""What a clerk types of a summary of decisions line by line: who pays, who has not decided, what it comes to.

Lines hold text as typed. Reading one adds what is wrong to the findings, `where` being the list and the line's place
(`lines.0`); a line that is wholly empty says nothing and is left out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.award_notices import (
    CurrencyTotal,
    DecisionGround,
    DecisionResult,
    Frequency,
    StillOpen,
    SummaryLine,
)
from desktop_app.domain.findings import Finding
from desktop_app.workflows.decide_claim import PAYING
from desktop_app.workflows.decision_lines import (
    MOST_LINES,
    line_error,
    needed,
    needed_money,
    read_day,
    read_whole,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidLine:
    """What one State decided, by its two letters. An amount, its frequency and its day only where it pays."""

    state: str = ""
    result: str = ""
    amount: str = ""
    frequency: str = Frequency.MONTHLY.value
    start: str = ""
    case_number: str = ""
    review_days: str = ""
    review_address: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        typed = (self.result, self.amount, self.start, self.case_number, self.review_days, self.review_address)
        return not any(each.strip() for each in typed)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLine:
    """A State that has not decided, and why."""

    state: str = ""
    reason: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.state.strip() or self.reason.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalLine:
    """What is payable together in one currency, as the page states it."""

    amount: str = ""
    currency: str = ""
    frequency: str = Frequency.MONTHLY.value


def paid_of(
    lines: Sequence[PaidLine], currencies: Mapping[str, str], office_of: Callable[[str], str], found: list[Finding]
) -> tuple[SummaryLine, ...]:
    """Return what each State decided. `currencies` are those of the States of the Agreement, by their letters.

    The ground is not on the page; it reads as totalised.
    """
    read: list[SummaryLine] = []
    for place, line in enumerate(lines[:MOST_LINES]):
        if line.empty:
            continue
        where, before = f"lines.{place}", len(found)
        state = _state(where, line.state, currencies, [each.state for each in read], found)
        if not line.result:
            found.append(line_error("field_missing", where, field="result"))
            continue
        result = DecisionResult(line.result)
        pays = result in PAYING
        amount = needed_money(where, line.amount, currencies[state], found) if pays and state else None
        start = read_day(where, line.start, found)
        if pays and not line.start.strip():
            found.append(line_error("field_missing", where, field="start"))
        days = read_whole(where, line.review_days, found, least=1) if line.review_days.strip() else None
        if len(found) == before:
            read.append(
                SummaryLine(
                    state=state,
                    office=office_of(state),
                    case_number=line.case_number.strip(),
                    result=result,
                    ground=DecisionGround.TOTALISED,
                    start=start if pays else None,
                    amount=amount,
                    frequency=Frequency(line.frequency) if pays else None,
                    review_days=days,
                    review_address=line.review_address.strip(),
                )
            )
    return tuple(read)


def open_of_page(
    lines: Sequence[OpenLine], currencies: Mapping[str, str], decided: Sequence[str], found: list[Finding]
) -> tuple[StillOpen, ...]:
    """Return the States that have not decided, each with its reason; none of them is among those `decided`."""
    read: list[StillOpen] = []
    for place, line in enumerate(lines[:MOST_LINES]):
        if line.empty:
            continue
        where = f"still_open.{place}"
        state = _state(where, line.state, currencies, [*decided, *(each.state for each in read)], found)
        reason = needed(where, "reason", line.reason, found)
        if state and reason:
            read.append(StillOpen(state=state, reason=reason))
    return tuple(read)


def totals_of_page(
    lines: Sequence[TotalLine], currencies: Sequence[str], found: list[Finding]
) -> tuple[CurrencyTotal, ...]:
    """Return the totals as the page states them, in the order of their currencies."""
    read: list[CurrencyTotal] = []
    for place, line in enumerate(lines[:MOST_LINES]):
        where, currency = f"totals.{place}", line.currency.strip().upper()
        if not line.amount.strip():
            continue
        if currency not in currencies:
            found.append(line_error("currency_unknown", where, currency=currency))
            continue
        amount = needed_money(where, line.amount, currency, found)
        if amount is not None:
            read.append(CurrencyTotal(amount=amount, frequency=Frequency(line.frequency)))
    return tuple(sorted(read, key=lambda each: (each.amount.currency, each.frequency)))


def _state(where: str, typed: str, known: Mapping[str, str], before: Sequence[str], found: list[Finding]) -> str:
    """Return a State of the Agreement that no line named before; empty where there is something wrong with it."""
    state = typed.strip().upper()
    if state not in known:
        found.append(line_error("summary_state_unknown", where, state=state))
        return ""
    if state in before:
        found.append(line_error("summary_state_twice", where, state=state))
        return ""
    return state
