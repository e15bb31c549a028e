"""The words of reports: their names, what their columns hold, and every figure as it is read."""

from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from desktop_app.calculation.trace import Confidence
from desktop_app.domain.award_notices import Frequency
from desktop_app.domain.claims import Benefit, Stage
from desktop_app.domain.inquiries import ClarificationReason
from desktop_app.domain.messages import MessageType
from desktop_app.domain.money import Money
from desktop_app.domain.obligations import ObligationKind
from desktop_app.domain.reports import Bar, Known, Report, ReportColumn, ReportKind, ReportNote, Span, Value
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.code_words import words_of
from desktop_app.wording.field_words import place_words
from desktop_app.wording.formats import date_words, money_words, number_words
from desktop_app.wording.obligation_words import obligation_kind_words
from desktop_app.wording.rule_reading import confidence_words
from desktop_app.wording.terms import benefit_words, message_type_words, stage_words

_C = ReportColumn

_TITLES: Final = MappingProxyType(
    {
        ReportKind.OPEN_CLAIMS: ("Open claims", (
            "Claims that are not closed, by how far they are and how long they have been open."
        )),
        ReportKind.ANSWER_TIMES: ("How long offices take", (
            "Days from the question being handed over to the whole answer: within how many days "
            "half, and nine in ten, of the answers came."
        )),
        ReportKind.OUTCOMES: ("Outcomes", (
            "Decisions that hold, of this office and of the others as they told them, by State and "
            "benefit."
        )),
        ReportKind.WEEKS: ("Weeks totalised", (
            "Weeks that decisions rest on, where weeks of other States were counted too."
        )),
        ReportKind.AGREEMENT: ("Because of the Agreement", (
            "Benefits granted to people who have too few weeks in that State alone, and enough by "
            "all weeks together."
        )),
        ReportKind.OUTREACH: ("People to write to", (
            "People near their pensionable age, or past it, who have insurance in other States and "
            "claimed no age pension."
        )),
        ReportKind.CORRECTIONS: ("Rows in question", (
            "Rows and fields that another office asked to have explained, and what came of it."
        )),
    }
)  # fmt: skip

_COLUMNS: Final = MappingProxyType(
    {
        _C.STAGE: "Stage", _C.STATE: "State", _C.STATES: "Insured in", _C.BENEFIT: "Benefit", _C.YEAR: "Year",
        _C.OFFICE: "Office", _C.ANSWER: "What was asked", _C.FIELD: "Field", _C.QUESTION: "Why",
        _C.CURRENCY: "Currency", _C.FREQUENCY: "Paid", _C.PERSON: "Person", _C.BIRTH_DATE: "Born",
        _C.PENSION_DAY: "Pensionable age on", _C.CONFIDENCE: "How sure the rule is",
        _C.RULE: "Age by the rules", _C.KNOWN: "How we know", _C.WEEKS_HERE: "Weeks here",
        _C.CLAIMS: "Claims",
        _C.PERSONS: "People", _C.UNDER_30: "Under 30 days", _C.UNDER_90: "30 to 89 days",
        _C.UNDER_180: "90 to 179 days", _C.UNDER_365: "180 to 364 days", _C.OLDER: "365 days or more",
        _C.ASKED: "Asked", _C.ANSWERED: "Answered", _C.MEDIAN: "Half within (days)",
        _C.NINETIETH: "9 in 10 within (days)", _C.REMINDED: "Reminded", _C.REFUSED_TO_ANSWER: "Refused",
        _C.GRANTED: "Granted", _C.REFUSED: "Refused", _C.OTHERWISE: "Suspended or ended", _C.WEEKS: "Weeks counted",
        _C.WEEKS_ELSEWHERE: "Weeks in other States", _C.PAID: "Paid in all", _C.QUESTIONED: "In question",
        _C.CONFIRMED: "Confirmed", _C.EXPLAINED: "Explained", _C.CORRECTED: "Corrected",
    }
)  # fmt: skip

_NOTES: Final = MappingProxyType(
    {
        ReportNote.LAW_UNKNOWN: "The pensionable age of this State is not in the rules here, so nobody can be listed.",
        ReportNote.LAW_UNSURE: "The rule for the pensionable age is unsure: look at it under Rules before you write.",
        ReportNote.WITHOUT_NAMES: "Without names: your role shows figures only.",
        ReportNote.PROTECTED_LEFT_OUT: "Protected cases that you may not open are left out.",
        ReportNote.KEPT_YEARS_LEFT_OUT: (
            "Of claims that were removed only whole years are kept: for those years choose 1 "
            "January to 31 December."
        ),
        ReportNote.AS_OF_TODAY: "As it stands today.",
    }
)  # fmt: skip

