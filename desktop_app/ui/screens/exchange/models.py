"""The exchange in words and cells: entries of the lanes, rows of messages, what a bundle says and would change."""

from datetime import date, datetime
from typing import Final, assert_never

from desktop_app.domain.certificates import HasPeriods, PeriodCertificate
from desktop_app.domain.claims import Benefit
from desktop_app.domain.messages import ClaimNotice, Message, Receipt, ReceiptLevel, ReturnNotice, ReturnReason
from desktop_app.domain.money import Money
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.ui.screens.exchange.presenter import Lanes
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.drawing import PillSpec, Tone
from desktop_app.ui.widgets.entry_list import Entry
from desktop_app.ui.widgets.table import Column
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.findings import change_words
from desktop_app.wording.formats import amount_words, date_words, month_words, number_words, time_words
from desktop_app.wording.terms import (
    benefit_words,
    has_periods_words,
    message_type_words,
    period_type_words,
    receipt_level_words,
    return_reason_words,
)
from desktop_app.workflows.dispatch_bundle import OutgoingLine, OutgoingMessage, SentLine
from desktop_app.workflows.receive_bundle import Change, ReceivedLine

_SENT_LOOKS: Final[dict[str, tuple[Tone, str]]] = {
    "sealed": ("warn", "circle-alert"),
    "handed_over": ("neutral", "hourglass"),
    "opened": ("accent", "package-open"),
    "registered": ("accent", "clipboard-check"),
    "accepted": ("ok", "check"),
    "accepted_with_remarks": ("ok", "pen-line"),
    "returned": ("bad", "undo-2"),
}
_RECEIVED_LOOKS: Final[dict[str, tuple[Tone, str]]] = {
    "to_check": ("accent", "circle-alert"),
    "accepted": ("ok", "check"),
    "accepted_with_remarks": ("ok", "pen-line"),
    "returned": ("bad", "undo-2"),
    "refused": ("bad", "shield-x"),
}
_MARKS: Final[dict[str, tuple[Tone, str]]] = {
    "new": ("ok", "plus"),
    "changed": ("accent", "pencil"),
    "same": ("neutral", "minus"),
}
_DATES: Final = {"change_birth_date", "change_filing_date", "change_reply_due"}


def sent_words(state: str) -> str:
    """Say how far a sent bundle is known to have come."""
    return {
        "sealed": _("Sealed, not handed over yet"),
        "handed_over": _("Handed over, no receipt yet"),
        "opened": _("Opened there"),
        "registered": _("Registered there"),
        "accepted": _("Accepted there"),
        "accepted_with_remarks": _("Accepted with remarks"),
        "returned": _("Sent back to us"),
    }.get(state, state)


def received_words(state: str) -> str:
    """Say how a received file stands."""
    return {
        "to_check": _("To check"),
        "accepted": _("Accepted"),
        "accepted_with_remarks": _("Accepted with remarks"),
        "returned": _("Returned"),
        "refused": _("Refused"),
    }.get(state, state)


def when_words(moment: datetime, today: date | None) -> str:
    """Say a moment shortly: `Today 10:31`, `11 Jul`, `11 Jul 2013`."""
    day = moment.date()
    if day == today:
        return _("Today {time}").format(time=time_words(moment))
    if today is not None and day.year == today.year:
        return f"{day.day} {month_words(day.month)}"
    return date_words(day)


def size_words(size: int) -> str:
    """Say a file's size: `2.7 KB`, `214 KB`, `3.1 MB`."""
    tenths = (size * 10 + 512) // 1024
    if tenths < 100:  # noqa: PLR2004 - below ten kilobytes one decimal tells something
        return f"{tenths // 10}.{tenths % 10} KB"
    if tenths < 10 * 1024:
        return f"{number_words(tenths // 10)} KB"
    tenths = (size * 10 + 524_288) // 1_048_576
    return f"{tenths // 10}.{tenths % 10} MB"


