"""Debian's own age and minisign take the office's keys from the files we write, after asking for the passphrase."""

import os
import pty
import subprocess
from pathlib import Path

import pytest

from desktop_app.exchange.sealing import seal_bytes
from desktop_app.exchange.signing import verify
from desktop_app.exchange.standard_keys import age_identity_file, minisign_secret_file
from tests.support.bundles import card_of, secret_of
from tests.support.clocks import FixedClock

PASSPHRASE = "turtle umbrella market eleven"


def typed(answer: str, *command: str, at: Path) -> int:
    """Run a program at a terminal of its own and type an answer when it asks; return its exit status."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(at)
        os.execvp(command[0], command)  # noqa: S606 - the program under test, no shell
    said = b""
    while b"assphrase" not in said and b"assword" not in said:
        said += os.read(terminal, 1024)
    os.write(terminal, answer.encode() + b"\n")
    try:
        while os.read(terminal, 1024):
            pass
    except OSError:
        pass  # the terminal is closed with the program
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning")
def test_age_opens_a_bundle_with_the_key_file_and_its_passphrase(tmp_path: Path) -> None:
    (tmp_path / "office.age").write_bytes(age_identity_file(secret_of("VC-NIS"), PASSPHRASE))
    sealed = seal_bytes(b"for Saint Vincent", (card_of("VC-NIS").keys.sealing_key,))
    (tmp_path / "bundle.cass").write_bytes(sealed)

    done = typed(PASSPHRASE, "age", "-d", "-i", "office.age", "-o", "opened", "bundle.cass", at=tmp_path)

    assert done == 0
    assert (tmp_path / "opened").read_bytes() == b"for Saint Vincent"


def test_minisign_signs_with_the_key_file_and_its_passphrase(tmp_path: Path) -> None:
    secret = secret_of("VC-NIS")
    (tmp_path / "office.key").write_bytes(minisign_secret_file(secret.signing, PASSPHRASE, FixedClock().random_bytes))
    (tmp_path / "list.json").write_bytes(b"{}")
    command = ("minisign", "-S", "-s", "office.key", "-m", "list.json", "-t", "a comment")

    wrong = subprocess.run(command, cwd=tmp_path, input=b"a wrong one\n", capture_output=True, check=False)
    assert wrong.returncode != 0
    right = subprocess.run(command, cwd=tmp_path, input=PASSPHRASE.encode() + b"\n", capture_output=True, check=False)
    assert right.returncode == 0, right.stderr

    assert verify(b"{}", (tmp_path / "list.json.minisig").read_bytes(), secret.signing.public()) == "a comment"


def test_no_key_stands_in_the_files_as_it_is() -> None:
    secret = secret_of("VC-NIS")
    files = age_identity_file(secret, PASSPHRASE) + minisign_secret_file(
        secret.signing, PASSPHRASE, FixedClock().random_bytes
    )

    assert secret.age_identity.encode() not in files
    assert secret.signing.seed not in files
