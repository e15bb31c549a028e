import re
from pathlib import Path

from desktop_app.calculation import applicable_law
from desktop_app.domain.work import WorkKind
from desktop_app.foundation.places import resource
from desktop_app.rulebook.law_rules import load_law_rules
from desktop_app.wording import law_words
from desktop_app.wording.findings import FINDINGS, REASONS

SOURCE = Path(applicable_law.__file__).read_text(encoding="utf-8")
RULES = load_law_rules(resource("agreement", "applicable_law.toml"))


def test_every_answer_and_warning_has_its_words() -> None:
    reasons = set(
        re.findall(r'"(law_(?:of|by|for|needs|posted|posting|several|crew|mission|voluntary|compulsory)\w*)"', SOURCE)
    )
    assert len(reasons) == 19
    assert reasons <= set(REASONS)
    notes = set(re.findall(r'_note\(\s*"(\w+)"', SOURCE)) | {"overrun_needs_both", "overrun_needs_host"}
    assert len(notes) == 12
    assert notes <= set(FINDINGS)


def test_no_words_are_left_over() -> None:
    for code in {**law_words.FINDINGS, **law_words.REASONS}:
        assert f'"{code}"' in SOURCE, code


def test_every_record_kind_grade_and_missing_fact_has_a_name() -> None:
    assert {record for rule in RULES.rules.values() for record in rule.records} == set(law_words.RECORDS)
    assert {kind.value for kind in WorkKind} == set(law_words.KINDS)
    assert {rule.grade for rule in RULES.rules.values()} <= set(law_words.GRADES)
    asked = set(re.findall(r'_officer\(\s*"\w+",\s*"(\w+)"', SOURCE)) - {"several_self_employed"}
    assert asked <= set(law_words.MISSING)
