"""Waiting for a window in a test, without starving the threads that work for it."""

from PySide6.QtCore import QEventLoop, QTimer


def let_pass(milliseconds: int) -> None:
    """Let the window live for a while.

    `QTest.qWait` keeps Python's lock while it waits: what works in the background, as a sign-in does, then takes ten
    times as long. An event loop lets go of it.
    """
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
