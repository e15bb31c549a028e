"""The words of the register of persons: what speaks for one person, fields, kinds, what is wrong or refused."""

from collections.abc import Callable, Mapping
from typing import Final

from desktop_app.domain.likeness import Reason, Sign
from desktop_app.domain.person_records import HeldKind, NameKind, RelationKind
from desktop_app.wording.catalogue import text

_NOTHING: Final = "Nothing was changed."

PROBLEMS: Final[Mapping[str, tuple[str, str, str]]] = {
    "apart_reason_missing": (
        "Why they are not the same person is not said.",
        _NOTHING,
        "Write what shows it: a word or two is enough.",
    ),
    "merge_already": (
        "The record of {name} was joined with another one already.",
        _NOTHING,
        "Open the record with which it was joined.",
    ),
    "merge_later_first": (
        "This record was itself joined with that of {name} later.",
        _NOTHING,
        "Take that later merge apart first.",
    ),
    "merge_protected": (
        "One of the two persons is protected, and the other is not.",
        _NOTHING,
        "Let a head of office protect both, or lift the protection; then join them.",
    ),
    "merge_purged": (
        "What is needed to take this merge apart was removed for good.",
        _NOTHING,
        "Enter the other person anew, and move what is theirs by hand.",
    ),
    "merge_reason_missing": (
        "The reason is not said.",
        _NOTHING,
        "Write what shows it: it stays on the record of both.",
    ),
    "merge_taken_apart": (
        "This merge was taken apart already.",
        _NOTHING,
        "Open the person again to see both records.",
    ),
    "person_unknown": ("This person is not in the register.", _NOTHING, "Search for the name or the number."),
    "persons_same": ("This is one and the same record.", _NOTHING, "Choose the other record of the person."),
}
"""Happened, kept, do, by code."""

FINDINGS: Final[Mapping[str, tuple[str, str]]] = {
    "address_missing": ("The days stand without an address.", "Write the address, or take the line away."),
    "death_before_birth": ("The death lies before the birth.", "Correct one of the two dates."),
    "last_day_first": ("The last day lies before the first.", "Correct one of the two days."),
    "number_second_in_use": (
        "Two numbers of {state} are in use.",
        "Mark the one that no longer holds as a former number.",
    ),
    "number_twice": ("The number {number} is given twice.", "Take one of the two away."),
    "relation_unnamed": ("Who is related is not said.", "Write the name, or take the line away."),
}
"""What is wrong, and how to mend it, by code."""

_REASONS: Final[Mapping[Sign, str]] = {
    Sign.SAME_NUMBER: "the same {state} number {number}",
    Sign.NUMBER_ONE_SLIP: "the {state} number is one sign off ({number})",
    Sign.SAME_BIRTH_DATE: "the same date of birth",
    Sign.DAY_AND_MONTH: "day and month of birth exchanged",
    Sign.BIRTH_YEAR_OFF: "the year of birth one off",
    Sign.BIRTH_ONE_SLIP: "one figure of the date of birth differs",
    Sign.BIRTH_AS_FAR_AS_KNOWN: "the birth dates agree as far as they are sure",
    Sign.SAME_NAME: "the same name",
    Sign.SPELT_OTHERWISE: "the same name, written otherwise",
    Sign.SOUNDS_ALIKE: "the name sounds the same",
    Sign.NAME_ONE_SLIP: "the name is a letter or two off",
    Sign.PART_OF_NAME: "one name is part of the other",
    Sign.FIELDS_SWAPPED: "surname and forenames exchanged",
    Sign.OTHER_NAME: "also known as {name}",
    Sign.SAME_PARENTS: "the same parents",
    Sign.SAME_BIRTH_PLACE: "the same place of birth",
    Sign.BIRTH_DATE_DIFFERS: "another date of birth",
    Sign.NUMBER_DIFFERS: "another number in {state}",
    Sign.SEX_DIFFERS: "the sex differs",
    Sign.FORENAMES_DIFFER: "other forenames",
    Sign.SURNAME_DIFFERS: "another surname",
}


def _differ_words(signs: str) -> str:
    """Say what speaks against two being one person, of signs with a space between them."""
    return text("and").join(f" {text(_REASONS[Sign(sign)])} " for sign in signs.split()).strip()


FACTS: Final[dict[str, Callable[[str], str]]] = {"differ": _differ_words}
"""How a code among the facts of a finding is said, by the fact's name."""

_FIELDS: Final[Mapping[str, str]] = {
    "surname": "Surname",
    "forenames": "Forenames",
    "name_at_birth": "Name at birth",
    "birth_date": "Date of birth",
    "birth_certainty": "How sure the date of birth is",
    "death_date": "Date of death",
    "sex": "Sex",
    "nationality": "Nationality",
    "birth_place": "Place of birth",
    "parents": "Parents",
    "address": "Address",
    "address_since": "First day at the address",
    "phone": "Telephone",
    "email": "E-mail",
    "names": "Other names",
    "numbers": "Insurance numbers",
    "lived": "Earlier addresses",
    "relations": "Relations",
}

_NAME_KINDS: Final[Mapping[NameKind, str]] = {NameKind.FORMER: "Former name", NameKind.ALIAS: "Also known as"}

_HELD_KINDS: Final[Mapping[HeldKind, str]] = {
    HeldKind.ORDINARY: "Ordinary",
    HeldKind.TEMPORARY: "Temporary",
    HeldKind.FORMER: "Former",
}

_RELATIONS: Final[Mapping[RelationKind, str]] = {
    RelationKind.SPOUSE: "Spouse",
    RelationKind.PARTNER: "Partner",
    RelationKind.CHILD: "Child",
    RelationKind.PARENT: "Parent",
    RelationKind.GUARDIAN: "Guardian",
    RelationKind.WARD: "Ward",
    RelationKind.DECEASED: "Deceased insured person",
    RelationKind.SURVIVOR: "Survivor who claims",
    RelationKind.OTHER: "Otherwise related",
}


def reason_words(reason: Reason) -> str:
    """Say what speaks for or against one person, to stand in a list."""
    return text(_REASONS[reason.sign]).format(**reason.facts)


def reasons_words(reasons: tuple[Reason, ...]) -> str:
    """Say everything that speaks for and against one person, in one line."""
    said = "; ".join(reason_words(reason) for reason in reasons)
    return said[:1].upper() + said[1:]


def field_words(name: str) -> str:
    """Name a part of a person's record; a State's number is `number.VC`."""
    if name.startswith("number."):
        return text("{state} number").format(state=name.removeprefix("number."))
    return text(_FIELDS[name])


def fields_words(names: str) -> str:
    """Name parts of a record that stand in a line with blanks between them."""
    return ", ".join(field_words(name) for name in names.split() if name in _FIELDS or name.startswith("number."))


def name_kind_words(kind: NameKind) -> str:
    """Name the sort of a further name."""
    return text(_NAME_KINDS[kind])


def held_kind_words(kind: HeldKind) -> str:
    """Name the sort of a number of the register."""
    return text(_HELD_KINDS[kind])


def relation_words(kind: RelationKind) -> str:
    """Name what somebody is to the person."""
    return text(_RELATIONS[kind])
