"""The amounts of one State: notional, actual, local and grant, and what another institution certified.

Source of the four words: NIS Saint Vincent, CARICOM page. Actual is always a share of the *notional* amount; the page's
sentence about a share of average earnings is a slip that its own example contradicts.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from desktop_app.calculation.comparison import MINIMUM, PROPORTIONAL, UNMET
from desktop_app.calculation.conditions import (
    LENGTHS,
    OWN,
    REQUIRED,
    TOTALISED,
    fails_by_length_only,
    find_test,
)
from desktop_app.calculation.evaluation import Scope, why_unknown
from desktop_app.calculation.ledger import fact, given, made
from desktop_app.calculation.line import Line, exact, fraction, present
from desktop_app.calculation.operators.chosen import ACTUAL, LOCAL
from desktop_app.calculation.operators.operator import product_over
from desktop_app.calculation.operators.weeks_to_months import MONTHS, WEEKS
from desktop_app.calculation.options import Options
from desktop_app.calculation.pack import AgreementRules
from desktop_app.calculation.portion import Portion
from desktop_app.calculation.survivors import portions
from desktop_app.calculation.trace import Authority, AuthorityKind, TraceNode, Unit
from desktop_app.domain.dependants import Survivor
from desktop_app.domain.findings import Fact, Finding, Level, Reason, at_level
from desktop_app.domain.money import Money, decimal_text

DENOMINATOR: Final = "denominator"
WEEKS_REQUIRED: Final = "weeks_required"
FULL_YEAR: Final = "52_weeks"
SHORT_PERIOD: Final = 52
"""Own weeks below which other agreements relieve a State (ETS 78 art. 31); here a warning unless the office says so."""


class Amounts:
    """Makes the amounts of every State once their conditions are known."""

    def __init__(
        self,
        lines: Sequence[Line],
        total: TraceNode,
        options: Options,
        agreement: AgreementRules,
        survivors: Sequence[Survivor] = (),
        *,
        applies: bool,
        alone: bool = False,
    ) -> None:
        """`alone`: one State pays, by its own law, and nothing is shared in proportion."""
        self._options = options
        self._agreement = agreement
        self._survivors = survivors
        self._applies = applies
        self._alone = alone
        self._rounding = given(
            "payment_rounding",
            agreement.rounding.value,
            Unit.TEXT,
            authority=options.provision_authority("rounding"),
        )
        for line in lines:
            line.relieved = self._is_relieved(line)
        relieved = [line.counted for line in lines if line.relieved]
        self._shared = total
        if relieved:
            authority = options.point_authority(MINIMUM)
            self._shared = made("shared_weeks", "less", (total, *relieved), authority=authority)

    def set_amounts(self, line: Line) -> None:
        """Make the amounts of one State, or say why one that is due cannot be told."""
        line.unshared = self._alone and line.in_effect
        if self._applies and line.in_effect and not self._alone and 0 < line.counted_weeks < SHORT_PERIOD:
            line.note("short_own_period", Level.WARNING, weeks=line.counted_weeks)
        if self._applies and not line.in_effect and (line.evaluation is None or self._takes_no_part(line)):
            line.trouble = Reason(code="state_not_in_effect", facts={"state": line.state})
        elif line.certified is not None and self._applies and line.in_effect:
            self._certified(line)
        elif line.not_provided is not None:
            says = line.not_provided.says
            line.trouble = Reason(code="not_provided", facts={"state": line.state, "says": says})
        elif line.evaluation is None:
            line.note("no_rules_here", Level.WARNING, institution=line.institution)
            line.trouble = Reason(code="no_rules_here", facts={"state": line.state, "institution": line.institution})
        else:
            if line.unshared:
                pass
            elif self._is_due(line):
                self._pro_rata(line)
            elif self._is_without_weeks(line):
                line.trouble = Reason(code="no_weeks_count", facts={"state": line.state})
            self._local(line)
            self._grant(line)
            line.evaluation.compare_stated(line.scopes[OWN])
        if line.not_raising:
            _say_not_raised(line)
        if line.weeks.undecided and self._applies and not self._alone:
            line.trouble = Reason(code="overlap_undecided", facts={"state": line.state})

    def _takes_no_part(self, line: Line) -> bool:
        """Tell whether the Agreement is in effect in the State on no day at all: only its periods are told."""
        party = self._agreement.parties.get(line.state)
        return party is not None and party.in_effect_from is None

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
        if required and test is None:
            line.note("no_length_required", Level.WARNING)
        if test is not None:
            line.scopes[REQUIRED] = _required_scope(line, test)
        scope = line.scopes[REQUIRED if test is not None else TOTALISED]
        if evaluation.has("months_early") and not line.entitled_alone:
            months = evaluation.figure("months_early", scope).value
            if months:
                line.note("early_by_totalisation", Level.WARNING, months=fact(months))
        if evaluation.has("local_pension") or evaluation.rules.family_minimum:
            line.note("minimum_not_in_pro_rata", Level.NOTE)
        if test is None:
            line.share = (line.counted_weeks, int(exact(self._shared)))
        else:
            line.share = _share_required(test)
        if evaluation.rules.shares:
            self._shared_pro_rata(line, scope, test)
            return
        line.notional = evaluation.result("pension", scope)
        if line.notional.value is None:
            line.trouble = why_unknown(line.notional)
        unrounded = self._ratio(line, line.notional, test)
        line.actual = self.payable_amount("actual_amount", unrounded, line, self._rounded_early(line, unrounded))

    def _shared_pro_rata(self, line: Line, scope: Scope, test: TraceNode | None) -> None:
        """Share every survivor's notional amount in proportion; the State's amounts are the sums."""
        line.portions[TOTALISED] = portions(present(line.evaluation), scope, TOTALISED, self._survivors)
        actual: dict[str, TraceNode] = {}
        for portion in line.portions[TOTALISED]:
            if portion.node is not None:
                portion.node = replace(portion.node, key="notional_amount")
                unrounded = self._ratio(line, portion.node, test, portion)
                actual[portion.survivor.id] = self.payable_amount("actual_amount", unrounded, line, portion=portion)
        line.survivor_amounts[ACTUAL] = actual
        if not self._told(line, TOTALISED):
            return
        notional = [each.node for each in line.portions[TOTALISED] if each.node is not None]
        line.notional = made("notional_amount", "summed", notional, state=line.state, currency=line.currency)
        line.actual = made("actual_amount", "summed", list(actual.values()), state=line.state, currency=line.currency)

    def _told(self, line: Line, scope: str) -> bool:
        """Tell whether anything is due to any survivor; where not, say why."""
        found = line.portions[scope]
        unknown = [each for each in found if each.unknown]
        if any(each.node is not None for each in found):
            if unknown:
                line.note("shares_incomplete", Level.ERROR, count=len(unknown))
            return True
        who: dict[str, Fact] = {"state": line.state}
        if not found:
            line.note("no_survivors_stated", Level.ERROR)
            line.trouble = Reason(code="no_survivors_stated", facts=who)
        elif unknown:
            line.trouble = unknown[0].reason
        else:
            line.trouble = found[0].reason if len(found) == 1 else Reason(code="no_survivor_entitled", facts=who)
        return False

    def _ratio(
        self, line: Line, notional: TraceNode, test: TraceNode | None, portion: Portion | None = None
    ) -> TraceNode:
        """Return an amount in proportion to own weeks: over the totalised ones, or over those required."""
        if test is None:
            operator, over = "pro_rata_totalised", (line.counted, self._shared)
            authority = self._options.provision_authority("pro_rata")
        else:
            operator, over = "pro_rata_required", (test.inputs[0], test.inputs[1])
            authority = self._options.point_authority(DENOMINATOR)
        return made(
            "actual_amount_unrounded",
            operator,
            (notional, *over),
            state=line.state,
            currency=line.currency,
            authority=authority,
            facts=portion.facts if portion is not None else {},
        )

    def _own_length(self, line: Line) -> TraceNode | None:
        """Return the test of length on the own weeks that count: what gave way to others is in no ratio.

        None where the State asks for no length.
        """
        evaluation = present(line.evaluation)
        own = line.scopes[OWN]
        figures = {**own.figures, "weeks": line.counted}
        scope = replace(own, figures={name: figures[name] for name in LENGTHS}, keys={})
        return find_test(evaluation.figure("entitled", scope), "weeks")

    def _rounded_early(self, line: Line, unrounded: TraceNode) -> tuple[Finding, ...]:
        """Keep visible what a rounding before the ratio does to the actual amount."""
        notional = present(line.notional)
        before = before_rounding(notional)
        if before is notional or notional.value is None or before.value == notional.value or not notional.value:
            return ()
        without = product_over(exact(unrounded), exact(before), exact(notional))
        line.actual_without_rounding = without
        facts = {
            "rounded": decimal_text(exact(notional), 2),
            "unrounded": decimal_text(exact(before), 4),
            "actual": decimal_text(without, 2),
        }
        return (line.note("rounded_before_ratio", Level.NOTE, currency=line.currency, **facts),)

    def payable_amount(
        self,
        key: str,
        node: TraceNode,
        line: Line,
        findings: tuple[Finding, ...] = (),
        portion: Portion | None = None,
    ) -> TraceNode:
        """Round an amount once, at the end, by the rule for payments; `portion` says whose it is."""
        facts = portion.facts if portion is not None else {}
        return made(
            key,
            "rounded",
            (node, self._rounding),
            state=line.state,
            currency=line.currency,
            facts=facts,
            findings=findings,
        )

    def _local(self, line: Line) -> None:
        evaluation = present(line.evaluation)
        if not line.entitled_alone:
            return
        if evaluation.rules.shares:
            self._shared_local(line)
            return
        name = "local_pension" if evaluation.has("local_pension") else "pension"
        node = evaluation.result(name, line.scopes[OWN])
        line.local = self.payable_amount("local_amount", node, line)
        if node.value is None:
            line.trouble = why_unknown(node)

    def _shared_local(self, line: Line) -> None:
        """Make every survivor's amount by the State's own law; the State's local amount is the sum."""
        line.portions[OWN] = portions(present(line.evaluation), line.scopes[OWN], OWN, self._survivors)
        local = {
            portion.survivor.id: self.payable_amount("local_amount", portion.node, line, portion=portion)
            for portion in line.portions[OWN]
            if portion.node is not None
        }
        line.survivor_amounts[LOCAL] = local
        if self._told(line, OWN):
            line.local = made("local_amount", "summed", list(local.values()), state=line.state, currency=line.currency)

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
        line.grant = self.payable_amount("grant", evaluation.asked("grant", scope), line)
        line.of_grant = tuple(_softened(each) for each in line.findings[before:])
        line.findings[before:] = line.of_grant

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
        if line.counted_weeks and not line.relieved and not line.unshared:
            line.share = (line.counted_weeks, int(exact(self._shared)))
        if certified.notional is not None:
            line.notional = _leaf("notional_amount", certified.notional, line, authority)
        if certified.actual is not None:
            line.actual = _leaf("actual_amount", certified.actual, line, authority)
        elif line.notional is not None and line.unshared:
            line.actual = replace(line.notional, key="actual_amount")
        elif line.notional is not None and line.share is not None:
            line.actual = self.payable_amount("actual_amount", self._ratio(line, line.notional, None), line)
        else:
            short = "under_minimum_period" if line.relieved else "no_weeks_count"
            code = short if line.notional is not None else "certified_without_amount"
            line.trouble = Reason(code=code, facts={"state": line.state})


