"""Why a figure of one result is not that of another: down both worksheets, to the inputs and rules that differ.

Only what changed the figure is told: a rule that has another value on another day is no cause where the figures made
from it came out the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from desktop_app.calculation.award import Award
from desktop_app.calculation.compared_figures import once
from desktop_app.calculation.ledger import NOT_KNOWN
from desktop_app.calculation.operators.chosen import ACTUAL, CERTIFIED, LOCAL, SUPPLEMENTED
from desktop_app.calculation.trace import Authority, AuthorityKind, TraceNode, Unit, Value
from desktop_app.domain.findings import Fact

_CHOSEN: Final = "chosen"
_PAID: Final = {
    ACTUAL: ("actual_amount",),
    CERTIFIED: ("actual_amount",),
    LOCAL: ("local_amount",),
    SUPPLEMENTED: ("actual_amount", "supplement"),
}
_CONTEXT: Final = ("entitled_alone", "entitled_totalised", "officer_decision")
_WHO: Final = ("year", "row", "start", "survivor", "code", "to")
_YEAR: Final = "contribution_year"
"""The year that the earnings beside it are of: where they are others, they are the cause and not its name."""
_DAYS: Final = ("birth_date", "contingency_date", "claim_date")


class CauseKind(StrEnum):
    """What kind of thing differs."""

    ENTERED = "entered"  # a date, a degree, a survivor's fact
    ROW = "row"  # weeks or earnings of a row
    OVERLAP = "overlap"  # weeks that gave way to another State's
    STATED_TOTAL = "stated_total"  # a total taken as given
    CERTIFIED = "certified"  # an amount another institution certified
    RULE = "rule"  # another dated value of a rule holds, or a rule comes into play or no longer does
    RULE_CHANGED = "rule_changed"  # the rules themselves are others: a parameter has another value
    FORMULA = "formula"  # the rules themselves are others: a figure is made in another way
    READING = "reading"  # another reading of a State's rules
    SETTING = "setting"  # another option of an open point
    DECISION = "decision"  # an officer's decision is there, is another, or is gone
    AGREEMENT = "agreement"  # the Agreement was taken away, or applies again
    PROVISION = "provision"  # a provision of the Agreement: in effect or not
    UNKNOWN = "unknown"  # something needed is not known; facts say what
    STATE = "state"  # the State has insurance in one of the two only
    FIGURE = "figure"  # another figure that has no deeper cause


_KINDS: Final = {
    AuthorityKind.CERTIFICATE: CauseKind.CERTIFIED,
    AuthorityKind.ENTERED: CauseKind.ENTERED,
    AuthorityKind.STATED_TOTAL: CauseKind.STATED_TOTAL,
    AuthorityKind.RULE: CauseKind.RULE,
    AuthorityKind.AGREEMENT: CauseKind.PROVISION,
    AuthorityKind.POLICY: CauseKind.SETTING,
    AuthorityKind.DECISION: CauseKind.DECISION,
    AuthorityKind.DERIVED: CauseKind.FIGURE,
}
_NO_FACTS: Final[Mapping[str, Fact]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One thing that differs: its key in the worksheet, its value before and after, and what each rested on.

    A side that has no such thing has the value None and no authority. `facts` name a row (`year`, `row`), an open
    point, what is missing (`code`, `window`).
    """

    kind: CauseKind
    key: str
    state: str = ""
    before: Value = None
    after: Value = None
    unit: Unit = Unit.TEXT
    currency: str = ""
    before_authority: Authority | None = None
    after_authority: Authority | None = None
    facts: Mapping[str, Fact] = field(default_factory=lambda: _NO_FACTS)


Identity = tuple[str, str, tuple[tuple[str, Fact], ...]]


def identity(node: TraceNode) -> Identity:
    """Name a figure so that it is found again in another result: key, State, and the row or survivor it is about."""
    return (node.key, node.state, tuple((name, node.facts[name]) for name in _WHO if name in node.facts))


