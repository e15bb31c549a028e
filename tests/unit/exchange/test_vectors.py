"""Every file in tests/vectors is read, and becomes what its index says."""

import ast
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.directory_notices import DirectoryNotice, KeyNotice
from desktop_app.domain.messages import MessageType
from desktop_app.domain.offices import KeyCheck, KnownOffice
from desktop_app.exchange import bundle as bundle_module
from desktop_app.exchange.armour import read_any
from desktop_app.exchange.bundle import MANIFEST, open_bundle
from desktop_app.exchange.directory import check_signers, read_directory
from desktop_app.exchange.key_file import read_key_file
from desktop_app.exchange.keys import card, read_card
from desktop_app.exchange.mails import bundles_in
from desktop_app.exchange.manifest import FORMAT_VERSION
from desktop_app.exchange.messages import decode_message, encode_message
from desktop_app.exchange.messages.registry import KINDS
from desktop_app.exchange.paper_codes import read_kept_codes
from desktop_app.exchange.rotation import check_notice
from desktop_app.exchange.rule_update import check_signatures, read_update
from desktop_app.exchange.sealing import open_bytes
from desktop_app.foundation.problems import ExchangeProblem, RuleProblem
from desktop_app.wording.problems import SENTENCES
from tests.support.bundles import KEYS_MADE, card_of, directory_of, known, secret_of
from tests.support.message_schemas import faults
from tests.support.rule_updates import publisher
from tests.vectors.alter import zip_of
from tests.vectors.further import PASSPHRASE

VECTORS = Path(__file__).parents[2] / "vectors"
INDEX: list[dict[str, Any]] = tomllib.loads((VECTORS / "index.toml").read_text(encoding="utf-8"))["vector"]

NOT_IN_A_FILE = {
    "message_not_writable": "it is met while writing",
    "bundle_not_writable": "it is met while writing",
    "card_not_writable": "it is met while writing",
    "list_not_writable": "it is met while writing",
    "key_notice_not_writable": "it is met while writing",
    "update_not_writable": "it is met while writing",
    "update_not_publisher": "it is met while writing",
    "update_too_many_signers": "it is met while signing",
    "key_passphrase_weak": "it is met while writing",
    "own_key_differs": "it is about the keys of this desk",
    "office_secret_unreadable": "it is about the keys of this desk",
    "bundle_to_itself": "it is met while sealing",
    "map_sender_missing": "it is met while writing for another system",
    "list_signer_twice": "it takes the list before: test_directory",
    "bundle_too_large": "it would be a file of 32 MB: test_envelope",
    "list_too_large": "it would be a file of 4 MB: test_directory",
    "update_too_large": "it would be a file of 8 MB: test_rule_update",
}
"""Refusals that no file of sensible size can provoke alone, and why."""

NAMED = {
    "good_later_type.cass": "message_type",
    "good_other_major.cass": "message_version",
    "good_must_understand.cass": "message_must_understand",
    "good_higher_minor.cass": "extra_fields",
    "good_enclosed_own.cass": "certificate_own",
    "good_enclosed_unknown.cass": "certificate_key_unknown",
    "good_enclosed_audience.cass": "certificate_key_unknown",
    "good_forwarded_own.cass": "forwarded_own",
    "good_forwarded_unknown.cass": "forwarded_key_unknown",
    "good_forwarded_altered.cass": "forwarded_signature_bad",
    "good_forwarded_outside.cass": "forwarded_not_for_us",
}
"""Bundles that open although something in them waits or is not taken, and the code that is named for it."""


def read(vector: dict[str, Any]) -> Any:  # noqa: PLR0911 - one return a kind of file
    data, *others = ((VECTORS / "files" / name).read_bytes() for name in (vector["file"], *vector.get("others", ())))
    if vector["kind"] == "card":
        return read_card(data)
    if vector["kind"] == "qr":
        return read_kept_codes(data)
    if vector["kind"] == "list":
        return check_signers(read_directory(data))
    if vector["kind"] == "key_notice":
        body = decode_message(data).body
        assert isinstance(body, KeyNotice)
        return check_notice(body, known("LC-NIC"))
    if vector["kind"] == "list_message":
        listed = decode_message(data).body
        assert isinstance(listed, DirectoryNotice)
        return check_signers(listed)
    if vector["kind"] == "rules":
        maker = publisher("VC-RULES")
        office = KnownOffice(card=card(maker.office, maker.secret, KEYS_MADE), check=KeyCheck.PHONE)
        return check_signatures(read_update(data), {"VC-RULES": office}.get)
    if vector["kind"] == "key_file":
        return read_key_file(data, PASSPHRASE)
    if vector["kind"] == "mail":
        return bundles_in(data)
    reader = vector["reader"]
    offices = directory_of("LC-NIC", "VC-NIS")
    return open_bundle(data, *others, secret=secret_of(reader), own=card_of(reader), find_office=offices.get)


