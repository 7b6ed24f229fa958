"""How smoothly the grid scrolls: the gaps between two turns of the event loop, in figures."""

from __future__ import annotations

import json
import math
import os
import sys
import time
from array import array
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from photoclip.domain import Metadata, Photo
from photoclip.gui.bridge import Bridge
from photoclip.gui.grid import PhotoGrid
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.model import Facts, Listing, PhotoModel
from photoclip.gui.theme import apply_theme
from photoclip.gui.tile_layout import JUSTIFIED, SQUARE
from photoclip.gui.timeline import timeline_of

SIZE = (1280, 800)
STEPS, PIXELS = 150, 420
YEARS = 20
"""A scroll: so many steps, one a frame, of so many pixels: fifteen thousand pixels a second."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measurement and the best that could be reached."""

    name: str
    value: float
    unit: str
    floor: float


class _Synthetic:
    """Pictures as the thumbnail store has them, made from a few colours."""

    def __init__(self) -> None:
        self._pictures = [
            Image.effect_noise((400, 300), 60 + 10 * n).convert("RGB") for n in range(8)
        ]

    def stored(self, photo_ids: Sequence[int], side: int) -> dict[int, Image.Image]:
        """A picture for every photo."""
        return {photo_id: self._pictures[photo_id % 8] for photo_id in photo_ids}

    def made(self, photo_id: int, side: int) -> Image.Image | None:
        """Never asked."""
        return None


def _facts(photo_ids: Sequence[int]) -> Future[dict[int, Facts]]:
    future: Future[dict[int, Facts]] = Future()
    metadata = Metadata("jpeg", 6000, 4000, taken_at=datetime(2021, 5, 6))
    future.set_result(
        {
            i: Facts(
                Photo(i, Path(f"/photos/{i}.jpg"), 1, 1, metadata=metadata, rating=i % 6),
                ("tag",) * (i % 3),
            )
            for i in photo_ids
        }
    )
    return future


def synthetic_listing(photos: int) -> Listing:
    """So many photos in twenty years, as many every day."""
    days = 20_000 - np.arange(photos) * YEARS * 365 // max(photos, 1)
    timeline = timeline_of(days.astype(np.int64))
    ids = array("q")
    ids.frombytes(np.arange(photos, dtype=np.int64).tobytes())
    return Listing(ids, timeline.months, timeline)


