"""Updates of a State's rules: what came, how it was checked and tried, what it changes, who decides it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QVBoxLayout, QWidget

from desktop_app.domain.proposals import Proposal
from desktop_app.ui.screens.rules.cells import home_words
from desktop_app.ui.screens.rules.presenter import RulesPresenter
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.bar import ActionBar
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.card import Card, scrolled
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.drawing import PillSpec, Tone
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.progress import ProgressStrip
from desktop_app.ui.widgets.proposal_card import ProposalCard
from desktop_app.ui.widgets.said_line import SaidLines
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.table import Column
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.duty_words import proposal_status_words
from desktop_app.wording.findings import filled, finding_remedy, finding_words
from desktop_app.wording.formats import date_words
from desktop_app.wording.problems import sentences_of
from desktop_app.wording.rule_changes import changed_step_words, changed_title, changed_value_words
from desktop_app.workflows.read_rules import PackChange
from desktop_app.workflows.update_rules import UpdateLine, UpdateStatus, UpdateTrial

_DASH = "\u2013"
_MOST_CLAIMS = 12
"""Claims that are named; of more only the number is told."""


class UpdatesPage(QWidget):
    """The page. What is decided about a proposal is asked for with its view and its words."""

    propose_wanted = Signal(object)
    """The `UpdateLine` to propose."""
    take_back_wanted = Signal(object)
    accept_wanted = Signal(object, str)
    refuse_wanted = Signal(object, str)
    beside_wanted = Signal(object, str)
    withdraw_wanted = Signal(object, str)
    add_user_wanted = Signal()

    def __init__(self, presenter: RulesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._lines: tuple[UpdateLine, ...] = ()
        self._looked: set[str] = set()
        self.waiting: list[ProposalCard] = []
        held = QWidget()
        self._held = QVBoxLayout(held)
        self._waits = QVBoxLayout()
        self._list_card()
        self.says = Card(_("What it says of itself"))
        self.law = Paragraph("", role=Role.INK)
        self.mended = Paragraph("", role=Role.INK)
        for widget in (self.law, self.mended):
            self.says.body.addWidget(widget)
        self.checks = Card(_("How it was checked"))
        self.lines = SaidLines()
        self.checks.body.addWidget(self.lines)
        self._changes_card()
        self.empty = EmptyState(
            "package-open",
            _("No update of these rules came yet."),
            _("An institution hands it out as one signed file; drop it on the window, or import it."),
        )
        self._held.addWidget(self.list_card)
        self._held.addLayout(self._waits)
        for card in (self.says, self.checks, self.changes_card, self.empty):
            self._held.addWidget(card)
        self._held.addStretch(1)
        self.progress = ProgressStrip()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled(held), 1)
        column.addWidget(self.progress)
        column.addWidget(self._bar())
        restyled(self, self._restyle)

    def _list_card(self) -> None:
        self.list_card = Card(_("Updates of these rules"), flush=True)
        self.table = ShortTable(
            _("Updates of these rules"),
            (
                Column(title=_("Update"), width=190, stretch=3, least=150),
                Column(title=_("Newest law from"), width=130, stretch=2, least=124),
                Column(title=_("Signed by"), width=170, stretch=3, least=120),
                Column(title=_("Received"), width=180, stretch=3, least=140),
                Column(title=_("How it stands"), width=200, least=196),
            ),
            row_height=44,
            marks_current=True,
        )
        self.table.setObjectName("rules_updates")
        self.table.current_changed.connect(self._on_row)
        self.list_card.body.addWidget(self.table)

    def _changes_card(self) -> None:
        self.changes_card = Card(_("What it changes"), flush=True)
        self.changes = ShortTable(
            _("What it changes"),
            (
                Column(title=_("What"), width=210, stretch=3, least=150),
                Column(title=_("Now"), width=290, stretch=5, least=170),
                Column(title=_("With the update"), width=290, stretch=5, least=170),
            ),
            row_height=44,
            marks_when_focused=True,
        )
        self.changes.setObjectName("rules_update_changes")
        self.changes_card.body.addWidget(self.changes)

    def _bar(self) -> ActionBar:
        bar = ActionBar()
        self.hint = Text("", Kind.SENTENCE, Role.INK2, elide=True)
        self.get = SecondaryButton(_("&Import an update…"), "download")
        self.send = SecondaryButton(_("Send it to all &offices"), "send")
        self.take_back = SecondaryButton(_("Take it &back…"), "undo-2")
        self.check = SecondaryButton(_("&Try it"), "clipboard-check")
        self.propose = PrimaryButton(_("P&ropose it…"), "check")
        bar.row.addWidget(self.get)
        bar.tell(self.hint)
        for button in (self.send, self.take_back, self.check, self.propose):
            bar.row.addWidget(button)
        self.get.clicked.connect(self._on_import)
        self.check.clicked.connect(self.try_it)
        self.propose.clicked.connect(self._on_propose)
        self.take_back.clicked.connect(self._on_take_back)
        self.send.clicked.connect(self._on_send)
        return bar

    def _restyle(self) -> None:
        look = Look.of(self)
        self._held.setContentsMargins(look.dp(20), look.dp(12), look.dp(20), look.dp(16))
        self._held.setSpacing(look.dp(12))
        self._waits.setSpacing(look.dp(12))

    @property
    def current(self) -> UpdateLine | None:
        """The update the list stands on."""
        row = self.table.current_row()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def focus_first(self) -> None:
        """Put the keyboard on what waits for a person, else on the list, else on importing."""
        if self.waiting:
            self.waiting[0].first_button.setFocus()
        else:
            (self.table if self._lines else self.get).setFocus()

    def primary_action(self) -> None:
        """Press the button that does the next thing."""
        for button in (*(card.first_button for card in self.waiting), self.propose, self.check, self.get):
            if button.isVisible() and button.isEnabled():
                button.click()
                return

    def show_updates(self) -> None:
        """Show the updates of the State looked at."""
        self._lines = self._presenter.updates()
        chosen = self._presenter.update_id
        row = next((place for place, line in enumerate(self._lines) if line.update_id == chosen), 0)
        self.table.blockSignals(True)
        self.table.show_rows([update_cells(line) for line in self._lines])
        if self._lines:
            self.table.choose_row(row)
        self.table.blockSignals(False)
        self.list_card.setVisible(bool(self._lines))
        self.empty.setVisible(not self._lines)
        self._show_current()

    def try_it(self) -> None:
        """Try the current update on this computer."""
        line = self.current
        if line is None:
            return
        ticket = self._presenter.try_update(line.update_id)
        self.check.setEnabled(False)
        ticket.finished.connect(lambda: self.check.setEnabled(True))
        self.progress.follow(ticket, _("The update is being tried"))

    def _look_for_the_second_person(self, line: UpdateLine) -> None:
        """Try what waits for a second person, once, so that they see what they are to accept."""
        if line.update_id not in self._looked and self.isVisible():
            self._looked.add(line.update_id)
            self.progress.follow(self._presenter.try_update(line.update_id), _("The update is being tried"))

    def _on_row(self, _row: int) -> None:
        line = self.current
        if line is not None:
            self._presenter.update_id = line.update_id
        self._show_current()

    def _show_current(self) -> None:
        line = self.current
        trial = self._presenter.trial(line.update_id) if line is not None else None
        if line is not None and trial is None and line.status is UpdateStatus.PROPOSED:
            self._look_for_the_second_person(line)
        self._show_waiting(line)
        manifest = line.manifest if line is not None else None
        self.says.setVisible(manifest is not None)
        if manifest is not None:
            self.law.set_text(_("*Law changed:* {words}").format(words=manifest.law_changed or _DASH))
            self.mended.set_text(_("*Mistakes mended:* {words}").format(words=manifest.mistakes_mended or _DASH))
        told = (*newer_lines(line, self._state_name()), *check_lines(line, trial)) if line is not None else ()
        self.checks.setVisible(bool(told))
        self.lines.show_lines(told)
        self.changes_card.setVisible(trial is not None)
        if trial is not None:
            count = len(trial.changes)
            title = plural("What it changes: {n} difference", "What it changes: {n} differences", count)
            self.changes_card.set_title(title.format(n=count))
            self.changes.show_rows([change_cells(change, trial.after.currency) for change in trial.changes])
        self._show_buttons(line, trial)

    def _state_name(self) -> str:
        state = self._presenter.state
        return state.party.name if state is not None else ""

    def _show_buttons(self, line: UpdateLine | None, trial: UpdateTrial | None) -> None:
        status = line.status if line is not None else None
        waits = status is UpdateStatus.PROPOSED
        self.check.setVisible(line is not None and line.manifest is not None and not line.in_force)
        again = line is not None and line.refusal is not None
        self.check.setText(" " + (_("Check it a&gain") if again else _("&Try it")))
        ready = status is UpdateStatus.TRIED and trial is not None and trial.examples_pass
        self.propose.setVisible(line is not None and not line.in_force and not waits and line.manifest is not None)
        self.propose.setEnabled(ready)
        self.take_back.setVisible(line is not None and line.in_force and line.taking_back is None)
        self.send.setVisible(line is not None and line.in_force)
        if line is not None and line.in_force:
            self.hint.setText(_("Calculations use it since it was accepted."))
        elif waits:
            self.hint.setText(_("It waits for a second person."))
        elif line is not None:
            self.hint.setText(_("Nothing of it is in force. A second person accepts what is proposed."))
        else:
            self.hint.setText("")

    def _show_waiting(self, line: UpdateLine | None) -> None:
        for card in self.waiting:
            if card.isAncestorOf(QApplication.focusWidget() or self):
                self.table.setFocus()
            card.hide()
            card.deleteLater()
        self.waiting = []
        if line is None:
            return
        views = [view for view in (line.proposal, line.taking_back) if view is not None and view.proposal.waits]
        for view in views:
            words = proposed_words(line, view.proposal)
            card = ProposalCard(view, words, self)
            for signal, target in (
                (card.accept_wanted, self.accept_wanted),
                (card.refuse_wanted, self.refuse_wanted),
                (card.beside_wanted, self.beside_wanted),
                (card.withdraw_wanted, self.withdraw_wanted),
            ):
                signal.connect(lambda target=target, view=view, words=words: target.emit(view, words))
            card.add_user_wanted.connect(self.add_user_wanted)
            self._waits.addWidget(card)
            self.waiting.append(card)

    def showEvent(self, event: QShowEvent) -> None:
        """Look at what waits for a second person."""
        super().showEvent(event)
        self._show_current()

    def _on_import(self) -> None:
        pattern = _("Updates of rules (*.cass-rules);;All files (*)")
        name, _filter = QFileDialog.getOpenFileName(self, _("Import an update of rules"), "", pattern)
        if name:
            self._presenter.import_file(Path(name))

    def _on_propose(self) -> None:
        if self.current is not None:
            self.propose_wanted.emit(self.current)

    def _on_send(self) -> None:
        if self.current is not None:
            self._presenter.send_update(self.current.update_id)

    def _on_take_back(self) -> None:
        if self.current is not None:
            self.take_back_wanted.emit(self.current)


def update_title(line: UpdateLine) -> str:
    """Name an update."""
    if line.manifest is None:
        return _("A file that cannot be read")
    return _("{state}, number {number}").format(state=line.state, number=line.manifest.number)


def proposed_words(line: UpdateLine, proposal: Proposal) -> str:
    """Say what is proposed about an update."""
    title = _("Rules of {update}").format(update=update_title(line))
    about_it = proposal.subject == line.update_id
    return _("Put in force: {what}").format(what=title) if about_it else _("Take back: {what}").format(what=title)


def update_cells(line: UpdateLine) -> tuple[Cell, ...]:
    """Describe an update in the list."""
    manifest = line.manifest
    return (
        Cell(
            text=update_title(line),
            second=_("Published by {office}").format(office=manifest.publisher) if manifest else "",
            strong=True,
        ),
        Cell(text=date_words(manifest.in_force_from) if manifest else _DASH),
        Cell(text=", ".join(line.signers) or _DASH),
        Cell(text=filled("{day}", {"day": line.received_on}), second=line.received_by.name),
        Cell(pill=standing_pill(line)),
    )


def standing_pill(line: UpdateLine) -> PillSpec:
    """Say in a pill how an update stands."""
    if line.taking_back is not None:
        return PillSpec(text=_("Waits to be taken back"), tone="warn", icon="hourglass", small=True)
    if line.in_force:
        return PillSpec(text=_("In force"), tone="ok", icon="check", small=True)
    words: dict[UpdateStatus, tuple[str, Tone, str]] = {
        UpdateStatus.RECEIVED: (_("Received, not tried"), "neutral", ""),
        UpdateStatus.TRIED: (_("Tried"), "accent", ""),
        UpdateStatus.PROPOSED: (_("Waits for a second person"), "warn", "hourglass"),
        UpdateStatus.ACCEPTED: (_("Replaced by a newer one"), "neutral", ""),
        UpdateStatus.REFUSED: (_("Refused"), "bad", "x"),
        UpdateStatus.TAKEN_BACK: (_("Taken back"), "neutral", "undo-2"),
    }
    text, tone, icon = words[line.status]
    return PillSpec(text=text, tone=tone, icon=icon, small=True)


def check_lines(line: UpdateLine, trial: UpdateTrial | None) -> tuple[tuple[Tone, str], ...]:
    """Say how an update was checked, one sentence a check."""
    if line.refusal is not None:
        words = sentences_of(line.refusal.code, line.refusal.facts)
        return (("bad", " ".join(part for part in words if part)),)
    decided = decided_lines(line)
    if trial is None and line.in_force:
        return decided
    if trial is None:
        return (*decided, ("neutral", _("Try it to see its checks, its worked examples and what it changes.")))
    signers = ", ".join(signature.office for signature in trial.signatures if signature.trusted)
    present = trial.present
    newer = (
        _("Newer than what is in force: number {number} after {present}.")
        if present
        else _("Newer than what is in force: number {number} after the program's own rules.")
    )
    told: list[tuple[Tone, str]] = [
        ("ok", _("Signed by {offices}, whose keys were compared by voice.").format(offices=signers)),
        ("ok", newer.format(number=trial.manifest.number, present=present)),
    ]
    told += [("warn", f"{finding_words(each)} {finding_remedy(each)}".strip()) for each in trial.findings
             if each.where == "update"]  # fmt: skip
    told.append(_example_line(trial))
    told += [("bad", finding_words(finding)) for result in trial.examples for finding in result.findings]
    told.append(_claims_line(trial))
    return (*decided, *told)


def newer_lines(line: UpdateLine, state_name: str) -> tuple[tuple[Tone, str], ...]:
    """Say that the program brings a newer pack than the update in force, and what to do; nothing where it does not."""
    if line.newer_own is None or line.manifest is None:
        return ()
    said = _(
        "The program brings a newer pack for {state}, held against its sources on {own}, than the accepted update "
        "(number {number}, made on {made}). Calculations still use the update. Ask {publisher} whether the program's "
        "pack may be used: then take the update back, which two persons do. Else ask for an update made from it."
    )
    words = said.format(
        state=state_name or line.state,
        own=date_words(line.newer_own),
        number=line.manifest.number,
        made=date_words(line.manifest.created_on),
        publisher=line.manifest.publisher,
    )
    return (("warn", words),)


def decided_lines(line: UpdateLine) -> tuple[tuple[Tone, str], ...]:
    """Say who proposed an update and who decided it; nothing before that."""
    view = line.proposal
    if view is None or view.decider is None or view.proposal.decided_at is None:
        return ()
    said = _("Proposed by {proposer} on {day}. {status} by {decider} on {decided}.").format(
        proposer=view.proposer.name,
        day=date_words(view.proposal.proposed_at.date()),
        status=proposal_status_words(view.history[-1][0].status),
        decider=view.history[-1][1].name,
        decided=date_words(view.history[-1][0].at.date()),
    )
    remark = view.history[-1][0].remark
    return (("ok" if line.in_force else "neutral", f"{said} {remark}".strip()),)


def _example_line(trial: UpdateTrial) -> tuple[Tone, str]:
    count = len(trial.examples)
    failed = sum(not result.passed for result in trial.examples)
    if not count:
        return "warn", _("It carries no worked example.")
    if failed:
        return "bad", plural(
            "{n} worked example does not come out on this computer: it cannot be proposed.",
            "{n} worked examples do not come out on this computer: it cannot be proposed.",
            failed,
        ).format(n=failed)
    said = plural("Its {n} worked example comes out on this computer.",
                  "Its {n} worked examples come out on this computer.", count)  # fmt: skip
    return "ok", said.format(n=count)


def _claims_line(trial: UpdateTrial) -> tuple[Tone, str]:
    touched = trial.touched
    if touched is None:
        return "neutral", _("Which claims it touches was not looked for.")
    if not touched:
        return "ok", _("It touches no claim here.")
    named = ", ".join(claim.number for claim in touched[:_MOST_CLAIMS])
    said = plural("It touches {n} claim: {claims}", "It touches {n} claims: {claims}", len(touched))
    more = _(" and others") if len(touched) > _MOST_CLAIMS else ""
    return "warn", said.format(n=len(touched), claims=named) + more + _(". What was calculated stays as it was.")


def change_cells(change: PackChange, currency: str) -> tuple[Cell, ...]:
    """Describe what differs between the pack in force and that of an update."""
    title = Cell(text=changed_title(change.parameter, change.about), second=home_words(change.benefit), strong=True)
    if change.about == "value":
        before = changed_value_words(change.parameter, change.before, currency)
        after = changed_value_words(change.parameter, change.after, currency)
        says = change.before.authority.says if change.before is not None else ""
        said = change.after.authority.says if change.after is not None else ""
        return title, Cell(text=says or before, second=before), Cell(text=said or after, second=after, tint="accent")
    if change.about == "step":
        return (
            title,
            Cell(text=changed_step_words(change.step_before)),
            Cell(text=changed_step_words(change.step_after), tint="accent"),
        )
    return title, Cell(text=_DASH, muted=True), Cell(text=_("Changed"), tint="accent")
