"""The directory list: taken in, shown with all it would change, accepted by two persons; how the one in force stands.

Reading is not believing: a list is kept as it came, held against the one in force, and only two persons accept it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from desktop_app.domain.directory_notices import DirectoryList, DirectoryNotice, Maintainer
from desktop_app.domain.offices import KeyCheck
from desktop_app.domain.proposals import Proposal, ProposalKind
from desktop_app.exchange.directory import (
    LIST_BYTES,
    list_digest,
    maintainer_words,
    read_directory,
    write_directory,
)
from desktop_app.foundation.places import reading_problem
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem, Problem
from desktop_app.store.directory_lists import KeptList, ListStatus
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.directory_changes import ListChange, plan_list
from desktop_app.workflows.list_effects import DIGEST, HEARD_FROM, HOW, check_notice, list_in_force
from desktop_app.workflows.propose import ProposalView, propose, view_of
from desktop_app.workflows.put_message import put_message

_GOES_ON: Final = "sealing_despite_expired_list"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListStanding:
    """The list in force: its number and days, who signed it, and who may. `days_left` is negative once expired.

    `words` stand for the maintainers and how many of them it takes.
    """

    number: int
    issued_on: date
    expires_on: date
    days_left: int
    signers: tuple[str, ...]
    maintainers: tuple[Maintainer, ...]
    threshold: int
    words: tuple[str, ...]
    content: DirectoryList

    @property
    def expired(self) -> bool:
        """Whether its last day is over: old mail still opens, sealing asks first."""
        return self.days_left < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPreview:
    """A list that was taken in: what it says of itself, and what accepting it would change.

    `first` says that no list is in force yet: then the `words` of its maintainers have to be compared with one of
    them, by both persons. `refusal` is why it cannot be accepted, None where it can. `proposal` is the one that waits.
    """

    list_id: str
    content: DirectoryList
    signers: tuple[str, ...]
    first: bool
    words: tuple[str, ...]
    present: int
    status: ListStatus
    changes: tuple[ListChange, ...]
    refusal: Problem | None
    proposal: ProposalView | None


def import_list(desk: Desk, data: bytes) -> str:
    """Keep a list as it came and return its id; the same bytes twice are one list.

    Raises what `read_directory` and `check_notice` raise; a list that can be read is kept all the same.
    """
    notice = read_directory(data)
    known = desk.store.directory_lists.with_data(data)
    kept = known or _keep(desk, data, notice)
    check_notice(desk, notice)
    return kept.id


def keep_list(desk: Desk, notice: DirectoryNotice) -> str:
    """Keep a list that came in a message, inside the caller's act; return its id. Raises what `check_notice` raises."""
    check_notice(desk, notice)
    data = write_directory(notice)
    known = desk.store.directory_lists.with_data(data)
    if known is not None:
        return known.id
    kept = _kept(desk, data, notice)
    desk.store.directory_lists.add(kept)
    return kept.id


def import_list_file(desk: Desk, path: Path) -> str:
    """Take a list in from a file, of which no more is read than is kept. Raises as `import_list`, `PlaceProblem`."""
    try:
        with path.open("rb") as file:
            data = file.read(LIST_BYTES + 1)
    except OSError as error:
        raise reading_problem(error, path) from error
    return import_list(desk, data)


def preview_list(desk: Desk, list_id: str) -> ListPreview:
    """Return a list with what accepting it would change. Raises `CaseProblem("list_unknown")`."""
    kept = _known(desk, list_id)
    notice = read_directory(kept.data)
    held = list_in_force(desk)
    refusal: Problem | None = None
    try:
        signers = check_notice(desk, notice)
    except ExchangeProblem as problem:
        refusal, signers = problem, tuple(entry.maintainer for entry in notice.signatures)
    waiting = desk.store.proposals.find(kept.proposal_id) if kept.proposal_id else None
    return ListPreview(
        list_id=kept.id,
        content=notice.content,
        signers=signers,
        first=held is None,
        words=maintainer_words(notice.content.maintainers, notice.content.threshold),
        present=held.number if held else 0,
        status=kept.status,
        changes=tuple(plan_list(desk, notice.content).changes),
        refusal=refusal,
        proposal=view_of(desk, waiting) if waiting is not None and waiting.waits else None,
    )


def propose_list(
    desk: Desk, list_id: str, *, reason: str, heard_from: str = "", how: KeyCheck = KeyCheck.PHONE
) -> Proposal:
    """Propose that a list comes into force. For the first, `heard_from` is who read the maintainers' words, and `how`.

    Raises what `propose` and `check_notice` raise, and `CaseProblem`: `list_unknown`, `maintainers_not_heard`.
    """
    kept = _known(desk, list_id)
    payload = {DIGEST: kept.digest, HEARD_FROM: heard_from.strip(), HOW: how.value}
    return propose(desk, kind=ProposalKind.DIRECTORY_LIST, subject=kept.id, reason=reason, payload=payload)


