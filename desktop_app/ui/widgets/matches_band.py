"""The quiet band that says who of the records the claimant may be."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.persons import InsuredPerson
from desktop_app.ui.theme import Kind, Look, Role
from desktop_app.ui.widgets.buttons import SecondaryButton
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.fields import LineField
from desktop_app.ui.widgets.styling import restyled
from desktop_app.ui.widgets.text import Picture, Text
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.people_words import reasons_words
from desktop_app.workflows.likely_same import Likeness

MOST_SHOWN = 3


class MatchesBand(Card):
    """`May already be known: ...` with a button a person; after the choice, what follows and the way back."""

    person_chosen = Signal(object)
    """The claimant is this `InsuredPerson`."""

    choice_withdrawn = Signal()
    """What was chosen is taken back: the persons are offered again."""

    why_given = Signal(str)
    """Why the claimant is that person, or none of them, as typed."""

    def __init__(self, *, use: str = "", parent: QWidget | None = None) -> None:
        super().__init__(ground=Role.ACCENT_TINT, edge=Role.LINE, parent=parent)
        self._use = use or _("&Use this person")
        self._lines = QVBoxLayout()
        self.body.addLayout(self._lines)
        self._persons: tuple[InsuredPerson, ...] = ()
        self._decided = False
        hint = _("It goes on the record.")
        self.why = LineField("", hint=hint, name=_("Why is it this person, or none of them?"))
        self.why.edit.setObjectName("match_reason")
        self.why.text_changed.connect(self._on_why)
        self.body.addWidget(self.why)
        self.why.hide()
        self.hide()
        restyled(self, self._space)

    def _space(self) -> None:
        self._lines.setSpacing(Look.of(self).dp(6))

    def show_matches(self, alike: tuple[Likeness, ...]) -> None:
        """Offer these persons, each with what speaks for and against them; none hides the band."""
        persons = tuple(entry.person for entry in alike)
        if self._decided and {person.id for person in persons} <= {person.id for person in self._persons}:
            return  # nobody new was found: what was said about them stands
        self._clear()
        self._persons, self._decided = persons, False
        self.why.hide()
        for place, entry in enumerate(alike[:MOST_SHOWN]):
            person = entry.person
            button = SecondaryButton(self._use if place == 0 else self._use.replace("&", ""), "user-check")
            button.setObjectName(f"use_person_{place}")
            button.setAccessibleName(f"{self._use.replace('&', '')}: {person.name}")
            button.clicked.connect(lambda _on=False, person=person: self._on_chosen(person))
            lead = _("May already be known:") if place == 0 else _("or:")
            self._add(lead, person_words(person), button, reasons_words(entry.reasons))
        if persons:
            none = SecondaryButton(_("None of them"), "user")
            none.setObjectName("use_none")
            none.clicked.connect(self._on_none)
            self._add(_("Not the same, although they resemble each other?"), "", none)
        self.setVisible(bool(persons))

    def show_chosen(self, person: InsuredPerson, why: str = "") -> None:
        """Say that the claim joins this record; `why` where that is known already."""
        self._clear()
        self._persons = tuple({entry.id: entry for entry in (*self._persons, person)}.values())
        button = SecondaryButton(_("Look again"))
        button.setObjectName("use_nobody")
        button.clicked.connect(self._on_withdrawn)
        self._add(_("The claim joins the record of"), person_words(person), button)
        self._ask_why(_("What shows that it is the same person?"), why)

    def missing(self) -> str:
        """Say what is not said yet about the persons found; empty for nothing."""
        if self.isHidden():
            return ""
        if not self._decided:
            return _("Say whether the claimant is one of the persons found.")
        said = "" if self.why.text().strip() else _("Say why: a word or two is enough.")
        self.why.set_finding("error" if said else "", said)
        return said

    def put_focus(self) -> None:
        """Put the keyboard on what is to be said."""
        first = self.why if self._decided else next(iter(self.findChildren(SecondaryButton)), self.why)
        first.setFocus()

    def _ask_why(self, question: str, why: str = "") -> None:
        self._decided = True
        self.why.label.setText(question)
        self.why.label.show()
        self.why.set_text(why)
        self.why.set_finding("")
        self.why.show()
        self.show()
        if not why:
            self.why.setFocus()

    def _on_why(self, text: str) -> None:
        self.why.set_finding("")
        self.why_given.emit(text)

    def _on_none(self) -> None:
        names = ", ".join(person_words(person) for person in self._persons)
        self._clear()
        button = SecondaryButton(_("Look again"))
        button.setObjectName("use_nobody")
        button.clicked.connect(self._on_withdrawn)
        self._add(_("A record of its own, and not"), names, button)
        self._ask_why(_("What shows that it is somebody else?"))

    def _add(self, lead: str, words: str, button: SecondaryButton, why: str = "") -> None:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(Look.of(self).dp(8))
        across.addWidget(Picture("users-round", Role.ACCENT_INK, 16), 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(Text(lead, Kind.SENTENCE, Role.INK2))
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(Text(words, Kind.SENTENCE, Role.INK, elide=True))
        if why:
            told.addWidget(Text(why, Kind.CAPTION, Role.INK2, elide=True))
        across.addLayout(told, 1)
        across.addWidget(button)
        self._lines.addWidget(row)

    def _clear(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.setParent(None)
                row.deleteLater()

    def _on_chosen(self, person: InsuredPerson) -> None:
        self.show_chosen(person)
        self.person_chosen.emit(person)

    def _on_withdrawn(self) -> None:
        self._persons, self._decided = (), False
        self.why.hide()
        self.hide()
        self.choice_withdrawn.emit()


def person_words(person: InsuredPerson) -> str:
    """Name a person so that two of one name can be told apart."""
    numbers = ", ".join(f"{entry.state} {entry.number}" for entry in person.numbers)
    born = _("born {date}").format(date=date_words(person.birth_date))
    return ", ".join(part for part in (person.name, born, numbers) if part)
