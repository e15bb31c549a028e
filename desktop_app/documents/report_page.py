"""A report on pages: bars to look at, each with its figure, and under them the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from desktop_app.documents.flow import ACCENT, INK2, QUIET, SMALL, SUNKEN, Flow
from desktop_app.documents.grid import Cell, Column, Grid, Row
from desktop_app.documents.ink import Box, Rule
from desktop_app.documents.page import LANDSCAPE, Imprint, bound, title_block
from desktop_app.domain.offices import Office
from desktop_app.domain.reports import MOST_BARS, Report, ReportColumn, axis_steps
from desktop_app.foundation.progress import Progress, Silent, stepped
from desktop_app.wording.catalogue import text
from desktop_app.wording.formats import number_words
from desktop_app.wording.report_words import (
    bar_words,
    column_words,
    is_figure,
    more_bars_words,
    period_words,
    report_note,
    report_sentence,
    report_title,
    table_of,
)

_LABEL: Final = 210
_FIGURE: Final = 60
_HIGH: Final = 9
_FILLS: Final = (ACCENT, SUNKEN)
_WIDE: Final = 62


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """What the pages show."""

    report: Report
    office: Office
    program_version: str


def report_pdf(view: ReportView, progress: Progress | None = None) -> bytes:
    """Print a report: A4 across, its period, its notes, bars and table. Raises what `progress` raises to stop."""
    report = view.report
    flow = Flow(LANDSCAPE)
    title = report_title(report.kind)
    title_block(flow, title, report_sentence(report.kind))
    flow.paragraph(period_words(report), SMALL)
    for note in report.notes:
        flow.paragraph(report_note(note), QUIET)
    if report.rows:
        _bars(flow, report)
        flow.space(8)
        columns = [_column(column) for column in report.columns]
        told = stepped(table_of(report), progress or Silent())
        Grid(flow, columns).write(Row(cells=tuple(Cell(text=cell) for cell in row)) for row in told)
    else:
        flow.paragraph(text("There is nothing to report for this."), SMALL)
    return bound(
        flow,
        Imprint(
            office=f"{view.office.name} \u00b7 {view.office.code}",
            title=title,
            reference=period_words(report),
            printed_on=report.made_on,
            program_version=view.program_version,
            footing="" if ReportColumn.PERSON in report.columns else text("Figures only: nobody is named here."),
        ),
    )


def _column(column: ReportColumn) -> Column:
    return Column(title=column_words(column), width=_WIDE if is_figure(column) else 0, right=is_figure(column))


def _bars(flow: Flow, report: Report) -> None:
    most = max((value for bar in report.bars for value in bar.values), default=0)
    if not most:
        return
    if len(report.series) > 1:
        _key(flow, report.series)
    else:
        flow.line(column_words(report.series[0]), QUIET, flow.frame.left + _LABEL, flow.y)
        flow.y += QUIET.leading + 1
    room = flow.frame.width - _LABEL - _FIGURE
    for bar in report.bars[:MOST_BARS]:
        high = _HIGH * len(bar.values) + 5
        flow.need(high)
        flow.line(bar_words(bar), SMALL, flow.frame.left, flow.y)
        for at, value in enumerate(bar.values):
            top = flow.y + at * _HIGH + 2
            wide = int(value * int(room) / most)
            edge = "" if at == 0 else INK2
            x = flow.frame.left + _LABEL
            if value:
                flow.put(Box(x=x, y=top, width=max(1, wide), height=_HIGH - 3, fill=_FILLS[at], edge=edge))
            places = 0 if value == int(value) else 1
            flow.line(number_words(value, places), QUIET, x + wide + 4, top - 3)
        flow.y += max(high, SMALL.leading + 3)
    _axis(flow, most, room)
    if (more := len(report.bars) - MOST_BARS) > 0:
        flow.paragraph(more_bars_words(more), QUIET)


def _axis(flow: Flow, most: int | Fraction, room: float) -> None:
    """Draw the scale below the bars: a line, and a mark with its figure at every step."""
    flow.need(QUIET.leading + 8)
    left = flow.frame.left + _LABEL
    flow.put(Rule(x1=left, y1=flow.y, x2=left + room, y2=flow.y, colour=INK2))
    for step in axis_steps(most):
        x = left + int(step * int(room) / most)
        flow.put(Rule(x1=x, y1=flow.y, x2=x, y2=flow.y + 3, colour=INK2))
        said = number_words(step, 0)
        flow.line(said, QUIET, x - (QUIET.wide(said) / 2 if step else 0), flow.y + 3)
    flow.y += QUIET.leading + 6


def _key(flow: Flow, series: Sequence[ReportColumn]) -> None:
    flow.space(4)
    x = flow.frame.left + _LABEL
    for at, column in enumerate(series):
        edge = "" if at == 0 else INK2
        flow.put(Box(x=x, y=flow.y + 3, width=12, height=6, fill=_FILLS[at], edge=edge))
        words = column_words(column)
        flow.line(words, QUIET, x + 16, flow.y)
        x += 16 + QUIET.wide(words) + 18
    flow.y += QUIET.leading + 3
