"""The command line in this process, with a window and screens that only note that they were asked for."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop_app.commands.entry import main
from desktop_app.foundation.places import Places, resource

SAMPLE = ("samples", "hendyce-2014.json")
SCREENS = 11


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str


@dataclass(slots=True)
class CommandLine:
    """Runs command lines; `opened` are the windows asked for, as (folder, training)."""

    capsys: pytest.CaptureFixture[str]
    opened: list[tuple[Path, bool]] = field(default_factory=list)
    build_screens: Callable[[], int] = lambda: SCREENS

    def run(self, *arguments: str) -> Answer:
        self.capsys.readouterr()
        status = main(arguments, self._open, self.build_screens)
        said = self.capsys.readouterr()
        return Answer(status=status, out=said.out, err=said.err)

    def _open(self, places: Places, training: bool) -> int:
        self.opened.append((places.data, training))
        return 0


def sample_path() -> str:
    return str(resource(*SAMPLE))


def sample() -> dict[str, object]:
    """The published example as a table, to be changed."""
    read = json.loads(resource(*SAMPLE).read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read
