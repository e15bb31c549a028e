"""What clerks of three offices do with their cases, in phases: every type of message, by the program's own verbs.

What is done is drawn for each case from a seed, and hangs on nothing else. Within a phase all acts are done before
anything of it arrives, so that messages cross on the road; between phases everything arrives.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from desktop_app.domain.award_notices import DecisionResult, Refusal, RefusalReason
from desktop_app.domain.case_notices import (
    ChangeKind,
    CloseReason,
    CorrectionReason,
    ForwardReason,
    ReopenReason,
)
from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.claims import Stage
from desktop_app.domain.dependants import Relationship
from desktop_app.domain.dependency import CertifiedDependant, DependencyDegree
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
    NotAvailable,
    PeriodPurpose,
    ReminderAnswer,
    ReminderOutcome,
)
from desktop_app.domain.messages import MessageType
from desktop_app.domain.money import Money
from desktop_app.domain.obligations import CancelReason, LapseReason, ObligationKind
from desktop_app.domain.proposals import Proposal
from desktop_app.exchange.directory import write_directory
from desktop_app.workflows.answer_reminder import reply_draft, send_reply
from desktop_app.workflows.ask_explanation import answer_explanation, ask_explanation, explainable, explanation_asked
from desktop_app.workflows.ask_information import answer_information, ask_information, information_asked
from desktop_app.workflows.ask_periods import PeriodQuestion, ask_periods
from desktop_app.workflows.calculate_claim import keep_calculation
from desktop_app.workflows.case_effects import open_of
from desktop_app.workflows.case_offices import offices_told
from desktop_app.workflows.certify_departure import DepartureForm
from desktop_app.workflows.certify_dependency import DependencyForm
from desktop_app.workflows.close_case import ask_to_reopen, close_case, refuse_to_reopen, reopen_case
from desktop_app.workflows.correct_message import CorrectionForm, confirm_destroyed, correctable
from desktop_app.workflows.decide_claim import DecisionForm, propose_decision
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.forward_message import forward_message, forwarding_of
from desktop_app.workflows.keep_directory import hand_on_list, import_list, propose_list
from desktop_app.workflows.keep_keys import accept_own_key, propose_own_key
from desktop_app.workflows.key_effects import OwnKeyAct
from desktop_app.workflows.lay_before import (
    propose_correction,
    propose_departure,
    propose_dependency,
    propose_periods,
)
from desktop_app.workflows.notify_change import ChangeForm, notify_change
from desktop_app.workflows.pass_on import can_pass_on, pass_on
from desktop_app.workflows.propose import accept as accept_proposal
from desktop_app.workflows.propose import accept_beside
from desktop_app.workflows.remind import reminder_drafts, send_reminder
from desktop_app.workflows.send_claim import send_notices
from desktop_app.workflows.send_rules import send_rules
from desktop_app.workflows.summarise_decisions import send_summary, summary_draft
from desktop_app.workflows.take_part import join_case, leave_case
from desktop_app.workflows.update_rules import import_update
from tests.support import hendyce
from tests.support.case_desks import CUT_OFF, row_of, take_in
from tests.support.chance import drawn
from tests.support.directory_lists import a_list, listed_office, signed
from tests.support.rule_updates import update_file
from tests.support.two_persons import PASSPHRASES

STATES = ("VC", "LC", "GD")
CODES = {"VC": "VC-NIS", "LC": "LC-NIC", "GD": "GD-NIS"}
ONSETS = "BCDFGHJKLMNPRSTVWYZ"
ENDINGS = ("ab", "eck", "id", "olm", "ust", "arn", "ill", "omp", "erg", "ax")
REASONS = (CorrectionReason.WRONG_CONTENT, CorrectionReason.NEW_FACTS, CorrectionReason.WRONG_RECIPIENT)
CORRECTED = (
    MessageType.PERIOD_CERTIFICATE,
    MessageType.CHANGE_NOTICE,
    MessageType.INFO_REPLY,
    MessageType.DEPENDENCY_CERTIFICATE,
    MessageType.PERIOD_CERTIFICATE,
)
LATE = timedelta(days=75)
"""What passes before offices remind each other."""


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
        numbers=tuple((state, f"{(place + 1) * 100_000 + 7 * number}") for place, state in enumerate(STATES)),
        filing_date="16 Jun 2014",
        filing_proof="Stamped application",
        contingency_date="14 Jun 2014",
        consent=True,
    )


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case as it was drawn: its number, the State that examines it, and whether it is one to be sent back."""

    seed: int
    number: int
    wrong: bool = False

    @property
    def examiner(self) -> str:
        return STATES[0] if self.below(3, "examiner") < 2 else STATES[1 + self.below(2, "other examiner")]

    @property
    def others(self) -> tuple[str, ...]:
        rest = tuple(state for state in STATES if state != self.examiner)
        told = self.below(4, "others")
        return rest if told > 1 and not self.wrong else (rest[told % 2],)

    def below(self, bound: int, *of: object) -> int:
        return drawn(bound, self.seed, self.number, *of)

    def often(self, percent: int, *of: object) -> bool:
        return self.below(100, *of) < percent

    @property
    def form(self) -> ClaimantForm:
        return claimant(self.number)


