"""Read a file that was set aside as text, and whom to call about it. Never applies anything, writes nothing."""

from dataclasses import dataclass

from desktop_app.documents.quarantined_text import quarantined_text
from desktop_app.exchange.bundle import OpenedBundle, read_quarantined
from desktop_app.exchange.messages import Waits
from desktop_app.workflows.case_of_message import claim_of
from desktop_app.workflows.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantinedText:
    """What a file set aside says, as text, why it was set aside, and the office to call, as the directory knows it.

    `office_name` and `phone` are empty for an office that is not in the directory: the file's own word is not taken.
    """

    mailbox_id: int
    text: str
    problem_code: str
    office_code: str
    office_name: str
    phone: str


def read_quarantined_text(desk: Desk, mailbox_id: int) -> QuarantinedText:
    """Return what a received file says, whoever signed it.

    Raises `StoreProblem("record_missing")`, what `Protections.check` raises where it is about a
    protected case, and the `ExchangeProblem` of a file that nobody here can open at all.
    """
    row = desk.store.mailbox.get(mailbox_id)
    opened = read_quarantined(desk.store.mailbox.data_of(mailbox_id), secret=desk.secret)
    if desk.store.protections.in_force():
        for message in opened.messages:  # none of them is kept: what it names tells whose it is
            claim_of(desk, opened.sender, message)
    office = desk.store.offices.get(opened.sender)
    return QuarantinedText(
        mailbox_id=mailbox_id,
        text=quarantined_text(
            sender=opened.sender,
            recipient=opened.manifest.recipient_office,
            number=opened.manifest.sequence,
            day=opened.manifest.created_at.date(),
            said=_said(opened),
            papers=[paper.name for paper in opened.attachments],
        ),
        problem_code=row.outcome,
        office_code=opened.sender,
        office_name=office.card.office.name if office else "",
        phone=office.card.office.phone if office else "",
    )


def _said(opened: OpenedBundle) -> list[tuple[str, str]]:
    waiting = [entry for entry in opened.not_understood if entry.waits is not Waits.EXTRA_FIELDS]
    return [
        *((message.type.value, message.summary) for message in opened.messages),
        *((entry.type, entry.summary) for entry in waiting),
    ]
