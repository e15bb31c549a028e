"""Certificates of departure: kept by the new State with a case, or until a claim is made."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.case_notices import CorrectionReason
from desktop_app.domain.certificates import CertificateKind
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.messages import MessageType
from desktop_app.domain.money import Money
from desktop_app.domain.obligations import ObligationState
from desktop_app.foundation.problems import CaseProblem
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.certify_departure import DepartureForm, certify_departure, check_departure, departures_of
from desktop_app.workflows.correct_message import correct_message
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle
from desktop_app.workflows.own_periods import newest_certificate
from desktop_app.workflows.preview_bundle import preview
from desktop_app.workflows.receive_bundle import receive_file
from tests.support.case_desks import (
    carry,
    certificate,
    certify,
    claim_at,
    named,
    post,
    say,
    sealed_again,
    take_in,
    told,
)

FORM = DepartureForm(departed_on=date(2014, 6, 30), new_state="GD", new_address="3 Invented Road")


def test_a_new_state_without_a_case_keeps_what_the_person_brings(offices: dict[str, Desk]) -> None:
    vc, lc, gd = offices["VC"], offices["LC"], offices["GD"]
    told(vc, "LC")
    there = carry(vc, lc)
    own = certify(lc, there)
    body = certify_departure(lc, there, FORM)
    assert (body.certificate.kind, body.certificate.version) == (CertificateKind.DEPARTURE, own.version + 1)
    sealed = seal_bundle(lc, "GD-NIS")
    mailbox_id = receive_file(gd, sealed.data)
    assert "change_departure" in {change.what for change in preview(gd, mailbox_id).changes}
    person = lc.store.persons.get(claim_at(lc, there).person_id)
    assert departures_of(gd, person) == ()  # shown, and nothing kept unseen
    assert accept(gd, mailbox_id) == ""
    accept(gd, receive_file(gd, sealed_again(lc, sealed.bundle_id)))
    assert departures_of(gd, person) == (body,)
    assert departures_of(gd, replace(person, birth_date=date(1960, 1, 1))) == ()


def test_a_new_state_with_the_case_keeps_it_there(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there)
    body = certify_departure(lc, there, replace(FORM, new_state="VC"))
    assert accept(vc, post(lc, vc)) == key
    held = [kept.certificate for kept in vc.store.periods.in_force(key)]
    assert body.certificate.number in {each.number for each in held}
    assert CertificateKind.DEPARTURE in {each.kind for each in held}
    (sent,) = (row for row in lc.store.outbox.of_claim(there) if row.type is MessageType.DEPARTURE_CERTIFICATE)
    correct_message(lc, sent.message_id, reason=CorrectionReason.WRONG_CONTENT)
    carry(lc, vc)
    assert CertificateKind.DEPARTURE not in {kept.certificate.kind for kept in vc.store.periods.in_force(key)}
    assert CertificateKind.DEPARTURE not in {kept.certificate.kind for kept in lc.store.periods.in_force(there)}


def test_what_a_departure_lacks_is_said_and_nothing_is_sent(offices: dict[str, Desk]) -> None:
    vc = offices["VC"]
    key = take_in(vc)
    for form, code in (
        (FORM, "departure_without_periods"),
        (replace(FORM, new_state="VC"), "departure_to_own_state"),
        (replace(FORM, new_state="TT"), "departure_office_unknown"),
        (replace(FORM, departed_on=date(2030, 1, 1)), "departure_ahead"),
    ):
        assert code in {finding.code for finding in check_departure(vc, key, form)}
        with pytest.raises(CaseProblem, match="certificate_has_errors"):
            certify_departure(vc, key, form)
    assert not vc.store.outbox.waiting()


def test_a_departure_is_checked_shown_and_settled_as_any_certificate(offices: dict[str, Desk]) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    there = carry(vc, lc)
    own = certify(lc, there)
    body = certify_departure(lc, there, replace(FORM, new_state="VC"))
    mailbox_id = post(lc, vc)
    seen = preview(vc, mailbox_id)
    assert "check_rows_add_up" in {check.finding.code for check in seen.checks if check.passed}
    assert {"change_departure", "change_certificate", "change_weeks_certified"} <= {each.what for each in seen.changes}
    accept(vc, mailbox_id)
    (owed,) = vc.store.obligations.of_claim(key)
    assert owed.state is ObligationState.MET
    newest = newest_certificate(vc, key, "LC")
    assert newest is not None
    assert (newest.version, newest.kind) == (own.version + 1, body.certificate.kind)


def test_a_departure_of_another_currency_or_with_a_version_used_before_is_not_accepted(
    offices: dict[str, Desk],
) -> None:
    vc, lc = offices["VC"], offices["LC"]
    key = told(vc, "LC")
    carry(vc, lc)
    first = certificate("LC", 1)
    say(lc, "VC-NIS", first, named(vc, key))
    accept(vc, post(lc, vc))
    departing = replace(first, kind=CertificateKind.DEPARTURE)
    for wrong, code in (
        (replace(departing, version=2, currency="BBD", stated_earnings=Money(minor=0, currency="BBD")),
         "certificate_currency"),
        (departing, "certificate_version_reused"),
    ):  # fmt: skip
        body = DepartureCertificate(certificate=wrong, departed_on=date(2014, 6, 30), new_state="VC")
        say(lc, "VC-NIS", body, named(vc, key))
        seen = preview(vc, post(lc, vc))
        assert code in {check.finding.code for check in seen.checks if not check.passed}
        assert not seen.can_accept


def test_where_nobody_is_known_only_the_sheet_is_kept_and_the_preview_says_so(offices: dict[str, Desk]) -> None:
    vc, lc, gd = offices["VC"], offices["LC"], offices["GD"]
    told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there)
    certify_departure(lc, there, FORM)
    seen = preview(gd, post(lc, gd))
    assert [change.what for change in seen.changes] == ["change_departure", "change_departure_kept"]
    assert not gd.store.persons.count()


def test_without_a_case_the_newest_version_holds_and_a_version_has_one_content(offices: dict[str, Desk]) -> None:
    vc, lc, gd = offices["VC"], offices["LC"], offices["GD"]
    told(vc, "LC")
    there = carry(vc, lc)
    certify(lc, there)
    first = certify_departure(lc, there, FORM)
    accept(gd, post(lc, gd))
    second = certify_departure(lc, there, replace(FORM, new_address="4 Invented Road"))
    mailbox_id = post(lc, gd)
    assert not doubts(gd, mailbox_id) & VERSIONED
    accept(gd, mailbox_id)
    person = lc.store.persons.get(claim_at(lc, there).person_id)
    assert departures_of(gd, person) == (second,)
    say(lc, "GD-NIS", replace(second, new_address="5 Invented Road"), named(lc, there))
    reused = post(lc, gd)
    assert doubts(gd, reused) & VERSIONED == {"certificate_version_reused"}
    assert not preview(gd, reused).can_accept
    say(lc, "GD-NIS", second, named(lc, there))
    assert "check_here_already" in {check.finding.code for check in preview(gd, post(lc, gd)).checks if check.passed}
    say(lc, "GD-NIS", first, named(lc, there))
    assert "certificate_older" in doubts(gd, post(lc, gd))


VERSIONED = {"certificate_version_reused", "certificate_older"}


def doubts(desk: Desk, mailbox_id: int) -> set[str]:
    return {check.finding.code for check in preview(desk, mailbox_id).checks if not check.passed}
