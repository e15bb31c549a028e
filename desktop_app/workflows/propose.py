"""Two persons: one proposes, another accepts or refuses; what was accepted is taken back by two persons again.

The second person signs in and decides, or decides at the desk of whoever is signed in, proven by the own passphrase.
There is no third way: whoever decides is the signed-in user or the one whose passphrase was just tried, and one who
proposed is refused, here and by the store's tables. Where nobody else works, one person holds both roles (exchange
rules, 3.5): they prove it by their passphrase, and the journal says so. What a program cannot see is one person who
knows two passphrases; so nobody decides with a passphrase that another person gave them, and the journal tells at whose
desk it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from desktop_app.domain.proposals import (
    Obstacle,
    Proposal,
    ProposalEvent,
    ProposalKind,
    ProposalStatus,
    obstacle,
)
from desktop_app.domain.users import SIGNING, Role, User
from desktop_app.foundation.problems import CaseProblem, DutyProblem, KeyProblem
from desktop_app.store.keyring import Keyring
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.proposal_effects import effect_of
from desktop_app.workflows.rights import ALONE, nobody_else

_NO_PAYLOAD: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A proposal with its people. `about` is what a proposal to take back is about.

    `mine`: the signed-in user proposed it. `obstacle` is why the signed-in user cannot decide it, None where they can.
    `seconds` are the others of this desk who could; the proposer alone where nobody else works, by their passphrase.
    """

    proposal: Proposal
    proposer: User
    decider: User | None
    history: tuple[tuple[ProposalEvent, User], ...]
    about: Proposal | None
    mine: bool
    obstacle: Obstacle | None
    seconds: tuple[User, ...]

    @property
    def in_one_hand(self) -> bool:
        """Whether nobody else works here, so that who proposed accepts it too, by their passphrase."""
        return self.proposal.waits and self.seconds == (self.proposer,)


def propose(
    desk: Desk,
    *,
    kind: ProposalKind,
    subject: str,
    reason: str,
    legal_reference: str = "",
    valid_from: date | None = None,
    payload: Mapping[str, str] = _NO_PAYLOAD,
) -> Proposal:
    """Propose something that needs a second person; anyone who works here may.

    Raises `CaseProblem("reason_missing")`, `DutyProblem` (`proposal_waits` where the same is proposed already,
    `user_inactive`) and what the kind's own check raises (see `proposal_effects`).
    """
    proposer = acting_user(desk)
    if not reason.strip():
        raise CaseProblem("reason_missing")
    if any(known.waits for known in desk.store.proposals.about(kind, subject)):
        raise DutyProblem("proposal_waits")
    proposal = Proposal(
        id=desk.clock.new_id(),
        kind=kind,
        subject=subject,
        payload=dict(payload),
        reason=reason.strip(),
        legal_reference=legal_reference.strip(),
        valid_from=valid_from,
        proposed_by=proposer.id,
        proposed_at=desk.clock.now(),
    )
    effect_of(kind).check(desk, proposal)
    facts = {"kind": kind.value, "subject": subject}
    with desk.store.act(verb="proposed", user=proposer.id, about=proposal.id, facts=facts):
        desk.store.proposals.add(proposal)
        effect_of(kind).proposed(desk, proposal)
    return proposal


def take_back(desk: Desk, proposal_id: str, *, reason: str, legal_reference: str = "") -> Proposal:
    """Propose that what was accepted shall hold no longer; it holds until a second person accepts that.

    Raises what `propose` raises, and `DutyProblem("proposal_not_in_force")`.
    """
    return propose(
        desk, kind=ProposalKind.TAKE_BACK, subject=proposal_id, reason=reason, legal_reference=legal_reference
    )


def accept(desk: Desk, proposal_id: str, *, remark: str = "") -> Proposal:
    """Accept a proposal as the signed-in user: it is in force with all that comes of it, in one act.

    Raises `DutyProblem` (`proposal_own`, `proposal_role`, `proposal_needs_head`, `proposal_decided`,
    `proposal_unknown`, `user_inactive`), `KeyProblem("passphrase_one_time")`, and what the kind's check raises.
    """
    return _decide(desk, proposal_id, ProposalStatus.ACCEPTED, acting_user(desk), remark)


