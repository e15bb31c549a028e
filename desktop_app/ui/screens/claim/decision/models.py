"""The tables of the step as cells: the decisions of all States, and what is to look at in this one."""

from typing import Final

from desktop_app.domain.award_notices import Decision, DecisionResult, RefusalReason, ReviewFrom
from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.domain.findings import Finding
from desktop_app.ui.parties import short_party_name
from desktop_app.ui.widgets.cells import Cell, IconSpec
from desktop_app.ui.widgets.finding_levels import gravest_first, icon_of, tone_of
from desktop_app.ui.widgets.finding_said import finding_sentence
from desktop_app.ui.widgets.table import Column
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words, money_words
from desktop_app.workflows.case_decisions import DecisionLine

AS_CALCULATED: Final = "as_calculated"
"""The key of the choice that follows the calculation."""

REASONS: Final = (
    RefusalReason.INCAPACITY_NOT_ACCEPTED,
    RefusalReason.NOT_IN_FAMILY_CIRCLE,
    RefusalReason.LATE_FILING,
    RefusalReason.DOCUMENTS_NOT_GIVEN,
    RefusalReason.OTHER_BENEFIT_BARS,
    RefusalReason.WITHDRAWN,
    RefusalReason.OTHER,
)
"""Reasons for refusing that only a person can give."""


def result_choices() -> tuple[tuple[str, str], ...]:
    """Return what can be decided."""
    words = [(result.value, words_of(result)) for result in DecisionResult if result is not DecisionResult.GRANTED]
    return ((AS_CALCULATED, _("As calculated")), *words)


def reason_choices() -> tuple[tuple[str, str], ...]:
    """Return the reasons for refusing what is calculated as payable."""
    return (("", _("None")), *((reason.value, words_of(reason)) for reason in REASONS))


def review_choices() -> tuple[tuple[str, str], ...]:
    """Return from when the days for a review can count."""
    return tuple((each.value, words_of(each)) for each in ReviewFrom if each is not ReviewFrom.NOT_KNOWN)


def correction_choices() -> tuple[tuple[str, str], ...]:
    """Return why a decision is made once more."""
    chosen = (
        CorrectionReason.NEW_FACTS,
        CorrectionReason.WRONG_CONTENT,
        CorrectionReason.CHANGED_ON_REVIEW,
        CorrectionReason.WRONG_RULE,
        CorrectionReason.PERSON_DEAD,
    )
    return tuple((each.value, words_of(each)) for each in chosen)


def decision_columns() -> tuple[Column, ...]:
    """Return the columns of the table of decisions."""
    return (
        Column(title=_("State"), width=140, stretch=1),
        Column(title=_("Result"), width=150, stretch=1),
        Column(title=_("From"), width=116),
        Column(title=_("Pays"), width=180, stretch=1),
        Column(title=_("Version"), width=70, align="right"),
        Column(title=_("Approved by"), width=160, stretch=1),
    )


def decision_rows(lines: tuple[DecisionLine, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Return each decision as a row; one that no longer holds is quiet."""
    return tuple(_row(line) for line in lines)


def _row(line: DecisionLine) -> tuple[Cell, ...]:
    made, quiet = line.decision, not line.holds
    alone = made.prepared_by == made.approved_by
    by = _("{name} (prepared and approved)").format(name=made.approved_by) if alone else made.approved_by
    return (
        Cell(text=short_party_name(made.state), muted=quiet),
        Cell(text=words_of(made.result), muted=quiet),
        Cell(text=date_words(made.start) if made.start else "", muted=quiet),
        Cell(text=paid_words(made), muted=quiet),
        Cell(text=str(made.version), muted=quiet),
        Cell(text=by, muted=quiet),
    )


def paid_words(decision: Decision) -> str:
    """Say what a decision pays; its first reason where it pays nothing."""
    if decision.amounts:
        each = decision.amounts[-1]
        return f"{money_words(each.payable)} {words_of(each.frequency)}"
    return words_of(decision.refusals[0].reason) if decision.refusals else ""


def finding_columns() -> tuple[Column, ...]:
    """Return the column of the list of findings."""
    return (Column(title=_("What to look at"), width=420, stretch=1),)


def finding_rows(findings: tuple[Finding, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Return each finding as a row, the gravest first."""
    return tuple(
        (
            Cell(
                text=finding_sentence(each),
                icon=IconSpec(name=icon_of(each.level), tone=tone_of(each.level)),
                wrap=True,
            ),
        )
        for each in gravest_first(findings)
    )
