"""What comes of an accepted directory list: it is held against everything once more, then its offices are kept."""

from typing import Final

from desktop_app.domain.directory_notices import DirectoryList, DirectoryNotice
from desktop_app.domain.offices import PastKeyState
from desktop_app.domain.proposals import Proposal
from desktop_app.exchange.directory import check_signers, list_digest, read_directory
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.directory_lists import KeptList, ListStatus
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.directory_changes import plan_list
from desktop_app.workflows.key_effects import note_revoked
from desktop_app.workflows.practice_apart import refuse_other_world

HEARD_FROM: Final = "heard_from"
HOW: Final = "how"
DIGEST: Final = "digest"
"""What the payload of a proposed list holds; from whom the maintainers' words were heard, for the first one."""


def check_notice(desk: Desk, notice: DirectoryNotice) -> tuple[str, ...]:
    """Return who signed a list that may be accepted here: by enough maintainers, newer than ours, not expired.

    Raises `ExchangeProblem`: what `check_signers` raises, `list_older` (number, present), `list_forked` (number),
    `list_in_force` (number), `list_already_expired` (number, on), and those of `refuse_other_world`.
    """
    content = notice.content
    refuse_other_world(desk, *(entry.code for entry in content.offices))
    held = list_in_force(desk)
    if held is None:
        signers = check_signers(notice)
    else:
        if content.number < held.number:
            raise ExchangeProblem("list_older", number=content.number, present=held.number)
        if content.number == held.number and list_digest(content) != list_digest(held):
            raise ExchangeProblem("list_forked", number=content.number)
        signers = check_signers(notice, held.maintainers, held.threshold)
        if content.number == held.number:
            raise ExchangeProblem("list_in_force", number=content.number)
    if content.expires_on < desk.clock.today():
        raise ExchangeProblem("list_already_expired", number=content.number, on=content.expires_on.isoformat())
    return signers


def list_in_force(desk: Desk) -> DirectoryList | None:
    """Return the list that two persons accepted, None before the first."""
    kept = desk.store.directory_lists.in_force()
    return read_directory(kept.data).content if kept else None


def check_list(desk: Desk, proposal: Proposal) -> None:
    """Hold a proposed list against everything once more.

    Raises what `check_notice` raises, `CaseProblem`: `list_unknown`, `maintainers_not_heard` where nobody compared the
    words of the first list's maintainers.
    """
    kept = desk.store.directory_lists.find(proposal.subject)
    if kept is None or proposal.payload.get(DIGEST) != kept.digest:
        raise CaseProblem("list_unknown")
    check_notice(desk, read_directory(kept.data))
    if list_in_force(desk) is None and not proposal.payload.get(HEARD_FROM, "").strip():
        raise CaseProblem("maintainers_not_heard")


def list_proposed(desk: Desk, proposal: Proposal) -> None:
    """Keep by which proposal a list is decided."""
    desk.store.directory_lists.set_proposal(proposal.subject, proposal.id)


def list_accepted(desk: Desk, proposal: Proposal) -> None:
    """Do what the list says, inside the act that accepts it."""
    kept: KeptList = desk.store.directory_lists.get(proposal.subject)
    content = read_directory(kept.data).content
    plan = plan_list(desk, content)
    for event in plan.events:
        if event.state is PastKeyState.REVOKED:
            note_revoked(desk, event.code, event.key_id, event.since, told_by=event.told_by, reason=event.reason)
        else:
            desk.store.office_keys.add(event)
    for known in plan.offices.values():
        desk.store.offices.put(known)
    desk.store.directory_lists.set_status(kept.id, ListStatus.ACCEPTED)


def list_refused(desk: Desk, proposal: Proposal) -> None:
    """Keep that a list was refused."""
    desk.store.directory_lists.set_status(proposal.subject, ListStatus.REFUSED)


def list_withdrawn(desk: Desk, proposal: Proposal) -> None:
    """Keep that a list is as it came again."""
    desk.store.directory_lists.set_status(proposal.subject, ListStatus.RECEIVED)
