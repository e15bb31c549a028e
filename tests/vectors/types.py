"""The vectors of every message type and version, of what was enclosed and parted, of lists and notices of keys."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from desktop_app.domain.case_notices import Forward, ForwardReason
from desktop_app.domain.directory_notices import DirectoryNotice, KeyNotice, ListSignature
from desktop_app.domain.messages import MessageType
from desktop_app.exchange.archive import write_zip
from desktop_app.exchange.bundle import MANIFEST, ForwardedOriginal, Original, seal
from desktop_app.exchange.canonical import write_json
from desktop_app.exchange.certified import sign_document
from desktop_app.exchange.directory import sign_as, write_directory
from desktop_app.exchange.messages import encode_message
from desktop_app.exchange.messages.registry import KINDS
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
from tests.support.messages import FIRST, FULL, a_directory_notice, a_full_message, a_key_notice
from tests.vectors.alter import (
    READER,
    SENDER,
    THIRD,
    altered,
    members_of,
    resealed,
    signed_again,
    with_manifest,
    zip_of,
)
from tests.vectors.vector import Vector, opens, refused

Change = Callable[[dict[str, Any]], Any]


def types() -> list[Vector]:
    """Every type in its highest version, whole and with a fault; version 1.0 of the first four is among the others."""
    made = []
    for kind, body in FULL.items():
        version = KINDS[kind].version.replace(".", "_")
        message = a_message(body)
        made.append(opens(f"good_{kind.value}_{version}.cass", f"A {name(kind)}, version {version}", one(body)))
        told = json.loads(encode_message(message))["body"]
        first = min(told)
        made.append(
            refused(
                f"bad_{kind.value}_field.cass",
                f"A {name(kind)} with a field nobody agreed on",
                "message_unreadable",
                changed(kind, lambda told: told["body"].update(colour="blue")),
                field="body.colour",
            )
        )
        made.append(
            refused(
                f"bad_{kind.value}_list.cass",
                f"A {name(kind)} with a list where something else belongs",
                "message_unreadable",
                changed(kind, partial(_lists_in, first)),
                field=f"body.{first}.0" if isinstance(told[first], list) else f"body.{first}",
            )
        )
    return made


def _lists_in(field: str, told: dict[str, Any]) -> None:
    told["body"][field] = [[]]


def versions() -> list[Vector]:
    """What belongs to another version than a message says, or to one that is not known."""
    later = [
        refused(
            f"bad_{kind.value}_1_0_later.cass",
            f"A {name(kind)} of version 1.0 with a field of 1.1",
            "message_unreadable",
            altered(
                f"{KINDS[kind].stem}.json",
                lambda told: told.update(valid_until="2014-12-31"),
                a_message(FIRST[kind]),
            ),
            field="valid_until",
        )
        for kind in FIRST
    ]
    return [
        *later,
        opens("good_full_head.cass", "A message with every field of its head", bundle_of_full_head()),
        opens(
            "good_newer_value.cass",
            "A higher minor version with a reason that is not known: the message waits",
            changed(
                MessageType.RETURN,
                lambda told: (told.update(schema_version="1.4"), told["body"].update(reason="full_moon")),
                schema_version="1.4",
            ),
        ),
        opens(
            "good_later_type_signed.cass",
            "A type of a later program that is signed on its own: it waits with its signature",
            altered(
                "certificate.json",
                lambda told: told.update(type="tomorrow"),
                type="tomorrow",
            ),
        ),
        opens(
            "good_must_understand_known.cass",
            "A certificate whose rows do not count for every benefit: it says that this must be understood",
            one(FULL[MessageType.PERIOD_CERTIFICATE], 9),
        ),
    ]


def together() -> list[Vector]:
    """Fields that belong together, one fault each."""

    def bad(kind: MessageType, what: str, field: str, change: Change) -> Vector:
        return refused(
            f"bad_{kind.value}_{field.rsplit('.', maxsplit=1)[-1]}.cass",
            what,
            "message_unreadable",
            changed(kind, change),
            field=field,
        )

    return [
        bad(
            MessageType.REMINDER_REPLY,
            "A promise without its day",
            "body.answers.0.on",
            lambda told: told["body"]["answers"][0].pop("on"),
        ),
        bad(
            MessageType.INFO_REPLY,
            "An item that will follow, without its day",
            "body.answers.0.follows_on",
            lambda told: told["body"]["answers"][0].pop("follows_on"),
        ),
        bad(
            MessageType.PERIOD_REQUEST,
            "A span that ends before it starts",
            "body.span_to",
            lambda told: told["body"].update(span_to="1980-01-01"),
        ),
        bad(
            MessageType.DECISION,
            "An amount in another currency than it says",
            "body.amounts.0.payable",
            lambda told: told["body"]["amounts"][0]["payable"].update(currency="BBD"),
        ),
        bad(
            MessageType.DEPENDENCY_CERTIFICATE,
            "One row id twice",
            "body.dependants.1.row_id",
            lambda told: told["body"]["dependants"][1].update(row_id="1"),
        ),
        bad(
            MessageType.CLOSE,
            "Merged into no case",
            "body.merged_into",
            lambda told: told["body"].pop("merged_into"),
        ),
        bad(
            MessageType.KEY_NOTICE,
            "A new key that is not there",
            "body.new_keys",
            lambda told: told["body"].pop("new_keys"),
        ),
        bad(
            MessageType.RULE_PACK,
            "A rule update in which nothing is new",
            "body.law_changed",
            lambda told: (told["body"].pop("law_changed"), told["body"].pop("mistakes_mended")),
        ),
        bad(
            MessageType.DEPARTURE_CERTIFICATE,
            "On departure, but a certificate for a claim",
            "body.certificate.kind",
            lambda told: told["body"]["certificate"].update(kind="claim"),
        ),
        bad(
            MessageType.DIRECTORY,
            "A list whose words are not those of a key",
            "body.content.offices.0.keys.0.words",
            lambda told: told["body"]["content"]["offices"][0]["keys"][0]["words"].reverse(),
        ),
    ]


def travelling() -> list[Vector]:
    """Documents of other offices that are passed on, and bundles in parts."""
    issued = a_message(a_certificate(THIRD), 5)
    data = encode_message(issued)

    def passed_on(*audience: str, signer: str = THIRD) -> bytes:
        signature = sign_document(data, issued.type.value, THIRD, audience, secret_of(signer).signing)
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
            messages=(a_message(a_receipt()),),
            enclosed=(Original(data=data, signature=signature),),
        ).data

    whole = members_of(a_bundle(a_message(a_receipt(), 1), a_message(a_receipt(), 2)))
    first, second = json.loads(whole[MANIFEST])["messages"]
    parted = signed_again(with_manifest(whole, format_version="1.1", parts=2, messages=[first, {**second, "part": 2}]))
    half = [
        {name: held for name, held in parted.items() if name != gone} for gone in ("receipt-2.json", "receipt.json")
    ]
    return [
        opens("good_part_1.cass", "The first of two parts", resealed(half[0]), "good_part_2.cass"),
        opens("good_part_2.cass", "The second of two parts", resealed(half[1]), "good_part_1.cass"),
        refused("bad_part_alone.cass", "One of two parts alone", "bundle_parts_missing", resealed(half[0])),
        refused(
            "bad_part_other.cass",
            "A part beside one of another bundle",
            "bundle_part_differs",
            resealed(half[0]),
            others=("good_receipt.cass",),
        ),
        opens(
            "good_enclosed_unknown.cass",
            "A document of an office nobody knows here: named, not taken",
            passed_on(READER),
        ),
        opens(
            "good_enclosed_audience.cass", "A document enclosed for another office: named, not taken", passed_on(SENDER)
        ),
    ]


def handed_on() -> list[Vector]:
    """A notice of Saint Lucia to Saint Vincent that goes on to Grenada, which is competent."""
    notice = a_message(a_notice(), 5)
    came = members_of(a_bundle(notice, sender=SENDER, recipient=READER))
    told = Forward(
        about_message=notice.message_id,
        from_office=SENDER,
        to_office=THIRD,
        reason=ForwardReason.NOT_COMPETENT,
        filing_date=a_notice().filing_date,
        enclosed=True,
    )

    def passed_on(name: str, what: str, forward: Forward = told, *, altered: bool = False) -> Vector:
        data = came["claim-notice.json"]
        original = ForwardedOriginal(
            data=data.replace(b"2014-06-16", b"2014-06-17") if altered else data,
            signed_list=Original(data=came[MANIFEST], signature=came[f"{MANIFEST}.minisig"]),
        )
        sealed = seal(
            secret=secret_of(READER),
            sender=card_of(READER),
            recipient=card_of(THIRD),
            sequence=1,
            bundle_id=a_message_id(7),
            created_at=SEALED_AT,
            previous_digest="",
            received_up_to=0,
            missing=(),
            messages=(a_message(forward, 6),),
            forwarded=(original,),
        )
        return replace(opens(name, what, sealed.data), reader=THIRD)

    return [
        passed_on("good_forwarded.cass", "A notice that is not for its recipient, passed on whole"),
        passed_on(
            "good_forwarded_altered.cass", "Its filing date was changed on the way: named, not taken", altered=True
        ),
        passed_on(
            "good_forwarded_outside.cass",
            "Passed on to another office than the one that gets it: named, not taken",
            replace(told, to_office="JM-NIF"),
        ),
    ]


def lists() -> list[Vector]:
    """Lists of offices with their signatures."""
    notice = a_directory_notice()
    whole = write_directory(notice)
    one_signature, other_signature = notice.signatures

    def listed(name: str, what: str, outcome: str, data: bytes, field: str = "") -> Vector:
        return Vector(name=name, what=what, outcome=outcome, data=data, kind="list", field=field)

    def signed(*signatures: ListSignature) -> bytes:
        return write_directory(DirectoryNotice(content=notice.content, signatures=signatures))

    def told(**changes: Any) -> bytes:
        content = json.loads(members["directory.json"]) | changes
        return write_zip({**members, "directory.json": write_json(content)})

    members = zip_of(whole)
    stranger = sign_as(DirectoryNotice(content=notice.content, signatures=()), "GD-MNT", secret_of("GD-MNT").signing)
    forged = ListSignature(maintainer=other_signature.maintainer, minisig=one_signature.minisig)
    return [
        listed("good_list.cass-directory", "A list signed by two of two", "opens", whole),
        listed(
            "bad_list_too_few.cass-directory", "Signed by one of two", "list_too_few_signers", signed(one_signature)
        ),
        listed(
            "bad_list_stranger.cass-directory",
            "Signed by somebody who does not maintain it",
            "list_signer_unknown",
            signed(one_signature, *stranger.signatures),
        ),
        listed(
            "bad_list_forged.cass-directory",
            "One maintainer's signature under another's name",
            "list_signer_unknown",
            signed(one_signature, forged),
        ),
        listed("bad_list_changed.cass-directory", "Changed after signing", "list_signature_bad", told(number=5)),
        listed("bad_list_version.cass-directory", "A later format", "list_version", told(format_version="2.0")),
        listed(
            "bad_list_field.cass-directory",
            "A field nobody agreed on",
            "list_unreadable",
            told(colour="blue"),
            "colour",
        ),
        listed("bad_list_damaged.cass-directory", "No ZIP", "list_damaged", whole[:200]),
    ]


def key_notices() -> list[Vector]:
    """Notices about a key, as messages by themselves."""
    notice = a_key_notice()

    def told(name: str, what: str, outcome: str, body: KeyNotice) -> Vector:
        return Vector(name=name, what=what, outcome=outcome, data=encode_message(a_message(body)), kind="key_notice")

    return [
        told("good_key_notice.json", "A new key, signed by the old one", "opens", notice),
        told(
            "bad_key_notice_signature.json",
            "Another reason written in",
            "key_notice_signature_bad",
            replace(notice, reason="Something else"),
        ),
        told(
            "bad_key_notice_key.json",
            "In the name of a key the office never had",
            "key_notice_key_unknown",
            replace(notice, key_id="0123456789ABCDEF"),
        ),
        told(
            "bad_key_notice_office.json", "About another office", "key_notice_incomplete", replace(notice, office=THIRD)
        ),
    ]


def one(body: Any, number: int = 1) -> bytes:
    return a_bundle(a_message(body, number)).data


def changed(kind: MessageType, change: Change, **entry: Any) -> bytes:
    return altered(f"{KINDS[kind].stem}.json", change, a_message(FULL[kind]), **entry)


def bundle_of_full_head() -> bytes:
    return a_bundle(a_full_message(FULL[MessageType.CORRECTION])).data


def name(kind: MessageType) -> str:
    return kind.value.replace("_", " ")
