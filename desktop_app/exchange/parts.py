"""A bundle in several files: what lies in which part, and the parts put together again.

Every part is a sealed file of its own with the same signed manifest in it, so that each is known and checked by itself,
in whatever order it comes. What is larger than a part is cut, and each slice has its digest in the manifest.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from desktop_app.exchange.contents import SIGNATURE_SUFFIX, digest_of
from desktop_app.exchange.limits import OPENED_BYTES, PARTS
from desktop_app.exchange.manifest import (
    AttachmentEntry,
    EnclosedEntry,
    ForwardedEntry,
    Listed,
    Manifest,
    MessageEntry,
    Slice,
    files_of,
)
from desktop_app.foundation.problems import ExchangeProblem

_ENTRY: Final = 260
"""Bytes that a member costs at most besides its contents: heads in the ZIP, and its place in the manifest."""

_SEAL: Final = 4_096
"""Bytes of an age header and of its 16 bytes for each 64 KiB, for the largest part there can be, and some to spare."""

_LEAST_SLICE: Final = 64 * 1024
"""No slice is cut smaller, but the last one: a part that is nearly full takes nothing more."""


class Packing(StrEnum):
    """How a bundle is made up: one file within the budget of its channel, several for the mail, one for a stick."""

    WHOLE = "whole"
    PARTS = "parts"
    STICK = "stick"


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """What lies where: the manifest that says so, and the members of each part, the first part first."""

    manifest: Manifest
    parts: tuple[Mapping[str, bytes], ...]


def lay_out(manifest: Manifest, members: Mapping[str, bytes], budget: int) -> Laid:
    """Share the members of a bundle among parts of at most `budget` sealed bytes; only attachments are cut.

    Raises `ExchangeProblem("bundle_too_large")`: a message alone is too much for a part, or the parts are too many.
    """
    room = budget - _SEAL - sum(len(entry.file) + _ENTRY for entry in files_of(manifest)) - _listing(manifest)
    if room < _LEAST_SLICE:
        raise ExchangeProblem("bundle_too_large", size=sum(map(len, members.values())), most=budget)
    parts: list[dict[str, bytes]] = [{}]
    left = [room]
    places: dict[str, int] = {}
    documents: list[MessageEntry | EnclosedEntry | ForwardedEntry] = [
        *manifest.messages,
        *manifest.enclosed,
        *manifest.forwarded,
    ]
    for entry in documents:
        names = [entry.file, entry.file + SIGNATURE_SUFFIX]
        if isinstance(entry, ForwardedEntry):
            names += [entry.signed_list.file, entry.signed_list.file + SIGNATURE_SUFFIX]
        held = {name: members[name] for name in names if name in members}
        weight = sum(len(zlib.compress(data, 9)) for data in held.values())
        if weight > left[-1]:
            if weight > room:
                raise ExchangeProblem("bundle_too_large", size=weight, most=budget)
            parts.append({})
            left.append(room)
        parts[-1].update(held)
        left[-1] -= weight
        places[entry.file] = len(parts)
    attachments = tuple(_cut(entry, members[entry.file], parts, left, room) for entry in manifest.attachments)
    if len(parts) > PARTS:
        raise ExchangeProblem("bundle_too_large", size=sum(map(len, members.values())), most=PARTS * budget)
    laid = replace(
        manifest,
        parts=len(parts),
        messages=tuple(replace(entry, part=places[entry.file]) for entry in manifest.messages),
        enclosed=tuple(replace(entry, part=places[entry.file]) for entry in manifest.enclosed),
        forwarded=tuple(
            replace(entry, part=places[entry.file], signed_list=replace(entry.signed_list, part=places[entry.file]))
            for entry in manifest.forwarded
        ),
        attachments=attachments,
    )
    return Laid(manifest=laid, parts=tuple(parts))


def part_of(manifest: Manifest, names: Sequence[str]) -> int:
    """Return which part of a bundle a file with these members is: 1 for one that travels whole."""
    places = {entry.file: entry.part for entry in files_of(manifest)}
    return next((places[name] for name in names if name in places), 1)


def listed_in(manifest: Manifest, part: int) -> Iterator[Listed]:
    """Return what a manifest lists for one part."""
    return (entry for entry in files_of(manifest) if entry.part == part)


def missing_parts(manifest: Manifest, have: Sequence[int]) -> tuple[int, ...]:
    """Return the parts that have not come."""
    return tuple(part for part in range(1, manifest.parts + 1) if part not in have)


def join(manifest: Manifest, parts: Sequence[Mapping[str, bytes]]) -> dict[str, bytes]:
    """Return the members of all parts together, slices put one after the other.

    Raises `ExchangeProblem`: `bundle_bomb` (together more than a bundle may hold), `bundle_digest_differs` (a cut
    attachment is not the one that was signed).
    """
    if sum(len(data) for members in parts for data in members.values()) > OPENED_BYTES:
        raise ExchangeProblem("bundle_bomb", members=sum(map(len, parts)), most=OPENED_BYTES)
    members = {name: data for held in parts for name, data in held.items()}
    for entry in manifest.attachments:
        if entry.slices:
            members[entry.file] = b"".join(members.pop(piece.file) for piece in entry.slices)
            if digest_of(members[entry.file]) != entry.digest:
                raise ExchangeProblem("bundle_digest_differs", file=entry.file)
    return members


def _listing(manifest: Manifest) -> int:
    """Return what the manifest and its signature weigh in each part, at most: each entry has an id and a digest."""
    names = sum(len(entry.name.encode()) + len(entry.kind.encode()) for entry in manifest.attachments)
    return 2_048 + 400 * len(files_of(manifest)) + names + 12 * len(manifest.missing) + 400 * len(manifest.rules)


def _cut(
    entry: AttachmentEntry, data: bytes, parts: list[dict[str, bytes]], left: list[int], room: int
) -> AttachmentEntry:
    """Lay an attachment into the last part, or into as many as it takes; scans hardly shrink, so bytes are counted."""
    if len(data) <= left[-1]:
        parts[-1][entry.file] = data
        left[-1] -= len(data)
        return replace(entry, part=len(parts))
    if len(data) <= room and left[-1] < _LEAST_SLICE:
        parts.append({entry.file: data})
        left.append(room - len(data))
        return replace(entry, part=len(parts))
    pieces: list[Slice] = []
    start = 0
    while start < len(data):
        if left[-1] < _LEAST_SLICE:
            parts.append({})
            left.append(room)
        piece = data[start : start + left[-1] - _ENTRY]
        name = f"{entry.file}.{len(pieces) + 1}"
        parts[-1][name] = piece
        left[-1] -= len(piece) + _ENTRY
        pieces.append(Slice(file=name, part=len(parts), size=len(piece), digest=digest_of(piece)))
        start += len(piece)
    return replace(entry, slices=tuple(pieces))
