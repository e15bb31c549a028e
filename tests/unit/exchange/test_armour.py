"""The text form, and what mail programs do to it."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exchange.armour import from_text, is_text, read_any, to_text
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import a_bundle, a_message, a_receipt

SEALED = a_bundle(a_message(a_receipt()))
TEXT = to_text(SEALED.data, SEALED.file_name)


def lines_rewrapped(text: str, width: int) -> str:
    head, _, rest = text.partition("-----BEGIN AGE ENCRYPTED FILE-----\n")
    body, _, _ = rest.partition("-----END")
    letters = body.replace("\n", "")
    lines = [letters[place : place + width] for place in range(0, len(letters), width)]
    return "\n".join([head, "-----BEGIN AGE ENCRYPTED FILE-----", *lines, "-----END AGE ENCRYPTED FILE-----"])


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", "  \n"),
        "".join(f"> {line}\n" for line in TEXT.splitlines()),
        "".join(f">> > {line}\n" for line in TEXT.splitlines()),
        "".join(f" | {line}\n" for line in TEXT.splitlines()),
        "".join(f"{line}\n\n" for line in TEXT.splitlines()),
        "Dear colleague,\n\nsee below.\n\n" + TEXT + "\n-- \nRegards\n",
        TEXT.replace("=", "=3D"),
        "\ufeff" + TEXT.replace("\n", "\n\u00a0"),
        lines_rewrapped(TEXT, 40),
        lines_rewrapped(TEXT, 76),
        lines_rewrapped(TEXT, 10_000),
    ],
)
def test_a_text_survives_what_mail_programs_do(text: str) -> None:
    assert from_text(text) == SEALED.data


@given(st.integers(1, 200), st.text(alphabet="> |\t", max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_any_width_and_quoting_survive(width: int, quote: str, end: str) -> None:
    text = end.join(quote + line for line in lines_rewrapped(TEXT, width).splitlines())

    assert from_text(text) == SEALED.data


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_saved_text_is_recognised_in_its_coding(coding: str) -> None:
    saved = TEXT.encode(coding)

    assert is_text(saved)
    assert read_any(saved) == SEALED.data


def test_the_file_itself_passes_untouched() -> None:
    assert read_any(SEALED.data) == SEALED.data
    assert not is_text(SEALED.data)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("bundle_not_cass", "Nothing here"),
        ("bundle_truncated", TEXT.partition("-----END")[0]),
        ("bundle_text_several", TEXT * 2),
        ("bundle_text_damaged", TEXT.replace("FILE-----\n", "FILE-----\n[image]\n", 1)),
    ],
)
def test_a_damaged_text_says_how(code: str, text: str) -> None:
    with pytest.raises(ExchangeProblem) as refused:
        from_text(text)

    assert refused.value.code == code


def test_a_text_without_its_head_lines_still_opens() -> None:
    assert from_text(TEXT[TEXT.index("-----BEGIN") :]) == SEALED.data


@given(st.text(max_size=300))
def test_whatever_text_comes_only_a_problem_comes_out(noise: str) -> None:
    for text in (noise, f"-----BEGIN AGE ENCRYPTED FILE-----\n{noise}\n-----END AGE ENCRYPTED FILE-----"):
        with suppress(ExchangeProblem):
            assert isinstance(from_text(text), bytes)


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 2_000_000 + TEXT,
        "> " * 1_000_000 + TEXT,
        TEXT.replace("\n\n", "\n" + " \n>\r\n" * 500_000, 1).replace("\nCASS", "\n" + " " * 100_000 + "\nCASS"),
        TEXT.replace("-----END", "\n> \u2003" * 200_000 + "\n-----END"),
    ],
    ids=["lines before", "quotes before", "blanks in the head", "blanks in the body"],
)
def test_millions_of_blanks_take_no_longer_than_reading_them(text: str) -> None:
    began = time.process_time()
    assert from_text(text) == SEALED.data
    assert time.process_time() - began < 5, "each blank was once read again for every line before it: hours"
