"""Whatever is asked, received, promised, reminded of and answered, in any order: the rules of an obligation hold."""

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop_app.domain.obligations import (
    STILL_OWED,
    CancelReason,
    DueFrom,
    LapseReason,
    ObligationState,
    ObligationStep,
    Within,
)
from desktop_app.store.obligations import Obligation
from desktop_app.store.store import Store
from tests.support.clocks import FixedClock
from tests.support.stores import add_claim, an_act

ASKED = date(2026, 3, 2)
ITEMS = ("item-1", "item-2", "item-3")
DAYS = st.integers(min_value=-5, max_value=120).map(lambda days: ASKED + timedelta(days=days))
ENDED = (ObligationState.REFUSED, ObligationState.CANCELLED, ObligationState.LAPSED)


class AnyOrder(RuleBasedStateMachine):
    """One obligation of three items, and everything that may happen to it."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = FixedClock()
        self.store = Store.in_memory(self.clock)
        add_claim(self.store)
        self.answers = 0
        self.before: Obligation | None = None

    @initialize(counted=st.booleans())
    def ask(self, *, counted: bool) -> None:
        within = Within(days=30) if counted else None
        with an_act(self.store):
            made = self.store.obligations.add(
                claim_id="claim-1",
                owed_by="LC-NIC",
                owed_to="VC-NIS",
                kind="info_reply",
                asked_message_id="question",
                asked_on=ASKED,
                due_on=ASKED + timedelta(days=37),
                within=within,
                due_from=DueFrom.ASKED if counted else DueFrom.STATED,
                items=tuple((item, "address") for item in ITEMS),
            )
        self.id = made.id
        self.promised_due: date | None = None

    def teardown(self) -> None:
        self.store.close()

    @property
    def now(self) -> Obligation:
        return self.store.obligations.get(self.id)

    @property
    def steps(self) -> list[ObligationStep]:
        return [event.step for event in self.store.obligations.history(self.id)]

    @rule(days=st.integers(min_value=0, max_value=40))
    def time_passes(self, days: int) -> None:
        self.clock.advance(days=days)

    @rule(day=DAYS)
    def hand_over(self, day: date) -> None:
        with an_act(self.store):
            self.store.obligations.handed_over("question", day)

    @rule(day=DAYS, exact=st.booleans())
    def receive(self, day: date, *, exact: bool) -> None:
        with an_act(self.store):
            self.store.obligations.received("question", day, exact=exact)

    @rule(day=DAYS)
    def promise(self, day: date) -> None:
        before = self.now
        with an_act(self.store):
            moved = self.store.obligations.promise(self.id, day, message_id="promise")
        assert moved is (before.open and before.promises == 0)
        if moved:
            assert self.now.due_on == day
            self.promised_due = day

    @rule()
    def remind(self) -> None:
        before = self.now
        with an_act(self.store):
            sent = self.store.obligations.remind(self.id, message_id="reminder", by="user-1")
        assert sent is before.open
        assert self.now.reminders == before.reminders + sent

    @precondition(lambda self: self.now.reminders)
    @rule()
    def take_a_reminder_back(self) -> None:
        before = self.now
        with an_act(self.store):
            self.store.obligations.take_reminder_back(self.id, message_id="reminder")
        assert self.now.reminders == before.reminders - 1
        assert self.now.reminders_for_due >= 0
        assert (self.now.reminded_on is None) is (self.now.reminders == 0)

    @rule(in_part=st.booleans(), from_paper=st.booleans())
    def answer(self, *, in_part: bool, from_paper: bool) -> None:
        before = self.now
        self.answers += 1
        with an_act(self.store):
            self.store.obligations.meet(
                self.id, met_by=f"answer-{self.answers}", in_part=in_part, from_paper=from_paper
            )
        if before.state in (ObligationState.MET, ObligationState.CANCELLED):
            assert self.now == before
        else:
            assert self.now.state is (ObligationState.MET_IN_PART if in_part else ObligationState.MET)

    @rule(items=st.sets(st.sampled_from((*ITEMS, "item-9"))))
    def answer_items(self, items: set[str]) -> None:
        before = self.now
        self.answers += 1
        with an_act(self.store):
            done = self.store.obligations.meet_items(self.id, items, met_by=f"answer-{self.answers}")
        if before.state not in (ObligationState.MET, ObligationState.CANCELLED):
            assert done is all(item.settled for item in self.now.items)
            assert not done or self.now.state is ObligationState.MET

    @rule(number=st.integers(min_value=1, max_value=6))
    def invalidate(self, number: int) -> None:
        before = self.now
        with an_act(self.store):
            again = self.store.obligations.unmeet(f"answer-{number}", message_id="correction")
        if not again:
            assert self.now == before
        else:
            assert self.now.open

    @rule()
    def refuse(self) -> None:
        with an_act(self.store):
            self.store.obligations.refuse(self.id, "not_ours", message_id="reply")

    @rule()
    def cancel(self) -> None:
        with an_act(self.store):
            self.store.obligations.cancel(self.id, CancelReason.CLAIM_WITHDRAWN, by="user-1")

    @rule()
    def lapse(self) -> None:
        with an_act(self.store):
            self.store.obligations.lapse(self.id, LapseReason.NO_REACTION, by="user-1")

    @invariant()
    def met_never_goes_back_unless_invalidated(self) -> None:
        before, self.before = self.before, self.now
        if before is not None and before.state is ObligationState.MET and self.now.state is not ObligationState.MET:
            assert self.steps[-1] is ObligationStep.INVALIDATED
        if before is not None and before.state is ObligationState.CANCELLED:
            assert self.now.state is ObligationState.CANCELLED

    @invariant()
    def the_due_day_moves_once_at_most_by_a_promise(self) -> None:
        steps = self.steps
        assert steps.count(ObligationStep.PROMISED) <= 1
        assert self.now.promises == steps.count(ObligationStep.PROMISED) + steps.count(ObligationStep.PROMISED_AGAIN)
        if self.promised_due is not None and ObligationStep.INVALIDATED not in steps:
            assert self.now.due_on == self.promised_due

    @invariant()
    def overdue_is_what_is_open_and_was_due(self) -> None:
        today = self.clock.today()
        entry = self.now
        late = entry.state in STILL_OWED and entry.due_on < today
        assert [found.id for found in self.store.obligations.overdue(today)] == ([self.id] if late else [])
        assert [found.id for found in self.store.obligations.open()] == ([self.id] if entry.open else [])

    @invariant()
    def the_claim_is_due_with_what_is_open(self) -> None:
        entry = self.now
        assert self.store.claims.page()[0].due_on == (entry.due_on if entry.open else None)

    @invariant()
    def every_step_is_written_down_and_traced(self) -> None:
        history = self.store.obligations.history(self.id)
        assert history[-1].due_on == self.now.due_on
        traced = self.store.trace_log.of_message("question")
        assert [event.state for event in traced] == [event.step.value for event in history]
        assert (self.now.reason != "") is (self.now.state in ENDED)


TestAnyOrder = AnyOrder.TestCase
