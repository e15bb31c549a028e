"""An office killed with SIGKILL at random moments while it accepts, passes on, approves, seals and writes; counted.

python -m tests.support.exchange_kills --kills 500 [--seed 1]

Each worker is a process of its own on a real, encrypted store file. After each kill the store is opened anew: every
message is wholly there or not at all, and nothing half-written stands under a bundle's name.
"""

import argparse
import contextlib
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from desktop_app.domain.case_notices import ForwardReason
from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.forms import PeriodsForm
from desktop_app.domain.offices import KeyCheck
from desktop_app.domain.proposals import ProposalKind, ProposalStatus
from desktop_app.domain.users import Role, User
from desktop_app.foundation.places import Places
from desktop_app.store.mailbox import MailState
from desktop_app.store.outbox import OutboxRow
from desktop_app.store.store import Store
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle, write_bundle
from desktop_app.workflows.forward_message import forward_message
from desktop_app.workflows.keep_offices import add_office, confirm_key, own_card_file
from desktop_app.workflows.lay_before import propose_periods
from desktop_app.workflows.opened_bundle import open_kept
from desktop_app.workflows.propose import accept as accept_proposal
from desktop_app.workflows.propose import waiting_proposals
from desktop_app.workflows.receive_bundle import receive_file
from desktop_app.workflows.send_claim import send_notices
from tests.support import hendyce
from tests.support.case_desks import CUT_OFF, row_of, take_in
from tests.support.chance import Chance
from tests.support.channel import claimant
from tests.support.channel_state import all_claims
from tests.support.clocks import FixedClock
from tests.support.desks import NOON, desk_of
from tests.support.stores import KEY

STORE = "store.cass-db"
PARTNERS = ("VC-NIS", "GD-NIS")
SECOND = "u-second"
LONGEST_MS = 130
"""Milliseconds after which a worker is killed at the latest; the earliest is at once."""


