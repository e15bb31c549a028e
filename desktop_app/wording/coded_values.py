"""What stands in a kept record as a code or as JSON, in words: no code of the store is shown to a person as it is."""

import json
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final

from desktop_app.domain.award_notices import DecisionGround, DecisionResult, Frequency
from desktop_app.domain.case_notices import (
    ChangeKind,
    CloseReason,
    CorrectionReason,
    ForwardReason,
    Joining,
    ReopenReason,
)
from desktop_app.domain.certificates import CertificateKind, HasPeriods
from desktop_app.domain.claims import Benefit, Stage
from desktop_app.domain.dependants import Relationship
from desktop_app.domain.dependency import DependencyDegree
from desktop_app.domain.inquiries import NotAvailable, PeriodPurpose
from desktop_app.domain.messages import MessageType, ReturnReason
from desktop_app.domain.obligations import ObligationKind
from desktop_app.domain.offices import KeyCheck
from desktop_app.domain.periods import Evidence, InsuredClass, PeriodType, RowStatus
from desktop_app.domain.persons import NumberKind, Sex
from desktop_app.domain.retention import RetentionKind
from desktop_app.domain.time import Certainty
from desktop_app.domain.users import Role
from desktop_app.wording.catalogue import text
from desktop_app.wording.code_words import words_of
from desktop_app.wording.obligation_words import obligation_kind_words
from desktop_app.wording.retention_words import retention_kind_words
from desktop_app.wording.terms import role_words, stage_words

_CODE: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_SAID: Final[Mapping[type[StrEnum], Callable[[Any], str]]] = {
    ObligationKind: obligation_kind_words,
    RetentionKind: retention_kind_words,
    Role: role_words,
    Stage: stage_words,
}
_COLUMNS: Final[Mapping[str, tuple[type[StrEnum], ...]]] = {
    "benefit": (Benefit,),
    "benefits": (Benefit,),
    "birth_certainty": (Certainty,),
    "certainty": (Certainty,),
    "channel": (),
    "check": (KeyCheck,),
    "checked_how": (KeyCheck,),
    "class": (InsuredClass,),
    "counts_for": (Benefit,),
    "degree": (DependencyDegree,),
    "due_from": (),
    "evidence": (Evidence,),
    "frequency": (Frequency,),
    "ground": (DecisionGround,),
    "has_periods": (HasPeriods,),
    "insured_class": (InsuredClass,),
    "joining": (Joining,),
    "kind": (ObligationKind, MessageType, RetentionKind, CertificateKind, NumberKind, ChangeKind),
    "level": (),
    "outcome": (),
    "part": (),
    "purpose": (PeriodPurpose,),
    "reason": (CorrectionReason, ReturnReason, CloseReason, ReopenReason, ForwardReason, NotAvailable),
    "relationship": (Relationship,),
    "result": (DecisionResult,),
    "role": (Role,),
    "sex": (Sex,),
    "signed_as": (),
    "stage": (Stage,),
    "standing": (),
    "state": (),
    "status": (RowStatus,),
    "step": (),
    "subject": (RetentionKind,),
    "type": (MessageType, PeriodType),
    "verb": (),
}
"""Columns and facts that hold codes, and which; a code of none of these kinds is said by its own words."""

_SETTINGS: Final[Mapping[str, str]] = {
    "backup_plan": "Plan of backups",
    "folders_written_to": "Folders written to last",
    "key_years": "Years until a key is old",
    "last_backup": "Last backup",
    "lock_minutes": "Minutes until the desk locks",
    "practice_guide": "Guide of the training mode",
    "reopening_proposed": "Cases proposed to be opened again",
    "restored_at": "Moment at which a backup was put back",
    "restored_on": "Day on which a backup was put back",
    "sealing_despite_expired_list": "Sealing although the list of offices is out of date",
    "signed_as": "How this office signs",
    "store_checked": "Last check of the store",
    "watched_folder": "Watched folder",
}
_OF_OFFICE: Final[Mapping[str, str]] = {
    "deadline": "Days allowed",
    "highest_number_told_by": "Highest number an office told",
    "missing_there": "Numbers an office misses",
}
"""Settings of one office or State, named before a colon."""


def code_words(value: str, column: str) -> str:
    """Say a code in words; what is none in that column is returned as it stands."""
    if not _CODE.fullmatch(value) or (column not in _COLUMNS and "_" not in value):
        return value
    for kind in _COLUMNS.get(column, ()):
        if value in set(kind):
            say = _SAID.get(kind, words_of)
            return say(kind(value))
    return value.replace("_", " ").capitalize()


def setting_words(name: str) -> str:
    """Name a setting of the office."""
    if name in _SETTINGS:
        return text(_SETTINGS[name])
    first, _colon, rest = name.partition(":")
    said = text(_OF_OFFICE[first]) if first in _OF_OFFICE else first.replace("_", " ").capitalize()
    of = ", ".join(part.replace("_", " ") for part in rest.split(":") if part)
    return f"{said}: {of}" if of else said


def structure_of(value: str) -> object:
    """Return what JSON of a list, a mapping, a truth or a text holds; None where a value is no such thing."""
    if not value.startswith(("{", "[", '"')) and value not in {"true", "false"}:
        return None
    try:
        return json.loads(value)
    except ValueError:
        return None
