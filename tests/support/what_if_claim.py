"""The published claim settled as its page settles it: totals as stated, the page's readings, Saint Lucia decided."""

from desktop_app.calculation.case import StatedTotal
from desktop_app.domain.money import Money
from desktop_app.workflows.calculate_claim import choose_reading, decide_point, state_total
from desktop_app.workflows.desk import Desk


def settled_as_published(desk: Desk, claim_id: str) -> None:
    """Settle the claim so that its result is the published one."""
    best = {"VC": (286, 67_000_00), "LC": (None, 117_000_00)}
    for state, (weeks, minor) in best.items():
        total = StatedTotal(state=state, weeks=weeks, best_years_total=Money(minor=minor, currency="XCD"))
        state_total(desk, claim_id, total, "as printed")
    for state in ("LC", "GD"):
        choose_reading(desk, claim_id, state, "nissvg-2014", "as the page does")
    decide_point(desk, claim_id, point="unmet_state", state="LC", option="proportional", reason="agreed practice")
