"""Amounts a week, four weeks, a month and a year, by each State's rule for its payments.

A State with weekly rates pays the rounded rate for each week of the month; one that pays by the month rounds the month,
not the week before it; one that pays every four weeks pays four weekly rates. A year is twelve months where the State
pays by the month, else 52 weeks: a convention where its rules name no other (the provision `year_amount`).
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from desktop_app.calculation.amounts import before_rounding
from desktop_app.calculation.award import Payable, PayableKind, SurvivorShare
from desktop_app.calculation.comparison import Choice
from desktop_app.calculation.ledger import given, made
from desktop_app.calculation.line import Line, exact
from desktop_app.calculation.operators.chosen import ACTUAL, CERTIFIED, LOCAL, SUPPLEMENTED
from desktop_app.calculation.operators.weeks_to_months import MONTHS, WEEKS
from desktop_app.calculation.options import Options
from desktop_app.calculation.pack import DatedValue
from desktop_app.calculation.trace import TraceNode, Unit
from desktop_app.domain.money import Money, Rounding, money_of, rounded_money
from desktop_app.domain.money import total as sum_of_money

KINDS: Final = {
    ACTUAL: PayableKind.ACTUAL,
    SUPPLEMENTED: PayableKind.ACTUAL,
    LOCAL: PayableKind.LOCAL,
    CERTIFIED: PayableKind.CERTIFIED,
}
FOUR_WEEKS: Final = 4
FIVE_WEEKS: Final = 5
WEEKS_IN_MONTH: Final = "weeks_in_month"
TWELFTH: Final = "twelfth_of_year"
EVERY_FOUR_WEEKS: Final = "four_weeks"
YEAR_PROVISION: Final = "year_amount"


def paid(line: Line, choice: Choice, node: TraceNode, shares: Sequence[SurvivorShare]) -> Payable:
    """Say what is paid, and by the month and the year as the State does."""
    if node.value is None:
        return Payable(kind=None, weekly=None, monthly=None, reason=choice.reason)
    weekly = Money.of(exact(node), node.currency)
    how = _how(line)
    four = five = month = None
    if how in (WEEKS_IN_MONTH, EVERY_FOUR_WEEKS):
        four = _times(weekly, FOUR_WEEKS)
    if how == WEEKS_IN_MONTH:
        five = _times(weekly, FIVE_WEEKS)
    elif how == TWELFTH:
        months = [each.monthly for each in shares if each.monthly is not None]
        month = sum_of_money(months, weekly.currency) if months else monthly(line, _week(line, choice, node))
    return Payable(
        kind=KINDS[choice.pays],
        weekly=weekly,
        monthly=month,
        reason=choice.reason,
        four_weekly=four,
        five_weekly=five,
        yearly=_times(weekly, WEEKS) if month is None else _times(month, MONTHS),
    )


def share_paid(payable: Payable, share: SurvivorShare) -> Payable:
    """Return what a survivor's share comes to, by the month and the year as the State pays all survivors together."""
    weekly, month = share.payable, share.monthly
    if weekly is None:
        return Payable(kind=None, weekly=None, monthly=None, reason=share.reason)
    return Payable(
        kind=payable.kind,
        weekly=weekly,
        monthly=month,
        reason=share.reason,
        four_weekly=_times(weekly, FOUR_WEEKS) if payable.four_weekly is not None else None,
        five_weekly=_times(weekly, FIVE_WEEKS) if payable.five_weekly is not None else None,
        yearly=_times(weekly, WEEKS) if month is None else _times(month, MONTHS),
    )


def _times(amount: Money, number: int) -> Money:
    return money_of(amount.minor * number, amount.currency)


def _rule(line: Line) -> DatedValue | None:
    return line.evaluation.value_of("month_payment") if line.evaluation is not None else None


def _how(line: Line) -> object:
    rule = _rule(line)
    return rule.fields.get("value") if rule is not None else None


