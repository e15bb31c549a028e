"""Every broken pack under tests/broken_packs gets the finding its first line names, and no other error."""

import re
import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from desktop_app.calculation.trace import Confidence, Unit
from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Level
from desktop_app.domain.money import Rounding
from desktop_app.foundation.places import resource_dir
from desktop_app.foundation.problems import PlaceProblem, RuleProblem
from desktop_app.rulebook.pack_files import read_toml
from desktop_app.rulebook.shelf import Rulebook, check_rules
from desktop_app.wording.findings import FINDINGS, finding_remedy, finding_words
from tests.support.cases import the_rulebook

SOURCE = Path(__file__).parents[3] / "desktop_app"
BROKEN = Path(__file__).parents[2] / "broken_packs"
SOUND = BROKEN / "sound"
CASES = sorted(BROKEN.glob("*.toml"))


def pack_with(folder: Path, broken: Path) -> Path:
    """Lay out the sound pack with one file put in its place; its first lines say which finding it must get."""
    pack = folder / "XX"
    shutil.copytree(SOUND / "XX", pack)
    target = broken.stem.partition("--")[0]
    (pack / f"{target}.toml").write_bytes(broken.read_bytes())
    return pack


def expected(broken: Path) -> tuple[str, str]:
    first = broken.read_text(encoding="utf-8").splitlines()[0]
    code, _, key = first.removeprefix("# ").partition(" at ")
    return code, key


def test_the_sound_pack_has_no_findings() -> None:
    assert check_rules(SOUND) == ()
    assert check_rules(SOUND / "XX") == ()


@pytest.mark.parametrize("broken", CASES, ids=[path.stem for path in CASES])
def test_a_broken_pack_gets_its_finding(broken: Path, tmp_path: Path) -> None:
    pack_with(tmp_path, broken)
    found = check_rules(tmp_path)
    errors = [finding for finding in found if finding.level is Level.ERROR]
    code, key = expected(broken)
    assert (code, key) in {(finding.code, str(finding.facts["key"])) for finding in found}
    assert {finding.code for finding in errors} <= {code}
    for finding in found:
        assert str(finding.facts["file"]).startswith("XX/")
        assert "{" not in finding_words(finding)
        assert finding_words(finding) != finding.code
        assert finding_remedy(finding) or finding.level is Level.NOTE


def test_every_refusal_the_checks_know_has_a_broken_pack() -> None:
    known = {
        code
        for path in (SOURCE / "rulebook").glob("*.py")
        for code in re.findall(r"\"(rule_[a-z_]+)\"", path.read_text(encoding="utf-8"))
    }
    elsewhere = {"rule_file_missing", "rule_pack_refused"}
    assert known - elsewhere - {expected(path)[0] for path in CASES} == set()


def test_every_refusal_says_where_and_how_to_mend_it() -> None:
    for path in CASES:
        code, _key = expected(path)
        wrong, remedy = FINDINGS[code]
        assert "{file}" in wrong
        assert remedy or code in {"rule_gap_known", "rule_group_gap_known", "rule_without_values"}


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    shutil.copytree(SOUND / "XX", tmp_path / "XX")
    (tmp_path / "XX" / "sources.toml").unlink()
    assert ("rule_file_missing", "XX/sources.toml") in {(each.code, each.where) for each in check_rules(tmp_path)}


def test_a_rulebook_with_a_broken_pack_is_refused(tmp_path: Path) -> None:
    shutil.copytree(resource_dir() / "agreement", tmp_path / "agreement")
    (tmp_path / "rules").mkdir()
    pack_with(tmp_path / "rules", BROKEN / "age_pension--overlap.toml")
    with pytest.raises(RuleProblem) as refused:
        Rulebook.load(tmp_path)
    assert refused.value.code == "rule_pack_refused"
    assert refused.value.facts == {"file": "XX/age_pension.toml", "key": "parameter.qualifying"}


def test_a_rulebook_with_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    shutil.copytree(resource_dir() / "agreement", tmp_path / "agreement")
    (tmp_path / "rules").mkdir()
    pack_with(tmp_path / "rules", BROKEN / "age_pension--doubled_key.toml")
    with pytest.raises(RuleProblem) as refused:
        Rulebook.load(tmp_path)
    assert refused.value.code == "rule_file_unreadable"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('format = "cass-desk agreement 1"', 'format = "cass-desk agreement 9"'),
        ('code = "AG"', 'code = "AG"\nflag = 1'),
        ('id = "vested_state"', 'id = "another"'),
        ('id = "pro_rata"', 'id = "another"'),
        ('value = "half_up_cent"', 'value = "upwards"'),
        ("weeks = 52", 'weeks = "many"'),
        ('sources = ["S1", "S8"]', 'sources = ["S99"]'),
        ("in_force_from = 1997-04-01", 'in_force_from = "soon"'),
        ('town = "Nassau"\n', ""),
    ],
)
def test_a_wrong_agreement_file_is_refused(before: str, after: str, tmp_path: Path) -> None:
    text = (resource_dir() / "agreement" / "cass.toml").read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "agreement").mkdir()
    (tmp_path / "rules").mkdir()
    (tmp_path / "agreement" / "cass.toml").write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(RuleProblem) as refused:
        Rulebook.load(tmp_path)
    assert refused.value.code == "agreement_refused"


