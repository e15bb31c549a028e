"""The findings of a calculation on paper: numbered, State by State, so that the worksheet can name them."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from desktop_app.calculation.award import Award
from desktop_app.documents.flow import BAD, BODY, INK2, QUIET, WARN, Flow, Style
from desktop_app.documents.fonts import Weight
from desktop_app.documents.grid import Cell, Column, Grid, Row
from desktop_app.domain.findings import Finding, Level
from desktop_app.wording.catalogue import text
from desktop_app.wording.findings import finding_remedy, finding_words

_COLOURS: Final = {Level.ERROR: BAD, Level.WARNING: WARN, Level.NOTE: INK2}


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedFinding:
    """A finding with its number on this paper, its sentence, and what to do about it."""

    number: int
    finding: Finding
    words: str
    remedy: str
    block: int
    """0 for what concerns all States, then one a State."""


def numbered_findings(award: Award) -> tuple[NumberedFinding, ...]:
    """Return every finding once: of all States first, then State by State; gravest first, equal kinds together."""
    blocks = [award.findings, *(line.findings for line in award.states)]
    found: dict[str, NumberedFinding] = {}
    for block, findings in enumerate(blocks):
        for finding in _in_order(findings):
            words = finding_words(finding)
            entry = NumberedFinding(
                number=len(found) + 1, finding=finding, words=words, remedy=finding_remedy(finding), block=block
            )
            found.setdefault(words, entry)
    return tuple(found.values())


def _in_order(findings: tuple[Finding, ...]) -> list[Finding]:
    levels = list(Level)
    codes = list(dict.fromkeys(finding.code for finding in findings))
    return sorted(findings, key=lambda finding: (levels.index(finding.level), codes.index(finding.code)))


def numbers_by_words(found: tuple[NumberedFinding, ...]) -> Mapping[str, int]:
    """Return the number of a finding by its sentence."""
    return {entry.words: entry.number for entry in found}


def findings(flow: Flow, found: tuple[NumberedFinding, ...]) -> None:
    """Write every finding on a line; what to do stands once below those that ask for the same."""
    flow.heading(text("Findings"), 2, keep=60)
    if not found:
        flow.paragraph(text("None."), BODY)
        return
    columns = (
        Column(title=text("No."), width=30, right=True),
        Column(title=text("Grade"), width=56),
        Column(title=text("Finding, and what to do")),
    )
    Grid(flow, columns, tree=2, dense=True).write(_rows(found))


def _rows(found: tuple[NumberedFinding, ...]) -> Iterator[Row]:
    for (block, _, remedy), group in itertools.groupby(found, lambda entry: (entry.block, _grade(entry), entry.remedy)):
        entries = tuple(group)
        for entry in entries:
            last = entry is entries[-1]
            yield Row(
                cells=(
                    Cell(text=str(entry.number), style=QUIET),
                    Cell(text=_level_words(entry.finding.level), style=_level_style(entry.finding.level)),
                    Cell(text=entry.words),
                ),
                note=Cell(text=remedy, style=QUIET) if last and remedy else None,
                open_below=not last,
                strong_line=last and _ends(block, entry, found),
            )


def _grade(entry: NumberedFinding) -> Level:
    return entry.finding.level


def _ends(block: int, entry: NumberedFinding, found: tuple[NumberedFinding, ...]) -> bool:
    return entry.number < len(found) and found[entry.number].block != block


def _level_style(level: Level) -> Style:
    return Style(size=9, weight=Weight.SEMIBOLD, colour=_COLOURS[level])


def _level_words(level: Level) -> str:
    match level:
        case Level.ERROR:
            return text("Error")
        case Level.WARNING:
            return text("Warning")
        case Level.NOTE:
            return text("Note")
