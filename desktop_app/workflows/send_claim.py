"""Check a claim and notify the other institutions: notices into "To send", obligations opened (exchange rules, 4.1)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from desktop_app.domain.claims import Claim, Stage
from desktop_app.domain.findings import Finding, Level, Reason
from desktop_app.domain.forms import check_claimant, check_periods
from desktop_app.domain.messages import ClaimNotice, PersonBlock
from desktop_app.domain.offices import KnownOffice
from desktop_app.domain.periods import StatedPeriod
from desktop_app.domain.persons import InsuredPerson
from desktop_app.domain.states import Party
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.case_stage import bring_on
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.open_claim import ClaimView, open_claim
from desktop_app.workflows.put_message import put_message

ROAD: Final = timedelta(days=7)
"""Days allowed for a file on the road (exchange rules, 3.3, proposed)."""

CERTIFICATE_WITHIN: Final = timedelta(days=30)
"""Days an institution has for its certificate (exchange rules, 4, proposed)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A State to notify: its office, how many rows of work were stated there, and what stands in the way."""

    state: str
    party: Party
    office: KnownOffice | None
    rows: int
    sent_on: date | None
    blocked: Reason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendCheck:
    """What is to settle before sending (errors stop it), who will be told, and by when a reply is wanted."""

    findings: tuple[Finding, ...]
    recipients: tuple[Recipient, ...]
    reply_wanted_by: date

    @property
    def can_send(self) -> bool:
        """Whether at least one office can be told now."""
        return not any(finding.level is Level.ERROR for finding in self.findings) and any(
            recipient.blocked is None and recipient.sent_on is None for recipient in self.recipients
        )


def check_claim(desk: Desk, claim_id: str) -> SendCheck:
    """Return what a claim still needs before its notices can leave."""
    view = open_claim(desk, claim_id)
    checked = check_periods(
        view.history,
        currencies=view.currencies,
        birth_date=view.person.birth_date if view.person else None,
        today=view.today,
    )
    findings = [*check_claimant(view.claimant, view.today), *checked.findings]
    if view.claim is None:
        findings.append(Finding(code="claim_not_registered", level=Level.ERROR))
    recipients = tuple(
        Recipient(
            state=line.state,
            party=line.party,
            office=line.office,
            rows=sum(row.state == line.state for row in checked.lines),
            sent_on=line.asked_on,
            blocked=_blocked(line.party, line.office, view.today),
        )
        for line in view.states
        if not line.own
    )
    if not recipients:
        findings.append(Finding(code="no_other_state", level=Level.NOTE, where="rows"))
    findings.extend(
        Finding(code="state_without_rows", level=Level.ERROR, where="rows", facts={"state": recipient.party.name})
        for recipient in recipients
        if not recipient.rows and recipient.sent_on is None
    )
    return SendCheck(
        findings=tuple(findings), recipients=recipients, reply_wanted_by=view.today + ROAD + CERTIFICATE_WITHIN
    )


def send_notices(desk: Desk, claim_id: str, states: tuple[str, ...]) -> ClaimView:
    """Put a notification of claim for each State into "To send" and open its obligation to certify.

    Raises `CaseProblem("claim_has_errors")` while the check has errors, `CaseProblem("recipient_blocked")` for a State
    whose office is not known, whose key was not compared, or where the Agreement is not in effect.
    """
    check = check_claim(desk, claim_id)
    errors = sum(finding.level is Level.ERROR for finding in check.findings)
    if errors:
        raise CaseProblem("claim_has_errors", count=errors)
    claim = desk.store.claims.get(claim_id)
    person = desk.store.persons.get(claim.person_id)
    rows = desk.store.periods.stated(claim_id)
    chosen = [recipient for recipient in check.recipients if recipient.state in states]
    with desk.store.act(verb="claim_notified", user=desk.user.id, about=claim_id, facts={"states": " ".join(states)}):
        for recipient in chosen:
            if recipient.blocked or recipient.office is None:
                raise CaseProblem("recipient_blocked", state=recipient.party.name)
            if recipient.sent_on is None:
                _notify(desk, claim, recipient, notice_for(claim, person, rows, recipient.state, check))
        bring_on(desk, replace(claim, stage=Stage.NOTIFIED, stage_changed_at=desk.clock.now()))
    return open_claim(desk, claim_id)


def notice_for(
    claim: Claim, person: InsuredPerson, rows: tuple[StatedPeriod, ...], state: str, check: SendCheck
) -> ClaimNotice:
    """Return the notification for one State, with no more than its purpose needs (exchange rules, 2.3 and 4.1).

    The whole work history travels: overlaps are seen only where every State's rows are known.
    """
    if claim.filing_date is None or claim.contingency_date is None:
        raise CaseProblem("claim_has_errors", count=1)
    return ClaimNotice(
        benefit=claim.benefit,
        filing_date=claim.filing_date,
        filing_proof=claim.filing_proof,
        contingency_date=claim.contingency_date,
        person=PersonBlock(
            surname=person.surname,
            forenames=person.forenames,
            birth_date=person.birth_date,
            birth_certainty=person.birth_certainty,
            sex=person.sex,
            name_at_birth=person.name_at_birth,
            other_names=person.other_names,
            numbers=person.numbers,
            birth_place="" if person.number_in(state) else person.birth_place,
            death_date=person.death_date,
        ),
        work_history=rows,
        states=claim.states,
        consent_given=claim.consent_given,
        reply_wanted_by=check.reply_wanted_by,
    )


def _notify(desk: Desk, claim: Claim, recipient: Recipient, notice: ClaimNotice) -> None:
    if recipient.office is None:
        raise CaseProblem("recipient_blocked", state=recipient.party.name)
    code = recipient.office.card.office.code
    message = put_message(desk, office=code, body=notice, claim=claim)
    desk.store.obligations.add(
        claim_id=claim.id,
        owed_by=code,
        owed_to=desk.office.code,
        kind="period_certificate",
        asked_message_id=message.message_id,
        asked_on=desk.clock.today(),
        due_on=notice.reply_wanted_by,
    )


def _blocked(party: Party, office: KnownOffice | None, today: date) -> Reason | None:
    if not party.in_effect_on(today):
        return Reason(code="agreement_not_in_effect", facts={"state": party.name})
    if office is None:
        return Reason(code="no_office_known", facts={"state": party.name})
    if not office.trusted:
        return Reason(code="key_not_checked", facts={"office": office.card.office.name})
    return None
