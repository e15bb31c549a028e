"""Pictures of papers and pages in the exchange: `python -m tests.support.papers_gallery FOLDER [WORD]`.

Attached, received and typed papers, documents passed on, parts of a bundle, messages on paper, questions in several
items, what is to be destroyed, Today after long quiet; light and dark, at 100
and 125 % text, and at the smallest size.
"""

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop_app.domain.inquiries import ClarificationItem, ClarificationReason, InfoItem, InfoItemCode
from desktop_app.domain.obligations import ObligationKind
from desktop_app.exchange import bundle as bundle_module
from desktop_app.ui.screens.claim.claimant.view import ClaimantView
from desktop_app.ui.screens.claim.insurance_periods.view import InsurancePeriodsView
from desktop_app.ui.screens.owed.questions import ItemsForm
from desktop_app.ui.screens.owed.which_paper import REPLY, WhichPaperQuestion
from desktop_app.ui.theme import Look
from desktop_app.ui.widgets.buttons import SecondaryButton
from desktop_app.ui.widgets.fields import ChoiceField, LineField
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.ask_explanation import ask_explanation
from desktop_app.workflows.ask_information import ask_information
from desktop_app.workflows.attach import attach_file
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import Packing, seal_bundle, to_send
from desktop_app.workflows.enter_claim import save_draft
from desktop_app.workflows.enter_paper import PaperCertificateForm, enter_paper_certificate
from desktop_app.workflows.obligations import ON_PAPER, ObligationLine, obligations_of_claim
from desktop_app.workflows.open_claim import Step, start_claim
from desktop_app.workflows.outgoing_papers import put_papers
from desktop_app.workflows.own_keys import KEY_YEARS
from desktop_app.workflows.pass_on import passing_of_state, settle_passing
from desktop_app.workflows.places_kept import Place
from desktop_app.workflows.receive_bundle import receive_file, received
from desktop_app.workflows.remind import send_reminder
from desktop_app.workflows.today import QueueKind
from tests.support.astray_desk import astray_offices
from tests.support.case_desks import certificate, named, post, say
from tests.support.claim_desks import answered, certify, registered, sent, three_offices
from tests.support.clips import clipped
from tests.support.clocks import FixedClock
from tests.support.hendyce import CLAIMANT, record
from tests.support.office_gallery import LOOKS
from tests.support.office_stage import Stage
from tests.support.quiet_desk import quiet_offices

Taken = Iterator[tuple[str, QWidget]]


def a_sheet(folder: Path, name: str) -> Path:
    """Write the picture of an invented sheet."""
    page = Image.effect_noise((1_240, 1_754), 12).point(lambda grey: min(255, grey + 110))
    drawn = ImageDraw.Draw(page)
    for line in range(18):
        drawn.rectangle((120, 220 + 70 * line, 420 + 31 * line % 600, 236 + 70 * line), fill=40)
    made = io.BytesIO()
    page.save(made, "PNG")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(made.getvalue())
    return folder / name


