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
from desktop_app.ui.screens.owed.paper_replies import PaperDestructionDialog, PaperReopeningDialog
from desktop_app.ui.screens.owed.paper_summary import PaperSummaryDialog

PAPER_DIALOGS: Final[dict[str, Callable[..., PaperAnswer]]] = {
    "decision": PaperDecisionDialog,
    "dependency_certificate": PaperDependencyDialog,
    "info_reply": PaperReplyDialog,
    "clarification_reply": PaperExplanationDialog,
    "decision_summary": PaperSummaryDialog,
    "reopen_reply": PaperReopeningDialog,
    "receipt": PaperDestructionDialog,
}
"""The dialog for what is owed, by its kind."""
