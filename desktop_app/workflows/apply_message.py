"""Accept or return a received bundle: one act that applies what it holds, with the receipts that go back."""

from desktop_app.domain.messages import Message, ReturnReason, RowRemark
from desktop_app.domain.offices import KnownOffice
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.store.mailbox import UNDECIDED, MailState
from desktop_app.workflows.answer_message import acknowledge, acknowledge_again, send_back
from desktop_app.workflows.arrival import Arrival
from desktop_app.workflows.case_of_message import claim_of
from desktop_app.workflows.closed_cases import propose_reopening
from desktop_app.workflows.decisions_owed import bring_decisions_on
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.handlings import HANDLINGS
from desktop_app.workflows.opened_bundle import open_kept
from desktop_app.workflows.preview_bundle import Preview, PreviewPart, preview_of
from desktop_app.workflows.receive_bundle import note_receipts
from desktop_app.workflows.remind import drop_needless_reminders
from desktop_app.workflows.taking import Choice, Left

LONGEST_NOTE = 2000


def accept(
    desk: Desk,
    mailbox_id: int,
    *,
    seen: Preview | None = None,
    person_id: str = "",
    match_reason: str = "",
    remarks: tuple[RowRemark, ...] = (),
) -> str:
    """Apply what `preview` shows of a received bundle, in one act; return the claim's id, empty where none is named.

    `person_id`, `match_reason` and `remarks` are about the message shown as `main`: the person chosen among the
    candidates, empty for a new one, and the reason for the choice, which is kept. A message that needs a choice of its
    own, or that fails its checks, is left: the file then stays to be checked. `seen` is what the person looked at;
    nothing is done where accepting would do anything else by now. Raises `CaseProblem("already_decided")`,
    `CaseProblem("preview_changed")`, `ExchangeProblem("key_not_checked")`, `CaseProblem("cannot_accept")`,
    `CaseProblem("match_reason_missing")`.
    """
    row = desk.store.mailbox.get(mailbox_id)
    opened = open_kept(desk, row)
    view = preview_of(desk, row, opened)
    _refuse(view)
    if seen is not None and _shown(seen) != _shown(view):
        raise CaseProblem("preview_changed")
    if (view.needs_match or person_id) and not match_reason.strip():
        raise CaseProblem("match_reason_missing")
    choice = Choice(
        bundle_id=view.bundle_id, shown=True, person_id=person_id, reason=match_reason.strip(), remarks=remarks
    )
    with desk.store.act(
        verb="bundle_accepted",
        user=desk.user.id,
        about=str(mailbox_id),
        facts={"office": view.office.card.office.code},
        said=choice.reason,
    ) as act:
        applied = [part for part in view.applied_now if _apply(desk, view, part, choice)]
        again = [part for part in view.parts if part.decided and acknowledge_again(desk, view, part)]
        if view.applied_now and not applied:
            raise CaseProblem("cannot_accept")
        act.note(messages=len(applied), again=len(again))
        note_receipts(desk, opened)
        drop_needless_reminders(desk, view.office.card.office.code)
        _decide_file(desk, view)
    claim = claim_of(desk, _origin(view, view.parts[0]).card.office.code, view.main)
    return claim.id if claim else ""


