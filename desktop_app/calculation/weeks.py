"""Rows become figures: own weeks, weeks that count, totalised weeks, earnings by year. Totals always come from rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from desktop_app.calculation.case import Case, StatedTotal
from desktop_app.calculation.ledger import fact, given, made, not_known, renamed
from desktop_app.calculation.line import Line
from desktop_app.calculation.options import Options
from desktop_app.calculation.totalisation import YEAR_HOLDS, Loss, StateWeeks, Totalised, totalise
from desktop_app.calculation.trace import Authority, AuthorityKind, TraceNode, Unit
from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.domain.periods import InsurancePeriod, PeriodType
from desktop_app.domain.states import Party
from desktop_app.domain.time import weeks_span_can_hold
from desktop_app.foundation.problems import CaseProblem

OVERLAP: Final = "overlap"
KEEPS_WEEKS: Final = "keeps_weeks"
_WEEKS: Final = Unit.WEEKS
_MONEY: Final = Unit.MONEY
_TYPES: Final = {kind: kind.value for kind in PeriodType}


def settle_weeks(case: Case, parties: Mapping[str, Party], year_weeks: int) -> Totalised:
    """Settle which weeks of which State count. Raises `CaseProblem` for an unknown State or a case without periods."""
    mentioned = {row.state for row in case.periods}
    mentioned.update([each.state for each in case.stated_totals], [each.state for each in case.certified])
    for state in sorted(state for state in mentioned if state not in parties):
        raise CaseProblem("state_unknown", state=state)
    if not mentioned:
        raise CaseProblem("no_periods")
    found = totalise(
        case.periods,
        contingency_date=case.contingency_date,
        year_weeks=year_weeks,
        outside=frozenset(state for state in mentioned if not parties[state].in_effect_on(case.claim_date)),
        keepers=[each.state for each in case.decisions if each.point == OVERLAP and each.option == KEEPS_WEEKS],
        benefit=case.benefit,
    )
    missing = mentioned.difference(found.states)
    if not missing:
        return found
    states = dict(found.states)
    for state in sorted(missing):
        states[state] = StateWeeks(rows=[])
    return Totalised(states=states, findings=found.findings)


def origin_authority(case: Case, state: str) -> Authority:
    """Return where a State's rows came from: its certificate, or the case as entered."""
    origin = case.origins.get(state)
    if origin is None or not origin.certificate:
        return _entered(state)
    return Authority(
        kind=AuthorityKind.CERTIFICATE, state=state, reference=origin.certificate, valid_from=origin.certified_on
    )


@lru_cache(maxsize=64)
def _entered(state: str) -> Authority:
    return Authority(kind=AuthorityKind.ENTERED, state=state, reference="periods")


def own_weeks_node(
    state: str,
    weeks: StateWeeks,
    stated: StatedTotal | None,
    origin: Authority,
    findings: list[Finding],
    benefit: Benefit,
    *,
    with_rows: bool,
) -> TraceNode:
    """Return a State's own weeks: the sum of its rows, or the total stated instead with the difference found."""
    left_out = (*weeks.late, *weeks.not_for)
    late = sum(loss.weeks for loss in left_out)
    certified = [*weeks.rows, *(loss.row for loss in left_out)]
    rows = []
    for row in certified if with_rows else ():
        weeks_of_row = row.weeks_paid + row.weeks_credited
        said = () if row.raises_amount is None or not _not_raising(row, benefit) else (_not_raising_finding(row),)
        facts = _row_facts(row)
        rows.append(given("row_weeks", weeks_of_row, _WEEKS, state=state, authority=origin, facts=facts, findings=said))
    node = (
        made("own_weeks", "summed", rows, state=state, authority=origin)
        if rows
        else given("own_weeks", weeks.certified + late, Unit.WEEKS, state=state, authority=origin)
    )
    if weeks.above or left_out:
        lost = [
            *(_lost_node("weeks_above_year", loss, _cut_at_year(loss, findings)) for loss in weeks.above),
            *(_lost_node("weeks_after_contingency", loss, _lost_finding(loss.why, loss.row)) for loss in weeks.late),
            *(_lost_node("weeks_not_for_benefit", loss, _lost_finding(loss.why, loss.row)) for loss in weeks.not_for),
        ]
        node = made("own_weeks", "less", (renamed(node, "certified_weeks"), *lost), state=state, authority=origin)
    if stated is None or stated.weeks is None:
        return node
    differs: tuple[Finding, ...] = ()
    if stated.weeks != node.value:
        finding = Finding(
            code="stated_weeks_differ",
            level=Level.WARNING,
            where=state,
            facts={"state": state, "stated": stated.weeks, "rows": weeks.certified},
        )
        findings.append(finding)
        differs = (finding,)
    authority = Authority(kind=AuthorityKind.STATED_TOTAL, state=state, reference="weeks")
    leaf = given("stated_weeks", stated.weeks, Unit.WEEKS, state=state, authority=authority)
    return made("own_weeks", "stated_total", (leaf, node), state=state, authority=authority, findings=differs)


