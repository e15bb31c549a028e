"""Write this office's secret keys to files for `age` and `minisign`: two persons, a passphrase, a line in the journal.

Whoever has the files and the passphrase is this office: they read what is sealed to it and sign in its name.
"""

from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.passphrases import normalised, passphrase_strength
from desktop_app.domain.proposals import ProposalKind
from desktop_app.foundation.places import left_if_told, write_atomically
from desktop_app.foundation.problems import KeyProblem, PlaceProblem, Problem
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.left_files import remember_folder
from desktop_app.workflows.propose import accept_beside, propose, withdraw


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedKeys:
    """The two files: the opening key for `age`, the signing key for `minisign`."""

    age_file: Path
    minisign_file: Path


def export_keys(
    desk: Desk, folder: Path, *, reason: str, login: str, second_passphrase: str, passphrase: str
) -> ExportedKeys:
    """Write both keys into a folder under a passphrase of their own, as two persons agreed at this desk.

    Raises `KeyProblem("passphrase_weak")`, `PlaceProblem` (`file_exists` (file) among it: nothing is written over) and
    what `propose` and `accept_beside` raise; then nothing was written.
    """
    from desktop_app.exchange.standard_keys import age_identity_file, minisign_secret_file

    if not passphrase_strength(passphrase).enough:
        raise KeyProblem("passphrase_weak")
    key = desk.own.keys.key_id
    files = ExportedKeys(
        age_file=folder / f"{desk.office.code}-{key}.age-key.age",
        minisign_file=folder / f"{desk.office.code}-{key}.minisign.key",
    )
    for path in (files.age_file, files.minisign_file):
        if path.exists():
            raise PlaceProblem("file_exists", file=path.name)
    _agree(desk, key, reason, login, second_passphrase)
    kept = normalised(passphrase)
    remember_folder(desk, folder)
    write_atomically(files.age_file, age_identity_file(desk.secret, kept))
    write_atomically(files.minisign_file, minisign_secret_file(desk.secret.signing, kept, desk.clock.random_bytes))
    facts = {"key": key, "files": f"{files.age_file.name}, {files.minisign_file.name}"}
    told = desk.store.act(verb="keys_exported", user=desk.user.id, about=desk.office.code, facts=facts)
    with left_if_told(files.age_file, files.minisign_file), told:
        pass
    return files


def _agree(desk: Desk, key: str, reason: str, login: str, second_passphrase: str) -> None:
    proposal = propose(desk, kind=ProposalKind.KEY_EXPORT, subject=key, reason=reason)
    try:
        accept_beside(desk, proposal.id, login=login, passphrase=second_passphrase)
    except Problem:
        withdraw(desk, proposal.id)
        raise
