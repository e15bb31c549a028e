"""The printed rule book of a State, made from its rule pack alone: what the law says here, and who says so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from desktop_app.calculation.pack import BenefitRules, DatedValue, Parameter, RulePack
from desktop_app.calculation.trace import RuleTable, Source
from desktop_app.documents.flow import BODY, INK2, QUIET, SMALL, Flow, Style, Tone
from desktop_app.documents.grid import Cell, Column, Grid, Row
from desktop_app.documents.page import PORTRAIT, Imprint, bound, title_block
from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Finding
from desktop_app.domain.states import Party
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.findings import finding_words
from desktop_app.wording.formats import date_words
from desktop_app.wording.rule_reading import (
    basis_sentence,
    confidence_words,
    dates_words,
    expected_words,
    field_title,
    fields_words,
    group_words,
    parameter_title,
    table_rows,
    unit_titles,
    unsure_words,
)
from desktop_app.wording.step_words import reference_words, share_words, step_title, step_words
from desktop_app.wording.terms import benefit_words, contribution_unit_words

_DATES = 112.0
_SOURCES = 66.0
_SURE = 58.0
_CELLS_A_LINE = 4
"""Rows of a published table that are printed beside each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBookView:
    """What the book is made of: the pack, its party, and the findings of each of its worked examples, in its order."""

    pack: RulePack
    party: Party
    examples: tuple[tuple[Finding, ...], ...]
    office: str
    printed_on: date
    program_version: str
    update: int = 0
    """The number of the update that brought the pack, which this office accepted; 0 for the program's own."""


def rule_book_pdf(view: RuleBookView) -> bytes:
    """Return the rule book as PDF."""
    flow = Flow(PORTRAIT)
    pack = view.pack
    title = text("Rule book: {state}").format(state=view.party.name)
    sentence = text(
        "What CASS Desk calculates with, where it comes from and how sure it is. No law: the law is the law."
    )
    title_block(flow, title, sentence)
    _about(flow, view)
    printed: dict[str, tuple[Benefit, Parameter]] = {}
    for benefit in Benefit:
        if benefit in pack.benefits:
            _benefit(flow, pack, pack.benefits[benefit], printed)
        else:
            flow.heading(benefit_words(benefit))
            flow.paragraph(text("Nothing is known here of this benefit."), SMALL)
    if pack.recorded:
        flow.heading(text("Kept for the reader"))
        flow.paragraph(text("No calculation uses these; they explain what certificates and sources speak of."), QUIET)
        _parameters(flow, pack, pack.recorded.values())
    _conflicts(flow, pack)
    _readings(flow, pack)
    _gaps(flow, pack)
    _examples(flow, view)
    _sources(flow, pack)
    return bound(
        flow,
        Imprint(
            office=view.office,
            title=text("Rule book"),
            reference=view.party.name,
            printed_on=view.printed_on,
            program_version=view.program_version,
            footing=text("Public: contains no personal data"),
        ),
    )


def _about(flow: Flow, view: RuleBookView) -> None:
    pack, party = view.pack, view.party
    since = date_words(party.in_effect_from) if party.in_effect_from else text("not in effect")
    start = date_words(pack.scheme_start) if pack.scheme_start else text("not known")
    flow.facts(
        (
            (text("Competent institution"), pack.institution),
            (text("Agreement in effect"), since),
            (text("Insurance since"), start),
            (text("Currency"), pack.currency),
            (text("Contributions by"), contribution_unit_words(pack.contribution_unit)),
            (text("Held against its sources on"), date_words(pack.verified_on)),
        )
    )
    flow.paragraph(text("Digest of the pack: {digest}").format(digest=pack.digest), QUIET, after=2)
    if view.update:
        said = text("Update number {number}, accepted by this office.")
        flow.paragraph(said.format(number=view.update), QUIET)
    if party.in_effect_from is None:
        said = text("The Agreement is not in effect in this State: its periods are recorded and never totalised.")
        flow.notice(text("Note"), said)


