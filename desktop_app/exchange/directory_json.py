"""The list of offices as JSON: the very form its maintainers sign, and its strict reading (4.16)."""

import re
from datetime import date
from typing import Final

import pyrage

from desktop_app.domain.claims import Benefit
from desktop_app.domain.directory_notices import (
    Closure,
    DirectoryChannel,
    DirectoryKey,
    DirectoryList,
    DirectoryOffice,
    KeyState,
    Maintainer,
    StateInForce,
)
from desktop_app.domain.offices import KeyCheck
from desktop_app.exchange.canonical import Json, Unreadable, inside
from desktop_app.exchange.fields import OFFICE, STATE, Fields, filled, one_of, shaped
from desktop_app.exchange.keys import words_of
from desktop_app.exchange.limits import CODE, NAME, NOTE, PARTIES, STICK_BYTES
from desktop_app.exchange.signing import SignatureRefused, read_public_key

LAST_NUMBER: Final = 999_999
OFFICES: Final = 500
MAINTAINERS: Final = 15
"""Offices in one list, and institutions that sign it, at most."""

KEYS: Final = 20
"""Keys of one office, and words of one key, at most."""

WORD: Final = re.compile(r"[a-z]{3,8}")
LANGUAGE: Final = re.compile(r"[a-z]{2}")
PROGRAM: Final = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,3}")


def list_json(content: DirectoryList) -> dict[str, Json]:
    """Return a list as JSON; what is not known or not said is left out."""
    return {
        "number": content.number,
        "issued_on": content.issued_on.isoformat(),
        "expires_on": content.expires_on.isoformat(),
        "threshold": content.threshold,
        "maintainers": [
            {
                "code": entry.code,
                "name": entry.name,
                "signing_key": entry.signing_key,
                "key_id": entry.key_id,
            }
            for entry in content.maintainers
        ],
        "states": [
            {"state": entry.state, "in_force": entry.in_force, **filled(since=_day(entry.since))}
            for entry in content.states
        ],
        "offices": [_office_json(office) for office in content.offices],
    }


def read_list(fields: Fields) -> DirectoryList:
    """Read a list from its fields. Raises `Unreadable` with the field that is not as agreed."""
    content = DirectoryList(
        number=fields.number("number", 1, LAST_NUMBER),
        issued_on=fields.day("issued_on"),
        expires_on=fields.day("expires_on"),
        threshold=fields.number("threshold", 1, MAINTAINERS),
        maintainers=fields.objects("maintainers", MAINTAINERS, _maintainer),
        states=fields.objects("states", PARTIES, _state),
        offices=fields.objects("offices", OFFICES, _office),
    )
    if content.expires_on <= content.issued_on:
        raise Unreadable(inside(fields.where, "expires_on"))
    if content.threshold > len(content.maintainers):
        raise Unreadable(inside(fields.where, "threshold"))
    _refuse_doubled([entry.code for entry in content.maintainers], inside(fields.where, "maintainers"))
    _refuse_doubled([entry.signing_key for entry in content.maintainers], inside(fields.where, "maintainers"))
    _refuse_doubled([entry.key_id for entry in content.maintainers], inside(fields.where, "maintainers"))
    _refuse_doubled([entry.state for entry in content.states], inside(fields.where, "states"))
    offices = inside(fields.where, "offices")
    _refuse_doubled([entry.code for entry in content.offices], offices)
    _refuse_doubled([key.signing_key for entry in content.offices for key in entry.keys], offices)
    _refuse_doubled([key.sealing_key for entry in content.offices for key in entry.keys], offices)
    return content


def _office_json(office: DirectoryOffice) -> dict[str, Json]:
    return {
        "code": office.code,
        "state": office.state,
        "name": office.name,
        "keys": [_key_json(key) for key in office.keys],
        **filled(
            town=office.town,
            address=office.address,
            phone=office.phone,
            email=office.email,
            head=office.head,
            competent_for=[benefit.value for benefit in office.competent_for],
            hours=office.hours,
            closures=[
                {"from": entry.from_day.isoformat(), "to": entry.to_day.isoformat(), **filled(reason=entry.reason)}
                for entry in office.closures
            ],
            languages=list(office.languages),
            channels=[channel.value for channel in office.channels],
            mail_limit=office.mail_limit,
            program_version=office.program_version,
        ),
    }


