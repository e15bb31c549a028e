"""At rest: an office's day through the real verbs; no byte of its folder or of the temporary one tells of anybody."""

import io
import logging
import tempfile
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.users import Role
from desktop_app.exchange.key_file import read_key_file, write_key_file
from desktop_app.exchange.sealing import open_bytes, seal_bytes
from desktop_app.foundation.logs import configure, reference_for, report_text
from desktop_app.foundation.places import Places
from desktop_app.foundation.problems import Problem
from desktop_app.store.keyring import Keyring
from desktop_app.workflows.attach import attach_file, attachments_of, received_attachments, send_with
from desktop_app.workflows.back_up import back_up
from desktop_app.workflows.calculate_claim import calculate_claim, keep_calculation
from desktop_app.workflows.certify_periods import certify_periods
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.dispatch_bundle import hand_over, seal_bundle
from desktop_app.workflows.enter_claim import enter_history, register_claim, save_draft
from desktop_app.workflows.issue_document import worksheet_document
from desktop_app.workflows.keep_users import add_user
from desktop_app.workflows.open_claim import start_claim
from desktop_app.workflows.open_desk import sign_in, sign_in_with_recovery
from desktop_app.workflows.places_kept import Place
from desktop_app.workflows.preview_bundle import preview
from desktop_app.workflows.print_message import message_document
from desktop_app.workflows.protected import protect
from desktop_app.workflows.quarantine import read_quarantined_text
from desktop_app.workflows.receive_bundle import receive_file
from desktop_app.workflows.receive_files import receive_any
from desktop_app.workflows.send_claim import send_notices
from desktop_app.workflows.verify_file import verify_backup
from desktop_app.workflows.view_papers import attached_paper, received_paper
from tests.support import hendyce
from tests.support.claim_desks import COMPLETE_TO, carry
from tests.support.desks import desk_of, introduce
from tests.support.journal_text import journal_text
from tests.support.plain_bytes import told_by
from tests.support.two_persons import CHEAP, NAMES, PASSPHRASES, set_up

SCAN_WORDS = "Blue parish register of Layou, folio forty"
NOTE_WORDS = "Told on the phone that her sister Philomena keeps the letters"
STRANGE_WORDS = "a page that never was a bundle, about Marjorie Ollivierre"
RECOVERY = ("abandon", "ability", "able", "about", "above", "absent", "absorb", "abstract", "absurd", "abuse",
            "access", "accident")  # fmt: skip
KNOWN = (
    "Hendyce",
    "Bernadette",
    "104 882",
    "104882",
    "553 210",
    "553210",
    "Kingstown Trading",
    "Castries Bay Hotel",
    "Ollivierre",
    "Philomena",
    SCAN_WORDS,
    NOTE_WORDS,
    STRANGE_WORDS,
    NAMES["carlotta"],
    NAMES["hubert"],
    "A colleague's mother",
    *PASSPHRASES.values(),
    " ".join(RECOVERY),
)
"""What was typed, received or attached: nothing of it may be read in any file."""


@dataclass(slots=True)
class Day:
    """An office on the disk, and a partner that is not."""

    vc: Desk
    lc: Desk
    folder: Path
    temporary: Path


def _jpeg(words: str) -> bytes:
    written = io.BytesIO()
    Image.new("L", (60, 40), 200).save(written, "JPEG", comment=words.encode())
    return written.getvalue()


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Day]:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    desks = set_up(tmp_path / "office")
    lc = desk_of("LC", Places.at(tmp_path / "lc"), now=desks.clock.now())
    introduce(desks.desk, lc)
    made = Day(desks.desk, lc, tmp_path / "office", temporary)
    yield made
    made.vc.close()
    lc.close()


def _an_offices_day(day: Day) -> str:
    """Everything that brings words into the office: typed, attached, received, sent, printed, backed up."""
    vc, lc = day.vc, day.lc
    form = replace(hendyce.CLAIMANT, filing_date="20 Feb 2026", contingency_date="14 Jun 2014")
    key = register_claim(vc, start_claim(vc).key, form).key
    enter_history(vc, key, hendyce.history())
    save_draft(
        vc,
        start_claim(vc).key,
        place=Place(page="claim"),
        claimant=replace(form, surname="Ollivierre", filing_proof=NOTE_WORDS),
    )
    note = attach_file(vc, key, NOTE_WORDS.encode(), "Note.txt")
    scan = attach_file(vc, key, _jpeg(SCAN_WORDS), "Scan.jpg")
    send_notices(vc, key, ("LC",))
    (message,) = (row.message_id for row in vc.store.outbox.of_claim(key))
    send_with(vc, message, [note.id, scan.id])
    theirs = carry(vc, lc)
    certify_periods(vc, key, hendyce.record("VC"), complete_to=COMPLETE_TO, has_periods=HasPeriods.YES)
    certify_periods(lc, theirs, hendyce.record("LC"), complete_to=COMPLETE_TO, has_periods=HasPeriods.YES)
    paper = attach_file(lc, theirs, SCAN_WORDS.encode(), "Register.txt")
    send_with(lc, next(row.message_id for row in lc.store.outbox.of_claim(theirs)), [paper.id])
    sealed = seal_bundle(lc, vc.office.code)
    hand_over(lc, sealed.bundle_id, "mail")
    mailbox_id = receive_file(vc, sealed.data)
    preview(vc, mailbox_id)
    received_attachments(vc, mailbox_id)
    received_paper(vc, mailbox_id, 0)
    receive_any(vc, STRANGE_WORDS.encode(), "Ollivierre.cass")
    _whatever(read_quarantined_text, vc, vc.store.mailbox.files()[0].id)
    attached_paper(vc, scan.id)
    attached_paper(vc, note.id)
    assert attachments_of(vc, key)
    message_document(vc, message)
    _whatever(calculate_claim, vc, key)
    _whatever(keep_calculation, vc, key)
    _whatever(worksheet_document, vc, key)
    journal_text(vc)
    back_up(vc, vc.places.backups)
    return key


