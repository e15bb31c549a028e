from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.documents.certificate import certificate_pdf
from desktop_app.domain.certificates import HasPeriods
from desktop_app.domain.money import Money
from tests.support import pdfs
from tests.support.golden import golden
from tests.support.sample_documents import (
    CHECK_CODE,
    QR_TEXT,
    certificate_view,
    long_certificate,
    long_rows,
    sample_certificate,
    sample_rows,
)


def test_the_certificate_of_the_published_example_reads_as_agreed(tmp_path: Path) -> None:
    golden("certificate.txt", pdfs.outline(certificate_pdf(certificate_view()), tmp_path))


def test_every_row_and_every_total_stands_on_the_paper(tmp_path: Path) -> None:
    text = pdfs.flat_text(certificate_pdf(certificate_view()), tmp_path)

    for row in sample_rows("VC"):
        assert str(row.year) in text
        assert row.employer_number in text
    assert "300" in text
    assert "79,400.00" in text
    assert CHECK_CODE in text


def test_the_check_code_reads_back_from_a_print_of_100_dots(tmp_path: Path) -> None:
    made = certificate_pdf(certificate_view(qr_texts=(QR_TEXT, "SECOND/" + QR_TEXT)))

    assert sorted(pdfs.qr_texts(made, tmp_path)) == sorted((QR_TEXT, "SECOND/" + QR_TEXT))


def test_one_person_in_two_roles_is_said(tmp_path: Path) -> None:
    alone = sample_certificate(prepared_by="C. Browne", approved_by="C. Browne")

    said = "Prepared and approved by the same person"
    assert said in pdfs.flat_text(certificate_pdf(certificate_view(alone)), tmp_path)
    assert said not in pdfs.flat_text(certificate_pdf(certificate_view()), tmp_path)


def test_a_later_version_names_the_one_it_replaces(tmp_path: Path) -> None:
    text = pdfs.flat_text(certificate_pdf(certificate_view(long_certificate())), tmp_path)

    assert "3, replaces version 2" in text


def test_the_header_of_the_table_stands_on_every_page_it_reaches(tmp_path: Path) -> None:
    made = certificate_pdf(certificate_view(sample_certificate(long_rows(45))))
    text = pdfs.pdf_text(made, tmp_path)
    with_rows = [page for page in text.split("\f") if "VC-0000" in page]

    assert len(with_rows) > 1
    assert all("Employer and number" in page for page in with_rows)


def test_no_periods_is_an_answer_and_not_an_empty_table(tmp_path: Path) -> None:
    none = replace(sample_certificate(()), has_periods=HasPeriods.PERSON_NOT_KNOWN)
    text = pdfs.flat_text(certificate_pdf(certificate_view(none)), tmp_path)

    assert "Person not known" in text
    assert "Employer and number" not in text


def test_totals_that_differ_from_the_rows_are_shown_as_such(tmp_path: Path) -> None:
    stated = sample_certificate(stated_weeks=286, stated_earnings=Money(minor=75_200_00, currency="XCD"))
    text = pdfs.spoken_text(certificate_pdf(certificate_view(stated)), tmp_path)

    assert "286 weeks and XCD 75,200.00; the rows give other sums" in text


@pytest.mark.parametrize(
    "name",
    ["D\u2019Échantillon-Ñandú Øre", "Łukasz Žižek", "Παράδειγμα", "Пример", "A" * 120, "O'Sample " * 13],
)
def test_a_name_is_printed_as_it_is_written(name: str, tmp_path: Path) -> None:
    made = certificate_pdf(certificate_view(sample_certificate(person_surname=name, person_forenames="")))
    text = pdfs.flat_text(made, tmp_path)

    assert name.replace(" ", "").strip() in text.replace(" ", "")


@pytest.mark.parametrize(
    "name", ["नमूना", "样本", "\u202esample", "\U0001f600", "e\u0301chantillon", "\ud800", "\x00\t"]
)
def test_a_letter_the_font_lacks_does_no_harm(name: str, tmp_path: Path) -> None:
    made = certificate_pdf(certificate_view(sample_certificate(person_surname=name, remarks=name)))

    assert pdfs.complaints(made, tmp_path) == ""


def test_a_row_longer_than_a_page_goes_on_overleaf(tmp_path: Path) -> None:
    wordy = replace(sample_rows("VC")[0], note="sample words " * 160 + "the end")
    text = pdfs.flat_text(certificate_pdf(certificate_view(sample_certificate((wordy,)))), tmp_path)

    assert text.count("sample words") + text.count("sample") >= 160
    assert "the end" in text


@pytest.mark.slow
def test_ten_thousand_rows_are_printed(tmp_path: Path) -> None:
    made = certificate_pdf(certificate_view(sample_certificate(long_rows(10_000))))
    about = pdfs.about(made, tmp_path)

    assert int(about["Pages"]) < 1_500
    assert "VC-010000" in pdfs.flat_text(made, tmp_path)
