"""What was answered to a file that was tried: the JSON of the dry run, filled in and given back with the file.

Each new number that may be somebody's, and each row that names another person than has its number, has an empty
`answer`. Filled in it is `same`, `else` or `later`; what stays empty is left open, as in the window.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from desktop_app.foundation.places import reading_problem
from desktop_app.foundation.problems import FormProblem
from desktop_app.workflows.import_alike import AlikeAnswer

MOST_BYTES: Final = 16 << 20

SAME: Final = "same"
ELSE: Final = "else"
LATER: Final = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAnswers:
    """What was said to the file of a digest: of new numbers, and which lines are about who has their number."""

    digest: str
    numbers: Mapping[str, AlikeAnswer]
    rows: frozenset[int]


def read_answers(path: Path) -> FileAnswers:
    """Read the answers to a file.

    Raises `PlaceProblem`, `FormProblem("answers_unreadable")` (file) for what is not such a file, and
    `FormProblem("answer_unclear")` (line, answer) for an answer that is none of the three.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise reading_problem(error, path) from error
    if len(data) > MOST_BYTES:
        raise FormProblem("answers_unreadable", file=path.name)
    try:
        told = json.loads(data)
        return FileAnswers(
            digest=str(told["digest"]),
            numbers={str(each["number"]): _of_number(each) for each in told["alike"]},
            rows=frozenset(int(each["line"]) for each in told["rows"] if _said(each, SAME, ELSE) == SAME),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise FormProblem("answers_unreadable", file=path.name) from error


def _of_number(each: Mapping[str, Any]) -> AlikeAnswer:
    said = _said(each, SAME, ELSE, LATER)
    known = [(str(other["person"]), int(other["score"])) for other in each["known"]]
    if said == SAME:
        meant = str(each["person"])
        if meant not in {person for person, _score in known}:
            raise FormProblem("answer_unclear", line=int(each["line"]), answer=meant)
        return AlikeAnswer(same=meant)
    if said == ELSE:
        return AlikeAnswer(apart=tuple(person for person, _score in known), reason=str(each["reason"]).strip())
    return AlikeAnswer(later=tuple(known))


def _said(each: Mapping[str, Any], *answers: str) -> str:
    said = str(each["answer"]).strip().casefold()
    if said and said not in answers:
        raise FormProblem("answer_unclear", line=int(each["line"]), answer=said)
    return said
