"""The whole outlook of a case: what is told of it, on which days it is looked at, and how far it has come."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.calculation.case import Case
from desktop_app.calculation.outlook import Met, Outlook, When, outlook
from desktop_app.domain.claims import Benefit
from desktop_app.domain.money import Money
from desktop_app.foundation.problems import CaseProblem
from desktop_app.foundation.progress import Cancelled
from tests.support.cases import HENDYCE_ROWS, a_case, a_row, rows, the_rulebook
from tests.support.golden import golden
from tests.support.sample_award import sample_case
from tests.support.told_in_full import differences_in_full

SINCE = date(2024, 6, 14)
YOUNG = a_case(
    (
        a_row("VC", 2010, 52, 9_000),
        a_row("VC", 2011, 52, 9_000),
        *(a_row("GD", year, 52, 9_000) for year in range(2012, 2022)),
        a_row("SR", 2022, 10),
    ),
    birth_date=date(1966, 3, 2),
    contingency_date=SINCE,
    claim_date=SINCE,
)


class Told:
    """Remembers what was reported, and stops when asked to."""

    def __init__(self, stop_at: int = -1) -> None:
        self.steps: list[tuple[int, int, str]] = []
        self._stop_at = stop_at

    def step(self, done: int, total: int, what: str = "") -> None:
        self.steps.append((done, total, what))
        if done == self._stop_at:
            raise Cancelled


def look(case: Case = YOUNG, insured_in: str = "VC", years: int = 3, **facts: object) -> Outlook:
    rules = the_rulebook()
    return outlook(case, rules.packs, rules.agreement, insured_in=insured_in, years=years, **facts)  # type: ignore[arg-type]


def _said(name: str, met: Met) -> str:
    result = met.result
    reason = f"{result.reason.code} {dict(sorted(result.reason.facts.items()))}"
    return f"  {name}: {met.when} {met.on} {met.weeks} weeks; {result.met} {result.have} of {result.need} {reason}"


def in_full(found: Outlook) -> str:
    lines = [f"since {found.since}, {found.years} years, insured in {found.insured_in} at {found.weekly}"]
    for line in found.states:
        lines.append(line.state)
        names = ("without", "going_on", "alone_without", "alone_going_on")
        lines.extend(_said(name, getattr(line, name)) for name in names)
    year = found.one_year
    lines.append(f"one more year: {year.on}, {year.weeks} weeks more")
    for name in ("now", "later", "then"):
        award = getattr(year, name)
        paid = {line.state: line.payable.weekly for line in award.states}
        lines.append(f"  {name}: {award.contingency_date} {award.totalised_weeks} weeks {paid}")
    return "\n".join(lines) + "\n" + differences_in_full(year.differences, ())


@pytest.mark.parametrize("state", ["VC", "GD", "SR"])
def test_an_outlook_is_as_it_was(state: str) -> None:
    golden(f"calculation/outlook_{state}.txt", in_full(look(insured_in=state)))


def test_the_outlook_says_since_when_over_how_long_and_with_what_earnings() -> None:
    found = look(years=2)
    assert (found.since, found.years, found.insured_in) == (SINCE, 2, "VC")
    assert found.weekly == Money(minor=173_08, currency="XCD")
    named = Money(minor=500_00, currency="XCD")
    assert look(years=1, weekly=named).weekly == named


def test_it_tells_how_many_of_the_days_were_looked_at() -> None:
    told = Told()
    look(years=1, progress=told)
    total = told.steps[-1][1]
    assert told.steps == [(at, total, "outlook") for at in range(total + 1)]
    assert total > 12, "every birthday month at least"


def test_it_stops_when_asked_to() -> None:
    with pytest.raises(Cancelled):
        look(progress=Told(stop_at=3))


def test_the_years_looked_ahead_have_bounds() -> None:
    with pytest.raises(CaseProblem) as refused:
        look(years=0)
    assert (refused.value.code, refused.value.facts) == ("years_out_of_range", {"most": 40})
    with pytest.raises(CaseProblem) as refused:
        look(insured_in="HT")
    assert (refused.value.code, refused.value.facts) == ("party_unknown", {"state": "HT"})


def test_a_condition_met_on_the_last_day_is_within_the_years_and_a_day_later_is_not() -> None:
    """The sixtieth birthday is the first day; two years are looked at."""
    case = a_case(
        tuple(a_row("GD", year, 52, 9_000) for year in range(2008, 2024)),
        birth_date=date(1966, 6, 14),
        contingency_date=SINCE,
        claim_date=SINCE,
    )
    met = look(case, "GD", 2).states[0].without
    assert (met.when, met.on) == (When.ON, date(2026, 6, 14))
    later = a_case(case.periods, birth_date=date(1966, 6, 15), contingency_date=SINCE, claim_date=SINCE)
    assert look(later, "GD", 2).states[0].without.when is When.NOT_WITHIN


def test_what_is_met_on_the_first_day_is_met_now_without_and_with_further_insurance() -> None:
    case = a_case(tuple(a_row("VC", year, 52, 9_000) for year in range(1990, 2010)))
    line = look(case, "VC", 1).states[0]
    assert {line.without.when, line.going_on.when, line.alone_without.when, line.alone_going_on.when} == {When.NOW}
    assert (line.without.on, line.without.weeks) == (case.contingency_date, 20 * 52)
    assert line.without.result.met is True


def test_invalidity_has_an_outlook_too() -> None:
    case = a_case(
        tuple(a_row("VC", year, 52, 9_000) for year in (2011, 2012)),
        benefit=Benefit.INVALIDITY,
        birth_date=date(1980, 1, 1),
    )
    line = look(case, "VC", 2).states[0]
    assert (line.without.when, line.going_on.when) == (When.NOT_WITHIN, When.ON)
    assert line.going_on.weeks == 150


def test_a_week_in_the_last_month_looked_at_is_found_as_well() -> None:
    """Fifty weeks are short, and a Monday brings one: the fiftieth is the 25th of May."""
    sample = sample_case(rows(HENDYCE_ROWS))
    case = replace(sample, stated_totals=(replace(sample.stated_totals[0], weeks=260), sample.stated_totals[1]))
    found = next(line for line in look(case, "LC", 1).states if line.state == "LC")
    assert (found.going_on.when, found.going_on.on, found.going_on.weeks) == (When.ON, date(2015, 5, 25), 750)


def test_the_day_from_which_a_rule_asks_for_less_is_looked_at_whatever_day_it_is() -> None:
    """624 weeks of 700, and from the 20th of August 600 are enough; the birthday is the 2nd of a month."""
    rules = the_rulebook()
    pack = rules.packs["VC"]
    rules_of = pack.benefits[Benefit.AGE]
    needed = rules_of.parameters["qualifying"]
    now = needed.on(SINCE)
    assert now is not None
    values = (
        replace(now, fields={"value": 700}, start=None, end=date(2024, 8, 19)),
        replace(now, fields={"value": 600}, start=date(2024, 8, 20), end=None),
    )
    parameters = {**rules_of.parameters, "qualifying": replace(needed, values=values)}
    eased = replace(pack, digest="sha256:eased", benefits={Benefit.AGE: replace(rules_of, parameters=parameters)})
    case = replace(YOUNG, birth_date=date(1962, 3, 2))
    found = outlook(case, {**rules.packs, "VC": eased}, rules.agreement, insured_in="VC", years=1)
    met = next(line for line in found.states if line.state == "VC").without
    assert (met.when, met.on) == (When.ON, date(2024, 8, 20))
