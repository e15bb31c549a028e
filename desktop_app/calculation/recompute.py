"""Walk a trace and apply its operators again: the worksheet must give its own figures."""

from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.trace import TraceNode, Value


def recomputed(node: TraceNode) -> Value:
    """Return a figure's value, reckoned again from the leaves below it; a leaf's value is its own."""
    if node.operator not in OPERATORS:
        return node.value
    return OPERATORS[node.operator].apply(tuple(recomputed(entry) for entry in node.inputs))


def disagreements(node: TraceNode) -> tuple[TraceNode, ...]:
    """Return every figure whose operator, applied to its inputs' values, gives another value than it shows."""
    return tuple(
        figure
        for figure in node.walk()
        if figure.operator in OPERATORS
        and OPERATORS[figure.operator].apply(tuple(entry.value for entry in figure.inputs)) != figure.value
    )
