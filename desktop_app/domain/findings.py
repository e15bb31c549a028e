"""Findings: what is worth knowing about a case or a form. Data, never sentences; they never stop a save."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from desktop_app.foundation.sealing import empty, open_form


class Level(StrEnum):
    """An error stops the step that needs the figure; a warning lets the clerk go on and is kept."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


Fact = str | int

_NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding: a code with facts, and where it belongs.

    `where` names the field or row (`birth_date`, `rows.3.weeks`), the State, or nothing. `facts` are the words'
    fields: plain text or whole numbers, dates in ISO form.
    """

    code: str
    level: Level
    where: str = ""
    facts: Mapping[str, Fact] = field(default_factory=lambda: _NO_FACTS)


_OPEN: Final = open_form(Finding)


def finding_of(code: str, level: Level, where: str, facts: Mapping[str, Fact]) -> Finding:
    """Return a finding of these fields, written open: every calculation has a dozen."""
    entry: Any = empty(_OPEN)
    entry.code = code
    entry.level = level
    entry.where = where
    entry.facts = facts
    entry.__class__ = Finding
    finding: Finding = entry
    return finding


def keep(finding: Finding, findings: list[Finding]) -> None:
    """Add a finding to others, once. Two of the same code are seldom there, so the code is compared first."""
    code = finding.code
    for each in findings:
        if each.code == code and each == finding:
            return
    findings.append(finding)


def at_level(finding: Finding, level: Level) -> Finding:
    """Return a finding at a level: itself where it has it already."""
    if finding.level is level:
        return finding
    return finding_of(finding.code, level, finding.where, finding.facts)


def worst(findings: tuple[Finding, ...]) -> Level | None:
    """Return the gravest level among findings, None for none."""
    order = (Level.ERROR, Level.WARNING, Level.NOTE)
    return next((level for level in order if any(finding.level is level for finding in findings)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a result is as it is: a code with facts, worded as one sentence."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=lambda: _NO_FACTS)
