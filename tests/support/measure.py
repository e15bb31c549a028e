"""Figures of this program beside a reference in the same run: first paint, memory, calculations a second.

    python -m tests.support.measure

Prints medians, least values and ratios; it asserts nothing. Each start is a process of its own, in turn with the
reference: a bare window of the same size.
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
from desktop_app.foundation.places import Places, resource, resource_dir
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.workflows.case_file import read_case
from tests.end_to_end.killed_clerk import set_up

ROUNDS = 15
TODAY_ROUNDS = 5
_HOOK = """
import os, sys, time
from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject, QTimer

def painted():
    now = time.time()
    lines = open("/proc/self/status").read().splitlines()
    kib = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    print(f'{{"at": {now}, "kib": {kib}}}', flush=True)
    os._exit(0)

class Watch(QObject):
    def eventFilter(self, window, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, painted)  # once all that is in the window is painted too
        return False

watch = Watch()
plain_show = QtWidgets.QWidget.show

def show(self):
    self.installEventFilter(watch)  # of this window alone: to watch every event would be most of what is measured
    plain_show(self)

QtWidgets.QWidget.show = show
"""
_BARE = (
    _HOOK
    + """
app = QtWidgets.QApplication([])
window = QtWidgets.QWidget()
window.resize(1000, 620)
window.show()
app.exec()
"""
)
_OURS = (
    """
from desktop_app.__main__ import main
"""
    + _HOOK
    + """
sys.argv = ["cass-desk", "run", "--data", sys.argv[1]]
main()
"""
)


def surroundings(cache: Path) -> dict[str, str]:
    """Return the environment of a measured process: as installed, compiled modules are kept."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(cache)}


def first_paint(code: str, folder: Path) -> tuple[float, int]:
    """Start a process; return the seconds to its first painted window and its resident memory in KiB."""
    begun = time.time()  # noqa: TID251 - a benchmark reads the real clock
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder / "office")],
        capture_output=True,
        text=True,
        check=True,
        env=surroundings(folder / "compiled"),
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


def to_today(folder: Path) -> None:
    """Print the seconds from an accepted passphrase to a Today that can be used."""
    runs = []
    for _ in range(TODAY_ROUNDS):
        done = subprocess.run(
            [sys.executable, "-c", _TODAY, str(folder / "office")],
            capture_output=True,
            text=True,
            check=True,
            env=surroundings(folder / "compiled"),
        )
        runs.append(float(done.stdout.splitlines()[-1]))  # a benchmark's seconds, no money
    say(f"passphrase accepted to usable Today: median {statistics.median(runs):.3f} s, least {min(runs):.3f} s")


def say(line: str) -> None:
    """Print one figure."""
    sys.stdout.write(f"{line}\n")


def starts(folder: Path) -> None:
    """Print first paint and memory of the sign-in window beside a bare window's."""
    bare, ours = [], []
    for number in range(ROUNDS + 1):
        each = first_paint(_BARE, folder), first_paint(_OURS, folder)
        if number:  # the first round compiles the modules
            bare.append(each[0])
            ours.append(each[1])
    for name, chosen in (("median", statistics.median), ("least", min)):
        seconds = [chosen([entry[0] for entry in runs]) for runs in (bare, ours)]
        ratio = seconds[1] / seconds[0]
        say(f"first paint, {name}: bare {seconds[0]:.3f} s, ours {seconds[1]:.3f} s, ratio {ratio:.2f}")
    memory = [statistics.median(entry[1] for entry in runs) for runs in (bare, ours)]
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
        starts(Path(folder))
        to_today(Path(folder))


if __name__ == "__main__":
    main()
