"""What a notice says of a claim beside person, dates and work history, and to which State it may go (2.3, 4.1)."""

from dataclasses import replace

from desktop_app.domain.claim_details import ClaimDetails, ClaimingPerson
from desktop_app.domain.claims import Claim
from desktop_app.domain.dependant_forms import FOR_SURVIVORS, WITH_INJURY
from desktop_app.domain.dependants import Injury
from desktop_app.domain.messages import ClaimNotice
from desktop_app.domain.periods import StatedPeriod
from desktop_app.domain.person_block import PersonBlock
from desktop_app.workflows.desk import Desk


def with_details(desk: Desk, claim: Claim, notice: ClaimNotice, state: str) -> ClaimNotice:
    """Return a notice with what else the office of a State has to know.

    Survivors, injury and the wish of payment go only where the State's rules give this benefit: elsewhere they would
    serve no purpose.
    """
    said = desk.store.claim_details.get(claim.id)
    survivors = claim.benefit in FOR_SURVIVORS
    notice = replace(
        notice,
        also_claimed=said.also_claimed,
        applicant=claim.applicant if survivors else "",
        claimant=_block(said.claimant) if survivors and said.claimant else None,
        not_to_ask=said.not_to_ask,
        documents=said.documents,
        language=said.language,
        representative=said.representative,
    )
    if not gives(desk, state, claim):
        return notice
    people = desk.store.dependants.survivors(claim.id) if survivors else ()
    injury = desk.store.dependants.injury(claim.id) if claim.benefit in WITH_INJURY else None
    return replace(
        notice,
        survivors=tuple(replace(each, note="") for each in people),
        injury=_for_state(injury, state) if injury and injury != Injury() else None,
        payment=said.payment,
    )


def gives(desk: Desk, state: str, claim: Claim) -> bool:
    """Tell whether the rules of a State, as they are known here, give the benefit of a claim."""
    pack = desk.rulebook.packs.get(state)
    rules = pack.benefits.get(claim.benefit) if pack else None
    return rules is not None and rules.not_provided is None


def row_for(row: StatedPeriod, state: str) -> StatedPeriod:
    """Return a row of the work history for the office of a State.

    Earnings and the employer's number go to the State they are of alone: no other has a use for them.
    """
    return row if row.state == state else replace(row, earnings=None, employer_number="")


def details_told(notice: ClaimNotice) -> ClaimDetails:
    """Return the details of a claim as a notice tells them."""
    told = notice.claimant
    return ClaimDetails(
        also_claimed=notice.also_claimed,
        claimant=ClaimingPerson(
            surname=told.surname, forenames=told.forenames, birth_date=told.birth_date, sex=told.sex
        )
        if told
        else None,
        representative=notice.representative,
        language=notice.language,
        not_to_ask=notice.not_to_ask,
        documents=notice.documents,
        payment=notice.payment,
    )


def keep_details(desk: Desk, claim: Claim, notice: ClaimNotice) -> None:
    """Keep what a notice tells beside person, dates and work history, inside the caller's act."""
    desk.store.claim_details.set(claim.id, details_told(notice))
    desk.store.dependants.set_survivors(claim.id, notice.survivors)
    if notice.injury is not None or desk.store.dependants.injury(claim.id) is not None:
        desk.store.dependants.set_injury(claim.id, notice.injury or Injury())


def _block(person: ClaimingPerson) -> PersonBlock:
    return PersonBlock(surname=person.surname, forenames=person.forenames, birth_date=person.birth_date, sex=person.sex)


def _for_state(injury: Injury, state: str) -> Injury:
    """Return the injury for a State: the earnings before it go only where it happened."""
    return injury if injury.state == state else replace(injury, weekly_earnings=None)
