"""The calculation's page: the result on top, the timeline and the worksheet side by side, what is open to settle."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from desktop_app.calculation.lost_weeks import lost_weeks
from desktop_app.domain.findings import Finding
from desktop_app.foundation.problems import Problem
from desktop_app.ui.parties import parties_by_code, short_party_name
from desktop_app.ui.screens.claim.calculation.findings_band import FindingsBand
from desktop_app.ui.screens.claim.calculation.kept_changed import ChangedCard, KeptBand
from desktop_app.ui.screens.claim.calculation.kept_dialog import KeptDialog
from desktop_app.ui.screens.claim.calculation.kept_presenter import KeptPresenter
from desktop_app.ui.screens.claim.calculation.lanes import overlaps_words, timeline_lanes
from desktop_app.ui.screens.claim.calculation.lost_card import LostCard
from desktop_app.ui.screens.claim.calculation.models import award_text
from desktop_app.ui.screens.claim.calculation.presenter import CalculationPresenter
from desktop_app.ui.screens.claim.calculation.result_card import ResultCard
from desktop_app.ui.screens.claim.calculation.settle import SettleCard
from desktop_app.ui.screens.claim.calculation.settle_words import offered
from desktop_app.ui.screens.claim.calculation.shares_card import SharesCard
from desktop_app.ui.screens.claim.calculation.topics import (
    POINTS,
    Topic,
    can_settle,
    state_of,
    step_of,
    to_settle,
    topic_of,
)
from desktop_app.ui.screens.claim.calculation.worksheet_card import WorksheetCard
from desktop_app.ui.screens.claim.step_page import StepPage
from desktop_app.ui.screens.claim.what_if.panel import WhatIfPanel
from desktop_app.ui.screens.claim.what_if.presenter import WhatIfPresenter
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.card import Card, Turning
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.text import Text
from desktop_app.ui.widgets.timeline import Timeline
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words, moment_words
from desktop_app.wording.problems import sentences
from desktop_app.workflows.calculate_claim import CalculationView as Calculation
from desktop_app.workflows.issue_document import IssuedDocument
from desktop_app.workflows.open_claim import ClaimView, Step

BESIDE_FROM: Final = 1000


class CalculationView(StepPage):
    """Step 6: what each State pays, why, and where every figure comes from."""

    def __init__(self, presenter: CalculationPresenter, parent: QWidget | None = None) -> None:
        super().__init__(_("Calculation"), "", parent)
        self._presenter: Final = presenter
        self._bars: dict[str, str] = {}
        self._came_from: QWidget | None = None
        copier = SecondaryButton(_("&Copy"), "copy")
        copier.setObjectName("copy_result")
        copier.clicked.connect(self.copy_result)
        self._printer = printer = SecondaryButton(_("&Print worksheet"), "printer")
        printer.setObjectName("print_worksheet")
        printer.clicked.connect(presenter.make_worksheet)
        self.asker = SecondaryButton(_("&What if…"), "split")
        self.asker.setObjectName("what_if_open")
        self.what_if = WhatIfPanel(WhatIfPresenter(presenter.claim, presenter))
        self.asker.clicked.connect(self.what_if.open_panel)
        self.what_if.opened_changed.connect(self._on_what_if)
        self.keeper = PrimaryButton(_("&Keep this calculation"), "check")
        self.keeper.setObjectName("keep_calculation")
        self.keeper.clicked.connect(presenter.keep)
        self._with_result = (copier, printer, self.keeper)
        self.add_action(copier)
        self.add_action(printer)
        self.add_action(self.asker)
        self.add_action(self.keeper, primary=True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_empty())
        self._pages.addWidget(self._make_content())
        self.body.addWidget(self._pages)
        presenter.calculated.connect(self._show)
        presenter.unfolded.connect(self._show_worksheet)
        presenter.cannot.connect(self._show_cannot)
        presenter.kept.connect(self._on_kept)
        presenter.settled.connect(self._on_settled)
        presenter.document_ready.connect(self._on_document)
        Look.of(self).changed.connect(self._space)
        self._space()
        self._offer(shown=False)

    def _make_empty(self) -> QWidget:
        button = SecondaryButton(_("Go to &Insurance periods"))
        button.clicked.connect(lambda: self.step_asked.emit(Step.INSURANCE_PERIODS, ""))
        self._empty = EmptyState(
            "calculator",
            _("Nothing can be calculated yet"),
            _("The calculation begins with the first certificate of insurance periods."),
            button,
        )
        return self._empty

    def _make_content(self) -> QWidget:
        self._missing_card = Card(ground=Role.WARN_TINT, edge=Role.WARN_LINE)
        self._missing = Text("", Kind.SENTENCE, Role.WARN, wrap=True)
        self._missing_card.body.addWidget(self._missing)
        self.result = ResultCard()
        self.result.table.figure_chosen.connect(self._presenter.unfold)
        self.result.points_asked.connect(self._on_points)
        self.result.notes.confirm_asked.connect(lambda state: self._open_settle(state, Topic.INJURY))
        self.shares = SharesCard()
        self.result.span.chosen.connect(self.shares.show_span)
        self.lost = LostCard()
        self.lost.decide_asked.connect(lambda state: self._open_settle(state, Topic.OVERLAP))
        self.settle = SettleCard(self._presenter)
        self.settle.closed.connect(self._close_settle)
        timeline_card = Card(_("Contribution timeline"), flush=True)
        self._overlaps = Text("", Kind.SENTENCE, Role.INK2)
        timeline_card.add_beside_title(self._overlaps)
        self.timeline = Timeline(_("Contribution timeline"))
        self.timeline.setObjectName("timeline")
        self.timeline.period_chosen.connect(self._on_period)
        self._period = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        self._period.hide()
        self.band = FindingsBand()
        self.band.settle_asked.connect(self._on_settle)
        timeline_card.body.addWidget(self.timeline)
        timeline_card.body.addWidget(self._period)
        timeline_card.body.addWidget(self.band)
        timeline_card.body.addStretch(1)
        self.worksheet = WorksheetCard()
        self.memory = KeptPresenter(self._presenter.claim, self)
        self.memory.refused.connect(self._on_memory_refused)
        self.kept_band = KeptBand(self.memory)
        self.kept_band.history_asked.connect(self.open_kept)
        self.changed = changed = ChangedCard(self.memory)
        self.memory.compared.connect(lambda _found: self.bring_into_view(changed))
        self.changed.closed.connect(self._on_changed_closed)
        both = Turning(timeline_card, self.worksheet, below=BESIDE_FROM, stretch=(36, 64))
        return self.scroll_body(
            self._missing_card, self.kept_band, self.changed, self.result, self.settle, self.shares, both, self.lost
        )

    def _space(self) -> None:
        look = Look.of(self)
        self._period.setContentsMargins(look.dp(14), 0, look.dp(14), look.dp(6))

    def _on_what_if(self, opened: bool) -> None:
        """Make room for the What if, or take it back; the keyboard comes back to the button that opened it."""
        self._printer.set_words(_("&Print") if opened else _("&Print worksheet"))
        self.worksheet.set_folded(folded=opened)
        self._offer(shown=self._pages.currentIndex() == 1)
        if not opened and self.isVisible():
            self.asker.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, view: ClaimView) -> None:
        """Show another claim."""
        self.what_if.close_panel()
        self._presenter.begin()
        self.settle.hide()
        self.changed.hide()
        self._pages.setCurrentIndex(0)
        self._offer(shown=False)
        self.refresh(view)

    def refresh(self, view: ClaimView) -> None:
        """Calculate anew: what an act changed may change every figure."""
        del view  # the calculation reads the claim itself
        if self.isVisible():
            self._presenter.load()

    def entered(self) -> None:
        """Calculate."""
        if self._presenter.claim.claim_id:
            self._presenter.load()
        else:
            self._pages.setCurrentIndex(0)
            self._offer(shown=False)

    def _offer(self, *, shown: bool) -> None:
        for button in self._with_result:
            button.setVisible(shown)
        self.asker.setVisible(shown and self.what_if.isHidden())

    def _show(self, view: Calculation) -> None:
        self._pages.setCurrentIndex(1)
        self._offer(shown=True)
        self.sentence.setText(_law_words(view))
        names = [short_party_name(state) for state in view.missing]
        self._missing_card.setVisible(bool(names))
        self._missing.setText(
            _("Without the certificate of {states}: the result changes when it comes.").format(states=", ".join(names))
        )
        parties = parties_by_code()
        self.result.show_result(view, parties, (self._presenter.state, self._presenter.figure))
        self.shares.show_award(view.award, view.names)
        losses = lost_weeks(view.award, view.case.periods)
        self.lost.show_losses(losses, view.award)
        lanes = timeline_lanes(view.award, view.case.periods, self._presenter.claim.checked_history(), parties)
        self._bars = {bar.id: bar.tooltip for lane in lanes for bar in lane.bars}
        self.timeline.show_lanes(lanes)
        self._period.hide()
        self._overlaps.setText(overlaps_words(lanes, view.award.totalised_weeks))
        findings = to_settle(view.award)
        readings = {choice.state for choice in view.readings}
        self.band.show_findings(
            findings, [finding for finding in findings if can_settle(finding, view.award, readings)]
        )
        self.settle.show_view(view)
        self.kept_band.show_view(view)
        if not self.changed.isHidden():
            self.memory.compare()
        kept = view.kept_at is not None and not view.kept_differs
        self.keeper.setEnabled(not kept)
        self.keeper.set_words(_("Kept") if kept else _("&Keep this calculation"))

    def _show_worksheet(self, state: str, figure: str) -> None:
        award, node = self._presenter.award(), self._presenter.worksheet()
        if award is None or node is None or self._presenter.view is None:
            return
        lane = [line.state for line in self._presenter.view.award.states].index(state)
        self.worksheet.show_node(node, state, lane)
        self.result.table.mark_unfolded(state, figure)

    def _show_cannot(self, problem: Problem) -> None:
        words = sentences(problem)
        self.what_if.close_panel()
        self._empty.sentence.setText(words.happened)
        self._empty.do.setText(words.do)
        self._empty.do.show()
        self._pages.setCurrentIndex(0)
        self.sentence.setText("")
        self._offer(shown=False)

    def _on_period(self, bar_id: str) -> None:
        self._period.setText(self._bars.get(bar_id, ""))
        self._period.setVisible(bar_id in self._bars)

    def _on_settle(self, finding: Finding) -> None:
        view = self._presenter.view
        if view is None:
            return
        if (place := step_of(finding)) is not None:
            self.step_asked.emit(*place)
        else:
            self._open_settle(state_of(finding), topic_of(finding, view.award))

    def _on_points(self, state: str) -> None:
        """Open what an officer may decide for a State, at the first point that makes a difference there."""
        view = self._presenter.view
        if view is not None and state:
            line = view.award.state(state)
            asked = (topic for topic in POINTS if offered(view, line, topic)[0])
            self._open_settle(state, next(asked, Topic.DECISION))

    def _open_settle(self, state: str, topic: Topic) -> None:
        self._came_from = QApplication.focusWidget()
        self.settle.open_for(state, topic)
        self.bring_into_view(self.settle)

    def _close_settle(self) -> None:
        self.settle.hide()
        came, band = self._came_from, self.band.settler
        target = came if came is not None and came.isVisibleTo(self) else band if band.isVisibleTo(self) else None
        (target or self.result.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_settled(self) -> None:
        self.settle.hide()
        self._presenter.claim.notices.say(_("Settled. The result above follows; the choice and its reason are kept."))
        self.result.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_from_top()

    def _on_kept(self, _view: Calculation) -> None:
        self._presenter.claim.notices.say(
            _("The calculation is kept with the claim, with its worksheet and all it used.")
        )

    def open_kept(self) -> None:
        """Open the kept calculations of the claim."""
        KeptDialog(KeptPresenter(self._presenter.claim, self), self.window()).open()

    def _on_memory_refused(self, problem: Problem) -> None:
        self._presenter.claim.notices.refuse(problem)

    def _on_changed_closed(self) -> None:
        band = self.kept_band.shower
        (band if band.isVisibleTo(self) else self.result.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_document(self, document: IssuedDocument) -> None:
        claim = self._presenter.claim
        DocumentPreview(_("Calculation worksheet"), document, claim.tasks, claim.notices, self.window()).open()

    def copy_result(self) -> None:
        """Copy the table as text."""
        view = self._presenter.view
        if view is not None:
            QGuiApplication.clipboard().setText(
                award_text(view.award, parties_by_code(), view.names, self.result.span.span)
            )
            self._presenter.claim.notices.say(_("The table is copied; paste it into Excel or a letter."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the table from anywhere on the page that does not copy itself."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_result()
        else:
            super().keyPressEvent(event)

    def why_not(self) -> tuple[str, str]:
        """Say that this very calculation is kept already."""
        return _("This calculation is kept already."), _("It can be kept again when something in it has changed.")

    def print_now(self) -> None:
        """Make the worksheet as a document."""
        if self._presenter.view is not None:
            self._presenter.make_worksheet()

    def escape(self) -> bool:
        """Close what is being settled."""
        if self.settle.isVisibleTo(self):
            self._close_settle()
            return True
        if not self.what_if.isHidden():
            self.what_if.close_panel()
            return True
        if self.changed.isVisibleTo(self):
            self.changed.close_card()
            return True
        return False

    def put_first_focus(self) -> None:
        """Begin in the table."""
        self.result.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _law_words(view: Calculation) -> str:
    words = _("Law as it stood on {date}, the day of the contingency").format(date=date_words(view.law_as_of))
    if view.stated_totals:
        words = f"{words}  \u00b7  {_('stated totals as certified')}"
    if view.kept_at is not None:
        kept = _("kept {moment}").format(moment=moment_words(view.kept_at))
        changed = _("changed since") if view.kept_differs else ""
        words = f"{words}  \u00b7  {', '.join(part for part in (kept, changed) if part)}"
    return words