_SPANS: Final = MappingProxyType(
    {
        Span.ALL: "All years",
        Span.THIS_YEAR: "This year",
        Span.LAST_YEAR: "Last year",
        Span.TWELVE_MONTHS: "Last twelve months",
        Span.CHOSEN: "Chosen days",
    }
)

_FIGURES: Final = frozenset(_COLUMNS) - {
    _C.STAGE, _C.STATE, _C.STATES, _C.BENEFIT, _C.YEAR, _C.OFFICE, _C.ANSWER, _C.FIELD, _C.QUESTION, _C.CURRENCY,
    _C.FREQUENCY, _C.PERSON, _C.BIRTH_DATE, _C.PENSION_DAY, _C.CONFIDENCE, _C.RULE, _C.KNOWN,
}  # fmt: skip


def report_title(kind: ReportKind) -> str:
    """Name a report."""
    return text(_TITLES[kind][0])


def report_sentence(kind: ReportKind) -> str:
    """Say what a report shows."""
    return text(_TITLES[kind][1])


def span_words(span: Span) -> str:
    """Name a period."""
    return text(_SPANS[span])


def report_note(note: ReportNote) -> str:
    """Say what has to be known beside the figures."""
    return text(_NOTES[note])


def period_words(report: Report) -> str:
    """Say for which days a report counts: `1 Jan 2025 to 31 Dec 2025`, `up to 31 Dec 2025`, `As of 3 May 2026`."""
    if report.since and report.until:
        return text("{since} to {until}").format(since=date_words(report.since), until=date_words(report.until))
    if report.since:
        return text("From {since}").format(since=date_words(report.since))
    if report.until:
        return text("Up to {until}").format(until=date_words(report.until))
    if report.kind in (ReportKind.OPEN_CLAIMS, ReportKind.OUTREACH):
        return text("As of {day}").format(day=date_words(report.made_on))
    return text("All years, as of {day}").format(day=date_words(report.made_on))


def column_words(column: ReportColumn) -> str:
    """Name a column."""
    return text(_COLUMNS[column])


def is_figure(column: ReportColumn) -> bool:
    """Tell whether a column holds figures, which stand to the right."""
    return column in _FIGURES


def value_words(column: ReportColumn, value: Value) -> str:
    """Say what stands in a field of a report; nothing where nothing is known."""
    if value is None:
        return ""
    if isinstance(value, Money):
        return money_words(value)
    if isinstance(value, date):
        return date_words(value)
    if isinstance(value, int):
        return str(value) if column is _C.YEAR else number_words(value)
    if isinstance(value, Fraction):
        return number_words(value, 0 if value.denominator == 1 else 1)
    return _code_words(column, value)


def bar_words(bar: Bar) -> str:
    """Say what a bar is about."""
    return ", ".join(value_words(column, value) for column, value in bar.label)


def more_bars_words(more: int) -> str:
    """Say how many lines of the table are not drawn as bars."""
    return plural("{n} more stands in the table.", "{n} more stand in the table.", more).format(n=more)


def table_of(report: Report) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a report in words, cell by cell."""
    return tuple(
        tuple(value_words(column, value) for column, value in zip(report.columns, row, strict=True))
        for row in report.rows
    )


_KNOWN: Final = MappingProxyType(
    {
        Known.NUMBERED: "a number there",
        Known.CERTIFIED: "certified periods",
        Known.TOLD: "told by the person",
    }
)


def _age_rule_words(code: str) -> str:
    months, _blank, source = code.partition(" ")
    if not months:
        return ""
    years, rest = divmod(int(months), 12)
    age = text("{years} years").format(years=years)
    if rest:
        age = text("{years} years and {months} months").format(years=years, months=rest)
    return f"{age}: {source}" if source else age


def _code_words(column: ReportColumn, code: str) -> str:  # noqa: PLR0911 - one line a column
    match column:
        case ReportColumn.STAGE:
            return stage_words(Stage(code))
        case ReportColumn.BENEFIT:
            return benefit_words(Benefit(code))
        case ReportColumn.ANSWER if code in set(ObligationKind):
            return obligation_kind_words(ObligationKind(code))
        case ReportColumn.ANSWER if code in set(MessageType):
            return message_type_words(MessageType(code))
        case ReportColumn.FREQUENCY if code:
            return words_of(Frequency(code))
        case ReportColumn.QUESTION:
            return words_of(ClarificationReason(code))
        case ReportColumn.CONFIDENCE:
            return confidence_words(Confidence(code) if code else None)
        case ReportColumn.RULE:
            return _age_rule_words(code)
        case ReportColumn.KNOWN:
            return ", ".join(text(_KNOWN[Known(each)]) for each in code.split())
        case ReportColumn.FIELD:
            return place_words(code) if code else text("The whole row")
        case _:
            return code
