"""A list that is asked with every key typed: at once, and never for more than one answer at a time."""

from collections.abc import Callable

from desktop_app.ui.tasks import Ticket


class Typed:
    """Asks at once; what is typed before the answer came is asked when it came, the last of it alone."""

    def __init__(self, ask: Callable[[], Ticket]) -> None:
        self._ask = ask
        self._awaited = self._again = False

    def ask(self) -> None:
        """Ask for what is typed now, or as soon as the answer before it is there."""
        if self._awaited:
            self._again = True
            return
        self._awaited = True
        self._ask().finished.connect(self._on_over)

    def _on_over(self) -> None:
        self._awaited = False
        if self._again:
            self._again = False
            self.ask()
