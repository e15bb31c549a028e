from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.pack import BUILT_IN, OPTIONAL_RESULTS, RESULTS, Basis
from desktop_app.domain.claims import Benefit
from desktop_app.domain.money import Rounding
from desktop_app.foundation.places import resource_dir
from desktop_app.rulebook.checks import HEAD_KEYS, STATE_KEYS, UNITS
from desktop_app.rulebook.loader import VALUE_KEYS

PAGE = (resource_dir() / "rules" / "README.md").read_text(encoding="utf-8")


def test_the_page_of_the_format_names_everything_a_pack_may_say() -> None:
    words = {name for name, operator in OPERATORS.items() if operator.in_packs}
    words |= {role.rstrip("*") for name in words for role in OPERATORS[name].roles}
    words |= set(BUILT_IN) | set(RESULTS) | set(OPTIONAL_RESULTS)
    words |= STATE_KEYS | VALUE_KEYS | (HEAD_KEYS - {"dated"}) | (UNITS - {"share", "date", "yes_no"})
    words |= {each.value for each in (*Basis, *Benefit, *Rounding)}
    assert sorted(word for word in words if word not in PAGE) == []
