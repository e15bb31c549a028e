"""The composition root: brings the command line, the window and the clock together, and ends with an exit status.

Qt is imported only where a window is wanted.
"""

import gc
import io
import os
import sys

from desktop_app import __version__
from desktop_app.commands.entry import main as run_command_line
from desktop_app.foundation import logs
from desktop_app.foundation.clock import SystemClock
from desktop_app.foundation.places import Places


def main() -> int:
    """Run the program with the arguments it was started with; the answer is the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # absent on Windows where the program has no console
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return run_command_line(sys.argv[1:], _run_window, _build_screens)


def _run_window(places: Places, training: bool) -> int:
    """Keep a log and show the window until it is closed. Raises `PlaceProblem` where no log can be kept."""
    log = logs.configure(places)
    gc.disable()  # until the first window is painted: what is made on the way there stays
    try:
        from desktop_app.ui.app import run_window

        return run_window(places, SystemClock(), training=training, version=__version__)
    finally:
        log.close()


def _build_screens() -> int:
    """Build every screen once without showing any, and return how many there are."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop_app.ui.app import build_every_screen

    return build_every_screen()


if __name__ == "__main__":
    sys.exit(main())
