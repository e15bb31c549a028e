"""Every code that stands in a message, in words: no code is shown or printed without them."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final

from desktop_app.domain.certificates import CertificateKind, HasPeriods
from desktop_app.domain.claims import Benefit
from desktop_app.domain.messages import MessageType, ReceiptLevel, ReturnReason
from desktop_app.domain.offices import KeyCheck
from desktop_app.domain.periods import Evidence, PeriodType, RowStatus
from desktop_app.domain.persons import NumberKind, Sex
from desktop_app.domain.time import Certainty
from desktop_app.wording import inquiry_words, notice_words, terms
from desktop_app.wording.catalogue import text

_TABLES: Final[Mapping[type[StrEnum], Mapping[StrEnum, str]]] = {**inquiry_words.CODES, **notice_words.CODES}
_SAID: Final[Mapping[type[StrEnum], Callable[[Any], str]]] = {
    Benefit: terms.benefit_words,
    CertificateKind: terms.certificate_kind_words,
    Certainty: terms.certainty_words,
    Evidence: terms.evidence_words,
    HasPeriods: terms.has_periods_words,
    KeyCheck: terms.key_check_words,
    MessageType: terms.message_type_words,
    NumberKind: terms.number_kind_words,
    PeriodType: terms.period_type_words,
    ReceiptLevel: terms.receipt_level_words,
    ReturnReason: terms.return_reason_words,
    RowStatus: terms.row_status_words,
    Sex: terms.sex_words,
}


def words_of(code: StrEnum) -> str:
    """Say what a code of a message means; `KeyError` for a kind of code that no message holds."""
    kind = type(code)
    return _SAID[kind](code) if kind in _SAID else text(_TABLES[kind][code])
