"""What the notices say beside person and dates: who claims and acts, documents, payment, States not to be asked."""

import itertools
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.claim_detail_forms import DetailsForm, DocumentLine
from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependant_forms import FOR_SURVIVORS
from desktop_app.domain.findings import Finding
from desktop_app.domain.persons import Sex
from desktop_app.ui.parties import short_party_choices
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.finding_said import field_words
from desktop_app.ui.widgets.lines_editor import LinesEditor
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.terms import benefit_words

WHERE: Final = "details."
"""How the names of these fields begin, in findings and on the screen."""


class DetailsCard(Card):
    """The details of a claim; what a benefit does not need is away."""

    edited = Signal()
    """The person typed or chose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("For the other institutions"), parent=parent)
        self.add_beside_title(
            Text(_("Only where it applies; each goes only to who needs it."), Kind.SENTENCE, Role.INK2)
        )
        self._ends: tuple[QWidget, QWidget] | None = None
        self._make_fields()
        self.also = {each: CheckLine(benefit_words(each)) for each in Benefit}
        for benefit, line in self.also.items():
            line.box.setObjectName(f"{WHERE}also_claimed.{benefit.value}")
            line.toggled.connect(lambda _on: self.edited.emit())
        self._also = FieldRow(*((line, 160) for line in self.also.values()))
        self.documents = LinesEditor(
            f"{WHERE}documents",
            _("Documents held here"),
            _("Add a document"),
            _("Take this document away"),
            lambda: (
                (LineField("", placeholder=_("birth certificate"), name=_("Document")), 4),
                (LineField("", placeholder=_("original seen by"), name=_("Original seen by")), 3),
                (DateField("", placeholder=_("on 14 Jun 2014"), name=_("Seen on")), 3),
            ),
        )
        self.not_to_ask = LinesEditor(
            f"{WHERE}not_to_ask",
            _("States that may not be asked"),
            _("Add a State not to be asked"),
            _("Take this State away"),
            lambda: (
                (ChoiceField("", short_party_choices(), placeholder=_("State")), 4),
                (LineField("", placeholder=_("why not"), name=_("Why it may not be asked")), 6),
            ),
        )
        self._rows = QVBoxLayout()
        self._claimant = FieldRow(
            (self.lines["claimant_surname"], 180),
            (self.lines["claimant_forenames"], 180),
            (self.lines["claimant_birth_date"], 150),
            (self.choices["claimant_sex"], 130),
        )
        self._rows.addWidget(self._claimant)
        self._rows.addWidget(
            FieldRow((self.lines["representative"], 300), (self.lines["language"], 150), (self.parents, 260))
        )
        self._rows.addWidget(
            FieldRow(
                (self.lines["payment_where"], 260),
                (self.lines["payment_currency"], 110),
                (self.lines["payment_bank"], 260),
            )
        )
        self._rows.addWidget(Text(_("The claimant also asks for"), Kind.SENTENCE, Role.INK2))
        self._rows.addWidget(self._also)
        self._rows.addWidget(self.documents)
        self._rows.addWidget(self.not_to_ask)
        self.body.addLayout(self._rows)
        for editor in (self.documents, self.not_to_ask):
            editor.edited.connect(self.edited)
            editor.reordered.connect(self._order)
        restyled(self, self._space_rows)

    def _make_fields(self) -> None:
        self.parents = LineField(_("Names of the parents"), hint=_("Sent only where no number is known."))
        self.parents.edit.setObjectName("parents")
        self.parents.text_changed.connect(lambda _text: self.edited.emit())
        self.lines: dict[str, LineField] = {
            "claimant_surname": LineField(_("Surname of who claims")),
            "claimant_forenames": LineField(_("Forenames of who claims")),
            "claimant_birth_date": DateField(_("Born on"), placeholder=_("14 Jun 1954")),
            "representative": LineField(_("Representative, with address"), placeholder=_("who acts for the claimant")),
            "language": LineField(_("Language of letters")),
            "payment_where": LineField(_("Wants to be paid at"), placeholder=_("town, or by transfer")),
            "payment_currency": LineField(_("Currency"), placeholder="XCD"),
            "payment_bank": LineField(_("Bank and account")),
        }
        self.lines["payment_bank"].set_hint(_("Sent only to States that may pay."))
        self.choices: dict[str, ChoiceField] = {
            "claimant_sex": ChoiceField(
                _("Sex of who claims"),
                (
                    (Sex.FEMALE.value, _("Female")),
                    (Sex.MALE.value, _("Male")),
                    (Sex.NOT_STATED.value, _("Not stated")),
                ),
            )
        }
        for name, field in self.lines.items():
            field.edit.setObjectName(f"{WHERE}{name}")
            field.text_changed.connect(lambda _text: self.edited.emit())
            field.left.connect(self.edited)
        for name, choice in self.choices.items():
            choice.combo.setObjectName(f"{WHERE}{name}")
            choice.chosen.connect(lambda _key: self.edited.emit())

    def _space_rows(self) -> None:
        self._rows.setSpacing(Look.of(self).dp(10))

    def lead(self, before: QWidget, last: QWidget) -> None:
        """Let Tab come in from one widget, follow the reading order, and go on to another."""
        self._ends = (before, last)
        self._order()

    def _order(self) -> None:
        if self._ends is None:
            return
        before, last = self._ends
        names = ("claimant_surname", "claimant_forenames", "claimant_birth_date")
        chain: list[QWidget] = [before, *(self.lines[name].edit for name in names), self.choices["claimant_sex"].combo]
        chain += [self.lines["representative"].edit, self.lines["language"].edit, self.parents.edit]
        chain += [self.lines[name].edit for name in ("payment_where", "payment_currency", "payment_bank")]
        chain += [line.box for line in self.also.values()]
        chain += [*self.documents.chain(), *self.not_to_ask.chain(), last]
        for one, other in itertools.pairwise(chain):
            QWidget.setTabOrder(one, other)

    def show_form(self, form: DetailsForm, parents: str) -> None:
        """Show another claim's details."""
        for name, field in self.lines.items():
            field.set_text(getattr(form, name))
        for name, choice in self.choices.items():
            choice.set_key(getattr(form, name))
        for benefit, line in self.also.items():
            line.set_checked(benefit.value in form.also_claimed)
        self.parents.set_text(parents)
        self.documents.show_lines(tuple((line.kind, line.seen_by, line.seen_on) for line in form.documents))
        self.not_to_ask.show_lines(form.not_to_ask)

    def form(self) -> DetailsForm:
        """Return the details as typed now."""
        texts: dict[str, Any] = {name: field.text() for name, field in self.lines.items()}
        texts |= {name: choice.key() for name, choice in self.choices.items()}
        return DetailsForm(
            **texts,
            also_claimed=tuple(each.value for each, line in self.also.items() if line.checked()),
            not_to_ask=tuple((state, reason) for state, reason in self.not_to_ask.values()),
            documents=tuple(
                DocumentLine(kind=kind, seen_by=seen_by, seen_on=seen_on)
                for kind, seen_by, seen_on in self.documents.values()
            ),
        )

    def show_benefit(self, benefit: Benefit) -> None:
        """Ask for what this benefit needs: who claims only where the insured person died, no benefit twice."""
        self._claimant.setVisible(benefit in FOR_SURVIVORS)
        for each, line in self.also.items():
            line.setVisible(each is not benefit)

    def show_findings(self, said: dict[str, Finding]) -> None:
        """Say beside each field what is wrong."""
        for name, field in self.lines.items():
            field.set_finding(*field_words(said.get(f"{WHERE}{name}")))
        self.documents.show_findings(said)
        self.not_to_ask.show_findings(said)
