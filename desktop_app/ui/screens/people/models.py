"""Persons and what is known of them as cells."""

from datetime import date
from typing import Final

from desktop_app.domain.claims import Claim, Stage
from desktop_app.domain.person_records import HeldKind
from desktop_app.domain.protection import PROTECTED_NAME
from desktop_app.domain.time import Certainty
from desktop_app.ui.widgets.cells import ButtonSpec, Cell, LaneSpec
from desktop_app.ui.widgets.drawing import PillSpec, Tone
from desktop_app.ui.widgets.table import CellTableModel, Column
from desktop_app.wording.catalogue import plural
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words, moment_words
from desktop_app.wording.journal_words import verb_words
from desktop_app.wording.people_words import (
    fields_words,
    held_kind_words,
    name_kind_words,
    reasons_words,
    relation_words,
)
from desktop_app.wording.terms import benefit_words, certainty_words, stage_words
from desktop_app.workflows.likely_same import ApartLine, Likeness, PairLine
from desktop_app.workflows.people import ActLine, MergeLine, PersonRow, PersonView, RelatedLine

_NONE: Final = "\u2013"
_STAGES: Final[dict[Stage, tuple[Tone, str]]] = {
    Stage.DRAFT: ("neutral", "file-pen-line"),
    Stage.NOTIFIED: ("accent", "send"),
    Stage.COLLECTING: ("accent", "hourglass"),
    Stage.READY: ("ok", "calculator"),
    Stage.DECIDED: ("ok", "check"),
    Stage.WAITING: ("accent", "hourglass"),
    Stage.SUMMARISED: ("ok", "list-checks"),
    Stage.CLOSED: ("neutral", "folder"),
}


def people_columns() -> tuple[Column, ...]:
    """Return the columns of the list of persons."""
    return (
        Column(title=_("Name"), width=260, stretch=4, least=180, personal=True),
        Column(title=_("Born"), width=150, least=130, personal=True),
        Column(title=_("Numbers"), width=260, stretch=3, least=160, personal=True),
        Column(title=_("Claims"), width=90, least=80),
    )


class PeopleModel(CellTableModel):
    """The list of persons; its rows come by windows."""

    def __init__(self) -> None:
        super().__init__(people_columns())

    def fill_lines(self, first: int, rows: tuple[PersonRow, ...]) -> None:
        """Bring a window of persons."""
        self.fill(first, [person_cells(row) for row in rows])


def person_cells(row: PersonRow) -> tuple[Cell, ...]:
    """Describe one person of the list."""
    if row.surname == PROTECTED_NAME and row.birth_date == date.min:
        return (Cell(text=_("Protected case"), muted=True), Cell(), Cell(), Cell())
    died = _("died {day}").format(day=date_words(row.death_date)) if row.death_date else ""
    name = ", ".join(part for part in (row.surname, row.forenames) if part)
    return (
        Cell(text=name, second=died, strong=True),
        Cell(text=born_words(row.birth_date, row.birth_certainty)),
        Cell(text=", ".join(f"{state} {number}" for state, number in row.numbers) or _NONE, muted=not row.numbers),
        Cell(text=str(row.claims) if row.claims else _NONE, muted=not row.claims),
    )


def born_words(day: date, certainty: Certainty) -> str:
    """Say a date of birth as sure as it is."""
    if day == date.min:
        return _NONE
    if certainty is Certainty.YEAR:
        return str(day.year)
    if certainty is Certainty.MONTH:
        return date_words(day).partition(" ")[2]
    return _("about {day}").format(day=date_words(day)) if certainty is Certainty.GUESS else date_words(day)


def name_columns() -> tuple[Column, ...]:
    """Return the columns of a person's names."""
    return (*_two(_("Name"), _("What it is")), *_span())


def name_rows(view: PersonView) -> list[tuple[Cell, ...]]:
    """Describe every name of a person: in use, at birth, and the further ones."""
    person = view.person
    rows: list[tuple[Cell, ...]] = [(Cell(text=person.name, strong=True), Cell(text=_("Name in use")), Cell(), Cell())]
    if person.name_at_birth:
        rows.append((Cell(text=person.name_at_birth), Cell(text=_("Name at birth")), Cell(), Cell()))
    rows += [
        (Cell(text=name.full), Cell(text=name_kind_words(name.kind)), *_days(name.since, name.until))
        for name in view.names
    ]
    return rows


