"""The amounts of one State: notional, actual, local and grant, and what another institution certified.

Source of the four words: NIS Saint Vincent, CARICOM page. Actual is always a share of the *notional* amount; the page's
sentence about a share of average earnings is a slip that its own example contradicts.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from desktop_app.calculation.comparison import MINIMUM, PROPORTIONAL, UNMET
from desktop_app.calculation.conditions import OWN, REQUIRED, TOTALISED, fails_by_length_only, find_test
from desktop_app.calculation.evaluation import Scope, why_unknown
from desktop_app.calculation.ledger import fact, given, made
from desktop_app.calculation.line import Line, exact, present
from desktop_app.calculation.operators.weeks_to_months import MONTHS, WEEKS
from desktop_app.calculation.options import Options
from desktop_app.calculation.pack import AgreementRules
from desktop_app.calculation.trace import Authority, AuthorityKind, TraceNode, Unit
from desktop_app.domain.findings import Fact, Finding, Level, Reason
from desktop_app.domain.money import Money, decimal_text

DENOMINATOR: Final = "denominator"
WEEKS_REQUIRED: Final = "weeks_required"
FULL_YEAR: Final = "52_weeks"
SHORT_PERIOD: Final = 52
"""Own weeks below which other agreements relieve a State (ETS 78 art. 31); here a warning unless the office says so."""


class Amounts:
    """Makes the amounts of every State once their conditions are known."""

    def __init__(
        self, lines: Sequence[Line], total: TraceNode, options: Options, agreement: AgreementRules, *, applies: bool
    ) -> None:
        self._options = options
        self._agreement = agreement
        self._applies = applies
        for line in lines:
            line.relieved = self._is_relieved(line)
        relieved = [line.counted for line in lines if line.relieved]
        self._shared = total
        if relieved:
            authority = options.point_authority(MINIMUM)
            self._shared = made("shared_weeks", "less", (total, *relieved), authority=authority)

    def set_amounts(self, line: Line) -> None:
        """Make the amounts of one State, or say why one that is due cannot be told."""
        if self._applies and line.in_effect and 0 < line.counted_weeks < SHORT_PERIOD:
            line.note("short_own_period", Level.WARNING, weeks=line.counted_weeks)
        if self._applies and not line.in_effect and line.evaluation is None:
            line.trouble = Reason(code="state_not_in_effect", facts={"state": line.state})
        elif line.certified is not None and self._applies and line.in_effect:
            self._certified(line)
        elif line.evaluation is None:
            line.note("no_rules_here", Level.WARNING, institution=line.institution)
            line.trouble = Reason(code="no_rules_here", facts={"state": line.state, "institution": line.institution})
        else:
            if self._is_due(line):
                self._pro_rata(line)
            elif self._is_without_weeks(line):
                line.trouble = Reason(code="no_weeks_count", facts={"state": line.state})
            self._local(line)
            self._grant(line)
            line.evaluation.compare_stated(line.scopes[OWN])
        if line.weeks.undecided and self._applies:
            line.trouble = Reason(code="overlap_undecided", facts={"state": line.state})

    def _is_relieved(self, line: Line) -> bool:
        return (
            self._options.option(MINIMUM, line.state) == FULL_YEAR
            and 0 < line.counted_weeks < SHORT_PERIOD
            and not line.entitled_alone
        )

    def _is_without_weeks(self, line: Line) -> bool:
        """Tell whether an amount would be due, were there a week that counts."""
        if line.totalised is None or line.counted_weeks or line.entitled_alone:
            return False
        return line.totalised.value is True or self._options.option(UNMET, line.state) == PROPORTIONAL

    def _is_due(self, line: Line) -> bool:
        """Tell whether a notional amount is due: the condition is met, or fails by length alone and is overruled."""
        if line.totalised is None or line.relieved or not (line.counted_weeks or line.entitled_alone):
            return False
        if line.totalised.value is False:
            overruled = self._options.option(UNMET, line.state) == PROPORTIONAL
            return overruled and fails_by_length_only(line.totalised)
        return line.totalised.value is True

    def _pro_rata(self, line: Line) -> None:
        evaluation = present(line.evaluation)
        required = self._options.option(DENOMINATOR, line.state) == WEEKS_REQUIRED
        test = self._own_length(line) if required else None
        if test is not None:
            line.scopes[REQUIRED] = _required_scope(line, test)
        scope = line.scopes[REQUIRED if test is not None else TOTALISED]
        if evaluation.has("months_early") and not line.entitled_alone:
            months = evaluation.figure("months_early", scope).value
            if months:
                line.note("early_by_totalisation", Level.WARNING, months=fact(months))
        if evaluation.has("local_pension"):
            line.note("minimum_not_in_pro_rata", Level.NOTE)
        line.notional = evaluation.figure("pension", scope)
        if line.notional.value is None:
            line.trouble = why_unknown(line.notional)
        unrounded = self._share_of_total(line) if test is None else self._share_of_required(line, test)
        line.actual = self.payable_amount("actual_amount", unrounded, line, self._rounded_early(line, unrounded))

    def _share_of_total(self, line: Line) -> TraceNode:
        line.share = (line.counted_weeks, int(exact(self._shared)))
        return made(
            "actual_amount_unrounded",
            "pro_rata_totalised",
            (present(line.notional), line.counted, self._shared),
            state=line.state,
            currency=line.currency,
            authority=self._options.provision_authority("pro_rata"),
        )

    def _own_length(self, line: Line) -> TraceNode:
        """Return the test of length on the own weeks that count: what gave way to others is in no ratio."""
        evaluation = present(line.evaluation)
        figures = {**line.scopes[OWN].figures, "weeks": line.counted}
        scope = Scope(figures={name: figures[name] for name in ("weeks", "paid_weeks")}, keys={})
        return present(find_test(evaluation.figure("entitled", scope), "weeks"))

    def _share_of_required(self, line: Line, test: TraceNode) -> TraceNode:
        have, need = test.inputs[:2]
        share = min(Fraction(1), Fraction(exact(have)) / exact(need))
        line.share = (share.numerator, share.denominator)
        if have.unit is Unit.WEEKS:
            line.share = (int(min(exact(have), exact(need))), int(exact(need)))
        return made(
            "actual_amount_unrounded",
            "pro_rata_required",
            (present(line.notional), have, need),
            state=line.state,
            currency=line.currency,
            authority=self._options.point_authority(DENOMINATOR),
        )

    def _rounded_early(self, line: Line, unrounded: TraceNode) -> tuple[Finding, ...]:
        """Keep visible what a rounding before the ratio does to the actual amount."""
        notional = present(line.notional)
        before = before_rounding(notional)
        if before is notional or notional.value is None or before.value == notional.value or not notional.value:
            return ()
        without = Fraction(exact(unrounded)) * exact(before) / exact(notional)
        line.actual_without_rounding = without
        facts = {
            "rounded": decimal_text(Fraction(exact(notional)), 2),
            "unrounded": decimal_text(Fraction(exact(before)), 4),
            "actual": decimal_text(without, 2),
        }
        return (line.note("rounded_before_ratio", Level.NOTE, currency=line.currency, **facts),)

    def payable_amount(self, key: str, node: TraceNode, line: Line, findings: tuple[Finding, ...] = ()) -> TraceNode:
        """Round an amount once, at the end, by the rule for payments."""
        rule = given(
            "payment_rounding",
            self._agreement.rounding.value,
            Unit.TEXT,
            authority=self._options.provision_authority("rounding"),
        )
        return made(key, "rounded", (node, rule), state=line.state, currency=line.currency, findings=findings)

    def _local(self, line: Line) -> None:
        evaluation = present(line.evaluation)
        if not line.entitled_alone:
            return
        name = "local_pension" if evaluation.has("local_pension") else "pension"
        node = evaluation.figure(name, line.scopes[OWN])
        line.local = self.payable_amount("local_amount", node, line)
        if node.value is None:
            line.trouble = why_unknown(node)

    def _grant(self, line: Line) -> None:
        evaluation = present(line.evaluation)
        if not evaluation.has("grant") or line.alone is None or line.entitled_alone:
            return
        scope = line.scopes[OWN]
        age = find_test(line.alone, "age")
        early = evaluation.figure("months_early", scope).value if evaluation.has("months_early") else 0
        line.too_young = (age is not None and age.value is False) or bool(early)
        if line.too_young:
            return
        before = len(line.findings)
        line.grant = self.payable_amount("grant", evaluation.figure("grant", scope), line)
        line.findings[before:] = [_softened(each) for each in line.findings[before:]]

    def _certified(self, line: Line) -> None:
        """Take what another institution certified; the actual amount follows from its notional one where not given."""
        certified = present(line.certified)
        authority = Authority(kind=AuthorityKind.CERTIFICATE, state=line.state, reference=certified.certificate)
        given_amounts = [each for each in (certified.notional, certified.actual) if each is not None]
        for amount in given_amounts:
            if amount.currency != line.currency:
                facts: dict[str, Fact] = {"currency": amount.currency, "own": line.currency}
                finding = line.note("certified_in_other_currency", Level.ERROR, **facts)
                line.trouble = Reason(code=finding.code, facts=finding.facts)
                return
        if line.counted_weeks and not line.relieved:
            line.share = (line.counted_weeks, int(exact(self._shared)))
        if certified.notional is not None:
            line.notional = _leaf("notional_amount", certified.notional, line, authority)
        if certified.actual is not None:
            line.actual = _leaf("actual_amount", certified.actual, line, authority)
        elif line.notional is not None and line.share is not None:
            line.actual = self.payable_amount("actual_amount", self._share_of_total(line), line)
        else:
            short = "under_minimum_period" if line.relieved else "no_weeks_count"
            code = short if line.notional is not None else "certified_without_amount"
            line.trouble = Reason(code=code, facts={"state": line.state})


def _softened(finding: Finding) -> Finding:
    """Return a finding that only the grant needs: it stops no pension, so it is no error."""
    return replace(finding, level=Level.WARNING) if finding.level is Level.ERROR else finding


def _required_scope(line: Line, test: TraceNode) -> Scope:
    """Return the scope of the weeks that the State's own condition requires, for the ratio over them.

    The rate that other States' weeks earn is not paid out over a shorter length than it was earned in: 30 % for 500 of
    500 weeks, whatever the totalised weeks are.
    """
    need = test.inputs[1]
    weeks = need
    if need.unit is Unit.MONTHS:
        each = given("weeks_in_average_month", Fraction(WEEKS, MONTHS), Unit.WEEKS, state=line.state)
        weeks = made("required_weeks", "multiplied", (each, need), state=line.state)
    return Scope(
        figures={"weeks": weeks, "paid_weeks": line.scopes[TOTALISED].figures["paid_weeks"]},
        keys={"pension": "notional_amount"},
    )


def _leaf(key: str, amount: Money, line: Line, authority: Authority) -> TraceNode:
    return given(key, amount.units, Unit.MONEY, state=line.state, currency=amount.currency, authority=authority)


def before_rounding(node: TraceNode) -> TraceNode:
    """Return the figure before a State's own rounding, the figure itself where there was none."""
    return node.inputs[0] if node.operator == "rounded" else node
