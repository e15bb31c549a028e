"""Benchmark of the exchange: how small a sealed certificate is, and how quickly many are taken in, beside references.

Everything is measured in the same run: an XML of the same content sealed with age, a password ZIP of the printed page,
the bare deflated JSON, and a loop that only decrypts and writes to the disk. All persons are invented.
"""

import os
import shutil
import subprocess
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum, StrEnum
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from desktop_app import __version__
from desktop_app.documents.certificate import CertificateView, certificate_pdf
from desktop_app.documents.summaries import summary_of
from desktop_app.domain.certificates import CertificateKind, HasPeriods, PeriodCertificate
from desktop_app.domain.claims import Benefit, OfficeReference
from desktop_app.domain.messages import Message, MessageType
from desktop_app.domain.money import Money
from desktop_app.domain.periods import InsurancePeriod
from desktop_app.exchange.bundle import MANIFEST, SealedBundle, seal
from desktop_app.exchange.contents import SIGNATURE_SUFFIX
from desktop_app.exchange.messages import encode_message
from desktop_app.exchange.paper import certificate_bytes, check_code
from desktop_app.exchange.sealing import open_bytes, seal_bytes
from desktop_app.foundation.clock import Clock
from desktop_app.foundation.problems import ExchangeProblem
from desktop_app.foundation.progress import Progress
from desktop_app.workflows.desk import Desk
from desktop_app.workflows.prove_program import two_offices
from desktop_app.workflows.receive_files import Came, receive_files

BUNDLES: Final = 1_000
_FOLDER: Final = 100
_TIMES: Final = 5
_YEARS: Final = 40
_FIRST_YEAR: Final = 1974
_STATES: Final = ("VC", "LC", "GD")
_WEEKLY: Final = 9_500
_STEP: Final = 731
_WEEKS: Final = 52
_MINISIG: Final = 2 + 8 + 64 + 64
"""What a minisign file says, in bytes: kind, key, and two Ed25519 signatures. Nothing makes them shorter."""

_BY_CHANCE: Final = 16 + 32
"""What of the signed list nothing makes shorter: the bundle's id and the certificate's digest."""

_ZIP_MEMBER: Final = 30 + 46
_ZIP_END: Final = 22
"""A ZIP's own bytes, without any names."""

_AGE_FOR_TWO: Final = 22 + 2 * (54 + 44) + 48 + 16 + 16
"""An age file's own bytes: first line, a stanza for each of two offices, last line, nonce and tag."""

_PASSWORD: Final = "bench"  # noqa: S105 - the reference needs one; it protects nothing


