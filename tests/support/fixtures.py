"""The fixtures every test may use, and the watches that fail a test for what it leaves behind.

Loaded by name in pyproject.toml, before the tests are collected. Warnings, exceptions nobody caught and messages of Qt
are failures by pytest's settings; stray log lines and leaked threads are failures by the watches here.
"""

import logging
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.foundation.places import Places, resource_dir
from tests.support.clocks import FixedClock

THREAD_GRACE_SECONDS = 1.0

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before the first QApplication of the run


def pytest_configure(config: pytest.Config) -> None:
    """Name our marker and settle how much Hypothesis tries; in CI the same examples every time.

    How long an example takes is a fact of the computer's other work, and fails nothing: pytest's time limit does.
    """
    config.addinivalue_line("markers", "allow_logs(*loggers): warnings of these loggers do not fail the test")
    settings.register_profile(
        "house",
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        max_examples=60,
        derandomize=os.environ.get("CI", "").casefold() == "true",
    )
    settings.load_profile("house")


class _StrayLines(logging.Handler):
    """Keeps every record from WARNING up."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _no_stray_log_lines(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning or worse, except through a logger its `allow_logs` marker names."""
    allowed = tuple(str(name) for marker in request.node.iter_markers("allow_logs") for name in marker.args)
    watch = _StrayLines()
    logging.getLogger().addHandler(watch)
    yield
    logging.getLogger().removeHandler(watch)
    stray = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for record in watch.records
        if not any(record.name == name or record.name.startswith(f"{name}.") for name in allowed)
    ]
    if stray:
        pytest.fail("Stray log lines:\n" + "\n".join(stray), pytrace=False)


@pytest.fixture(autouse=True)
def _no_leaked_threads() -> Iterator[None]:
    """Fail a test that leaves a thread running, a pool's idle workers included."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + THREAD_GRACE_SECONDS
    leaked = _started_since(before)
    while leaked and time.monotonic() < until:
        leaked[0].join(0.05)
        leaked = _started_since(before)
    if leaked:
        pytest.fail("Leaked threads: " + ", ".join(thread.name for thread in leaked), pytrace=False)


def _started_since(before: set[threading.Thread]) -> list[threading.Thread]:
    """List the threads that are new. Stand-ins for threads Qt began are left out: Python cannot see those end."""
    new = set(threading.enumerate()) - before
    return sorted((t for t in new if not isinstance(t, threading._DummyThread)), key=lambda thread: thread.name)


@pytest.fixture(scope="session")
def qapp_font(qapp: QApplication) -> list[str]:
    """The families of the bundled font, loaded once; without them the offscreen platform paints boxes."""
    del qapp  # a font can only be loaded once it exists
    families: list[str] = []
    for file in sorted((resource_dir() / "fonts").glob("**/*.[to]tf")):
        number = QFontDatabase.addApplicationFont(str(file))
        assert number >= 0, f"Qt cannot read {file.name}"
        families += QFontDatabase.applicationFontFamilies(number)
    return families


@pytest.fixture(autouse=True)
def _font_wherever_qt_paints(request: pytest.FixtureRequest) -> None:
    if "qapp" in request.fixturenames:
        request.getfixturevalue("qapp_font")


@pytest.fixture(autouse=True)
def _no_windows_of_the_test_before(request: pytest.FixtureRequest) -> Iterator[None]:
    """Destroy the windows a test made, closed ones too: every window alive is styled anew when the look changes."""
    if "qapp" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("qapp")
    before = _windows()
    yield
    for window in _windows() - before:
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _windows() -> set[QWidget]:
    """Return the windows alive that nothing else will destroy."""
    return {window for window in QApplication.topLevelWidgets() if window.parent() is None}


@pytest.fixture
def fixed_clock() -> FixedClock:
    """A clock that stands at 9:00 on 2 March 2026 until told otherwise."""
    return FixedClock()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """An office's folders, made, empty, gone after the test."""
    made = Places.at(tmp_path / "office")
    made.prepare()
    return made
