"""Fields that belong together: one without the other is neither written nor read."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from desktop_app.domain.certificates import CertificateKind
from desktop_app.domain.directory_notices import KeyNoticeKind
from desktop_app.domain.inquiries import InfoAnswer, ItemOutcome, ReminderAnswer, ReminderOutcome
from desktop_app.domain.messages import Body
from desktop_app.domain.money import Money
from desktop_app.exchange.messages import encode_message
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import a_message
from tests.support.messages import (
    a_clarification,
    a_close_notice,
    a_decision,
    a_departure_certificate,
    a_key_notice,
    a_period_request,
    a_reminder,
    a_reminder_reply,
    a_rule_pack_notice,
    an_info_reply,
    an_info_request,
)

AMOUNT = a_decision().amounts[0]


def deciding(**changes: object) -> Body:
    return replace(a_decision(), amounts=(replace(AMOUNT, **changes),))  # type: ignore[arg-type]  # one field each


def answering(outcome: ReminderOutcome) -> Body:
    return replace(a_reminder_reply(), answers=(ReminderAnswer(obligation_id="1", outcome=outcome),))


def replying(outcome: ItemOutcome) -> Body:
    return replace(an_info_reply(), answers=(InfoAnswer(item_id="1", outcome=outcome),))


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("body.amounts.0.actual", deciding(actual=Money(minor=1, currency="BBD"))),
        ("body.amounts.0.share", deciding(share=Fraction(3, 2))),
        ("body.amounts.0.until", deciding(until=date(2014, 6, 13))),
        ("body.answers.0.on", answering(ReminderOutcome.WILL_COME)),
        ("body.answers.0.reason", answering(ReminderOutcome.NOT_AVAILABLE)),
        ("body.answers.0.sent_message", answering(ReminderOutcome.ALREADY_SENT)),
        ("body.answers.0.value", replying(ItemOutcome.VALUE)),
        ("body.answers.0.follows_on", replying(ItemOutcome.WILL_FOLLOW)),
        ("body.span_to", replace(a_period_request(), span_to=date(1984, 12, 31))),
        (
            "body.items.0.span_to",
            replace(an_info_request(), items=(replace(an_info_request().items[0], span_to=date(2013, 1, 1)),)),
        ),
        ("body.items.1.item_id", replace(an_info_request(), items=(an_info_request().items[0],) * 2)),
        ("body.items.1.item_id", replace(a_clarification(), items=(a_clarification().items[0],) * 2)),
        ("body.items.1.obligation_id", replace(a_reminder(), items=(a_reminder().items[0],) * 2)),
        ("body.merged_into", replace(a_close_notice(), merged_into="")),
        ("body.law_changed", replace(a_rule_pack_notice(), law_changed="", mistakes_mended="")),
        ("body.new_keys", replace(a_key_notice(), new_keys=None)),
        ("body.new_keys", replace(a_key_notice(), kind=KeyNoticeKind.RETIRED)),
        ("body.since", replace(a_key_notice(), since=datetime(2014, 6, 1, tzinfo=UTC))),
        ("body.since", replace(a_key_notice(), kind=KeyNoticeKind.REVOKED, new_keys=None)),
        (
            "body.certificate.kind",
            replace(
                a_departure_certificate(),
                certificate=replace(a_departure_certificate().certificate, kind=CertificateKind.FORECAST),
            ),
        ),
    ],
)
def test_one_without_the_other_is_not_written(field: str, body: Body) -> None:
    with pytest.raises(ExchangeProblem) as refused:
        encode_message(a_message(body))

    assert (refused.value.code, refused.value.facts["field"]) == ("message_not_writable", field)


@pytest.mark.parametrize("outcome", [ItemOutcome.ATTACHED, ItemOutcome.NOT_AVAILABLE])
def test_an_item_that_is_attached_or_not_available_needs_no_words(outcome: ItemOutcome) -> None:
    assert encode_message(a_message(replying(outcome)))
