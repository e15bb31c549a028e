"""A passphrase, of a key file or of a user: from a file, from the environment, else asked for on the terminal."""

import getpass
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Final

from desktop_app.foundation.places import reading_problem
from desktop_app.foundation.problems import KeyProblem, RuleProblem
from desktop_app.wording.catalogue import text

VARIABLE: Final = "CASS_DESK_KEY_PASSPHRASE"
"""The variable of the environment that scripts set; it is never asked for on the command line, which others can see."""

SIGN_IN_VARIABLE: Final = "CASS_DESK_PASSPHRASE"
"""The same for the passphrase with which a user signs in."""

_MOST: Final = 1024
"""Bytes of a passphrase's file, at most."""

Ask = Callable[[str], str]
"""Shows a prompt and returns what was typed, unseen."""


def add_passphrase(part: ArgumentParser) -> None:
    """Add the argument that names a passphrase's file."""
    part.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=Path,
        help=text("the key file's passphrase in a file's first line; else {variable}, else it is asked for").format(
            variable=VARIABLE
        ),
    )


def passphrase(file: Path | None, *, new: bool, ask: Ask | None = None) -> str:
    """Return the passphrase of a key file; a new one that is typed is asked for twice.

    `ask` is None where it can only be asked for on a terminal. Raises `RuleProblem`: `key_passphrase_not_given`
    (variable), `key_passphrases_differ`; `PlaceProblem` for a file that cannot be read.
    """
    given = _of_file(file) if file is not None else os.environ.get(VARIABLE, "")
    if given:
        return given
    if file is not None or (ask is None and not sys.stdin.isatty()):
        raise RuleProblem("key_passphrase_not_given", variable=VARIABLE)
    ask = ask or getpass.getpass
    typed = ask(text("Passphrase of the key file: "))
    if new and ask(text("The same again: ")) != typed:
        raise RuleProblem("key_passphrases_differ")
    return typed


def add_sign_in(part: ArgumentParser) -> None:
    """Add the arguments that say who signs in, and where their passphrase is."""
    part.add_argument(
        "--user", metavar="NAME", help=text("the name you sign in with; may be left out where it is the only one")
    )
    part.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=Path,
        help=text("your passphrase in a file's first line; else {variable}, else it is asked for").format(
            variable=SIGN_IN_VARIABLE
        ),
    )


def sign_in_passphrase(file: Path | None, ask: Ask | None = None) -> str:
    """Return the passphrase of a user.

    `ask` is None where it can only be asked for on a terminal. Raises `KeyProblem("passphrase_not_given")` (variable);
    `PlaceProblem` for a file that cannot be read.
    """
    given = _of_file(file) if file is not None else os.environ.get(SIGN_IN_VARIABLE, "")
    if given:
        return given
    if file is not None or (ask is None and not sys.stdin.isatty()):
        raise KeyProblem("passphrase_not_given", variable=SIGN_IN_VARIABLE)
    return (ask or getpass.getpass)(text("Your passphrase: "))


def _of_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            lines = file.read(_MOST).decode("utf-8", errors="replace").splitlines()
    except OSError as error:
        raise reading_problem(error, path) from error
    return lines[0] if lines else ""
