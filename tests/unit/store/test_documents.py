import hashlib

from desktop_app.store.documents import IssuedDocument
from desktop_app.store.store import Store
from tests.support.clocks import OPENING
from tests.support.stores import add_claim, an_act


def _issue(store: Store, number: int, claim_id: str | None) -> IssuedDocument:
    with an_act(store):
        return store.documents.add(
            document_id=f"document-{number}",
            claim_id=claim_id,
            kind="worksheet",
            file_name=f"{number}.pdf",
            data=b"%%PDF %d" % number,
            made_at=OPENING,
            made_by="user-1",
        )


def test_a_document_is_kept_byte_for_byte(store: Store) -> None:
    add_claim(store)
    first, card = _issue(store, 1, "claim-1"), _issue(store, 2, None)
    assert store.documents.get("document-1") == first
    assert store.documents.data_of("document-1") == b"%PDF 1"
    assert first.digest == hashlib.sha256(b"%PDF 1").hexdigest()
    assert store.documents.of_claim("claim-1") == (first,)
    assert card.claim_id is None
