"""Our own icons: strokes drawn in the colour of the palette, whatever the theme and the size."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from photoclip.paths import resources


@cache
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    text = _source(name).replace("currentColor", colour)
    return QSvgRenderer(QByteArray(text.encode()))


def draw_icon(painter: QPainter, rect: QRect, name: str, colour: str) -> None:
    """Draw the icon `name` into `rect`; `colour` is a name like "#ececee"."""
    _renderer(name, colour).render(painter, QRectF(rect))


class _StrokeIcon(QIconEngine):
    """Draws with the palette of the moment, so that a change of theme needs no new icons."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        group = QPalette.ColorGroup.Active
        if mode == QIcon.Mode.Disabled:
            group = QPalette.ColorGroup.Disabled
        role = QPalette.ColorRole.ButtonText
        if mode == QIcon.Mode.Selected:
            role = QPalette.ColorRole.HighlightedText
        colour = QGuiApplication.palette().color(group, role)
        painter.save()
        painter.setOpacity(painter.opacity() * colour.alphaF())
        draw_icon(painter, rect, self._name, colour.name())
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _StrokeIcon(self._name)


def icon(name: str) -> QIcon:
    """The icon of `resources/icons/NAME.svg`, drawn in the palette's colour."""
    return QIcon(_StrokeIcon(name))


class IconLabel(QWidget):
    """An icon by itself, in the palette's colour for quiet text."""

    def __init__(self, name: str, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setFixedSize(side, side)

    def show_icon(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        draw_icon(painter, self.rect(), self._name, colour)
        painter.end()


def application_icon() -> QIcon:
    """The program's own picture."""
    return QIcon(str(resources() / "icons" / "photoclip.svg"))