Act = Callable[[Desk, str, Case], Any]


def begin(desk: Desk, case: Case) -> None:
    """Take a claim in and tell the other States of it, or ask them for a forecast alone."""
    lines = [line for state in STATES for line in (row_of(state, 1990 + STATES.index(state)),)]
    history = hendyce.history() if case.often(60, "long") else PeriodsForm(lines=tuple(lines))
    claim_id = take_in(desk, case.form, history)
    if case.often(15, "forecast") and not case.wrong:
        for state in case.others:
            ask_periods(desk, claim_id, CODES[state], PeriodQuestion(purpose=PeriodPurpose.FORECAST))
    else:
        send_notices(desk, claim_id, case.others)


def certify(desk: Desk, claim_id: str, case: Case) -> None:
    if not case.often(90, "certify", desk.office.state):
        return
    _certified(desk, claim_id, case, 1)
    if case.often(25, "again", desk.office.state):
        _certified(desk, claim_id, case, 2)


def _certified(desk: Desk, claim_id: str, case: Case, time: int) -> None:
    state = desk.office.state
    none = case.often(8, "none", state)
    made = propose_periods(
        desk,
        claim_id,
        PeriodsForm(lines=(), single_state=state) if none else hendyce.record(state),
        complete_to=CUT_OFF,
        has_periods=HasPeriods.NONE if none else HasPeriods.YES,
        more_follows=not none and case.often(15, "more", state, time),
        remarks=f"Issue {time}",
    )
    approve(desk, made)


def ask(desk: Desk, claim_id: str, case: Case) -> None:
    claim = desk.store.claims.get(claim_id)
    for office in offices_told(desk, claim):
        if case.often(35, "ask", desk.office.code, office):
            codes = (InfoItemCode.ADDRESS, InfoItemCode.LIFE_CERTIFICATE, InfoItemCode.SCHOOL_ATTENDANCE)
            items = tuple(
                InfoItem(item_id=str(place), code=code, why="To pay there", needed_by=desk.clock.today())
                for place, code in enumerate(codes[: 1 + case.below(3, "items", desk.office.code, office)], start=1)
            )
            ask_information(desk, claim_id, office, items)


def ask_again(desk: Desk, claim_id: str, case: Case) -> None:
    if case.often(20, "verify", desk.office.code):
        for office in offices_told(desk, desk.store.claims.get(claim_id))[:1]:
            ask_periods(desk, claim_id, office, PeriodQuestion(purpose=PeriodPurpose.OVERLAP, known=False))


