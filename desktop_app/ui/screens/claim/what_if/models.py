"""The What if as cells and as text: for each State what differs, its payable amount in any case, and all together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, Protocol

from desktop_app.calculation.award import Award
from desktop_app.calculation.causes import Cause
from desktop_app.calculation.compared_figures import Figure, Known, compared_figures
from desktop_app.calculation.differences import Difference
from desktop_app.calculation.trace import Unit
from desktop_app.ui.parties import short_party_name
from desktop_app.ui.widgets.cells import Cell, IconSpec, LaneSpec
from desktop_app.ui.widgets.table import Column
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.difference_words import cause_words, change_words, known_words, name_of, signed_words
from desktop_app.wording.formats import amount_words, date_words
from desktop_app.wording.what_if_words import note_words
from desktop_app.workflows.what_if import Together, WhatIf
from desktop_app.workflows.what_if_notes import Note, reduction_of

if TYPE_CHECKING:
    from desktop_app.ui.widgets.drawing import Tone

Direction = Literal["up", "down", "other", "same", "untold"]

_ICONS: Final[Mapping[Direction, str]] = {
    "up": "arrow-up",
    "down": "arrow-down",
    "other": "arrow-right",
    "same": "equal",
    "untold": "circle-alert",
}
_BRIEF: Final = 10
_ALWAYS_QUIET: Final = (Figure.COUNTED_WEEKS, Figure.AVERAGE_WEEK, Figure.PERCENT_OF_SURVIVOR)
_OF_A_PENSION: Final = (Figure.RATE, Figure.SHARE, Figure.NOTIONAL, Figure.AVERAGE_YEAR)


class SideBySide(Protocol):
    """Two results with what differs: a What if, or a kept calculation beside today's."""

    @property
    def before(self) -> Award:
        """The one result."""

    @property
    def after(self) -> Award:
        """The other."""

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What differs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the comparison, in words. `why` are the causes of the difference."""

    state: str
    lane: int
    figure: str
    before: str
    after: str
    change: str
    direction: Direction
    changed: bool = False
    strong: bool = False
    first: bool = False
    why: tuple[Cause, ...] = ()


def columns(before: str = "", after: str = "") -> tuple[Column, ...]:
    """Return the columns of the comparison; the titles of the two results are those of a What if, unless given."""
    return (
        Column(title=_("State"), width=54),
        Column(title=_("Figure"), width=132, stretch=1, least=126),
        Column(title=before or _("As it is"), width=92, align="right", stretch=1, least=88),
        Column(title=after or _("What if"), width=92, align="right", stretch=1, least=90),
        Column(title=_("Difference"), width=192, stretch=3, least=178),
    )


def lines_of(result: SideBySide) -> tuple[Line, ...]:
    """Return the rows: for each State what differs and a reader would look at, and always what is payable."""
    found: list[Line] = []
    every = (*result.before.states, *result.after.states)
    states = dict.fromkeys(line.state for line in every)
    for lane, state in enumerate(states):
        mine = list(_of_state(result, state, lane, first_state=not lane))
        found.extend(replace(line, first=not at) for at, line in enumerate(mine))
    return tuple(found)


def _of_state(result: SideBySide, state: str, lane: int, *, first_state: bool) -> Iterator[Line]:
    found = [each for each in result.differences if each.state == state]
    own = {each.figure: each for each in found if not each.survivor}
    after = next((line for line in result.after.states if line.state == state), None)
    reduction = reduction_of(after) if after is not None else None
    less = reduction.whole if reduction is not None else None
    for figure, difference in own.items():
        if figure is not Figure.PAYABLE and _is_told(figure, own, result, first_state=first_state):
            yield _line(difference, lane, less)
    yield from _grant(result, state, lane)
    payable = own.get(Figure.PAYABLE)
    yield _line(payable, lane, less, strong=True) if payable is not None else _unchanged(result, state, lane)
    for difference in found:
        if difference.survivor and difference.figure is Figure.PAYABLE:
            yield _line(difference, lane, less, of_survivor=difference.survivor)


def _is_told(figure: Figure, own: Mapping[Figure, Difference], result: SideBySide, *, first_state: bool) -> bool:
    """Tell whether a difference is worth its row: what only repeats another one is left to the reasons."""
    difference, payable = own[figure], own.get(Figure.PAYABLE)
    gone = None in (difference.before.value, difference.after.value)
    if figure in _ALWAYS_QUIET or figure is Figure.GRANT:
        return figure is Figure.AVERAGE_WEEK and Figure.AVERAGE_YEAR not in own
    if figure is Figure.TOTALISED_WEEKS:
        return first_state
    if figure in (Figure.ACTUAL, Figure.LOCAL):
        same = payable is not None and (difference.before.value, difference.after.value) == (
            payable.before.value,
            payable.after.value,
        )
        return not same and not gone
    if figure in _OF_A_PENSION and gone:
        return figure is Figure.AVERAGE_YEAR and difference.after.untold
    return bool(result.differences)


def _line(
    difference: Difference, lane: int, less: Fraction | None, *, strong: bool = False, of_survivor: str = ""
) -> Line:
    before, after = difference.before, difference.after
    name = name_of(difference.figure, (before, after))
    change = change_words(difference, _brief(difference.state), less)
    if of_survivor:
        name = _("to survivor {place}").format(place=of_survivor)
        change = change or (_("does not claim") if after.value is None else _("claims too"))
    return Line(
        state=difference.state,
        lane=lane,
        figure=name,
        before=known_words(difference.figure, before),
        after=known_words(difference.figure, after),
        change=change,
        direction=_direction(difference),
        changed=True,
        strong=strong,
        why=difference.why,
    )


def _brief(state: str) -> str:
    """Name a State in a narrow column: by its code where its name is long."""
    name = short_party_name(state)
    return name if len(name) <= _BRIEF else state


def _direction(difference: Difference) -> Direction:
    before, after = difference.before, difference.after
    if after.untold:
        return "untold"
    if after.unit is not Unit.MONEY or isinstance(after.value, bool):
        return "other"
    was, now = (each.value if each.value is not None else 0 for each in (before, after))
    return "up" if now > was else "down"


def _unchanged(result: SideBySide, state: str, lane: int) -> Line:
    line = next(line for line in result.after.states if line.state == state)
    known: Known = compared_figures(line)[Figure.PAYABLE, ""].known
    words = known_words(Figure.PAYABLE, known)
    return Line(
        state=state,
        lane=lane,
        figure=name_of(Figure.PAYABLE, (known,)),
        before=words,
        after=words,
        change=_("no difference"),
        direction="same",
        strong=True,
    )


def _grant(result: SideBySide, state: str, lane: int) -> Iterator[Line]:
    """Yield the grant that is paid where the pension is gone."""
    before = next((line for line in result.before.states if line.state == state), None)
    after = next((line for line in result.after.states if line.state == state), None)
    if after is None or after.payable.weekly is not None or after.grant.lump_sum is None:
        return
    if before is None or before.payable.weekly is None:
        return
    yield Line(
        state=state,
        lane=lane,
        figure=name_of(Figure.GRANT, ()),
        before=_("no"),
        after=amount_words(after.grant.lump_sum),
        change=_("paid once instead"),
        direction="other",
        changed=True,
    )


def cells_of(lines: Sequence[Line], together: Together | None) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows as cells, with the row of all States together where they pay in one currency."""
    rows = [_cells(line) for line in lines]
    if together is not None and lines:
        rows.append(_together(together))
    return tuple(rows)


