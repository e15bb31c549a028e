"""How the window may look, in words: the themes and the text sizes one may choose."""

from typing import Final

from desktop_app.ui.theme import Choice
from desktop_app.wording.catalogue import text as _

SCALES: Final = (90, 100, 110, 125, 150, 175)
"""Text sizes in per cent."""


def theme_words() -> tuple[tuple[Choice, str], ...]:
    """Return the themes one may choose, in words."""
    return (("system", _("As the computer")), ("light", _("Light")), ("dark", _("Dark")))
