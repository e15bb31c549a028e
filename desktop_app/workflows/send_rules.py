"""Send an update of the rules to other offices: the message says what is new, the package goes with it (4.15)."""

from collections.abc import Iterable
from typing import Final

from desktop_app.domain.directory_notices import RulePackNotice
from desktop_app.exchange.contents import digest_of
from desktop_app.exchange.rule_update import file_name, read_update
from desktop_app.foundation.problems import RuleProblem
from desktop_app.store.attachments import KeptAttachment
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.put_message import put_message
from desktop_app.workflows.update_checks import check_update

KIND: Final = "rule_pack"
MEDIA_TYPE: Final = "application/zip"


def send_rules(desk: Desk, update_id: str, codes: Iterable[str]) -> int:
    """Put an update with its package into "To send" for these offices; return for how many.

    It is as good from any hand: its makers signed it. One that is not in force here is checked first, so that nothing
    unsound is handed on. Raises `RuleProblem("update_unknown")` and what `check_update` raises.
    """
    update = desk.store.rule_updates.find(update_id)
    if update is None:
        raise RuleProblem("update_unknown")
    if update_id not in {held.id for held in desk.store.rule_updates.in_force().values()}:
        check_update(desk, update.data)
    notice = notice_of(update.data)
    paper = KeptAttachment(
        id=desk.clock.new_id(),
        claim_id=None,
        name=notice.file,
        kind=KIND,
        media_type=MEDIA_TYPE,
        digest=notice.file_digest,
        size=len(update.data),
        original_size=len(update.data),
        added_at=desk.clock.now(),
        added_by=desk.user.id,
    )
    offices = tuple(code for code in codes if code != desk.office.code)
    facts: dict[str, str | int] = {"state": notice.state, "number": notice.number, "offices": len(offices)}
    with desk.store.act(verb="rules_sent", user=desk.user.id, about=update_id, facts=facts):
        desk.store.attachments.add(paper, update.data, None)
        for code in offices:
            message = put_message(desk, office=code, body=notice, claim=None)
            desk.store.attachments.put_with(message.message_id, (paper.id,))
    return len(offices)


def notice_of(data: bytes) -> RulePackNotice:
    """Return what goes with an update's package. Raises what `read_update` raises."""
    update = read_update(data)
    manifest = update.manifest
    return RulePackNotice(
        state=manifest.state,
        number=manifest.number,
        pack_digest=manifest.pack_digest,
        replaces=manifest.replaces,
        in_force_from=manifest.in_force_from,
        publisher=manifest.publisher,
        minimum_program=manifest.minimum_program,
        file=file_name(manifest),
        file_digest=digest_of(data),
        signers=tuple(sorted(update.signatures)),
        law_changed=manifest.law_changed,
        mistakes_mended=manifest.mistakes_mended,
    )
