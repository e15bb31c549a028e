"""Draw the program's icon, kept as SVG, in the sizes Windows shows: `python installer/icon.py OUT.ico`.

Run by installer/build.py with the environment's Python, which has Qt and Pillow.
"""

import io
import os
import sys
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256)
SOURCE = Path(__file__).resolve().parents[1] / "resources" / "icons" / "cass-desk.svg"


def main(out: Path) -> None:
    """Write the icon file."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtCore import QBuffer, QByteArray, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    _application = QGuiApplication([])
    drawing = QSvgRenderer(str(SOURCE))
    pictures = []
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        pictures.append(Image.open(io.BytesIO(bytes(data.data()))))
    out.parent.mkdir(parents=True, exist_ok=True)
    pictures[-1].save(out, format="ICO", sizes=[(size, size) for size in SIZES], append_images=pictures[:-1])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
