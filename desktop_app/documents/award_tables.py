"""The tables of a calculation: what each State pays and why, and the weeks it rests on.

No figure is reckoned here but the sums of the rows by State and year.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from desktop_app.calculation.award import Amount, Award, ConditionResult, StateAward, SurvivorShare
from desktop_app.calculation.lost_weeks import lost_weeks
from desktop_app.documents.flow import QUIET, SMALL, SUNKEN, Flow, Style
from desktop_app.documents.fonts import Weight
from desktop_app.documents.grid import Cell, Column, Grid, Row
from desktop_app.domain.money import total
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.wording.award_words import (
    family_words,
    how_long_words,
    lost_row_words,
    lost_why_words,
    relation_words,
    survivor_words,
)
from desktop_app.wording.catalogue import text
from desktop_app.wording.findings import reason_words
from desktop_app.wording.formats import amount_words, exact_words, fraction_words, money_words, percent_words

LANES: Final = ("#1F55B5", "#A84A12", "#159C78", "#8A4696", "#C48A0C", "#343B49")
"""A colour for each State in the order of first insurance; its code always stands beside it."""

_DASH: Final = "\u2013"
_STATES_WITH_EARNINGS: Final = 4
_PAYABLE: Final = Style(size=10.5, weight=Weight.SEMIBOLD)


def _lane(place: int) -> str:
    return LANES[place % len(LANES)]


def result(flow: Flow, award: Award, parties: Mapping[str, str]) -> None:
    """Write a row a State: weeks, entitlement with the figure that decides, the three amounts, what is paid and why."""
    flow.heading(text("Result"), 2, keep=90)
    columns = (
        Column(title=text("State")),
        Column(title=text("Own weeks"), width=46, right=True),
        Column(title=text("Totalised weeks"), width=58, right=True),
        Column(title=text("Entitled on own weeks?"), width=84),
        Column(title=text("Entitled by totalisation?"), width=88),
        Column(title=text("Notional"), width=58, right=True),
        Column(title=text("Share"), width=60, right=True),
        Column(title=text("Actual"), width=58, right=True),
        Column(title=text("Local"), width=58, right=True),
        Column(title=text("Payable a week"), width=66, right=True),
        Column(title=text("Currency"), width=56),
    )
    Grid(flow, columns).write(_result_row(parties, place, line) for place, line in enumerate(award.states))
    flow.paragraph(
        text(
            "All amounts a week; a second figure is the amount before rounding. Each State pays its own part in its "
            "own currency, and currencies are never added."
        ),
        QUIET,
    )


def _result_row(parties: Mapping[str, str], place: int, line: StateAward) -> Row:
    payable = amount_words(line.payable.weekly) if line.payable.weekly is not None else _DASH
    return Row(
        cells=(
            Cell(text=line.state, second=parties.get(line.state, ""), style=SMALL.strong(), bar=_lane(place)),
            Cell(text=exact_words(line.own_weeks), second=_counted(line)),
            Cell(text=exact_words(line.totalised_weeks)),
            Cell(text=_met(line.alone), second=_deciding(line.alone)),
            Cell(text=_met(line.totalised), second=_deciding(line.totalised)),
            _amount(line.notional),
            Cell(text=fraction_words(line.share)),
            _amount(line.actual),
            _amount(line.local),
            Cell(text=payable, style=_PAYABLE),
            Cell(text=line.currency),
        ),
        note=Cell(text="\n".join(_why(line))),
    )


def _counted(line: StateAward) -> str:
    if line.counted_weeks == line.own_weeks:
        return ""
    return text("{weeks} counted").format(weeks=exact_words(line.counted_weeks))


def _met(condition: ConditionResult) -> str:
    return {True: text("Yes"), False: text("No"), None: text("Not known")}[condition.met]


def _deciding(condition: ConditionResult) -> str:
    if condition.have is None or condition.need is None:
        return ""
    if condition.need == 0:
        return text("no length needed")
    said = text("{have} of {need}").format(have=exact_words(condition.have, 2), need=exact_words(condition.need, 2))
    if condition.unit == "percent":
        said = text("{have} % of {need} %").format(have=exact_words(condition.have), need=exact_words(condition.need))
    if condition.short:
        return text("{said},\n{short} short").format(said=said, short=exact_words(condition.short, 2))
    return said


def _amount(amount: Amount) -> Cell:
    """Show an amount as it can be paid and, below it, before rounding where that differs."""
    if amount.weekly is None:
        return Cell(text=text("None") if amount.reason is not None else _DASH)
    before = amount.unrounded
    exact = exact_words(before, 4) if before is not None and before != amount.weekly.units else ""
    return Cell(text=amount_words(amount.weekly), second=exact)


def _why(line: StateAward) -> Iterator[str]:
    """Say why the amount is payable, what it is in other spans of time, and which grant stands apart."""
    yield text("Why: {reason}").format(reason=reason_words(line.payable.reason))
    spans = (
        (text("four weeks {amount}"), line.payable.four_weekly),
        (text("five weeks {amount}"), line.payable.five_weekly),
        (text("a month {amount}"), line.payable.monthly),
        (text("a year {amount}"), line.payable.yearly),
    )
    paid = [words.format(amount=money_words(amount)) for words, amount in spans if amount is not None]
    if paid:
        yield text("Payable: {amounts}").format(amounts=", ".join(paid))
    if line.grant.lump_sum is not None:
        grant = text("Grant, never compared with a pension: {amount}").format(amount=money_words(line.grant.lump_sum))
        yield f"{grant}, {reason_words(line.grant.reason)}" if line.grant.reason is not None else grant


def shares(flow: Flow, award: Award, names: Mapping[str, str]) -> None:
    """Show what each survivor gets from each State, and what the family's maximum does; nothing where none is."""
    if not any(line.shares for line in award.states):
        return
    flow.heading(text("What each survivor gets"), 2, keep=90)
    columns = (
        Column(title=text("State"), width=40),
        Column(title=text("Survivor"), width=150),
        Column(title=text("Share"), width=46, right=True),
        Column(title=text("Notional"), width=64, right=True),
        Column(title=text("Actual"), width=64, right=True),
        Column(title=text("Local"), width=64, right=True),
        Column(title=text("Payable a week"), width=74, right=True),
        Column(title=text("A month"), width=64, right=True),
        Column(title=text("How long, or why nothing")),
    )
    Grid(flow, columns).write(
        _share_row(line, lane, share, names) for lane, line in enumerate(award.states) for share in line.shares
    )
    for line in award.states:
        if said := family_words(line):
            flow.paragraph(said, QUIET)


