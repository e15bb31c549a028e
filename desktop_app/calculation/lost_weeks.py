"""The weeks that do not count, row by row, with the State they gave way to and why: read from a result."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from desktop_app.calculation.award import Award
from desktop_app.domain.findings import Finding
from desktop_app.domain.periods import InsurancePeriod

GAVE_WAY: Final = frozenset(
    {
        "voluntary_gives_way",
        "credited_gives_way",
        "credited_elsewhere",
        "earlier_dates_kept",
        "officer_decided",
        "overlap_undecided",
        "year_full",
    }
)
"""Findings of own weeks that do not count in the total; they still count for the State's own law."""

NEVER_COUNTED: Final = frozenset({"row_above_year", "row_after_contingency", "row_not_for_benefit"})
"""Findings of weeks that are no own weeks either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LostWeeks:
    """Weeks of a row that do not count. `to_state` is empty where no other State has them."""

    row: InsurancePeriod
    weeks: int
    to_state: str
    finding: Finding

    @property
    def for_officer(self) -> bool:
        """Whether no rule says which State keeps them."""
        return self.finding.code == "overlap_undecided"

    @property
    def keeper(self) -> str:
        """The State about which an officer decides here, whether it keeps its weeks; empty where nobody can."""
        if self.finding.code not in GAVE_WAY or not self.to_state:
            return ""
        return self.to_state if self.finding.code == "officer_decided" else self.row.state


def lost_weeks(award: Award, periods: Iterable[InsurancePeriod]) -> tuple[LostWeeks, ...]:
    """Return every loss of a result, in the order of the years; `periods` are the rows it was made from."""
    rows = {(row.state, row.row_id): row for row in periods}
    found = [lost for line in award.states for finding in line.findings for lost in _lost(finding, rows)]
    return tuple(sorted(found, key=lambda lost: (lost.row.year, lost.row.state)))


def _lost(finding: Finding, rows: dict[tuple[str, str], InsurancePeriod]) -> Iterator[LostWeeks]:
    if finding.code not in GAVE_WAY | NEVER_COUNTED:
        return
    row = rows.get((str(finding.facts.get("state", "")), str(finding.facts.get("row", ""))))
    if row is None:
        return
    weeks = finding.facts.get("weeks", row.weeks)
    yield LostWeeks(row=row, weeks=int(str(weeks)), to_state=str(finding.facts.get("to", "")), finding=finding)
