import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.claims import Benefit
from desktop_app.foundation.places import resource
from desktop_app.workflows import consult_rules
from tests.support.command_line import CommandLine


def test_our_own_rule_packs_have_no_errors(command_line: CommandLine) -> None:
    answer = command_line.run("rules", "check")

    assert (answer.status, answer.err) == (0, "")
    assert answer.out.splitlines()[-1].endswith("errors: 0.")


def test_a_pack_with_an_error_is_named_with_its_place_and_the_status_is_1(
    command_line: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "VC"
    shutil.copytree(resource("rules", "VC"), folder)
    path = folder / "age_pension.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('confidence = "high"', "", 1), encoding="utf-8")

    for where in (folder, tmp_path):
        answer = command_line.run("rules", "check", str(where))
        assert answer.status == 1
        assert answer.out.startswith("error: VC/age_pension.toml: parameter.")

    told = json.loads(command_line.run("rules", "check", str(folder), "--json").out)
    assert [(each["level"], each["code"]) for each in told if each["level"] == "error"] == [
        ("error", "rule_confidence_missing")
    ]


def test_a_folder_without_packs_is_refused(command_line: CommandLine, tmp_path: Path) -> None:
    answer = command_line.run("rules", "check", str(tmp_path))

    assert (answer.status, answer.out) == (1, "")
    assert answer.err == f"cass-desk: There are no rule packs in {tmp_path}.\n"


def test_the_rules_in_force_are_shown_with_source_and_confidence(command_line: CommandLine) -> None:
    answer = command_line.run("rules", "show", "vc", "--on", "2014-06-14")

    assert answer.status == 0
    assert answer.out.startswith("VC, Age pension, in force on 14 Jun 2014; last verified on ")
    averaging = next(line for line in answer.out.splitlines() if line.startswith("averaging"))
    assert "best 5 years" in averaging
    assert "2014-01-01" in averaging
    assert "https://" in answer.out


def test_a_value_that_ended_before_the_day_is_not_shown(command_line: CommandLine) -> None:
    def shown(day: str) -> set[tuple[str, str | None]]:
        rows = json.loads(command_line.run("rules", "show", "LC", "--on", day, "--json").out)
        return {(row["fields"]["value"]["value"], row["to"]) for row in rows if row["parameter"] == "pensionable_age"}

    assert ("64", "2014-12-31") in shown("2014-12-31")
    assert ("65", None) in shown("2015-01-01")
    assert ("64", "2014-12-31") not in shown("2015-01-01")


def test_every_reading_of_a_parameter_is_shown_and_what_goes_by_birth_is_shown_whole(command_line: CommandLine) -> None:
    lc = json.loads(command_line.run("rules", "show", "LC", "--on", "2014-06-14", "--json").out)
    vc = json.loads(command_line.run("rules", "show", "VC", "--on", "2014-06-14", "--json").out)

    assert {row["reading"] for row in lc if row["parameter"] == "qualifying"} == {"", "nissvg-2014"}
    ages = [
        row["fields"]["value"]["value"]
        for row in vc
        if row["parameter"] == "pensionable_age" and row["benefit"] == "age_pension"
    ]
    assert ages == ["60", "61", "62", "63", "64", "65"]
    assert all(row["sources"] and row["verified_on"] and row["confidence"] for row in lc + vc)


def test_what_is_not_here_is_said(command_line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = consult_rules.load_rulebook()
    age_only = replace(ours.packs["VC"], benefits={Benefit.AGE: ours.packs["VC"].benefits[Benefit.AGE]})
    monkeypatch.setattr(consult_rules, "load_rulebook", lambda: replace(ours, packs={"VC": age_only}))
    asked = {
        ("XX", "2014-06-14"): "cass-desk: “XX” is no State of the Agreement.\n",
        ("BB", "2014-06-14"): "cass-desk: There are no rules for BB in this program.\n",
        ("VC", "2014-16-14"): "cass-desk: “2014-16-14” is no date.\n",
    }
    for (state, day), sentence in asked.items():
        answer = command_line.run("rules", "show", state, "--on", day)
        assert (answer.status, answer.out, answer.err) == (1, "", sentence)

    answer = command_line.run("rules", "show", "VC", "--on", "2014-06-14", "--benefit", "death_benefit")
    assert (answer.status, answer.out) == (1, "")


def test_a_worked_example_that_fails_is_an_error_with_both_figures(command_line: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "AG"
    shutil.copytree(resource("rules", "AG"), folder)
    path = folder / "examples.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('notional_weekly = "140.19"', 'notional_weekly = "140.20"', 1),
        encoding="utf-8",
    )

    answer = command_line.run("rules", "check", str(folder))

    assert answer.status == 1
    failing = [line for line in answer.out.splitlines() if line.startswith("error")]
    assert len(failing) == 1
    assert "AG/examples.toml: example[" in failing[0]
    assert "notional_weekly is 140.19, the example says 140.20" in failing[0]


def test_an_example_that_cannot_be_calculated_is_an_error(command_line: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "AG"
    shutil.copytree(resource("rules", "AG"), folder)
    path = folder / "examples.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"state": "AG"', '"state": "ZZ"', 1), encoding="utf-8")

    answer = command_line.run("rules", "check", str(folder))

    assert answer.status == 1
    assert "cannot be calculated" in answer.out
