"""What an office would tell another of a case file: for `bundle seal`, without a desk; nothing is certified by it.

The office of the State of claim notifies of the claim, with its own certificate where it has periods; the office of
another State certifies its own. What only a calculation needs (decisions, readings, settings, amounts) has no message.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.calculation.case import Case
from desktop_app.domain.certificates import CertificateKind, HasPeriods, PeriodCertificate
from desktop_app.domain.dependants import ClaimSurvivor, Injury
from desktop_app.domain.messages import Body, ClaimNotice
from desktop_app.domain.money import total
from desktop_app.domain.obligations import DEADLINES, ROAD, ObligationKind
from desktop_app.domain.periods import InsurancePeriod, StatedPeriod
from desktop_app.domain.person_block import PersonBlock
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.workflows.case_file import read_case

_UNIT: Final = "week"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed:
    """What a case file does not say and a message must: the person's names, what proves the filing, a number."""

    surname: str
    forenames: str
    filing_proof: str
    number: str


def is_case(data: bytes) -> bool:
    """Tell whether a file is a case file of `calculate`, not a message."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(told, dict) and "insured_person" in told and "type" not in told


def bodies_of_case(
    data: bytes, *, office: str, state: str, recipient_state: str, said: Unnamed, rules: Rulebook, clock: Clock
) -> tuple[Body, ...]:
    """Return what the office `office` of `state` tells an office of `recipient_state`.

    Raises what `read_case` raises, and `ExchangeProblem("message_not_writable")` (field) for a row of the State whose
    earnings are in another currency than its own.
    """
    case = read_case(data, rules.agreement)
    own = tuple(row for row in case.periods if row.state == state)
    if state != case.state_of_claim:
        return (_certificate(case, own, office, state, said, rules, clock),)
    notice = _notice(case, recipient_state, state, said, clock)
    return (notice, _certificate(case, own, office, state, said, rules, clock)) if own else (notice,)


def _notice(case: Case, recipient_state: str, state: str, said: Unnamed, clock: Clock) -> ClaimNotice:
    hurt = case.disablement
    states = dict.fromkeys((state, *(row.state for row in case.periods), recipient_state))
    return ClaimNotice(
        benefit=case.benefit,
        filing_date=case.claim_date,
        filing_proof=said.filing_proof,
        contingency_date=case.contingency_date,
        person=PersonBlock(surname=said.surname, forenames=said.forenames, birth_date=case.birth_date, sex=case.sex),
        work_history=tuple(_stated(row, recipient_state) for row in case.periods),
        states=tuple(states),
        consent_given=False,
        reply_wanted_by=DEADLINES[ObligationKind.PERIOD_CERTIFICATE].after(clock.today() + ROAD),
        survivors=tuple(ClaimSurvivor(survivor=each) for each in case.survivors),
        injury=Injury(degree_percent=hurt.degree_percent, cause=hurt.cause, state=hurt.state) if hurt else None,
    )


def _stated(row: InsurancePeriod, recipient_state: str) -> StatedPeriod:
    """Return a row as the claimant's; earnings go only to the State they are of."""
    return StatedPeriod(
        row_id=row.row_id,
        state=row.state,
        year=row.year,
        start=row.start,
        end=row.end,
        type=row.type,
        weeks=row.weeks,
        earnings=row.earnings if row.state == recipient_state else None,
    )


def _certificate(
    case: Case, rows: tuple[InsurancePeriod, ...], office: str, state: str, said: Unnamed, rules: Rulebook, clock: Clock
) -> PeriodCertificate:
    currency = rules.party(state).currency
    if any(row.earnings is not None and row.earnings.currency != currency for row in rows):
        raise ExchangeProblem("message_not_writable", field="rows.earnings")
    ends = [date(row.year, 12, 31) if row.end is None else row.end for row in rows]
    return PeriodCertificate(
        number=said.number,
        version=1,
        kind=CertificateKind.CLAIM,
        state=state,
        office=office,
        person_surname=said.surname,
        person_forenames=said.forenames,
        person_birth_date=case.birth_date,
        insurance_number="",
        benefits=(case.benefit,),
        has_periods=HasPeriods.YES if rows else HasPeriods.NONE,
        complete_to=max([case.contingency_date, *ends]),
        more_follows=False,
        contribution_unit=_UNIT,
        currency=currency,
        rows=rows,
        stated_weeks=sum(row.weeks for row in rows),
        stated_earnings=total((row.earnings for row in rows if row.earnings is not None), currency),
        certified_at=clock.now().replace(microsecond=0),
        prepared_by=office,
        approved_by=office,
    )
