"""A list of offices is shown with all it changes, accepted by two persons, and never goes back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.directory_notices import DirectoryList, DirectoryOffice, KeyState
from desktop_app.domain.offices import KeyCheck, PastKeyState
from desktop_app.exchange.directory import write_directory
from desktop_app.exchange.keys import write_card
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import CaseProblem, DutyProblem, ExchangeProblem
from desktop_app.store.directory_lists import ListStatus
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.directory_changes import ListChangeKind
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.keep_directory import (
    hand_on_list,
    import_list,
    import_list_file,
    list_standing,
    preview_list,
    propose_list,
    seal_despite_expiry,
    waiting_list,
)
from desktop_app.workflows.keep_keys import key_warnings
from desktop_app.workflows.keep_offices import add_office, confirm_key, edit_office
from desktop_app.workflows.propose import accept_beside, refuse_beside, take_back, withdraw
from desktop_app.workflows.receive_bundle import preview, receive_file
from tests.support.bundles import card_of, secret_of
from tests.support.case_desks import OTHER, post, told
from tests.support.desks import desk_of, introduce
from tests.support.directory_lists import THREE, a_list, listed_key, listed_office, signed
from tests.support.two_persons import PASSPHRASES, Desks, set_up

TODAY = date(2026, 3, 2)
LC, GD = card_of("LC-NIC"), card_of("GD-NIS")


@pytest.fixture
def vc(tmp_path: Path) -> Iterator[Desks]:
    made = set_up(tmp_path / "vc", "hubert", "dora", "marlon")
    yield made
    made.close()


def current(
    *offices: DirectoryOffice, number: int = 7, days: int = 365, maintainers: tuple[str, ...] = THREE
) -> DirectoryList:
    """A list of the tests' present year."""
    expires = TODAY + timedelta(days=days)
    return a_list(*offices, number=number, issued=TODAY, expires=expires, maintainers=maintainers)


def file_of(content: DirectoryList, *codes: str) -> bytes:
    return write_directory(signed(content, *(codes or THREE[:2])))


def in_force(vc: Desks, data: bytes) -> str:
    """Let two persons accept a list."""
    head = vc.as_user("hubert")
    list_id = import_list(head, data)
    proposal = propose_list(head, list_id, reason="the new list", heard_from="I. Invented, VC-MAINT")
    accept_beside(head, proposal.id, login="dora", passphrase=PASSPHRASES["dora"])
    return list_id


def refusal(desk: Desk, data: bytes) -> str:
    with pytest.raises(ExchangeProblem) as problem:
        import_list(desk, data)
    return problem.value.code


def kinds(desk: Desk, data: bytes) -> list[tuple[ListChangeKind, str]]:
    return [(line.kind, line.office) for line in preview_list(desk, import_list(desk, data)).changes]


def take_in(desk: Desk, code: str, *, compared: bool = True) -> None:
    """Take an office's card in; compare its words."""
    add_office(desk, write_card(card_of(code), secret_of(code)))
    if compared:
        confirm_key(desk, code, KeyCheck.PHONE, "Sample Person")


def check_of(desk: Desk, code: str) -> KeyCheck:
    known = desk.store.offices.get(code)
    assert known is not None
    return known.check


def test_the_first_list_is_believed_after_its_maintainers_words_were_compared(vc: Desks) -> None:
    head = vc.as_user("hubert")
    list_id = import_list(head, file_of(current(listed_office(LC), listed_office(GD))))
    view = preview_list(head, list_id)
    assert view.first
    assert len(view.words) == 8
    assert view.signers == ("LC-MAINT", "VC-MAINT")
    with pytest.raises(CaseProblem) as problem:
        propose_list(head, list_id, reason="the first list")
    assert problem.value.code == "maintainers_not_heard"
    assert head.store.offices.all() == ()

    in_force(vc, file_of(current(listed_office(LC), listed_office(GD))))
    assert check_of(head, "LC-NIC") is KeyCheck.BY_LIST
    standing = list_standing(head)
    assert standing is not None
    assert (standing.number, standing.days_left, standing.threshold, standing.words) == (7, 365, 2, view.words)
    assert preview_list(head, list_id).status is ListStatus.ACCEPTED
    assert waiting_list(head) is None


