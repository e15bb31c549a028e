"""What the work history's step knows: rows as typed, their findings, and the sums by year and by State."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.forms import CheckedPeriods, PeriodLine, PeriodsForm
from desktop_app.domain.money import Money, total
from desktop_app.ui.screens.claim.presenter import ClaimPresenter


@dataclass(frozen=True, slots=True, kw_only=True)
class StateTotal:
    """The weeks of one State in the work history; `lane` numbers the States in the order of first insurance."""

    state: str
    lane: int
    weeks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryTotals:
    """The weeks of every State and together; earnings only where all are of one currency."""

    states: tuple[StateTotal, ...]
    weeks: int
    earnings: Money | None


class WorkHistoryPresenter(QObject):
    """Step 2 of the open claim."""

    checked = Signal(object)
    """The `CheckedPeriods` of the rows as typed now."""

    def __init__(self, claim: ClaimPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.claim: Final = claim

    def begin(self) -> None:
        """Another claim is open: check its rows."""
        self.checked.emit(self.claim.checked_history())

    def edit(self, form: PeriodsForm) -> None:
        """Take the rows as typed now."""
        self.claim.edit_history(form)
        self.checked.emit(self.claim.checked_history())

    def keep_with_remark(self, row_id: str, remark: str) -> PeriodsForm:
        """Let a row stand as it is, with the reason; return the rows to show."""
        form = self.claim.history
        lines = tuple(replace(line, remark=remark.strip()) if line.row_id == row_id else line for line in form.lines)
        self.edit(replace(form, lines=lines))
        return self.claim.history


def lanes_of(checked: CheckedPeriods, fixed: Mapping[str, int]) -> Mapping[str, int]:
    """Return the lane of every State, by first insurance; those of the case keep the one they have.

    A State without a dated row comes last, in the order entered.
    """
    first: dict[str, tuple[int, int]] = {}
    for place, line in enumerate(checked.lines):
        year = line.start.toordinal() if line.start else (line.year or 9999) * 366
        if line.state and (line.state not in first or year < first[line.state][0]):
            first[line.state] = (year, place)
    lanes = dict(fixed)
    for state in sorted((state for state in first if state not in lanes), key=first.__getitem__):
        lanes[state] = max(lanes.values(), default=-1) + 1
    return lanes


def totals_of(checked: CheckedPeriods, lanes: Mapping[str, int]) -> HistoryTotals:
    """Add up the rows as far as they can be read."""
    weeks: dict[str, int] = {}
    for line in checked.lines:
        if line.state and line.weeks is not None:
            weeks[line.state] = weeks.get(line.state, 0) + line.weeks
    amounts = [line.earnings for line in checked.lines if line.earnings is not None]
    currencies = {amount.currency for amount in amounts}
    return HistoryTotals(
        states=tuple(
            StateTotal(state=state, lane=lanes.get(state, 0), weeks=count)
            for state, count in sorted(weeks.items(), key=lambda entry: lanes.get(entry[0], 0))
        ),
        weeks=sum(weeks.values()),
        earnings=total(amounts, currencies.pop()) if len(currencies) == 1 else None,
    )


def findings_of_row(findings: tuple[Finding, ...], row_id: str) -> tuple[Finding, ...]:
    """Return the findings of one row, the gravest first."""
    mine = [finding for finding in findings if finding.where.startswith(f"rows.{row_id}.")]
    order = (Level.ERROR, Level.WARNING, Level.NOTE)
    return tuple(sorted(mine, key=lambda finding: order.index(finding.level)))


def blank_line(row_id: str, above: PeriodLine | None) -> PeriodLine:
    """Return a new row; it begins in the State of the row above."""
    return PeriodLine(row_id=row_id, state=above.state if above else "")
