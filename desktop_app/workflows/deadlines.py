"""Days allowed for an answer: proposed defaults, which an office may settle for itself and another State.

No deadline here is a limit in law (exchange rules, 4). A change holds for what is asked from then on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.domain.obligations import DEADLINES, ROAD, Within
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.settings import Setting
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import state_of_office

_KEY: Final = "deadline"
LONGEST: Final = 730
"""Days that can be settled at the most: two years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineLine:
    """What is allowed for a type of message. `state` is the other State of the pair, empty for every other State.

    `proposed` is the default; `changed` says that this office settled something else, for all or for the pair.
    """

    kind: str
    state: str
    within: Within
    proposed: Within
    changed: bool


def within(desk: Desk, kind: str, other_state: str) -> Within:
    """Return the days allowed between this office's State and another for a type of message that is due."""
    for state in (other_state, ""):
        settled = _settled(desk.store.settings.get(_key(desk, kind, state)))
        if settled is not None:
            return settled
    return DEADLINES[kind]


def due_for(desk: Desk, kind: str, office: str, asked_on: date) -> tuple[date, Within]:
    """Return by when an office owes an answer that leaves here on a day, with the road, and the days it counts."""
    allowed = within(desk, kind, state_of_office(desk, office))
    return allowed.after(asked_on + ROAD), allowed


def deadlines(desk: Desk) -> tuple[DeadlineLine, ...]:
    """Return what is allowed for every type, then what was settled for single States."""
    lines = [_line(desk, kind, "") for kind in DEADLINES]
    for party in desk.rulebook.parties:
        if party.code != desk.office.state:
            found = (_line(desk, kind, party.code) for kind in DEADLINES)
            lines.extend(line for line in found if line.changed)
    return tuple(lines)


def set_deadline(desk: Desk, kind: str, *, state: str = "", days: int, working: bool) -> None:
    """Settle the days allowed for a type of message, for one other State or for all.

    Raises `CaseProblem("deadline_out_of_range")` unless there are 1 to `LONGEST` days.
    """
    if not 1 <= days <= LONGEST:
        raise CaseProblem("deadline_out_of_range", days=days, most=LONGEST)
    if kind not in DEADLINES:
        raise KeyError(kind)
    facts: dict[str, str | int] = {"kind": kind, "state": state, "days": days, "working": int(working)}
    with desk.store.act(verb="deadline_set", user=desk.user.id, about=desk.office.code, facts=facts):
        desk.store.settings.set(_key(desk, kind, state), {"days": days, "working": working})


def reset_deadline(desk: Desk, kind: str, *, state: str = "") -> None:
    """Go back to what is proposed, or, for one State, to what is settled for all."""
    facts = {"kind": kind, "state": state}
    with desk.store.act(verb="deadline_reset", user=desk.user.id, about=desk.office.code, facts=facts):
        desk.store.settings.set(_key(desk, kind, state), None)


def _line(desk: Desk, kind: str, state: str) -> DeadlineLine:
    settled = _settled(desk.store.settings.get(_key(desk, kind, state)))
    return DeadlineLine(
        kind=kind,
        state=state,
        within=settled or within(desk, kind, state),
        proposed=DEADLINES[kind],
        changed=settled is not None,
    )


def _key(desk: Desk, kind: str, state: str) -> str:
    pair = "-".join(sorted((desk.office.state, state))) if state else ""
    return f"{_KEY}.{kind}.{pair}" if pair else f"{_KEY}.{kind}"


def _settled(value: Setting) -> Within | None:
    if not isinstance(value, Mapping):
        return None
    days, working = value.get("days"), value.get("working")
    return Within(days=days, working=bool(working)) if isinstance(days, int) and days > 0 else None
