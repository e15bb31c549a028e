"""What is certified of a dependant beside the name and the degree, on paper and on the screen."""

from collections.abc import Mapping

from desktop_app.domain.dependency import CertifiedDependant
from desktop_app.wording.catalogue import text
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words


def union_words(entry: CertifiedDependant) -> str:
    """Say the marriage or union, the life together, and until when somebody studies; empty where nothing is known."""
    parts = []
    if entry.union:
        ended = text("to {day}").format(day=date_words(entry.union.ended_on)) if entry.union.ended_on else ""
        since = text("since {day}").format(day=date_words(entry.union.since))
        parts.append(" ".join(part for part in (words_of(entry.union.kind), since, ended) if part))
    if entry.lived_together_since:
        parts.append(text("lived together since {day}").format(day=date_words(entry.lived_together_since)))
    if entry.studies_until:
        parts.append(text("studies until {day}").format(day=date_words(entry.studies_until)))
    return "; ".join(parts)


def further_words(entry: CertifiedDependant, parties: Mapping[str, str]) -> str:
    """Say what else is certified, States by their names in `parties`, by their code where it has none."""
    said = (
        (entry.invalid, text("invalid"), text("not invalid")),
        (entry.cares_for_child, text("cares for a child"), text("cares for no child")),
        (entry.other_income, text("has other income"), text("has no other income")),
    )
    parts = [yes if known else no for known, yes, no in said if known is not None]
    if entry.own_benefit_state:
        state = parties.get(entry.own_benefit_state, entry.own_benefit_state)
        parts.append(text("draws a benefit of {state}").format(state=state))
    if entry.payee:
        parts.append(text("paid to {name}").format(name=entry.payee))
    if entry.note:
        parts.append(entry.note)
    return "; ".join(parts)
