"""Figures about offices, from the trace log alone: exact, and with nothing in them about a person."""

import csv
import io
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from desktop_app.domain.messages import ReturnReason
from desktop_app.domain.obligations import ObligationKind
from desktop_app.workflows.apply_message import accept, return_bundle
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle
from desktop_app.workflows.partner_statistics import (
    PartnerStatistics,
    export_trace,
    median,
    ninetieth,
    partner_statistics,
)
from desktop_app.workflows.receive_bundle import receive_file
from desktop_app.workflows.remind import send_reminder
from tests.support.case_desks import OTHER, certify, told
from tests.support.hendyce import CLAIMANT

DAYS = st.lists(st.integers(min_value=0, max_value=400), min_size=1, max_size=60)


def wait(*desks: Desk, days: int) -> None:
    for desk in desks:
        desk.clock.advance(days=days)  # type: ignore[attr-defined]  # a test's clock


def leave(desk: Desk, office: str) -> bytes:
    file = seal_bundle(desk, office)
    hand_over(desk, file.bundle_id, "stick")
    return file.data


def of(desk: Desk, office: str, kind: ObligationKind) -> PartnerStatistics:
    (found,) = [line for line in partner_statistics(desk) if (line.office, line.kind) == (office, kind.value)]
    return found


@given(days=DAYS)
def test_half_are_within_the_median_and_nine_in_ten_within_the_ninetieth(days: list[int]) -> None:
    middle, most = median(days), ninetieth(days)
    assert middle is not None
    assert most is not None
    assert 2 * sum(day <= middle for day in days) >= len(days) <= 2 * sum(day >= middle for day in days)
    assert 10 * sum(day <= most for day in days) >= 9 * len(days)
    assert 10 * sum(day < most for day in days) < 9 * len(days)


def test_the_median_of_two_is_exact_and_of_none_is_nothing() -> None:
    assert median([3, 8]) == Fraction(11, 2)
    assert median([]) is None
    assert ninetieth([]) is None


@pytest.fixture
def answered(offices: dict[str, Desk]) -> dict[str, Desk]:
    """Saint Lucia answered one question after forty-five days and a reminder, and not yet another."""
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    accept(lc, receive_file(lc, leave(vc, "LC-NIC")))
    told(vc, "LC", claimant=OTHER)
    leave(vc, "LC-NIC")
    wait(vc, lc, days=40)
    send_reminder(vc, "LC-NIC")
    accept(lc, receive_file(lc, leave(vc, "LC-NIC")))
    wait(vc, lc, days=5)
    (here,) = [entry for entry in lc.store.obligations.open(owed_by="LC-NIC") if entry.claim_id]
    certify(lc, here.claim_id)
    accept(vc, receive_file(vc, leave(lc, "VC-NIS")))
    return offices


def test_days_run_from_handing_over_to_the_whole_answer(answered: dict[str, Desk]) -> None:
    vc, lc = answered["VC"], answered["LC"]
    found = of(vc, "LC-NIC", ObligationKind.PERIOD_CERTIFICATE)
    assert (found.asked, found.answered, found.median_days, found.ninetieth_days) == (2, 1, Fraction(45), 45)
    assert (found.reminded, found.from_paper, found.messages, found.returned) == (2, 0, 1, 0), "one reminder named both"
    assert not found.own
    mine = of(lc, "LC-NIC", ObligationKind.PERIOD_CERTIFICATE)
    assert (mine.own, mine.answered, mine.messages) == (True, 1, 1)
    later = vc.clock.today() + timedelta(days=1)
    assert partner_statistics(vc, since=later) == ()
    assert partner_statistics(vc, until=date(2014, 1, 1)) == ()


