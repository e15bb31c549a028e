"""`bundle`: looks at a bundle, opens one for support, makes one from a message, maps one to another standard.

No store is touched.
"""

import json
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter, _SubParsersAction
from pathlib import Path
from typing import Final

from desktop_app.commands.columns import in_columns
from desktop_app.commands.command import DONE, REFUSED, Command, Outside
from desktop_app.commands.passphrases import add_passphrase, passphrase
from desktop_app.foundation.places import check_readable
from desktop_app.foundation.problems import PlaceProblem
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.map_words import lost_words, value_words, why_words
from desktop_app.wording.problems import sentences_of
from desktop_app.wording.terms import message_type_words
from desktop_app.workflows.bundle_files import (
    Inspection,
    Kind,
    UnpackedBundle,
    check_unused,
    look_at,
    seal_message,
    unpack,
)
from desktop_app.workflows.case_messages import Unnamed
from desktop_app.workflows.map_message import Target, map_file, write_mapped
from desktop_app.workflows.opening_key import opening_key
from desktop_app.workflows.seal_rules import open_key

_EXAMPLES: Final = {
    "inspect": "bundle inspect VC-NIS_LC-NIC_000001_1of1.cass",
    "open": "bundle open FILE.cass --key office.key --from sender-card.json --out folder",
    "seal": "bundle seal message.json --from office.key --to card.json --out bundle.cass",
    "map": "bundle map message.json --to eessi --out message.xml",
}


def _part(parts: "_SubParsersAction[ArgumentParser]", name: str, words: str) -> ArgumentParser:
    """Add one part of the command, with its example."""
    epilog = f"{text('For example')}:\n  cass-desk {_EXAMPLES[name]}"
    return parts.add_parser(name, help=words, epilog=epilog, formatter_class=RawDescriptionHelpFormatter)


