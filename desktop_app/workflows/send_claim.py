"""Check a claim and notify the other institutions: notices into "To send", obligations opened (exchange rules, 4.1)."""

from dataclasses import dataclass, replace
from datetime import date

from desktop_app.domain.claims import Claim, Part, Stage
from desktop_app.domain.findings import Finding, Level, Reason
from desktop_app.domain.forms import check_claimant, check_periods
from desktop_app.domain.messages import ClaimNotice, MessageType
from desktop_app.domain.obligations import ROAD, DueFrom, ObligationKind
from desktop_app.domain.offices import KnownOffice
from desktop_app.domain.periods import StatedPeriod
from desktop_app.domain.persons import InsuredPerson
from desktop_app.domain.states import Party
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows.case_stage import bring_on
from desktop_app.workflows.deadlines import due_for, within
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.open_claim import ClaimView, open_claim
from desktop_app.workflows.own_periods import own_certificate, state_of_office
from desktop_app.workflows.person_blocks import person_block
from desktop_app.workflows.put_message import put_message
from desktop_app.workflows.told_of_claim import row_for, with_details


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
    """Return what a claim still needs before its notices can leave: what is entered is what is sent."""
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
    else:
        findings.extend(_not_to_send(desk, view, view.claim))
    spared = {state.strip(): reason.strip() for state, reason in view.claimant.details.not_to_ask}
    recipients = tuple(
        Recipient(
            state=line.state,
            party=line.party,
            office=line.office,
            rows=sum(row.state == line.state for row in checked.lines),
            sent_on=line.asked_on,
            blocked=_blocked(line.party, line.office, view.today, spared.get(line.state, "")),
        )
        for line in view.states
        if not line.own
    )
    if not recipients:
        findings.append(Finding(code="no_other_state", level=Level.NOTE, where="rows"))
    findings.extend(_without_rows(view, recipients))
    return SendCheck(
        findings=tuple(findings),
        recipients=recipients,
        reply_wanted_by=within(desk, ObligationKind.PERIOD_CERTIFICATE, "").after(view.today + ROAD),
    )


def send_notices(desk: Desk, claim_id: str, states: tuple[str, ...]) -> ClaimView:
    """Put a notification of claim for each State into "To send" and open its obligation to certify.

    This office's own certificate goes with it where there is one. Raises `CaseProblem("claim_has_errors")` while the
    check has errors, `CaseProblem("recipient_blocked")` for a State whose office is not known, whose key was not
    compared, or where the Agreement is not in effect, and `CaseProblem("nobody_to_tell")` where each was told before.
    """
    check = check_claim(desk, claim_id)
    errors = sum(finding.level is Level.ERROR for finding in check.findings)
    if errors:
        raise CaseProblem("claim_has_errors", count=errors)
    chosen = [entry for entry in check.recipients if entry.state in states and entry.sent_on is None]
    for recipient in chosen:
        if recipient.blocked or recipient.office is None:
            raise CaseProblem("recipient_blocked", state=recipient.party.name)
    if not chosen:
        raise CaseProblem("nobody_to_tell")
    told = " ".join(recipient.state for recipient in chosen)
    with desk.store.act(verb="claim_notified", user=desk.user.id, about=claim_id, facts={"states": told}):
        claim = desk.store.claims.get(claim_id)
        person = desk.store.persons.get(claim.person_id)
        rows = desk.store.periods.stated(claim_id)
        for recipient in chosen:
            notice = notice_for(claim, person, rows, recipient.state, check)
            _notify(desk, claim, recipient, with_details(desk, claim, notice, recipient.state))
        if claim.stage is Stage.DRAFT:
            claim = replace(claim, stage=Stage.NOTIFIED, stage_changed_at=desk.clock.now())
        bring_on(desk, claim)
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
        person=person_block(person, state),
        work_history=tuple(row_for(row, state) for row in rows),
        states=claim.states,
        consent_given=claim.consent_given,
        reply_wanted_by=check.reply_wanted_by,
    )


