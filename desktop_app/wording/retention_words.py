"""How long records are kept, and what stands in the way of removing them, in words."""

from typing import Final, assert_never

from desktop_app.domain.retention import Hindrance, RetentionKind, StaysFor
from desktop_app.wording.catalogue import plural, text

PROBLEMS: Final = {
    "retention_months_wrong": (
        "A period is a whole number of months, from 1 to {most}.",
        "Nothing was changed.",
        "Type the period again; ten years are 120 months.",
    ),
    "removal_nothing": (
        "There is nothing chosen that could be removed.",
        "Nothing was removed.",
        "Choose the records in the list; it may have changed since it was shown.",
    ),
    "removal_too_many": (
        "More than {most} records at once are not removed by one decision.",
        "Nothing was removed.",
        "Choose fewer, and propose the rest afterwards.",
    ),
    "removal_not_due": (
        "{number} may not be removed: its time is not over, or something stands in the way.",
        "Nothing was removed.",
        "Look at the list again: it says for each record what stands in the way.",
    ),
}
"""Refusals: what happened, what was kept, what to do."""

_YEAR: Final = 12


def retention_kind_words(kind: RetentionKind) -> str:
    """Return what a kind of records is called."""
    match kind:
        case RetentionKind.GRANTED:
            return text("Closed claims with a benefit")
        case RetentionKind.NOT_GRANTED:
            return text("Closed claims without a benefit")
        case RetentionKind.DRAFT:
            return text("Drafts never registered")
        case RetentionKind.REFUSED_FILE:
            return text("Files that were refused")
        case RetentionKind.PERSON:
            return text("Persons without a claim")
        case RetentionKind.MESSAGE:
            return text("Messages of no case")
        case _:
            assert_never(kind)


def counted_from_words(kind: RetentionKind) -> str:
    """Return from when the time of a kind counts."""
    match kind:
        case RetentionKind.GRANTED:
            return text("counted from the end of the benefit: a death, or that payment stopped")
        case RetentionKind.NOT_GRANTED:
            return text("counted from the day the case was closed")
        case RetentionKind.DRAFT:
            return text("counted from the last keystroke")
        case RetentionKind.REFUSED_FILE:
            return text("counted from the day the file came")
        case RetentionKind.PERSON:
            return text(
                "counted from the death, or from when the record was last touched; never while we keep contributions "
                "of a living person"
            )
        case RetentionKind.MESSAGE:
            return text("counted from the day it was decided here, or left; keys, lists and rules stay")
        case _:
            assert_never(kind)


def hindrance_words(hindrance: Hindrance) -> str:
    """Return why a record is not removed."""
    words = {
        Hindrance.NOT_YET: text("Its time is not over yet"),
        Hindrance.NO_PERIOD: text("Nobody settled how long this is kept"),
        Hindrance.STILL_PAID: text("The benefit may still be paid: no death and no end of payment is known here"),
        Hindrance.HELD: text("Kept longer: somebody gave a reason"),
        Hindrance.ANSWERS_OWED: text("An answer is still owed"),
        Hindrance.WAITS: text("Something about it waits for a second person"),
        Hindrance.PROTECTED: text("A protected case: its protection ends first"),
    }
    return words[hindrance]


def stays_words(codes: str) -> str:
    """Say for which records a person stays when a claim goes: codes, or numbers of others' claims that name them."""
    words = {
        StaysFor.CLAIM: text("another claim of theirs"),
        StaysFor.DECEASED: text("a claim of somebody who claims after them"),
        StaysFor.DRAFT: text("a claim that is being entered for them"),
        StaysFor.CONTRIBUTIONS: text("our own record of their contributions, as no death is known"),
        StaysFor.ANSWER: text("an answer about them that is still owed"),
    }
    known = {code.value: said for code, said in words.items()}
    return "; ".join(known.get(code, text("claim {number}").format(number=code)) for code in codes.split())


def months_words(months: int) -> str:
    """Return a period in years where it is whole years, else in months."""
    years, rest = divmod(months, _YEAR)
    if years and not rest:
        return plural("{count} year", "{count} years", years).format(count=years)
    return plural("{count} month", "{count} months", months).format(count=months)