def _arguments(parser: ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", required=True, metavar="PART")
    look = _part(parts, "inspect", text("what a file is, without opening it"))
    look.add_argument("file", type=Path, metavar="FILE")
    look.add_argument("--json", action="store_true", help=text("print it for machines"))
    opening = _part(parts, "open", text("verify and unpack a bundle; nothing is applied"))
    opening.add_argument(
        "file", type=Path, metavar="FILE", nargs="+", help=text("the bundle, all its parts if several")
    )
    opening.add_argument("--key", type=Path, required=True, metavar="FILE", help=text("the office's key, as for age"))
    opening.add_argument("--out", type=Path, required=True, metavar="DIR", help=text("a new folder"))
    opening.add_argument(
        "--from", type=Path, action="append", default=[], dest="cards", metavar="CARD", help=text("the sender's card")
    )
    opening.add_argument("--json", action="store_true", help=text("print it for machines"))
    add_passphrase(opening)
    sealing = _part(parts, "seal", text("make a bundle from a message or a case file in JSON"))
    sealing.add_argument("file", type=Path, metavar="CASE-OR-MESSAGE.json")
    sealing.add_argument(
        "--from", type=Path, required=True, dest="key", metavar="KEY", help=text("the sender's key file")
    )
    sealing.add_argument("--to", type=Path, required=True, metavar="CARD", help=text("the recipient's card"))
    sealing.add_argument("--out", type=Path, required=True, metavar="FILE", help=text("the bundle to write"))
    sealing.add_argument("--sequence", type=int, default=1, help=text("its number for the pair of offices"))
    sealing.add_argument(
        "--attach", type=Path, action="append", default=[], metavar="FILE", help=text("a scan or paper")
    )
    sealing.add_argument("--surname", default="", help=text("of the person of a case file, which names nobody"))
    sealing.add_argument("--forenames", default="", help=text("the same person's other names"))
    sealing.add_argument("--json", action="store_true", help=text("print it for machines"))
    add_passphrase(sealing)
    mapping = _part(parts, "map", text("tell a message in the documents of another standard"))
    mapping.add_argument("file", type=Path, metavar="MESSAGE.json")
    mapping.add_argument("--to", required=True, choices=[target.value for target in Target], help=text("the standard"))
    mapping.add_argument(
        "--out", type=Path, metavar="FILE", help=text("the file to write; EESSI as XML where it ends in .xml")
    )
    mapping.add_argument("--sender", default="", metavar="CODE", help=text("the office that sends it; DCI wants one"))
    mapping.add_argument("--recipient", default="", metavar="CODE", help=text("the office it goes to"))
    mapping.add_argument("--json", action="store_true", help=text("print it for machines"))


def _run(args: Namespace, outside: Outside) -> int:
    if args.part == "inspect":
        return _inspected(look_at(args.file), as_json=args.json)
    if args.part == "map":
        return _mapped(args, outside)
    if args.part == "open":
        check_readable(*args.file, args.key, *args.cards)
        check_unused(args.out)
        key = opening_key(args.key, outside.clock, lambda: passphrase(args.passphrase_file, new=False))
        return _unpacked(unpack(args.file, key, args.out, args.cards), as_json=args.json)
    check_readable(args.file, args.key, args.to, *args.attach)
    check_unused(args.out)
    sender = open_key(args.key, passphrase(args.passphrase_file, new=False))
    made = seal_message(
        args.file,
        sender,
        args.to,
        args.out,
        outside.clock,
        sequence=args.sequence,
        attachments=args.attach,
        said=_unnamed(args),
    )
    told = {"file": str(args.out), "bundle_id": made.bundle_id, "digest": made.digest, "size": made.size}
    print(
        json.dumps(told, indent=2)
        if args.json
        else text("{file}: {size} bytes, sealed. An office names it {name}.").format(
            file=args.out, size=f"{made.size:,}", name=made.file_name
        )
    )
    return DONE


def _unnamed(args: Namespace) -> Unnamed:
    return Unnamed(
        surname=args.surname or text("Not named"),
        forenames=args.forenames,
        filing_proof=text("Not told: made from a case file"),
        number=f"CASE-{args.sequence}",
    )


def _inspected(found: Inspection, *, as_json: bool) -> int:
    name = found.name
    if as_json:
        told = {
            "kind": found.kind.value,
            "format": found.format or None,
            "size": found.size,
            "recipients": list(found.recipients),
            "bundles": found.held or None,
            "office": found.office or None,
            "key_id": found.key_id or None,
            "sender": name.sender if name else None,
            "recipient": name.recipient if name else None,
            "sequence": name.sequence if name else None,
            "part": name.part if name else None,
            "parts": name.parts if name else None,
            "problem": found.problem or None,
        }
        print(json.dumps(told, indent=2))
        return REFUSED if found.problem else DONE
    lines = [(text("Kind"), _kind(found.kind))]
    if found.format:
        lines.append((text("Format"), found.format))
    lines.append((text("Size"), f"{found.size:,}"))
    if name:
        lines += [
            (text("From, by its name"), name.sender),
            (text("For, by its name"), name.recipient),
            (text("Number"), str(name.sequence)),
            (text("Part"), text("{part} of {parts}").format(part=name.part, parts=name.parts)),
        ]
    if found.held:
        lines.append((text("Bundles in it"), str(found.held)))
    if found.recipients:
        kinds = ", ".join(sorted(set(found.recipients)))
        keys = plural("{n} key ({kinds}); nothing outside says whose", "{n} keys ({kinds}); nothing outside says whose",
                      len(found.recipients)).format(n=len(found.recipients), kinds=kinds)  # fmt: skip
        lines.append((text("Sealed for"), keys))
    if found.office:
        lines += [(text("Office"), found.office), (text("Key id"), found.key_id)]
    print("\n".join(in_columns(lines)))
    if found.problem:
        words = sentences_of(found.problem, {})
        print(f"{words.happened} {words.do}".strip())
    return REFUSED if found.problem else DONE


def _kind(kind: Kind) -> str:
    return {
        Kind.BUNDLE: text("a sealed bundle (age)"),
        Kind.BUNDLE_TEXT: text("a sealed bundle as text"),
        Kind.WRAPPED: text("a mail, text or ZIP with a sealed bundle in it"),
        Kind.OFFICE_CARD: text("an office card"),
        Kind.OTHER: text("something else"),
    }[kind]


def _unpacked(found: UnpackedBundle, *, as_json: bool) -> int:
    opened, manifest = found.bundle, found.bundle.manifest
    if as_json:
        told = {
            "sender": manifest.sender_office,
            "recipient": manifest.recipient_office,
            "sequence": manifest.sequence,
            "bundle_id": manifest.bundle_id,
            "created_at": manifest.created_at.isoformat(),
            "parts": manifest.parts,
            "missing_parts": list(opened.missing_parts),
            "digest": opened.digest,
            "verified": found.verified,
            "messages": [{"type": each.type.value, "message_id": each.message_id} for each in opened.messages],
            "not_understood": [{"type": each.type, "waits": each.waits.value} for each in opened.not_understood],
            "enclosed": [
                {"issuer": each.signature.office, "type": each.message.type.value} for each in opened.enclosed
            ],
            "forwarded": [{"office": each.office, "type": each.message.type.value} for each in opened.forwarded],
            "left_aside": [
                {"issuer": each.issuer, "type": each.type, "problem": each.code} for each in opened.not_taken
            ],
            "attachments": len(opened.attachments),
            "files": [path.name for path in found.files],
        }
        print(json.dumps(told, indent=2))
        return DONE
    signed = text("verified with the card given") if found.verified else text("NOT verified: give the sender's card")
    lines = [
        (text("From"), manifest.sender_office),
        (text("For"), manifest.recipient_office),
        (text("Number"), str(manifest.sequence)),
        *((text("Part not given"), str(part)) for part in opened.missing_parts),
        (text("Signature"), signed),
        *((message_type_words(message.type), message.message_id) for message in opened.messages),
        *((text("Not understood"), f"{each.type} {each.schema_version}") for each in opened.not_understood),
        *(
            (text("Issued by {office}").format(office=each.signature.office), message_type_words(each.message.type))
            for each in opened.enclosed
        ),
        *(
            (text("First sent by {office}").format(office=each.office), message_type_words(each.message.type))
            for each in opened.forwarded
        ),
        *((text("Left aside"), sentences_of(each.code, {"office": each.issuer}).happened) for each in opened.not_taken),
        *((text("Written"), str(path)) for path in found.files),
    ]
    print("\n".join(in_columns(lines)))
    return DONE


def _mapped(args: Namespace, outside: Outside) -> int:
    mapped = map_file(args.file, Target(args.to), outside.clock, sender=args.sender, recipient=args.recipient)
    if args.out and args.out.exists():
        raise PlaceProblem("file_exists", file=args.out.name)
    if args.out:
        write_mapped(mapped, args.out)
    if args.json:
        told = {
            "documents": [{"name": name, "content": content} for name, content in mapped.documents],
            "not_carried": [
                {"field": lost.path, "values": [value_words(value) for value in lost.values], "why": lost.why.value}
                for lost in mapped.lost
            ],
            "file": str(args.out) if args.out else None,
        }
        print(json.dumps(told, indent=2, ensure_ascii=False))
        return DONE if mapped.documents else REFUSED
    lines = [(text("Documents"), ", ".join(mapped.names) or text("none: the standard has no document for it"))]
    if args.out:
        lines.append((text("Written"), str(args.out)))
    print("\n".join(in_columns(lines)))
    for lost in mapped.lost:
        field, said = lost_words(lost.path, lost.values)
        print(f"\n{field}: {said}" if said else f"\n{field}")
        print(f"  {why_words(lost.why)}")
    return DONE if mapped.documents else REFUSED


COMMAND = Command(
    summary=text("look at, open or make a sealed bundle; tell a message in another standard"),
    examples=tuple(_EXAMPLES.values()),
    arguments=_arguments,
    run=_run,
)
