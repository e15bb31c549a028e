"""The peer of a benchmark: OpenFisca-core in an environment of its own, so that the program never depends on it."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from desktop_app.foundation.places import resource
from desktop_app.foundation.problems import PlaceProblem

PEER: Final = "openfisca-core==46.0.1"
"""What is installed: the engine alone, without any country's rules. AGPL-3.0; it is run beside us and never shipped."""

_INSTALL_SECONDS: Final = 900


class Peer:
    """A running peer, asked one calculation at a time."""

    def __init__(self, python: Path) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own script, run by the interpreter we made for it
            [str(python), str(resource("bench", "openfisca_peer.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def ask(
        self, persons: int, rows: Sequence[Mapping[str, int]], other_weeks: int, rule: Mapping[str, int]
    ) -> tuple[int, str]:
        """Let it calculate for so many persons; return nanoseconds and the first one's weekly pension.

        Raises `PlaceProblem("bench_peer_failed")` where it gives no answer.
        """
        asked = {
            "persons": persons,
            "rows": [dict(row) for row in rows],
            "other_weeks": other_weeks,
            "rule": dict(rule),
        }
        if self._process.stdin is None or self._process.stdout is None:
            raise PlaceProblem("bench_peer_failed", package=PEER)
        try:
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
            answer = json.loads(self._process.stdout.readline())
        except (OSError, ValueError) as error:
            raise PlaceProblem("bench_peer_failed", package=PEER) from error
        return int(answer["ns"]), str(answer["weekly"])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):  # it may have ended by itself
                self._process.stdin.close()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process.terminate()
        self._process.wait(timeout=10)


def peer_python(folder: Path, base: Path | None = None) -> Path:
    """Return the interpreter of the peer's environment in `folder`, made and filled where it is not there yet.

    `base` is the Python to make it with, this program's own where none is given. Raises `PlaceProblem`:
    `bench_needs_python` in the installed program, which carries none; `bench_peer_missing` where it cannot be made.
    """
    inside = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    done = folder / "peer.txt"
    if inside.exists() and done.exists() and done.read_text(encoding="utf-8") == PEER:
        return inside
    if base is None and getattr(sys, "frozen", False):
        raise PlaceProblem("bench_needs_python")
    python = str(base or sys.executable)
    try:
        _run([python, "-m", "venv", "--clear", str(folder)])
        _run([str(inside), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PEER])
        done.write_text(PEER, encoding="utf-8")
    except (OSError, subprocess.SubprocessError) as error:
        raise PlaceProblem("bench_peer_missing", package=PEER, path=str(folder)) from error
    return inside


def _run(words: Sequence[str]) -> None:
    subprocess.run(words, check=True, capture_output=True, timeout=_INSTALL_SECONDS)  # noqa: S603 - no words from outside
