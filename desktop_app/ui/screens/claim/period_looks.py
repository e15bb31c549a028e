"""How the kinds of insurance period are drawn, in the strip and in the timeline alike."""

from desktop_app.domain.periods import PeriodType
from desktop_app.ui.widgets.drawing import PeriodLook


def look_of(kind: PeriodType) -> PeriodLook:
    """Return how a kind of period is drawn."""
    if kind.credited:
        return "credited"
    if kind.voluntary:
        return "voluntary"
    return "self_employed" if kind is PeriodType.SEL else "employed"
