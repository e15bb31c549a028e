"""The result as cells: a row a State, the figure that decides under each answer, the payable amount tinted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final, Literal

from PySide6.QtGui import QFontMetrics

from desktop_app.calculation.award import Amount, Award, ConditionResult, Payable, StateAward
from desktop_app.calculation.periodic import share_paid
from desktop_app.domain.money import Money, total
from desktop_app.domain.states import Party
from desktop_app.ui.theme import Kind, Look
from desktop_app.ui.widgets.cells import Cell, IconSpec, LaneSpec
from desktop_app.ui.widgets.table import Column
from desktop_app.wording.award_words import (
    Span,
    condition_reason_words,
    family_words,
    grants_words,
    how_long_words,
    paid_in,
    relation_words,
    span_note,
    span_words,
    spans_words,
    survivor_words,
)
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

_FIGURES: Final = frozenset({"own_weeks", "totalised_weeks", "notional", "share", "actual", "local", "payable"})
_PADDING: Final = 9

NO_FIGURE: Final = frozenset({"state", "why"})
_DASH: Final = "\u2013"
_NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})


def award_columns(*, with_why: bool, span: Span = Span.WEEK) -> tuple[Column, ...]:
    """Return the columns; without `why` the reason stands under each row. What is payable is told for the span."""
    payable = _("Payable") if span is Span.WEEK else _("Payable\n{span}").format(span=span_words(span))
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
        Column(title=payable, width=106, align="right"),
    )
    return (*columns, Column(title=_("Why this amount\nis payable"), width=176, stretch=4)) if with_why else columns


def fitted_columns(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], look: Look) -> tuple[Column, ...]:
    """Return the columns wide enough for their figures, whatever the currency: an amount is never cut."""
    fonts = {
        kind: QFontMetrics(look.font(kind)) for kind in (Kind.CELL_STRONG, Kind.FIGURE, Kind.SENTENCE, Kind.CAPTION)
    }
    found = list(columns)
    for at, name in enumerate(COLUMNS):
        if name in _FIGURES:
            need = max((_width(row[at], fonts, look) for row in rows), default=0)
            plain = -(-(need * 100) // look.dp(100))
            found[at] = replace(columns[at], width=max(columns[at].width, plain))
    return tuple(found)


def _width(cell: Cell, fonts: Mapping[Kind, QFontMetrics], look: Look) -> int:
    text = fonts[Kind.FIGURE if cell.figure else Kind.CELL_STRONG].horizontalAdvance(cell.text)
    unit = fonts[Kind.SENTENCE].horizontalAdvance(cell.unit) + look.dp(10) if cell.unit else 0
    lines = max(text, fonts[Kind.CAPTION].horizontalAdvance(cell.second))
    return lines + unit + look.dp(2 * _PADDING) + 2


def award_rows(
    award: Award,
    parties: Mapping[str, Party],
    unfolded: tuple[str, str],
    *,
    with_why: bool,
    span: Span = Span.WEEK,
) -> Sequence[tuple[Cell, ...]]:
    """Return the rows; `unfolded` is the State and the column whose worksheet is shown.

    Without `why` every State has a second row, whose first cell holds the reason.
    """
    rows: list[tuple[Cell, ...]] = []
    for lane, line in enumerate(award.states):
        shown = unfolded[1] if unfolded[0] == line.state else ""
        cells = _award_row(line, lane, parties.get(line.state), shown, span)
        why = Cell(text=reason_words(line.payable.reason), wrap=True, small=True, muted=True)
        if with_why:
            rows.append((*cells, why))
        else:
            rows.extend((cells, (Cell(text=why.text, muted=True, small=True),)))
    return rows


def _award_row(line: StateAward, lane: int, party: Party | None, unfolded: str, span: Span) -> tuple[Cell, ...]:
    name = party.short_name if party else line.state
    institution = f"{party.institution_short}, {party.town}" if party else ""
    dropped = line.own_weeks - line.counted_weeks
    figures = {
        "own_weeks": Cell(
            text=exact_words(line.own_weeks),
            second=_("{weeks} count").format(weeks=line.counted_weeks) if dropped else "",
            align="right",
        ),
        "totalised_weeks": Cell(text=exact_words(line.totalised_weeks), align="right"),
        "alone": _condition_cell(line.alone, short=False),
        "totalised": _condition_cell(line.totalised, short=True),
        "notional": _amount_cell(line.notional),
        "share": Cell(text=fraction_words(line.share), align="right"),
        "actual": _amount_cell(line.actual),
        "local": _amount_cell(line.local),
        "payable": _payable_cell(line, span),
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
        return condition_reason_words(result.reason)
    if result.need == 0:
        return _("no length needed")
    have, need = exact_words(result.have, 1), exact_words(result.need, 1)
    if result.unit == "weeks":
        words = _("{have} of {need}").format(have=have, need=need)
    elif result.unit == "months":
        words = _("{have} of {need} months").format(have=have, need=need)
    elif result.unit == "percent":
        words = _("{have} % of {need} %").format(have=have, need=need)
    elif result.unit == "years":
        words = _("{have} of {need} years").format(have=have, need=need)
    else:
        words = _("{have} of {need}").format(have=have, need=need)
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


def _payable_cell(line: StateAward, span: Span) -> Cell:
    if line.payable.weekly is None:
        return Cell(text=_("Nothing"), align="right", tint="neutral", strong=True, muted=True)
    amount, note = paid_in(line.payable, span), span_note(line.payable, span)
    if amount is None:
        return Cell(text=_DASH, second=note, align="right", tint="neutral", muted=True)
    return Cell(
        text=amount_words(amount), second=note, unit=amount.currency, align="right", figure=not note, tint="neutral"
    )


def total_payable(award: Award, span: Span = Span.WEEK) -> Money | None:
    """Return what all States pay together in a span.

    None where they pay in several currencies, nothing, or one of them not so: months of four or five weeks have no sum.
    """
    paying = [line.payable for line in award.states if line.payable.weekly is not None]
    if span is Span.MONTH and any(payable.five_weekly is not None for payable in paying):
        return None
    amounts = [amount for payable in paying if (amount := paid_in(payable, span)) is not None]
    currencies = {amount.currency for amount in amounts}
    if len(currencies) != 1 or len(amounts) != len(paying):
        return None
    return total(amounts, currencies.pop())


def total_words(award: Award, span: Span = Span.WEEK) -> tuple[str, str]:
    """Return the two sentences of the total line: what the amounts are, and their sum (empty for none)."""
    lead = _("All amounts a week") if span is Span.WEEK else spans_words(span)
    together = total_payable(award, span)
    if together is None:
        return (_("{lead}, each in the State's own currency. Each State pays its own part.").format(lead=lead), "")
    return (
        _("{lead}, in {currency}. Each State pays its own part.").format(lead=lead, currency=together.currency),
        _("{amount} {span}").format(amount=money_words(together), span=span_words(span)),
    )


def award_text(
    award: Award, parties: Mapping[str, Party], names: Mapping[str, str] = _NO_NAMES, span: Span = Span.WEEK
) -> str:
    """Return the tables as text with tabs, as spreadsheets and mail take them."""
    head = [title.replace("\n", " ") for title in (column.title for column in award_columns(with_why=True, span=span))]
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
                    _paid_text(line.payable, span),
                    reason_words(line.payable.reason),
                )
            )
        )
    sentence, together = total_words(award, span)
    lines.append(f"{sentence} {together}".strip())
    lines.extend(grants_words(award))
    lines.extend("\t".join(share) for share in _share_texts(award, names, span))
    lines.extend(said for line in award.states if (said := family_words(line)))
    return "\n".join(lines).replace("\u00a0", " ")


def _paid_text(payable: Payable, span: Span) -> str:
    if payable.weekly is None:
        return _("Nothing")
    amount, note = paid_in(payable, span), span_note(payable, span)
    return " ".join(part for part in (money_words(amount) if amount else _DASH, note) if part)


def _share_texts(award: Award, names: Mapping[str, str], span: Span) -> Iterator[tuple[str, ...]]:
    for line in award.states:
        for share in line.shares:
            paid = _paid_text(share_paid(line.payable, share), span)
            yield (
                line.state,
                survivor_words(share, names),
                relation_words(share),
                _amount_text(share.notional),
                _amount_text(share.actual),
                _amount_text(share.local),
                paid,
                how_long_words(share),
            )


def _condition_text(result: ConditionResult) -> str:
    answer = _("Not known") if result.met is None else _("Yes") if result.met else _("No")
    return f"{answer} ({_decides(result, short=True)})"


def _amount_text(amount: Amount) -> str:
    return amount_words(amount.weekly) if amount.weekly else _DASH