def _whatever(verb: Callable[..., object], *told: object) -> None:
    """Do something whether it is let through or refused: what is left behind counts."""
    try:
        verb(*told)
    except Problem as problem:
        logging.getLogger("desktop_app").info("Refused: %s", problem.code)


def _told_by(*folders: Path) -> list[str]:
    return told_by(KNOWN, *folders)


@pytest.mark.allow_logs("desktop_app")
def test_a_days_work_leaves_nothing_that_can_be_read_without_a_passphrase(day: Day) -> None:
    log = configure(day.vc.places)
    key = _an_offices_day(day)
    add_user(day.vc, name=NAMES["hubert"], role=Role.HEAD, login="hubert", passphrase=PASSPHRASES["hubert"], cost=CHEAP)
    hubert = next(line.user for line in day.vc.store.users.all() if line.login == "hubert")
    protect(replace(day.vc, user=hubert), key, reason="A colleague's mother", named=[])
    (backup,) = day.vc.places.backups.glob("*.cass-db")
    verify_backup(backup, day.vc.clock, "carlotta", PASSPHRASES["carlotta"])
    mistake = LookupError(f"{NAMES['carlotta']} looked for Bernadette Hendyce 104 882")
    logging.getLogger("desktop_app").error("Unforeseen, reference %s", reference_for(mistake), exc_info=mistake)
    (day.folder / "logs" / "report.txt").write_text(report_text(mistake, "1.0"), encoding="utf-8")
    assert _told_by(day.folder, day.temporary if any(day.temporary.iterdir()) else day.folder) == []
    day.vc.close()
    log.close()
    assert _told_by(day.folder) == []
    assert list(day.temporary.rglob("*")) == []


def test_the_search_for_what_is_told_finds_a_plain_copy(tmp_path: Path) -> None:
    for name, data in (
        ("plain", b"x Hendyce y"),
        ("wide", "Hendyce".encode("utf-16-le")),
        ("mail", b64encode(b"xxBernadette")),
        ("caps", b"HENDYCE"),
    ):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "file").write_bytes(data)
        assert _told_by(folder), name


def test_no_key_and_no_passphrase_is_in_what_is_raised_or_shown(day: Day) -> None:
    secret, places, clock = day.vc.secret, day.vc.places, day.vc.clock
    keyring = Keyring.load(places.keyring_file, clock)
    key = keyring.unlock(day.vc.user.id, PASSPHRASES["carlotta"])
    wrong = "tamarind glass window river"
    sealed = seal_bytes(b"to somebody else", [day.lc.secret.age_recipient])
    key_file = write_key_file("VC-NIS", "VC", secret, PASSPHRASES["hubert"])
    day.vc.close()
    raised = [
        _raised(keyring.unlock, day.vc.user.id, wrong),
        _raised(sign_in, places, clock, "carlotta", wrong),
        _raised(sign_in, places, clock, "nobody", PASSPHRASES["carlotta"]),
        _raised(sign_in_with_recovery, places, clock, "carlotta", " ".join(RECOVERY), PASSPHRASES["dora"]),
        _raised(keyring.add_user, user="u", login="carlotta", passphrase=PASSPHRASES["dora"], key=key),
        _raised(keyring.add_user, user="u", login="new", passphrase=PASSPHRASES["dora"], key=bytes(32)),
        _raised(open_bytes, sealed, secret),
        _raised(read_key_file, key_file, wrong),
        _raised(read_key_file, key_file[:-40] + b"A" * 40, PASSPHRASES["hubert"]),
    ]
    shown = [repr(thing) for thing in (day.vc, secret, secret.signing, keyring, keyring._keys, keyring._keys.wraps)]
    secrets = {
        key.hex(), repr(key), b64encode(key).decode(), secret.sealing_seed.hex(), repr(secret.sealing_seed),
        secret.signing.seed.hex(), repr(secret.signing.seed), secret.age_identity, wrong, *PASSPHRASES.values(),
        " ".join(RECOVERY),
    }  # fmt: skip
    assert [text for text in secrets for told in (*raised, *shown) if text in told] == []


def _raised(verb: Callable[..., object], *told: object, **facts: object) -> str:
    """Everything that is said of a refusal: its words, its chain, its facts, and the report that a person may send."""
    try:
        verb(*told, **facts)
    except Exception as error:  # noqa: BLE001 - whatever comes
        said = "".join(traceback.format_exception(error)) + repr(error) + report_text(error, "1.0")
        return said + (repr(dict(error.facts)) if isinstance(error, Problem) else "")
    raise AssertionError(f"{verb} was let through")
