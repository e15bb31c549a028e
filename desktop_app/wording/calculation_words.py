"""The sentences of the calculation and of the rule packs. Templates by code; `{fact}` is a fact."""

from typing import Final

FINDINGS: Final[dict[str, tuple[str, str]]] = {}
"""What is wrong or worth knowing, and how to mend it."""

REASONS: Final[dict[str, str]] = {}
"""Why a result is as it is."""