class Walk:
    """Two results, side by side. `between` may be asked of any pair of their figures."""

    def __init__(self, before: Award, after: Award) -> None:
        self._awards: Final = (before, after)
        self._places: Final = (_index(before), _index(after))
        self._values: Final = (_values(before), _values(after))
        self._found: dict[tuple[CauseKind, Identity], Cause] = {}
        self._seen: set[tuple[int, int]] = set()
        self._differing = 0

    def between(self, was: Sequence[TraceNode], now: Sequence[TraceNode]) -> tuple[Cause, ...]:
        """Return why figures differ, in the order of the worksheet; empty where nothing that they rest on does."""
        self._found, self._seen = {}, set()
        self._pair(was, now)
        if not self._found and [node.value for node in was] != [node.value for node in now]:
            for point in self._points():
                self._setting(point, None, None)
        return tuple(self._found.values())

    def leaves(self) -> tuple[tuple[TraceNode | None, TraceNode | None], ...]:
        """Return every leaf of the two worksheets with its counterpart."""
        was, now = ({key: node for key, node in place.items() if not node.inputs} for place in self._places)
        return tuple((was.get(key), now.get(key)) for key in dict.fromkeys((*was, *now)))

    def cause(self, was: TraceNode | None, now: TraceNode | None) -> Cause | None:
        """Return the difference between two leaves as a cause, None for two that are the same in value."""
        node = now or was
        if node is None or node.key == _YEAR or (was is not None and now is not None and was.value == now.value):
            return None
        return Cause(
            kind=self._kind(was, now, node),
            key=node.key,
            state=node.state,
            before=None if was is None else was.value,
            after=None if now is None else now.value,
            unit=node.unit,
            currency=node.currency,
            before_authority=None if was is None else was.authority,
            after_authority=None if now is None else now.authority,
            facts=node.facts,
        )

    def _pair(self, was: Sequence[TraceNode], now: Sequence[TraceNode]) -> None:
        """Compare figures that belong together: by their names, and what has no namesake by its place."""
        mine, theirs = _named(was), _named(now)
        for key in dict.fromkeys((*mine, *theirs)):
            if key in mine and key in theirs:
                self._compare(mine[key], theirs[key])
        left = [node for key, node in mine.items() if key not in theirs]
        right = [node for key, node in theirs.items() if key not in mine]
        if [node.operator for node in left] == [node.operator for node in right]:
            for one, other in zip(left, right, strict=True):
                self._compare(one, other)
            return
        unknown = any(node.operator == NOT_KNOWN for node in (*left, *right))
        for node, before in (*((node, True) for node in left), *((node, False) for node in right)):
            if not unknown or node.operator == NOT_KNOWN:
                self._alone(node, before=before)

    def _compare(self, was: TraceNode, now: TraceNode) -> None:
        if (was.value == now.value and was.unit == now.unit) or was.key == now.key == _YEAR:
            return
        self._differing += 1
        if (id(was), id(now)) in self._seen:
            return
        self._seen.add((id(was), id(now)))
        known, differing = len(self._found), self._differing
        if NOT_KNOWN in (was.operator, now.operator):
            self._unknown(was, now)
        elif not was.inputs and not now.inputs:
            self._keep(self.cause(was, now))
        elif was.operator == now.operator == _CHOSEN:
            self._choice(was, now)
        elif was.operator == now.operator:
            self._pair(was.inputs, now.inputs)
            self._window(was, now)
        else:
            self._reshaped(was, now)
        self._settings(was, now)
        if (len(self._found), self._differing) == (known, differing) and was.operator != _CHOSEN:
            self._formula(was, now)

    def _unknown(self, was: TraceNode, now: TraceNode) -> None:
        missing = now if now.operator == NOT_KNOWN else was
        code = missing.findings[0].code if missing.findings else "not_known"
        facts = {**(missing.findings[0].facts if missing.findings else missing.facts), "code": code}
        self._keep(
            Cause(
                kind=CauseKind.UNKNOWN,
                key=missing.key,
                state=missing.state,
                before=was.value,
                after=now.value,
                unit=missing.unit,
                currency=missing.currency,
                facts=facts,
            )
        )

    def _window(self, was: TraceNode, now: TraceNode) -> None:
        """Say with a total that cannot be known among how many years it was looked for."""
        for place, cause in self._found.items():
            if cause.kind is CauseKind.UNKNOWN and "window" not in cause.facts:
                sides = (now, was)
                nodes = (node for side in sides for node in side.inputs if node.key.endswith(".window"))
                years = next((node.value for node in nodes if isinstance(node.value, int)), None)
                if years is not None and any(node.operator == NOT_KNOWN for side in sides for node in side.inputs):
                    self._found[place] = replace(cause, facts={**cause.facts, "window": years})

    def _choice(self, was: TraceNode, now: TraceNode) -> None:
        """Go down to what is paid; where another amount is, to the conditions and the decision that led to it."""
        mine, theirs = ({node.key: node for node in side.inputs} for side in (was, now))
        before, after = str(mine["choice"].value), str(theirs["choice"].value)
        if before == after:
            keys = _PAID.get(before, ())
        else:
            keys = _CONTEXT
            if {before, after} <= set(_PAID):
                keys = (*keys, "actual_amount", "local_amount")
        self._pair(
            [mine[key] for key in keys if key in mine],
            [theirs[key] for key in keys if key in theirs],
        )
        self._settings(mine["choice"], theirs["choice"])
        if not self._found and CERTIFIED in (before, after) and before != after:
            self._pair([mine["actual_amount"]], [theirs["actual_amount"]])
        for amounts in (mine, theirs):
            if str(amounts["choice"].value) not in _PAID:
                self._missing(amounts[key] for key in ("actual_amount", "local_amount") if key in amounts)

    def _missing(self, amounts: Iterable[TraceNode]) -> None:
        """Tell what is not known below amounts that are therefore not paid."""
        for root in amounts:
            for node in once(root):
                for entry in (node, *node.inputs):
                    if entry.operator == NOT_KNOWN:
                        self._unknown(entry, entry)
                self._window(node, node)

    def _reshaped(self, was: TraceNode, now: TraceNode) -> None:
        """Compare figures made in different ways: one of them with a step more, or from other things altogether."""
        for inner, outer, before in ((was, now, False), (now, was, True)):
            carried = next((node for node in outer.inputs if node.operator == inner.operator and inner.inputs), None)
            if carried is not None:
                self._compare(*((carried, inner) if before else (inner, carried)))
                for node in outer.inputs:
                    if node is not carried:
                        self._alone(node, before=before)
                return
        for node, before in ((was, True), (now, False)):
            if not node.inputs and node.value is None:
                continue
            if not node.inputs:
                self._keep(self.cause(*((node, None) if before else (None, node))))
            for entry in node.inputs:
                self._alone(entry, before=before)

    def _alone(self, node: TraceNode, *, before: bool) -> None:
        """Look at a figure that has no partner here: its namesake elsewhere in the other result, else what made it."""
        side = 1 if before else 0
        if node.value in self._values[side].get(identity(node), ()):
            return
        other = self._places[side].get(identity(node))
        if other is not None and len(self._values[side][identity(node)]) == 1:
            self._compare(*((node, other) if before else (other, node)))
        elif node.operator == NOT_KNOWN:
            self._unknown(node, node)
        elif node.inputs:
            for entry in node.inputs:
                self._alone(entry, before=before)
        elif node.value is not None:
            self._keep(self.cause(*((node, None) if before else (None, node))))

    def _settings(self, was: TraceNode, now: TraceNode) -> None:
        """Tell an open point whose option differs, where a figure rests on it."""
        before, after = (award.settings for award in self._awards)
        for authority in (was.authority, now.authority):
            point = authority.reference
            if authority.kind is AuthorityKind.POLICY and before.get(point) != after.get(point):
                self._setting(point, was.authority, now.authority)

    def _points(self) -> list[str]:
        """Return the open points whose option differs."""
        before, after = (award.settings for award in self._awards)
        return [point for point in before if before[point] != after.get(point)]

    def _setting(self, point: str, was: Authority | None, now: Authority | None) -> None:
        before, after = (award.settings for award in self._awards)
        self._keep(
            Cause(
                kind=CauseKind.SETTING,
                key=point,
                before=before.get(point),
                after=after.get(point),
                before_authority=was,
                after_authority=now,
                facts={"point": point},
            )
        )

    def _formula(self, was: TraceNode, now: TraceNode) -> None:
        """Tell a figure that is made in another way from the same things: by a setting, or by other rules."""
        points = self._points()
        if points and not self._rules_differ(now.state):
            for point in points:
                self._setting(point, None, None)
            return
        kind = CauseKind.FORMULA if was.operator != now.operator else CauseKind.FIGURE
        self._keep(
            Cause(
                kind=kind,
                key=now.key,
                state=now.state,
                before=was.value,
                after=now.value,
                unit=now.unit,
                currency=now.currency,
                facts={"before": was.operator, "after": now.operator},
            )
        )

    def _kind(self, was: TraceNode | None, now: TraceNode | None, node: TraceNode) -> CauseKind:
        authority = node.authority
        if node.key == "overlap_weeks":
            return CauseKind.OVERLAP
        if authority.kind in (AuthorityKind.CERTIFICATE, AuthorityKind.ENTERED) and "year" in node.facts:
            return CauseKind.ROW
        if authority.kind is AuthorityKind.RULE and was is not None and now is not None:
            if was.authority.reading != now.authority.reading:
                return CauseKind.READING
            if self._rules_differ(node.state) and (
                was.authority.valid_from == now.authority.valid_from or not self._days_differ()
            ):
                return CauseKind.RULE_CHANGED
        return _KINDS[authority.kind]

    def _rules_differ(self, state: str) -> bool:
        before, after = (award.rule_packs.get(state) for award in self._awards)
        return before is not None and after is not None and before != after

    def _days_differ(self) -> bool:
        before, after = ({key: place.get((key, "", ())) for key in _DAYS} for place in self._places)
        return any(
            one is not None and other is not None and one.value != other.value
            for one, other in ((before[key], after[key]) for key in _DAYS)
        )

    def _keep(self, cause: Cause | None) -> None:
        if cause is not None:
            who = tuple((name, cause.facts[name]) for name in _WHO if name in cause.facts)
            self._found.setdefault((cause.kind, (cause.key, cause.state, who)), cause)


def _named(nodes: Sequence[TraceNode]) -> dict[tuple[Identity, int], TraceNode]:
    """Return figures by name; the second of a name is its second."""
    counts: dict[Identity, int] = {}
    named: dict[tuple[Identity, int], TraceNode] = {}
    for node in nodes:
        who = identity(node)
        counts[who] = counts.get(who, 0) + 1
        named[who, counts[who]] = node
    return named


def _index(award: Award) -> dict[Identity, TraceNode]:
    index: dict[Identity, TraceNode] = {}
    for node in once(award.worksheet):
        index.setdefault(identity(node), node)
    return index


def _values(award: Award) -> dict[Identity, list[Value]]:
    """Return the values of every name: a figure on own weeks and one on all weeks may have the same one."""
    values: dict[Identity, list[Value]] = {}
    for node in once(award.worksheet):
        held = values.setdefault(identity(node), [])
        if node.value not in held:
            held.append(node.value)
    return values
