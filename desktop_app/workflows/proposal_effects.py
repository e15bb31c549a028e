"""What comes of a proposal of each kind: what it must hold, what accepting it does, what taking it back undoes.

A further kind adds one entry to `EFFECTS`. Every part runs inside the act that decides: all of it is kept, or none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from desktop_app.domain.proposals import WORDS, Proposal, ProposalKind
from desktop_app.foundation.problems import CaseProblem, DutyProblem, RuleProblem
from desktop_app.store.rule_updates import UpdateStatus
from desktop_app.workflows.decision_effects import case_decision_accepted, check_case_decision
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.key_effects import (
    check_export,
    check_own_key,
    check_revoked_key,
    own_key_accepted,
    revoked_key_accepted,
    revoked_key_proposed,
)
from desktop_app.workflows.list_effects import check_list, list_accepted, list_proposed, list_refused, list_withdrawn
from desktop_app.workflows.removal_effects import check_removal, removal_accepted
from desktop_app.workflows.retention_effects import check_period
from desktop_app.workflows.update_checks import check_update
from desktop_app.workflows.word_effects import check_word, word_accepted
from desktop_app.workflows.work_examples import work_examples

_FINAL: Final = frozenset(
    {
        ProposalKind.DIRECTORY_LIST,
        ProposalKind.OWN_KEY,
        ProposalKind.REVOKED_KEY,
        ProposalKind.KEY_EXPORT,
        ProposalKind.CASE_DECISION,
        ProposalKind.REMOVAL,
        *WORDS,
    }
)
"""What cannot be taken back: other offices were told, or trust would go back to what it was before."""

OPTION: Final = "option"
"""What the payload of a proposed setting holds: the option."""

Part = Callable[[Desk, Proposal], None]


def _nothing(_desk: Desk, _proposal: Proposal) -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What comes of a proposal of one kind.

    `check` raises a `Problem` for one that cannot be: it runs when it is proposed, and again when it is accepted.
    `forgets`: what accepting it removed is cleared from the write-ahead log as well.
    """

    check: Part = _nothing
    proposed: Part = _nothing
    accepted: Part = _nothing
    refused: Part = _nothing
    withdrawn: Part = _nothing
    taken_back: Part = _nothing
    forgets: bool = False


def _check_setting(desk: Desk, proposal: Proposal) -> None:
    known = desk.rulebook.agreement.points.get(proposal.subject)
    if known is None or proposal.payload.get(OPTION) not in known.options:
        raise CaseProblem("option_unknown")
    if proposal.valid_from is None:
        raise CaseProblem("valid_from_missing")
    if not proposal.legal_reference:
        raise CaseProblem("legal_reference_missing")


def _setting_accepted(desk: Desk, proposal: Proposal) -> None:
    if proposal.valid_from is not None:
        desk.store.proposals.add_setting(
            proposal, point=proposal.subject, option=proposal.payload[OPTION], valid_from=proposal.valid_from
        )


def _check_update(desk: Desk, proposal: Proposal) -> None:
    """Hold an update against everything once more, its worked examples among it: something may have come between."""
    update = desk.store.rule_updates.find(proposal.subject)
    if update is None:
        raise RuleProblem("update_unknown")
    if update.status not in {UpdateStatus.TRIED, UpdateStatus.PROPOSED}:
        raise RuleProblem("update_not_tried")
    pack = check_update(desk, update.data).pack
    tried = replace(desk.rulebook, packs=MappingProxyType({**desk.rulebook.packs, pack.state: pack}))
    failed = work_examples(tried, (pack.state,))
    if failed:
        raise RuleProblem("update_example_fails", example=str(failed[0].facts["example"]), count=len(failed))


def _update_becomes(status: UpdateStatus) -> Part:
    def kept(desk: Desk, proposal: Proposal) -> None:
        desk.store.rule_updates.set_status(proposal.subject, status)

    return kept


def _update_proposed(desk: Desk, proposal: Proposal) -> None:
    desk.store.rule_updates.set_proposal(proposal.subject, proposal.id)


def _check_take_back(desk: Desk, proposal: Proposal) -> None:
    about = desk.store.proposals.find(proposal.subject)
    if about is None or not about.in_force or about.kind is ProposalKind.TAKE_BACK:
        raise DutyProblem("proposal_not_in_force")
    if about.kind in _FINAL:
        raise DutyProblem("proposal_final")


def _take_back_accepted(desk: Desk, proposal: Proposal) -> None:
    desk.store.proposals.take_back(proposal.subject, proposal)
    about = desk.store.proposals.get(proposal.subject)
    effect_of(about.kind).taken_back(desk, about)


EFFECTS: Final[Mapping[ProposalKind, Effect]] = MappingProxyType(
    {
        ProposalKind.OPEN_POINT: Effect(check=_check_setting, accepted=_setting_accepted),
        ProposalKind.RULE_UPDATE: Effect(
            check=_check_update,
            proposed=_update_proposed,
            accepted=_update_becomes(UpdateStatus.ACCEPTED),
            refused=_update_becomes(UpdateStatus.REFUSED),
            withdrawn=_update_becomes(UpdateStatus.TRIED),
            taken_back=_update_becomes(UpdateStatus.TAKEN_BACK),
        ),
        ProposalKind.TAKE_BACK: Effect(check=_check_take_back, accepted=_take_back_accepted),
        ProposalKind.DIRECTORY_LIST: Effect(
            check=check_list,
            proposed=list_proposed,
            accepted=list_accepted,
            refused=list_refused,
            withdrawn=list_withdrawn,
        ),
        ProposalKind.RETENTION: Effect(check=check_period),
        ProposalKind.REMOVAL: Effect(check=check_removal, accepted=removal_accepted, forgets=True),
        ProposalKind.KEY_EXPORT: Effect(check=check_export),
        ProposalKind.CASE_DECISION: Effect(check=check_case_decision, accepted=case_decision_accepted),
        **dict.fromkeys(WORDS, Effect(check=check_word, accepted=word_accepted)),
        ProposalKind.OWN_KEY: Effect(check=check_own_key, accepted=own_key_accepted),
        ProposalKind.REVOKED_KEY: Effect(
            check=check_revoked_key, proposed=revoked_key_proposed, accepted=revoked_key_accepted
        ),
    }
)
"""By kind. What holds is read from the proposal, so that taking a setting back needs nothing more.

The rules of an accepted update are the desk's once it is made anew with them (`rules_in_use.with_rules`).
"""


def effect_of(kind: ProposalKind) -> Effect:
    """Return what comes of a proposal of a kind."""
    return EFFECTS.get(kind, Effect())
