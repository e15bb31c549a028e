"""`run`: open the window. The command that is meant where none is named."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from desktop_app.commands.command import Command, Outside
from desktop_app.foundation.places import Places
from desktop_app.wording.catalogue import text


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--training", action="store_true", help=text("practise: another store, apart from real claims"))
    parser.add_argument("--data", metavar="DIR", type=Path, help=text("keep the data in another folder"))


def _run(args: Namespace, outside: Outside) -> int:
    places = Places.default(training=args.training) if args.data is None else Places.at(args.data)
    return outside.run_window(places, args.training)


COMMAND = Command(
    summary=text("open the window"),
    examples=("run", "run --training", "run --data /media/stick/office"),
    arguments=_arguments,
    run=_run,
)
