"""Figures of this program beside a reference in the same run: first paint, memory, calculations a second.

    python -m tests.support.measure

Prints medians and ratios; it asserts nothing. Each start is a process of its own, in turn with the reference.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from desktop_app.calculation.engine import award
from desktop_app.commands.case_file import read_case
from desktop_app.foundation.places import Places, resource, resource_dir
from desktop_app.rulebook.shelf import Rulebook
from tests.end_to_end.killed_clerk import set_up

ROUNDS = 7
_HOOK = """
import os, sys, time
from PySide6 import QtWidgets
from PySide6.QtCore import QEvent
class Watched(QtWidgets.QApplication):
    def notify(self, target, event):
        done = super().notify(target, event)
        if event.type() == QEvent.Type.Paint and isinstance(target, QtWidgets.QWidget) and target.isWindow():
            lines = open("/proc/self/status").read().splitlines()
            kib = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
            print(f'{{"at": {time.time()}, "kib": {kib}}}', flush=True)
            os._exit(0)
        return done
QtWidgets.QApplication = Watched
"""
_BARE = (
    _HOOK
    + """
app = Watched([])
window = QtWidgets.QWidget()
window.resize(1366, 768)
window.show()
app.exec()
"""
)
_OURS = (
    _HOOK
    + """
sys.argv = ["cass-desk", "run", "--data", sys.argv[1]]
from desktop_app.__main__ import main
main()
"""
)


def first_paint(code: str, *arguments: str) -> tuple[float, int]:
    """Start a process; return the seconds to its first painted window and its resident memory in KiB."""
    begun = time.time()  # noqa: TID251 - a benchmark reads the real clock
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    seen = json.loads(done.stdout.splitlines()[-1])
    return seen["at"] - begun, seen["kib"]


_TODAY = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop_app.foundation.clock import SystemClock
from desktop_app.foundation.places import Places
from desktop_app.ui.app.application import WindowProgram
from tests.end_to_end.killed_clerk import sign_in, until
app = QApplication([])
program = WindowProgram(app, Places.at(Path(sys.argv[1])), SystemClock(), training=False)
shown = []
known = program._on_desk
def opened(desk, login):
    shown.append(time.perf_counter())
    known(desk, login)
program._on_desk = opened
program.start()
sign_in(program)
until(lambda: program.office.today_screen.isVisible() and not program.tasks.busy, "today")
print(time.perf_counter() - shown[0])
program.stop()
"""


def to_today(folder: str) -> None:
    """Print the seconds from an accepted passphrase to a Today that can be used."""
    runs = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", _TODAY, folder],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        runs.append(float(done.stdout.splitlines()[-1]))  # a benchmark's seconds, no money
    say(f"passphrase accepted to usable Today: {statistics.median(runs):.3f} s")


def say(line: str) -> None:
    """Print one figure."""
    sys.stdout.write(f"{line}\n")


def starts(folder: str) -> None:
    """Print first paint and memory of the sign-in window beside a bare window's."""
    bare, ours = [], []
    for _ in range(ROUNDS):
        bare.append(first_paint(_BARE))
        ours.append(first_paint(_OURS, folder))
    seconds = [statistics.median(entry[0] for entry in runs) for runs in (bare, ours)]
    memory = [statistics.median(entry[1] for entry in runs) for runs in (bare, ours)]
    say(f"first paint: bare {seconds[0]:.3f} s, ours {seconds[1]:.3f} s, ratio {seconds[1] / seconds[0]:.2f}")
    say(f"resident memory: bare {memory[0] // 1024} MiB, ours {memory[1] // 1024} MiB, {memory[1] / memory[0]:.2f}")


def calculations() -> None:
    """Print how many three-State claims are calculated in a second, with and without the trace."""
    rules = Rulebook.load(resource_dir())
    case = read_case(resource("samples", "hendyce-2014.json").read_bytes(), rules.agreement)
    for trace in (True, False):
        award(case, rules.packs, rules.agreement, trace=trace)
        begun, count = time.perf_counter(), 0
        while time.perf_counter() - begun < 2:
            award(case, rules.packs, rules.agreement, trace=trace)
            count += 1
        say(f"calculate, {'with' if trace else 'without'} trace: {count / (time.perf_counter() - begun):.0f} a second")


def main() -> None:
    """Measure everything."""
    calculations()
    with tempfile.TemporaryDirectory() as folder:
        set_up(Places.at(Path(folder) / "office"))
        starts(str(Path(folder) / "office"))
        to_today(str(Path(folder) / "office"))


if __name__ == "__main__":
    main()
