"""The journal as the file that leaves the office, read again."""

from pathlib import Path
from tempfile import TemporaryDirectory

from desktop_app.workflows.desk import Desk
from desktop_app.workflows.read_journal import JournalFilter, export_journal


def journal_text(desk: Desk) -> str:
    """Export all of the journal as CSV and return what the file says."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "journal.csv"
        export_journal(desk, JournalFilter(), path)
        return path.read_bytes().decode("utf-8-sig")