def outgoing_entry(line: OutgoingLine, lanes: Lanes) -> Entry:
    """Describe what waits for one office."""
    office = line.office.card.office
    count = len(line.messages)
    trusted = line.office.trusted
    return Entry(
        key=office.code,
        chip=office.state,
        title=lanes.party_name(office.state),
        second=plural("{n} message for {office}", "{n} messages for {office}", count).format(
            n=count, office=office.code
        ),
        state=_("Ready to leave") if trusted else _("Key not compared yet"),
        tone="accent" if trusted else "warn",
        icon="send" if trusted else "key-round",
    )


def sent_entry(line: SentLine, lanes: Lanes) -> Entry:
    """Describe one sent bundle."""
    tone, icon = _SENT_LOOKS.get(line.state, ("neutral", "package"))
    state = sent_words(line.state)
    if line.overdue:
        tone, icon, state = "bad", "clock-alert", _("Reply overdue")
    names = tuple(dict.fromkeys(message.person_name for message in line.messages if message.person_name))
    title = names[0] if len(names) == 1 else lanes.party_name(line.state_code)
    kinds = tuple(dict.fromkeys(message_type_words(message.type) for message in line.messages))
    return Entry(
        key=line.bundle_id,
        chip=line.state_code,
        title=title or line.office_name,
        second=", ".join(kinds),
        when=when_words(line.sealed_at, lanes.today),
        state=state,
        tone=tone,
        icon=icon,
    )


def received_entry(line: ReceivedLine, lanes: Lanes) -> Entry:
    """Describe one received file."""
    tone, icon = _RECEIVED_LOOKS.get(line.state, ("neutral", "package"))
    kind = message_type_words(line.type) if line.type else _("A file that was refused")
    office = lanes.party_name(line.state_code) if line.state_code else _("Unknown sender")
    return Entry(
        key=str(line.mailbox_id),
        chip=line.state_code,
        title=line.person_name or office,
        second=kind,
        when=when_words(line.received_at, lanes.today),
        state=received_words(line.state),
        tone=tone,
        icon=icon,
    )


def message_columns() -> tuple[Column, ...]:
    """Columns of a list of messages."""
    return (
        Column(title=_("Message"), width=210, stretch=3),
        Column(title=_("Person"), width=160, stretch=3),
        Column(title=_("Claim"), width=120, stretch=1),
        Column(title=_("Prepared"), width=110, stretch=1),
    )


def message_cells(message: OutgoingMessage) -> tuple[Cell, ...]:
    """Describe one message that waits or was sent."""
    return (
        Cell(text=message_type_words(message.type), strong=True),
        Cell(text=message.person_name),
        Cell(text=message.claim_number),
        Cell(text=date_words(message.created_on)),
    )


def contents_words(messages: tuple[Message, ...], main: Message) -> tuple[str, tuple[str, ...]]:
    """Say what a bundle contains: the main thing, and lines for the rest."""
    match main.body:
        case PeriodCertificate() as body:
            rows = plural("{n} row", "{n} rows", len(body.rows)).format(n=len(body.rows))
            first = _("Certificate, version {version}, {rows}").format(version=body.version, rows=rows)
            line = _("Number {number}, complete to {day}").format(number=body.number, day=date_words(body.complete_to))
        case ClaimNotice() as body:
            first = _("Claim: {benefit}").format(benefit=benefit_words(body.benefit))
            line = _("Filed {day}, {n} rows of work history").format(
                day=date_words(body.filing_date), n=len(body.work_history)
            )
        case Receipt() as body:
            first = _("Receipt: {level}").format(level=receipt_level_words(body.level))
            line = _("Their case number {number}").format(number=body.case_number) if body.case_number else ""
        case ReturnNotice() as body:
            first = _("A message of ours came back")
            line = return_reason_words(body.reason)
        case _:
            assert_never(main.body)
    others = len(messages) - 1
    more = plural("and {n} more message", "and {n} more messages", others).format(n=others) if others else ""
    return first, tuple(part for part in (line, more) if part)


def row_columns(currency: str) -> tuple[Column, ...]:
    """Columns of a certificate's rows."""
    return (
        Column(title=_("Year"), width=64),
        Column(title=_("Kind"), width=120, stretch=2),
        Column(title=_("Weeks"), width=72, align="right", stretch=1),
        Column(
            title=_("Earnings ({currency})").format(currency=currency) if currency else _("Earnings"),
            width=132,
            align="right",
            stretch=2,
        ),
    )