class Office:
    """The office that is killed (LC) and the one that sends to it (VC, in memory, never killed)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.arriving, self.leaving = folder / "in", folder / "out"
        for place in (folder, self.arriving, self.leaving):
            place.mkdir(exist_ok=True)
        self.sender = desk_of("VC", Places.at(folder / "sender"))
        self._like = desk_of("LC", Places.at(folder / "office"))
        third = desk_of("GD", Places.at(folder / "third"))
        self._starts = 0
        self._made = 0
        with Store.create(folder / STORE, KEY, FixedClock(NOON, seed="made")) as store:
            user = User(id=self._like.user.id, name=self._like.user.name, role=Role.CLERK)
            second = User(id=SECOND, name="Dora Fraser", role=Role.APPROVER)
            with store.act(verb="office_set_up", user=user.id, about="", facts={}):
                store.users.add(user, login="marius")
                store.users.add(second, login="dora")
            desk = replace(self._like, store=store)
            add_office(desk, own_card_file(self.sender))
            confirm_key(desk, "VC-NIS", KeyCheck.PHONE, "Carlotta Browne")
            add_office(desk, own_card_file(third))
            confirm_key(desk, "GD-NIS", KeyCheck.PHONE, "Gloria Pascall")
            add_office(self.sender, own_card_file(desk))
            confirm_key(self.sender, "LC-NIC", KeyCheck.PHONE, "Marius Augustin")
        third.close()

    def open(self) -> Desk:
        """Open the office on its file, as after a new start."""
        self._starts += 1
        clock = FixedClock(NOON, seed=f"start {self._starts}")
        return replace(self._like, store=Store.open(self.folder / STORE, KEY, clock), clock=clock)

    def send(self, cases: int) -> None:
        """Lay files of new claims into the folder of what arrives."""
        for _ in range(cases):
            lines = PeriodsForm(lines=(row_of("VC", 1990), row_of("LC", 1995)))
            claim_id = take_in(self.sender, claimant(self._made), lines)
            send_notices(self.sender, claim_id, ("LC",))
            (self.arriving / f"{self._made:06}.cass").write_bytes(seal_bundle(self.sender, "LC-NIC").data)
            self._made += 1

    def work(self, ready: int) -> None:
        """Take in or pass on what lies there, certify it by two persons, seal and write; ends when nothing is left."""
        desk = self.open()
        os.write(ready, b".")
        self._certify(desk)
        for path in sorted(self.arriving.iterdir()):
            kept = receive_file(desk, path.read_bytes())
            if desk.store.mailbox.get(kept).state == "opened" and _goes_on(path):
                (message,) = desk.store.mailbox.messages_of(kept)
                forward_message(
                    desk, message.message_id, to_office="GD-NIS", reason=ForwardReason.PERSON_MOVED, text="Moved"
                )
            elif desk.store.mailbox.get(kept).state == "opened":
                accept(desk, kept)
            self._certify(desk)
            for office in PARTNERS:
                if desk.store.outbox.waiting(office):
                    seal_bundle(desk, office)
            for bundle in desk.store.outbox.bundles():
                if bundle.handed_over_at is None:
                    write_bundle(desk, bundle.bundle_id, self.leaving, "stick")
        desk.close()

    def _certify(self, desk: Desk) -> None:
        """Lay a certificate of every case before the second person, who approves what waits."""
        second = desk.store.users.find(SECOND)
        assert second is not None
        for claim in all_claims(desk):
            if not desk.store.proposals.about(ProposalKind.PERIOD_CERTIFICATE, claim.id):
                propose_periods(
                    desk,
                    claim.id,
                    hendyce.record("LC"),
                    complete_to=CUT_OFF,
                    has_periods=HasPeriods.YES,
                    more_follows=False,
                    remarks="",
                )
        for proposal in waiting_proposals(desk):
            accept_proposal(replace(desk, user=second), proposal.proposal.id)

    def kill(self, after: float) -> bool:
        """Start a worker, kill it so many seconds after it opened its store; tell whether it was still at work."""
        told, ready = os.pipe()
        worker = os.fork()
        if not worker:
            try:
                os.close(told)
                self.work(ready)
                os._exit(0)
            except BaseException as error:  # noqa: BLE001 - the worker tells and ends, it must not go on as its parent
                os.write(2, f"worker: {error!r}\n".encode())
                os._exit(3)
        os.close(ready)
        os.read(told, 1)
        os.close(told)
        time.sleep(after)
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
        _, status = os.waitpid(worker, 0)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status):
            raise AssertionError("the worker failed")
        return os.WIFSIGNALED(status)

    def check(self, counts: Counter[str]) -> None:
        """Open the store anew and look at every message and every file. Raises `AssertionError`."""
        desk = self.open()
        try:
            self._check_store(desk, counts)
        finally:
            desk.close()

    def _check_certificates(self, desk: Desk, counts: Counter[str]) -> None:
        """Look that a certificate is approved, kept and told to the other office, or none of that."""
        for claim in all_claims(desk):
            proposals = desk.store.proposals.about(ProposalKind.PERIOD_CERTIFICATE, claim.id)
            approved = [each for each in proposals if each.status is ProposalStatus.ACCEPTED]
            told = [row for row in desk.store.outbox.of_claim(claim.id) if row.type == "period_certificate"]
            kept = desk.store.periods.certificates(claim.id)
            assert len(approved) == len(kept) == len(told), "a certificate is half approved"
            counts["waits for a second person"] += sum(each.waits for each in proposals)

    def _check_store(self, desk: Desk, counts: Counter[str]) -> None:
        database = desk.store._database
        assert desk.store.journal.verify() is None, "the journal's chain is broken"
        assert database.row("PRAGMA integrity_check") == {"integrity_check": "ok"}, "the file is damaged"
        assert not database.rows("PRAGMA foreign_key_check"), "a row names one that is not there"
        accepted = 0
        sent = [row for office in PARTNERS for row in _all_sent(desk, office)]
        for row in desk.store.mailbox.files(limit=100_000):
            assert row.outcome == "ok", row.outcome
            opened = open_kept(desk, row)
            messages = desk.store.mailbox.messages_of(row.id)
            assert {entry.message_id for entry in messages} == {entry.message_id for entry in opened.messages}
            for entry in messages:
                told = [each for each in sent if each.type == "forward" and entry.message_id.encode() in each.data]
                if entry.state is MailState.FORWARDED or told:
                    assert entry.state is MailState.FORWARDED, "a message went on and is still to be decided"
                    assert {each.office for each in told} == set(PARTNERS), "a notice of what went on is missing"
                    counts["went on"] += 1
                    continue
                receipts = [
                    sent
                    for sent in desk.store.outbox.of_claim(entry.claim_id or "")
                    if entry.message_id.encode() in sent.data and sent.type == "receipt"
                ]
                whole = entry.state == "accepted"
                accepted += whole
                assert whole == (entry.claim_id is not None), "a message is half accepted"
                assert len(receipts) == whole, "a message is acknowledged without being accepted, or the other way"
                assert not whole or desk.store.claims.get(entry.claim_id or "").person_id
            counts["not yet accepted"] += row.state == "opened"
        claims = int(str(next(iter(database.rows("SELECT count(*) AS n FROM claim")))["n"]))
        assert claims == accepted, "a claim without its message, or the other way"
        names = {}
        for office in PARTNERS:
            bundles = sorted(desk.store.outbox.bundles(office, limit=100_000), key=lambda entry: entry.sequence)
            assert [entry.sequence for entry in bundles] == list(range(1, len(bundles) + 1)), "a number was lost"
            for bundle in bundles:
                rows = desk.store.outbox.of_bundle(bundle.bundle_id)
                assert rows, "a bundle without messages"
                assert all(entry.state != "waiting" for entry in rows), "a sealed message still waits"
                names[bundle.file_name] = desk.store.outbox.data_of(bundle.bundle_id)
                if bundle.handed_over_at is not None:
                    assert (self.leaving / bundle.file_name).is_file(), "handed over, and not there"
                else:
                    counts["sealed, not yet written"] += 1
        self._check_certificates(desk, counts)
        for path in self.leaving.iterdir():
            if path.name.startswith(".cass-"):
                counts["left beside the name"] += 1
                path.unlink()
                continue
            assert path.read_bytes() == names[path.name], "a half-written file under a bundle's name"


def _goes_on(path: Path) -> bool:
    """Whether what lies in a file is passed on to another office instead of being taken in."""
    return int(path.stem) % 4 == 3


def _all_sent(desk: Desk, office: str) -> list[OutboxRow]:
    """Every message for an office, sealed or waiting."""
    sealed = [
        row
        for bundle in desk.store.outbox.bundles(office, limit=100_000)
        for row in desk.store.outbox.of_bundle(bundle.bundle_id)
    ]
    return [*sealed, *desk.store.outbox.waiting(office)]


def run(folder: Path, kills: int, seed: int = 1) -> Counter[str]:
    """Kill so many workers, look after each, then let one finish; return the counts. Raises `AssertionError`."""
    chance = Chance(seed)
    counts: Counter[str] = Counter()
    office = Office(folder)
    while counts["kills"] < kills:
        if not counts["starts"] % 12:
            office = _renewed(folder, office, counts)
        office.send(3)
        counts["starts"] += 1
        if office.kill(chance.below(LONGEST_MS) / 1000):
            counts["kills"] += 1
        else:
            counts["ended before"] += 1
        office.check(counts)
    told, ready = os.pipe()
    office.work(ready)
    os.close(told)
    os.close(ready)
    office.check(counts)
    final = office.open()
    assert not final.store.mailbox.undecided(), "not all was taken in at last"
    counts["accepted in the last office"] = len(final.store.mailbox.files(limit=100_000))
    final.close()
    for other in final, office.sender:
        with contextlib.suppress(Exception):
            other.close()
    return counts


def _renewed(folder: Path, office: Office, counts: Counter[str]) -> Office:
    """Begin with an empty office, so that looking at everything stays quick."""
    if not counts["starts"]:
        return office
    counts["offices"] += 1
    return Office(folder / f"office-{counts['offices']}")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counts = run(Path(folder), given.kills, given.seed)
    sys.stdout.write(f"{dict(counts)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
