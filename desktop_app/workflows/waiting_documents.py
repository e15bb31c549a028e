"""Messages of a newer program: kept with their summary, and their sender is told that they cannot be read here yet."""

from typing import Final

from desktop_app.domain.messages import Receipt, ReceiptLevel
from desktop_app.exchange.bundle import OpenedBundle
from desktop_app.exchange.messages import Waits
from desktop_app.exchange.trust import Trust
from desktop_app.store.waiting_documents import WaitingDocument
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.put_message import put_message

_WAIT: Final = frozenset({Waits.TYPE, Waits.VERSION, Waits.MUST_UNDERSTAND})


def keep_waiting(desk: Desk, received_id: int, opened: OpenedBundle) -> None:
    """Keep what a bundle holds that waits for an update, and answer its sender once; inside the caller's act.

    Only an office whose key was compared is answered, and only for a message of its own: what it passed on of others is
    theirs to hear of.
    """
    own = {entry.message_id for entry in opened.manifest.messages}
    documents = tuple(
        WaitingDocument(
            message_id=entry.message_id,
            received_id=received_id,
            office=opened.sender,
            type=entry.type,
            schema_version=entry.schema_version,
            waits=entry.waits.value,
            summary=entry.summary,
        )
        for entry in opened.not_understood
        if entry.waits in _WAIT
    )
    desk.store.waiting_documents.keep(documents)
    for document in documents:
        kept = desk.store.waiting_documents.get(document.message_id)
        if opened.trust is not Trust.TRUSTED or kept is None or kept.told or document.message_id not in own:
            continue
        answer = Receipt(about_message=document.message_id, level=ReceiptLevel.VERSION)
        put_message(desk, office=opened.sender, body=answer, claim=None, in_reply_to=document.message_id)
        desk.store.waiting_documents.told(document.message_id, at=desk.clock.now())


def summaries_of(desk: Desk, mailbox_id: int) -> tuple[WaitingDocument, ...]:
    """Return what a received file says that this program does not understand yet: to be read, never applied.

    What a later program understood is among the messages of the file, and no longer here.
    """
    documents = desk.store.waiting_documents.of_file(mailbox_id)
    return tuple(each for each in documents if desk.store.mailbox.message(each.message_id) is None)
