"""The step's page: the States in a table, and below it the record or the certificate of the one looked at."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.claims import Part
from desktop_app.ui.screens.claim.insurance_periods.gaps import GapsCard, GapsPresenter
from desktop_app.ui.screens.claim.insurance_periods.models import (
    certificate_columns,
    certificate_facts,
    certificate_rows,
    compared_columns,
    compared_rows,
    state_columns,
    state_rows,
)
from desktop_app.ui.screens.claim.insurance_periods.papers_row import PapersRow
from desktop_app.ui.screens.claim.insurance_periods.presenter import InsurancePeriodsPresenter
from desktop_app.ui.screens.claim.insurance_periods.record import RecordCard
from desktop_app.ui.screens.claim.step_page import StepPage
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import Card, Turning
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words, money_words, weeks_words
from desktop_app.workflows.certify_periods import CertificateDraft
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.open_claim import ClaimView, StateLine, Step

BESIDE_FROM: Final = 900


class InsurancePeriodsView(StepPage):
    """Step 5: what each institution certified, and our own certificate."""

    def __init__(self, presenter: InsurancePeriodsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Insurance periods"),
            _("Each institution certifies its own periods. Nothing certified can be changed, here or there."),
            parent,
        )
        self._presenter: Final = presenter
        self._asking = False
        self.printer = SecondaryButton(_("P&rint certificate"), "printer")
        self.printer.setObjectName("print_certificate")
        self.printer.clicked.connect(presenter.make_document)
        self.certify = PrimaryButton(_("&Certify our periods"), "badge-check")
        self.certify.setObjectName("certify")
        self.certify.clicked.connect(self._on_certify)
        self.following = PrimaryButton(_("&Next: Calculation"), trailing="arrow-right")
        self.following.setObjectName("periods_next")
        self.following.clicked.connect(self.next_asked)
        self.add_action(self.printer)
        self.add_action(self.certify)
        self.add_action(self.following)
        states_card = Card(flush=True)
        self.states = ShortTable(
            _("States of the case"),
            state_columns(),
            row_height=46,
            header_height=30,
            marks_current=True,
            top_of_card=True,
        )
        self.states.setObjectName("states")
        self.states.current_changed.connect(self._on_row)
        states_card.body.addWidget(self.states)
        self.record = RecordCard(presenter)
        self.record.certify_asked.connect(presenter.certify)
        self._gaps = GapsPresenter(presenter.claim, self)
        self.gaps = GapsCard(self._gaps)
        self.body.addWidget(self.scroll_body(states_card, self.record, self.gaps, self._certificate_cards()))
        presenter.chosen_changed.connect(lambda _state: self._show_chosen())
        presenter.draft_checked.connect(self._on_draft)
        presenter.record_checked.connect(lambda _checked: self._show_compared())
        presenter.certified.connect(self._on_certified)
        presenter.laid_before.connect(self._on_laid_before)
        presenter.document_ready.connect(self._on_document)
        Look.of(self).changed.connect(self._space)
        self._space()

    def _certificate_cards(self) -> QWidget:
        self.certificate = Card(_("Certificate"), flush=True)
        self._sums = Text("", Kind.CELL_STRONG)
        self.certificate.add_beside_title(self._sums)
        self._facts = Paragraph("", Kind.SENTENCE, Role.INK2)
        self.rows = ShortTable(
            _("Rows of the certificate"),
            certificate_columns(),
            row_height=25,
            header_height=28,
            cell_padding=8,
            marks_when_focused=True,
        )
        self.rows.setObjectName("certificate_rows")
        self.version = QuietButton(_("Prepare a ne&w version"), "file-pen-line")
        self.version.setObjectName("new_version")
        self.version.clicked.connect(self._presenter.prepare_version)
        self._facts_row = QHBoxLayout()
        self.papers = PapersRow(self._presenter)
        self.papers.paper_asked.connect(self.paper_asked)
        self._facts_row.addWidget(self._facts, 1)
        self._facts_row.addWidget(self.version, 0, Qt.AlignmentFlag.AlignTop)
        self.certificate.body.addLayout(self._facts_row)
        self.certificate.body.addWidget(self.papers)
        self.certificate.body.addWidget(self.rows)
        self.certificate.body.addStretch(1)
        self.compared_card = Card(_("Told and certified weeks"), flush=True)
        self.compared = ShortTable(
            _("Told and certified weeks"),
            compared_columns(),
            row_height=25,
            header_height=28,
            cell_padding=8,
            marks_when_focused=True,
        )
        self.compared.setObjectName("compared_weeks")
        self.compared_card.body.addWidget(self.compared)
        self.compared_card.body.addStretch(1)
        self._both = Turning(self.certificate, self.compared_card, below=BESIDE_FROM, stretch=(7, 3))
        return self._both

    def _space(self) -> None:
        look = Look.of(self)
        self._facts_row.setContentsMargins(look.dp(14), 0, look.dp(14), look.dp(8))
        self._facts_row.setSpacing(look.dp(4))
        self.papers.space(look)

    def begin(self, view: ClaimView) -> None:
        """Show another claim."""
        self._asking = False
        self._presenter.begin()
        self.record.begin(view)
        self.refresh(view)

    def refresh(self, view: ClaimView) -> None:
        """Show the present state of the claim."""
        row = next((number for number, line in enumerate(view.states) if line.state == self._presenter.chosen), 0)
        self.states.blockSignals(True)
        self.states.show_rows(state_rows(view))
        self.states.choose_row(row)
        self.states.blockSignals(False)
        self._gaps.look()
        if view.states and self._presenter.line() is None:
            self._presenter.chosen = view.states[0].state
        self._show_chosen()

    def entered(self) -> None:
        """Check the own rows: the work history or the dates may have changed."""
        self._show_chosen()
        self._presenter.check_draft()

    def _on_row(self, row: int) -> None:
        view = self._presenter.claim.view
        if view is not None and 0 <= row < len(view.states):
            self._presenter.choose(view.states[row].state)

    def _show_chosen(self) -> None:
        line = self._presenter.line()
        view = self._presenter.claim.view
        if line is None or view is None:
            return
        entering = line.own and self._presenter.enters_record and bool(self._presenter.claim.claim_id)
        self.record.setVisible(entering)
        self.certificate.setVisible(not entering)
        years = self._presenter.compared()
        self.compared_card.setVisible(bool(years))
        self._both.setVisible(bool(years) or not entering)
        self.compared.show_rows(compared_rows(years))
        self.gaps.show_state(line.state, own=line.own)
        if not entering:
            self._show_certificate(line)
        self._presenter.look_at_papers()
        self._offer(line)

    def _show_compared(self) -> None:
        """Follow the rows being entered."""
        if self.compared_card.isVisibleTo(self):
            self.compared.show_rows(compared_rows(self._presenter.compared()))

    def _show_certificate(self, line: StateLine) -> None:
        certificate = line.certificate
        self.rows.setVisible(certificate is not None and bool(certificate.rows))
        self._sums.setVisible(certificate is not None)
        own = line.own and certificate is not None and bool(self._presenter.claim.claim_id)
        self.version.setVisible(own and not self._presenter.waits)
        if certificate is None:
            self.certificate.set_title(_("Certificate of {state}").format(state=line.party.short_name))
            prepared = _("Our certificate is prepared and waits for a second person.")
            self._facts.set_text(prepared if line.own and self._presenter.waits else _awaited_words(line))
            return
        self.certificate.set_title(_("Certificate {number}").format(number=certificate.number))
        self._facts.set_text(certificate_facts(certificate))
        self._sums.setText(f"{weeks_words(certificate.weeks)}   {money_words(certificate.earnings)}")
        self.rows.show_rows(certificate_rows(certificate))

    def _offer(self, line: StateLine) -> None:
        """Show the one button that does the next thing."""
        view = self._presenter.claim.view
        own = self._presenter.own_line()
        registered = bool(self._presenter.claim.claim_id)
        entering = registered and own is not None and self._presenter.enters_record
        calculates = view is not None and any(entry.step is Step.CALCULATION for entry in view.steps)
        self.printer.setVisible(line.certificate is not None)
        self.certify.setVisible(entering)
        self.following.setVisible(not entering and calculates)
        self.primary = self.certify if entering else self.following
        self._say_wrong(self._presenter.draft)

    def _on_draft(self, draft: CertificateDraft | None) -> None:
        if draft is None:
            self._asking = False  # the rows changed meanwhile: what was asked for was another certificate
        elif self._asking:
            self._ask(draft)
        self._say_wrong(draft)

    def _say_wrong(self, draft: CertificateDraft | None) -> None:
        wrong = draft is not None and not draft.can_certify
        self.certify.setToolTip(_("Mend what is marked first.") if wrong else "")

    def _on_certify(self) -> None:
        own = self._presenter.own_line()
        if own is None:
            return
        if self._presenter.chosen != own.state:
            self._presenter.choose(own.state)
            view = self._presenter.claim.view
            self.states.choose_row([line.state for line in view.states].index(own.state) if view else 0)
        draft = self._presenter.draft
        if draft is not None:
            self._ask(draft)
        elif self._presenter.can_check:
            self._asking = True  # the question follows as soon as the rows are checked
            self._presenter.check_draft()
        else:
            self._presenter.claim.notices.warn(
                _("A row or the day cannot be read."), _("Mend what is marked, then certify.")
            )

    def _ask(self, draft: CertificateDraft) -> None:
        self._asking = False
        if not draft.can_certify:
            self._presenter.claim.notices.warn(
                _("The periods cannot be certified yet."), _("Mend what is said below the rows.")
            )
            self.record.put_first_focus()
        else:
            self.record.ask(draft, self._presenter.terms.has_periods)
            self.bring_into_view(self.record.confirm)

    def _on_certified(self, certificate: PeriodCertificate) -> None:
        self.record.confirm.hide()
        view = self._presenter.claim.view
        asked = bool(view and view.claim and view.claim.part is Part.ASKED)
        words = (
            _("Certificate {number} is kept. It waits under Exchange, To send, for the office that asked.")
            if asked
            else _("Certificate {number} is kept. It waits under Exchange, To send.")
        )
        self._presenter.claim.notices.say(words.format(number=certificate.number))

    def _on_laid_before(self) -> None:
        self.record.confirm.hide()
        self._presenter.claim.notices.say(_("The certificate waits for a second person; nothing is sealed yet."))

    def _on_document(self, document: IssuedDocument) -> None:
        claim = self._presenter.claim
        DocumentPreview(
            _("Certificate of insurance periods"), document, claim.tasks, claim.notices, self.window()
        ).open()

    def print_now(self) -> None:
        """Make the certificate looked at as a document."""
        if self.printer.isVisibleTo(self):
            self._presenter.make_document()

    def escape(self) -> bool:
        """Take the last question back, or give up a further version."""
        if self.record.confirm.isVisibleTo(self.record):
            self.record.close_question()
            return True
        if self._presenter.editing:
            self._presenter.leave_version()
            return True
        return False

    def put_first_focus(self) -> None:
        """Begin in our own rows where they are entered, else at the States."""
        if self.record.isVisibleTo(self):
            self.record.put_first_focus()
        else:
            self.states.setFocus(Qt.FocusReason.OtherFocusReason)


def _awaited_words(line: StateLine) -> str:
    if line.own:
        return _("The claim has no number yet; our periods are certified once it has.")
    if line.asked_on is None:
        return _("Nothing was asked of this institution yet. It is asked under Check and send.")
    if line.due_on is None:
        return _("Asked on {date}. Its certificate arrives as a bundle under Exchange.").format(
            date=date_words(line.asked_on)
        )
    return _("Asked on {date}; the certificate is due {due}. It arrives as a bundle under Exchange.").format(
        date=date_words(line.asked_on), due=date_words(line.due_on)
    )
