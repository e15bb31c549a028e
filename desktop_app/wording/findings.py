"""Findings, reasons, changes and what waits, in words: a code with facts becomes a sentence.

The templates stand by area: `desk_words` (forms, cases), `desk_lists` (steps, changes, the queue), `calculation_words`
(rules and results) and others. A code without a template is a defect that a test finds; at a desk it is shown as it is
rather than hidden.
"""

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from string import Formatter
from typing import Final

from desktop_app.domain.findings import Fact, Finding, Reason
from desktop_app.wording import (
    award_notice_words,
    benefit_words,
    calculation_words,
    case_words,
    command_words,
    dependant_words,
    desk_lists,
    desk_words,
    detail_words,
    intake_words,
    key_words,
    law_words,
    obligation_words,
    passage_words,
    people_words,
    rule_words,
    update_words,
)
from desktop_app.wording.catalogue import text
from desktop_app.wording.formats import date_words, exact_words, number_words

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    **desk_words.FINDINGS,
    **calculation_words.FINDINGS,
    **rule_words.FINDINGS,
    **update_words.FINDINGS,
    **key_words.FINDINGS,
    **benefit_words.FINDINGS,
    **law_words.FINDINGS,
    **dependant_words.FINDINGS,
    **obligation_words.FINDINGS,
    **case_words.FINDINGS,
    **passage_words.FINDINGS,
    **award_notice_words.FINDINGS,
    **detail_words.FINDINGS,
    **intake_words.FINDINGS,
    **people_words.FINDINGS,
}
"""What is wrong, and how to mend it, by code."""

REASONS: Final[dict[str, str]] = {
    **desk_lists.REASONS,
    **calculation_words.REASONS,
    **benefit_words.REASONS,
    **law_words.REASONS,
    **dependant_words.REASONS,
    **award_notice_words.REASONS,
    **detail_words.REASONS,
}
"""Why something is as it is, by code."""

_CHANGES: Final = {
    **desk_lists.CHANGES,
    **case_words.CHANGES,
    **award_notice_words.CHANGES,
    **key_words.CHANGES,
    **passage_words.CHANGES,
    **detail_words.CHANGES,
}

_FACTS: Final = (award_notice_words, calculation_words, benefit_words, obligation_words, people_words)

_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FRACTION: Final = re.compile(r"\d{1,15}/[1-9]\d{0,14}", re.ASCII)
_AMOUNT: Final = re.compile(r"\d{4,12}\.\d{2}", re.ASCII)


def finding_words(finding: Finding) -> str:
    """Say what is wrong or worth knowing."""
    return filled(FINDINGS.get(finding.code, (finding.code, ""))[0], finding.facts)


def finding_remedy(finding: Finding) -> str:
    """Say what to do about a finding; empty where nothing is to be done."""
    return filled(FINDINGS.get(finding.code, ("", ""))[1], finding.facts)


def reason_words(reason: Reason) -> str:
    """Say why a result is as it is."""
    return filled(REASONS.get(reason.code, reason.code), reason.facts)


def change_words(what: str, detail: str = "") -> str:
    """Name what accepting a file would change."""
    return filled(_CHANGES.get(what, what), {"detail": detail})


def queue_words(code: str, facts: Mapping[str, Fact]) -> tuple[str, str]:
    """Return the title and the second line of something that waits."""
    title, second = desk_lists.QUEUE.get(code, (code, ""))
    return filled(title, facts), filled(second, facts)


def filled(template: str, facts: Mapping[str, Fact]) -> str:
    """Return a template in the user's language with its facts; days in ISO form become `14 Jun 1954`."""
    if not template:
        return ""
    shown = {name: _named(name, value) for name, value in facts.items()}
    return Formatter().vformat(text(template), (), shown)


def _named(name: str, value: Fact) -> str:
    """Say a fact: a code (a parameter, an open point, a unit) by its name, `text` just as it was typed."""
    if name == "text":
        return str(value)
    known = next((words.FACTS[name] for words in _FACTS if name in words.FACTS), None)
    if name == "place":
        known = command_words.place_words
    return _shown(known(value) if known is not None and isinstance(value, str) else value)


def _shown(value: Fact) -> str:
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return _day_words(value)
    if isinstance(value, str) and _FRACTION.fullmatch(value):
        return exact_words(Fraction(value), 2)
    if isinstance(value, str) and _AMOUNT.fullmatch(value):
        return number_words(Fraction(value), 2)
    return f"{value:,}" if isinstance(value, int) and value > _BARE else str(value)


def _day_words(value: str) -> str:
    """Say a day; what only looks like one, a field's name in a stranger's file say, is shown as it stands."""
    try:
        return date_words(date.fromisoformat(value))
    except ValueError:
        return value


_BARE: Final = 9999
"""Figures up to here are shown bare, so that years have no comma."""
