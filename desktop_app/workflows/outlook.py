"""The outlook of a claim: when each State's condition would be met, and what one more year would bring."""

from desktop_app.calculation.outlook import LOOKED_AHEAD, Outlook, outlook
from desktop_app.domain.money import Money
from desktop_app.foundation.progress import Progress
from desktop_app.workflows.calculate_claim import case_of
from desktop_app.workflows.case_changes import Changes, changed_case
from desktop_app.workflows.desk import Desk

NO_CHANGES = Changes()


def outlook_of_claim(
    desk: Desk,
    claim_id: str,
    changes: Changes = NO_CHANGES,
    *,
    insured_in: str = "",
    years: int = LOOKED_AHEAD,
    weekly: Money | None = None,
    progress: Progress | None = None,
) -> Outlook:
    """Look ahead from a claim, with changes or as it is. Long work: reports progress, writes nothing.

    `insured_in` empty is the State of this office. Raises `CaseProblem` as `calculate_claim`, `changed_case` and
    `calculation.outlook` do; `Cancelled` when asked to stop.
    """
    case = changed_case(case_of(desk, claim_id), changes)
    return outlook(
        case,
        desk.rulebook.packs,
        desk.rulebook.agreement,
        insured_in=insured_in or desk.office.state,
        years=years,
        weekly=weekly,
        progress=progress,
    )