def _say_not_raised(line: Line) -> None:
    """Say beside each amount made with weeks that raise none by their institution that it has to certify the amount.

    An actual amount that it certified stands as it is: its institution left out what its law leaves out.
    """
    if line.certified is not None and line.certified.actual is not None:
        return
    for name in ("actual", "local", "grant"):
        node: TraceNode | None = getattr(line, name)
        if node is not None and node.value is not None:
            facts: dict[str, Fact] = {"weeks": line.not_raising, "institution": line.institution}
            finding = line.note("amount_not_raised", Level.WARNING, **facts)
            setattr(line, name, replace(node, findings=(*node.findings, finding)))


def _softened(finding: Finding) -> Finding:
    """Return a finding that only the grant needs: it stops no pension, so it is no error."""
    return at_level(finding, Level.WARNING) if finding.level is Level.ERROR else finding


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
    totalised = line.scopes[TOTALISED]
    return replace(
        totalised,
        figures={"weeks": weeks, "paid_weeks": totalised.figures["paid_weeks"]},
        keys={"pension": "notional_amount"},
    )


def _share_required(test: TraceNode) -> tuple[int, int]:
    """Return the share of own weeks in those required, never above one."""
    have, need = test.inputs[:2]
    if have.unit is Unit.WEEKS:
        return (int(min(exact(have), exact(need))), int(exact(need)))
    share = min(Fraction(1), Fraction(exact(have)) / exact(need))
    return (share.numerator, share.denominator)


def _leaf(key: str, amount: Money, line: Line, authority: Authority) -> TraceNode:
    return given(key, amount.units, Unit.MONEY, state=line.state, currency=amount.currency, authority=authority)


def before_rounding(node: TraceNode) -> TraceNode:
    """Return the figure before a State's own rounding, the figure itself where there was none."""
    return node.inputs[0] if node.operator == "rounded" else node


def unrounded_value(node: TraceNode) -> Fraction | None:
    """Return a figure's value before rounding; of a sum of survivors' amounts, the sum of theirs."""
    if node.operator == "summed" and node.inputs and all("survivor" in each.facts for each in node.inputs):
        return sum((Fraction(exact(before_rounding(each))) for each in node.inputs), start=Fraction(0))
    return fraction(before_rounding(node))
