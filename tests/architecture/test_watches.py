"""The watches over the tests bite: each test below must fail, and the last three must not."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from tests.support.sources import ROOT

WATCHED = """
import logging, threading, time, warnings
from concurrent.futures import ThreadPoolExecutor
import pytest
from PySide6.QtCore import QObject, QTimer, Signal, qWarning
from PySide6.QtGui import QFontDatabase

POOLS = []

def test_bad_warning():
    warnings.warn("old", DeprecationWarning)

def test_bad_log_line():
    logging.getLogger("desktop_app.x").warning("stray")

def test_bad_thread():
    threading.Thread(target=time.sleep, args=(3,), daemon=True).start()

def test_bad_pool():
    POOLS.append(ThreadPoolExecutor(max_workers=1))
    POOLS[0].submit(int).result()

def test_bad_thread_exception():
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()

def test_bad_unraisable():
    class Broken:
        def __del__(self):
            raise ValueError
    Broken()

def test_bad_qt_message(qtbot):
    qWarning("Qt complains")

def test_bad_slot(qtbot):
    class Sender(QObject):
        sent = Signal()
    sender = Sender()
    sender.sent.connect(lambda: 1 // 0)
    sender.sent.emit()

@pytest.mark.allow_logs("desktop_app.x")
def test_good_allowed_log_line():
    logging.getLogger("desktop_app.x.y").warning("expected")

def test_good_thread_that_ends():
    thread = threading.Thread(target=time.sleep, args=(0.05,))
    thread.start()

def test_good_fonts(qtbot, qapp_font):
    assert set(qapp_font) <= set(QFontDatabase.families())
"""


def test_each_watch_fails_the_test_it_is_for(tmp_path: Path) -> None:
    (tmp_path / "test_watched.py").write_text(WATCHED, encoding="utf-8")
    report = tmp_path / "report.xml"
    subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider"),
            *("--rootdir", str(ROOT), "--junit-xml", str(report), str(tmp_path / "test_watched.py")),
        ],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    cases = ET.parse(report).getroot().iter("testcase")  # noqa: S314 - our own pytest wrote it a moment ago
    failed: dict[str, bool] = {}
    for case in cases:
        bad = case.find("failure") is not None or case.find("error") is not None
        failed[case.attrib["name"]] = failed.get(case.attrib["name"], False) or bad
    assert len(failed) == 11
    assert {name: result for name, result in failed.items() if result is not name.startswith("test_bad")} == {}
