"""A desk on which a case was summed up long ago and nothing moved since, and whose keys have grown old."""

from dataclasses import replace
from pathlib import Path

from desktop_app.domain.award_notices import DecisionSummary
from desktop_app.domain.claims import Benefit, Stage
from desktop_app.workflows.case_effects import open_of
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle
from desktop_app.workflows.person_blocks import person_block
from desktop_app.workflows.put_message import put_message
from tests.support.claim_desks import Offices, answered, three_offices
from tests.support.clocks import FixedClock


def quiet_offices(folder: Path, *, days: int) -> Offices:
    """Saint Vincent's case, answered and summed up so many days ago; the other offices knew nothing since."""
    offices = three_offices(folder)
    desk, key = offices.vc, answered(offices)
    claim = desk.store.claims.get(key)
    with desk.store.act(verb="samples_made", user=desk.user.id, about=key, facts={}):
        person = desk.store.persons.get(claim.person_id)
        for office in ("LC-NIC", "GD-NIS"):
            summary = DecisionSummary(benefit=Benefit.AGE, person=person_block(person, office[:2]), lines=(), totals=())
            put_message(desk, office=office, body=summary, claim=claim)
        for entry in open_of(desk, claim):
            desk.store.obligations.cancel(entry.id)
        desk.store.claims.update(replace(claim, stage=Stage.DECIDED, stage_changed_at=desk.clock.now()))
    for office in ("LC-NIC", "GD-NIS"):
        hand_over(desk, seal_bundle(desk, office).bundle_id, "mail")
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(days=days)
    return offices
