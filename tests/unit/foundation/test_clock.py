import uuid
from datetime import date, datetime

from desktop_app.foundation.clock import Clock, SystemClock
from desktop_app.foundation.progress import Progress, Silent
from tests.support.clocks import ATLANTIC, FixedClock


def test_the_system_clock_knows_its_offset_and_counts_whole_seconds() -> None:
    now = SystemClock().now()
    assert now.utcoffset() is not None
    assert now.microsecond == 0
    assert abs((SystemClock().today() - now.date()).days) <= 1


def test_the_system_clock_never_makes_the_same_id_or_bytes_twice() -> None:
    clock: Clock = SystemClock()
    first, second = clock.new_id(), clock.new_id()
    assert first != second
    assert uuid.UUID(first).version == 4
    assert len(clock.random_bytes(32)) == 32
    assert clock.random_bytes(32) != clock.random_bytes(32)


def test_the_fixed_clock_stands_still_until_moved(fixed_clock: FixedClock) -> None:
    clock: Clock = fixed_clock
    assert clock.now() == fixed_clock.now()
    fixed_clock.advance(days=1, hours=2)
    assert fixed_clock.now().isoformat() == "2026-03-03T11:00:00-04:00"
    fixed_clock.set_day(date(2014, 6, 14))
    assert clock.today() == date(2014, 6, 14)
    fixed_clock.set(datetime(2014, 1, 1, 8, tzinfo=ATLANTIC))
    assert clock.now().hour == 8


def test_two_fixed_clocks_of_one_seed_agree_and_of_two_seeds_differ() -> None:
    one, same, other = FixedClock(), FixedClock(), FixedClock(seed="other")
    assert one.new_id() == same.new_id() == "00000000-0000-4000-8000-000000000001"
    assert one.random_bytes(40) == same.random_bytes(40) != other.random_bytes(40)


def test_silent_progress_says_nothing() -> None:
    progress: Progress = Silent()
    progress.step(1, 2, "sealing")
