"""A calculation told in full, as text: every figure of the result, every finding, and the worksheet to its leaves.

A stored calculation is read again in years to come by the names that stand in it: figures, operators, facts, codes. So
none of them may change unseen. What only the packs say (words of a rule, sources) is left out.
"""

from collections.abc import Iterable, Iterator, Mapping

from desktop_app.calculation.award import Amount, Award, ConditionResult, StateAward, SurvivorShare
from desktop_app.calculation.causes import Cause
from desktop_app.calculation.compared_figures import Known
from desktop_app.calculation.differences import Difference
from desktop_app.calculation.trace import Authority, RuleTable, TraceNode, Unit, Value
from desktop_app.domain.findings import Fact, Finding, Reason
from desktop_app.domain.money import Money

_OF_THE_PACKS = frozenset({"says", "source", "confidence", "other_says", "other_source", "other_confidence"})


def in_full(found: Award) -> str:
    """Tell a result."""
    lines = [f"totalised {found.totalised_weeks} on {found.contingency_date}"]
    lines += [f"setting {point} = {option}" for point, option in sorted(found.settings.items())]
    lines += [f"rules of {name}" for name in sorted(found.rule_packs)]
    lines += [f"! {_finding(each)}" for each in found.findings]
    for line in found.states:
        lines += ["", f"== {line.state} {line.currency}", *_state(line)]
    return "\n".join([*lines, "", "== worksheet", *_worksheet(found.worksheet)]) + "\n"


def differences_in_full(found: Iterable[Difference], changes: Iterable[Cause]) -> str:
    """Tell what differs between two results, with every cause, and the rules that changed."""
    lines = []
    for each in found:
        lines.append(f"{each.state} {each.figure} {each.survivor}".rstrip())
        lines += [f"  {name} {_known(known)}" for name, known in (("before", each.before), ("after", each.after))]
        lines += [f"  why {_cause(cause)}" for cause in each.why]
    return "\n".join([*lines, *(f"rule {_cause(cause)}" for cause in changes)]) + "\n"


def _known(known: Known) -> str:
    share = "" if known.share is None else f" {known.share[0]} of {known.share[1]}"
    have = "" if known.have is None else f" have {known.have}"
    return f"{_value(known.value)} {known.unit} {known.currency or '-'}{share}{have} {_reason(known.reason)}"


def _cause(cause: Cause) -> str:
    sides = ((cause.before, cause.before_authority), (cause.after, cause.after_authority))
    told = " -> ".join(f"{_value(value)} by {_rests(rests)}" for value, rests in sides)
    return f"{cause.kind} {cause.key} [{cause.state}] {told}; {cause.unit} {cause.currency or '-'}{_facts(cause.facts)}"


def _state(line: StateAward) -> Iterator[str]:
    yield f"weeks own {line.own_weeks} counted {line.counted_weeks} totalised {line.totalised_weeks}"
    yield f"alone: {_condition(line.alone)}"
    yield f"totalised: {_condition(line.totalised)}"
    yield f"rate {line.rate} average {line.average_weekly} share {line.share}"
    for name in ("notional", "actual", "local", "grant"):
        yield f"{name}: {_amount(getattr(line, name))}"
    paid = line.payable
    yield f"payable: {paid.kind} {_money(paid.weekly)} {_reason(paid.reason)}"
    each = (
        ("four weeks", paid.four_weekly),
        ("five", paid.five_weekly),
        ("month", paid.monthly),
        ("year", paid.yearly),
    )
    yield "  " + ", ".join(f"{name} {_money(amount)}" for name, amount in each)
    for share in line.shares:
        yield from _share(share)
    for finding in line.findings:
        yield f"! {_finding(finding)}"


def _share(share: SurvivorShare) -> Iterator[str]:
    yield f"survivor {share.survivor} {share.relationship} {share.percent} {_money(share.payable)} {share.until!r}"
    yield f"  month {_money(share.monthly)}; {_reason(share.reason)}"
    for name in ("notional", "actual", "local"):
        yield f"  {name}: {_amount(getattr(share, name))}"


def _condition(found: ConditionResult) -> str:
    return f"{found.met} by {found.deciding!r}: {found.have} of {found.need} {found.unit} {_reason(found.reason)}"


def _amount(found: Amount) -> str:
    return (
        f"{found.unrounded} = {_money(found.weekly)}, without rounding {found.without_rounding}, "
        f"once {_money(found.lump_sum)} {_reason(found.reason)}"
    )


def _money(money: Money | None) -> str:
    return "-" if money is None else f"{money.currency} {money.plain}"


def _reason(reason: Reason | None) -> str:
    return "-" if reason is None else f"<{reason.code}{_facts(reason.facts)}>"


def _finding(finding: Finding) -> str:
    return f"{finding.level} {finding.where!r} {finding.code}{_facts(finding.facts)}"


def _facts(facts: Mapping[str, Fact]) -> str:
    shown = [f"{name}={fact}" for name, fact in sorted(facts.items()) if name not in _OF_THE_PACKS]
    return f" ({', '.join(shown)})" if shown else ""


def _worksheet(root: TraceNode) -> list[str]:
    """Tell every figure below what it makes; one made from others that was told before is only named."""
    above: set[tuple[str, ...]] = set()
    told: dict[int, tuple[str, ...]] = {}

    def whole(node: TraceNode) -> tuple[str, ...]:
        """Return all that can be said of a figure: two that say the same are told once."""
        if id(node) not in told:
            below = [f"  {line}" for entry in node.inputs for line in whole(entry)]
            told[id(node)] = (_figure(node), *(f"! {each.code}" for each in node.findings), *below)
        return told[id(node)]

    def lines(node: TraceNode) -> Iterator[str]:
        if node.inputs and whole(node) in above:
            yield f"{_figure(node)} as above"
            return
        above.add(whole(node))
        yield _figure(node)
        yield from (f"! {each.code}" for each in node.findings)
        for entry in node.inputs:
            yield from (f"  {line}" for line in lines(entry))

    return list(lines(root))


def _figure(node: TraceNode) -> str:
    what = f"{node.key} [{node.state}]" if node.state else node.key
    unit = f"{node.unit} {node.currency}" if node.unit is Unit.MONEY else str(node.unit)
    return f"{what} = {node.operator}: {_value(node.value)} {unit} by {_rests(node.authority)}{_facts(node.facts)}"


def _rests(on: Authority | None) -> str:
    if on is None:
        return "-"
    return " ".join(str(each) for each in (on.kind, on.state, on.reference, on.reading, on.valid_from) if each)


def _value(value: Value) -> str:
    return f"table of {len(value.rows)}" if isinstance(value, RuleTable) else str(value)