def test_nothing_is_changed_before_a_second_person_accepts(vc: Desks) -> None:
    head = vc.as_user("hubert")
    list_id = import_list(head, file_of(current(listed_office(LC))))
    proposal = propose_list(head, list_id, reason="the first list", heard_from="I. Invented")
    assert list_standing(head) is None
    for login in ("hubert", "marlon"):
        with pytest.raises(DutyProblem):
            accept_beside(head, proposal.id, login=login, passphrase=PASSPHRASES[login])
    refuse_beside(head, proposal.id, login="dora", passphrase=PASSPHRASES["dora"], reason="not yet")
    assert head.store.offices.all() == ()
    assert preview_list(head, list_id).status is ListStatus.REFUSED


def test_a_proposal_withdrawn_leaves_the_list_to_be_decided(vc: Desks) -> None:
    head = vc.as_user("hubert")
    list_id = import_list(head, file_of(current(listed_office(LC))))
    withdraw(head, propose_list(head, list_id, reason="the first list", heard_from="I. Invented").id)
    view = waiting_list(head)
    assert view is not None
    assert view.status is ListStatus.RECEIVED


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (file_of(current(listed_office(LC), number=6)), "list_older"),
        (file_of(current(listed_office(GD))), "list_forked"),
        (file_of(current(listed_office(LC))), "list_in_force"),
        (file_of(current(listed_office(LC), number=8), "VC-MAINT"), "list_too_few_signers"),
    ],
)
def test_a_list_never_goes_back(vc: Desks, data: bytes, code: str) -> None:
    in_force(vc, file_of(current(listed_office(LC))))
    assert refusal(vc.desk, data) == code
    standing = list_standing(vc.desk)
    assert standing is not None
    assert standing.number == 7


def test_other_maintainers_cannot_take_the_list_over(vc: Desks) -> None:
    in_force(vc, file_of(current(listed_office(LC))))
    mine = current(listed_office(LC), number=8, maintainers=("AA-EVIL", "BB-EVIL"))
    assert refusal(vc.desk, file_of(mine, "AA-EVIL", "BB-EVIL")) == "list_too_few_signers"


def test_a_list_that_has_expired_is_not_accepted(vc: Desks) -> None:
    data = file_of(current(listed_office(LC), days=10))
    vc.clock.advance(days=11)
    assert refusal(vc.desk, data) == "list_already_expired"


def test_a_list_that_became_older_while_it_waited_is_not_accepted(vc: Desks) -> None:
    head = vc.as_user("hubert")
    in_force(vc, file_of(current(listed_office(LC))))
    older = import_list(head, file_of(current(listed_office(LC), number=8)))
    proposal = propose_list(head, older, reason="the next list")
    in_force(vc, file_of(current(listed_office(LC), number=9)))
    with pytest.raises(ExchangeProblem) as problem:
        accept_beside(head, proposal.id, login="dora", passphrase=PASSPHRASES["dora"])
    assert problem.value.code == "list_older"


def test_an_accepted_list_is_never_taken_back(vc: Desks) -> None:
    head = vc.as_user("hubert")
    list_id = in_force(vc, file_of(current(listed_office(LC))))
    kept = head.store.directory_lists.get(list_id)
    with pytest.raises(DutyProblem) as problem:
        take_back(head, kept.proposal_id, reason="a mistake")
    assert problem.value.code == "proposal_final"


def test_a_key_compared_by_people_is_never_replaced_by_a_list(vc: Desks) -> None:
    take_in(vc.desk, "LC-NIC")
    other = replace(card_of("LC-NEW"), office=LC.office)
    retired = listed_key(LC, KeyState.RETIRED, since=TODAY)
    data = file_of(current(listed_office(LC, keys=(listed_key(other), retired))))
    assert kinds(vc.desk, data) == [(ListChangeKind.KEY_DIFFERS, "LC-NIC")]

    in_force(vc, data)
    known = vc.desk.store.offices.get("LC-NIC")
    assert known is not None
    assert known.card.keys == LC.keys
    assert known.check is KeyCheck.PHONE


