"""Persons without a claim and messages of no case go when their time is over, and not while anything needs them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop_app.domain.directory_notices import KeyNotice, KeyNoticeKind
from desktop_app.domain.messages import MessageType, Receipt, ReceiptLevel, ReturnReason
from desktop_app.domain.person_forms import NameLine, NumberLine, PersonForm
from desktop_app.domain.protection import PROTECTED_NAME
from desktop_app.domain.retention import Hindrance, RetentionKind
from desktop_app.foundation.problems import CaseProblem
from desktop_app.store.mailbox import MailState
from desktop_app.workflows.apply_message import return_bundle
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.find import find
from desktop_app.workflows.merge_people import merge_persons
from desktop_app.workflows.people import enter_person
from desktop_app.workflows.propose import accept
from desktop_app.workflows.protected import protect_person
from desktop_app.workflows.remind import send_reminder
from desktop_app.workflows.remove_records import due_records, propose_removal, removals
from tests.support.case_desks import OTHER, post, say, told
from tests.support.claim_desks import Offices, three_offices
from tests.support.clocks import FixedClock
from tests.workflows.test_person_file_whole import bring_contributions
from tests.workflows.test_retention import at, died, dump_of, head_of, settle

LATER = datetime(2027, 1, 10, 9, 0, tzinfo=UTC)
FORM = PersonForm(
    surname="Zwickley",
    forenames="Quintella",
    name_at_birth="Ubelle",
    birth_date="17 Jun 1953",
    phone="784-555-0177",
    address="9 Sionhill Lane",
    numbers=(NumberLine(state="VC", number="77-1234"),),
    names=(NameLine(kind="former", forenames="Quintella", surname="Oxleyard"),),
)
KNOWN = ("zwickley", "quintella", "ubelle", "1953-06-17", "77-1234", "784-555-0177", "sionhill", "oxleyard", "wroxby")


@pytest.fixture(name="offices")
def _offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


def entered(desk: Desk) -> str:
    """A person of no claim, with another record joined with theirs."""
    person = enter_person(desk, FORM).person.id
    other = replace(FORM, surname="Wroxby", numbers=())
    gone = enter_person(desk, other, why_not_same="Not looked at yet").person.id
    merge_persons(desk, person, gone, reason="The same birth certificate")
    return person


def remove(desk: Desk, kind: RetentionKind, *keys: str) -> None:
    accept(head_of(desk), propose_removal(desk, kind, keys, reason="Time is over").id)


def keys_due(desk: Desk, kind: RetentionKind) -> list[str]:
    return [record.key for record in due_records(desk, kind) if record.due]


def test_a_person_without_a_claim_goes_with_all_their_records(offices: Offices) -> None:
    desk = offices.vc
    person = entered(desk)
    assert [known for known in KNOWN if known not in dump_of(desk)] == [], "the test looks for what is there"
    assert due_records(desk, RetentionKind.PERSON) == ()
    settle(desk, RetentionKind.PERSON, 120)
    at(desk, datetime(2024, 7, 10, 9, 0, tzinfo=UTC))
    assert keys_due(desk, RetentionKind.PERSON) == [], "not one day before its time"
    at(desk, LATER)
    (record,) = due_records(desk, RetentionKind.PERSON)
    assert (record.key, record.name, record.number) == (person, "Quintella Zwickley", "77-1234")
    remove(desk, RetentionKind.PERSON, person)
    dump = dump_of(desk)
    assert [known for known in KNOWN if known in dump] == []
    assert desk.store.verify().faults == ()
    assert find(desk, "Zwickley") == ()
    assert due_records(desk, RetentionKind.PERSON) == ()
    (line,) = removals(desk)
    assert (line.kind, len(line.references)) == (RetentionKind.PERSON, 1)
    assert person not in line.references


def test_a_record_that_is_touched_again_counts_anew(offices: Offices) -> None:
    desk = offices.vc
    person = entered(desk)
    settle(desk, RetentionKind.PERSON, 24)
    at(desk, datetime(2016, 7, 1, 9, 0, tzinfo=UTC))
    with desk.store.act(verb="person_changed", user=desk.user.id, about=person, facts={}):
        desk.store.persons.update(replace(desk.store.persons.get(person), phone="784-555-0178"))
    at(desk, datetime(2017, 7, 1, 9, 0, tzinfo=UTC))
    assert keys_due(desk, RetentionKind.PERSON) == []
    at(desk, datetime(2018, 8, 1, 9, 0, tzinfo=UTC))
    assert keys_due(desk, RetentionKind.PERSON) == [person]


def test_whom_anything_needs_stays(offices: Offices) -> None:
    desk = offices.vc
    key = told(desk, "LC")
    claimant = desk.store.claims.get(key).person_id
    person = entered(desk)
    bring_contributions(desk, person)
    settle(desk, RetentionKind.PERSON, 24)
    at(desk, LATER)
    assert keys_due(desk, RetentionKind.PERSON) == [], "we keep contributions of who may live"
    with pytest.raises(CaseProblem, match="removal_not_due"):
        propose_removal(desk, RetentionKind.PERSON, [person], reason="Time is over")
    with pytest.raises(CaseProblem, match="removal_not_due"):
        propose_removal(desk, RetentionKind.PERSON, [claimant], reason="Time is over")
    died(desk, person)
    at(desk, LATER.replace(year=2030))
    assert keys_due(desk, RetentionKind.PERSON) == [person]
    with desk.store.act(verb="samples_made", user=desk.user.id, about=person, facts={}):
        owed = desk.store.obligations.add(
            person_id=person,
            owed_by="LC-NIC",
            owed_to=desk.office.code,
            kind="info_reply",
            asked_message_id="00000000-0000-4000-8000-0000000000aa",
            asked_on=date(2014, 7, 14),
            due_on=date(2014, 8, 14),
        )
    assert keys_due(desk, RetentionKind.PERSON) == [], "an answer about them is owed"
    with desk.store.act(verb="samples_made", user=desk.user.id, about="owed", facts={}):
        desk.store.obligations.cancel(owed.id)
    at(desk, LATER.replace(year=2034))
    assert keys_due(desk, RetentionKind.PERSON) == [person]


def test_a_protected_person_stands_there_unnamed_and_does_not_go(offices: Offices) -> None:
    desk = offices.vc
    person = entered(desk)
    settle(desk, RetentionKind.PERSON, 24)
    protect_person(head_of(desk), person, reason="A colleague", named=())
    at(desk, LATER.replace(year=2034))
    (record,) = due_records(replace(desk), RetentionKind.PERSON)
    assert (record.hindrance, record.name, record.number) == (Hindrance.PROTECTED, PROTECTED_NAME, "")
    with pytest.raises(CaseProblem, match="removal_not_due"):
        propose_removal(desk, RetentionKind.PERSON, [person], reason="Time is over")


def test_one_that_came_alive_again_since_it_was_proposed_stays(offices: Offices) -> None:
    desk = offices.vc
    person = entered(desk)
    settle(desk, RetentionKind.PERSON, 24)
    at(desk, LATER)
    proposal = propose_removal(desk, RetentionKind.PERSON, [person], reason="Time is over")
    with desk.store.act(verb="person_changed", user=desk.user.id, about=person, facts={}):
        desk.store.persons.update(replace(desk.store.persons.get(person), phone="784-555-0178"))
    with pytest.raises(CaseProblem, match="removal_not_due"):
        accept(head_of(desk), proposal.id)
    assert desk.store.persons.get(person).surname == "Zwickley"


def returned(offices: Offices) -> tuple[Desk, Desk, int, str]:
    """A notice that Saint Lucia sent back: it has no case there; its file and its message."""
    vc, lc = offices.vc, offices.lc
    told(vc, "LC")
    mailbox_id = post(vc, lc, "claim of Hendyce.cass")
    return_bundle(lc, mailbox_id, ReturnReason.PERSON_NOT_KNOWN, "No Bernadette Hendyce here")
    (message,) = lc.store.mailbox.messages_of(mailbox_id)
    return vc, lc, mailbox_id, message.message_id


def test_a_message_of_no_case_goes_with_its_file_and_is_known_again(offices: Offices) -> None:
    vc, lc, mailbox_id, message_id = returned(offices)
    (left,) = [row.message_id for row in lc.store.outbox.waiting("VC-NIS") if row.type is MessageType.RETURN]
    post(lc, vc)
    assert "hendyce" in dump_of(lc)
    assert [record.hindrance for record in due_records(lc, RetentionKind.MESSAGE)] == [Hindrance.NO_PERIOD] * 2
    settle(lc, RetentionKind.MESSAGE, 24)
    assert keys_due(lc, RetentionKind.MESSAGE) == []
    at(lc, LATER)
    assert set(keys_due(lc, RetentionKind.MESSAGE)) == {message_id, left}
    remove(lc, RetentionKind.MESSAGE, message_id, left)
    dump = dump_of(lc)
    assert [known for known in ("hendyce", "bernadette", "1954-06-14") if known in dump] == []
    kept, file = lc.store.mailbox.message(message_id), lc.store.mailbox.get(mailbox_id)
    assert kept is not None
    assert (kept.data, kept.state, bool(kept.digest)) == (b"", MailState.DESTROYED, True)
    assert (lc.store.mailbox.data_of(mailbox_id), file.file_name, bool(file.file_digest)) == (b"", "", True)
    assert due_records(lc, RetentionKind.MESSAGE) == ()
    assert lc.store.verify().faults == ()
    assert [line.kind for line in removals(lc)] == [RetentionKind.MESSAGE]


def test_bytes_of_a_message_that_are_gone_without_a_removal_are_damage(offices: Offices) -> None:
    _vc, lc, _mailbox_id, message_id = returned(offices)
    settle(lc, RetentionKind.MESSAGE, 24)
    at(lc, LATER)
    with lc.store.act(verb="samples_made", user=lc.user.id, about=message_id, facts={}):
        lc.store.removal.message(message_id)
    assert lc.store.verify().faults != ()


def test_a_reminder_stays_while_something_it_named_is_owed(offices: Offices) -> None:
    vc = offices.vc
    told(vc, "LC")
    told(vc, "LC", claimant=OTHER)
    post(vc, offices.lc)
    assert isinstance(vc.clock, FixedClock)
    vc.clock.advance(days=60)
    reminder = send_reminder(vc, "LC-NIC").message_id
    post(vc, offices.lc)
    assert vc.store.outbox.get(reminder).claim_id is None
    settle(vc, RetentionKind.MESSAGE, 24)
    at(vc, LATER)
    (record,) = [each for each in due_records(vc, RetentionKind.MESSAGE) if each.key == reminder]
    assert record.hindrance is Hindrance.ANSWERS_OWED


def test_keys_lists_and_rules_are_no_messages_of_this_kind(offices: Offices) -> None:
    vc = offices.vc
    notice = KeyNotice(kind=KeyNoticeKind.RETIRED, office="VC-NIS", key_id="0" * 16, minisig="x", since=vc.clock.now())
    receipt = say(vc, "LC-NIC", Receipt(about_message=say(vc, "LC-NIC", notice), level=ReceiptLevel.OPENED))
    post(vc, offices.lc)
    assert [record.key for record in due_records(vc, RetentionKind.MESSAGE)] == [receipt]