CHANGES = (
    ChangeForm(kind=ChangeKind.ADDRESS, since=date(2014, 7, 1), value="2 Invented Lane", proof="Letter"),
    ChangeForm(kind=ChangeKind.NAME, since=date(2014, 7, 1), value="Other Example", proof="Deed"),
    ChangeForm(kind=ChangeKind.MARITAL_STATUS, since=date(2014, 7, 1), value="married", proof="Deed"),
    ChangeForm(kind=ChangeKind.PAYMENT_STOPPED, since=date(2014, 7, 1), value="returned", proof="Bank"),
    ChangeForm(
        kind=ChangeKind.RATE_CHANGED,
        since=date(2014, 7, 1),
        proof="Gazette",
        old_amount=Money(minor=41_200, currency="XCD"),
        new_amount=Money(minor=42_000, currency="XCD"),
    ),
)


def change(desk: Desk, claim_id: str, case: Case) -> None:
    if case.often(25, "change", desk.office.code):
        notify_change(desk, claim_id, CHANGES[case.below(len(CHANGES), "what", desk.office.code)])


def die(desk: Desk, claim_id: str, case: Case) -> None:
    if case.often(6, "die", desk.office.code):
        form = ChangeForm(kind=ChangeKind.DEATH, since=date(2014, 7, 1), proof="Register")
        notify_change(desk, claim_id, form)


def withdraw(desk: Desk, claim_id: str, case: Case) -> None:
    if desk.office.state == case.examiner and case.often(6, "withdraw"):
        states = case.others[-1:]
        form = ChangeForm(kind=ChangeKind.CLAIM_WITHDRAWN, since=date(2014, 7, 1), states=states, proof="Letter")
        notify_change(desk, claim_id, form)


def join(desk: Desk, claim_id: str, case: Case) -> None:
    rest = [state for state in STATES if state not in (case.examiner, *case.others)]
    if desk.office.state == case.examiner and rest and case.often(30, "join"):
        join_case(desk, claim_id, CODES[rest[0]], since=desk.clock.today(), reason="named in the files")
        send_notices(desk, claim_id, (rest[0],))


def leave(desk: Desk, claim_id: str, case: Case) -> None:
    if desk.office.state == case.examiner and len(case.others) > 1 and case.often(15, "leave"):
        takes_over = CODES[case.others[0]] if case.often(50, "take over") else ""
        office = CODES[case.others[1]]
        leave_case(desk, claim_id, office, since=desk.clock.today(), reason="no periods there", takes_over=takes_over)


def answer(desk: Desk, claim_id: str, case: Case) -> None:
    """Answer questions, at first in part; explain what is asked about."""
    for owed in open_of(desk, desk.store.claims.get(claim_id)):
        if owed.owed_by != desk.office.code:
            continue
        if owed.kind == ObligationKind.INFO_REPLY:
            open_items = information_asked(desk, owed.id).open_items
            first = len(open_items) == len(owed.items)
            if first and case.often(20, "silent", owed.owed_to, desk.office.code):
                continue
            answer_information(desk, owed.id, tuple(_answer(case, owed.owed_to, key, first) for key in open_items))
        elif owed.kind == ObligationKind.CLARIFICATION_REPLY:
            asked = explanation_asked(desk, owed.id).asked
            outcomes = tuple(ClarificationOutcome)
            said = tuple(
                ClarificationAnswer(
                    item_id=entry.item_id, outcome=outcomes[case.below(3, "explained", entry.item_id)], text="So it is"
                )
                for entry in asked.items
            )
            answer_explanation(desk, owed.id, said)


def _answer(case: Case, asker: str, item_id: str, first: bool) -> InfoAnswer:
    match case.below(4, "item", asker, item_id) if first else 3:
        case 0:
            return InfoAnswer(item_id=item_id, outcome=ItemOutcome.WILL_FOLLOW, follows_on=date(2026, 9, 1))
        case 1:
            return InfoAnswer(item_id=item_id, outcome=ItemOutcome.NOT_AVAILABLE, value="Not found")
        case _:
            return InfoAnswer(item_id=item_id, outcome=ItemOutcome.VALUE, value="1 Invented Lane")