def number_columns() -> tuple[Column, ...]:
    """Return the columns of a person's numbers."""
    return (
        Column(title=_("State"), width=70),
        *_two(_("Number"), _("Kind")),
        *_span(),
    )


def number_rows(view: PersonView) -> list[tuple[Cell, ...]]:
    """Describe every number of a person, those that hold first."""
    rows: list[tuple[Cell, ...]] = []
    for held in view.record.numbers:
        former = held.kind is HeldKind.FORMER
        rows.append((
            Cell(chips=(LaneSpec(code=held.state),)),
            Cell(text=held.number, strong=not former, muted=former),
            Cell(text=held_kind_words(held.kind), muted=former),
            *_days(held.since, held.until),
        ))  # fmt: skip
    return rows


def address_columns() -> tuple[Column, ...]:
    """Return the columns of where a person lives and lived."""
    return (Column(title=_("Address"), width=240, stretch=3, least=140), *_span())


def address_rows(view: PersonView) -> list[tuple[Cell, ...]]:
    """Describe where a person lives and lived, the present address first."""
    address = view.person.address
    present = [each for each in view.record.lived if each.until is None and each.address == address]
    rows: list[tuple[Cell, ...]] = []
    if address:
        since = present[0].since if present else None
        rows.append((Cell(text=address, strong=True, wrap=True), *_days(since, None)))
    past = [each for each in view.record.lived if each not in present]
    past.sort(key=lambda each: each.until or date.min, reverse=True)
    rows += [(Cell(text=each.address, muted=True, wrap=True), *_days(each.since, each.until)) for each in past]
    return rows


def relation_columns() -> tuple[Column, ...]:
    """Return the columns of a person's relations."""
    return (
        Column(title=_("Name"), width=190, stretch=3, least=130),
        Column(title=_("What they are"), width=150, stretch=2, least=110),
        Column(title=_("Born"), width=110, least=96),
        *_span(),
    )


def relation_cells(line: RelatedLine) -> tuple[Cell, ...]:
    """Describe somebody related to a person."""
    return (
        Cell(text=line.name, strong=bool(line.person_id), tone="accent" if line.person_id else None),
        Cell(text=relation_words(line.kind), wrap=True),
        Cell(text=date_words(line.birth_date) if line.birth_date else _NONE, muted=line.birth_date is None),
        *_days(line.since, line.until),
    )


def claim_columns() -> tuple[Column, ...]:
    """Return the columns of a person's claims."""
    return (
        Column(title=_("Claim"), width=150, least=130),
        Column(title=_("Benefit"), width=170, stretch=2, least=120),
        Column(title=_("Stage"), width=190, least=172),
        Column(title=_("Opened"), width=120, least=110),
    )


def claim_cells(claim: Claim) -> tuple[Cell, ...]:
    """Describe one claim of a person."""
    tone, icon = _STAGES[claim.stage]
    return (
        Cell(text=claim.number, strong=True),
        Cell(text=benefit_words(claim.benefit)),
        Cell(pill=PillSpec(text=stage_words(claim.stage), tone=tone, icon=icon)),
        Cell(text=date_words(claim.opened_at.date())),
    )


def alike_columns() -> tuple[Column, ...]:
    """Return the columns of persons likely the same."""
    return (
        Column(title=_("Person"), width=220, stretch=2, least=150),
        Column(title=_("What speaks for it, and against"), width=320, stretch=4, least=180),
        Column(title="", width=130, least=120),
    )


def alike_cells(alike: Likeness) -> tuple[Cell, ...]:
    """Describe somebody who is likely the same person."""
    born = _("born {day}").format(day=born_words(alike.person.birth_date, alike.person.birth_certainty))
    return (
        Cell(text=alike.person.name, second=born, strong=True),
        Cell(text=reasons_words(alike.reasons), wrap=True),
        Cell(button=ButtonSpec(text=_("Compare"))),
    )


def pair_columns() -> tuple[Column, ...]:
    """Return the columns of the list of likely doubles."""
    return (
        Column(title=_("One record"), width=210, stretch=2, least=150),
        Column(title=_("The other"), width=210, stretch=2, least=150),
        Column(title=_("What speaks for one person, and against"), width=320, stretch=3, least=180),
        Column(title=_("Likely"), width=132, least=128),
    )


