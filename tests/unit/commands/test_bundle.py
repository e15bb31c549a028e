"""`bundle inspect`, `open` and `seal`: what another system and a person at the support desk do, without a store."""

import json
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pyrage
import pytest

from desktop_app.domain.certificates import PeriodCertificate, check_certificate
from desktop_app.domain.findings import Level
from desktop_app.domain.messages import ClaimNotice
from desktop_app.domain.offices import Office
from desktop_app.exchange.armour import BEGIN, to_text
from desktop_app.exchange.key_file import write_key_file
from desktop_app.exchange.keys import OfficeSecret, card, make_secret, write_card
from desktop_app.exchange.standard_keys import age_identity_file
from desktop_app.foundation.places import resource
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.workflows.bundle_files import UnpackedBundle, seal_message, unpack
from desktop_app.workflows.opening_key import OpeningKey
from desktop_app.workflows.seal_rules import OpenKey
from tests.support.bundles import a_message, a_receipt, card_of, secret_of
from tests.support.clocks import FixedClock
from tests.support.command_line import Answer, CommandLine
from tests.support.weak_key_files import sealed_with
from tests.unit.exchange.test_enclosed import of_saint_lucia, passed_on
from tests.unit.exchange.test_forwarded import handed_on, original_of, received, told
from tests.unit.exchange.test_stock_tools import SCAN, in_parts
from tests.vectors.alter import members_of

