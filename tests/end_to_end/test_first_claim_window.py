"""The published claim through three real windows, by keyboard: from the first keystroke to the printed worksheet."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from desktop_app.domain.claims import Stage
from desktop_app.ui.screens.claim.calculation.topics import Topic
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.workflows.open_claim import Step
from tests.support import hendyce
from tests.support.offices import ALT, CTRL, OfficeAtWork, shown_texts

pytestmark = pytest.mark.slow

PICTURES = os.environ.get("CASS_DESK_PICTURES", "")
"""A folder for pictures of each step; none are kept where it is not set."""

TYPED = {
    "surname": "Hendyce",
    "forenames": "Bernadette",
    "birth_date": "14/6/1954",
    "address": "Kingstown",
    "filing_date": "16 Jun 2014",
    "filing_proof": "Stamped application",
    "contingency_date": "14 Jun 2014",
}


def take_picture(office: OfficeAtWork, name: str) -> None:
    if PICTURES:
        office.picture(Path(PICTURES) / f"{name}.png")


def grid_rows(state: str, *, with_state: bool) -> list[tuple[str, ...]]:
    return [
        (
            *((line.state,) if with_state else ()),
            line.year,
            line.start,
            line.end,
            line.employer,
            line.kind,
            line.weeks,
            line.earnings,
        )
        for line in hendyce.lines(state)
    ]


def take_in(vc: OfficeAtWork) -> None:
    """Ctrl+N, the claimant typed, the work history pasted from a table."""
    vc.press(Qt.Key.Key_N, CTRL)
    for name, text in TYPED.items():
        vc.fill(name, text)
    sex = vc.find("sex")
    sex.setFocus()
    vc.type("F")
    vc.fill("number_0", "104 882")
    for place, (letters, number) in enumerate((("LC", "553 210"), ("GD", "418 773")), start=1):
        vc.push("add_number")
        vc.find(f"number_state_{place}").setFocus()
        vc.type(letters)
        vc.fill(f"number_{place}", number)
    vc.push("consent")
    take_picture(vc, "vc-1-claimant")
    vc.primary()
    assert vc.claim.presenter.step is Step.WORK_HISTORY, shown_texts(vc.claim.page())
    rows = [row for state in ("VC", "LC", "GD") for row in grid_rows(state, with_state=True)]
    vc.paste_into(vc.find("history_grid"), rows)
    take_picture(vc, "vc-2-work-history")
    vc.primary()


def certify(office: OfficeAtWork) -> None:
    """The record pasted, the last day typed, certified at once: the rows are checked first, then the question comes."""
    office.paste_into(office.find("record_grid"), grid_rows(office.desk.office.state, with_state=False))
    office.fill("complete_to", "13 Jun 2014")
    take_picture(office, f"{office.desk.office.state.lower()}-3-certify")
    office.push("certify")
    take_picture(office, f"{office.desk.office.state.lower()}-3-certify-question")
    office.push("certify_yes")


def send_everything(office: OfficeAtWork, stick: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Exchange: every office's bundle sealed and written to the stick; return the files."""
    before = set(stick.iterdir())
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    office.office.show_outgoing()
    office.settle()
    while office.office.exchange.lanes.outgoing:
        office.office.show_outgoing()
        office.settle()
        take_picture(office, f"{office.desk.office.state.lower()}-4-to-send")
        office.office.exchange_screen.sending.to_stick.setFocus()
        office.press(Qt.Key.Key_Space)
    return sorted(set(stick.iterdir()) - before)


def open_and_accept(office: OfficeAtWork, path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Open a file from the stick; look; accept."""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    office.office.show_outgoing()
    office.settle()
    office.office.exchange_screen.open_file.setFocus()
    office.press(Qt.Key.Key_Space)
    take_picture(office, name)
    office.primary()


def bundle_for(files: list[Path], sender: str, recipient: str) -> Path:
    return next(path for path in files if path.name.startswith(f"{sender}_{recipient}"))


def test_a_claim_is_taken_in_sent_answered_calculated_decided_and_printed(
    offices: dict[str, OfficeAtWork], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vc = offices["VC"]
    stick = tmp_path / "stick"
    stick.mkdir()
    take_in(vc)
    assert vc.claim.presenter.step is Step.CHECK_AND_SEND
    take_picture(vc, "vc-3-check-and-send")
    vc.push("send_notices")
    vc.press(Qt.Key.Key_5, ALT)
    assert vc.claim.presenter.step is Step.INSURANCE_PERIODS
    certify(vc)
    key = vc.claim.claim_key
    files = send_everything(vc, stick, monkeypatch)
    assert len(files) == 2
    assert not any("endyce" in path.name for path in files)

    answers = []
    for state in ("LC", "GD"):
        office = offices[state]
        code = office.desk.office.code
        open_and_accept(office, bundle_for(files, "VC-NIS", code), monkeypatch, f"{state.lower()}-1-received")
        (row,) = office.desk.store.claims.page()
        office.office.open_claim(row.id, Step.INSURANCE_PERIODS)
        office.settle()
        certify(office)
        answers += send_everything(office, stick, monkeypatch)

    for place, path in enumerate(answers):
        open_and_accept(vc, path, monkeypatch, f"vc-5-received-{place}")
    take_today(vc)

    vc.office.open_claim(key, Step.CALCULATION)
    vc.settle()
    claim = vc.desk.store.claims.get(key)
    assert claim.stage is Stage.READY
    take_picture(vc, "vc-6-calculation-own-rules")
    settle_readings(vc)
    decide_saint_lucia(vc)
    take_picture(vc, "vc-7-calculation-decided")
    texts = " ".join(award_texts(vc))
    for figure in ("35.88", "83.08", "19.93"):
        assert figure in texts
    vc.push("keep_calculation")
    assert vc.desk.store.calculations.newest(key) is not None
    vc.press(Qt.Key.Key_P, CTRL)
    kinds = {document.kind for document in vc.desk.store.documents.of_claim(key)}
    assert "worksheet" in kinds
    (preview,) = vc.window.findChildren(DocumentPreview)
    assert preview.place.text().startswith("Page 1 of ")
    if PICTURES:
        preview.grab().save(str(Path(PICTURES) / "vc-8-worksheet.png"))
    preview.reject()
    assert vc.desk.store.journal.verify() is None


def take_today(office: OfficeAtWork) -> None:
    office.window.go_to("today")
    office.settle()
    take_picture(office, "vc-0-today")


def settle_readings(vc: OfficeAtWork) -> None:
    """Choose for Grenada and Saint Lucia the rules as Saint Vincent published them."""
    for state in ("GD", "LC"):
        vc.claim.page().settle.open_for(state, Topic.READING)
        vc.settle()
        vc.push("option_nissvg-2014")
        vc.fill("settle_reason", "as Saint Vincent publishes it")
        vc.push("settle_it")


def decide_saint_lucia(vc: OfficeAtWork) -> None:
    """The officer's decision: proportional although 10 weeks short; looked at twice."""
    vc.claim.page().settle.open_for("LC", Topic.DECISION)
    vc.settle()
    vc.push("option_proportional")
    vc.fill("settle_reason", "agreed practice")
    vc.push("settle_it")
    vc.push("settle_decide")


def award_texts(vc: OfficeAtWork) -> list[str]:
    model = vc.claim.page().result.table.model()
    return [
        str(model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole) or model.index(row, column).data() or "")
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
