"""What differs between two packs of a State, in words."""

from typing import Final

from desktop_app.calculation.pack import DatedValue, Step
from desktop_app.wording.catalogue import text
from desktop_app.wording.rule_reading import dates_words, fields_words, group_words, parameter_title
from desktop_app.wording.step_words import step_words

_ABOUT: Final[dict[str, str]] = {
    "benefit_new": "The benefit is new here",
    "benefit_gone": "The benefit is no longer told of",
    "basis": "Another day decides",
    "shares": "The shares of survivors",
    "not_provided": "Now said not to exist there",
    "provided": "No longer said not to exist there",
    "gaps": "What the sources leave open",
    "conflicts": "Where sources disagree",
    "readings": "Other readings",
    "examples": "The worked examples",
    "state": "Name, institution, currency or first day",
}


def change_about_words(about: str) -> str:
    """Name what differs between two packs where it is no value and no step."""
    return text(_ABOUT.get(about, about))


def changed_value_words(parameter: str, value: DatedValue | None, currency: str) -> str:
    """Say one side of a value that differs; a dash for none."""
    if value is None:
        return "\u2013"
    who = group_words(value.group)
    parts = [fields_words(parameter, value, currency), dates_words(value), who]
    if value.reading:
        parts.append(text("reading {id}").format(id=value.reading))
    return ", ".join(part for part in parts if part)


def changed_step_words(step: Step | None) -> str:
    """Say one side of a step that differs; a dash for none."""
    return step_words(step) if step is not None else "\u2013"


def changed_title(parameter: str, about: str) -> str:
    """Name what differs."""
    return parameter_title(parameter) if parameter else change_about_words(about)
