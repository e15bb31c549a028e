"""The rows of the worksheet as a tree for Qt: every figure over the figures it was made from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.wording.catalogue import text as _

Index = QModelIndex | QPersistentModelIndex
TRACE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 2
_NOWHERE: Final = QModelIndex()
COLUMNS: Final = 4
_SOURCE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceRow:
    """One figure of the worksheet, all in words; `finding` says what is wrong with it, `unsure` that its rule is.

    `folded` begins folded wherever it stands: its parts are rows to look up, not steps to follow.
    """

    label: str
    formula: str = ""
    value: str = ""
    source: str = ""
    icon: str = ""
    unsure: bool = False
    finding: str = ""
    level: Literal["warn", "bad"] = "warn"
    strong: bool = False
    key: str = ""
    folded: bool = False
    children: Sequence["TraceRow"] = field(default=())


class TraceNode:
    """A row in its place in the tree."""

    __slots__ = ("children", "number", "parent", "row")

    def __init__(self, row: TraceRow, parent: "TraceNode | None", number: int) -> None:
        self.row = row
        self.parent = parent
        self.number = number
        self.children = [TraceNode(child, self, n) for n, child in enumerate(row.children)]

    @property
    def last(self) -> bool:
        """Whether no sister follows."""
        return self.parent is None or self.number == len(self.parent.children) - 1

    @property
    def depth(self) -> int:
        """How many figures it is part of."""
        return 0 if self.parent is None or self.parent.parent is None else self.parent.depth + 1


class TraceModel(QAbstractItemModel):
    """The tree. Roots are the figures asked about."""

    def __init__(self) -> None:
        super().__init__()
        self._root = TraceNode(TraceRow(label=""), None, 0)

    def set_rows(self, rows: Sequence[TraceRow]) -> None:
        """Show these figures."""
        self.beginResetModel()
        before, self._root = self._root, TraceNode(TraceRow(label="", children=tuple(rows)), None, 0)
        self.endResetModel()
        del before  # Qt's indexes point at the old nodes until the reset is over

    def node(self, index: Index) -> TraceNode:
        """Return the node of an index; the invisible root for none."""
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, TraceNode) else self._root

    def walk(self) -> Iterator[tuple[int, TraceNode]]:
        """Go through all figures from top to bottom, with their depth."""
        stack = [(0, node) for node in reversed(self._root.children)]
        while stack:
            depth, node = stack.pop()
            yield depth, node
            stack.extend((depth + 1, child) for child in reversed(node.children))

    def index_of(self, node: TraceNode, column: int = 0) -> QModelIndex:
        """Return the index of a node."""
        return self.createIndex(node.number, column, node)

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return the index of a child."""
        children = self.node(parent).children
        if 0 <= row < len(children) and 0 <= column < COLUMNS and (not parent.isValid() or parent.column() == 0):
            return self.createIndex(row, column, children[row])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override] # Qt's other `parent` takes nothing
        """Return the index of what a figure is part of."""
        above = self.node(index).parent if index.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.number, 0, above)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the figures it was made from."""
        return 0 if parent.column() > 0 else len(self.node(parent).children)

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        """Count the columns: figure, formula, value, source."""
        return COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's words, all words of the row, or the row."""
        if not index.isValid():
            return None
        row = self.node(index).row
        if role == TRACE_ROLE:
            return row
        texts = (row.label, row.formula, row.value, row.finding or row.source)
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row_words(row) if index.column() == 0 else texts[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return _broken(row.finding, row.source) if index.column() == _SOURCE else _broken(texts[index.column()])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("Figure"), _("Formula"), _("Value"), _("Where it comes from"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == 2 else Qt.AlignmentFlag.AlignLeft  # noqa: PLR2004 - the values
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


def _broken(*texts: str) -> str:
    """Return whole sentences for a tool tip, which breaks lines only in running text."""
    from html import escape  # for tool tips only

    return "".join(f"<p>{escape(text)}</p>" for text in texts if text)


def row_words(row: TraceRow) -> str:
    """Say a whole figure: label, formula, value, source, and that it is unsure or wrong."""
    parts = [row.label, f"{row.formula} = {row.value}" if row.formula and row.value else row.formula or row.value]
    parts += [row.source, row.finding, _("unsure") if row.unsure else ""]
    return ", ".join(part for part in parts if part)
