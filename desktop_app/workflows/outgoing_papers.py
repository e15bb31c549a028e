"""Papers on their way out: which go with which message, put with it and taken out again until it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.messages import MessageType
from desktop_app.foundation.problems import CaseProblem, PlaceProblem
from desktop_app.store.attachments import KeptAttachment
from desktop_app.store.outbox import OutboxState
from desktop_app.workflows.attach import MOST_BYTES, Fitted, attachments_of, check_room_for, fitted
from desktop_app.workflows.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A paper of a claim. `size` is what travels, `original_size` what was attached, both in bytes.

    `message_id` and `type` are those of the message it goes with; empty and None for one that goes with none.
    """

    id: str
    name: str
    kind: str
    size: int
    original_size: int
    message_id: str = ""
    type: MessageType | None = None


def papers_with(desk: Desk, message_ids: Sequence[str]) -> tuple[PaperLine, ...]:
    """Return the papers that go or went with messages of ours, message by message."""
    lines = []
    for message_id in message_ids:
        row = desk.store.outbox.find(message_id)
        if row is not None:
            lines += [_line(kept, message_id, row.type) for kept in desk.store.attachments.of_message(message_id)]
    return tuple(lines)


def papers_to_choose(desk: Desk, message_id: str) -> tuple[PaperLine, ...]:
    """Return the papers of a message's claim that do not go with it yet; none for a message without a claim."""
    row = desk.store.outbox.get(message_id)
    present = {kept.id for kept in desk.store.attachments.of_message(message_id)}
    papers = attachments_of(desk, row.claim_id) if row.claim_id else ()
    return tuple(_line(kept) for kept in papers if kept.id not in present)


def put_papers(
    desk: Desk, message_id: str, files: Sequence[Path], kind: str, kept: Sequence[str] = ()
) -> tuple[PaperLine, ...]:
    """Attach files to a message's claim and put them with it, after papers the claim has already; return all with it.

    Either all go with it or none. Raises `PlaceProblem("place_unavailable")` for a file that cannot be read, what
    `attach_file` and `send_with` raise, and `CaseProblem("message_without_case")` for a message without a claim.
    """
    row = desk.store.outbox.get(message_id)
    if not row.claim_id:
        raise CaseProblem("message_without_case")
    if row.state is not OutboxState.WAITING:
        raise CaseProblem("message_left_already")
    new = fitted_files(desk, row.claim_id, files, kind)
    together = (*kept, *(paper.kept.id for paper in new))
    check_room_for(desk, message_id, together)
    with desk.store.act(
        verb="papers_put_with_message", user=desk.user.id, about=message_id, facts={"papers": len(together)}
    ):
        _keep(desk, new)
        desk.store.attachments.put_with(message_id, together)
    return papers_with(desk, (message_id,))


def fitted_files(desk: Desk, claim_id: str, files: Sequence[Path], kind: str) -> tuple[Fitted, ...]:
    """Return files made fit to go with a message of a claim; nothing is kept yet. Raises as `put_papers`."""
    return tuple(fitted(desk, claim_id, _read(path), path.name, kind) for path in files)


def send_fitted(desk: Desk, message_id: str, papers: Sequence[Fitted]) -> None:
    """Keep papers made fit and put them with a message, inside the act that makes it.

    Raises `ExchangeProblem("attachment_too_many")` (most).
    """
    ids = tuple(paper.kept.id for paper in papers)
    check_room_for(desk, message_id, ids)
    _keep(desk, papers)
    desk.store.attachments.put_with(message_id, ids)


def _keep(desk: Desk, papers: Sequence[Fitted]) -> None:
    for paper in papers:
        desk.store.attachments.add(paper.kept, paper.made, paper.original)


def take_paper_out(desk: Desk, message_id: str, attachment_id: str) -> None:
    """Let a paper no longer go with a message that still waits here; the claim keeps it.

    Raises `CaseProblem("message_left_already")`.
    """
    row = desk.store.outbox.get(message_id)
    if row.state is not OutboxState.WAITING:
        raise CaseProblem("message_left_already")
    with desk.store.act(verb="paper_taken_out", user=desk.user.id, about=message_id, facts={"paper": attachment_id}):
        desk.store.attachments.take_from(message_id, attachment_id)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        raise PlaceProblem("place_unavailable", path=str(path)) from None


def _line(kept: KeptAttachment, message_id: str = "", kind: MessageType | None = None) -> PaperLine:
    return PaperLine(
        id=kept.id,
        name=kept.name,
        kind=kept.kind,
        size=kept.size,
        original_size=kept.original_size,
        message_id=message_id,
        type=kind,
    )
