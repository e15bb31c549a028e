"""The file of rules on the law that applies, and of admission to voluntary insurance: read, checked, typed."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from desktop_app.calculation.applicable_law import AdmissionRule, LawRule, LawRules
from desktop_app.calculation.trace import Confidence, Source
from desktop_app.foundation.problems import RuleProblem
from desktop_app.rulebook.loader import build_sources
from desktop_app.rulebook.pack_files import Table, day, items, read_toml, table

FORMAT: Final = "cass-desk applicable law 1"
RULE_IDS: Final = (
    "general",
    "posted",
    "posted_overrun",
    "ship",
    "ship_posted",
    "ship_overrun",
    "crew_residence",
    "crew_branch",
    "crew_seat",
    "self_employed",
    "several_residence",
    "several_seat",
    "mission_host",
    "mission_option",
    "compulsory_first",
    "voluntary",
    "exception",
)
"""Every rule the answer may rest on; the file must have them all."""

_LIMITED: Final = ("posted", "ship_posted", "mission_option")
_RULE: Final = frozenset(
    {"id", "article", "subject", "grade", "confidence", "sources", "records", "note", "limit_months"}
)
_ADMISSION: Final = frozenset(
    {"state", "from", "weeks", "counts", "under_age", "says", "sources", "confidence", "note"}
)
_TOP: Final = frozenset({"format", "verified_on", "rule", "admission", "source"})


def load_law_rules(path: Path) -> LawRules:
    """Read the file. Raises `RuleProblem` (`rule_file_unreadable`, `law_rules_refused` with the key that is wrong)."""
    tables = read_toml(path)
    digest = hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    try:
        return _build(tables, f"sha256:{digest}")
    except (KeyError, ValueError, IndexError) as error:
        raise RuleProblem("law_rules_refused", file=path.name, key=str(error).strip("'\"")) from error


def _build(tables: Table, digest: str) -> LawRules:
    _only(tables, _TOP, "")
    if tables["format"] != FORMAT:
        raise ValueError("format")
    sources = build_sources(table(tables["source"]))
    rules: dict[str, LawRule] = {}
    for value in items(tables["rule"]):
        rule = _rule(table(value), sources)
        if rule.id in rules or rule.id not in RULE_IDS:
            raise ValueError(rule.id)
        rules[rule.id] = rule
    for needed in RULE_IDS:
        if needed not in rules:
            raise ValueError(needed)
    for limited in _LIMITED:
        if rules[limited].limit_months is None:
            raise ValueError(f"{limited}.limit_months")
    return LawRules(
        digest=digest,
        verified_on=day(tables["verified_on"]),
        rules=MappingProxyType(rules),
        admissions=tuple(_admission(table(value), sources) for value in items(tables.get("admission", []))),
    )


def _rule(entry: Table, sources: Mapping[str, Source]) -> LawRule:
    name = str(entry["id"])
    _only(entry, _RULE, name)
    limit = entry.get("limit_months")
    return LawRule(
        id=name,
        article=str(entry.get("article", "")),
        subject=str(entry["subject"]),
        grade=str(entry["grade"]),
        confidence=Confidence(str(entry["confidence"])),
        sources=tuple(sources[str(each)] for each in items(entry["sources"])),
        records=tuple(str(each) for each in items(entry["records"])),
        note=str(entry.get("note", "")),
        limit_months=_whole(limit, f"{name}.limit_months") if limit is not None else None,
    )


def _admission(entry: Table, sources: Mapping[str, Source]) -> AdmissionRule:
    state = str(entry["state"])
    _only(entry, _ADMISSION, state)
    if entry["counts"] not in ("paid", "all"):
        raise ValueError(f"{state}.counts")
    under = entry.get("under_age")
    return AdmissionRule(
        state=state,
        start=day(entry["from"]),
        weeks=_whole(entry["weeks"], f"{state}.weeks"),
        paid_only=entry["counts"] == "paid",
        under_age=_whole(under, f"{state}.under_age") if under is not None else None,
        says=str(entry["says"]),
        confidence=Confidence(str(entry["confidence"])),
        sources=tuple(sources[str(each)] for each in items(entry["sources"])),
        note=str(entry.get("note", "")),
    )


def _whole(value: object, key: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise ValueError(key)


def _only(entry: Table, known: frozenset[str], where: str) -> None:
    for name in sorted(set(entry) - known):
        raise ValueError(f"{where}.{name}".lstrip("."))