def test_a_key_nobody_compared_is_vouched_for_by_the_list(vc: Desks) -> None:
    take_in(vc.desk, "LC-NIC", compared=False)
    data = file_of(current(listed_office(LC)))
    assert kinds(vc.desk, data) == [(ListChangeKind.KEY_VOUCHED, "LC-NIC")]
    in_force(vc, data)
    assert check_of(vc.desk, "LC-NIC") is KeyCheck.BY_LIST


def test_a_key_that_no_maintainer_checked_has_to_be_compared(vc: Desks) -> None:
    in_force(vc, file_of(current(listed_office(LC, keys=(listed_key(LC, check=KeyCheck.NOT_YET),)))))
    assert check_of(vc.desk, "LC-NIC") is KeyCheck.NOT_YET


def test_a_list_changes_the_keys_that_a_list_brought(vc: Desks) -> None:
    in_force(vc, file_of(current(listed_office(LC), listed_office(GD))))
    other = replace(card_of("LC-NEW"), office=LC.office)
    retired = listed_key(LC, KeyState.RETIRED, since=TODAY)
    data = file_of(current(listed_office(LC, keys=(listed_key(other), retired)), number=8))
    assert kinds(vc.desk, data) == [
        (ListChangeKind.KEY_CHANGED, "LC-NIC"),
        (ListChangeKind.OFFICE_REMOVED, "GD-NIS"),
    ]
    in_force(vc, data)
    known = vc.desk.store.offices.get("LC-NIC")
    assert known is not None
    assert known.card.keys.key_id == other.keys.key_id
    assert [(entry.keys.key_id, entry.state) for entry in known.past] == [(LC.keys.key_id, PastKeyState.RETIRED)]
    assert check_of(vc.desk, "GD-NIS") is KeyCheck.NOT_YET


@pytest.mark.parametrize("other_key", [False, True])
def test_who_heads_an_office_is_taken_from_a_list_that_says_so_and_kept_where_it_does_not(
    vc: Desks, other_key: bool
) -> None:
    in_force(vc, file_of(current(listed_office(LC))))
    head = vc.as_user("hubert")
    edit_office(head, "LC-NIC", address="", phone="", email="", head="Rosa Sample")
    card = replace(card_of("LC-NEW"), office=LC.office) if other_key else LC
    in_force(vc, file_of(current(listed_office(card), number=8)))
    assert head_of(vc) == "Rosa Sample"
    data = file_of(current(replace(listed_office(card), head="Marlon Sample"), number=9))
    assert kinds(vc.desk, data) == [(ListChangeKind.DETAILS_CHANGED, "LC-NIC")]
    in_force(vc, data)
    assert head_of(vc) == "Marlon Sample"


def head_of(vc: Desks) -> str:
    known = vc.desk.store.offices.get("LC-NIC")
    assert known is not None
    return known.card.office.head


def test_a_revocation_in_a_list_is_believed_of_any_key(vc: Desks) -> None:
    take_in(vc.desk, "LC-NIC")
    other = replace(card_of("LC-NEW"), office=LC.office)
    revoked = listed_key(LC, KeyState.REVOKED, since=date(2026, 2, 1))
    data = file_of(current(listed_office(LC, keys=(listed_key(other), revoked))))
    assert kinds(vc.desk, data) == [
        (ListChangeKind.KEY_REVOKED, "LC-NIC"),
        (ListChangeKind.KEY_CHANGED, "LC-NIC"),
    ]
    in_force(vc, data)
    known = vc.desk.store.offices.get("LC-NIC")
    assert known is not None
    assert known.check is KeyCheck.BY_LIST
    (past,) = known.past
    assert (past.state, past.since) == (PastKeyState.REVOKED, datetime(2026, 2, 1, tzinfo=UTC))


