"""Makes the vectors: files with one thing right or wrong each, and `index.toml`, which says what must become of each.

Run by hand, `python -m tests.vectors.make`, when a vector is added. Keys and contents are fixed, but sealing is
different each time, so a file that is there stays: what an older program wrote must still be read.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop_app.domain.periods import InsurancePeriod
from desktop_app.exchange.archive import write_zip
from desktop_app.exchange.armour import to_text
from desktop_app.exchange.bundle import MANIFEST, Attachment, seal
from desktop_app.exchange.canonical import write_json
from desktop_app.exchange.certified import sign_certificate, sign_document
from desktop_app.exchange.contents import Original
from desktop_app.exchange.keys import write_card
from desktop_app.exchange.messages import encode_message
from desktop_app.exchange.paper_codes import codes_of
from desktop_app.exchange.sealing import seal_bytes
from tests.support.bundles import (
    SEALED_AT,
    a_bundle,
    a_certificate,
    a_message,
    a_message_id,
    a_notice,
    a_person,
    a_receipt,
    a_return,
    card_of,
    secret_of,
)
from tests.vectors.alter import READER, SENDER, THIRD, altered, members_of, raw, resealed, signed_again, with_manifest
from tests.vectors.further import further
from tests.vectors.types import handed_on, key_notices, lists, together, travelling, types, versions
from tests.vectors.vector import Vector, opens, refused

HERE = Path(__file__).parent
FILES = HERE / "files"


def good() -> list[Vector]:
    certificate, notice = a_message(a_certificate(), 1), a_message(a_notice(), 2)
    receipt, back = a_message(a_receipt(), 3), a_message(a_return(), 4)
    named = replace(a_person(), surname="O'Neíl-d\u2019Été", forenames="Zoë " + "Évariste " * 12 + "Ñandú")
    scan = Attachment(name="Carte n° 7 d'été.pdf", kind="scan", media_type="application/pdf", data=b"%PDF-1.4 invented")
    one = a_bundle(certificate)
    mail = to_text(one.data, one.file_name)
    quoted = "Dear colleague,\n\n" + "".join(f"> {line}  \n" for line in mail.splitlines()) + "\nKind regards\n"
    return [
        opens("good_period_certificate.cass", "A certificate of insurance periods", one.data),
        opens("good_claim_notice.cass", "A notification of claim", a_bundle(notice).data),
        opens("good_receipt.cass", "An acknowledgement alone", a_bundle(receipt).data),
        opens("good_return.cass", "A returned message", a_bundle(back).data),
        opens("good_all_messages.cass", "One of each message", a_bundle(certificate, notice, receipt, back).data),
        opens("good_no_messages.cass", "Nothing but the receipts of its manifest", a_bundle(missing=(2, 5)).data),
        opens(
            "good_names.cass",
            "Names with apostrophes, accents and 120 letters",
            a_bundle(a_message(replace(a_notice(), person=named))).data,
        ),
        opens(
            "good_attachment.cass", "A scan with an accent in its name", a_bundle(certificate, attachments=(scan,)).data
        ),
        opens("good_text.txt", "The text form", mail.encode()),
        opens(
            "good_quoted.eml",
            "The text form, quoted in a mail with other line ends",
            quoted.replace("\n", "\r\n").encode(),
        ),
        opens(
            "good_higher_minor.cass",
            "A higher minor version: its unknown field is kept aside",
            altered(
                "certificate.json", lambda told: told.update(schema_version="1.4", colour="blue"), schema_version="1.4"
            ),
        ),
        opens(
            "good_must_understand.cass",
            "A higher minor version with a field that must be understood: the message waits",
            altered(
                "certificate.json",
                lambda told: told.update(schema_version="1.4", colour="blue", must_understand=["colour"]),
                schema_version="1.4",
            ),
        ),
        opens(
            "good_other_major.cass",
            "Another major version: the message waits, its summary is shown",
            altered("certificate.json", lambda told: told.update(schema_version="2.0"), schema_version="2.0"),
        ),
        opens(
            "good_later_type.cass",
            "A message type of a later program: the message waits",
            altered(
                "receipt.json",
                lambda told: told.update(type="tomorrow"),
                a_message(a_receipt()),
                type="tomorrow",
            ),
        ),
        opens(
            "good_higher_format.cass",
            "A higher minor version of the manifest",
            resealed(signed_again(with_manifest(members_of(a_bundle(certificate)), format_version="1.7", ferry=[]))),
        ),
    ]


def outer() -> list[Vector]:
    one = a_bundle(a_message(a_certificate())).data
    text = to_text(one)
    lines = text.splitlines()
    return [
        refused(
            "bad_not_cass.cass", "A picture with a bundle's name", "bundle_not_cass", b"\x89PNG\r\n\x1a\n" + bytes(40)
        ),
        refused("bad_empty.cass", "Nothing", "bundle_not_cass", b""),
        refused("bad_text_without.txt", "A mail with no bundle in it", "bundle_not_cass", b"See attachment.\n"),
        refused("bad_header_cut.cass", "Ends inside the header", "bundle_truncated", one[:90]),
        refused("bad_cut.cass", "Ends inside the contents", "bundle_damaged", one[:-100]),
        refused("bad_bit.cass", "One bit flipped", "bundle_damaged", one[:1500] + bytes([one[1500] ^ 4]) + one[1501:]),
        refused("bad_longer.cass", "One byte more", "bundle_damaged", one + b"\0"),
        refused(
            "bad_age_version.cass", "A later age format", "bundle_version", one.replace(b"org/v1\n", b"org/v2\n", 1)
        ),
        refused("bad_text_cut.txt", "A text without its end", "bundle_truncated", "\n".join(lines[:-5]).encode()),
        refused(
            "bad_text_line_lost.txt",
            "A text that lost a line",
            "bundle_truncated",
            "\n".join(lines[:6] + lines[7:]).encode(),
        ),
        refused(
            "bad_text_letter.txt",
            "A text with a letter that cannot be",
            "bundle_text_damaged",
            "\n".join([*lines[:6], lines[6][:10] + "é" + lines[6][11:], *lines[7:]]).encode(),
        ),
        refused("bad_text_twice.txt", "Two bundles in one text", "bundle_text_several", (text + text).encode()),
        refused(
            "bad_not_for_us.cass",
            "Sealed to another office",
            "bundle_not_for_us",
            resealed(members_of(a_bundle(a_message(a_certificate()))), THIRD, SENDER),
        ),
    ]


def listed() -> list[Vector]:
    members = members_of(a_bundle(a_message(a_certificate())))
    receipt = members_of(a_bundle(a_message(a_receipt())))
    passed_on = seal(
        secret=secret_of(SENDER),
        sender=card_of(SENDER),
        recipient=card_of(THIRD),
        sequence=1,
        bundle_id=a_message_id(7),
        created_at=SEALED_AT,
        previous_digest="",
        received_up_to=0,
        missing=(),
        messages=(a_message(a_receipt()),),
    )
    stranger = a_bundle(a_message(a_certificate(THIRD)), sender=THIRD)
    return [
        refused(
            "bad_passed_on.cass",
            "Meant for another office, sealed again to us",
            "bundle_wrong_recipient",
            resealed(members_of(passed_on, THIRD)),
        ),
        refused("bad_unknown_office.cass", "From an office nobody knows here", "bundle_key_unknown", stranger.data),
        refused(
            "bad_other_key.cass",
            "In the name of an office, signed with another key",
            "bundle_key_unknown",
            resealed(signed_again(members, THIRD)),
        ),
        refused(
            "bad_signature.cass",
            "The manifest changed after signing",
            "bundle_signature_bad",
            resealed(with_manifest(members, received_up_to=9)),
        ),
        refused(
            "bad_signature_purpose.cass",
            "A signature made for something else",
            "bundle_signature_bad",
            resealed(signed_again(members, comment="cass-certificate LC-NIC for VC-NIS")),
        ),
        refused(
            "bad_signature_text.cass",
            "A signature that is none",
            "bundle_signature_bad",
            resealed({**members, f"{MANIFEST}.minisig": b"untrusted comment: signature\n"}),
        ),
        refused(
            "bad_digest.cass",
            "A message changed after signing",
            "bundle_digest_differs",
            resealed({**receipt, "receipt.json": receipt["receipt.json"].replace(b"three weeks", b"seven weeks")}),
        ),
        refused(
            "bad_message_absent.cass",
            "A listed message is not there",
            "bundle_incomplete",
            resealed({name: data for name, data in receipt.items() if name != "receipt.json"}),
        ),
        refused("bad_no_manifest.cass", "No manifest", "bundle_incomplete", resealed({"receipt.json": b"{}"})),
        refused(
            "bad_not_listed.cass",
            "A file the manifest does not list",
            "bundle_bad_names",
            resealed({**receipt, "return.json": b"{}"}),
        ),
        refused(
            "bad_format_version.cass",
            "A later bundle format",
            "bundle_version",
            resealed(signed_again(with_manifest(receipt, format_version="2.0"))),
        ),
        refused(
            "bad_manifest_field.cass",
            "A manifest with a field nobody agreed on",
            "bundle_manifest_unreadable",
            resealed(signed_again(with_manifest(receipt, colour="blue"))),
            field="colour",
        ),
        refused(
            "bad_manifest_sequence.cass",
            "A running number of nought",
            "bundle_manifest_unreadable",
            resealed(signed_again(with_manifest(receipt, sequence=0))),
            field="sequence",
        ),
        refused(
            "bad_manifest_same_file.cass",
            "One file listed for two messages",
            "bundle_bad_names",
            resealed(
                signed_again(
                    with_manifest(
                        receipt,
                        messages=[
                            {**json.loads(receipt[MANIFEST])["messages"][0], "message_id": a_message_id(number)}
                            for number in (1, 2)
                        ],
                    )
                )
            ),
        ),
        refused(
            "bad_manifest_ferry.cass",
            "A higher minor version of the manifest with a field that must be understood",
            "bundle_version",
            resealed(signed_again(with_manifest(receipt, format_version="1.7", ferry=[], must_understand=["ferry"]))),
        ),
        refused(
            "bad_manifest_same_message.cass",
            "One message listed twice",
            "bundle_manifest_unreadable",
            resealed(signed_again(with_manifest(receipt, messages=json.loads(receipt[MANIFEST])["messages"] * 2))),
            field="messages",
        ),
    ]


def zips() -> list[Vector]:
    members = members_of(a_bundle(a_message(a_receipt())))
    keys = [card_of(code).keys.sealing_key for code in (READER, SENDER)]

    def with_member(name: str, data: bytes = b"{}") -> bytes:
        return seal_bytes(write_zip({**members, name: data}), keys)

    whole = write_zip(members)
    lying = bytearray(whole)
    locked = bytearray(whole)
    place = whole.rindex(b"PK\x01\x02")
    locked[place + 8] |= 1
    lying[place + 24 : place + 28] = (10).to_bytes(4, "little")  # the list says ten bytes where there are more
    return [
        refused("bad_zip_path.cass", "A path out of the folder", "bundle_bad_names", with_member("../evil.json")),
        refused("bad_zip_absolute.cass", "A name from the root", "bundle_bad_names", with_member("/evil.json")),
        refused("bad_zip_device.cass", "A name Windows takes for a device's", "bundle_bad_names", with_member("CON")),
        refused(
            "bad_zip_letters.cass", "A name that turns its letters", "bundle_bad_names", with_member("a\u202enosj.exe")
        ),
        refused(
            "bad_zip_bomb.cass",
            "A member that inflates beyond the limit",
            "bundle_bomb",
            with_member("receipt-2.json", bytes(4 * 1024 * 1024 + 1)),
        ),
        refused(
            "bad_zip_many.cass",
            "More members than a bundle can have",
            "bundle_bomb",
            seal_bytes(write_zip({f"m-{number}.json": b"" for number in range(1_100)}), keys),
        ),
        refused(
            "bad_zip_lies.cass", "A member longer than the list says", "bundle_damaged", seal_bytes(bytes(lying), keys)
        ),
        refused(
            "bad_zip_encrypted.cass",
            "A member with a password of its own",
            "bundle_damaged",
            seal_bytes(bytes(locked), keys),
        ),
        refused("bad_zip_none.cass", "Sealed, but no ZIP", "bundle_damaged", seal_bytes(b"no zip at all", keys)),
    ]


def messages() -> list[Vector]:
    file = "certificate.json"

    def body(**changed: Any) -> Callable[[dict[str, Any]], None]:
        return lambda told: told["body"].update(changed)

    def row(**changed: Any) -> Callable[[dict[str, Any]], None]:
        return lambda told: told["body"]["rows"][0].update(changed)

    def bad(name: str, what: str, field: str, data: bytes) -> Vector:
        return refused(name, what, "message_unreadable", data, field=field)

    def without(name: str) -> Callable[[dict[str, Any]], None]:
        return lambda told: told["body"].pop(name) and None

    return [
        bad(
            "bad_message_weeks.cass", "78 weeks in a year", "body.rows.0.weeks_paid", altered(file, row(weeks_paid=78))
        ),
        bad(
            "bad_message_weeks_text.cass",
            "Weeks as text",
            "body.rows.0.weeks_paid",
            altered(file, row(weeks_paid="52")),
        ),
        bad(
            "bad_message_day.cass",
            "A 30th of February",
            "body.complete_to",
            altered(file, body(complete_to="2014-02-30")),
        ),
        bad("bad_message_field.cass", "A field nobody agreed on", "body.colour", altered(file, body(colour="blue"))),
        bad("bad_message_row_field.cass", "The same in a row", "body.rows.0.colour", altered(file, row(colour="blue"))),
        bad(
            "bad_message_missing.cass",
            "A field is missing",
            "body.stated_weeks",
            altered(file, without("stated_weeks")),
        ),
        bad("bad_message_kind.cass", "A kind that is none", "body.kind", altered(file, body(kind="guess"))),
        bad("bad_message_row_twice.cass", "One row id twice", "body.rows.1.row_id", altered(file, row(row_id="2"))),
        bad(
            "bad_message_letters.cass",
            "A name that turns its letters",
            "body.number",
            altered(file, body(number="A\u202eB")),
        ),
        bad(
            "bad_message_control.cass",
            "A control character in a name",
            "body.number",
            altered(file, body(number="A\u0007B")),
        ),
        bad("bad_message_long.cass", "A note too long", "body.remarks", altered(file, body(remarks="x" * 2001))),
        bad(
            "bad_message_id.cass",
            "An id that is not the listed one",
            "message_id",
            altered(file, lambda told: told.update(message_id=a_message_id(5))),
        ),
        bad(
            "bad_message_type.cass",
            "A type that is not the listed one",
            "type",
            altered("receipt.json", lambda _: None, a_message(a_receipt()), type="reminder"),
        ),
        bad(
            "bad_message_fraction.cass",
            "A fraction where a whole number belongs",
            "",
            raw(file, lambda data: data.replace(b'"version":1', b'"version":1.0')),
        ),
        bad(
            "bad_message_huge.cass",
            "A number beyond exact reading",
            "",
            raw(file, lambda data: data.replace(b'"version":1', b'"version":99999999999999999999')),
        ),
        bad(
            "bad_message_doubled.cass",
            "A doubled field",
            "",
            raw(file, lambda data: data.replace(b'"version":1', b'"version":1,"version":1')),
        ),
        bad(
            "bad_message_spaces.cass",
            "Not the canonical form",
            "",
            raw(file, lambda data: data.replace(b'"version":1', b'"version": 1')),
        ),
        bad(
            "bad_message_nfc.cass",
            "An accent in two letters",
            "",
            raw(file, lambda data: data.replace(b"Bernadette", "Bernade\u0301tte".encode())),
        ),
        bad(
            "bad_message_utf8.cass",
            "Not UTF-8",
            "",
            raw(file, lambda data: data.replace(b"Bernadette", b"Bern\xe9dette")),
        ),
        bad(
            "bad_message_surrogate.cass",
            "Half a letter",
            "body.person.forenames",
            raw(file, lambda data: data.replace(b"Bernadette", b"\\ud800")),
        ),
        bad(
            "bad_message_deep.cass",
            "Nested a thousand deep",
            "",
            raw(file, lambda data: data.replace(b'"rows":[', b'"rows":[' + b"[" * 100_000)),
        ),
        bad("bad_message_array.cass", "A list where an object belongs", "", raw(file, lambda _: b"[]")),
    ]


def certificates() -> list[Vector]:
    def signed_by(issuer: str, audience: tuple[str, ...], signer: str = SENDER, *, other: bool = False) -> bytes:
        members = members_of(a_bundle(a_message(a_certificate())))
        data = members["certificate.json"]
        told = data + b" " if other else data
        signature = sign_certificate(told, issuer, audience, secret_of(signer).signing)
        return resealed(signed_again({**members, "certificate.json.minisig": signature}))

    return [
        refused(
            "bad_certificate_signature.cass",
            "A certificate's own signature is over something else",
            "certificate_signature_bad",
            signed_by(SENDER, (READER,), other=True),
        ),
        refused(
            "bad_certificate_office.cass",
            "A certificate signed in another office's name",
            "certificate_signature_bad",
            signed_by(THIRD, (READER,)),
        ),
        refused(
            "bad_certificate_key.cass",
            "A certificate signed with another office's key",
            "certificate_key_unknown",
            signed_by(SENDER, (READER,), THIRD),
        ),
        refused(
            "bad_certificate_audience.cass",
            "A certificate meant for others",
            "certificate_not_for_us",
            signed_by(SENDER, (THIRD,)),
        ),
        refused(
            "bad_certificate_issuer.cass",
            "A certificate of another office, as if it were the sender's own",
            "certificate_issuer_differs",
            altered("certificate.json", lambda told: told["body"].update(office=THIRD)),
        ),
    ]


def cards() -> list[Vector]:
    whole = write_card(card_of(SENDER), secret_of(SENDER))

    def card(name: str, what: str, outcome: str, data: bytes, field: str = "") -> Vector:
        return Vector(name=name, what=what, outcome=outcome, data=data, kind="card", field=field)

    def changed(**changes: str) -> bytes:
        return write_json(json.loads(whole) | changes)

    return [
        card("good_card.json", "An office card", "opens", whole),
        card(
            "bad_card_name.json",
            "A card with another name written in",
            "card_signature_bad",
            whole.replace(b"National", b"Rational"),
        ),
        card(
            "bad_card_key.json",
            "A card with another office's sealing key written in",
            "card_signature_bad",
            whole.replace(card_of(SENDER).keys.sealing_key.encode(), card_of(THIRD).keys.sealing_key.encode()),
        ),
        card("bad_card_version.json", "A card of a later format", "card_version", changed(format_version="2.0")),
        card(
            "bad_card_field.json",
            "A card with a field nobody agreed on",
            "card_unreadable",
            changed(colour="blue"),
            "colour",
        ),
        card("bad_card_other.json", "Some other JSON", "card_unreadable", b'{"format":"something"}', "format"),
        card("bad_card_cut.json", "Half a card", "card_unreadable", whole[:300]),
        card("bad_card_large.json", "Far more than a card", "card_too_large", whole + b" " * 40_000),
    ]


def _many_rows() -> tuple[InsurancePeriod, ...]:
    row = a_certificate().rows[0]
    return tuple(replace(row, row_id=str(place), year=1950 + place, note=f"Card {place * 7919}") for place in range(70))


def papers() -> list[Vector]:
    data = encode_message(a_message(replace(a_certificate(), rows=_many_rows())))
    audience = ("GD-NIS", "VC-NIS")
    signature = sign_document(data, "period_certificate", SENDER, audience, secret_of(SENDER).signing)
    codes = codes_of(Original(data=data, signature=signature))
    text = "".join(f"{code}\n" for code in codes)
    forged = text[:60] + ("B" if text[60] == "A" else "A") + text[61:]

    def paper(name: str, what: str, outcome: str, told: str) -> Vector:
        return Vector(name=name, what=what, outcome=outcome, data=told.encode(), kind="qr")

    return [
        paper("good_qr.txt", "The codes of a certificate", "opens", text),
        paper("bad_qr_letter.txt", "Codes of which one has a letter changed", "qr_damaged", forged),
        paper("bad_qr_missing.txt", "Codes of which the first is missing", "qr_missing", "".join(codes[1:])),
        paper("bad_qr_other.txt", "The QR code of something else", "qr_unreadable", "WIFI:S:lobby;;"),
    ]


def main() -> None:
    """Write what the index does not have yet in just that way; with `--all`, everything anew."""
    FILES.mkdir(exist_ok=True)
    path = HERE / "index.toml"
    before = path.read_text(encoding="utf-8") if path.exists() and "--all" not in sys.argv else ""
    made = [
        *good(),
        *outer(),
        *listed(),
        *zips(),
        *messages(),
        *certificates(),
        *cards(),
        *papers(),
        *types(),
        *versions(),
        *together(),
        *travelling(),
        *handed_on(),
        *lists(),
        *key_notices(),
        *further(),
    ]
    for old in FILES.iterdir():
        if old.name not in {vector.name for vector in made}:
            old.unlink()
    for vector in made:
        if vector.entry not in before or not (FILES / vector.name).exists():
            (FILES / vector.name).write_bytes(vector.data)
    head = "# Made by make.py: what must become of each file, read by `reader`, who knows LC-NIC and VC-NIS.\n"
    path.write_text("\n".join([head, *(vector.entry for vector in made)]), encoding="utf-8")


if __name__ == "__main__":
    main()