def exchange_pictures(look: Look, folder: Path, size: tuple[int, int]) -> Taken:
    """What waits with papers, the question which to attach, a document passed on, a bundle in parts, what came."""
    offices = three_offices(folder / "sending")
    key = answered(offices)
    desk = offices.vc
    (message,) = [m for line in to_send(desk) if line.office.card.office.code == "LC-NIC"
                  for m in line.messages if m.type == "period_certificate"]  # fmt: skip
    sheets = (a_sheet(folder, "Birth certificate.png"), a_sheet(folder, "Ledger sheet 1994 to 2000, Castries.png"))
    put_papers(desk, message.message_id, sheets[:1], "civil")
    put_papers(desk, message.message_id, sheets[1:], "proof")
    stage = Stage(look, desk)
    stage.show(size)
    screen = stage.office.exchange_screen
    stage.office.show_outgoing("LC-NIC")
    stage.settle()
    screen.sending.papers.table.setFocus()
    stage.settle()
    yield "papers-to-send", stage.window
    screen.attach(files=sheets)
    yield from _dialogs(stage, "papers-attach")
    stage.office.show_outgoing("GD-NIS")
    stage.settle()
    screen.attach()
    yield from _dialogs(stage, "papers-attach-kept")
    line = next(line for line in received(desk) if line.office_code == "LC-NIC")
    stage.office.show_bundle(line.mailbox_id)
    stage.settle()
    screen.received.pass_on.click()
    yield from _dialogs(stage, "papers-pass-on")
    passing = passing_of_state(desk, key, "LC")
    assert passing is not None
    settle_passing(desk, passing.message_id, ("GD-NIS",))
    stage.office.show_bundle(line.mailbox_id)
    stage.settle()
    yield "papers-passed-on", stage.window
    stage.office.show_outgoing("GD-NIS")
    stage.settle()
    screen.sending.messages.choose_row(screen.sending.messages.row_count() - 1)
    screen.sending.messages.setFocus()
    stage.settle()
    yield "papers-to-send-passed-on", stage.window
    most, bundle_module.MAIL_BYTES = bundle_module.MAIL_BYTES, 400_000  # type: ignore[misc]  # a small mail for a picture
    sealed = seal_bundle(desk, "LC-NIC", packing=Packing.PARTS)
    bundle_module.MAIL_BYTES = most  # type: ignore[misc]  # as it was
    stage.office.exchange.show_sent(sealed.bundle_id)
    stage.settle()
    screen.sending.parts[0].click()
    stage.settle()
    yield "papers-parts", stage.window
    stage.close()
    offices.close()


def received_pictures(look: Look, folder: Path, size: tuple[int, int]) -> Taken:
    """What came with papers, and one of them looked at."""
    offices = three_offices(folder / "receiving")
    sent(offices)
    certify(offices.lc, offices.asked["LC"])
    message = next(m for line in to_send(offices.lc) for m in line.messages if m.type == "period_certificate")
    put_papers(offices.lc, message.message_id, (a_sheet(folder, "Ledger sheet.png"),), "proof")
    mailbox_id = receive_file(offices.vc, seal_bundle(offices.lc, "VC-NIS").data)
    stage = Stage(look, offices.vc)
    stage.show(size)
    stage.office.show_bundle(mailbox_id)
    stage.settle()
    page = stage.office.exchange_screen.received
    page.papers_card.table.setFocus()
    stage.settle()
    yield "papers-received", stage.window
    page.papers_card.table.activate()
    yield from _dialogs(stage, "papers-viewed")
    page.print_wanted.emit(page.view.main if page.view else None)
    yield from _dialogs(stage, "papers-printed")
    stage.close()
    offices.close()


def claim_pictures(look: Look, folder: Path, size: tuple[int, int]) -> Taken:
    """A State in the claim: awaited on paper, typed from paper, what was typed beside the scan, passed on."""
    offices = three_offices(folder / "claim")
    key = sent(offices)
    desk = offices.vc
    owed = next(line for line in obligations_of_claim(desk, key) if line.partner_code == "LC-NIC" and line.takes_paper)
    scan = attach_file(desk, key, a_sheet(folder, "Sheet.png").read_bytes(), "Sheet.png", "certificate")
    form = PaperCertificateForm(
        number="LC-2014-17", certified_on="14 Jul 2014", complete_to="13 Jun 2014", signed_by="J. Sample",
        periods=record("LC"), scan=scan.id,
    )  # fmt: skip
    enter_paper_certificate(desk, owed.id, form)
    certify(offices.gd, offices.asked["GD"])
    stage = Stage(look, desk)
    stage.show(size)
    page = _periods(stage, key, 2)
    page.papers.on_paper.setFocus()
    stage.settle()
    yield "claim-awaited-on-paper", stage.window
    page = _periods(stage, key, 1)
    page.papers.scan.setFocus()
    stage.settle()
    yield "claim-typed", stage.window
    page.papers.scan.click()
    yield from _dialogs(stage, "claim-typed-beside-scan")
    stage.close()
    accept(desk, receive_file(desk, seal_bundle(offices.gd, "VC-NIS").data))
    stage = Stage(look, desk)
    stage.show(size)
    found = passing_of_state(desk, key, "GD")
    assert found is not None
    settle_passing(desk, found.message_id, ("LC-NIC",))
    _periods(stage, key, 2)
    yield "claim-passed-on", stage.window
    stage.close()
    offices.close()


