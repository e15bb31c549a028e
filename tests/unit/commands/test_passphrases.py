"""The passphrase of a key file: given by a file or the environment, or typed, a new one twice."""

from collections.abc import Callable, Iterator

import pytest

from desktop_app.commands.passphrases import VARIABLE, passphrase
from desktop_app.foundation.problems import RuleProblem


@pytest.fixture(autouse=True)
def _no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def typing(*answers: str) -> tuple[Callable[[str], str], list[str]]:
    """A person who types these, and the prompts they saw."""
    left: Iterator[str] = iter(answers)
    asked: list[str] = []

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return next(left)

    return ask, asked


def test_a_new_one_is_asked_for_twice_and_a_known_one_once() -> None:
    ask, asked = typing("four words of ours", "four words of ours")
    assert passphrase(None, new=True, ask=ask) == "four words of ours"
    assert asked == ["Passphrase of the key file: ", "The same again: "]
    ask, asked = typing("four words of ours")
    assert passphrase(None, new=False, ask=ask) == "four words of ours"
    assert len(asked) == 1


def test_two_that_differ_are_refused() -> None:
    ask, _asked = typing("four words of ours", "four words of yours")
    with pytest.raises(RuleProblem, match="key_passphrases_differ"):
        passphrase(None, new=True, ask=ask)


def test_what_a_script_sets_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    ask, asked = typing()
    monkeypatch.setenv(VARIABLE, "set by a script")
    assert passphrase(None, new=True, ask=ask) == "set by a script"
    assert asked == []
