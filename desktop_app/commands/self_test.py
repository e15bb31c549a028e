"""`self-test`: does everything once in a folder of its own, says one line for each, and always ends.

Two invented offices exchange a claim, the published example is calculated, every document is printed and every screen
is built unseen. Whatever fails is said in one sentence with a reference, exit status 1.
"""

import faulthandler
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from desktop_app.commands.command import DONE, Command, Outside
from desktop_app.foundation.places import resource
from desktop_app.wording.catalogue import text
from desktop_app.wording.command_words import PROOFS
from desktop_app.workflows.calculate_case import calculate_case
from desktop_app.workflows.case_file import read_case
from desktop_app.workflows.consult_rules import load_rulebook
from desktop_app.workflows.prove_program import Proof, prove

EXAMPLE: Final = ("samples", "hendyce-2014.json")
EXPECTED: Final = {"VC": "35.88", "LC": None, "GD": "19.93"}
"""What the published example gives from all its rows; Saint Lucia misses its condition and an officer decides."""

_LONGEST_SECONDS: Final = 240
"""After this the interpreter ends by itself, saying where it stood."""


def _arguments(parser: ArgumentParser) -> None:
    del parser


def _run(args: Namespace, outside: Outside) -> int:
    del args
    if sys.__stderr__ is not None:
        faulthandler.dump_traceback_later(_LONGEST_SECONDS, exit=True, file=sys.__stderr__)
    try:
        for proof in _proofs(outside):
            print(text(PROOFS[proof.step]).format(figure=f"{proof.figure:,}"), flush=True)
    finally:
        faulthandler.cancel_dump_traceback_later()
    return DONE


def _proofs(outside: Outside) -> Iterator[Proof]:
    with tempfile.TemporaryDirectory(prefix="cass-desk-", ignore_cleanup_errors=True) as folder:
        yield from prove(Path(folder), outside.clock)
    yield Proof(step="example_calculated", figure=_example())
    yield Proof(step="screens_built", figure=outside.build_screens())


def _example() -> int:
    """Calculate the published example and return how many States came out as they must."""
    rulebook = load_rulebook()
    award = calculate_case(read_case(resource(*EXAMPLE).read_bytes(), rulebook.agreement), rulebook)
    found = {line.state: None if line.payable.weekly is None else line.payable.weekly.plain for line in award.states}
    if found != EXPECTED:
        raise RuntimeError("the published example does not come out as it must")
    return len(found)


COMMAND = Command(
    summary=text("prove that the program works on this computer"),
    examples=("self-test",),
    arguments=_arguments,
    run=_run,
)
