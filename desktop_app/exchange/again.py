"""A bundle that was lost, sealed once more: the same signed list and contents, for its recipient's present key (2.2.2).

What is signed stays byte for byte, so the bundle is recognised as the same; only signatures and the seal are new.
"""

from collections.abc import Sequence

from desktop_app.domain.offices import OfficeCard
from desktop_app.exchange.archive import write_zip
from desktop_app.exchange.certified import audience_told, sign_document
from desktop_app.exchange.contents import MANIFEST, SIGNATURE_SUFFIX, comment_of
from desktop_app.exchange.keys import OfficeSecret
from desktop_app.exchange.manifest import Manifest
from desktop_app.exchange.messages.registry import SIGNED_ALONE
from desktop_app.exchange.opening import unpack_own
from desktop_app.exchange.sealing import seal_bytes
from desktop_app.exchange.signing import sign
from desktop_app.foundation.problems import ExchangeProblem


def seal_again(
    files: Sequence[bytes], *, secret: OfficeSecret, signing: OfficeSecret, sender: OfficeCard, recipient: OfficeCard
) -> tuple[bytes, ...]:
    """Seal the files of a bundle of ours once more for the present key of `recipient`; return the new files, in order.

    `secret` opens our own copies, `signing` with its card `sender` is the key that office knows us by. The manifest and
    our own documents are signed anew with it; what others signed stays as it is. Raises `ExchangeProblem`: what opening
    raises, and `bundle_wrong_recipient` (office) for a bundle that was made for another office.
    """
    return tuple(_again(data, secret, signing, sender, recipient) for data in files)


def _again(
    data: bytes, secret: OfficeSecret, signing: OfficeSecret, sender: OfficeCard, recipient: OfficeCard
) -> bytes:
    manifest, members = unpack_own(data, secret)
    if (manifest.sender_office, manifest.recipient_office) != (sender.office.code, recipient.office.code):
        raise ExchangeProblem("bundle_wrong_recipient", office=manifest.sender_office)
    signature = sign(members[MANIFEST], signing.signing, comment_of(manifest)).encode()
    signed = {**members, MANIFEST + SIGNATURE_SUFFIX: signature, **_documents(manifest, members, signing)}
    return seal_bytes(write_zip(signed), (recipient.keys.sealing_key, sender.keys.sealing_key))


def _documents(manifest: Manifest, members: dict[str, bytes], signing: OfficeSecret) -> dict[str, bytes]:
    """Return the signatures of our own documents, made anew for the same offices."""
    made = {}
    for entry in manifest.messages:
        beside = entry.file + SIGNATURE_SUFFIX
        if entry.type in SIGNED_ALONE and beside in members:
            audience = audience_told(members[beside])
            made[beside] = sign_document(
                members[entry.file], entry.type, manifest.sender_office, audience, signing.signing
            )
    return made
