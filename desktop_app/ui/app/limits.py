"""What the signed-in person may not do, shown where it would be done: not pressed, not typed into, and why.

The verbs refuse by themselves (`workflows.rights`); this only spares the person a refusal.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QRadioButton, QWidget

from desktop_app.domain.findings import Reason
from desktop_app.wording.rights_words import why_not_words
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.rights import refusals

CLAIMS_VERB: Final = "claim_registered"
DRAFTS_VERB: Final = "draft_kept"
WATCH_VERB: Final = "watched_file_taken"
ASKED: Final = (CLAIMS_VERB, DRAFTS_VERB, WATCH_VERB)
"""Verbs that the window asks about before it offers them."""


def asked_of(desk: Desk) -> dict[str, Reason]:
    """Return what the signed-in person may not do of what the window offers; runs on the worker."""
    return refusals(desk.store, desk.user.id, ASKED)


class Limits(QObject):
    """The refusals of one person, by verb."""

    def __init__(self, refused: Mapping[str, Reason], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._refused = dict(refused)

    def why(self, verb: str) -> str:
        """Say why something cannot be done; empty where it can."""
        reason = self._refused.get(verb)
        return why_not_words(reason) if reason else ""

    def bar(self, verb: str, *widgets: QWidget) -> None:
        """Let these not be pressed where the verb is refused, and say why in their help."""
        if said := self.why(verb):
            for widget in widgets:
                widget.setEnabled(False)
                widget.setToolTip(said)
                widget.setAccessibleDescription(said)

    def only_read(self, verb: str, pages: Iterable[QWidget]) -> None:
        """Let nothing be typed into these pages where the verb is refused; they are read, scrolled and printed."""
        if not (said := self.why(verb)):
            return
        for page in pages:
            edits: list[QLineEdit | QPlainTextEdit] = [
                *page.findChildren(QLineEdit),
                *page.findChildren(QPlainTextEdit),
            ]
            for edit in edits:
                edit.setReadOnly(True)
                edit.setToolTip(said)
            for kind in (QComboBox, QCheckBox, QRadioButton):
                self.bar(verb, *page.findChildren(kind))
            for table in page.findChildren(QAbstractItemView):
                table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
