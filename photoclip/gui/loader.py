"""Thumbnails for what is on screen: a wish list, a few threads, a bounded store of pixmaps."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from PIL import Image
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from photoclip.gui.bridge import Bridge


def to_qimage(picture: Image.Image) -> QImage:
    """A Pillow picture as a QImage in the format that the screen takes without converting."""
    data = picture.convert("RGBA").tobytes("raw", "BGRA")
    image = QImage(
        data, picture.width, picture.height, 4 * picture.width, QImage.Format.Format_RGB32
    )
    return image.copy()  # its own memory: `data` ends here


def fitted(picture: Image.Image, side: int) -> Image.Image:
    """The picture with its longer side shrunk to `side` pixels; never enlarged."""
    longer = max(picture.size)
    if longer <= side:
        return picture
    size = (max(1, picture.width * side // longer), max(1, picture.height * side // longer))
    return picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def filling(picture: Image.Image, box: tuple[int, int]) -> Image.Image:
    """The middle of the picture, as large as it must be to fill a box; perhaps enlarged."""
    across, down = box[0] / picture.width, box[1] / picture.height
    scale = max(across, down)
    width, height = box[0] / scale, box[1] / scale
    left, top = max((picture.width - width) / 2, 0), max((picture.height - height) / 2, 0)
    part = (left, top, min(left + width, picture.width), min(top + height, picture.height))
    return picture.resize(box, Image.Resampling.BICUBIC, box=part, reducing_gap=2.0)


Size = int | tuple[int, int]
"""The longer side in pixels, or the box that a picture fills."""


MOST_SOFT = 200
"""Veiled pictures are few; so many are kept."""


class ThumbSource(Protocol):
    """Where thumbnails come from. Called by several threads at once."""

    def stored(self, photo_ids: Sequence[int], side: int) -> dict[int, Image.Image]:
        """The upright pictures that are ready, `side` pixels or more where they can be: quick."""
        ...

    def made(self, photo_id: int, side: int) -> Image.Image | None:
        """The picture of one photo from its file, None where there is none to see: slow."""
        ...


class PixmapStore:
    """Pixmaps by photo id, at most `budget` bytes of them: the longest unused goes first."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._bytes = 0
        self._kept: OrderedDict[int, tuple[Size, QPixmap]] = OrderedDict()

    def get(self, photo_id: int) -> tuple[Size, QPixmap] | None:
        """The size that was asked for, and the pixmap."""
        found = self._kept.get(photo_id)
        if found:
            self._kept.move_to_end(photo_id)
        return found

    def put(self, photo_id: int, size: Size, pixmap: QPixmap) -> None:
        """Keep a pixmap, in place of an older one."""
        self.drop(photo_id)
        self._kept[photo_id] = (size, pixmap)
        self._bytes += _bytes_of(pixmap)
        while self._bytes > self._budget and len(self._kept) > 1:
            self.drop(next(iter(self._kept)))

    def age(self, photo_id: int) -> None:
        """Keep a pixmap only until there is a newer one: it counts as of no size."""
        if photo_id in self._kept:
            self._kept[photo_id] = (0, self._kept[photo_id][1])

    def drop(self, photo_id: int) -> None:
        """Forget a pixmap."""
        if photo_id in self._kept:
            self._bytes -= _bytes_of(self._kept.pop(photo_id)[1])


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * pixmap.depth() // 8


@dataclass(slots=True)
class _Wishes:
    """Pictures that somebody waits for: `ids` are to be looked up, `slow` made from their files.

    `busy` are in a thread's hands.
    """

    wanted: set[int] = field(default_factory=set)
    ids: deque[int] = field(default_factory=deque)
    slow: deque[int] = field(default_factory=deque)
    busy: set[int] = field(default_factory=set)
    boxes: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    side: int = 0

    @property
    def open(self) -> bool:
        """Whether there is anything left to take."""
        return bool(self.ids or self.slow)