def _periods(stage: Stage, key: str, row: int) -> InsurancePeriodsView:
    stage.office.open_claim(key, int(Step.INSURANCE_PERIODS))
    stage.settle()
    page = stage.office.claim_screen.pages[Step.INSURANCE_PERIODS]
    assert isinstance(page, InsurancePeriodsView)
    page.states.choose_row(row)
    stage.settle()
    return page


def question_pictures(look: Look, folder: Path, size: tuple[int, int]) -> Taken:
    """Questions in several items, what is owed by its kind, what came by mistake, and Today after long quiet."""
    offices = astray_offices(folder / "astray")
    stage = Stage(look, offices.vc)
    stage.show(size)
    stage.office.show_owed()
    stage.settle()
    stage.office.owed_screen.kind.setFocus()
    stage.settle()
    yield "owed-kinds", stage.window
    for line in stage.office.owed.owed.lines:
        if line.kind is ObligationKind.RECEIPT:
            stage.office.remedies.do_next(line)
            yield from _dialogs(stage, "owed-destroy")
    for act, name in (("information", "owed-information-items"), ("explanation", "owed-explanation-items")):
        stage.office.remedies.case_act(offices.claim_id, act)
        stage.settle()
        for dialog in stage.window.findChildren(ItemsForm):
            dialog.add_item()
            reason = dialog.fields.get("2.reason")
            if isinstance(reason, ChoiceField):
                reason.set_key("overlap")
                reason.chosen.emit("overlap")
        yield from _dialogs(stage, name)
    stage.close()
    offices.close()
    quiet = quiet_offices(folder / "quiet", days=366 * KEY_YEARS)
    stage = Stage(look, quiet.vc)
    stage.show(size)
    stage.window.go_to("today")
    stage.settle()
    stage.office.today_screen.table.setFocus()
    stage.settle()
    yield "today-quiet", stage.window
    row = next(row for row, item in enumerate(stage.office.today.items) if item.kind is QueueKind.CLOSABLE)
    stage.office.today.do_next(row)
    yield from _dialogs(stage, "today-closing")
    stage.close()
    quiet.close()


def alike_pictures(look: Look, folder: Path, size: tuple[int, int]) -> Taken:
    """A claimant who is like somebody on record: offered, the same, another."""
    offices = three_offices(folder / "alike")
    registered(offices)
    desk = offices.vc
    draft = start_claim(desk)
    save_draft(desk, draft.key, claimant=CLAIMANT, place=Place(page="claim", claim_key=draft.key, step=1))
    stage = Stage(look, desk)
    stage.show(size)
    stage.office.open_claim(draft.key, int(Step.CLAIMANT))
    stage.settle()
    page = stage.office.claim_screen.pages[Step.CLAIMANT]
    assert isinstance(page, ClaimantView)
    page._presenter.look_for_matches()
    stage.settle()
    yield "claimant-alike", stage.window
    for name in ("use_none", "use_nobody", "use_person_0"):
        (button,) = [each for each in page.findChildren(QWidget) if each.objectName() == name and each.isVisible()]
        assert isinstance(button, SecondaryButton)
        button.click()
        stage.settle()
        if name != "use_nobody":
            page._on_next()
            stage.settle()
            yield f"claimant-{name.replace('_', '-')}", stage.window
    stage.close()
    offices.close()


def _owed_by(desk: Desk, key: str) -> tuple[ObligationLine, ...]:
    """What Saint Lucia still owes in a case."""
    return tuple(each for each in obligations_of_claim(desk, key) if each.open and each.partner_code == "LC-NIC")


