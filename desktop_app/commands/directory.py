"""`directory new`, `directory sign`, `directory check`: how institutions make the list of offices that they sign."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop_app.commands.command import DONE, Command, Outside
from desktop_app.commands.passphrases import add_passphrase, passphrase
from desktop_app.foundation.places import check_readable
from desktop_app.wording.catalogue import text
from desktop_app.wording.formats import date_words
from desktop_app.workflows.make_directory import MadeList, check_list_file, new_list, sign_list_file
from desktop_app.workflows.seal_rules import open_key


def _arguments(parser: ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", required=True, metavar="new|sign|check")
    new = parts.add_parser(
        "new",
        help=text("write an unsigned list from a description and the offices' cards"),
        epilog=f"{text('For example')}: cass-desk directory new list.toml --out directory-000007.cass-directory",
    )
    new.add_argument("description", metavar="TOML", type=Path, help=text("what is in the list; names the cards"))
    new.add_argument("--out", metavar="FILE", required=True, type=Path, help=text("the file to write, or a folder"))
    sign = parts.add_parser(
        "sign",
        help=text("add a maintainer's signature to a list"),
        epilog=f"{text('For example')}: cass-desk directory sign directory-000007.cass-directory --from vc.cass-key",
    )
    sign.add_argument("file", metavar="FILE", type=Path, help=text("the list"))
    sign.add_argument(
        "--from", dest="key_file", metavar="KEYFILE", required=True, type=Path, help=text("the key file that signs")
    )
    sign.add_argument(
        "--leaving", action="store_true", help=text("sign as a maintainer of the list before who is none of this one")
    )
    sign.add_argument("--out", metavar="FILE", type=Path, help=text("the file to write; else the same"))
    add_passphrase(sign)
    check = parts.add_parser(
        "check",
        help=text("check a list: its form, its days, and that enough maintainers signed it"),
        epilog=f"{text('For example')}: cass-desk directory check new.cass-directory --before old.cass-directory",
    )
    check.add_argument("file", metavar="FILE", type=Path, help=text("the list"))
    check.add_argument("--before", metavar="FILE", type=Path, help=text("the list in use, whose maintainers count"))
    for part in (new, sign, check):
        part.add_argument("--json", action="store_true", help=text("answer as JSON"))


def _run(args: Namespace, _outside: Outside) -> int:
    if args.part == "new":
        return _told(new_list(args.description, args.out), as_json=args.json)
    if args.part == "sign":
        check_readable(args.file, args.key_file)
        key = open_key(args.key_file, passphrase(args.passphrase_file, new=False))
        return _told(sign_list_file(args.file, key, args.out or args.file, leaving=args.leaving), as_json=args.json)
    return _told(check_list_file(args.file, args.before), as_json=args.json)


def _told(made: MadeList, *, as_json: bool) -> int:
    content = made.content
    if as_json:
        told = {
            "file": str(made.path),
            "number": content.number,
            "issued_on": content.issued_on.isoformat(),
            "expires_on": content.expires_on.isoformat(),
            "offices": [office.code for office in content.offices],
            "threshold": content.threshold,
            "maintainers": [entry.code for entry in content.maintainers],
            "signed_by": list(made.signers),
            "words": list(made.words),
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return DONE
    said = text("{path}: directory list {number}, {offices} offices, good until {day}")
    print(
        said.format(
            path=made.path,
            number=content.number,
            offices=len(content.offices),
            day=date_words(content.expires_on),
        )
    )
    signers = ", ".join(made.signers) or text("nobody yet")
    print(text("Signed by {signers}; {needed} have to.").format(signers=signers, needed=content.threshold))
    print(text("Words of the maintainers, to compare by voice: {words}").format(words=" ".join(made.words)))
    return DONE


COMMAND = Command(
    summary=text("make, sign and check the list of offices that institutions sign together"),
    examples=(
        "directory new list.toml --out directory-000007.cass-directory",
        "directory sign directory-000007.cass-directory --from vc.cass-key",
        "directory check directory-000007.cass-directory --before directory-000006.cass-directory",
    ),
    arguments=_arguments,
    run=_run,
)
