from desktop_app.calculation.operators import OPERATORS
from desktop_app.calculation.pack import BUILT_IN, OPTIONAL_RESULTS, RESULTS, Basis
from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependants import Relationship
from desktop_app.domain.money import Rounding
from desktop_app.foundation.places import resource_dir
from desktop_app.rulebook.checks import ABSENT_KEYS, EXAMPLE_KEYS, SHARED_KEYS, STATE_KEYS
from desktop_app.rulebook.loader import VALUE_KEYS
from desktop_app.rulebook.parameter_checks import HEAD_KEYS, UNITS
from desktop_app.rulebook.step_checks import FAMILY_KEYS, SHARE_KEYS

PAGE = (resource_dir() / "rules" / "README.md").read_text(encoding="utf-8")


def test_the_page_of_the_format_names_everything_a_pack_may_say() -> None:
    words = {name for name, operator in OPERATORS.items() if operator.in_packs}
    words |= {role.rstrip("*") for name in words for role in OPERATORS[name].roles}
    words |= set(BUILT_IN) | set(RESULTS) | set(OPTIONAL_RESULTS)
    words |= STATE_KEYS | VALUE_KEYS | (HEAD_KEYS - {"dated"}) | (UNITS - {"share", "yes_no"})
    words |= ABSENT_KEYS | EXAMPLE_KEYS | SHARED_KEYS | SHARE_KEYS | FAMILY_KEYS
    words |= {each.value for each in (*Basis, *Benefit, *Relationship, *Rounding)}
    assert sorted(word for word in words if word not in PAGE) == []
