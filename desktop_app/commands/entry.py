"""The way in from the command line: finds the command, runs it, and says in one sentence what it could not do.

Exit status 0 done, 1 refused or findings that are errors, 2 wrong usage. A command's module is imported when it is
asked for, so that the window does not wait for the calculation.
"""

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final, NoReturn

from desktop_app import __version__
from desktop_app.commands.command import DONE, REFUSED, WRONG_USAGE, Command, Outside
from desktop_app.foundation.clock import SystemClock
from desktop_app.foundation.logs import reference_for
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import Problem
from desktop_app.wording.catalogue import text

PROGRAM: Final = "cass-desk"
DEFAULT: Final = "run"
COMMANDS: Final = {
    "run": "desktop_app.commands.run",
    "calculate": "desktop_app.commands.calculate",
    "rules": "desktop_app.commands.rules",
    "directory": "desktop_app.commands.directory",
    "import": "desktop_app.commands.import_",
    "store": "desktop_app.commands.store",
    "self-test": "desktop_app.commands.self_test",
    "bench": "desktop_app.commands.bench",
    "bundle": "desktop_app.commands.bundle",
}
"""Every command and the module that holds it as `COMMAND`."""

_HELP: Final = ("-h", "--help")
_DEBUG: Final = "--debug"


class WrongUsage(Exception):  # noqa: N818 - nothing failed: the command line cannot be understood
    """A command line that cannot be understood; its text is the sentence."""


class SentenceParser(argparse.ArgumentParser):
    """A parser that says in one sentence what is wrong, and leaves the way out to its caller."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing usage and leaving."""
        raise WrongUsage(f"{self.prog}: {message.rstrip('.')}. {text('See')} {self.prog} --help.")


def main(
    argv: Sequence[str],
    run_window: Callable[[Places, bool], int],
    build_screens: Callable[[], int],
) -> int:
    """Run one command line and return its exit status. Never raises, but for what ends the interpreter itself."""
    outside = Outside(run_window=run_window, build_screens=build_screens, clock=SystemClock())
    debug = _DEBUG in argv
    try:
        status = _run([each for each in argv if each != _DEBUG], outside)
        if sys.stdout is not None:
            sys.stdout.flush()
    except WrongUsage as wrong:
        _say(str(wrong))
        return WRONG_USAGE
    except BrokenPipeError:  # whoever read our answer has gone; nothing more may be written, at the end neither
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except KeyboardInterrupt:
        _say(f"{PROGRAM}: {text('stopped.')}")
        return REFUSED
    except Problem as problem:
        from desktop_app.wording.problems import sentences

        _say(f"{PROGRAM}: {sentences(problem).happened}", problem if debug else None)
        return REFUSED
    except Exception as bug:  # noqa: BLE001 - the last answer to a defect: a sentence and a reference, never a stack trace
        sentence = text("something went wrong in the program itself; nothing was stored. Reference {reference}.")
        _say(f"{PROGRAM}: {sentence.format(reference=reference_for(bug))}", bug if debug else None)
        return REFUSED
    return status


def _run(argv: list[str], outside: Outside) -> int:
    if argv and argv[0] in _HELP:
        print(_overview(), end="")
        return DONE
    if argv and argv[0] == "--version":
        print(f"CASS Desk {__version__}")
        return DONE
    name = argv.pop(0) if argv and not argv[0].startswith("-") else DEFAULT
    if name not in COMMANDS:
        sentence = text("there is no command “{name}”; there are: {known}.")
        raise WrongUsage(f"{PROGRAM}: {sentence.format(name=name, known=', '.join(COMMANDS))}")
    command = load(name)
    try:
        args = parser_of(name, command).parse_args(argv)
    except SystemExit:  # argparse has printed the help
        return DONE
    return command.run(args, outside)


def load(name: str) -> Command:
    """Return a command by its name."""
    found = import_module(COMMANDS[name]).COMMAND
    if not isinstance(found, Command):
        raise TypeError(name)
    return found


def parser_of(name: str, command: Command) -> SentenceParser:
    """Make the parser of one command, with its examples and the options that all commands share."""
    examples = "\n".join(f"  {PROGRAM} {example}" for example in command.examples)
    parser = SentenceParser(
        prog=f"{PROGRAM} {name}",
        description=_sentence(command.summary),
        epilog=f"{text('For example')}:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.arguments(parser)
    parser.add_argument(_DEBUG, action="store_true", help=text("show where in the program a refusal or a defect arose"))
    return parser


def _overview() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name.ljust(width)}  {load(name).summary}" for name in COMMANDS]
    return "\n".join(
        (
            text("CASS Desk: cross-border pension claims under the CARICOM Agreement on Social Security."),
            "",
            f"{PROGRAM} [{text('command')}] [{text('options')}]",
            "",
            *lines,
            "",
            text("Without a command the window opens. Each command tells more with --help, for example:"),
            f"  {PROGRAM} calculate --help",
            text("Exit status: 0 done, 1 refused or findings that are errors, 2 wrong usage."),
            "",
        )
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _say(sentence: str, error: BaseException | None = None) -> None:
    """Say a sentence on stderr, with the stack trace where asked."""
    if error is not None:
        traceback.print_exception(error)
    print(sentence, file=sys.stderr)
