"""How a case begins that another office examines: a number of ours, what is collected, nothing of a claim yet."""

from collections.abc import Iterable

from desktop_app.domain.claims import Benefit, Claim, OfficeReference, Part, Stage
from desktop_app.workflows.desk import Desk


def asked_case(
    desk: Desk,
    examining_office: str,
    person_id: str,
    *,
    benefit: Benefit,
    states: Iterable[str],
    told: Iterable[OfficeReference] = (),
    claim_id: str = "",
) -> Claim:
    """Return a case of a person with the next number of this office; the caller keeps it, inside its act.

    `states` may name one more than once. `told` are the numbers that other offices gave the case: one each is taken,
    and this office's own stands first. `claim_id` is the id of an act that is about the case, empty for a new one.
    """
    now, own = desk.clock.now(), desk.office.code
    number = desk.store.claims.next_number(desk.office.state, now.year)
    references = {own: OfficeReference(office=own, number=number)}
    for entry in told:
        references.setdefault(entry.office, entry)
    return Claim(
        id=claim_id or desk.clock.new_id(),
        number=number,
        person_id=person_id,
        benefit=benefit,
        part=Part.ASKED,
        stage=Stage.COLLECTING,
        opened_at=now,
        stage_changed_at=now,
        examining_office=examining_office,
        responsible=desk.user.id,
        consent_given=False,
        states=tuple(dict.fromkeys(states)),
        references=tuple(references.values()),
    )
