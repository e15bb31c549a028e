"""A store of version 2 keeps what was owed, asked and answered, and gets the trace of what travelled before."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.obligations import DueFrom, ObligationKind, ObligationState, ObligationStep
from desktop_app.store.columns import sha256
from desktop_app.store.database import Tables, connect
from desktop_app.store.store import Store
from tests.support.stores import KEY, open_again

STORES = Path(__file__).parents[2] / "stores"
AT = "2026-03-02T09:00:00-04:00"


def _sent(tables: Tables, number: int, *, handed_over: bool, state: str, remarks: str = "") -> None:
    tables.execute(
        "INSERT INTO sent_bundle VALUES (?, 'LC-NIC', ?, 'a.cass', 'd', 'f', 99, ?, ?, 'stick', x'00')",
        [f"bundle-{number}", number, AT, "2026-03-05T08:00:00-04:00" if handed_over else None],
    )
    tables.execute(
        "INSERT INTO outbox_message (message_id, office, type, claim_id, data, created_at, state, state_at, bundle_id,"
        " remarks) VALUES (?, 'LC-NIC', 'claim_notice', 'claim-1', x'7b7d', ?, ?, '2026-03-09T08:00:00-04:00', ?, ?)",
        [f"message-{number}", AT, state, f"bundle-{number}", remarks],
    )


def _owed(tables: Tables, number: int, *, asked: str, state: str, met_by: str = "", by: str = "LC-NIC") -> None:
    tables.execute(
        "INSERT INTO obligation VALUES (?, 'claim-1', ?, 'VC-NIS', 'period_certificate', ?, '2026-03-02', ?, ?, ?)",
        [f"owed-{number}", by, asked, f"2026-04-0{number}", state, met_by],
    )


@pytest.fixture
def brought_up(tmp_path: Path) -> Store:
    """A store of version 2 in which four answers were asked for, opened by this program."""
    shutil.copy(STORES / "v2" / "store.cass-db", tmp_path)
    tables = connect(tmp_path / "store.cass-db", KEY)
    _sent(tables, 1, handed_over=True, state="accepted")
    _sent(tables, 2, handed_over=False, state="sealed")
    _sent(tables, 3, handed_over=True, state="returned", remarks="legal_bar: words of a clerk")
    _owed(tables, 1, asked="message-1", state="met", met_by="message-7")
    _owed(tables, 2, asked="message-2", state="open")
    _owed(tables, 3, asked="message-3", state="cancelled")
    _owed(tables, 4, asked="message-of-another", state="met_in_part", met_by="VC-1-P", by="VC-NIS")
    tables.execute(
        "INSERT INTO received_file VALUES (1, ?, 'b.cass', 'f1', 50, x'01', 'ok', 'accepted', 'bundle-7', 'd', '',"
        " 'LC-NIC', 1, 'user-1', ?, '')",
        [AT, AT],
    )
    tables.execute(
        "INSERT INTO received_message VALUES (1, 'message-7', 1, 'period_certificate', 'd7', x'7b7d', 'claim-1',"
        " 'accepted', 'user-1', '2026-03-20T08:00:00-04:00', 'words of a clerk')"
    )
    tables.conn.commit()
    tables.close()
    return open_again(tmp_path)


def test_every_obligation_is_there_as_it_was(brought_up: Store) -> None:
    with brought_up as store:
        met, asked, cancelled, ours = store.obligations.of_claim("claim-1")
        assert [entry.id for entry in (met, asked, cancelled, ours)] == ["owed-1", "owed-2", "owed-3", "owed-4"]
        assert (met.state, met.met_by, met.kind) == (
            ObligationState.MET,
            "message-7",
            ObligationKind.PERIOD_CERTIFICATE,
        )
        assert (met.handed_over_on, met.due_from, met.due_on) == (
            date(2026, 3, 5),
            DueFrom.HANDED_OVER,
            date(2026, 4, 1),
        )
        assert (asked.due_from, asked.handed_over_on, asked.within and asked.within.days) == (DueFrom.ASKED, None, 30)
        assert cancelled.state is ObligationState.CANCELLED
        assert (ours.state, ours.due_from, ours.within) == (ObligationState.MET_IN_PART, DueFrom.STATED, None)
        assert [event.step for event in store.obligations.history("owed-2")] == [ObligationStep.ASKED]


def test_what_travelled_before_has_its_lines(brought_up: Store) -> None:
    with brought_up as store:
        lines = {line.message_id: line for line in store.trace_log.lines()}
        assert lines.keys() == {"message-1", "message-2", "message-3", "message-7"}
        first = lines["message-1"]
        assert (first.digest, first.size, first.bundle_size, first.channel) == (sha256(b"{}"), 2, 99, "stick")
        assert (first.day_of("handed_over"), first.day_of("accepted")) == (date(2026, 3, 5), date(2026, 3, 9))
        owed = [(event.state, event.on_day) for event in first.events if event.kind]
        assert owed == [
            ("asked", date(2026, 3, 2)),
            ("handed_over", date(2026, 3, 5)),
            ("met", date(2026, 3, 20)),
        ]
        assert [event.state for event in lines["message-2"].events if not event.kind] == ["sealed"]
        assert lines["message-3"].result == "legal_bar"
        assert (lines["message-7"].sender, lines["message-7"].result) == ("LC-NIC", "")
