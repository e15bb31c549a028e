"""The rules a desk calculates with: the program's own packs, and in their place the updates that two persons accepted.

An accepted update that this program cannot use leaves its State without rules, and says so: two persons decided what
the law is, so the pack before is not quietly taken instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from desktop_app.calculation.pack import RulePack
from desktop_app.domain.findings import Finding, Level
from desktop_app.exchange.rule_update import UpdateManifest, read_update
from desktop_app.foundation.problems import RuleProblem
from desktop_app.rulebook.checks import check_pack
from desktop_app.rulebook.loader import build_pack
from desktop_app.rulebook.pack_files import read_files
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.store.rule_updates import KeptUpdate
from desktop_app.store.store import Store
from desktop_app.workflows.consult_rules import load_rulebook
from desktop_app.workflows.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundPack:
    """A pack that passed every check of a pack, and what the checks had to say all the same."""

    pack: RulePack
    findings: tuple[Finding, ...]


def rulebook_in_use(store: Store) -> Rulebook:
    """Return the rules this store's office calculates with."""
    own = load_rulebook()
    held = store.rule_updates.in_force()
    if not held:
        return own
    packs = dict(own.packs)
    files = dict(own.files)
    found = list(own.found)
    for state, update in held.items():
        try:
            sound = pack_of(update.data)
        except RuleProblem:
            packs.pop(state, None)
            found.append(_unusable(state, update))
            continue
        if sound.pack.digest != update.digest:
            packs.pop(state, None)
            found.append(_unusable(state, update))
            continue
        packs[state] = sound.pack
        files[sound.pack.digest] = read_update(update.data).files
    return replace(own, packs=MappingProxyType(packs), found=tuple(found), files=MappingProxyType(files))


def newer_own_pack(manifest: UpdateManifest) -> RulePack | None:
    """Return the program's own pack where it is newer than an update that was accepted; None where it is not.

    Newer is one that is neither what the update replaced nor what it brought, and that was held against its sources
    after the update was made.
    """
    own = load_rulebook().packs.get(manifest.state)
    if own is None or own.digest in (manifest.replaces, manifest.pack_digest):
        return None
    return own if last_verified(own) > manifest.created_on else None


def last_verified(pack: RulePack) -> date:
    """Return the newest day on which anything of a pack was held against its sources."""
    return max((pack.verified_on, *(rules.verified_on for rules in pack.benefits.values())))


def with_rules(desk: Desk) -> Desk:
    """Return the desk with the rules that are in force now: after an update was accepted or taken back."""
    return replace(desk, rulebook=rulebook_in_use(desk.store))


def pack_of(data: bytes) -> SoundPack:
    """Return the pack of an update's file; its signatures are another matter.

    Raises what `read_update` and `sound_pack` raise, and `RuleProblem("update_pack_differs")` where the manifest names
    another pack than the files are.
    """
    update = read_update(data)
    sound = sound_pack(update.manifest.state, update.files)
    if sound.pack.digest != update.manifest.pack_digest:
        raise RuleProblem("update_pack_differs")
    return sound


def sound_pack(state: str, files: Mapping[str, bytes]) -> SoundPack:
    """Check the files of a pack as every pack is checked, and build it.

    Raises `RuleProblem`: `rule_file_unreadable`, `update_pack_refused` with the first error's file and key and how many
    there are. Whatever the files hold, nothing else comes out.
    """
    read = read_files(state, files)
    try:
        findings = check_pack(read)
        errors = [finding for finding in findings if finding.level is Level.ERROR]
        if not errors:
            return SoundPack(pack=build_pack(read), findings=findings)
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as error:
        # what the checks do not foresee is refused, never half used
        raise RuleProblem("update_pack_unusable", state=state) from error
    raise PackRefused(state, tuple(errors))


class PackRefused(RuleProblem):
    """The files of a pack have errors: `findings` are all of them, the problem names the first."""

    def __init__(self, state: str, findings: tuple[Finding, ...]) -> None:
        first = findings[0]
        super().__init__(
            "update_pack_refused", state=state, file=first.where, key=str(first.facts["key"]), count=len(findings)
        )
        self.findings = findings


def _unusable(state: str, update: KeptUpdate) -> Finding:
    return Finding(
        code="update_unusable", level=Level.ERROR, where=state, facts={"key": "", "state": state, "update": update.id}
    )
