"""Pictures of the screens before and around a claim: `python -m tests.support.office_gallery FOLDER [NAME...]`.

First run, sign-in, Today, Claims, Exchange and Offices, over real desks with the published example and invented people;
light and dark, at 100 and 125 % text, and at the smallest size.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import contextlib

from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.forms import ClaimantForm, PeriodLine, PeriodsForm
from desktop_app.domain.offices import Office
from desktop_app.exchange.keys import card, make_secret, write_card
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import Problem
from desktop_app.ui.app.office_window import OfficeWindow, opened
from desktop_app.ui.notices import Notices
from desktop_app.ui.screens.first_run.presenter import FirstRunPresenter
from desktop_app.ui.screens.first_run.view import FirstRunWindow
from desktop_app.ui.screens.sign_in.presenter import SignInPresenter
from desktop_app.ui.screens.sign_in.view import SignInWindow
from desktop_app.ui.theme import Look
from desktop_app.workflows.certify_periods import HasPeriods, certify_periods
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle
from desktop_app.workflows.enter_claim import enter_history, register_claim, save_draft
from desktop_app.workflows.keep_offices import add_office
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.places_kept import Place
from desktop_app.workflows.receive_bundle import receive_file
from desktop_app.workflows.send_claim import send_notices
from desktop_app.workflows.set_up_office import OfficeSetup, set_up_office
from tests.support.claim_desks import certify, sent, three_offices
from tests.support.clips import clipped
from tests.support.clocks import FixedClock
from tests.support.desks import NOON, desk_of
from tests.support.inline_tasks import InlineTasks

LOOKS = (
    ("light", 1.0, (1366, 768)),
    ("dark", 1.0, (1366, 768)),
    ("light", 1.25, (1366, 768)),
    ("light", 1.0, (1280, 680)),
    ("light", 1.25, (1280, 680)),
)

Taken = Iterator[tuple[str, QWidget]]


def settle(tasks: InlineTasks) -> None:
    """Deliver answers, and let layouts come to rest."""
    for _turn in range(4):
        tasks.settle()
        QApplication.processEvents()


def busy_desk(folder: Path) -> Desk:
    """Saint Vincent's desk with a claim on its way, an answer that came, one asked of us, a draft and messages."""
    offices = three_offices(folder)
    key = sent(offices)
    clock = offices.vc.clock
    assert isinstance(clock, FixedClock)
    certify(offices.lc, offices.asked["LC"])
    for desk in (offices.lc, offices.gd):
        sealed = seal_bundle(desk, "VC-NIS")
        hand_over(desk, sealed.bundle_id, "mail")
        if desk is offices.lc:
            receive_file(offices.vc, sealed.data)
    certify_periods(offices.vc, key, _certified(offices.vc), complete_to=date(2014, 6, 14), has_periods=HasPeriods.YES)
    _ask_us(offices.lc, offices.vc)
    _drafts(offices.vc)
    with contextlib.suppress(Problem):
        receive_file(offices.vc, b"age-encryption.org/v1\nnot one of ours")
    clock.advance(days=45)
    return offices.vc


def strangers_card() -> bytes:
    """The card of an office nobody has called yet."""
    secret = make_secret(FixedClock(NOON, seed="BB").random_bytes)
    office = Office(
        code="BB-NIS", state="BB", name="National Insurance Office", town="Bridgetown", phone="000 1111",
        email="desk@bb-nis.example",
    )  # fmt: skip
    return write_card(card(office, secret, NOON.date()), secret)


def _certified(desk: Desk) -> PeriodsForm:
    from tests.support import hendyce

    return hendyce.record(desk.office.state)


def _ask_us(other: Desk, ours: Desk) -> None:
    """Let Saint Lucia take a claim in that names work here."""
    form = ClaimantForm(
        surname="Ollivierre",
        forenames="Marlon",
        birth_date="3 May 1953",
        sex="male",
        numbers=(("LC", "771 204"), ("VC", "088 113")),
        filing_date="1 Jul 2014",
        contingency_date="3 May 2014",
        consent=True,
    )
    key = start_claim(other).key
    register_claim(other, key, form)
    rows = tuple(
        PeriodLine(
            row_id=f"{state}{year}", state=state, year=str(year), start=f"{year}-01-01", end=f"{year}-12-31",
            employer=employer, kind="EMP", weeks="52",
        )
        for state, employer, years in (("VC", "Sample Quarry", (1989, 1990)), ("LC", "Sample Shipping", (1991, 1992)))
        for year in years
    )  # fmt: skip
    enter_history(other, key, PeriodsForm(lines=rows))
    send_notices(other, key, ("VC",))
    sealed = seal_bundle(other, ours.office.code)
    receive_file(ours, sealed.data)


def _drafts(desk: Desk) -> None:
    for surname, forenames, other in (("Providence", "Cuthbert", "JM"), ("DaSilva", "Winifred", "GY")):
        view = start_claim(desk)
        form = replace(
            view.claimant, surname=surname, forenames=forenames, numbers=((desk.office.state, ""), (other, ""))
        )
        save_draft(desk, view.key, claimant=form, place=Place(page="claim", claim_key=view.key, step=1))


class Stage:
    """The office's window over one desk."""

    def __init__(self, look: Look, desk: Desk) -> None:
        self.tasks = InlineTasks(desk)
        self.office = OfficeWindow(
            look, self.tasks, Notices(), clock=desk.clock, places=desk.places, opened=opened(desk)
        )
        self.window = self.office.window
        self.window.setMinimumSize(0, 0)

    def show(self, size: tuple[int, int]) -> None:
        """Show it in this size."""
        self.window.show()
        self.window.resize(*size)
        self.window.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Deliver answers."""
        settle(self.tasks)

    def close(self) -> None:
        """Close it without closing the desk."""
        self.window.close()
        self.office.deleteLater()
        self.window.deleteLater()
        QApplication.processEvents()


def first_run_pictures(look: Look, folder: Path, size: tuple[int, int]) -> Taken:
    """The first run empty, with mistakes, and complete."""
    del look
    for name, training in (("first-run", False), ("first-run-training", True)):
        tasks = InlineTasks()
        notices = Notices()
        presenter = FirstRunPresenter(
            tasks, notices, places=Places.at(folder / name), clock=FixedClock(NOON), training=training
        )
        window = FirstRunWindow(presenter, notices)
        window.setMinimumSize(0, 0)
        window.resize(*size)
        window.show()
        window.activateWindow()
        presenter.start()
        settle(tasks)
        if training:
            window.set_up.click()
            settle(tasks)
            yield f"{name}-missing", window
        else:
            yield f"{name}-empty", window
            fill_first_run(window, presenter)
            settle(tasks)
            window.set_up.setFocus()
            yield f"{name}-complete", window
        window.close()
        window.deleteLater()


def fill_first_run(window: FirstRunWindow, presenter: FirstRunPresenter) -> None:
    """Fill the first run as in the design."""
    presenter.enter("state", "VC")
    window.state.set_key("VC")
    for key, text in (
        ("administrator", "Carlotta Browne"),
        ("passphrase", "harbour nutmeg lantern sail"),
        ("repeat", "harbour nutmeg lantern sail"),
        ("word", presenter.words[presenter.asked_word - 1]),
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
    "sign-in": sign_in_pictures,
    "office": office_pictures,
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
