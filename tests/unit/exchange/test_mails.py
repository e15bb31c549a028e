"""What mail programs, gateways and people make of a bundle on its way is undone; only its own bytes come out."""

import contextlib
import email.message
import email.mime.application
import email.mime.multipart
import email.mime.text
import html
import quopri
import textwrap
import time
import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.exchange.armour import BEGIN, END, to_text
from desktop_app.exchange.limits import TEXT_BYTES
from desktop_app.exchange.mails import bundles_in
from desktop_app.foundation.problems import ExchangeProblem
from tests.support.bundles import a_bundle, a_certificate, a_message, a_receipt

ONE = a_bundle(a_message(a_certificate(), 1), sequence=1).data
TWO = a_bundle(a_message(a_receipt(), 2), sequence=2, previous_digest="0" * 64).data
TEXT = to_text(ONE, "LC-NIC_VC-NIS_000001_1of1.cass")


def rewrapped(width: int) -> str:
    head, rest = TEXT.split(BEGIN)
    letters = "".join(rest.split(END)[0].split())
    return f"{head}{BEGIN}\n" + "\n".join(textwrap.wrap(letters, width)) + f"\n{END}\n"


def quoted(mark: str) -> str:
    return "".join(f"{mark}{line}\n" for line in TEXT.splitlines())


def as_html() -> str:
    lines = "".join(f"<div>&gt;&nbsp;{html.escape(line)}</div>\r\n" for line in TEXT.splitlines())
    return f"<html><body><p>Dear colleague,</p>{lines}<p>Regards</p></body></html>"


def soft() -> str:
    return quopri.encodestring(TEXT.encode(), quotetabs=True).decode()


def cut_at(width: int) -> str:
    """Every line of the text cut, quoting and all, as a program does that wraps what it forwards."""
    lines = [piece for line in quoted("> ").splitlines() for piece in textwrap.wrap(line, width) or [""]]
    return "\n".join(lines)


CHANGED: dict[str, Callable[[], str]] = {
    **{f"wrapped at {width}": partial(rewrapped, width) for width in (20, 60, 61, 64, 70, 72, 76, 998)},
    "in one line": lambda: rewrapped(100_000),
    "quoted": lambda: quoted("> "),
    "quoted twice": lambda: quoted(">> "),
    "quoted by another program": lambda: quoted("| "),
    "blanks before": lambda: quoted("    "),
    "blanks after": lambda: TEXT.replace("\n", "   \n"),
    "tabs": lambda: quoted("\t"),
    "DOS line ends": lambda: TEXT.replace("\n", "\r\n"),
    "old Apple line ends": lambda: TEXT.replace("\n", "\r"),
    "line ends of Unicode": lambda: TEXT.replace("\n", "\u2028"),
    "a mark at the start": lambda: "\ufeff" + TEXT,
    "marks in the middle": lambda: TEXT.replace("\n", "\n\ufeff"),
    "blanks that do not break": lambda: TEXT.replace("\n", "\u00a0\n"),
    "soft hyphens": lambda: rewrapped(64).replace("\n", "\u00ad\n"),
    "empty lines between": lambda: TEXT.replace("\n", "\n\n"),
    "soft breaks": soft,
    "soft breaks and quoted": lambda: "".join(f"> {line}\n" for line in soft().splitlines()),
    "HTML": as_html,
    "entities for quoting": lambda: quoted("&gt; "),
    "entities for letters": lambda: TEXT.replace("+", "&#43;").replace("/", "&#x2F;"),
    "line breaks of HTML": lambda: TEXT.replace("\n", "<br>\n"),
    "dashes joined to one": lambda: TEXT.replace("-----", "\u2014\u2014-"),
    "head lines lost": lambda: TEXT[TEXT.index(BEGIN) :],
    "text around": lambda: f"Dear colleague,\nplease find below\n\n{TEXT}\n-- \nA. Clerk\nwww.example <a@b.example>",
    "wrapped after quoting": lambda: cut_at(60),
}


