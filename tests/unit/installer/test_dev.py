import ast
import sys
from collections.abc import Callable
from pathlib import Path

import debian
import dev
import environment
import pytest
from dev import Outcome, has_display, main, program_environment, split_arguments, table
from environment import STAMP, SetUpError, check_python, collected_name, packages_in, read_stamp, wanted_stamp

WAYS = [[], ["run"], ["run", "--", "--training"], ["run", "--training"], ["test", "--", "-k", "worksheet"]]
PARTED = [("", []), ("run", []), ("run", ["--training"]), ("run", ["--training"]), ("test", ["-k", "worksheet"])]


@pytest.mark.parametrize(("given", "parted"), [*zip(WAYS, PARTED, strict=True)])
def test_arguments_after_the_verb_are_passed_through(given: list[str], parted: tuple[str, list[str]]) -> None:
    assert split_arguments(given) == parted


@pytest.mark.parametrize(
    ("environ", "platform", "display"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", False),
        ({}, "win32", True),
    ],
)
def test_a_window_needs_a_display_on_linux_only(environ: dict[str, str], platform: str, display: bool) -> None:
    assert has_display(environ, platform) is display


def test_the_program_gets_a_utf8_locale_only_where_there_is_none() -> None:
    assert program_environment({}, "linux")["LC_ALL"] == "C.UTF-8"
    assert program_environment({"LANG": "C"}, "linux")["LC_ALL"] == "C.UTF-8"
    assert "LC_ALL" not in program_environment({"LANG": "nl_SR.UTF-8"}, "linux")
    assert "LC_ALL" not in program_environment({}, "win32")
    assert program_environment({}, "win32")["PYTHONUTF8"] == "1"


def test_run_without_a_display_is_one_sentence_and_no_set_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main(["run"]) == 1
    heard = capsys.readouterr()
    assert "no display here" in heard.err
    assert "xvfb-run" in heard.err
    assert not heard.out


def test_a_wrong_verb_shows_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instal"]) == 2
    assert "installer/dev.py test" in capsys.readouterr().out
    assert main(["--help"]) == 0


@pytest.mark.parametrize("version", [(3, 9), (3, 10), (3, 15)])
def test_a_python_that_does_not_fit_is_told_which_does(version: tuple[int, int]) -> None:
    with pytest.raises(SetUpError, match=r"needs Python 3\.11 to 3\.14; this is Python 3\."):
        check_python(version)
    check_python((3, 11))
    check_python((3, 14))


def test_set_up_parses_on_the_oldest_python_it_must_refuse() -> None:
    for file in (dev, environment, debian):
        source = Path(str(file.__file__)).read_text(encoding="utf-8")
        ast.parse(source, feature_version=(3, 8))
        assert "from __future__ import annotations" in source


def test_the_table_shows_every_check() -> None:
    shown = table([Outcome("format", passed=True, seconds=0.31), Outcome("tests", passed=False, seconds=61.0)])
    assert shown.split("\n") == ["", "  format  passed       0.3 s", "  tests   FAILED      61.0 s", ""]


def test_every_check_is_run_in_the_promised_order() -> None:
    listed = dev.checks(["-k", "worksheet"])
    assert [check.name for check in listed] == ["format", "lint", "types", "floors", "tests"]
    assert listed[-1].command[-2:] == ["-k", "worksheet"]


def test_the_locks_pin_every_package_with_hashes_and_no_address() -> None:
    assert {"pyside6-essentials", "sqlcipher3"} <= packages_in(environment.RUN_LOCKS)
    assert {"pytest", "ruff"} <= packages_in(environment.TEST_LOCKS)
    for lock in environment.TEST_LOCKS:
        text = lock.read_text(encoding="utf-8")
        assert text.count("--hash=sha256:") >= len(packages_in((lock,)))
        assert "://" not in text


def test_pips_progress_is_read_from_its_lines() -> None:
    assert collected_name("Collecting pyside6-essentials==6.11.3 (from -r x.lock (line 9))") == "pyside6-essentials"
    assert collected_name("  Downloading x.whl") is None


def test_missing_packages_are_asked_for_in_one_command() -> None:
    assert debian.command_for(["libegl1", "age"]) == "sudo apt-get install libegl1 age"
    assert not debian.loads("libnobody-has-this.so.7")
    assert set(debian.OFFSCREEN_LIBRARIES).isdisjoint(debian.WINDOW_LIBRARIES)


