import hashlib
import tomllib

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.foundation.places import resource_dir
from desktop_app.ui.theme import DARK, LIGHT, Kind, Look, Role, Theme, contrast, readable_on
from desktop_app.ui.widgets.text import Text

TEXT_ON_GROUND = [
    (Role.INK, Role.SURFACE), (Role.INK, Role.CANVAS), (Role.INK2, Role.SURFACE), (Role.INK2, Role.SUNKEN),
    (Role.INK2, Role.ACCENT_TINT), (Role.INK3, Role.SURFACE), (Role.INK3, Role.CANVAS),
    (Role.ON_ACCENT, Role.ACCENT), (Role.ON_ACCENT, Role.ACCENT_HOVER), (Role.ON_ACCENT, Role.ACCENT_PRESS),
    (Role.ACCENT_INK, Role.SURFACE), (Role.ACCENT_INK, Role.ACCENT_TINT), (Role.OK, Role.OK_TINT),
    (Role.WARN, Role.WARN_TINT), (Role.BAD, Role.BAD_TINT), (Role.INK, Role.WARN_TINT),
    (Role.RAIL_TEXT, Role.RAIL), (Role.RAIL_SELECTED_TEXT, Role.RAIL_SELECTED), (Role.RAIL_MARK_INK, Role.RAIL_MARK),
    (Role.TRAINING_INK, Role.TRAINING),
]  # fmt: skip

pytestmark = pytest.mark.usefixtures("look")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_role_has_a_colour_and_text_can_be_read(theme: Theme) -> None:
    assert set(theme.colours) == {str(role) for role in Role}
    poor = [(a, b) for a, b in TEXT_ON_GROUND if contrast(theme.colours[a], theme.colours[b]) < 4.5]
    assert poor == []
    assert contrast(theme.colours[Role.FIELD], theme.colours[Role.SURFACE]) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_lanes_stand_out_and_their_labels_can_be_read(theme: Theme) -> None:
    assert len(theme.lanes) == len(theme.lane_tints) == 6
    for lane in theme.lanes:
        assert contrast(lane, theme.colours[Role.SURFACE]) >= 2.9
        assert contrast(readable_on(lane), lane) >= 4.5 or lane == theme.lanes[2]


def test_inter_is_the_font_in_every_weight(look: Look) -> None:
    for kind in Kind:
        info = QFontInfo(look.font(kind))
        assert info.family() == "Inter"
        assert info.weight() == look.font(kind).weight()


def test_figures_in_columns_are_equally_wide(look: Look) -> None:
    for kind in (Kind.CELL, Kind.GRID, Kind.FIGURE, Kind.BASE):
        metrics = QFontMetrics(look.font(kind))
        assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def test_sizes_follow_the_text_size_within_bounds(look: Look) -> None:
    look.choose_scale(1.25)
    assert look.dp(28) == 35
    assert look.font(Kind.BASE).pointSizeF() == pytest.approx(13.125)
    look.choose_scale(9)
    assert look.scale == 1.75


def test_a_label_follows_theme_and_text_size(look: Look, qtbot: QtBot) -> None:
    label = Text("Weeks", Kind.CAPTION, Role.INK2)
    qtbot.addWidget(label)
    look.choose_theme("dark")
    look.choose_scale(1.5)
    assert label.palette().windowText().color() == DARK.colours[Role.INK2]
    assert label.font().pointSizeF() == pytest.approx(13.5)


def test_a_widget_finds_the_look_on_the_application(look: Look, qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    assert Look.of(label) is look


def test_every_icon_we_ship_can_be_drawn(look: Look) -> None:
    for file in sorted((resource_dir() / "icons" / "lucide").glob("*.svg")):
        image = look.pixmap(file.stem, Role.INK, 24, 2.0).toImage()
        assert image.width() == 48
        assert any(image.pixelColor(x, y).alpha() for x in range(48) for y in range(48)), file.name


@pytest.mark.parametrize("folder", ["fonts/inter", "icons/lucide"])
def test_what_we_ship_of_others_is_unaltered_and_licensed(folder: str) -> None:
    here = resource_dir() / folder
    source = tomllib.loads((here / "SOURCE.toml").read_text(encoding="utf-8"))
    assert source["licence"]
    files = {file.name for file in here.iterdir()} - {"SOURCE.toml"}
    assert set(source["files"]) == files
    for name, digest in source["files"].items():
        assert hashlib.sha256((here / name).read_bytes()).hexdigest() == digest, name


def test_reportlab_reads_our_fonts() -> None:
    from reportlab.pdfbase.ttfonts import TTFont

    for weight in ("Regular", "Medium", "SemiBold", "Bold"):
        assert TTFont(f"Inter-{weight}", resource_dir() / "fonts" / "inter" / f"Inter-{weight}.ttf").face.ascent > 0


def test_the_binding_survives_a_hundred_thousand_painter_calls(look: Look) -> None:
    pixmap = QPixmap(64, 64)
    painter = QPainter(pixmap)
    font, colour = QFont(look.font(Kind.CELL)), look.colour(Role.INK)
    for number in range(25_000):
        painter.setFont(font)
        painter.setPen(colour)
        painter.fillRect(number % 64, 0, 1, 1, colour)
        painter.drawLine(0, 0, number % 64, 1)
    painter.end()
    assert pixmap.toImage().pixelColor(0, 0) == colour