@pytest.mark.parametrize("name", CHANGED)
def test_a_text_survives(name: str) -> None:
    assert bundles_in(CHANGED[name]().encode()) == (ONE,)


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_a_text_survives_another_coding(coding: str) -> None:
    data = TEXT.encode(coding)

    assert bundles_in(b"\xff\xfe" + data if coding == "utf-16-le" else data) == (ONE,)


def test_several_bundles_in_one_text_are_each_found_once() -> None:
    text = f"first:\n{TEXT}\nsecond:\n{to_text(TWO, 'other.cass')}\nfirst again:\n{quoted('> ')}"

    assert bundles_in(text.encode()) == (ONE, TWO)


def test_of_several_the_sound_ones_are_found() -> None:
    cut = TEXT[: len(TEXT) // 2]

    assert bundles_in(f"{cut}\n{to_text(TWO)}".encode()) == (TWO,)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: text.replace(END, ""), "bundle_truncated"),
        (lambda text: text.replace(text.splitlines()[6] + "\n", ""), "bundle_truncated"),
        (lambda text: text.replace(text.splitlines()[6], "*" * 64), "bundle_text_damaged"),
        (lambda _: "See attachment.", "bundle_not_cass"),
        (lambda _: "", "bundle_not_cass"),
    ],
)
def test_a_text_that_lost_something_says_so(change: Callable[[str], str], code: str) -> None:
    with pytest.raises(ExchangeProblem) as refused:
        bundles_in(change(TEXT).encode())
    assert refused.value.code == code


def mail(*parts: email.message.Message, kind: str = "mixed") -> email.mime.multipart.MIMEMultipart:
    made = email.mime.multipart.MIMEMultipart(kind)
    made["Subject"], made["From"], made["To"] = "VC-NIS 000001", "a@vc.example", "b@lc.example"
    for part in parts:
        made.attach(part)
    return made


def attached(data: bytes, name: str, kind: str = "octet-stream") -> email.message.Message:
    part = email.mime.application.MIMEApplication(data, kind)
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part


def written(text: str, kind: str = "plain", coding: str = "utf-8") -> email.message.Message:
    return email.mime.text.MIMEText(text, kind, coding)


@pytest.mark.parametrize("name", ["LC-NIC_VC-NIS_000001_1of1.cass", "ATT00001.bin", "bundle.cass.txt", "=?utf-8?q?x?="])
def test_a_bundle_attached_to_a_mail_is_found_whatever_its_name(name: str) -> None:
    assert bundles_in(mail(written("Please see."), attached(ONE, name)).as_bytes()) == (ONE,)


def test_several_bundles_attached_to_one_mail_are_all_found() -> None:
    made = mail(written("Two."), attached(ONE, "a.cass"), attached(TWO, "b.cass"))

    assert bundles_in(made.as_bytes()) == (ONE, TWO)


def test_a_mail_that_was_forwarded_as_an_attachment_is_opened() -> None:
    inner = mail(attached(ONE, "a.cass"))
    outer = email.message.Message()
    outer.set_type("message/rfc822")
    outer.set_payload([inner])

    assert bundles_in(mail(written("FW"), outer).as_bytes()) == (ONE,)


def test_a_text_in_a_mail_is_found_in_every_transfer_encoding() -> None:
    for coding in ("7bit", "quoted-printable", "base64"):
        part = email.message.Message()
        part["Content-Type"], part["Content-Transfer-Encoding"] = "text/plain; charset=utf-8", coding
        body = TEXT.encode()
        encoded = {"7bit": body.decode(), "quoted-printable": quopri.encodestring(body).decode()}
        part.set_payload(encoded.get(coding) or email.mime.text.MIMEText(TEXT, "plain", "utf-8").get_payload())
        part["Subject"] = "x"

        assert bundles_in(part.as_bytes()) == (ONE,), coding
        assert bundles_in(part.as_bytes().replace(b"\n", b"\r\n")) == (ONE,), coding


