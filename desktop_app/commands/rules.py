"""`rules`: are the rule packs sound, and what do they say on a day; updates of them are made in `rules_updates`."""

import json
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import Final

from desktop_app.calculation.pack import RuleValue
from desktop_app.calculation.trace import Source
from desktop_app.commands.columns import in_columns
from desktop_app.commands.command import DONE, REFUSED, Command, Outside
from desktop_app.commands.rules_updates import PARTS, add_parts, run_part
from desktop_app.domain.claims import Benefit
from desktop_app.domain.findings import Finding, Level
from desktop_app.domain.time import parse_date
from desktop_app.wording.catalogue import text
from desktop_app.wording.findings import finding_words
from desktop_app.wording.formats import date_words
from desktop_app.wording.terms import benefit_words
from desktop_app.workflows.consult_rules import RuleInForce, check_rules, rules_in_force
from desktop_app.workflows.seal_rules import check_update_file

_DASH: Final = "\u2013"


def _arguments(parser: ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", required=True, metavar="check|show|key|seal|sign")
    check = parts.add_parser(
        "check",
        help=text("check every rule pack, or the file of an update: dates, gaps, doubled keys, sources, examples"),
        epilog=f"{text('For example')}: cass-desk rules check resources/rules/VC",
    )
    check.add_argument(
        "directory", metavar="DIR-OR-FILE", nargs="?", type=Path, help=text("packs or an update; else our own packs")
    )
    check.add_argument(
        "--card", action="append", default=[], type=Path, help=text("card of a signer, compared by voice; repeatable")
    )
    show = parts.add_parser(
        "show",
        help=text("the parameters in force on a day"),
        epilog=f"{text('For example')}: cass-desk rules show VC --on 2014-06-14",
    )
    show.add_argument("state", metavar="STATE", help=text("the State's code, for example VC"))
    show.add_argument("--on", metavar="DATE", required=True, help=text("the day, for example 2014-06-14"))
    show.add_argument("--benefit", choices=[each.value for each in Benefit], help=text("one benefit only"))
    for part in (check, show, *add_parts(parts.add_parser)):
        part.add_argument("--json", action="store_true", help=text("answer as JSON"))


def _run(args: Namespace, outside: Outside) -> int:
    if args.part in PARTS:
        return run_part(args, outside)
    if args.part == "check":
        is_file = args.directory is not None and args.directory.is_file()
        found = check_update_file(args.directory, args.card) if is_file else check_rules(args.directory)
        return _check(found, as_json=args.json)
    on = parse_date(args.on)
    benefit = Benefit(args.benefit) if args.benefit else None
    rows = rules_in_force(args.state.upper(), on, benefit)
    print(json.dumps([_row_json(row) for row in rows], ensure_ascii=False, indent=2) if args.json else _shown(rows, on))
    return DONE


def _check(findings: tuple[Finding, ...], *, as_json: bool) -> int:
    if as_json:
        told = [
            {"level": each.level.value, "code": each.code, "where": each.where, "text": finding_words(each)}
            for each in findings
        ]
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for each in findings:
            words = finding_words(each)
            place = "" if words.startswith(str(each.where)) else f"{each.where}: "
            print(f"{each.level.value}: {place}{words}")
        errors = sum(each.level is Level.ERROR for each in findings)
        print(
            text("Rule packs checked; findings: {count}, errors: {errors}.").format(count=len(findings), errors=errors)
        )
    return REFUSED if any(each.level is Level.ERROR for each in findings) else DONE


def _shown(rows: tuple[RuleInForce, ...], on: date) -> str:
    lines: list[str] = []
    for benefit in dict.fromkeys(row.benefit for row in rows):
        of_benefit = [row for row in rows if row.benefit is benefit]
        head = text("{state}, {benefit}, in force on {day}; last verified on {verified}").format(
            state=of_benefit[0].state,
            benefit=benefit_words(benefit),
            day=date_words(on),
            verified=date_words(of_benefit[0].verified_on),
        )
        lines += [head, ""]
        titles = (
            text("Parameter"),
            text("Says"),
            text("From"),
            text("To"),
            text("Goes by"),
            text("Sure"),
            text("Source"),
        )
        table = [titles, *(_cells(row) for row in of_benefit)]
        lines += [*in_columns(table), ""]
        notes = [f"{_name(row)}: {row.note}" for row in of_benefit if row.note]
        lines += [*notes, ""] if notes else []
        sources = {source.id: source for row in of_benefit for source in row.sources}
        lines += [f"{source.id}  {_source(source)}" for _, source in sorted(sources.items(), key=_by_number)]
    return "\n".join(lines)


def _cells(row: RuleInForce) -> tuple[str, ...]:
    return (
        _name(row),
        row.says or ", ".join(f"{name} {_plain(value)}" for name, value in row.fields.items()),
        row.start.isoformat() if row.start else _DASH,
        row.end.isoformat() if row.end else _DASH,
        row.by.value,
        row.confidence.value if row.confidence else _DASH,
        ", ".join(source.id for source in row.sources),
    )


def _name(row: RuleInForce) -> str:
    return f"{row.parameter} ({row.reading})" if row.reading else row.parameter


def _by_number(entry: tuple[str, Source]) -> tuple[int, str]:
    """Sort S2 before S10."""
    return (len(entry[0]), entry[0])


def _source(source: Source) -> str:
    year = f", {source.year}" if source.year else ""
    return f"{source.title} ({source.publisher}{year}), {source.url}"


def _plain(value: RuleValue) -> str:
    return str(value)


def _row_json(row: RuleInForce) -> dict[str, object]:
    return {
        "state": row.state,
        "benefit": row.benefit.value,
        "parameter": row.parameter,
        "by": row.by.value,
        "fields": {name: {"value": _plain(value), "unit": row.units[name].value} for name, value in row.fields.items()},
        "says": row.says,
        "from": row.start.isoformat() if row.start else None,
        "to": row.end.isoformat() if row.end else None,
        "confidence": row.confidence.value if row.confidence else None,
        "sources": [
            {
                "id": source.id,
                "title": source.title,
                "publisher": source.publisher,
                "year": source.year,
                "url": source.url,
            }
            for source in row.sources
        ],
        "verified_on": row.verified_on.isoformat(),
        "reading": row.reading,
        "note": row.note,
    }


COMMAND = Command(
    summary=text("check the rule packs, show the rules in force on a day, or make a signed update of them"),
    examples=(
        "rules check",
        "rules check resources/rules/VC",
        "rules check VC-rules-000001.cass-rules --card vc.cass-card",
        "rules show VC --on 2014-06-14 --benefit age_pension",
        "rules seal resources/rules/VC --from vc.cass-key --in-force 2027-01-01 --law-changed TEXT --out FILE",
    ),
    arguments=_arguments,
    run=_run,
)
