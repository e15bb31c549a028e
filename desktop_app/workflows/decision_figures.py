"""The figures of a decision, taken from a kept calculation: no amount and no count of weeks is ever typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from desktop_app.calculation.award import Award, PayableKind, StateAward
from desktop_app.calculation.trace import AuthorityKind
from desktop_app.domain.award_notices import (
    DecidedAmount,
    DecisionGround,
    Frequency,
    Refusal,
    RefusalReason,
    Supplement,
    WeeksAccepted,
)
from desktop_app.domain.claims import Claim
from desktop_app.domain.money import Money
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import newest_certificate

_REFERENCED: Final = (AuthorityKind.RULE, AuthorityKind.AGREEMENT, AuthorityKind.POLICY, AuthorityKind.DECISION)
_MOST_REFERENCES: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFigures:
    """What a calculation says for one State's decision. `granted`: it pays something."""

    granted: bool
    ground: DecisionGround
    own_weeks: int
    weeks_lost: int
    accepted: tuple[WeeksAccepted, ...]
    totalised_weeks: int
    amounts: tuple[DecidedAmount, ...]
    supplements: tuple[Supplement, ...]
    refusals: tuple[Refusal, ...]
    legal_references: tuple[str, ...]
    rules: str


def figures_of(desk: Desk, claim: Claim, award: Award, state: str, start: date) -> DecisionFigures:
    """Return what a calculation says for a State, amounts from the day of `start` on. `KeyError` without its line."""
    line = award.state(state)
    payable, frequency = _paid(line)
    amounts = () if payable is None else (_amount(line, payable, frequency, start),)
    return DecisionFigures(
        granted=payable is not None,
        ground=_ground(line),
        own_weeks=line.counted_weeks,
        weeks_lost=max(0, line.own_weeks - line.counted_weeks),
        accepted=tuple(_accepted(desk, claim, award, state)),
        totalised_weeks=line.totalised_weeks,
        amounts=amounts,
        supplements=_shares(desk, claim, line) if payable else (),
        refusals=() if payable else (Refusal(reason=_refusal(line)),),
        legal_references=_references(line),
        rules=award.rule_packs.get(state, ""),
    )


def _paid(line: StateAward) -> tuple[Money | None, Frequency]:
    """Return what is payable: a week, a month or four weeks by the State's rule, or a grant paid once."""
    paid = line.payable
    for money, frequency in (
        (paid.weekly, Frequency.WEEKLY),
        (paid.monthly, Frequency.MONTHLY),
        (paid.four_weekly, Frequency.FOUR_WEEKLY),
        (line.grant.lump_sum if paid.kind is None else None, Frequency.ONCE),
    ):
        if money is not None and money.minor > 0:
            return money, frequency
    return None, Frequency.WEEKLY


def _amount(line: StateAward, payable: Money, frequency: Frequency, start: date) -> DecidedAmount:
    weekly = frequency is Frequency.WEEKLY
    rounding = line.worksheet.find("payment_rounding")
    return DecidedAmount(
        since=start,
        currency=payable.currency,
        frequency=frequency,
        payable=payable,
        notional=line.notional.weekly if weekly else None,
        share=Fraction(*line.share) if weekly and line.share else None,
        actual=line.actual.weekly if weekly else None,
        local=line.local.weekly if weekly else None,
        rounding=str(rounding.value) if weekly and rounding is not None else "",
    )


def _ground(line: StateAward) -> DecisionGround:
    if line.alone.met and line.actual.weekly is not None and line.local.weekly is not None:
        return DecisionGround.COMPARED
    if line.payable.kind is PayableKind.LOCAL or line.totalised_weeks == line.counted_weeks:
        return DecisionGround.LOCAL
    return DecisionGround.TOTALISED


def _accepted(desk: Desk, claim: Claim, award: Award, state: str) -> Iterator[WeeksAccepted]:
    """Return the weeks of the other States that count, each with the certificate they come from."""
    for other in award.states:
        if other.state == state:
            continue
        certificate = newest_certificate(desk, claim.id, other.state)
        if certificate is not None:
            yield WeeksAccepted(
                state=other.state,
                weeks=other.counted_weeks,
                certificate=certificate.number,
                version=certificate.version,
            )


def _shares(desk: Desk, claim: Claim, line: StateAward) -> tuple[Supplement, ...]:
    """Return each survivor's share that is paid."""
    names = {each.survivor.id: each.name for each in desk.store.dependants.survivors(claim.id)}
    return tuple(
        Supplement(
            what=share.relationship.value,
            name=names.get(share.survivor, ""),
            amount=share.payable,
            frequency=Frequency.WEEKLY,
        )
        for share in line.shares
        if share.payable is not None and share.payable.minor > 0
    )


def _refusal(line: StateAward) -> RefusalReason:
    """Return the code of why nothing is paid."""
    if not line.own_weeks:
        return RefusalReason.NO_PERIODS_HERE
    if line.payable.reason.code == "under_minimum_period":
        return RefusalReason.OWN_MINIMUM_NOT_MET
    if line.totalised.met is False and line.totalised.deciding == "age":
        return RefusalReason.AGE_NOT_REACHED
    return RefusalReason.TOO_FEW_WEEKS if line.totalised.met is False else RefusalReason.OTHER


def _references(line: StateAward) -> tuple[str, ...]:
    """Return the rules and provisions the figures rest on, as the worksheet names them."""
    found = (
        f"{node.authority.state} {node.authority.reference}".strip()
        for node in line.worksheet.walk()
        if node.authority.kind in _REFERENCED and node.authority.reference
    )
    return tuple(dict.fromkeys(found))[:_MOST_REFERENCES]
