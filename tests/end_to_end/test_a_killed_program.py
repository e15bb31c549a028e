"""A program killed in the middle of typing comes back on the same screen with the same text."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def clerk(task: str, folder: Path) -> list[str]:
    return [sys.executable, "-m", "tests.end_to_end.killed_clerk", task, str(folder)]


def test_a_killed_program_comes_back_on_the_same_screen_with_the_same_text(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    with subprocess.Popen(clerk("type", folder), stdout=subprocess.PIPE, text=True, env=ENVIRONMENT) as typing:
        assert typing.stdout is not None
        said = typing.stdout.readline().strip()
        typing.kill()
    assert said == "saved"
    again = subprocess.run(
        clerk("look", folder), capture_output=True, text=True, env=ENVIRONMENT, timeout=90, check=False
    )
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout.splitlines()[-1]) == {"surname": "Providence", "step": 1}


@pytest.mark.parametrize("letters", [1, 4, 11])
def test_a_program_killed_while_somebody_types_on_has_every_saved_letter_on_its_screen(
    tmp_path: Path, letters: int
) -> None:
    folder = tmp_path / "office"
    with subprocess.Popen(clerk("type-on", folder), stdout=subprocess.PIPE, text=True, env=ENVIRONMENT) as typing:
        assert typing.stdout is not None
        said = [typing.stdout.readline().strip() for _ in range(letters)][-1]
        typing.kill()
    assert len(said) == letters
    again = subprocess.run(
        clerk("look", folder), capture_output=True, text=True, env=ENVIRONMENT, timeout=90, check=False
    )
    assert again.returncode == 0, again.stderr
    shown = json.loads(again.stdout.splitlines()[-1])
    assert shown["surname"].startswith(said)
    assert shown["step"] == 1
