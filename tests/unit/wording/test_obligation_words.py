"""Every kind, state, step and reason of what is owed has words of its own."""

from collections.abc import Callable
from enum import StrEnum

import pytest

from desktop_app.domain.obligations import (
    CancelReason,
    DueFrom,
    LapseReason,
    ObligationKind,
    ObligationState,
    ObligationStep,
)
from desktop_app.wording.findings import queue_words
from desktop_app.wording.obligation_words import (
    cancel_reason_words,
    due_from_words,
    lapse_reason_words,
    obligation_kind_words,
    obligation_state_words,
    obligation_step_words,
)


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (ObligationKind, obligation_kind_words),
        (ObligationState, obligation_state_words),
        (ObligationStep, obligation_step_words),
        (DueFrom, due_from_words),
        (CancelReason, cancel_reason_words),
        (LapseReason, lapse_reason_words),
    ],
)
def test_every_code_has_words_and_no_two_have_the_same(codes: type[StrEnum], words: Callable[[StrEnum], str]) -> None:
    said = [words(code) for code in codes]
    assert all(said)
    assert len(set(said)) == len(said)


def test_a_code_among_the_facts_of_what_waits_is_said_in_words() -> None:
    facts = {"office": "Grenada", "owed": "info_reply", "asked": "2026-03-02"}
    assert queue_words("asked_of_us", facts) == ("Grenada waits for our answer", "Information, asked on 2 Mar 2026")
    assert queue_words("message_arrived", {**facts, "message_type": "unheard_of", "received": "2026-03-02"})[1] == (
        "unheard_of, received 2 Mar 2026"
    )
