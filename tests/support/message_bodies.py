"""Bodies of messages that chance makes, each as its declaration allows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from desktop_app.domain.award_notices import DecidedAmount
from desktop_app.domain.case_notices import CloseNotice
from desktop_app.domain.certificates import CertificateKind, PeriodCertificate
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.directory_notices import DirectoryList, KeyNotice, KeyNoticeKind, RulePackNotice
from desktop_app.domain.inquiries import (
    ClarificationItem,
    InfoAnswer,
    InfoItem,
    NotAvailable,
    PeriodRequest,
    ReminderAnswer,
)
from desktop_app.domain.messages import Body, MessageType
from desktop_app.domain.money import Money
from desktop_app.exchange.messages.certificate import CertificateForm, from_form
from desktop_app.exchange.messages.declared import Declared
from desktop_app.exchange.messages.registry import DECLARATIONS, KINDS
from desktop_app.exchange.messages.shapes import (
    Amount,
    Choice,
    Day,
    Flag,
    Many,
    Matching,
    Moment,
    Shape,
    Share,
    Text,
    Whole,
    Written,
)
from tests.support.bundles import KEYS_MADE, SEALED_AT, a_message_id, card_of
from tests.support.messages import a_directory_notice

LETTERS = "abcXYZ éñ'-ØŁЖ\u2019"
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
MOMENTS = st.builds(
    lambda moment, hours: moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours))),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31)),  # noqa: DTZ001 - the zone is put on above
    st.integers(-12, 14),
)


def bodies(kind: MessageType) -> st.SearchStrategy[Body]:
    """Bodies of a type, in its highest version."""
    return values(KINDS[kind].shape)


PLAIN: dict[type, st.SearchStrategy[Any]] = {
    Flag: st.booleans(),
    Day: DAYS,
    Moment: MOMENTS,
    Share: st.fractions(0, 1, max_denominator=9_999),
    Amount: st.builds(
        lambda minor, currency: Money(minor=minor, currency=currency),
        st.integers(-(10**12), 10**12),
        st.sampled_from(["XCD", "BBD"]),
    ),
}


def values(shape: Shape) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - one line a shape
    """Values that a shape allows."""
    match shape:
        case Text():
            return st.text(LETTERS + ("\n" if shape.note else ""), min_size=not shape.empty, max_size=12)
        case Matching():
            found = st.from_regex(shape.pattern, fullmatch=True)
            return st.just("") | found if shape.empty else found
        case Whole():
            return st.integers(shape.low, shape.high)
        case Choice():
            return st.sampled_from(shape.kind)
        case Many():
            unique = (lambda value: getattr(value, shape.unique)) if shape.unique else None
            return st.lists(values(shape.entry), max_size=2, unique_by=unique).map(tuple)
        case Written():
            return written(shape)
        case Declared():
            return declared(shape)
        case _:
            return PLAIN[type(shape)]


def declared(shape: Declared) -> st.SearchStrategy[Any]:
    """Objects of a class, mended where fields belong together."""
    parts = {
        part.attribute: (st.just(part.default) | values(part.shape)) if part.optional else values(part.shape)
        for part in shape.parts
    }
    return st.builds(shape.kind, **parts).map(MENDED.get(shape.kind, lambda value: value))


def written(shape: Written) -> st.SearchStrategy[Any]:
    """Certificates; lists of offices are taken as they are, for their keys have to be keys."""
    if shape.like is DirectoryList:
        content = a_directory_notice().content
        return st.sampled_from([content, replace(content, offices=()), replace(content, states=(), number=9)])
    assert shape.like is CertificateForm
    return declared(DECLARATIONS.of(CertificateForm)).map(from_form)


def _span(asked: Any) -> Any:
    wrong = asked.span_from and asked.span_to and asked.span_to < asked.span_from
    return replace(asked, span_to=asked.span_from) if wrong else asked


def _reminder_answer(answer: ReminderAnswer) -> ReminderAnswer:
    return replace(
        answer,
        on=answer.on or KEYS_MADE,
        reason=answer.reason or NotAvailable.STAFF,
        sent_message=answer.sent_message or a_message_id(1),
    )


def _amount(amount: DecidedAmount) -> DecidedAmount:
    def same(money: Money | None) -> Money | None:
        return Money(minor=money.minor, currency=amount.currency) if money else None

    return replace(
        amount,
        payable=Money(minor=amount.payable.minor, currency=amount.currency),
        notional=same(amount.notional),
        actual=same(amount.actual),
        local=same(amount.local),
        share=amount.share and Fraction(amount.share),
        until=max(amount.until, amount.since) if amount.until else None,
    )


def _key_notice(notice: KeyNotice) -> KeyNotice:
    new = notice.kind is KeyNoticeKind.NEW
    keys = (notice.new_keys or card_of("LC-NEW").keys) if new else None
    return replace(notice, new_keys=keys, since=None if new else notice.since or SEALED_AT)


def _departure(notice: DepartureCertificate) -> DepartureCertificate:
    certificate: PeriodCertificate = notice.certificate
    return replace(notice, certificate=replace(certificate, kind=CertificateKind.DEPARTURE))


MENDED: dict[type, Callable[[Any], Any]] = {
    PeriodRequest: _span,
    InfoItem: _span,
    ClarificationItem: _span,
    InfoAnswer: lambda answer: replace(answer, value=answer.value or "x", follows_on=answer.follows_on or KEYS_MADE),
    ReminderAnswer: _reminder_answer,
    DecidedAmount: _amount,
    CloseNotice: lambda notice: replace(notice, merged_into=notice.merged_into or "1"),
    RulePackNotice: lambda notice: replace(notice, law_changed=notice.law_changed or "x"),
    KeyNotice: _key_notice,
    DepartureCertificate: _departure,
}
