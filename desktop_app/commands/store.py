"""`store verify|backup|restore|rescue|renew-key`: is the store whole, copies, what is left of a damaged one."""

import json
import sys
import threading
from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop_app.commands import store_key
from desktop_app.commands.command import DONE, REFUSED, Command, Outside
from desktop_app.commands.passphrases import add_sign_in, sign_in_passphrase
from desktop_app.commands.said import Said
from desktop_app.domain.verification import Verification
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import KeyProblem
from desktop_app.wording.catalogue import text
from desktop_app.wording.verify_words import DO, SAVED, WHOLE, fault_words, lost_words
from desktop_app.workflows.back_up import keyring_beside, write_backup
from desktop_app.workflows.go_back import put_in_place
from desktop_app.workflows.open_desk import sign_in
from desktop_app.workflows.rescue_store import rescue_store
from desktop_app.workflows.restore_backup import restore_backup
from desktop_app.workflows.verify_file import keyring_of, only_login, verify_backup, verify_place


def _arguments(parser: ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", required=True, metavar="verify|backup|restore|rescue|renew-key")
    verify = parts.add_parser(
        "verify",
        help=text("read a store or a backup through: pages, references, journal, every record and kept file"),
        epilog=f"{text('For example')}: cass-desk store verify --user carlotta",
    )
    verify.add_argument(
        "file", metavar="BACKUP", nargs="?", type=Path, help=text("a backup; else this computer's store")
    )
    backup = parts.add_parser(
        "backup",
        help=text("write a checked copy of the store, encrypted as the store is, with its keys beside it"),
        epilog=f"{text('For example')}: cass-desk store backup /media/stick/friday.cass-db --user carlotta",
    )
    backup.add_argument("file", metavar="FILE", type=Path, help=text("the copy to write; it must not exist"))
    saving = parts.add_parser(
        "rescue",
        help=text("save what can still be read of a damaged store into a new one; the damaged one stays as it is"),
        epilog=f"{text('For example')}: cass-desk store rescue /media/stick/saved.cass-db --user carlotta",
    )
    saving.add_argument(
        "file", metavar="FILE", type=Path, help=text("the store to write, as a backup lies; it must not exist")
    )
    renewing = parts.add_parser(
        "renew-key",
        help=text("put the store under a new key, for when somebody left: older copies of the keys open it no more"),
        epilog=f"{text('For example')}: cass-desk store renew-key sheet.pdf --user carlotta",
    )
    store_key.fill(renewing)
    for part in (verify, backup, saving, renewing):
        part.add_argument("--data", metavar="DIR", type=Path, help=text("the store in another folder"))
        add_sign_in(part)
    restore = parts.add_parser(
        "restore",
        help=text("put a backup in place in an empty folder; the backup stays as it is"),
        epilog=f"{text('For example')}: cass-desk store restore /media/stick/friday.cass-db --to /srv/restored",
    )
    restore.add_argument("file", metavar="FILE", type=Path, help=text("the backup; its keys must lie beside it"))
    where = restore.add_mutually_exclusive_group(required=True)
    where.add_argument("--to", metavar="DIR", type=Path, help=text("the empty folder to put it in"))
    where.add_argument(
        "--instead",
        action="store_true",
        help=text("in the place of this computer's store, which is kept aside: the way out of a damaged one"),
    )
    restore.add_argument("--data", metavar="DIR", type=Path, help=text("the store in another folder"))
    add_sign_in(restore)
    for part in (verify, backup, restore, saving, renewing):
        part.add_argument("--json", action="store_true", help=text("answer as JSON"))


def _run(args: Namespace, outside: Outside) -> int:
    """Do it; where wrong passphrases were tried before, wait first: the wait counts while the program runs."""
    try:
        return _do(args, outside)
    except KeyProblem as problem:
        if problem.code != "passphrase_wait":
            raise
        seconds = int(problem.facts["seconds"])
        said = text("Several wrong passphrases were tried before: waiting {seconds} seconds.")
        print(said.format(seconds=seconds), file=sys.stderr)
        threading.Event().wait(seconds)
        return _do(args, outside)


def _do(args: Namespace, outside: Outside) -> int:
    if args.part == "restore" and args.instead:
        return _put_in_place(args, outside)
    if args.part == "restore":
        places = Places.at(args.to)
        restore_backup(places, args.file)
        return _written(places.store_file, None, as_json=args.json)
    places = Places.default() if args.data is None else Places.at(args.data)
    if args.part != "verify":
        parts = {"backup": _back_up, "rescue": _rescue, "renew-key": _renew_key}
        return parts[args.part](args, places, outside)
    if args.file is None:
        login = args.user or only_login(places.keyring_file, outside.clock)
        found = verify_place(places, outside.clock, login, _passphrase(args))
        return _verified(found, str(places.store_file), as_json=args.json)
    login = args.user or only_login(keyring_of(args.file), outside.clock)
    found = verify_backup(args.file, outside.clock, login, _passphrase(args))
    return _verified(found, str(args.file), as_json=args.json)


def _put_in_place(args: Namespace, outside: Outside) -> int:
    places = Places.default() if args.data is None else Places.at(args.data)
    login = args.user or only_login(keyring_of(args.file), outside.clock)
    going = put_in_place(places, outside.clock, args.file, login, _passphrase(args))
    if args.json:
        told = {"file": str(places.store_file), "backup": going.backup, "kept_in": str(places.data / going.kept_in)}
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        said = text("{backup} is in the place of the store now. The store of before is kept in {folder}.")
        print(said.format(backup=going.backup, folder=places.data / going.kept_in))
    return DONE


def _back_up(args: Namespace, places: Places, outside: Outside) -> int:
    login = args.user or only_login(places.keyring_file, outside.clock)
    desk = sign_in(places, outside.clock, login, _passphrase(args))
    try:
        return _written(args.file, write_backup(desk, args.file), as_json=args.json)
    finally:
        desk.close()


def _rescue(args: Namespace, places: Places, outside: Outside) -> int:
    login = args.user or only_login(places.keyring_file, outside.clock)
    saved = rescue_store(places, outside.clock, login, _passphrase(args), args.file, Said())
    if args.json:
        tables = [
            {
                "table": entry.table,
                "rows": entry.rows,
                "lost": [{"first": lost.first, "last": lost.last or None} for lost in entry.lost],
            }
            for entry in saved.tables
        ]
        told = {"file": str(args.file), "rows": saved.rows, "whole": not saved.damaged, "tables": tables}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return DONE
    said = text("{file}: {rows} rows saved; its keys are in {keys}. Keep both together.")
    print(said.format(file=args.file, rows=saved.rows, keys=keyring_beside(args.file).name))
    for entry in saved.damaged:
        print(lost_words(entry))
    print(text(WHOLE) if not saved.damaged else text(SAVED))
    return DONE


def _renew_key(args: Namespace, places: Places, outside: Outside) -> int:
    login = args.user or only_login(places.keyring_file, outside.clock)
    return store_key.renewed(args, places, outside, login, _passphrase(args))


def _passphrase(args: Namespace) -> str:
    return sign_in_passphrase(args.passphrase_file)


def _verified(found: Verification, place: str, *, as_json: bool) -> int:
    status = DONE if found.sound else REFUSED
    if as_json:
        print(json.dumps(_json(place, found), ensure_ascii=False, indent=2))
        return status
    said = text("{file}: {lines} journal lines and {files} kept files read, {faults} things do not fit.")
    print(said.format(file=place, lines=found.journal_lines, files=found.files, faults=len(found.faults)))
    for fault in found.faults:
        print(fault_words(fault))
    if not found.sound:
        print(text(DO))
    return status


def _written(path: Path, found: Verification | None, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps(_json(str(path), found), ensure_ascii=False, indent=2))
    elif found is None:
        print(text("{file}: put in place. Sign in with the passphrase of when the backup was made.").format(file=path))
    else:
        said = text("{file}: written, opened again and read through; its keys are in {keys}. Keep both together.")
        print(said.format(file=path, keys=keyring_beside(path).name))
        for fault in found.faults:
            print(fault_words(fault))
    return DONE


def _json(path: str, found: Verification | None) -> dict[str, object]:
    told: dict[str, object] = {"file": path}
    if found is not None:
        told |= {
            "sound": found.sound,
            "schema_version": found.version,
            "journal_lines": found.journal_lines,
            "journal_end": found.last_hash,
            "files": found.files,
            "faults": [
                {
                    "kind": each.kind.value,
                    "where": each.where,
                    "row": each.row,
                    "name": each.name,
                    "line": each.line,
                    "text": fault_words(each),
                }
                for each in found.faults
            ],
        }
    return told


COMMAND = Command(
    summary=text("check, copy and put back the office's store"),
    examples=(
        "store verify --user carlotta",
        "store verify /media/stick/friday.cass-db",
        "store backup /media/stick/friday.cass-db --user carlotta",
        "store restore /media/stick/friday.cass-db --to /srv/restored",
        "store restore /media/stick/friday.cass-db --instead --user carlotta",
        "store rescue /media/stick/saved.cass-db --user carlotta",
        "store renew-key sheet.pdf --user carlotta",
    ),
    arguments=_arguments,
    run=_run,
)
