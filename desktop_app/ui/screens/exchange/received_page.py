"""A received bundle before anything is decided: from whom, what it says, its checks, what accepting would change."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.case_notices import ChangeNotice
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.messages import ClaimNotice, Message
from desktop_app.domain.offices import KeyCheck
from desktop_app.ui.screens.exchange.changes import alters, change_cells, change_columns, folded, owed_by_accepting
from desktop_app.ui.screens.exchange.matching import MatchingCard
from desktop_app.ui.screens.exchange.models import (
    contents_words,
    received_words,
)
from desktop_app.ui.screens.exchange.papers import ReceivedPapersCard
from desktop_app.ui.screens.exchange.says import TWO_LINES, SaysCard
from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import DangerButton, PrimaryButton, QuietButton, SecondaryButton, WarningButton
from desktop_app.ui.widgets.card import Card, Turning
from desktop_app.ui.widgets.detail_page import DetailPage, FactsCard, WarningBand
from desktop_app.ui.widgets.drawing import Tone
from desktop_app.ui.widgets.fact_column import FactColumn
from desktop_app.ui.widgets.pass_on import passed_words
from desktop_app.ui.widgets.short_table import ShortTable
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import (
    key_check_words,
    message_type_words,
)
from desktop_app.workflows.attach import ReceivedAttachment
from desktop_app.workflows.pass_on import Passing
from desktop_app.workflows.receive_bundle import Preview

_TURN_BELOW = 920
_PILLS: Final[dict[str, tuple[Tone, str]]] = {"to_check": ("neutral", "eye"), "returned": ("bad", "undo-2")}


class ReceivedPage(DetailPage):
    """The page. It only shows and asks; the presenter decides."""

    accept_wanted = Signal()
    remarks_wanted = Signal()
    return_wanted = Signal()
    forward_wanted = Signal()
    """The message is not for us: it is to go to the office that is competent."""
    claim_wanted = Signal(str)
    office_wanted = Signal(str)
    print_wanted = Signal(object)
    """A message is to be looked at as it is printed: a `Message`."""
    export_wanted = Signal(object)
    """A message is to be saved for another system: a `Message`."""
    pass_on_wanted = Signal(object)
    """A document is to go on to another office: its `Passing`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: Preview | None = None
        self.passing: Passing | None = None
        self.compare = WarningButton(_("Compare the &key words"), "key-round")
        self._band = WarningBand("", self.compare)
        self._band.wanted.connect(self._on_compare)
        self.origin = FactColumn("landmark", _("From"))
        self.signature = FactColumn("shield-check", _("Signature"))
        self.contents = FactColumn("package-open", _("Contains"))
        self.matching = MatchingCard()
        self.matching.changed.connect(self._show_actions)
        self.says = SaysCard()
        self.printer = QuietButton(_("Pr&int…"), "printer")
        self.printer.setToolTip(_("The message as it is printed"))
        self.printer.clicked.connect(lambda: self._choose(self.printer, self.print_wanted))
        self.export = QuietButton(_("E&xport…"), "download")
        self.export.setToolTip(_("The message as a file for another system, with what does not come along"))
        self.export.clicked.connect(lambda: self._choose(self.export, self.export_wanted))
        for button in (self.export, self.printer):
            self.says.add_beside_title(button)
        for card in (self._band, FactsCard(self.origin, self.signature, self.contents), self.matching):
            self.page.addWidget(card)
        self.page.addWidget(Turning(self.says, self._changes_card(), below=_TURN_BELOW, stretch=(5, 6)), 1)
        self.papers_card = ReceivedPapersCard()
        self.page.addWidget(self.papers_card)
        self._fill_bar()

    def show_papers(self, papers: tuple[ReceivedAttachment, ...]) -> None:
        """Show the papers that came with the bundle; each is saved only when a person says so."""
        self.papers_card.show_papers(papers)

    def show_passing(self, found: tuple[Passing, ...]) -> None:
        """Offer to pass the bundle's document on, and say to whom it went."""
        self.passing = next(iter(found), None)
        self.pass_on.setVisible(self.passing is not None)
        self.passed.setText(passed_words(self.passing) if self.passing else "")
        self.passed.setVisible(bool(self.passed.text()))

    def _changes_card(self) -> Card:
        card = Card(title=_("What accepting would change"), flush=True)
        self._counted = Text("", Kind.CAPTION, Role.INK2)
        self.open_claim = QuietButton(_("Open the c&laim"), "folder-open")
        self.open_claim.clicked.connect(self._on_open_claim)
        card.add_beside_title(self.open_claim)
        card.add_beside_title(self._counted)
        self.changes = ShortTable(_("What accepting would change"), change_columns(), row_height=TWO_LINES, grows=True)
        card.body.addWidget(self.changes)
        self.unfold = QuietButton("", "chevron-down")
        self.unfold.clicked.connect(self._on_unfold)
        card.body.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addStretch(1)
        return card

    def _fill_bar(self) -> None:
        self.give_back = DangerButton(_("&Return…"), "undo-2")
        self.give_back.clicked.connect(self.return_wanted)
        self.forward = QuietButton(_("Not &for us…"))
        self.forward.setToolTip(_("It is not for us: pass it on to the office that is competent"))
        self.forward.clicked.connect(self.forward_wanted)
        self.forward.hide()
        self.with_remarks = SecondaryButton(_("Accept with re&marks…"), "pen-line")
        self.with_remarks.clicked.connect(self.remarks_wanted)
        self.accept = PrimaryButton(_("&Accept"), "check")
        self.accept.clicked.connect(self.accept_wanted)
        self.pass_on = SecondaryButton(_("Pass it o&n…"), "send")
        self.pass_on.clicked.connect(lambda: self.pass_on_wanted.emit(self.passing))
        self.pass_on.hide()
        self.passed = Text("", Kind.SENTENCE, Role.INK2, elide=True)
        self.passed.hide()
        row = self.bar.row
        row.addWidget(self.give_back)
        row.addWidget(self.forward)
        self.bar.tell(self.hint)
        row.addWidget(self.passed)
        row.addWidget(self.pass_on)
        row.addWidget(self.with_remarks)
        row.addWidget(self.accept)

    def show_preview(self, view: Preview, state_name: str) -> None:
        """Show a bundle."""
        before = self._view
        again = before is not None and (before.mailbox_id, before.state, before.main.message_id) == (
            view.mailbox_id,
            view.state,
            view.main.message_id,
        )
        self._view = view
        self._show_titles(view)
        self._show_facts(view, state_name)
        match_needed = view.needs_match and view.state == "to_check" and isinstance(view.main.body, ClaimNotice)
        self.matching.setVisible(match_needed)
        if match_needed and not again and isinstance(view.main.body, ClaimNotice):
            self.matching.show_candidates(view.main.body.person, view.candidates)
        self.says.show_preview(view)
        self._show_changes(view, all_of_it=again and not self.unfold.isVisibleTo(self))
        count = sum(alters(change) for change in view.changes)
        self._counted.setText(plural("{n} change", "{n} changes", count).format(n=count))
        self._state_name = state_name
        self._show_actions()

    def _show_changes(self, view: Preview, *, all_of_it: bool) -> None:
        """Show what accepting would change; a long list of what was built on a message is folded."""
        shown = tuple(view.changes) if all_of_it else folded(view.changes)
        self.changes.show_rows([change_cells(change) for change in shown])
        more = len(view.changes) - len(shown)
        words = plural("S&how {n} more that was built on it", "S&how {n} more that were built on it", more)
        self.unfold.set_words(words.format(n=more))
        self.unfold.setVisible(more > 0)

    def _on_unfold(self) -> None:
        if self._view is not None:
            self._show_changes(self._view, all_of_it=True)
            self.changes.setFocus()

    @property
    def view(self) -> Preview | None:
        """The bundle shown."""
        return self._view

    def focus_first(self) -> None:
        """Put the keyboard on what is to be decided."""
        if self.matching.isVisible() and not self.matching.complete():
            next(iter(self.matching.choices.values())).setFocus()
        elif self.accept.isVisible() and self.accept.isEnabled():
            self.accept.setFocus()

    def _show_titles(self, view: Preview) -> None:
        body = view.main.body
        name = view.person.name if view.person else ""
        self.title.setText(message_type_words(view.main.type))
        if died_on := _died_on(view):
            who = name or _("The insured person")
            self.title.setText(_("{name} died on {day}").format(name=who, day=date_words(died_on)))
            name = ""
        if isinstance(body, ClaimNotice):
            name = f"{body.person.forenames} {body.person.surname}".strip()
        elif isinstance(body, PeriodCertificate | DepartureCertificate):
            one = body.certificate if isinstance(body, DepartureCertificate) else body
            name = f"{one.person_forenames} {one.person_surname}".strip()
        parts = (
            _("for {name}").format(name=name) if name else "",
            _("claim {number}").format(number=view.claim.number) if view.claim else _("no claim here yet"),
        )
        self.about.setText(", ".join(part for part in parts if part))
        undecided = view.state == "to_check"
        tone, icon = _PILLS.get(view.state, ("ok", "check"))
        words = _("Nothing has been changed yet") if undecided else received_words(view.state)
        self.pill.show_words(words, tone, icon)

    def _show_facts(self, view: Preview, state_name: str) -> None:
        known = view.office
        office = known.card.office
        where = ", ".join(part for part in (office.town, state_name) if part)
        place = _("{place}  ·  office {code}").format(place=where, code=office.code)
        prepared = _("Prepared {day} by {who}").format(
            day=date_words(view.created_at.date()), who=view.main.prepared_by
        )
        issuer = next((part.issuer for part in view.parts if part.message is view.main), None)
        lines = (place, prepared)
        if issuer is not None:
            issued = _("Issued by {issuer}, passed on by {code}").format(
                issuer=issuer.card.office.name, code=office.code
            )
            lines = (issued, prepared)
        self.origin.say(office.name, lines)
        if view.trusted:
            how = key_check_words(known.check)
            by = f"{how}, {known.checked_by}" if known.checked_by else how
            when = f", {date_words(known.checked_at.date())}" if known.checked_at else ""
            self.signature.say(
                _("Good: signed by {code}").format(code=office.code),
                (by + when,),
                icon=("shield-check", Role.OK),
            )
        else:
            self.signature.say(
                _("Fits the key of {code}").format(code=office.code),
                (key_check_words(KeyCheck.NOT_YET),),
                icon=("shield-alert", Role.WARN),
            )
        self.signature.mark("key-round", "  ".join(view.words), _("Its key in words"))
        self.contents.say(*contents_words(view.messages, view.main, view.size))
        self._band.setVisible(not view.trusted or bool(view.gap))
        self.compare.setVisible(not view.trusted)
        self._band.says.words.setText(self._band_sentence(view))

    def _band_sentence(self, view: Preview) -> str:
        if not view.trusted:
            return _(
                "Nobody has compared the key of this office yet. You can read the bundle; to accept it, "
                "call the office and compare the eight words."
            )
        missing = ", ".join(str(number) for number in view.gap)
        return plural(
            "An earlier bundle of this office has not come: number {missing}. It is asked for with the next you send.",
            "Earlier bundles of this office have not come: numbers {missing}. They are asked for with the next you "
            "send.",
            len(view.gap),
        ).format(missing=missing)

    def _show_actions(self) -> None:
        view = self._view
        if view is None:
            return
        undecided = view.state == "to_check"
        ready = view.can_accept and (not self.matching.isVisibleTo(self) or self.matching.complete())
        for button in (self.give_back, self.with_remarks, self.accept):
            button.setVisible(undecided)
        self.open_claim.setVisible(view.claim is not None)
        self.accept.setEnabled(ready)
        answerable = isinstance(view.main.body, (ClaimNotice, PeriodCertificate))
        self.with_remarks.setVisible(undecided and answerable)
        self.with_remarks.setEnabled(ready)
        self.hint.setText(self._hint_words(view, undecided=undecided, ready=ready, answerable=answerable))

    def _hint_words(self, view: Preview, *, undecided: bool, ready: bool, answerable: bool) -> str:
        if not undecided:
            return _("Decided. It stays here as it came.")
        if not view.trusted:
            return _("To accept it, compare the key first.")
        if not view.can_accept:
            return _("It cannot be accepted as it is: see the checks.")
        if not ready:
            return _("Choose the person and say why, then accept.")
        return self._accepting_words(view, answerable=answerable)

    def _accepting_words(self, view: Preview, *, answerable: bool) -> str:
        """Say what accepting brings with it beside the changes."""
        if due := owed_by_accepting(view.changes):
            return _("Once accepted, our answer is owed by {day}.").format(day=date_words(due))
        if answerable:
            return _("A receipt goes back to {state} whichever you choose.").format(state=self._state_name)
        if any(change.what == "change_claim" and change.mark == "new" for change in view.changes):
            return _("Accepting opens a case here.")
        if view.claim and _died_on(view):
            return _("Accepting enters the day of death. No payment stops by itself.")
        if view.claim is None and isinstance(view.main.body, DepartureCertificate):
            return _("Accepting keeps the certificate until a claim is made. Nobody is entered.")
        return _("Accepting notes it with the claim.") if view.claim else _("Accepting keeps it here.")

    def _on_compare(self) -> None:
        if self._view is not None:
            self.office_wanted.emit(self._view.office.card.office.code)

    def _choose(self, button: QuietButton, wanted: SignalInstance) -> None:
        """Do it with the message; of several, with the one chosen from a list."""
        view = self._view
        if view is None:
            return
        if len(view.messages) == 1:
            wanted.emit(view.main)
            return
        self.menu = QMenu(self)
        for number, message in enumerate(view.messages, start=1):
            action = self.menu.addAction(f"&{number} {message_type_words(message.type)}")
            action.triggered.connect(partial(_emit, wanted, message))
        self.menu.popup(button.mapToGlobal(button.rect().topLeft()))

    def _on_open_claim(self) -> None:
        if self._view is not None and self._view.claim is not None:
            self.claim_wanted.emit(self._view.claim.id)


def _died_on(view: Preview) -> date | None:
    body = view.main.body
    return body.died_on if isinstance(body, ChangeNotice) else None


def _emit(wanted: SignalInstance, message: Message, _on: bool = False) -> None:
    wanted.emit(message)
