import json
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.claims import Benefit
from tests.support.command_line import CommandLine, sample, sample_path

DECISION = {"point": "unmet_state", "state": "LC", "option": "proportional", "reason": "agreed practice"}
STATED = [
    {"state": "VC", "weeks": 286, "best_years_total": "67000.00"},
    {"state": "LC", "best_years_total": "117000.00"},
]

TOP = {"totalised_weeks", "contingency_date", "rule_packs", "settings", "states", "findings", "worksheet"}
STATE = {
    *("state", "currency", "own_weeks", "counted_weeks", "entitled_alone", "entitled_totalised", "rate_percent"),
    *("average_weekly_earnings", "share", "notional", "actual", "local", "grant", "payable", "shares", "findings"),
}
SHARE = {"survivor", "relationship", "percent", "notional", "actual", "local", "payable", "until"}
KNOWN, UNKNOWN = {"weekly", "weekly_unrounded"}, {"weekly", "reason"}
DASH = "\u2013"
NODE = {"label", "value", "formula", "inputs", "authority"}


@pytest.fixture
def calculate(command_line: CommandLine, tmp_path: Path) -> Any:
    """Calculates the published example with these changes, and returns the JSON it answers with."""

    def run(*options: str, **changes: object) -> Any:
        path = tmp_path / "case.json"
        path.write_text(json.dumps(sample() | changes), encoding="utf-8")
        answer = command_line.run("calculate", str(path), "--json", *options)
        assert (answer.status, answer.err) == (0, "")
        return json.loads(answer.out)

    return run


def state(result: Any, code: str) -> Any:
    return next(line for line in result["states"] if line["state"] == code)


def test_the_answer_has_exactly_the_keys_that_were_promised(calculate: Any) -> None:
    result = calculate()

    assert set(result) == TOP
    for line in result["states"]:
        assert set(line) == STATE
        assert all(set(line[name]) in (KNOWN, UNKNOWN) for name in ("notional", "actual", "local"))
        assert set(line["grant"]) == {"amount", "reason"}
        assert set(line["payable"]) == {"amount", "weekly", "four_weekly", "monthly", "yearly", "reason"}
        assert all(set(each) == {"level", "code", "text"} for each in line["findings"])


def test_every_figure_of_the_worksheet_has_the_five_keys_and_its_value_is_text_or_null(calculate: Any) -> None:
    waiting = [calculate()["worksheet"]]
    seen = 0
    while waiting:
        node = waiting.pop()
        assert set(node) == NODE
        assert node["label"]
        assert node["value"] is None or isinstance(node["value"], str)
        assert all(isinstance(value, str) and value for value in node["authority"].values())
        waiting += node["inputs"]
        seen += 1
    assert seen > 100


def test_the_published_example_from_all_its_rows(calculate: Any) -> None:
    result = calculate()
    vc, lc, gd = (state(result, code) for code in ("VC", "LC", "GD"))

    assert result["totalised_weeks"] == 740
    assert result["contingency_date"] == "2014-06-14"
    assert set(result["rule_packs"]) >= {"VC", "LC", "GD"}
    assert vc["notional"] == {"weekly": "88.50", "weekly_unrounded": "88.5307692"}
    assert vc["actual"] == {"weekly": "35.88", "weekly_unrounded": "35.8783784"}
    assert (vc["rate_percent"], vc["average_weekly_earnings"], vc["share"]) == ("34", "260.3846", "300/740")
    assert (vc["entitled_alone"], vc["entitled_totalised"]) == (False, True)
    assert (vc["payable"]["amount"], vc["payable"]["weekly"]) == ("actual", "35.88")
    assert gd["payable"]["weekly"] == "19.93"
    assert (lc["entitled_totalised"], lc["payable"]["amount"], lc["payable"]["weekly"]) == (False, None, None)
    assert "740 of 750" in lc["payable"]["reason"]
    assert "10 short" in lc["payable"]["reason"]


def test_the_published_example_with_its_totals_as_stated(calculate: Any) -> None:
    result = calculate(stated_totals=STATED)

    assert result["totalised_weeks"] == 726
    assert state(result, "VC")["payable"]["weekly"] == "34.51"
    assert state(result, "GD")["payable"]["weekly"] == "20.32"
    assert "24 short" in state(result, "LC")["payable"]["reason"]
    assert [each["code"] for each in result["findings"]] == ["stated_totalised_differs"]


@pytest.mark.parametrize(("changes", "weekly"), [({}, "83.08"), ({"stated_totals": STATED}, "73.39")])
def test_an_officers_decision_pays_the_unmet_state(calculate: Any, changes: dict[str, object], weekly: str) -> None:
    lc = state(calculate(decisions=[DECISION], **changes), "LC")

    assert lc["payable"]["weekly"] == weekly
    assert "agreed practice" in lc["payable"]["reason"]


def test_what_is_unknown_is_null_with_its_reason(calculate: Any) -> None:
    vc = state(calculate(), "VC")

    assert vc["local"] == {"weekly": None, "reason": "300 of 500 weeks"}
    assert vc["payable"]["monthly"] is None
    assert "143.52 for four weeks, 179.40 for five" in vc["payable"]["reason"]