def test_a_mail_in_plain_text_and_in_html_holds_one_bundle() -> None:
    made = mail(written(TEXT), written(as_html(), "html"), kind="alternative")

    assert bundles_in(made.as_bytes()) == (ONE,)


def test_a_text_file_attached_to_a_mail_is_read() -> None:
    assert bundles_in(mail(written("see"), attached(TEXT.encode(), "bundle.txt", "text")).as_bytes()) == (ONE,)


def test_a_mail_saved_with_the_line_of_a_mailbox_is_read() -> None:
    data = b"From a@vc.example Mon Jun 16 10:00:00 2014\n" + mail(attached(ONE, "a.cass")).as_bytes()

    assert bundles_in(data) == (ONE,)


def zipped(*members: tuple[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return made.getvalue()


def test_a_zip_that_a_gateway_made_is_opened_by_what_is_in_it() -> None:
    data = zipped(("../../evil/one.exe", ONE), ("readme.txt", b"hello"), ("sub/two.txt", to_text(TWO).encode()))

    assert bundles_in(data) == (ONE, TWO)
    assert bundles_in(mail(attached(data, "secured.zip", "zip")).as_bytes()) == (ONE, TWO)


def test_a_zip_with_a_password_is_named() -> None:
    data = bytearray(zipped(("one.cass", ONE)))
    place = data.rindex(b"PK\x01\x02")
    data[place + 8] |= 1

    with pytest.raises(ExchangeProblem, match="archive_locked"):
        bundles_in(bytes(data))


def test_a_zip_that_is_none_or_a_bomb_is_refused() -> None:
    bomb = zipped(*((f"{number}.cass", b"") for number in range(300)))
    lying = bytearray(zipped(("one.cass", ONE)))
    place = lying.rindex(b"PK\x01\x02")
    lying[place + 24 : place + 28] = (2**31).to_bytes(4, "little")

    for data in (bomb, bytes(lying), b"PK\x03\x04 and nothing more"):
        with pytest.raises(ExchangeProblem, match="archive_unreadable"):
            bundles_in(data)


def test_a_mail_nested_without_end_is_read_or_refused_and_soon_done() -> None:
    data = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\nMIME-Version: 1.0\n\n--b%d\n" % (n, n) for n in range(5_000)
    )
    begun = time.monotonic()

    with pytest.raises(ExchangeProblem, match="bundle_not_cass"):
        bundles_in(data)
    assert time.monotonic() - begun < 10


def test_more_than_any_mail_weighs_is_not_read() -> None:
    with pytest.raises(ExchangeProblem, match="bundle_too_large"):
        bundles_in(bytes(TEXT_BYTES + 1))


@settings(max_examples=60)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.binary(max_size=300).map(lambda data: b"Subject: x\nMIME-Version: 1.0\n" + data),
        st.binary(max_size=300).map(lambda data: b"PK\x03\x04" + data),
        st.text(max_size=200).map(lambda text: f"{BEGIN}\n{text}\n{END}".encode()),
    )
)
def test_whatever_comes_only_a_problem_or_bytes_come_out(data: bytes) -> None:
    with contextlib.suppress(ExchangeProblem):
        assert all(isinstance(bundle, bytes) for bundle in bundles_in(data))


@pytest.mark.parametrize(
    "mail",
    [
        b"Content-Type: text/plain" + b"; a*0=b" * 100_000 + b"\n\nx",
        b"b: c\rContent-Type: text/plain" + b";\r a*0=b" * 100_000 + b"\r\rx",
        b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 100_000,
        b"Content-Type: text/plain\n\n" + b"\n" * 2_000_000,
    ],
    ids=["a head of many facts", "folded, with bare returns", "a hundred thousand parts", "two million lines"],
)
@pytest.mark.timeout(20)
def test_a_mail_made_to_cost_hours_is_read_as_a_text(mail: bytes) -> None:
    data = b"From: a@b.example\n" + mail + b"\n\n" + TEXT.encode()

    assert bundles_in(data) == (ONE,)