def _cells(line: Line) -> tuple[Cell, ...]:
    untold = line.direction == "untold"
    tint: Tone | None = "warn" if untold and line.changed else "accent" if line.changed else None
    tone: Tone | None = "warn" if untold else None
    icon_tone: Tone = "warn" if untold else "neutral" if line.direction == "same" else "accent"
    state = short_party_name(line.state)
    return (
        Cell(
            chips=(LaneSpec(code=line.state, lane=line.lane),) if line.first else (),
            spoken=state,
        ),
        Cell(text=line.figure, strong=line.strong),
        Cell(text=line.before, align="right", strong=line.strong),
        Cell(
            text=line.after,
            align="right",
            strong=line.changed or line.strong,
            muted=not line.changed,
            tone=tone,
            tint=tint,
        ),
        Cell(
            text=line.change,
            strong=line.strong and line.changed and not untold,
            muted=not line.changed,
            tone=tone,
            icon=IconSpec(name=_ICONS[line.direction], tone=icon_tone),
        ),
    )


def _together(together: Together) -> tuple[Cell, ...]:
    change, direction = together_words(together)
    return (
        Cell(tint="neutral", spoken=_("All States")),
        Cell(text=_("Together"), strong=True, tint="neutral"),
        Cell(text=amount_words(together.before), align="right", strong=True, tint="neutral"),
        Cell(text=amount_words(together.after), align="right", strong=True, tone="accent", tint="neutral"),
        Cell(
            text=change,
            strong=direction != "same",
            muted=direction == "same",
            tint="neutral",
            icon=IconSpec(name=_ICONS[direction], tone="neutral" if direction == "same" else "accent"),
        ),
    )


def together_words(together: Together) -> tuple[str, Direction]:
    """Say by how much all States together pay more or less, and which of them it leaves out."""
    more = together.after.units - together.before.units
    if not more:
        return _("no difference"), "same"
    words = signed_words(more, Unit.MONEY)
    if together.without:
        words = _("{amount}, without {states}").format(amount=words, states=", ".join(together.without))
    return words, "up" if more > 0 else "down"


def paragraph_of(notes: Sequence[Note]) -> str:
    """Return the notes as running text; figures of States and where to look stand on lines of their own."""
    said = ""
    for note in notes:
        words = note_words(note.code, note.facts).replace("unsure", "*unsure*")
        apart = note.code.startswith(("short", "alone_", "grant_", "look_", "untold", "decision_", "pays_"))
        said += ("\n" if apart and said else " " if said else "") + words
    return said


def why_words(line: Line) -> str:
    """Return why a row differs, a sentence a cause; what changed nothing else is not repeated."""
    return " ".join(dict.fromkeys(cause_words(cause) for cause in line.why))


def money_line(result: WhatIf) -> str:
    """Say what the amounts are: a week, and in which currency."""
    currencies = {line.currency for line in result.after.states}
    if len(currencies) == 1:
        return _("All amounts a week, in {currency}").format(currency=currencies.pop())
    return _("All amounts a week, each in the State's own currency")


def text_of(result: WhatIf) -> str:
    """Return the comparison as text with tabs, as spreadsheets and mail take it, with the notes below."""
    lines = [
        note_words(result.title.code, result.title.facts),
        _("Born {birth}, contingency {contingency}, claim {claim}").format(
            birth=date_words(result.case.birth_date),
            contingency=date_words(result.case.contingency_date),
            claim=date_words(result.case.claim_date),
        ),
        money_line(result),
        "\t".join(column.title for column in columns()),
    ]
    lines.extend(
        f"{line.state}\t{line.figure}\t{line.before}\t{line.after}\t{line.change}" for line in lines_of(result)
    )
    if result.together is not None:
        together = result.together
        change, _direction_of = together_words(together)
        lines.append(
            "\t".join(("", _("Together"), amount_words(together.before), amount_words(together.after), change))
        )
    lines.extend(note_words(note.code, note.facts) for note in result.notes)
    return "\n".join(lines).replace("\u00a0", " ")
