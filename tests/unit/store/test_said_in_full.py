"""What version 1.1 of the messages says is kept whole, and what an older program wrote is read without it."""

from dataclasses import replace
from datetime import date

from desktop_app.domain.claim_details import NOTHING_SAID, ClaimDetails, ClaimingPerson
from desktop_app.domain.claims import Benefit
from desktop_app.domain.messages import DocumentHeld, PaymentWish, StateNotToAsk
from desktop_app.domain.periods import InsuredClass
from desktop_app.domain.persons import Sex
from desktop_app.domain.time import Certainty
from desktop_app.store.store import Store
from tests.support.stores import OPENING, a_certificate, a_person, a_stated, add_claim, an_act

DETAILS = ClaimDetails(
    also_claimed=(Benefit.INVALIDITY, Benefit.SURVIVORS),
    claimant=ClaimingPerson(
        surname="Sample-Hendyce",
        forenames="Zoë",
        birth_date=date(1960, 2, 29),
        sex=Sex.FEMALE,
    ),
    representative="Sample & Sample, solicitors",
    language="French",
    not_to_ask=(StateNotToAsk(state="GD", reason="Fears her former employer"),),
    documents=(
        DocumentHeld(kind="birth certificate", seen_by="CS", seen_on=date(2026, 3, 2)),
        DocumentHeld(kind="passport", seen_by=""),
    ),
    payment=PaymentWish(where="Castries", currency="XCD", bank="Sample Bank, 1234"),
)


def test_every_detail_of_a_claim_is_read_as_it_was_kept(store: Store) -> None:
    add_claim(store)
    assert store.claim_details.get("claim-1") == NOTHING_SAID
    with an_act(store):
        store.claim_details.set("claim-1", DETAILS)
    assert store.claim_details.get("claim-1") == DETAILS
    with an_act(store):
        store.claim_details.set("claim-1", replace(DETAILS, claimant=None, payment=None))
    assert store.claim_details.get("claim-1") == replace(DETAILS, claimant=None, payment=None)
    with an_act(store):
        store.claim_details.set("claim-1", NOTHING_SAID)
    assert store._database.number("SELECT count(*) FROM claim_detail") == 0


def test_the_parents_of_a_person_are_kept(store: Store) -> None:
    person = replace(a_person(), parents="Ada and Bela Sample")
    with an_act(store):
        store.persons.add(person)
    assert store.persons.get(person.id) == person


def test_a_row_of_the_work_history_keeps_everything_that_was_told(store: Store) -> None:
    add_claim(store)
    row = replace(
        a_stated(),
        employer_number="SLU-77",
        occupation="mason",
        start_certainty=Certainty.MONTH,
        end_certainty=Certainty.GUESS,
        open_ended=True,
        proof="letter of the employer",
    )
    with an_act(store):
        store.periods.set_stated("claim-1", (row,))
    assert store.periods.stated("claim-1") == (row,)


def test_a_certificate_keeps_what_each_row_counts_for(store: Store) -> None:
    add_claim(store)
    certificate = a_certificate()
    told = {"insured_class": InsuredClass.SEAFARER, "ceiling_reached": True}
    rows = (
        replace(certificate.rows[0], counts_for=(Benefit.AGE,), raises_amount=(), **told),
        *(replace(row, raises_amount=(Benefit.AGE, Benefit.DEATH)) for row in certificate.rows[1:]),
    )
    full = replace(
        certificate,
        rows=rows,
        insured_now=False,
        last_contribution=date(2013, 12, 30),
        other_states=("GD", "LC"),
        year_starts="first Monday of January",
        conversion="four units are a week",
    )
    with an_act(store):
        store.periods.add_certificate("claim-1", full, None, "user-1", OPENING)
    assert store.periods.certificates("claim-1")[0].certificate == full
    assert store.periods.current("claim-1")[0].rows == rows
