"""Problems: acts that could not be done, as a code with facts. The sentences for people live in `wording.problems`."""

from collections.abc import Mapping
from types import MappingProxyType


class Problem(Exception):  # noqa: N818 - the house word: a problem is an act that could not be done, a bug is an error
    """An act could not be done, and a person can do something about it.

    `code` names what happened; `facts` are the values its sentence needs. Facts may be personal data, so neither
    `str()` nor `repr()` shows them: only the code can reach a log.
    """

    def __init__(self, code: str, /, **facts: str | int) -> None:
        super().__init__(code)
        self._facts: Mapping[str, str | int] = MappingProxyType(dict(facts))

    @property
    def code(self) -> str:
        """What happened, as a name: `bundle_damaged`."""
        return str(self.args[0])

    @property
    def facts(self) -> Mapping[str, str | int]:
        """The values the sentence needs; cannot be changed."""
        return self._facts


class StoreProblem(Problem):
    """The store refused: newer than the program, damaged, in use elsewhere, a record that may not be changed."""


class ExchangeProblem(Problem):
    """A bundle, message or office card was refused."""


class RuleProblem(Problem):
    """A rule pack or the Agreement's file cannot be used."""


class FormProblem(Problem):
    """A step needs figures that the form does not give."""


class CaseProblem(Problem):
    """A case file cannot be right."""


class KeyProblem(Problem):
    """A passphrase, a key or the keyring was refused."""


class DutyProblem(Problem):
    """An act needs another person, or a person with another role."""


class PlaceProblem(Problem):
    """A folder, a file, a stick or the disk cannot be used."""
