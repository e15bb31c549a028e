"""Updates of the rules: take a file in, try it, propose it; a second person accepts it, and two persons take it back.

Reading is not believing: the bytes are kept as they came, then checked, then tried on this computer, and only two
persons put them in force. Calculations keep the pack they were made with.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Protocol

from desktop_app.calculation.pack import RulePack
from desktop_app.domain.findings import Finding, Reason
from desktop_app.domain.proposals import Proposal, ProposalKind
from desktop_app.domain.users import User
from desktop_app.exchange.rule_update import UPDATE_BYTES, UpdateManifest, UpdateSignature, read_update
from desktop_app.foundation.places import reading_problem
from desktop_app.foundation.problems import RuleProblem
from desktop_app.foundation.progress import Progress
from desktop_app.rulebook.shelf import Rulebook
from desktop_app.store.columns import sha256
from desktop_app.store.rule_updates import KeptUpdate, UpdateStatus
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.propose import ProposalView, acting_user, person, propose, take_back, view_of
from desktop_app.workflows.read_rules import ExampleResult, PackChange, example_results, pack_changes
from desktop_app.workflows.rules_in_use import last_verified, newer_own_pack, with_rules
from desktop_app.workflows.update_checks import CheckedUpdate, check_update
from desktop_app.workflows.work_examples import work_examples

__all__ = ["UpdateStatus", "with_rules"]

_EXAMPLES: Final = "examples"
_CHANGES: Final = "changes"
_TOUCHED: Final = "touched"
_REFUSED: Final = "refused"
_FACTS: Final = "facts"


class TouchedClaims(Protocol):
    """Says which claims a change of the rules touches; may report progress and be cancelled."""

    def __call__(
        self, desk: Desk, before: Rulebook, after: Rulebook, progress: Progress
    ) -> tuple["TouchedClaim", ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedClaim:
    """A claim whose newest kept calculation would come out otherwise: its number, the person, and the States."""

    claim_id: str
    number: str
    person_name: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateLine:
    """An update as a list shows it. `manifest` is None where the file cannot be read.

    `refusal` is why the checks refused it, as the code and facts of a problem. `proposal` is the last proposal about
    it, `taking_back` the one that waits to take it back. `in_force`: calculations use it. `newer_own` is the day on
    which the program's own pack was held against its sources, where that is newer than an update in force.
    """

    update_id: str
    state: str
    manifest: UpdateManifest | None
    signers: tuple[str, ...]
    received_by: User
    received_on: str
    status: UpdateStatus
    refusal: Reason | None
    in_force: bool
    proposal: ProposalView | None
    taking_back: ProposalView | None
    tried: Mapping[str, Any]
    newer_own: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateTrial:
    """What an update would do here. Nothing of it is in force.

    `changes` are against the pack in force, None of which there may be. `touched` is None where it was not looked for.
    """

    update_id: str
    manifest: UpdateManifest
    signatures: tuple[UpdateSignature, ...]
    findings: tuple[Finding, ...]
    present: int
    before: RulePack | None
    after: RulePack
    changes: tuple[PackChange, ...]
    examples: tuple[ExampleResult, ...]
    touched: tuple[TouchedClaim, ...] | None

    @property
    def examples_pass(self) -> bool:
        """Whether every worked example came out on this computer."""
        return all(result.passed for result in self.examples)


def import_update(desk: Desk, data: bytes) -> str:
    """Keep an update as it came, then check it; return its id. The same bytes twice are one update.

    A refusal is kept with the file and then raised. Raises `RuleProblem`: what `check_update` raises;
    `update_too_large` for a file that is not kept at all.
    """
    if len(data) > UPDATE_BYTES:
        raise RuleProblem("update_too_large", size=len(data), most=UPDATE_BYTES)
    known = desk.store.rule_updates.with_data(data)
    update = known or _keep(desk, data)
    if update.status in {UpdateStatus.RECEIVED, UpdateStatus.REFUSED}:
        _check_and_note(desk, update)
    return update.id


def import_update_file(desk: Desk, path: Path) -> str:
    """Take an update in from a file, of which no more is read than is kept.

    Raises what `import_update` raises, and `PlaceProblem`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(UPDATE_BYTES + 1)
    except OSError as error:
        raise reading_problem(error, path) from error
    return import_update(desk, data)


