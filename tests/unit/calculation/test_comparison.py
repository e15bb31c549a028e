from fractions import Fraction

import pytest

from desktop_app.calculation.comparison import NO_WEEKS, Standing, supplements
from desktop_app.domain.findings import Reason


def a_standing(state: str, actual: int | None, local: int | None, **facts: object) -> Standing:
    fields: dict[str, object] = {
        "currency": "XCD",
        "alone": local is not None,
        "totalised": True,
        "certified": False,
        "trouble": None,
        "condition": Reason(code="condition_met"),
        "relieved": False,
        "unmet_option": "refer",
        "vested_option": "supplement",
        "decision": None,
        **facts,
    }
    return Standing(
        state=state,
        actual=None if actual is None else Fraction(actual),
        local=None if local is None else Fraction(local),
        **fields,  # type: ignore[arg-type]
    )


def paid(*standings: Standing) -> dict[str, str]:
    return {state: choice.pays for state, choice in supplements({each.state: each for each in standings}).items()}


def test_only_the_state_with_the_largest_excess_pays_a_supplement() -> None:
    found = paid(a_standing("VC", 30, 90), a_standing("GD", 50, 100))
    assert found == {"VC": "actual", "GD": "actual_with_supplement"}


def test_a_local_amount_equal_to_the_sum_brings_no_supplement() -> None:
    assert paid(a_standing("VC", 60, 80), a_standing("LC", 20, None)) == {"VC": "actual"}
    assert paid(a_standing("VC", 60, 81), a_standing("LC", 20, None)) == {"VC": "actual_with_supplement"}


def test_of_two_equal_excesses_one_state_pays() -> None:
    found = paid(a_standing("VC", 30, 90), a_standing("GD", 50, 90))
    assert sorted(found.values()) == ["actual", "actual_with_supplement"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"currency": "JMD"}, "local"),
        ({"trouble": Reason(code="parameter_not_known")}, "local"),
        ({"trouble": Reason(code=NO_WEEKS)}, "actual_with_supplement"),
    ],
)
def test_what_cannot_be_compared_leaves_the_local_amount(facts: dict[str, object], expected: str) -> None:
    assert paid(a_standing("VC", 60, 90), a_standing("JM", None, None, **facts)) == {"VC": expected}


def test_a_state_without_an_actual_amount_is_left_as_it_was() -> None:
    assert paid(a_standing("VC", None, 90)) == {}