def test_what_a_list_cannot_do_is_shown(vc: Desks) -> None:
    take_in(vc.desk, "LC-NIC")
    take_in(vc.desk, "GD-NIS")
    ours = replace(card_of("VC-OLD"), office=replace(card_of("VC-OLD").office, code="VC-NIS", state="VC"))
    thief = replace(LC, office=card_of("JM-NIS").office)
    moved = replace(GD, office=replace(GD.office, state="TT"))
    data = file_of(current(listed_office(ours), listed_office(thief), listed_office(moved)))
    assert sorted(kinds(vc.desk, data)) == [
        (ListChangeKind.KEY_TAKEN, "JM-NIS"),
        (ListChangeKind.NOT_LISTED, "LC-NIC"),
        (ListChangeKind.OWN_KEY_DIFFERS, "VC-NIS"),
        (ListChangeKind.STATE_DIFFERS, "GD-NIS"),
    ]
    before = vc.desk.store.offices.all()
    in_force(vc, data)
    assert vc.desk.store.offices.all() == before


def test_an_expired_list_opens_old_mail_and_asks_before_sealing(vc: Desks, tmp_path: Path) -> None:
    lc = desk_of("LC", Places.at(tmp_path / "lc"), now=vc.clock.now())
    introduce(vc.desk, lc)
    in_force(vc, file_of(current(listed_office(GD), days=30)))
    assert "list_expires" in {warning.code for warning in key_warnings(vc.desk)}
    vc.clock.advance(days=31)
    assert key_warnings(vc.desk)[0].code == "list_expired"

    told(lc, "VC")
    assert preview(vc.desk, receive_file(vc.desk, seal_bundle(lc, "VC-NIS").data)).trusted
    told(vc.desk, "LC")
    with pytest.raises(ExchangeProblem) as problem:
        seal_bundle(vc.desk, "LC-NIC")
    assert problem.value.code == "list_expired"
    assert seal_bundle(vc.desk, "LC-NIC", despite_expired_list=True).size > 0


def test_sealing_despite_an_expired_list_is_said_for_one_day_and_stays_on_record(vc: Desks, tmp_path: Path) -> None:
    lc = desk_of("LC", Places.at(tmp_path / "lc"), now=vc.clock.now())
    introduce(vc.desk, lc)
    in_force(vc, file_of(current(listed_office(GD), days=30)))
    vc.clock.advance(days=31)
    with pytest.raises(CaseProblem) as problem:
        seal_despite_expiry(vc.desk, " ")
    assert problem.value.code == "reason_missing"
    seal_despite_expiry(vc.desk, "M. Augustin said on the phone that the key holds")
    assert vc.desk.store.journal.lines()[0].verb == "sealing_despite_expired_list"
    told(vc.desk, "LC")
    assert seal_bundle(vc.desk, "LC-NIC").size > 0

    vc.clock.advance(days=1)
    told(vc.desk, "LC", claimant=OTHER)
    with pytest.raises(ExchangeProblem) as refused:
        seal_bundle(vc.desk, "LC-NIC")
    assert refused.value.code == "list_expired"


def test_a_list_travels_on_in_a_message_and_waits_there_for_two_persons(vc: Desks, tmp_path: Path) -> None:
    lc = desk_of("LC", Places.at(tmp_path / "lc"), now=vc.clock.now())
    introduce(vc.desk, lc)
    in_force(vc, file_of(current(listed_office(GD))))
    assert hand_on_list(vc.desk, ("LC-NIC",)) == 1

    mailbox_id = post(vc.desk, lc)
    view = preview(lc, mailbox_id)
    assert [change.what for change in view.changes] == ["change_list"]
    assert [check.finding.code for check in view.checks] == ["list_first", "list_conflicts"]
    accept(lc, mailbox_id)
    waiting = waiting_list(lc)
    assert waiting is not None
    assert waiting.content.number == 7
    assert list_standing(lc) is None
    assert lc.store.offices.get("GD-NIS") is None


def test_a_file_is_read_from_disk_and_kept_once(vc: Desks, tmp_path: Path) -> None:
    path = tmp_path / "directory-000007.cass-directory"
    path.write_bytes(file_of(current(listed_office(LC))))
    assert import_list_file(vc.desk, path) == import_list_file(vc.desk, path)
    assert len(vc.desk.store.directory_lists.all()) == 1
