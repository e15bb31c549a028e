"""The composition of the window: what is built in which order, and which window is shown when."""

from desktop_app.ui.app.application import build_every_screen, run_window

__all__ = ["build_every_screen", "run_window"]
