"""What differs between two results of a case, figure by figure, and why. Codes and facts; `wording` makes the words.

For a What if, and for a calculation that is run again under newer rules.
"""

from dataclasses import dataclass
from typing import Final

from desktop_app.calculation.award import Award, StateAward
from desktop_app.calculation.causes import Cause, CauseKind, Walk
from desktop_app.calculation.compared_figures import ABSENT, AMOUNTS, Compared, Figure, Figures, Known, compared_figures
from desktop_app.calculation.trace import Authority, AuthorityKind

NO_AGREEMENT: Final = "agreement_not_applied"
_NOWHERE: Final = Compared(known=ABSENT)
_BY_CHOICE: Final = frozenset({*AMOUNTS, Figure.AVERAGE_YEAR, Figure.AVERAGE_WEEK, Figure.RATE, Figure.SHARE})
_BEHIND_A_GRANT: Final = (Figure.ENTITLED_ALONE, Figure.PENSIONABLE_AGE, Figure.ENTITLED_TOTALISED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A figure that is another: before and after, exact, and what made it so.

    `survivor` is the place in the claim of the survivor it belongs to, empty for the State's own figures. A side that
    has no such figure has the value None, with the reason where one is known.
    """

    state: str
    figure: Figure
    before: Known
    after: Known
    why: tuple[Cause, ...]
    survivor: str = ""


def differences(before: Award, after: Award) -> tuple[Difference, ...]:
    """Return every figure that differs, State by State in the order of insurance, as a result is read.

    Both results need their worksheets; without them the causes are empty.
    """
    walk = Walk(before, after)
    lines = [{line.state: line for line in award.states} for award in (before, after)]
    return tuple(
        each
        for state in dict.fromkeys((*lines[0], *lines[1]))
        for each in _of_state(walk, lines[0].get(state), lines[1].get(state))
    )


def rule_changes(before: Award, after: Award) -> tuple[Cause, ...]:
    """Return every rule that both results used or only one did, with another value, day, reading, source or certainty.

    It tells also what changed no figure: for a calculation that is run again under newer rules.
    """
    walk = Walk(before, after)
    found = []
    for was, now in walk.leaves():
        node = now or was
        if node is None or node.authority.kind is not AuthorityKind.RULE:
            continue
        cause = walk.cause(was, now)
        if cause is None and was is not None and now is not None and _said(was.authority) != _said(now.authority):
            cause = Cause(
                kind=CauseKind.RULE_CHANGED,
                key=node.key,
                state=node.state,
                before=was.value,
                after=now.value,
                unit=node.unit,
                currency=node.currency,
                before_authority=was.authority,
                after_authority=now.authority,
                facts=node.facts,
            )
        if cause is not None:
            found.append(cause)
    return tuple(found)


def _said(authority: Authority) -> tuple[object, ...]:
    """Return what a rule rests on, as far as a reader would call it another."""
    sources = tuple((source.title, source.publisher, source.year, source.url) for source in authority.sources)
    return (authority.valid_from, authority.reading, authority.confidence, authority.says, authority.note, sources)


def _of_state(walk: Walk, before: StateAward | None, after: StateAward | None) -> list[Difference]:
    was: Figures = {} if before is None else compared_figures(before)
    now: Figures = {} if after is None else compared_figures(after)
    line = after or before
    if line is None:
        return []
    taken_away = before is not None and after is not None and _applies(before) is not _applies(after)
    order = list(Figure)
    found = []
    for figure, survivor in sorted(dict.fromkeys((*was, *now)), key=lambda each: (each[1], order.index(each[0]))):
        one, other = was.get((figure, survivor), _NOWHERE), now.get((figure, survivor), _NOWHERE)
        if one.known.value == other.known.value and _same_money(one.known.currency, other.known.currency):
            continue
        if before is None or after is None:
            why: tuple[Cause, ...] = (Cause(kind=CauseKind.STATE, key="state", state=line.state),)
        elif taken_away and None in (one.known.value, other.known.value):
            why = (Cause(kind=CauseKind.AGREEMENT, key="agreement", before=_applies(before), after=_applies(after)),)
        else:
            why = _why(walk, figure, one, other, (was, now))
            why = why or _untold(line.state, (was, now))
        found.append(
            Difference(state=line.state, figure=figure, survivor=survivor, before=one.known, after=other.known, why=why)
        )
    return found


def _same_money(one: str, other: str) -> bool:
    """Tell whether two currencies are the same; a side that has no such figure has none."""
    return one == other or "" in (one, other)


def _applies(line: StateAward) -> bool:
    return line.totalised.reason.code != NO_AGREEMENT


def _why(walk: Walk, figure: Figure, was: Compared, now: Compared, sides: tuple[Figures, Figures]) -> tuple[Cause, ...]:
    """Return why one figure differs; one that only one side has is explained by what is paid there and not here."""
    if was.nodes and now.nodes and (figure not in AMOUNTS or None not in (was.known.value, now.known.value)):
        causes = walk.between(was.nodes, now.nodes)
        if causes or figure not in _BY_CHOICE:
            return causes
    looked_at = _BEHIND_A_GRANT if figure is Figure.GRANT else (Figure.PAYABLE,) if figure in _BY_CHOICE else ()
    for other in looked_at:
        before, after = (side.get((other, ""), _NOWHERE) for side in sides)
        if causes := walk.between(before.nodes, after.nodes):
            return causes
    if looked_at and figure is not Figure.GRANT and (was.nodes and now.nodes) == () and _untold("", sides):
        return ()
    return walk.between(was.nodes, now.nodes)


def _untold(state: str, sides: tuple[Figures, Figures]) -> tuple[Cause, ...]:
    """Return why one of two results has nothing to pay, where no figure of its worksheet says so."""
    before, after = (side.get((Figure.PAYABLE, ""), _NOWHERE).known for side in sides)
    if before.untold is after.untold:
        return ()
    missing = after if after.untold else before
    reason = missing.reason
    if reason is None:
        return ()
    return (
        Cause(
            kind=CauseKind.UNKNOWN,
            key=Figure.PAYABLE.value,
            state=state,
            before=before.value,
            after=after.value,
            unit=missing.unit,
            currency=missing.currency,
            facts={**reason.facts, "code": reason.code},
        ),
    )
