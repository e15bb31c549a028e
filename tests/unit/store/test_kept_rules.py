"""Rule files are kept once by their digest, and stay."""

import pytest

from desktop_app.foundation.places import resource_dir
from desktop_app.foundation.problems import StoreProblem
from desktop_app.rulebook.pack_files import digest_of_files, folder_bytes, read_files, read_folder
from desktop_app.store.kept_rules import RulesKind, zipped
from desktop_app.store.store import Store
from tests.support.clocks import OPENING
from tests.support.stores import an_act

FILES = {"state.toml": b'state = "XX"\n', "age_pension.toml": b"[parameter]\n"}


def test_files_are_kept_once_and_read_as_they_were(store: Store) -> None:
    with an_act(store):
        assert store.kept_rules.keep(RulesKind.PACK, "XX", "sha256:1", FILES, OPENING)
        assert not store.kept_rules.keep(RulesKind.PACK, "XX", "sha256:1", FILES, OPENING)
    assert store.kept_rules.files("sha256:1") == FILES
    assert store.kept_rules.digests() == ("sha256:1",)


def test_the_same_files_are_the_same_bytes() -> None:
    assert zipped(FILES) == zipped(dict(reversed(FILES.items())))


def test_a_pack_of_the_program_keeps_its_digest(store: Store) -> None:
    folder = resource_dir() / "rules" / "VC"
    files = folder_bytes(folder)
    digest = digest_of_files(files)
    with an_act(store):
        store.kept_rules.keep(RulesKind.PACK, "VC", digest, files, OPENING)
    assert read_files("VC", store.kept_rules.files(digest)).digest == read_folder(folder).digest == digest


def test_rules_that_are_not_kept_are_said_to_be_missing(store: Store) -> None:
    with pytest.raises(StoreProblem) as refused:
        store.kept_rules.files("sha256:2")
    assert refused.value.code == "rules_not_kept"
