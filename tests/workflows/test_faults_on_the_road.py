"""Every fault that the exchange rules name (section 7), and where it is tested; those without a place have it here.

A test is named by how its name begins, without `test_`.

| Fault | Tested in |
|---|---|
| the same bundle twice | unit/exchange/test_sequence: the_same_bundle_again_is_a_repeat; here: twice_changes_nothing |
| parts in reverse order, a part missing | test_faults_of_files: parts_come_in_reverse_and_the_missing_ones_are_named |
| sequence 5 before 4 | here: five_before_four; test_missing_and_reissued: a_gap_is_named_today |
| a sender back from a backup reuses 7 with other content | test_files_that_come_and_go: a_fork_is_refused |
| a sender back from a backup says so | test_faults_of_files: a_sender_back_from_a_backup_numbers_on_and_says_so |
| a clock that is a year wrong | test_faults_of_files: a_clock_that_is_a_year_wrong_is_told_and_stops_nothing |
| a key retired between sealing and opening | test_keep_keys: a_retired_key_is_good_for_what_was_made_before |
| the recipient's key changed between sealing and opening | test_keep_keys: bundles_that_cross_the_change_open |
| the directory rolled back | test_keep_directory: a_list_never_goes_back |
| a bundle for another office | unit/exchange/test_vectors: a_faulty_file_gets; here: for_another_office |
| one bit flipped, any truncation | unit/exchange/test_every_byte: every_flipped_byte, every_truncation |
| a certificate of 10,000 rows | unit/exchange/test_bundle: a_certificate_of_ten_thousand; here: ten_thousand_rows |
| a compression bomb, ../ in a name | unit/exchange/test_vectors: a_faulty_file_gets_its_own_refusal |
| names with apostrophe, accents, 120 letters | here: a_name_of_120_letters |
| a mail program that wraps or quotes lines | unit/exchange/test_armour: any_width_and_quoting_survive |
| a mail program that renames the file | unit/exchange/test_envelope: a_name_is_read_also_where_mail_programs |
| certificate v2 before v1 | test_parking: a_second_version_of_a_certificate_before_the_first_is_worked_on_at_once |
| a correction before what it corrects | test_parking: a_correction_before_the_message_it_corrects_waits |
| a correction after closure | test_closed_cases: what_may_change_the_decision_asks_in_today_to_open_the_case_again |
| a death told of a closed case | test_closed_cases: a_death_told_of_a_closed_case_reaches_the_record |
| a death told of a case that is paid | here: a_death_told_of_a_decided_case |
| a reminder that crosses its answer | test_reminders: a_reminder_that_crossed_its_answer_is_replied_to |
| two clerks open one bundle | here: two_clerks_open_one_bundle |
| a power cut while accepting | end_to_end/test_killed_exchange: a_killed_office_has_every_message_whole_or_not_at_all |
| an unknown minor version | test_files_that_come_and_go: fields_of_a_newer_version_are_shown_and_do_not_vanish |
| an unknown major version | test_faults_of_files: a_message_of_another_major_version_is_shown_kept_and_answered |
| the paper answer first, the file later | test_answers_on_paper: an_answer_is_counted_once_and_from_paper |
| a question this store forgot is answered | here: a_reply_to_a_question_that_an_old_copy_forgot |
"""

import ast
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.case_notices import ChangeKind
from desktop_app.domain.claims import Stage
from desktop_app.domain.messages import MessageType, ReturnReason
from desktop_app.domain.users import Role, User
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.workflows.apply_message import accept, return_bundle
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.find import find
from desktop_app.workflows.notify_change import ChangeForm, notify_change
from desktop_app.workflows.print_message import message_document
from desktop_app.workflows.receive_bundle import preview, receive_file, received
from desktop_app.workflows.today import today_queue
from tests.support import hendyce
from tests.support.case_desks import OTHER, carry, certificate, claim_at, named, post, say, told
from tests.support.messages import FULL

Desks = dict[str, Desk]
TESTS = Path(__file__).parents[1]
LONG = replace(
    hendyce.CLAIMANT,
    surname="O'Neíl-d\u2019Été-Ñandú",
    forenames=("Zoë " + "Évariste " * 12).strip() + " Invented Ab",
)


def listed() -> list[tuple[str, str]]:
    """Every (file, test) that the table names."""
    found = []
    for line in (__doc__ or "").splitlines():
        for file, names in re.findall(r"(here|[a-z_/]*test_[a-z_]+): ([a-z0-9_, ]+)", line.partition("| Tested")[0]):
            where = Path(__file__).stem if file == "here" else file
            found += [(where, name.strip()) for name in names.split(",") if name.strip()]
    return found


def names_in(file: str) -> set[str]:
    path = TESTS / (f"{file}.py" if "/" in file else f"workflows/{file}.py")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def codes(desk: Desk, mailbox_id: int) -> set[str]:
    return {check.finding.code for check in preview(desk, mailbox_id).checks}


def test_every_fault_of_the_table_has_its_test() -> None:
    found = listed()
    lines = [line for line in (__doc__ or "").splitlines() if line.startswith("| ") and "Fault |" not in line]

    assert len(found) >= len(lines) > 25
    for file, name in found:
        known = names_in(file)
        assert any(each.startswith(f"test_{name}") for each in known), f"{file}: {name}"


