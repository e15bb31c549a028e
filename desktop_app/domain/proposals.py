"""What one person proposes and another accepts: the steps of a proposal, and who may take which.

Settings of the office and updates of the rules need two persons, the head of the office among them (exchange rules,
3.5). To take back what was accepted is a proposal of its own, so that two persons are needed for that as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from desktop_app.domain.users import SIGNING, Role, User

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class ProposalKind(StrEnum):
    """What is proposed."""

    OPEN_POINT = "open_point"  # the office's setting of an open point; subject = the point, payload option
    RULE_UPDATE = "rule_update"  # a rule-pack update; subject = the update's id
    TAKE_BACK = "take_back"  # that an accepted proposal shall hold no longer; subject = its id
    DIRECTORY_LIST = "directory_list"  # a list of offices; subject = the list's id
    OWN_KEY = "own_key"  # a change of this office's own key; subject = what (`OwnKeyAct`)
    REVOKED_KEY = "revoked_key"  # that another office's key is in wrong hands; subject = the office
    KEY_EXPORT = "key_export"  # that the secret keys are written to files, once; subject = the key's id
    CASE_DECISION = "case_decision"  # the office's decision on a claim; subject = the claim's id
    PERIOD_CERTIFICATE = "period_certificate"  # our certificate of periods; subject = the claim's id
    DEPENDENCY_CERTIFICATE = "dependency_certificate"  # who depended on the insured person; subject = the claim's id
    DEPARTURE_CERTIFICATE = "departure_certificate"  # our periods of who leaves; subject = the claim's id
    RETENTION = "retention"  # how long a kind of records is kept; subject = the kind, payload months
    REMOVAL = "removal"  # that records whose time is over are removed; subject = the kind, payload their keys
    CORRECTION = "correction"  # that a message of ours is replaced or taken back; subject = the message's id


class ProposalStatus(StrEnum):
    """How far a proposal has come. Only `PROPOSED` and `ACCEPTED` are left again."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposal as kept. `proposed_by` and `decided_by` are ids of users; `decided_by` is empty before a decision.

    `payload` holds what the kind needs beside the subject. `taken_back_through` is the id of the accepted proposal by
    which this one was taken back.
    """

    id: str
    kind: ProposalKind
    subject: str
    reason: str
    legal_reference: str
    valid_from: date | None
    proposed_by: str
    proposed_at: datetime
    payload: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    status: ProposalStatus = ProposalStatus.PROPOSED
    decided_by: str = ""
    decided_at: datetime | None = None
    decision_remark: str = ""
    taken_back_through: str = ""

    @property
    def waits(self) -> bool:
        """Whether it waits for a second person."""
        return self.status is ProposalStatus.PROPOSED

    @property
    def in_force(self) -> bool:
        """Whether it was accepted and not taken back."""
        return self.status is ProposalStatus.ACCEPTED


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalEvent:
    """A step of a proposal: what it became, by whom (a user's id), when, and what was remarked."""

    proposal_id: str
    status: ProposalStatus
    by: str
    at: datetime
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPointSetting:
    """An option of an open point that two persons settled, in force from a day on.

    `proposed_by` and `accepted_by` are ids of users.
    """

    point: str
    option: str
    valid_from: date
    legal_reference: str
    proposal_id: str
    proposed_by: str
    accepted_by: str
    accepted_at: datetime


WORDS: Final = frozenset(
    {
        ProposalKind.PERIOD_CERTIFICATE,
        ProposalKind.DEPENDENCY_CERTIFICATE,
        ProposalKind.DEPARTURE_CERTIFICATE,
        ProposalKind.CORRECTION,
    }
)
"""Kinds that put a word of this office into "To send" once they are accepted (exchange rules, 3.5)."""

WITHOUT_HEAD: Final = frozenset({ProposalKind.CASE_DECISION}) | WORDS
"""Kinds that an approver accepts: the head of the office need not be one of the two."""


IN_ONE_HAND: Final = frozenset(ProposalKind) - WITHOUT_HEAD - {ProposalKind.REMOVAL}
"""Kinds that one person may both propose and accept where nobody else works (exchange rules, 3.5).

Words and decisions of a one-person office leave without a proposal; records are removed by two persons anywhere.
"""


class Obstacle(StrEnum):
    """Why a person cannot be the second one."""

    SAME_PERSON = "same_person"  # they proposed it themselves
    NO_SIGNING_RIGHT = "no_signing_right"  # neither approver nor head of the office
    NO_HEAD = "no_head"  # neither of the two is the head of the office


def obstacle(proposer: User, second: User, kind: ProposalKind | None = None, *, alone: bool = False) -> Obstacle | None:
    """Return why this person cannot accept or refuse what the other proposed, None where they can.

    `alone`: nobody else works at this office, and they have just proven who they are.
    """
    if proposer.id == second.id:
        return None if alone and kind in IN_ONE_HAND else Obstacle.SAME_PERSON
    if not second.holds(SIGNING):
        return Obstacle.NO_SIGNING_RIGHT
    return None if kind in WITHOUT_HEAD or Role.HEAD in (*proposer.roles, *second.roles) else Obstacle.NO_HEAD