def return_bundle(desk: Desk, mailbox_id: int, reason: ReturnReason, note: str, *, seen: Preview | None = None) -> None:
    """Send a received bundle back: no claim and no certificate of it is applied, a return goes into "To send".

    What it acknowledges of ours is taken note of all the same, if the sender's key was compared. `seen` is what the
    person looked at; nothing is done where the bundle would be shown otherwise by now. Raises
    `CaseProblem("already_decided")`, `CaseProblem("preview_changed")`, `CaseProblem("note_too_long")`, and
    `CaseProblem("nothing_to_return")` for a bundle of receipts, which is put away unread only where nobody vouches for
    its sender.
    """
    row = desk.store.mailbox.get(mailbox_id)
    opened = open_kept(desk, row)
    view = preview_of(desk, row, opened)
    if view.state != "to_check":
        raise CaseProblem("already_decided")
    if seen is not None and _shown(seen) != _shown(view):
        raise CaseProblem("preview_changed")
    if len(note) > LONGEST_NOTE:
        raise CaseProblem("note_too_long", length=len(note), holds=LONGEST_NOTE)
    back = [part for part in view.parts if part.wants_answer and not part.decided]
    if not back and view.trusted:
        raise CaseProblem("nothing_to_return")
    with desk.store.act(
        verb="bundle_returned",
        user=desk.user.id,
        about=str(mailbox_id),
        facts={"office": view.office.card.office.code, "reason": reason.value, "messages": len(back)},
    ):
        for part in back:
            send_back(desk, view, part, reason, note.strip())
            _decide(desk, part.message, MailState.RETURNED, reason.value)
        for part in view.parts:
            if part in back or part.decided:
                continue
            if not view.trusted or part.issuer is not None or not _apply(desk, view, part, None):
                _decide(desk, part.message, MailState.RETURNED, reason.value)
        note_receipts(desk, opened)
        _decide_file(desk, view, MailState.RETURNED, reason.value)


def _shown(view: Preview) -> tuple[object, ...]:
    """Return what a person decides about: the file, whom it is from, and all that accepting it would do."""
    return (view.mailbox_id, view.office, view.main, view.candidates, view.applied_now, view.checks, view.changes)


def _refuse(view: Preview) -> None:
    if view.state != "to_check":
        raise CaseProblem("already_decided")
    if not view.trusted:
        raise ExchangeProblem("key_not_checked", office=view.office.card.office.name)
    if not view.can_accept:
        raise CaseProblem("cannot_accept")


def _apply(desk: Desk, view: Preview, part: PreviewPart, choice: Choice | None) -> bool:
    """Apply one message to its own case, acknowledge it, and say whether it was; what needs a choice first is not.

    `choice` was made for the message shown as `main`; every other message is applied without one.
    """
    message, sender = part.message, _origin(view, part).card.office.code
    handling = HANDLINGS.get(message.type)
    if handling is None:
        return False
    shown = choice is not None and message.message_id == view.main.message_id
    chosen = choice if choice and shown else Choice(bundle_id=view.bundle_id)
    claim = handling.apply(_arrival(desk, view, part), chosen)
    if isinstance(claim, Left):
        return False
    if part.wants_answer:
        acknowledge(desk, sender, message, claim, chosen.remarks)
    if claim:
        desk.store.mailbox.match(message.message_id, claim.id)
        propose_reopening(desk, claim, message)
    level = MailState.ACCEPTED_WITH_REMARKS if chosen.remarks else MailState.ACCEPTED
    _decide(desk, message, level, chosen.reason)
    if claim:
        bring_decisions_on(desk, desk.store.claims.get(claim.id))
    return True


def _origin(view: Preview, part: PreviewPart) -> KnownOffice:
    """Return the office a message is of: the one that issued it, where the bundle's sender only passes it on."""
    return part.issuer or view.office


def _arrival(desk: Desk, view: Preview, part: PreviewPart) -> Arrival:
    """Return a message as it stands at this moment of the act: an earlier one may have opened its case."""
    office = _origin(view, part)
    claim = claim_of(desk, office.card.office.code, part.message)
    person = desk.store.persons.get(claim.person_id) if claim else None
    return Arrival(desk=desk, office=office, message=part.message, claim=claim, meant=person, on_paper=part.on_paper)


def _decide(desk: Desk, message: Message, state: MailState, remarks: str) -> None:
    desk.store.mailbox.decide_message(message.message_id, state, by=desk.user.id, at=desk.clock.now(), remarks=remarks)


def _decide_file(desk: Desk, view: Preview, state: MailState = MailState.ACCEPTED, remarks: str = "") -> None:
    """Decide the file, too, where every message in it is decided, wherever it first came."""
    kept = [desk.store.mailbox.message(part.message.message_id) for part in view.parts]
    if all(entry is None or entry.state not in UNDECIDED for entry in kept):
        found = desk.store.mailbox.get(view.mailbox_id).state
        desk.store.mailbox.decide(
            view.mailbox_id,
            state if found in UNDECIDED else found,
            by=desk.user.id,
            at=desk.clock.now(),
            remarks=remarks,
        )
