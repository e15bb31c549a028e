"""The tasks of Today as cells: what waits, claimant and claim, States, due with days in words, next step."""

from datetime import date
from typing import Final, assert_never

from desktop_app.domain.proposals import ProposalKind
from desktop_app.ui.widgets.cells import ButtonSpec, Cell, IconSpec, LaneSpec
from desktop_app.ui.widgets.drawing import Tone
from desktop_app.ui.widgets.table import CellTableModel, Column
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.duty_words import proposal_kind_words, proposed_words
from desktop_app.wording.findings import queue_words
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import benefit_words
from desktop_app.workflows.obligations import Remedy
from desktop_app.workflows.today import ASK_MISSING, REOPEN, RETURNED, SEND_AGAIN, TELL_BACK, QueueItem, QueueKind

_ICONS: Final[dict[QueueKind, tuple[str, Tone]]] = {
    QueueKind.OVERDUE: ("clock-alert", "bad"),
    QueueKind.ARRIVED: ("package-open", "accent"),
    QueueKind.MISSING: ("package", "warn"),
    QueueKind.ASKED: ("inbox", "warn"),
    QueueKind.READY: ("calculator", "ok"),
    QueueKind.SECOND: ("user-check", "accent"),
    QueueKind.TO_SEND: ("send", "neutral"),
    QueueKind.DUE_SOON: ("clock", "neutral"),
    QueueKind.KEYS: ("key-round", "warn"),
    QueueKind.CLOSABLE: ("circle-check", "neutral"),
    QueueKind.DRAFT: ("file-pen-line", "neutral"),
}


class TodayModel(CellTableModel):
    """The table of tasks."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column(title=_("What waits"), width=300, stretch=5, least=282),
                Column(title=_("Claimant"), width=220, stretch=4, least=180),
                Column(title=_("States"), width=140, stretch=2, least=128),
                Column(title=_("Due"), width=150, stretch=2, least=128),
                Column(title=_("Next step"), width=184, least=160),
            )
        )

    def show_items(self, items: tuple[QueueItem, ...], today: date | None) -> None:
        """Show these tasks as they stand today."""
        self.set_rows([task_cells(item, today) for item in items])


def task_cells(item: QueueItem, today: date | None) -> tuple[Cell, ...]:
    """Describe one task."""
    icon, tone = _ICONS[item.kind]
    title, second = queue_words(item.code, item.facts)
    return (
        Cell(text=title, second=second, strong=True, icon=IconSpec(name=icon, tone=tone, boxed=True)),
        _claimant(item),
        Cell(chips=tuple(LaneSpec(code=code) for code in item.states)),
        _due(item, today),
        Cell(button=ButtonSpec(text=step_of(item))),
    )


def step_of(item: QueueItem) -> str:
    """Name what the button of a task does: the remedy of what is owed, else the next step of its kind."""
    return {
        ASK_MISSING: _("Ask for them"),
        SEND_AGAIN: _("Send it again…"),
        TELL_BACK: _("Tell them"),
        REOPEN: _("Open it again…"),
        Remedy.REMIND.value: _("Remind…"),
        Remedy.SEND_QUESTION.value: _("Send the question"),
        Remedy.CALL_HEAD.value: _("Call the head…"),
        Remedy.SENT_ALREADY.value: _("Call them…"),
        RETURNED: _("Prepare it anew"),
        Remedy.ANSWER.value: next_step_words(item.kind) if item.code == "asked_for_periods" else _("Answer…"),
    }.get(item.action, next_step_words(item.kind) if item.claim_key or not item.obligation_id else _("Look at it…"))


def next_step_words(kind: QueueKind) -> str:  # noqa: PLR0911 - a closed set, one line a member
    """Name what the button of a task does."""
    match kind:
        case QueueKind.OVERDUE | QueueKind.DUE_SOON:
            return _("Open the claim")
        case QueueKind.ARRIVED:
            return _("Check the bundle")
        case QueueKind.MISSING:
            return _("Ask for them")
        case QueueKind.ASKED:
            return _("Enter the periods")
        case QueueKind.READY:
            return _("Calculate")
        case QueueKind.SECOND:
            return _("Open the proposal")
        case QueueKind.TO_SEND:
            return _("Save the bundle")
        case QueueKind.KEYS:
            return _("Look at the keys")
        case QueueKind.CLOSABLE:
            return _("Close the case…")
        case QueueKind.DRAFT:
            return _("Continue")
        case _:
            assert_never(kind)


def _claimant(item: QueueItem) -> Cell:
    if item.kind is QueueKind.TO_SEND:
        return Cell(text=_("Office {code}").format(code=item.office), muted=True)
    if item.kind is QueueKind.SECOND:
        kind = proposal_kind_words(ProposalKind(str(item.facts["kind"])))
        if item.claim_key:
            return Cell(text=item.person_name, second=f"{kind} \u00b7 {item.claim_number}")
        return Cell(text=kind, second=proposed_words(str(item.facts["about"])), muted=True)
    if item.kind is QueueKind.MISSING:
        return Cell(text=_("Office {code}").format(code=item.office), muted=True)
    if item.kind is QueueKind.KEYS:
        return Cell(text=_("Office {code}").format(code=item.office) if item.office else _("All offices"), muted=True)
    parts = (benefit_words(item.benefit) if item.benefit else "", item.claim_number)
    name = item.person_name or _("No name yet")
    return Cell(text=name, second=" · ".join(part for part in parts if part), muted=not item.person_name)


def _due(item: QueueItem, today: date | None) -> Cell:
    days = item.days
    received = item.facts.get("received", "")
    if item.kind is QueueKind.ARRIVED and isinstance(received, str) and received and today is not None:
        return Cell(text=_("Arrived here"), second=ago_words((today - date.fromisoformat(received)).days))
    if item.kind is QueueKind.DRAFT and days is not None:
        return Cell(text=_("Started here"), second=ago_words(days))
    if item.kind in {QueueKind.READY, QueueKind.SECOND, QueueKind.CLOSABLE} and days is not None:
        since = {
            QueueKind.READY: _("ready since {ago}"),
            QueueKind.SECOND: _("came back {ago}") if item.code == RETURNED else _("proposed {ago}"),
            QueueKind.CLOSABLE: _("last moved {ago}"),
        }[item.kind]
        return Cell(text=_("When you can"), second=since.format(ago=ago_words(days)))
    if item.due is None or days is None:
        return Cell(text=_("When you can"), muted=True)
    day = date_words(item.due)
    if days < 0:
        late = plural("{n} day overdue", "{n} days overdue", -days).format(n=-days)
        return Cell(text=day, second=late, second_tone="bad")
    return Cell(text=_("Reply by {day}").format(day=day), second=until_words(days))


def until_words(days: int) -> str:
    """Say how far off a day is: `today`, `tomorrow`, `in 14 days`."""
    if days <= 1:
        return _("tomorrow") if days else _("today")
    return plural("in {n} day", "in {n} days", days).format(n=days)


def ago_words(days: int) -> str:
    """Say how long ago a day was: `today`, `yesterday`, `4 days ago`."""
    if days <= 1:
        return _("yesterday") if days else _("today")
    return plural("{n} day ago", "{n} days ago", days).format(n=days)


def long_day_words(day: date) -> str:
    """Say today in full: `Monday 14 July 2014`."""
    weekdays = (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    )  # fmt: skip
    months = (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
        _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip
    return f"{weekdays[day.weekday()]} {day.day} {months[day.month - 1]} {day.year}"
