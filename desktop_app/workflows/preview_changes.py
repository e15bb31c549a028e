"""Before and after: what accepting a message would change in our records, line by line. Pure reading."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop_app.domain.certificates import HasPeriods, PeriodCertificate
from desktop_app.domain.claims import Claim
from desktop_app.domain.messages import ClaimNotice, Message, Receipt, ReturnNotice
from desktop_app.domain.money import Money, total
from desktop_app.domain.offices import KnownOffice
from desktop_app.domain.persons import InsuredPerson
from desktop_app.store.outbox import OutboxRow, OutboxState
from desktop_app.workflows.case_of_message import our_message
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.own_periods import newest_certificate, owes_certificate

_STATES: Final = tuple(OutboxState)
"""In the order in which a message goes through them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of what accepting would change: a code for what, a detail, the text now and after, and a mark.

    `mark` is `new`, `changed` or `same`. `now` and `after` are facts as the records hold them (dates in ISO form).
    """

    what: str
    mark: str
    now: str = ""
    after: str = ""
    detail: str = ""


def changes_of(
    desk: Desk, office: KnownOffice, message: Message, claim: Claim | None, meant: InsuredPerson | None
) -> tuple[Change, ...]:
    """Return what accepting a message would change; nothing for one that would be refused or taken no note of."""
    return tuple(_changes_of(desk, office, message, claim, meant))


def _changes_of(
    desk: Desk, office: KnownOffice, message: Message, claim: Claim | None, meant: InsuredPerson | None
) -> Iterator[Change]:
    sender = office.card.office.code
    body = message.body
    match body:
        case PeriodCertificate():
            if meant:
                yield from _certificate_changes(desk, body, claim, meant)
        case ClaimNotice():
            yield from _notice_changes(desk, sender, body, claim)
        case Receipt():
            if ours := our_message(desk, sender, body.about_message):
                yield from _receipt_changes(office, body, ours, claim)
        case ReturnNotice():
            if our_message(desk, sender, body.about_message):
                yield Change(what="change_returned", mark="changed", after=body.reason.value, detail=body.note)


def _notice_changes(desk: Desk, sender: str, notice: ClaimNotice, claim: Claim | None) -> Iterator[Change]:
    due = notice.reply_wanted_by.isoformat()
    if claim:
        yield Change(what="change_claim", mark="same", now=claim.number, after=claim.number)
        rows = desk.store.periods.stated(claim.id)
        if claim.examining_office == sender and rows != notice.work_history:
            yield _change("change_history", str(len(rows)), str(len(notice.work_history)), "")
        if not owes_certificate(desk, claim.id, sender):
            yield Change(what="change_reply_due", mark="new", after=due)
        return
    name = f"{notice.person.forenames} {notice.person.surname}".strip()
    yield Change(what="change_claim", mark="new", detail=notice.benefit.value)
    yield Change(what="change_person", mark="new", after=name)
    yield Change(what="change_birth_date", mark="new", after=notice.person.birth_date.isoformat())
    yield Change(what="change_filing_date", mark="new", after=notice.filing_date.isoformat())
    yield Change(what="change_history", mark="new", after=str(len(notice.work_history)))
    yield Change(what="change_reply_due", mark="new", after=due)


def _certificate_changes(
    desk: Desk, certificate: PeriodCertificate, claim: Claim | None, person: InsuredPerson
) -> Iterator[Change]:
    state = certificate.state
    before = newest_certificate(desk, claim.id, state) if claim else None
    version_after = f"{certificate.number} · {certificate.version}"
    if before and before.version > certificate.version:
        yield Change(what="change_certificate_beside", mark="new", after=version_after, detail=state)
        return
    if certificate.insurance_number:
        yield _change("change_number", person.number_in(state), certificate.insurance_number, state)
    version_now = f"{before.number} · {before.version}" if before else ""
    yield _change("change_certificate", version_now, version_after, state)
    yield from _figures(desk, certificate, claim, before)
    if claim:
        yield from _case_figures(desk, certificate, claim)
    if certificate.has_periods is not HasPeriods.YES:
        yield Change(what="change_no_periods", mark="new", after=certificate.has_periods.value, detail=state)


def _figures(
    desk: Desk, certificate: PeriodCertificate, claim: Claim | None, before: PeriodCertificate | None
) -> Iterator[Change]:
    stated = [row for row in (desk.store.periods.stated(claim.id) if claim else ()) if row.state == certificate.state]
    stated_earnings = total(
        (row.earnings for row in stated if row.earnings and row.earnings.currency == certificate.currency),
        certificate.currency,
    )
    yield _change(
        "change_weeks" if before else "change_weeks_stated",
        str(before.weeks if before else sum(row.weeks or 0 for row in stated)),
        str(certificate.weeks),
        certificate.state,
    )
    earnings_now = before.earnings if before else stated_earnings
    yield _change("change_earnings", _money(earnings_now), _money(certificate.earnings), certificate.state)


def _case_figures(desk: Desk, certificate: PeriodCertificate, claim: Claim) -> Iterator[Change]:
    records = {record.state: record.weeks for record in desk.store.periods.current(claim.id)}
    together = sum(records.values())
    after = together - records.get(certificate.state, 0) + certificate.weeks
    yield _change("change_weeks_certified", str(together), str(after), "")
    have = len(records)
    need = len({*claim.states, certificate.state})
    new = have + (certificate.state not in records)
    yield _change("change_replies", f"{have}/{len(claim.states)}", f"{new}/{need}", "")


def _receipt_changes(office: KnownOffice, receipt: Receipt, ours: OutboxRow, claim: Claim | None) -> Iterator[Change]:
    """Yield how far our message has come, `detail` its type; receipts may come late, a message never goes back."""
    after = max(ours.state, OutboxState(receipt.level.value), key=_STATES.index)
    yield _change("change_receipt", ours.state.value, after.value, ours.type.value)
    if receipt.case_number and claim:
        yield _change(
            "change_their_number",
            claim.reference_of(office.card.office.code),
            receipt.case_number,
            office.card.office.state,
        )
    for remark in receipt.remarks:
        yield Change(what="change_remark", mark="new", after=remark.text, detail=remark.row_id)


def _change(what: str, now: str, after: str, detail: str) -> Change:
    mark = "same" if now == after else "changed" if now else "new"
    return Change(what=what, mark=mark, now=now, after=after, detail=detail)


def _money(money: Money) -> str:
    return f"{money.currency} {money.plain}"
