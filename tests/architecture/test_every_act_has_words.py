"""Every act that the program writes into the journal is called something there."""

import ast
from collections.abc import Iterator
from pathlib import Path

from desktop_app.domain.proposals import ProposalStatus
from desktop_app.store.destruction import VERB
from desktop_app.wording.journal_words import VERBS
from desktop_app.workflows.correct_message import PRIVACY, verb_of

SOURCE = Path(__file__).parents[2] / "desktop_app"


def _told(value: ast.expr) -> Iterator[str]:
    for part in (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def verbs_written() -> set[str]:
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                told = [keyword.value for keyword in node.keywords if keyword.arg == "verb"]
                called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                for value in told or (node.args[:1] if called == "act" else ()):
                    found.update(_told(value))
    return found


def test_every_act_has_words() -> None:
    assert verbs_written() - set(VERBS) == set()


def test_acts_whose_name_is_put_together_have_words() -> None:
    settled = {f"proposal_{status.value}" for status in ProposalStatus if status is not ProposalStatus.PROPOSED}
    assert settled | {VERB} | {verb_of(reason) for reason in PRIVACY} <= set(VERBS)


def test_the_search_for_acts_finds_those_of_every_kind() -> None:
    assert {"claim_registered", "office_set_up", "key_compared", "backup_made"} <= verbs_written()
