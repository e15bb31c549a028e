"""Every file in tests/vectors is read, and becomes what its index says."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.directory_notices import KeyNotice
from desktop_app.domain.messages import MessageType
from desktop_app.exchange import bundle as bundle_module
from desktop_app.exchange.armour import read_any
from desktop_app.exchange.bundle import MANIFEST, open_bundle
from desktop_app.exchange.directory import check_signers, read_directory
from desktop_app.exchange.keys import read_card
from desktop_app.exchange.messages import decode_message, encode_message
from desktop_app.exchange.messages.registry import KINDS
from desktop_app.exchange.paper_codes import read_kept_codes
from desktop_app.exchange.rotation import check_notice
from desktop_app.exchange.sealing import open_bytes
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import card_of, directory_of, known, secret_of
from tests.support.message_schemas import faults
from tests.vectors.alter import zip_of

VECTORS = Path(__file__).parents[2] / "vectors"
INDEX: list[dict[str, Any]] = tomllib.loads((VECTORS / "index.toml").read_text(encoding="utf-8"))["vector"]

WHILE_WRITING = {
    "message_not_writable",
    "bundle_not_writable",
    "card_not_writable",
    "own_key_differs",
    "bundle_to_itself",
    "office_secret_unreadable",
    "list_not_writable",
    "key_notice_not_writable",
}
"""Refusals that no file can provoke: each has its own test."""


ELSEWHERE = {
    "bundle_too_large",  # would be a file of 32 MB: made in test_envelope
    "list_too_large",  # would be a file of 4 MB
    "list_signer_twice",  # the ZIP of a list has one file a maintainer: a list in a message could have it
    "archive_unreadable",  # a ZIP that a mail gateway made, not a bundle
    "archive_locked",
    "forwarded_own",  # these four do not refuse the bundle either: test_forwarded
    "forwarded_not_for_us",
    "forwarded_key_unknown",
    "forwarded_signature_bad",
    "certificate_own",  # does not refuse the bundle: the enclosed document is named and not taken
    "message_type",  # these three do not refuse the bundle: the message waits
    "message_version",
    "message_must_understand",
}
"""Refusals that have their tests elsewhere, and what only waits."""


def read(vector: dict[str, Any]) -> Any:
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
    reader = vector["reader"]
    offices = directory_of("LC-NIC", "VC-NIS")
    return open_bundle(data, *others, secret=secret_of(reader), own=card_of(reader), find_office=offices.get)


@pytest.mark.parametrize("vector", [v for v in INDEX if v["outcome"] == "opens"], ids=lambda v: v["file"])
def test_a_sound_file_opens(vector: dict[str, Any]) -> None:
    assert read(vector)


@pytest.mark.parametrize("vector", [v for v in INDEX if v["outcome"] != "opens"], ids=lambda v: v["file"])
def test_a_faulty_file_gets_its_own_refusal(vector: dict[str, Any]) -> None:
    with pytest.raises(ExchangeProblem) as refused:
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


def test_every_refusal_has_a_vector() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in Path(bundle_module.__file__).parent.rglob("*.py"))
    codes = set(re.findall(r'ExchangeProblem\(\s*"([a-z_]+)"', source))
    codes |= set(re.findall(r'(?:code = |else |return )"((?:bundle|certificate)_[a-z_]+)"', source))

    assert len(codes) > 25
    assert codes - WHILE_WRITING - ELSEWHERE - {v["outcome"] for v in INDEX} == set()


@pytest.mark.parametrize("kind", MessageType)
def test_every_message_type_and_version_has_a_sound_vector(kind: MessageType) -> None:
    opened = [read(v) for v in INDEX if v["outcome"] == "opens" and v["kind"] == "bundle"]
    entries = {(entry.type, entry.schema_version) for bundle in opened for entry in bundle.manifest.messages}

    assert {(kind.value, f"1.{minor}") for minor in range(KINDS[kind].minor + 1)} <= entries
