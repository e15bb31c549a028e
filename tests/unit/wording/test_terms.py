from collections.abc import Callable
from enum import StrEnum

import pytest

from desktop_app.domain.certificates import CertificateKind, HasPeriods
from desktop_app.domain.claims import Benefit, Part, Stage
from desktop_app.domain.messages import MessageType, ReceiptLevel, ReturnReason
from desktop_app.domain.offices import KeyCheck
from desktop_app.domain.periods import Evidence, PeriodType, RowStatus
from desktop_app.domain.persons import NumberKind, Sex
from desktop_app.domain.time import Certainty
from desktop_app.domain.users import Role
from desktop_app.wording import terms

SETS: list[tuple[Callable[..., str], type[StrEnum]]] = [
    (terms.benefit_words, Benefit),
    (terms.stage_words, Stage),
    (terms.part_words, Part),
    (terms.period_type_words, PeriodType),
    (terms.evidence_words, Evidence),
    (terms.row_status_words, RowStatus),
    (terms.sex_words, Sex),
    (terms.number_kind_words, NumberKind),
    (terms.certainty_words, Certainty),
    (terms.has_periods_words, HasPeriods),
    (terms.certificate_kind_words, CertificateKind),
    (terms.message_type_words, MessageType),
    (terms.receipt_level_words, ReceiptLevel),
    (terms.return_reason_words, ReturnReason),
    (terms.key_check_words, KeyCheck),
    (terms.role_words, Role),
]


@pytest.mark.parametrize(("words", "members"), SETS)
def test_every_member_has_a_name_of_its_own(words: Callable[..., str], members: type[StrEnum]) -> None:
    said = [words(member) for member in members]
    assert all(said)
    assert len(set(said)) == len(said)


def test_an_unknown_unit_stays_as_the_certificate_has_it() -> None:
    assert terms.contribution_unit_words("month") == "Months"
    assert terms.contribution_unit_words("day") == "day"
