"""Which dated value of a parameter holds for a case, and what is to be known about it: readings, low confidence.

The same for every case of the same day, so it is kept and asked for again.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from desktop_app.calculation.ledger import fact, given
from desktop_app.calculation.pack import DatedValue, Member, Parameter
from desktop_app.calculation.trace import Confidence, TraceNode
from desktop_app.domain.findings import Fact, Finding, Level

_MANY = 4096


@dataclass(slots=True, kw_only=True, eq=False)
class Settled:
    """The value that holds, with its findings; `leaves` are its fields as figures of the worksheet, made when asked."""

    parameter: Parameter
    state: str
    currency: str
    value: DatedValue
    findings: tuple[Finding, ...]
    _leaves: dict[tuple[str, bool], TraceNode] = field(default_factory=dict)

    def leaf(self, name: str, reference: str, *, first: bool) -> TraceNode:
        """Return a field as a figure; the first one a calculation asks for carries the findings."""
        found = self._leaves.get((name, first))
        if found is None:
            found = given(
                reference,
                self.value.fields[name],
                self.value.units[name],
                state=self.state,
                currency=self.currency,
                authority=self.value.authority,
                findings=self.findings if first else (),
            )
            self._leaves[name, first] = found
        return found


@lru_cache(maxsize=_MANY)
def settle(
    parameter: Parameter,
    state: str,
    currency: str,
    day: date,
    reading: str,
    other_day: date,
    member: Member | None = None,
) -> Settled | str:
    """Return the value of a parameter on a day, by a reading where it has one; a code where it cannot be told.

    `member` is who it is for, where values are limited to groups of persons. Codes: `parameter_not_known`,
    `sex_needed`, `first_insured_not_known`.

    Findings: the sources disagree (and what the other reading says), a reading is used, the law is only announced, the
    confidence is low, or no source says which of two days decides and the value of `other_day` is another.
    """
    used = reading if reading in parameter.readings else ""
    asks = _asks(parameter, day, used, member)
    if asks:
        return asks
    value = parameter.on(day, used, member)
    if value is None:
        return "parameter_not_known"
    said = _said(parameter, value)
    rivals = [
        rival
        for other in ("", *parameter.readings)
        if other != used and (rival := parameter.on(day, other, member)) is not None and rival.fields != value.fields
    ]
    found = []
    if used and not rivals:
        found.append(_finding("reading_used", Level.NOTE, state, said))
    for rival in rivals:
        told = {f"other_{key}": entry for key, entry in _said(parameter, rival).items() if key != "parameter"}
        found.append(_finding("other_reading", Level.NOTE, state, said | told))
    if value.authority.confidence is Confidence.LOW:
        found.append(_finding("rule_unsure", Level.WARNING, state, {"about": value.unsure_about, **said}))
    if value.announced:
        found.append(_finding("rule_announced", Level.WARNING, state, said))
    later = None if parameter.basis_known or day == other_day else parameter.on(other_day, used, member)
    if later is not None and later.fields != value.fields:
        days = {
            "day": day.isoformat(),
            "other_day": other_day.isoformat(),
            "other_says": _said(parameter, later)["says"],
        }
        found.append(_finding("rule_day_matters", Level.WARNING, state, said | days))
    return Settled(parameter=parameter, state=state, currency=currency, value=value, findings=tuple(found))


def _asks(parameter: Parameter, day: date, reading: str, member: Member | None) -> str:
    """Return the code of what must be stated before it can be told whose value holds; empty where it can be told."""
    if member is None:
        return ""
    fitting = [
        value
        for value in parameter.values
        if value.reading == reading and value.holds_on(day) and value.group.holds(member)
    ]
    asked = next((what for value in fitting if (what := value.group.asks(member))), "")
    if not asked or (all(value.fields == fitting[0].fields for value in fitting[1:]) and len(fitting) > 1):
        return ""
    return "sex_needed" if asked == "sex" else "first_insured_not_known"


def _finding(code: str, level: Level, state: str, facts: dict[str, Fact]) -> Finding:
    return Finding(code=code, level=level, where=state, facts={"state": state, **facts})


def _said(parameter: Parameter, value: DatedValue) -> dict[str, Fact]:
    """Return what a rule says and who says so, as facts."""
    return {
        "parameter": parameter.name,
        "reading": value.reading,
        "says": value.authority.says or ", ".join(f"{key} {fact(entry)}" for key, entry in value.fields.items()),
        "source": value.authority.sources[0].publisher if value.authority.sources else "",
        "confidence": str(value.authority.confidence or ""),
    }