PASSPHRASE = "seven grey herons over the quay"
BODY = {
    "benefit": "age_pension",
    "filing_date": "2014-07-01",
    "filing_proof": "Stamp of the office",
    "contingency_date": "2014-06-14",
    "person": {
        "surname": "Hendyce",
        "forenames": "Bernadette",
        "birth_date": "1954-06-14",
        "birth_certainty": "exact",
        "sex": "female",
        "numbers": [],
    },
    "work_history": [],
    "states": ["VC", "LC"],
    "consent_given": True,
    "reply_wanted_by": "2014-08-20",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two offices with key files and cards in one folder, under a passphrase that costs little to try."""
    folder = tmp_path_factory.mktemp("keys")
    for code in ("VC-NIS", "LC-NIC"):
        office = Office(code=code, state=code[:2], name=f"Office {code}")
        secret = make_secret(FixedClock(seed=code).random_bytes)
        written = pyrage.passphrase.decrypt(write_key_file(code, code[:2], secret, PASSPHRASE), PASSPHRASE)
        (folder / f"{code}.key").write_bytes(sealed_with(written, PASSPHRASE))
        (folder / f"{code}.json").write_bytes(write_card(card(office, secret, date(2014, 6, 2)), secret))
    return folder


@pytest.fixture
def keys(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The key files and cards in a folder of the test's own, and the passphrase where scripts put it."""
    monkeypatch.setenv("CASS_DESK_KEY_PASSPHRASE", PASSPHRASE)
    for path in made.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def opening(code: str, secret: OfficeSecret) -> OpeningKey:
    office = Office(code=code, state=code[:2], name=code)
    return OpeningKey(opens=secret, own=card(office, secret, date(2014, 6, 2)))


def key_of(code: str) -> OpenKey:
    return OpenKey(office=code, state=code[:2], secret=make_secret(FixedClock(seed=code).random_bytes))


def sealed(keys: Path, command_line: CommandLine, told: object) -> Path:
    message = keys / "message.json"
    message.write_text(json.dumps(told, indent=3))
    out = keys / "bundle.cass"
    answer = command_line.run(
        *("bundle", "seal", str(message), "--from", str(keys / "VC-NIS.key"), "--to", str(keys / "LC-NIC.json")),
        *("--out", str(out), "--json"),
    )
    assert answer.status == 0, answer.err
    assert json.loads(answer.out)["size"] == out.stat().st_size
    return out


def test_a_message_in_any_spacing_becomes_a_bundle_that_opens_whole(keys: Path, command_line: CommandLine) -> None:
    out = sealed(keys, command_line, {"type": "claim_notice", "body": BODY})
    answer = command_line.run(
        *("bundle", "open", str(out), "--key", str(keys / "LC-NIC.key"), "--from", str(keys / "VC-NIS.json")),
        *("--out", str(keys / "opened"), "--json"),
    )
    assert answer.status == 0, answer.err
    told = json.loads(answer.out)
    assert (told["sender"], told["recipient"], told["verified"]) == ("VC-NIS", "LC-NIC", True)
    message = json.loads((keys / "opened" / "01-claim_notice.json").read_text())
    assert message["body"] == BODY
    assert "Hendyce" in (keys / "opened" / "01-claim_notice.txt").read_text()


def test_without_the_senders_card_it_says_that_nobody_vouches_for_it(keys: Path, command_line: CommandLine) -> None:
    out = sealed(keys, command_line, {"type": "claim_notice", "body": BODY})
    command = ("bundle", "open", str(out), "--key", str(keys / "LC-NIC.key"), "--out", str(keys / "opened"))
    answer = command_line.run(*command)
    assert answer.status == 0, answer.err
    assert "NOT verified" in answer.out
    again = command_line.run(*command)
    assert again.status == 1  # a folder with something in it is not written over


def opened_with(command_line: CommandLine, keys: Path, file: Path, key: Path, *rest: str) -> Answer:
    return command_line.run("bundle", "open", str(file), "--key", str(key), *rest, "--out", str(keys / "opened"))


@pytest.mark.parametrize("locked", [False, True])
def test_the_key_an_office_wrote_out_for_age_opens_what_is_sealed_to_it(
    locked: bool, keys: Path, command_line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = sealed(keys, command_line, {"type": "claim_notice", "body": BODY})
    later = key_of("GD-NIS").secret
    monkeypatch.setattr(pyrage.passphrase, "encrypt", armoured)
    after_a_change = replace(later, past=(key_of("LC-NIC").secret,))
    written = age_identity_file(after_a_change, PASSPHRASE) if locked else b"# ours\n" + key_lines(after_a_change)
    (keys / "office.age-key").write_bytes(written)
    if not locked:
        monkeypatch.delenv("CASS_DESK_KEY_PASSPHRASE")
    card_file = str(keys / "VC-NIS.json")

    answer = opened_with(command_line, keys, out, keys / "office.age-key", "--from", card_file, "--json")

    assert answer.status == 0, answer.err
    told = json.loads(answer.out)
    assert (told["recipient"], told["verified"], told["parts"]) == ("LC-NIC", True, 1)
    assert json.loads((keys / "opened" / "01-claim_notice.json").read_text())["body"] == BODY


def armoured(plain: bytes, passphrase: str, *, armored: bool) -> bytes:
    """What age makes of it, at next to no cost: its armour alone."""
    assert armored
    return BEGIN.encode() + to_text(sealed_with(plain, passphrase)).encode().partition(BEGIN.encode())[2]


def key_lines(secret: OfficeSecret) -> bytes:
    return "".join(f"{identity}\n" for identity in secret.identities).encode()


@pytest.mark.parametrize(
    "held",
    [b"", b"# nothing but a remark\n", b"AGE-SECRET-KEY-1ABC\n", b"-----BEGIN AGE ENCRYPTED FILE-----\n", b"\xff" * 99],
)
def test_what_is_no_key_is_said_to_be_none(held: bytes, keys: Path, command_line: CommandLine) -> None:
    (keys / "strange.key").write_bytes(held)
    answer = opened_with(command_line, keys, keys / "VC-NIS.json", keys / "strange.key")

    assert answer.status == 1
    assert "This is no key file." in answer.err


@pytest.mark.parametrize("wrapping", ["mail", "zip", "text"])
def test_a_bundle_in_a_mail_a_zip_or_a_quoted_text_is_told_and_opened(
    wrapping: str, keys: Path, command_line: CommandLine
) -> None:
    out = sealed(keys, command_line, {"type": "claim_notice", "body": BODY})
    name = "VC-NIS_LC-NIC_000001_1of1.cass"
    wrapped = keys / f"wrapped.{wrapping}"
    if wrapping == "mail":
        mail = EmailMessage()
        mail["Subject"] = "Papers"
        mail.set_content("See below")
        mail.add_attachment(out.read_bytes(), maintype="application", subtype="octet-stream", filename="data.bin")
        wrapped.write_bytes(mail.as_bytes())
    elif wrapping == "zip":
        with zipfile.ZipFile(wrapped, "w") as archive:
            archive.write(out, "data.bin")
    else:
        lines = to_text(out.read_bytes(), name).splitlines()
        wrapped.write_text("\n".join(f"> {line}" for line in lines), encoding="utf-16")

    told = json.loads(command_line.run("bundle", "inspect", str(wrapped), "--json").out)
    answer = opened_with(command_line, keys, wrapped, keys / "LC-NIC.key", "--json")

    assert (told["problem"], told["recipients"]) == (None, ["X25519", "X25519"])
    assert (told["kind"], told["bundles"]) == (("bundle_text", None) if wrapping == "text" else ("wrapped", 1))
    assert (told["sequence"] == 1) == (wrapping == "text")
    assert answer.status == 0, answer.err


def test_the_sender_reads_its_own_copy_and_its_own_key_vouches_for_it(keys: Path, command_line: CommandLine) -> None:
    out = sealed(keys, command_line, {"type": "claim_notice", "body": BODY})

    answer = opened_with(command_line, keys, out, keys / "VC-NIS.key", "--json")

    assert answer.status == 0, answer.err
    assert json.loads(answer.out)["verified"]


def test_parts_are_put_together_also_where_nobody_vouches_for_them(
    keys: Path, command_line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in in_parts(monkeypatch).parts:
        (keys / f"{part.part}.cass").write_bytes(part.data)
    (keys / "age.key").write_bytes(key_lines(secret_of("VC-NIS")))
    files = [str(keys / f"{number}.cass") for number in (3, 1, 2)]
    rest = ("--key", str(keys / "age.key"), "--json", "--out")

    whole = json.loads(command_line.run("bundle", "open", *files, *rest, str(keys / "whole")).out)
    some = json.loads(command_line.run("bundle", "open", *files[:2], *rest, str(keys / "some")).out)

    assert (whole["parts"], whole["missing_parts"], whole["attachments"], whole["verified"]) == (3, [], 1, False)
    assert (keys / "whole" / "attachment-01.pdf").read_bytes() == SCAN
    assert (some["missing_parts"], some["attachments"]) == ([2], 0)
    assert "01-period_certificate.json" in some["files"]


def test_a_bundle_for_another_office_does_not_open(keys: Path, command_line: CommandLine) -> None:
    out = sealed(keys, command_line, {"type": "claim_notice", "body": BODY})
    with pytest.raises(ExchangeProblem, match="bundle_not_for_us"):
        unpack((out,), opening("GD-NIS", key_of("GD-NIS").secret), keys / "no")
    assert not (keys / "no").exists()


def test_inspecting_tells_the_name_and_never_the_contents(keys: Path, command_line: CommandLine) -> None:
    out = sealed(keys, command_line, {"type": "claim_notice", "body": BODY})
    out_data = out.read_bytes()
    named = out.rename(keys / "VC-NIS_LC-NIC_000012_1of1.cass")
    answer = command_line.run("bundle", "inspect", str(named), "--json")
    assert json.loads(answer.out) == {
        "kind": "bundle",
        "format": "age-encryption.org/v1",
        "size": named.stat().st_size,
        "recipients": ["X25519", "X25519"],
        "bundles": None,
        "office": None,
        "key_id": None,
        "sender": "VC-NIS",
        "recipient": "LC-NIC",
        "sequence": 12,
        "part": 1,
        "parts": 1,
        "problem": None,
    }
    said = command_line.run("bundle", "inspect", str(named)).out
    assert "Hendyce" not in said
    assert "2 keys (X25519); nothing outside says whose" in said
    card = command_line.run("bundle", "inspect", str(keys / "VC-NIS.json"), "--json")
    told = json.loads(card.out)
    assert (told["kind"], told["office"], told["recipients"]) == ("office_card", "VC-NIS", [])
    assert told["format"] == "cass-office-card"
    assert told["key_id"] in command_line.run("bundle", "inspect", str(keys / "VC-NIS.json")).out
    strange = keys / "strange.bin"
    strange.write_bytes(b"nothing of ours")
    assert command_line.run("bundle", "inspect", str(strange)).status == 1
    newer = keys / "newer.cass"
    newer.write_bytes(out_data.replace(b"org/v1", b"org/v2", 1))
    told = json.loads(command_line.run("bundle", "inspect", str(newer), "--json").out)
    assert (told["format"], told["problem"]) == ("age-encryption.org/v2", "bundle_version")


def sealed_case(keys: Path, command_line: CommandLine, sender: str, recipient: str, *rest: str) -> Path:
    out = keys / f"{sender}.cass"
    answer = command_line.run(
        *("bundle", "seal", str(resource("samples", "overlaps-2014.json")), "--from", str(keys / f"{sender}.key")),
        *("--to", str(keys / f"{recipient}.json"), "--out", str(out), *rest),
    )
    assert answer.status == 0, answer.err
    return out


def test_the_office_of_a_case_file_notifies_of_the_claim_and_certifies_its_own(
    keys: Path, command_line: CommandLine
) -> None:
    case = json.loads(resource("samples", "overlaps-2014.json").read_bytes())
    out = sealed_case(keys, command_line, "VC-NIS", "LC-NIC", "--surname", "Doublet")
    found = unpack((out,), opening("LC-NIC", key_of("LC-NIC").secret), keys / "opened", [keys / "VC-NIS.json"])

    notice, certificate = (message.body for message in found.bundle.messages)
    assert isinstance(notice, ClaimNotice)
    assert isinstance(certificate, PeriodCertificate)
    assert found.verified
    assert (notice.person.surname, notice.states) == ("Doublet", ("VC", "LC", "GD"))
    assert [(row.state, row.weeks) for row in notice.work_history] == [
        (p["state"], p["weeks"]) for p in case["periods"]
    ]
    assert {row.state for row in notice.work_history if row.earnings} == {"LC"}
    assert certificate.stated_weeks == sum(p["weeks"] for p in case["periods"] if p["state"] == "VC")
    assert check_certificate(certificate) == tuple(f for f in check_certificate(certificate) if f.level != Level.ERROR)


def test_the_office_of_another_state_certifies_its_own_rows_of_a_case_file(
    keys: Path, command_line: CommandLine
) -> None:
    out = sealed_case(keys, command_line, "LC-NIC", "VC-NIS")
    found = unpack((out,), opening("VC-NIS", key_of("VC-NIS").secret), keys / "opened", [keys / "LC-NIC.json"])

    (message,) = found.bundle.messages
    assert isinstance(message.body, PeriodCertificate)
    assert {row.state for row in message.body.rows} == {"LC"}
    assert message.body.person_surname == "Not named"


def test_a_case_file_that_cannot_be_right_is_refused_with_its_row(keys: Path, command_line: CommandLine) -> None:
    case = json.loads(resource("samples", "overlaps-2014.json").read_bytes())
    (keys / "case.json").write_text(json.dumps({**case, "periods": [{"state": "VC", "year": 1990, "weeks": -1}]}))
    answer = command_line.run(
        *("bundle", "seal", str(keys / "case.json"), "--from", str(keys / "VC-NIS.key")),
        *("--to", str(keys / "LC-NIC.json"), "--out", str(keys / "no.cass")),
    )

    assert (answer.status, "row 1" in answer.err) == (1, True), answer.err
    assert not (keys / "no.cass").exists()


@pytest.mark.parametrize(
    "told",
    [
        [],
        {"type": "letter", "body": BODY},
        {"type": "claim_notice"},
        {"type": "claim_notice", "body": {**BODY, "colour": "red"}},
        {"type": "claim_notice", "body": {**BODY, "benefit": 7}},
        {"type": "claim_notice", "body": {**BODY, "filing_date": 1.5}},
    ],
)
def test_what_is_no_message_is_refused_and_nothing_is_written(keys: Path, told: object) -> None:
    message = keys / "message.json"
    message.write_text(json.dumps(told))
    with pytest.raises(ExchangeProblem, match="message_unreadable"):
        seal_message(message, key_of("VC-NIS"), keys / "LC-NIC.json", keys / "bundle.cass", FixedClock())
    assert not (keys / "bundle.cass").exists()


def test_a_bundle_made_here_is_a_stock_age_file(keys: Path, command_line: CommandLine) -> None:
    out = sealed(keys, command_line, {"type": "claim_notice", "body": BODY})
    identity = keys / "identity.txt"
    identity.write_text(key_of("LC-NIC").secret.age_identity)
    opened = subprocess.run(["age", "-d", "-i", str(identity), str(out)], capture_output=True, check=True, timeout=30)
    assert opened.stdout.startswith(b"PK")


def mapped(keys: Path, command_line: CommandLine, *more: str, told: object = None) -> Answer:
    message = keys / "message.json"
    message.write_text(json.dumps(told or {"type": "claim_notice", "body": BODY}))
    return command_line.run("bundle", "map", str(message), *more)


def test_a_message_is_told_in_the_documents_of_another_standard(keys: Path, command_line: CommandLine) -> None:
    out = keys / "claim.json"
    answer = mapped(keys, command_line, "--to", "eessi", "--out", str(out), "--json")

    assert answer.status == 0, answer.err
    told = json.loads(answer.out)
    assert told["file"] == str(out)
    assert [entry["name"] for entry in told["documents"]] == ["P2000"]
    assert json.loads(out.read_text(encoding="utf-8")) == told["documents"][0]["content"]
    lost = {entry["field"]: entry for entry in told["not_carried"]}
    assert lost["body.filing_proof"] == {
        "field": "body.filing_proof",
        "values": ["Stamp of the office"],
        "why": "no_field",
    }


def test_the_list_is_told_in_words_and_a_file_is_not_written_over(keys: Path, command_line: CommandLine) -> None:
    out = keys / "claim.xml"
    answer = mapped(keys, command_line, "--to", "eessi", "--out", str(out))

    assert answer.status == 0, answer.err
    assert "P2000" in answer.out
    assert "Proof of the filing date: Stamp of the office\n  The other side has no field for it." in answer.out
    assert out.read_bytes().startswith(b"<?xml")
    again = mapped(keys, command_line, "--to", "eessi", "--out", str(out))
    assert again.status == 1
    assert again.err.count("\n") == 1


def test_the_header_of_dci_wants_its_sender(keys: Path, command_line: CommandLine) -> None:
    without = mapped(keys, command_line, "--to", "dci")
    assert without.status == 1
    assert "--sender" in without.err or "who sends" in without.err
    answer = mapped(keys, command_line, "--to", "dci", "--sender", "VC-NIS", "--recipient", "LC-NIC", "--json")
    assert answer.status == 0, answer.err
    (document,) = json.loads(answer.out)["documents"]
    assert document["content"]["header"]["sender_id"] == "VC-NIS"
    assert document["content"]["message"]["body"] == BODY


def test_what_no_document_tells_is_refused_with_its_list(keys: Path, command_line: CommandLine) -> None:
    receipt = {
        "type": "receipt",
        "body": {"about_message": "00000000-0000-4000-8000-00000000000a", "level": "opened", "case_number": ""},
    }
    answer = mapped(keys, command_line, "--to", "eessi", told=receipt)
    assert answer.status == 1
    assert "no document" in answer.out
    assert mapped(keys, command_line, "--to", "edifact").status == 2
    assert mapped(keys, command_line, "--to", "eessi", told={"type": "letter", "body": BODY}).status == 1


def opened_in_grenada(keys: Path, data: bytes, *cards: str) -> tuple[UnpackedBundle, dict[str, bytes]]:
    """A bundle to Grenada, unpacked with the cards of these offices."""
    (keys / "passed.cass").write_bytes(data)
    for code in cards:
        (keys / f"{code}.card").write_bytes(write_card(card_of(code), secret_of(code)))
    key = opening("GD-NIS", secret_of("GD-NIS"))
    found = unpack((keys / "passed.cass",), key, keys / "out", [keys / f"{code}.card" for code in cards])
    return found, {path.name: path.read_bytes() for path in found.files}


def test_what_was_passed_on_is_unpacked_with_every_signature_beside_it(keys: Path) -> None:
    _, original = of_saint_lucia("GD-NIS")
    sealed = passed_on(original, messages=(a_message(a_receipt(), 6),))
    found, files = opened_in_grenada(keys, sealed.data, "VC-NIS", "LC-NIC")

    assert found.verified
    assert files["enclosed-01-period_certificate.json"] == original.data
    assert files["enclosed-01-period_certificate.json.minisig"] == original.signature
    assert files["manifest.json"] == members_of(sealed, "GD-NIS")["manifest.json"]
    assert files["manifest.json.minisig"] == members_of(sealed, "GD-NIS")["manifest.json.minisig"]


def test_a_message_handed_on_is_unpacked_with_the_list_that_vouches_for_it(keys: Path) -> None:
    original = original_of(received())
    _, files = opened_in_grenada(keys, handed_on(original, told()).data, "VC-NIS", "LC-NIC")

    assert files["forwarded-01-claim_notice.json"] == original.data
    assert files["forwarded-01-list.json"] == original.signed_list.data
    assert files["forwarded-01-list.json.minisig"] == original.signed_list.signature


def test_what_is_left_aside_is_told_with_whose_it_is(
    keys: Path, command_line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = passed_on(of_saint_lucia("GD-NIS")[1], messages=(a_message(a_receipt(), 6),))
    (keys / "passed.cass").write_bytes(sealed.data)
    (keys / "VC-NIS.card").write_bytes(write_card(card_of("VC-NIS"), secret_of("VC-NIS")))
    grenada = opening("GD-NIS", secret_of("GD-NIS"))
    monkeypatch.setattr("desktop_app.commands.bundle.opening_key", lambda *_rest: grenada)
    key = str(keys / "VC-NIS.key")
    command = ("bundle", "open", str(keys / "passed.cass"), "--key", key, "--from", str(keys / "VC-NIS.card"), "--out")
    answer = command_line.run(*command, str(keys / "first"))
    told = json.loads(command_line.run(*command, str(keys / "second"), "--json").out)

    assert answer.status == 0, answer.err
    assert "Nobody here knows the key the certificate of LC-NIC was signed with." in answer.out
    assert told["left_aside"] == [
        {"issuer": "LC-NIC", "type": "period_certificate", "problem": "certificate_key_unknown"}
    ]
    assert told["enclosed"] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("inspect", "{gone}"),
        ("open", "{gone}", "--key", "{key}", "--out", "{out}"),
        ("open", "{key}", "--key", "{gone}", "--out", "{out}"),
        ("open", "{key}", "--key", "{key}", "--from", "{gone}", "--out", "{out}"),
        ("seal", "{gone}", "--from", "{key}", "--to", "{card}", "--out", "{out}"),
        ("seal", "{card}", "--from", "{key}", "--to", "{gone}", "--out", "{out}"),
        ("seal", "{card}", "--from", "{key}", "--to", "{card}", "--attach", "{gone}", "--out", "{out}"),
    ],
)
def test_a_file_that_is_not_there_is_named_before_a_passphrase_is_asked_for(
    arguments: tuple[str, ...],
    keys: Path,
    command_line: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CASS_DESK_KEY_PASSPHRASE")
    names = {name: str(keys / file) for name, file in (("gone", "nofile.cass"), ("key", "VC-NIS.key"),
                                                       ("card", "LC-NIC.json"), ("out", "out"))}  # fmt: skip
    answer = command_line.run("bundle", *(argument.format(**names) for argument in arguments))

    assert answer.status == 1
    assert f"There is no file {names['gone']}." in answer.err
    assert "passphrase" not in answer.err


def test_what_stands_in_the_way_is_named_before_a_passphrase_is_asked_for(
    keys: Path, command_line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CASS_DESK_KEY_PASSPHRASE")
    key, card_file = str(keys / "VC-NIS.key"), str(keys / "LC-NIC.json")
    opening = command_line.run("bundle", "open", card_file, "--key", key, "--out", str(keys))
    sealing = command_line.run("bundle", "seal", card_file, "--from", key, "--to", card_file, "--out", card_file)

    assert "exists already" in opening.err
    assert "exists already" in sealing.err


def test_a_folder_named_as_a_file_is_said_to_be_none(keys: Path, command_line: CommandLine) -> None:
    answer = command_line.run("bundle", "inspect", str(keys))

    assert answer.status == 1
    assert f"The file {keys} cannot be read." in answer.err


@pytest.mark.parametrize("part", ["inspect", "open", "seal", "map"])
def test_every_part_tells_an_example_of_itself(part: str, command_line: CommandLine) -> None:
    answer = command_line.run("bundle", part, "--help")

    assert answer.status == 0
    assert f"For example:\n  cass-desk bundle {part} " in answer.out