def refuse(desk: Desk, proposal_id: str, *, reason: str) -> Proposal:
    """Refuse a proposal as the signed-in user, with a reason.

    Raises what `accept` raises, and `CaseProblem("reason_missing")`.
    """
    return _decide(desk, proposal_id, ProposalStatus.REFUSED, acting_user(desk), _given(reason))


def accept_beside(desk: Desk, proposal_id: str, *, login: str, passphrase: str, remark: str = "") -> Proposal:
    """Accept a proposal as another person at this desk, who proves it by sign-in name and passphrase.

    Where nobody else works it is the same person, who holds both roles. The signed-in user stays; nothing of the
    passphrase is kept. Raises what `accept` raises, and `KeyProblem` (`user_unknown`, `passphrase_wrong`,
    `passphrase_wait`), which counts as at sign-in.
    """
    second = _proven(desk, proposal_id, login, passphrase)
    return _decide(desk, proposal_id, ProposalStatus.ACCEPTED, second, remark, proven=True)


def refuse_beside(desk: Desk, proposal_id: str, *, login: str, passphrase: str, reason: str) -> Proposal:
    """Refuse a proposal as another person at this desk. Raises what `accept_beside` and `refuse` raise."""
    given = _given(reason)
    second = _proven(desk, proposal_id, login, passphrase)
    return _decide(desk, proposal_id, ProposalStatus.REFUSED, second, given, proven=True)


def withdraw(desk: Desk, proposal_id: str, *, reason: str = "") -> Proposal:
    """Withdraw one's own proposal before anyone decided it.

    Raises `DutyProblem`: `proposal_not_own`, `proposal_decided`, `proposal_unknown`, `user_inactive`.
    """
    user = acting_user(desk)
    proposal = _waiting(desk, proposal_id)
    if proposal.proposed_by != user.id:
        raise DutyProblem("proposal_not_own")
    return _keep(desk, proposal, ProposalStatus.WITHDRAWN, user, reason.strip())


def proposal_view(desk: Desk, proposal_id: str) -> ProposalView:
    """Return a proposal with its people. Raises `DutyProblem("proposal_unknown")`."""
    return view_of(desk, _known(desk, proposal_id))


def waiting_proposals(desk: Desk) -> tuple[ProposalView, ...]:
    """Return what waits for a second person, the oldest first."""
    return tuple(view_of(desk, proposal) for proposal in desk.store.proposals.waiting())


def view_of(desk: Desk, proposal: Proposal) -> ProposalView:
    """Return a proposal with its people."""
    proposer = person(desk, proposal.proposed_by)
    me = person(desk, desk.user.id)
    steps = desk.store.proposals.history(proposal.id)
    others = [line.user for line in desk.store.users.all() if line.active and line.user.id != me.id]
    alone = proposer.id == me.id and nobody_else(desk.store, me.id)
    if alone:
        others.append(me)
    about = desk.store.proposals.find(proposal.subject) if proposal.kind is ProposalKind.TAKE_BACK else None
    return ProposalView(
        proposal=proposal,
        proposer=proposer,
        decider=person(desk, proposal.decided_by) if proposal.decided_by else None,
        history=tuple((step, person(desk, step.by)) for step in steps),
        about=about,
        mine=proposer.id == me.id,
        obstacle=obstacle(proposer, me, proposal.kind),
        seconds=tuple(other for other in others if obstacle(proposer, other, proposal.kind, alone=alone) is None),
    )


def acting_user(desk: Desk) -> User:
    """Return the signed-in user as the store knows them now. Raises `DutyProblem("user_inactive")`."""
    account = desk.store.users.account(desk.user.id)
    if account is None or not account.active:
        raise DutyProblem("user_inactive")
    return account.user


