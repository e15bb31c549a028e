"""May this update come into force here: signed by the right people, newer than what is in force, sound, right.

Every refusal is a `RuleProblem` with a code of its own; nothing is kept or applied here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from desktop_app import __version__
from desktop_app.calculation.pack import RulePack
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.offices import KeyCheck, KnownOffice
from desktop_app.exchange.rule_update import RuleUpdate, UpdateManifest, UpdateSignature, check_signatures, read_update
from desktop_app.exchange.trust import Trust
from desktop_app.foundation.problems import RuleProblem
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.rules_in_use import pack_of

ALONE: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedUpdate:
    """An update that passed every check but its worked examples.

    `findings` are warnings: signed by one office alone, made to replace another pack, and what the pack's own checks
    say. `present` is the number of the update in force, 0 where it is the program's own pack.
    """

    manifest: UpdateManifest
    pack: RulePack
    signatures: tuple[UpdateSignature, ...]
    findings: tuple[Finding, ...]
    present: int


def check_update(desk: Desk, data: bytes) -> CheckedUpdate:
    """Check an update whole: shape, signatures, State, number, program, pack.

    Raises what `read_update`, `check_signers` and `pack_of` raise, and `RuleProblem`: `update_state_unknown` (state),
    `update_not_newer` (state, number, present), `update_needs_program` (version, present), `update_same_pack` (state).
    """
    update = read_update(data)
    manifest = update.manifest
    if manifest.state not in desk.rulebook.agreement.parties:
        raise RuleProblem("update_state_unknown", state=manifest.state)
    signatures = check_signers(update, lambda code: office_of(desk, code))
    present = present_number(desk, manifest.state)
    if manifest.number <= present:
        raise RuleProblem("update_not_newer", state=manifest.state, number=manifest.number, present=present)
    if _version(manifest.minimum_program) > _version(__version__):
        raise RuleProblem("update_needs_program", version=manifest.minimum_program, present=__version__)
    sound = pack_of(data)
    if sound.pack.digest == desk.rulebook.digest(manifest.state):
        raise RuleProblem("update_same_pack", state=manifest.state)
    return CheckedUpdate(
        manifest=manifest,
        pack=sound.pack,
        signatures=signatures,
        findings=(*_warnings(desk, manifest, signatures), *sound.findings),
        present=present,
    )


def check_signers(update: RuleUpdate, find_office: Callable[[str], KnownOffice | None]) -> tuple[UpdateSignature, ...]:
    """Check who signed: the State's own institution must be among them, known here and its key compared.

    Raises what `check_signatures` raises, and `RuleProblem`: `update_publisher_unsigned` (office),
    `update_signer_unknown` (office, state), `update_key_not_checked` (office), `update_signer_elsewhere` (office,
    state) where nobody of that State signed.
    """
    manifest = update.manifest
    signatures = check_signatures(update, find_office)
    if manifest.publisher not in update.signatures:
        raise RuleProblem("update_publisher_unsigned", office=manifest.publisher)
    own = [each for each in signatures if each.state == manifest.state]
    if any(each.trust is Trust.TRUSTED for each in own):
        return signatures
    for each in own:
        if each.trust is Trust.NOT_CHECKED:
            raise RuleProblem("update_key_not_checked", office=each.office)
        raise RuleProblem("update_key_unknown", office=each.office)
    unknown = next((each for each in signatures if not each.state), None)
    if unknown is not None:
        raise RuleProblem("update_signer_unknown", office=unknown.office, state=manifest.state)
    raise RuleProblem("update_signer_elsewhere", office=signatures[0].office, state=manifest.state)


def office_of(desk: Desk, code: str) -> KnownOffice | None:
    """Return an office whose signature may stand on an update: this one, or one of the directory."""
    if code == desk.office.code:
        return desk.store.offices.own() or KnownOffice(card=desk.own, check=KeyCheck.OWN)
    return desk.store.offices.get(code)


def present_number(desk: Desk, state: str) -> int:
    """Return the number of the update in force for a State, 0 where it is the program's own pack."""
    held = desk.store.rule_updates.in_force().get(state)
    return read_update(held.data).manifest.number if held is not None else 0


def _warnings(desk: Desk, manifest: UpdateManifest, signatures: tuple[UpdateSignature, ...]) -> tuple[Finding, ...]:
    found = []
    trusted = [each for each in signatures if each.trust is Trust.TRUSTED]
    if len(trusted) == ALONE:
        found.append(_warning("update_signed_alone", office=trusted[0].office))
    found += [
        _warning("update_signature_unchecked", office=each.office)
        for each in signatures
        if each.trust is not Trust.TRUSTED
    ]
    if manifest.replaces and manifest.replaces != desk.rulebook.digest(manifest.state):
        found.append(_warning("update_made_for_another", state=manifest.state))
    if manifest.in_force_from > desk.clock.today():
        found.append(_warning("update_law_to_come", day=manifest.in_force_from.isoformat()))
    return tuple(found)


def _warning(code: str, /, **facts: str) -> Finding:
    return Finding(code=code, level=Level.WARNING, where="update", facts={"key": "", **facts})


def _version(text: str) -> tuple[int, ...]:
    parts = text.partition("+")[0].split(".")
    return tuple(int(part) for part in (*parts, "0", "0")[:3] if part.isdigit())