def monthly(line: Line, week: TraceNode | None) -> Money | None:
    """Return the month of a weekly amount where the State pays by the month, rounded once; None where it does not."""
    if week is None or _how(line) != TWELFTH:
        return None
    amount = Fraction(exact(before_rounding(week))) * WEEKS / MONTHS
    return rounded_money(amount, Rounding.HALF_UP_CENT, week.currency or line.currency)


def _week(line: Line, choice: Choice, node: TraceNode) -> TraceNode:
    """Return the amount a week that a month is made from: before its own rounding, so that a month is rounded once."""
    return {ACTUAL: line.actual, LOCAL: line.local, CERTIFIED: line.actual}.get(choice.pays) or node


def month_nodes(line: Line, choice: Choice, money: Payable, node: TraceNode, options: Options) -> tuple[TraceNode, ...]:
    """Return the amounts a month and a year as figures of the worksheet; what is above is carried over from there."""
    rule = _rule(line)
    if money.weekly is None:
        return ()
    if rule is None:
        return (_year(line, money, _carried(line, money.weekly), options),)
    state, currency = line.state, money.weekly.currency
    carried = _carried(line, money.weekly)
    nodes = []
    for key, amount, weeks in (
        ("month_of_four_weeks", money.four_weekly, FOUR_WEEKS),
        ("month_of_five_weeks", money.five_weekly, FIVE_WEEKS),
    ):
        if amount is not None:
            plain = key if money.five_weekly is not None else "four_weeks"
            times = given("weeks_in_month", weeks, Unit.WEEKS, state=state, authority=rule.authority)
            nodes.append(made(plain, "multiplied", (carried, times), state=state, currency=currency))
    if money.monthly is not None:
        nodes.append(_month(line, choice, node, rule))
    nodes.append(_year(line, money, carried, options))
    return tuple(nodes)


def _carried(line: Line, weekly: Money) -> TraceNode:
    facts = {"carried": 1}
    return given("payable_amount", weekly.number, Unit.MONEY, state=line.state, currency=weekly.currency, facts=facts)


def _month(line: Line, choice: Choice, node: TraceNode, rule: DatedValue) -> TraceNode:
    """Return the month as a figure: one rounding, or the sum of the survivors' months."""
    amounts = line.survivor_amounts.get(choice.pays, {})
    if not amounts:
        return _month_of(line, _week(line, choice, node), rule, node.currency)
    months = [_month_of(line, each, rule, node.currency) for each in amounts.values()]
    return made("month", "summed", months, state=line.state, currency=node.currency)


def _month_of(line: Line, week: TraceNode, rule: DatedValue, currency: str) -> TraceNode:
    state = line.state
    before = before_rounding(week)
    carried = {"carried": 1} | dict(week.facts)
    unrounded = given(before.key, before.value, Unit.MONEY, state=state, currency=currency, facts=carried)
    average = Fraction(WEEKS, MONTHS)
    times = given("weeks_in_average_month", average, Unit.WEEKS, state=state, authority=rule.authority)
    exact_month = made("month_unrounded", "multiplied", (unrounded, times), state=state, currency=currency)
    rounding = given("payment_rounding", Rounding.HALF_UP_CENT.value, Unit.TEXT)
    facts = {key: each for key, each in week.facts.items() if key in ("survivor", "relationship")}
    return made("month", "rounded", (exact_month, rounding), state=state, currency=currency, facts=facts)


def _year(line: Line, money: Payable, carried: TraceNode, options: Options) -> TraceNode:
    """Return the amount a year as a figure, from the month or from the week that is carried over."""
    state, currency = line.state, carried.currency
    authority = options.provision_authority(YEAR_PROVISION)
    if money.monthly is None:
        each, times = carried, given("weeks_in_paid_year", WEEKS, Unit.WEEKS, authority=authority)
    else:
        each = given("month", money.monthly.units, Unit.MONEY, state=state, currency=currency, facts={"carried": 1})
        times = given("months_in_year", MONTHS, Unit.MONTHS, authority=authority)
    return made("year", "multiplied", (each, times), state=state, currency=currency)
