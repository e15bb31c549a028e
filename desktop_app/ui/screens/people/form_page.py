"""The form of a person of the register: checked in words as it is typed, and who may be the same is said above it."""

import itertools
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.person_forms import LivedLine, NameLine, NumberLine, PersonForm, RelationLine
from desktop_app.domain.person_records import RelationKind
from desktop_app.domain.persons import InsuredPerson, Sex
from desktop_app.domain.time import Certainty
from desktop_app.foundation.problems import Problem
from desktop_app.ui.screens.people.form_lines import line_editors
from desktop_app.ui.screens.people.presenter import PeoplePresenter
from desktop_app.ui.theme import Kind, Role
from desktop_app.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop_app.ui.widgets.card import Card, Turning
from desktop_app.ui.widgets.detail_page import DetailPage
from desktop_app.ui.widgets.field_row import FieldRow
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.ui.widgets.finding_said import field_words
from desktop_app.ui.widgets.lines_editor import LinesEditor
from desktop_app.ui.widgets.matches_band import MatchesBand
from desktop_app.ui.widgets.text import Text
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import moment_words, time_words
from desktop_app.wording.problems import sentences
from desktop_app.wording.terms import certainty_words, sex_words
from desktop_app.workflows.people import PersonView
from desktop_app.workflows.person_drafts import KeptPerson

_TURNS_BELOW: Final = 900
_QUIET: Final = frozenset({"field_missing", "numbers_missing"})
"""What is said of a field only once somebody was in it, or wants to keep the form."""


