"""What the entry grid says about its rows: findings in the cells, the year's total, the one warning that is open."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.forms import CheckedLine, CheckedPeriods, PeriodsForm
from desktop_app.domain.time import WEEKS_IN_YEAR
from desktop_app.ui.screens.claim.grid_rows import COLUMNS
from desktop_app.ui.screens.claim.year_spans import span_in_year
from desktop_app.ui.widgets.finding_levels import gravest_first
from desktop_app.ui.widgets.finding_said import finding_parts, finding_sentence
from desktop_app.ui.widgets.period_grid import GridFinding, GridNote, GridWarning
from desktop_app.ui.widgets.year_strip import StripPart, StripYear
from desktop_app.wording.catalogue import text as _

OPEN_OTHER: Final = "open_other"
KEEP_REMARK: Final = "keep_with_remark"
GO_TO_CELL: Final = "go_to_cell"
"""The ways out of a warning."""


def place_in_form(form: PeriodsForm, where: str) -> tuple[int, str] | None:
    """Return row and column of `rows.<row_id>.<column>`; the first row of the year for `year.<year>`."""
    kind, _dot, rest = where.partition(".")
    if kind == "rows":
        row_id, _dot, column = rest.rpartition(".")
        for number, line in enumerate(form.lines):
            if line.row_id == row_id:
                return (number, column if column in COLUMNS else "year")
    elif kind == "year":
        for number, line in enumerate(form.lines):
            if line.year.strip() == rest:
                return (number, "weeks")
    return None


def grid_findings(form: PeriodsForm, checked: CheckedPeriods) -> tuple[GridFinding, ...]:
    """Return a finding for each cell concerned; an overlap concerns a cell in both rows."""
    found: list[GridFinding] = []
    for finding in checked.findings:
        if finding.level is Level.NOTE:
            continue
        level: Literal["warning", "error"] = "error" if finding.level is Level.ERROR else "warning"
        sentence = finding_sentence(finding)
        places = [place_in_form(form, finding.where)]
        if finding.code == "dates_overlap":
            places.append(place_in_form(form, f"rows.{finding.facts['first_row']}.end"))
        found.extend(
            GridFinding(row=place[0], key=place[1], level=level, text=sentence) for place in places if place is not None
        )
    return tuple(found)


def grid_notes(form: PeriodsForm, checked: CheckedPeriods) -> tuple[GridNote, ...]:
    """Say of every row how full its year is, over all States."""
    by_id = {line.line.row_id: line for line in checked.lines}
    rows_with = _rows_with_findings(checked)
    notes: list[GridNote] = []
    for entry in form.lines:
        line = by_id.get(entry.row_id)
        notes.append(GridNote() if line is None else _note(line, checked, rows_with))
    return tuple(notes)


def _rows_with_findings(checked: CheckedPeriods) -> Mapping[str, Level]:
    found: dict[str, Level] = {}
    for finding in gravest_first(checked.findings):
        rows = [finding.where.split(".")[1]] if finding.where.startswith("rows.") else []
        if finding.code == "dates_overlap":
            rows.append(str(finding.facts["first_row"]))
        if finding.where.startswith("year."):
            year = finding.where.removeprefix("year.")
            rows.extend(line.line.row_id for line in checked.lines if str(line.year) == year)
        for row in rows:
            found.setdefault(row, finding.level)
    return found


def _note(line: CheckedLine, checked: CheckedPeriods, rows_with: Mapping[str, Level]) -> GridNote:
    level = rows_with.get(line.line.row_id)
    weeks = checked.year_weeks.get(line.year, {}) if line.year is not None else {}
    together = sum(weeks.values())
    if not weeks:
        words = _("no weeks yet")
    elif len(weeks) > 1:
        words = f"{' + '.join(str(count) for count in weeks.values())} = {together}"
    else:
        words = _("{weeks} of {year}").format(weeks=together, year=WEEKS_IN_YEAR)
    if level is Level.ERROR:
        return GridNote(text=words, level="error")
    if level is Level.WARNING:
        return GridNote(text=words, level="warning")
    if line.line.remark:
        return GridNote(text=_("{words}, remark").format(words=words), level="info")
    return GridNote(text=words, level="ok" if weeks else "info", muted=not weeks)


def open_finding(
    checked: CheckedPeriods, form: PeriodsForm, current_row: int | None, *, typing: bool = False
) -> Finding | None:
    """Choose the finding whose warning is open: that of the current row, else the first overlap or full year.

    While a cell is typed in, half a date or half a number is no error worth a band; the cell's tint says enough.
    """
    shown = [
        finding
        for finding in gravest_first(checked.findings)
        if place_in_form(form, finding.where) and not (typing and finding.level is Level.ERROR)
    ]
    if current_row is not None and current_row < len(form.lines):
        row_id = form.lines[current_row].row_id
        for finding in shown:
            if finding.where.startswith(f"rows.{row_id}.") or finding.facts.get("first_row") == row_id:
                return finding
    return next((finding for finding in shown if finding.code in {"dates_overlap", "year_above_52"}), None)


def warning_of(finding: Finding, form: PeriodsForm, *, remarks: bool = True) -> GridWarning | None:
    """Return the warning band of a finding, below the row it stands in; `remarks` lets a row be kept with one."""
    place = place_in_form(form, finding.where)
    if place is None:
        return None
    wrong, do = finding_parts(finding)
    actions: Sequence[tuple[str, str]]
    if finding.code == "dates_overlap":
        opens, keeps = (OPEN_OTHER, _("&Open the overlap")), (KEEP_REMARK, _("&Keep with a remark"))
        actions = (opens, keeps) if remarks else (opens,)
    else:
        actions = ((GO_TO_CELL, _("&Go to the cell")),)
    return GridWarning(after_row=place[0], wrong=wrong, do=do, actions=actions)


def other_end(finding: Finding, form: PeriodsForm, current_row: int | None) -> tuple[int, str] | None:
    """Return the cell of the other row of an overlap than the current one."""
    second = place_in_form(form, finding.where)
    first = place_in_form(form, f"rows.{finding.facts.get('first_row', '')}.end")
    return second if first is not None and first[0] == current_row else first


def strip_years(checked: CheckedPeriods, lanes: Mapping[str, int]) -> tuple[StripYear, ...]:
    """Return the strip: every year from the first to the last that a row names."""
    years = [line.year for line in checked.lines if line.year is not None]
    years.extend(day.year for line in checked.lines for day in (line.start, line.end) if day)
    if not years:
        return ()
    return tuple(_strip_year(year, checked, lanes) for year in range(min(years), max(years) + 1))


def _strip_year(year: int, checked: CheckedPeriods, lanes: Mapping[str, int]) -> StripYear:
    parts = tuple(
        StripPart(start=span[0], end=span[1], lane=lanes.get(line.state, 0), kind=kind)
        for line in checked.lines
        if (found := span_in_year(line, year)) is not None
        for span, kind in (found,)
    )
    weeks = checked.year_weeks.get(year, {})
    words = " + ".join(str(count) for count in weeks.values())
    concerned = {
        finding.where
        for finding in checked.findings
        if finding.level is not Level.NOTE and _year_of(finding, checked) == year
    }
    spoken = ", ".join(f"{state} {count}" for state, count in weeks.items())
    return StripYear(
        year=year,
        parts=tuple(sorted(parts, key=lambda part: part.start)),
        weeks=words,
        attention=bool(concerned),
        muted=not weeks,
        spoken=_("{year}: {weeks} weeks").format(year=year, weeks=spoken or _("no")),
    )


def _year_of(finding: Finding, checked: CheckedPeriods) -> int | None:
    if finding.where.startswith("year."):
        return int(finding.where.removeprefix("year."))
    row_id = finding.where.split(".")[1] if finding.where.startswith("rows.") else ""
    return next((line.year for line in checked.lines if line.line.row_id == row_id), None)