def _not_to_send(desk: Desk, view: ClaimView, claim: Claim) -> list[Finding]:
    """Return what is about the claim as a whole: who examines it, what is typed only, what others were told before."""
    found = []
    if claim.part is Part.ASKED:
        facts = {"office": claim.examining_office}
        found.append(Finding(code="examined_elsewhere", level=Level.ERROR, facts=facts))
    if "claimant" in view.typed:
        found.append(Finding(code="typed_not_entered", level=Level.ERROR, where="surname"))
    if "history" in view.typed:
        found.append(Finding(code="typed_not_entered", level=Level.ERROR, where="rows"))
    person = desk.store.persons.get(claim.person_id)
    for row in desk.store.outbox.of_claim(claim.id):
        if row.type is MessageType.CLAIM_NOTICE and row.state is not OutboxState.RETURNED:
            told = decode_message(row.data).body
            if isinstance(told, ClaimNotice) and _told_otherwise(claim, person, told):
                line = view.state(state_of_office(desk, row.office))
                facts = {"state": line.party.name if line else row.office}
                found.append(Finding(code="told_otherwise", level=Level.WARNING, facts=facts))
    return found


def _told_otherwise(claim: Claim, person: InsuredPerson, told: ClaimNotice) -> bool:
    """Tell whether what an office was told of the person or the contingency is no longer what is entered."""
    block = told.person
    now = (person.surname, person.forenames, person.birth_date, claim.contingency_date)
    return now != (block.surname, block.forenames, block.birth_date, told.contingency_date)


def _without_rows(view: ClaimView, recipients: tuple[Recipient, ...]) -> list[Finding]:
    """Return a finding for each State to be asked where no work is stated.

    A number there is a reason to ask all the same; where the Agreement is not in effect nobody is asked.
    """
    found = []
    for recipient in recipients:
        line = view.state(recipient.state)
        spared = recipient.blocked is not None and recipient.blocked.code == "state_not_to_ask"
        if recipient.rows or recipient.sent_on or line is None or not line.in_effect or spared:
            continue
        level = Level.WARNING if line.number else Level.ERROR
        facts = {"state": recipient.party.name}
        found.append(Finding(code="state_without_rows", level=level, where="rows", facts=facts))
    return found


def _notify(desk: Desk, claim: Claim, recipient: Recipient, notice: ClaimNotice) -> None:
    if recipient.office is None:
        raise CaseProblem("recipient_blocked", state=recipient.party.name)
    code = recipient.office.card.office.code
    due_on, allowed = due_for(desk, ObligationKind.PERIOD_CERTIFICATE, code, desk.clock.today())
    message = put_message(desk, office=code, body=replace(notice, reply_wanted_by=due_on), claim=claim)
    desk.store.obligations.add(
        claim_id=claim.id,
        owed_by=code,
        owed_to=desk.office.code,
        kind=ObligationKind.PERIOD_CERTIFICATE,
        asked_message_id=message.message_id,
        asked_on=desk.clock.today(),
        due_on=due_on,
        within=allowed,
        due_from=DueFrom.ASKED,
    )
    certificate = own_certificate(desk, claim.id)
    if certificate is not None:
        put_message(desk, office=code, body=certificate, claim=claim, approved_by=certificate.approved_by)


def _blocked(party: Party, office: KnownOffice | None, today: date, spared: str) -> Reason | None:
    if spared:
        return Reason(code="state_not_to_ask", facts={"state": party.name, "reason": spared})
    if not party.in_effect_on(today):
        return Reason(code="agreement_not_in_effect", facts={"state": party.name})
    if office is None:
        return Reason(code="no_office_known", facts={"state": party.name})
    if not office.trusted:
        return Reason(code="key_not_checked", facts={"office": office.card.office.name})
    return None
