"""The result of `calculate` in plain text: a table of the States, why each pays what it pays, then the findings."""

from typing import Final

from desktop_app.calculation.award import Amount, Award, Payable, StateAward, SurvivorShare
from desktop_app.calculation.case import Case
from desktop_app.commands.columns import in_columns
from desktop_app.domain.findings import Finding, Level
from desktop_app.wording.benefit_words import relationship_words
from desktop_app.wording.catalogue import text
from desktop_app.wording.findings import finding_remedy, finding_words, reason_words
from desktop_app.wording.formats import (
    amount_words,
    date_words,
    exact_words,
    fraction_words,
    percent_words,
    weeks_words,
)
from desktop_app.wording.terms import benefit_words

_DASH: Final = "\u2013"
_FIGURES: Final = frozenset(range(2, 11))
"""The columns of figures: all but State, currency and the two yes or no at the end."""


def award_words(case: Case, award: Award) -> str:
    """Say the whole result in lines for a terminal."""
    head = text("{benefit}, contingency on {day}, claimed on {claimed}; {weeks} in all States together").format(
        benefit=benefit_words(case.benefit),
        day=date_words(case.contingency_date),
        claimed=date_words(case.claim_date),
        weeks=weeks_words(award.totalised_weeks),
    )
    lines = [head, "", *in_columns([_titles(), *map(_row, award.states)], _FIGURES), ""]
    for line in award.states:
        why = ". ".join(each for each in (reason_words(line.payable.reason), month_words(line.payable)) if each)
        lines.append(f"{line.state}: {why}")
        lines += _conditions(line)
        lines += [f"    {_share(each)}" for each in line.shares]
        if line.grant.lump_sum is not None and line.grant.reason is not None:
            grant = text("Grant: {amount}, {why}").format(
                amount=amount_words(line.grant.lump_sum), why=reason_words(line.grant.reason)
            )
            lines.append(f"    {grant}")
        lines += [f"    {_finding(each)}" for each in line.findings]
    lines += [_finding(each) for each in award.findings]
    return "\n".join(lines).replace("\u00a0", " ")


def _share(share: SurvivorShare) -> str:
    """Say what one survivor gets, and how long."""
    who = text("{who} ({number})").format(who=relationship_words(share.relationship.value), number=share.survivor)
    if share.payable is None:
        return f"{who}: {reason_words(share.reason)}"
    parts = [amount_words(share.payable)]
    if share.percent is not None:
        parts.append(percent_words(share.percent))
    if share.until:
        parts.append(share.until)
    return f"{who}: {', '.join(parts)}"


def month_words(payable: Payable) -> str:
    """Say what is paid by the month where there is no single amount for it, or that its rule is not known."""
    if payable.weekly is None or payable.monthly is not None:
        return ""
    if payable.four_weekly is not None and payable.five_weekly is None:
        return text("Every four weeks: {amount}").format(amount=payable.four_weekly.plain)
    if payable.four_weekly is None or payable.five_weekly is None:
        return text("How this State turns weeks into months is not known here")
    return text("By the month: {four} for four weeks, {five} for five").format(
        four=payable.four_weekly.plain, five=payable.five_weekly.plain
    )


def _titles() -> tuple[str, ...]:
    return (
        text("State"),
        "",
        text("Own"),
        text("Counted"),
        text("Rate %"),
        text("Average"),
        text("Notional"),
        text("Share"),
        text("Actual"),
        text("Local"),
        text("Payable"),
        text("Alone"),
        text("Totalised"),
    )


def _row(line: StateAward) -> tuple[str, ...]:
    return (
        line.state,
        line.currency,
        str(line.own_weeks),
        str(line.counted_weeks),
        _DASH if line.rate is None else exact_words(line.rate, 4),
        _DASH if line.average_weekly is None else exact_words(line.average_weekly, 4),
        _weekly(line.notional),
        fraction_words(line.share),
        _weekly(line.actual),
        _weekly(line.local),
        _DASH if line.payable.weekly is None else amount_words(line.payable.weekly),
        _yes_no(met=line.alone.met),
        _yes_no(met=line.totalised.met),
    )


def _weekly(amount: Amount) -> str:
    return _DASH if amount.weekly is None else amount_words(amount.weekly)


def _yes_no(*, met: bool | None) -> str:
    return _DASH if met is None else text("yes") if met else text("no")


def _conditions(line: StateAward) -> list[str]:
    alone = text("On own weeks: {why}").format(why=reason_words(line.alone.reason))
    together = text("On totalised weeks: {why}").format(why=reason_words(line.totalised.reason))
    return [f"    {alone}", f"    {together}"] if alone.partition(":")[2] != together.partition(":")[2] else []


def _finding(finding: Finding) -> str:
    level = {Level.ERROR: text("error"), Level.WARNING: text("warning"), Level.NOTE: text("note")}[finding.level]
    return f"{level}: {finding_words(finding)} {finding_remedy(finding)}".rstrip()