def try_update(desk: Desk, update_id: str, progress: Progress, *, touched: TouchedClaims | None = None) -> UpdateTrial:
    """Try an update: check it again, work its examples, compare it with what is in force, look which claims it touches.

    Only that it was tried is kept. Raises `RuleProblem`: `update_unknown`, and what `check_update` raises, which is
    kept as its refusal. An example that fails does not raise: the trial says so, and it cannot be proposed.
    """
    update = _known(desk, update_id)
    progress.step(0, _STEPS, "check")
    checked = _check_and_note(desk, update)
    state = checked.manifest.state
    before = desk.rulebook.packs.get(state)
    tried = rulebook_with(desk.rulebook, checked.pack)
    progress.step(1, _STEPS, "examples")
    findings = work_examples(tried, (state,))
    progress.step(2, _STEPS, "claims")
    claims = touched(desk, desk.rulebook, tried, progress) if touched is not None else None
    trial = UpdateTrial(
        update_id=update_id,
        manifest=checked.manifest,
        signatures=checked.signatures,
        findings=checked.findings,
        present=checked.present,
        before=before,
        after=checked.pack,
        changes=pack_changes(before, checked.pack),
        examples=example_results(checked.pack, findings),
        touched=claims,
    )
    if update.status in _BEFORE_PROPOSAL:
        _note_trial(desk, trial)
    return trial


def propose_update(desk: Desk, update_id: str, *, reason: str, legal_reference: str = "") -> Proposal:
    """Propose that an update comes into force; a second person accepts it.

    Raises what `propose` raises, and `RuleProblem`: `update_unknown`, `update_not_tried`, `update_example_fails`, and
    what `check_update` raises.
    """
    update = _known(desk, update_id)
    return propose(
        desk,
        kind=ProposalKind.RULE_UPDATE,
        subject=update.id,
        reason=reason,
        legal_reference=legal_reference,
        valid_from=update.valid_from,
        payload={"state": update.state, "digest": update.digest},
    )


def take_update_back(desk: Desk, update_id: str, *, reason: str, legal_reference: str = "") -> Proposal:
    """Propose that the pack before an update comes back. Raises what `propose.take_back` raises, `update_unknown`."""
    update = _known(desk, update_id)
    return take_back(desk, update.proposal_id, reason=reason, legal_reference=legal_reference)


def rule_updates(desk: Desk) -> tuple[UpdateLine, ...]:
    """Return every update that ever came, the newest first."""
    held = {update.id for update in desk.store.rule_updates.in_force().values()}
    waiting = {view.subject: view for view in desk.store.proposals.about(ProposalKind.TAKE_BACK) if view.waits}
    return tuple(_line(desk, update, held, waiting) for update in desk.store.rule_updates.all())


def rulebook_with(rulebook: Rulebook, pack: RulePack) -> Rulebook:
    """Return the rules with one State's pack in the place of the one before."""
    return replace(rulebook, packs=MappingProxyType({**rulebook.packs, pack.state: pack}))


_STEPS: Final = 3
_BEFORE_PROPOSAL: Final = frozenset(
    {UpdateStatus.RECEIVED, UpdateStatus.TRIED, UpdateStatus.REFUSED, UpdateStatus.TAKEN_BACK}
)
"""An update that waits for a second person or is in force is looked at again without changing how it stands."""


