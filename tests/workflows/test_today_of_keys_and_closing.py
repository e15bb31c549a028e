"""Today names cases that may be closed and keys that have grown old."""

from pathlib import Path

from desktop_app.domain.case_notices import CloseReason
from desktop_app.wording.findings import queue_words
from desktop_app.workflows.close_case import QUIET, close_case
from desktop_app.workflows.own_keys import KEY_YEARS
from desktop_app.workflows.status import status
from desktop_app.workflows.today import QueueKind, today_queue
from tests.support.quiet_desk import quiet_offices


def test_a_case_that_is_quiet_for_sixty_days_can_be_closed(tmp_path: Path) -> None:
    offices = quiet_offices(tmp_path, days=QUIET.days - 1)
    desk = offices.vc
    assert today_queue(desk).count(QueueKind.CLOSABLE) == 0
    desk.clock.advance(days=1)  # type: ignore[attr-defined]  # a clock for tests
    (item,) = [item for item in today_queue(desk).items if item.kind is QueueKind.CLOSABLE]
    assert (item.code, item.claim_key, item.days) == ("closing_proposed", offices.claim_id, 60)
    assert queue_words(item.code, item.facts) == (
        "The case can be closed",
        "Summed up; nothing came or went since 14 Jul 2014",
    )
    assert status(desk).tasks == len(today_queue(desk).items)
    close_case(desk, offices.claim_id, CloseReason.ALL_DECIDED)
    assert today_queue(desk).count(QueueKind.CLOSABLE) == 0
    offices.close()


def test_old_keys_are_named_office_by_office(tmp_path: Path) -> None:
    offices = quiet_offices(tmp_path, days=366 * KEY_YEARS)
    items = [item for item in today_queue(offices.vc).items if item.kind is QueueKind.KEYS]
    assert [(item.code, item.office) for item in items] == [
        ("own_key_old", "VC-NIS"),
        ("key_old", "GD-NIS"),
        ("key_old", "LC-NIC"),
    ]
    assert status(offices.vc).tasks == len(today_queue(offices.vc).items)
    offices.close()