def _share_row(line: StateAward, place: int, share: SurvivorShare, names: Mapping[str, str]) -> Row:
    relation = relation_words(share).partition(",")[0]
    return Row(
        cells=(
            Cell(text=line.state, style=SMALL.strong(), bar=_lane(place)),
            Cell(text=survivor_words(share, names), second=relation),
            Cell(text=percent_words(share.percent) if share.percent is not None else _DASH),
            _amount(share.notional),
            _amount(share.actual),
            _amount(share.local),
            Cell(text=amount_words(share.payable) if share.payable is not None else _DASH, style=_PAYABLE),
            Cell(text=amount_words(share.monthly) if share.monthly is not None else _DASH),
            Cell(text=how_long_words(share)),
        )
    )


def losses(flow: Flow, award: Award, periods: tuple[InsurancePeriod, ...]) -> None:
    """Show every row whose weeks do not all count, to whom they gave way and why; nothing where all count."""
    found = lost_weeks(award, periods)
    if not found:
        return
    flow.heading(text("Weeks that do not count"), 2, keep=80)
    columns = (
        Column(title=text("State"), width=46),
        Column(title=text("Year"), width=46, right=True),
        Column(title=text("Row")),
        Column(title=text("Weeks"), width=50, right=True),
        Column(title=text("Gave way to"), width=70),
        Column(title=text("Why"), width=230),
    )
    Grid(flow, columns, dense=True).write(
        Row(
            cells=(
                Cell(text=lost.row.state, style=SMALL.strong()),
                Cell(text=str(lost.row.year)),
                Cell(text=lost_row_words(lost)),
                Cell(text=exact_words(lost.weeks), style=SMALL.strong()),
                Cell(text=lost.to_state or _DASH),
                Cell(text=lost_why_words(lost)),
            )
        )
        for lost in found
    )
    flow.paragraph(text("No certified row is changed; an officer can let another State keep its weeks."), QUIET)


def weeks(flow: Flow, award: Award, periods: tuple[InsurancePeriod, ...]) -> None:
    """Show the rows the calculation was given, by State and year; earnings where there is room for them."""
    flow.heading(text("Weeks used, by State and year"), 2, keep=80)
    lines = award.states
    with_earnings = len(lines) <= _STATES_WITH_EARNINGS
    columns = [Column(title=text("Year"), width=60, right=True)]
    for line in lines:
        columns.append(Column(title=text("{state} weeks").format(state=line.state), right=True))
        if with_earnings:
            title = text("{state} earnings {currency}").format(state=line.state, currency=line.currency)
            columns.append(Column(title=title, right=True))
    columns.append(Column(title=text("Weeks in all"), right=True))
    Grid(flow, columns, dense=True).write(_week_rows(periods, lines, with_earnings=with_earnings))


def _week_rows(
    periods: tuple[InsurancePeriod, ...], lines: tuple[StateAward, ...], *, with_earnings: bool
) -> Iterator[Row]:
    years = sorted({row.year for row in periods})
    for year in years:
        of_year = [row for row in periods if row.year == year]
        cells = _week_cells(of_year, lines, SMALL, with_earnings=with_earnings)
        yield Row(cells=(Cell(text=str(year)), *cells), strong_line=year == years[-1])
    strong = SMALL.strong()
    cells = _week_cells(list(periods), lines, strong, with_earnings=with_earnings)
    yield Row(cells=(Cell(text=text("Rows in all"), style=strong), *cells), fill=SUNKEN)


def _week_cells(
    rows: list[InsurancePeriod], lines: tuple[StateAward, ...], style: Style, *, with_earnings: bool
) -> Iterator[Cell]:
    for line in lines:
        of_state = [row for row in rows if row.state == line.state]
        said = exact_words(sum(row.weeks for row in of_state)) if of_state else _DASH
        yield Cell(text=said, style=style)
        if with_earnings:
            yield Cell(text=_earned(of_state, line.currency), style=style)
    yield Cell(text=exact_words(sum(row.weeks for row in rows)), style=SMALL.strong())


def _earned(rows: list[InsurancePeriod], currency: str) -> str:
    """Say what was earned in a currency, a dash where no row states it."""
    stated = [row.earnings for row in rows if row.earnings is not None and row.earnings.currency == currency]
    return amount_words(total(stated, currency)) if stated else _DASH
