"""Scans are made grey and small for the road, and hold nothing besides what is to be seen on them."""

import hashlib
import io
import zlib

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from desktop_app.documents.scans import ScanRefused, shrink


def a_page(width: int = 2_480, height: int = 3_508, mode: str = "RGB") -> Image.Image:
    """A page in colours with some lines of writing."""
    page = Image.new(mode, (width, height), "white")
    pen = ImageDraw.Draw(page)
    for line in range(height // 120):
        pen.text((100, 60 + line * 120), f"Invented record of line {line}: 52 weeks paid", fill=0)
    return page


def saved(page: Image.Image, kind: str, **options: object) -> bytes:
    made = io.BytesIO()
    page.save(made, kind, **options)
    return made.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_scan_in_colours_becomes_a_grey_page_of_200_dots_an_inch(kind: str) -> None:
    made = shrink(saved(a_page(4_960, 7_016), kind))

    page = opened(made.data)
    assert (made.media_type, made.pages, page.mode, max(page.size)) == ("image/jpeg", 1, "L", 2_340)
    assert page.info["dpi"] == (200, 200)
    assert len(made.data) < 400_000


def test_a_small_picture_is_not_made_larger() -> None:
    assert opened(shrink(saved(a_page(600, 800), "PNG")).data).size == (600, 800)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "CMYK", "I;16"])
def test_every_kind_of_picture_is_read(mode: str) -> None:
    page = a_page(600, 800, "RGB").convert("L" if mode == "I;16" else mode)
    if mode == "I;16":
        page = Image.frombytes("I;16", (600, 800), b"".join(bytes((0, value)) for value in page.tobytes()))
    data = saved(page, "TIFF" if mode in {"CMYK", "I;16"} else "PNG")

    made = opened(shrink(data).data)

    points = made.tobytes()
    assert min(points) < 128
    assert max(points) > 240


def test_what_can_be_seen_through_is_white_not_black() -> None:
    assert opened(shrink(saved(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG")).data).getextrema() == (255, 255)


def test_pages_of_one_scan_become_one_document() -> None:
    pages = [a_page(1_000, 1_400) for _ in range(3)]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])

    made = shrink(data)

    assert (made.media_type, made.pages) == ("application/pdf", 3)
    with pypdfium2.PdfDocument(made.data) as document:
        assert len(document) == 3


def test_a_photograph_is_turned_and_does_not_tell_where_it_was_taken() -> None:
    page = a_page(800, 600)
    told = page.getexif()
    told[0x0112], told[0x010F] = 6, "Invented Camera"
    told.get_ifd(0x8825)[1] = "N"

    made = shrink(saved(page, "JPEG", exif=told, comment=b"taken at home"))

    assert opened(made.data).size == (600, 800)
    assert dict(opened(made.data).getexif()) == {}
    assert b"Invented Camera" not in made.data
    assert b"taken at home" not in made.data


def png_saying(width: int, height: int) -> bytes:
    """A tiny file that says it is a picture of many points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("width", "height"), [(12_000, 12_000), (60_000, 60_000), (2**31 - 1, 1), (0, 5)])
def test_a_bomb_is_refused_before_it_is_inflated(width: int, height: int) -> None:
    with pytest.raises(ScanRefused):
        shrink(png_saying(width, height))


def test_too_many_pages_are_refused() -> None:
    pages = [Image.new("1", (2, 2)) for _ in range(101)]

    with pytest.raises(ScanRefused):
        shrink(saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]))


def test_another_format_is_not_read_whatever_it_holds() -> None:
    with pytest.raises(ScanRefused):
        shrink(saved(a_page(20, 20), "GIF"))


WHOLE = saved(a_page(300, 200), "PNG")


@settings(max_examples=40, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.integers(min_value=0, max_value=len(WHOLE)).map(lambda end: WHOLE[:end]),
        st.integers(min_value=0, max_value=len(WHOLE) - 1).map(
            lambda place: WHOLE[:place] + bytes([WHOLE[place] ^ 8]) + WHOLE[place + 1 :]
        ),
        st.binary(max_size=200).map(lambda data: b"II*\x00" + data),
        st.binary(max_size=200).map(lambda data: b"\xff\xd8\xff\xe0" + data),
    )
)
def test_whatever_comes_it_is_a_scan_or_refused(data: bytes) -> None:
    try:
        made = shrink(data)
    except ScanRefused:
        return
    assert made.data
    assert hashlib.sha256(made.data).digest()
