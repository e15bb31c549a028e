"""Certificates of dependency: who depended on the insured person, as an institution says it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependants import ClaimSurvivor, Relationship, Survivor
from desktop_app.domain.dependency import CertifiedDependant, DependencyDegree
from desktop_app.domain.inquiries import InfoItem, InfoItemCode
from desktop_app.domain.messages import Instrument, MessageType
from desktop_app.domain.obligations import ObligationKind, ObligationState
from desktop_app.foundation.problems import CaseProblem
from desktop_app.wording.change_values import change_detail, change_value
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.ask_information import ask_information
from desktop_app.workflows.certify_dependency import (
    DependencyForm,
    certify_dependency,
    check_dependants,
    dependency_certificates,
)
from desktop_app.workflows.deadlines import within
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.opened_bundle import open_kept
from desktop_app.workflows.preview_bundle import preview
from desktop_app.workflows.receive_bundle import receive_file
from tests.support.case_desks import carry, certificate, claim_at, named, post, say, sealed_again, told
from tests.support.clocks import FixedClock

CHILD = CertifiedDependant(
    row_id="1",
    relationship=Relationship.CHILD,
    surname="Invented",
    forenames="Clara",
    birth_date=date(2001, 5, 6),
    degree=DependencyDegree.WHOLLY,
    invalid=False,
)
FORM = DependencyForm(dependants=(CHILD,), contingency_date=date(2014, 5, 2), valid_from=date(2014, 5, 2))


def codes(desk: Desk, mailbox_id: int) -> set[str]:
    return {check.finding.code for check in preview(desk, mailbox_id).checks}


def for_survivors(desk: Desk, claim_id: str, *survivors: ClaimSurvivor) -> None:
    with desk.store.act(verb="samples_made", user=desk.user.id, about=claim_id, facts={}):
        desk.store.claims.update(replace(claim_at(desk, claim_id), benefit=Benefit.SURVIVORS))
        desk.store.dependants.set_survivors(claim_id, survivors)


def owe(desk: Desk, claim_id: str, by: str, to: str) -> None:
    with desk.store.act(verb="samples_made", user=desk.user.id, about=claim_id, facts={}):
        kind = ObligationKind.DEPENDENCY_CERTIFICATE.value
        desk.store.obligations.add(
            claim_id=claim_id,
            owed_by=by,
            owed_to=to,
            kind=kind,
            asked_message_id="00000000-0000-4000-8000-0000000000aa",
            asked_on=desk.clock.today(),
            due_on=within(desk, kind, "").after(desk.clock.today()),
        )


def state(desk: Desk, claim_id: str) -> list[ObligationState]:
    kind = ObligationKind.DEPENDENCY_CERTIFICATE
    return [entry.state for entry in desk.store.obligations.of_claim(claim_id) if entry.kind is kind]


def test_a_certified_child_is_kept_with_the_claim_and_settles_what_was_owed(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    for_survivors(vc, key)
    owe(lc, there, "LC-NIC", "VC-NIS")
    owe(vc, key, "LC-NIC", "VC-NIS")
    certify_dependency(lc, there, FORM)
    assert state(lc, there) == [ObligationState.MET]
    mailbox_id = post(lc, vc)
    assert {"change_dependency", "change_dependant", "change_owed_answered"} <= {
        change.what for change in preview(vc, mailbox_id).changes
    }
    assert vc.store.dependants.survivors(key) == ()  # shown, and nothing applied unseen
    accept(vc, mailbox_id)
    (kept,) = vc.store.dependants.survivors(key)
    assert (kept.name, kept.survivor.dependent, kept.survivor.invalid) == ("Clara Invented", True, False)
    assert state(vc, key) == [ObligationState.MET]
    assert [each.office for each in dependency_certificates(vc, key)] == ["LC-NIC"]


def test_a_certificate_that_held_until_a_day_says_so_once_that_is_past(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    there = carry(vc, lc)
    today = vc.clock.today()
    certify_dependency(lc, there, replace(FORM, valid_to=today))
    mailbox_id = post(lc, vc)
    assert "valid_until_passed" not in codes(vc, mailbox_id)
    came = open_kept(vc, vc.store.mailbox.get(mailbox_id)).messages
    assert {each.type: each.valid_until for each in came}[MessageType.DEPENDENCY_CERTIFICATE] == today
    assert isinstance(vc.clock, FixedClock)
    vc.clock.advance(days=1)
    assert "valid_until_passed" in codes(vc, mailbox_id)
    accept(vc, mailbox_id)
    assert "valid_until_passed" not in codes(vc, mailbox_id)


@pytest.mark.parametrize(
    ("instrument", "said"),
    [(Instrument.CASS, set()), (Instrument.OECS, {"instrument_oecs"}), (Instrument.OTHER, {"instrument_other"})],
)
def test_that_a_message_runs_under_another_agreement_is_told(
    instrument: Instrument, said: set[str], offices: dict[str, Desk]
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    say(lc, "VC-NIS", certificate(), named(vc, key), named(lc, there), instrument=instrument)
    found = {code for code in codes(vc, post(lc, vc)) if code.startswith("instrument_")}
    assert found == said


@pytest.mark.parametrize(("approver", "alone"), [("A. Second", False), ("P. First", True)])
def test_that_one_person_prepared_and_approved_a_certificate_is_told(
    approver: str, alone: bool, offices: dict[str, Desk]
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    by = {"prepared_by": "P. First", "approved_by": approver}
    periods, dependants = certificate(), certify_dependency(lc, there, FORM)
    names = named(vc, key), named(lc, there)
    post(lc, vc)
    for body in (replace(periods, **by), replace(dependants, version=2, **by)):
        say(lc, "VC-NIS", body, *names)
        assert ("certified_by_one_person" in codes(vc, post(lc, vc))) == alone


def test_a_question_for_dependants_is_answered_by_the_certificate_and_its_other_items_stay_owed(
    offices: dict[str, Desk],
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    for_survivors(vc, key)
    due = vc.clock.today() + timedelta(days=30)
    items = (
        InfoItem(item_id="1", code=InfoItemCode.DEPENDENCY, why="survivors' shares", needed_by=due),
        InfoItem(item_id="2", code=InfoItemCode.BANK_DETAILS, why="payment", needed_by=due),
    )
    ask_information(vc, key, "LC-NIC", items)
    accept(lc, post(vc, lc))
    certify_dependency(lc, there, FORM)
    mailbox_id = post(lc, vc)
    assert "change_owed_answered" in {change.what for change in preview(vc, mailbox_id).changes}
    accept(vc, mailbox_id)
    for desk, claim_id in ((lc, there), (vc, key)):
        (owed,) = [e for e in desk.store.obligations.of_claim(claim_id) if e.kind is ObligationKind.INFO_REPLY]
        assert owed.state is ObligationState.MET_IN_PART
        assert [(item.item_id, item.settled) for item in owed.items] == [("1", True), ("2", False)]


def test_what_the_claim_states_is_filled_and_never_written_over(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    stated = Survivor(id="1", relationship=Relationship.CHILD, birth_date=date(2001, 5, 6), invalid=True)
    for_survivors(vc, key, ClaimSurvivor(survivor=stated, surname="Invented", forenames="Clara"))
    certify_dependency(lc, there, FORM)
    mailbox_id = post(lc, vc)
    assert "dependant_differs" in codes(vc, mailbox_id)
    accept(vc, mailbox_id)
    (kept,) = vc.store.dependants.survivors(key)
    assert kept.survivor == replace(stated, dependent=True)


def test_a_newer_version_takes_the_place_and_an_older_one_is_kept_beside(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    first = certify_dependency(lc, there, FORM)
    one = seal_bundle(lc, "VC-NIS")
    second = certify_dependency(lc, there, replace(FORM, remarks="Seen again."))
    assert (first.version, second.version) == (1, 2)
    assert dependency_certificates(lc, there) == (second,)
    accept(vc, post(lc, vc))
    late = receive_file(vc, one.data)
    assert "certificate_older" in codes(vc, late)
    accept(vc, late)
    assert dependency_certificates(vc, key) == (second,)


def test_the_same_certificate_in_a_second_file_changes_nothing(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    for_survivors(vc, key)
    certify_dependency(lc, there, FORM)
    sealed = seal_bundle(lc, "VC-NIS")
    accept(vc, receive_file(vc, sealed.data))
    accept(vc, receive_file(vc, sealed_again(lc, sealed.bundle_id)))
    assert len(vc.store.dependants.survivors(key)) == 1


def test_the_same_certificate_read_from_a_paper_meant_for_another_office_is_recognised(
    offices: dict[str, Desk],
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC", "GD")
    there = carry(vc, lc)
    for_survivors(vc, key)
    body = certify_dependency(lc, there, FORM)
    accept(vc, post(lc, vc))
    say(lc, "VC-NIS", body, named(vc, key))
    again = post(lc, vc)
    view = preview(vc, again)
    assert view.can_accept
    assert "check_here_already" in {check.finding.code for check in view.checks if check.passed}
    assert [change.what for change in view.changes] == ["change_certificate_here"]
    accept(vc, again, seen=view)
    assert len(vc.store.dependants.survivors(key)) == 1
    assert dependency_certificates(vc, key) == (body,)


def test_an_office_certifies_for_its_own_state_alone(offices: dict[str, Desk]) -> None:
    vc, lc, gd = offices["VC"], offices["LC"], offices["GD"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    body = certify_dependency(lc, there, FORM)
    say(gd, "VC-NIS", replace(body, office="GD-NIS"), named(vc, key))
    mailbox_id = receive_file(vc, seal_bundle(gd, "VC-NIS").data)
    assert "certificate_other_state" in codes(vc, mailbox_id)
    with pytest.raises(CaseProblem, match="cannot_accept"):
        accept(vc, mailbox_id)


def test_what_a_certificate_lacks_is_said_and_nothing_is_sent(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    told(vc, "LC")
    there = carry(vc, lc)
    for form, code in (
        (replace(FORM, dependants=(CHILD, CHILD)), "asked_twice"),
        (replace(FORM, dependants=(replace(CHILD, surname=" "),)), "dependant_unnamed"),
        (replace(FORM, contingency_date=date(2030, 1, 1)), "date_in_future"),
        (replace(FORM, valid_to=date(2013, 1, 1)), "valid_ends_before_start"),
    ):
        assert code in {finding.code for finding in check_dependants(lc, there, form)}
        with pytest.raises(CaseProblem, match="certificate_has_errors"):
            certify_dependency(lc, there, form)
    assert not [r for r in lc.store.outbox.waiting() if r.type is MessageType.DEPENDENCY_CERTIFICATE]


def test_what_is_filled_and_what_differs_is_shown_field_by_field(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    (child,) = FORM.dependants
    stated = ClaimSurvivor(
        survivor=Survivor(id="1", relationship=child.relationship, birth_date=child.birth_date, invalid=True),
        surname=child.surname,
        forenames=child.forenames,
    )
    for_survivors(vc, key, stated)
    for_survivors(lc, there)
    certify_dependency(lc, there, FORM)
    first = post(lc, vc)
    shown = {(each.what, each.detail.partition(" ")[0]): each for each in preview(vc, first).changes}
    filled, differs = shown["change_dependant_field", "dependent"], shown["change_dependant_differs", "invalid"]
    assert (filled.mark, filled.now, filled.after) == ("new", "", "yes")
    assert (differs.mark, differs.now) == ("differs", "yes")
    assert change_value(differs.what, differs.after) == "Yes, as stated; they certify No"
    accept(vc, first)
    certify_dependency(lc, there, replace(FORM, dependants=(replace(child, degree=DependencyDegree.PARTLY),)))
    later = [each for each in preview(vc, post(lc, vc)).changes if each.what == "change_certified_field"]
    assert [(each.now, each.after) for each in later] == [(child.degree.value, "partly")]
    assert change_detail(later[0].what, later[0].detail).startswith("Degree of dependency, ")
