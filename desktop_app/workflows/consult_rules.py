"""Read the rules: the shelf of packs, and the Contracting Parties. Needs no desk."""

from desktop_app.domain.states import Party
from desktop_app.foundation.places import resource_dir
from desktop_app.rulebook.shelf import Rulebook


def load_rulebook() -> Rulebook:
    """Return the program's own rules. Raises `RuleProblem` where a pack cannot be used."""
    return Rulebook.load(resource_dir())


def parties() -> tuple[Party, ...]:
    """Return every Contracting Party, by name."""
    return load_rulebook().parties
