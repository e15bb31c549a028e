"""The one catalogue of sentences, through gettext: window, letters and traces. Source language English.

A second language of our own, `pseudo`, is there for the tests: every message grows by a third and carries accents, so
that text which cannot grow, or which never passed through here, is seen.
"""

import gettext
from functools import lru_cache
from typing import Final

from desktop_app.foundation.places import resource_dir

DOMAIN: Final = "cass-desk"
PSEUDO: Final = "pseudo"

_ACCENTED: Final = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
_language: list[str] = [""]


class _Pseudo(gettext.NullTranslations):
    """Every message longer and accented; fields in braces stay as they are."""

    def gettext(self, message: str) -> str:
        """Return the message as a longer tongue might have it."""
        parts = message.replace("}", "{").split("{")
        said = "".join(part.translate(_ACCENTED) if at % 2 == 0 else f"{{{part}}}" for at, part in enumerate(parts))
        return f"[{said}{'~' * (len(message) // 3)}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the message for one or for many."""
        return self.gettext(msgid1 if n == 1 else msgid2)


@lru_cache(maxsize=4)
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == PSEUDO:
        return _Pseudo()
    wanted = [language] if language else None
    return gettext.translation(DOMAIN, resource_dir() / "locale", languages=wanted, fallback=True)


def use(language: str) -> None:
    """Speak another language from now on: `en`, another catalogue's code, or `pseudo`; empty for the computer's own."""
    _language[0] = language


def text(message: str) -> str:
    """Say a message in the clerk's language; a message without a translation stays as it is."""
    return _catalogue(_language[0]).gettext(message)


def plural(one: str, many: str, n: int) -> str:
    """Choose between the sentence for one and the sentence for many."""
    return _catalogue(_language[0]).ngettext(one, many, n)