def certificate_cells(certificate: PeriodCertificate) -> list[tuple[Cell, ...]]:
    """Describe a certificate's rows and its total."""
    rows = [_row_cells(row) for row in certificate.rows]
    total = (
        Cell(text=_("Total"), strong=True, tint="neutral"),
        Cell(tint="neutral"),
        Cell(text=str(certificate.stated_weeks), align="right", strong=True, tint="neutral"),
        Cell(text=amount_words(certificate.stated_earnings), align="right", strong=True, tint="neutral"),
    )
    return [*rows, total]


def _row_cells(row: InsurancePeriod) -> tuple[Cell, ...]:
    return (
        Cell(text=str(row.year)),
        Cell(text=period_type_words(row.type)),
        Cell(text=str(row.weeks), align="right"),
        Cell(text=_amount(row.earnings), align="right"),
    )


def history_columns() -> tuple[Column, ...]:
    """Columns of the work history in a claim."""
    return (
        Column(title=_("State"), width=64),
        Column(title=_("Employer"), width=140, stretch=3),
        Column(title=_("From"), width=96, stretch=1),
        Column(title=_("To"), width=96, stretch=1),
    )


def history_cells(notice: ClaimNotice) -> list[tuple[Cell, ...]]:
    """Describe the work history of a claim."""
    return [
        (
            Cell(text=row.state, strong=True),
            Cell(text=row.employer or period_type_words(row.type)),
            Cell(text=date_words(row.start) if row.start else str(row.year or "")),
            Cell(text=date_words(row.end) if row.end else ""),
        )
        for row in notice.work_history
    ]


def _amount(money: Money | None) -> str:
    return amount_words(money) if money is not None else "\u2013"


def change_columns() -> tuple[Column, ...]:
    """Columns of before and after."""
    return (
        Column(title=_("What"), width=150, stretch=4),
        Column(title=_("Now"), width=104, stretch=2),
        Column(title=_("After"), width=110, stretch=2),
        Column(title="", width=106),
    )


def change_cells(change: Change) -> tuple[Cell, ...]:
    """Describe one line of what accepting would change."""
    tone, icon = _MARKS[change.mark]
    mark = {"new": _("New"), "changed": _("Changed"), "same": _("Same")}[change.mark]
    same = change.mark == "same"
    what = change_words(change.what, detail=change.detail)
    second = _coded(change.detail) if change.detail and change.detail not in what else ""
    if change.what == "change_earnings":
        second = (change.after or change.now).partition(" ")[0]
    return (
        Cell(text=what, second=second, strong=True, wrap=not second),
        Cell(text=_value(change, change.now) or _("not known"), muted=True, wrap=True),
        Cell(text=_value(change, change.after) or _("yes"), strong=not same, muted=same, wrap=True),
        Cell(pill=PillSpec(text=mark, tone=tone, icon=icon)),
    )


def _value(change: Change, value: str) -> str:
    """Say a fact of the records as people write it."""
    if not value:
        return ""
    if change.what in _DATES:
        return date_words(date.fromisoformat(value))
    if change.what == "change_earnings":
        return amount_figures(value.partition(" ")[2])
    if change.what == "change_replies" and "/" in value:
        have, need = value.split("/", 1)
        return _("{have} of {need}").format(have=have, need=need)
    if change.what == "change_no_periods" and value in set(HasPeriods):
        return has_periods_words(HasPeriods(value))
    return _coded(value)


def amount_figures(plain: str) -> str:
    """Write a plain amount with separators: `150000.00` becomes `150,000.00`."""
    whole, point, cents = plain.partition(".")
    return f"{int(whole):,}{point}{cents}" if whole.isdigit() else plain


def _coded(value: str) -> str:
    """Say a code of the domain in its words; anything else stays as it is."""
    if value in set(Benefit):
        return benefit_words(Benefit(value))
    if value in set(ReceiptLevel):
        return receipt_level_words(ReceiptLevel(value))
    if value in set(ReturnReason):
        return return_reason_words(ReturnReason(value))
    return value
