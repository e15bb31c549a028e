"""A file that the operating system lets grow no further, in a process of its own: what was saved before stays."""

import multiprocessing
from pathlib import Path

import pytest

from desktop_app.foundation.problems import StoreProblem
from tests.support.stores import add_claim, make_store, open_again

resource = pytest.importorskip("resource", reason="Windows has no limit on the size of a process's files")


def _save_until_refused(folder: Path) -> None:
    store = make_store(folder)
    add_claim(store)
    size = sum(path.stat().st_size for path in folder.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    try:
        for number in range(1000):
            store.drafts.save(f"draft-{number}", "intake", None, {"text": "x" * 20_000})
            (folder / "kept").write_text(str(number + 1))
    except StoreProblem as problem:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        (folder / "code").write_text(problem.code)
        store.drafts.save("after", "intake", None, {})
        store.close()


def test_a_file_that_may_not_grow_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    child = multiprocessing.get_context("spawn").Process(target=_save_until_refused, args=(tmp_path,))
    child.start()
    child.join(60)
    assert child.exitcode == 0
    assert (tmp_path / "code").read_text() in {"store_disk_failed", "disk_full"}
    with open_again(tmp_path) as store:
        kept = {draft.key for draft in store.drafts.all()}
        assert kept == {f"draft-{number}" for number in range(int((tmp_path / "kept").read_text()))} | {"after"}
        assert store.journal.verify() is None
