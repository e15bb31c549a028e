"""What the form of a certificate of dependency begins with: its draft, the version before, or the claim's survivors."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.domain.dependency import CertifiedDependant
from desktop_app.wording.formats import date_words
from desktop_app.workflows.certify_dependency import dependency_certificates
from desktop_app.workflows.dependency_asked import asks_dependency
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.form_drafts import kept_form
from desktop_app.workflows.open_claim import open_claim
from desktop_app.workflows.works_alone import works_alone

PART: Final = "dependency"
COUNT: Final = "count"
"""Under this name stands how many dependants were typed; the fields of the first are `0.surname` and so on."""

VISITS: Final = "visits"
"""And under this how many visits or statements; the fields of the first are `v0.by` and so on."""

ROW_ID: Final = "row_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyFacts:
    """What the form knows before it is opened: `typed` is the draft, else the claim's survivors or the version before.

    `asked_by` are the offices that asked for it.
    """

    claim_key: str
    name: str
    states: tuple[tuple[str, str], ...]
    today: date
    alone: bool
    typed: dict[str, str]
    asked_by: tuple[str, ...]


def dependency_facts(desk: Desk, claim_key: str) -> DependencyFacts:
    """Fetch what the form needs."""
    view = open_claim(desk, claim_key)
    typed = kept_form(desk, claim_key, PART)
    if not typed:
        before = next((c for c in dependency_certificates(desk, claim_key) if c.office == desk.office.code), None)
        entries = before.dependants if before else ()
        typed = {COUNT: str(len(entries))}
        for number, entry in enumerate(entries):
            typed |= {f"{number}.{name}": value for name, value in _texts(entry).items()}
        if before is not None:
            typed |= {VISITS: str(len(before.inquiries)), "remarks": before.remarks}
            for number, seen in enumerate(before.inquiries):
                typed |= {f"v{number}.by": seen.by, f"v{number}.on": date_words(seen.on), f"v{number}.text": seen.text}
        if before is None:
            lines = [line for line in view.dependants.lines if not line.blank]
            typed[COUNT] = str(len(lines))
            for number, line in enumerate(lines):
                typed |= {
                    f"{number}.relationship": line.relationship,
                    f"{number}.surname": line.surname,
                    f"{number}.forenames": line.forenames,
                    f"{number}.birth_date": line.birth_date,
                    f"{number}.invalid": line.invalid,
                    f"{number}.cares_for_child": line.cares_for_child,
                    f"{number}.union_since": line.union_since,
                    f"{number}.note": line.note,
                }
        day = (view.claim.contingency_date if view.claim else None) or (view.person.death_date if view.person else None)
        typed["contingency_date"] = typed["valid_from"] = date_words(day) if day else ""
    return DependencyFacts(
        claim_key=claim_key,
        name=view.person.name if view.person else "",
        states=tuple((party.code, f"{party.short_name} ({party.code})") for party in desk.rulebook.parties),
        today=view.today,
        alone=works_alone(desk),
        typed=typed,
        asked_by=tuple(
            entry.owed_to
            for entry in desk.store.obligations.of_claim(claim_key)
            if entry.owed_by == desk.office.code and asks_dependency(entry)
        ),
    )


def _texts(entry: CertifiedDependant) -> dict[str, str]:
    def day(value: date | None) -> str:
        return date_words(value) if value else ""

    def known(value: bool | None) -> str:
        return "" if value is None else "yes" if value else "no"

    return {
        ROW_ID: entry.row_id,
        "relationship": entry.relationship.value,
        "surname": entry.surname,
        "forenames": entry.forenames,
        "birth_date": day(entry.birth_date),
        "degree": entry.degree.value,
        "proof": entry.proof,
        "ground": entry.ground,
        "lived_together_since": day(entry.lived_together_since),
        "union": entry.union.kind.value if entry.union else "",
        "union_since": day(entry.union.since if entry.union else None),
        "union_ended": day(entry.union.ended_on if entry.union else None),
        "cares_for_child": known(entry.cares_for_child),
        "studies_until": day(entry.studies_until),
        "invalid": known(entry.invalid),
        "other_income": known(entry.other_income),
        "own_benefit_state": entry.own_benefit_state,
        "payee": entry.payee,
        "note": entry.note,
    }
