"""What is said of kept calculations, as words and cells."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from desktop_app.calculation.award import Award
from desktop_app.ui.screens.claim.calculation.models import total_payable
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.table import Column
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.difference_words import cause_words
from desktop_app.wording.formats import moment_words, money_words
from desktop_app.workflows.calculate_claim import CalculationView
from desktop_app.workflows.kept_calculations import KeptLine, KeptView, Rerun, Verification

if TYPE_CHECKING:
    from desktop_app.ui.widgets.drawing import Tone

_DIGITS = 16
_DASH = "\u2013"


def band_words(view: CalculationView) -> str:
    """Say whether today's result is the one that was kept."""
    if view.kept_at is None:
        return ""
    moment = moment_words(view.kept_at)
    if view.kept_differs:
        return _(
            "What was kept {moment} rests on other data, settings or rules than today's result. It stays as it was."
        ).format(moment=moment)
    return _("Kept {moment}. Nothing it rests on has changed since.").format(moment=moment)


def compared_words(found: Rerun) -> str:
    """Say in a sentence what came of what changed."""
    if found.same_inputs and not found.differences:
        return _("Nothing has changed since it was kept.")
    if not found.differences:
        return _("No figure differs: what changed since leads to the same result.")
    states = len({each.state for each in found.differences})
    return plural("Figures of {n} State differ.", "Figures of {n} States differ.", states).format(n=states)


def rules_words(found: Rerun) -> str:
    """Say which rules, settings and decisions are others, a line each; empty where all are the same."""
    parts = ((_("*Rules that differ*"), found.rules), (_("*Settings and decisions that differ*"), found.choices))
    lines = [
        line
        for title, causes in parts
        if causes
        for line in (title, *dict.fromkeys(cause_words(cause) for cause in causes))
    ]
    return "\n".join(lines)


def kept_columns() -> tuple[Column, ...]:
    """Return the columns of the list of what is kept."""
    return (
        Column(title=_("Kept"), width=150, stretch=1, least=130),
        Column(title=_("By"), width=150, stretch=2, least=110),
        Column(title=_("Totalised weeks"), width=120, align="right"),
        Column(title=_("Payable a week, all States"), width=170, align="right", stretch=1, least=150),
        Column(title=_("Program"), width=90, stretch=1, least=80),
    )


def kept_cells(line: KeptLine) -> tuple[Cell, ...]:
    """Describe a kept calculation in the list."""
    result = line.result
    return (
        Cell(text=moment_words(line.made_at), strong=line.newest, second=_("the newest") if line.newest else ""),
        Cell(text=line.made_by.short_name),
        Cell(text=str(result.totalised_weeks) if result is not None else _DASH, align="right"),
        Cell(text=_together(result) if result is not None else _("cannot be read"), align="right", strong=True),
        Cell(text=line.program_version, muted=True),
    )


def _together(award: Award) -> str:
    together = total_payable(award)
    if together is not None:
        return money_words(together)
    paying = [line.payable.weekly for line in award.states if line.payable.weekly is not None]
    return " + ".join(money_words(amount) for amount in paying) or _("Nothing")


def head_words(view: KeptView) -> str:
    """Say when, by whom and with which program a calculation was kept."""
    return _("Kept {moment} by {person}, with CASS Desk {version}. It is shown as it was kept.").format(
        moment=moment_words(view.line.made_at), person=view.line.made_by.short_name, version=view.line.program_version
    )


def packs_words(packs: Mapping[str, str]) -> str:
    """Name the rules by the first signs of their digests."""
    named = (f"{_party(state)} {digest.partition(':')[2][:_DIGITS]}" for state, digest in sorted(packs.items()))
    return _("Rules used: {packs}").format(packs="  \u00b7  ".join(named))


def _party(state: str) -> str:
    return _("Agreement") if state == "agreement" else state


def verified_words(found: Verification) -> "tuple[Tone, str]":
    """Say whether it gives the same answer again."""
    if found.same:
        return "ok", _("Run again with its own rules and its own data: the same answer.")
    if not found.differences:
        return "warn", _("Run again with its own rules and data: the same figures, with other explanations.")
    figures = sorted({f"{each.state} {each.figure.value}" for each in found.differences})
    said = _("Run again with its own rules and data, another answer: {figures}. The kept record may be damaged.")
    return "bad", said.format(figures=", ".join(figures))
