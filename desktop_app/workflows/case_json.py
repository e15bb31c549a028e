"""What a kept calculation was about, as canonical JSON: the case with every input, and the names on its worksheet."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from desktop_app.calculation.case import Case
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.typed_json import json_text, plain, read_as

FORMAT: Final = "cass-desk case 1"
_FAMILY: Final = "cass-desk case "
_NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCase:
    """A case as it was kept: with the insured person's name, the claim's number and the survivors' names of that day.

    `survivors` are names by their place in the claim, `parties` the States' names by their codes.
    """

    case: Case
    person: str
    number: str
    survivors: Mapping[str, str] = field(default_factory=lambda: _NO_NAMES)
    parties: Mapping[str, str] = field(default_factory=lambda: _NO_NAMES)


def case_to_json(kept: KeptCase) -> str:
    """Return a case with its names as canonical JSON text."""
    return json_text({"format": FORMAT, "kept": plain(kept)})


def case_from_json(text: str) -> KeptCase:
    """Return a case as it was kept.

    Raises `CaseProblem`: `calculation_newer` for one that a newer program wrote, `calculation_unreadable`.
    """
    try:
        kept = json.loads(text)
        named = kept["format"]
        if named == FORMAT:
            return read_as(KeptCase, kept["kept"])
    except (KeyError, TypeError, ValueError) as error:
        raise CaseProblem("calculation_unreadable") from error
    raise CaseProblem("calculation_newer" if str(named).startswith(_FAMILY) else "calculation_unreadable")