class FormPage(DetailPage):
    """The page. `relate_wanted` asks for somebody of the register to be related to the person."""

    left = Signal()
    """The form is left without keeping it."""
    person_wanted = Signal(str)
    """It is a person already known: their id."""
    relate_wanted = Signal()

    def __init__(self, presenter: PeoplePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._view: PersonView | None = None
        self._began = PersonForm()
        self._touched: set[str] = set()
        self._linked: dict[str, str] = {}
        self._filling = self._warned = False
        self.pill.hide()
        self.anew = QuietButton(_("Begin ane&w"), "undo-2")
        self.titles.addWidget(self.anew, 0, Qt.AlignmentFlag.AlignVCenter)
        self.band = MatchesBand(use=_("&Open this person"))
        self.page.addWidget(self.band)
        self._make_fields()
        self._make_lines()
        self.page.addWidget(Turning(self._person_card(), self._reach_card(), below=_TURNS_BELOW, stretch=(3, 2)))
        self.page.addWidget(self._lines_card(self.numbers))
        self.page.addWidget(self._lines_card(self.names))
        self.page.addWidget(self._lines_card(self.lived))
        self.page.addWidget(self._relations_card())
        self.page.addStretch(1)
        self._fill_bar()
        self._connect()

    def _make_fields(self) -> None:
        self.lines: dict[str, LineField] = {
            "surname": LineField(_("&Surname")),
            "forenames": LineField(_("&Forenames")),
            "name_at_birth": LineField(_("Name at b&irth"), placeholder=_("where it was another")),
            "birth_date": DateField(_("&Date of birth"), placeholder=_("14 Jun 1954")),
            "death_date": DateField(_("Da&te of death")),
            "birth_place": LineField(_("&Place of birth")),
            "nationality": LineField(_("Nationalit&y")),
            "parents": LineField(_("Names of the pa&rents")),
            "address": LineField(_("&Address")),
            "address_since": DateField(_("Sin&ce"), placeholder=_("first day there")),
            "phone": LineField(_("Telep&hone")),
            "email": LineField(_("E-&mail")),
        }
        self.choices: dict[str, ChoiceField] = {
            "birth_certainty": ChoiceField(
                _("How s&ure is that date?"), tuple((each.value, certainty_words(each)) for each in Certainty)
            ),
            "sex": ChoiceField(_("Se&x"), tuple((each.value, sex_words(each)) for each in Sex)),
        }
        for name, field in self.lines.items():
            field.edit.setObjectName(f"person_{name}")
            field.text_changed.connect(lambda _text, name=name: self._on_typed(name))
            field.left.connect(lambda name=name: self._on_typed(name))
        for name, choice in self.choices.items():
            choice.combo.setObjectName(f"person_{name}")
            choice.chosen.connect(lambda _key, name=name: self._on_typed(name))

    def _make_lines(self) -> None:
        self.numbers, self.names, self.lived, self.relations = line_editors()
        self.editors = (self.numbers, self.names, self.lived, self.relations)
        for editor, name in zip(self.editors, ("numbers", "names", "lived", "relations"), strict=True):
            editor.edited.connect(lambda name=name: self._on_typed(name))
            editor.reordered.connect(self._order)

    def _person_card(self) -> QWidget:
        card = Card(_("Person"))
        lines, choices = self.lines, self.choices
        card.body.addWidget(FieldRow((lines["surname"], 220), (lines["forenames"], 220), (lines["name_at_birth"], 200)))
        card.body.addWidget(
            FieldRow((lines["birth_date"], 150), (choices["birth_certainty"], 200), (choices["sex"], 150))
        )
        card.body.addWidget(
            FieldRow((lines["birth_place"], 180), (lines["nationality"], 150), (lines["death_date"], 150))
        )
        card.body.addWidget(lines["parents"])
        card.body.addStretch(1)
        return card

    def _reach_card(self) -> QWidget:
        card = Card(_("Reached at"))
        card.body.addWidget(FieldRow((self.lines["address"], 260), (self.lines["address_since"], 130)))
        card.body.addWidget(FieldRow((self.lines["phone"], 150), (self.lines["email"], 200)))
        note = _(
            "An address that gives way is kept among the earlier ones. One that ends with the State's name helps the "
            "office there to find the person: it is told the last one in its State, and no other."
        )
        card.body.addWidget(Text(note, Kind.CAPTION, Role.INK2, wrap=True))
        card.body.addStretch(1)
        return card

    def _lines_card(self, editor: LinesEditor) -> QWidget:
        card = Card()
        card.body.addWidget(editor)
        return card

    def _relations_card(self) -> QWidget:
        card = Card()
        card.body.addWidget(self.relations)
        self.relate = SecondaryButton(_("From the re&gister…"), "users-round")
        card.body.addWidget(self.relate)
        self.relate.clicked.connect(self.relate_wanted)
        return card

    def _fill_bar(self) -> None:
        self.leave = QuietButton(_("Ca&ncel"))
        self.keep = PrimaryButton(_("&Keep"), "save")
        self.bar.tell(self.hint)
        self.bar.row.addWidget(self.leave)
        self.bar.row.addWidget(self.keep)

    def _connect(self) -> None:
        self.leave.clicked.connect(self._on_leave)
        self.anew.clicked.connect(self._on_anew)
        self._presenter.typed_kept.connect(self._on_typed_kept)
        self.keep.clicked.connect(self.keep_now)
        self.band.person_chosen.connect(self._on_known)
        self._why = ""
        self.band.why_given.connect(self._on_why)
        self.band.choice_withdrawn.connect(self._presenter.look_for_typed)
        self._presenter.alike_found.connect(self._on_alike)
        self._presenter.refused.connect(self._on_refused)
        self._order()

    def _order(self) -> None:
        """Let Tab follow the reading order."""
        names = (
            "surname forenames name_at_birth birth_date birth_certainty sex birth_place nationality death_date parents"
        )
        names += " address address_since phone email"
        chain: list[QWidget] = [
            self.lines[name].edit if name in self.lines else self.choices[name].combo for name in names.split()
        ]
        for editor in (self.numbers, self.names, self.lived, self.relations):
            chain += editor.chain()
        chain += [self.relate, self.leave, self.keep]
        for before, after in itertools.pairwise(chain):
            QWidget.setTabOrder(before, after)

    def begin(self, view: PersonView | None, kept: KeptPerson | None = None) -> None:
        """Fill in the form of a person, or begin an empty one; with `kept` go on with what was typed before."""
        self._view = view
        form = view.form if view is not None else PersonForm(numbers=(NumberLine(),))
        self._touched, self._why, self._warned = set(), "", False
        self._linked = {}
        if view is not None:
            named = {line.person_id: line for line in view.related if line.person_id and not line.told_there}
            lines = []
            for line in form.relations:
                known = named.get(line.other_id)
                if known is not None:
                    self._linked[known.name] = line.other_id
                lines.append(line if known is None else _named(line, known.name))
            form = _with_relations(form, tuple(lines))
        self.title.setText(view.person.name if view is not None else _("New person"))
        self.about.setText(
            _("What is changed is kept with who changed it.")
            if view is not None
            else _("As on the birth certificate or passport.")
        )
        self._fill(form)
        self._began = self.form()
        self.anew.setVisible(kept is not None)
        if kept is not None:
            typed = kept.on(self._began)
            self._linked |= {line.name.strip(): line.other_id for line in typed.relations if line.other_id}
            self._fill(typed)
            said = _("Typed {moment} and not entered yet. Keep it, or begin anew.")
            self.about.setText(said.format(moment=moment_words(kept.saved_at)))
        self.show_findings()
        self.band.show_matches(())
        self.to_top()
        if kept is not None and view is None:
            self._presenter.typed(self.form())

    def _fill(self, form: PersonForm) -> None:
        self._filling = True
        for name, field in self.lines.items():
            field.set_text(getattr(form, name))
            field.edit.setCursorPosition(0)
        for name, choice in self.choices.items():
            choice.set_key(getattr(form, name))
        self.numbers.show_lines(
            tuple((line.state, line.number, line.kind, line.since, line.until) for line in form.numbers)
        )
        self.names.show_lines(
            tuple((line.kind, line.forenames, line.surname, line.since, line.until) for line in form.names)
        )
        self.lived.show_lines(tuple((line.address, line.since, line.until) for line in form.lived))
        self.relations.show_lines(
            tuple((line.kind, line.name, line.birth_date, line.since, line.until) for line in form.relations)
        )
        self._filling = False

    def form(self) -> PersonForm:
        """Return the form as typed now."""
        texts: dict[str, Any] = {name: field.text() for name, field in self.lines.items()}
        texts |= {name: choice.key() for name, choice in self.choices.items()}
        return PersonForm(
            **texts,
            numbers=tuple(
                NumberLine(state=state, number=number, kind=kind, since=since, until=until)
                for state, number, kind, since, until in self.numbers.values()
            ),
            names=tuple(
                NameLine(kind=kind, forenames=forenames, surname=surname, since=since, until=until)
                for kind, forenames, surname, since, until in self.names.values()
            ),
            lived=tuple(
                LivedLine(address=address, since=since, until=until) for address, since, until in self.lived.values()
            ),
            relations=tuple(
                RelationLine(
                    kind=kind,
                    name=name,
                    birth_date=born,
                    since=since,
                    until=until,
                    other_id=self._linked.get(name.strip(), ""),
                )
                for kind, name, born, since, until in self.relations.values()
            ),
        )

    def relate_to(self, person: InsuredPerson) -> None:
        """Add a relation to somebody of the register."""
        self._linked[person.name] = person.id
        lines = [line for line in self.relations.values() if any(line[1:])]
        born = person.birth_date.isoformat()
        self.relations.show_lines((*lines, (RelationKind.SPOUSE.value, person.name, born, "", "")))
        self._on_typed("relations")
        self.relations.lines[-1].chain()[0].setFocus()

    @property
    def changed(self) -> bool:
        """Whether something is typed that is not kept."""
        return self.form() != self._began

    def show_findings(self) -> tuple[Finding, ...]:
        """Say beside each field what is wrong; return the errors."""
        found = self._presenter.check(self.form())
        said: dict[str, Finding] = {}
        for finding in found:
            top = finding.where.partition(".")[0]
            if finding.code not in _QUIET or top in self._touched:
                said.setdefault(finding.where, finding)
        for name, field in self.lines.items():
            field.set_finding(*field_words(said.get(name)))
        for editor in self.editors:
            editor.show_findings(said)
        missing = said.get("numbers")
        self.hint.setText(field_words(missing)[1] if missing is not None else "")
        return tuple(finding for finding in found if finding.level is Level.ERROR)

    def keep_now(self) -> None:
        """Keep what is typed, once nothing is wrong with it and it is said whether it is somebody known."""
        self._touched.update(self.lines, ("numbers",))
        errors = self.show_findings()
        if errors:
            self._go_to(errors[0].where)
            said = plural("One field must be mended first.", "{count} fields must be mended first.", len(errors))
            self._presenter.notices.warn(said.format(count=len(errors)), _("What you typed is still there."))
            return
        unsaid = "" if self._view is not None else self.band.missing()
        if unsaid:
            self.band.put_focus()
            self._presenter.notices.warn(unsaid, _("A reason is kept with the record."))
            return
        self._presenter.keep(self.form(), person_id=self._person_id, why_not_same=self._why)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self.lines["surname"].edit.setFocus()

    def _go_to(self, where: str) -> None:
        name, _dot, place = where.partition(".")
        if name in self.lines:
            self.lines[name].edit.setFocus()
        elif place:
            editors = {"numbers": self.numbers, "names": self.names, "lived": self.lived, "relations": self.relations}
            editors[name].lines[int(place)].chain()[0].setFocus()

    def _on_typed(self, name: str) -> None:
        if self._filling:
            return
        self._touched.add(name)
        self._warned = False
        self.show_findings()
        form = self.form()
        self._presenter.form_typed(form, self._began, self._person_id)
        if self._view is None:
            self._presenter.typed(form)

    @property
    def _person_id(self) -> str:
        return self._view.person.id if self._view is not None else ""

    def _on_typed_kept(self, moment: object) -> None:
        if self.isVisible() and isinstance(moment, datetime):
            said = _("Kept as typed at {time}; it is not entered yet.")
            self.about.setText(said.format(time=time_words(moment)))

    def _on_anew(self) -> None:
        self._presenter.forget_typed(self._person_id)
        self.begin(self._view)
        self.focus_first()

    def _on_alike(self, alike: object) -> None:
        if self._view is None and self.isVisible() and isinstance(alike, tuple):
            self.band.show_matches(alike)

    def _on_known(self, person: InsuredPerson) -> None:
        self._presenter.stop_looking()
        self.person_wanted.emit(person.id)

    def _on_why(self, why: str) -> None:
        self._why = why

    def _on_leave(self) -> None:
        if self.changed and not self._warned:
            self._warned = True
            said = _("What you typed is not kept yet.")
            self._presenter.notices.warn(said, _("Keep it, or cancel once more to let it go."))
            return
        self._presenter.stop_looking()
        self._presenter.forget_typed(self._person_id)
        self.left.emit()

    def _on_refused(self, problem: Problem) -> None:
        if self.isVisible():
            self._presenter.notices.refuse(problem)
            self.hint.setText(sentences(problem).happened)


def _named(line: RelationLine, name: str) -> RelationLine:
    return RelationLine(
        kind=line.kind,
        name=name,
        birth_date=line.birth_date,
        since=line.since,
        until=line.until,
        other_id=line.other_id,
    )


def _with_relations(form: PersonForm, relations: tuple[RelationLine, ...]) -> PersonForm:
    values: dict[str, Any] = {name: getattr(form, name) for name in PersonForm.__slots__}
    return PersonForm(**{**values, "relations": relations})
