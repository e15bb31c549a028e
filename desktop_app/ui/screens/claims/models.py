"""The claims of the office as cells, and which columns there are."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt

from desktop_app.domain.claims import Part, Stage
from desktop_app.domain.protection import PROTECTED_NAME
from desktop_app.ui.widgets.cells import Cell, IconSpec, LaneSpec
from desktop_app.ui.widgets.drawing import PillSpec, Tone
from desktop_app.ui.widgets.table import CellTableModel, Column
from desktop_app.wording.catalogue import text as _
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import benefit_words, part_words, stage_words
from desktop_app.workflows.list_claims import ClaimLine, SortKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimColumn:
    """A column of the table: its key in the column chooser, how it looks, and what it can be ordered by."""

    key: str
    column: Column
    sort: SortKey | None = None
    always: bool = False


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


def claim_columns() -> tuple[ClaimColumn, ...]:
    """All columns, in their order."""
    return (
        ClaimColumn(
            key="number", column=Column(title=_("Number"), width=138, least=128), sort=SortKey.NUMBER, always=True
        ),
        ClaimColumn(
            key="name",
            column=Column(
                title=_("Claimant"), width=200, stretch=4, least=168, second=_("Date of birth"), personal=True
            ),
            sort=SortKey.CLAIMANT,
            always=True,
        ),
        ClaimColumn(key="benefit", column=Column(title=_("Benefit"), width=150, stretch=1)),
        ClaimColumn(key="stage", column=Column(title=_("Stage"), width=186, least=172), sort=SortKey.STAGE),
        ClaimColumn(key="states", column=Column(title=_("States"), width=140, stretch=1, least=128)),
        ClaimColumn(key="due", column=Column(title=_("Due"), width=140, least=132), sort=SortKey.DUE),
        ClaimColumn(key="opened", column=Column(title=_("Opened"), width=118), sort=SortKey.OPENED),
        ClaimColumn(key="responsible", column=Column(title=_("Responsible"), width=130)),
        ClaimColumn(key="part", column=Column(title=_("Our part"), width=190)),
    )


class ClaimsModel(CellTableModel):
    """The table of claims; its rows come by windows."""

    def __init__(self) -> None:
        self.kinds = claim_columns()
        super().__init__([kind.column for kind in self.kinds])
        self._order: tuple[SortKey | None, bool] = (None, False)

    def mark_order(self, sort: SortKey, *, descending: bool) -> None:
        """Mark the column the rows are ordered by."""
        if (sort, descending) != self._order:
            self._order = (sort, descending)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.kinds) - 1)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's title, with an arrow where the rows are ordered by it."""
        title = super().headerData(section, orientation, role)
        sort, descending = self._order
        if not isinstance(title, str) or self.kinds[section].sort is not sort or sort is None:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title}, {_('in reverse order') if descending else _('in order')}"
        return f"{title} {'↓' if descending else '↑'}"

    def fill_lines(self, first: int, lines: tuple[ClaimLine, ...]) -> None:
        """Bring a window of claims."""
        self.fill(first, [claim_cells(line) for line in lines])


def claim_cells(line: ClaimLine) -> tuple[Cell, ...]:
    """Describe one claim; the order is that of `claim_columns`."""
    tone, icon = _STAGES[line.stage]
    return (
        Cell(text=line.number or _unnumbered(line), strong=bool(line.number), muted=not line.number),
        Cell(
            text=line.person_name or _("No name yet"),
            second=_("born {day}").format(day=date_words(line.birth_date)) if line.birth_date else "",
            muted=not line.person_name,
        ),
        Cell(text=benefit_words(line.benefit)),
        Cell(pill=PillSpec(text=stage_words(line.stage), tone=tone, icon=icon)),
        Cell(chips=tuple(LaneSpec(code=code) for code in line.states)),
        _due(line),
        Cell(text=date_words(line.opened_on)),
        Cell(text=line.responsible),
        Cell(text=part_words(line.part), muted=line.part is Part.EXAMINING),
    )


def _due(line: ClaimLine) -> Cell:
    if line.due is None:
        return Cell()
    if line.overdue:
        return Cell(
            text=date_words(line.due), tone="bad", icon=IconSpec(name="clock-alert", tone="bad"), strong=True,
            spoken=_("{day}, overdue").format(day=date_words(line.due)),
        )  # fmt: skip
    return Cell(text=date_words(line.due))


def _unnumbered(line: ClaimLine) -> str:
    return "\u2013" if line.person_name == PROTECTED_NAME else _("not registered")
