"""Every promise of the security page names the test that holds it, and that test is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "SECURITY.md"


def promises() -> list[tuple[str, str]]:
    table = PAGE.read_text(encoding="utf-8").partition("## What is promised")[2].partition("## What is not promised")[0]
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("| ")]
    return [(row[0].strip(), row[1].strip()) for row in rows if not row[0].startswith(" Promise")]


def test_each_promise_is_held_by_tests_that_are_there() -> None:
    found = promises()
    assert len(found) > 30
    for promise, held in found:
        named = re.findall(r"`([^`]+)`", held)
        assert named, promise
        folder = ""
        for name in named:
            folder = str(Path(name).parent) if "/" in name else folder
            assert (ROOT / folder / Path(name).name).is_file(), (promise, name)


def test_the_page_says_who_may_do_what() -> None:
    told = PAGE.read_text(encoding="utf-8")
    for threat in ("thief", "forged", "curious clerk", "key was stolen", "auditor"):
        assert threat in told
