"""Users of a desk: added, changed, taken away, let in again; by whom, and never the last who may do so."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.passphrases import passphrase_strength
from desktop_app.domain.users import Role
from desktop_app.foundation.problems import Problem
from desktop_app.wording.problems import SENTENCES
from desktop_app.workflows import keep_users
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.open_desk import change_passphrase, desk_status, sign_in, sign_in_with_recovery
from desktop_app.workflows.set_up_office import new_recovery_words
from tests.support.clocks import FixedClock
from tests.support.two_persons import CHEAP, PASSPHRASES, Desks, set_up

OWN = "mango ferry candle drum"


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    made = set_up(tmp_path, "hubert", "marlon")
    yield made
    made.close()


def refusal(call: Any, *args: Any, **facts: Any) -> str:
    with pytest.raises(Problem) as refused:
        call(*args, **facts)
    assert refused.value.code in SENTENCES
    return refused.value.code


def add(desk: Desk, login: str = "dora", **changes: Any) -> keep_users.UserLine:
    told = {"name": "Dora  Fraser ", "role": Role.APPROVER, "passphrase": OWN, "cost": CHEAP, **changes}
    return keep_users.add_user(desk, login=login, **told)


def signed_in(desks: Desks, login: str, passphrase: str) -> Desk:
    """Close the store and open it as another person would."""
    desks.desk.close()
    desks.desk = sign_in(desks.desk.places, desks.clock, login, passphrase)
    return desks.desk


def test_a_person_who_was_added_signs_in_with_the_passphrase_they_chose(desks: Desks) -> None:
    line = add(desks.desk)
    assert (line.user.name, line.user.role, line.login, line.one_time) == ("Dora Fraser", Role.APPROVER, "dora", False)
    desk = signed_in(desks, "DORA", OWN)
    assert desk.user == line.user
    assert desk_status(desk.places).logins == ("carlotta", "hubert", "marlon", "dora")


def test_the_store_says_who_can_sign_in_and_who_may_change_that(desks: Desks) -> None:
    view = keep_users.users(desks.desk)
    assert [(line.user.name, line.own) for line in view.lines] == [
        ("Carlotta Browne", True), ("Hubert Sample-Head", False), ("Marlon Test", False),
    ]  # fmt: skip
    assert view.may_keep
    assert not keep_users.users(desks.as_user("marlon")).may_keep


def test_only_the_head_and_an_administrator_keep_the_users(desks: Desks) -> None:
    clerk = desks.as_user("marlon")
    hubert = desks.user("hubert").id
    assert refusal(add, clerk) == "users_role_needed"
    assert refusal(keep_users.change_user, clerk, hubert, name="X", role=Role.CLERK) == "users_role_needed"
    assert refusal(keep_users.deactivate, clerk, hubert) == "users_role_needed"
    assert refusal(keep_users.give_passphrase, clerk, hubert, OWN) == "users_role_needed"
    assert refusal(keep_users.bring_back, clerk, hubert, OWN) == "users_role_needed"
    assert add(desks.as_user("hubert")).active


def test_a_name_a_free_sign_in_name_and_a_good_passphrase_are_needed(desks: Desks) -> None:
    assert refusal(add, desks.desk, name=" ") == "user_incomplete"
    assert refusal(add, desks.desk, " ") == "user_incomplete"
    assert refusal(add, desks.desk, "Marlon") == "login_taken"
    assert refusal(add, desks.desk, passphrase="short") == "passphrase_weak"
    assert len(keep_users.users(desks.desk).lines) == 3


def test_a_passphrase_for_one_use_is_good_and_said_until_it_is_changed(desks: Desks) -> None:
    given_out = keep_users.new_passphrase(desks.clock)
    assert passphrase_strength(given_out).score == 4
    assert keep_users.new_passphrase(desks.clock) != given_out
    assert add(desks.desk, passphrase=given_out, one_time=True).one_time
    desk = signed_in(desks, "dora", given_out)
    change_passphrase(desk, given_out, OWN)
    assert not next(line for line in keep_users.users(desk).lines if line.own).one_time


def test_who_leaves_can_sign_in_no_more_and_stays_on_record(desks: Desks) -> None:
    marlon = desks.user("marlon")
    keep_users.deactivate(desks.desk, marlon.id)
    line = keep_users.users(desks.desk).lines[-1]
    assert (line.user, line.active) == (marlon, False)
    assert "marlon" not in desk_status(desks.desk.places).logins
    desks.desk.close()
    assert refusal(sign_in, desks.desk.places, desks.clock, "marlon", PASSPHRASES["marlon"]) == "user_unknown"
    desks.desk = sign_in(desks.desk.places, desks.clock, "hubert", PASSPHRASES["hubert"])
    assert refusal(keep_users.deactivate, desks.desk, marlon.id) == "user_inactive"


def test_who_left_is_let_in_again_with_a_new_passphrase(desks: Desks) -> None:
    marlon = desks.user("marlon")
    assert refusal(keep_users.bring_back, desks.desk, marlon.id, OWN) == "user_is_active"
    keep_users.deactivate(desks.desk, marlon.id)
    assert keep_users.bring_back(desks.desk, marlon.id, OWN, cost=CHEAP).active
    assert signed_in(desks, "marlon", OWN).user == marlon


def test_nobody_takes_the_own_account_away(desks: Desks) -> None:
    assert refusal(keep_users.deactivate, desks.desk, desks.desk.user.id) == "user_own_account"


def test_the_last_who_may_keep_the_users_stays_one(desks: Desks) -> None:
    hubert = desks.user("hubert")
    keep_users.change_user(desks.desk, hubert.id, name=hubert.name, role=Role.APPROVER)
    carlotta = desks.user("carlotta")
    code = refusal(keep_users.change_user, desks.desk, carlotta.id, name=carlotta.name, role=Role.CLERK)
    assert code == "user_last_keeper"
    desk = keep_users.change_user(desks.desk, carlotta.id, name=carlotta.name, role=Role.ADMINISTRATOR)
    assert desk.user.roles == (Role.ADMINISTRATOR,)
    assert keep_users.users(desk).may_keep


def test_who_gave_the_own_right_away_keeps_no_users(desks: Desks) -> None:
    carlotta = desks.user("carlotta")
    desk = keep_users.change_user(desks.desk, carlotta.id, name="Carlotta B. Browne", role=Role.CLERK)
    assert (desk.user.name, desk.user.role) == ("Carlotta B. Browne", Role.CLERK)
    assert refusal(add, desk) == "users_role_needed"
    assert refusal(add, desks.desk) == "users_role_needed"


def test_a_lost_passphrase_is_replaced_by_a_keeper_never_the_own_one(desks: Desks) -> None:
    marlon = desks.user("marlon")
    assert refusal(keep_users.give_passphrase, desks.desk, desks.desk.user.id, OWN) == "own_passphrase"
    assert refusal(keep_users.give_passphrase, desks.desk, marlon.id, "short") == "passphrase_weak"
    assert refusal(keep_users.give_passphrase, desks.desk, "nobody", OWN) == "user_unknown"
    assert keep_users.give_passphrase(desks.desk, marlon.id, OWN, one_time=True, cost=CHEAP).one_time
    places = desks.desk.places
    desks.desk.close()
    assert refusal(sign_in, places, desks.clock, "marlon", PASSPHRASES["marlon"]) == "passphrase_wrong"
    desks.desk = sign_in(places, desks.clock, "marlon", OWN)


def test_every_change_is_one_line_of_the_journal(desks: Desks) -> None:
    line = add(desks.desk)
    keep_users.change_user(desks.desk, line.user.id, name="Dora Fraser", role=Role.HEAD)
    keep_users.give_passphrase(desks.desk, line.user.id, OWN, one_time=True, cost=CHEAP)
    keep_users.deactivate(desks.desk, line.user.id)
    keep_users.bring_back(desks.desk, line.user.id, OWN, cost=CHEAP)
    lines = desks.desk.store.journal.lines(about=line.user.id)
    assert [entry.verb for entry in reversed(lines)] == [
        "user_added", "user_changed", "passphrase_given", "user_deactivated", "user_brought_back",
    ]  # fmt: skip
    assert {entry.user for entry in lines} == {desks.desk.user.id}


def test_a_refusal_half_way_leaves_no_half_of_a_user(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object, **_facts: object) -> None:
        raise OSError

    monkeypatch.setattr(desks.desk.store, "admit", fails)
    with pytest.raises(OSError):  # noqa: PT011 - the test's own, with nothing to say
        add(desks.desk)
    assert desks.desk.store.users.by_login("dora") is None
    assert "dora" not in desk_status(desks.desk.places).logins


def test_the_recovery_sheet_makes_the_passphrase_the_persons_own(tmp_path: Path) -> None:
    desks = set_up(tmp_path / "sheet", "hubert")
    keep_users.give_passphrase(desks.desk, desks.user("hubert").id, OWN, one_time=True, cost=CHEAP)
    places = desks.desk.places
    desks.desk.close()
    words = " ".join(new_recovery_words(FixedClock()))
    desk = sign_in_with_recovery(places, desks.clock, "hubert", words, "another four good words")
    assert not next(line for line in keep_users.users(desk).lines if line.own).one_time
    desk.close()
