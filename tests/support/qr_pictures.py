"""Pictures of square codes, as a camera or a scanner would take them."""

import io

import zxingcpp
from PIL import Image


def qr_picture(text: str) -> bytes:
    """Return a PNG file that shows one code."""
    drawn = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_image(scale=4)
    made = io.BytesIO()
    Image.fromarray(drawn).save(made, "PNG")
    return made.getvalue()
