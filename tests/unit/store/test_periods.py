from dataclasses import replace

import pytest

from desktop_app.domain.certificates import CertificateKind, HasPeriods
from desktop_app.domain.money import Money
from desktop_app.domain.periods import CertifiedRecord
from desktop_app.foundation.problems import StoreProblem
from desktop_app.store.store import Store
from tests.support.clocks import OPENING
from tests.support.stores import a_certificate, a_row, a_stated, add_claim, an_act


def test_a_work_history_comes_back_in_the_order_entered(store: Store) -> None:
    add_claim(store)
    rows = (a_stated(row_id="b"), a_stated(row_id="a", year=None, start=None, end=None, weeks=None, earnings=None))
    with an_act(store):
        store.periods.set_stated("claim-1", rows)
    assert store.periods.stated("claim-1") == rows
    with an_act(store):
        store.periods.set_stated("claim-1", rows[1:])
    assert store.periods.stated("claim-1") == rows[1:]


def test_a_certificate_comes_back_with_every_field(store: Store) -> None:
    add_claim(store)
    with an_act(store):
        store.periods.add_certificate("claim-1", a_certificate(), "bundle-1", "user-1", OPENING)
    (kept,) = store.periods.certificates("claim-1")
    assert kept.certificate == a_certificate()
    assert (kept.bundle_id, kept.accepted_by, kept.accepted_at) == ("bundle-1", "user-1", OPENING)
    assert store.periods.certificate(kept.id) == kept


def test_a_certificate_of_no_periods_is_kept_too(store: Store) -> None:
    add_claim(store)
    none = a_certificate(has_periods=HasPeriods.PERSON_NOT_KNOWN, rows=(), unposted=(), stated_weeks=0)
    with an_act(store):
        store.periods.add_certificate("claim-1", none, None, "user-1", OPENING)
    assert store.periods.certificates("claim-1")[0].certificate == none


def test_the_highest_version_of_each_state_holds_and_all_stay(store: Store) -> None:
    add_claim(store)
    second = a_certificate(version=2, kind=CertificateKind.CORRECTION, rows=(a_row(weeks_paid=40),))
    own = a_certificate(state="VC", office="VC-NIS", number="VC-P", rows=(a_row(state="VC"),))
    with an_act(store):
        for certificate in (second, a_certificate(), own):
            store.periods.add_certificate("claim-1", certificate, None, "user-1", OPENING)
    assert [kept.certificate.version for kept in store.periods.certificates("claim-1")] == [2, 1, 1]
    assert store.periods.current("claim-1") == (
        CertifiedRecord(
            state="LC", certificate_number="LC-77-P", version=2, certified_on=OPENING.date(), rows=second.rows
        ),
        CertifiedRecord(state="VC", certificate_number="VC-P", version=1, certified_on=OPENING.date(), rows=own.rows),
    )


def test_the_same_version_twice_is_refused(store: Store) -> None:
    add_claim(store)
    other = replace(a_certificate(), stated_earnings=Money(minor=1, currency="XCD"))
    with an_act(store):
        store.periods.add_certificate("claim-1", a_certificate(), None, "user-1", OPENING)
    with pytest.raises(StoreProblem) as refused, an_act(store):
        store.periods.add_certificate("claim-1", other, None, "user-1", OPENING)
    assert refused.value.code == "record_exists"
    assert len(store.periods.certificates("claim-1")) == 1
