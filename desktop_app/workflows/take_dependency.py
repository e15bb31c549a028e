"""Take in a certificate of dependency: an institution's word on who depended on the insured person (4.4).

What the claim states of a survivor is never written over: gaps are filled, differences are shown.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from typing import Final

from desktop_app.domain.claims import Benefit, Claim
from desktop_app.domain.dependants import ClaimSurvivor, Survivor
from desktop_app.domain.dependency import (
    CertifiedDependant,
    DependencyCertificate,
    DependencyDegree,
    Union,
    check_dependency,
)
from desktop_app.domain.findings import Level
from desktop_app.domain.messages import MessageType
from desktop_app.workflows.arrival import Arrival, Change, CheckLine, change, failed, passed
from desktop_app.workflows.case_effects import open_of
from desktop_app.workflows.case_stage import bring_on
from desktop_app.workflows.certify_dependency import dependency_certificates
from desktop_app.workflows.dependency_asked import asks_dependency, meet_dependency
from desktop_app.workflows.identity_checks import identity_checks
from desktop_app.workflows.take_certificate import two_persons_checks
from desktop_app.workflows.taking import Choice, Left
from desktop_app.workflows.typed_checks import copy_checks
from desktop_app.workflows.typed_paper import body_differences, replace_typed, typed_copy

COMPARED: Final = ("relationship", "union_since", "invalid", "cares_for_child", "dependent")
"""What a claim states of a survivor and a certificate of dependency tells, too."""

PARTED: Final = " · "
"""What stands between a field and whose it is, and between what we hold and what is certified."""

_FOR_SURVIVORS: Final = (Benefit.SURVIVORS, Benefit.DEATH)


def dependency_checks(arrival: Arrival) -> Iterator[CheckLine]:
    """Check who is meant, the right to certify, the dependants themselves, the version, and what differs here."""
    body, claim, meant = arrival.body(DependencyCertificate), arrival.claim, arrival.meant
    if claim is None or meant is None:
        yield failed("case_not_found", Level.ERROR)
        return
    own = arrival.office.card.office.state
    if (body.office, body.state) != (arrival.sender, own):
        yield failed("certificate_other_state", Level.ERROR, state=own, others=body.state)
    yield from identity_checks(meant, body.person)
    for finding in check_dependency(body):
        yield CheckLine(passed=False, finding=finding)
    yield from two_persons_checks(body.prepared_by, body.approved_by)
    before = _before(arrival, claim)
    typed = typed_copy(arrival.desk, claim.id, arrival.message, arrival.sender)
    if typed is not None and not arrival.decided:
        yield from copy_checks(typed[1], body)
    elif before is not None and not arrival.decided:
        if before == body:
            yield passed("check_here_already", number=body.number, version=body.version)
        elif before.version == body.version:
            yield failed("certificate_version_reused", Level.ERROR, number=body.number, version=body.version)
        elif before.version > body.version:
            yield failed("certificate_older", Level.WARNING, version=body.version, newest=before.version)
    for entry in body.dependants:
        kept = _same(arrival, claim, entry)
        if kept is not None and _differs(kept.survivor, _survivor(entry, kept.survivor.id)):
            yield failed("dependant_differs", Level.WARNING, name=kept.name)


def dependency_changes(arrival: Arrival) -> Iterator[Change]:
    """Return the version that will hold, the dependants it tells of, and what is no longer owed."""
    body, claim = arrival.body(DependencyCertificate), arrival.claim
    if claim is None:
        return
    before = _before(arrival, claim)
    now = f"{before.number} · {before.version}" if before else ""
    if before is not None and before.version > body.version:
        yield Change(
            what="change_certificate_beside", mark="new", after=f"{body.number} · {body.version}", detail=body.state
        )
        return
    if before == body:
        yield Change(what="change_certificate_here", mark="same", now=now, after=now, detail=body.state)
        yield from _answers(arrival, claim)
        return
    if typed := typed_copy(arrival.desk, claim.id, arrival.message, arrival.sender):
        yield from body_differences(typed[1], body)
    yield change("change_dependency", now, f"{body.number} · {body.version}", body.state)
    for entry in body.dependants:
        kept = _same(arrival, claim, entry)
        name = f"{entry.forenames} {entry.surname}".strip()
        if kept is None:
            yield Change(what="change_dependant", mark="new", after=name, detail=entry.degree.value)
            continue
        told = tuple(_fields(kept.survivor, _survivor(entry, kept.survivor.id), name))
        yield from told or (change("change_dependant", kept.name, name, entry.degree.value),)
    if before is not None:
        yield from _since(before, body)
    yield from _answers(arrival, claim)


def _fields(stated: Survivor, certified: Survivor, name: str) -> Iterator[Change]:
    """Return what a certificate fills of a survivor, and where it differs from the claim, which stays as stated."""
    for field in COMPARED:
        ours, theirs = _fact(getattr(stated, field)), _fact(getattr(certified, field))
        detail = f"{field}{PARTED}{name}"
        if not theirs or ours == theirs:
            continue
        if field == "relationship" or ours:
            after = f"{ours}{PARTED}{theirs}"
            yield Change(what="change_dependant_differs", mark="differs", now=ours, after=after, detail=detail)
        else:
            yield Change(what="change_dependant_field", mark="new", after=theirs, detail=detail)


def _since(before: DependencyCertificate, body: DependencyCertificate) -> Iterator[Change]:
    """Return what the institution certifies otherwise than in its version before, dependant by dependant."""
    known = {entry.row_id: entry for entry in before.dependants}
    for entry in body.dependants:
        earlier = known.pop(entry.row_id, None)
        name = f"{entry.forenames} {entry.surname}".strip()
        if earlier is None:
            yield Change(what="change_certified_dependant", mark="new", after=name)
            continue
        for each in fields(entry):
            now, after = _fact(getattr(earlier, each.name)), _fact(getattr(entry, each.name))
            if now != after:
                yield Change(
                    what="change_certified_field",
                    mark="changed",
                    now=now,
                    after=after,
                    detail=f"{each.name}{PARTED}{name}",
                )
    for gone in known.values():
        yield Change(what="change_certified_gone", mark="changed", now=f"{gone.forenames} {gone.surname}".strip())


def _fact(value: object) -> str:
    """Return a field of a dependant as a preview holds facts, empty for what is not known."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Union):
        ended = value.ended_on.isoformat() if value.ended_on else ""
        return " ".join(part for part in (value.kind.value, value.since.isoformat(), ended) if part)
    return str(value) if value else ""


