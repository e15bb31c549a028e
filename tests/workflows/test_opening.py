"""The first run, sign-in, the recovery sheet, and everything that can stand in the way of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import FormProblem, KeyProblem, Problem, StoreProblem
from desktop_app.store.wraps import Cost
from desktop_app.ui.screens.first_run.presenter import Entries
from desktop_app.wording.problems import SENTENCES
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.open_claim import open_claim, start_claim
from desktop_app.workflows.open_desk import (
    change_passphrase,
    desk_status,
    first_run_folder,
    sign_in,
    sign_in_with_recovery,
)
from desktop_app.workflows.set_up_office import (
    OfficeSetup,
    check_setup,
    new_recovery_words,
    recovery_sheet,
    set_up_office,
)
from tests.support.clocks import FixedClock

PASSPHRASE = "nutmeg lantern harbour sail"
CHEAP = Cost(memory_kib=8 * 1024, rounds=1, lanes=1)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


def setup_of(clock: FixedClock) -> OfficeSetup:
    return OfficeSetup(
        state="VC",
        name="National Insurance Services",
        town="Kingstown",
        code="VC-NIS",
        administrator="Carlotta Browne",
        login="carlotta",
        passphrase=PASSPHRASE,
        recovery_words=new_recovery_words(clock),
    )


def first_run(places: Places, clock: FixedClock) -> Desk:
    return set_up_office(places, clock, setup_of(clock), cost=CHEAP)


def refused(code: str, problem: Problem) -> None:
    assert problem.code == code
    assert code in SENTENCES


def test_the_first_run_makes_an_office_that_can_be_signed_in_to(places: Places, clock: FixedClock) -> None:
    assert not desk_status(places).exists
    made = first_run(places, clock)
    key = start_claim(made).key
    made.close()
    assert desk_status(places).logins == ("carlotta",)
    desk = sign_in(places, clock, "Carlotta", PASSPHRASE)
    assert desk.office.code == "VC-NIS"
    assert open_claim(desk, key).key == key
    desk.close()
    assert not first_run_folder(places).data.exists()


def test_no_value_shows_a_secret(places: Places, clock: FixedClock) -> None:
    setup = setup_of(clock)
    desk = set_up_office(places, clock, setup, cost=CHEAP)
    shown = repr(setup) + repr(desk) + repr(Entries(passphrase=PASSPHRASE, repeat=PASSPHRASE))
    desk.close()
    assert "Carlotta" in shown
    assert not [word for word in setup.recovery_words if word in repr(setup)]
    secrets = (PASSPHRASE, desk.secret.age_identity, repr(desk.secret.signing.seed))
    assert not [secret for secret in secrets if secret in shown]


def test_a_wrong_passphrase_opens_nothing_and_says_so(places: Places, clock: FixedClock) -> None:
    first_run(places, clock).close()
    with pytest.raises(KeyProblem) as caught:
        sign_in(places, clock, "carlotta", "nutmeg lantern harbour sale")
    refused("passphrase_wrong", caught.value)
    sign_in(places, clock, "carlotta", PASSPHRASE).close()


def test_guessing_is_slowed_down(places: Places, clock: FixedClock) -> None:
    first_run(places, clock).close()
    for _ in range(3):
        with pytest.raises(KeyProblem, match="passphrase_wrong"):
            sign_in(places, clock, "carlotta", "wrong wrong wrong wrong")
    with pytest.raises(KeyProblem) as caught:
        sign_in(places, clock, "carlotta", PASSPHRASE)
    refused("passphrase_wait", caught.value)
    clock.advance(minutes=10)
    sign_in(places, clock, "carlotta", PASSPHRASE).close()


def test_the_recovery_sheet_opens_the_store_and_sets_a_new_passphrase(places: Places, clock: FixedClock) -> None:
    setup = setup_of(clock)
    set_up_office(places, clock, setup, cost=CHEAP).close()
    words = "  ".join(setup.recovery_words).upper()
    sign_in_with_recovery(places, clock, "carlotta", words, "another four words here").close()
    sign_in(places, clock, "carlotta", "another four words here").close()
    with pytest.raises(KeyProblem, match="passphrase_wrong"):
        sign_in(places, clock, "carlotta", PASSPHRASE)
    with pytest.raises(KeyProblem) as caught:
        sign_in_with_recovery(places, clock, "carlotta", "abandon " * 12, "another four words here")
    refused("recovery_wrong", caught.value)


def test_a_passphrase_is_changed_only_by_who_knows_the_old_one(places: Places, clock: FixedClock) -> None:
    desk = first_run(places, clock)
    with pytest.raises(KeyProblem, match="passphrase_wrong"):
        change_passphrase(desk, "not the old one at all", "another four words here")
    change_passphrase(desk, PASSPHRASE, "another four words here")
    desk.close()
    sign_in(places, clock, "carlotta", "another four words here").close()


def test_a_second_program_on_one_store_is_told(places: Places, clock: FixedClock) -> None:
    desk = first_run(places, clock)
    with pytest.raises(StoreProblem) as caught:
        sign_in(places, clock, "carlotta", PASSPHRASE)
    refused("store_in_use", caught.value)
    desk.close()


def test_an_office_is_never_set_up_over_another_one(places: Places, clock: FixedClock) -> None:
    first_run(places, clock).close()
    kept = places.store_file.read_bytes()
    with pytest.raises(KeyProblem) as caught:
        first_run(places, clock)
    refused("keyring_exists", caught.value)
    assert places.store_file.read_bytes() == kept


def test_a_first_run_cut_short_leaves_no_office_and_can_be_done_again(
    places: Places, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreProblem("disk_full")

    with monkeypatch.context() as patched:
        patched.setattr("desktop_app.store.offices.Offices.set_own", full)  # the disk fills at the last step
        with pytest.raises(StoreProblem, match="disk_full"):
            first_run(places, clock)
    assert not desk_status(places).exists
    first_run(places, clock).close()


def test_a_power_cut_between_store_and_keyring_is_mended(places: Places, clock: FixedClock) -> None:
    first_run(places, clock).close()
    made = first_run_folder(places)
    made.prepare()
    places.keyring_file.replace(made.keyring_file)  # as it stands between the two moves
    assert desk_status(places).logins == ("carlotta",)
    sign_in(places, clock, "carlotta", PASSPHRASE).close()


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"name": ""}, "field_missing", "name"),
        ({"code": "VCNIS"}, "office_code_wrong", "code"),
        ({"code": "LC-NIC"}, "office_code_other_state", "code"),
        ({"passphrase": "short"}, "passphrase_weak", "passphrase"),
        ({"state": "Saint Vincent"}, "state_unknown", "state"),
    ],
)
def test_what_is_wrong_with_the_set_up_is_said_beside_the_field(
    clock: FixedClock, change: dict[str, str], code: str, where: str
) -> None:
    setup = replace(setup_of(clock), **change)  # type: ignore[arg-type]  # a table of changes
    assert (code, where) in {(finding.code, finding.where) for finding in check_setup(setup)}


def test_an_office_with_errors_is_not_set_up(places: Places, clock: FixedClock) -> None:
    with pytest.raises(FormProblem, match="form_has_errors"):
        set_up_office(places, clock, replace(setup_of(clock), name=""), cost=CHEAP)
    assert not desk_status(places).exists


def test_the_recovery_sheet_holds_the_words(clock: FixedClock, tmp_path: Path) -> None:
    words = new_recovery_words(clock)
    assert len(words) == 12
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(recovery_sheet("National Insurance Services, Kingstown", words, clock.today()))
    assert sheet.read_bytes().startswith(b"%PDF")


def test_no_name_stands_in_any_file_of_the_data_folder(places: Places, clock: FixedClock) -> None:
    desk = first_run(places, clock)
    start_claim(desk)
    for path in places.data.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"Browne" not in content, path.name
            assert b"Kingstown" not in content, path.name
    desk.close()
