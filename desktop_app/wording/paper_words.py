"""Papers that go with messages: what they are, as people say it."""

from typing import Final

from desktop_app.wording.catalogue import text
from desktop_app.wording.file_words import PAPER_KINDS

CHOSEN_KINDS: Final = ("scan", "proof", "civil", "identity", "medical", "school", "certificate")
"""The kinds a person may choose from, the most common first."""


def paper_kind_words(code: str) -> str:
    """Say what a paper is; another office may use a code of its own, which is then said as plain words."""
    known = PAPER_KINDS.get(code)
    return text(known) if known else code.replace("_", " ").capitalize()


_ISSUED: Final = {
    "certificate": "certificate of insurance periods",
    "claim_notice": "notification of claim",
    "decision_letter": "letter of the decision",
    "decision_summary": "page of all decisions",
    "question": "letter with a question",
    "worksheet": "worksheet",
}


def issued_words(kind: str) -> str:
    """Say what a paper is that this office issued, within a sentence."""
    known = _ISSUED.get(kind)
    return text(known) if known else kind.replace("_", " ")
