"""The published claim through three desks, as files handed over: taken in, sent, answered, calculated, decided."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.claims import Stage
from desktop_app.domain.messages import MessageType
from desktop_app.foundation.places import Places
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.calculate_claim import calculate_claim, choose_reading, decide_point, keep_calculation
from desktop_app.workflows.certify_periods import certify_periods
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle, sent, to_send, write_bundle
from desktop_app.workflows.enter_claim import enter_history, register_claim
from desktop_app.workflows.open_claim import open_claim, start_claim
from desktop_app.workflows.receive_bundle import preview, receive_file
from desktop_app.workflows.send_claim import check_claim, send_notices
from desktop_app.workflows.today import QueueKind, today_queue
from tests.support import hendyce
from tests.support.desks import desk_of, introduce

CUT_OFF = date(2014, 6, 13)


@pytest.fixture
def desks(tmp_path: Path) -> dict[str, Desk]:
    made = {state: desk_of(state, Places.at(tmp_path / state)) for state in ("VC", "LC", "GD")}
    introduce(*made.values())
    return made


def carry(sender: Desk, receiver: Desk, stick: Path) -> int:
    """Seal what waits at one desk, write it to a stick, and open the file at the other."""
    file = seal_bundle(sender, receiver.office.code)
    stick.mkdir(exist_ok=True)
    path = write_bundle(sender, file.bundle_id, stick, "stick").path
    return receive_file(receiver, path.read_bytes())


def take_in(desk: Desk) -> str:
    key = start_claim(desk).key
    register_claim(desk, key, hendyce.CLAIMANT)
    enter_history(desk, key, hendyce.history())
    return key


def answer(desk: Desk, mailbox_id: int) -> str:
    claim_id = accept(desk, mailbox_id)
    certify_periods(desk, claim_id, hendyce.record(desk.office.state), complete_to=CUT_OFF, has_periods=HasPeriods.YES)
    return claim_id


def bring_together(desks: dict[str, Desk], stick: Path) -> str:
    """Run the whole exchange; return the claim's id at Saint Vincent's desk."""
    vc = desks["VC"]
    key = take_in(vc)
    send_notices(vc, key, ("LC", "GD"))
    certify_periods(vc, key, hendyce.record("VC"), complete_to=CUT_OFF, has_periods=HasPeriods.YES)
    for state in ("LC", "GD"):
        answer(desks[state], carry(vc, desks[state], stick))
        accept(vc, carry(desks[state], vc, stick))
    return key


def test_the_published_claim_comes_out_with_the_published_rules(desks: dict[str, Desk], tmp_path: Path) -> None:
    vc = desks["VC"]
    key = bring_together(desks, tmp_path / "stick")
    assert open_claim(vc, key).claim is not None
    for state in ("GD", "LC"):
        choose_reading(vc, key, state, "nissvg-2014", "as Saint Vincent publishes it")
    view = calculate_claim(vc, key)
    assert view.award.totalised_weeks == 740
    amounts = {line.state: line.payable.weekly.plain if line.payable.weekly else None for line in view.award.states}
    assert amounts == {"VC": "35.88", "LC": None, "GD": "19.93"}
    decided = decide_point(vc, key, point="unmet_state", state="LC", option="proportional", reason="agreed practice")
    payable = decided.award.state("LC").payable.weekly
    assert payable is not None
    assert payable.plain == "83.08"
    assert keep_calculation(vc, key).kept_at == vc.clock.now()


def test_the_case_moves_on_by_itself_from_draft_to_ready(desks: dict[str, Desk], tmp_path: Path) -> None:
    vc = desks["VC"]
    key = take_in(vc)
    assert open_claim(vc, key).claim.stage is Stage.DRAFT  # type: ignore[union-attr]  # registered above
    check = check_claim(vc, key)
    assert {recipient.state for recipient in check.recipients} == {"LC", "GD"}
    assert check.can_send
    send_notices(vc, key, ("LC", "GD"))
    assert open_claim(vc, key).claim.stage is Stage.COLLECTING  # type: ignore[union-attr]  # registered above
    assert [line.office.card.office.code for line in to_send(vc)] == ["GD-NIS", "LC-NIC"]
    assert today_queue(vc).count(QueueKind.TO_SEND) == 2
    certify_periods(vc, key, hendyce.record("VC"), complete_to=CUT_OFF, has_periods=HasPeriods.YES)
    for state in ("LC", "GD"):
        answer(desks[state], carry(vc, desks[state], tmp_path / "stick"))
        accept(vc, carry(desks[state], vc, tmp_path / "stick"))
    assert open_claim(vc, key).claim.stage is Stage.READY  # type: ignore[union-attr]  # registered above
    assert today_queue(vc).count(QueueKind.READY) == 1
    assert {line.state for line in sent(vc)} == {"registered"}


def test_the_other_office_sees_what_it_is_asked_before_anything_is_kept(desks: dict[str, Desk], tmp_path: Path) -> None:
    vc, lc = desks["VC"], desks["LC"]
    key = take_in(vc)
    send_notices(vc, key, ("LC",))
    mailbox_id = carry(vc, lc, tmp_path / "stick")
    seen = preview(lc, mailbox_id)
    assert seen.main.type is MessageType.CLAIM_NOTICE
    assert seen.can_accept
    assert seen.claim is None
    assert lc.store.claims.by_number("LC-2014-0001") is None
    claim_id = accept(lc, mailbox_id)
    assert open_claim(lc, claim_id).claimant.surname == "Hendyce"
    assert today_queue(lc).count(QueueKind.ASKED) == 1


def test_an_overdue_reply_stands_on_top_of_the_queue(desks: dict[str, Desk]) -> None:
    vc = desks["VC"]
    send_notices(vc, take_in(vc), ("LC",))
    vc.clock.advance(days=50)  # type: ignore[attr-defined]  # a test's clock
    first = today_queue(vc).items[0]
    assert first.kind is QueueKind.OVERDUE
    assert first.days == -13
