"""The shelf: every rule pack and the Agreement, read, checked and ready for the engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self

from desktop_app.calculation.pack import AgreementRules, RulePack
from desktop_app.calculation.trace import Confidence
from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.states import Party
from desktop_app.foundation.problems import RuleProblem
from desktop_app.rulebook.agreement import agreement_bytes, read_agreement
from desktop_app.rulebook.checks import check_directory, check_pack
from desktop_app.rulebook.loader import build_pack
from desktop_app.rulebook.pack_files import STATE_FILE, folder_bytes, read_files, read_folder

RULES: Final = "rules"
AGREEMENT: Final = ("agreement", "cass.toml")
_NO_FILES: Final[Mapping[str, Mapping[str, bytes]]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOption:
    """Another reading of a State's rules: its id, what the pack says of it in words, and how sure it is."""

    id: str
    words: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """The rules of every State we have a pack for, and the Agreement's own. Made by `load`.

    `files` are the files that packs and Agreement were read from, by digest: name -> bytes.
    """

    packs: Mapping[str, RulePack]
    agreement: AgreementRules
    found: tuple[Finding, ...] = ()
    files: Mapping[str, Mapping[str, bytes]] = field(default_factory=lambda: _NO_FILES)

    @classmethod
    def load(cls, directory: Path) -> Self:
        """Read the rules in a directory of resources (`rules/*/`, `agreement/cass.toml`).

        Raises `RuleProblem` for the first file that cannot be used: nothing is computed with half a rule.
        """
        name = AGREEMENT[-1]
        agreement_files = {name: agreement_bytes(directory.joinpath(*AGREEMENT))}
        agreement = read_agreement(name, agreement_files[name])
        kept: dict[str, Mapping[str, bytes]] = {agreement.digest: agreement_files}
        packs: dict[str, RulePack] = {}
        found: list[Finding] = []
        for folder in sorted((directory / RULES).iterdir()):
            if (folder / STATE_FILE).exists():
                data = folder_bytes(folder)
                files = read_files(folder.name, data)
                kept[files.digest] = data
                findings = check_pack(files)
                for finding in findings:
                    if finding.level is Level.ERROR:
                        raise RuleProblem("rule_pack_refused", file=finding.where, key=str(finding.facts["key"]))
                found.extend(findings)
                pack = build_pack(files)
                packs[pack.state] = pack
        return cls(packs=MappingProxyType(packs), agreement=agreement, found=tuple(found), files=MappingProxyType(kept))

    @classmethod
    def of_files(cls, packs: Mapping[str, Mapping[str, bytes]], agreement: bytes) -> Self:
        """Read rules from their files, wherever they were kept: State -> the files of its pack; the Agreement's file.

        They passed the checks of their day and are not checked again. Raises `RuleProblem`: `rule_file_unreadable`,
        `agreement_refused`, `pack_unusable` where this program cannot make a pack of them.
        """
        name = AGREEMENT[-1]
        rules = read_agreement(name, agreement)
        built: dict[str, RulePack] = {}
        files: dict[str, Mapping[str, bytes]] = {rules.digest: {name: agreement}}
        for state, data in packs.items():
            read = read_files(state, data)
            files[read.digest] = data
            try:
                built[state] = build_pack(read)
            except (KeyError, TypeError, ValueError, ArithmeticError) as error:
                raise RuleProblem("pack_unusable", state=state) from error
        return cls(packs=MappingProxyType(built), agreement=rules, files=MappingProxyType(files))

    @property
    def parties(self) -> tuple[Party, ...]:
        """All Contracting Parties, by name."""
        return tuple(self.agreement.parties.values())

    def party(self, code: str) -> Party:
        """Return the party of a code. Raises `RuleProblem("party_unknown")` for another."""
        found = self.agreement.parties.get(code)
        if found is None:
            raise RuleProblem("party_unknown", state=code)
        return found

    def digest(self, state: str) -> str:
        """Return `sha256:...` of a State's pack; empty where there is none."""
        pack = self.packs.get(state)
        return pack.digest if pack is not None else ""

    def reading_options(self, state: str, benefit: Benefit) -> tuple[ReadingOption, ...]:
        """Return the other readings of a State's rules for a benefit; none where its sources agree."""
        pack = self.packs.get(state)
        rules = pack.benefits.get(benefit) if pack is not None else None
        if pack is None or rules is None:
            return ()
        used = {reading for parameter in rules.parameters.values() for reading in parameter.readings}
        return tuple(
            ReadingOption(id=note.id, words=note.note, confidence=note.confidence)
            for note in pack.readings.values()
            if note.id in used
        )

    def check(self) -> tuple[Finding, ...]:
        """Return what the checks found when the packs were loaded: warnings and known gaps."""
        return self.found


def sound_packs(directory: Path) -> Mapping[str, RulePack]:
    """Read the packs in a directory of States' folders, or the one pack it is, that have no error; the others are out.

    Files that cannot be read leave their pack out too: `check_rules` says why.
    """
    one = (directory / STATE_FILE).exists()
    found: dict[str, RulePack] = {}
    for folder in [directory] if one else sorted(each for each in directory.iterdir() if each.is_dir()):
        try:
            files = read_folder(folder)
        except RuleProblem:
            continue
        if all(finding.level is not Level.ERROR for finding in check_pack(files)):
            pack = build_pack(files)
            found[pack.state] = pack
    return MappingProxyType(found)


def check_rules(directory: Path) -> tuple[Finding, ...]:
    """Check rule packs in a directory of States' folders, or one pack, without loading them."""
    return check_directory(directory)
