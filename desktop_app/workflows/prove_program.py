"""Prove that this program works on this machine: store, rules, calculation, bundle, paper; in a folder of its own.

Used by the self-test of an installed program. The sample people are invented; nothing is left behind.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.forms import ClaimantForm, PeriodLine, PeriodsForm
from desktop_app.domain.offices import KeyCheck
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.places import Places
from desktop_app.workflows.apply_message import accept
from desktop_app.workflows.back_up import back_up
from desktop_app.workflows.calculate_claim import calculate_claim
from desktop_app.workflows.certify_periods import certify_periods
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import seal_bundle, write_bundle
from desktop_app.workflows.enter_claim import enter_history, register_claim
from desktop_app.workflows.issue_document import (
    certificate_document,
    office_card_document,
    page_picture,
    worksheet_document,
)
from desktop_app.workflows.keep_offices import add_office, confirm_key, own_card_file
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.open_desk import sign_in
from desktop_app.workflows.receive_bundle import receive_file
from desktop_app.workflows.send_claim import send_notices
from desktop_app.workflows.set_up_office import OfficeSetup, new_recovery_words, recovery_sheet, set_up_office

_CUT_OFF = date(2014, 6, 13)
_PAGE_DPI = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One step that was done: a code for what, and a figure worth seeing (bytes, weeks, packs), 0 for none."""

    step: str
    figure: int = 0


def prove(folder: Path, clock: Clock) -> Iterator[Proof]:
    """Do the whole job once between two offices in `folder`, yielding each step when it is done.

    Whatever raises is a defect of the program, of its packaging or of the machine.
    """
    vc = one_office(folder / "VC", clock, "VC", "VC-NIS")
    yield Proof(step="store_opened", figure=vc.places.store_file.stat().st_size)
    yield Proof(step="rules_loaded", figure=len(vc.rulebook.packs))
    lc = one_office(folder / "LC", clock, "LC", "LC-NIC")
    try:
        _introduce(vc, lc)
        yield from _claim(vc, lc, folder)
        yield Proof(step="backed_up", figure=back_up(vc, folder).stat().st_size)
    finally:
        vc.close()
        lc.close()


def two_offices(folder: Path, clock: Clock) -> tuple[Desk, Desk]:
    """Set up two offices that compared their keys, on stores in a folder; the caller closes them."""
    vc = one_office(folder / "VC", clock, "VC", "VC-NIS")
    lc = one_office(folder / "LC", clock, "LC", "LC-NIC")
    _introduce(vc, lc)
    return vc, lc


def _claim(vc: Desk, lc: Desk, folder: Path) -> Iterator[Proof]:
    key = start_claim(vc).key
    register_claim(vc, key, _CLAIMANT)
    enter_history(vc, key, PeriodsForm(lines=(*_lines("VC", 1988), *_lines("LC", 1998))))
    send_notices(vc, key, ("LC",))
    certify_periods(vc, key, _record("VC", 1988), complete_to=_CUT_OFF, has_periods=HasPeriods.YES)
    theirs = accept(lc, _carry(vc, lc, folder))
    certify_periods(lc, theirs, _record("LC", 1998), complete_to=_CUT_OFF, has_periods=HasPeriods.YES)
    accept(vc, _carry(lc, vc, folder))
    yield Proof(step="bundles_exchanged", figure=2)
    yield Proof(step="claim_calculated", figure=calculate_claim(vc, key).award.totalised_weeks)
    documents = {
        "worksheet_printed": lambda: worksheet_document(vc, key).data,
        "certificate_printed": lambda: certificate_document(vc, key, "VC").data,
        "office_card_printed": lambda: office_card_document(vc).data,
        "recovery_sheet_printed": lambda: recovery_sheet(
            vc.office.name, new_recovery_words(vc.clock), vc.clock.today()
        ),
    }
    yield from (Proof(step=step, figure=_pdf_size(make)) for step, make in documents.items())
    yield Proof(step="page_drawn", figure=page_picture(worksheet_document(vc, key).data, 0, _PAGE_DPI).width)


def _pdf_size(make: Callable[[], bytes]) -> int:
    data = make()
    if not data.startswith(b"%PDF"):
        raise RuntimeError("a document is no PDF")
    return len(data)


def one_office(folder: Path, clock: Clock, state: str, code: str) -> Desk:
    """Set an office up, close it, and sign in again: the way a real day begins."""
    places = Places.at(folder)
    passphrase = " ".join(new_recovery_words(clock))
    setup = OfficeSetup(
        state=state,
        name=f"Self-test office {state}",
        town="Town",
        code=code,
        administrator="Self Test",
        login="selftest",
        passphrase=passphrase,
        recovery_words=new_recovery_words(clock),
    )
    set_up_office(places, clock, setup).close()
    return sign_in(places, clock, "selftest", passphrase)


def _introduce(first: Desk, second: Desk) -> None:
    for desk, other in ((first, second), (second, first)):
        add_office(desk, own_card_file(other))
        confirm_key(desk, other.office.code, KeyCheck.PHONE, "Self Test")


def _carry(sender: Desk, receiver: Desk, folder: Path) -> int:
    file = seal_bundle(sender, receiver.office.code)
    path = write_bundle(sender, file.bundle_id, folder, "stick").path
    return receive_file(receiver, path.read_bytes(), path.name)


_CLAIMANT = ClaimantForm(
    surname="Sample",
    forenames="Alma",
    birth_date="1 Jun 1954",
    sex="female",
    numbers=(("VC", "000 001"), ("LC", "000 002")),
    filing_date="2 Jun 2014",
    contingency_date="1 Jun 2014",
    consent=True,
)


def _lines(state: str, first_year: int) -> tuple[PeriodLine, ...]:
    return tuple(
        PeriodLine(
            row_id=f"{state}-{year}",
            state=state,
            year=str(year),
            start=f"{year}-01-01",
            end=f"{year}-12-31",
            employer="Sample Stores",
            kind="EMP",
            weeks="52",
            earnings="12000.00",
        )
        for year in range(first_year, first_year + 6)
    )


def _record(state: str, first_year: int) -> PeriodsForm:
    return PeriodsForm(lines=_lines(state, first_year), single_state=state)
