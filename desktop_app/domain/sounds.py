"""How a name sounds, roughly: spellings that are said alike get the same letters, whatever language wrote them down.

Islands wrote one name in English, French, Spanish and Dutch: Thompson and Tomson, Phillip and Filip, Joseph and Josef,
Stephen and Steven, de la Croix and Delacroy. What comes out is kept in the store beside each word of a name; to change
it takes a migration.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_NOT_LETTERS: Final = re.compile(r"[^a-z]+")
_SAID_ALIKE: Final = (
    (re.compile(r"^(?:kn|gn|pn)"), "n"),
    (re.compile(r"^wr"), "r"),
    (re.compile(r"^x"), "s"),
    (re.compile(r"(?<=oi)x$|(?<=[eo]u)x$"), ""),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ch(?=[rl]|ol)"), "k"),
    (re.compile(r"sch(?=[mnlrw])"), "s"),
    (re.compile(r"sch|tch|sh|ch"), "x"),
    (re.compile(r"ph|v"), "f"),
    (re.compile(r"gh(?=[^aeiouy]|$)|w|h"), ""),
    (re.compile(r"mps"), "ms"),
    (re.compile(r"mpt"), "mt"),
    (re.compile(r"dt"), "t"),
    (re.compile(r"d(?=[gj])"), ""),
    (re.compile(r"c(?=[eiy])|z"), "s"),
    (re.compile(r"ck|[cq]"), "k"),
    (re.compile(r"g(?=[eiy])"), "j"),
)
_VOWELS: Final = re.compile(r"[aeiouy]+")
_TWICE: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def sound_of(word: str) -> str:
    """Return the consonants a word of a name is said with, small letters; a beginning vowel is one `a`.

    Empty for a word without letters of the Latin alphabet. Accents, apostrophes and doubled letters do not count.
    """
    parts = unicodedata.normalize("NFKD", word.replace("ß", "ss"))
    letters = _NOT_LETTERS.sub("", parts.casefold())
    if not letters:
        return ""
    for written, said in _SAID_ALIKE:
        letters = written.sub(said, letters)
    begin = "a" if letters[:1] in set("aeiouy") else ""
    return _TWICE.sub(r"\1", begin + _VOWELS.sub("", letters)) or "a"
