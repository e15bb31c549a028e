"""The trace as rows of the worksheet on the screen; the words are those of the printed one."""

from typing import Final

from desktop_app.calculation.trace import AuthorityKind, TraceNode
from desktop_app.ui.widgets.trace_view import TraceRow
from desktop_app.wording.trace import WorksheetRow, worksheet_rows

ICONS: Final = {
    AuthorityKind.CERTIFICATE: "file-badge",
    AuthorityKind.ENTERED: "pencil",
    AuthorityKind.STATED_TOTAL: "file-badge",
    AuthorityKind.RULE: "scale",
    AuthorityKind.AGREEMENT: "scroll-text",
    AuthorityKind.POLICY: "split",
    AuthorityKind.DECISION: "user-check",
    AuthorityKind.DERIVED: "",
}
"""The icon of what a figure rests on; its words stand beside it."""


def trace_rows(node: TraceNode) -> tuple[TraceRow, ...]:
    """Return a figure and all it was made from."""
    return tuple(_row(row) for row in worksheet_rows(node))


def _row(row: WorksheetRow) -> TraceRow:
    return TraceRow(
        label=row.label,
        formula=row.formula,
        value=row.value,
        source=row.source,
        icon=ICONS.get(row.kind, ""),
        unsure=row.unsure,
        finding=row.finding,
        folded=bool(row.children) and all(_repeats(child, row) for child in row.children),
        children=tuple(_row(child) for child in row.children),
    )


def _repeats(child: WorksheetRow, row: WorksheetRow) -> bool:
    """Tell whether a part is a row of the same certificate: a single year."""
    return child.kind is AuthorityKind.CERTIFICATE and child.source == row.source and not child.children


def figure_name(node: TraceNode) -> str:
    """Name the figure whose worksheet is shown."""
    rows = worksheet_rows(node)
    return rows[0].label if rows else ""