def _benefit(flow: Flow, pack: RulePack, rules: BenefitRules, printed: dict[str, tuple[Benefit, Parameter]]) -> None:
    """Print a benefit; what a benefit before says in the same words is named and not printed again."""
    flow.heading(benefit_words(rules.benefit))
    if rules.not_provided is not None:
        authority = rules.not_provided.authority
        flow.notice(text("Not provided"), rules.not_provided.says, tone=Tone.NOTE)
        ids = ", ".join(source.id for source in authority.sources)
        flow.paragraph(f"{ids}; {confidence_words(authority.confidence)}. {authority.note}".strip(), QUIET)
        return
    verified = text("Held against its sources on {day}.").format(day=date_words(rules.verified_on))
    flow.paragraph(verified, QUIET)
    again: dict[Benefit, list[str]] = {}
    fresh = []
    for name, parameter in rules.parameters.items():
        home, known = printed.setdefault(name, (rules.benefit, parameter))
        if home is not rules.benefit and known.values == parameter.values and known.basis is parameter.basis:
            again.setdefault(home, []).append(parameter_title(name))
        else:
            fresh.append(parameter)
    for home, names in again.items():
        said = text("As printed under {benefit}: {names}.")
        flow.paragraph(said.format(benefit=benefit_words(home), names=", ".join(names)), SMALL)
    _parameters(flow, pack, fresh)
    flow.heading(text("How it is calculated"), 3)
    flow.paragraph(text("What stands in square brackets is a parameter above, by its field."), QUIET, after=2)
    columns = (Column(title=text("Line of the worksheet"), width=150), Column(title=text("How it is made")))
    Grid(flow, columns, dense=True).write(
        Row(cells=(Cell(text=step_title(step), style=SMALL.strong()), Cell(text=step_words(step, rules.parameters))))
        for step in rules.steps.values()
    )
    if rules.shares:
        flow.heading(text("Shares of survivors"), 3)
        flow.paragraph(text("The first that fits a survivor and whose condition is met is the survivor's."), QUIET)
        for number, share in enumerate(rules.shares, start=1):
            flow.paragraph(f"{number}.  {share_words(share)}", SMALL, after=2)
        for template, step in (
            (text("All together at most: {step}; above it every share is cut in proportion."), rules.family_maximum),
            (
                text("All together at least: {step}; below it every share is raised in proportion."),
                rules.family_minimum,
            ),
        ):
            if step:
                flow.paragraph(template.format(step=reference_words(step)), SMALL, after=2)


def _parameters(flow: Flow, pack: RulePack, parameters: Iterable[Parameter]) -> None:
    for parameter in parameters:
        flow.heading(parameter_title(parameter.name), 3, keep=110)
        if not parameter.values:
            flow.paragraph(
                text("No source tells it: what needs it stops and says what is missing."), Style(size=9, colour=INK2)
            )
            continue
        shared = _shared_note(parameter)
        flow.paragraph(f"{basis_sentence(parameter)}. {shared}".strip(), QUIET, after=2)
        columns = (
            Column(title=text("When"), width=_DATES),
            Column(title=text("What it says")),
            Column(title=text("Sources"), width=_SOURCES),
            Column(title=text("How sure"), width=_SURE),
        )
        Grid(flow, columns, dense=True, tree=1).write(_value_rows(parameter, pack.currency, shared))


def _shared_note(parameter: Parameter) -> str:
    """Return the remark that every value of a parameter has; empty where they differ."""
    notes = {_note(value) for value in parameter.values}
    return notes.pop() if len(notes) == 1 else ""


def _note(value: DatedValue) -> str:
    return " ".join(part for part in (unsure_words(value), value.authority.note) if part)


def _value_rows(parameter: Parameter, currency: str, shared: str) -> Iterator[Row]:
    for value in parameter.values:
        says = value.authority.says
        exact = _exact_words(parameter.name, value, currency)
        first = says[:1].upper() + says[1:] if says else exact
        note = "" if shared else _note(value)
        ids = ", ".join(source.id for source in value.authority.sources)
        cells = (
            Cell(text=_begun(dates_words(value)), second=_begun(_for_whom(value))),
            Cell(text=first, second=exact if says else ""),
            Cell(text=ids),
            Cell(text=confidence_words(value.authority.confidence)),
        )
        yield Row(cells=cells, note=Cell(text=note, style=QUIET) if note else None)