def doubt(desk: Desk, claim_id: str, case: Case) -> None:
    kept = [each for each in explainable(desk, claim_id) if each.message.type is MessageType.PERIOD_CERTIFICATE]
    if kept and case.often(30, "doubt", desk.office.code):
        about = min(kept, key=lambda each: (each.office, repr(each.message.body)))
        item = ClarificationItem(item_id="1", reason=ClarificationReason.OTHER, text="Is the whole record here?")
        ask_explanation(desk, claim_id, about.message.message_id, (item,))


CHILD = CertifiedDependant(
    row_id="1",
    relationship=Relationship.CHILD,
    surname="Invented",
    forenames="Clara",
    birth_date=date(2001, 5, 6),
    degree=DependencyDegree.WHOLLY,
    invalid=False,
)


def depend(desk: Desk, claim_id: str, case: Case) -> None:
    if case.often(20, "dependants", desk.office.code):
        form = DependencyForm(
            dependants=(CHILD,), contingency_date=date(2014, 5, 2), valid_from=date(2014, 5, 2), remarks="Seen"
        )
        approve(desk, propose_dependency(desk, claim_id, form))
        if case.often(30, "dependants again", desk.office.code):
            other = replace(CHILD, row_id="2", forenames="Cyril")
            approve(desk, propose_dependency(desk, claim_id, replace(form, dependants=(CHILD, other))))


def depart(desk: Desk, claim_id: str, case: Case) -> None:
    if case.often(15, "depart", desk.office.state):
        others = [state for state in STATES if state != desk.office.state]
        to = others[case.below(2, "where to", desk.office.state)]
        form = DepartureForm(departed_on=date(2014, 6, 30), new_state=to, new_address="3 Invented Road")
        approve(desk, propose_departure(desk, claim_id, form))


def correct(desk: Desk, claim_id: str, case: Case) -> None:
    if not case.often(30, "correct", desk.office.code):
        return
    kind = CORRECTED[case.below(len(CORRECTED), "which", desk.office.code)]
    rows = [row for row in correctable(desk, claim_id) if row.type is kind]
    if not rows:
        return
    row = min(rows, key=lambda each: each.office)
    reason = REASONS[case.below(len(REASONS), "why", desk.office.code)]
    new = ""
    if kind is MessageType.PERIOD_CERTIFICATE and case.often(50, "replace", desk.office.code):
        before = {each.message_id for each in desk.store.outbox.of_claim(claim_id)}
        _certified(desk, claim_id, case, 3)
        later = [
            each
            for each in desk.store.outbox.of_claim(claim_id)
            if each.message_id not in before and each.type is kind and each.office == row.office
        ]
        new = later[0].message_id if later else ""
        reason = CorrectionReason.NEW_FACTS
    form = CorrectionForm(reason=reason, replaced_by=new, text="It was otherwise.")
    approve(desk, propose_correction(desk, row.message_id, form))


def destroy(desk: Desk, claim_id: str, case: Case) -> None:
    del case
    for owed in open_of(desk, desk.store.claims.get(claim_id)):
        if owed.owed_by == desk.office.code and owed.kind == ObligationKind.RECEIPT:
            confirm_destroyed(desk, owed.id, "Burnt in the yard.")


def forward(desk: Desk, claim_id: str, case: Case) -> None:
    """Pass the message that opened a case here on to the third office, and keep out of it."""
    if desk.office.state == case.examiner or len(case.others) > 1 or not case.often(25, "forward"):
        return
    to = next(state for state in STATES if state not in (case.examiner, desk.office.state))
    for kept in desk.store.mailbox.of_claim(claim_id):
        if forwarding_of(desk, kept.message_id) is not None:
            forward_message(desk, kept.message_id, to_office=CODES[to], reason=ForwardReason.PERSON_MOVED, text="Moved")
            return


