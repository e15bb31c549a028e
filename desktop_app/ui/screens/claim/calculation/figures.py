"""Which part of the trace stands behind each figure of the table."""

from collections.abc import Mapping
from typing import Final

from desktop_app.calculation.award import StateAward
from desktop_app.calculation.trace import TraceNode

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "own_weeks": ("counted_weeks", "own_weeks"),
    "totalised_weeks": ("totalised_weeks",),
    "alone": ("entitled_alone",),
    "totalised": ("entitled_totalised",),
    "notional": ("notional_amount",),
    "share": ("share", "actual_amount"),
    "actual": ("actual_amount",),
    "local": ("local_amount", "local_pension"),
    "payable": (),
}
"""Column of the table -> keys of the trace, the best first; an empty list is the State's whole worksheet."""

FIGURES: Final = tuple(KEYS)
"""The columns that unfold into a worksheet."""


def node_of(award: StateAward, figure: str) -> TraceNode:
    """Return the part of the trace behind a figure; the State's whole worksheet where it has none of its own."""
    for key in KEYS.get(figure, ()):
        node = award.worksheet.find(key)
        if node is not None and (node.value is not None or node.inputs):
            return node
    return award.worksheet


def first_figure(award: StateAward) -> str:
    """Return the figure that is unfolded where nobody chose one: what is paid rests on it."""
    if award.actual.weekly is not None:
        return "actual"
    return "local" if award.local.weekly is not None else "payable"
