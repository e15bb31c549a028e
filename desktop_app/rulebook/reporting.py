"""How the checks of a rule pack report: a finding with its file, its key and the facts its sentence needs."""

from collections.abc import Iterable, Iterator
from typing import Final

from desktop_app.calculation.trace import Confidence
from desktop_app.domain.findings import Fact, Finding, Level
from desktop_app.rulebook.pack_files import Table, items

_CONFIDENCES: Final = frozenset(each.value for each in Confidence)


class Reporting:
    """What all checks of one State's folder share. `sources` are the ids its sources.toml has."""

    def __init__(self, folder: str, sources: frozenset[str]) -> None:
        self._folder = folder
        self._sources = sources

    def _error(self, code: str, file: str, key: str, **facts: Fact) -> Finding:
        return self._finding(code, Level.ERROR, file, key, **facts)

    def _finding(self, code: str, level: Level, file: str, key: str, **facts: Fact) -> Finding:
        path = f"{self._folder}/{file}"
        return Finding(code=code, level=level, where=path, facts={"file": path, "key": key, **facts})

    def _keys(
        self, file: str, key: str, entry: Table, known: Iterable[str], needed: Iterable[str] = ()
    ) -> Iterator[Finding]:
        for name in sorted(set(entry) - set(known)):
            yield self._error("rule_key_unknown", file, f"{key}.{name}".lstrip("."), name=name)
        for name in needed:
            if name not in entry:
                code = "rule_not_verified" if name == "verified_on" else "rule_key_missing"
                yield self._error(code, file, f"{key}.{name}".lstrip("."), name=name)

    def _sure(self, file: str, key: str, entry: Table) -> Iterator[Finding]:
        if "confidence" not in entry:
            yield self._error("rule_confidence_missing", file, key)
        for name in ("confidence", "date_confidence", "by_confidence"):
            if name in entry and str(entry[name]) not in _CONFIDENCES:
                yield self._error("rule_confidence_unknown", file, f"{key}.{name}", confidence=str(entry[name]))

    def _named_sources(self, file: str, key: str, ids: object) -> Iterator[Finding]:
        if not items(ids):
            yield self._error("rule_source_missing", file, key)
        for name in items(ids):
            if name not in self._sources:
                yield self._error("rule_source_unknown", file, key, source=str(name))
