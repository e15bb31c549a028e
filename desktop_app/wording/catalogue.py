"""The one catalogue of sentences, through gettext: window, letters and traces. Source language English."""

import gettext
from functools import lru_cache

from desktop_app.foundation.places import resource_dir

_DOMAIN = "cass-desk"


@lru_cache(maxsize=1)
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation(_DOMAIN, resource_dir() / "locale", fallback=True)


def text(message: str) -> str:
    """Say a message in the clerk's language; a message without a translation stays as it is."""
    return _catalogue().gettext(message)


def plural(one: str, many: str, n: int) -> str:
    """Choose between the sentence for one and the sentence for many."""
    return _catalogue().ngettext(one, many, n)
