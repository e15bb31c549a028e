"""The Agreement's own file: parties, open points, provisions and the conventions of the calculation."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from desktop_app.calculation.pack import AgreementRules, OpenPoint, Provision
from desktop_app.calculation.trace import Confidence, Source
from desktop_app.domain.money import Rounding
from desktop_app.domain.states import Party
from desktop_app.foundation.places import place_problem
from desktop_app.foundation.problems import RuleProblem
from desktop_app.rulebook.loader import build_sources
from desktop_app.rulebook.pack_files import Table, day, items, read_table, table

FORMAT: Final = "cass-desk agreement 1"

_TOP: Final = frozenset(
    {
        "format",
        "name",
        "adopted",
        "in_force_from",
        "verified_on",
        "rounding",
        "year",
        "party",
        "point",
        "provision",
        "source",
    }
)
_PARTY: Final = frozenset(
    {
        "code",
        "name",
        "currency",
        "institution",
        "institution_short",
        "town",
        "ratified",
        "in_effect_from",
        "in_effect_by_rule",
        "sources",
        "confidence",
        "note",
    }
)
_POINT: Final = frozenset({"id", "options", "grade", "confidence", "sources", "note"})
_PROVISION: Final = frozenset({"id", "article", "subject", "confidence", "sources", "note"})
_NEEDED_PROVISIONS: Final = ("pro_rata", "totalisation", "in_effect", "payable", "rounding", "year_amount")
_NEEDED_POINTS: Final = ("vested_state", "unmet_state", "denominator", "minimum_own_period", "overlap", "disablement")


def load_agreement(path: Path) -> AgreementRules:
    """Read the Agreement's file. Raises `RuleProblem` (`rule_file_unreadable`, `agreement_refused`)."""
    return read_agreement(path.name, agreement_bytes(path))


def agreement_bytes(path: Path) -> bytes:
    """Return the Agreement's file as it is. Raises `PlaceProblem`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise place_problem(error, path) from error


def read_agreement(name: str, data: bytes) -> AgreementRules:
    """Read the Agreement's file from its bytes. Raises `RuleProblem` (`rule_file_unreadable`, `agreement_refused`)."""
    tables = read_table(name, data)
    digest = hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()
    try:
        return _build(tables, f"sha256:{digest}")
    except (KeyError, ValueError, IndexError) as error:
        raise RuleProblem("agreement_refused", file=name, key=str(error)) from error


def _build(tables: Table, digest: str) -> AgreementRules:
    _only(tables, _TOP, "")
    if tables["format"] != FORMAT:
        raise ValueError("format")
    sources = build_sources(table(tables["source"]))
    parties = {party.code: party for party in _parties(items(tables["party"]), sources)}
    points = {point.id: point for point in _points(items(tables["point"]), sources)}
    provisions = {each.id: each for each in _provisions(items(tables["provision"]), sources)}
    for needed, there in ((_NEEDED_POINTS, set(points)), (_NEEDED_PROVISIONS, set(provisions))):
        for name in sorted(set(needed) - there):
            raise ValueError(name)
    weeks = table(tables["year"])["weeks"]
    if not isinstance(weeks, int):
        raise ValueError("year.weeks")  # noqa: TRY004 - a wrong file, not a wrong call
    return AgreementRules(
        name=str(tables["name"]),
        digest=digest,
        verified_on=day(tables["verified_on"]),
        in_force_from=day(tables["in_force_from"]),
        parties=MappingProxyType(dict(sorted(parties.items(), key=lambda entry: _by_name(entry[1])))),
        points=MappingProxyType(points),
        provisions=MappingProxyType(provisions),
        rounding=Rounding(str(table(tables["rounding"])["value"])),
        year_weeks=weeks,
    )


def _by_name(party: Party) -> str:
    return party.name.removeprefix("The ")


def _only(entry: Table, known: frozenset[str], where: str) -> None:
    for name in sorted(set(entry) - known):
        raise ValueError(f"{where}.{name}".lstrip("."))


def _parties(entries: list[object], sources: Mapping[str, Source]) -> Iterable[Party]:
    for value in entries:
        entry = table(value)
        code = str(entry["code"])
        _only(entry, _PARTY, code)
        effect = entry.get("in_effect_from")
        yield Party(
            code=code,
            name=str(entry["name"]),
            currency=str(entry["currency"]),
            institution=str(entry["institution"]),
            institution_short=str(entry["institution_short"]),
            town=str(entry["town"]),
            in_effect_from=effect if isinstance(effect, date) else None,
            source=_named(entry["sources"], sources)[0].url,
        )


def _points(entries: list[object], sources: Mapping[str, Source]) -> Iterable[OpenPoint]:
    for value in entries:
        entry = table(value)
        _only(entry, _POINT, str(entry["id"]))
        yield OpenPoint(
            id=str(entry["id"]),
            options=tuple(str(option) for option in items(entry["options"])),
            grade=str(entry["grade"]),
            confidence=Confidence(str(entry["confidence"])),
            sources=_named(entry["sources"], sources),
            note=str(entry["note"]),
        )


def _provisions(entries: list[object], sources: Mapping[str, Source]) -> Iterable[Provision]:
    for value in entries:
        entry = table(value)
        _only(entry, _PROVISION, str(entry["id"]))
        yield Provision(
            id=str(entry["id"]),
            article=str(entry.get("article", "")),
            confidence=Confidence(str(entry["confidence"])),
            sources=_named(entry["sources"], sources),
            note=" ".join(str(entry[key]) for key in ("subject", "note") if key in entry),
        )


def _named(ids: object, sources: Mapping[str, Source]) -> tuple[Source, ...]:
    return tuple(sources[str(each)] for each in items(ids))