def test_a_file_that_is_not_there_is_a_place_problem(tmp_path: Path) -> None:
    with pytest.raises(PlaceProblem):
        read_toml(tmp_path / "nothing.toml")


def test_our_own_packs_have_no_errors_and_no_warnings() -> None:
    assert {finding.level for finding in check_rules(resource_dir() / "rules")} <= {Level.NOTE}
    assert {finding.code for finding in the_rulebook().check()} <= {
        "rule_gap_known",
        "rule_group_gap_known",
        "rule_without_values",
    }


def test_every_pack_says_when_it_was_verified_and_every_value_is_sourced() -> None:
    for pack in the_rulebook().packs.values():
        assert pack.verified_on >= date(2026, 11, 22)
        for rules in pack.benefits.values():
            assert rules.verified_on >= date(2026, 11, 22)
            for parameter in rules.parameters.values():
                for value in parameter.values:
                    assert value.authority.sources, (pack.state, parameter.name)
                    assert value.authority.confidence is not None
                    assert value.authority.says


def test_the_fourteen_parties_stand_by_name() -> None:
    parties = the_rulebook().parties
    assert [party.code for party in parties] == [
        "AG",
        "BS",
        "BB",
        "BZ",
        "DM",
        "GD",
        "GY",
        "JM",
        "MS",
        "KN",
        "LC",
        "VC",
        "SR",
        "TT",
    ]
    assert {party.code for party in parties if party.in_effect_from is None} == {"SR"}
    assert the_rulebook().party("LC").town == "Castries"
    with pytest.raises(RuleProblem, match="party_unknown"):
        the_rulebook().party("HT")


def test_the_agreement_has_its_open_points_with_the_default_first() -> None:
    points = the_rulebook().agreement.points
    assert {point.id: point.default for point in points.values()} == {
        "vested_state": "higher",
        "unmet_state": "refer",
        "denominator": "totalised_weeks",
        "minimum_own_period": "none",
        "overlap": "by_rank",
        "disablement": "last_state",
    }
    assert the_rulebook().agreement.rounding is Rounding.HALF_UP_CENT
    assert the_rulebook().agreement.options_of("unmet_state") == ("refer", "nothing", "proportional")
    assert the_rulebook().agreement.options_of("nonsense") == ()


def test_exact_fractions_and_decimals_stay_exact() -> None:
    vc = the_rulebook().packs["VC"].benefits[Benefit.AGE].parameters["early_reduction"]
    assert [value.fields["percent"] for value in vc.values] == [Fraction(1, 2), Fraction(2, 3)]


def test_low_confidence_of_value_date_or_basis_is_kept_with_what_it_is_about() -> None:
    parameters = the_rulebook().packs["VC"].benefits[Benefit.AGE].parameters
    found = {
        name: (value.authority.confidence, value.unsure_about)
        for name in ("pensionable_age", "rounding", "qualifying")
        if (value := parameters[name].values[-1])
    }
    assert found == {
        "pensionable_age": (Confidence.LOW, "basis"),
        "rounding": (Confidence.LOW, "value"),
        "qualifying": (Confidence.HIGH, ""),
    }
    assert parameters["averaging"].values[1].unsure_about == "date"


def test_a_length_takes_the_unit_its_rule_names() -> None:
    qualifying = the_rulebook().packs["LC"].benefits[Benefit.AGE].parameters["qualifying"]
    day = date(2014, 6, 14)
    own, told = qualifying.on(day), qualifying.on(day, "nissvg-2014")
    assert own is not None
    assert told is not None
    assert (own.fields["value"], own.units["value"]) == (180, Unit.MONTHS)
    assert (told.fields["value"], told.units["value"]) == (750, Unit.WEEKS)


def test_a_pack_has_a_digest_that_does_not_depend_on_line_ends(tmp_path: Path) -> None:
    for name in ("rules", "agreement"):
        shutil.copytree(resource_dir() / name, tmp_path / name)
    for file in tmp_path.rglob("*.toml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    other = Rulebook.load(tmp_path)
    assert other.digest("VC") == the_rulebook().digest("VC")
    assert other.digest("VC").startswith("sha256:")
    assert other.agreement.digest == the_rulebook().agreement.digest
    assert the_rulebook().digest("HT") == ""


def test_the_other_readings_are_offered_with_their_words() -> None:
    options = the_rulebook().reading_options("GD", Benefit.AGE)
    assert [option.id for option in options] == ["nissvg-2014"]
    assert options[0].words
    assert the_rulebook().reading_options("VC", Benefit.AGE) == ()
    assert the_rulebook().reading_options("HT", Benefit.AGE) == ()
