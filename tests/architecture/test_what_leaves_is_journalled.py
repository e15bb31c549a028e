"""Whatever of an office's records leaves the store, on paper or as a file, passes an act that the journal tells of."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from desktop_app.workflows.rights import RIGHTS

SOURCE: Final = Path(__file__).parents[2] / "desktop_app"

WRITERS: Final = {
    "attach.py: save_attachment": "paper_saved",
    "back_up.py: write_backup": "backup_made",
    "dispatch_bundle.py: write_bundle": "bundle_handed_over",
    "export_keys.py: export_keys": "keys_exported",
    "export_table.py: export_table": "persons_exported",
    "issue_document.py: save_noted": "document_saved",
    "keep_directory.py: list_file": "list_handed_on",
    "map_message.py: save_mapped": "message_exported",
    "partner_statistics.py: export_trace": "trace_exported",
    "read_journal.py: export_journal": "journal_exported",
    "reports.py: export_report": "report_made",
}
"""Verbs by which records leave as files, and the act that each of them is."""

NO_RECORDS: Final = {
    "bench_exchange.py": "measures on invented messages in a folder of its own",
    "bench_peer.py": "measures on invented messages in a folder of its own",
    "bundle_files.py": "bundles made and opened by hand with a key file; no office's store is open",
    "go_back.py": "a backup put beside the store, sealed as it was",
    "going_back.py": "the store and its keyring put in their place, sealed as they were",
    "issue_document.py: save_document": "what `save_noted` writes with, and public cards and recovery sheets",
    "make_directory.py": "a public list of offices, made with a key file; no office's store is open",
    "table_files.py": "what the verbs above write tables with: each of them is the act",
    "renewing.py": "an empty mark that the store under its new key is to be put in place",
    "rescue_store.py": "what is left of a damaged store, sealed as it was, with its wrapped keys beside it",
    "verify_file.py": "the wrapped keys of a backup, copied for a moment so that a wrong passphrase is counted",
    "seal_rules.py": "public rules, and the publisher's own key file; no office's store is open",
}
"""What writes files that hold nothing of an office's records."""


def _functions(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, ast.unparse(node)


def _writes(text: str) -> bool:
    return any(
        f"{name}(" in text for name in ("write_atomically", "write_bytes", "write_text", "write_sticks", "write_table")
    )


def test_every_verb_that_writes_a_file_is_known() -> None:
    known = {*(name.partition(":")[0] for name in WRITERS), *(name.partition(":")[0] for name in NO_RECORDS)}
    writing = {
        path.name for path in (SOURCE / "workflows").glob("*.py") for _name, text in _functions(path) if _writes(text)
    }
    assert writing - known == set()


def test_every_way_out_is_an_act() -> None:
    for way, verb in WRITERS.items():
        module, _colon, function = way.partition(": ")
        text = (SOURCE / "workflows" / module).read_text(encoding="utf-8")
        assert f"def {function}(" in text, way
        assert f'"{verb}"' in text, way
        assert verb in RIGHTS


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
    plain = {
        path.relative_to(SOURCE / "ui").as_posix()
        for path in (SOURCE / "ui").rglob("*.py")
        if "save_document(" in path.read_text(encoding="utf-8")
    }
    assert plain <= {
        "screens/first_run/presenter.py",  # halves of the recovery sheet, before there is an office
        "screens/offices/presenter.py",  # this office's public card
        "screens/offices/trust_presenter.py",  # a public list: `list_file` is the act
        "screens/settings/halves_dialog.py",  # a half of the recovery sheet: keeping the halves is the act
        "screens/settings/presenter.py",  # as above
    }
    preview = (SOURCE / "ui" / "widgets" / "document_preview.py").read_text(encoding="utf-8")
    assert "print_noted(desk" in preview
    assert "save_noted(desk" in preview
