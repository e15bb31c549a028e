"""The trace as rows of the worksheet: label, formula, value, and where each figure comes from, all in words."""

from typing import Final

from desktop_app.calculation.trace import AuthorityKind, Confidence, TraceNode
from desktop_app.domain.findings import Finding, Level
from desktop_app.ui.screens.claim.levels import gravest_first
from desktop_app.ui.widgets.trace_view import TraceRow
from desktop_app.wording.findings import finding_words
from desktop_app.wording.trace import authority_words, formula_words, label_words, value_words

_ICONS: Final = {
    AuthorityKind.CERTIFICATE: "file-badge",
    AuthorityKind.ENTERED: "pencil",
    AuthorityKind.STATED_TOTAL: "file-badge",
    AuthorityKind.RULE: "scale",
    AuthorityKind.AGREEMENT: "scroll-text",
    AuthorityKind.POLICY: "split",
    AuthorityKind.DECISION: "user-check",
    AuthorityKind.DERIVED: "",
}


def worksheet_row(node: TraceNode) -> TraceRow:
    """Return a figure and all it was made from."""
    finding = _worst(node)
    return TraceRow(
        label=label_words(node),
        formula=formula_words(node),
        value=value_words(node),
        source=authority_words(node.authority),
        icon=_ICONS[node.authority.kind],
        unsure=node.authority.confidence is Confidence.LOW,
        finding=finding_words(finding) if finding else "",
        level="bad" if finding and finding.level is Level.ERROR else "warn",
        key=node.key,
        children=tuple(worksheet_row(child) for child in node.inputs),
    )


def _worst(node: TraceNode) -> Finding | None:
    """Return the gravest finding of a figure that wants a person; notes are told elsewhere."""
    wanting = tuple(finding for finding in node.findings if finding.level is not Level.NOTE)
    return gravest_first(wanting)[0] if wanting else None


def figure_name(node: TraceNode) -> str:
    """Name the figure whose worksheet is shown."""
    return label_words(node)
