"""Every word of the names in the store, and which of them may be meant by a word: misspelt, or by its sound."""

from typing import Final

from desktop_app.domain.sounds import sound_of
from desktop_app.store.columns import folded_words
from desktop_app.store.database import Database

_SHORTEST_MISSPELT: Final = 4
_NEAREST_TERMS: Final = 5
_MOST_ALIKE: Final = 8
_LEAST_ALIKE: Final = 0.7
"""How alike a word that sounds the same must be written, of 1."""


class NameTerms:
    """Every word of the names in the store, by its first and its last letter: what a misspelt word is held against.

    They are read once, and then only what is new: a word is never taken away.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._last = 0
        self._begin: dict[str, list[str]] = {}
        self._end: dict[str, list[str]] = {}

    def near(self, word: str) -> list[str]:
        """Return the names that one slip of the keyboard, or two in a long one, may have turned into this word.

        Slips at the first and the last letter at once are not looked for.
        """
        if not (len(word) >= _SHORTEST_MISSPELT and word.isalpha()):
            return []
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        self._read_new()
        folded = folded_words(word)
        slips = 1 if len(folded) < 2 * _SHORTEST_MISSPELT else 2
        best: dict[str, int] = {}
        for terms in (self._begin.get(folded[0], ()), self._begin.get(folded[1], ()), self._end.get(folded[-1], ())):
            near = extract(folded, terms, scorer=OSA.distance, score_cutoff=slips, limit=_NEAREST_TERMS)
            best.update((str(term), int(distance)) for term, distance, _ in near)
        return sorted(best, key=lambda term: (best[term], term))[:_NEAREST_TERMS]

    def sounding(self, word: str, most: int = _MOST_ALIKE) -> list[str]:
        """Return the names that sound like this word, the likest spelling first; the word itself may be among them."""
        from rapidfuzz.distance import JaroWinkler

        folded = folded_words(word)
        sound = sound_of(folded)
        rows = self._database.rows("SELECT term FROM name_sound WHERE sound = ?", (sound,)) if sound else []
        alike = sorted((-JaroWinkler.similarity(folded, row["term"]), row["term"]) for row in rows)
        return [term for near, term in alike if -near >= _LEAST_ALIKE][:most]

    def _read_new(self) -> None:
        for row in self._database.rows("SELECT row, term FROM name_term WHERE row > ? ORDER BY row", (self._last,)):
            term = row["term"]
            self._last = row["row"]
            if term:
                self._begin.setdefault(term[0], []).append(term)
                self._end.setdefault(term[-1], []).append(term)
