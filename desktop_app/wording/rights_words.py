"""The words of who may do what: what was refused for a role, and which roles may."""

from collections.abc import Iterable, Mapping
from typing import Final

from desktop_app.domain.findings import Fact, Reason
from desktop_app.domain.users import CASE_ROLES, WORKING, Role, ordered_roles
from desktop_app.wording.catalogue import text

_NOTHING: Final = "Nothing was changed."

PROBLEMS: Final[dict[str, tuple[str, str, str]]] = {
    "right_needed": (
        "This is done by {roles}.",
        _NOTHING,
        "Ask one of them, or have the role given under Settings, Users and roles.",
    ),
    "right_reads_only": (
        "An auditor reads everything here and changes nothing.",
        _NOTHING,
        "Let a person do it who works on it.",
    ),
    "case_not_protected": (
        "This case is not protected.",
        _NOTHING,
        "Look at the claim again; somebody may have ended it.",
    ),
    "case_protected": (
        "This is a protected case; only named persons open it, and you are not one of them.",
        _NOTHING,
        "Ask the head of the office.",
    ),
    "case_protected_already": (
        "This case is protected already.",
        _NOTHING,
        "Change who may open it instead.",
    ),
    "case_reason_needed": (
        "This is a protected case; it opens for a reason that is kept.",
        _NOTHING,
        "Open the claim and say why you need to see it.",
    ),
    "lock_minutes_wrong": (
        "The desk locks after {least} to {most} minutes.",
        _NOTHING,
        "Enter a number of minutes between the two.",
    ),
    "passphrase_change_first": (
        "Your passphrase was given out by somebody else; nothing is changed with it but itself.",
        _NOTHING,
        "Change your passphrase in the menu under your name.",
    ),
    "protection_not_named": (
        "Only a head of the office who is named here changes this protection.",
        "It holds as before.",
        "Ask one of the persons named.",
    ),
    "role_auditor_apart": (
        "Who audits this office does not work in it: the role of auditor goes with no other.",
        _NOTHING,
        "Choose the role of auditor alone, or the others without it.",
    ),
    "role_own": (
        "Nobody gives a role to themselves, where others work here.",
        _NOTHING,
        "Let another administrator or the head of the office change your roles.",
    ),
}
"""What may be refused: what happened, what was kept, what to do."""


def told_with_roles(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Return the facts of `right_needed` with its roles in words."""
    named = [Role(name) for name in str(facts.get("roles", "")).split() if name in set(Role)]
    return {**facts, "roles": who_words(named)}


def why_not_words(reason: Reason) -> str:
    """Say in one sentence why a person may not do something: for the help of what cannot be pressed."""
    sentence = PROBLEMS[reason.code][0] if reason.code in PROBLEMS else text("Your account is no longer active.")
    return sentence.format(**told_with_roles(reason.facts))


def who_words(roles: Iterable[Role]) -> str:
    """Name who may: `an approver or the head of office`."""
    wanted = frozenset(roles)
    if wanted == CASE_ROLES:
        return text("those who work on claims")
    if wanted == WORKING:
        return text("those who work here")
    names = {
        Role.CLERK: text("a claims officer"),
        Role.APPROVER: text("an approver"),
        Role.HEAD: text("the head of the office"),
        Role.ADMINISTRATOR: text("an administrator"),
        Role.AUDITOR: text("an auditor"),
    }
    said = [names[role] for role in ordered_roles(wanted)]
    return text(" or ").join((", ".join(said[:-1]), said[-1])) if len(said) > 1 else "".join(said)
