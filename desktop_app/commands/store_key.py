"""`store renew-key`: the store under a new key, a new recovery sheet, and passphrases for one use for the others."""

import json
import sys
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from pathlib import Path

from desktop_app.commands.command import DONE, Outside
from desktop_app.commands.said import Said
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import PlaceProblem
from desktop_app.wording.catalogue import text
from desktop_app.workflows.issue_document import save_document
from desktop_app.workflows.keep_users import new_passphrase
from desktop_app.workflows.open_desk import sign_in
from desktop_app.workflows.renew_key import others_who_sign_in, renew_key
from desktop_app.workflows.set_up_office import new_recovery_words, recovery_sheet


def fill(part: ArgumentParser) -> None:
    """Add the argument that names the new recovery sheet."""
    part.add_argument(
        "file", metavar="SHEET.pdf", type=Path, help=text("the new recovery sheet to write; it must not exist")
    )


def renewed(args: Namespace, places: Places, outside: Outside, login: str, passphrase: str) -> int:
    """Write the new sheet, have its words typed back, renew the key, and say the others' passphrases once."""
    if args.file.exists():
        raise PlaceProblem("name_taken", path=str(args.file))
    desk = sign_in(places, outside.clock, login, passphrase)
    try:
        others = others_who_sign_in(desk)
        words = new_recovery_words(outside.clock)
        given = {account.user.id: new_passphrase(outside.clock) for account in others}
        save_document(recovery_sheet(desk.office.name, words, outside.clock.today()), args.file)
        try:
            print(text("Print the new sheet, then type its twelve words here:"), file=sys.stderr, flush=True)
            typed = sys.stdin.readline()
            desk = renew_key(desk, passphrase, given, recovery_words=words, typed=typed, progress=Said())
        except BaseException:
            with suppress(OSError):
                args.file.unlink()  # its words open nothing
            raise
    finally:
        desk.close()
    told = {account.login: given[account.user.id] for account in others}
    if args.json:
        print(json.dumps({"sheet": str(args.file), "passphrases": told}, ensure_ascii=False, indent=2))
        return DONE
    print(text("The store has a new key. The recovery sheet and the halves of before open nothing any more."))
    for name, words_for_one_use in told.items():
        said = text("{name} signs in once with: {passphrase}")
        print(said.format(name=name, passphrase=words_for_one_use))
    print(text("Make a backup now. Backups of before stay under the old key: whoever could open them still can."))
    return DONE
