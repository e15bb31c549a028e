"""One page for everybody: who pays what, who refused, where to complain, made from the decisions (exchange rules, 4.6).

Only the examining office sums up. No State is missing without a reason, and no two currencies are ever added.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from desktop_app.domain.award_notices import (
    CurrencyTotal,
    Decision,
    DecisionResult,
    DecisionSummary,
    StillOpen,
    SummaryLine,
    Supplement,
)
from desktop_app.domain.claims import Claim, Part, Stage
from desktop_app.domain.money import total
from desktop_app.domain.obligations import ObligationKind
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.case_decisions import DecisionLine, decisions_in_force
from desktop_app.workflows.case_effects import open_of
from desktop_app.workflows.case_offices import offices_told
from desktop_app.workflows.decisions_owed import bring_decisions_on
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import state_of_office
from desktop_app.workflows.person_blocks import person_block
from desktop_app.workflows.put_message import put_message

_NO_REASONS: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryDraft:
    """The summary as it would be. `undecided` are the States without a decision, `unexplained` those without a reason.

    `recipients` are the offices it goes to.
    """

    summary: DecisionSummary
    undecided: tuple[str, ...]
    unexplained: tuple[str, ...]
    recipients: tuple[str, ...]


def summary_draft(
    desk: Desk, claim_id: str, *, reasons: Mapping[str, str] = _NO_REASONS, contact: str = "", remarks: str = ""
) -> SummaryDraft:
    """Return the summary as it would be now; `reasons` say of each undecided State why it is missing. Writes nothing.

    Raises `CaseProblem`: `not_examining_office`, `case_closed`, `nothing_decided` before the first decision.
    """
    claim = desk.store.claims.get(claim_id)
    if claim.part is not Part.EXAMINING:
        raise CaseProblem("not_examining_office", office=claim.examining_office)
    if claim.stage is Stage.CLOSED:
        raise CaseProblem("case_closed")
    decided = decisions_in_force(desk, claim_id)
    if not decided:
        raise CaseProblem("nothing_decided")
    have = {line.decision.state for line in decided}
    undecided = tuple(state for state in claim.states if state not in have)
    explained = {state: reasons.get(state, "").strip() for state in undecided}
    lines = tuple(_line(claim, line) for line in decided)
    summary = DecisionSummary(
        benefit=claim.benefit,
        person=person_block(desk.store.persons.get(claim.person_id), desk.office.state),
        lines=lines,
        totals=totals_of(lines),
        still_open=tuple(StillOpen(state=state, reason=why) for state, why in explained.items() if why),
        provisional=tuple(each for line in decided for each in _provisional(line.decision)),
        set_offs=tuple(each for line in decided for each in line.decision.set_offs),
        contact=contact.strip(),
        remarks=remarks.strip(),
    )
    return SummaryDraft(
        summary=summary,
        undecided=undecided,
        unexplained=tuple(state for state, why in explained.items() if not why),
        recipients=offices_told(desk, claim),
    )


def send_summary(
    desk: Desk, claim_id: str, *, reasons: Mapping[str, str] = _NO_REASONS, contact: str = "", remarks: str = ""
) -> DecisionSummary:
    """Put the summary for every office of the case into "To send"; return it as it is for this office.

    Raises `CaseProblem("summary_state_unexplained")` with the `states`, and what `summary_draft` raises.
    """
    draft = summary_draft(desk, claim_id, reasons=reasons, contact=contact, remarks=remarks)
    if draft.unexplained:
        raise CaseProblem("summary_state_unexplained", states=", ".join(draft.unexplained))
    claim = desk.store.claims.get(claim_id)
    person = desk.store.persons.get(claim.person_id)
    facts = {"decisions": len(draft.summary.lines), "open": len(draft.undecided)}
    with desk.store.act(verb="decisions_summed_up", user=desk.user.id, about=claim_id, facts=facts):
        for office in draft.recipients:
            block = person_block(person, state_of_office(desk, office))
            body = DecisionSummary(
                benefit=draft.summary.benefit,
                person=block,
                lines=draft.summary.lines,
                totals=draft.summary.totals,
                still_open=draft.summary.still_open,
                provisional=draft.summary.provisional,
                set_offs=draft.summary.set_offs,
                contact=draft.summary.contact,
                remarks=draft.summary.remarks,
            )
            put_message(desk, office=office, body=body, claim=claim)
        for owed in open_of(desk, claim):
            if owed.kind is ObligationKind.DECISION_SUMMARY and owed.owed_by == desk.office.code:
                desk.store.obligations.meet(owed.id, met_by=claim.number, by=desk.user.id)
        bring_decisions_on(desk, claim)
    return draft.summary


def totals_of(lines: Sequence[SummaryLine]) -> tuple[CurrencyTotal, ...]:
    """Return what is payable together, each currency and each frequency by itself."""
    paid = [(line.amount, line.frequency) for line in lines if line.amount is not None and line.frequency is not None]
    keys = sorted({(money.currency, frequency) for money, frequency in paid})
    return tuple(
        CurrencyTotal(
            amount=total(
                (money for money, often in paid if (money.currency, often) == (currency, frequency)), currency
            ),
            frequency=frequency,
        )
        for currency, frequency in keys
    )


def _line(claim: Claim, line: DecisionLine) -> SummaryLine:
    decision = line.decision
    paid = decision.amounts[-1] if decision.amounts else None
    return SummaryLine(
        state=decision.state,
        office=decision.office,
        case_number=claim.number if line.own else claim.reference_of(decision.office),
        result=decision.result,
        ground=decision.ground,
        start=decision.start,
        amount=paid.payable if paid else None,
        frequency=paid.frequency if paid else None,
        review_days=decision.review_days,
        review_address=decision.review_address,
        message=line.message_id,
    )


def _provisional(decision: Decision) -> tuple[Supplement, ...]:
    if decision.result is not DecisionResult.PROVISIONAL:
        return ()
    return tuple(
        Supplement(what=DecisionResult.PROVISIONAL.value, name=decision.office, amount=each.payable,
                   frequency=each.frequency, until=each.until)
        for each in decision.amounts
    )  # fmt: skip
