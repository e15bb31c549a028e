"""That a received bundle was looked at is kept once, of who works on claims, and changes nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.users import Role, User
from desktop_app.store.mailbox import MailState
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.look_at_received import keep_look
from desktop_app.workflows.preview_bundle import preview
from desktop_app.workflows.receive_bundle import received
from tests.support.case_desks import carry, post, told

Desks = dict[str, Desk]


def looks(desk: Desk) -> list[str]:
    return [line.user for line in desk.store.journal.lines() if line.verb == "bundle_looked_at"]


def seen_on(desk: Desk) -> list[date | None]:
    return [line.day_of("previewed") for line in desk.store.trace_log.lines() if line.direction == "received"]


def test_the_first_look_is_kept_with_its_day(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    mailbox_id = post(vc, lc)
    view = preview(lc, mailbox_id)
    assert lc.store.mailbox.get(mailbox_id).state is MailState.OPENED, "reading for a check is no look of a person"
    keep_look(lc, view)
    assert preview(lc, mailbox_id) == view
    assert lc.store.mailbox.get(mailbox_id).state is MailState.PREVIEWED
    assert (looks(lc), seen_on(lc)) == ([lc.user.id], [lc.clock.today()])
    keep_look(lc, preview(lc, mailbox_id))
    assert len(looks(lc)) == 1
    assert [line.state for line in received(lc)] == ["to_check"]
    accept(lc, mailbox_id, seen=view)
    assert lc.store.mailbox.get(mailbox_id).state is MailState.ACCEPTED
    keep_look(lc, preview(lc, mailbox_id))
    assert len(looks(lc)) == 1


def test_who_only_reads_leaves_no_trace_of_a_look(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    mailbox_id = post(vc, lc)
    auditor = User(id="u-auditor", name="Ann Audit-Sample", role=Role.AUDITOR)
    with lc.store.act(verb="user_added", user=lc.user.id, about=auditor.id, facts={}):
        lc.store.users.add(auditor, login="ann")
    keep_look(replace(lc, user=auditor), preview(lc, mailbox_id))
    assert lc.store.mailbox.get(mailbox_id).state is MailState.OPENED


@pytest.mark.parametrize("looked", [False, True])
def test_a_look_changes_nothing_of_what_follows(offices: Desks, *, looked: bool) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    mailbox_id = post(vc, lc)
    if looked:
        keep_look(lc, preview(lc, mailbox_id))
    assert accept(lc, mailbox_id)
    assert carry(lc, vc)
    assert [line.state for line in received(lc)] == ["accepted"]