def pair_cells(pair: PairLine) -> tuple[Cell, ...]:
    """Describe two records that are likely one person's."""
    sides = []
    for person, claims in zip((pair.one, pair.other), pair.claims, strict=True):
        born = born_words(person.birth_date, person.birth_certainty)
        count = plural("{n} claim", "{n} claims", claims).format(n=claims) if claims else _("no claim")
        sides.append(Cell(text=person.name, second=f"{born} \u00b7 {count}", strong=True))
    tone: Tone = "warn" if pair.score >= _STRONG else "neutral"
    return (
        *sides,
        Cell(text=reasons_words(pair.reasons), wrap=True),
        Cell(pill=PillSpec(text=_("{score} of 100").format(score=pair.score), tone=tone, icon="equal")),
    )


_STRONG: Final = 80


def merge_columns() -> tuple[Column, ...]:
    """Return the columns of records joined with a person's."""
    return (
        Column(title=_("Joined record"), width=200, stretch=2, least=140),
        Column(title=_("Why"), width=260, stretch=3, least=140),
        Column(title=_("By"), width=170, stretch=1, least=130),
        Column(title="", width=130, least=124),
    )


def merge_cells(line: MergeLine) -> tuple[Cell, ...]:
    """Describe one merge: as it stands, or how it was taken apart."""
    if line.undone_at is None:
        last = Cell(button=ButtonSpec(text=_("Take apart")))
        why, by, at = line.reason, line.by_name, line.at
    else:
        last = Cell(text=_("Taken apart"), muted=True)
        why, by, at = line.undone_reason, line.undone_by, line.undone_at
    return (
        Cell(text=line.other.name, strong=line.undone_at is None, muted=line.undone_at is not None),
        Cell(text=why, wrap=True),
        Cell(text=by, second=date_words(at.date())),
        last,
    )


def apart_columns() -> tuple[Column, ...]:
    """Return the columns of who is not the same person."""
    return (
        Column(title=_("Not the same"), width=200, stretch=2, least=140),
        Column(title=_("Why"), width=260, stretch=3, least=140),
        Column(title=_("Said by"), width=170, stretch=1, least=130),
        Column(title="", width=130, least=124),
    )


def apart_cells(line: ApartLine) -> tuple[Cell, ...]:
    """Describe of whom somebody said that they are not this person."""
    return (
        Cell(text=line.other.name),
        Cell(text=line.reason, wrap=True),
        Cell(text=line.said_by, second=date_words(line.said_at.date())),
        Cell(button=ButtonSpec(text=_("Compare"))),
    )


def act_columns() -> tuple[Column, ...]:
    """Return the columns of what was done with a record."""
    return (
        Column(title=_("When"), width=150, least=140),
        Column(title=_("Who"), width=150, stretch=1, least=120),
        Column(title=_("What was done"), width=360, stretch=4, least=180),
    )


def act_cells(act: ActLine) -> tuple[Cell, ...]:
    """Describe what was done with a record."""
    facts = dict(act.facts)
    told = fields_words(str(facts.get("fields", "")))
    reason = act.said or str(facts.get("reason", ""))  # lines of earlier programs have it among the facts
    return (
        Cell(text=moment_words(act.at)),
        Cell(text=act.by_name),
        Cell(text=verb_words(act.verb), second="; ".join(part for part in (told, reason) if part)),
    )


def facts_of_birth(view: PersonView) -> tuple[str, tuple[str, ...]]:
    """Say when and where a person was born, and how sure that is."""
    person = view.person
    lines = [] if person.birth_certainty is Certainty.EXACT else [certainty_words(person.birth_certainty)]
    lines += [part for part in (person.birth_place, person.nationality) if part]
    return born_words(person.birth_date, person.birth_certainty), tuple(lines)


def _two(first: str, second: str) -> tuple[Column, Column]:
    return Column(title=first, width=190, stretch=3, least=120), Column(title=second, width=130, stretch=1, least=104)


def _span() -> tuple[Column, Column]:
    return Column(title=_("From"), width=108, least=100), Column(title=_("Until"), width=108, least=100)


def _days(since: date | None, until: date | None) -> tuple[Cell, Cell]:
    return _day(since), _day(until)


def _day(day: date | None) -> Cell:
    return Cell(text=date_words(day) if day else "", muted=True)
