"""Two offices over a channel that loses, repeats, reorders and corrupts files end as over a perfect one."""

import os

import pytest

from tests.support.channel import MESSAGES_A_CASE, talk

MESSAGES = int(os.environ.get("CASS_CHANNEL_MESSAGES", "60"))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_two_offices_end_the_same_over_a_bad_channel() -> None:
    cases = -(-MESSAGES // MESSAGES_A_CASE)
    perfect, bad = talk(cases, None), talk(cases, 1)
    assert all(bad.faults[fault] for fault in ("lost", "repeated", "late", "corrupted", "sent again"))
    assert bad.state == perfect.state
