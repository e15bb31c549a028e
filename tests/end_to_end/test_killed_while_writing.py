"""A desk killed at random moments under a writing load: every acknowledged save is there, and the store is whole."""

import os
import sys
from pathlib import Path

import pytest

from tests.support.writing_kills import run

KILLS = int(os.environ.get("CASS_KILLS", "40"))


@pytest.mark.slow
@pytest.mark.timeout(120 + 4 * KILLS)
@pytest.mark.skipif(sys.platform == "win32", reason="the clerk is a fork of this process")
def test_everything_acknowledged_is_there_after_every_kill(tmp_path: Path) -> None:
    counts = run(tmp_path / "offices", KILLS)
    assert counts["kills"] == KILLS
    assert counts["saves acknowledged"] > 0
