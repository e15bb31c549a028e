"""An update of the rules travels with its message, is kept whole at the other office, and is not in force by that."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.directory_notices import RulePackNotice
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import RuleProblem
from desktop_app.store.rule_updates import UpdateStatus
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.receive_bundle import preview
from desktop_app.workflows.send_rules import notice_of, send_rules
from desktop_app.workflows.update_rules import import_update, rule_updates
from tests.support.case_desks import post, say
from tests.support.desks import desk_of, introduce
from tests.support.rule_updates import introduce as introduce_maker
from tests.support.rule_updates import update_file


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    vc, lc = (desk_of(state, Places.at(tmp_path / state)) for state in ("VC", "LC"))
    introduce(vc, lc)
    for desk in (vc, lc):
        introduce_maker(desk, "VC-RULES")
    yield vc, lc
    for desk in (vc, lc):
        desk.close()


def codes(desk: Desk, mailbox_id: int) -> list[str]:
    return [check.finding.code for check in preview(desk, mailbox_id).checks]


def test_the_package_arrives_as_it_was_sent_and_waits_for_two_persons(desks: tuple[Desk, Desk]) -> None:
    vc, lc = desks
    data = update_file()
    assert send_rules(vc, import_update(vc, data), ("LC-NIC", "VC-NIS")) == 1

    mailbox_id = post(vc, lc)
    assert codes(lc, mailbox_id) == ["rule_pack_kept", "attachments_kept"]
    assert [change.what for change in preview(lc, mailbox_id).changes] == ["change_rules"]
    accept(lc, mailbox_id)
    (line,) = rule_updates(lc)
    assert line.status is UpdateStatus.RECEIVED
    assert not line.in_force
    kept = lc.store.rule_updates.get(line.update_id)
    assert kept.data == data


def test_a_message_without_its_package_cannot_be_accepted(desks: tuple[Desk, Desk]) -> None:
    vc, lc = desks
    say(vc, "LC-NIC", notice_of(update_file()))
    mailbox_id = post(vc, lc)
    assert codes(lc, mailbox_id) == ["rule_pack_missing"]
    assert not preview(lc, mailbox_id).can_accept


def test_a_message_that_says_other_than_its_package_cannot_be_accepted(desks: tuple[Desk, Desk]) -> None:
    vc, lc = desks
    send_rules(vc, import_update(vc, update_file()), ("LC-NIC",))
    (row,) = vc.store.outbox.waiting("LC-NIC")
    notice = notice_of(update_file())
    told = replace(notice, law_changed="Something else altogether")
    assert isinstance(told, RulePackNotice)
    other = say(vc, "LC-NIC", told)
    with vc.store.act(verb="samples_made", user=vc.user.id, about=other, facts={}):
        vc.store.attachments.put_with(other, [entry.id for entry in vc.store.attachments.of_message(row.message_id)])
        vc.store.outbox.withdraw(row.message_id, at=vc.clock.now())
    mailbox_id = post(vc, lc)
    assert codes(lc, mailbox_id) == ["rule_pack_missing", "attachments_kept"]


def test_nothing_unsound_is_handed_on(desks: tuple[Desk, Desk]) -> None:
    vc, _lc = desks
    with pytest.raises(RuleProblem) as problem:
        send_rules(vc, "no such update", ("LC-NIC",))
    assert problem.value.code == "update_unknown"
