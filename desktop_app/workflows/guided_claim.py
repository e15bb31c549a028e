"""The guided claim of the training mode: what comes next is told by what is in the store, never by counting clicks.

The claim is the published one. Whoever takes another way than proposed is not sent back: a step is done once what it is
for is there.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop_app.domain.claims import Claim
from desktop_app.domain.guide_steps import GuideStep
from desktop_app.domain.messages import MessageType
from desktop_app.domain.proposals import ProposalKind
from desktop_app.workflows.case_decisions import own_decision
from desktop_app.workflows.decide_claim import waiting_decision
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.lay_before import waiting_word
from desktop_app.workflows.own_periods import own_certificate
from desktop_app.workflows.practice_cases import PracticePart, practice_person

GUIDE: Final = "practice_guide"
"""The setting that holds when the guide was begun and ended, and whether it was put away."""

_LETTER: Final = "decision_letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideView:
    """Where the guided claim stands.

    `done` are the steps whose outcome is there, `step` the first that is not, None once all are. `claim_key` is the
    claim, empty before it is registered. `minutes` is the time from beginning the guide to its last step, None before
    the end.
    """

    begun: bool
    put_away: bool
    done: frozenset[GuideStep]
    step: GuideStep | None
    claim_key: str
    minutes: int | None


def guide(desk: Desk) -> GuideView | None:
    """Return where the guided claim stands, None at a real desk. Writes nothing but the moment of its end."""
    if not desk.training:
        return None
    kept = _kept(desk)
    claim = _guided_claim(desk)
    done = _done(desk, claim) if claim else frozenset[GuideStep]()
    step = next((each for each in GuideStep if each not in done), None)
    if step is None and "began" in kept and "ended" not in kept:
        kept["ended"] = desk.clock.now().isoformat()
        _keep(desk, kept)
    return GuideView(
        begun="began" in kept,
        put_away=kept.get("away") == "yes",
        done=done,
        step=step,
        claim_key=claim.id if claim else "",
        minutes=_minutes(kept) if step is None else None,
    )


def begin_guide(desk: Desk) -> GuideView | None:
    """Begin the guide, or take it out again where it was put away."""
    kept = _kept(desk)
    kept.setdefault("began", desk.clock.now().isoformat())
    kept.pop("away", None)
    _keep(desk, kept)
    return guide(desk)


def put_guide_away(desk: Desk) -> GuideView | None:
    """Put the guide away until somebody asks for it again."""
    _keep(desk, {**_kept(desk), "away": "yes"})
    return guide(desk)


def guided_rows(state: str = "") -> str:
    """Return the guided claimant's rows as a table to paste: of one State for its record, or of all."""
    return practice_person(PracticePart.GUIDED).table(state)


def _kept(desk: Desk) -> dict[str, str]:
    found = desk.store.settings.get(GUIDE)
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _keep(desk: Desk, kept: dict[str, str]) -> None:
    with desk.store.act(verb="practice_guide", user=desk.user.id, about="", facts={}):
        desk.store.settings.set(GUIDE, kept)


def _minutes(kept: dict[str, str]) -> int | None:
    if "began" not in kept or "ended" not in kept:
        return None
    took = datetime.fromisoformat(kept["ended"]) - datetime.fromisoformat(kept["began"])
    return max(1, -(-int(took.total_seconds()) // 60))


def _guided_claim(desk: Desk) -> Claim | None:
    """Return the newest claim of whoever bears one of the guided claimant's numbers, None before it is registered."""
    for state, number in practice_person(PracticePart.GUIDED).claimant.numbers:
        for person in desk.store.persons.find_by_number(state, number):
            if claims := desk.store.claims.of_person(person.id):
                return claims[-1]
    return None


def _done(desk: Desk, claim: Claim) -> frozenset[GuideStep]:
    store, own = desk.store, desk.office.state
    wanted = {line.state for line in practice_person(PracticePart.GUIDED).lines}
    notices = [row for row in store.outbox.of_claim(claim.id) if row.type is MessageType.CLAIM_NOTICE]
    told = {office.card.office.state for row in notices if (office := store.offices.get(row.office))}
    gone = [row.bundle_id for row in notices if row.bundle_id]
    left = [bundle for key in gone if (bundle := store.outbox.bundle(key)) and bundle.handed_over_at]
    here = {record.state for record in store.periods.current(claim.id)}
    answered = {
        file.from_office
        for bundle in left
        for file in store.mailbox.files_of_office(bundle.office)
        if bundle.handed_over_at and file.received_at >= bundle.handed_over_at
    }
    decided = own_decision(desk, claim.id) is not None
    record = own_certificate(desk, claim.id) is not None
    found = {
        GuideStep.CLAIMANT: True,
        GuideStep.HISTORY: {row.state for row in store.periods.stated(claim.id)} >= wanted,
        GuideStep.NOTIFY: told >= wanted - {own},
        GuideStep.DISPATCH: len(left) >= len(wanted - {own}),
        GuideStep.ANSWERS: len(answered) >= len(wanted - {own}) or here >= wanted - {own},
        GuideStep.ACCEPT: here >= wanted - {own},
        GuideStep.CERTIFY: record or waiting_word(desk, ProposalKind.PERIOD_CERTIFICATE, claim.id) is not None,
        GuideStep.APPROVE_RECORD: record,
        GuideStep.CALCULATE: store.calculations.newest(claim.id) is not None,
        GuideStep.DECIDE: decided or waiting_decision(desk, claim.id) is not None,
        GuideStep.APPROVE_DECISION: decided,
        GuideStep.LETTER: any(kept.kind == _LETTER for kept in store.documents.of_claim(claim.id)),
    }
    return frozenset(step for step, reached in found.items() if reached)
