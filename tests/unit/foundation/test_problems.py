import pytest

from desktop_app.foundation import problems
from desktop_app.foundation.problems import ExchangeProblem, Problem


def test_a_problem_shows_its_code_and_never_its_facts() -> None:
    problem = ExchangeProblem("bundle_damaged", part=2, sender="Bernadette Hendyce")
    assert str(problem) == "bundle_damaged"
    assert "Hendyce" not in repr(problem)
    assert problem.code == "bundle_damaged"
    assert dict(problem.facts) == {"part": 2, "sender": "Bernadette Hendyce"}


def test_the_facts_of_a_problem_cannot_be_changed() -> None:
    problem = Problem("disk_full", path="A:")
    with pytest.raises(TypeError):
        problem.facts["path"] = "B:"  # type: ignore[index]  # the point of the test
    with pytest.raises(AttributeError):
        problem.facts = {}  # type: ignore[misc]  # the point of the test


def test_a_fact_may_be_called_code() -> None:
    assert Problem("unknown_message", code="x9").facts == {"code": "x9"}


@pytest.mark.parametrize("name", ["Store", "Exchange", "Rule", "Form", "Case", "Key", "Place"])
def test_every_kind_of_problem_is_a_problem(name: str) -> None:
    assert issubclass(getattr(problems, f"{name}Problem"), Problem)
