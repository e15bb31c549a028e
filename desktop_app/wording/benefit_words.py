"""The sentences of the benefits beside the age pension: survivors, disablement, and what a case must state for them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from desktop_app.wording.catalogue import text
from desktop_app.wording.trace_labels import label_of

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    "rule_announced": (
        "{state}: {parameter} ({says}) is announced and not yet in force.",
        "Ask the institution if it came into force on that day.",
    ),
    "sex_needed": (
        "{state}: not computable here: {parameter} differs between women and men, and the sex is not stated.",
        "State the sex of the insured person.",
    ),
    "first_insured_not_known": (
        "{state}: not computable here: {parameter} goes by the first day of insurance, and there is none.",
        "Give the State's own rows.",
    ),
    "degree_missing": (
        "{state}: the degree of disablement is not stated.",
        "Enter the degree in per cent as the medical board assessed it.",
    ),
    "weekly_earnings_missing": (
        "{state}: the weekly earnings before the accident are not stated in {currency}.",
        "Enter the average weekly insurable earnings before the accident.",
    ),
    "no_survivors_stated": (
        "{state}: no survivors are stated; nothing can be shared out.",
        "Enter everyone who claims: wife, husband or partner, children, parents.",
    ),
    "survivor_fact_missing": (
        "{state}: {fact} of survivor {survivor} ({relationship}) is not stated.",
        "Enter it; the State's law asks for it.",
    ),
    "shares_incomplete": (
        "{state}: the share of {count} of the survivors cannot be told; the sum is without it.",
        "Enter what is missing, or the amount that the institution certified.",
    ),
    "figure_not_told": (
        "{state}: not computable here: the rules give no {figure} for this case.",
        "Enter the amount that the institution certified.",
    ),
    "no_length_required": (
        "{state}: its condition asks for no length of insurance; the share is that of the totalised weeks.",
        "",
    ),
    "last_state_to_confirm": (
        (
            "{state}: for an injury of the employment the last State whose conditions are met pays alone, as in the "
            "Agreement's model."
        ),
        "An officer confirms that this is the State, or decides otherwise.",
    ),
}
"""What is wrong or worth knowing, and how to mend it."""

REASONS: Final[dict[str, str]] = {
    "degree_short": "a degree of {have} % where {need} % are needed",
    "figure_short": "{test}: {have} of {need}",
    "test_met": "{test}",
    "test_not_met": "not met: {test}",
    "not_provided": "{says}",
    "sex_needed": "not computable here: {parameter} differs between women and men; state the sex",
    "first_insured_not_known": "not computable here: {parameter} goes by the first day of insurance, and there is none",
    "degree_missing": "the degree of disablement is not stated",
    "weekly_earnings_missing": "the weekly earnings before the accident are not stated",
    "no_survivors_stated": "no survivors are stated",
    "survivor_fact_missing": "{fact} is not stated",
    "figure_not_told": "not computable here: the rules give no {figure} for this case",
    "share_not_for": "this State's law has no share for {relationship}",
    "shares_not_told": "the family's bound cannot be applied while the share of survivor {survivor} is not told",
    "no_survivor_entitled": "no survivor's condition is met",
    "certified_in_all": "the institution certified one sum for all survivors",
    "supplement_survivors": (
        "The local amount: no source says how survivors would share a supplement; an officer decides"
    ),
    "one_state_pays_alone": "for an injury of the employment one State pays alone",
    "last_state_pays": "The last State whose conditions are met: its local amount alone",
    "another_state_pays": "{payer} pays alone, as the last State concerned",
    "last_state_not_told": "whether {payer} pays, which comes before, is not told yet",
    "grant_none_due": "no grant is due",
}
"""Why a result is as it is."""


def fact_words(fact: str) -> str:
    """Name a fact of a survivor that a rule asks for."""
    return {
        "survivor_age": text("the date of birth"),
        "survivor_invalid": text("whether an invalid"),
        "survivor_in_education": text("whether in education"),
        "survivor_cares_for_child": text("whether a child of the deceased is in care"),
        "survivor_dependent": text("whether maintained by the deceased"),
        "union_years": text("the day of the marriage or from which they lived together"),
    }.get(fact, fact)


def relationship_words(relationship: str) -> str:
    """Name what a survivor was to the deceased."""
    return {
        "widow": text("widow"),
        "widower": text("widower"),
        "partner": text("partner"),
        "child": text("child"),
        "orphan": text("orphan"),
        "parent": text("parent"),
        "other": text("other dependant"),
    }.get(relationship, relationship)


def figure_words(key: str) -> str:
    """Name a figure within a sentence."""
    name = label_of(key)
    return name[:1].lower() + name[1:]


FACTS: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {"fact": fact_words, "figure": figure_words, "test": figure_words, "relationship": relationship_words}
)
"""Facts that are codes themselves, and what names them."""
