"""Open the case of a claim that another office examines, or take note that it asks again: never a second case."""

from dataclasses import replace

from desktop_app.domain.claims import Benefit, Claim, Part
from desktop_app.domain.inquiries import PeriodRequest
from desktop_app.domain.messages import ClaimNotice, Message
from desktop_app.domain.obligations import ObligationKind
from desktop_app.domain.person_block import PersonBlock
from desktop_app.domain.persons import InsuredPerson
from desktop_app.workflows.asked_case import asked_case
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import owes_certificate, state_of_office
from desktop_app.workflows.persons_meant import joined_numbers, person_of
from desktop_app.workflows.questions import owe
from desktop_app.workflows.told_of_claim import keep_details


def open_case(desk: Desk, sender: str, message: Message, notice: ClaimNotice, person_id: str) -> Claim:
    """Open a case with a number of ours, and owe our certificate. The person is new unless `person_id` names one."""
    known = {party.code for party in desk.rulebook.parties}
    begun = asked_case(
        desk,
        sender,
        _person_for(desk, notice.person, person_id).id,
        benefit=notice.benefit,
        states=(state for state in (*notice.states, desk.office.state) if state in known),
        told=message.case_refs,
    )
    claim = replace(
        begun,
        filing_date=notice.filing_date,
        filing_proof=notice.filing_proof,
        consent_given=notice.consent_given,
        contingency_date=notice.contingency_date,
        applicant=notice.applicant,
    )
    desk.store.claims.add(claim)
    desk.store.periods.set_stated(claim.id, notice.work_history)
    keep_details(desk, claim, notice)
    owe(desk, claim, sender, message, ObligationKind.PERIOD_CERTIFICATE)
    return claim


def open_case_for_periods(desk: Desk, sender: str, message: Message, request: PeriodRequest, person_id: str) -> Claim:
    """Open a case for a request that comes without a claim: what is owed for it is the caller's to enter."""
    claim = asked_case(
        desk,
        sender,
        _person_for(desk, request.person, person_id).id,
        benefit=request.benefits[0] if request.benefits else Benefit.AGE,
        states=(state_of_office(desk, sender), desk.office.state),
        told=message.case_refs,
    )
    desk.store.claims.add(claim)
    desk.store.periods.set_stated(claim.id, request.known)
    return claim


def ask_again(desk: Desk, sender: str, message: Message, notice: ClaimNotice, claim: Claim) -> None:
    """Take note of another notice about a case that is here: it opens no second case, and what was fixed stays.

    Our certificate is owed again where nothing is owed to that office; work the claimant names only now is added. In a
    case that was opened for a request of periods, the notice is the first word of a claim.
    """
    if claim.filing_date is None and claim.examining_office == sender:
        claim = replace(
            claim,
            benefit=notice.benefit,
            filing_date=notice.filing_date,
            filing_proof=notice.filing_proof,
            contingency_date=notice.contingency_date,
            consent_given=notice.consent_given,
        )
        desk.store.claims.update(claim)
    if claim.part is Part.ASKED and claim.examining_office == sender:
        desk.store.periods.set_stated(claim.id, notice.work_history)
        known = {party.code for party in desk.rulebook.parties}
        states = tuple(dict.fromkeys((*claim.states, *(state for state in notice.states if state in known))))
        desk.store.claims.update(replace(claim, states=states, applicant=notice.applicant or claim.applicant))
        keep_details(desk, claim, notice)
    if not owes_certificate(desk, claim.id, sender):
        owe(desk, claim, sender, message, ObligationKind.PERIOD_CERTIFICATE)


def _person_for(desk: Desk, block: PersonBlock, person_id: str) -> InsuredPerson:
    if person_id:
        known = desk.store.persons.get(desk.store.persons.current(person_id))  # joined with another since it was shown
        person = replace(
            known,
            numbers=joined_numbers(known.numbers, block.numbers),
            death_date=known.death_date or block.death_date,
        )
        desk.store.persons.update(person)
        return person
    person = person_of(block, desk.clock.new_id())
    desk.store.persons.add(person)
    return person
