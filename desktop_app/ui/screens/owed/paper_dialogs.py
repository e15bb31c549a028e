"""Which dialog an answer on paper is typed into."""

from collections.abc import Callable
from typing import Final

from desktop_app.ui.screens.owed.paper_answers import (
    PaperAnswer,
    PaperDependencyDialog,
    PaperExplanationDialog,
    PaperReplyDialog,
)
from desktop_app.ui.screens.owed.paper_decision import PaperDecisionDialog

PAPER_DIALOGS: Final[dict[str, Callable[..., PaperAnswer]]] = {
    "decision": PaperDecisionDialog,
    "dependency_certificate": PaperDependencyDialog,
    "info_reply": PaperReplyDialog,
    "clarification_reply": PaperExplanationDialog,
}
"""The dialog for what is owed, by its kind."""
