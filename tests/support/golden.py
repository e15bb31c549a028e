"""Golden files: text that may only change on purpose. `REGOLD=1` in the environment rewrites them."""

import os
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "golden"


def golden(name: str, text: str) -> None:
    """Compare a text with the file of that name under tests/golden."""
    path = FOLDER / name
    if os.environ.get("REGOLD"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