def synthetic_aspects(ids: array[int]) -> NDArray[np.float32]:
    """Most lie, some stand, a few are panoramas."""
    shapes = np.array([1.5, 1.5, 1.333, 0.667, 1.5, 1.778, 0.75, 2.6], np.float32)
    return shapes[np.frombuffer(ids, np.int64) * 7919 % 1009 % len(shapes)]


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the event loop: how long it took, and how much of that this thread worked.

    On a busy machine the two differ by what others took.
    """

    wall_ms: float
    own_ms: float


def turns_while(steps: Callable[[int], object], count: int, frame_ms: int = 16) -> list[Turn]:
    """Call `steps` once a frame; returns the turns of the event loop meanwhile."""
    loop, step = QEventLoop(), 0
    # Numbers, not objects: hundreds of thousands of those would be garbage to look through, and
    # looking took 100 ms of a turn.
    walls, owns = array("d"), array("d")
    last = _now()
    tick = QTimer(interval=0)
    frame = QTimer(interval=frame_ms)

    def ticked() -> None:
        nonlocal last
        now = _now()
        walls.append(1e3 * (now[0] - last[0]))
        owns.append(1e3 * (now[1] - last[1]))
        last = now

    def stepped() -> None:
        nonlocal step
        if step == count:
            loop.quit()
            return
        steps(step)
        step += 1

    tick.timeout.connect(ticked)
    frame.timeout.connect(stepped)
    tick.start()
    frame.start()
    loop.exec()
    tick.stop()
    frame.stop()
    return [Turn(wall, own) for wall, own in zip(walls, owns, strict=True)]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]


def slow_turns(values: Sequence[float]) -> list[float]:
    """The gaps in which something was done: an idle loop turns thousands of times a second."""
    return [value for value in values if value > 1.0] or [max(values)]


class Bench:
    """A grid on the screen (or off it) with synthetic photos."""

    def __init__(self, photos: int, tiles: str = SQUARE) -> None:
        self._bridge = Bridge()
        self._loader = ThumbLoader(_Synthetic(), self._bridge)
        model = PhotoModel(_facts, self._bridge)
        self.grid = PhotoGrid(model, self._loader, aspects=synthetic_aspects)
        self.grid.show_tiles(tiles)
        self.grid.resize(*SIZE)
        listing = synthetic_listing(photos)  # in the window a thread has it ready
        self.show = _timed(lambda: self._show(listing))

    def close(self) -> None:
        """End the threads and the window."""
        self._loader.close()
        self.grid.close()
        self.grid.deleteLater()

    def scroll(self) -> list[Turn]:
        """Scroll fast from the middle; the turns of the event loop."""
        bar = self.grid.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
        return turns_while(lambda step: bar.setValue(bar.value() + PIXELS), STEPS)

    def wheel(self) -> list[Turn]:
        """Turn the wheel, a notch a frame, from the middle."""
        bar = self.grid.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
        return turns_while(lambda _step: _wheel(self.grid), STEPS)

    def page(self) -> list[Turn]:
        """Hold Page Down, from the middle."""
        grid = self.grid
        grid.setCurrentIndex(grid.index_of(grid.cells.rows // 2))
        key, none = Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier

        def press(_step: int) -> None:
            event = QKeyEvent(QEvent.Type.KeyPress, key, none)
            QApplication.sendEvent(grid, event)

        return turns_while(press, STEPS)

    def scrub(self) -> list[Turn]:
        """Drag the handle of the scroll bar from the top to the bottom, with the date beside it."""
        bar = self.grid.verticalScrollBar()
        bar.setSliderDown(True)
        whole = bar.maximum()
        turns = turns_while(lambda step: bar.setSliderPosition(whole * step // STEPS), STEPS)
        bar.setSliderDown(False)
        return turns

    def zoom(self) -> list[Turn]:
        """Turn the wheel with Ctrl: every notch lays all photos out anew."""
        bar = self.grid.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
        steps = (1, 1, 1, 1, -1, -1, -1, -1)
        middle = QPoint(SIZE[0] // 2, SIZE[1] // 2)
        return turns_while(lambda step: self.grid.zoom_by(steps[step % 8], middle), STEPS // 2)

    def select_all(self) -> Turn:
        """Select every photo and paint that."""
        return _timed(lambda: _painted(self.grid.selectAll))

    def _show(self, listing: Listing) -> None:
        self.grid.show_listing(listing, keep=False)
        _painted(self.grid.show)


def _wheel(grid: PhotoGrid) -> None:
    at = QPointF(SIZE[0] / 2, SIZE[1] / 2)
    event = QWheelEvent(
        at,
        grid.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, -360),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(grid.viewport(), event)


def floor_turns() -> list[Turn]:
    """The same scroll with a widget that only shows another picture of the same size."""
    label, pixmaps = QLabel(), [QPixmap(*SIZE) for _ in range(2)]
    for n, pixmap in enumerate(pixmaps):
        pixmap.fill("#202020" if n else "#d0d0d0")
    label.resize(*SIZE)
    label.show()
    QApplication.processEvents()
    gaps = turns_while(lambda step: label.setPixmap(pixmaps[step % 2]), STEPS)
    label.close()
    return gaps


def measure(photos: int) -> list[Figure]:
    """The figures of a grid of so many photos."""
    bench = Bench(photos, JUSTIFIED)
    try:
        floor = _waits(floor_turns())
        plain = QWidget()
        empty = _timed(lambda: _painted(plain.show)).wall_ms
        plain.close()
        figures = [Figure("show", bench.show.wall_ms, "ms", empty)]
        for way in ("scroll", "wheel", "page", "scrub", "zoom"):
            waits = _waits(getattr(bench, way)())
            for word, share in (("median", 0.5), ("99 %", 0.99)):
                value = percentile(waits, share)
                figures.append(Figure(f"{way}, {word}", value, "ms", percentile(floor, share)))
        frame = percentile(floor, 0.5)
        return [*figures, Figure("select all", bench.select_all().wall_ms, "ms", frame)]
    finally:
        bench.close()


def _waits(turns: Sequence[Turn]) -> list[float]:
    return slow_turns([turn.wall_ms for turn in turns])


def main(arguments: list[str]) -> int:
    """Print the figures of a grid of `arguments[0]` photos as JSON."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    apply_theme(app, "light")
    figures = measure(int(arguments[0]))
    sys.stdout.write(json.dumps([asdict(figure) for figure in figures]) + os.linesep)
    return 0


def _painted(change: Callable[[], None]) -> None:
    change()
    QApplication.processEvents()


def _timed(work: Callable[[], object]) -> Turn:
    began = _now()
    work()
    return _between(began, _now())


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.thread_time()


def _between(began: tuple[float, float], ended: tuple[float, float]) -> Turn:
    return Turn(1e3 * (ended[0] - began[0]), 1e3 * (ended[1] - began[1]))
