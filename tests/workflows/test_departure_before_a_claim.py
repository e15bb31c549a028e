"""A person who leaves the State before any claim gets a certificate on departure, and the new State gets it too."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.claims import Part
from desktop_app.domain.messages import MessageType
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.certify_departure import DepartureForm, certify_departure
from desktop_app.workflows.certify_periods import certify_periods
from desktop_app.workflows.departure_case import offices_to_go_to, open_departure_case
from desktop_app.workflows.people import enter_person
from tests.support import hendyce
from tests.support.case_desks import post
from tests.support.claim_desks import Offices, three_offices
from tests.workflows.test_people import SAMPLE


@pytest.fixture(name="offices")
def _offices(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


def test_a_case_of_its_own_carries_the_record_to_the_new_state(offices: Offices) -> None:
    desk = offices.vc
    person = enter_person(desk, SAMPLE).person
    assert {office.card.office.state for office in offices_to_go_to(desk)} == {"LC", "GD"}
    key = open_departure_case(desk, person.id, "LC-NIC")
    claim = desk.store.claims.get(key)
    assert (claim.part, claim.examining_office, claim.states) == (Part.ASKED, "LC-NIC", ("LC", "VC"))
    assert open_departure_case(desk, person.id, "LC-NIC") == key
    certify_periods(desk, key, hendyce.record("VC"), complete_to=date(2014, 6, 13), has_periods=HasPeriods.YES)
    certify_departure(desk, key, DepartureForm(departed_on=date(2014, 6, 14), new_state="LC"))
    sent = [row.type for row in desk.store.outbox.of_claim(key) if row.office == "LC-NIC"]
    assert MessageType.DEPARTURE_CERTIFICATE in sent
    there = offices.lc
    mailbox_id = post(desk, there)
    accept(there, mailbox_id)
    (kept,) = [entry for entry in there.store.mailbox.messages_of(mailbox_id) if entry.type == "departure_certificate"]
    assert kept.state.startswith("accepted")


def test_an_office_that_is_not_known_or_not_compared_is_refused(offices: Offices) -> None:
    desk = offices.vc
    person = enter_person(desk, SAMPLE).person
    with pytest.raises(ExchangeProblem) as refused:
        open_departure_case(desk, person.id, "BB-NIS")
    assert refused.value.code == "office_unknown"
    with pytest.raises(CaseProblem) as unknown:
        open_departure_case(desk, "nobody", "LC-NIC")
    assert unknown.value.code == "person_unknown"
