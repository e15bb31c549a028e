"""The Contracting Parties by their code, read once, for choices and chips."""

from collections.abc import Mapping
from functools import lru_cache

from desktop_app.domain.states import Party
from desktop_app.workflows.consult_rules import parties


@lru_cache(maxsize=1)
def parties_by_code() -> Mapping[str, Party]:
    """Return every Party of the Agreement, by code in the order of their names."""
    return {party.code: party for party in sorted(parties(), key=lambda party: party.name)}


def party_name(code: str) -> str:
    """Return a State's name, its code where it is not a Party."""
    party = parties_by_code().get(code)
    return party.name if party else code


def short_party_name(code: str) -> str:
    """Return a State's short name, its code where it is not a Party."""
    party = parties_by_code().get(code)
    return party.short_name if party else code


def short_party_choices() -> tuple[tuple[str, str], ...]:
    """Return code and short words of every Party, for a field to choose from: `VC  Saint Vincent`."""
    return tuple((code, f"{code}  {party.short_name}") for code, party in parties_by_code().items())
