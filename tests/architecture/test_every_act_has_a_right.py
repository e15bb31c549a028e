"""Every act that the program writes into the journal asks for a right, and nothing gets round the asking."""

import ast
from pathlib import Path

from desktop_app.domain.users import Role
from desktop_app.wording.journal_words import VERBS
from desktop_app.workflows.rights import EVERYBODY, RIGHTS
from tests.architecture.test_every_act_has_words import verbs_written

SOURCE = Path(__file__).parents[2] / "desktop_app"


def test_every_act_has_a_right() -> None:
    assert (verbs_written() | set(VERBS)) - set(RIGHTS) == set()


def test_there_is_no_right_for_what_nobody_does() -> None:
    assert set(RIGHTS) - set(VERBS) == {"draft_kept"}


def test_who_only_reads_has_the_right_to_nothing_that_changes_a_record() -> None:
    read = {verb for verb, roles in RIGHTS.items() if Role.AUDITOR in roles}
    assert all(RIGHTS[verb] == EVERYBODY for verb in read)
    assert not {verb for verb in read if verb.endswith(("_entered", "_sealed", "_certified", "_decided", "_added"))}


def test_a_desk_has_its_store_ask_before_every_act() -> None:
    """The asking is put up where a desk is made. Who writes further lines of the journal does so inside an act."""
    writers = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr == "write" and "journal" in ast.unparse(node.func.value):
                    writers.add(path.name)
                if node.func.attr == "ask_before":
                    writers.add(f"asks: {path.name}")
    inside = {
        "destroy_message.py",
        "key_effects.py",
        "removal_beside.py",
        "removal_effects.py",
        "take_correction.py",
    }
    assert writers - inside == {"store.py", "asks: desk.py", "asks: store.py"}
