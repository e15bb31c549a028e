"""Pictures of what came and nobody decided yet, by type: `python -m tests.support.previews_gallery FOLDER [WORD]`.

A certificate of dependency, a correction and what asks to be destroyed, a question about a row and its answer, a
certificate of departure with and without a case, a change of circumstances, a claim passed on; light and dark, at 100
and 125 % text, and at the smallest size.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desktop_app.domain.case_notices import ChangeKind, CloseReason, CorrectionReason, ForwardReason, ReopenReason
from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependants import ClaimSurvivor, Relationship, Survivor
from desktop_app.domain.dependency import CertifiedDependant, DependencyDegree
from desktop_app.domain.inquiries import (
    ClarificationAnswer,
    ClarificationItem,
    ClarificationOutcome,
    ClarificationReason,
    InfoAnswer,
    InfoItem,
    InfoItemCode,
    ItemOutcome,
    PeriodPurpose,
    ReminderAnswer,
    ReminderOutcome,
)
from desktop_app.domain.messages import MessageType, ReturnReason
from desktop_app.domain.obligations import CancelReason, LapseReason, ObligationKind
from desktop_app.domain.periods import RowStatus
from desktop_app.ui.theme import Look
from desktop_app.workflows.answer_reminder import reply_draft, send_reply
from desktop_app.workflows.apply_message import return_bundle
from desktop_app.workflows.ask_explanation import answer_explanation, ask_explanation
from desktop_app.workflows.ask_information import answer_information, ask_information
from desktop_app.workflows.ask_periods import PeriodQuestion, ask_periods
from desktop_app.workflows.calculate_claim import keep_calculation
from desktop_app.workflows.case_effects import open_of
from desktop_app.workflows.certify_departure import DepartureForm, certify_departure
from desktop_app.workflows.certify_dependency import DependencyForm, certify_dependency
from desktop_app.workflows.close_case import ask_to_reopen, close_case
from desktop_app.workflows.correct_message import correct_message
from desktop_app.workflows.decide_claim import DecisionForm, decide_alone
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.forward_message import forward_message
from desktop_app.workflows.issue_letters import decision_letter
from desktop_app.workflows.notify_change import ChangeForm, notify_change
from desktop_app.workflows.own_periods import newest_certificate
from desktop_app.workflows.pass_on import can_pass_on, pass_on
from desktop_app.workflows.remind import send_reminder
from desktop_app.workflows.summarise_decisions import send_summary
from desktop_app.workflows.take_part import join_case
from tests.support.case_desks import carry, certify, claim_at, named, post, say, take_in, told
from tests.support.claim_desks import Offices, answered, three_offices
from tests.support.clips import clipped
from tests.support.clocks import FixedClock
from tests.support.office_gallery import LOOKS
from tests.support.office_stage import Stage

DECIDED = DecisionForm(start=date(2014, 6, 14), review_days=90, review_address="Appeal Tribunal, Kingstown")

Waiting = tuple[Desk, int]

CHILD = CertifiedDependant(
    row_id="1",
    relationship=Relationship.CHILD,
    surname="Invented",
    forenames="Clara",
    birth_date=date(2001, 5, 6),
    degree=DependencyDegree.WHOLLY,
    invalid=False,
    studies_until=date(2019, 6, 30),
    proof="Birth certificate 1204 of 2001",
    payee="Rosa Sample",
)
SPOUSE = CertifiedDependant(
    row_id="2",
    relationship=Relationship.WIDOW,
    surname="Sample",
    forenames="Rosa",
    birth_date=date(1961, 2, 9),
    degree=DependencyDegree.MAINLY,
    lived_together_since=date(1999, 1, 1),
    cares_for_child=True,
    ground="Lived in one household, no work of their own since 2003",
)


def dependency(offices: Offices) -> Waiting:
    """Two dependants certified, of whom the claim knows one otherwise."""
    vc, lc = offices.vc, offices.lc
    key = told(vc, "LC")
    there = carry(vc, lc)
    stated = ClaimSurvivor(
        survivor=Survivor(
            id="1", relationship=Relationship.CHILD, birth_date=CHILD.birth_date, invalid=True, dependent=True
        ),
        surname="Invented",
        forenames="Clara",
    )
    with vc.store.act(verb="samples_made", user=vc.user.id, about=key, facts={}):
        vc.store.claims.update(replace(claim_at(vc, key), benefit=Benefit.SURVIVORS))
        vc.store.dependants.set_survivors(key, (stated,))
    with lc.store.act(verb="samples_made", user=lc.user.id, about=there, facts={}):
        lc.store.claims.update(replace(claim_at(lc, there), benefit=Benefit.SURVIVORS))
    certify_dependency(
        lc,
        there,
        DependencyForm(
            dependants=(CHILD, SPOUSE),
            contingency_date=date(2014, 5, 2),
            valid_from=date(2014, 5, 2),
            remarks="Both were visited at home.",
        ),
    )
    return vc, post(lc, vc)


def correction(offices: Offices) -> Waiting:
    """A certificate taken in is taken back for what was wrong in it."""
    message_id = _certified(offices)[2]
    correct_message(
        offices.lc,
        message_id,
        reason=CorrectionReason.WRONG_CONTENT,
        text="The weeks of 1996 belong to another person with the same name; a right certificate follows.",
        more_follows=True,
    )
    return offices.vc, post(offices.lc, offices.vc)


def built_upon(offices: Offices) -> Waiting:
    """A certificate is taken back on which calculations, a decision and a letter were built, day after day."""
    key, vc = answered(offices), offices.vc
    for _day in range(6):
        keep_calculation(vc, key)
        vc.clock.advance(days=1)
    form = DecisionForm(start=date(2014, 6, 14), review_days=90, review_address="Appeal Tribunal, Kingstown")
    decide_alone(vc, key, form)
    decision_letter(vc, key)
    kept = next(
        row
        for row in vc.store.mailbox.of_claim(key)
        if row.type == MessageType.PERIOD_CERTIFICATE and vc.store.mailbox.get(row.received_id).from_office == "LC-NIC"
    )
    correct_message(offices.lc, kept.message_id, reason=CorrectionReason.WRONG_CONTENT, text="Another person's weeks.")
    return vc, post(offices.lc, vc)


def replaced(offices: Offices) -> Waiting:
    """A certificate taken in gives way to its next version, which comes along."""
    _key, there, message_id = _certified(offices)
    certify(offices.lc, there, remarks="With the year that was missing.")
    waiting = offices.lc.store.outbox.waiting()
    later = next(row.message_id for row in waiting if row.type is MessageType.PERIOD_CERTIFICATE)
    correct_message(offices.lc, message_id, reason=CorrectionReason.NEW_FACTS, replaced_by=later)
    return offices.vc, post(offices.lc, offices.vc)


def misdirected(offices: Offices) -> Waiting:
    """What went to the wrong office is to be destroyed here."""
    message_id = _certified(offices)[2]
    correct_message(offices.lc, message_id, reason=CorrectionReason.WRONG_RECIPIENT, text="Meant for another office.")
    return offices.vc, post(offices.lc, offices.vc)


def clarification(offices: Offices) -> Waiting:
    """A question about two rows of a certificate of ours."""
    _asked(offices)
    return offices.lc, post(offices.vc, offices.lc)


def explained(offices: Offices) -> Waiting:
    """The answer to it."""
    there = _asked(offices)
    vc, lc = offices.vc, offices.lc
    carry(vc, lc)
    kind = ObligationKind.CLARIFICATION_REPLY
    owed = next(entry for entry in lc.store.obligations.of_claim(there) if entry.kind is kind and entry.open)
    answer_explanation(
        lc,
        owed.id,
        (
            ClarificationAnswer(item_id="1", outcome=ClarificationOutcome.CONFIRMED, text="26 weeks, as posted."),
            ClarificationAnswer(item_id="2", outcome=ClarificationOutcome.EXPLAINED, text="Paid late, in June 1996."),
        ),
    )
    return vc, post(lc, vc)


def departure(offices: Offices) -> Waiting:
    """A certificate of departure for a person whom nobody knows here."""
    there = _certified(offices)[1]
    form = DepartureForm(departed_on=date(2014, 6, 30), new_state="GD", new_address="3 Invented Road, Gouyave")
    certify_departure(offices.lc, there, form)
    return offices.gd, post(offices.lc, offices.gd)


def departure_known(offices: Offices) -> Waiting:
    """A certificate of departure for a case that is open here."""
    there = _certified(offices)[1]
    form = DepartureForm(departed_on=date(2014, 6, 30), new_state="VC", new_address="3 Invented Road, Kingstown")
    certify_departure(offices.lc, there, form)
    return offices.vc, post(offices.lc, offices.vc)


def death(offices: Offices) -> Waiting:
    """A death is told."""
    there = _certified(offices)[1]
    notify_change(offices.lc, there, ChangeForm(kind=ChangeKind.DEATH, since=date(2014, 6, 20), proof="Register 81"))
    return offices.vc, post(offices.lc, offices.vc)


def withdrawn(offices: Offices) -> Waiting:
    """The claimant withdraws the claim in two States."""
    key = told(offices.vc, "LC")
    carry(offices.vc, offices.lc)
    form = ChangeForm(kind=ChangeKind.CLAIM_WITHDRAWN, since=date(2014, 6, 20), states=("LC", "VC"), proof="A letter")
    notify_change(offices.vc, key, form)
    return offices.lc, post(offices.vc, offices.lc)


def forwarded(offices: Offices) -> Waiting:
    """A claim passed on to the office that is competent."""
    _forward(offices)
    return offices.gd, post(offices.lc, offices.gd)


def forwarding_told(offices: Offices) -> Waiting:
    """The office that sent it is told."""
    _forward(offices)
    return offices.vc, post(offices.lc, offices.vc)


def version(offices: Offices) -> Waiting:
    """A new version of a certificate on which a calculation rests."""
    key = answered(offices)
    keep_calculation(offices.vc, key)
    held = newest_certificate(offices.vc, key, "GD")
    if held is None:
        raise LookupError(key)
    first, second, *rest = held.rows
    changed = replace(second, weeks_paid=second.weeks_paid - 8, status=RowStatus.ESTIMATED)
    made = replace(held, version=2, rows=(first, changed, *rest[:-1]))
    made = replace(made, stated_weeks=made.weeks, stated_earnings=made.earnings)
    say(offices.gd, "VC-NIS", made, named(offices.vc, key))
    return offices.vc, post(offices.gd, offices.vc)


def decision(offices: Offices) -> Waiting:
    """The last decision of a case."""
    return offices.vc, post(_decided(offices), offices.vc)


def summary(offices: Offices) -> Waiting:
    """All decisions on one page."""
    carry(_decided(offices), offices.vc)
    send_summary(offices.vc, offices.claim_id)
    return offices.gd, post(offices.vc, offices.gd)


def information(offices: Offices) -> Waiting:
    """Two things are asked about the person."""
    _wonder(offices)
    return offices.lc, post(offices.vc, offices.lc)


def informed(offices: Offices) -> Waiting:
    """One of them is told, the other will follow."""
    _wonder(offices)
    there = carry(offices.vc, offices.lc)
    kind = ObligationKind.INFO_REPLY
    owed = next(entry for entry in offices.lc.store.obligations.of_claim(there) if entry.kind is kind)
    answers = (
        InfoAnswer(item_id="1", outcome=ItemOutcome.VALUE, value="3 Invented Road, Soufriere"),
        InfoAnswer(item_id="2", outcome=ItemOutcome.WILL_FOLLOW, follows_on=date(2014, 9, 1)),
    )
    answer_information(offices.lc, owed.id, answers)
    return offices.vc, post(offices.lc, offices.vc)


def reminder(offices: Offices) -> Waiting:
    """A certificate is late."""
    _remind(offices)
    return offices.lc, post(offices.vc, offices.lc)


def reminder_reply(offices: Offices) -> Waiting:
    """It is promised."""
    _remind(offices)
    carry(offices.vc, offices.lc)
    lc = offices.lc
    owed = next(entry for entry in lc.store.obligations.open() if entry.kind is ObligationKind.REMINDER_REPLY)
    draft = reply_draft(lc, owed.asked_message_id)
    answers = tuple(
        ReminderAnswer(obligation_id=line.obligation_id, outcome=ReminderOutcome.WILL_COME, on=date(2014, 10, 20))
        for line in draft.items
    )
    send_reply(lc, draft.message_id, answers)
    return offices.vc, post(lc, offices.vc)


def returned(offices: Offices) -> Waiting:
    """Our notice comes back."""
    told(offices.vc, "LC")
    return_bundle(offices.lc, post(offices.vc, offices.lc), ReturnReason.PERSON_NOT_KNOWN, "No card under that name.")
    return offices.vc, post(offices.lc, offices.vc)


def joining(offices: Offices) -> Waiting:
    """A third State joins the case."""
    key = _certified(offices)[0]
    join_case(offices.vc, key, "GD-NIS", since=date(2014, 7, 14), reason="Named in the files of Saint Lucia")
    return offices.lc, post(offices.vc, offices.lc)


def closing(offices: Offices) -> Waiting:
    """The case is closed."""
    _close(offices)
    return offices.lc, post(offices.vc, offices.lc)


def reopening(offices: Offices) -> Waiting:
    """The office asked wants it open again."""
    there = _close(offices)
    carry(offices.vc, offices.lc)
    ask_to_reopen(offices.lc, there, ReopenReason.NEW_FACTS, text="A card of 1996 was found.")
    return offices.vc, post(offices.lc, offices.vc)


def periods_asked(offices: Offices) -> Waiting:
    """Periods are asked for without a claim."""
    key = take_in(offices.vc)
    ask_periods(offices.vc, key, "LC-NIC", PeriodQuestion(purpose=PeriodPurpose.FORECAST))
    return offices.lc, post(offices.vc, offices.lc)


def _decided(offices: Offices) -> Desk:
    """Let Saint Vincent and Saint Lucia decide, and Grenada last, whose decision waits to leave."""
    key = answered(offices)
    for message in offices.vc.store.mailbox.of_claim(key):
        if message.type == MessageType.PERIOD_CERTIFICATE:
            for known in can_pass_on(offices.vc, message.message_id):
                pass_on(offices.vc, message.message_id, known.card.office.code)
    keep_calculation(offices.vc, key)
    decide_alone(offices.vc, key, DECIDED)
    for desk in (offices.lc, offices.gd):
        there = carry(offices.vc, desk)
        keep_calculation(desk, there)
        decide_alone(desk, there, DECIDED if desk is offices.gd else replace(DECIDED, start=None))
    carry(offices.lc, offices.vc)
    return offices.gd


def _wonder(offices: Offices) -> None:
    key = _certified(offices)[0]
    items = (
        InfoItem(item_id="1", code=InfoItemCode.ADDRESS, why="To write to the claimant", needed_by=date(2014, 8, 20)),
        InfoItem(item_id="2", code=InfoItemCode.EMPLOYMENT_PROOF, why="Article 15", needed_by=date(2014, 9, 1)),
    )
    ask_information(offices.vc, key, "LC-NIC", items)


def _remind(offices: Offices) -> None:
    told(offices.vc, "LC")
    carry(offices.vc, offices.lc)
    for desk in (offices.vc, offices.lc):
        if isinstance(desk.clock, FixedClock):
            desk.clock.advance(days=45)
    send_reminder(offices.vc, "LC-NIC", text="The claimant turned sixty in June.")


def _close(offices: Offices) -> str:
    key, there, _message = _certified(offices)
    ends: dict[str, CancelReason | LapseReason] = {
        owed.id: CancelReason.CASE_CLOSED if owed.owed_by == "VC-NIS" else LapseReason.NO_REACTION
        for owed in open_of(offices.vc, claim_at(offices.vc, key))
    }
    close_case(offices.vc, key, CloseReason.WITHDRAWN, settled=ends, text="By letter of 10 July.")
    return there


def _certified(offices: Offices) -> tuple[str, str, str]:
    key = told(offices.vc, "LC")
    there = carry(offices.vc, offices.lc)
    certify(offices.lc, there)
    carry(offices.lc, offices.vc)
    rows = offices.lc.store.outbox.of_claim(there)
    return key, there, next(row.message_id for row in rows if row.type is MessageType.PERIOD_CERTIFICATE)


def _asked(offices: Offices) -> str:
    key, there, message_id = _certified(offices)
    body = next(kept.certificate for kept in offices.vc.store.periods.in_force(key))
    first, second = body.rows[0].row_id, body.rows[1].row_id
    items = (
        ClarificationItem(
            item_id="1",
            row_id=first,
            reason=ClarificationReason.SUM_AND_DATES_DISAGREE,
            text="The card of 1994 shows 24 weeks.",
        ),
        ClarificationItem(item_id="2", row_id=second, reason=ClarificationReason.PROOF_WANTED),
    )
    ask_explanation(offices.vc, key, message_id, items)
    return there


def _forward(offices: Offices) -> None:
    told(offices.vc, "LC")
    came = post(offices.vc, offices.lc)
    notice = offices.lc.store.mailbox.messages_of(came)[0].message_id
    forward_message(
        offices.lc, notice, to_office="GD-NIS", reason=ForwardReason.NOT_COMPETENT, text="Never insured here."
    )


MAKERS = (
    dependency,
    correction,
    built_upon,
    replaced,
    misdirected,
    clarification,
    explained,
    departure,
    departure_known,
    death,
    withdrawn,
    forwarded,
    forwarding_told,
    version,
    decision,
    summary,
    information,
    informed,
    reminder,
    reminder_reply,
    returned,
    joining,
    closing,
    reopening,
    periods_asked,
)


def shown(look: Look, waiting: Waiting, size: tuple[int, int]) -> Iterator[Stage]:
    """Show what waits in the office's window."""
    stage = Stage(look, waiting[0])
    stage.show(size)
    stage.office.show_bundle(waiting[1])
    stage.settle()
    yield stage
    stage.close()


def main(folder: Path, wanted: str = "") -> None:
    """Write the pictures, and say what is cut off."""
    folder.mkdir(parents=True, exist_ok=True)
    look = Look(QApplication([]), "light")
    look.apply()
    for maker in MAKERS:
        if wanted not in maker.__name__:
            continue
        with tempfile.TemporaryDirectory() as data:
            offices = three_offices(Path(data))
            waiting = maker(offices)
            for theme, scale, size in LOOKS:
                look.choose_theme(theme)
                look.choose_scale(scale)
                for stage in shown(look, waiting, size):
                    title = f"{maker.__name__.replace('_', '-')}-{theme}-{round(scale * 100)}-{size[0]}"
                    stage.window.grab().save(str(folder / f"{title}.png"))
                    for cut in clipped(stage.window):
                        sys.stdout.write(f"{title}: {cut}\n")
            offices.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
