"""Practice and real work never meet: each sort of desk refuses what the other made."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.offices import KeyCheck, Office, is_practice
from desktop_app.exchange.keys import card
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import ExchangeProblem, StoreProblem
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.keep_offices import add_office, confirm_key, own_card_file, read_card
from desktop_app.workflows.open_desk import sign_in
from desktop_app.workflows.receive_bundle import receive_file
from desktop_app.workflows.set_up_office import OfficeSetup, check_setup, new_recovery_words, set_up_office
from tests.support.case_desks import told
from tests.support.clocks import FixedClock
from tests.support.desks import desk_of
from tests.support.two_persons import CHEAP


def practising(desk: Desk, *, marked: bool = True) -> Desk:
    """The desk as one of the training mode; its keys stay."""
    office = Office(code=f"{desk.office.state}-TRAIN", state=desk.office.state, name="Practice", town="Town")
    return replace(desk, own=card(office, desk.secret, desk.clock.today()), training=marked)


@pytest.fixture
def desks(tmp_path: Path) -> tuple[Desk, Desk]:
    return desk_of("VC", Places.at(tmp_path / "vc")), desk_of("LC", Places.at(tmp_path / "lc"))


def test_the_code_tells_practice_from_real_work() -> None:
    assert is_practice("VC-TRAIN")
    assert is_practice("VC-TRAIN2")
    assert not is_practice("VC-NIS")
    assert not is_practice("")


def test_a_real_desk_takes_no_card_of_a_practice_office(desks: tuple[Desk, Desk]) -> None:
    real, other = desks
    with pytest.raises(ExchangeProblem) as refused:
        read_card(real, own_card_file(practising(other)))
    assert (refused.value.code, dict(refused.value.facts)) == ("from_practice", {"office": "LC-TRAIN"})
    assert real.store.offices.get("LC-TRAIN") is None


def test_a_practice_desk_takes_no_card_of_a_real_office(desks: tuple[Desk, Desk]) -> None:
    practice, other = desks
    with pytest.raises(ExchangeProblem) as refused:
        read_card(practising(practice), own_card_file(other))
    assert refused.value.code == "from_real_office"


def test_a_bundle_of_a_practice_office_is_refused_and_kept_though_its_key_were_known(desks: tuple[Desk, Desk]) -> None:
    from desktop_app.workflows.dispatch_bundle import seal_bundle

    sender, real = practising(desks[0], marked=False), desks[1]
    add_office(sender, own_card_file(real))
    confirm_key(sender, real.office.code, KeyCheck.PHONE, "Someone")
    told(sender, "LC")
    data = seal_bundle(sender, real.office.code).data
    with pytest.raises(ExchangeProblem) as refused:
        receive_file(real, data)
    assert refused.value.code == "from_practice"
    (kept,) = real.store.mailbox.files()
    assert kept.outcome == "from_practice"
    assert real.store.mailbox.data_of(kept.id) == data
    assert real.store.claims.page() == ()


def setup_of(code: str) -> OfficeSetup:
    return OfficeSetup(
        state="VC",
        name="Office",
        town="Kingstown",
        code=code,
        administrator="Carlotta Sample",
        login="carlotta",
        passphrase="nutmeg lantern harbour sail",
        recovery_words=new_recovery_words(FixedClock()),
    )


def test_only_training_sets_up_a_practice_office() -> None:
    assert [entry.code for entry in check_setup(setup_of("VC-TRAIN"))] == ["office_code_practice"]
    assert [entry.code for entry in check_setup(setup_of("VC-NIS"), training=True)] == ["office_code_not_practice"]
    assert check_setup(setup_of("VC-TRAIN"), training=True) == ()


@pytest.mark.parametrize(("code", "training"), [("VC-NIS", False), ("VC-TRAIN", True)])
def test_a_store_opens_in_its_own_mode_alone(tmp_path: Path, code: str, training: bool) -> None:
    places, clock, setup = Places.at(tmp_path / "office"), FixedClock(), setup_of(code)
    set_up_office(places, clock, setup, training=training, cost=CHEAP).close()
    with pytest.raises(StoreProblem) as refused:
        sign_in(places, clock, "carlotta", setup.passphrase, training=not training)
    assert refused.value.code == ("store_practice" if training else "store_not_practice")
    desk = sign_in(places, clock, "carlotta", setup.passphrase, training=training)
    assert desk.training is training
    desk.close()
