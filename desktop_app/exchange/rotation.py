"""Notices about an office's key, signed by that very key (4.17): a new one follows it, it retires, or it is revoked.

The signature is over a canonical text of the notice, not over the bundle it came in: so it holds whoever hands it on.
"""

from datetime import datetime
from typing import Final

from desktop_app.domain.directory_notices import KeyNotice, KeyNoticeKind
from desktop_app.domain.offices import KnownOffice, OfficeKeys
from desktop_app.exchange.canonical import Json, Unreadable, write_json
from desktop_app.exchange.fields import filled
from desktop_app.exchange.keys import OfficeSecret, unsound_in
from desktop_app.exchange.signing import SignatureRefused, read_public_key, sign, verify
from desktop_app.foundation.problems import ExchangeProblem

FORMAT: Final = "cass-key-notice"
FORMAT_VERSION: Final = "1.0"


def make_notice(
    kind: KeyNoticeKind,
    office: str,
    secret: OfficeSecret,
    *,
    new_keys: OfficeKeys | None = None,
    since: datetime | None = None,
    reason: str = "",
) -> KeyNotice:
    """Return a notice about the key in `secret`, signed with it. `secret` is the old key where a new one follows.

    Raises `ExchangeProblem("key_notice_not_writable")` with the `field`.
    """
    key_id = secret.signing.public().key_id
    notice = KeyNotice(
        kind=kind, office=office, key_id=key_id, minisig="", new_keys=new_keys, since=since, reason=reason
    )
    if not complete(notice):
        raise ExchangeProblem("key_notice_not_writable", field="since" if new_keys is None else "new_keys")
    try:
        told = notice_bytes(notice)
    except Unreadable as error:
        raise ExchangeProblem("key_notice_not_writable", field=error.where) from None
    return KeyNotice(
        kind=kind,
        office=office,
        key_id=key_id,
        minisig=sign(told, secret.signing, _comment(notice)),
        new_keys=new_keys,
        since=since,
        reason=reason,
    )


def check_notice(notice: KeyNotice, known: KnownOffice) -> OfficeKeys:
    """Check a notice against the keys an office has or had, and return the key that signed it.

    How far that key is trusted is not asked here. Raises `ExchangeProblem`: `key_notice_incomplete` (office),
    `key_notice_key_unknown` (office), `key_notice_signature_bad` (office).
    """
    office = known.card.office.code
    if notice.office != office or not complete(notice):
        raise ExchangeProblem("key_notice_incomplete", office=office)
    all_keys = (known.card.keys, *(entry.keys for entry in known.past))
    keys = next((entry for entry in all_keys if entry.key_id == notice.key_id), None)
    if keys is None:
        raise ExchangeProblem("key_notice_key_unknown", office=office)
    try:
        comment = verify(notice_bytes(notice), notice.minisig.encode(), read_public_key(keys.signing_key))
    except (SignatureRefused, Unreadable):
        raise ExchangeProblem("key_notice_signature_bad", office=office) from None
    if comment != _comment(notice):
        raise ExchangeProblem("key_notice_signature_bad", office=office)
    return keys


def complete(notice: KeyNotice) -> bool:
    """Tell whether a notice holds what its kind needs and nothing else: sound new keys, or since when."""
    new = notice.new_keys
    if notice.kind is KeyNoticeKind.NEW:
        return new is not None and notice.since is None and new.key_id != notice.key_id and not unsound_in(new)
    return notice.new_keys is None and notice.since is not None


def notice_bytes(notice: KeyNotice) -> bytes:
    """Return the canonical text that is signed. Raises `Unreadable` with the field that cannot be written."""
    keys = notice.new_keys
    told: dict[str, Json] = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "kind": notice.kind.value,
        "office": notice.office,
        "key_id": notice.key_id,
        **filled(since=notice.since.isoformat() if notice.since else None, reason=notice.reason),
    }
    if keys is not None:
        told["new_keys"] = {
            "signing_key": keys.signing_key,
            "sealing_key": keys.sealing_key,
            "key_id": keys.key_id,
            "created_on": keys.created_on.isoformat(),
        }
    return write_json(told)


def _comment(notice: KeyNotice) -> str:
    return f"{FORMAT} {notice.kind.value} {notice.office} {notice.key_id}"
