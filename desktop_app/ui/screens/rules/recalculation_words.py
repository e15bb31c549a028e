"""What a recalculation of all claims found, as words and cells."""

from desktop_app.domain.claims import Benefit
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.drawing import Tone
from desktop_app.ui.widgets.table import Column
from desktop_app.wording import terms
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.difference_words import cause_words
from desktop_app.wording.formats import date_words, money_words, number_words
from desktop_app.wording.problems import sentences_of
from desktop_app.workflows.outcomes import Paid, PaidChange
from desktop_app.workflows.recalculate import Recalculated, RecalculationReport, causes_of

MOST_LINES = 300
"""Lines of the list on the screen; the table to save has them all."""

MOST_CAUSES = 5
_MINUTE = 60


def progress_words(done: int, total: int, seconds: int) -> str:
    """Say what, how much, and how long it still takes."""
    words = _("{done} of {total} claims").format(done=number_words(done), total=number_words(total))
    return f"{words}  \u00b7  {left_words(seconds)}" if seconds >= 0 else words


def left_words(seconds: int) -> str:
    """Say how long something still takes, in round figures."""
    if seconds < _MINUTE:
        said = max(5, -(-seconds // 5) * 5)
        return plural("about {n} second left", "about {n} seconds left", said).format(n=said)
    minutes = -(-seconds // _MINUTE)
    return plural("about {n} minute left", "about {n} minutes left", minutes).format(n=minutes)


def found_lines(report: RecalculationReport) -> tuple[tuple[Tone, str], ...]:
    """Say what was found, a sentence each."""
    same = plural("{n} claim comes out as it was kept.", "{n} claims come out as they were kept.", report.same).format(
        n=number_words(report.same)
    )
    told: list[tuple[Tone, str]] = [("ok", same)]
    if report.differing:
        paying = sum(claim.pays_otherwise for claim in report.differing)
        words = plural(
            "{n} claim comes out otherwise today", "{n} claims come out otherwise today", len(report.differing)
        ).format(n=number_words(len(report.differing)))
        pays = plural("in {n} of them another amount is payable.", "in {n} of them another amount is payable.", paying)
        told.append(("warn", f"{words}; {pays.format(n=number_words(paying))}"))
        told.extend(
            (
                "neutral",
                plural("In {n} claim: {cause}", "In {n} claims: {cause}", count).format(
                    n=number_words(count), cause=cause_words(cause)
                ),
            )
            for cause, count in causes_of(report)[:MOST_CAUSES]
        )
    for each in report.not_calculated[:MOST_CAUSES]:
        happened = sentences_of(each.reason.code, each.reason.facts).happened
        told.append(("bad", _("{number} could not be calculated: {why}").format(number=each.number, why=happened)))
    more = len(report.not_calculated) - MOST_CAUSES
    if more > 0:
        told.append(("bad", plural("and {n} more", "and {n} more", more).format(n=number_words(more))))
    return tuple(told)


def list_columns() -> tuple[Column, ...]:
    """Return the columns of the list of claims."""
    return (
        Column(title=_("Claim"), width=150, stretch=1, least=130),
        Column(title=_("Benefit"), width=130, stretch=1, least=100),
        Column(title=_("State"), width=56),
        Column(title=_("As kept"), width=120, align="right"),
        Column(title=_("Today"), width=120, align="right"),
        Column(title=_("Why"), width=240, stretch=4, least=160),
    )


def list_cells(report: RecalculationReport) -> list[tuple[Cell, ...]]:
    """Return the claims that come out otherwise, a line for each State, the first of them alone."""
    rows: list[tuple[Cell, ...]] = []
    for claim in report.differing:
        if len(rows) >= MOST_LINES:
            break
        rows.extend(_cells(claim, change, first=not at) for at, change in enumerate(claim.changes))
    return rows


def list_claims(report: RecalculationReport) -> tuple[str, ...]:
    """Return the ids of the claims of these lines, in the same order."""
    return tuple(claim.claim_id for claim in report.differing for _change in claim.changes)


def cut_words(report: RecalculationReport) -> str:
    """Say that the list is not whole; empty where it is."""
    lines = sum(len(claim.changes) for claim in report.differing)
    if lines <= MOST_LINES:
        return ""
    return _("The first of {n} lines; the table to save has them all.").format(n=number_words(lines))


def _cells(claim: Recalculated, change: PaidChange, *, first: bool) -> tuple[Cell, ...]:
    why = " ".join(dict.fromkeys(cause_words(cause) for cause in change.why))
    kept = _("kept {day}").format(day=date_words(claim.kept_at.date()))
    return (
        Cell(text=claim.number if first else "", second=kept if first else "", strong=True, spoken=claim.number),
        Cell(text=_benefit(claim.benefit) if first else ""),
        Cell(text=change.state),
        Cell(text=_paid(change.before), align="right"),
        Cell(text=_paid(change.after), align="right", strong=True, tint="accent"),
        Cell(text=why, spoken=why),
    )


def _benefit(benefit: Benefit) -> str:
    return terms.benefit_words(benefit)


def _paid(paid: Paid | None) -> str:
    if paid is None:
        return "\u2013"
    if paid.weekly is not None:
        return money_words(paid.weekly)
    return _("{amount} once").format(amount=money_words(paid.lump_sum)) if paid.lump_sum is not None else _("Nothing")