def _answers(arrival: Arrival, claim: Claim) -> Iterator[Change]:
    """Return what is owed no longer once the certificate is here."""
    for owed in open_of(arrival.desk, claim):
        if owed.owed_by == arrival.sender and asks_dependency(owed):
            yield Change(what="change_owed_answered", mark="changed", detail=owed.kind)


def take_dependency(arrival: Arrival, _choice: Choice) -> Claim | Left:
    """Keep the certificate with its case and fill what the claim does not say. Left where no case here is named."""
    desk, claim, body = arrival.desk, arrival.claim, arrival.body(DependencyCertificate)
    if claim is None:
        return Left.TO_DECIDE
    message_id, before = arrival.message.message_id, _before(arrival, claim)
    for earlier in arrival.message.supersedes:
        kept = desk.store.mailbox.message(earlier.message_id)
        if kept is not None and kept.claim_id == claim.id and kept.type == MessageType.DEPENDENCY_CERTIFICATE:
            desk.store.mailbox.supersede(earlier.message_id, message_id, at=desk.clock.now())
    replace_typed(desk, claim.id, arrival.message, arrival.sender)
    if before is not None and before.version > body.version:
        return claim
    for owed in open_of(desk, claim):
        if owed.owed_by == arrival.sender and asks_dependency(owed):
            meet_dependency(desk, owed, met_by=message_id, from_paper=arrival.on_paper)
    if before == body:
        return bring_on(desk, claim)
    survivors = list(desk.store.dependants.survivors(claim.id))
    for entry in body.dependants:
        same = _same(arrival, claim, entry)
        if same is not None and same in survivors:
            filled = _filled(same.survivor, _survivor(entry, same.survivor.id))
            survivors[survivors.index(same)] = replace(same, survivor=filled)
        elif same is None and claim.benefit in _FOR_SURVIVORS:
            free = str(1 + max((int(each.survivor.id) for each in survivors if each.survivor.id.isdigit()), default=0))
            survivors.append(
                ClaimSurvivor(survivor=_survivor(entry, free), surname=entry.surname, forenames=entry.forenames)
            )
    desk.store.dependants.set_survivors(claim.id, tuple(survivors))
    return bring_on(desk, claim, anew=True)


def _before(arrival: Arrival, claim: Claim) -> DependencyCertificate | None:
    held = dependency_certificates(arrival.desk, claim.id)
    return next((each for each in held if each.office == arrival.sender), None)


def _same(arrival: Arrival, claim: Claim, entry: CertifiedDependant) -> ClaimSurvivor | None:
    """Return the claim's survivor of that name and birth date; a name alone is nobody."""
    if entry.birth_date is None:
        return None
    meant = (entry.surname.casefold(), entry.forenames.casefold(), entry.birth_date)
    for each in arrival.desk.store.dependants.survivors(claim.id):
        if (each.surname.casefold(), each.forenames.casefold(), each.survivor.birth_date) == meant:
            return each
    return None


def _survivor(entry: CertifiedDependant, place: str) -> Survivor:
    dependent = {DependencyDegree.NOT: False, DependencyDegree.NOT_KNOWN: None}.get(entry.degree, True)
    return Survivor(
        id=place,
        relationship=entry.relationship,
        birth_date=entry.birth_date,
        union_since=entry.union.since if entry.union else entry.lived_together_since,
        invalid=entry.invalid,
        cares_for_child=entry.cares_for_child,
        dependent=dependent,
    )


def _filled(stated: Survivor, certified: Survivor) -> Survivor:
    return replace(
        stated,
        union_since=stated.union_since or certified.union_since,
        invalid=certified.invalid if stated.invalid is None else stated.invalid,
        cares_for_child=certified.cares_for_child if stated.cares_for_child is None else stated.cares_for_child,
        dependent=certified.dependent if stated.dependent is None else stated.dependent,
    )


def _differs(stated: Survivor, certified: Survivor) -> bool:
    pairs = [(getattr(stated, field), getattr(certified, field)) for field in COMPARED]
    return any(None not in pair and pair[0] != pair[1] for pair in pairs)
