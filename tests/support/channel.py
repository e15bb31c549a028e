"""Two offices that work on many cases over a channel that loses, repeats, reorders and corrupts files.

python -m tests.support.channel [--messages 1000] [--seed 1]

Both offices do, case after case, what the case lets them: a notice, a certificate, a question and its answer, a change.
What the other office lacks is sent again, the very same bytes, until both are quiet. All claimants are invented.
"""

import argparse
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from desktop_app.domain.case_notices import ChangeKind
from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.claims import Claim
from desktop_app.domain.forms import ClaimantForm, PeriodsForm
from desktop_app.domain.inquiries import (
    ClarificationAnswer,
    ClarificationItem,
    ClarificationOutcome,
    ClarificationReason,
    InfoAnswer,
    InfoItem,
    InfoItemCode,
    ItemOutcome,
)
from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind
from desktop_app.exchange.messages.head import decode_message
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.ask_explanation import answer_explanation, ask_explanation, explainable, explanation_asked
from desktop_app.workflows.ask_information import answer_information, ask_information, information_asked
from desktop_app.workflows.certify_periods import certify_periods
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle, sealed_file
from desktop_app.workflows.notify_change import ChangeForm, notify_change
from desktop_app.workflows.preview_bundle import preview
from desktop_app.workflows.receive_bundle import receive_file
from desktop_app.workflows.send_claim import send_notices
from tests.support import hendyce
from tests.support.case_desks import CUT_OFF, row_of, take_in
from tests.support.chance import Chance
from tests.support.desks import desk_of, introduce

MESSAGES_A_CASE = 11
"""About so many messages a case makes, with what acknowledges them."""
ONSETS = "BCDFGHJKLMNPRSTVWYZ"
ENDINGS = ("ab", "eck", "id", "olm", "ust", "arn", "ill", "omp", "erg", "ax")
SOON = date(2014, 9, 1)
QUIET = 400
"""Rounds after which two offices that still talk never stop."""


@dataclass
class Channel:
    """A way between two offices. `faults` counts what it did; a perfect one does nothing."""

    chance: Chance | None
    on_the_way: list[bytes] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)

    def put(self, data: bytes) -> None:
        self.on_the_way.append(data)

    def take(self) -> list[bytes]:
        """Return what arrives now, in the order in which it does."""
        if self.chance is None:
            arrived, self.on_the_way = self.on_the_way, []
            return arrived
        arrived, later = [], []
        for data in self.on_the_way:
            fate = self.chance.below(100)
            if fate < 15:
                self.faults["lost"] += 1
            elif fate < 25:
                self.faults["corrupted"] += 1
                arrived.append(self._spoilt(data))
            elif fate < 40:
                self.faults["repeated"] += 1
                arrived.append(data)
                later.append(data)
            elif fate < 60:
                self.faults["late"] += 1
                later.append(data)
            else:
                arrived.append(data)
        self.chance.shuffle(arrived)
        self.on_the_way = later
        return arrived

    def _spoilt(self, data: bytes) -> bytes:
        assert self.chance is not None
        at = self.chance.below(len(data))
        if self.chance.below(2):
            return data[:at]
        return data[:at] + bytes([data[at] ^ (1 << self.chance.below(8))]) + data[at + 1 :]


@dataclass
class Outcome:
    """What two offices came to: the messages sent, how many by type, what the channel did, and how both stand."""

    messages: Counter[str]
    faults: Counter[str]
    refused: Counter[str]
    rounds: int
    state: dict[str, object]

    @property
    def sent(self) -> int:
        return self.messages.total()


