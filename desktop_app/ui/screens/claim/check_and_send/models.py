"""The tables of the step as cells: what is to look at, and who will be told."""

from collections.abc import Sequence
from typing import Final

from desktop_app.domain.findings import Finding
from desktop_app.domain.offices import KeyCheck, KnownOffice
from desktop_app.ui.widgets.cells import ButtonSpec, Cell, IconSpec, LaneSpec
from desktop_app.ui.widgets.finding_levels import gravest_first, icon_of, tone_of
from desktop_app.ui.widgets.finding_said import finding_sentence
from desktop_app.ui.widgets.table import Column
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.findings import reason_words
from desktop_app.wording.formats import date_words
from desktop_app.workflows.open_claim import ClaimView, Step
from desktop_app.workflows.send_claim import Recipient, SendCheck


def finding_columns() -> tuple[Column, ...]:
    """Return the columns of the list of findings."""
    return (
        Column(title=_("What to look at"), width=420, stretch=1),
        Column(title=_("Step"), width=150),
        Column(title=_("Mend it"), width=130),
    )


def finding_rows(findings: tuple[Finding, ...]) -> tuple[tuple[Finding, tuple[Cell, ...]], ...]:
    """Return each finding with its row, the gravest first."""
    return tuple((finding, _finding_row(finding)) for finding in gravest_first(findings))


def _finding_row(finding: Finding) -> tuple[Cell, ...]:
    tone = tone_of(finding.level)
    sentence = finding_sentence(finding)
    return (
        Cell(text=sentence, icon=IconSpec(name=icon_of(finding.level), tone=tone), wrap=True),
        Cell(text=step_words(place_of(finding)[0]), muted=True),
        Cell(button=ButtonSpec(text=_("Show it")), spoken=_("Show it: {sentence}").format(sentence=sentence)),
    )


def place_of(finding: Finding) -> tuple[Step, str]:
    """Return the step a finding belongs to, and the object name of its field."""
    if finding.where.startswith(("rows", "year")):
        return (Step.WORK_HISTORY, finding.where)
    return (Step.CLAIMANT, "add_number" if finding.where == "numbers" else finding.where)


def step_words(step: Step) -> str:
    """Name a step."""
    return _STEPS[step]()


_STEPS: Final = {
    Step.CLAIMANT: lambda: _("Claimant"),
    Step.WORK_HISTORY: lambda: _("Work history"),
    Step.DEPENDANTS: lambda: _("Dependants"),
    Step.CHECK_AND_SEND: lambda: _("Check and send"),
    Step.INSURANCE_PERIODS: lambda: _("Insurance periods"),
    Step.CALCULATION: lambda: _("Calculation"),
    Step.DECISION: lambda: _("Decision"),
}


def recipient_columns() -> tuple[Column, ...]:
    """Return the columns of the list of recipients."""
    return (
        Column(title=_("State"), width=150, stretch=1),
        Column(title=_("Office"), width=196, stretch=2),
        Column(title=_("Rows"), width=58, align="right"),
        Column(title=_("Office's key"), width=146, stretch=1),
        Column(title=_("What is sent"), width=230, stretch=2),
        Column(title=_("Next step"), width=150),
    )


def recipient_rows(check: SendCheck, view: ClaimView, left_out: set[str]) -> Sequence[tuple[Cell, ...]]:
    """Return a row for every State to notify."""
    return [_recipient_row(entry, view, left_out=entry.state in left_out) for entry in check.recipients]


def _recipient_row(entry: Recipient, view: ClaimView, *, left_out: bool) -> tuple[Cell, ...]:
    line = view.state(entry.state)
    office = entry.office.card.office if entry.office else None
    return (
        Cell(
            text=entry.party.short_name,
            strong=True,
            chips=(LaneSpec(code=entry.state, lane=line.lane if line else 0),),
        ),
        Cell(text=_("{office} ({code})").format(office=office.name, code=office.code), wrap=True)
        if office
        else Cell(text=_("No office known"), second=entry.party.institution, tone="warn"),
        Cell(text=str(entry.rows), align="right"),
        _key_cell(entry.office),
        _sent_cell(entry, view, left_out=left_out),
        _button_cell(entry, left_out=left_out),
    )


def _key_cell(office: KnownOffice | None) -> Cell:
    if office is None:
        return Cell(text=_("No card yet"), muted=True)
    if not office.trusted:
        return Cell(text=_("Not compared yet"), tone="warn", icon=IconSpec(name="shield-alert", tone="warn"))
    how = _("on the phone") if office.check is KeyCheck.PHONE else _("in person")
    return Cell(
        text=_("Compared"),
        second=how,
        tone="ok",
        icon=IconSpec(name="shield-check", tone="ok"),
        spoken=", ".join(part for part in (_("Compared"), how, office.checked_with) if part),
    )


def _sent_cell(entry: Recipient, view: ClaimView, *, left_out: bool) -> Cell:
    line = view.state(entry.state)
    if entry.sent_on is not None:
        due = _("certificate due {date}").format(date=date_words(line.due_on)) if line and line.due_on else ""
        came = line is not None and line.certificate is not None
        return Cell(
            text=_("Notified on {date}").format(date=date_words(entry.sent_on)),
            second=_("certificate is in") if came else due,
            second_tone="bad" if line and line.overdue and not came else None,
            icon=IconSpec(name="circle-check", tone="ok"),
        )
    if entry.blocked is not None:
        return Cell(text=reason_words(entry.blocked), tone="warn", wrap=True)
    if left_out:
        return Cell(text=_("Nothing now"), second=_("left out"), muted=True)
    return Cell(
        text=_("Notification of claim received"),
        second=plural(
            "asks for its certificate, {count} row told", "asks for its certificate, {count} rows told", entry.rows
        ).format(count=entry.rows),
    )


def _button_cell(entry: Recipient, *, left_out: bool) -> Cell:
    name = entry.party.short_name
    if entry.sent_on is not None:
        return Cell(button=ButtonSpec(text=_("Open Exchange")), spoken=_("Open Exchange: {state}").format(state=name))
    if entry.blocked is not None:
        if entry.blocked.code == "agreement_not_in_effect":
            return Cell()
        return Cell(button=ButtonSpec(text=_("Open Offices")), spoken=_("Open Offices: {state}").format(state=name))
    words = _("Take in") if left_out else _("Leave out")
    return Cell(button=ButtonSpec(text=words), spoken=f"{words}: {name}")
