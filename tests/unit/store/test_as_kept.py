"""Files of the store are held against their digest whenever they are opened, printed or sent, not only when checked."""

from collections.abc import Callable

import pytest

from desktop_app.foundation.problems import StoreProblem
from desktop_app.store.attachments import KeptAttachment
from desktop_app.store.mailbox import MailState
from desktop_app.store.outbox import SentPart
from desktop_app.store.store import Store
from tests.support.clocks import OPENING
from tests.support.stores import an_act, round_the_guards

WHAT = b"what was kept"
_READ: dict[str, Callable[[Store], bytes]] = {
    "document.data": lambda store: store.documents.data_of("document-1"),
    "attachment.data": lambda store: store.attachments.data_of("paper-1"),
    "attachment.original": lambda store: store.attachments.data_of("paper-1", original=True),
    "received_file.raw": lambda store: store.mailbox.data_of(1),
    "sent_bundle.data": lambda store: store.outbox.data_of("bundle-1"),
    "sent_part.data": lambda store: store.outbox.parts_of("bundle-1")[1].data,
}


@pytest.fixture
def kept(store: Store) -> Store:
    paper = KeptAttachment(
        id="paper-1",
        claim_id=None,
        name="card.pdf",
        kind="card",
        media_type="application/pdf",
        digest="",
        size=0,
        original_size=len(WHAT),
        added_at=OPENING,
        added_by="user-1",
    )
    with an_act(store):
        store.documents.add(
            document_id="document-1",
            claim_id=None,
            kind="worksheet",
            file_name="worksheet.pdf",
            data=WHAT,
            made_at=OPENING,
            made_by="user-1",
        )
        store.attachments.add(paper, WHAT, WHAT)
        store.mailbox.keep(
            raw=WHAT, file_name="a.cass", received_at=OPENING, outcome="bundle_damaged", state=MailState.QUARANTINED
        )
        store.outbox.add_bundle(
            bundle_id="bundle-1",
            office="LC-NIC",
            sequence=1,
            file_name="b.cass",
            digest="digest",
            sealed_at=OPENING,
            data=WHAT,
            message_ids=(),
            more=(SentPart(part=2, file_name="c.cass", data=WHAT),),
        )
    return store


@pytest.mark.parametrize("column", _READ)
def test_a_file_is_what_was_kept_or_is_not_opened(kept: Store, column: str) -> None:
    assert _READ[column](kept) == WHAT
    table, name = column.split(".")
    with round_the_guards(kept) as run:
        run(f"UPDATE {table} SET {name} = x'57'")  # noqa: S608 - names of this test
    with pytest.raises(StoreProblem, match="file_changed"):
        _READ[column](kept)


def test_an_original_that_was_changed_is_found_by_the_check_too(kept: Store) -> None:
    with round_the_guards(kept) as run:
        run("UPDATE attachment SET original = x'57'")
    assert [(fault.where, fault.name) for fault in kept.verify().faults] == [("attachment", "1")]
