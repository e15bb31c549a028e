"""The summaries of questions between offices and their answers: periods, information, reminders, explanations."""

from desktop_app.documents.summaries.lines import (
    each,
    insured_line,
    joined,
    noted,
    remarks_lines,
    span_words,
    told,
    within,
)
from desktop_app.domain.inquiries import (
    Clarification,
    ClarificationAnswer,
    ClarificationItem,
    ClarificationReason,
    ClarificationReply,
    InfoAnswer,
    InfoItem,
    InfoReply,
    InfoRequest,
    PeriodRequest,
    Reminder,
    ReminderAnswer,
    ReminderItem,
    ReminderReply,
)
from desktop_app.domain.messages import MessageType, Receipt, ReturnNotice
from desktop_app.wording import terms
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.code_words import words_of
from desktop_app.wording.field_words import place_words
from desktop_app.wording.formats import date_words, weeks_words


def period_request_summary(request: PeriodRequest) -> str:
    """Say whose periods are asked for, why, and by when."""
    span = span_words(request.span_from, request.span_to)
    benefits = ", ".join(terms.benefit_words(benefit) for benefit in request.benefits)
    weeks = request.claimed_weeks
    known = len(request.known)
    return told(
        [
            text("Request for a certificate of insurance periods. {why}.").format(why=words_of(request.purpose)),
            insured_line(request.person),
            text("Benefits: {benefits}.").format(benefits=benefits) if benefits else "",
            text("Periods {span}.").format(span=span) if span else text("All periods."),
            text("Complete to {day}.").format(day=date_words(request.cut_off)) if request.cut_off else "",
            plural("{n} row to be confirmed or denied.", "{n} rows to be confirmed or denied.", known).format(n=known)
            if known
            else "",
            text("Claimed and not certified: {weeks}.").format(weeks=weeks_words(weeks)) if weeks is not None else "",
            noted(text("Urgent:"), request.urgency) if request.urgency else "",
            *remarks_lines(request.remarks),
            text("Please certify periods by {day}.").format(day=date_words(request.reply_wanted_by)),
        ]
    )


def info_request_summary(request: InfoRequest) -> str:
    """Say about whom what is asked, item by item."""
    return told(
        [
            text("Request for information."),
            insured_line(request.person),
            *each(request.items, _asked, text("Items asked: {count}, in the message.")),
            *remarks_lines(request.text),
        ]
    )


def _asked(item: InfoItem) -> str:
    said = joined(
        f"{item.item_id}. {words_of(item.code)}",
        span_words(item.span_from, item.span_to),
        text("the document is wanted") if item.document_wanted else "",
        text("by {day}").format(day=date_words(item.needed_by)),
    )
    return noted(noted(said, text("Why: {why}.").format(why=" ".join(item.why.split()).rstrip("."))), item.text)


def info_reply_summary(reply: InfoReply) -> str:
    """Say what was answered, item by item."""
    return told(
        [
            text("Reply to the request for information, message {id}.").format(id=reply.about_message),
            *each(reply.answers, _answered, text("Items answered: {count}, in the message.")),
            *remarks_lines(reply.text),
        ]
    )


def _answered(answer: InfoAnswer) -> str:
    day = text("on {day}").format(day=date_words(answer.follows_on)) if answer.follows_on else ""
    return noted(joined(f"{answer.item_id}. {words_of(answer.outcome)}", day), answer.value)


def reminder_summary(reminder: Reminder) -> str:
    """Say what is still owed."""
    missing = ", ".join(str(number) for number in reminder.missing)
    return told(
        [
            _addressed(reminder),
            *each(reminder.items, _owed, text("Answers owed: {count}, in the message.")),
            text("Bundles of yours that never came: {numbers}. The answer may be lost.").format(numbers=missing)
            if missing
            else "",
            *remarks_lines(reminder.text),
        ]
    )


def _addressed(reminder: Reminder) -> str:
    if not reminder.to_head:
        return text("Reminder.")
    if not reminder.head:
        return text("Reminder, to the head of the office.")
    return text("Reminder, to the head of the office: {head}.").format(head=reminder.head)


def _owed(item: ReminderItem) -> str:
    known = item.what in set(MessageType)
    return text("{what}, asked on {asked}, due on {due}: reminder {count}.").format(
        what=terms.message_type_words(MessageType(item.what)) if known else item.what,
        asked=date_words(item.asked_on),
        due=date_words(item.due_on),
        count=item.count,
    )


def reminder_reply_summary(reply: ReminderReply) -> str:
    """Say what is answered to a reminder, item by item."""
    return told(
        [
            text("Reply to the reminder, message {id}.").format(id=reply.about_message),
            *each(reply.answers, _promised, text("Items answered: {count}, in the message.")),
        ]
    )


def _promised(answer: ReminderAnswer) -> str:
    return noted(
        joined(
            words_of(answer.outcome),
            text("on {day}").format(day=date_words(answer.on)) if answer.on else "",
            within(answer.reason) if answer.reason else "",
            text("message {id}").format(id=answer.sent_message) if answer.sent_message else "",
        ),
        answer.text,
    )


def clarification_summary(request: Clarification) -> str:
    """Say what is to be explained, by row and field."""
    return told(
        [
            text("Please explain this message: {id}.").format(id=request.about_message),
            *each(request.items, _doubted, text("Items to explain: {count}, in the message.")),
            text("Please answer by {day}.").format(day=date_words(request.reply_wanted_by)),
        ]
    )


def _doubted(item: ClarificationItem) -> str:
    dated = item.span_from is not None and item.reason is not ClarificationReason.OVERLAP
    row = "" if dated or not item.row_id else text("row {row}").format(row=item.row_id)
    other = " ".join(part for part in (item.other_state, span_words(item.span_from, item.span_to)) if part)
    return noted(
        joined(f"{item.item_id}. {words_of(item.reason)}", row, place_words(item.field) if item.field else "", other),
        item.text,
    )


def clarification_reply_summary(reply: ClarificationReply) -> str:
    """Say how each item is explained."""
    return told(
        [
            text("Explanation, message {id}.").format(id=reply.about_message),
            *each(reply.answers, _explained, text("Items explained: {count}, in the message.")),
        ]
    )


def _explained(answer: ClarificationAnswer) -> str:
    return noted(joined(f"{answer.item_id}. {words_of(answer.outcome)}"), answer.text)


def receipt_summary(receipt: Receipt) -> str:
    """Say how far a message has come, with every remark."""
    lines = [
        text("Receipt for message {id}: {level}.").format(
            id=receipt.about_message, level=terms.receipt_level_words(receipt.level)
        )
    ]
    if receipt.case_number:
        lines.append(text("Our case number: {number}.").format(number=receipt.case_number))
    if receipt.unit:
        lines.append(text("With us: {unit}.").format(unit=receipt.unit))
    for remark in receipt.remarks:
        where = text("Row {row}").format(row=remark.row_id) if remark.row_id else text("Remark")
        lines.append(f"{where}: {remark.text}")
    return told(lines)


def return_summary(notice: ReturnNotice) -> str:
    """Say that a message comes back, and why."""
    lines = [
        text("Returned, message {id}: {reason}. Nothing of it was applied.").format(
            id=notice.about_message, reason=terms.return_reason_words(notice.reason)
        )
    ]
    if notice.candidates is not None:
        lines.append(text("Persons it could be about: {count}.").format(count=notice.candidates))
    if notice.note:
        lines.append(text("Note: {note}").format(note=notice.note))
    return told(lines)
