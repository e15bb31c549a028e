"""The vectors of rule updates, key files, mails, odd letters, paths and bombs, and of what is named and not taken."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from desktop_app.domain.case_notices import Forward, ForwardReason
from desktop_app.domain.messages import Message
from desktop_app.exchange.archive import write_zip
from desktop_app.exchange.armour import to_text
from desktop_app.exchange.bundle import MANIFEST, Attachment, Original, seal
from desktop_app.exchange.canonical import write_json
from desktop_app.exchange.certified import sign_document
from desktop_app.exchange.contents import ForwardedOriginal
from desktop_app.exchange.key_file import FORMAT as KEY_FILE
from desktop_app.exchange.messages import encode_message
from desktop_app.exchange.sealing import seal_bytes
from tests.support.bundles import (
    SEALED_AT,
    a_bundle,
    a_certificate,
    a_message,
    a_message_id,
    a_notice,
    a_receipt,
    card_of,
    secret_of,
)
from tests.support.messages import a_directory_notice
from tests.support.rule_updates import publisher, update_file
from tests.support.weak_key_files import sealed_with
from tests.vectors.alter import READER, SENDER, altered, members_of, raw, resealed, signed_again, with_manifest, zip_of
from tests.vectors.vector import Vector, opens, refused

PASSPHRASE = "seven lanterns over a quiet reef"
UNKNOWN = "JM-NIF"
NAMELESS = (
    "UEsDBBQAAAAAAAAAIQAAAAAAAAAAAAAAAAAAAAAAUEsBAhQDFAAAAAAAAAAhAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAFBLBQYAAAAAAQABAC4AAAAeAAAAAAA="
)
"""A ZIP of one empty file whose name is empty."""
CERTIFICATE = "certificate.json"


def further() -> list[Vector]:
    """All of them."""
    return [*rules(), *key_files(), *mails(), *twice_signed(), *named(), *odd_letters(), *paths(), *found_by_fuzzing()]


def rules() -> list[Vector]:
    """Updates of a State's rules."""
    whole = update_file()
    members = zip_of(whole)
    signature = next(name for name in members if name.endswith(".minisig"))
    file = next(name for name in members if name.endswith(".toml"))

    def rule(name: str, what: str, outcome: str, data: bytes, field: str = "") -> Vector:
        return Vector(name=name, what=what, outcome=outcome, data=data, kind="rules", field=field)

    def with_member(name: str, data: bytes) -> bytes:
        return write_zip({**members, name: data})

    def told(**changes: Any) -> bytes:
        return with_member(MANIFEST, write_json(json.loads(members[MANIFEST]) | changes))

    return [
        rule("good_rules.cass-rules", "An update of rules", "opens", whole),
        rule("bad_rules_other.cass-rules", "A text with an update's name", "update_not_rules", b"[pack]\n"),
        rule("bad_rules_cut.cass-rules", "Half an update", "update_damaged", whole[: len(whole) // 2]),
        rule(
            "bad_rules_path.cass-rules", "A path out of the folder", "update_bad_names", with_member("../a.toml", b"")
        ),
        rule("bad_rules_more.cass-rules", "A file that is not listed", "update_bad_names", with_member("a.toml", b"")),
        rule(
            "bad_rules_bomb.cass-rules",
            "A file that inflates beyond the limit",
            "update_bomb",
            with_member("a.toml", bytes(2 * 1024 * 1024 + 1)),
        ),
        rule(
            "bad_rules_field.cass-rules",
            "A field nobody agreed on",
            "update_manifest_unreadable",
            told(colour="x"),
            "colour",
        ),
        rule("bad_rules_version.cass-rules", "A later format", "update_version", told(format_version="2.0")),
        rule(
            "bad_rules_hidden_version.cass-rules",
            "A version of one letter that nobody sees",
            "update_manifest_unreadable",
            told(format_version="\ufeff"),
            "format_version",
        ),
        rule(
            "bad_rules_file_gone.cass-rules",
            "A file of the pack is missing",
            "update_incomplete",
            write_zip({name: data for name, data in members.items() if name != file}),
        ),
        rule(
            "bad_rules_changed.cass-rules",
            "A file changed after signing",
            "update_file_changed",
            with_member(file, b"#"),
        ),
        rule(
            "bad_rules_unsigned.cass-rules",
            "An update nobody signed",
            "update_not_signed",
            write_zip({name: data for name, data in members.items() if name != signature}),
        ),
        rule("bad_rules_forged.cass-rules", "Its number changed after signing", "update_signature_bad", told(number=2)),
    ]


def key_files() -> list[Vector]:
    """Key files of rule makers; their passphrase is that of the tests, and costs next to nothing to try."""
    own = publisher("VC-RULES").secret.to_bytes()
    told = {
        "format": KEY_FILE,
        "format_version": "1.0",
        "office": "VC-RULES",
        "state": "VC",
        "secret": base64.b64encode(own).decode("ascii"),
    }

    def key(name: str, what: str, outcome: str, data: bytes) -> Vector:
        return Vector(name=name, what=what, outcome=outcome, data=data, kind="key_file")

    plain = write_json(told)
    return [
        key("good_key_file.age", "A key file", "opens", sealed_with(plain, PASSPHRASE)),
        key("bad_key_file_other.age", "Another passphrase", "key_passphrase_wrong", sealed_with(plain, "another one")),
        key("bad_key_file_plain.age", "Keys that are not encrypted", "key_file_unreadable", plain),
        key(
            "bad_key_file_secret.age",
            "A key with letters that cannot be",
            "key_file_unreadable",
            sealed_with(write_json({**told, "secret": "\u00e9"}), PASSPHRASE),
        ),
        key(
            "bad_key_file_costly.age",
            "One that asks for four gibibytes to try a passphrase",
            "key_file_costly",
            sealed_with(plain, PASSPHRASE, "22"),
        ),
    ]


def mails() -> list[Vector]:
    """What mail programs, gateways and people make of bundles."""
    sealed = a_bundle(a_message(a_receipt())).data
    text = to_text(sealed)
    locked = bytearray(write_zip({"a.cass": sealed}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.rindex(mark) + place] |= 1

    def mail(name: str, what: str, outcome: str, data: bytes) -> Vector:
        return Vector(name=name, what=what, outcome=outcome, data=data, kind="mail")

    head = "From: desk@lc.example\nContent-Type: text/plain"
    return [
        mail("good_zipped.zip", "A bundle in a ZIP that a gateway made", "opens", write_zip({"a.cass": sealed})),
        mail("bad_zipped_locked.zip", "The same with a password", "archive_locked", bytes(locked)),
        mail("bad_zipped_cut.zip", "The same cut off", "archive_unreadable", write_zip({"a.cass": sealed})[:-30]),
        mail(
            "bad_zipped_nameless.zip", "A file without a name in it", "archive_unreadable", base64.b64decode(NAMELESS)
        ),
        mail(
            "bad_zipped_many.zip",
            "More files than a person puts into a ZIP",
            "archive_unreadable",
            write_zip({f"a-{number}.cass": b"" for number in range(201)}),
        ),
        mail(
            "good_costly_head.eml",
            "A mail whose head would take a mail reader hours: read as a text",
            "opens",
            f"{head}{'; a*0=b' * 1_000}\n\n{text}".encode(),
        ),
    ]


def twice_signed() -> list[Vector]:
    """A list of offices in a message, where one signature stands twice."""
    data = encode_message(a_message(a_directory_notice()))
    told = json.loads(data)
    told["body"]["signatures"] = told["body"]["signatures"][:1] * 2

    def message(name: str, what: str, outcome: str, data: bytes, field: str = "") -> Vector:
        return Vector(name=name, what=what, outcome=outcome, data=data, kind="list_message", field=field)

    return [
        message("good_list_message.json", "A list in a message", "opens", data),
        message(
            "bad_list_message_twice.json",
            "One signature twice",
            "message_unreadable",
            write_json(told),
            "body.signatures.1.maintainer",
        ),
    ]


def named() -> list[Vector]:
    """Sound bundles with something in them that is named and not taken."""
    own = a_message(a_certificate(READER), 5)
    data = encode_message(own)
    signature = sign_document(data, own.type.value, READER, (SENDER, READER), secret_of(READER).signing)
    return [
        opens(
            "good_enclosed_own.cass",
            "The reader's own certificate comes back: named, not taken",
            _sealed(a_message(a_receipt()), enclosed=(Original(data=data, signature=signature),)),
        ),
        opens("good_forwarded_own.cass", "The reader's own notice comes back: named, not taken", _forwarded(READER)),
        opens(
            "good_forwarded_unknown.cass",
            "A notice of an office nobody knows here, passed on: named, not taken",
            _forwarded(UNKNOWN),
        ),
    ]


def _forwarded(first: str) -> bytes:
    """A notice of one office to Saint Lucia, which passes it on to Saint Vincent."""
    notice = a_message(a_notice(), 5)
    came = members_of(a_bundle(notice, sender=first, recipient=SENDER), SENDER)
    signed_list = Original(data=came[MANIFEST], signature=came[f"{MANIFEST}.minisig"])
    told = Forward(
        about_message=notice.message_id,
        from_office=first,
        to_office=READER,
        reason=ForwardReason.NOT_COMPETENT,
        filing_date=a_notice().filing_date,
        enclosed=True,
    )
    original = ForwardedOriginal(data=came["claim-notice.json"], signed_list=signed_list)
    return _sealed(a_message(told, 6), forwarded=(original,))


def _sealed(message: Message, **more: Any) -> bytes:
    return seal(
        secret=secret_of(SENDER),
        sender=card_of(SENDER),
        recipient=card_of(READER),
        sequence=1,
        bundle_id=a_message_id(7),
        created_at=SEALED_AT,
        previous_digest="",
        received_up_to=0,
        missing=(),
        messages=(message,),
        **more,
    ).data


def odd_letters() -> list[Vector]:
    """Letters, numbers and shapes that are not as agreed, each in a certificate signed and listed as it should be."""

    def bad(name: str, what: str, field: str, data: bytes) -> Vector:
        return refused(name, what, "message_unreadable", data, field=field)

    def with_number(text: str) -> Callable[[dict[str, Any]], None]:
        return lambda told: told["body"].update(number=text)

    def version(written: bytes) -> bytes:
        return raw(CERTIFICATE, lambda data: data.replace(b'"version":1', b'"version":' + written))

    return [
        bad("bad_message_nul.cass", "A letter of nought", "body.number", altered(CERTIFICATE, with_number("A\x00B"))),
        bad(
            "bad_message_isolate.cass",
            "Letters that are shown in another order",
            "body.number",
            altered(CERTIFICATE, with_number("A\u2067B\u2069")),
        ),
        bad(
            "bad_message_marks.cass",
            "Forty accents on one letter",
            "body.number",
            raw(CERTIFICATE, lambda data: data.replace(b"LC-CERT", ("a" + "\u0328" * 40).encode())),
        ),
        bad("bad_message_power.cass", "A number with a huge power", "", version(b"1e999999")),
        bad("bad_message_digits.cass", "A number of ten thousand digits", "", version(b"9" * 10_000)),
        bad("bad_message_nan.cass", "No number at all", "", version(b"NaN")),
        bad("bad_message_minus.cass", "A nought with a minus", "", version(b"-0")),
        bad(
            "bad_message_deep_objects.cass",
            "Objects in objects, a thousand deep",
            "",
            raw(CERTIFICATE, lambda data: data.replace(b'"rows":[', b'"rows":' + b'{"a":' * 1_000)),
        ),
        bad(
            "bad_message_nested.cass",
            "Nested deeper than agreed, and sound JSON",
            "body.rows.1.note" + ".a" * 9,
            raw(CERTIFICATE, _nested),
        ),
    ]


def _nested(data: bytes) -> bytes:
    return data.replace(b'"One card is torn"', b'{"a":' * 30 + b"1" + b"}" * 30)


def paths() -> list[Vector]:
    """Names that lead elsewhere: of files in the ZIP, and of attachments in the signed list."""
    members = members_of(a_bundle(a_message(a_receipt())))
    keys = [card_of(code).keys.sealing_key for code in (READER, SENDER)]
    scan = Attachment(name="scan.png", kind="scan", media_type="image/png", data=b"invented")
    with_scan = members_of(a_bundle(a_message(a_receipt()), attachments=(scan,)))
    (entry,) = json.loads(with_scan[MANIFEST])["attachments"]

    def zipped(name: str, what: str, file: str) -> Vector:
        return refused(name, what, "bundle_bad_names", seal_bytes(write_zip({**members, file: b"{}"}), keys))

    def attached(name: str, what: str, shown: str) -> Vector:
        data = resealed(signed_again(with_manifest(with_scan, attachments=[{**entry, "name": shown}])))
        return refused(name, what, "bundle_manifest_unreadable", data, field="attachments.0.name")

    return [
        zipped("bad_zip_backslash.cass", "A path of another system", "..\\evil.json"),
        zipped("bad_zip_drive.cass", "A path on a drive", "c:evil.json"),
        zipped("bad_zip_hidden.cass", "A name that hides itself", ".evil.json"),
        zipped("bad_zip_blank.cass", "A name that ends in a blank", "receipt.json "),
        zipped("bad_zip_capitals.cass", "A name that differs in capitals alone", "RECEIPT.json"),
        refused("bad_zip_twice.cass", "One name twice", "bundle_bad_names", seal_bytes(_doubled(members), keys)),
        attached("bad_attachment_path.cass", "An attachment that leads out of its folder", "../scan.png"),
        attached("bad_attachment_drive.cass", "An attachment on a drive", "C:scan.png"),
        attached("bad_attachment_hidden.cass", "An attachment that hides itself", ".scan.png"),
        attached("bad_attachment_letters.cass", "An attachment that turns its letters", "scan\u202egnp.exe"),
        attached("bad_attachment_long.cass", "An attachment of 121 letters", "x" * 121),
    ]


def _doubled(members: dict[str, bytes]) -> bytes:
    """A ZIP in which the last name stands twice."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in [*members.items(), *list(members.items())[-1:]]:
            entry = ZipInfo(name if name != "receipt.json" or name not in archive.namelist() else "receipt.jsoN")
            archive.writestr(entry, content, compress_type=ZIP_DEFLATED)
    return made.getvalue().replace(b"receipt.jsoN", b"receipt.json")


def found_by_fuzzing() -> list[Vector]:
    """What chance found, and what was mended."""

    def bad(name: str, what: str, field: str, data: bytes) -> Vector:
        return refused(name, what, "message_unreadable", data, field=field)

    return [
        bad(
            "bad_message_day_name.cass",
            "A field that is called like a day that cannot be",
            "2014-02-30",
            altered(CERTIFICATE, lambda told: told.update({"2014-02-30": 1})),
        ),
        bad(
            "bad_message_turning_name.cass",
            "A field whose name turns the sentence that tells of it",
            "body.\ufffdx",
            altered(CERTIFICATE, lambda told: told["body"].update({"\u202ex": 1})),
        ),
        bad(
            "bad_message_hidden_type.cass",
            "A type of one letter that nobody sees",
            "type",
            altered(CERTIFICATE, lambda told: told.update(type="\U000e0001")),
        ),
        bad(
            "bad_message_must_twice.cass",
            "A field that must be understood, named twice",
            "must_understand",
            altered(
                CERTIFICATE,
                lambda told: told.update(
                    schema_version="1.1", obligation_id="o-1", must_understand=["obligation_id", "obligation_id"]
                ),
                a_message(replace(a_certificate(), conversion="None")),
                schema_version="1.1",
            ),
        ),
    ]