def _exact_words(parameter: str, value: DatedValue, currency: str) -> str:
    """Say the exact fields of a value, a table with all its rows."""
    tables = {name: entry for name, entry in value.fields.items() if isinstance(entry, RuleTable)}
    if not tables:
        return fields_words(parameter, value, currency)
    lines = []
    for name, table in tables.items():
        title = field_title(parameter, name)
        heads = " | ".join(unit_titles(table, currency))
        lines.append(f"{_begun(title)}: {heads}" if title else heads)
        rows = [" | ".join(cells) for cells in table_rows(table)]
        lines += ["; ".join(rows[at : at + _CELLS_A_LINE]) for at in range(0, len(rows), _CELLS_A_LINE)]
    return "\n".join(lines)


def _for_whom(value: DatedValue) -> str:
    parts = [group_words(value.group)]
    parts.append(text("announced, not yet in force") if value.announced else "")
    parts.append(text("reading {id}").format(id=value.reading) if value.reading else "")
    return "; ".join(part for part in parts if part)


def _conflicts(flow: Flow, pack: RulePack) -> None:
    if not pack.conflicts:
        return
    flow.heading(text("Where sources disagree"))
    for conflict in pack.conflicts:
        flow.heading(_begun(conflict.about), 3, keep=40)
        flow.paragraph(text("One says: {words}").format(words=conflict.a), SMALL, after=1)
        flow.paragraph(text("The other says: {words}").format(words=conflict.b), SMALL, after=1)
        flow.paragraph(text("Used here: {words}").format(words=conflict.use), SMALL.strong())


def _readings(flow: Flow, pack: RulePack) -> None:
    if not pack.readings:
        return
    flow.heading(text("Other readings one can choose for a case"))
    for reading in pack.readings.values():
        ids = ", ".join(source.id for source in reading.sources)
        sure = confidence_words(reading.confidence)
        flow.paragraph(f"{reading.id} ({ids}; {sure}): {reading.note}", SMALL)


def _gaps(flow: Flow, pack: RulePack) -> None:
    if not pack.gaps:
        return
    flow.heading(text("What the sources leave open"))
    for gap in pack.gaps:
        flow.paragraph(f"\u2022  {gap}", SMALL, after=2)


def _examples(flow: Flow, view: RuleBookView) -> None:
    examples = view.pack.examples
    flow.heading(text("Worked examples"))
    if not examples:
        flow.paragraph(text("The pack carries none."), SMALL)
        return
    wrong = sum(bool(findings) for findings in view.examples)
    said = plural("{n} example was calculated on this computer when this book was printed",
                  "{n} examples were calculated on this computer when this book was printed",
                  len(examples)).format(n=len(examples))  # fmt: skip
    result = plural("{n} differs", "{n} differ", wrong).format(n=wrong) if wrong else text("all came out as expected")
    flow.paragraph(f"{said}: {result}.", QUIET)
    for example, findings in zip(examples, view.examples, strict=True):
        where = text("published") if example.published else text("worked by hand")
        flow.heading(f"{example.name} ({where})", 3, keep=40)
        flow.paragraph("; ".join(expected_words(example.expect)), SMALL, after=1)
        for line in (example.note, ", ".join(f"{source.id} {source.title}" for source in example.sources)):
            if line:
                flow.paragraph(line, QUIET, after=1)
        for finding in findings:
            flow.notice(text("Differs"), finding_words(finding), tone=Tone.BAD)


def _sources(flow: Flow, pack: RulePack) -> None:
    flow.heading(text("Sources"))
    columns = (Column(title=text("No."), width=34), Column(title=text("Title, publisher and address")))
    ordered = sorted(pack.sources.values(), key=lambda source: (len(source.id), source.id))
    Grid(flow, columns, dense=True).write(_source_row(source) for source in ordered)


def _source_row(source: Source) -> Row:
    year = f", {source.year}" if source.year else ""
    title = f"{source.title} ({source.publisher}{year})"
    return Row(cells=(Cell(text=source.id, style=BODY.strong()), Cell(text=title, second=source.url)))


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]
