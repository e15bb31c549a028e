"""Rule updates, the list of offices, keys, and the certificate on departure (exchange rules, 4.15 to 4.18)."""

import re
from collections.abc import Mapping
from typing import Final

from desktop_app.domain.certificates import CertificateKind
from desktop_app.domain.claims import Benefit
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.directory_notices import (
    Closure,
    DirectoryChannel,
    DirectoryKey,
    DirectoryList,
    DirectoryNotice,
    DirectoryOffice,
    KeyNotice,
    KeyNoticeKind,
    ListSignature,
    Maintainer,
    RulePackNotice,
    StateInForce,
)
from desktop_app.domain.offices import OfficeKeys
from desktop_app.exchange.directory_json import KEYS, LANGUAGE, LAST_NUMBER, MAINTAINERS, OFFICES, PROGRAM, WORD
from desktop_app.exchange.fields import DIGEST, OFFICE, STATE
from desktop_app.exchange.limits import CODE, NOTE, STICK_BYTES
from desktop_app.exchange.messages.declared import Bound, Bounds
from desktop_app.exchange.messages.shapes import Matching, Text, Whole

_PACK: Final = re.compile(r"sha256:[0-9a-f]{64}")
_KEY_ID: Final = re.compile(r"[0-9A-Fa-f]{16}")
_CODE: Final = Bound(shape=Text(most=CODE))
_NOTE: Final = Bound(shape=Text(most=NOTE, note=True))
_STATE: Final = Bound(shape=Matching(pattern=STATE))
_OFFICE: Final = Bound(shape=Matching(pattern=OFFICE))
_OPTIONAL: Final = Bound(shape=Text(empty=True), optional=True)


def _rule_pack(notice: RulePackNotice) -> str:
    """Name the text that is missing where nothing is said to be new."""
    return "" if notice.law_changed or notice.mistakes_mended else "law_changed"


def _key_notice(notice: KeyNotice) -> str:
    """Name what does not go with the kind: new keys come with a new key only, a moment with the others."""
    new = notice.kind is KeyNoticeKind.NEW
    if new != (notice.new_keys is not None):
        return "new_keys"
    return "since" if new == (notice.since is not None) else ""


def _departure(notice: DepartureCertificate) -> str:
    """Name the certificate's kind where it is another than departure."""
    return "" if notice.certificate.kind is CertificateKind.DEPARTURE else "certificate.kind"


BOUNDS: Final[Mapping[type, Bounds]] = {
    RulePackNotice: Bounds(
        fields={
            "state": _STATE,
            "number": Bound(shape=Whole(low=1, high=LAST_NUMBER)),
            "pack_digest": Bound(shape=Matching(pattern=_PACK)),
            "replaces": Bound(shape=Matching(pattern=_PACK, empty=True), says="Empty for none."),
            "minimum_program": Bound(shape=Text(most=CODE, empty=True)),
            "file": Bound(says="The name of the attachment that holds the update."),
            "file_digest": Bound(shape=Matching(pattern=DIGEST)),
            "law_changed": _NOTE,
            "mistakes_mended": _NOTE,
        },
        check=_rule_pack,
    ),
    DirectoryNotice: Bounds(fields={"signatures": Bound(most=MAINTAINERS, unique="maintainer")}),
    ListSignature: Bounds(fields={"maintainer": _OFFICE, "minisig": _NOTE}),
    DirectoryList: Bounds(
        fields={
            "number": Bound(shape=Whole(low=1, high=LAST_NUMBER), says="It only ever goes up."),
            "threshold": Bound(shape=Whole(low=1, high=MAINTAINERS), says="How many maintainers have to sign."),
            "maintainers": Bound(most=MAINTAINERS),
            "offices": Bound(most=OFFICES),
        }
    ),
    Maintainer: Bounds(fields={"code": _OFFICE, "signing_key": _CODE, "key_id": _CODE}),
    StateInForce: Bounds(fields={"state": _STATE}),
    DirectoryOffice: Bounds(
        fields={
            "code": _OFFICE,
            "state": _STATE,
            "town": _OPTIONAL,
            "address": Bound(shape=Text(most=NOTE, empty=True, note=True), optional=True),
            "phone": _OPTIONAL,
            "email": _OPTIONAL,
            "head": _OPTIONAL,
            "competent_for": Bound(most=len(Benefit), optional=True),
            "hours": _OPTIONAL,
            "closures": Bound(optional=True),
            "languages": Bound(shape=Matching(pattern=LANGUAGE), optional=True),
            "channels": Bound(most=len(DirectoryChannel), optional=True),
            "mail_limit": Bound(shape=Whole(low=1, high=STICK_BYTES)),
            "program_version": Bound(shape=Matching(pattern=PROGRAM, empty=True), optional=True),
            "keys": Bound(most=KEYS),
        }
    ),
    Closure: Bounds(fields={"from_day": Bound(name="from"), "to_day": Bound(name="to")}),
    DirectoryKey: Bounds(
        fields={
            "signing_key": _CODE,
            "sealing_key": _CODE,
            "key_id": _CODE,
            "words": Bound(shape=Matching(pattern=WORD), most=KEYS),
            "from_day": Bound(name="from"),
            "to_day": Bound(name="to"),
            "checked_by": _OPTIONAL,
        }
    ),
    KeyNotice: Bounds(
        fields={
            "office": _OFFICE,
            "key_id": Bound(shape=Matching(pattern=_KEY_ID)),
            "minisig": _NOTE,
            "since": Bound(says="From when a retired key is not used, or a revoked one may be in wrong hands."),
            "reason": _NOTE,
        },
        check=_key_notice,
    ),
    OfficeKeys: Bounds(
        fields={"signing_key": _CODE, "sealing_key": _CODE, "key_id": Bound(shape=Matching(pattern=_KEY_ID))}
    ),
    DepartureCertificate: Bounds(
        fields={
            "new_state": Bound(shape=Matching(pattern=STATE, empty=True), says="Empty where it is not known."),
            "new_address": _NOTE,
        },
        check=_departure,
    ),
}
