"""A sentence in three parts for every problem: what happened, what was kept, what to do."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from desktop_app.domain.findings import Fact
from desktop_app.foundation.problems import Problem
from desktop_app.wording import (
    award_notice_words,
    calculation_words,
    case_words,
    command_words,
    dependant_words,
    desk_refusals,
    duty_words,
    file_words,
    intake_words,
    key_words,
    law_words,
    memory_words,
    obligation_words,
    passage_words,
    people_words,
    qr_words,
    retention_words,
    rights_words,
    update_words,
    what_if_words,
)
from desktop_app.wording.exchange_refusals import EXCHANGE_SENTENCES
from desktop_app.wording.field_words import place_words
from desktop_app.wording.findings import filled
from desktop_app.wording.store_refusals import STORE_SENTENCES


class Words(NamedTuple):
    """What happened, what was kept, what to do."""

    happened: str
    kept: str
    do: str


SENTENCES: Final[dict[str, Words]] = {
    "disk_full": Words("The disk is full.", "What was stored before is safe.", "Free some space and try again."),
    **{
        code: Words(*parts)
        for area in (
            EXCHANGE_SENTENCES,
            STORE_SENTENCES,
            desk_refusals.PROBLEMS,
            calculation_words.PROBLEMS,
            case_words.PROBLEMS,
            award_notice_words.PROBLEMS,
            command_words.PROBLEMS,
            law_words.PROBLEMS,
            memory_words.PROBLEMS,
            obligation_words.PROBLEMS,
            passage_words.PROBLEMS,
            people_words.PROBLEMS,
            qr_words.PROBLEMS,
            retention_words.PROBLEMS,
            rights_words.PROBLEMS,
            duty_words.PROBLEMS,
            key_words.PROBLEMS,
            dependant_words.PROBLEMS,
            file_words.PROBLEMS,
            intake_words.PROBLEMS,
            update_words.PROBLEMS,
            what_if_words.PROBLEMS,
        )
        for code, parts in area.items()
    },
}
"""Templates by code; `{fact}` stands for a fact of the problem."""

_OF_A_MESSAGE: Final = frozenset({"message_not_writable", "message_unreadable", "message_must_understand"})
"""Problems whose `field` is a place in a message."""

_UNNAMED: Final = Words(
    "This could not be done ({code}).", "Nothing was changed.", "Try again; if it stays so, tell your administrator."
)


def sentences(problem: Problem) -> Words:
    """Say a problem in words. A code without a sentence of its own gets a general one that names the code."""
    return sentences_of(problem.code, problem.facts)


def sentences_of(code: str, facts: Mapping[str, Fact]) -> Words:
    """Say a problem that was kept, by its code and facts."""
    words = SENTENCES.get(code, _UNNAMED)
    told = {"code": code, **facts}
    if code in _OF_A_MESSAGE:
        told["field"] = place_words(str(facts.get("field", "")))
    if code == "right_needed":
        told = rights_words.told_with_roles(told)
    return Words(*(filled(part, told) for part in words))