def test_without_administrators_rights_the_exact_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(debian.TEST_PROGRAMS, "no-such-program", "no-such-package")
    monkeypatch.setattr(debian.shutil, "which", lambda name: None if name == "no-such-program" else f"/usr/bin/{name}")
    monkeypatch.setattr(debian.os, "geteuid", lambda: 1000)
    said: list[str] = []
    with pytest.raises(SetUpError, match=r"sudo apt-get install .*no-such-package"):
        debian.ensure(window=False, programs=debian.TEST_PROGRAMS, say=said.append)
    assert "no-such-package" in said[0]


class Builder:
    """Builds an environment of one file, or breaks off halfway."""

    def __init__(self, breaks: BaseException | None = None) -> None:
        self.breaks = breaks
        self.built = 0

    def __call__(self, venv: Path, locks: tuple[Path, ...], say: Callable[[str], None]) -> None:
        del locks, say
        python = environment.python_of(venv)
        python.parent.mkdir(parents=True)
        if self.breaks is not None:
            raise self.breaks
        python.touch()
        self.built += 1


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    file = tmp_path / "requirements.lock"
    file.write_text("six==1.17.0 \\\n    --hash=sha256:00\n", encoding="utf-8")
    return file


def ensure(venv: Path, lock: Path, builder: Builder) -> None:
    environment.ensure((lock,), lambda _: None, venv, builder)


def test_a_second_call_builds_nothing(tmp_path: Path, lock: Path) -> None:
    builder = Builder()
    ensure(tmp_path / ".venv", lock, builder)
    ensure(tmp_path / ".venv", lock, builder)
    assert builder.built == 1


def test_a_changed_lock_makes_the_environment_anew(tmp_path: Path, lock: Path) -> None:
    builder = Builder()
    ensure(tmp_path / ".venv", lock, builder)
    lock.write_text("six==1.18.0\n", encoding="utf-8")
    ensure(tmp_path / ".venv", lock, builder)
    assert builder.built == 2
    assert read_stamp(tmp_path / ".venv") == wanted_stamp((lock,))
    assert sorted(path.name for path in tmp_path.iterdir()) == [".venv", "requirements.lock"]


def test_an_environment_for_the_tests_serves_the_program_too(tmp_path: Path, lock: Path) -> None:
    more = tmp_path / "requirements-dev.lock"
    more.write_text("pytest==9\n", encoding="utf-8")
    builder = Builder()
    environment.ensure((lock, more), lambda _: None, tmp_path / ".venv", builder)
    ensure(tmp_path / ".venv", lock, builder)
    assert builder.built == 1


@pytest.mark.parametrize("breaks", [KeyboardInterrupt(), SetUpError("no network")])
def test_a_broken_off_set_up_leaves_nothing_behind(tmp_path: Path, lock: Path, breaks: BaseException) -> None:
    with pytest.raises(type(breaks)):
        ensure(tmp_path / ".venv", lock, Builder(breaks))
    assert list(tmp_path.iterdir()) == [lock]


def test_a_broken_off_renewal_brings_the_whole_environment_back(tmp_path: Path, lock: Path) -> None:
    ensure(tmp_path / ".venv", lock, Builder())
    before = lock.read_text(encoding="utf-8")
    lock.write_text("six==1.18.0\n", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        ensure(tmp_path / ".venv", lock, Builder(KeyboardInterrupt()))
    lock.write_text(before, encoding="utf-8")
    assert environment.is_whole(tmp_path / ".venv", wanted_stamp((lock,)))


def test_an_environment_left_half_made_by_a_power_cut_is_removed(tmp_path: Path, lock: Path) -> None:
    (tmp_path / ".venv" / "lib").mkdir(parents=True)
    ensure(tmp_path / ".venv", lock, Builder())
    assert not (tmp_path / ".venv" / "lib").exists()
    assert (tmp_path / ".venv" / STAMP).exists()


def test_a_failing_program_is_told_with_its_last_lines() -> None:
    with pytest.raises(SetUpError) as refusal:
        environment.run_told(
            [sys.executable, "-c", "print('no space left'); raise SystemExit(3)"], failed="It failed.", hint="Do this."
        )
    assert str(refusal.value) == "  | no space left\nIt failed.\nDo this."
