"""Whether one person holds both roles here: who prepares and who approves (exchange rules, 3.5)."""

from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.desk import Desk


def works_alone(desk: Desk) -> bool:
    """Tell whether nobody else works at this office: then one person prepares and approves, and every paper says so."""
    return not any(line.active and line.user.id != desk.user.id for line in desk.store.users.all())


def refuse_beside_others(desk: Desk) -> None:
    """Refuse to seal a word of one person alone. Raises `CaseProblem("word_needs_second")` where others work here."""
    if not works_alone(desk):
        raise CaseProblem("word_needs_second")
