"""A notice about a key holds under that very key, and an old key is good for what it was good for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.domain.directory_notices import KeyNotice, KeyNoticeKind
from desktop_app.domain.offices import KeyCheck, KnownOffice, OfficeKeys, PastKey, PastKeyState
from desktop_app.exchange.bundle import open_bundle, open_own_copy
from desktop_app.exchange.keys import OfficeSecret
from desktop_app.exchange.rotation import check_notice, make_notice
from desktop_app.exchange.signing import sign
from desktop_app.exchange.trust import Trust, signer
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import SEALED_AT, a_bundle, a_message, a_notice, card_of, known, secret_of

OLD, NEW = secret_of("LC-NIC"), secret_of("LC-NEW")
NEW_KEYS = replace(card_of("LC-NEW").keys, created_on=card_of("LC-NIC").keys.created_on)
SINCE = datetime(2014, 6, 18, 12, tzinfo=UTC)


def announced() -> KeyNotice:
    return make_notice(KeyNoticeKind.NEW, "LC-NIC", OLD, new_keys=NEW_KEYS, reason="three years are over")


def refusal(notice: KeyNotice, office: KnownOffice | None = None) -> str:
    with pytest.raises(ExchangeProblem) as told:
        check_notice(notice, office or known("LC-NIC"))
    return told.value.code


def with_past(state: PastKeyState, since: datetime | None = None, check: KeyCheck = KeyCheck.PHONE) -> KnownOffice:
    """LC-NIC with a new key, after the old one became this."""
    past = PastKey(keys=card_of("LC-NIC").keys, check=check, state=state, since=since)
    new = known("LC-NIC", KeyCheck.BY_OLD_KEY)
    return replace(new, card=replace(new.card, keys=NEW_KEYS), past=(past,))


def trust_of(office: KnownOffice, secret: OfficeSecret = OLD, made_at: datetime = SEALED_AT) -> Trust:
    return signer(office, sign(b"anything", secret.signing, "comment").encode(), made_at)[1]


def test_a_new_key_is_announced_by_the_old_one() -> None:
    assert check_notice(announced(), known("LC-NIC")) == card_of("LC-NIC").keys


@pytest.mark.parametrize("kind", [KeyNoticeKind.RETIRED, KeyNoticeKind.REVOKED])
def test_the_end_of_a_key_is_told_under_that_key(kind: KeyNoticeKind) -> None:
    assert check_notice(make_notice(kind, "LC-NIC", OLD, since=SINCE), known("LC-NIC")) == card_of("LC-NIC").keys


def test_a_notice_under_another_key_does_not_hold() -> None:
    forged = make_notice(KeyNoticeKind.NEW, "LC-NIC", secret_of("GD-NIS"), new_keys=NEW_KEYS)

    assert refusal(forged) == "key_notice_key_unknown"
    assert refusal(replace(forged, key_id=card_of("LC-NIC").keys.key_id)) == "key_notice_signature_bad"


@pytest.mark.parametrize(
    "changed",
    [
        replace(announced(), new_keys=replace(NEW_KEYS, sealing_key=card_of("GD-NIS").keys.sealing_key)),
        replace(announced(), reason="another reason"),
    ],
)
def test_nothing_of_a_notice_can_be_changed(changed: KeyNotice) -> None:
    assert refusal(changed) == "key_notice_signature_bad"


def test_a_revocation_cannot_be_moved_in_time_nor_made_of_a_retirement() -> None:
    retired = make_notice(KeyNoticeKind.RETIRED, "LC-NIC", OLD, since=SINCE)

    assert refusal(replace(retired, since=SINCE - timedelta(days=1))) == "key_notice_signature_bad"
    assert refusal(replace(retired, kind=KeyNoticeKind.REVOKED)) == "key_notice_signature_bad"


@pytest.mark.parametrize(
    "keys",
    [
        replace(NEW_KEYS, key_id="0" * 16),
        replace(NEW_KEYS, signing_key="no key"),
        replace(NEW_KEYS, sealing_key="age1nokey"),
        card_of("LC-NIC").keys,
    ],
)
def test_a_new_key_that_is_none_is_not_announced(keys: OfficeKeys) -> None:
    with pytest.raises(ExchangeProblem) as told:
        make_notice(KeyNoticeKind.NEW, "LC-NIC", OLD, new_keys=keys)
    assert told.value.code == "key_notice_not_writable"
    assert refusal(replace(announced(), new_keys=keys)) == "key_notice_incomplete"


def test_a_notice_for_another_office_or_half_a_notice_is_refused() -> None:
    assert refusal(announced(), known("GD-NIS")) == "key_notice_incomplete"
    assert refusal(replace(announced(), new_keys=None)) == "key_notice_incomplete"
    with pytest.raises(ExchangeProblem) as told:
        make_notice(KeyNoticeKind.REVOKED, "LC-NIC", OLD)
    assert told.value.code == "key_notice_not_writable"


@pytest.mark.parametrize(
    ("office", "made_at", "trust"),
    [
        (with_past(PastKeyState.FORMER), SEALED_AT, Trust.TRUSTED),
        (with_past(PastKeyState.FORMER, check=KeyCheck.NOT_YET), SEALED_AT, Trust.NOT_CHECKED),
        (with_past(PastKeyState.REPLACED), SEALED_AT, Trust.UNKNOWN_KEY),
        (with_past(PastKeyState.RETIRED, SINCE), SINCE, Trust.TRUSTED),
        (with_past(PastKeyState.RETIRED, SINCE), SINCE + timedelta(seconds=1), Trust.RETIRED_KEY),
        (with_past(PastKeyState.REVOKED, SINCE), SINCE - timedelta(days=900), Trust.REVOKED_KEY),
    ],
)
def test_a_former_key_is_good_for_what_it_was_good_for(office: KnownOffice, made_at: datetime, trust: Trust) -> None:
    assert trust_of(office, made_at=made_at) is trust


def test_the_present_key_revoked_is_good_for_nothing() -> None:
    assert trust_of(replace(known("LC-NIC"), revoked_since=SINCE)) is Trust.REVOKED_KEY
    assert not replace(known("LC-NIC"), revoked_since=SINCE).trusted


def test_a_bundle_sealed_to_the_key_before_opens_with_the_new_one_beside_it() -> None:
    sealed = a_bundle(a_message(a_notice()), sender="VC-NIS", recipient="LC-NIC")
    secret = replace(NEW, past=(OLD,))
    own = replace(card_of("LC-NIC"), keys=NEW_KEYS)

    opened = open_bundle(sealed.data, secret=secret, own=own, find_office={"VC-NIS": known("VC-NIS")}.get)
    assert opened.trust is Trust.TRUSTED

    with pytest.raises(ExchangeProblem) as told:
        open_bundle(sealed.data, secret=NEW, own=own, find_office={"VC-NIS": known("VC-NIS")}.get)
    assert told.value.code == "bundle_not_for_us"


def test_our_own_copy_under_the_key_before_stays_readable() -> None:
    sealed = a_bundle(sender="LC-NIC", recipient="VC-NIS")

    opened = open_own_copy(sealed.data, secret=replace(NEW, past=(OLD,)), own=replace(card_of("LC-NIC"), keys=NEW_KEYS))

    assert opened.trust is Trust.TRUSTED
