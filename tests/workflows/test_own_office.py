from pathlib import Path

import pytest

from desktop_app.domain.offices import KeyCheck
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import FormProblem
from desktop_app.workflows.keep_offices import add_office, confirm_key, edit_own_office, own_card_file
from desktop_app.workflows.open_desk import sign_in
from desktop_app.workflows.set_up_office import OfficeSetup, set_up_office
from tests.support.clocks import FixedClock
from tests.support.desks import desk_of
from tests.workflows.test_restore_backup import CHEAP, PASSPHRASE


def test_the_own_office_is_renamed_keeps_its_keys_and_stays_trusted_elsewhere(tmp_path: Path) -> None:
    clock, places = FixedClock(), Places.at(tmp_path / "office")
    setup = OfficeSetup(
        state="VC", name="National Insurance Services", town="Kingstown", code="VC-NIS",
        administrator="Carlotta Browne", login="carlotta", passphrase=PASSPHRASE,
        recovery_words=("abandon",) * 11 + ("about",),
    )  # fmt: skip
    before = set_up_office(places, clock, setup, cost=CHEAP)
    other = desk_of("LC", Places.at(tmp_path / "other"))
    add_office(other, own_card_file(before))
    confirm_key(other, "VC-NIS", KeyCheck.PHONE, "Carlotta Browne")
    desk = edit_own_office(
        before,
        name="National Insurance Services",
        town=" Georgetown ",
        address="1 Sample Street",
        phone="",
        email="",
        head=" Rosa Sample, ext. 1 ",
    )
    assert (desk.office.town, desk.office.address, desk.own.keys) == ("Georgetown", "1 Sample Street", before.own.keys)
    assert desk.store is before.store
    line = add_office(other, own_card_file(desk))
    assert line.known.trusted
    assert line.known.card.office.town == "Georgetown"
    assert line.known.card.office.head == "Rosa Sample, ext. 1"
    with pytest.raises(FormProblem, match="form_has_errors"):
        edit_own_office(desk, name=" ", town="", address="", phone="", email="", head="")
    desk.close()
    again = sign_in(places, clock, "carlotta", PASSPHRASE)
    assert again.own == desk.own
    again.close()
    other.close()