def _lost_node(key: str, loss: Loss, finding: Finding) -> TraceNode:
    """Return weeks of a row that do not count, with what is to be known of them."""
    row = loss.row
    return given(key, loss.weeks, Unit.WEEKS, state=row.state, facts=_row_facts(row), findings=(finding,))


def _cut_at_year(loss: Loss, findings: list[Finding]) -> Finding:
    findings.append(_lost_finding(loss.why, loss.row, weeks=loss.weeks))
    return findings[-1]


def _lost_finding(code: str, row: InsurancePeriod, **facts: Fact) -> Finding:
    who: dict[str, Fact] = {"state": row.state, "year": row.year, "row": row.row_id}
    return Finding(code=code, level=Level.WARNING, where=row.state, facts=who | facts)


def _row_facts(row: InsurancePeriod) -> dict[str, Fact]:
    facts: dict[str, Fact] = {"year": row.year, "type": _TYPES[row.type], "row": row.row_id}
    if row.start is not None and row.end is not None:
        facts |= {"start": row.start.isoformat(), "end": row.end.isoformat()}
    return facts


def counted_node(line: Line, options: Options, *, stated: bool) -> TraceNode:
    """Return the weeks of a State that count: its own less those that gave way to others; stated weeks as stated."""
    if not line.in_effect:
        finding = line.note("state_not_in_effect", Level.WARNING)
        authority = options.provision_authority("in_effect")
        return given("counted_weeks", 0, Unit.WEEKS, state=line.state, authority=authority, findings=(finding,))
    if stated or not line.weeks.losses:
        return line.own
    lost = []
    for loss in line.weeks.losses:
        level = Level.ERROR if loss.why == "overlap_undecided" else Level.WARNING
        facts: dict[str, Fact] = {"year": loss.row.year, "weeks": loss.weeks, "to": loss.to_state}
        finding = line.note(loss.why, level, row=loss.row.row_id, **facts)
        authority = options.point_authority(OVERLAP)
        lost.append(
            given(
                "overlap_weeks",
                loss.weeks,
                Unit.WEEKS,
                state=line.state,
                authority=authority,
                facts=_row_facts(loss.row) | facts,
                findings=(finding,),
            )
        )
    return made("counted_weeks", "less", (line.own, *lost), state=line.state)


def total_node(lines: Sequence[Line], options: Options, findings: list[Finding]) -> TraceNode:
    """Return the totalised weeks of all States, with a finding where stated weeks make another total than the rows."""
    parts = [line.counted for line in lines if line.in_effect]
    total = made("totalised_weeks", "summed", parts, authority=options.provision_authority("totalisation"))
    rows = sum(line.weeks.counted for line in lines)
    differs = () if rows == total.value else (_total_differs(total, rows),)
    findings.extend(differs)
    return total if total.unit is _WEEKS and not differs else replace(total, unit=_WEEKS, findings=differs)


def _total_differs(total: TraceNode, rows: int) -> Finding:
    facts = {"stated": fact(total.value), "rows": rows}
    return Finding(code="stated_totalised_differs", level=Level.WARNING, facts=facts)


def _not_raising(row: InsurancePeriod, benefit: Benefit) -> bool:
    """Tell whether the institution of a row says that its weeks do not raise the amount of a benefit."""
    return row.raises_amount is not None and benefit not in row.raises_amount and row.weeks > 0


def _not_raising_finding(row: InsurancePeriod) -> Finding:
    return _lost_finding("row_not_raising", row, weeks=row.weeks)


