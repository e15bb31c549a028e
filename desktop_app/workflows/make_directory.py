"""Make, sign and check a directory list at an institution that maintains it, without a desk.

A description in TOML names the cards and what the maintainers checked; earlier keys come from the list before. What
is written is what every desk reads.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from desktop_app.domain.claims import Benefit
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
from desktop_app.exchange.directory import (
    LIST_BYTES,
    check_signers,
    file_name,
    list_bytes,
    maintainer_words,
    read_directory,
    sign_as,
    sign_list,
    write_directory,
)
from desktop_app.exchange.keys import key_words, read_card
from desktop_app.exchange.limits import CARD_BYTES
from desktop_app.foundation.places import reading_problem, write_atomically
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.workflows.seal_rules import OpenKey

_DESCRIPTION_BYTES: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeList:
    """A list that was written or read: where, what it says, who signed, and the words of its maintainers."""

    path: Path
    content: DirectoryList
    signers: tuple[str, ...]
    words: tuple[str, ...]


def new_list(description: Path, out: Path) -> MadeList:
    """Write the list that a description tells, unsigned, to a file or into a folder under its own name.

    Raises `ExchangeProblem`: `list_description` (field), what `read_card` and `list_bytes` raise, and those of the list
    before; `PlaceProblem`.
    """
    told = _described(description)
    folder = description.parent
    try:
        content = _content(told, folder)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ExchangeProblem("list_description", field=str(error.args[0]) if error.args else "") from error
    list_bytes(content)
    return _written(DirectoryNotice(content=content, signatures=()), out)


def sign_list_file(path: Path, key: OpenKey, out: Path, *, leaving: bool = False) -> MadeList:
    """Add a maintainer's signature; `leaving` is for one of the list before that is none of this one.

    Raises what `read_directory` and `sign_list` raise.
    """
    notice = read_directory(_bytes_of(path, LIST_BYTES))
    signed = sign_as if leaving else sign_list
    return _written(signed(notice, key.office, key.secret.signing), out)


def check_list_file(path: Path, before: Path | None = None) -> MadeList:
    """Check a list by its own maintainers, and by those of the list before where that is given.

    Raises what `read_directory` and `check_signers` raise, `ExchangeProblem("list_older")` (number, present).
    """
    notice = read_directory(_bytes_of(path, LIST_BYTES))
    if before is None:
        check_signers(notice)
    else:
        held = read_directory(_bytes_of(before, LIST_BYTES)).content
        if notice.content.number <= held.number:
            raise ExchangeProblem("list_older", number=notice.content.number, present=held.number)
        check_signers(notice, held.maintainers, held.threshold)
    return _told(path, notice)


def _content(told: Mapping[str, Any], folder: Path) -> DirectoryList:
    before = read_directory(_bytes_of(folder / told["previous"], LIST_BYTES)).content if "previous" in told else None
    issued = _day(told, "issued_on")
    if before is not None and told["number"] <= before.number:
        raise ExchangeProblem("list_older", number=told["number"], present=before.number)
    earlier = {office.code: office for office in before.offices} if before else {}
    return DirectoryList(
        number=told["number"],
        issued_on=issued,
        expires_on=_day(told, "expires_on"),
        threshold=told["threshold"],
        maintainers=tuple(_maintainer(_card(folder, entry)) for entry in told["maintainer"]),
        states=tuple(
            StateInForce(state=entry["code"], in_force=entry["in_force"], since=_maybe_day(entry, "since"))
            for entry in told.get("state", ())
        ),
        offices=tuple(_office(_card(folder, entry), entry, earlier, issued) for entry in told["office"]),
    )


def _office(
    card: OfficeCard, entry: Mapping[str, Any], earlier: Mapping[str, DirectoryOffice], issued: date
) -> DirectoryOffice:
    office = card.office
    present = DirectoryKey(
        signing_key=card.keys.signing_key,
        sealing_key=card.keys.sealing_key,
        key_id=card.keys.key_id,
        words=key_words(card),
        from_day=card.keys.created_on,
        to_day=_maybe_day(entry, "key_until"),
        state=KeyState.ACTIVE,
        check=KeyCheck(entry.get("check", KeyCheck.NOT_YET.value)),
        checked_by=entry.get("checked_by", ""),
        checked_on=_maybe_day(entry, "checked_on"),
    )
    revoked = {each["key"]: _day(each, "since") for each in entry.get("revoked", ())}
    known = earlier[office.code].keys if office.code in earlier else ()
    past = (_past(key, revoked, issued) for key in known if key.key_id != present.key_id)
    return DirectoryOffice(
        code=office.code,
        state=office.state,
        name=office.name,
        town=office.town,
        address=office.address,
        phone=office.phone,
        email=office.email,
        head=office.head,
        competent_for=tuple(Benefit(each) for each in entry.get("competent_for", ())),
        hours=entry.get("hours", ""),
        closures=tuple(
            Closure(from_day=_day(each, "from"), to_day=_day(each, "to"), reason=each.get("reason", ""))
            for each in entry.get("closures", ())
        ),
        languages=tuple(entry.get("languages", ())),
        channels=tuple(DirectoryChannel(each) for each in entry.get("channels", ())),
        mail_limit=entry.get("mail_limit"),
        program_version=entry.get("program_version", ""),
        keys=(present, *past),
    )


def _past(key: DirectoryKey, revoked: Mapping[str, date], issued: date) -> DirectoryKey:
    """Return a key of the list before as it stands now; one that was active is retired with this list."""
    if key.key_id in revoked:
        return replace(key, state=KeyState.REVOKED, since=revoked[key.key_id])
    return replace(key, state=KeyState.RETIRED, since=issued) if key.state is KeyState.ACTIVE else key


def _maintainer(card: OfficeCard) -> Maintainer:
    keys = card.keys
    return Maintainer(code=card.office.code, name=card.office.name, signing_key=keys.signing_key, key_id=keys.key_id)


def _card(folder: Path, entry: Mapping[str, Any]) -> OfficeCard:
    return read_card(_bytes_of(folder / entry["card"], CARD_BYTES))


def _described(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(_bytes_of(path, _DESCRIPTION_BYTES).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise ExchangeProblem("list_description", field=path.name) from None


def _day(entry: Mapping[str, Any], name: str) -> date:
    day = entry[name]
    if type(day) is not date:
        raise ValueError(name)
    return day


def _maybe_day(entry: Mapping[str, Any], name: str) -> date | None:
    return _day(entry, name) if name in entry else None


def _written(notice: DirectoryNotice, out: Path) -> MadeList:
    path = out / file_name(notice.content) if out.is_dir() else out
    write_atomically(path, write_directory(notice))
    return _told(path, notice)


def _told(path: Path, notice: DirectoryNotice) -> MadeList:
    content = notice.content
    return MadeList(
        path=path,
        content=content,
        signers=_signers(notice),
        words=maintainer_words(content.maintainers, content.threshold),
    )


def _signers(notice: DirectoryNotice) -> tuple[str, ...]:
    signatures: Iterable[str] = (entry.maintainer for entry in notice.signatures)
    return tuple(sorted(signatures))


def _bytes_of(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise reading_problem(error, path) from error
