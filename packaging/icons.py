"""Draws the icon in the sizes and formats that systems ask for.

    python packaging/icons.py FOLDER

Writes photoclip-SIZE.png, photoclip.ico (Windows) and photoclip.icns (macOS). Needs no screen.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parents[1] / "resources" / "icons" / "photoclip.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS = (16, 24, 32, 48, 64, 128, 256)


def drawn(side: int) -> Image.Image:
    """The icon, a square of `side` pixels with an alpha channel."""
    canvas = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(0)
    painter = QPainter(canvas)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.ReadWrite)
    canvas.save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data())).convert("RGBA")


def main(folder: Path) -> None:
    """Write all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for side in SIZES:
        drawn(side).save(folder / f"photoclip-{side}.png", optimize=True)
    drawn(256).save(folder / "photoclip.ico", sizes=[(side, side) for side in WINDOWS])
    drawn(1024).save(folder / "photoclip.icns")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
