"""What a notice says of a claim beside person, dates and work history, and to which State it may go (2.3, 4.1)."""

from dataclasses import replace

from desktop_app.domain.claim_details import ClaimDetails, ClaimingPerson
from desktop_app.domain.claims import Claim
from desktop_app.domain.dependant_forms import FOR_SURVIVORS, WITH_INJURY
from desktop_app.domain.dependants import ClaimSurvivor, Injury, Survivor
from desktop_app.domain.messages import ClaimNotice
from desktop_app.domain.periods import StatedPeriod
from desktop_app.domain.person_block import PersonBlock
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.last_address import last_address


def with_details(desk: Desk, claim: Claim, notice: ClaimNotice, state: str) -> ClaimNotice:
    """Return a notice with what else the office of a State has to know.

    Survivors, injury and the wish of payment go whole where the State's rules give this benefit, and not at all where
    it has no such benefit: there they would serve no purpose. Where the rules of the State are not known here, it is
    told what every law of the kind begins with: who survives, and what happened where and when. What only some laws ask
    (health, studies, who was maintained, the degree of a disablement) and what only a State that pays needs (the wish
    of payment) it asks for once it knows that its own law does.
    """
    said = desk.store.claim_details.get(claim.id)
    survivors = claim.benefit in FOR_SURVIVORS
    notice = replace(
        notice,
        person=replace(notice.person, address=last_address(desk, claim.person_id, state)),
        also_claimed=said.also_claimed,
        applicant=claim.applicant if survivors else "",
        claimant=_block(said.claimant) if survivors and said.claimant else None,
        not_to_ask=said.not_to_ask,
        documents=said.documents,
        language=said.language,
        representative=said.representative,
    )
    given = gives(desk, state, claim)
    if given is False:
        return notice
    people = desk.store.dependants.survivors(claim.id) if survivors else ()
    injury = desk.store.dependants.injury(claim.id) if claim.benefit in WITH_INJURY else None
    injury = _for_state(injury, state) if injury and injury != Injury() else None
    if given:
        survivors_told = tuple(replace(each, note="") for each in people)
        return replace(notice, survivors=survivors_told, injury=injury, payment=said.payment)
    return replace(
        notice,
        survivors=tuple(_who(each) for each in people),
        injury=_what_happened(injury, state) if injury else None,
    )


def gives(desk: Desk, state: str, claim: Claim) -> bool | None:
    """Tell whether the rules of a State give the benefit of a claim, None where they are not known here."""
    pack = desk.rulebook.packs.get(state)
    rules = pack.benefits.get(claim.benefit) if pack else None
    return None if rules is None else rules.not_provided is None


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


def _who(entry: ClaimSurvivor) -> ClaimSurvivor:
    """Return who a survivor is and was to the deceased, without what only some laws ask."""
    known = entry.survivor
    bare = Survivor(
        id=known.id, relationship=known.relationship, birth_date=known.birth_date, union_since=known.union_since
    )
    return replace(entry, survivor=bare, note="")


def _what_happened(injury: Injury, state: str) -> Injury:
    """Return an injury for a State of unknown law: where it happened all of it, elsewhere nothing of its effects."""
    if injury.state == state:
        return injury
    return replace(injury, degree_percent=None, board_reference="")


def _for_state(injury: Injury, state: str) -> Injury:
    """Return the injury for a State: the earnings before it go only where it happened."""
    return injury if injury.state == state else replace(injury, weekly_earnings=None)