def share(desk: Desk, claim_id: str, case: Case) -> None:
    """Enclose what other offices certified for those of the case that do not have it."""
    if desk.office.state != case.examiner:
        return
    told = offices_told(desk, desk.store.claims.get(claim_id))
    for kept in desk.store.mailbox.of_claim(claim_id):
        if kept.type == MessageType.PERIOD_CERTIFICATE and kept.standing == "":
            for known in can_pass_on(desk, kept.message_id):
                if known.card.office.code in told:
                    pass_on(desk, kept.message_id, known.card.office.code)


def decide(desk: Desk, claim_id: str, case: Case) -> None:
    if not case.often(60, "decide", desk.office.code):
        return
    keep_calculation(desk, claim_id)
    form = DecisionForm(start=date(2014, 6, 14), review_days=90, review_address="Tribunal", remarks="As calculated")
    if case.often(25, "refuse", desk.office.code):
        refusal = Refusal(reason=RefusalReason.DOCUMENTS_NOT_GIVEN, text="Nothing came")
        form = DecisionForm(
            result=DecisionResult.REFUSED, refusals=(refusal,), review_days=90, review_address="Tribunal"
        )
    approve(desk, propose_decision(desk, claim_id, form))


def approve(desk: Desk, proposal: Proposal) -> None:
    """Let the second person of an office accept what was laid before them."""
    accept_proposal(replace(desk, user=_user(desk, "dora")), proposal.id)


def summarise(desk: Desk, claim_id: str, case: Case) -> None:
    if desk.office.state != case.examiner or not case.often(80, "summary"):
        return
    reasons = dict.fromkeys(summary_draft(desk, claim_id).undecided, "Its decision is awaited")
    send_summary(desk, claim_id, reasons=reasons, contact="A. Clerk")


def close(desk: Desk, claim_id: str, case: Case) -> None:
    if desk.office.state != case.examiner or not case.often(60, "close"):
        return
    ends: dict[str, CancelReason | LapseReason] = {
        owed.id: CancelReason.CASE_CLOSED if owed.owed_by == desk.office.code else LapseReason.NO_REACTION
        for owed in open_of(desk, desk.store.claims.get(claim_id))
    }
    reason = CloseReason.OTHER if case.often(30, "close why") else CloseReason.ALL_DECIDED
    close_case(desk, claim_id, reason, settled=ends, text="All is said.")


def ask_open(desk: Desk, claim_id: str, case: Case) -> None:
    if desk.office.state != case.examiner and case.often(50, "ask open", desk.office.code):
        ask_to_reopen(desk, claim_id, ReopenReason.NEW_FACTS, text="A card was found.")


def say_open(desk: Desk, claim_id: str, case: Case) -> None:
    """Open the case again where an office asked, or say why not; now and then unasked."""
    claim = desk.store.claims.get(claim_id)
    if desk.office.state != case.examiner or claim.stage is not Stage.CLOSED:
        return
    owed = [each for each in desk.store.obligations.of_claim(claim_id) if each.kind == ObligationKind.REOPEN_REPLY]
    asked = any(each.open for each in owed)
    if asked and case.often(40, "refuse open"):
        refuse_to_reopen(desk, claim_id, text="It is not new.")
    elif asked or case.often(20, "open"):
        reopen_case(desk, claim_id, ReopenReason.REVIEW, text="Looked at again.")


PHASES: tuple[tuple[str, tuple[Act, ...]], ...] = (
    ("facts", (certify, ask, ask_again, change)),
    ("forwarded", (forward,)),
    ("answers", (answer, doubt, depend, join)),
    ("doubts", (answer, correct, depart)),
    ("keys", (destroy, share)),
    ("late", (certify, answer)),
    ("replies", (withdraw, leave, die)),
    ("decisions", (decide,)),
    ("summaries", (summarise,)),
    ("closed", (close, change)),
    ("afterwards", (ask_open, correct)),
    ("opened", (say_open, destroy)),
)
"""What every office does with its cases in each phase; what offices do beside their cases is in `OFFICE_ACTS`."""


