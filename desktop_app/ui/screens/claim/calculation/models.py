"""The result as cells: a row a State, the figure that decides under each answer, the payable amount tinted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

from desktop_app.calculation.award import Amount, Award, ConditionResult, StateAward
from desktop_app.domain.money import Money, total
from desktop_app.domain.states import Party
from desktop_app.ui.widgets.cells import Cell, IconSpec, LaneSpec
from desktop_app.ui.widgets.table import Column
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.findings import reason_words
from desktop_app.wording.formats import amount_words, exact_words, fraction_words, money_words

COLUMNS: Final = (
    "state",
    "own_weeks",
    "totalised_weeks",
    "alone",
    "totalised",
    "notional",
    "share",
    "actual",
    "local",
    "payable",
    "why",
)
"""The names of the table's columns, in order."""

NO_FIGURE: Final = frozenset({"state", "why"})
_DASH: Final = "\u2013"


def award_columns(*, with_why: bool) -> tuple[Column, ...]:
    """Return the columns; without `why` the reason stands under each row."""
    columns = (
        Column(title=_("State"), width=166, stretch=2, least=158),
        Column(title=_("Own\nweeks"), width=58, align="right"),
        Column(title=_("Totalised\nweeks"), width=72, align="right"),
        Column(title=_("Entitled on\nown weeks?"), width=150, stretch=1, least=118),
        Column(title=_("Entitled by\ntotalisation?"), width=162, stretch=1, least=148),
        Column(title=_("Notional"), width=74, align="right"),
        Column(title=_("Ratio"), width=76, align="right"),
        Column(title=_("Actual"), width=74, align="right"),
        Column(title=_("Local"), width=56, align="right"),
        Column(title=_("Payable"), width=106, align="right"),
    )
    return (*columns, Column(title=_("Why this amount is payable"), width=176, stretch=4)) if with_why else columns


def award_rows(
    award: Award, parties: Mapping[str, Party], unfolded: tuple[str, str], *, with_why: bool
) -> Sequence[tuple[Cell, ...]]:
    """Return the rows; `unfolded` is the State and the column whose worksheet is shown.

    Without `why` every State has a second row, whose first cell holds the reason.
    """
    rows: list[tuple[Cell, ...]] = []
    for lane, line in enumerate(award.states):
        cells = _award_row(line, lane, parties.get(line.state), unfolded[1] if unfolded[0] == line.state else "")
        why = Cell(text=reason_words(line.payable.reason), wrap=True, small=True, muted=True)
        if with_why:
            rows.append((*cells, why))
        else:
            rows.extend((cells, (Cell(text=why.text, muted=True, small=True),)))
    return rows


def _award_row(line: StateAward, lane: int, party: Party | None, unfolded: str) -> tuple[Cell, ...]:
    name = party.short_name if party else line.state
    institution = f"{party.institution_short}, {party.town}" if party else ""
    dropped = line.own_weeks - line.counted_weeks
    figures = {
        "own_weeks": Cell(
            text=str(line.own_weeks),
            second=_("{weeks} count").format(weeks=line.counted_weeks) if dropped else "",
            align="right",
        ),
        "totalised_weeks": Cell(text=str(line.totalised_weeks), align="right"),
        "alone": _condition_cell(line.alone, short=False),
        "totalised": _condition_cell(line.totalised, short=True),
        "notional": _amount_cell(line.notional),
        "share": Cell(text=fraction_words(line.share), align="right"),
        "actual": _amount_cell(line.actual),
        "local": _amount_cell(line.local),
        "payable": _payable_cell(line),
    }
    first = Cell(text=name, second=institution, strong=True, chips=(LaneSpec(code=line.state, lane=lane),))
    return (first, *(_keyed(figures[column], column, unfolded) for column in COLUMNS if column in figures))


def _keyed(cell: Cell, column: str, unfolded: str) -> Cell:
    """Give a cell its column's name, and the accent frame where its worksheet is shown."""
    frames = column == unfolded and bool(cell.text)
    return replace(cell, key=column, framed=frames, strong=cell.strong or (frames and not cell.figure))


