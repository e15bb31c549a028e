"""Ask an institution for its certificate without a claim notice, or once more after one (exchange rules, 4.2).

A further State found, a later cut-off day, a forecast, an overlap to be looked at: whatever the reason, the answer is a
certificate, even where it says "none".
"""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.inquiries import PeriodPurpose, PeriodRequest
from desktop_app.domain.obligations import ObligationKind
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.deadlines import due_for
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import state_of_office
from desktop_app.workflows.person_blocks import person_searched
from desktop_app.workflows.questions import ask


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodQuestion:
    """A request for periods as entered. Without a span all periods are meant; `known` sends the stated rows along.

    `claimed_weeks` are weeks that the person states and no certificate holds; `urgency` is the reason to be quick.
    """

    purpose: PeriodPurpose
    span_from: date | None = None
    span_to: date | None = None
    cut_off: date | None = None
    known: bool = True
    claimed_weeks: int | None = None
    urgency: str = ""
    remarks: str = ""


def check_period_question(desk: Desk, claim_id: str, office: str, question: PeriodQuestion) -> tuple[Finding, ...]:
    """Return what is missing or doubtful in a request for periods; `where` is the field."""
    found = []
    claim = desk.store.claims.get(claim_id)
    state = state_of_office(desk, office)
    if question.span_from and question.span_to and question.span_to < question.span_from:
        found.append(Finding(code="span_ends_before_start", level=Level.ERROR, where="span_to"))
    if question.cut_off and question.cut_off > desk.clock.today():
        found.append(Finding(code="cut_off_in_future", level=Level.WARNING, where="cut_off"))
    if question.claimed_weeks is not None and question.claimed_weeks < 1:
        found.append(Finding(code="claimed_weeks_none", level=Level.ERROR, where="claimed_weeks"))
    if state == desk.office.state:
        found.append(Finding(code="asks_own_state", level=Level.ERROR, where="office"))
    owed = [
        entry
        for entry in desk.store.obligations.of_claim(claim.id)
        if entry.open and entry.owed_by == office and entry.kind == ObligationKind.PERIOD_CERTIFICATE
    ]
    if owed:
        facts = {"date": owed[0].due_on.isoformat()}
        found.append(Finding(code="periods_owed_already", level=Level.WARNING, where="office", facts=facts))
    return tuple(found)


def ask_periods(desk: Desk, claim_id: str, office: str, question: PeriodQuestion) -> str:
    """Put a request for periods into "To send" and open what is owed for it; return the message's id.

    Raises `CaseProblem`: `form_has_errors` with the `count` of what `check_period_question` finds, `office_not_known`.
    """
    findings = check_period_question(desk, claim_id, office, question)
    errors = sum(finding.level is Level.ERROR for finding in findings)
    if errors:
        raise CaseProblem("form_has_errors", count=errors)
    with desk.store.act(
        verb="periods_asked",
        user=desk.user.id,
        about=claim_id,
        facts={"office": office, "purpose": question.purpose.value},
    ):
        claim = desk.store.claims.get(claim_id)
        person = desk.store.persons.get(claim.person_id)
        state = state_of_office(desk, office)
        due, _ = due_for(desk, ObligationKind.PERIOD_CERTIFICATE.value, office, desk.clock.today())
        rows = desk.store.periods.stated(claim_id) if question.known else ()
        body = PeriodRequest(
            purpose=question.purpose,
            person=person_searched(desk, person, state),
            benefits=(claim.benefit,),
            reply_wanted_by=due,
            span_from=question.span_from,
            span_to=question.span_to,
            cut_off=question.cut_off,
            known=tuple(row for row in rows if row.state == state),
            claimed_weeks=question.claimed_weeks,
            urgency=question.urgency.strip(),
            remarks=question.remarks.strip(),
        )
        return ask(desk, claim, office, body, ObligationKind.PERIOD_CERTIFICATE).message_id
