"""A survivors' claim of one office through its real window, by keyboard: from the deceased to the printed shares."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from desktop_app.ui.screens.claim.calculation.topics import Topic
from desktop_app.ui.widgets.document_preview import DocumentPreview
from desktop_app.workflows.calculate_claim import calculate_claim
from desktop_app.workflows.open_claim import Step
from tests.support import sample_claims
from tests.support.offices import ALT, CTRL, OfficeAtWork, shown_texts
from tests.support.pdfs import flat_text

pytestmark = pytest.mark.slow


def choose(office: OfficeAtWork, name: str, key: str) -> None:
    """Choose in a box by its first letters, as a clerk does."""
    combo = office.find(name)
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    office.press(Qt.Key.Key_Home)
    while combo.currentData() != key:
        before = combo.currentIndex()
        office.press(Qt.Key.Key_Down)
        assert combo.currentIndex() != before, f"{key} is not offered in {name}"


def take_in(gd: OfficeAtWork) -> None:
    """Ctrl+N; the benefit first, then the deceased, the day of death and who claims."""
    typed = sample_claims.claimant("survivors")
    gd.press(Qt.Key.Key_N, CTRL)
    choose(gd, "benefit", typed.benefit)
    for name in ("surname", "forenames", "birth_date", "filing_date", "filing_proof", "contingency_date", "applicant"):
        gd.fill(name, getattr(typed, name))
    choose(gd, "sex", typed.sex)
    gd.fill("number_0", "900 103")
    gd.push("consent")
    said = shown_texts(gd.claim.page())
    assert "Deceased insured person" in said
    assert "Date &of death" in said
    gd.primary()
    assert gd.claim.presenter.step is Step.WORK_HISTORY, shown_texts(gd.claim.page())


def name_survivors(gd: OfficeAtWork) -> None:
    """Widow and two children, each on the row the last one left."""
    for number, line in enumerate(sample_claims.dependants("survivors").lines[:3], start=1):
        if number > 1:
            gd.push("survivors")
        choose(gd, f"survivors.{number}.relationship", line.relationship)
        asked = ["surname", "forenames", "birth_date"] + (["union_since"] if line.union_since else [])
        for name in asked:
            gd.fill(f"survivors.{number}.{name}", getattr(line, name))
        for name in ("in_education", "cares_for_child", "invalid"):
            if getattr(line, name):
                choose(gd, f"survivors.{number}.{name}", getattr(line, name))
    gd.primary()


def certify(gd: OfficeAtWork) -> None:
    rows = [
        (line.year, line.start, line.end, line.employer, line.kind, line.weeks, line.earnings)
        for line in sample_claims.lines("survivors", "GD")
    ]
    gd.press(Qt.Key.Key_5, ALT)
    assert gd.claim.presenter.step is Step.INSURANCE_PERIODS
    gd.paste_into(gd.find("record_grid"), rows)
    gd.fill("complete_to", "17 Mar 2014")
    gd.push("certify")
    gd.push("certify_yes")


def test_a_survivors_claim_is_taken_in_shared_decided_kept_and_printed(
    offices: dict[str, OfficeAtWork], tmp_path: Path
) -> None:
    gd = offices["GD"]
    take_in(gd)
    gd.paste_into(
        gd.find("history_grid"),
        [
            (line.state, line.year, line.start, line.end, line.employer, line.kind, line.weeks, line.earnings)
            for line in sample_claims.lines("survivors", "GD")
        ],
    )
    gd.primary()
    assert gd.claim.presenter.step is Step.DEPENDANTS
    name_survivors(gd)
    assert gd.claim.presenter.step is Step.CHECK_AND_SEND, shown_texts(gd.claim.page())
    key = gd.claim.claim_key
    assert [each.name for each in gd.desk.store.dependants.survivors(key)] == [
        "Ottoline Exemplar",
        "Peregrine Exemplar",
        "Clementia Exemplar",
    ]
    certify(gd)
    gd.press(Qt.Key.Key_6, ALT)
    page = gd.claim.page()
    assert gd.claim.presenter.step is Step.CALCULATION
    shares = calculate_claim(gd.desk, key).award.state("GD").shares
    assert [share.payable.plain for share in shares if share.payable] == ["98.31", "32.77", "32.77"]
    assert page.shares.table.row_count() == 3
    page.settle.open_for("GD", Topic.VESTED)
    gd.settle()
    gd.push("option_actual")
    gd.fill("settle_reason", "by the circular of the examining office")
    gd.push("settle_it")
    gd.push("settle_decide")
    assert calculate_claim(gd.desk, key).award.state("GD").payable.reason.code == "actual_only"
    gd.push("keep_calculation")
    assert gd.desk.store.calculations.newest(key) is not None
    gd.press(Qt.Key.Key_P, CTRL)
    (preview,) = gd.window.findChildren(DocumentPreview)
    document = gd.desk.store.documents.of_claim(key)[-1]
    printed = flat_text(gd.desk.store.documents.data_of(document.id), tmp_path)
    for words in ("What each survivor gets", "Ottoline Exemplar", "for life", "by the circular of the examining"):
        assert words in printed
    preview.reject()
    assert gd.desk.store.journal.verify() is None
