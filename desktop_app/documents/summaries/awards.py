"""The summaries of a decision and of the page that sums up all decisions."""

from collections.abc import Mapping

from desktop_app.documents.summaries.lines import (
    each,
    insured_line,
    joined,
    noted,
    paid_words,
    prepared_line,
    remarks_lines,
    span_words,
    told,
    within,
)
from desktop_app.domain.award_notices import DecidedAmount, Decision, DecisionSummary, SummaryLine, Supplement
from desktop_app.domain.messages import MessageType
from desktop_app.wording import terms
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words, money_words, weeks_words


def decision_summary(decision: Decision, parties: Mapping[str, str]) -> str:
    """Say what was decided, on what it rests, what is paid, and until when a review can be asked for."""
    return told(
        [
            text("Decision {number}, version {version}, {party} ({office}), {day}.").format(
                number=decision.number,
                version=decision.version,
                party=parties.get(decision.state, decision.state),
                office=decision.office,
                day=date_words(decision.decided_on),
            ),
            insured_line(decision.person),
            joined(
                f"{terms.benefit_words(decision.benefit)}: {within(decision.result)}",
                text("from {day}").format(day=date_words(decision.start)) if decision.start else "",
                within(decision.ground),
            ),
            _weeks(decision),
            *each(decision.amounts, _amount, text("Amounts: {count}, in the message.")),
            *each(decision.supplements, _supplement, text("Additions: {count}, in the message.")),
            *(
                noted(
                    text("Less {amount}: {ground}.").format(amount=money_words(entry.amount), ground=entry.ground),
                    entry.article,
                )
                for entry in decision.reductions
            ),
            *(noted(f"{words_of(entry.reason)}.", entry.text) for entry in decision.refusals),
            *(
                text("To be set off: {amount}, {ground}.").format(amount=money_words(entry.amount), ground=entry.ground)
                for entry in decision.set_offs
            ),
            text("One part of a possible total."),
            _review(decision),
            text("The worksheet of the calculation comes with it.") if decision.worksheet_attached else "",
            *remarks_lines(decision.remarks),
            prepared_line(decision.prepared_by, decision.approved_by),
        ]
    )


def _weeks(decision: Decision) -> str:
    others = ", ".join(f"{entry.state} {entry.weeks}" for entry in decision.accepted) or text("none")
    said = text("Own weeks {own}; of others {others}; totalised {total}.").format(
        own=decision.own_weeks, others=others, total=decision.totalised_weeks
    )
    if not decision.weeks_lost:
        return said
    return f"{said} " + text("Lost to overlaps: {weeks}.").format(weeks=weeks_words(decision.weeks_lost))


def _amount(amount: DecidedAmount) -> str:
    parts = [
        text("payable {amount}").format(amount=paid_words(amount.payable, amount.frequency)),
        *(
            sentence.format(amount=money_words(money))
            for sentence, money in (
                (text("notional {amount}"), amount.notional),
                (text("actual {amount}"), amount.actual),
                (text("local {amount}"), amount.local),
            )
            if money is not None
        ),
    ]
    if amount.share is not None:
        parts.append(text("share {share}").format(share=f"{amount.share.numerator}/{amount.share.denominator}"))
    span = span_words(amount.since, amount.until)
    return joined(f"{span[:1].upper()}{span[1:]}: {parts[0]}", *parts[1:])


def _supplement(entry: Supplement) -> str:
    until = text("until {end}").format(end=date_words(entry.until)) if entry.until else ""
    return joined(entry.what, entry.name, paid_words(entry.amount, entry.frequency), until)


def _review(decision: Decision) -> str:
    if decision.review_days is None:
        return noted(text("The time limit for a review is not stated."), decision.review_address)
    days = plural("{n} day", "{n} days", decision.review_days).format(n=decision.review_days)
    said = text("A review can be asked for within {days} {counted}.").format(
        days=days, counted=words_of(decision.review_from)
    )
    return noted(said, decision.review_address)


def all_decisions_summary(summary: DecisionSummary, parties: Mapping[str, str]) -> str:
    """Say who pays what, who refused, and what is still open; currencies are never added up."""
    return told(
        [
            text("{title}: {benefit}.").format(
                title=terms.message_type_words(MessageType.DECISION_SUMMARY),
                benefit=terms.benefit_words(summary.benefit),
            ),
            insured_line(summary.person),
            *(_decided(line, parties) for line in summary.lines),
            *(
                noted(
                    text("{state} has not decided.").format(state=parties.get(entry.state, entry.state)), entry.reason
                )
                for entry in summary.still_open
            ),
            *(
                text("Together: {amount}.").format(amount=paid_words(entry.amount, entry.frequency))
                for entry in summary.totals
            ),
            *each(summary.provisional, _supplement, text("Provisional payments: {count}, in the message.")),
            *(
                text("To be set off: {amount}, {ground}.").format(amount=money_words(entry.amount), ground=entry.ground)
                for entry in summary.set_offs
            ),
            noted(text("Contact:"), summary.contact) if summary.contact else "",
            *remarks_lines(summary.remarks),
        ]
    )


def _decided(line: SummaryLine, parties: Mapping[str, str]) -> str:
    paid = paid_words(line.amount, line.frequency) if line.amount and line.frequency else ""
    days = line.review_days
    return joined(
        f"{parties.get(line.state, line.state)}: {within(line.result)}",
        paid,
        text("from {day}").format(day=date_words(line.start)) if line.start else "",
        text("case {number}").format(number=line.case_number) if line.case_number else "",
        plural("review within {n} day", "review within {n} days", days).format(n=days) if days is not None else "",
        text("review at {address}").format(address=" ".join(line.review_address.split()))
        if line.review_address
        else "",
        text("handed to the claimant on {day}").format(day=date_words(line.handed_over_on))
        if line.handed_over_on
        else "",
    )
