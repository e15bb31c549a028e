"""Certify who depended on the insured person: a block for each dependant, and for each visit or statement."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.dependants import Relationship
from desktop_app.domain.dependency import (
    CertifiedDependant,
    DependencyDegree,
    Inquiry,
    Union,
    UnionKind,
)
from desktop_app.ui.screens.owed.asking import Words
from desktop_app.ui.screens.owed.block import FieldBlock, Rows
from desktop_app.ui.screens.owed.dependency_facts import COUNT, PART, ROW_ID, VISITS, DependencyFacts
from desktop_app.ui.screens.owed.kept_form import FormActs, KeptForm, acts_of
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.widgets.buttons import QuietButton
from desktop_app.ui.widgets.fields import ChoiceField, DateField, LineField
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.code_words import words_of
from desktop_app.workflows.certify_dependency import (
    DependencyForm,
    certify_dependency,
    check_dependants,
    dependency_to_be,
)
from desktop_app.workflows.lay_before import propose_dependency


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
        self._last = 0
        self.blocks: list[FieldBlock] = []
        self.visits: list[FieldBlock] = []
        self._row_ids: dict[int, str] = {}
        self._highest = 0
        self.add_row(
            contingency_date=DateField(_("&Day of the contingency")),
            valid_from=DateField(_("Valid &from")),
            valid_to=DateField(_("Valid &until (open)")),
        )
        self.add_row(remarks=Words(_("&Remarks (may stay empty)")))
        self.visit_button = _adder(_("Add a &visit or statement"), self._on_visit)
        self.add_button = _adder(_("&Add a dependant"), self._on_add)
        for button in (self.visit_button, self.add_button):
            self._rows.insertWidget(self._rows.count() - 1, button, 0, Qt.AlignmentFlag.AlignLeft)
        self.needed = ["contingency_date", "valid_from"]
        self.follow_fields()
        self._show_kept(facts.typed)
        self.fields["contingency_date"].setFocus()

    def _show_kept(self, typed: Mapping[str, str]) -> None:
        """Make a block of each dependant and visit that was typed, with what stood in it."""
        self.show_typed(typed)
        for place in range(_number(typed.get(VISITS, "0"))):
            self._fill(self.add_visit(), "v", f"v{place}", typed)
        for place in range(_number(typed.get(COUNT, "0"))):
            number = self.add_block(typed.get(f"{place}.{ROW_ID}", ""))
            self._fill(number, "", str(place), typed)

    def _fill(self, number: int, kind: str, place: str, typed: Mapping[str, str]) -> None:
        head = f"{place}."
        found = ((name.removeprefix(head), text) for name, text in typed.items() if name.startswith(head))
        mine = {f"{kind}{number}.{name}": text for name, text in found}
        self.show_typed(mine)

    def _on_add(self) -> None:
        number = self.add_block()
        self.fields[f"{number}.relationship"].setFocus()
        self.keep_soon()

    def _on_visit(self) -> None:
        number = self.add_visit()
        self.fields[f"v{number}.by"].setFocus()
        self.keep_soon()

    def add_block(self, row_id: str = "") -> int:
        """Add the fields of one more dependant; return the number in their names. `row_id` is that of a row known."""
        unknown = ("", _("Not known"))
        known = (unknown, ("yes", _("Yes")), ("no", _("No")))
        degrees = tuple((each.value, words_of(each)) for each in DependencyDegree)
        rows: Rows = (
            {
                "relationship": ChoiceField(
                    _("Relationship"), tuple((each.value, words_of(each)) for each in Relationship)
                ),
                "surname": LineField(_("Surname")),
                "forenames": LineField(_("Forenames")),
                "birth_date": DateField(_("Born")),
            },
            {
                "proof": LineField(_("Proof of the relationship")),
                "degree": ChoiceField(_("Depended"), degrees),
                "ground": LineField(_("On what ground")),
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
            {
                "lived_together_since": DateField(_("Lived together since")),
                "payee": LineField(_("Payee, if a child")),
                "note": LineField(_("Note")),
            },
        )
        number = self._add(self.blocks, "", rows, ("relationship", "surname"))
        self._row_ids[number] = row_id or self._new_row_id()
        degree = self.fields[f"{number}.degree"]
        if isinstance(degree, ChoiceField):
            degree.set_key(DependencyDegree.NOT_KNOWN.value)
        return number

    def add_visit(self) -> int:
        """Add the fields of one more visit or statement; return the number in their names."""
        seen = DateField(_("On"))
        seen.set_value(self._facts.today)
        rows: Rows = (
            {"by": LineField(_("Visit or statement by")), "on": seen},
            {"text": LineField(_("What was seen or said"))},
        )
        return self._add(self.visits, "v", rows, ("by", "on"))

    def _add(self, blocks: list[FieldBlock], kind: str, rows: Rows, needed: tuple[str, ...]) -> int:
        self._last += 1
        number = self._last
        for name, field in ((name, field) for row in rows for name, field in row.items()):
            if isinstance(field, ChoiceField):
                field.set_key("")
            self.fields[f"{kind}{number}.{name}"] = field
            self.follow_field(field)
        self.needed += [f"{kind}{number}.{name}" for name in needed]
        block = FieldBlock(number, rows)
        block.remove.clicked.connect(partial(self._remove, blocks, kind, block))
        self._rows.insertWidget(self._rows.indexOf(self.visit_button if kind else self.add_button), block)
        blocks.append(block)
        self._name_blocks()
        QTimer.singleShot(0, block, lambda: self._bring(block))
        return number

    def _bring(self, block: FieldBlock) -> None:
        """Scroll until a block just made is seen, once it has its place."""
        for _level in range(2):  # the block, then the form around it
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._area.ensureWidgetVisible(block)

    def _remove(self, blocks: list[FieldBlock], kind: str, block: FieldBlock, _on: bool = False) -> None:
        """Take a dependant or a visit out of the form."""
        head = f"{kind}{block.number}."
        for name in [name for name in self.fields if name.startswith(head)]:
            del self.fields[name]
        self.needed = [name for name in self.needed if not name.startswith(head)]
        if not kind:
            del self._row_ids[block.number]
        blocks.remove(block)
        self._rows.removeWidget(block)
        block.hide()
        block.deleteLater()
        self._name_blocks()
        (self.visit_button if kind else self.add_button).setFocus()
        self.keep_soon()

    def _name_blocks(self) -> None:
        for place, block in enumerate(self.visits, start=1):
            _name_block(block, _("Visit or statement {n}").format(n=place))
        for place, block in enumerate(self.blocks, start=1):
            _name_block(block, _("Dependant {n}").format(n=place))

    def _new_row_id(self) -> str:
        """Return an id that no dependant of the form has or had in it."""
        taken = [int(each[1:]) for each in self._row_ids.values() if each[:1] == "d" and each[1:].isdecimal()]
        self._highest = max([self._highest, *taken]) + 1
        return f"d{self._highest}"

    def typed(self) -> dict[str, str]:
        """Return what stands in each field, the dependants and the visits counted from 0."""
        found = {name: text for name, text in super().typed().items() if "." not in name}
        for kind, count, blocks in (("", COUNT, self.blocks), ("v", VISITS, self.visits)):
            found[count] = str(len(blocks))
            for place, block in enumerate(blocks):
                head = f"{kind}{block.number}."
                named = [name for name in self.fields if name.startswith(head)]
                found |= {f"{kind}{place}.{name.removeprefix(head)}": self.line(name) for name in named}
        found |= {f"{place}.{ROW_ID}": self._row_ids[block.number] for place, block in enumerate(self.blocks)}
        return found

    def _name_of(self, where: str) -> str:
        if not where.startswith("dependants."):
            return super()._name_of(where)
        _dependants, place, *name = where.split(".")
        return f"{self.blocks[int(place)].number}.{name[0] if name else 'surname'}"

    def _form(self) -> DependencyForm:
        today = self._facts.today
        return DependencyForm(
            dependants=tuple(self._dependant(block.number) for block in self.blocks),
            contingency_date=self.day("contingency_date") or today,
            valid_from=self.day("valid_from") or today,
            valid_to=self.day("valid_to"),
            inquiries=tuple(self._inquiry(f"v{block.number}") for block in self.visits),
            remarks=self.line("remarks"),
        )

    def _inquiry(self, name: str) -> Inquiry:
        seen = self.day(f"{name}.on") or self._facts.today
        return Inquiry(by=self.line(f"{name}.by"), on=seen, text=self.line(f"{name}.text"))

    def _dependant(self, number: int) -> CertifiedDependant:
        def said(name: str) -> str:
            return self.line(f"{number}.{name}")

        def known(name: str) -> bool | None:
            return {"yes": True, "no": False}.get(said(name))

        union, since = said("union"), self.day(f"{number}.union_since")
        return CertifiedDependant(
            row_id=self._row_ids[number],
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
        for number in (block.number for block in self.blocks):
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


def _adder(words: str, pressed: Callable[[], None]) -> QuietButton:
    button = QuietButton(words, "plus")
    button.setAutoDefault(False)
    button.clicked.connect(lambda _on=False: pressed())
    return button


def _name_block(block: FieldBlock, name: str) -> None:
    block.name.setText(name)
    block.remove.setText(f" {_('Take it out')}")
    block.remove.setAccessibleName(_("Take out: {name}").format(name=name))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
