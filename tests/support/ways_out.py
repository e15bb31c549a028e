"""Every way by which records leave the store as a file: the verb, its act, and an office that has them all to go."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop_app.domain.reports import ReportKind
from desktop_app.foundation.places import Places
from desktop_app.store.journal import JournalFilter
from desktop_app.workflows.attach import attach_file, save_attachment, send_with
from desktop_app.workflows.back_up import back_up
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle, write_bundle
from desktop_app.workflows.export_keys import export_keys
from desktop_app.workflows.export_table import ShownTable, export_table
from desktop_app.workflows.issue_document import IssuedDocument, print_noted, save_noted
from desktop_app.workflows.map_message import Target, map_kept, save_mapped
from desktop_app.workflows.partner_statistics import export_trace
from desktop_app.workflows.person_file import person_file_pdf, write_person_file
from desktop_app.workflows.read_journal import export_journal
from desktop_app.workflows.reports import export_report, report, report_document
from tests.support.case_desks import post, told
from tests.support.desks import desk_of, introduce
from tests.support.two_persons import PASSPHRASES, Desks, set_up

_PAPER: Final = b"%PDF-1.4\n%%EOF\n"
_TABLE: Final = ShownTable(
    name="Claims", titles=("Number", "Claimant"), rows=[("VC-1", "Sample, Ann")], personal=frozenset({1})
)
_PLAIN: Final = ShownTable(name="Offices", titles=("Office",), rows=[("LC-NIC",)])
_PAGES: Final = IssuedDocument(name="letter.pdf", data=_PAPER)


@dataclass(slots=True)
class Office:
    """An office with a claim, a received paper, a sealed bundle and a person; the head is signed in."""

    desks: Desks
    other: Desk
    desk: Desk
    person_id: str
    message_id: str
    mailbox_id: int
    bundle_id: str

    def close(self) -> None:
        self.desks.close()
        self.other.close()


def office(folder: Path) -> Office:
    desks = set_up(folder / "vc", "hubert", "dora")
    other = desk_of("LC", Places.at(folder / "lc"), now=desks.clock.now())
    introduce(desks.desk, other)
    key = told(desks.desk, "LC")
    there = told(other, "VC")
    paper = attach_file(other, there, _PAPER, "Register.pdf")
    send_with(other, other.store.outbox.waiting("VC-NIS")[0].message_id, (paper.id,))
    return Office(
        desks=desks,
        other=other,
        desk=desks.as_user("hubert"),
        person_id=desks.desk.store.claims.get(key).person_id,
        message_id=desks.desk.store.outbox.of_claim(key)[0].message_id,
        mailbox_id=post(other, desks.desk),
        bundle_id=seal_bundle(desks.desk, "LC-NIC").bundle_id,
    )


def _keys(at: Office, folder: Path) -> None:
    export_keys(
        at.desk,
        folder,
        reason="for the safe",
        login="dora",
        second_passphrase=PASSPHRASES["dora"],
        passphrase="turtle umbrella market eleven",
    )


@dataclass(frozen=True, slots=True)
class Way:
    """A way out: the act that it is, and how it is gone; `sealed` for what can be read by nobody who finds it."""

    verb: str
    go: Callable[[Office, Path], object]
    sealed: bool = False


FILES: Final[dict[str, Way]] = {
    "attach.py: save_attachment": Way(
        "paper_saved", lambda at, folder: save_attachment(at.desk, at.mailbox_id, 0, folder)
    ),
    "back_up.py: write_backup": Way("backup_made", lambda at, folder: back_up(at.desk, folder), sealed=True),
    "dispatch_bundle.py: write_bundle": Way(
        "bundle_handed_over", lambda at, folder: write_bundle(at.desk, at.bundle_id, folder, "stick"), sealed=True
    ),
    "export_keys.py: export_keys": Way("keys_exported", _keys),
    "export_table.py: export_table": Way(
        "persons_exported", lambda at, folder: export_table(at.desk, _TABLE, folder / "claims.xlsx")
    ),
    "issue_document.py: save_noted": Way(
        "document_saved", lambda at, folder: save_noted(at.desk, _PAGES, folder / "letter.pdf")
    ),
    "map_message.py: save_mapped": Way(
        "message_exported",
        lambda at, folder: save_mapped(at.desk, map_kept(at.desk, at.message_id, Target.DCI), folder / "notice.json"),
    ),
    "partner_statistics.py: export_trace": Way(
        "trace_exported", lambda at, folder: export_trace(at.desk, folder / "trace.csv")
    ),
    "person_file.py: write_person_file": Way(
        "person_file_made", lambda at, folder: write_person_file(at.desk, at.person_id, folder / "record.zip")
    ),
    "read_journal.py: export_journal": Way(
        "journal_exported", lambda at, folder: export_journal(at.desk, JournalFilter(), folder / "journal.csv")
    ),
    "reports.py: export_report": Way(
        "outreach_listed",
        lambda at, folder: export_report(at.desk, report(at.desk, ReportKind.OUTREACH), folder / "near.xlsx"),
    ),
}
"""By module and function: each writes a file that a person chose."""

PAPER: Final[dict[str, Way]] = {
    "issue_document.py: print_noted": Way("document_printed", lambda at, _folder: print_noted(at.desk, _PAGES)),
    "person_file.py: person_file_pdf": Way(
        "person_file_made", lambda at, _folder: person_file_pdf(at.desk, at.person_id)
    ),
    "reports.py: report_document": Way(
        "report_made", lambda at, _folder: report_document(at.desk, report(at.desk, ReportKind.OPEN_CLAIMS))
    ),
}
"""What goes to the printer or becomes pages; no file."""

OTHERS: Final[dict[str, Way]] = {
    "export_table.py: export_table": Way(
        "table_exported", lambda at, folder: export_table(at.desk, _PLAIN, folder / "offices.csv")
    ),
    "map_message.py: save_mapped": Way(
        "message_exported",
        lambda at, folder: save_mapped(at.desk, map_kept(at.desk, at.message_id, Target.EESSI), folder / "notice.xml"),
    ),
    "person_file.py: write_person_file": Way(
        "person_file_made", lambda at, folder: write_person_file(at.desk, at.person_id, folder / "record.json")
    ),
    "reports.py: export_report": Way(
        "report_made",
        lambda at, folder: export_report(at.desk, report(at.desk, ReportKind.OPEN_CLAIMS), folder / "open.csv"),
    ),
}
"""The same verbs once more, for their other endings and acts."""
