"""The figures of a case that a step may name beside weeks and earnings: days, ages, degree, survivors.

What is not stated is a figure that is not known, with the finding that says what to enter; the finding is reported only
where a result needs the figure.
"""

from dataclasses import replace
from datetime import date

from desktop_app.calculation.case import Case
from desktop_app.calculation.ledger import given, made, not_known
from desktop_app.calculation.pack import CaseDays
from desktop_app.calculation.trace import Authority, AuthorityKind, TraceNode, Unit
from desktop_app.domain.dependants import Survivor
from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.domain.time import age_on


def missing(key: str, unit: Unit, code: str, state: str, **facts: Fact) -> TraceNode:
    """Return a figure that is not known, with the finding that says why."""
    told: dict[str, Fact] = {"state": state, **facts}
    finding = Finding(code=code, level=Level.ERROR, where=state, facts=told)
    return not_known(key, unit, (finding,), state=state, facts=told)


class CaseFigures:
    """The figures of one case. `age` and `age_at_claim` are made at once, the others when a rule asks for them."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.days = CaseDays(contingency=case.contingency_date, claim=case.claim_date, birth=case.birth_date)
        self.birth = _day("birth_date", case.birth_date)
        self.contingency = _day("contingency_date", case.contingency_date)
        self.claim = _day("claim_date", case.claim_date)
        self.age = made("age", "age_at", (self.birth, self.contingency))
        late = case.claim_date > case.contingency_date
        self.age_at_claim = made("age_at_claim", "age_at", (self.birth, self.claim)) if late else self.age

    def figure(self, name: str, state: str, currency: str) -> TraceNode:  # noqa: PLR0911 - one line a figure
        """Return a figure of the case by its name. `ValueError` for one that is none."""
        match name:
            case "birth_date":
                return self.birth
            case "contingency_date":
                return self.contingency
            case "claim_date":
                return self.claim
            case "deceased_age":
                return replace(self.age, key=name)
            case "degree":
                return self._degree(state)
            case "number_of_spouses":
                return self.number(name, sum(1 for each in self.case.survivors if each.relationship.spouse))
            case "weekly_earnings_before_accident":
                return self._earned_before(name, state, currency)
            case _:
                raise ValueError(name)

    def _degree(self, state: str) -> TraceNode:
        if self.case.disablement is None:
            return missing("degree", Unit.PERCENT, "degree_missing", state)
        authority = Authority(kind=AuthorityKind.ENTERED, reference="disablement")
        return given("degree", self.case.disablement.degree_percent, Unit.PERCENT, authority=authority)

    def _earned_before(self, name: str, state: str, currency: str) -> TraceNode:
        """Return the weekly earnings before the accident, where they are stated in the State's own currency."""
        earned = self.case.disablement.weekly_earnings if self.case.disablement is not None else None
        if earned is None or earned.currency != currency:
            return missing(name, Unit.MONEY, "weekly_earnings_missing", state, currency=currency)
        authority = Authority(kind=AuthorityKind.ENTERED, reference="disablement")
        return given(name, earned.units, Unit.MONEY, state=state, currency=currency, authority=authority)

    def number(self, name: str, number: int) -> TraceNode:
        """Return how many of the survivors entered are of a kind."""
        return given(name, number, Unit.NUMBER, authority=_SURVIVORS)

    def of_survivor(self, name: str, survivor: Survivor, state: str) -> TraceNode:
        """Return a figure of one survivor."""
        match name:
            case "survivor_age":
                if survivor.birth_date is None:
                    return _not_stated(name, Unit.YEARS, survivor, state)
                born = _of(survivor, given("survivor_birth_date", survivor.birth_date, Unit.DATE, authority=_SURVIVORS))
                return _of(survivor, made(name, "age_at", (born, self.contingency)))
            case "union_years":
                since = survivor.union_since
                if since is None:
                    return _not_stated(name, Unit.NUMBER, survivor, state)
                years, _ = age_on(since, self.case.contingency_date)
                return _of(survivor, given(name, years, Unit.NUMBER, authority=_SURVIVORS))
            case _:
                return _fact(name, survivor, state)


def _fact(name: str, survivor: Survivor, state: str) -> TraceNode:
    stated = {
        "survivor_invalid": survivor.invalid,
        "survivor_in_education": survivor.in_education,
        "survivor_cares_for_child": survivor.cares_for_child,
        "survivor_dependent": survivor.dependent,
    }[name]
    if stated is None:
        return _not_stated(name, Unit.YES_NO, survivor, state)
    return _of(survivor, given(name, stated, Unit.YES_NO, authority=_SURVIVORS))


def _not_stated(name: str, unit: Unit, survivor: Survivor, state: str) -> TraceNode:
    return missing(
        name,
        unit,
        "survivor_fact_missing",
        state,
        survivor=survivor.id,
        relationship=survivor.relationship.value,
        fact=name,
    )


def _of(survivor: Survivor, node: TraceNode) -> TraceNode:
    return replace(node, facts={"survivor": survivor.id, "relationship": survivor.relationship.value})


def _day(key: str, day: date) -> TraceNode:
    return given(key, day, Unit.DATE, authority=_DAYS[key])


_DAYS = {
    key: Authority(kind=AuthorityKind.ENTERED, reference=key)
    for key in ("birth_date", "contingency_date", "claim_date")
}
_SURVIVORS = Authority(kind=AuthorityKind.ENTERED, reference="survivors")
