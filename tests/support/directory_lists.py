"""Directory lists for tests, signed by invented maintainers with real keys."""

from datetime import date

from desktop_app.domain.directory_notices import (
    Closure,
    DirectoryChannel,
    DirectoryKey,
    DirectoryList,
    DirectoryNotice,
    DirectoryOffice,
    KeyState,
    Maintainer,
    StateInForce,
)
from desktop_app.domain.offices import KeyCheck, OfficeCard
from desktop_app.exchange.directory import sign_as
from desktop_app.exchange.keys import key_words
from tests.support.bundles import card_of, secret_of

THREE = ("VC-MAINT", "LC-MAINT", "GD-MAINT")
ISSUED, EXPIRES = date(2014, 7, 1), date(2015, 7, 1)


def maintainer(code: str) -> Maintainer:
    keys = card_of(code).keys
    return Maintainer(code=code, name=f"Invented maintainer {code}", signing_key=keys.signing_key, key_id=keys.key_id)


def listed_key(
    card: OfficeCard,
    state: KeyState = KeyState.ACTIVE,
    *,
    since: date | None = None,
    check: KeyCheck = KeyCheck.IN_PERSON,
) -> DirectoryKey:
    return DirectoryKey(
        signing_key=card.keys.signing_key,
        sealing_key=card.keys.sealing_key,
        key_id=card.keys.key_id,
        words=key_words(card),
        from_day=card.keys.created_on,
        to_day=None,
        state=state,
        check=check,
        checked_by="I. Invented",
        checked_on=date(2014, 6, 20),
        since=since,
    )


def listed_office(
    card: OfficeCard, *more: DirectoryKey, keys: tuple[DirectoryKey, ...] | None = None
) -> DirectoryOffice:
    office = card.office
    return DirectoryOffice(
        code=office.code,
        state=office.state,
        name=office.name,
        town=office.town,
        address=office.address,
        phone=office.phone,
        email=office.email,
        competent_for=(),
        hours="Monday to Friday 8:00 to 16:00",
        closures=(Closure(from_day=date(2014, 12, 24), to_day=date(2014, 12, 27), reason="holidays"),),
        languages=("en", "fr"),
        channels=(DirectoryChannel.MAIL, DirectoryChannel.STICK),
        mail_limit=7_000_000,
        program_version="1.0",
        keys=keys if keys is not None else (listed_key(card), *more),
    )


def a_list(
    *offices: DirectoryOffice,
    number: int = 7,
    maintainers: tuple[str, ...] = THREE,
    threshold: int = 2,
    issued: date = ISSUED,
    expires: date = EXPIRES,
) -> DirectoryList:
    return DirectoryList(
        number=number,
        issued_on=issued,
        expires_on=expires,
        threshold=threshold,
        maintainers=tuple(maintainer(code) for code in maintainers),
        states=(StateInForce(state="LC", in_force=True, since=date(1997, 4, 1)),),
        offices=offices,
    )


def signed(content: DirectoryList, *codes: str) -> DirectoryNotice:
    """The list, signed by these maintainers."""
    notice = DirectoryNotice(content=content, signatures=())
    for code in codes:
        notice = sign_as(notice, code, secret_of(code).signing)
    return notice
