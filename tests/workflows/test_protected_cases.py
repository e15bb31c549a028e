"""Protected cases: nobody but the named persons reads one, nothing tells others whose it is, every look is kept."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app import workflows
from desktop_app.domain.protection import PROTECTED_NAME
from desktop_app.domain.users import Role, User
from desktop_app.foundation.problems import Problem, StoreProblem
from desktop_app.store.journal import JournalFilter
from desktop_app.wording.problems import SENTENCES
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.attach import received_attachments
from desktop_app.workflows.close_case import closing_of
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle, to_send
from desktop_app.workflows.find import find
from desktop_app.workflows.list_claims import ClaimFilter, ClaimSort, SortKey, claims_page
from desktop_app.workflows.map_message import Target, map_kept
from desktop_app.workflows.obligations import list_obligations
from desktop_app.workflows.open_claim import open_claim
from desktop_app.workflows.preview_bundle import preview
from desktop_app.workflows.print_message import message_document
from desktop_app.workflows.protected import change_named, end_protection, open_protected, protect, protection_of
from desktop_app.workflows.read_journal import journal_line, journal_page
from desktop_app.workflows.receive_bundle import receive_file, received
from desktop_app.workflows.today import queue_counts, today_queue
from desktop_app.workflows.veil import may_see
from tests.support.claim_desks import Offices, certify, sent, three_offices
from tests.support.clocks import FixedClock
from tests.support.journal_text import journal_text

HEAD = User(id="u-head", name="Hubert Sample-Head", role=Role.HEAD)
CLERK = User(id="u-clerk", name="Carl Clerk-Sample", role=Role.CLERK)
NAMED = User(id="u-named", name="Dora Fraser-Sample", role=Role.CLERK)
AUDITOR = User(id="u-auditor", name="Ada Audit-Sample", role=Role.AUDITOR)
ANY = ClaimSort(key=SortKey.NUMBER)
TELLING = ("Hendyce", "Bernadette", "104 882", "104882", "553 210", "VC-2014-0001", "1954")


@dataclass(slots=True)
class Case:
    """The published claim at an office of several persons, answered by the others."""

    offices: Offices
    key: str
    mailbox_id: int

    def as_(self, user: User) -> Desk:
        """The desk of whoever signs in now; one person at a time reads a store."""
        return replace(self.offices.vc, user=user)


@pytest.fixture(name="case")
def _case(tmp_path: Path) -> Iterator[Case]:
    offices = three_offices(tmp_path)
    key = sent(offices)
    with offices.vc.store.act(verb="user_added", user=offices.vc.user.id, about="", facts={}):
        for login, user in (("hubert", HEAD), ("carl", CLERK), ("dora", NAMED), ("ada", AUDITOR)):
            offices.vc.store.users.add(user, login=login)
    certify(offices.lc, offices.asked["LC"])
    sealed = seal_bundle(offices.lc, "VC-NIS")
    hand_over(offices.lc, sealed.bundle_id, "mail")
    mailbox_id = receive_file(offices.vc, sealed.data)
    yield Case(offices, key, mailbox_id)
    offices.close()


@pytest.fixture(params=[True, False], ids=["the person", "the one claim"])
def kept(case: Case, request: pytest.FixtureRequest) -> Case:
    protect(case.as_(HEAD), case.key, reason="A colleague's mother", named=[NAMED.id], whole_person=request.param)
    return case


def refusal(call: Callable[..., Any], *args: Any, **facts: Any) -> str:
    with pytest.raises(Problem) as refused:
        call(*args, **facts)
    assert refused.value.code in SENTENCES
    return refused.value.code


READING: dict[str, Callable[[Desk, Case], object]] = {
    "open_claim": lambda desk, case: open_claim(desk, case.key),
    "closing_of": lambda desk, case: closing_of(desk, case.key),
    "received_attachments": lambda desk, case: received_attachments(desk, case.mailbox_id),
    "preview": lambda desk, case: preview(desk, case.mailbox_id),
    "accept": lambda desk, case: accept(desk, case.mailbox_id),
    "message_document": lambda desk, case: message_document(desk, _sent_message(desk, case)),
    "map_kept": lambda desk, case: map_kept(desk, _sent_message(desk, case), Target.EESSI),
    "protection_of": lambda desk, case: protection_of(desk, case.key),
}
_NO_READERS = frozenset({"may_see", "name_for_lists", "refuse_hidden", "number_for_lists"})


def _readers() -> dict[str, Callable[..., object]]:
    """Every verb that a desk and a claim's id, or a received file's number, are enough for."""
    found: dict[str, Callable[..., object]] = {}
    for entry in pkgutil.iter_modules(workflows.__path__):
        module = importlib.import_module(f"{workflows.__name__}.{entry.name}")
        for name, verb in inspect.getmembers(module, inspect.isfunction):
            asked = [each for each in inspect.signature(verb).parameters.values() if each.default is each.empty]
            names = tuple(each.name for each in asked)
            own = verb.__module__ == module.__name__ and not name.startswith("_") and name not in _NO_READERS
            if own and names in {("desk", "claim_id"), ("desk", "mailbox_id")}:
                found[f"{entry.name}.{name}"] = verb
    return found


LISTS: dict[str, Callable[[Desk], object]] = {
    "claims_page": lambda desk: claims_page(desk, ClaimFilter(), ANY),
    "today_queue": today_queue,
    "received": received,
    "to_send": to_send,
    "list_obligations": list_obligations,
    "find": lambda desk: find(desk, "2014"),
}


def _sent_message(desk: Desk, case: Case) -> str:
    return next(row.message_id for row in desk.store.outbox.of_claim(case.key))


@pytest.mark.parametrize("user", [CLERK, AUDITOR, User(id="u-VC-NIS", name="Carlotta Browne", role=Role.CLERK)])
@pytest.mark.parametrize("verb", READING)
def test_who_is_not_named_reads_nothing_of_it(kept: Case, user: User, verb: str) -> None:
    desk = kept.as_(user)
    assert not may_see(desk, kept.key)
    assert refusal(READING[verb], desk, kept) == "case_protected"


def test_no_verb_tells_who_is_not_named_anything_of_it(case: Case) -> None:
    protect(case.as_(HEAD), case.key, reason="kin", named=[])
    desk, readers = case.as_(CLERK), _readers()
    assert {"correct_message.correctable", "ask_explanation.explainable", "own_periods.own_certificate"} <= set(readers)
    telling = []
    for name, verb in readers.items():
        asked = case.mailbox_id if "mailbox_id" in inspect.signature(verb).parameters else case.key
        with suppress(Problem):
            told = repr(verb(desk, asked))
            telling += [(name, word) for word in TELLING if word in told]
    assert telling == []
    for called in ("correct_message.correctable", "ask_explanation.explainable", "own_periods.own_certificate"):
        assert refusal(readers[called], desk, case.key) == "case_protected"
    assert refusal(readers["quarantine.read_quarantined_text"], desk, case.mailbox_id) == "case_protected"


@pytest.mark.parametrize("verb", READING)
def test_a_named_person_reads_it_only_with_a_reason_of_today(kept: Case, verb: str) -> None:
    desk = kept.as_(NAMED)
    assert may_see(desk, kept.key)
    assert refusal(READING[verb], desk, kept) == "case_reason_needed"
    open_protected(desk, kept.key, reason="Certificate of Saint Lucia came")
    READING[verb](desk, kept)
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    clock.advance(hours=8)
    assert refusal(READING[verb], desk, kept) == "case_reason_needed"
    clock.advance(hours=-20)  # a clock set back opens nothing either
    assert refusal(READING[verb], desk, kept) == "case_reason_needed"


@pytest.mark.parametrize("user", [CLERK, AUDITOR])
@pytest.mark.parametrize("name", LISTS)
def test_lists_show_others_that_it_is_there_and_nothing_else(kept: Case, user: User, name: str) -> None:
    shown = repr(LISTS[name](kept.as_(user)))
    assert [word for word in TELLING if word in shown] == []
    if name not in {"find", "to_send"}:
        assert PROTECTED_NAME in shown


@pytest.mark.parametrize("name", LISTS)
def test_lists_show_a_named_person_everything(kept: Case, name: str) -> None:
    assert PROTECTED_NAME not in repr(LISTS[name](kept.as_(NAMED)))


@pytest.mark.parametrize("text", ["Hendyce", "bernadette", "104 882", "VC-2014-0001", "14 Jun 1954", "hendice", "1"])
def test_what_somebody_types_finds_it_for_nobody_but_the_named(kept: Case, text: str) -> None:
    hits = find(kept.as_(CLERK), text)
    assert [hit for hit in hits if hit.kind == "claim" or hit.claim_key] == []
    whole = kept.offices.vc.store.protections.in_force()[0].person_id
    assert not whole or hits == ()
    found = claims_page(kept.as_(CLERK), ClaimFilter(text=text), ANY)
    assert (found.rows, found.total) == ((), 0)


def test_a_search_by_name_finds_it_for_the_named(kept: Case) -> None:
    assert find(kept.as_(NAMED), "Hendyce")


def test_every_claim_is_counted_whoever_counts(kept: Case) -> None:
    counts = queue_counts(kept.as_(NAMED))
    assert queue_counts(kept.as_(CLERK)) == counts
    assert claims_page(kept.as_(CLERK), ClaimFilter(), ANY).total == 1


def test_the_journal_names_no_protected_case(kept: Case) -> None:
    page = journal_page(kept.as_(AUDITOR), JournalFilter())
    about = {entry.verb: entry.about for entry in page.entries}
    assert about["case_protected"] == about["claim_registered"] == PROTECTED_NAME
    assert "VC-2014-0001" not in journal_text(kept.as_(AUDITOR))


def test_who_opened_it_when_and_why_is_kept_for_good(kept: Case) -> None:
    open_protected(kept.as_(NAMED), kept.key, reason="  Letter of the claimant ")
    view = protection_of(kept.as_(NAMED), kept.key)
    assert view is not None
    assert [(line.user, line.reason) for line in view.accesses] == [
        (NAMED, "Letter of the claimant"), (HEAD, "A colleague's mother"),
    ]  # fmt: skip
    assert not view.may_change
    assert [line.verb for line in kept.offices.vc.store.journal.lines(limit=2)] == [
        "protected_opened",
        "case_protected",
    ]
    with (
        pytest.raises(StoreProblem, match="record_append_only"),
        kept.offices.vc.store.act(verb="samples_made", user=HEAD.id, about="", facts={}),
    ):
        kept.offices.vc.store._database.run("UPDATE recorded_access SET reason = ''")


def test_only_a_head_protects_and_only_with_a_reason(case: Case) -> None:
    assert refusal(protect, case.as_(CLERK), case.key, reason="x", named=[]) == "right_needed"
    assert refusal(protect, case.as_(AUDITOR), case.key, reason="x", named=[]) == "right_reads_only"
    assert refusal(protect, case.as_(HEAD), case.key, reason=" ", named=[]) == "reason_missing"
    assert refusal(protect, case.as_(HEAD), case.key, reason="x", named=["nobody"]) == "user_inactive"
    assert refusal(end_protection, case.as_(HEAD), case.key, reason="x") == "case_not_protected"
    assert protection_of(case.as_(CLERK), case.key) is None


def test_the_named_are_changed_by_a_named_head_and_every_look_before_stays(kept: Case) -> None:
    assert refusal(protect, kept.as_(HEAD), kept.key, reason="x", named=[]) == "case_protected_already"
    assert refusal(change_named, kept.as_(NAMED), kept.key, reason="x", named=[CLERK.id]) == "right_needed"
    change_named(kept.as_(HEAD), kept.key, reason="Carl takes over", named=[CLERK.id])
    assert refusal(open_protected, kept.as_(NAMED), kept.key, reason="x") == "case_protected"
    open_protected(kept.as_(CLERK), kept.key, reason="Takes over")
    view = protection_of(kept.as_(CLERK), kept.key)
    assert view is not None
    assert {user.id for user in view.named} == {CLERK.id, HEAD.id}
    assert view.reason == "A colleague's mother"
    assert len(view.accesses) == 3


def test_another_head_takes_over_only_where_no_named_one_is_left(kept: Case) -> None:
    other = User(id="u-new", name="Nora New-Sample", role=Role.HEAD)
    with kept.offices.vc.store.act(verb="user_added", user=HEAD.id, about="", facts={}):
        kept.offices.vc.store.users.add(other, login="nora")
    assert refusal(change_named, kept.as_(other), kept.key, reason="x", named=[]) == "protection_not_named"
    with kept.offices.vc.store.act(verb="user_deactivated", user=other.id, about="", facts={}):
        kept.offices.vc.store.users.update(HEAD, "hubert", active=False)
    change_named(kept.as_(other), kept.key, reason="The head left", named=[NAMED.id])
    open_claim(kept.as_(other), kept.key)


def test_once_it_is_ended_everybody_reads_it_again(kept: Case) -> None:
    end_protection(kept.as_(HEAD), kept.key, reason="The colleague retired")
    assert open_claim(kept.as_(CLERK), kept.key).person is not None
    assert PROTECTED_NAME not in repr(claims_page(kept.as_(CLERK), ClaimFilter(), ANY))
    assert find(kept.as_(CLERK), "Hendyce")


def test_what_comes_for_a_protected_case_is_received_by_whoever_is_there(kept: Case) -> None:
    offices = kept.offices
    certify(offices.gd, offices.asked["GD"])
    sealed = seal_bundle(offices.gd, "VC-NIS")
    assert refusal(preview, kept.as_(CLERK), receive_file(kept.as_(CLERK), sealed.data)) == "case_protected"


def test_lines_about_a_protected_person_tell_nothing_and_no_words_find_them(case: Case) -> None:
    desk, store = case.as_(HEAD), case.offices.vc.store
    person = store.persons.get(store.claims.get(case.key).person_id)
    with store.act(verb="person_changed", user=HEAD.id, about=person.id, facts={"name": "Hendyce"}):
        store.persons.update(replace(person, address="9 Zebra Lane"))
    with store.act(
        verb="persons_kept_apart", user=HEAD.id, about="p-cousin", facts={"other": person.id, "why": "cousinly"}
    ):
        pass
    auditor = case.as_(AUDITOR)
    assert journal_page(auditor, JournalFilter(text="zebra lane")).total == 1
    protect(desk, case.key, reason="kin", named=[])
    for text in ("zebra lane", "hendyce", "cousinly"):
        assert journal_page(auditor, JournalFilter(text=text)).total == 0
    lines = {entry.verb: entry for entry in journal_page(auditor, JournalFilter()).entries}
    assert lines["person_changed"].about == PROTECTED_NAME
    assert not lines["person_changed"].facts
    assert not lines["persons_kept_apart"].facts
    assert all(row.hidden for row in journal_line(auditor, lines["person_changed"].id).rows)
    told = journal_text(auditor)
    assert [word for word in ("Zebra", "Hendyce", person.id) if word in told] == []
