"""How quickly offices answer, and how their messages fare: exact figures from the trace log, about nobody in person.

Everything is counted from the trace log alone, so it can be told when the cases are long gone (exchange rules, 6).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final

from desktop_app.domain.obligations import ObligationStep
from desktop_app.foundation.places import left_if_told
from desktop_app.foundation.progress import Progress, Silent
from desktop_app.store.trace_log import TraceEvent, TraceLine
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.left_files import remember_folder
from desktop_app.workflows.table_files import write_table

_PAPER: Final = "paper"
_A_STEP: Final = 500
_CORRECTED: Final = ("superseded", "invalidated")
_STATES: Final = (
    "sealed",
    "handed_over",
    "opened",
    "registered",
    "accepted",
    "accepted_with_remarks",
    "returned",
    "quarantined",
    "parked",
    "to_be_matched",
    "previewed",
    "forwarded",
    "destroyed",
    "superseded",
    "invalidated",
    "declared_lost",
)
_HEAD: Final = (
    "message_id",
    "direction",
    "bundle_id",
    "type",
    "sender",
    "recipient",
    "sequence",
    "digest",
    "size",
    "bundle_size",
    "channel",
    "result",
    *_STATES,
    "asked_for",
    "reminders",
    "answered",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerStatistics:
    """Figures of one type of message and one office.

    `asked`, `answered`, `reminded`, `refused` and `from_paper` count answers of this type that the office owed. The
    days run from the day the question was handed over (else asked) to the whole answer: `median_days` is exact, a half
    where two stand in the middle; `ninetieth_days` is the least number of days within which nine of ten were answered.
    Both are None where nothing was answered. `messages`, `corrected`, `returned` and `lost` count messages of this type
    that the office sent here, or, for this office's own lines, that it sent.
    """

    office: str
    office_name: str
    own: bool
    kind: str
    asked: int
    answered: int
    median_days: Fraction | None
    ninetieth_days: int | None
    reminded: int
    refused: int
    from_paper: int
    messages: int
    corrected: int
    returned: int
    lost: int


@dataclass(slots=True, kw_only=True)
class _Question:
    """What became of one answer that was owed."""

    office: str
    kind: str
    asked: date
    begun: date
    answered: date | None = None
    reminders: int = 0
    refused: bool = False
    from_paper: bool = False


@dataclass(slots=True, kw_only=True)
class _Counted:
    questions: list[_Question] = field(default_factory=list)
    messages: list[TraceLine] = field(default_factory=list)


def partner_statistics(
    desk: Desk, *, since: date | None = None, until: date | None = None
) -> tuple[PartnerStatistics, ...]:
    """Return the figures by office and type; only what was asked or sent from `since` to `until`, both included."""
    counted: dict[tuple[str, str], _Counted] = {}
    for events in desk.store.trace_log.questions().values():
        for question in _questions(events):
            if _within(question.asked, since, until):
                counted.setdefault((question.office, question.kind), _Counted()).questions.append(question)
    for line in _lines(desk):
        if line.type and line.events and _within(line.events[0].on_day, since, until):
            counted.setdefault((line.sender, line.type), _Counted()).messages.append(line)
    return tuple(_figures(desk, office, kind, found) for (office, kind), found in sorted(counted.items()))


def export_trace(desk: Desk, path: Path, progress: Progress | None = None) -> int:
    """Write the trace log to a file, .xlsx or CSV, a line a message; return how many.

    It holds codes, numbers, digests and ISO days, nothing about a person. Raises `PlaceProblem`, and what `progress`
    raises to stop: nothing is written then.
    """
    progress = progress or Silent()

    def rows() -> Iterator[tuple[str | int, ...]]:
        for done, line in enumerate(_lines(desk)):
            if done % _A_STEP == 0:
                progress.step(done, 0, "table_rows")
            yield _columns(line)

    remember_folder(desk, path.parent)
    count = write_table(path, path.stem, _HEAD, rows())
    facts: dict[str, str | int] = {"lines": count}
    by, about = desk.user.id, desk.office.code
    told = desk.store.act(verb="trace_exported", user=by, about=about, facts=facts, said=path.name)
    with left_if_told(path), told:
        pass
    return count


def median(days: Sequence[int]) -> Fraction | None:
    """Return the middle of some numbers of days, exactly; None of none."""
    if not days:
        return None
    ordered = sorted(days)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return Fraction(ordered[middle])
    return Fraction(ordered[middle - 1] + ordered[middle], 2)


def ninetieth(days: Sequence[int]) -> int | None:
    """Return the least of some numbers of days that nine in ten of them do not exceed; None of none."""
    if not days:
        return None
    return sorted(days)[(9 * len(days) + 9) // 10 - 1]


def _lines(desk: Desk) -> Iterator[TraceLine]:
    """Yield the log with this office named where a line was written before the office had a card of its own."""
    own = desk.office.code
    for line in desk.store.trace_log.lines():
        if line.direction == "sent":
            yield replace(line, sender=line.sender or own)
        else:
            yield replace(line, recipient=line.recipient or own)


def _figures(desk: Desk, office: str, kind: str, found: _Counted) -> PartnerStatistics:
    known = desk.store.offices.get(office)
    own = office == desk.office.code
    days = [(entry.answered - entry.begun).days for entry in found.questions if entry.answered]
    return PartnerStatistics(
        office=office,
        office_name=desk.office.name if own else known.card.office.name if known else office,
        own=own,
        kind=kind,
        asked=len(found.questions),
        answered=len(days),
        median_days=median(days),
        ninetieth_days=ninetieth(days),
        reminded=sum(entry.reminders > 0 for entry in found.questions),
        refused=sum(entry.refused for entry in found.questions),
        from_paper=sum(entry.from_paper for entry in found.questions),
        messages=len(found.messages),
        corrected=_in_a_state(found.messages, _CORRECTED),
        returned=_in_a_state(found.messages, ("returned",)),
        lost=_in_a_state(found.messages, ("declared_lost",)),
    )


def _in_a_state(lines: Iterable[TraceLine], states: tuple[str, ...]) -> int:
    return sum(any(line.day_of(state) for state in states) for line in lines)


def _within(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or day >= since) and (until is None or day <= until)


def _questions(events: Iterable[TraceEvent]) -> Iterator[_Question]:
    """Yield what one message asked for, by kind; what is asked again after it was settled is a question of its own."""
    open_now: dict[str, _Question] = {}
    for event in events:
        if event.state == ObligationStep.ASKED:
            if event.kind in open_now:
                yield open_now[event.kind]
            open_now[event.kind] = _Question(
                office=event.office, kind=event.kind, asked=event.on_day, begun=event.on_day
            )
        elif event.kind in open_now:
            _take_note(open_now[event.kind], event)
    yield from open_now.values()


def _take_note(question: _Question, event: TraceEvent) -> None:
    match event.state:
        case ObligationStep.HANDED_OVER:
            question.begun = event.on_day
        case ObligationStep.REMINDED:
            question.reminders += 1
        case ObligationStep.REMINDER_WITHDRAWN:
            question.reminders -= 1
        case ObligationStep.MET:
            question.answered, question.refused = event.on_day, False
            question.from_paper = event.channel == _PAPER
        case ObligationStep.INVALIDATED:
            question.answered, question.from_paper = None, False
        case ObligationStep.REFUSED:
            question.refused = True
        case ObligationStep.HANDED_ON:
            question.office = event.office


def _columns(line: TraceLine) -> tuple[str | int, ...]:
    owed = [event for event in line.events if event.kind]
    reminders = sum((event.state == "reminded") - (event.state == "reminder_withdrawn") for event in owed)
    answered = next((event.on_day.isoformat() for event in reversed(owed) if event.state == "met"), "")
    return (
        line.message_id,
        line.direction,
        line.bundle_id,
        line.type,
        line.sender,
        line.recipient,
        "" if line.sequence is None else line.sequence,
        line.digest,
        line.size,
        line.bundle_size,
        line.channel,
        line.result,
        *(_iso(line.day_of(state)) for state in _STATES),
        " ".join(dict.fromkeys(event.kind for event in owed)),
        reminders,
        answered,
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
