"""How strong a passphrase is, in steps that can be said in words.

The measure is deliberately plain: length and variety, because four ordinary words are what a clerk can keep.
"""

import unicodedata
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


def passphrase_strength(passphrase: str) -> Strength:
    """Judge a passphrase: too short or too even is refused, four words of twenty characters are strong."""
    text = normalised(passphrase)
    length = len(text)
    words = len(text.split())
    if length < SHORTEST:
        return _strength(0, "passphrase_short", length=length, needs=SHORTEST)
    if len(set(text.lower())) < FAIR_VARIETY or _is_run(text.lower()):
        return _strength(0, "passphrase_even", length=length)
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


def _strength(score: int, code: str, **facts: int) -> Strength:
    return Strength(score=score, reason=Reason(code=code, facts=facts))
