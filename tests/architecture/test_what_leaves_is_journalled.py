"""Whatever of an office's records leaves the store, on paper or as a file, passes an act that the journal tells of.

Each way is gone for real in `tests/workflows/test_what_leaves.py`; here it is held that there is no other.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from desktop_app.workflows.rights import RIGHTS
from tests.support.ways_out import FILES, OTHERS, PAPER

SOURCE: Final = Path(__file__).parents[2] / "desktop_app"

_WRITES: Final = re.compile(
    r"(write_atomically|write_verified|write_bytes|write_text|write_table|write_csv|write_xlsx|write_mapped|"
    r"save_document|copy_store|copyfile|copyfileobj|copytree|copy2|symlink_to|hardlink_to|rename|replace_file|"
    r"mkstemp|NamedTemporaryFile|TemporaryFile|QSaveFile|QFile|QPdfWriter|QPrinter)"
)
"""What writes, puts in place or prints a file, by the name it is called by."""

_OPENS: Final = {"open", "fdopen", "ZipFile"}
_MODE: Final = re.compile(r"[wax][bt]?\+?|[rwax]b?\+|rb\+|r\+b")

OF_NEIGHBOURS: Final = {"outreach_listed"}
"""Acts whose name stands in a neighbour of the module that does them."""

_SEALED: Final = "sealed as it was"
_PUBLIC: Final = "public, and nobody's record"
_NO_STORE: Final = "made by hand with a key file: no office's store is open"
_ACT: Final = "what the ways out write with: each of them is the act"
_INVENTED: Final = "invented records in a folder of its own"
_BEFORE: Final = "before there is an office"

NO_RECORDS: Final = {
    "commands/bundle.py: _mapped": _NO_STORE,
    "commands/calculate.py: _run": "a case that somebody typed into a file; no office's store is open",
    "commands/store_key.py: renewed": "the new recovery words: renewing the key is the act",
    "documents/table_file.py: write_csv": _ACT,
    "exchange/archive.py: write_zip": "in memory, to be sealed",
    "foundation/logs.py: __init__": "the log, which holds types and places",
    "foundation/places.py: file_beside": "an empty file",
    "foundation/places.py: write_atomically": _ACT,
    "foundation/sticks.py: write_verified": _ACT,
    "intake/shared_texts.py: _write": "texts of a workbook laid aside, enciphered by a key in memory",
    "store/backup.py: back_up": _SEALED,
    "store/backup.py: _flush": "a copy brought to the disk",
    "store/kept_rules.py: zipped": _PUBLIC,
    "store/keyring.py: _save": "the wrapped keys",
    "store/keyring.py: new_keyring": "the wrapped keys",
    "store/lock.py: take": "an empty file",
    "store/rescue.py: rescue": _SEALED,
    "store/rescue.py: _copied": _SEALED,
    "store/store.py: _make_file": "the store itself, put in place",
    "store/store.py: _try_copy": "the wrapped keys beside a copy that is tried",
    "ui/screens/first_run/presenter.py: job": f"a half of the recovery sheet, {_BEFORE}",
    "ui/screens/first_run/view.py: _on_print": f"the recovery sheet, {_BEFORE}",
    "ui/screens/offices/presenter.py: job": f"this office's card: {_PUBLIC}",
    "ui/screens/offices/trust_presenter.py: job": f"a list of offices: {_PUBLIC}",
    "ui/shell/restore.py: write": "where the window stood",
    "ui/theme/look.py: _image": "a picture of the program's own",
    "ui/widgets/document_preview.py: ask_printer": "asks which printer; `print_noted` is the act",
    "workflows/bench_exchange.py: imports": _INVENTED,
    "workflows/bench_exchange.py: _bare": _INVENTED,
    "workflows/bench_exchange.py: _zipped": _INVENTED,
    "workflows/bench_peer.py: peer_python": _INVENTED,
    "workflows/bundle_files.py: seal_message": _NO_STORE,
    "workflows/bundle_files.py: _put": _NO_STORE,
    "workflows/go_back.py: _lay_to_the_side": _SEALED,
    "workflows/going_back.py: mark_going_back": "that the program is to go back, and to which backup",
    "workflows/going_back.py: _exchange": _SEALED,
    "workflows/issue_document.py: save_document": _ACT,
    "workflows/make_directory.py: _written": _NO_STORE,
    "workflows/map_message.py: write_mapped": f"{_ACT}; and of a message file, where no office's store is open",
    "workflows/open_desk.py: finish_first_run": _SEALED,
    "workflows/person_file.py: _zip": "in memory, for the act that writes it",
    "workflows/renewing.py: mark_renewal": "an empty mark",
    "workflows/renewing.py: finish_renewal": _SEALED,
    "workflows/rescue_store.py: _lay_keys_beside": "the wrapped keys",
    "workflows/restore_backup.py: restore_backup": _SEALED,
    "workflows/restore_backup.py: copy_store": _SEALED,
    "workflows/restore_backup.py: _write": _SEALED,
    "workflows/restore_backup.py: _move": _SEALED,
    "workflows/seal_rules.py: make_key": _NO_STORE,
    "workflows/seal_rules.py: _written": _NO_STORE,
    "workflows/set_up_office.py: set_up_office": _SEALED,
    "workflows/table_files.py: write_table": _ACT,
    "workflows/watch_folder.py: _move": "a file that came, moved within the folder it came to",
}
"""What writes a file that holds nothing of an office's records, or nothing that can be read, and why."""

