"""Animated pictures move: their frames are decoded on a thread and shown one after the other."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from photoclip.gui.bridge import Bridge
from photoclip.gui.loader import to_qimage
from photoclip.images.frames import Frame
from photoclip.images.problems import PictureError
from photoclip.jobs import CancelToken, Lane
from photoclip.library import photos
from photoclip.library.database import Library

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """A frame as the screen takes it, and for how many milliseconds."""

    image: QImage
    milliseconds: int


Frames = Callable[[Path, int, int], Sequence[Frame]]
"""Decodes the frames of a file: side in pixels, rotation in degrees. Raises PictureError."""


class FrameLoader:
    """Decodes the frames of one photo at a time; asking for another gives the first one up."""

    def __init__(self, library: Callable[[], Library], frames: Frames) -> None:
        self._library, self._frames = library, frames
        self._lane = Lane("animation")
        self._token = CancelToken()

    def load(self, photo_id: int, side: int) -> Future[list[Step]]:
        """The frames, none where the photo cannot be read or does not move."""
        self._token.cancel()
        self._token = token = CancelToken()
        return self._lane.submit(lambda: self._load(photo_id, side, token))

    def give_up(self) -> None:
        """Nobody waits any more."""
        self._token.cancel()

    def close(self) -> None:
        """End the thread after the frame that it is on."""
        self._token.cancel()
        self._lane.close()

    def _load(self, photo_id: int, side: int, token: CancelToken) -> list[Step]:
        token.check()
        found = photos.get(self._library(), [photo_id])
        if not found:
            return []
        try:
            shown = self._frames(found[0].path, side, found[0].rotation)
            token.check()
        except PictureError as error:
            log.info("%s: %s", found[0].path, error)
            return []
        if len(shown) < 2:
            return []
        return [Step(to_qimage(one.image), round(1000 * one.seconds)) for one in shown]


class Motion(QObject):
    """Plays the frames of one photo over and over until it is stopped."""

    frame_shown = Signal(int, object)  # photo id, QPixmap

    def __init__(self, loader: FrameLoader, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._loader, self._bridge = loader, bridge
        self._photo_id: int | None = None
        self._steps: list[Step] = []
        self._at = 0
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._show_next)

    @property
    def photo_id(self) -> int | None:
        """The photo that moves, or will."""
        return self._photo_id

    def play(self, photo_id: int, side: int) -> None:
        """Show the frames of a photo as soon as they are there."""
        self.stop()
        self._photo_id = photo_id
        self._bridge.when_done(
            self._loader.load(photo_id, side), self, lambda steps: self._begin(photo_id, steps)
        )

    def stop(self) -> None:
        """Show no more frames."""
        if self._photo_id is not None:
            self._loader.give_up()
        self._next.stop()
        self._photo_id, self._steps, self._at = None, [], 0

    def _begin(self, photo_id: int, steps: list[Step]) -> None:
        if photo_id == self._photo_id and steps:
            self._steps = steps
            self._show_next()

    def _show_next(self) -> None:
        step = self._steps[self._at]
        self._at = (self._at + 1) % len(self._steps)
        self._next.start(step.milliseconds)
        self.frame_shown.emit(self._photo_id, QPixmap.fromImage(step.image))
