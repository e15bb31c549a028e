"""A figure of the trace cannot be changed once it is entered, however it was entered."""

from dataclasses import FrozenInstanceError, fields

import pytest

from desktop_app.calculation.ledger import given, made, renamed
from desktop_app.calculation.trace import OpenFigure, TraceNode, Unit

WEEKS = given("row_weeks", 40, Unit.WEEKS, state="GD")
FIGURES = (WEEKS, made("own_weeks", "summed", (WEEKS, WEEKS)), renamed(WEEKS, "weeks"))


def test_a_figure_is_written_into_the_slots_of_a_trace_node() -> None:
    assert sorted(OpenFigure.__slots__) == sorted(field.name for field in fields(TraceNode))


@pytest.mark.parametrize("node", FIGURES, ids=lambda node: node.operator)
@pytest.mark.parametrize("name", [field.name for field in fields(TraceNode)])
def test_no_field_of_a_figure_can_be_set(node: TraceNode, name: str) -> None:
    assert type(node) is TraceNode
    with pytest.raises(FrozenInstanceError):
        setattr(node, name, None)
    with pytest.raises(FrozenInstanceError):
        delattr(node, name)


def test_a_figure_entered_by_the_ledger_is_the_one_written_out() -> None:
    assert TraceNode(key="row_weeks", operator="given", value=40, unit=Unit.WEEKS, state="GD") == WEEKS
    assert made("own_weeks", "summed", [WEEKS], state="GD") == TraceNode(
        key="own_weeks", operator="summed", value=40, unit=Unit.WEEKS, state="GD", inputs=(WEEKS,)
    )


def test_a_figure_under_another_name_keeps_everything_else() -> None:
    again = renamed(WEEKS, "weeks")
    assert again.key == "weeks"
    assert {field.name for field in fields(TraceNode) if getattr(again, field.name) != getattr(WEEKS, field.name)} == {
        "key"
    }
