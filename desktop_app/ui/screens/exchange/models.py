"""The exchange in words and cells: entries of the lanes, rows of messages, what a bundle says and would change."""

from datetime import date, datetime
from typing import Final

from desktop_app.domain.case_notices import ChangeNotice
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.dependency import DependencyCertificate
from desktop_app.domain.messages import (
    ClaimNotice,
    Message,
    Receipt,
    ReturnNotice,
)
from desktop_app.domain.money import Money
from desktop_app.domain.periods import InsurancePeriod, StatedPeriod
from desktop_app.ui.screens.exchange.presenter import Lanes
from desktop_app.ui.widgets.cells import Cell, IconSpec
from desktop_app.ui.widgets.drawing import Tone
from desktop_app.ui.widgets.entry_list import Entry
from desktop_app.ui.widgets.owed_words import remedy_words
from desktop_app.ui.widgets.table import Column
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import amount_words, date_words, month_words, number_words, time_words
from desktop_app.wording.terms import (
    benefit_words,
    message_type_words,
    period_type_words,
    receipt_level_words,
    return_reason_words,
)
from desktop_app.workflows.dispatch_bundle import OutgoingLine, OutgoingMessage, SentLine
from desktop_app.workflows.receive_bundle import ReceivedLine

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
    "forwarded": ("ok", "send"),
    "destroyed": ("neutral", "trash-2"),
    "accepted": ("ok", "check"),
    "accepted_with_remarks": ("ok", "pen-line"),
    "returned": ("bad", "undo-2"),
    "refused": ("bad", "shield-x"),
    "waiting_for_parts": ("warn", "hourglass"),
    "parked": ("warn", "hourglass"),
    "to_be_matched": ("accent", "user"),
}


def sent_words(state: str) -> str:
    """Say how far a sent bundle is known to have come."""
    return {
        "waiting": _("Waits to leave"),
        "sealed": _("Not handed over yet"),
        "handed_over": _("Handed over"),
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
        "forwarded": _("Passed on"),
        "destroyed": _("Destroyed"),
        "accepted": _("Accepted"),
        "accepted_with_remarks": _("Accepted with remarks"),
        "returned": _("Returned"),
        "refused": _("Refused"),
        "waiting_for_parts": _("Waits for its other parts"),
        "parked": _("Waits for what it is about"),
        "to_be_matched": _("Person to be chosen"),
    }.get(state, state)


def when_words(moment: datetime, today: date | None) -> str:
    """Say a moment shortly: `Today 10:31`, `11 Jul`, `11 Jul 2013`."""
    if moment.date() == today:
        return _("Today {time}").format(time=time_words(moment))
    return _short_day(moment.date(), today)


def _short_day(day: date, today: date | None) -> str:
    """Say a day of this year without its year."""
    if today is not None and day.year == today.year:
        return f"{day.day} {month_words(day.month)}"
    return date_words(day)


def due_words(due: date | None, today: date | None) -> str:
    """Say by when a reply is wanted, and how long that is; empty where none is."""
    if due is None:
        return ""
    said = _("Reply wanted by {day}").format(day=date_words(due))
    if today is None:
        return said
    days = (due - today).days
    if days < 0:
        left = plural("{n} day overdue", "{n} days overdue", -days).format(n=-days)
    else:
        left = plural("in {n} day", "in {n} days", days).format(n=days) if days else _("today")
    return f"{said}, {left}"


def again_words(line: SentLine) -> str:
    """Say what leaves when a bundle is written again, and that the other office misses it."""
    if line.lost_at is not None:
        return _("Declared lost on {day}: sealed anew.").format(day=date_words(line.lost_at.date()))
    if line.missing_there:
        return _("They say that it never came.")
    return _("It is the same file each time.")


def next_words(line: SentLine) -> str:
    """Say what is to be done about a sent bundle, or what is awaited."""
    if line.state == "sealed":
        return _("Save it, then send the mail or hand the stick over.")
    if line.may_be_lost and line.lost_at is not None and (line.handed_over_at or line.lost_at) <= line.lost_at:
        return _("Save it or write it again: it was declared lost.")
    if line.missing_there and line.lost_at is None:
        return _("They miss it. If it is lost, let it leave again.")
    if line.state == "returned":
        return _("It came back: the reason is under Received.")
    if line.state in {"accepted", "accepted_with_remarks"} and line.due is None:
        return _("Settled: nothing is awaited.")
    return _("Their answer comes as a file. Open it here.")


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
    count = len(line.messages) + len(line.passed_on)
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
    if line.overdue and line.due:
        tone, icon = "bad", "clock-alert"
        since = _("Overdue since {day}") if line.pressing is not None else _("Reply overdue since {day}")
        state = since.format(day=_short_day(line.due, lanes.today))
    elif line.missing_there and line.lost_at is None:
        tone, icon, state = "warn", "circle-alert", _("They say it never came")
    elif line.due:
        state = _("{state}, reply by {day}").format(state=state, day=_short_day(line.due, lanes.today))
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
        act=remedy_words(line.pressing.remedy) if line.pressing is not None else "",
    )


