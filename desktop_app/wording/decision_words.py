"""What an officer can decide in one case where the Agreement leaves a point open: each option as a sentence."""

from typing import Final

from desktop_app.calculation.case import SettingNote
from desktop_app.wording.calculation_words import option_words
from desktop_app.wording.catalogue import text
from desktop_app.wording.formats import date_words

OPTIONS: Final[dict[tuple[str, str], str]] = {
    ("unmet_state", "proportional"): "Pay its part in proportion, although the condition is not met",
    ("unmet_state", "nothing"): "Pay nothing as long as the condition is not met",
    ("vested_state", "higher"): "Pay the higher of the local and the actual amount",
    ("vested_state", "local"): "Pay the local amount, by its own law alone",
    ("vested_state", "actual"): "Pay the actual amount, its part under the Agreement",
    ("vested_state", "supplement"): "Pay the actual amount, and a supplement up to the local one where all pay less",
    ("denominator", "totalised_weeks"): "Own weeks over the totalised weeks of all States",
    ("denominator", "weeks_required"): "Own weeks over the weeks that its law requires",
    ("minimum_own_period", "none"): "Pay, however few its own weeks are",
    ("minimum_own_period", "52_weeks"): "Pay nothing under 52 own weeks; they count for the other States",
    ("overlap", "keeps_weeks"): "This State keeps its weeks; the same weeks of other States give way",
    ("disablement", "last_state"): "This State pays alone, as the last State whose conditions are met",
    ("disablement", "pro_rata"): "Each State pays its part in proportion",
}
"""The choices of an officer by point and option; the other options are what holds without a decision."""

EFFECTS: Final[dict[tuple[str, str], str]] = {
    ("unmet_state", "proportional"): "{state} then pays its actual amount although {short} are missing.",
    ("unmet_state", "nothing"): "{state} then pays nothing until its condition is met.",
    ("vested_state", "higher"): "{state} then pays whichever of its two amounts is higher.",
    ("vested_state", "local"): "{state} then pays its local amount alone.",
    ("vested_state", "actual"): "{state} then pays its actual amount alone, even where its own law alone gives more.",
    ("vested_state", "supplement"): (
        "{state} then pays its actual amount, and what its local amount exceeds the actual amounts of all States by."
    ),
    ("denominator", "totalised_weeks"): "The part of {state} is then its own weeks over the totalised weeks.",
    ("denominator", "weeks_required"): "The part of {state} is then its own weeks over those that its law requires.",
    ("minimum_own_period", "none"): "{state} then pays its part, however small.",
    ("minimum_own_period", "52_weeks"): "{state} then pays nothing where it has under 52 weeks of its own.",
    ("overlap", "keeps_weeks"): (
        "Wherever weeks are claimed twice, {state} then keeps its own, whatever their kind and dates. The other "
        "State's weeks no longer count in the total; no row is changed."
    ),
    ("disablement", "last_state"): "{state} is then the State that pays alone, if its own conditions are met.",
    ("disablement", "pro_rata"): "All States then pay in proportion, not one alone.",
}
"""What a decision does, said before it is made."""


def choice_words(point: str, option: str) -> str:
    """Say a choice of an officer as a sentence."""
    said = OPTIONS.get((point, option))
    return text(said) if said is not None else option_words(option)


def effect_words(point: str, option: str, *, state: str, short: str) -> str:
    """Say what a decision does. `short` is what the State's condition lacks."""
    said = EFFECTS.get((point, option))
    return text(said).format(state=state, short=short) if said is not None else ""


def without_decision_words(option: str, note: SettingNote | None) -> str:
    """Say what holds where no officer decides: the office's setting with its day and reference, or the default."""
    if note is None:
        return text("Without a decision: {option} (the program's default).").format(option=option_words(option))
    return text("Without a decision: {option} (setting of this office from {day}, {reference}).").format(
        option=option_words(option), day=date_words(note.valid_from), reference=note.legal_reference
    )