def list_standing(desk: Desk) -> ListStanding | None:
    """Return how the list in force stands, None where no list was accepted."""
    kept = desk.store.directory_lists.in_force()
    if kept is None:
        return None
    notice = read_directory(kept.data)
    content = notice.content
    return ListStanding(
        number=content.number,
        issued_on=content.issued_on,
        expires_on=content.expires_on,
        days_left=(content.expires_on - desk.clock.today()).days,
        signers=tuple(entry.maintainer for entry in notice.signatures),
        maintainers=content.maintainers,
        threshold=content.threshold,
        words=maintainer_words(content.maintainers, content.threshold),
        content=content,
    )


def waiting_list(desk: Desk) -> ListPreview | None:
    """Return the newest list that came and is not decided, None for none."""
    held = desk.store.directory_lists.in_force()
    for kept in desk.store.directory_lists.all():
        undecided = kept.status in {ListStatus.RECEIVED, ListStatus.PROPOSED}
        if undecided and (held is None or kept.number > held.number):
            return preview_list(desk, kept.id)
    return None


def check_before_sealing(desk: Desk, *, asked: bool) -> None:
    """Ask before sealing with an expired list; `asked` says that a person was, and goes on.

    Who said so for this day with `seal_despite_expiry` is not asked again. Raises `ExchangeProblem("list_expired")`
    with the number and its last day.
    """
    standing = list_standing(desk)
    if standing is not None and standing.expired and not asked and not sealing_goes_on(desk):
        raise ExchangeProblem("list_expired", number=standing.number, on=standing.expires_on.isoformat())


def hand_on_list(desk: Desk, codes: Iterable[str]) -> int:
    """Put the list in force into "To send" for these offices; return for how many.

    It is as good from any hand: its maintainers signed it. Raises `CaseProblem("list_unknown")`.
    """
    _name, data = list_file(desk)
    notice = read_directory(data)
    number = notice.content.number
    with desk.store.act(verb="list_handed_on", user=desk.user.id, about=str(number), facts={}) as act:
        offices = tuple(code for code in codes if code != desk.office.code)
        for code in offices:
            put_message(desk, office=code, body=notice, claim=None)
        act.note(offices=len(offices))
    return len(offices)


def seal_despite_expiry(desk: Desk, reason: str) -> None:
    """Let bundles be sealed today although the list in force has expired; kept with reason and name.

    Raises `CaseProblem`: `reason_missing`, `list_unknown`.
    """
    standing = list_standing(desk)
    if standing is None:
        raise CaseProblem("list_unknown")
    if not reason.strip():
        raise CaseProblem("reason_missing")
    today = desk.clock.today().isoformat()
    facts: dict[str, str | int] = {"number": standing.number}
    with desk.store.act(
        verb="sealing_despite_expired_list", user=desk.user.id, about=today, facts=facts, said=reason.strip()
    ):
        desk.store.settings.set(_GOES_ON, {"number": standing.number, "day": today})


def sealing_goes_on(desk: Desk) -> bool:
    """Tell whether a person let bundles be sealed today although the list has expired."""
    kept = desk.store.directory_lists.in_force()
    number = kept.number if kept else 0
    return desk.store.settings.get(_GOES_ON) == {"number": number, "day": desk.clock.today().isoformat()}


def list_file(desk: Desk) -> tuple[str, bytes]:
    """Return name and bytes of the list in force, to hand on. Raises `CaseProblem("list_unknown")`."""
    kept = desk.store.directory_lists.in_force()
    if kept is None:
        raise CaseProblem("list_unknown")
    return f"directory-{kept.number:06d}.cass-directory", kept.data


def _keep(desk: Desk, data: bytes, notice: DirectoryNotice) -> KeptList:
    kept = _kept(desk, data, notice)
    facts: dict[str, str | int] = {"number": kept.number, "digest": kept.digest}
    with desk.store.act(verb="list_received", user=desk.user.id, about=kept.id, facts=facts):
        desk.store.directory_lists.add(kept)
    return kept


def _kept(desk: Desk, data: bytes, notice: DirectoryNotice) -> KeptList:
    return KeptList(
        id=desk.clock.new_id(),
        number=notice.content.number,
        digest=list_digest(notice.content),
        data=data,
        received_at=desk.clock.now(),
        received_by=desk.user.id,
    )


def _known(desk: Desk, list_id: str) -> KeptList:
    kept = desk.store.directory_lists.find(list_id)
    if kept is None:
        raise CaseProblem("list_unknown")
    return kept