def received_entry(line: ReceivedLine, lanes: Lanes) -> Entry:
    """Describe one received file."""
    tone, icon = _RECEIVED_LOOKS.get(line.state, ("neutral", "package"))
    kind = message_type_words(line.type) if line.type else _("A file that was refused")
    if line.died_on:
        died = _("Died on {day}").format(day=date_words(line.died_on))
        kind = died if line.person_name else _("A death is told")
    office = lanes.party_name(line.state_code) if line.state_code else _("Unknown sender")
    if line.state == "waiting_for_parts":
        missing = line.parts_missing
        words = plural("Part {missing} of {parts} is missing", "Parts {missing} of {parts} are missing", len(missing))
        kind = words.format(missing=", ".join(map(str, missing)), parts=line.parts)
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


def passed_cells(message: OutgoingMessage) -> tuple[Cell, ...]:
    """Describe a document of another office that goes along under its own signature."""
    kind = _("{what}, passed on").format(what=message_type_words(message.type))
    return (Cell(text=kind, strong=True, icon=IconSpec(name="file-badge")), *message_cells(message)[1:])


def contents_words(messages: tuple[Message, ...], main: Message, size: int) -> tuple[str, tuple[str, ...]]:
    """Say what a bundle contains: the main thing, and lines for the rest and the file."""
    second = ""
    match main.body:
        case PeriodCertificate() as body:
            rows = plural("{n} row", "{n} rows", len(body.rows)).format(n=len(body.rows))
            first = _("Certificate, version {version}, {rows}").format(version=body.version, rows=rows)
            line = _("Number {number}").format(number=body.number)
            second = _("Complete to {day}").format(day=date_words(body.complete_to))
        case DepartureCertificate() as body:
            one = body.certificate
            rows = plural("{n} row", "{n} rows", len(one.rows)).format(n=len(one.rows))
            first = _("Certificate, version {version}, {rows}").format(version=one.version, rows=rows)
            line = _("Number {number}").format(number=one.number)
            second = _("Complete to {day}").format(day=date_words(one.complete_to))
        case DependencyCertificate() as body:
            count = plural("{n} dependant", "{n} dependants", len(body.dependants)).format(n=len(body.dependants))
            first = _("Certificate, version {version}, {rows}").format(version=body.version, rows=count)
            line = _("Number {number}").format(number=body.number)
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
        case ChangeNotice() as body if body.urgent:
            first = _("A death is told")
            line = _("Died on {day}").format(day=date_words(body.since))
        case _:
            first = message_type_words(main.type)
            line = ""
    others = len(messages) - 1
    more = plural("and {n} more message", "and {n} more messages", others).format(n=others) if others else ""
    file = ", ".join(part for part in (_("Sealed file, {size}").format(size=size_words(size)), more) if part)
    return first, tuple(part for part in (line, second, file) if part)


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
        Column(title=_("Employer"), width=208, stretch=1),
        Column(title=_("Weeks"), width=72, align="right"),
    )


def history_cells(notice: ClaimNotice) -> list[tuple[Cell, ...]]:
    """Describe the work history of a claim: below the employer from when to when, so that no date is cut."""
    return [
        (
            Cell(text=row.state, strong=True),
            Cell(text=row.employer or period_type_words(row.type), second=_when(row)),
            Cell(text=str(row.weeks) if row.weeks is not None else "\u2013", align="right"),
        )
        for row in notice.work_history
    ]


def _when(row: StatedPeriod) -> str:
    if row.start and row.end:
        return _("{start} to {end}").format(start=date_words(row.start), end=date_words(row.end))
    if row.start:
        return _("from {start}").format(start=date_words(row.start))
    return str(row.year or "")


def _amount(money: Money | None) -> str:
    return amount_words(money) if money is not None else "\u2013"
