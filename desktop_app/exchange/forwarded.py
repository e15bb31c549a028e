"""A message handed on by an office it was not for: what its first sender signed is checked by whoever gets it (4.12).

The signed list of the bundle it first came in travels with it, whole; that list names the message by its digest. A
message goes on once, from the office it was sent to, and only to the office that is named as competent.
"""

from collections.abc import Callable, Iterable

from desktop_app.domain.case_notices import Forward
from desktop_app.domain.messages import Body
from desktop_app.domain.offices import KnownOffice
from desktop_app.exchange.contents import ForwardedOriginal, comment_of, digest_of
from desktop_app.exchange.manifest import ForwardedEntry, Manifest, read_manifest
from desktop_app.exchange.signing import Refusal, SignatureRefused, read_public_key, verify
from desktop_app.exchange.trust import Trust, signer
from desktop_app.foundation.problems import ExchangeProblem


def check_forwarded(
    entry: ForwardedEntry,
    original: ForwardedOriginal,
    told: Iterable[Body],
    passed_by: str,
    reader: str,
    find_office: Callable[[str], KnownOffice | None],
) -> tuple[str, Trust]:
    """Check a message that the office `passed_by` hands on to `reader`; return the first sender's key and its trust.

    `told` are the bodies of the bundle's own messages. Raises `ExchangeProblem`: `forwarded_not_for_us` (office: no
    notice names it and us, or it was never sent to the office that hands it on), `forwarded_own` (office),
    `forwarded_key_unknown` (office), `forwarded_signature_bad` (office: the list, or the message, is not what its
    sender signed).
    """
    office = entry.issuer
    if office == reader:
        raise ExchangeProblem("forwarded_own", office=office)
    named = (body for body in told if isinstance(body, Forward) and body.about_message == entry.message_id)
    if not any((body.to_office, body.from_office) == (reader, office) for body in named):
        raise ExchangeProblem("forwarded_not_for_us", office=office)
    first = read_manifest(original.signed_list.data)
    if first.sender_office != office:
        raise ExchangeProblem("forwarded_signature_bad", office=office)
    if first.recipient_office != passed_by:
        raise ExchangeProblem("forwarded_not_for_us", office=office)
    key_id, trust = _check_list(first, original, find_office(office))
    if (entry.message_id, entry.type, digest_of(original.data)) not in {
        (listed.message_id, listed.type, listed.digest) for listed in first.messages
    }:
        raise ExchangeProblem("forwarded_signature_bad", office=office)
    return key_id, trust


def _check_list(first: Manifest, original: ForwardedOriginal, sender: KnownOffice | None) -> tuple[str, Trust]:
    office, signature = first.sender_office, original.signed_list.signature
    if sender is None:
        raise ExchangeProblem("forwarded_key_unknown", office=office)
    keys, trust = signer(sender, signature, first.created_at)
    if trust is Trust.UNKNOWN_KEY:
        raise ExchangeProblem("forwarded_key_unknown", office=office)
    try:
        comment = verify(original.signed_list.data, signature, read_public_key(keys.signing_key))
    except SignatureRefused as refused:
        code = "forwarded_key_unknown" if refused.why is Refusal.OTHER_KEY else "forwarded_signature_bad"
        raise ExchangeProblem(code, office=office) from None
    if comment != comment_of(first):
        raise ExchangeProblem("forwarded_signature_bad", office=office)
    return keys.key_id, trust