def test_without_the_agreement_nothing_is_shared(calculate: Any) -> None:
    for line in calculate("--without-agreement")["states"]:
        assert line["share"] is None
        assert line["actual"]["weekly"] is None
        assert line["payable"]["weekly"] is None


@pytest.mark.parametrize("benefit", [each.value for each in Benefit])
def test_every_benefit_is_answered_in_the_same_shape(command_line: CommandLine, tmp_path: Path, benefit: str) -> None:
    changes = {
        "benefit": benefit,
        "readings": {},
        "survivors": [{"relationship": "widow", "birth_date": "1950-03-02", "union_since": "1975-06-01"}],
        "disablement": {"degree_percent": 40, "state": "GD", "weekly_earnings": "300.00"},
    }
    path = tmp_path / "case.json"
    path.write_text(json.dumps(sample() | changes), encoding="utf-8")
    result = json.loads(command_line.run("calculate", str(path), "--json").out)

    assert set(result) == TOP
    for line in result["states"]:
        assert set(line) == STATE
        assert all(set(each) == SHARE for each in line["shares"])
        assert line["payable"]["weekly"] is not None or line["payable"]["reason"]


def test_a_certified_amount_is_paid_as_certified(calculate: Any) -> None:
    certified = {"state": "JM", "actual_weekly": "1896.84", "certificate": "JM-2021-0004"}
    jm = state(calculate(certified=[certified]), "JM")

    assert (jm["currency"], jm["payable"]["amount"], jm["payable"]["weekly"]) == ("JMD", "certified", "1896.84")


def test_a_finding_that_is_an_error_makes_the_status_1_and_still_gives_the_answer(
    command_line: CommandLine, tmp_path: Path
) -> None:
    case = sample()
    rows = case["periods"]
    assert isinstance(rows, list)
    rows[0]["currency"] = "USD"
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case), encoding="utf-8")

    answer = command_line.run("calculate", str(path), "--json")

    assert answer.status == 1
    assert answer.err == "cass-desk: 1 finding is an error: see the findings.\n"
    assert "earnings_in_other_currency" in {each["code"] for each in state(json.loads(answer.out), "VC")["findings"]}


def test_the_table_shows_every_state_with_what_it_pays_and_why(command_line: CommandLine) -> None:
    answer = command_line.run("calculate", sample_path())

    assert answer.status == 0
    table = [line.split() for line in answer.out.splitlines()]
    assert [
        "VC",
        "XCD",
        "300",
        "300",
        "34",
        "260.3846",
        "88.50",
        "300/740",
        "35.88",
        DASH,
        "35.88",
        "no",
        "yes",
    ] in table
    assert "LC: 740 of 750 weeks, 10 short: an officer decides" in answer.out
    assert "warning: " in answer.out


def test_explain_shows_how_each_figure_was_made_further_in_than_the_figure(command_line: CommandLine) -> None:
    lines = command_line.run("calculate", sample_path(), "--explain").out.splitlines()

    whole = next(line for line in lines if "88.50 \u00d7 300 \u00f7 740" in line)
    part = next(line for line in lines if "260.3846 \u00d7 34 %" in line)
    assert len(part) - len(part.lstrip()) > len(whole) - len(whole.lstrip()) > 0


def test_the_worksheet_is_written_as_a_pdf_beside_the_answer(command_line: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "worksheet.pdf"

    answer = command_line.run("calculate", sample_path(), "--worksheet", str(path), "--json")

    assert answer.status == 0
    assert path.read_bytes().startswith(b"%PDF")
    assert json.loads(answer.out)["totalised_weeks"] == 740


def test_a_worksheet_that_cannot_be_written_is_said_and_nothing_is_printed(
    command_line: CommandLine, tmp_path: Path
) -> None:
    answer = command_line.run("calculate", sample_path(), "--worksheet", str(tmp_path / "absent" / "sheet.pdf"))

    assert (answer.status, answer.out) == (1, "")
    assert answer.err.count("\n") == 1


def test_a_case_file_that_is_refused_says_one_sentence_and_calculates_nothing(
    command_line: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(sample()).replace('"weeks": 14', '"weeks": -14'), encoding="utf-8")

    answer = command_line.run("calculate", str(path))

    assert (answer.status, answer.out) == (1, "")
    assert answer.err == "cass-desk: row 1: “weeks” is -14; it cannot be less than 0.\n"


def test_a_reading_that_no_source_gives_is_refused(command_line: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(sample() | {"readings": {"GD": "another"}}), encoding="utf-8")

    answer = command_line.run("calculate", str(path))

    assert answer.status == 1
    assert "another" in answer.err
    assert "GD" in answer.err


def test_a_case_file_that_is_not_there_is_said(command_line: CommandLine, tmp_path: Path) -> None:
    absent = command_line.run("calculate", str(tmp_path / "none.json"))
    folder = command_line.run("calculate", str(tmp_path))

    assert (absent.status, folder.status) == (1, 1)
    assert absent.err == f"cass-desk: there is no file {tmp_path / 'none.json'}.\n"
    assert folder.err.count("\n") == 1
