"""The gap finder's card: what may be missing from a State's certificate, and the question to its institution."""

from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from desktop_app.calculation.gap_finder import Gap, missing_weeks
from desktop_app.ui.parties import party_name, short_party_name
from desktop_app.ui.screens.claim.answers import told
from desktop_app.ui.screens.claim.presenter import ClaimPresenter
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import QuietButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.cells import Cell, IconSpec
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import weeks_words
from desktop_app.wording.gap_words import gap_question, gap_words, kind_words
from desktop_app.workflows.find_gaps import GapsView, gaps_of, question_document
from desktop_app.workflows.issue_document import IssuedDocument


class GapsPresenter(QObject):
    """What the certificates of the open claim may lack."""

    found = Signal(object)
    """The gaps of all States, a `GapsView`."""

    letter_ready = Signal(object)
    """The question as an `IssuedDocument`."""

    def __init__(self, claim: ClaimPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.claim: Final = claim
        self._round = 0

    def look(self) -> None:
        """Compare what was told with what is certified."""
        claim_id = self.claim.claim_id
        self._round += 1
        if not claim_id:
            self.found.emit(GapsView(gaps=(), compared=(), waiting=()))
            return
        ticket = self.claim.ask(lambda desk, _progress: gaps_of(desk, claim_id))
        ticket.succeeded.connect(told(self, self._on_found, self._round))
        ticket.failed.connect(self.claim.notices.refuse)

    def _on_found(self, number: int, view: GapsView) -> None:
        if number == self._round:
            self.found.emit(view)

    def draft_letter(self, state: str) -> None:
        """Draft the question to a State's institution as a letter."""
        claim_id = self.claim.claim_id
        ticket = self.claim.ask(lambda desk, _progress: question_document(desk, claim_id, state))
        ticket.succeeded.connect(told(self, self._on_letter))
        ticket.failed.connect(self.claim.notices.refuse)

    def _on_letter(self, document: IssuedDocument) -> None:
        self.letter_ready.emit(document)


class GapsCard(Card):
    """The gaps of the State looked at; away where there are none."""

    def __init__(self, presenter: GapsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(_("May be missing"), flush=True, parent=parent)
        self._presenter: Final = presenter
        self._view = GapsView(gaps=(), compared=(), waiting=())
        self._state = ""
        self._own = False
        self._sum = Text("", Kind.CELL_STRONG, Role.WARN)
        self.add_beside_title(self._sum)
        self._words = Paragraph("", Kind.SENTENCE, Role.INK2)
        self.copier = QuietButton(_("Copy the &question"), "copy")
        self.copier.setObjectName("copy_question")
        self.copier.clicked.connect(self._on_copy)
        self.drafter = QuietButton(_("&Draft the letter"), "file-pen-line")
        self.drafter.setObjectName("draft_question")
        self.drafter.clicked.connect(lambda: presenter.draft_letter(self._state))
        self.rows = ShortTable(
            _("What may be missing"),
            (
                Column(title=_("Year"), width=60, align="right"),
                Column(title=_("Found"), width=120),
                Column(title=_("What"), width=420, stretch=1),
                Column(title=_("Weeks"), width=64, align="right"),
            ),
            row_height=25,
            header_height=28,
            cell_padding=8,
            marks_when_focused=True,
        )
        self.rows.setObjectName("gaps")
        self._ask_row = QHBoxLayout()
        self._ask_row.addWidget(self._words, 1)
        self._ask_row.addWidget(self.copier)
        self._ask_row.addWidget(self.drafter)
        self.body.addLayout(self._ask_row)
        self.body.addWidget(self.rows)
        self.hide()
        presenter.found.connect(self._on_found)
        presenter.letter_ready.connect(self._on_letter)
        restyled(self, self._space_row)

    def _space_row(self) -> None:
        look = Look.of(self)
        self._ask_row.setContentsMargins(look.dp(14), 0, look.dp(14), look.dp(8))
        self._ask_row.setSpacing(look.dp(4))

    def show_state(self, state: str, *, own: bool) -> None:
        """Show the gaps of this State; of our own there is nobody to ask but ourselves."""
        self._state, self._own = state, own
        gaps = self._view.of_state(state)
        self.setVisible(bool(gaps))
        self.copier.setVisible(not own)
        self.drafter.setVisible(not own)
        if not gaps:
            return
        name = short_party_name(state)
        missing = missing_weeks(gaps).get(state, 0)
        self._sum.setText(_("up to {weeks}").format(weeks=weeks_words(missing)) if missing else "")
        asked = _("Told by the claimant and not certified by {state}. Only the institution can answer; ask it.")
        ours = _("Told by the claimant and not in our record. Search the record and certify a new version.")
        self._words.set_text((ours if own else asked).format(state=name))
        self.rows.show_rows([_cells(gap) for gap in gaps])

    def _on_found(self, view: GapsView) -> None:
        self._view = view
        self.show_state(self._state, own=self._own)

    def question(self) -> str:
        """Return the question as plain text, a line for every year."""
        lines = [f"{gap.year}: {gap_question(gap)}" for gap in self._view.of_state(self._state)]
        return "\n".join(lines)

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self.question())
        self._presenter.claim.notices.say(_("The question is copied; paste it into your message."))

    def _on_letter(self, document: IssuedDocument) -> None:
        claim = self._presenter.claim
        title = _("Question to {state}").format(state=party_name(self._state))
        DocumentPreview(title, document, claim.tasks, claim.notices, self.window()).open()


def _cells(gap: Gap) -> tuple[Cell, ...]:
    grave = bool(gap.missing)
    what = gap_words(gap, short_party_name(gap.state)).partition(": ")[2]
    return (
        Cell(text=str(gap.year), align="right"),
        Cell(
            text=kind_words(gap.kind),
            icon=IconSpec(name="triangle-alert" if grave else "info", tone="warn" if grave else "neutral"),
        ),
        Cell(text=what[:1].upper() + what[1:], wrap=True),
        Cell(text=str(gap.missing) if gap.missing else "\u2013", align="right", strong=grave),
    )
