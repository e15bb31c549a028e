"""Take an update of the rules that came in a message: kept under Rules, where two persons decide (4.15)."""

from collections.abc import Iterator

from desktop_app.domain.directory_notices import RulePackNotice
from desktop_app.domain.findings import Level
from desktop_app.exchange.contents import digest_of
from desktop_app.foundation.problems import ExchangeProblem, RuleProblem
from desktop_app.workflows.arrival import Arrival, Change, CheckLine, change, failed, passed
from desktop_app.workflows.opened_bundle import open_kept
from desktop_app.workflows.send_rules import notice_of
from desktop_app.workflows.taking import Choice
from desktop_app.workflows.update_checks import present_number
from desktop_app.workflows.update_rules import kept_update


def rule_pack_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check that the package came, whole, and is what the message says; its signers are looked at under Rules."""
    notice = arrival.body(RulePackNotice)
    if package_of(arrival) is None:
        yield failed("rule_pack_missing", Level.ERROR, file=notice.file)
        return
    yield passed("rule_pack_kept")
    present = present_number(arrival.desk, notice.state)
    if notice.number <= present:
        yield failed("rule_pack_older", Level.WARNING, number=notice.number, present=present)


def rule_pack_changes(arrival: Arrival) -> Iterator[Change]:
    """Return what is changed: the update waits under Rules, and nothing of it is in force."""
    notice = arrival.body(RulePackNotice)
    yield change("change_rules", "", f"{notice.state} {notice.number}")


def take_rule_pack(arrival: Arrival, _choice: Choice) -> None:
    """Keep the package for two persons to decide. Raises `ExchangeProblem("rule_pack_missing")` (file)."""
    data = package_of(arrival)
    if data is None:
        raise ExchangeProblem("rule_pack_missing", file=arrival.body(RulePackNotice).file)
    if arrival.desk.store.rule_updates.with_data(data) is None:
        arrival.desk.store.rule_updates.add(kept_update(arrival.desk, data))


def package_of(arrival: Arrival) -> bytes | None:
    """Return the package that came with the message and is the one it names, None for none."""
    notice, desk = arrival.body(RulePackNotice), arrival.desk
    kept = desk.store.mailbox.message(arrival.message.message_id)
    if kept is None:
        return None
    opened = open_kept(desk, desk.store.mailbox.get(kept.received_id))
    for paper in opened.attachments:
        if digest_of(paper.data) == notice.file_digest:
            return paper.data if _same(notice, paper.data) else None
    return None


def _same(notice: RulePackNotice, data: bytes) -> bool:
    try:
        return notice_of(data) == notice
    except RuleProblem:
        return False
