"""How an office signs what leaves it: settled by who keeps the desk, never alike for two persons."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.messages import Message, MessageType
from desktop_app.domain.users import Role, User
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.problems import DutyProblem
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.keep_users import add_user
from desktop_app.workflows.lay_before import propose_periods
from desktop_app.workflows.propose import accept
from desktop_app.workflows.signatures import SignedAs, set_signed_as, signature, signed_as
from tests.support.case_desks import CUT_OFF, told
from tests.support.claim_desks import Offices, answered, three_offices
from tests.support.two_persons import CHEAP, set_up
from tests.workflows.test_words_of_two_persons import ROWS

WORDS = "breadfruit anchor window rain"
SECOND = User(id="u-second", name="Dora Fraser-Sample", role=Role.APPROVER)


@pytest.fixture(name="offices")
def _offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


def add(desk: Desk, user: User, login: str) -> None:
    with desk.store.act(verb="user_added", user=desk.user.id, about=user.id, facts={}):
        desk.store.users.add(user, login=login)


def waiting(desk: Desk, kind: MessageType) -> list[Message]:
    return [decode_message(row.data) for row in desk.store.outbox.waiting() if row.type is kind]


def test_every_message_is_signed_as_the_office_settled(offices: Offices) -> None:
    vc = offices.vc
    assert signed_as(vc) is SignedAs.SHORT_NAME
    assert set_signed_as(vc, SignedAs.ROLE) is signed_as(vc)
    told(vc, "LC")
    (notice,) = waiting(vc, MessageType.CLAIM_NOTICE)
    signed = signature(vc, vc.user)
    assert (notice.prepared_by, notice.approved_by) == (signed, signed)
    assert signed.endswith(f", {vc.user.initials}")
    assert vc.user.name.split()[-1] not in signed


def test_both_persons_of_a_certificate_are_named_so(offices: Offices) -> None:
    vc, key = offices.vc, answered(offices)
    set_signed_as(vc, SignedAs.ROLE)
    add(vc, SECOND, "dora")
    made = propose_periods(vc, key, ROWS, complete_to=CUT_OFF, has_periods=HasPeriods.YES, more_follows=True)
    accept(replace(vc, user=SECOND), made.id)
    before = {("C. Browne", "C. Browne")}
    messages = waiting(vc, MessageType.PERIOD_CERTIFICATE)
    assert {(each.prepared_by, each.approved_by) for each in messages} - before == {
        (signature(vc, vc.user), "Approver, DF")
    }


def test_two_persons_never_sign_alike(tmp_path: Path) -> None:
    desks = set_up(tmp_path)
    desk = desks.desk

    def add_one(name: str, login: str, role: Role = Role.CLERK) -> User:
        return add_user(desk, name=name, role=role, login=login, passphrase=WORDS, cost=CHEAP).user

    mary, moira = add_one("Mary Bell", "mary"), add_one("Moira Bell", "moira")
    for how in SignedAs:
        set_signed_as(desk, how)
        assert signature(desk, mary) != signature(desk, moira)
    assert signature(desk, mary) == "Mary Bell"
    add_one("Mary Bell", "bell", Role.APPROVER)
    assert signature(desk, mary) == "Mary Bell (Claims officer)"
    desks.close()


def test_only_who_keeps_the_desk_settles_it(tmp_path: Path) -> None:
    desks = set_up(tmp_path, "marlon")
    with pytest.raises(DutyProblem):
        set_signed_as(desks.as_user("marlon"), SignedAs.ROLE)
    set_signed_as(desks.desk, SignedAs.FULL_NAME)
    (line,) = [each for each in desks.desk.store.journal.lines() if each.verb == "signing_settled"]
    assert line.facts == {"signed_as": "full_name"}
    assert signature(desks.desk, desks.user("marlon")) == "Marlon Test"
    desks.close()
