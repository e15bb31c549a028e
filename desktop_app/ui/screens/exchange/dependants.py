"""A certificate of dependency in rows and lines: who, how related, how far dependent, and what else is certified."""

from collections.abc import Iterator

from desktop_app.domain.dependency import DependencyCertificate
from desktop_app.ui.parties import parties_by_code
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.table import Column
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.certified_dependant import further_words, union_words
from desktop_app.wording.code_words import words_of
from desktop_app.wording.formats import date_words


def dependant_columns() -> tuple[Column, ...]:
    """Columns of the dependants."""
    return (
        Column(title=_("Dependant"), width=160, stretch=3),
        Column(title=_("Relationship"), width=112, stretch=2),
        Column(title=_("Dependent"), width=128, stretch=2),
    )


def dependant_cells(certificate: DependencyCertificate) -> list[tuple[Cell, ...]]:
    """Describe each dependant in one row, the proof and the ground below what they are for."""
    rows: list[tuple[Cell, ...]] = []
    for entry in certificate.dependants:
        born = (
            _("born {day}").format(day=date_words(entry.birth_date)) if entry.birth_date else _("birth date not known")
        )
        name = f"{entry.forenames} {entry.surname}".strip()
        rows.append(
            (
                Cell(text=name, second=born, strong=True, wrap=True),
                Cell(text=words_of(entry.relationship), second=entry.proof, wrap=True),
                Cell(text=words_of(entry.degree), second=entry.ground, wrap=True),
            )
        )
    return rows


def dependants_told(certificate: DependencyCertificate) -> Iterator[tuple[str, str]]:
    """Yield each name with what else is certified of that dependant."""
    names = {code: party.short_name for code, party in parties_by_code().items()}
    for entry in certificate.dependants:
        said = "; ".join(part for part in (union_words(entry), further_words(entry, names)) if part)
        if said:
            yield f"{entry.forenames} {entry.surname}".strip(), said
