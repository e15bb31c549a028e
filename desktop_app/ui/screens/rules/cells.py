"""The rows of the rules screen's tables as cells: dated values, differences, worked examples."""

from typing import Final

from desktop_app.calculation.pack import DatedValue
from desktop_app.calculation.trace import Confidence
from desktop_app.domain.claims import Benefit
from desktop_app.ui.widgets.cells import Cell
from desktop_app.ui.widgets.drawing import PillSpec, Tone
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.findings import finding_words
from desktop_app.wording.rule_reading import (
    basis_words,
    confidence_words,
    dates_words,
    expected_words,
    fields_words,
    group_words,
    parameter_title,
    source_short,
)
from desktop_app.wording.terms import benefit_words
from desktop_app.workflows.read_rules import ExampleResult, Holds, RuleRow, ValueChange

CONFIDENCE_TONES: Final[dict[Confidence | None, Tone]] = {
    Confidence.HIGH: "ok",
    Confidence.MEDIUM: "neutral",
    Confidence.LOW: "warn",
    None: "neutral",
}
_ICONS: Final[dict[Confidence | None, str]] = {Confidence.LOW: "triangle-alert"}
_DASH: Final = "\u2013"


def begun(words: str) -> str:
    """Return words with a capital first letter."""
    return words[:1].upper() + words[1:]


def home_words(benefit: Benefit | None, *, recorded: bool = False) -> str:
    """Say where a parameter belongs."""
    if benefit is None:
        return _("Kept for the reader")
    said = benefit_words(benefit)
    return _("{benefit}, kept for the reader").format(benefit=said) if recorded else said


def confidence_pill(confidence: Confidence | None) -> PillSpec:
    """Say in a pill how sure a value is; what is unsure has an icon too."""
    icon = _ICONS.get(confidence, "")
    return PillSpec(text=confidence_words(confidence), tone=CONFIDENCE_TONES[confidence], icon=icon, small=True)


def holds_pill(row: RuleRow) -> PillSpec | None:
    """Say in a pill whether a value was the law on the day asked for."""
    announced = row.value is not None and row.value.announced
    match row.holds:
        case Holds.YES:
            words = _("Announced") if announced else _("In force")
            return PillSpec(
                text=words, tone="warn" if announced else "ok", icon="" if announced else "check", small=True
            )
        case Holds.BY_BIRTH:
            return PillSpec(text=_("By birth"), tone="accent", small=True)
        case Holds.WITHOUT_VALUE:
            return PillSpec(text=_("Not known"), tone="warn", small=True)
        case _:
            return None


def value_cells(row: RuleRow, currency: str) -> tuple[Cell, ...]:
    """Describe one dated value."""
    title = Cell(
        text=parameter_title(row.parameter.name), second=home_words(row.benefit, recorded=row.recorded), strong=True
    )
    value = row.value
    pill = holds_pill(row)
    held = Cell(pill=pill) if pill is not None else Cell(text=_DASH, muted=True, spoken=_("not in force"))
    if value is None:
        missing = Cell(text=_("No source tells it"), second=_("What needs it stops and says so"), tone="warn")
        return title, missing, held, Cell(text=_DASH, muted=True), Cell(), Cell(text=_DASH, muted=True)
    dates = dates_words(value)
    return (
        title,
        said_cell(row.parameter.name, value, currency),
        held,
        Cell(text=begun(dates), second=for_whom(row, value)),
        Cell(pill=confidence_pill(value.authority.confidence)),
        source_cell(value),
    )


def for_whom(row: RuleRow, value: DatedValue) -> str:
    """Say for whom a value holds, or else which day chooses it."""
    group = group_words(value.group)
    if group:
        return begun(group)
    return begun(_("by {day}").format(day=basis_words(row.parameter.basis)))


def said_cell(parameter: str, value: DatedValue, currency: str) -> Cell:
    """Describe what a value says, in words and exactly."""
    exact = fields_words(parameter, value, currency)
    words = value.authority.says
    if value.reading:
        exact = _("Reading {id}: {exact}").format(id=value.reading, exact=exact)
    return Cell(text=begun(words) or exact, second=exact if words else "", muted=bool(value.reading))


def source_cell(value: DatedValue) -> Cell:
    """Describe where a value comes from."""
    sources = value.authority.sources
    if not sources:
        return Cell(text=_DASH, muted=True)
    first = sources[0]
    year = f", {first.year}" if first.year else ""
    return Cell(text=source_short(sources), second=f"{first.publisher}{year}")


def change_cells(change: ValueChange, currency: str) -> tuple[Cell, ...]:
    """Describe one parameter that said something else on two days."""
    name = change.parameter.name
    newest = (change.after or change.before)[0]
    return (
        Cell(text=parameter_title(name), second=home_words(change.benefit), strong=True),
        _side(name, change.before, currency),
        _side(name, change.after, currency),
        source_cell(newest),
        Cell(pill=confidence_pill(newest.authority.confidence)),
    )


def _side(name: str, values: tuple[DatedValue, ...], currency: str) -> Cell:
    if not values:
        return Cell(text=_("No value"), muted=True)
    words = "; ".join(_with_group(begun(value.authority.says or fields_words(name, value, currency)), value)
                      for value in values)  # fmt: skip
    exact = "; ".join(fields_words(name, value, currency) for value in values)
    return Cell(text=words, second=exact)


def _with_group(words: str, value: DatedValue) -> str:
    group = group_words(value.group)
    return f"{words} ({group})" if group else words


def example_cells(result: ExampleResult) -> tuple[Cell, ...]:
    """Describe one worked example and how it came out here."""
    example = result.example
    published = (
        PillSpec(text=_("Published"), tone="accent", icon="book-open", small=True)
        if example.published
        else PillSpec(text=_("Worked by hand"), small=True)
    )
    passed = (
        PillSpec(text=_("As expected"), tone="ok", icon="check", small=True)
        if result.passed
        else PillSpec(text=_("Differs"), tone="bad", icon="x", small=True)
    )
    second = "; ".join(finding_words(finding) for finding in result.findings)
    expected = "; ".join(expected_words(example.expect))
    return (
        Cell(text=example.name, second=second or example.note, strong=True),
        Cell(text=expected, second=source_short(example.sources)),
        Cell(pill=published),
        Cell(pill=passed),
    )
