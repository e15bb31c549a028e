"""Take a directory list that came in a message: kept, shown under Offices, accepted there by two persons (4.16)."""

from collections.abc import Iterator

from desktop_app.domain.directory_notices import DirectoryNotice
from desktop_app.domain.findings import Level
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.workflows.arrival import Arrival, Change, CheckLine, change, failed, passed
from desktop_app.workflows.directory_changes import plan_list
from desktop_app.workflows.keep_directory import keep_list
from desktop_app.workflows.list_effects import check_notice, list_in_force
from desktop_app.workflows.taking import Choice


def directory_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check the list against the one in force: its signers, its number, its days."""
    notice = arrival.body(DirectoryNotice)
    try:
        signers = check_notice(arrival.desk, notice)
    except ExchangeProblem as problem:
        yield failed(problem.code, Level.ERROR, **problem.facts)
        return
    if list_in_force(arrival.desk) is None:
        yield failed("list_first", Level.NOTE)
    else:
        yield passed("list_signed", signers=", ".join(signers), count=len(signers))
    conflicts = [entry for entry in plan_list(arrival.desk, notice.content).changes if not entry.done]
    if conflicts:
        yield failed("list_conflicts", Level.WARNING, count=len(conflicts))


def directory_changes(arrival: Arrival) -> Iterator[Change]:
    """Return what is changed: the list waits under Offices, and nothing of it is in force yet."""
    notice = arrival.body(DirectoryNotice)
    held = list_in_force(arrival.desk)
    yield change("change_list", str(held.number) if held else "", str(notice.content.number))


def take_directory(arrival: Arrival, _choice: Choice) -> None:
    """Keep the list for two persons to accept. Raises what `check_notice` raises."""
    keep_list(arrival.desk, arrival.body(DirectoryNotice))