class ThumbLoader(QObject):
    """Loads what is wanted now, most wanted first; a new wish list replaces the old one.

    With `exact`, a larger pixmap than wanted is replaced: scaling at every paint is slow.
    """

    loaded = Signal(object)  # list of photo ids
    BATCH = 8

    def __init__(
        self,
        source: ThumbSource,
        bridge: Bridge,
        *,
        threads: int = 2,
        budget: int = 96 << 20,
        exact: bool = True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source, self._bridge, self._exact = source, bridge, exact
        self._pixmaps = PixmapStore(budget)
        self.veiled: Callable[[int], bool] = lambda _photo_id: False
        self._soft: dict[int, QPixmap] = {}
        self._without: set[int] = set()
        self._wishes, self._also = _Wishes(), _Wishes()
        self._closed = False
        self._changed = threading.Condition()
        self._threads = [
            threading.Thread(target=self._work, name=f"thumbnails {n}", daemon=True)
            for n in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def pixmap(self, photo_id: int) -> QPixmap | None:
        """The thumbnail if it is in memory, perhaps of another size than wanted last.

        Of a veiled photo there are only soft patches, whoever asks.
        """
        found = self._pixmaps.get(photo_id)
        if found is None:
            return None
        return self._patches(found[1]) if self.veiled(photo_id) else found[1]

    def _patches(self, pixmap: QPixmap) -> QPixmap:
        """The same picture too coarse to tell anything, in its own size; made once."""
        key = pixmap.cacheKey()
        if key not in self._soft:
            if len(self._soft) >= MOST_SOFT:
                self._soft.clear()
            smooth = Qt.TransformationMode.SmoothTransformation
            few = pixmap.scaledToWidth(7, smooth)
            self._soft[key] = few.scaled(
                pixmap.width(), pixmap.height(), Qt.AspectRatioMode.IgnoreAspectRatio, smooth
            )
        return self._soft[key]

    def has_none(self, photo_id: int) -> bool:
        """Whether no thumbnail could be made of that photo."""
        return photo_id in self._without

    def want(
        self,
        photo_ids: Iterable[int],
        side: int,
        boxes: Mapping[int, tuple[int, int]] | None = None,
    ) -> None:
        """Load these, `side` pixels along the longer side, in this order; nothing else.

        Photos with a box are scaled and cut to fill it, from a picture with a side of `side`.
        """
        self._replace(self._wishes, photo_ids, side, boxes or {})

    def want_also(self, photo_ids: Iterable[int], side: int) -> None:
        """Load these after what `want` asked for; replaces only what was asked for this way.

        What has a picture already, of whatever size, keeps it.
        """
        missing = [i for i in photo_ids if self._pixmaps.get(i) is None]
        self._replace(self._also, missing, side, {})

    def _replace(
        self,
        wishes: _Wishes,
        photo_ids: Iterable[int],
        side: int,
        boxes: Mapping[int, tuple[int, int]],
    ) -> None:
        missing = [i for i in photo_ids if not self._has(i, boxes.get(i, side))]
        with self._changed:
            same = wishes.side == side
            busy = {i for i in wishes.busy if same and wishes.boxes.get(i) == boxes.get(i)}
            wishes.boxes = boxes
            wishes.wanted = set(missing)
            wishes.ids = deque(i for i in missing if i not in busy)
            wishes.slow.clear()
            wishes.side = side
            self._changed.notify_all()

    def forget(self, photo_ids: Iterable[int]) -> None:
        """These photos changed: what is shown of them is old, and loaded anew when wanted."""
        for photo_id in photo_ids:
            self._without.discard(photo_id)
            self._pixmaps.age(photo_id)

    def close(self) -> None:
        """Stop the threads after what they are doing."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def _has(self, photo_id: int, size: Size) -> bool:
        if photo_id in self._without:
            return True
        found = self._pixmaps.get(photo_id)
        if found is None or found[0] == size:
            return found is not None
        if self._exact or not isinstance(size, int) or not isinstance(found[0], int):
            return False
        return found[0] > size

    def _work(self) -> None:
        while (taken := self._take()) is not None:
            wishes, batch, side, boxes, quick = taken
            pictures: dict[int, Image.Image | None] = {}
            if quick:
                pictures.update(self._source.stored(batch, side))
            else:
                pictures[batch[0]] = self._source.made(batch[0], side)
            for photo_id, picture in pictures.items():
                size: Size = boxes.get(photo_id, side)
                image = to_qimage(_sized(picture, size)) if picture else None
                self._bridge.post(self, partial(self._keep, photo_id, size, image))
            self._put_back(wishes, batch, pictures, side)

    def _take(
        self,
    ) -> tuple[_Wishes, list[int], int, Mapping[int, tuple[int, int]], bool] | None:
        """What to do next: a batch to look up, else one to make; None when closed."""
        with self._changed:
            while not (self._wishes.open or self._also.open or self._closed):
                self._changed.wait()
            if self._closed:
                return None
            wishes = self._wishes if self._wishes.open else self._also
            quick = bool(wishes.ids)
            queue, most = (wishes.ids, self.BATCH) if quick else (wishes.slow, 1)
            batch = [queue.popleft() for _ in range(min(most, len(queue)))]
            wishes.busy.update(batch)
            return wishes, batch, wishes.side, wishes.boxes, quick

    def _put_back(self, wishes: _Wishes, batch: list[int], done: Container[int], side: int) -> None:
        """What was not ready has to be made, if it is wanted still."""
        with self._changed:
            wishes.busy.difference_update(batch)
            if wishes.side == side:
                wishes.slow.extend(i for i in batch if i not in done and i in wishes.wanted)
                self._changed.notify_all()

    def _keep(self, photo_id: int, size: Size, image: QImage | None) -> None:
        if image is None:
            self._without.add(photo_id)
        else:
            self._pixmaps.put(photo_id, size, QPixmap.fromImage(image))
        self.loaded.emit([photo_id])


def _sized(picture: Image.Image, size: Size) -> Image.Image:
    return fitted(picture, size) if isinstance(size, int) else filling(picture, size)
