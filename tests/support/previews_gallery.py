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

from desktop_app.domain.case_notices import ChangeKind, CorrectionReason, ForwardReason
from desktop_app.domain.claims import Benefit
from desktop_app.domain.dependants import ClaimSurvivor, Relationship, Survivor
from desktop_app.domain.dependency import CertifiedDependant, DependencyDegree
from desktop_app.domain.inquiries import (
    ClarificationAnswer,
    ClarificationItem,
    ClarificationOutcome,
    ClarificationReason,
)
from desktop_app.domain.messages import MessageType
from desktop_app.domain.obligations import ObligationKind
from desktop_app.ui.theme import Look
from desktop_app.workflows.ask_explanation import answer_explanation, ask_explanation
from desktop_app.workflows.certify_departure import DepartureForm, certify_departure
from desktop_app.workflows.certify_dependency import DependencyForm, certify_dependency
from desktop_app.workflows.correct_message import correct_message
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.forward_message import forward_message
from desktop_app.workflows.notify_change import ChangeForm, notify_change
from tests.support.case_desks import carry, certify, claim_at, post, told
from tests.support.claim_desks import Offices, three_offices
from tests.support.clips import clipped
from tests.support.office_gallery import LOOKS
from tests.support.office_stage import Stage

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
