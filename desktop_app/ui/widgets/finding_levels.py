"""How gravely a finding is shown."""

from typing import Final, Literal

from desktop_app.domain.findings import Finding, Level
from desktop_app.ui.widgets.drawing import Tone

FieldLevel = Literal["", "ok", "warning", "error"]

_FIELD: Final[dict[Level, FieldLevel]] = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: ""}
_TONE: Final[dict[Level, Tone]] = {Level.ERROR: "bad", Level.WARNING: "warn", Level.NOTE: "neutral"}
_ICON: Final = {Level.ERROR: "circle-alert", Level.WARNING: "triangle-alert", Level.NOTE: "info"}


def field_level(level: Level) -> FieldLevel:
    """Return how a field shows it."""
    return _FIELD[level]


def tone_of(level: Level) -> Tone:
    """Return the meaning of its colour."""
    return _TONE[level]


def icon_of(level: Level) -> str:
    """Return its icon."""
    return _ICON[level]


def gravest_first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return errors, then warnings, then notes, each in the order found."""
    order = (Level.ERROR, Level.WARNING, Level.NOTE)
    return tuple(sorted(findings, key=lambda finding: order.index(finding.level)))
