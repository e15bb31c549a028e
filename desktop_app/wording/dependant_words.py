"""The words of the step that names survivors and an injury."""

from typing import Final

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    "accident_after_contingency": (
        "The accident lies after the day from which the benefit is claimed.",
        "Check both days.",
    ),
    "applicant_missing": (
        "It is not said who claims for the survivors.",
        "Enter the name and the address of the person who claims.",
    ),
    "child_of_age": (
        "The child was {age} on the day of death.",
        "Say whether it was in full-time education or an invalid: most States ask.",
    ),
    "degree_not_told": (
        "The degree of disablement is not known yet; no pension can be reckoned without it.",
        "Enter it once the medical board has assessed it.",
    ),
    "degree_unreadable": ("“{text}” is no degree of disablement.", "Type a whole number from 1 to 100."),
    "injury_state_missing": (
        "It is not said in which State the accident happened, or where the person was last exposed to the disease.",
        "Choose the State: the last one concerned pays, and the earnings are in its currency.",
    ),
    "relationship_missing": ("It is not said what this person was to the deceased.", "Choose widow, child and so on."),
    "survivor_without_birth_date": (
        "The birth date is missing; rules that ask for the age cannot be applied.",
        "Enter it, from the birth certificate.",
    ),
    "survivor_without_name": ("This survivor has no name.", "Enter surname and forenames."),
    "survivors_missing": ("No survivor is entered yet.", "Enter everybody who may claim, children too."),
    "union_after_death": ("The marriage or union begins after the day of death.", "Check both days."),
    "union_before_birth": ("The marriage or union begins before the birth.", "Check both days."),
    "union_not_told": (
        "It is not said since when they were married or lived together; most States ask for some years.",
        "Enter the day, from the marriage certificate or the letter of cohabitation.",
    ),
    "yes_or_no": ("“{text}” is neither yes nor no.", "Choose yes, no, or leave it empty where it is not known."),
}
"""What is missing, wrong or doubtful, and how to mend it, by code."""

REASONS: Final[dict[str, str]] = {
    "step_no_dependants": "Not needed",
    "step_survivors": "{count} entered",
}
"""How the step stands, by code."""

PROBLEMS: Final[dict[str, tuple[str, str, str]]] = {
    "degree_unreadable": (
        "“{text}” is no degree of disablement.",
        "What you typed is kept.",
        "Type a whole number from 1 to 100.",
    ),
    "injury_state_missing": (
        "The State of the accident or of the last exposure is missing.",
        "What you typed is kept.",
        "Choose the State.",
    ),
    "relationship_missing": (
        "It is not said what a survivor was to the deceased.",
        "What you typed is kept.",
        "Choose widow, child and so on.",
    ),
    "dependants_not_needed": (
        "Survivors and an injury belong to other benefits than the one claimed.",
        "Nothing was changed.",
        "Go on with the next step.",
    ),
}

RELATIONSHIPS: Final[dict[str, str]] = {
    "widow": "Widow",
    "widower": "Widower",
    "partner": "Partner, not married",
    "child": "Child",
    "orphan": "Child with no parent left",
    "parent": "Parent",
    "other": "Other dependant",
}
"""What a survivor was to the deceased, by code."""

CAUSES: Final[dict[str, str]] = {
    "accident": "Accident at work",
    "disease": "Disease of the occupation",
}
"""What an injury came from, by code."""
