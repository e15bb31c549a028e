"""A message as a few lines of plain text, made from its body: the text travels with the message, so it is short."""

from collections.abc import Mapping
from itertools import groupby
from typing import Final

from desktop_app.domain.certificates import HasPeriods, PeriodCertificate
from desktop_app.domain.messages import Body, ClaimNotice, Receipt, ReturnNotice, message_type_of
from desktop_app.wording import terms
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.formats import date_words, money_words

_REMARKS_SHOWN: Final = 200
_RUNS_SHOWN: Final = 24
_ROWS_SHOWN: Final = 12


def summary_of(body: Body, parties: Mapping[str, str]) -> str:
    """Say what a message says, in plain text; `parties` gives a State's name for its code.

    Long lists are counted rather than cut: an ordinary certificate stays below one kilobyte.
    """
    match body:
        case ClaimNotice():
            return _claim_notice(body, parties)
        case PeriodCertificate():
            return _certificate(body, parties)
        case Receipt():
            return _receipt(body)
        case ReturnNotice():
            return _return(body)
        case _:
            return f"{terms.message_type_words(message_type_of(body))}."


def _claim_notice(notice: ClaimNotice, parties: Mapping[str, str]) -> str:
    person = notice.person
    numbers = ", ".join(f"{entry.state} {entry.number}" for entry in person.numbers) or text("none known")
    lines = [
        text("Notification of claim received: {benefit}.").format(benefit=terms.benefit_words(notice.benefit)),
        text("{who}: {surname}, {forenames}, born {born}. Numbers: {numbers}.").format(
            who=terms.insured_person_words(notice.benefit),
            surname=person.surname,
            forenames=person.forenames,
            born=date_words(person.birth_date),
            numbers=numbers,
        ),
        text("Filed {filed}, for every State. {day}: {contingency}.").format(
            filed=date_words(notice.filing_date),
            day=terms.contingency_words(notice.benefit),
            contingency=date_words(notice.contingency_date),
        ),
        text("States: {states}.").format(states=", ".join(parties.get(code, code) for code in notice.states)),
    ]
    lines += _work(notice)
    lines.append(text("Please certify periods by {day}.").format(day=date_words(notice.reply_wanted_by)))
    return "\n".join(lines + _remarks(notice.remarks))


def _work(notice: ClaimNotice) -> list[str]:
    if len(notice.work_history) > _ROWS_SHOWN:
        states = ", ".join(sorted({row.state for row in notice.work_history}))
        count = len(notice.work_history)
        return [text("Work history as stated: {count} rows in {states}.").format(count=count, states=states)]
    lines = []
    for row in notice.work_history:
        first = str(row.start.year) if row.start else str(row.year or "?")
        last = str(row.end.year) if row.end else first
        years = first if first == last else f"{first}-{last}"
        lines.append(
            text("Work as stated: {state} {years} {employer}")
            .format(state=row.state, years=years, employer=row.employer)
            .rstrip()
        )
    return lines


def _certificate(certificate: PeriodCertificate, parties: Mapping[str, str]) -> str:
    head = text("Certificate of insurance periods {number}, version {version}, {party} ({office}), {day}.").format(
        number=certificate.number,
        version=certificate.version,
        party=parties.get(certificate.state, certificate.state),
        office=certificate.office,
        day=date_words(certificate.certified_at.date()),
    )
    person = text("Insured person: {surname}, {forenames}, born {born}, number {number}.").format(
        surname=certificate.person_surname,
        forenames=certificate.person_forenames,
        born=date_words(certificate.person_birth_date),
        number=certificate.insurance_number or text("not known"),
    )
    lines = [head, person, *_weeks(certificate)]
    lines.append(
        text("Complete to {day}; {more}.").format(
            day=date_words(certificate.complete_to),
            more=text("more follows") if certificate.more_follows else text("nothing more follows"),
        )
    )
    if certificate.unposted:
        weeks = sum(entry.weeks for entry in certificate.unposted)
        lines.append(
            plural("Claimed and not posted: {weeks} week.", "Claimed and not posted: {weeks} weeks.", weeks).format(
                weeks=weeks
            )
        )
    signed = text("Prepared by {prepared}, approved by {approved}.").format(
        prepared=certificate.prepared_by, approved=certificate.approved_by
    )
    return "\n".join([*lines, *_remarks(certificate.remarks), signed])


def _weeks(certificate: PeriodCertificate) -> list[str]:
    if certificate.has_periods is not HasPeriods.YES:
        return [text("Insurance periods: {answer}.").format(answer=terms.has_periods_words(certificate.has_periods))]
    paid = sum(row.weeks_paid for row in certificate.rows)
    sums = text("{weeks} weeks: {paid} paid, {credited} credited; {earnings}.").format(
        weeks=certificate.weeks,
        paid=paid,
        credited=certificate.weeks - paid,
        earnings=money_words(certificate.earnings),
    )
    by_year: dict[int, int] = {}
    for row in certificate.rows:
        by_year[row.year] = by_year.get(row.year, 0) + row.weeks
    runs = _runs(by_year)
    if len(runs) > _RUNS_SHOWN:
        span = f"{min(by_year)}-{max(by_year)}"
        return [sums, text("{count} rows, {span}.").format(count=len(certificate.rows), span=span)]
    return [sums, text("Weeks by year: {years}.").format(years=", ".join(runs))] if runs else [sums]


def _runs(by_year: Mapping[int, int]) -> list[str]:
    """Say weeks by year, equal neighbours together: `1989-1993 52`."""
    runs: list[str] = []
    # Years that follow each other keep one difference to their place; equal weeks with it make a run.
    places = enumerate(sorted(by_year.items()))
    for (_, weeks), group in groupby(places, key=lambda entry: (entry[1][0] - entry[0], entry[1][1])):
        years = [year for _, (year, _) in group]
        span = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
        runs.append(f"{span} {weeks}")
    return runs


def _receipt(receipt: Receipt) -> str:
    lines = [
        text("Receipt for message {id}: {level}.").format(
            id=receipt.about_message, level=terms.receipt_level_words(receipt.level)
        )
    ]
    if receipt.case_number:
        lines.append(text("Our case number: {number}.").format(number=receipt.case_number))
    for remark in receipt.remarks:
        where = text("Row {row}").format(row=remark.row_id) if remark.row_id else text("Remark")
        lines.append(f"{where}: {remark.text}")
    return "\n".join(lines)


def _return(notice: ReturnNotice) -> str:
    lines = [
        text("Returned, message {id}: {reason}. Nothing of it was applied.").format(
            id=notice.about_message, reason=terms.return_reason_words(notice.reason)
        )
    ]
    if notice.note:
        lines.append(text("Note: {note}").format(note=notice.note))
    return "\n".join(lines)


def _remarks(remarks: str) -> list[str]:
    if not remarks:
        return []
    if len(remarks) > _REMARKS_SHOWN:
        return [text("Remarks: {count} letters, in the message.").format(count=len(remarks))]
    return [text("Remarks: {remarks}").format(remarks=remarks)]
