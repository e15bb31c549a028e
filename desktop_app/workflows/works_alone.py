"""Whether one person holds both roles here: who prepares and who approves (exchange rules, 3.5)."""

from desktop_app.domain.users import CASE_ROLES
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.rights import nobody_else


def works_alone(desk: Desk) -> bool:
    """Tell whether nobody else works on claims here: then one person prepares and approves, and every paper says so."""
    return nobody_else(desk.store, desk.user.id, CASE_ROLES)


def refuse_beside_others(desk: Desk) -> None:
    """Refuse to seal a word of one person alone. Raises `CaseProblem("word_needs_second")` where others work here."""
    if not works_alone(desk):
        raise CaseProblem("word_needs_second")