@pytest.mark.parametrize("vector", [v for v in INDEX if v["outcome"] == "opens"], ids=lambda v: v["file"])
def test_a_sound_file_opens(vector: dict[str, Any]) -> None:
    assert read(vector)


@pytest.mark.parametrize("vector", [v for v in INDEX if v["outcome"] != "opens"], ids=lambda v: v["file"])
def test_a_faulty_file_gets_its_own_refusal(vector: dict[str, Any]) -> None:
    with pytest.raises((ExchangeProblem, RuleProblem)) as refused:
        read(vector)

    assert refused.value.code == vector["outcome"]
    assert refused.value.facts.get("field", "") == vector.get("field", "")


SOUND = [v for v in INDEX if v["outcome"] == "opens" and v["kind"] == "bundle"]


@pytest.mark.parametrize("vector", SOUND, ids=lambda v: v["file"])
def test_what_an_older_program_wrote_is_written_the_same_today(vector: dict[str, Any]) -> None:
    bundle = read(vector)
    strange = {entry.message_id for entry in bundle.not_understood}
    for message in bundle.messages:
        if message.message_id not in strange:
            assert encode_message(message) == bundle.originals[message.message_id].data


@pytest.mark.parametrize("vector", SOUND, ids=lambda v: v["file"])
def test_a_sound_file_keeps_to_the_published_schemas(vector: dict[str, Any]) -> None:
    bundle = read(vector)
    strange = {entry.message_id for entry in bundle.not_understood}
    for message in bundle.messages:
        if message.message_id not in strange:
            assert faults(message.type.value, json.loads(bundle.originals[message.message_id].data)) == []


@pytest.mark.parametrize("vector", SOUND, ids=lambda v: v["file"])
def test_a_sound_manifest_keeps_to_its_published_schema(vector: dict[str, Any]) -> None:
    data = (VECTORS / "files" / vector["file"]).read_bytes()
    manifest = zip_of(open_bytes(read_any(data), secret_of(vector["reader"])))[MANIFEST]

    assert bool(faults("manifest", json.loads(manifest))) == (vector["file"] == "good_higher_format.cass")


def test_the_index_names_every_file_once() -> None:
    assert sorted(v["file"] for v in INDEX) == sorted(file.name for file in (VECTORS / "files").iterdir())


def codes_raised() -> set[str]:
    """Every code of a problem that stands written anywhere in the exchange, whoever raises it in the end."""
    written: set[str] = set()
    for file in Path(bundle_module.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                written.add(node.value)
    return written & SENTENCES.keys()


def test_every_refusal_has_a_vector_or_a_reason_why_no_file_can_provoke_it() -> None:
    shown = {vector["outcome"] for vector in INDEX} | set(NAMED.values())

    assert len(codes_raised()) > 70
    assert codes_raised() - shown - NOT_IN_A_FILE.keys() == set()
    assert NOT_IN_A_FILE.keys() & shown == set()
    assert NOT_IN_A_FILE.keys() - codes_raised() == set()


@pytest.mark.parametrize("file", NAMED)
def test_what_waits_or_is_not_taken_is_named(file: str) -> None:
    bundle = read(next(vector for vector in INDEX if vector["file"] == file))
    waiting = [entry.waits.value for entry in bundle.not_understood]

    assert [*waiting, *(entry.code for entry in bundle.not_taken)] == [NAMED[file]]


def test_the_signed_list_has_a_vector_of_every_version() -> None:
    versions = set()
    for vector in SOUND:
        data = (VECTORS / "files" / vector["file"]).read_bytes()
        told = json.loads(zip_of(open_bytes(read_any(data), secret_of(vector["reader"])))[MANIFEST])
        versions.add(told["format_version"])

    assert {"1.0", FORMAT_VERSION} <= versions


@pytest.mark.parametrize("kind", MessageType)
def test_every_message_type_and_version_has_a_sound_vector(kind: MessageType) -> None:
    opened = [read(v) for v in INDEX if v["outcome"] == "opens" and v["kind"] == "bundle"]
    entries = {(entry.type, entry.schema_version) for bundle in opened for entry in bundle.manifest.messages}

    assert {(kind.value, f"1.{minor}") for minor in range(KINDS[kind].minor + 1)} <= entries