def remind(desks: dict[str, Desk], seed: int) -> None:
    """Remind every office of what it owes, while some of it is on the road."""
    for desk in desks.values():
        for draft in reminder_drafts(desk):
            lines = draft.items
            chosen = tuple(line.obligation_id for line in lines) if drawn(2, seed, desk.office.code) else ()
            send_reminder(desk, draft.id, obligation_ids=chosen, text="Please.")


def reply(desks: dict[str, Desk], seed: int) -> None:
    """Reply to every reminder that came, line by line."""
    for desk in desks.values():
        for owed in desk.store.obligations.all():
            if owed.kind != ObligationKind.REMINDER_REPLY or owed.owed_by != desk.office.code or not owed.open:
                continue
            draft = reply_draft(desk, owed.asked_message_id)
            send_reply(
                desk,
                draft.message_id,
                tuple(
                    _reply(drawn(3, seed, line.what, line.person_name), line.obligation_id, line.sent_message)
                    for line in draft.items
                ),
            )


def _reply(choice: int, obligation_id: str, sent_message: str) -> ReminderAnswer:
    if sent_message:
        return ReminderAnswer(
            obligation_id=obligation_id, outcome=ReminderOutcome.ALREADY_SENT, sent_message=sent_message
        )
    if choice:
        return ReminderAnswer(obligation_id=obligation_id, outcome=ReminderOutcome.WILL_COME, on=date(2026, 9, choice))
    return ReminderAnswer(
        obligation_id=obligation_id, outcome=ReminderOutcome.NOT_AVAILABLE, reason=NotAvailable.PAPER_SEARCH
    )


def rules(desks: dict[str, Desk], seed: int) -> None:
    """Send an update of the rules to the others."""
    del seed
    ours = desks["VC"]
    send_rules(ours, import_update(ours, update_file()), (CODES["LC"], CODES["GD"]))


def directory(desks: dict[str, Desk], seed: int) -> None:
    """Bring a list of the offices into force and hand it on."""
    ours = desks["VC"]
    today = ours.clock.today()
    listed = tuple(listed_office(desk.own) for desk in desks.values())
    content = a_list(*listed, number=7 + seed % 3, issued=today, expires=today + timedelta(days=400))
    head = replace(ours, user=_user(ours, "hubert"))
    list_id = import_list(head, write_directory(signed(content, "VC-MAINT", "LC-MAINT")))
    proposal = propose_list(head, list_id, reason="the first list", heard_from="I. Invented, VC-MAINT")
    accept_beside(head, proposal.id, login="dora", passphrase=PASSPHRASES["dora"])
    hand_on_list(ours, (CODES["LC"], CODES["GD"]))


def rotate(desks: dict[str, Desk], seed: int) -> None:
    """Change Saint Vincent's key while files to it and from it are on the road."""
    del seed
    head = replace(desks["VC"], user=_user(desks["VC"], "hubert"))
    proposal = propose_own_key(head, OwnKeyAct.ROTATE, reason="three years are over")
    desks["VC"] = replace(
        accept_own_key(head, proposal.id, login="dora", passphrase=PASSPHRASES["dora"]), user=desks["VC"].user
    )


def _user(desk: Desk, login: str) -> Any:
    user = desk.store.users.by_login(login)
    assert user is not None
    return user


OFFICE_ACTS: dict[str, tuple[Callable[[dict[str, Desk], int], None], ...]] = {
    "facts": (rules,),
    "doubts": (directory,),
    "keys": (rotate,),
    "late": (remind,),
    "replies": (reply,),
}
