"""What is said of a file whose paper was typed in before: that it is the same answer, and where it differs."""

from collections.abc import Iterator

from desktop_app.domain.findings import Level
from desktop_app.domain.messages import Body
from desktop_app.workflows.arrival import CheckLine, failed, passed
from desktop_app.workflows.typed_paper import body_differences


def copy_checks(typed: Body, electronic: Body) -> Iterator[CheckLine]:
    """Say that a file is the electronic copy of what was typed, and in how many places it differs."""
    count = sum(1 for _ in body_differences(typed, electronic))
    if count:
        yield failed("answer_differs_from_paper", Level.WARNING, count=count)
    else:
        yield passed("check_answer_on_paper")
