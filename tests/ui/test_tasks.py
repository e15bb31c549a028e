import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.foundation.problems import Problem
from desktop_app.foundation.progress import Progress
from desktop_app.ui.tasks import NoDeskError, Tasks, Ticket
from tests.support.inline_tasks import InlineTasks

pytestmark = pytest.mark.usefixtures("qapp")


class _Desk:
    def __init__(self) -> None:
        self.opened_on = threading.current_thread().name
        self.closed_on = ""

    def close(self) -> None:
        self.closed_on = threading.current_thread().name


class _Ear:
    """Everything a ticket says, in order."""

    def __init__(self, ticket: Ticket) -> None:
        self.heard: list[object] = []
        ticket.progressed.connect(lambda done, total, what: self.heard.append((done, total, what)))
        ticket.succeeded.connect(self.heard.append)
        ticket.failed.connect(self.heard.append)
        ticket.finished.connect(lambda: self.heard.append("finished"))


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.shutdown()


def test_an_answer_that_is_ready_at_once_still_arrives(tasks: Tasks, qtbot: QtBot) -> None:
    ears = []
    for number in range(50):
        ticket = tasks.run_free(lambda _progress, n=number: n)
        tasks._worker.submit(lambda: None).result(timeout=2)  # the job is over before anybody has connected
        ears.append(_Ear(ticket))
    qtbot.waitUntil(lambda: not tasks.busy)
    assert [ear.heard for ear in ears] == [[number, "finished"] for number in range(50)]


def test_progress_comes_before_the_answer_and_finished_last(tasks: Tasks, qtbot: QtBot) -> None:
    def job(progress: Progress) -> str:
        progress.step(1, 2, "read")
        progress.step(2, 2)
        return "done"

    ear = _Ear(tasks.run_free(job))
    qtbot.waitUntil(lambda: "finished" in ear.heard)
    assert ear.heard == [(1, 2, "read"), (2, 2, ""), "done", "finished"]


def test_the_worker_alone_opens_uses_and_closes_the_desk(tasks: Tasks, qtbot: QtBot) -> None:
    ear = _Ear(tasks.open(lambda _progress: _Desk()))
    used = _Ear(tasks.run(lambda desk, _progress: (desk, threading.current_thread().name)))
    closed = _Ear(tasks.close_desk())
    qtbot.waitUntil(lambda: "finished" in closed.heard)
    desk, thread = used.heard[0]
    assert ear.heard[0] is desk
    assert desk.opened_on == desk.closed_on == thread != threading.current_thread().name


def test_a_problem_is_delivered_and_is_no_crash(tasks: Tasks, qtbot: QtBot) -> None:
    crashes: list[object] = []
    tasks.crashed.connect(crashes.append)

    def job(_progress: Progress) -> None:
        raise Problem("disk_full", path="x")

    ear = _Ear(tasks.run_free(job))
    qtbot.waitUntil(lambda: "finished" in ear.heard)
    assert [getattr(heard, "code", heard) for heard in ear.heard] == ["disk_full", "finished"]
    assert crashes == []


def test_a_bug_does_not_kill_the_worker(tasks: Tasks, qtbot: QtBot) -> None:
    crashes: list[object] = []
    tasks.crashed.connect(crashes.append)
    broken = _Ear(tasks.run_free(lambda _progress: 1 // 0))
    sound = _Ear(tasks.run_free(lambda _progress: "sound"))
    qtbot.waitUntil(lambda: "finished" in sound.heard)
    assert broken.heard == ["finished"]
    assert [type(crash) for crash in crashes] == [ZeroDivisionError]
    assert sound.heard == ["sound", "finished"]


def test_cancel_is_answered_between_steps(tasks: Tasks, qtbot: QtBot) -> None:
    begun, go_on, done = threading.Event(), threading.Event(), []

    def job(progress: Progress) -> None:
        for number in range(100):
            progress.step(number, 100)
            done.append(number)
            begun.set()
            go_on.wait(2)

    ticket = tasks.run_free(job)
    ear = _Ear(ticket)
    assert begun.wait(2)
    ticket.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: ticket.over)
    assert done == [0]
    assert ear.heard[-1] == "finished"
    assert None not in ear.heard


def test_a_job_without_a_desk_is_a_bug(tasks: Tasks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tasks.crashed, timeout=2000) as caught:
        tasks.run(lambda _desk, _progress: None)
    assert isinstance(caught.args[0], NoDeskError)
    qtbot.waitUntil(lambda: not tasks.busy)


def test_what_is_asked_of_a_desk_that_is_being_left_is_cancelled(tasks: Tasks, qtbot: QtBot) -> None:
    crashes: list[object] = []
    tasks.crashed.connect(crashes.append)
    tasks.open(lambda _progress: _Desk())
    tasks.close_desk()
    late = _Ear(tasks.run(lambda _desk, _progress: "late"))
    again = _Ear(tasks.open(lambda _progress: _Desk()))
    sound = _Ear(tasks.run(lambda _desk, _progress: "sound"))
    qtbot.waitUntil(lambda: "finished" in sound.heard)
    assert (late.heard, again.heard[-1], sound.heard) == (["finished"], "finished", ["sound", "finished"])
    assert crashes == []


def test_after_shutdown_the_desk_is_closed_and_jobs_end_unstarted(tasks: Tasks, qtbot: QtBot) -> None:
    ear = _Ear(tasks.open(lambda _progress: _Desk()))
    qtbot.waitUntil(lambda: "finished" in ear.heard)
    tasks.shutdown()
    assert ear.heard[0].closed_on
    late = _Ear(tasks.run_free(lambda _progress: "late"))
    qtbot.waitUntil(lambda: "finished" in late.heard)
    assert late.heard == ["finished"]
    tasks.shutdown()


def test_inline_tasks_run_the_same_jobs_at_once() -> None:
    inline = InlineTasks(_Desk())
    ear = _Ear(inline.run(lambda desk, _progress: desk.opened_on))
    assert ear.heard == []
    inline.settle()
    assert ear.heard == [threading.current_thread().name, "finished"]
    inline.shutdown()


def test_a_desk_made_of_the_open_one_takes_its_place_without_closing_it(tasks: Tasks, qtbot: QtBot) -> None:
    first, second = _Desk(), _Desk()
    tasks.open(lambda _progress: first)
    tasks.renew(lambda desk, _progress: second if desk is first else desk)
    ear = _Ear(tasks.run(lambda desk, _progress: desk))
    qtbot.waitUntil(lambda: "finished" in ear.heard)
    assert ear.heard[0] is second
    assert not first.closed_on