def kept_update(desk: Desk, data: bytes) -> KeptUpdate:
    """Return an update to be kept: the bytes with what they say of themselves, believed or not."""
    state, digest, signers, valid_from = "", f"file:{sha256(data)}", "", None
    signature = b""
    try:
        read = read_update(data)
    except RuleProblem:
        pass
    else:
        manifest = read.manifest
        state, digest, valid_from = manifest.state, manifest.pack_digest, manifest.in_force_from
        signers = " ".join(sorted(read.signatures))
        signature = read.signatures.get(manifest.publisher, b"")
    return KeptUpdate(
        id=desk.clock.new_id(),
        state=state,
        digest=digest,
        data=data,
        signature=signature,
        signed_by=signers,
        received_at=desk.clock.now(),
        received_by=acting_user(desk).id,
        valid_from=valid_from,
    )


def _keep(desk: Desk, data: bytes) -> KeptUpdate:
    update = kept_update(desk, data)
    facts: dict[str, str | int] = {"state": update.state, "digest": update.digest, "number": _number_of(data)}
    with desk.store.act(verb="rules_received", user=update.received_by, about=update.id, facts=facts):
        desk.store.rule_updates.add(update)
    return update


def _number_of(data: bytes) -> int:
    """Return the number an update gives itself, 0 where it cannot be read."""
    try:
        return read_update(data).manifest.number
    except RuleProblem:
        return 0


def _check_and_note(desk: Desk, update: KeptUpdate) -> CheckedUpdate:
    """Check an update; a refusal is kept with it, and an update that is no longer refused is received again."""
    try:
        checked = check_update(desk, update.data)
    except RuleProblem as problem:
        if update.status in _BEFORE_PROPOSAL:
            tried = {_REFUSED: problem.code, _FACTS: dict(problem.facts)}
            _note(desk, update.id, "rules_refused", UpdateStatus.REFUSED, tried, code=problem.code)
        raise
    if update.status is UpdateStatus.REFUSED:
        _note(desk, update.id, "rules_checked", UpdateStatus.RECEIVED, {}, state=update.state)
    return checked


def _note_trial(desk: Desk, trial: UpdateTrial) -> None:
    failed = sum(not result.passed for result in trial.examples)
    tried: dict[str, Any] = {
        _EXAMPLES: [len(trial.examples), failed],
        _CHANGES: len(trial.changes),
        _TOUCHED: None if trial.touched is None else len(trial.touched),
    }
    facts: dict[str, str | int] = {"state": trial.manifest.state, "examples": len(trial.examples), "failed": failed}
    _note(desk, trial.update_id, "rules_tried", UpdateStatus.TRIED, tried, **facts)


def _note(
    desk: Desk, update_id: str, verb: str, status: UpdateStatus, tried: Mapping[str, Any], /, **facts: str | int
) -> None:
    with desk.store.act(verb=verb, user=acting_user(desk).id, about=update_id, facts=facts):
        desk.store.rule_updates.set_status(update_id, status, tried=tried)


def _known(desk: Desk, update_id: str) -> KeptUpdate:
    update = desk.store.rule_updates.find(update_id)
    if update is None:
        raise RuleProblem("update_unknown")
    return update


def _line(desk: Desk, update: KeptUpdate, held: set[str], waiting: Mapping[str, Proposal]) -> UpdateLine:
    try:
        manifest: UpdateManifest | None = read_update(update.data).manifest
    except RuleProblem:
        manifest = None
    refused = update.tried.get(_REFUSED)
    proposal = desk.store.proposals.find(update.proposal_id) if update.proposal_id else None
    taking_back = waiting.get(update.proposal_id)
    in_force = update.id in held
    newer = newer_own_pack(manifest) if in_force and manifest is not None else None
    return UpdateLine(
        update_id=update.id,
        state=update.state,
        manifest=manifest,
        signers=tuple(update.signed_by.split()),
        received_by=person(desk, update.received_by),
        received_on=update.received_at.date().isoformat(),
        status=update.status,
        refusal=Reason(code=str(refused), facts=update.tried.get(_FACTS, {})) if refused else None,
        in_force=in_force,
        proposal=view_of(desk, proposal) if proposal is not None else None,
        taking_back=view_of(desk, taking_back) if taking_back is not None else None,
        tried=update.tried,
        newer_own=last_verified(newer) if newer is not None else None,
    )
