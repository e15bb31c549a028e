"""Contracting Parties and their institutions as values; which States there are is data (resources/agreement)."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_CODE: Final = re.compile(r"[A-Z]{2}")


def is_state_code(text: str) -> bool:
    """Tell whether text has the shape of a State's code: two capital letters (ISO 3166-1 alpha-2)."""
    return bool(_CODE.fullmatch(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A State that signed the Agreement, its institution, and since when the Agreement is in effect there.

    `in_effect_from` is None where it is not in effect (Suriname): periods are recorded and never totalised.
    """

    code: str
    name: str
    currency: str
    institution: str
    institution_short: str
    town: str
    in_effect_from: date | None
    source: str

    @property
    def short_name(self) -> str:
        """The name without its second half: `Saint Vincent` for `Saint Vincent and the Grenadines`."""
        return self.name.split(" and ")[0]

    def in_effect_on(self, day: date) -> bool:
        """Tell whether the Agreement is in effect in this State on a day."""
        return self.in_effect_from is not None and self.in_effect_from <= day
