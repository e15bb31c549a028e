"""Three offices over channels that lose, repeat, reorder and corrupt files end as over perfect ones."""

import os

import pytest

from desktop_app.domain.messages import MessageType
from tests.support.channel import MESSAGES_A_CASE, differences, talk

MESSAGES = int(os.environ.get("CASS_CHANNEL_MESSAGES", "80"))
SEED = int(os.environ.get("CASS_CHANNEL_SEED", "4"))


@pytest.mark.slow
@pytest.mark.timeout(3_600)
def test_three_offices_end_the_same_over_bad_channels() -> None:
    cases = -(-MESSAGES // MESSAGES_A_CASE)

    perfect, bad = talk(cases, SEED, faulty=False), talk(cases, SEED, faulty=True)

    assert all(bad.faults[fault] for fault in ("lost", "repeated", "late", "corrupted", "sent again"))
    assert perfect.sent >= MESSAGES
    assert list(differences(perfect.state, bad.state)) == []
    assert (perfect.left_out, perfect.waiting) == (bad.left_out, bad.waiting)
    assert set(perfect.messages) == set(bad.messages)
    assert len(perfect.messages) > len(MessageType) * 3 // 4