class BundlePart(StrEnum):
    """What the bytes of a sealed bundle are."""

    MESSAGE = "message"
    SIGNATURES = "signatures"
    MANIFEST = "manifest"
    ZIP = "zip"
    SEAL = "seal"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSize:
    """The bytes of a part, and the least it can have while age, unzip and minisign open and check it."""

    part: BundlePart
    size: int
    least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Bytes of the same certificate: sealed here, its bare JSON deflated, and the references; 0 for one not measured.

    The `_ns` are nanoseconds to make each from the certificate, the least of a few times. `zipped_page` needs the
    `zip` program of the system. `parts` says what the bytes of the sealed bundle are, in order.
    """

    sealed: int
    sealed_ns: int
    deflated_json: int
    deflated_json_ns: int
    sealed_xml: int
    sealed_xml_ns: int
    zipped_page: int
    zipped_page_ns: int
    page: int
    parts: tuple[PartSize, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imports:
    """Nanoseconds of taking in `bundles` bundles: verified, kept and journalled here; only opened and written there."""

    bundles: int
    ours: int
    bare: int


def sizes(folder: Path, clock: Clock) -> Sizes:
    """Return how large the same certificate is in every form; 40 years in three States, without a page attached."""
    issuer, recipient = two_offices(folder, clock)
    try:
        message = _message(issuer, 1, _certificate(issuer, clock))
        body = message.body
        if not isinstance(body, PeriodCertificate):
            raise TypeError(message.type)
        keys = (recipient.own.keys.sealing_key, issuer.own.keys.sealing_key)
        sealed, sealed_ns = _least(lambda: _sealed(issuer, recipient, message, 1, "").data)
        deflated, deflated_ns = _least(lambda: zlib.compress(encode_message(message), 9))
        _, xml_ns = _least(lambda: seal_bytes(_xml(message), keys, shortest=False))
        page = _page(issuer, body, clock)
        zipped, zipped_ns = _least(lambda: _zipped(folder, _page(issuer, body, clock)))
        return Sizes(
            sealed=len(sealed),
            sealed_ns=sealed_ns,
            deflated_json=len(deflated),
            deflated_json_ns=deflated_ns,
            sealed_xml=len(seal_bytes(_xml(message), keys)),
            sealed_xml_ns=xml_ns,
            zipped_page=len(zipped),
            zipped_page_ns=zipped_ns,
            page=len(page),
            parts=_parts(sealed, open_bytes(sealed, recipient.secret)),
        )
    finally:
        issuer.close()
        recipient.close()


def imports(folder: Path, clock: Clock, *, bundles: int = BUNDLES, progress: Progress) -> Imports:
    """Take in a folder of many bundles as a person drops it, and open and write each as barely as can be.

    They take turns, a small folder each, so that whatever else the machine does falls on both.
    """
    issuer, recipient = two_offices(folder, clock)
    bare = folder / "bare"
    bare.mkdir()
    try:
        certificate = _certificate(issuer, clock)
        ours = theirs = 0
        previous = ""
        for first in range(1, bundles + 1, _FOLDER):
            arrived = folder / f"arrived-{first}"
            arrived.mkdir()
            for number in range(first, min(first + _FOLDER, bundles + 1)):
                message = _message(issuer, number, replace(certificate, number=f"VC-BENCH-{number}"))
                made = _sealed(issuer, recipient, message, number, previous)
                (arrived / f"{number:06}.cass").write_bytes(made.data)
                previous = made.digest
            progress.step(first - 1, bundles, "bundles")
            began = time.perf_counter_ns()
            taken = receive_files(recipient, [arrived])
            middle = time.perf_counter_ns()
            for file in sorted(arrived.iterdir()):
                _bare(bare / file.name, open_bytes(file.read_bytes(), recipient.secret))
            theirs += time.perf_counter_ns() - middle
            ours += middle - began
            if any(result.came is not Came.NEW for result in taken):
                raise ExchangeProblem("bundle_damaged")
        return Imports(bundles=bundles, ours=ours, bare=theirs)
    finally:
        issuer.close()
        recipient.close()


def _bare(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _certificate(issuer: Desk, clock: Clock) -> PeriodCertificate:
    rows = tuple(
        InsurancePeriod(
            row_id=str(number + 1),
            state=_STATES[number * len(_STATES) // _YEARS],
            year=_FIRST_YEAR + number,
            weeks_paid=_WEEKS,
            start=date(_FIRST_YEAR + number, 1, 1),
            end=date(_FIRST_YEAR + number, 12, 31),
            earnings=Money(minor=(_WEEKLY + _STEP * number) * _WEEKS, currency="XCD"),
        )
        for number in range(_YEARS)
    )
    made = PeriodCertificate(
        number="VC-BENCH-1",
        version=1,
        kind=CertificateKind.CLAIM,
        state=issuer.office.state,
        office=issuer.office.code,
        person_surname="Sample",
        person_forenames="Alma",
        person_birth_date=date(1954, 6, 1),
        insurance_number="000001",
        benefits=(Benefit.AGE,),
        has_periods=HasPeriods.YES,
        complete_to=date(2014, 5, 31),
        more_follows=False,
        contribution_unit="week",
        currency="XCD",
        rows=rows,
        stated_weeks=0,
        stated_earnings=Money(minor=0, currency="XCD"),
        certified_at=clock.now().replace(microsecond=0),
        prepared_by="A. Clerk",
        approved_by="B. Officer",
    )
    return replace(made, stated_weeks=made.weeks, stated_earnings=made.earnings)


def _message(issuer: Desk, number: int, certificate: PeriodCertificate) -> Message:
    names = {party.code: party.name for party in issuer.rulebook.parties}
    return Message(
        message_id=issuer.clock.new_id(),
        type=MessageType.PERIOD_CERTIFICATE,
        created_at=issuer.clock.now().replace(microsecond=0),
        case_refs=(OfficeReference(office=issuer.office.code, number=f"VC-2014-{number:04d}"),),
        prepared_by="A. Clerk",
        approved_by="B. Officer",
        body=certificate,
        summary=summary_of(certificate, names),
    )


def _sealed(issuer: Desk, recipient: Desk, message: Message, sequence: int, previous: str) -> SealedBundle:
    return seal(
        secret=issuer.secret,
        sender=issuer.own,
        recipient=recipient.own,
        sequence=sequence,
        bundle_id=issuer.clock.new_id(),
        created_at=issuer.clock.now().replace(microsecond=0),
        previous_digest=previous,
        received_up_to=0,
        missing=(),
        messages=(message,),
    )


def _least(make: Callable[[], bytes]) -> tuple[bytes, int]:
    """Return what is made, and the least nanoseconds of a few times."""
    made, least = b"", 0
    for _ in range(_TIMES):
        began = time.perf_counter_ns()
        made = make()
        spent = time.perf_counter_ns() - began
        least = min(least or spent, spent)
    return made, least


def _page(issuer: Desk, body: PeriodCertificate, clock: Clock) -> bytes:
    return certificate_pdf(
        CertificateView(
            certificate=body,
            office=issuer.office,
            party_name=issuer.rulebook.party(body.state).name,
            check_code=check_code(certificate_bytes(body)),
            qr_texts=(),
            printed_on=clock.today(),
            program_version=__version__,
        )
    )


def _parts(sealed: bytes, opened: bytes) -> tuple[PartSize, ...]:
    """Return what the bytes of a sealed bundle are; together they are all of them."""
    with zipfile.ZipFile(BytesIO(opened)) as archive:
        packed = {entry.filename: entry.compress_size for entry in archive.infolist()}
    signatures = [size for name, size in packed.items() if name.endswith(SIGNATURE_SUFFIX)]
    message = sum(packed.values()) - sum(signatures) - packed[MANIFEST]
    return (
        PartSize(part=BundlePart.MESSAGE, size=message, least=message),
        PartSize(part=BundlePart.SIGNATURES, size=sum(signatures), least=len(signatures) * _MINISIG),
        PartSize(part=BundlePart.MANIFEST, size=packed[MANIFEST], least=_BY_CHANCE),
        PartSize(
            part=BundlePart.ZIP,
            size=len(opened) - sum(packed.values()),
            least=len(packed) * _ZIP_MEMBER + _ZIP_END,
        ),
        PartSize(part=BundlePart.SEAL, size=len(sealed) - len(opened), least=_AGE_FOR_TWO),
    )


def _zipped(folder: Path, page: bytes) -> bytes:
    """Return a password ZIP of a page; empty where the system has no `zip`."""
    program = shutil.which("zip")
    if program is None:
        return b""
    source, target = folder / "certificate.pdf", folder / "certificate.zip"
    source.write_bytes(page)
    target.unlink(missing_ok=True)
    command = (program, "-q", "-9", "-j", "-P", _PASSWORD, str(target), str(source))
    subprocess.run(command, check=True, timeout=60)  # noqa: S603 - a program of the system, on files made here
    return target.read_bytes()


def _xml(message: Message) -> bytes:
    """Return a message as XML in the manner of structured electronic documents: an element a field, rows and all."""
    root = ET.Element("StructuredElectronicDocument", {"type": "P5000-like"})
    _fill(root, message)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _fill(parent: ET.Element, value: object) -> None:
    for name, each in _entries(value):
        element = ET.SubElement(parent, name)
        if isinstance(each, Enum | str | int | date | Fraction):
            element.text = str(each.value if isinstance(each, Enum) else each)
        else:
            _fill(element, each)


def _entries(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, tuple):
        yield from (("item", each) for each in value)
    elif is_dataclass(value):
        for field in fields(value):
            each = getattr(value, field.name)
            if each is not None and each not in ("", ()):
                yield "".join(part.title() for part in field.name.split("_")), each