def typed_pictures(look: Look, folder: Path, size: tuple[int, int]) -> Taken:
    """What is typed in from paper: a certificate, a decision, dependants, a reply; and the scanner's dialog."""
    offices = three_offices(folder / "typed")
    key = sent(offices)
    desk = offices.vc
    item = InfoItem(item_id="1", code=InfoItemCode.ADDRESS, why="To pay there", needed_by=date(2014, 9, 1))
    other = InfoItem(item_id="2", code=InfoItemCode.DEATH, why="The date of death", needed_by=date(2014, 9, 1))
    ask_information(desk, key, "LC-NIC", (item, other))
    say(offices.lc, "VC-NIS", replace(certificate(), more_follows=True), named(desk, key))
    accept(desk, mailbox_id := post(offices.lc, desk))
    said = next(each for each in desk.store.mailbox.messages_of(mailbox_id) if each.type == "period_certificate")
    proof = ClarificationItem(item_id="1", reason=ClarificationReason.PROOF_WANTED, row_id="1")
    ask_explanation(desk, key, said.message_id, (proof, replace(proof, item_id="2", reason=ClarificationReason.AMOUNT)))
    with desk.store.act(verb="samples_made", user=desk.user.id, about=key, facts={}):
        for kind in sorted(ON_PAPER - {each.kind for each in _owed_by(desk, key)}):
            today = desk.clock.today()
            desk.store.obligations.add(
                claim_id=key, owed_by="LC-NIC", owed_to=desk.office.code, kind=kind.value,
                asked_message_id="00000000-0000-4000-8000-0000000000aa", asked_on=today, due_on=today,
            )  # fmt: skip
    stage = Stage(look, desk)
    stage.show(size)
    for kind in ON_PAPER:
        line = next(each for each in obligations_of_claim(desk, key)
                    if each.kind is kind and each.partner_code == "LC-NIC" and each.takes_paper)  # fmt: skip
        stage.office.remedies.type_in(line)
        for _turn in range(4):
            stage.settle()
        for dialog in [dialog for dialog in stage.window.findChildren(QDialog) if dialog.isVisible()]:
            dialog.findChildren(LineField)[0].set_text("LC-2014-17")
        yield from _dialogs(stage, f"typed-{kind.value.replace('_', '-')}")
    stage.office.show_outgoing("LC-NIC")
    stage.settle()
    stage.office.exchange_screen.scan.click()
    yield from _dialogs(stage, "scan-codes")
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(days=90)
    send_reminder(desk, "LC-NIC")
    seal_bundle(desk, "LC-NIC")
    line = next(each for each in obligations_of_claim(desk, key) if each.takes_reminder_reply)
    stage.office.remedies.type_in(line)
    for _turn in range(4):
        stage.settle()
    (which,) = stage.window.findChildren(WhichPaperQuestion)
    yield "typed-which", which
    which.which.set_key(REPLY)
    which.accept()
    yield from _dialogs(stage, "typed-reminder-reply")
    yield "exchange-foot", stage.window
    stage.close()
    offices.close()


MAKERS = (alike_pictures, exchange_pictures, received_pictures, claim_pictures, question_pictures, typed_pictures)


def _dialogs(stage: Stage, name: str) -> Taken:
    for _turn in range(4):
        stage.settle()
    for dialog in [dialog for dialog in stage.window.findChildren(QDialog) if dialog.isVisible()]:
        dialog.activateWindow()
        stage.settle()
        yield name, dialog
        dialog.reject()
    stage.settle()


def main(folder: Path, wanted: str = "") -> None:
    """Write the pictures, and say what is cut off."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    look = Look(app, "light")
    look.apply()
    for theme, scale, size in LOOKS:
        look.choose_theme(theme)
        look.choose_scale(scale)
        for maker in MAKERS:
            if wanted and wanted not in maker.__name__:
                continue
            with tempfile.TemporaryDirectory() as data:
                for name, window in maker(look, Path(data), size):
                    title = f"{name}-{theme}-{round(scale * 100)}-{size[0]}"
                    window.grab().save(str(folder / f"{title}.png"))
                    for cut in clipped(window):
                        sys.stdout.write(f"{title}: {cut}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