CLIPBOARD: Final = {
    "ui/app/practice_guide.py: _copy": "practice rows",
    "ui/screens/claim/calculation/view.py: copy_result": "the figures on the screen",
    "ui/screens/claim/insurance_periods/gaps.py: _on_copy": "the years of a question, without a name",
    "ui/screens/claim/what_if/panel.py: copy_result": "the figures on the screen",
    "ui/screens/exchange/sending_page.py: _on_copy_subject": "offices and a running number",
    "ui/screens/exchange/sending_page.py: _on_copy_address": "an office's address",
    "ui/screens/exchange/view.py: _on_text": "a sealed bundle, as text",
    "ui/screens/rules/value_detail.py: _on_copy": "the address of a source of law",
    "ui/widgets/bug_dialog.py: _on_copy": "types and places",
    "ui/widgets/period_grid.py: copy": "the cells somebody chose on the screen",
    "ui/widgets/trace_view.py: keyPressEvent": "the figures on the screen",
}
"""What is copied by hand; the security page says that it is plain and not told of."""


def _calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Find the calls in a module, each with the innermost function that makes it."""

    def within(node: ast.AST, owner: str) -> Iterator[tuple[str, ast.Call]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                yield owner, child
            yield from within(child, child.name if isinstance(child, ast.FunctionDef) else owner)

    return within(ast.parse(path.read_text(encoding="utf-8")), "")


def _writes(call: ast.Call) -> bool:
    name = ast.unparse(call.func).rpartition(".")[2]
    told = [
        each.value for each in (*call.args, *(each.value for each in call.keywords)) if isinstance(each, ast.Constant)
    ]
    mode = any(isinstance(value, str) and _MODE.fullmatch(value) for value in told)
    return bool(_WRITES.fullmatch(name)) or (name in _OPENS and mode)


def _who(calls_for: str) -> set[str]:
    """Return every function of the program, by module and name, that writes, or that fills the clipboard."""
    return {
        f"{path.relative_to(SOURCE).as_posix()}: {owner}"
        for path in SOURCE.rglob("*.py")
        for owner, call in _calls(path)
        if (_writes(call) if calls_for == "files" else re.search(r"clipboard\(\)\.set\w+$", ast.unparse(call.func)))
    }


def test_every_function_that_writes_a_file_is_a_way_out_or_leads_out_no_record() -> None:
    known = {*(f"workflows/{name}" for name in FILES), *NO_RECORDS}
    assert _who("files") - known == set()
    assert set(NO_RECORDS) - _who("files") == set(), "no longer there"


def test_every_way_out_is_an_act() -> None:
    for name, way in (*FILES.items(), *PAPER.items(), *OTHERS.items()):
        module, _colon, function = name.partition(": ")
        text = (SOURCE / "workflows" / module).read_text(encoding="utf-8")
        assert f"def {function}(" in text, name
        assert f'"{way.verb}"' in text or way.verb in OF_NEIGHBOURS, name
        assert way.verb in RIGHTS


def test_what_is_copied_by_hand_is_known_and_the_security_page_says_so() -> None:
    assert _who("clipboard") == set(CLIPBOARD)
    page = " ".join((SOURCE.parent / "SECURITY.md").read_text(encoding="utf-8").split())
    assert "What is copied to the clipboard is plain and the journal does not tell of it" in page


def test_the_window_prints_and_saves_through_the_preview_alone() -> None:
    """One widget knows printers, and it keeps that it prints; what is saved by a screen goes through a verb."""
    printing = {
        path.relative_to(SOURCE / "ui").as_posix()
        for path in (SOURCE / "ui").rglob("*.py")
        if "QtPrintSupport" in path.read_text(encoding="utf-8")
    }
    assert printing == {
        "screens/first_run/view.py",  # the recovery sheet, before there is an office
        "widgets/document_preview.py",
        "widgets/printing.py",
    }
    preview = (SOURCE / "ui" / "widgets" / "document_preview.py").read_text(encoding="utf-8")
    assert "print_noted(desk" in preview
    assert "save_noted(desk" in preview


def test_what_would_write_is_noticed() -> None:
    for text in (
        'path.open("wb")',
        'open(x, mode="a")',
        "path.write_text(y)",
        'ZipFile(x, "w")',
        "shutil.copyfile(a, b)",
    ):
        assert _writes(ast.parse(text).body[0].value), text  # type: ignore[attr-defined]
    for text in ('path.open("rb")', "dialog.open()", "ZipFile(x)"):
        assert not _writes(ast.parse(text).body[0].value), text  # type: ignore[attr-defined]
