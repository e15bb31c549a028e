"""Every type of message this program knows: its version, its body, its file's name, and how it is read and written."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, cast

from desktop_app.domain.award_notices import Decision
from desktop_app.domain.certificates import PeriodCertificate
from desktop_app.domain.departure import DepartureCertificate
from desktop_app.domain.dependency import DependencyCertificate
from desktop_app.domain.directory_notices import DirectoryList
from desktop_app.domain.messages import BODIES, Body, MessageType, message_type_of
from desktop_app.exchange.canonical import Json, Unreadable, write_json
from desktop_app.exchange.directory_json import list_json, read_list
from desktop_app.exchange.fields import Fields
from desktop_app.exchange.messages import answers, awards, cases, certificate, claim_notice, inquiries, notices
from desktop_app.exchange.messages.certificate import CertificateForm, from_form, to_form
from desktop_app.exchange.messages.declared import Declarations, Declared
from desktop_app.exchange.messages.shapes import FIRST_ERA, PRESENT_ERA, Written
from desktop_app.foundation.problems import ExchangeProblem

MAJOR: Final = 1
"""The major version of every type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageKind:
    """What there is to know of one type of message.

    `minor` is the highest minor version known and written; `first_era` the era of its version 1.0. `stem` begins the
    name of its file in a bundle. `signed_alone`: signed a second time on its own, so that it may travel on. `vital` are
    the fields without which it must not be applied, where they are there: a lower minor version does not know them.
    """

    type: MessageType
    shape: Declared | Written
    stem: str
    minor: int
    first_era: int
    signed_alone: bool
    vital: frozenset[str]

    @property
    def version(self) -> str:
        """The highest version known and written."""
        return f"{MAJOR}.{self.minor}"

    def era(self, minor: int) -> int:
        """Return the era of a minor version; that of the highest known for a newer one."""
        return self.first_era + min(minor, self.minor)

    def write(self, body: Body, minor: int) -> dict[str, Json]:
        """Return a body as JSON. Raises `Unreadable` where that version cannot say it."""
        return cast("dict[str, Json]", self.shape.write(body, self.era(minor)))

    def read(self, fields: Fields, name: str, minor: int) -> Body:
        """Read a body to its end. Raises `Unreadable` with the field's path."""
        return cast("Body", self.shape.read(fields, name, self.era(minor)))


def _write_certificate(value: object, era: int) -> dict[str, Json]:
    return DECLARATIONS.of(CertificateForm).write(to_form(cast("PeriodCertificate", value)), era)


def _read_certificate(fields: Fields, era: int) -> PeriodCertificate:
    return from_form(cast("CertificateForm", DECLARATIONS.of(CertificateForm).take(fields, era)))


def _write_list(value: object, _: int) -> dict[str, Json]:
    return list_json(cast("DirectoryList", value))


def _read_list(fields: Fields, _: int) -> DirectoryList:
    return read_list(fields)


_CERTIFICATE: Final = Written(reader=_read_certificate, writer=_write_certificate, like=CertificateForm)

DECLARATIONS: Final[Declarations] = Declarations(
    {
        **claim_notice.BOUNDS,
        **certificate.BOUNDS,
        **answers.BOUNDS,
        **inquiries.BOUNDS,
        **awards.BOUNDS,
        **cases.BOUNDS,
        **notices.BOUNDS,
    },
    {
        PeriodCertificate: _CERTIFICATE,
        DirectoryList: Written(reader=_read_list, writer=_write_list, like=DirectoryList),
    },
)
"""The shapes of all classes that messages are made of."""

_OF_THE_FIRST_PROGRAM: Final = frozenset(
    {MessageType.CLAIM_NOTICE, MessageType.PERIOD_CERTIFICATE, MessageType.RECEIPT, MessageType.RETURN}
)
"""The types whose version 1.0 lacks what all others know from the start."""

_SIGNED_ALONE: Final = frozenset(
    {
        MessageType.PERIOD_CERTIFICATE,
        MessageType.DEPENDENCY_CERTIFICATE,
        MessageType.DECISION,
        MessageType.DEPARTURE_CERTIFICATE,
    }
)
_VITAL: Final = {
    MessageType.PERIOD_CERTIFICATE: frozenset({"body.rows.counts_for", "body.rows.raises_amount"}),
}
_STEMS: Final = {MessageType.PERIOD_CERTIFICATE: "certificate"}


def _kind(kind: MessageType) -> MessageKind:
    first = kind in _OF_THE_FIRST_PROGRAM
    return MessageKind(
        type=kind,
        shape=_CERTIFICATE if kind is MessageType.PERIOD_CERTIFICATE else DECLARATIONS.of(BODIES[kind]),
        stem=_STEMS.get(kind, kind.value.replace("_", "-")),
        minor=1 if first else 0,
        first_era=FIRST_ERA if first else PRESENT_ERA,
        signed_alone=kind in _SIGNED_ALONE,
        vital=_VITAL.get(kind, frozenset()),
    )


KINDS: Final[Mapping[MessageType, MessageKind]] = MappingProxyType({kind: _kind(kind) for kind in MessageType})
"""Every type this program knows."""

SIGNED_ALONE: Final = frozenset(kind.value for kind in _SIGNED_ALONE)
"""The codes of the types that are signed a second time on their own (exchange rules, 2.2.1)."""


def issuer_of(body: Body) -> str:
    """Return the office that issued what is signed on its own; empty for all else."""
    match body:
        case PeriodCertificate() | DependencyCertificate() | Decision():
            return body.office
        case DepartureCertificate():
            return body.certificate.office
        case _:
            return ""


def body_bytes(body: Body) -> bytes:
    """Return the canonical form of a body by itself, as it stands in its message: for its check code on paper.

    What says nothing is left out, so all versions that can say it say the same. Raises
    `ExchangeProblem("message_not_writable")` with the `field` that cannot be written.
    """
    kind = KINDS[message_type_of(body)]
    try:
        return write_json(kind.write(body, kind.minor))
    except Unreadable as error:
        raise ExchangeProblem("message_not_writable", field=error.where) from None