def note_rows(line: Line, scheme_start: date | None, contingency: date, benefit: Benefit) -> None:
    """Note rows that cannot all lie where they must, before the scheme began or after the contingency.

    And those of which their institution says that they do not raise the amount of the benefit. They count for the
    condition and stay among the totalised weeks: that is what their institution certified. For the amount nothing is
    left out and nothing is invented: neither the Agreement's articles known here nor the law of a State in its rule
    pack says whether such weeks fall out of the rate of the notional amount, out of the proportion of the actual one
    (own weeks over totalised weeks), or out of both, and each gives another sum. `amounts` therefore says beside every
    amount made with them that its institution has to certify it (`amount_not_raised`).
    """
    for row in line.weeks.rows:
        if row.raises_amount is not None and _not_raising(row, benefit):
            line.note("row_not_raising", Level.WARNING, year=row.year, row=row.row_id, weeks=row.weeks)
            line.not_raising += row.weeks
        if (
            scheme_start is not None
            and (row.year < scheme_start.year if row.end is None else row.end < scheme_start)
            and row.type is not PeriodType.NPF
        ):
            line.note("row_before_scheme", Level.WARNING, year=row.year, row=row.row_id, date=scheme_start.isoformat())
        begins = row.year if row.start is None else row.start.year
        if begins < contingency.year - 1 and row.weeks_paid + row.weeks_credited <= YEAR_HOLDS:
            continue  # there is room for a full year, and no day needs to be counted
        start = row.start or date(row.year, 1, 1)
        if row.weeks > (holds := weeks_span_can_hold(start, contingency)):
            line.note(
                "row_past_contingency", Level.WARNING, year=row.year, row=row.row_id, weeks=row.weeks, holds=holds
            )


def earnings_nodes(
    state: str,
    currency: str,
    rows: Iterable[InsurancePeriod],
    origin: Authority,
    findings: list[Finding],
    *,
    with_rows: bool,
) -> tuple[TraceNode, ...]:
    """Return a State's own insurable earnings, a figure a contribution year, in the order of the years.

    A year with earnings in another currency has no figure: to leave it out would make another average.
    """
    years: dict[int, list[InsurancePeriod]] = {}
    for row in rows:
        if row.earnings is None:
            if row.weeks_paid and not row.earnings_class:
                findings.append(_row_finding("earnings_missing", Level.WARNING, row))
        else:
            years.setdefault(row.year, []).append(row)
    nodes: list[TraceNode] = []
    for year in sorted(years):
        found = years[year]
        earned = found[0].earnings
        if len(found) == 1 and earned is not None and earned.currency == currency:
            node = given(
                "year_earnings",
                earned.number,
                _MONEY,
                state=state,
                currency=currency,
                authority=origin,
                facts={"year": year},
            )
        else:
            node = _year_node(state, currency, year, found, origin, findings, with_rows=with_rows)
        nodes.append(node)
    return tuple(nodes)


def _year_node(
    state: str,
    currency: str,
    year: int,
    rows: list[InsurancePeriod],
    origin: Authority,
    findings: list[Finding],
    *,
    with_rows: bool,
) -> TraceNode:
    """Return the earnings of one contribution year, the sum of several rows; unknown where a currency is another."""
    strange = [
        _row_finding("earnings_in_other_currency", Level.ERROR, row)
        for row in rows
        if row.earnings is not None and row.earnings.currency != currency
    ]
    if strange:
        findings.extend(strange)
        found, facts = tuple(strange), strange[0].facts
        return not_known("year_earnings", Unit.MONEY, found, state=state, currency=currency, facts=facts)
    leaves = [_earned(row, "row_earnings", origin, _row_facts(row) if with_rows else {}) for row in rows]
    return made("year_earnings", "summed", leaves, state=state, currency=currency, facts={"year": year})


def _earned(row: InsurancePeriod, key: str, origin: Authority, facts: dict[str, Fact]) -> TraceNode:
    amount, currency = (row.earnings.number, row.earnings.currency) if row.earnings is not None else (0, "")
    return given(key, amount, Unit.MONEY, state=row.state, currency=currency, authority=origin, facts=facts)


def _row_finding(code: str, level: Level, row: InsurancePeriod) -> Finding:
    return Finding(
        code=code, level=level, where=row.state, facts={"state": row.state, "year": row.year, "row": row.row_id}
    )


def paid_weeks_node(key: str, weeks: TraceNode, credited: int, state: str = "") -> TraceNode:
    """Return the paid weeks among weeks: all of them less the credited ones."""
    leaf = given(
        "credited_weeks",
        min(credited, int(weeks.value or 0)) if isinstance(weeks.value, int) else 0,
        Unit.WEEKS,
        state=state,
    )
    return made(key, "less", (weeks, leaf), state=state)
