"""Send a claim that this office took itself on to the one that is competent: the person was never insured here (4.12).

The new office examines it from then on. The filing date is the day the claim was received here: it stays, and holds for
every State. Whoever was told of the claim already hears who examines it now.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from desktop_app.domain.case_notices import Forward, ForwardReason, Joining, ParticipantChange, Participants
from desktop_app.domain.claims import AFTER_DECISION, Claim, Part, Stage
from desktop_app.domain.findings import Level
from desktop_app.domain.messages import MessageType
from desktop_app.domain.offices import KnownOffice
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.outbox import OutboxRow, OutboxState
from desktop_app.workflows.case_effects import open_again, shut
from desktop_app.workflows.case_offices import offices_told
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.forward_message import LONGEST_TEXT
from desktop_app.workflows.own_periods import own_certificate, state_of_office
from desktop_app.workflows.put_message import put_message
from desktop_app.workflows.send_claim import SendCheck, check_claim, notice_for
from desktop_app.workflows.told_of_claim import with_details

_OF_THE_NEW_OFFICE: Final = "state_without_rows"
"""A State without a row of work keeps this office from asking it, and no claim from going on."""

_GONE: Final = (OutboxState.RETURNED, OutboxState.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandingOver:
    """A claim of this office that may go to another one: about whom, filed when, and which offices can take it.

    `rows_here` counts the years of work stated in our own State, `certified_here` tells that our records show periods:
    either speaks against handing over. `told` are the offices that know of the claim and will hear of it.
    """

    claim_id: str
    claim_number: str
    person_name: str
    filing_date: date
    rows_here: int
    certified_here: bool
    told: tuple[str, ...]
    choices: tuple[KnownOffice, ...]


def handing_over_of(desk: Desk, claim_id: str) -> HandingOver | None:
    """Return how a claim may be handed over; None for one that is not examined here, is decided or is not entered."""
    claim = desk.store.claims.find(claim_id)
    if claim is None or _why_not(claim) is not None or claim.filing_date is None:
        return None
    own = own_certificate(desk, claim_id)
    others = (known for known in desk.store.offices.all() if known.trusted)
    return HandingOver(
        claim_id=claim_id,
        claim_number=claim.number,
        person_name=desk.store.persons.get(claim.person_id).name,
        filing_date=claim.filing_date,
        rows_here=sum(row.state == desk.office.state for row in desk.store.periods.stated(claim_id)),
        certified_here=own is not None and bool(own.rows),
        told=offices_told(desk, claim),
        choices=tuple(known for known in others if known.card.office.code != desk.office.code),
    )


def hand_over_claim(
    desk: Desk, claim_id: str, *, to_office: str, reason: ForwardReason = ForwardReason.NOT_COMPETENT, text: str = ""
) -> str:
    """Send a claim of this office to `to_office`, which examines it from now on; return the id of the notice.

    Claim and notice go in one bundle; the case closes here, and what was owed in it is owed no longer. Raises
    `CaseProblem`: `claim_not_here`, `not_examining_office`, `case_closed`, `claim_decided_here`, `claim_has_errors`,
    `forward_office_not_fit` (office), `correction_too_long`; `ExchangeProblem`: `office_unknown`, `key_not_checked`
    (office).
    """
    claim = desk.store.claims.find(claim_id)
    if claim is None:
        raise CaseProblem("claim_not_here")
    if (refusal := _why_not(claim)) is not None:
        raise refusal
    if len(text) > LONGEST_TEXT:
        raise CaseProblem("correction_too_long", length=len(text), most=LONGEST_TEXT)
    if to_office == desk.office.code:
        raise CaseProblem("forward_office_not_fit", office=to_office)
    known = desk.store.offices.get(to_office)
    if known is None:
        raise ExchangeProblem("office_unknown", office=to_office)
    if not known.trusted:
        raise ExchangeProblem("key_not_checked", office=known.card.office.name)
    check = check_claim(desk, claim_id)
    errors = [each for each in check.findings if each.level is Level.ERROR and each.code != _OF_THE_NEW_OFFICE]
    if errors:
        raise CaseProblem("claim_has_errors", count=len(errors))
    told = tuple(code for code in offices_told(desk, claim) if code != to_office)
    facts = {"office": to_office, "reason": reason.value}
    with desk.store.act(verb="claim_handed_over", user=desk.user.id, about=claim_id, facts=facts):
        notice_id = _notice_told(desk, claim, to_office) or _tell(desk, claim, to_office, check)
        forward = Forward(
            about_message=notice_id,
            from_office=desk.office.code,
            to_office=to_office,
            reason=reason,
            filing_date=claim.filing_date,
            enclosed=False,
            text=text.strip(),
        )
        message = put_message(desk, office=to_office, body=forward, claim=claim, in_reply_to="")
        leaving = _leaving(desk, to_office, reason)
        for office in told:
            put_message(desk, office=office, body=Participants(changes=(leaving,)), claim=claim)
        desk.store.participants.record(
            claim_id,
            office=leaving.office,
            state=leaving.state,
            joining=leaving.joining,
            since=leaving.since,
            reason=leaving.reason,
            takes_over=leaving.takes_over,
            message_id=message.message_id,
            by=desk.user.id,
        )
        shut(desk, replace(claim, part=Part.ASKED, examining_office=to_office), message_id=message.message_id)
    return message.message_id


def take_examination_back(desk: Desk, row: OutboxRow, claim: Claim) -> Claim:
    """Examine a claim here again whose handing over came back, inside the caller's act; return the claim."""
    body = decode_message(row.data).body
    handed = isinstance(body, Forward) and body.from_office == desk.office.code
    if not handed or claim.part is not Part.ASKED or claim.examining_office != row.office:
        return claim
    return open_again(desk, replace(claim, part=Part.EXAMINING, examining_office=desk.office.code))


def _why_not(claim: Claim) -> CaseProblem | None:
    """Return what keeps a claim from being handed over; None where nothing does."""
    if claim.part is not Part.EXAMINING:
        return CaseProblem("not_examining_office", office=claim.examining_office)
    if claim.stage is Stage.CLOSED:
        return CaseProblem("case_closed")
    if claim.stage in AFTER_DECISION:
        return CaseProblem("claim_decided_here")
    return None


def _notice_told(desk: Desk, claim: Claim, office: str) -> str:
    """Return the notice by which an office was told of the claim; empty where it was not, or sent it back."""
    for row in desk.store.outbox.of_claim(claim.id):
        if row.office == office and row.type is MessageType.CLAIM_NOTICE and row.state not in _GONE:
            return row.message_id
    return ""


def _tell(desk: Desk, claim: Claim, office: str, check: SendCheck) -> str:
    """Put the claim into "To send" for an office, with all that its State needs; return the message's id."""
    state, own = state_of_office(desk, office), desk.office.state
    person = desk.store.persons.get(claim.person_id)
    rows = desk.store.periods.stated(claim.id)
    notice = notice_for(claim, person, rows, state, check)
    states = tuple(dict.fromkeys((*(each for each in claim.states if each != own), state)))
    notice = with_details(desk, claim, replace(notice, states=states), state)
    return put_message(desk, office=office, body=notice, claim=claim).message_id


def _leaving(desk: Desk, to_office: str, reason: ForwardReason) -> ParticipantChange:
    return ParticipantChange(
        office=desk.office.code,
        state=desk.office.state,
        joining=Joining.LEAVES,
        since=desk.clock.today(),
        reason=reason.value,
        takes_over=to_office,
    )
