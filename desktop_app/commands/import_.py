"""`import contributions`: an institution's file through a mapping of the office, tried or brought in."""

import json
import sys
from argparse import ArgumentParser, Namespace
from getpass import getpass
from pathlib import Path
from typing import Any

from desktop_app.commands.command import DONE, REFUSED, Command, Outside
from desktop_app.commands.passphrases import add_sign_in, sign_in_passphrase
from desktop_app.domain.findings import Finding
from desktop_app.foundation.places import Places
from desktop_app.wording.catalogue import text
from desktop_app.wording.findings import finding_remedy, finding_words
from desktop_app.wording.people_words import reasons_words
from desktop_app.workflows.import_alike import NewAlike
from desktop_app.workflows.import_answers import read_answers
from desktop_app.workflows.import_contributions import ImportOutcome, import_contributions
from desktop_app.workflows.import_mapping import mapping_named
from desktop_app.workflows.likely_same import Likeness
from desktop_app.workflows.open_desk import sign_in
from desktop_app.workflows.verify_file import only_login


def _arguments(parser: ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", required=True, metavar="contributions")
    part = parts.add_parser(
        "contributions",
        help=text("read an institution's contribution file (CSV, XLSX) and say line by line what it would store"),
        description=text(
            "With --json a dry run writes an empty “answer” beside each new number that may be somebody's (“alike”) and"
            " each line that names another person than has its number (“rows”). Fill in same (of several persons the"
            " “person” meant), else (for a new number with the “reason”) or later, and give the file back with"
            " --answers; what stays empty is left open. It names people: keep it as you keep the records."
        ),
        epilog=f"{text('For example')}: cass-desk import contributions payroll.csv --mapping Mainframe --dry-run",
    )
    part.add_argument("file", metavar="FILE", type=Path, help=text("the file, CSV or XLSX"))
    part.add_argument("--mapping", metavar="NAME", required=True, help=text("a mapping made under Settings"))
    part.add_argument("--sheet", metavar="NAME", default="", help=text("this sheet of a workbook, not the mapping's"))
    part.add_argument("--dry-run", action="store_true", help=text("only try it: nothing is kept"))
    part.add_argument(
        "--answers", metavar="JSON", type=Path, help=text("what a dry run wrote with --json, the answers filled in")
    )
    part.add_argument(
        "--known-only", action="store_true", help=text("refuse lines of numbers that nobody here has yet")
    )
    part.add_argument("--data", metavar="DIR", type=Path, help=text("the store in another folder"))
    part.add_argument("--json", action="store_true", help=text("answer as JSON"))
    add_sign_in(part)


def _run(args: Namespace, outside: Outside) -> int:
    places = Places.default() if args.data is None else Places.at(args.data)
    login = args.user or only_login(places.keyring_file, outside.clock)
    ask = getpass if sys.stdin.isatty() else None
    desk = sign_in(places, outside.clock, login, sign_in_passphrase(args.passphrase_file, ask))
    try:
        said = None if args.answers is None else read_answers(args.answers)
        found = import_contributions(
            desk,
            args.file,
            mapping_named(desk, args.mapping),
            try_only=args.dry_run,
            new_persons=not args.known_only,
            sheet=args.sheet,
            answers=None if said is None else said.numbers,
            same_rows=frozenset() if said is None else said.rows,
            answered="" if said is None else said.digest,
        )
    finally:
        desk.close()
    print(json.dumps(_json(found), ensure_ascii=False, indent=1) if args.json else _words(found))
    return REFUSED if found.refused else DONE


def _json(found: ImportOutcome) -> dict[str, Any]:
    return {
        "import": found.import_id,
        "digest": found.digest,
        "tried_only": not found.import_id,
        "lines": found.lines,
        "records": found.records,
        "unchanged": found.unchanged,
        "refused": found.refused,
        "persons": found.persons,
        "new_persons": found.new_persons,
        "new_persons_alike": found.alike_count,
        "alike": [_alike(each) for each in found.alike],
        "rows": [_row(each) for each in found.of_another],
        "numbers_given": found.numbers_given,
        "kept_apart": found.kept_apart,
        "findings": [_finding(each) for each in found.findings],
        "findings_not_told": found.more,
    }


def _finding(each: Finding) -> dict[str, Any]:
    return {
        "code": each.code,
        "level": each.level.value,
        "where": each.where,
        "facts": dict(each.facts),
        "words": finding_words(each),
    }


def _alike(each: NewAlike) -> dict[str, Any]:
    return {
        "line": each.line,
        "number": each.number,
        "name": each.person.name,
        "known": [_known(known) for known in each.known],
        "person": each.known[0].person.id,
        "answer": "",
        "reason": "",
    }


def _row(each: Finding) -> dict[str, Any]:
    return {"line": each.facts["line"], "number": each.facts["number"], "words": finding_words(each), "answer": ""}


def _known(known: Likeness) -> dict[str, Any]:
    person = known.person
    return {"person": person.id, "name": person.name, "score": known.score, "why": reasons_words(known.reasons)}


def _resembles(each: NewAlike) -> str:
    known = each.known[0]
    said = text("Line {line}: {name}, number {number}: {known} may be the same person. {why}.")
    why = reasons_words(known.reasons)
    return said.format(line=each.line, name=each.person.name, number=each.number, known=known.person.name, why=why)


def _words(found: ImportOutcome) -> str:
    lines = [f"{finding_words(each)} {finding_remedy(each)}" for each in found.findings]
    if found.more:
        lines.append(text("{n} more findings are not shown.").format(n=f"{found.more:,}"))
    lines += [_resembles(each) for each in found.alike]
    if found.alike_count > len(found.alike):
        more = text("{n} more new persons resemble somebody known.")
        lines.append(more.format(n=f"{found.alike_count - len(found.alike):,}"))
    if found.alike_count:
        lines.append(
            text(
                "Under Settings, Contribution records, each can be said to be the same person or somebody else;"
                " here with --dry-run --json, the answers filled in, and --answers."
            )
            if not found.import_id
            else text("They are on the list of likely pairs in People.")
        )
    said = (
        text("Tried only, nothing was kept: {records} of {lines} lines would come in, {refused} would not.")
        if not found.import_id
        else text("Brought in: {records} of {lines} lines; {refused} were not.")
    )
    counts = said.format(records=f"{found.records:,}", lines=f"{found.lines:,}", refused=f"{found.refused:,}")
    who = text("{persons} persons, {new} of them new; {same} lines were on record already.").format(
        persons=f"{found.persons:,}", new=f"{found.new_persons:,}", same=f"{found.unchanged:,}"
    )
    return "\n".join([*lines, counts, who])


COMMAND = Command(
    summary=text("bring in what another system knows"),
    examples=(
        "import contributions payroll.csv --mapping Mainframe --dry-run",
        "import contributions payroll.csv --mapping Mainframe --answers answers.json",
    ),
    arguments=_arguments,
    run=_run,
)