def claimant(number: int) -> ClaimantForm:
    """Return an invented claimant who resembles no other: the name, the date and the numbers differ."""
    onset, ending = ONSETS[number % len(ONSETS)], ENDINGS[number // len(ONSETS) % len(ENDINGS)]
    day = date(1930 + number % 25, 1 + number % 12, 1 + number % 27)
    return ClaimantForm(
        surname=f"{onset}{ending}{ENDINGS[number % 7]}",
        forenames=f"Invented{ENDINGS[number % 10].title()}",
        birth_date=f"{day.day}/{day.month}/{day.year}",
        sex="female",
        address="1 Invented Lane",
        numbers=(("VC", f"{100_000 + 7 * number}"), ("LC", f"{500_000 + 7 * number}")),
        filing_date="16 Jun 2014",
        filing_proof="Stamped application",
        contingency_date="14 Jun 2014",
        consent=True,
    )


class Talk:
    """Two offices and the two ways between them."""

    def __init__(self, folder: Path, seed: int | None) -> None:
        self.desks = tuple(desk_of(state, Places.at(folder / state)) for state in ("VC", "LC"))
        introduce(*self.desks)
        chance = Chance(seed) if seed is not None else None
        self.ways = {desk.office.code: Channel(chance) for desk in self.desks}
        self.refused: Counter[str] = Counter()
        self.done: set[tuple[str, str, str]] = set()
        self.faulty = seed is not None

    def run(self, cases: int) -> Outcome:
        """Work until nothing is left to do, to send or to come."""
        ours, theirs = self.desks
        begun = 0
        for turn in range(QUIET + cases):
            if begun < cases:
                claim_id = take_in(ours, claimant(begun), PeriodsForm(lines=(row_of("VC", 1990), row_of("LC", 1995))))
                send_notices(ours, claim_id, ("LC",))
                begun += 1
            busy = [self._act(desk) for desk in self.desks]
            busy += [self._post(desk, other) for desk, other in ((ours, theirs), (theirs, ours))]
            busy += [bool(way.on_the_way) for way in self.ways.values()]
            busy += [self._collect(desk, other) for desk, other in ((ours, theirs), (theirs, ours))]
            if begun == cases and not any(busy) and not any(way.on_the_way for way in self.ways.values()):
                return self._outcome(turn)
        raise AssertionError("the two offices never fall silent")

    def _act(self, desk: Desk) -> bool:
        return sum(self._work_on(desk, row.id) for row in all_claims(desk)) > 0

    def _once(self, desk: Desk, claim_id: str, what: str) -> bool:
        known = (desk.office.code, claim_id, what) in self.done
        self.done.add((desk.office.code, claim_id, what))
        return not known

    def _work_on(self, desk: Desk, claim_id: str) -> bool:
        before = len(self.done)
        taken = {kept.type for kept in desk.store.mailbox.of_claim(claim_id) if kept.state.startswith("accepted")}
        other = next(entry.office.code for entry in self.desks if entry is not desk)
        if MessageType.CLAIM_NOTICE in taken and self._once(desk, claim_id, "certify"):
            rows = hendyce.record("LC")
            certify_periods(
                desk, claim_id, rows, complete_to=CUT_OFF, has_periods=HasPeriods.YES, more_follows=False, remarks=""
            )
        if MessageType.CLAIM_NOTICE in taken and self._once(desk, claim_id, "ask"):
            item = InfoItem(item_id="1", code=InfoItemCode.ADDRESS, why="To pay there", needed_by=SOON)
            ask_information(desk, claim_id, other, (item,))
        if MessageType.PERIOD_CERTIFICATE in taken and self._once(desk, claim_id, "explain"):
            about = next(
                entry.message.message_id
                for entry in explainable(desk, claim_id)
                if entry.message.type is MessageType.PERIOD_CERTIFICATE
            )
            doubt = ClarificationItem(item_id="1", reason=ClarificationReason.OTHER, text="Is the whole record here?")
            ask_explanation(desk, claim_id, about, (doubt,))
        if MessageType.PERIOD_CERTIFICATE in taken and self._once(desk, claim_id, "change"):
            form = ChangeForm(kind=ChangeKind.ADDRESS, since=date(2014, 7, 1), value="2 Invented Lane", proof="Letter")
            notify_change(desk, claim_id, form)
        for owed in desk.store.obligations.of_claim(claim_id):
            if owed.owed_by != desk.office.code or not self._once(desk, claim_id, f"answer {owed.id}"):
                continue
            if owed.kind == ObligationKind.INFO_REPLY:
                open_items = information_asked(desk, owed.id).open_items
                said = tuple(
                    InfoAnswer(item_id=key, outcome=ItemOutcome.VALUE, value="1 Invented Lane") for key in open_items
                )
                answer_information(desk, owed.id, said)
            elif owed.kind == ObligationKind.CLARIFICATION_REPLY:
                asked = explanation_asked(desk, owed.id).asked
                told = tuple(
                    ClarificationAnswer(item_id=entry.item_id, outcome=ClarificationOutcome.CONFIRMED, text="It is so")
                    for entry in asked.items
                )
                answer_explanation(desk, owed.id, told)
        return len(self.done) > before

    def _post(self, desk: Desk, other: Desk) -> bool:
        """Seal what waits, and send again what the other office lacks once nothing is on the way to it."""
        way, sent = self.ways[other.office.code], False
        if desk.store.outbox.waiting(other.office.code):
            way.put(seal_bundle(desk, other.office.code).data)
            sent = True
        if self.faulty and not way.on_the_way[sent:]:
            up_to = other.store.mailbox.received_up_to(desk.office.code)
            missing = set(other.store.mailbox.missing(desk.office.code))
            for bundle in desk.store.outbox.bundles(other.office.code, limit=10_000):
                late = bundle.sequence > up_to or bundle.sequence in missing
                known = other.store.mailbox.at_sequence(desk.office.code, bundle.sequence) is not None
                if late and not known and not (sent and bundle.sequence == self._newest(desk, other)):
                    way.faults["sent again"] += 1
                    way.put(sealed_file(desk, bundle.bundle_id).data)
                    sent = True
        return sent

    def _newest(self, desk: Desk, other: Desk) -> int:
        return desk.store.outbox.next_sequence(other.office.code) - 1

    def _collect(self, desk: Desk, other: Desk) -> bool:
        del other
        for data in self.ways[desk.office.code].take():
            try:
                receive_file(desk, data)
            except ExchangeProblem as problem:
                self.refused[problem.code] += 1
        moved = False
        for row in sorted(desk.store.mailbox.undecided(), key=lambda entry: (entry.sequence or 0, entry.id)):
            if row.outcome != "ok":
                continue
            try:
                view = preview(desk, row.id)
                accept(desk, row.id, match_reason="Another person" if view.needs_match else "")
                moved = True
            except CaseProblem as problem:
                self.refused[problem.code] += 1
        return moved

    def _outcome(self, rounds: int) -> Outcome:
        messages: Counter[str] = Counter()
        for desk in self.desks:
            for bundle in desk.store.outbox.bundles(limit=100_000):
                messages.update(row.type.value for row in desk.store.outbox.of_bundle(bundle.bundle_id))
            assert desk.store.journal.verify() is None
        return Outcome(
            messages=messages,
            faults=sum((way.faults for way in self.ways.values()), Counter()),
            refused=self.refused,
            rounds=rounds,
            state={desk.office.code: state_of(desk) for desk in self.desks},
        )


def all_claims(desk: Desk) -> tuple[Claim, ...]:
    """Return every claim of an office."""
    rows = desk.store._database.rows("SELECT id FROM claim ORDER BY number")
    return tuple(desk.store.claims.get(str(row["id"])) for row in rows)


def state_of(desk: Desk) -> dict[str, object]:
    """Return how an office stands, case by case, without what the order of arrival decides: numbers, ids, and whether a
    later bundle happened to say that a receipt came."""
    cases: dict[str, object] = {}
    for claim in all_claims(desk):
        person = desk.store.persons.get(claim.person_id)
        owed = sorted(
            (
                entry.kind,
                entry.owed_by,
                entry.owed_to,
                entry.state,
                len(entry.items),
                sum(i.settled for i in entry.items),
            )
            for entry in desk.store.obligations.of_claim(claim.id)
        )
        sent = sorted(
            (row.type, "" if row.type is MessageType.RECEIPT else row.state, row.standing)
            for row in desk.store.outbox.of_claim(claim.id)
        )
        came = sorted(
            (kept.type, kept.state, kept.standing, _content(kept.data))
            for kept in desk.store.mailbox.of_claim(claim.id)
        )
        name = f"{person.surname}, {person.forenames} {person.birth_date}"
        assert name not in cases, "a case was opened twice"
        cases[name] = {
            "claim": (claim.benefit, claim.stage, claim.filing_date, claim.states, claim.examining_office),
            "referred": sorted(entry.office for entry in claim.references),
            "person": sorted((entry.state, entry.number) for entry in person.numbers),
            "owed": owed,
            "sent": sent,
            "came": came,
        }
    return {"persons": desk.store.persons.count(), "cases": cases}


def _content(data: bytes) -> str:
    body = decode_message(data).body
    rows = getattr(body, "rows", ())
    return f"{type(body).__name__} {[(row.row_id, row.year, row.weeks) for row in rows]}" if rows else ""


def talk(cases: int, seed: int | None) -> Outcome:
    """Let two new offices work on so many cases; without a seed over a perfect channel."""
    with tempfile.TemporaryDirectory() as folder:
        return Talk(Path(folder), seed).run(cases)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--messages", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    cases = -(-given.messages // MESSAGES_A_CASE)
    perfect, faulty = talk(cases, None), talk(cases, given.seed)
    for name, outcome in (("perfect", perfect), ("faulty", faulty)):
        sys.stdout.write(f"{name}: {outcome.sent} messages, {cases} cases, {outcome.rounds} rounds\n")
        sys.stdout.write(f"  {dict(outcome.messages)}\n  {dict(outcome.faults)}\n  {dict(outcome.refused)}\n")
    same = perfect.state == faulty.state
    sys.stdout.write(f"same end: {same}\n")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
