"""Three offices that work on many cases over channels that lose, repeat, reorder and corrupt files.

python -m tests.support.channel [--messages 1000] [--seed 1] [--show]

What they do is in `channel_acts`: all types of messages, drawn from the seed. It is done twice, over perfect channels
and over bad ones; what an office lacks is sent again, the very same bytes, until all are quiet. Both must end the same.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.domain.findings import Level
from desktop_app.domain.messages import MessageType, ReturnReason
from desktop_app.domain.users import Role, User
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import CaseProblem, ExchangeProblem, Problem
from desktop_app.workflows.apply_message import accept, return_bundle
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle, sealed_file
from desktop_app.workflows.preview_bundle import preview
from desktop_app.workflows.receive_bundle import receive_file
from tests.support.chance import Chance, drawn
from tests.support.channel_acts import LATE, OFFICE_ACTS, PHASES, STATES, Case, begin, claimant
from tests.support.channel_state import all_claims, name_of, state_of
from tests.support.clocks import FixedClock
from tests.support.desks import desk_of, introduce
from tests.support.rule_updates import introduce as introduce_maker
from tests.support.two_persons import NAMES, set_up

__all__ = ["Case", "Outcome", "claimant", "differences", "talk"]

MESSAGES_A_CASE = 30
"""About so many messages a case makes, with what acknowledges them."""

QUIET = 400
"""Rounds after which offices that still talk never stop."""


@dataclass
class Channel:
    """A way from one office to another. `faults` counts what it did; a perfect one does nothing."""

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
    """What the offices came to: messages by type, what the channels did, what was not possible, and how all stand."""

    messages: Counter[str]
    faults: Counter[str]
    refused: Counter[str]
    left_out: Counter[str]
    waiting: Counter[str]
    rounds: int
    state: dict[str, Any]

    @property
    def sent(self) -> int:
        return self.messages.total()


class Talk:
    """Three offices and the ways between them."""

    def __init__(self, folder: Path, seed: int, *, faulty: bool) -> None:
        first = set_up(folder / "VC", "hubert", "dora", "marlon")
        self.desks: dict[str, Desk] = {"VC": first.as_user("marlon")}
        for state in STATES[1:]:
            self.desks[state] = _office(state, folder, first.clock)
        introduce(*self.desks.values())
        for desk in self.desks.values():
            introduce_maker(desk, "VC-RULES")
        self.seed = seed
        self.faulty = faulty
        chance = Chance(seed) if faulty else None
        self.ways = {(one, other): Channel(chance) for one in STATES for other in STATES if one != other}
        self.refused: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self.rounds = 0

    def run(self, count: int) -> Outcome:
        """Go through all phases with so many cases."""
        cases = [Case(seed=self.seed, number=number) for number in range(count)]
        wrong = [Case(seed=self.seed, number=count + number, wrong=True) for number in range(-(-count // 8))]
        self._begin(cases)
        self._begin(wrong, returned=True)
        for phase, acts in PHASES:
            if phase == "late":
                for desk in self.desks.values():
                    assert isinstance(desk.clock, FixedClock)
                    desk.clock.advance(days=LATE.days)
            for office_act in OFFICE_ACTS.get(phase, ()):
                self._try(office_act.__name__, lambda act=office_act: act(self.desks, self.seed))  # type: ignore[misc]
            todo = [(act, desk, claim, case) for desk, claim, case in self._known(cases) for act in acts]
            todo.sort(
                key=lambda each: drawn(1 << 40, self.seed, phase, each[0].__name__, each[1].office.code, each[3].number)
            )
            for act, desk, claim_id, case in todo:
                self._try(act.__name__, lambda: act(self.desks[desk.office.state], claim_id, case))  # noqa: B023 - done at once
                if not drawn(3, self.seed, phase, act.__name__, desk.office.code, case.number):
                    self._post()
            self._until_quiet()
        return self._outcome()

    def _begin(self, cases: list[Case], *, returned: bool = False) -> None:
        for case in cases:
            begin(self.desks[case.examiner], case)
            if not drawn(2, self.seed, case.number, "posted"):
                self._post()
        self._until_quiet(returned=returned)

    def _known(self, cases: list[Case]) -> Iterator[tuple[Desk, str, Case]]:
        """Every case at every office that has it."""
        for desk in self.desks.values():
            here = {name_of(desk, claim).casefold(): claim.id for claim in all_claims(desk)}
            for case in cases:
                name = f"{case.form.surname}, {case.form.forenames} ".casefold()
                found = next((claim_id for known, claim_id in here.items() if known.startswith(name)), None)
                if found is not None:
                    yield desk, found, case

    def _try(self, name: str, act: Any) -> None:
        """Do something, or count that it was not possible as things stand."""
        try:
            act()
        except Problem as problem:
            self.left_out[f"{name}: {problem.code}"] += 1

    def _post(self) -> bool:
        """Seal what waits, and send it off."""
        sent = False
        for (one, other), way in self.ways.items():
            desk, code = self.desks[one], self.desks[other].office.code
            if desk.store.outbox.waiting(code):
                way.put(seal_bundle(desk, code).data)
                sent = True
        return sent

    def _until_quiet(self, *, returned: bool = False) -> None:
        for _ in range(QUIET):
            self.rounds += 1
            sent = self._post()
            again = self.faulty and self._send_again()
            moving = any(way.on_the_way for way in self.ways.values())
            moved = [self._collect(one, other, returned=returned) for one, other in self.ways]
            if not (sent or again or moving or any(moved)) and not any(way.on_the_way for way in self.ways.values()):
                return
        raise AssertionError("the offices never fall silent")

    def _send_again(self) -> bool:
        """Send what an office lacks once more, where nothing is on the way to it."""
        sent = False
        for (one, other), way in self.ways.items():
            if way.on_the_way:
                continue
            ours, theirs = self.desks[one], self.desks[other]
            for bundle in ours.store.outbox.bundles(theirs.office.code, limit=100_000):
                if theirs.store.mailbox.at_sequence(ours.office.code, bundle.sequence) is None:
                    way.faults["sent again"] += 1
                    way.put(sealed_file(ours, bundle.bundle_id).data)
                    sent = True
        return sent

    def _collect(self, one: str, other: str, *, returned: bool) -> bool:
        desk = self.desks[other]
        for data in self.ways[one, other].take():
            try:
                receive_file(desk, data)
            except ExchangeProblem as problem:
                self.refused[problem.code] += 1
        moved = False
        for row in sorted(desk.store.mailbox.undecided(), key=lambda entry: (entry.sequence or 0, entry.id)):
            if row.outcome != "ok":
                continue
            moved = self._take_in(desk, row.id, returned=returned) or moved
        return moved

    def _take_in(self, desk: Desk, mailbox_id: int, *, returned: bool) -> bool:
        view = preview(desk, mailbox_id)
        try:
            if returned and any(part.message.type is MessageType.CLAIM_NOTICE for part in view.parts):
                return_bundle(desk, mailbox_id, ReturnReason.PERSON_NOT_KNOWN, "Nobody of that name")
            else:
                accept(desk, mailbox_id, match_reason="Another person" if view.needs_match else "")
        except CaseProblem as problem:
            self.refused[problem.code] += 1
            return False
        return True

    def _outcome(self) -> Outcome:
        messages: Counter[str] = Counter()
        for desk in self.desks.values():
            for bundle in desk.store.outbox.bundles(limit=100_000):
                messages.update(row.type.value for row in desk.store.outbox.of_bundle(bundle.bundle_id))
            assert desk.store.journal.verify() is None
        outcome = Outcome(
            messages=messages,
            faults=sum((way.faults for way in self.ways.values()), Counter()),
            refused=self.refused,
            left_out=self.left_out,
            waiting=Counter(line for desk in self.desks.values() for line in _waiting(desk)),
            rounds=self.rounds,
            state={state: state_of(desk) for state, desk in self.desks.items()},
        )
        for desk in self.desks.values():
            desk.close()
        return outcome


def _office(state: str, folder: Path, clock: FixedClock) -> Desk:
    """An office with a store in memory, and a second person who approves."""
    desk = desk_of(state, Places.at(folder / state), now=clock.now())
    second = User(id=f"u-{state}-second", name=NAMES["dora"], role=Role.APPROVER)
    with desk.store.act(verb="user_added", user=desk.user.id, about=second.id, facts={}):
        desk.store.users.add(second, login="dora")
    return desk


def _waiting(desk: Desk) -> Iterator[str]:
    """Say of every message that was not taken in what stands in its way."""
    for row in desk.store.mailbox.undecided():
        view = preview(desk, row.id)
        wrong = sorted(
            check.finding.code for check in view.checks if not check.passed and check.finding.level is Level.ERROR
        )
        for part in view.parts:
            if not part.decided:
                yield f"{desk.office.state} {part.message.type.value}: {' '.join(wrong)}"


def talk(cases: int, seed: int, *, faulty: bool) -> Outcome:
    """Let three new offices work on so many cases."""
    with tempfile.TemporaryDirectory() as folder:
        return Talk(Path(folder), seed, faulty=faulty).run(cases)


def differences(one: Any, other: Any, where: str = "") -> Iterator[str]:
    """Say where two states differ, a line each."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted(one.keys() | other.keys(), key=str):
            yield from differences(one.get(name), other.get(name), f"{where} / {name}")
    elif isinstance(one, list) and isinstance(other, list):
        first, second = Counter(map(repr, one)), Counter(map(repr, other))
        yield from (f"{where}: only over a perfect channel {entry}" for entry in (first - second).elements())
        yield from (f"{where}: only over a bad channel {entry}" for entry in (second - first).elements())
    elif one != other:
        yield f"{where}: {one!r} over a perfect channel, {other!r} over a bad one"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--messages", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--show", action="store_true", help="say where the ends differ")
    given = asked.parse_args()
    cases = -(-given.messages // MESSAGES_A_CASE)
    perfect, bad = talk(cases, given.seed, faulty=False), talk(cases, given.seed, faulty=True)
    for name, outcome in (("perfect", perfect), ("bad", bad)):
        sys.stdout.write(f"{name}: {outcome.sent} messages of {len(outcome.messages)} types, {cases} cases\n")
        sys.stdout.write(f"  {dict(outcome.messages)}\n  {dict(outcome.faults)}\n  {dict(outcome.refused)}\n")
        sys.stdout.write(f"  not possible: {dict(outcome.left_out)}\n  not taken in: {dict(outcome.waiting)}\n")
    same = perfect.state == bad.state
    sys.stdout.write(f"same end: {same}\n")
    if given.show:
        sys.stdout.writelines(f"{line}\n" for line in differences(perfect.state, bad.state))
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