def test_an_answer_on_paper_a_correction_and_a_return_are_counted(answered: dict[str, Desk]) -> None:
    vc, lc, gd = answered["VC"], answered["LC"], answered["GD"]
    owed = vc.store.obligations.open(owed_by="LC-NIC")[0]
    with vc.store.act(verb="samples_made", user=vc.user.id, about="", facts={}):
        vc.store.obligations.meet(owed.id, met_by="paper 1", from_paper=True, by=vc.user.id)
        answer = next(row for row in vc.store.mailbox.files())
        (certificate,) = [
            entry for entry in vc.store.mailbox.messages_of(answer.id) if entry.type == "period_certificate"
        ]
        vc.store.mailbox.supersede(certificate.message_id, "message-2", at=vc.clock.now())
    found = of(vc, "LC-NIC", ObligationKind.PERIOD_CERTIFICATE)
    assert (found.from_paper, found.corrected, found.answered) == (1, 1, 2)
    told(gd, "LC")
    number = receive_file(lc, leave(gd, "LC-NIC"))
    return_bundle(lc, number, ReturnReason.PERSON_NOT_KNOWN, "Mrs Hendyce is not known here")
    (claim_notices,) = [
        line for line in partner_statistics(lc) if (line.office, line.kind) == ("GD-NIS", "claim_notice")
    ]
    assert (claim_notices.returned, claim_notices.lost) == (1, 0)


def test_what_was_declared_lost_is_counted_with_who_sent_it(answered: dict[str, Desk]) -> None:
    vc = answered["VC"]
    told(vc, "LC")
    leave(vc, "LC-NIC")
    came, lost = vc.store.outbox.bundles("LC-NIC")[1], vc.store.outbox.bundles("LC-NIC")[0]
    with vc.store.act(verb="samples_made", user=vc.user.id, about=lost.bundle_id, facts={}):
        vc.store.outbox.declare_lost(came.bundle_id, at=vc.clock.now())
        vc.store.outbox.declare_lost(lost.bundle_id, at=vc.clock.now())
    sent = [line for line in partner_statistics(vc) if line.office == "VC-NIS"]
    known = [row for row in vc.store.outbox.of_bundle(lost.bundle_id) if row.standing]
    assert sum(line.lost for line in sent) == len(known) > 0, "what a receipt acknowledged is not lost"


def log_of(desk: Desk, folder: Path) -> str:
    path = folder / "trace.csv"
    export_trace(desk, path)
    return path.read_bytes().decode("utf-8-sig")


def test_the_log_is_a_table_of_codes_and_days(answered: dict[str, Desk], tmp_path: Path) -> None:
    vc = answered["VC"]
    text = log_of(vc, tmp_path)
    rows = list(csv.DictReader(io.StringIO(text)))
    line = vc.store.journal.lines(limit=1)[0]
    assert (line.facts, vc.store.changes.of(line.id).said) == ({"lines": len(rows)}, "trace.csv")
    export_trace(vc, tmp_path / "trace.xlsx")
    sheet = load_workbook(tmp_path / "trace.xlsx").worksheets[0]
    assert [str(cell.value or "") for cell in sheet[2]] == list(rows[0].values())
    notice = next(row for row in rows if row["type"] == "claim_notice")
    assert (notice["sender"], notice["recipient"], notice["sequence"]) == ("VC-NIS", "LC-NIC", "1")
    assert (notice["sealed"], notice["handed_over"], notice["channel"]) == ("2014-07-14", "2014-07-14", "stick")
    assert notice["registered"] == notice["answered"] == "2014-08-28"
    assert (notice["asked_for"], notice["reminders"], len(notice["digest"])) == ("period_certificate", "1", 64)
    private = [CLAIMANT.surname, CLAIMANT.forenames, OTHER.surname, "1954", "1953", *_numbers()]
    assert [word for word in private if word and word in text] == []


def _numbers() -> list[str]:
    return [number for claimant in (CLAIMANT, OTHER) for _state, number in claimant.numbers]


def test_remarks_in_words_never_reach_the_log(answered: dict[str, Desk], tmp_path: Path) -> None:
    vc, lc = answered["VC"], answered["LC"]
    told(vc, "LC")
    number = receive_file(lc, leave(vc, "LC-NIC"))
    return_bundle(lc, number, ReturnReason.PERSON_NOT_KNOWN, "Bernadette Hendyce was never insured here")
    accept(vc, receive_file(vc, leave(lc, "VC-NIS")))
    for desk in (vc, lc):
        text = log_of(desk, tmp_path)
        assert "person_not_known" in text
        assert "Hendyce" not in text
