"""`rules key`, `rules seal`, `rules sign`: how an institution's IT staff makes a signed update of its State's rules."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from desktop_app.commands.command import DONE, REFUSED, Outside
from desktop_app.commands.passphrases import add_passphrase, passphrase
from desktop_app.domain.findings import Finding
from desktop_app.domain.offices import Office
from desktop_app.domain.time import parse_date
from desktop_app.foundation.places import check_readable
from desktop_app.wording.catalogue import text
from desktop_app.wording.findings import finding_words
from desktop_app.wording.formats import date_words
from desktop_app.workflows.rules_in_use import PackRefused
from desktop_app.workflows.seal_rules import (
    NewUpdate,
    OpenKey,
    SealedUpdate,
    make_key,
    open_key,
    seal_rules,
    sign_rules,
)

PARTS = ("key", "seal", "sign")

Part = Callable[..., ArgumentParser]
"""Adds a part to a command: what argparse calls `add_parser`."""


def add_parts(add: Part) -> tuple[ArgumentParser, ...]:
    """Add the parts to those of `rules`; `add` is the `add_parser` of its parts."""
    return _key(add), _seal(add), _sign(add)


def run_part(args: Namespace, outside: Outside) -> int:
    """Run one of the parts."""
    if args.part == "key":
        return _make_key(args, outside)
    if args.part == "sign":
        check_readable(args.file)
        return _told(sign_rules(args.file, _opened(args), args.out or args.file), as_json=args.json)
    said = NewUpdate(
        in_force_from=parse_date(args.in_force),
        number=args.number,
        law_changed=args.law_changed,
        mistakes_mended=args.mended,
        replaces=args.replaces,
        **({"minimum_program": args.minimum_program} if args.minimum_program else {}),
    )
    try:
        made = seal_rules(outside.clock, args.folder, _opened(args), said, args.out)
    except PackRefused as refused:
        return _refused(refused.findings)
    return _told(made, as_json=args.json)


def _key(add: Part) -> ArgumentParser:
    key = add(
        "key",
        help=text("make the key file and the office card of an institution's rule makers"),
        epilog=f"{text('For example')}: cass-desk rules key VC-RULES --name 'Sample rules office' --town Sampletown "
        "--out vc.cass-key --card vc.cass-card",
    )
    key.add_argument("office", metavar="CODE", help=text("the office's code, the State's code first: VC-RULES"))
    key.add_argument("--name", required=True, help=text("the office's name"))
    key.add_argument("--town", default="", help=text("where it is"))
    key.add_argument("--out", metavar="KEYFILE", required=True, type=Path, help=text("the secret key file to write"))
    key.add_argument("--card", metavar="FILE", required=True, type=Path, help=text("the card to write and hand out"))
    add_passphrase(key)
    return key


def _seal(add: Part) -> ArgumentParser:
    seal = add(
        "seal",
        help=text("make a signed update of a State's rules"),
        epilog=f"{text('For example')}: cass-desk rules seal resources/rules/VC --from vc.cass-key --in-force "
        "2027-01-01 --number 1 --law-changed 'Ceiling of 2027' --out VC-rules-000001.cass-rules",
    )
    seal.add_argument("folder", metavar="FOLDER", type=Path, help=text("the State's folder, with its state.toml"))
    _key_file(seal)
    seal.add_argument("--in-force", metavar="DATE", required=True, help=text("from which day its newest law holds"))
    seal.add_argument("--out", metavar="FILE", required=True, type=Path, help=text("the file to write, or a folder"))
    seal.add_argument("--number", metavar="N", type=int, default=1, help=text("counts this State's updates upwards"))
    seal.add_argument("--law-changed", metavar="TEXT", default="", help=text("what the law says otherwise now"))
    seal.add_argument("--mended", metavar="TEXT", default="", help=text("which mistakes of the pack are mended"))
    seal.add_argument("--replaces", metavar="DIGEST", default="", help=text("the pack it replaces; else our own"))
    seal.add_argument("--minimum-program", metavar="VERSION", default="", help=text("the CASS Desk it needs"))
    return seal


def _sign(add: Part) -> ArgumentParser:
    sign: ArgumentParser = add(
        "sign",
        help=text("add another office's signature to an update"),
        epilog=f"{text('For example')}: cass-desk rules sign VC-rules-000001.cass-rules --from lc.cass-key",
    )
    sign.add_argument("file", metavar="FILE", type=Path, help=text("the update"))
    _key_file(sign)
    sign.add_argument("--out", metavar="FILE", type=Path, help=text("the file to write; else the same"))
    return sign


def _key_file(part: ArgumentParser) -> None:
    part.add_argument(
        "--from", dest="key_file", metavar="KEYFILE", required=True, type=Path, help=text("the key file that signs")
    )
    add_passphrase(part)


def _opened(args: Namespace) -> OpenKey:
    check_readable(args.key_file)
    return open_key(args.key_file, passphrase(args.passphrase_file, new=False))


def _make_key(args: Namespace, outside: Outside) -> int:
    code = args.office.upper()
    office = Office(code=code, state=code[:2], name=args.name, town=args.town)
    made = make_key(outside.clock, office, args.out, args.card, lambda: passphrase(args.passphrase_file, new=True))
    if args.json:
        told = {"key": str(made.key_file), "card": str(made.card_file), "words": list(made.words)}
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print(
            text("Key file: {path}. It opens with its passphrase only. Keep it as the institution's seal.").format(
                path=made.key_file
            )
        )
        print(text("Card to hand out: {path}").format(path=made.card_file))
        print(text("Words to compare by voice: {words}").format(words=" ".join(made.words)))
    return DONE


def _told(made: SealedUpdate, *, as_json: bool) -> int:
    manifest = made.manifest
    if as_json:
        told = {
            "file": str(made.path),
            "state": manifest.state,
            "number": manifest.number,
            "in_force_from": manifest.in_force_from.isoformat(),
            "pack": manifest.pack_digest,
            "replaces": manifest.replaces,
            "signed_by": list(made.signers),
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        said = text("{path}: rules of {state}, number {number}, law from {day}, signed by {offices}")
        print(
            said.format(
                path=made.path,
                state=manifest.state,
                number=manifest.number,
                day=date_words(manifest.in_force_from),
                offices=", ".join(made.signers),
            )
        )
    return DONE


def _refused(findings: tuple[Finding, ...]) -> int:
    for each in findings:
        print(f"{each.level.value}: {finding_words(each)}")
    return REFUSED
