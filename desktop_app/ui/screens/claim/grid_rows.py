"""Between the entry grid and the form: the columns, rows as shown, and which row a changed row was before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from desktop_app.domain.forms import PeriodLine, PeriodsForm, read_kind
from desktop_app.domain.money import parse_money
from desktop_app.domain.periods import PeriodType
from desktop_app.domain.time import parse_date
from desktop_app.foundation.problems import FormProblem
from desktop_app.ui.widgets.period_grid import GridColumn
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import amount_words, date_words

COLUMNS: Final = ("state", "year", "start", "end", "employer", "kind", "weeks", "earnings", "earnings_class")
"""The fields of a row that are typed, in the order of the grid; a grid may leave out some."""

_KINDS: Final[dict[PeriodType, str]] = {
    PeriodType.EMP: "Employed",
    PeriodType.SEL: "Self-employed",
    PeriodType.VOL: "Voluntary",
    PeriodType.CSI: "Sickness",
    PeriodType.CMA: "Maternity",
    PeriodType.CIN: "Injury",
    PeriodType.CUN: "Unemployment",
    PeriodType.CIV: "Invalidity",
    PeriodType.CST: "Starting credits",
    PeriodType.NPF: "Provident fund",
    PeriodType.RES: "Residence",
    PeriodType.OTH: "Other",
}
"""The words the form reads, so that what is offered can be typed; they are input, not sentences."""


def history_columns(states: Sequence[str]) -> tuple[GridColumn, ...]:
    """Return the columns of the work history; `states` are the codes on offer."""
    return (
        GridColumn(
            key="state",
            title=_("State"),
            width=66,
            kind="state",
            choices=tuple(states),
            tidy=str.upper,
            also=("country",),
        ),
        *_columns(_("Earnings"), _("Employer or work")),
        GridColumn(key="note", title=_("Year total"), width=128, stretch=1, kind="note"),
    )


def record_columns(currency: str, classes: Sequence[str] = ()) -> tuple[GridColumn, ...]:
    """Return the columns of an institution's own record; `classes` are those of a State that insures by classes."""
    by_class = GridColumn(
        key="earnings_class", title=_("Class"), width=64, choices=tuple(classes), tidy=tidy_class, also=("class",)
    )
    return (
        *_columns(_("Earnings ({currency})").format(currency=currency), _("Employer")),
        *((by_class,) if classes else ()),
        GridColumn(key="note", title=_("Year total"), width=118, stretch=1, kind="note"),
    )


def _columns(earnings: str, employer: str) -> tuple[GridColumn, ...]:
    return (
        GridColumn(key="year", title=_("Year"), width=58),
        GridColumn(key="start", title=_("From"), width=104, tidy=tidy_date, also=("start", "begin")),
        GridColumn(key="end", title=_("To"), width=104, tidy=tidy_date, also=("until", "end")),
        GridColumn(key="employer", title=employer, width=132, stretch=3, also=("employer", "work")),
        GridColumn(
            key="kind", title=_("Kind"), width=104, choices=tuple(_KINDS.values()), tidy=tidy_kind, also=("type",)
        ),
        GridColumn(key="weeks", title=_("Weeks"), width=66, align="right"),
        GridColumn(
            key="earnings", title=earnings, width=118, align="right", tidy=tidy_amount, also=("earnings", "wages")
        ),
    )


def tidy_date(text: str) -> str:
    """Show a date in our form; what is no date stays as typed."""
    try:
        return date_words(parse_date(text)) if text.strip() else ""
    except FormProblem:
        return text


def tidy_kind(text: str) -> str:
    """Show a kind of period by its word; what is none stays as typed."""
    try:
        return _KINDS[read_kind(text)] if text.strip() else ""
    except FormProblem:
        return text


def tidy_amount(text: str) -> str:
    """Show an amount with separators and cents; what is none stays as typed."""
    try:
        return amount_words(parse_money(text, "XCD")) if text.strip() else ""
    except FormProblem:
        return text


def tidy_class(text: str) -> str:
    """Show a class as the law writes it: `ix` as `IX`."""
    return text.strip().upper()


_TIDY: Final[dict[str, Callable[[str], str]]] = {
    "start": tidy_date,
    "end": tidy_date,
    "kind": tidy_kind,
    "earnings": tidy_amount,
}


def grid_rows(form: PeriodsForm) -> list[dict[str, str]]:
    """Return the rows of a form as the grid shows them; an empty form gets one empty row to begin in."""
    rows = [shown_row(line) for line in form.lines]
    return rows or [dict.fromkeys(COLUMNS, "")]


def shown_row(line: PeriodLine) -> dict[str, str]:
    """Return a line as the grid shows it."""
    return {name: _TIDY.get(name, str)(getattr(line, name)) for name in COLUMNS}


def form_of(before: PeriodsForm, rows: Sequence[Mapping[str, str]], new_id: Callable[[], str]) -> PeriodsForm:
    """Return the form for the grid's rows; rows keep the identity and the remark they had.

    The grid knows no identities: equal rows at the head and at the end are the same rows, and of those between as many
    as both have are taken as changed in place; the rest are new. What a grid does not show of a row stays as it is.
    """
    shown = [name for name in COLUMNS if any(name in row for row in rows)]
    typed = [{name: row.get(name, "") for name in shown} for row in rows]
    known = [{name: text for name, text in shown_row(line).items() if name in shown} for line in before.lines]
    least = min(len(typed), len(known))
    head = next((place for place in range(least) if typed[place] != known[place]), least)
    tail = 0
    while tail < least - head and typed[-1 - tail] == known[-1 - tail]:
        tail += 1
    middle = list(before.lines[head : len(known) - tail])
    lines: list[PeriodLine] = list(before.lines[:head])
    for place, row in enumerate(typed[head : len(typed) - tail]):
        same = place < len(middle)
        lines.append(replace(middle[place], **row) if same else PeriodLine(row_id=new_id(), **row))
    lines.extend(before.lines[len(known) - tail :])
    return replace(before, lines=tuple(lines))


def next_row_id(form: PeriodsForm) -> Callable[[], str]:
    """Return a maker of row ids that the form does not have yet: `r1`, `r2`, ..."""
    taken = [int(line.row_id[1:]) for line in form.lines if line.row_id[:1] == "r" and line.row_id[1:].isdigit()]
    state = [max(taken, default=0)]

    def make() -> str:
        state[0] += 1
        return f"r{state[0]}"

    return make
