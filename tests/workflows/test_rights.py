"""Who may do what: a role lets through what it is for and refuses the rest in words, whoever the screen let through."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.obligations import DEADLINES
from desktop_app.domain.users import SIGNING, Role
from desktop_app.foundation.problems import DutyProblem, Problem
from desktop_app.wording.problems import SENTENCES, sentences
from desktop_app.wording.rights_words import why_not_words
from desktop_app.workflows import keep_users, rights
from desktop_app.workflows.deadlines import set_deadline
from desktop_app.workflows.keep_offices import edit_own_office
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.open_desk import change_passphrase, sign_in
from desktop_app.workflows.read_journal import JournalFilter, journal_page
from desktop_app.workflows.works_alone import works_alone
from tests.support.journal_text import journal_text
from tests.support.two_persons import CHEAP, PASSPHRASES, Desks, set_up

OWN = "mango ferry candle drum"


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    made = set_up(tmp_path, "hubert", "dora", "marlon")
    keep_users.add_user(made.desk, name="Ada Sample", role=Role.AUDITOR, login="ada", passphrase=OWN, cost=CHEAP)
    yield made
    made.close()


def refusal(call: Any, *args: Any, **facts: Any) -> str:
    with pytest.raises(Problem) as refused:
        call(*args, **facts)
    assert refused.value.code in SENTENCES
    return refused.value.code


@pytest.mark.parametrize("login", ["hubert", "dora", "marlon", "ada"])
def test_every_act_is_let_through_for_its_roles_alone(desks: Desks, login: str) -> None:
    user, store = desks.user(login), desks.desk.store
    code = "right_reads_only" if login == "ada" else "right_needed"
    for verb in sorted(set(rights.RIGHTS) - {"draft_kept"}):
        allowed = user.role in rights.RIGHTS[verb]
        assert rights.may(store, user.id, verb) is allowed, verb
        before = store.journal.count()
        if allowed:
            with store.act(verb=verb, user=user.id, about="", facts={}):
                pass
            assert store.journal.lines(limit=1)[0].verb == verb
        else:
            with pytest.raises(DutyProblem, match=code), store.act(verb=verb, user=user.id, about="", facts={}):
                pytest.fail(f"{verb} was begun and is not allowed")
            assert store.journal.count() == before


def test_an_act_that_nobody_gave_a_right_is_refused_to_everybody(desks: Desks) -> None:
    head = desks.user("hubert").id
    with pytest.raises(LookupError), desks.desk.store.act(verb="world_ended", user=head, about="", facts={}):
        pass


def test_the_refusal_names_who_may(desks: Desks) -> None:
    with pytest.raises(DutyProblem) as refused:
        rights.permitted(desks.desk.store, "periods_certified", desks.user("marlon").id)
    assert sentences(refused.value).happened == "This is done by an approver or the head of the office."
    reason = rights.why_not(desks.desk.store, desks.user("marlon").id, "deadline_set")
    assert reason is not None
    assert why_not_words(reason) == "This is done by the head of the office or an administrator."
    told = rights.refusals(desks.desk.store, desks.user("ada").id, ("claim_registered", "journal_exported"))
    assert set(told) == {"claim_registered"}


def test_an_auditor_reads_the_journal_and_changes_nothing(desks: Desks) -> None:
    ada = desks.as_user("ada")
    assert journal_page(ada, JournalFilter()).entries
    assert journal_text(ada)
    assert refusal(start_claim, ada) == "right_reads_only"
    assert refusal(set_deadline, ada, next(iter(DEADLINES)), days=40, working=False) == "right_reads_only"
    assert ada.store.drafts.all() == ()
    assert refusal(journal_page, desks.as_user("marlon"), JournalFilter()) == "journal_role_needed"


def test_a_claims_officer_does_not_change_the_office(desks: Desks) -> None:
    marlon = desks.as_user("marlon")
    told: dict[str, Any] = {"name": "X", "town": "Y", "address": "", "phone": "", "email": "", "head": ""}
    assert refusal(edit_own_office, marlon, **told) == "right_needed"
    assert marlon.store.offices.own().card.office.name == "National Insurance Services"  # type: ignore[union-attr] # set up


def test_an_administrator_without_another_role_works_on_no_claims(desks: Desks) -> None:
    carlotta = desks.user("carlotta")
    assert carlotta.roles == (Role.ADMINISTRATOR, Role.CLERK)
    start_claim(desks.desk)
    desk = keep_users.change_user(desks.desk, carlotta.id, name=carlotta.name, role=Role.ADMINISTRATOR)
    assert refusal(start_claim, desk) == "right_needed"


def test_who_audits_holds_no_other_role(desks: Desks) -> None:
    marlon = desks.user("marlon")
    change = keep_users.change_user
    told = {"name": marlon.name, "role": Role.AUDITOR, "further": (Role.CLERK,)}
    assert refusal(change, desks.desk, marlon.id, **told) == "role_auditor_apart"
    told = {"name": marlon.name, "role": Role.CLERK, "further": (Role.AUDITOR,)}
    assert refusal(change, desks.desk, marlon.id, **told) == "role_auditor_apart"


def test_nobody_gives_a_role_to_themselves_where_others_work(desks: Desks) -> None:
    carlotta = desks.user("carlotta")
    change = keep_users.change_user
    told: dict[str, Any] = {"name": carlotta.name, "role": Role.ADMINISTRATOR, "further": (Role.CLERK, Role.HEAD)}
    assert refusal(change, desks.desk, carlotta.id, **told) == "role_own"
    change(desks.as_user("hubert"), carlotta.id, **told)
    assert desks.user("carlotta").roles == (Role.ADMINISTRATOR, Role.CLERK, Role.HEAD)
    line = desks.desk.store.journal.lines(limit=1)[0]
    assert dict(line.facts) == {"role": "administrator clerk head", "before": "administrator clerk"}


def test_several_roles_are_kept_and_signed_in_with(desks: Desks) -> None:
    further = (Role.APPROVER, Role.CLERK)
    keep_users.add_user(
        desks.desk, name="Ines Sample", role=Role.HEAD, further=further, login="ines", passphrase=OWN, cost=CHEAP
    )
    desks.desk.close()
    desks.desk = sign_in(desks.desk.places, desks.clock, "ines", OWN)
    assert desks.desk.user.roles == (Role.HEAD, Role.CLERK, Role.APPROVER)
    assert desks.desk.user.holds(SIGNING)


def test_one_person_alone_may_everything_and_an_auditor_beside_them_changes_nothing_of_it(tmp_path: Path) -> None:
    desks = set_up(tmp_path)
    assert works_alone(desks.desk)
    keep_users.add_user(desks.desk, name="Ada Sample", role=Role.AUDITOR, login="ada", passphrase=OWN, cost=CHEAP)
    assert works_alone(desks.desk)
    assert all(rights.may(desks.desk.store, desks.desk.user.id, verb) for verb in rights.RIGHTS)
    assert refusal(start_claim, desks.as_user("ada")) == "right_reads_only"
    keep_users.add_user(desks.desk, name="Marlon Test", role=Role.CLERK, login="m", passphrase=OWN, cost=CHEAP)
    assert not works_alone(desks.desk)
    assert not rights.may(desks.desk.store, desks.desk.user.id, "periods_certified")
    desks.close()


def test_a_word_of_one_person_alone_is_marked_in_the_journal(tmp_path: Path) -> None:
    desks = set_up(tmp_path)
    me = desks.desk.user.id
    with desks.desk.store.act(verb="periods_certified", user=me, about="", facts={}):
        pass
    with desks.desk.store.act(verb="claim_registered", user=me, about="", facts={}):
        pass
    marked, plain = reversed(desks.desk.store.journal.lines(limit=2))
    assert (dict(marked.facts), dict(plain.facts)) == ({rights.ALONE: 1}, {})
    desks.close()


def test_who_still_has_a_passphrase_that_was_given_out_changes_that_first(desks: Desks) -> None:
    given = keep_users.new_passphrase(desks.clock)
    keep_users.give_passphrase(desks.desk, desks.user("marlon").id, given, one_time=True, cost=CHEAP)
    marlon = desks.as_user("marlon")
    assert refusal(start_claim, marlon) == "passphrase_change_first"
    assert refusal(change_passphrase, marlon, given, given) == "passphrase_same"
    change_passphrase(marlon, given, OWN)
    start_claim(marlon)


def test_a_name_or_the_office_is_no_passphrase(desks: Desks) -> None:
    for text in ("Marlon Test 1980", "Kingstown 2026 !!", "national insurance"):
        assert refusal(change_passphrase, desks.as_user("marlon"), PASSPHRASES["marlon"], text) == "passphrase_weak"


def test_who_left_does_nothing_more(desks: Desks) -> None:
    marlon = desks.as_user("marlon")
    keep_users.deactivate(desks.as_user("hubert"), marlon.user.id)
    assert refusal(start_claim, replace(marlon)) == "user_inactive"