def _key_json(key: DirectoryKey) -> dict[str, Json]:
    return {
        "signing_key": key.signing_key,
        "sealing_key": key.sealing_key,
        "key_id": key.key_id,
        "words": list(key.words),
        "from": key.from_day.isoformat(),
        "state": key.state.value,
        "check": key.check.value,
        **filled(
            to=_day(key.to_day),
            since=_day(key.since),
            checked_by=key.checked_by,
            checked_on=_day(key.checked_on),
        ),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _maintainer(fields: Fields) -> Maintainer:
    maintainer = Maintainer(
        code=fields.matching("code", OFFICE),
        name=fields.text("name"),
        signing_key=fields.text("signing_key", CODE),
        key_id=fields.text("key_id", CODE),
    )
    _check_signing_key(maintainer.signing_key, maintainer.key_id, fields.where)
    return maintainer


def _state(fields: Fields) -> StateInForce:
    return StateInForce(
        state=fields.matching("state", STATE), in_force=fields.flag("in_force"), since=fields.maybe_day("since")
    )


def _office(fields: Fields) -> DirectoryOffice:
    code = fields.matching("code", OFFICE)
    office = DirectoryOffice(
        code=code,
        state=fields.matching("state", STATE),
        name=fields.text("name"),
        town=fields.maybe_text("town"),
        address=fields.maybe_text("address", NOTE, note=True),
        phone=fields.maybe_text("phone"),
        email=fields.maybe_text("email"),
        head=fields.maybe_text("head"),
        competent_for=fields.listed("competent_for", len(Benefit), one_of(Benefit))
        if fields.has("competent_for")
        else (),
        hours=fields.maybe_text("hours", NAME),
        closures=fields.maybe_objects("closures", PARTIES, _closure),
        languages=fields.listed("languages", PARTIES, shaped(LANGUAGE)) if fields.has("languages") else (),
        channels=fields.listed("channels", len(DirectoryChannel), one_of(DirectoryChannel))
        if fields.has("channels")
        else (),
        mail_limit=fields.maybe_number("mail_limit", 1, STICK_BYTES),
        program_version=fields.maybe_matching("program_version", PROGRAM),
        keys=fields.objects("keys", KEYS, lambda inner: _key(inner, code)),
    )
    if sum(key.state is KeyState.ACTIVE for key in office.keys) > 1:
        raise Unreadable(inside(fields.where, "keys"))
    return office


def _closure(fields: Fields) -> Closure:
    closure = Closure(from_day=fields.day("from"), to_day=fields.day("to"), reason=fields.maybe_text("reason"))
    if closure.to_day < closure.from_day:
        raise Unreadable(inside(fields.where, "to"))
    return closure


def _key(fields: Fields, code: str) -> DirectoryKey:
    key = DirectoryKey(
        signing_key=fields.text("signing_key", CODE),
        sealing_key=fields.text("sealing_key", CODE),
        key_id=fields.text("key_id", CODE),
        words=fields.listed("words", KEYS, shaped(WORD)),
        from_day=fields.day("from"),
        to_day=fields.maybe_day("to"),
        state=fields.choice("state", KeyState),
        check=fields.choice("check", KeyCheck),
        checked_by=fields.maybe_text("checked_by"),
        checked_on=fields.maybe_day("checked_on"),
        since=fields.maybe_day("since"),
    )
    _check_signing_key(key.signing_key, key.key_id, fields.where)
    try:
        sealing = str(pyrage.x25519.Recipient.from_str(key.sealing_key))
    except pyrage.RecipientError:
        sealing = ""
    if sealing != key.sealing_key:
        raise Unreadable(inside(fields.where, "sealing_key"))
    if key.words != words_of(code, key.signing_key, key.sealing_key):
        raise Unreadable(inside(fields.where, "words"))
    if (key.since is None) != (key.state is KeyState.ACTIVE):
        raise Unreadable(inside(fields.where, "since"))
    return key


def _check_signing_key(line: str, key_id: str, where: str) -> None:
    try:
        known = read_public_key(line).key_id
    except SignatureRefused:
        raise Unreadable(inside(where, "signing_key")) from None
    if known != key_id:
        raise Unreadable(inside(where, "key_id"))


def _refuse_doubled(values: list[str], where: str) -> None:
    if len(set(values)) != len(values):
        raise Unreadable(where)