def person(desk: Desk, user_id: str) -> User:
    """Return a user of this desk, also one who left; one the store does not know has the least right."""
    return desk.store.users.find(user_id) or User(id=user_id, name=user_id, role=Role.CLERK)


def others_who_sign(desk: Desk) -> tuple[User, ...]:
    """Return who else of this desk has the signing right; without anybody, nothing proposed here can be accepted."""
    return tuple(
        line.user
        for line in desk.store.users.all()
        if line.active and line.user.id != desk.user.id and line.user.holds(SIGNING)
    )


def _proven(desk: Desk, proposal_id: str, login: str, passphrase: str) -> User:
    """Return the active user who has just proven to be who they say."""
    second = desk.store.users.by_login(login)
    keyring = Keyring.load(desk.places.keyring_file, desk.clock)
    user_id = keyring.user_of(login)
    if second is None or user_id != second.id:
        raise KeyProblem("user_unknown")
    _refuse_obstacle(desk, _waiting(desk, proposal_id), second, proven=True)  # before a passphrase is tried for nothing
    keyring.unlock(user_id, passphrase)
    return second


def _decide(
    desk: Desk, proposal_id: str, status: ProposalStatus, second: User, remark: str, *, proven: bool = False
) -> Proposal:
    proposal = _waiting(desk, proposal_id)
    _refuse_obstacle(desk, proposal, second, proven=proven)
    if status is ProposalStatus.ACCEPTED:
        effect_of(proposal.kind).check(desk, proposal)
    return _keep(desk, proposal, status, second, remark.strip())


def _refuse_obstacle(desk: Desk, proposal: Proposal, second: User, *, proven: bool) -> None:
    alone = proven and nobody_else(desk.store, second.id)
    found = obstacle(person(desk, proposal.proposed_by), second, proposal.kind, alone=alone)
    match found:
        case None:
            pass
        case Obstacle.SAME_PERSON:
            raise DutyProblem("proposal_own")
        case Obstacle.NO_SIGNING_RIGHT:
            raise DutyProblem("proposal_role", name=second.name)
        case Obstacle.NO_HEAD:
            raise DutyProblem("proposal_needs_head", name=second.name)
        case _:
            assert_never(found)
    account = desk.store.users.account(second.id)
    if account is None or account.passphrase_by:
        raise KeyProblem("passphrase_one_time", name=second.name)


def _keep(desk: Desk, proposal: Proposal, status: ProposalStatus, user: User, remark: str) -> Proposal:
    effect = effect_of(proposal.kind)
    parts = {
        ProposalStatus.ACCEPTED: effect.accepted,
        ProposalStatus.REFUSED: effect.refused,
        ProposalStatus.WITHDRAWN: effect.withdrawn,
    }
    facts: dict[str, str | int] = {
        "kind": proposal.kind.value,
        "subject": proposal.subject,
        "at_desk_of": desk.user.id,
    }
    if status is not ProposalStatus.WITHDRAWN and user.id == proposal.proposed_by:
        facts[ALONE] = 1
    with desk.store.act(verb=f"proposal_{status.value}", user=user.id, about=proposal.id, facts=facts):
        desk.store.proposals.decide(proposal.id, status, user.id, desk.clock.now(), remark)
        kept = desk.store.proposals.get(proposal.id)
        parts[status](desk, kept)
    if effect.forgets and status is ProposalStatus.ACCEPTED:
        desk.store.forget()
    return kept


def _known(desk: Desk, proposal_id: str) -> Proposal:
    proposal = desk.store.proposals.find(proposal_id)
    if proposal is None:
        raise DutyProblem("proposal_unknown")
    return proposal


def _waiting(desk: Desk, proposal_id: str) -> Proposal:
    proposal = _known(desk, proposal_id)
    if not proposal.waits:
        raise DutyProblem("proposal_decided")
    return proposal


def _given(reason: str) -> str:
    if not reason.strip():
        raise CaseProblem("reason_missing")
    return reason