def test_twice_changes_nothing(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    data = seal_bundle(vc, "LC-NIC").data
    first = receive_file(lc, data)
    accept(lc, first)
    before = (len(received(lc)), lc.store.claims.count(), len(lc.store.outbox.waiting()))

    assert receive_file(lc, data) == first
    with pytest.raises(CaseProblem, match="already_decided"):
        accept(lc, first)

    assert (len(received(lc)), lc.store.claims.count(), len(lc.store.outbox.waiting())) == before


def test_five_before_four_is_worked_on_and_the_gap_is_named(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    files = []
    for claimant in (hendyce.CLAIMANT, OTHER):
        told(vc, "LC", claimant=claimant)
        files.append(seal_bundle(vc, "LC-NIC").data)

    later = receive_file(lc, files[1])

    assert preview(lc, later).gap == (1,)
    assert accept(lc, later)
    accept(lc, receive_file(lc, files[0]))
    assert lc.store.mailbox.missing("VC-NIS") == ()
    assert lc.store.mailbox.received_up_to("VC-NIS") == 2


def test_for_another_office_it_is_kept_unread_and_nothing_is_applied(offices: Desks) -> None:
    vc, gd = offices["VC"], offices["GD"]
    told(vc, "LC")

    with pytest.raises(ExchangeProblem) as refused:
        receive_file(gd, seal_bundle(vc, "LC-NIC").data)

    assert refused.value.code == "bundle_not_for_us"
    [line] = received(gd)
    assert (line.state, line.outcome, line.person_name) == ("refused", "bundle_not_for_us", "")
    assert gd.store.claims.count() == 0


def test_ten_thousand_rows_are_shown_and_taken_in(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    one = certificate()
    rows = tuple(replace(one.rows[0], row_id=str(number), weeks_paid=0) for number in range(1, 10_000))
    body = replace(one, rows=(*rows, replace(one.rows[0], row_id="10000", weeks_paid=40)))
    say(lc, "VC-NIS", body, named(vc, key), named(lc, there))

    view = preview(vc, post(lc, vc))
    accept(vc, view.mailbox_id, seen=view)

    (record,) = [entry for entry in vc.store.periods.current(key) if entry.state == "LC"]
    assert (len(record.rows), record.weeks) == (10_000, 40)


def test_a_name_of_120_letters_with_accents_travels_is_found_and_printed(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    assert len(f"{LONG.forenames} {LONG.surname}") > 120
    told(vc, "LC", claimant=LONG)
    mailbox_id = post(vc, lc)
    key = accept(lc, mailbox_id)

    person = lc.store.persons.get(claim_at(lc, key).person_id)
    assert (person.surname, person.forenames) == (LONG.surname, LONG.forenames)
    for words in ("O'Neil", "Nandu", "evariste zoe"):
        assert [hit for hit in find(lc, words) if hit.claim_key == key], words
    (message,) = (each for each in lc.store.mailbox.messages_of(mailbox_id) if each.type == MessageType.CLAIM_NOTICE)
    assert message_document(lc, message.message_id).data.startswith(b"%PDF")


def test_a_death_told_of_a_decided_case_comes_first_and_stops_nothing_by_itself(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    with vc.store.act(verb="samples_made", user=vc.user.id, about=key, facts={}):
        vc.store.claims.update(replace(claim_at(vc, key), stage=Stage.DECIDED))
    told(lc, "VC", claimant=OTHER)
    post(lc, vc)
    notify_change(lc, there, ChangeForm(kind=ChangeKind.DEATH, since=date(2014, 7, 10), proof="Certificate seen"))
    mailbox_id = post(lc, vc)

    first, *_ = today_queue(vc).items
    assert (first.mailbox_id, first.urgent) == (mailbox_id, True)
    assert "death_told" in codes(vc, mailbox_id)
    assert vc.store.persons.get(claim_at(vc, key).person_id).death_date is None
    accept(vc, mailbox_id)
    assert vc.store.persons.get(claim_at(vc, key).person_id).death_date == date(2014, 7, 10)
    assert claim_at(vc, key).stage is Stage.DECIDED


def test_two_clerks_open_one_bundle_and_it_is_decided_once(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    other = User(id="u-second", name="Dora Fraser-Sample", role=Role.CLERK)
    with lc.store.act(verb="user_added", user=lc.user.id, about=other.id, facts={}):
        lc.store.users.add(other, login="dora")
    second = replace(lc, user=other)
    told(vc, "LC")
    mailbox_id = post(vc, lc)
    seen_by_one, seen_by_two = preview(lc, mailbox_id), preview(second, mailbox_id)

    accept(lc, mailbox_id, seen=seen_by_one)
    with pytest.raises(CaseProblem, match="already_decided"):
        accept(second, mailbox_id, seen=seen_by_two)
    with pytest.raises(CaseProblem, match="already_decided"):
        return_bundle(second, mailbox_id, ReturnReason.PERSON_NOT_KNOWN, "", seen=seen_by_two)

    assert lc.store.claims.count() == 1
    (kept,) = lc.store.mailbox.messages_of(mailbox_id)
    assert kept.decided_by == lc.user.id


def test_a_reply_to_a_question_that_an_old_copy_forgot_is_shown_and_changes_nothing(offices: Desks) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    say(lc, "VC-NIS", FULL[MessageType.INFO_REPLY], named(vc, key), named(lc, there))

    mailbox_id = post(lc, vc)
    assert "answer_to_nothing_asked" in codes(vc, mailbox_id)
    accept(vc, mailbox_id)

    assert [entry.open for entry in vc.store.obligations.of_claim(key)] == [True]