def _condition_cell(result: ConditionResult, *, short: bool) -> Cell:
    decides = _decides(result, short=short)
    if result.met is None:
        return Cell(text=_("Not known"), second=decides, muted=True, strong=True)
    no = _("No")
    if short and result.short and result.unit != "weeks":
        no = _("No, {short} short").format(short=exact_words(result.short, 1))
    if result.met:
        return Cell(text=_("Yes"), second=decides, strong=True, tone="ok", icon=IconSpec(name="check", tone="ok"))
    tone: Literal["warn", "neutral"] = "warn" if short else "neutral"
    return Cell(text=no, second=decides, strong=True, tone=tone, icon=IconSpec(name="x", tone=tone))


def _decides(result: ConditionResult, *, short: bool) -> str:
    if result.have is None or result.need is None:
        return reason_words(result.reason)
    have, need = exact_words(result.have, 1), exact_words(result.need, 1)
    if result.unit == "weeks":
        words = _("{have} of {need}").format(have=have, need=need)
    elif result.unit == "months":
        words = _("{have} of {need} months").format(have=have, need=need)
    else:
        words = _("{have} of {need} years").format(have=have, need=need)
    if short and result.short and result.unit == "weeks":
        words = _("{words}, {short} short").format(words=words, short=exact_words(result.short, 1))
    return words


def _amount_cell(amount: Amount) -> Cell:
    if amount.weekly is not None:
        return Cell(text=amount_words(amount.weekly), align="right")
    if amount.unrounded is not None:
        return Cell(text=exact_words(amount.unrounded, 2), align="right")
    said = reason_words(amount.reason) if amount.reason else _("none")
    return Cell(text=_("None"), align="right", muted=True, spoken=_("None: {why}").format(why=said))


def _payable_cell(line: StateAward) -> Cell:
    if line.payable.weekly is None:
        return Cell(text=_("Nothing"), align="right", tint="neutral", strong=True, muted=True)
    return Cell(
        text=amount_words(line.payable.weekly),
        unit=line.payable.weekly.currency,
        align="right",
        figure=True,
        tint="neutral",
    )


def total_payable(award: Award) -> Money | None:
    """Return what all States pay together a week; None where they pay in several currencies, or nothing."""
    amounts = [line.payable.weekly for line in award.states if line.payable.weekly is not None]
    currencies = {amount.currency for amount in amounts}
    return total(amounts, currencies.pop()) if len(currencies) == 1 else None


def total_words(award: Award) -> tuple[str, str]:
    """Return the two sentences of the total line: what the amounts are, and their sum (empty for none)."""
    together = total_payable(award)
    if together is None:
        return (_("All amounts a week, each in the State's own currency. Each State pays its own part."), "")
    return (
        _("All amounts a week, in {currency}. Each State pays its own part.").format(currency=together.currency),
        _("{amount} a week").format(amount=money_words(together)),
    )


def award_text(award: Award, parties: Mapping[str, Party]) -> str:
    """Return the table as text with tabs, as spreadsheets and mail take it."""
    head = [title.replace("\n", " ") for title in (column.title for column in award_columns(with_why=True))]
    lines = ["\t".join([head[0], *head[1:]])]
    for line in award.states:
        party = parties.get(line.state)
        lines.append(
            "\t".join(
                (
                    f"{line.state} {party.short_name}" if party else line.state,
                    str(line.own_weeks),
                    str(line.totalised_weeks),
                    _condition_text(line.alone),
                    _condition_text(line.totalised),
                    _amount_text(line.notional),
                    fraction_words(line.share),
                    _amount_text(line.actual),
                    _amount_text(line.local),
                    money_words(line.payable.weekly) if line.payable.weekly else _("Nothing"),
                    reason_words(line.payable.reason),
                )
            )
        )
    sentence, together = total_words(award)
    lines.append(f"{sentence} {together}".strip())
    return "\n".join(lines).replace("\u00a0", " ")


def _condition_text(result: ConditionResult) -> str:
    answer = _("Not known") if result.met is None else _("Yes") if result.met else _("No")
    return f"{answer} ({_decides(result, short=True)})"


def _amount_text(amount: Amount) -> str:
    return amount_words(amount.weekly) if amount.weekly else _DASH
