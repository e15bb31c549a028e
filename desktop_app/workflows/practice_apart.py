"""Practice and real work never meet: what either sort of desk sends, the other refuses."""

from collections.abc import Iterable

from desktop_app.domain.offices import is_practice
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.workflows.desk import Desk


def refuse_other_world(desk: Desk, *codes: str) -> None:
    """Refuse what a practice office made at a real desk, and the other way round. The codes stand under signatures.

    Raises `ExchangeProblem`: `from_practice` or `from_real_office` (office).
    """
    for code in codes:
        if code and is_practice(code) is not desk.training:
            raise ExchangeProblem("from_real_office" if desk.training else "from_practice", office=code)


def of_this_world(desk: Desk, codes: Iterable[str]) -> bool:
    """Tell whether all these offices are of the desk's own sort."""
    return all(is_practice(code) is desk.training for code in codes if code)
