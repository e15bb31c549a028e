"""Pictures of the screens before and around a claim: `python -m tests.support.office_gallery FOLDER [NAME...]`.

First run, sign-in, Today, Claims, Exchange and Offices, over real desks with the published example and invented people;
light and dark, at 100 and 125 % text, and at the smallest size.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop_app.foundation.places import Places
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.first_run.presenter import FirstRunPresenter
from desktop_app.ui.screens.first_run.view import FirstRunWindow
from desktop_app.ui.screens.owed.answers import InformationDialog
from desktop_app.ui.screens.owed.models import Settling
from desktop_app.ui.screens.owed.view import CASE_ACTS
from desktop_app.ui.screens.practice.view import PracticePresenter, PracticeWindow
from desktop_app.ui.screens.sign_in.presenter import SignInPresenter
from desktop_app.ui.screens.sign_in.view import SignInWindow
from desktop_app.ui.theme import Look
from desktop_app.workflows.enter_claim import register_claim
from desktop_app.workflows.keep_offices import add_office
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.practice_cases import PracticePart, practice_person
from desktop_app.workflows.practice_office import make_practice_office
from desktop_app.workflows.set_up_office import OfficeSetup, set_up_office
from tests.support.asked_desk import asked_desk
from tests.support.clips import clipped
from tests.support.clocks import FixedClock
from tests.support.desks import NOON, desk_of
from tests.support.inline_tasks import InlineTasks
from tests.support.office_desks import busy_desk, strangers_card
from tests.support.office_stage import Stage, settle
from tests.support.two_persons import CHEAP

LOOKS = (
    ("light", 1.0, (1366, 768)),
    ("dark", 1.0, (1366, 768)),
    ("light", 1.25, (1366, 768)),
    ("light", 1.0, (1280, 680)),
    ("light", 1.25, (1280, 680)),
)

Taken = Iterator[tuple[str, QWidget]]


def first_run_pictures(look: Look, folder: Path, size: tuple[int, int]) -> Taken:
    """The first run empty, with mistakes, and complete."""
    del look
    tasks, notices = InlineTasks(), Notices()
    presenter = FirstRunPresenter(tasks, notices, places=Places.at(folder / "first-run"), clock=FixedClock(NOON))
    window = FirstRunWindow(presenter, notices)
    window.setMinimumSize(0, 0)
    window.resize(*size)
    window.show()
    window.activateWindow()
    presenter.start()
    settle(tasks)
    yield "first-run-empty", window
    fill_first_run(window, presenter)
    settle(tasks)
    window.set_up.setFocus()
    yield "first-run-complete", window
    window.close()


def practice_pictures(look: Look, folder: Path, size: tuple[int, int]) -> Taken:
    """The way into the training mode, its sign-in, and the guide at some of its steps."""
    tasks, notices, places = InlineTasks(), Notices(), Places.at(folder / "practice")
    window = PracticeWindow(PracticePresenter(tasks, places=places, clock=FixedClock(NOON)), notices)
    window.resize(*size)
    window.show()
    window.start()
    settle(tasks)
    yield "practice", window
    window.close()
    desk = make_practice_office(places, FixedClock(NOON), cost=CHEAP)
    stage = Stage(look, desk)
    stage.show(size)
    yield "practice-guide-offered", stage.window
    strip = stage.office.guide.strip
    strip.begin.click()
    stage.settle()
    yield "practice-guide-first", stage.window
    key = start_claim(desk).key
    person = practice_person(PracticePart.GUIDED)
    register_claim(desk, key, person.claimant)
    stage.office.refresh()
    stage.settle()
    strip.there.click()
    stage.settle()
    yield "practice-guide-history", stage.window
    stage.close()
    desk.close()
    entrance = SignInWindow(SignInPresenter(tasks, places=places, clock=FixedClock(NOON), training=True), notices)
    entrance.resize(*size)
    entrance.show()
    entrance._presenter.start()
    settle(tasks)
    yield "practice-sign-in", entrance
    entrance.close()


def fill_first_run(window: FirstRunWindow, presenter: FirstRunPresenter) -> None:
    """Fill the first run as in the design."""
    presenter.enter("state", "VC")
    window.state.set_key("VC")
    for key, text in (
        ("administrator", "Carlotta Browne"),
        ("passphrase", "harbour nutmeg lantern sail"),
        ("repeat", "harbour nutmeg lantern sail"),
        ("holder", "Dora Fraser-Sample"),
        ("first_words", " ".join(presenter.half(1)[place - 1] for place in presenter.asked_words(1))),
        ("second_words", " ".join(presenter.half(2)[place - 1] for place in presenter.asked_words(2))),
    ):
        window.fields[key].set_text(text)
        presenter.enter(key, text)
        presenter.leave(key)
    window.safe.setChecked(True)


def sign_in_pictures(look: Look, folder: Path, size: tuple[int, int]) -> Taken:
    """The sign-in: ready, refused, with the recovery sheet, and with a store that cannot be opened."""
    del look
    places = Places.at(folder / "signin")
    clock = FixedClock(NOON)
    words = ("abandon",) * 11 + ("about",)
    setup = OfficeSetup(
        state="VC", name="National Insurance Services", town="Kingstown", code="VC-NIS",
        administrator="Carlotta Browne",
        login="carlotta.browne", passphrase="harbour nutmeg lantern sail", recovery_words=words,
    )  # fmt: skip
    set_up_office(places, clock, setup).close()
    tasks = InlineTasks()
    notices = Notices()
    window = SignInWindow(SignInPresenter(tasks, places=places, clock=clock, training=False), notices)
    window.setMinimumSize(0, 0)
    window.resize(min(size[0], 1000), min(size[1], 620))
    window.show()
    window.activateWindow()
    window._presenter.start()
    settle(tasks)
    yield "sign-in", window
    window.passphrase.set_text("not the right one")
    window.sign_in.click()
    settle(tasks)
    yield "sign-in-wrong", window
    window.lost.click()
    window.words.set_text("abandon abandon")
    window.recover.click()
    settle(tasks)
    yield "sign-in-recovery", window
    window.back.click()
    places.store_file.write_bytes(b"damaged")
    window.passphrase.set_text("harbour nutmeg lantern sail")
    clock.advance(minutes=30)
    window.sign_in.click()
    settle(tasks)
    yield "sign-in-refused", window
    window.close()
    window.deleteLater()


def owed_pictures(look: Look, folder: Path, size: tuple[int, int]) -> Taken:
    """What is owed: the page, that of a case, the strip on the claim, and every dialog."""
    stage = Stage(look, busy_desk(folder / "owed"))
    stage.show(size)
    office = stage.office
    office.show_owed()
    stage.settle()
    office.owed_screen.focus_first()
    stage.settle()
    yield "owed", stage.window
    line = next(line for line in office.owed.owed.lines if line.claim_key)
    office.remedies.do_next(line)
    stage.settle()
    yield from _dialogs("owed-remind", stage)
    office.remedies.look_at(line)
    stage.settle()
    yield from _dialogs("owed-look", stage)
    for how in Settling:
        office.remedies.settle(line, how)
        stage.settle()
        yield from _dialogs(f"owed-{how.value}", stage)
    office.open_claim(line.claim_key)
    stage.settle()
    yield "claim-owed", stage.window
    office.show_owed(line.claim_key)
    stage.settle()
    yield "owed-case", stage.window
    office.remedies.show_statistics()
    stage.settle()
    yield from _dialogs("owed-statistics", stage)
    office.remedies.show_deadlines()
    stage.settle()
    yield from _dialogs("owed-deadlines", stage)
    for act in CASE_ACTS:
        office.remedies.case_act(line.claim_key, act)
        stage.settle()
        yield from _dialogs(f"owed-case-{act}", stage)
    stage.close()


def asked_pictures(look: Look, folder: Path, size: tuple[int, int]) -> Taken:
    """What is owed by us: the page, and the forms of the answers."""
    stage = Stage(look, asked_desk(folder / "asked"))
    stage.show(size)
    stage.office.show_owed()
    stage.settle()
    stage.office.owed_screen.focus_first()
    stage.settle()
    yield "asked", stage.window
    for line in stage.office.owed.owed.lines:
        stage.office.remedies.do_next(line)
        stage.settle()
        for dialog in stage.window.findChildren(InformationDialog):
            dialog.points[0].choose("value")
            dialog.points[1].choose("will_follow")
        yield from _dialogs(f"asked-{line.kind.value}", stage)
    stage.close()


def _dialogs(name: str, stage: Stage) -> Taken:
    """Every dialog that is open, one after the other; each is closed afterwards."""
    for dialog in [dialog for dialog in stage.window.findChildren(QDialog) if dialog.isVisible()]:
        yield name, dialog
        dialog.reject()
        stage.settle()


def office_pictures(look: Look, folder: Path, size: tuple[int, int]) -> Taken:
    """The pages of the office's window."""
    desk = busy_desk(folder / "busy")
    stage = Stage(look, desk)
    stage.show(size)
    office = stage.office
    for key in ("today", "claims"):
        stage.window.go_to(key)
        stage.settle()
        stage.window.page(key).setFocus()
        if key == "today":
            office.today_screen.table.choose_row(2)
        stage.settle()
        yield key, stage.window
    stage.window.go_to("exchange")
    stage.settle()
    received = office.exchange.lanes.received
    for name, kind in (("exchange-certificate", "period_certificate"), ("exchange-claim", "claim_notice")):
        line = next(line for line in received if line.type is not None and line.type.value == kind)
        office.exchange.show_received(line.mailbox_id)
        stage.settle()
        office.exchange_screen.received.focus_first()
        stage.settle()
        yield name, stage.window
    refused = next(line for line in received if line.type is None)
    office.exchange.show_received(refused.mailbox_id)
    stage.settle()
    yield "exchange-refused", stage.window
    office.exchange.show_outgoing("LC-NIC")
    stage.settle()
    yield "exchange-to-send", stage.window
    office.exchange_screen.tabs.chosen.emit("sent")
    stage.settle()
    yield "exchange-sent", stage.window
    stage.window.go_to("offices")
    stage.settle()
    yield "offices-own", stage.window
    add_office(desk, strangers_card())
    office.offices.show_office("BB-NIS")
    stage.settle()
    yield "offices-compare", stage.window
    office.offices_screen.escape()
    office.offices.choose("GD-NIS")
    stage.settle()
    yield "offices-detail", stage.window
    stage.close()
    empty = Stage(look, desk_of("VC", Places.at(folder / "empty")))
    empty.show(size)
    for key in ("today", "claims", "exchange", "offices"):
        empty.window.go_to(key)
        empty.settle()
        yield f"empty-{key}", empty.window
    empty.close()


MAKERS: dict[str, Callable[[Look, Path, tuple[int, int]], Taken]] = {
    "first-run": first_run_pictures,
    "practice": practice_pictures,
    "sign-in": sign_in_pictures,
    "office": office_pictures,
    "owed": owed_pictures,
    "asked": asked_pictures,
}


def main(folder: Path, names: list[str]) -> None:
    """Write the pictures, and say what is cut off."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    look = Look(app, "light")
    look.apply()
    for theme, scale, size in LOOKS:
        look.choose_theme(theme)
        look.choose_scale(scale)
        for maker in names or list(MAKERS):
            with tempfile.TemporaryDirectory() as data:
                for name, window in MAKERS[maker](look, Path(data), size):
                    title = f"{name}-{theme}-{round(scale * 100)}-{size[0]}"
                    window.grab().save(str(folder / f"{title}.png"))
                    for cut in clipped(window):
                        sys.stdout.write(f"{title}: {cut}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
