"""Certify who depended on the insured person: one block a dependant, from the survivors of the claim."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from desktop_app.domain.dependants import Relationship
from desktop_app.domain.dependency import (
    CertifiedDependant,
    DependencyDegree,
    Inquiry,
    Union,
    UnionKind,
)
from desktop_app.domain.obligations import ObligationKind
from desktop_app.ui.screens.owed.asking import Words
from desktop_app.ui.screens.owed.kept_form import FormActs, KeptForm, acts_of
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.buttons import SecondaryButton
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words
from desktop_app.workflows.certify_dependency import (
    DependencyForm,
    certify_dependency,
    check_dependants,
    dependency_certificates,
    dependency_to_be,
)
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.form_drafts import kept_form
from desktop_app.workflows.lay_before import propose_dependency
from desktop_app.workflows.open_claim import open_claim
from desktop_app.workflows.works_alone import works_alone

PART: Final = "dependency"
_COUNT: Final = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyFacts:
    """What the form knows before it is opened: `typed` is the draft, else the claim's survivors or the version before.

    `asked_by` are the offices that asked for it.
    """

    claim_key: str
    name: str
    states: tuple[tuple[str, str], ...]
    today: date
    alone: bool
    typed: dict[str, str]
    asked_by: tuple[str, ...]


def dependency_facts(desk: Desk, claim_key: str) -> DependencyFacts:
    """Fetch what the form needs."""
    view = open_claim(desk, claim_key)
    typed = kept_form(desk, claim_key, PART)
    if not typed:
        before = next((c for c in dependency_certificates(desk, claim_key) if c.office == desk.office.code), None)
        entries = before.dependants if before else ()
        typed = {_COUNT: str(len(entries))}
        for number, entry in enumerate(entries):
            typed |= {f"{number}.{name}": value for name, value in _texts(entry).items()}
        if before is None:
            lines = [line for line in view.dependants.lines if not line.blank]
            typed[_COUNT] = str(len(lines))
            for number, line in enumerate(lines):
                typed |= {
                    f"{number}.relationship": line.relationship,
                    f"{number}.surname": line.surname,
                    f"{number}.forenames": line.forenames,
                    f"{number}.birth_date": line.birth_date,
                    f"{number}.invalid": line.invalid,
                    f"{number}.cares_for_child": line.cares_for_child,
                    f"{number}.union_since": line.union_since,
                    f"{number}.note": line.note,
                }
        day = (view.claim.contingency_date if view.claim else None) or (view.person.death_date if view.person else None)
        typed["contingency_date"] = typed["valid_from"] = date_words(day) if day else ""
    return DependencyFacts(
        claim_key=claim_key,
        name=view.person.name if view.person else "",
        states=tuple((party.code, f"{party.short_name} ({party.code})") for party in desk.rulebook.parties),
        today=view.today,
        alone=works_alone(desk),
        typed=typed,
        asked_by=tuple(
            entry.owed_to
            for entry in desk.store.obligations.of_claim(claim_key)
            if entry.open and entry.owed_by == desk.office.code and entry.kind is ObligationKind.DEPENDENCY_CERTIFICATE
        ),
    )


class DependencyDialog(KeptForm):
    """Everything may stay empty but the name, what the person was to the insured, and how far they depended."""

    def __init__(self, facts: DependencyFacts, tasks: Tasks, parent: QWidget | None = None) -> None:
        sentence = _("Who depended on {name}, as this office certifies it.").format(name=facts.name)
        if facts.asked_by:
            sentence += " " + _("Asked for by {offices}; this answers it.").format(offices=", ".join(facts.asked_by))
        words = _("&Certify") if facts.alone else _("&Lay before a second person")
        super().__init__(tasks, _("Certify dependants"), sentence, words, parent, claim_key=facts.claim_key, part=PART)
        self._facts = facts
        self.alone = facts.alone
        self._count = 0
        self.add_row(
            contingency_date=DateField(_("&Day of the contingency")),
            valid_from=DateField(_("Valid &from")),
            valid_to=DateField(_("Valid &until (open)")),
        )
        self.add_row(inquiry_by=LineField(_("&Visit or statement by")), inquiry_on=DateField(_("&On")))
        self.add_row(inquiry_text=LineField(_("What was &seen or said")))
        self.add_row(remarks=Words(_("&Remarks (may stay empty)")))
        self.add_button = SecondaryButton(_("&Add a dependant"), "plus")
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self._on_add)
        self.buttons.insertWidget(0, self.add_button)
        self.needed = ["contingency_date", "valid_from"]
        self.follow_fields()
        for _place in range(int(facts.typed.get(_COUNT, "0") or "0")):
            self.add_block()
        self.show_typed(facts.typed)
        self.fields["contingency_date"].setFocus()

    def _on_add(self) -> None:
        number = self._count
        self.add_block()
        self.fields[f"{number}.relationship"].setFocus()
        self._soon.start()

    def add_block(self) -> None:
        """Add the fields of one more dependant."""
        number, title = self._count, self._count + 1
        self._count += 1
        unknown = ("", _("Not known"))
        known = (unknown, ("yes", _("Yes")), ("no", _("No")))
        rows: tuple[dict[str, LineField | DateField | ChoiceField], ...] = (
            {
                "relationship": ChoiceField(
                    _("{n}. Relationship").format(n=title), tuple((each.value, words_of(each)) for each in Relationship)
                ),
                "surname": LineField(_("Surname")),
                "forenames": LineField(_("Forenames")),
                "birth_date": DateField(_("Born")),
            },
            {
                "proof": LineField(_("Proof of the relationship")),
                "degree": ChoiceField(_("Depended"), tuple((each.value, words_of(each)) for each in DependencyDegree)),
                "ground": LineField(_("On what ground")),
                "lived_together_since": DateField(_("Lived together since")),
            },
            {
                "union": ChoiceField(
                    _("Marriage or union"), (("", _("None")), *((each.value, words_of(each)) for each in UnionKind))
                ),
                "union_since": DateField(_("Since")),
                "union_ended": DateField(_("Ended on")),
                "cares_for_child": ChoiceField(_("Cares for a child"), known),
            },
            {
                "studies_until": DateField(_("Studies until")),
                "invalid": ChoiceField(_("Invalid"), known),
                "other_income": ChoiceField(_("Other income"), known),
                "own_benefit_state": ChoiceField(_("Own benefit in"), (("", _("None")), *self._facts.states)),
            },
            {"payee": LineField(_("Payee, if a child")), "note": LineField(_("Note"))},
        )
        for row in rows:
            named = {f"{number}.{name}": field for name, field in row.items()}
            self.add_row(**named)
            for field in named.values():
                if isinstance(field, ChoiceField):
                    field.set_key("")
                self.follow_field(field)
        degree = self.fields[f"{number}.degree"]
        if isinstance(degree, ChoiceField):
            degree.set_key(DependencyDegree.NOT_KNOWN.value)
        self.needed += [f"{number}.relationship", f"{number}.surname"]

    def typed(self) -> dict[str, str]:
        """Return what stands in each field, and how many dependants there are."""
        return {**super().typed(), _COUNT: str(self._count)}

    def _name_of(self, where: str) -> str:
        if not where.startswith("dependants."):
            return super()._name_of(where)
        _dependants, number, *name = where.split(".")
        return f"{number}.{name[0] if name else 'surname'}"

    def _form(self) -> DependencyForm:
        seen = self.day("inquiry_on")
        by = self.line("inquiry_by")
        today = self._facts.today
        return DependencyForm(
            dependants=tuple(self._dependant(str(number)) for number in range(self._count)),
            contingency_date=self.day("contingency_date") or today,
            valid_from=self.day("valid_from") or today,
            valid_to=self.day("valid_to"),
            inquiries=(Inquiry(by=by, on=seen or today, text=self.line("inquiry_text")),) if by else (),
            remarks=self.line("remarks"),
        )

    def _dependant(self, number: str) -> CertifiedDependant:
        def said(name: str) -> str:
            return self.line(f"{number}.{name}")

        def known(name: str) -> bool | None:
            return {"yes": True, "no": False}.get(said(name))

        union, since = said("union"), self.day(f"{number}.union_since")
        return CertifiedDependant(
            row_id=f"d{int(number) + 1}",
            relationship=Relationship(said("relationship")),
            surname=said("surname"),
            forenames=said("forenames"),
            birth_date=self.day(f"{number}.birth_date"),
            degree=DependencyDegree(said("degree")),
            proof=said("proof"),
            ground=said("ground"),
            lived_together_since=self.day(f"{number}.lived_together_since"),
            studies_until=self.day(f"{number}.studies_until"),
            invalid=known("invalid"),
            cares_for_child=known("cares_for_child"),
            other_income=known("other_income"),
            own_benefit_state=said("own_benefit_state"),
            union=Union(kind=UnionKind(union), since=since, ended_on=self.day(f"{number}.union_ended"))
            if union and since
            else None,
            payee=said("payee"),
            note=said("note"),
        )

    def _missing(self) -> str:
        said = super()._missing()
        for number in range(self._count):
            if self.line(f"{number}.union") and self.day(f"{number}.union_since") is None:
                words = _("Say since when.")
                self.say(f"{number}.union_since", words)
                said = said or words
        return said

    def _acts(self) -> FormActs:
        return acts_of(
            self._claim_key,
            self._form(),
            check=check_dependants,
            verb=certify_dependency if self.alone else propose_dependency,
            to_be=dependency_to_be,
        )


def _texts(entry: CertifiedDependant) -> dict[str, str]:
    def day(value: date | None) -> str:
        return date_words(value) if value else ""

    def known(value: bool | None) -> str:
        return "" if value is None else "yes" if value else "no"

    return {
        "relationship": entry.relationship.value,
        "surname": entry.surname,
        "forenames": entry.forenames,
        "birth_date": day(entry.birth_date),
        "degree": entry.degree.value,
        "proof": entry.proof,
        "ground": entry.ground,
        "lived_together_since": day(entry.lived_together_since),
        "union": entry.union.kind.value if entry.union else "",
        "union_since": day(entry.union.since if entry.union else None),
        "union_ended": day(entry.union.ended_on if entry.union else None),
        "cares_for_child": known(entry.cares_for_child),
        "studies_until": day(entry.studies_until),
        "invalid": known(entry.invalid),
        "other_income": known(entry.other_income),
        "own_benefit_state": entry.own_benefit_state,
        "payee": entry.payee,
        "note": entry.note,
    }
