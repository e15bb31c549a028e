"""`bench`: measures this program beside a reference in the same run and prints the ratios. It asserts nothing.

The reference of `calculate` is OpenFisca-core, installed into an environment of its own; those of `exchange` are the
bare JSON, an XML sealed with age, a password ZIP, and a loop that only decrypts and writes.
"""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from desktop_app.commands.bench_memory import bench_search, bench_store, ratio_words
from desktop_app.commands.columns import in_columns
from desktop_app.commands.command import DONE, Command, Outside
from desktop_app.commands.said import Said
from desktop_app.commands.self_test import EXAMPLE
from desktop_app.foundation.places import Places, resource
from desktop_app.wording.catalogue import text
from desktop_app.workflows.bench_calculate import (
    Growth,
    ManyClaims,
    OneClaim,
    growth_with_claims,
    growth_with_rows,
    many_claims,
    one_claim,
)
from desktop_app.workflows.bench_exchange import BUNDLES, BundlePart, Imports, Sizes, imports, sizes
from desktop_app.workflows.bench_peer import PEER, Peer, peer_python
from desktop_app.workflows.case_file import read_case
from desktop_app.workflows.consult_rules import load_rulebook

NAMES: Final = ("calculate", "exchange", "search", "store")
_PARTS: Final = {
    BundlePart.MESSAGE: text("the certificate itself, deflated"),
    BundlePart.SIGNATURES: text("two signatures, as minisign reads them"),
    BundlePart.MANIFEST: text("the signed list"),
    BundlePart.ZIP: text("names and places in the ZIP"),
    BundlePart.SEAL: text("the seal, for two offices"),
}
_THOUSANDTHS: Final = 1000
_MICRO: Final = 1000
_SECOND: Final = 1_000_000_000


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", choices=NAMES, default=NAMES[0], help=text("which benchmark"))
    parser.add_argument("--persons", type=int, default=100_000, help=text("how many persons in the second part"))
    parser.add_argument("--people", type=int, default=1_000_000, help=text("how many people the store is filled with"))
    parser.add_argument("--rounds", type=int, default=300, help=text("how often one claim is measured"))
    parser.add_argument("--bundles", type=int, default=BUNDLES, help=text("how many bundles are taken in"))
    parser.add_argument("--peer", type=Path, help=text("folder of the reference's own environment"))
    parser.add_argument("--python", type=Path, help=text("the Python to make that environment with"))
    parser.add_argument("--json", action="store_true", help=text("print the figures for machines"))


def _run(args: Namespace, outside: Outside) -> int:
    match args.name:
        case "exchange":
            return _exchange(args, outside)
        case "search" | "store":
            measured = bench_search if args.name == "search" else bench_store
            people, rounds = max(1, args.people), max(1, args.rounds)
            return measured(outside, people=people, rounds=rounds, as_json=args.json, progress=Said())
        case _:
            return _calculate(args)


def _exchange(args: Namespace, outside: Outside) -> int:
    with TemporaryDirectory(prefix="cass-desk-bench-") as name:
        folder = Path(name)
        measured = sizes(folder / "sizes", outside.clock)
        taken = imports(folder / "imports", outside.clock, bundles=max(1, args.bundles), progress=Said())
    print(_exchange_json(measured, taken) if args.json else _exchange_words(measured, taken))
    return DONE


def _exchange_words(measured: Sizes, taken: Imports) -> str:
    rows = [
        (text("sealed and signed bundle"), measured.sealed, measured.sealed_ns),
        (text("deflated JSON, bare"), measured.deflated_json, measured.deflated_json_ns),
        (text("XML of the same content, sealed with age"), measured.sealed_xml, measured.sealed_xml_ns),
        (text("password ZIP of the printed page"), measured.zipped_page, measured.zipped_page_ns),
    ]
    return "\n".join(
        [
            text("A certificate of forty years in three States, without a page attached; ratio: the bundle over each"),
            "",
            *in_columns(
                [
                    ("", text("bytes"), text("ratio"), text("made in"), text("ratio")),
                    *(
                        (
                            what,
                            f"{size:,}",
                            ratio_words(measured.sealed, size),
                            _micro(spent),
                            ratio_words(measured.sealed_ns, spent),
                        )
                        if size
                        else (what, text("not measured"), "", "", "")
                        for what, size, spent in rows
                    ),
                ],
                right={1, 2, 3, 4},
            ),
            "",
            text("What the bytes of the bundle are, and the least that age, unzip and minisign allow"),
            *in_columns(
                [
                    *((_PARTS[entry.part], f"{entry.size:,}", f"{entry.least:,}") for entry in measured.parts),
                    (text("together"), f"{measured.sealed:,}", f"{_least(measured):,}"),
                    (
                        text("ratio to the deflated JSON"),
                        ratio_words(measured.sealed, measured.deflated_json),
                        ratio_words(_least(measured), measured.deflated_json),
                    ),
                ],
                right={1, 2},
            ),
            "",
            *in_columns(
                [
                    ("", text("CASS Desk"), text("reference"), text("ratio")),
                    (
                        text("{count} bundles received, verified and kept").format(count=f"{taken.bundles:,}"),
                        _seconds(taken.ours),
                        _seconds(taken.bare),
                        ratio_words(taken.ours, taken.bare),
                    ),
                ],
                right={1, 2, 3},
            ),
            text("The reference only decrypts each file and writes what is in it to the disk; it checks no signature."),
        ]
    )


def _least(measured: Sizes) -> int:
    return sum(entry.least for entry in measured.parts)


