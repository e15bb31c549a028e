"""Injury and disease of the employment: which State pays, and that it pays alone. Pure choice.

Source: the Agreement's model, ETS 78 articles 46 and 47 (no text of the Agreement itself could be read): the last State
whose conditions are met pays by its own law alone; refused there, the file goes back to the State before. See the open
point `disablement`; an officer confirms.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.calculation.case import Case
from desktop_app.calculation.comparison import Choice, Standing
from desktop_app.calculation.line import Line
from desktop_app.calculation.operators.chosen import CERTIFIED, LOCAL, NONE
from desktop_app.calculation.options import Options
from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Fact, Reason

POINT: Final = "disablement"
LAST_STATE: Final = "last_state"
PRO_RATA: Final = "pro_rata"
INDUSTRIAL: Final = frozenset({Benefit.DISABLEMENT, Benefit.DEATH})
"""The benefits for an injury or disease of the employment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastState:
    """Who pays: the State that does, or the State whose answer must come first; both empty where none does.

    `grants` is the State whose grant is due where no pension is.
    """

    payer: str = ""
    untold: str = ""
    grants: str = ""

    @property
    def state(self) -> str:
        """The one State that pays anything, pension or grant; empty where none does or it is not told."""
        return self.payer or ("" if self.untold else self.grants)


def pays_alone(case: Case, options: Options) -> bool:
    """Tell whether one State pays alone: an industrial benefit, unless the office or an officer shares it pro rata."""
    if case.benefit not in INDUSTRIAL or not case.agreement_applies:
        return False
    decided = {each.option for each in case.decisions if each.point == POINT}
    return PRO_RATA not in decided and (LAST_STATE in decided or options.settings[POINT] == LAST_STATE)


def last_state(case: Case, lines: Sequence[Line]) -> LastState:
    """Find the State that pays: that of the injury, then the one insured in last, back to the first."""
    decided = {each.state for each in case.decisions if each.point == POINT and each.option == LAST_STATE}
    injury = case.disablement.state if case.disablement is not None else ""
    ordered = sorted(
        (line for line in lines if line.in_effect),
        key=lambda line: (line.state in decided, line.state == injury, _last_day(line), line.state),
        reverse=True,
    )
    for line in ordered:
        if line.certified is not None:
            return LastState(payer=line.state)
        if line.not_provided is not None:
            continue
        if line.alone is None or line.alone.value is None:
            return LastState(untold=line.state)
        if line.alone.value is True:
            return LastState(payer=line.state)
    return LastState(grants=next((line.state for line in ordered if line.grant is not None and line.grant.value), ""))


def _last_day(line: Line) -> date:
    return max((row.end or date(row.year, 12, 31) for row in line.weeks.rows if row.weeks), default=date.min)


def last_state_choice(standing: Standing, found: LastState, condition: Reason) -> Choice:
    """Choose what a State pays where one pays alone. `condition` is the reason of its condition by its own law."""
    facts: dict[str, Fact] = {"state": standing.state}
    if found.payer == standing.state:
        if standing.trouble is not None:
            return Choice(pays=NONE, reason=standing.trouble, rests_on=(POINT,))
        if standing.certified:
            return Choice(pays=CERTIFIED, reason=Reason(code="certified", facts=facts), rests_on=(POINT,))
        return Choice(pays=LOCAL, reason=Reason(code="last_state_pays", facts=facts), rests_on=(POINT,))
    if found.payer:
        return Choice(pays=NONE, reason=Reason(code="another_state_pays", facts=facts | {"payer": found.payer}))
    if found.untold and found.untold != standing.state:
        return Choice(pays=NONE, reason=Reason(code="last_state_not_told", facts=facts | {"payer": found.untold}))
    return Choice(pays=NONE, reason=standing.trouble or condition)
