"""What is owed, as cells: what and how it stands, about whom, which office, due when, and the button of its remedy."""

from enum import StrEnum
from typing import Final

from desktop_app.domain.inquiries import NotAvailable
from desktop_app.domain.obligations import CancelReason, LapseReason, ObligationState
from desktop_app.ui.widgets.cells import ButtonSpec, Cell, IconSpec, LaneSpec
from desktop_app.ui.widgets.drawing import Tone
from desktop_app.ui.widgets.owed_words import remedy_words
from desktop_app.ui.widgets.table import CellTableModel, Column
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words
from desktop_app.wording.obligation_words import (
    cancel_reason_words,
    due_from_words,
    lapse_reason_words,
    obligation_kind_words,
    obligation_state_words,
    obligation_step_words,
)
from desktop_app.wording.terms import benefit_words
from desktop_app.workflows.obligations import ObligationLine, StepLine


class Settling(StrEnum):
    """What a person may write down about an obligation."""

    PROMISE = "promise"
    REFUSE = "refuse"
    CANCEL = "cancel"
    LAPSE = "lapse"


_SETTLED_ICONS: Final[dict[ObligationState, tuple[str, Tone]]] = {
    ObligationState.MET: ("circle-check", "ok"),
    ObligationState.REFUSED: ("undo-2", "bad"),
    ObligationState.CANCELLED: ("minus", "neutral"),
    ObligationState.LAPSED: ("minus", "neutral"),
}


class OwedModel(CellTableModel):
    """The table of what is owed."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column(title=_("What is owed"), width=272, stretch=4, least=246),
                Column(title=_("About"), width=200, stretch=3, least=140, personal=True),
                Column(title=_("Office"), width=210, stretch=3, least=150),
                Column(title=_("Due"), width=160, stretch=2, least=118),
                Column(title=_("Next step"), width=162, least=162),
            )
        )

    def show_lines(self, lines: tuple[ObligationLine, ...]) -> None:
        """Show these."""
        self.set_rows([owed_cells(line) for line in lines])


def owed_cells(line: ObligationLine) -> tuple[Cell, ...]:
    """Describe one obligation."""
    icon, tone = _icon(line)
    way = _("We owe it") if line.ours else _("Owed to us")
    stands = standing_words(line)
    about = " · ".join(
        part for part in (line.claim_number, benefit_words(line.benefit) if line.benefit else "") if part
    )
    return (
        Cell(
            text=obligation_kind_words(line.kind),
            second=f"{way} · {stands}",
            strong=True,
            icon=IconSpec(name=icon, tone=tone, boxed=True),
        ),
        Cell(text=line.person_name or _("No one person"), second=about, muted=not line.person_name),
        Cell(text=line.partner_name, second=line.partner_code, chips=_chips(line)),
        Cell(text=date_words(line.due_on), second=days_words(line), second_tone="bad" if line.overdue else None),
        Cell(button=ButtonSpec(text=remedy_words(line.remedy))),
    )


def standing_words(line: ObligationLine) -> str:
    """Say how an obligation stands: promised twice, reminded how often, or why it ended."""
    if line.supervisor:
        return _("Promised a second time")
    if line.promise_passed:
        return _("Promise not kept")
    words = obligation_state_words(line.state)
    if line.open and line.reminders:
        reminded = plural("{n} reminder", "{n} reminders", line.reminders).format(n=line.reminders)
        return reminded if line.state is ObligationState.REMINDED else f"{words}, {reminded}"
    reason = reason_words(line.reason)
    return f"{words}: {reason}" if reason else words


def days_words(line: ObligationLine) -> str:
    """Say how far off the due day is, or by how many days it is past."""
    if not line.open:
        return obligation_state_words(line.state)
    if line.days < 0:
        return plural("{n} day overdue", "{n} days overdue", -line.days).format(n=-line.days)
    if line.days == 0:
        return _("today")
    return plural("in {n} day", "in {n} days", line.days).format(n=line.days)


def reason_words(reason: str) -> str:
    """Say why an obligation ended, or nothing."""
    if reason in set(CancelReason):
        return cancel_reason_words(CancelReason(reason))
    if reason in set(LapseReason):
        return lapse_reason_words(LapseReason(reason))
    return words_of(NotAvailable(reason)) if reason in set(NotAvailable) else reason


def step_cells(line: StepLine) -> tuple[Cell, ...]:
    """Describe one thing that happened to an obligation."""
    paper = _("on paper") if line.from_paper else ""
    who = line.by_name or (_("by a message") if line.by_message else "")
    said = [reason_words(line.reason) if line.reason else "", date_words(line.day) if line.day else "", paper]
    return (
        Cell(text=date_words(line.at.date())),
        Cell(text=obligation_step_words(line.step), strong=True, wrap=True),
        Cell(text=", ".join(part for part in said if part), wrap=True),
        Cell(text=who, muted=True, wrap=True),
        Cell(text=date_words(line.due_on)),
    )


def step_columns() -> tuple[Column, ...]:
    """Columns of a history."""
    return (
        Column(title=_("Day"), width=118),
        Column(title=_("What happened"), width=170, stretch=2),
        Column(title=_("What was said"), width=150, stretch=2),
        Column(title=_("By"), width=110, stretch=1),
        Column(title=_("Due then"), width=118),
    )


def facts_words(line: ObligationLine) -> str:
    """Say in a sentence what an obligation is about."""
    asked = _("Asked on {asked}, due {due} ({counted}).").format(
        asked=date_words(line.asked_on), due=date_words(line.due_on), counted=due_from_words(line.due_from)
    )
    whom = line.person_name or line.claim_number
    about = f"{obligation_kind_words(line.kind)}, {whom}" if whom else obligation_kind_words(line.kind)
    return f"{about}. {line.partner_name} ({line.partner_code}). {asked}"


def _chips(line: ObligationLine) -> tuple[LaneSpec, ...]:
    return (LaneSpec(code=line.partner_state),) if line.partner_state else ()


def _icon(line: ObligationLine) -> tuple[str, Tone]:
    if not line.open:
        return _SETTLED_ICONS[line.state]
    if line.overdue:
        return "clock-alert", "bad"
    return ("inbox", "warn") if line.ours else ("clock", "neutral")
