"""What the first window may not wait for, and what the command line has no use for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.foundation.places import Places
from tests.end_to_end.killed_clerk import set_up

HEAVY = {"sqlite_utils", "sqlcipher3", "cryptography", "reportlab", "pyrage", "rapidfuzz", "mnemonic"}
_FIRST_PAINT = """
import os, sys
from desktop_app.__main__ import main
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget
from desktop_app.ui.app import application

class Watched(application._FirstPaint):
    def eventFilter(self, window, event):
        if event.type() == QEvent.Type.Paint:
            print(window.objectName(), *sys.modules, flush=True)
            os._exit(0)
        return False

application._FirstPaint = Watched
sys.argv = ["cass-desk", "run", "--data", sys.argv[1]]
main()
"""
_CALCULATE = """
import sys
from desktop_app.commands.entry import main
status = main(sys.argv[1:], None, None)
print(status, *sys.modules)
"""


def said(code: str, *arguments: str) -> tuple[str, set[str]]:
    """Run code in an interpreter of its own; return the first word of its last line, and the packages it named."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    first, *modules = done.stdout.splitlines()[-1].split()
    return first, {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize("window", ["sign_in", "first_run"])
def test_the_first_window_is_painted_before_any_heavy_library_is_imported(tmp_path: Path, window: str) -> None:
    if window == "sign_in":
        set_up(Places.at(tmp_path / "office"))
    shown, packages = said(_FIRST_PAINT, str(tmp_path / "office"))
    assert shown == window
    assert "PySide6" in packages
    assert not packages & HEAVY


def test_calculate_imports_no_qt() -> None:
    case = Path(__file__).parents[2] / "resources" / "samples" / "hendyce-2014.json"
    status, packages = said(_CALCULATE, "calculate", str(case))
    assert status == "0"
    assert not {name for name in packages if name.startswith(("PySide6", "shiboken"))}
