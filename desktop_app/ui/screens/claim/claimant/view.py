"""The claimant's step: fields in two columns, and beside each in words what is wrong with it."""

import itertools
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.claims import Benefit, Part, Stage
from desktop_app.domain.dependant_forms import FOR_SURVIVORS
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.forms import ClaimantForm
from desktop_app.domain.persons import Sex
from desktop_app.domain.time import Certainty
from desktop_app.ui.screens.claim.claimant.details import DetailsCard
from desktop_app.ui.screens.claim.claimant.numbers import NumbersEditor
from desktop_app.ui.screens.claim.claimant.presenter import Birthday, ClaimantPresenter
from desktop_app.ui.screens.claim.step_page import StepPage
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton
from desktop_app.ui.widgets.card import Card, Turning
from desktop_app.ui.widgets.check_line import CheckLine
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.fields import Finding as FindingLabel
from desktop_app.ui.widgets.finding_said import field_words
from desktop_app.ui.widgets.matches_band import MatchesBand
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import benefit_words
from desktop_app.workflows.likely_same import Likeness
from desktop_app.workflows.open_claim import ClaimView

TWO_COLUMNS_FROM: Final = 760


class ClaimantView(StepPage):
    """Step 1: who claims, which benefit, from which day."""

    def __init__(self, presenter: ClaimantPresenter, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Claimant"), _("As on the birth certificate or passport. What you type is kept as you go."), parent
        )
        self._presenter: Final = presenter
        self._touched: set[str] = set()
        self._filling = False
        following = PrimaryButton(_("&Next: Work history"), trailing="arrow-right")
        following.setObjectName("claimant_next")
        following.clicked.connect(self._on_next)
        self.add_action(following, primary=True)
        self._make_fields()
        self._make_numbers()
        self.matches = MatchesBand()
        self.matches.person_chosen.connect(presenter.use_person)
        self.matches.choice_withdrawn.connect(presenter.use_nobody)
        self.matches.why_given.connect(presenter.say_why)
        columns = Turning(self._person_card(), self._right_column(), below=TWO_COLUMNS_FROM, stretch=(3, 2))
        self.details = DetailsCard()
        self.details.edited.connect(lambda: self._on_typed("details"))
        self.body.addWidget(self.scroll_body(self.matches, columns, self.details))
        self._order_tabs(following)
        presenter.checked.connect(self.show_findings)
        presenter.birthdays_changed.connect(self._show_birthdays)
        presenter.matches_found.connect(self._show_matches)
        Look.of(self).changed.connect(self._space)
        self._space()

    def _make_fields(self) -> None:
        self.lines: dict[str, LineField] = {
            "surname": LineField(_("&Surname")),
            "forenames": LineField(_("&Forenames")),
            "name_at_birth": LineField(_("Name at &birth"), placeholder=_("where it was another")),
            "other_names": LineField(_("Other names kno&wn by")),
            "birth_date": DateField(_("&Date of birth"), placeholder=_("14 Jun 1954")),
            "nationality": LineField(_("Nationalit&y")),
            "birth_place": LineField(_("&Place of birth")),
            "address": LineField(_("Home &address")),
            "phone": LineField(_("&Telephone")),
            "email": LineField(_("&E-mail")),
            "filing_date": DateField(_("&Claim received on"), placeholder=_("14 Jun 2014")),
            "filing_proof": LineField(
                _("Proof of &receipt"), placeholder=_("stamp or register no."), shorter=_("stamp or number")
            ),
            "contingency_date": DateField(_("Date of the c&ontingency"), placeholder=_("14 Jun 2014")),
        }
        self.lines["filing_date"].set_hint(_("Holds in every State."))
        self.lines["applicant"] = LineField(_("Who c&laims, with address"))
        self.choices: dict[str, ChoiceField] = {
            "birth_certainty": ChoiceField(
                _("How s&ure is that date?"),
                (
                    (Certainty.EXACT.value, _("Exact, from a document")),
                    (Certainty.MONTH.value, _("Only month and year")),
                    (Certainty.YEAR.value, _("Only the year")),
                    (Certainty.GUESS.value, _("A guess")),
                ),
            ),
            "sex": ChoiceField(
                _("Se&x"),
                (
                    (Sex.FEMALE.value, _("Female")),
                    (Sex.MALE.value, _("Male")),
                    (Sex.NOT_STATED.value, _("Not stated")),
                ),
            ),
            "benefit": ChoiceField(_("Benefit cla&imed"), tuple((each.value, benefit_words(each)) for each in Benefit)),
        }
        for name, field in self.lines.items():
            field.edit.setObjectName(name)
            field.text_changed.connect(lambda _text, name=name: self._on_typed(name))
            field.left.connect(lambda name=name: self._on_left(name))
        for name, choice in self.choices.items():
            choice.combo.setObjectName(name)
            choice.chosen.connect(lambda _key, name=name: self._on_typed(name))

    def _make_numbers(self) -> None:
        self.numbers = NumbersEditor()
        self.numbers.edited.connect(lambda: self._on_typed("numbers"))
        self.consent = CheckLine(_("The claimant a&grees that the institutions concerned exchange these records."))
        self.consent.box.setObjectName("consent")
        self.consent.toggled.connect(lambda _on: self._on_typed("consent"))
        self.consent_finding = FindingLabel()
        self.birthdays = QHBoxLayout()
        self._birthday_buttons: list[QuietButton] = []

    def _person_card(self) -> QWidget:
        card = self._person = Card(_("Insured person"))
        grid = self._grid = QGridLayout()
        places = (
            ("surname", 0, 0),
            ("forenames", 0, 1),
            ("name_at_birth", 1, 0),
            ("other_names", 1, 1),
            ("birth_date", 2, 0),
            ("birth_certainty", 2, 1),
            ("sex", 3, 0),
            ("nationality", 3, 1),
            ("birth_place", 4, 0),
            ("phone", 4, 1),
            ("address", 5, 0),
            ("email", 5, 1),
        )
        for name, row, place in places:
            field: QWidget = self.lines[name] if name in self.lines else self.choices[name]
            grid.addWidget(field, row, place, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        card.body.addLayout(grid)
        card.body.addStretch(1)
        return card

    def _right_column(self) -> QWidget:
        side = QWidget()
        column = self._side_column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        claim = Card(_("Claim"))
        claim.body.addWidget(self.choices["benefit"], 0, Qt.AlignmentFlag.AlignTop)
        claim.body.addWidget(FieldRow((self.lines["filing_date"], 130), (self.lines["filing_proof"], 150)))
        claim.body.addWidget(self.lines["contingency_date"], 0, Qt.AlignmentFlag.AlignTop)
        claim.body.addWidget(self.lines["applicant"], 0, Qt.AlignmentFlag.AlignTop)
        claim.body.addLayout(self.birthdays)
        claim.body.addWidget(self.consent)
        claim.body.addWidget(self.consent_finding)
        numbers = Card(_("Insurance numbers"))
        numbers.body.addWidget(self.numbers)
        column.addWidget(claim)
        column.addWidget(numbers)
        column.addStretch(1)
        return side

    def _order_tabs(self, last: QWidget) -> None:
        """Let Tab follow the reading order, and end on the way to the next step."""
        names = (
            "surname forenames name_at_birth other_names birth_date birth_certainty sex nationality birth_place phone "
            "address email benefit filing_date filing_proof contingency_date applicant"
        )
        chain: list[QWidget] = [
            self.lines[name].edit if name in self.lines else self.choices[name].combo for name in names.split()
        ]
        self.numbers.follow(self.consent.box)
        chain += [self.consent.box, self.numbers.adder]
        self.details.lead(self.numbers.adder, last)
        for before, after in itertools.pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _space(self) -> None:
        look = Look.of(self)
        self._side_column.setSpacing(look.dp(12))
        self._grid.setHorizontalSpacing(look.dp(16))
        self._grid.setVerticalSpacing(look.dp(10))
        self.birthdays.setSpacing(look.dp(4))

    def begin(self, view: ClaimView) -> None:
        """Show another claim's form."""
        self._touched = set() if view.claim is None else set(self.lines)
        self._filling = True
        form = view.claimant
        for name, field in self.lines.items():
            field.set_text(getattr(form, name))
            field.edit.setCursorPosition(0)
        for name, choice in self.choices.items():
            choice.set_key(getattr(form, name))
        self.numbers.show_numbers(form.numbers)
        self.consent.set_checked(form.consent)
        self.details.show_form(form.details, form.parents)
        self._filling = False
        self._show_benefit()
        self.refresh(view)
        self._presenter.begin()
        if view.chosen is not None and view.claim is None:
            self.matches.show_chosen(view.chosen, self._presenter.claim.match_reason)

    def refresh(self, view: ClaimView) -> None:
        """Fix what other offices were told of: the filing date holds for every State and never moves."""
        told = view.claim is not None and view.claim.stage is not Stage.DRAFT
        self.lines["filing_date"].edit.setReadOnly(told)
        self.lines["filing_date"].set_hint(
            _("Other offices were told of this day; it stays.") if told else _("Holds in every State.")
        )
        asked = view.claim is not None and view.claim.part is Part.ASKED
        self.choices["benefit"].combo.setEnabled(not asked)
        if view.claim is not None:
            self.matches.hide()

    def form(self) -> ClaimantForm:
        """Return the form as typed now."""
        texts: dict[str, Any] = {name: field.text() for name, field in self.lines.items()}
        keys: dict[str, Any] = {name: choice.key() for name, choice in self.choices.items()}
        return ClaimantForm(
            **texts,
            **keys,
            numbers=self.numbers.numbers(),
            consent=self.consent.checked(),
            parents=self.details.parents.text(),
            details=self.details.form(),
        )

    def _show_benefit(self) -> None:
        """Name the person, the day and who claims as the benefit has them."""
        key = self.choices["benefit"].key()
        benefit = Benefit(key) if key else Benefit.AGE
        survivors = benefit in FOR_SURVIVORS
        self._person.set_title(_("Deceased insured person") if survivors else _("Insured person"))
        self.lines["applicant"].setVisible(survivors)
        self.details.show_benefit(benefit)
        self.lines["contingency_date"].label.setText(_CONTINGENCY[benefit]())

    def _on_typed(self, name: str) -> None:
        if name == "benefit":
            self._show_benefit()
        if not self._filling:
            self._touched.add(name)
            self._presenter.edit(self.form())

    def _on_left(self, name: str) -> None:
        if not self._filling and getattr(self._presenter.claim.claimant, name) != self.lines[name].text():
            self._presenter.edit(self.form())

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Say beside each field what is wrong; an empty field is let alone until it was visited."""
        said: dict[str, Finding] = {}
        for finding in findings:
            quiet = finding.code in _ONLY_ONCE_VISITED and finding.where not in self._touched
            if not quiet:
                said.setdefault(finding.where, finding)
        for name, field in self.lines.items():
            field.set_finding(*field_words(said.get(name)))
        for name, choice in self.choices.items():
            choice.set_finding(*field_words(said.get(name)))
        self.numbers.finding.show_words(*field_words(said.get("numbers")))
        self.consent_finding.show_words(*field_words(said.get("consent")))
        self.details.show_findings(said)

    def _show_birthdays(self, birthdays: tuple[Birthday, ...]) -> None:
        offered = self.choices["benefit"].key() == Benefit.AGE.value
        shown = tuple(birthdays) if offered and not self.lines["contingency_date"].text().strip() else ()
        for button in self._birthday_buttons:
            self.birthdays.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._birthday_buttons = [self._birthday_button(birthday) for birthday in shown]

    def _birthday_button(self, birthday: Birthday) -> QuietButton:
        words = _("{age}th birthday: {date}").format(age=birthday.age, date=date_words(birthday.day))
        button = QuietButton(words)
        button.setObjectName(f"birthday_{birthday.age}")
        button.clicked.connect(lambda: self._on_birthday(birthday))
        self.birthdays.insertWidget(self.birthdays.count(), button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def _on_birthday(self, birthday: Birthday) -> None:
        self.lines["contingency_date"].set_text(date_words(birthday.day))
        self.lines["contingency_date"].edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_typed("contingency_date")

    def _show_matches(self, alike: tuple[Likeness, ...]) -> None:
        if self._presenter.claim.person_id:
            return
        self.matches.show_matches(alike)

    def _on_next(self) -> None:
        errors = [finding for finding in self._presenter.findings() if finding.level is Level.ERROR]
        unsaid = "" if errors else self.matches.missing()
        if unsaid:
            self.matches.put_focus()
            self._presenter.claim.notices.warn(unsaid, _("A reason is kept with the claim."))
            return
        if not errors:
            self.next_asked.emit()
            return
        self._touched.update(self.lines)
        self.show_findings(self._presenter.findings())
        self.put_focus(errors[0].where)
        self._presenter.claim.notices.warn(
            plural(
                "One field must be mended before the claim gets its number.",
                "{count} fields must be mended before the claim gets its number.",
                len(errors),
            ).format(count=len(errors)),
            _("What you typed is kept; the steps above can be visited in any order."),
        )

    def put_focus(self, name: str) -> None:
        """Put the cursor into a field; of the numbers, into the one that lacks its State."""
        stray = next((row for row in self.numbers.rows if row.number.text().strip() and not row.state.key()), None)
        if name == "numbers" and stray is not None:
            stray.state.combo.setFocus(Qt.FocusReason.OtherFocusReason)
            self.bring_into_view(self.numbers)
            return
        super().put_focus(name)

    def put_first_focus(self) -> None:
        """Begin at the first field that must be filled and is not."""
        needed = (self.lines[name] for name in _NEEDED if not self.lines[name].text().strip())
        next(needed, self.lines["surname"]).edit.setFocus(Qt.FocusReason.OtherFocusReason)


_CONTINGENCY: Final = {
    Benefit.AGE: lambda: _("Date of the c&ontingency"),
    Benefit.INVALIDITY: lambda: _("Incapable of w&ork since"),
    Benefit.SURVIVORS: lambda: _("Date &of death"),
    Benefit.DISABLEMENT: lambda: _("Disabled fr&om"),
    Benefit.DEATH: lambda: _("Date &of death"),
}
"""What the day of the contingency is called, by benefit."""

_NEEDED: Final = ("surname", "forenames", "birth_date", "filing_date", "contingency_date")
_ONLY_ONCE_VISITED: Final = frozenset(
    {"field_missing", "numbers_missing", "sex_not_stated", "consent_missing", "applicant_missing"}
)
