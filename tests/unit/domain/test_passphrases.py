"""How strong a passphrase is: words that do not belong together hold, what everybody tries first does not."""

import pytest

from desktop_app.domain.passphrases import passphrase_strength

ABOUT = ("Carlotta Browne", "carlotta", "National Insurance Services", "Kingstown")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("short", "passphrase_short"),
        ("aaaabbbbaaaabbbb", "passphrase_even"),
        ("qwertyuiop12", "passphrase_even"),
        ("Password2024!!", "passphrase_tried_first"),
        ("passwordpassword", "passphrase_tried_first"),
        ("Carlotta Browne 1975", "passphrase_tried_first"),
        ("Kingstown Kingstown", "passphrase_tried_first"),
        ("national insurance services office", "passphrase_tried_first"),
        ("january february march april", "passphrase_tried_first"),
        ("tulip1tulip1", "passphrase_tried_first"),
    ],
)
def test_what_everybody_tries_first_is_refused(text: str, code: str) -> None:
    strength = passphrase_strength(text, ABOUT)
    assert (strength.enough, strength.reason.code) == (False, code)


@pytest.mark.parametrize(
    "text",
    ["nutmeg lantern harbour sail", "mango ferry candle drum", "Carlotta sings to 14 green parrots", "Xk4vT9wQz1Lm"],
)
def test_words_that_do_not_belong_together_hold(text: str) -> None:
    assert passphrase_strength(text, ABOUT).enough


def test_the_way_a_letter_is_composed_does_not_matter() -> None:
    assert passphrase_strength("cafe\u0301 harbour lantern sail").reason == passphrase_strength(
        "caf\u00e9 harbour lantern sail"
    ).reason  # fmt: skip
