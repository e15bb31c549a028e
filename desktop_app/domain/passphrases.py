"""How strong a passphrase is, in steps that can be said in words.

The measure is deliberately plain: length and variety, because four ordinary words are what a clerk can keep; and what
everybody tries first (the own name, the office, `password`, a year) counts for nothing.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from desktop_app.domain.findings import Reason

SHORTEST: Final = 12
"""Characters a passphrase must have."""

STRONG_LENGTH: Final = 20
STRONG_WORDS: Final = 4
FAIR_VARIETY: Final = 6
"""Different characters below which a text counts as a repeated one."""

_RUNS: Final = ("0123456789", "9876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_RUN_LENGTH: Final = 6

LEAST_OWN: Final = 8
"""Characters that must be left once what everybody tries first is taken away."""

_TRIED_FIRST: Final = [
    "administrator",
    "passphrase",
    "caribbean",
    "insurance",
    "password",
    "services",
    "security",
    "football",
    "princess",
    "sunshine",
    "caricom",
    "cricket",
    "dragon",
    "jamaica",
    "letmein",
    "monkey",
    "national",
    "pension",
    "qwerty",
    "secret",
    "summer",
    "welcome",
    "winter",
    "admin",
    "benefit",
    "bible",
    "claims",
    "clerk",
    "computer",
    "desk",
    "heaven",
    "island",
    "jesus",
    "login",
    "love",
    "master",
    "office",
    "pass",
    "social",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_SHORTEST_NAME: Final = 4
_YEARS_AND_SIGNS: Final = re.compile(r"(?:19|20)\d\d|[\W_]+|(\d)\1+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """A passphrase's strength: `score` 0 (refused) to 4, and the reason to show beside the field."""

    score: int
    reason: Reason

    @property
    def enough(self) -> bool:
        """Whether it may be used."""
        return self.score > 0


def normalised(passphrase: str) -> str:
    """Return the passphrase in the one Unicode form (NFC) in which it is used."""
    return unicodedata.normalize("NFC", passphrase)


def passphrase_strength(passphrase: str, about: Iterable[str] = ()) -> Strength:
    """Judge a passphrase: too short, too even or too near is refused, four words of twenty characters are strong.

    `about` is what others know of the person: name, sign-in name, office, town.
    """
    text = normalised(passphrase)
    length = len(text)
    words = len(text.split())
    if length < SHORTEST:
        return _strength(0, "passphrase_short", length=length, needs=SHORTEST)
    if len(set(text.lower())) < FAIR_VARIETY or _is_run(text.lower()):
        return _strength(0, "passphrase_even", length=length)
    if len(_own_part(text.casefold(), about)) < LEAST_OWN:
        return _strength(0, "passphrase_tried_first", length=length)
    if words >= STRONG_WORDS and length >= STRONG_LENGTH:
        return _strength(4, "passphrase_strong", words=words, length=length)
    kinds = sum((any(c.islower() for c in text), any(c.isupper() for c in text), any(c.isdigit() for c in text)))
    score = 1 + (length >= STRONG_LENGTH) + (kinds > 1 or words > 1)
    return _strength(score, "passphrase_good" if score > 1 else "passphrase_fair", words=words, length=length)


def _is_run(text: str) -> bool:
    return (
        any(run[start : start + _RUN_LENGTH] in text for run in _RUNS for start in range(len(run) - _RUN_LENGTH + 1))
        and len(text) < STRONG_LENGTH
    )


def _own_part(text: str, about: Iterable[str]) -> str:
    """Return what is left without what everybody tries first; what is written twice counts once."""
    half = text[: len(text) // 2]
    left = half if half and half * 2 == text else text
    names = {part for each in about for part in re.findall(r"\w+", each.casefold()) if len(part) >= _SHORTEST_NAME}
    for known in sorted({*names, *_TRIED_FIRST}, key=len, reverse=True):
        left = left.replace(known, " ")
    return _YEARS_AND_SIGNS.sub("", left)


def _strength(score: int, code: str, **facts: int) -> Strength:
    return Strength(score=score, reason=Reason(code=code, facts=facts))
