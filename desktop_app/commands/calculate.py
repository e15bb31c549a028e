"""`calculate CASE.json`: one calculation, as a table, as JSON, as an indented worksheet, and as a PDF."""

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from desktop_app.calculation.award import Award
from desktop_app.commands.command import DONE, REFUSED, Command, Outside
from desktop_app.commands.result_json import award_json
from desktop_app.commands.result_words import award_words
from desktop_app.domain.findings import Level
from desktop_app.foundation.places import reading_problem, write_atomically
from desktop_app.foundation.problems import CaseProblem
from desktop_app.wording.catalogue import plural, text
from desktop_app.wording.trace import explain_text
from desktop_app.workflows.calculate_case import calculate_case, worksheet_of_case
from desktop_app.workflows.case_file import read_case
from desktop_app.workflows.consult_rules import load_rulebook


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE.json", type=Path, help=text("the case file"))
    answer = parser.add_mutually_exclusive_group()
    answer.add_argument("--json", action="store_true", help=text("answer as JSON"))
    answer.add_argument("--explain", action="store_true", help=text("answer with the worksheet as indented text"))
    parser.add_argument("--worksheet", metavar="FILE.pdf", type=Path, help=text("also write the worksheet as a PDF"))
    parser.add_argument(
        "--without-agreement", action="store_true", help=text("what each State would owe by its own law alone")
    )


def _run(args: Namespace, outside: Outside) -> int:
    rulebook = load_rulebook()
    case = read_case(read_file(args.case), rulebook.agreement)
    if args.without_agreement:
        case = replace(case, agreement_applies=False)
    award = calculate_case(case, rulebook)
    if args.worksheet is not None:
        write_atomically(args.worksheet, worksheet_of_case(case, award, outside.clock.today(), rulebook))
    if args.json:
        print(json.dumps(award_json(award), ensure_ascii=False, indent=1))
    elif args.explain:
        print(explain_text(award), end="")
    else:
        print(award_words(case, award))
    return _status(award)


def read_file(path: Path) -> bytes:
    """Read a case file. Raises `CaseProblem("case_file_missing")` and `PlaceProblem`."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise CaseProblem("case_file_missing", path=str(path)) from None
    except OSError as error:
        raise reading_problem(error, path) from error


def _status(award: Award) -> int:
    """Return 1 where a finding is an error: a figure it concerns is missing or rests on something to settle first."""
    every = [*award.findings, *(each for line in award.states for each in line.findings)]
    errors = sum(each.level is Level.ERROR for each in every)
    if not errors:
        return DONE
    said = plural("{n} finding is an error: see the findings.", "{n} findings are errors: see the findings.", errors)
    print(f"cass-desk: {said.format(n=errors)}", file=sys.stderr)
    return REFUSED


COMMAND = Command(
    summary=text("calculate one case from a file"),
    examples=(
        "calculate resources/samples/hendyce-2014.json",
        "calculate CASE.json --json",
        "calculate CASE.json --explain --worksheet WORKSHEET.pdf",
    ),
    arguments=_arguments,
    run=_run,
)
