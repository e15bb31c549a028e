"""No preview shows a code, an id or a day as the records hold it, whichever of the types arrives."""

import re
from dataclasses import replace
from enum import StrEnum

import pytest

from desktop_app.domain.award_notices import Frequency
from desktop_app.domain.case_notices import ChangeKind, CloseReason, CorrectionReason, ForwardReason, ReopenReason
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.dependency import DependencyDegree
from desktop_app.domain.inquiries import ClarificationItem, ClarificationReason, InfoItemCode
from desktop_app.domain.messages import Body, MessageType
from desktop_app.domain.obligations import ObligationKind
from desktop_app.ui.screens.exchange.changes import change_cells
from desktop_app.ui.screens.exchange.named import in_words
from desktop_app.wording.change_values import change_detail, change_value
from desktop_app.wording.code_words import words_of
from desktop_app.wording.findings import finding_remedy, finding_words
from desktop_app.wording.formats import date_words
from desktop_app.wording.obligation_words import obligation_kind_words
from desktop_app.workflows import dispatch_bundle
from desktop_app.workflows.arrival import Change
from desktop_app.workflows.ask_explanation import ask_explanation, explainable
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.handlings import HANDLINGS
from desktop_app.workflows.receive_bundle import preview
from tests.support.case_desks import carry, certify, named, post, say, told
from tests.support.messages import FULL
from tests.workflows.conftest import offices

__all__ = ["offices"]

RAW = re.compile(
    r"\b[a-z]+(_[a-z0-9]+)+\b"  # a code
    r"|\b\d{4}-\d{2}-\d{2}\b"  # a day of the records
    r"|[0-9a-f]{8}-[0-9a-f]{4}"  # an id
    r"|\b[A-Z]{3} \d{4,}"  # an amount without separators
)


def words_of_change(change: Change) -> list[str]:
    return [cell.words for cell in change_cells(change)]


def as_from(body: Body, office: str) -> Body:
    """Let a body that names its issuer come from this office."""
    return replace(body, office=office) if hasattr(body, "office") else body


@pytest.mark.parametrize("kind", list(MessageType))
def test_a_full_message_of_every_type_is_shown_in_words(
    offices: dict[str, Desk], kind: MessageType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch_bundle, "drop_needless_reminders", lambda _desk, _office: None)
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there)
    carry(lc, vc)
    say(lc, "VC-NIS", as_from(FULL[kind], "LC-NIC"), named(vc, key), named(lc, there))
    view = preview(vc, post(lc, vc))
    said = [line for change in view.changes for line in words_of_change(change)]
    said += [f"{finding_words(check.finding)} {finding_remedy(check.finding)}" for check in view.checks]
    said += [line for part in view.parts for line in part.message.summary.splitlines()]
    assert not [line for line in said if RAW.search(line)], said
    assert kind not in HANDLINGS or said


def test_a_question_about_an_overlap_names_our_row_by_its_span_and_weeks(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there)
    (certificate,) = carried_certificates(lc, vc, key)
    row = next(each for each in certificate.rows if each.start and each.end)
    item = ClarificationItem(
        item_id="1",
        row_id=row.row_id,
        reason=ClarificationReason.OVERLAP,
        other_state="GD",
        span_from=row.start,
        span_to=row.end,
    )
    (about,) = (each.message.message_id for each in explainable(vc, key) if each.rows)
    ask_explanation(vc, key, about, (item,))
    view = preview(lc, post(vc, lc))
    said = in_words(view.main.summary, view.named)
    assert row.start
    assert row.end
    span = f"{date_words(row.start)} to {date_words(row.end)}"
    assert f"row of {span}, {row.weeks} weeks" in said
    assert f"row {row.row_id}" not in said
    assert "from LC-NIC" in said


def carried_certificates(sender: Desk, desk: Desk, key: str) -> list[PeriodCertificate]:
    carry(sender, desk)
    return [kept.certificate for kept in desk.store.periods.in_force(key)]


CODED: tuple[tuple[str, type[StrEnum]], ...] = (
    ("change_answer_owed", ReopenReason),
    ("change_dependant", DependencyDegree),
    ("change_destroy", CorrectionReason),
    ("change_due", ObligationKind),
    ("change_forwarded", ForwardReason),
    ("change_item_owed", InfoItemCode),
    ("change_message_invalidated", CorrectionReason),
    ("change_owed_lifted", ObligationKind),
    ("change_reminded", ObligationKind),
    ("change_stage", CloseReason),
    ("change_stage", ReopenReason),
    ("change_summed_up", Frequency),
    ("change_to_explain", ClarificationReason),
    ("change_told", ChangeKind),
)


@pytest.mark.parametrize(("what", "codes"), CODED)
def test_every_code_that_names_which_one_is_meant_has_its_words(what: str, codes: type[StrEnum]) -> None:
    for code in codes:
        assert change_detail(what, code.value) == (
            obligation_kind_words(code) if isinstance(code, ObligationKind) else words_of(code)
        )


@pytest.mark.parametrize(
    ("what", "value", "said"),
    [
        ("change_told", "2014-06-14", "14 Jun 2014"),
        ("change_told", "since 2014-02-30", "since 2014-02-30"),
        ("change_rate", "XCD 1412.50", "XCD 1,412.50"),
        ("change_decided_amount", "XCD 1412.00; XCD 20.00", "XCD 1,412.00; XCD 20.00"),
        ("change_decided_amount", "refused", "Refused"),
        ("change_stage", "collecting", "Collecting periods"),
        ("change_not_available", "bogus", "bogus"),
        ("change_paper_kinds", "EMP 40, VOL 12", "Employed 40, Voluntary 12"),
        ("change_dependency", "LC-3 · 2", "LC-3, version 2"),
        ("change_to_explain", "1994", "the row of 1994"),
        ("change_to_explain", "1994 26", "the row of 1994, 26 weeks"),
        ("change_to_explain", "1995 1", "the row of 1995, 1 week"),
        ("change_to_explain", "", ""),
    ],
)
def test_a_fact_is_said_as_people_write_it(what: str, value: str, said: str) -> None:
    assert change_value(what, value) == said


def test_a_message_of_ours_is_named_by_its_type_and_a_question_without_a_row_by_the_whole_message() -> None:
    ours = Change(what="change_receipt", mark="changed", now="handed_over", after="opened", detail="info_request")
    assert words_of_change(ours)[:3] == ["Our message: Request for information", "Handed over", "Opened there"]
    whole = Change(what="change_to_explain", mark="new", detail="proof_wanted")
    assert words_of_change(whole)[2] == "the whole message"