def _exchange_json(measured: Sizes, taken: Imports) -> str:
    return json.dumps(
        {
            "bytes": {
                "sealed": measured.sealed,
                **{f"of_which_{entry.part.value}": entry.size for entry in measured.parts},
                "least_with_these_tools": _least(measured),
                "deflated_json": measured.deflated_json,
                "sealed_xml": measured.sealed_xml,
                "zipped_page": measured.zipped_page or None,
                "page": measured.page,
            },
            "made_in_ns": {
                "sealed": measured.sealed_ns,
                "deflated_json": measured.deflated_json_ns,
                "sealed_xml": measured.sealed_xml_ns,
                "zipped_page": measured.zipped_page_ns if measured.zipped_page else None,
            },
            "ratios": {
                "deflated_json": ratio_words(measured.sealed, measured.deflated_json),
                "sealed_xml": ratio_words(measured.sealed, measured.sealed_xml),
                "zipped_page": ratio_words(measured.sealed, measured.zipped_page) if measured.zipped_page else None,
            },
            "imports": {
                "bundles": taken.bundles,
                "ours_ns": taken.ours,
                "bare_ns": taken.bare,
                "ratio": ratio_words(taken.ours, taken.bare),
            },
        },
        indent=1,
    )


def _calculate(args: Namespace) -> int:
    rules = load_rulebook()
    case = read_case(resource(*EXAMPLE).read_bytes(), rules.agreement)
    folder = args.peer or Places.default().data.parent / "bench" / "openfisca"
    said = Said()
    with Peer(peer_python(folder, args.python)) as peer:
        one = one_claim(case, rules, peer, rounds=max(1, args.rounds), progress=said)
        many = many_claims(case, rules, peer, persons=max(1, args.persons), progress=said)
    claims = growth_with_claims(case, rules, claims=max(4, args.persons // 25), progress=said)
    rows = growth_with_rows(case, rules, progress=said)
    print(_as_json(one, many, (claims, rows)) if args.json else _in_words(one, many, (claims, rows)))
    return DONE


def _in_words(one: OneClaim, many: ManyClaims, growths: tuple[Growth, ...]) -> str:
    lines = [
        text(
            "Three-State age pension, exact, with its full trace ({figures} figures), beside one State's rule in {peer}"
        ).format(figures=one.figures, peer=PEER),
        "",
        *in_columns(
            [
                ("", text("CASS Desk"), text("reference"), text("ratio")),
                (
                    text("one claim, median of {rounds}").format(rounds=one.rounds),
                    _micro(one.ours),
                    _micro(one.peer),
                    ratio_words(one.ours, one.peer),
                ),
                (
                    text("one claim, least"),
                    _micro(one.ours_least),
                    _micro(one.peer_least),
                    ratio_words(one.ours_least, one.peer_least),
                ),
                (
                    text("{persons} claims with trace").format(persons=f"{many.persons:,}"),
                    _seconds(many.ours),
                    _seconds(many.peer),
                    ratio_words(many.ours, many.peer),
                ),
                (
                    text("{persons} claims without trace").format(persons=f"{many.persons:,}"),
                    _seconds(many.ours_without_trace),
                    _seconds(many.peer),
                    ratio_words(many.ours_without_trace, many.peer),
                ),
            ],
            right={1, 2, 3},
        ),
        "",
        text("The same State's notional amount: {ours} here, {peer} there.").format(
            ours=one.weekly, peer=one.peer_weekly
        ),
        text(
            "The reference reckons many persons at once, in columns and in binary fractions; "
            "here each claim is exact and explained."
        ),
    ]
    for growth in growths:
        lines += [
            "",
            text("Cost by number of {of}").format(of=text(growth.of)),
            *in_columns(
                [(f"{number:,}", _micro(spent // number) + f" {text('each')}") for number, spent in growth.measured],
                right={0, 1},
            ),
            text("cost of one at the most / at the fewest: {ratio}").format(
                ratio=ratio_words(growth.ratio.numerator, growth.ratio.denominator)
            ),
        ]
    return "\n".join(lines)


def _as_json(one: OneClaim, many: ManyClaims, growths: tuple[Growth, ...]) -> str:
    return json.dumps(
        {
            "peer": PEER,
            "one_claim": {
                "rounds": one.rounds,
                "ours_ns": one.ours,
                "peer_ns": one.peer,
                "ratio": ratio_words(one.ours, one.peer),
                "ours_least_ns": one.ours_least,
                "peer_least_ns": one.peer_least,
                "figures": one.figures,
                "weekly": one.weekly,
                "peer_weekly": one.peer_weekly,
            },
            "many_claims": {
                "persons": many.persons,
                "ours_ns": many.ours,
                "ours_without_trace_ns": many.ours_without_trace,
                "peer_ns": many.peer,
                "ratio": ratio_words(many.ours, many.peer),
            },
            "growth": {
                growth.of: {
                    "measured": [list(each) for each in growth.measured],
                    "ratio": ratio_words(growth.ratio.numerator, growth.ratio.denominator),
                }
                for growth in growths
            },
        },
        indent=1,
    )


def _micro(ns: int) -> str:
    return f"{ns // _MICRO:,} µs"


def _seconds(ns: int) -> str:
    thousandths = ns * _THOUSANDTHS // _SECOND
    return f"{thousandths // _THOUSANDTHS:,}.{thousandths % _THOUSANDTHS:03} s"


COMMAND = Command(
    summary=text("measure this program beside a reference, as ratios"),
    examples=(
        "bench calculate",
        "bench calculate --persons 10000 --json",
        "bench exchange",
        "bench search --people 100000",
    ),
    arguments=_arguments,
    run=_run,
)
