"""The step of survivors and injury: what the benefit claimed asks for, and nothing where it asks for none."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependant_forms import DependantsForm
from desktop_app.domain.dependants import InjuryCause
from desktop_app.domain.findings import Finding, Level
from desktop_app.ui.parties import short_party_choices
from desktop_app.ui.screens.claim.dependants.presenter import DependantsPresenter
from desktop_app.ui.screens.claim.dependants.survivors import SurvivorsEditor
from desktop_app.ui.screens.claim.step_page import StepPage
from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.finding_said import field_words
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.dependant_words import CAUSES
from desktop_app.wording.terms import benefit_words
from desktop_app.workflows.open_claim import ClaimView


class DependantsView(StepPage):
    """Step 3: survivors of the deceased, and the accident or disease."""

    act_wanted = Signal(str)
    """A certificate about dependants should be given or asked for: a name of the acts about a case."""

    def __init__(self, presenter: DependantsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Dependants"),
            _("Everybody who may claim, and what happened. States ask different things; leave out what is not known."),
            parent,
        )
        self._presenter: Final = presenter
        self._filling = False
        self._touched: set[str] = set()
        self.asker = SecondaryButton(_("Ask f&or a certificate…"), "send")
        self.asker.setObjectName("dependants_ask")
        self.asker.clicked.connect(lambda _on=False: self.act_wanted.emit("ask_dependency"))
        self.certifier = SecondaryButton(_("&Certify dependants…"), "badge-check")
        self.certifier.setObjectName("dependants_certify")
        self.certifier.clicked.connect(lambda _on=False: self.act_wanted.emit("dependency"))
        for button in (self.asker, self.certifier):
            self.add_action(button)
        following = PrimaryButton(_("&Next: Check and send"), trailing="arrow-right")
        following.setObjectName("dependants_next")
        following.clicked.connect(self._on_next)
        self.add_action(following, primary=True)
        self._not_needed = Card(_("Nothing to enter"))
        self._why = Text("", Kind.SENTENCE, Role.INK2, wrap=True)
        self._not_needed.body.addWidget(self._why)
        self.survivors = SurvivorsEditor()
        self.survivors.edited.connect(lambda: self._on_typed("survivors"))
        self._survivors_card = Card(_("Survivors"))
        self._survivors_card.body.addWidget(self.survivors)
        self._injury_card = self._make_injury()
        self.body.addWidget(self.scroll_body(self._not_needed, self._survivors_card, self._injury_card))
        self.survivors.lead_to(*self._chain, following)
        presenter.checked.connect(self.show_findings)

    def _make_injury(self) -> Card:
        self.lines: dict[str, LineField] = {
            "accident_date": DateField(_("Day of the &accident"), placeholder=_("14 Jun 2014")),
            "degree": LineField(_("&Degree of disablement, per cent"), placeholder=_("40")),
            "board_reference": LineField(_("Medical board's re&ference")),
            "weekly_earnings": LineField(_("Earnings a &week before the accident"), placeholder=_("450.00")),
        }
        self.choices: dict[str, ChoiceField] = {
            "cause": ChoiceField(
                _("What it ca&me from"), tuple((each.value, _(CAUSES[each.value])) for each in InjuryCause)
            ),
            "injury_state": ChoiceField(
                _("S&tate of the accident or last exposure"), short_party_choices(), placeholder=_("State")
            ),
        }
        for name, field in self.lines.items():
            field.edit.setObjectName(name)
            field.text_changed.connect(lambda _text, name=name: self._on_typed(name))
            field.left.connect(lambda name=name: self._on_typed(name))
        for name, choice in self.choices.items():
            choice.combo.setObjectName(name)
            choice.chosen.connect(lambda _key, name=name: self._on_typed(name))
        card = Card(_("Injury"))
        card.body.addWidget(
            FieldRow(
                (self.choices["cause"], 180), (self.choices["injury_state"], 220), (self.lines["accident_date"], 150)
            )
        )
        self._assessed = FieldRow(
            (self.lines["weekly_earnings"], 200), (self.lines["degree"], 180), (self.lines["board_reference"], 180)
        )
        card.body.addWidget(self._assessed)
        self._chain: list[QWidget] = [
            self.choices["cause"].combo,
            self.choices["injury_state"].combo,
            self.lines["accident_date"].edit,
            self.lines["weekly_earnings"].edit,
            self.lines["degree"].edit,
            self.lines["board_reference"].edit,
        ]
        return card

    def begin(self, view: ClaimView) -> None:
        """Show another claim's form."""
        self._touched = set() if view.claim is None else {"survivors", *self.lines, *self.choices}
        self._show_form(self._presenter.form())
        self.refresh(view)
        self._presenter.tell()

    def _show_form(self, form: DependantsForm) -> None:
        self._filling = True
        self.survivors.show_lines(form.lines)
        for name, field in self.lines.items():
            field.set_text(getattr(form, name))
        for name, choice in self.choices.items():
            choice.set_key(getattr(form, name))
        self._filling = False

    def refresh(self, view: ClaimView) -> None:
        """Show what the benefit asks for; it may have been changed in the first step."""
        survivors, injury = self._presenter.asks_survivors, self._presenter.asks_injury
        self._survivors_card.setVisible(survivors)
        self._injury_card.setVisible(injury)
        self.lines["degree"].setVisible(self._presenter.benefit is Benefit.DISABLEMENT)
        self._not_needed.setVisible(not survivors and not injury)
        for button in (self.asker, self.certifier):
            button.setVisible(view.claim is not None and survivors)
        words = _("{benefit}: the rules ask for no survivors and no injury. Go on with the next step.")
        self._why.setText(words.format(benefit=benefit_words(self._presenter.benefit)))
        if survivors and not self.survivors.blocks:
            self._show_form(self._presenter.form())

    def entered(self) -> None:
        """Show what the benefit, as typed in the first step, asks for."""
        if self._presenter.claim.view is not None:
            self.refresh(self._presenter.claim.view)
            self._presenter.tell()

    def form(self) -> DependantsForm:
        """Return the form as typed now."""
        texts = {name: field.text() for name, field in self.lines.items()}
        keys = {name: choice.key() for name, choice in self.choices.items()}
        return DependantsForm(lines=self.survivors.lines(), **texts, **keys)

    def _on_typed(self, name: str) -> None:
        if not self._filling:
            self._touched.add(name)
            form = self.form()
            if form != self._presenter.claim.dependants:
                self._presenter.edit(form)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Say beside each field what is wrong; what was not visited yet is let alone."""
        said: dict[str, Finding] = {}
        for finding in findings:
            place = finding.where.partition(".")[0]
            if finding.level is Level.ERROR or place in self._touched:
                said.setdefault(finding.where, finding)
        self.survivors.show_findings(said)
        for name, field in self.lines.items():
            field.set_finding(*field_words(said.get(name)))
        for name, choice in self.choices.items():
            choice.set_finding(*field_words(said.get(name)))

    def _on_next(self) -> None:
        errors = [finding for finding in self._presenter.findings() if finding.level is Level.ERROR]
        if not errors or not (self._presenter.asks_survivors or self._presenter.asks_injury):
            self.next_asked.emit()
            return
        self._touched.update({"survivors", *self.lines, *self.choices})
        self.show_findings(self._presenter.findings())
        self.put_focus(errors[0].where)
        self._presenter.claim.notices.warn(
            plural(
                "One field must be mended before the dependants can be kept with the claim.",
                "{count} fields must be mended before the dependants can be kept with the claim.",
                len(errors),
            ).format(count=len(errors)),
            _("What you typed is kept; the steps above can be visited in any order."),
        )

    def put_first_focus(self) -> None:
        """Begin at the first survivor, at the injury, or at the way on."""
        if self._presenter.asks_survivors and self.survivors.blocks:
            self.survivors.blocks[0].choices["relationship"].combo.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._presenter.asks_injury:
            self.choices["cause"].combo.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.primary is not None:
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
