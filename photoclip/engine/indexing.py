"""Reading and embedding what is new: one slice at a time, so that a search comes in between."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from photoclip.engine.messages import Embedding, Event, PhotosRead
from photoclip.engine.outstanding import stamp_of
from photoclip.images.pool import DecoderPool
from photoclip.images.reading import Reading
from photoclip.jobs import Progress
from photoclip.vectors.encoder import Encoder, Vectors, normalised

log = logging.getLogger(__name__)

LOOK_AHEAD = 4  # batches that the decoders may be ahead of the encoder
SLICE_SECONDS = 0.15  # how long one batch may keep a search waiting
SMALLEST, LARGEST = 4, 256

Keep = Callable[[Sequence[int], Sequence[str], Vectors], None]


class Indexer:
    """The pipeline from files to vectors for a list of outstanding photos.

    Decoders in child processes are kept a few batches ahead; each batch that was embedded is
    handed to `keep` at once, so nothing is done twice after a crash. Without an encoder photos
    are only read. A file that is gone is left for the next scan to judge. `rotations` tells by
    how many degrees clockwise the user turned photos: they are embedded as they are shown.
    """

    def __init__(
        self,
        pool: DecoderPool,
        encoder: Encoder | None,
        keep: Keep,
        rotations: Callable[[], Mapping[int, int]] = dict,
    ) -> None:
        self._pool = pool
        self._encoder = encoder
        self._keep = keep
        self._rotations = rotations
        self._turned: Mapping[int, int] = {}
        self._queue: deque[tuple[int, Path]] = deque()
        self._queued: set[int] = set()
        self._ready: list[Reading] = []
        # photo -> when its file had been changed and how it was turned when it was read
        self._settled: dict[int, tuple[int, int]] = {}
        self._done = 0
        self._batch = 8
        self._speed = _Speed()
        self.paused = False

    def want(self, photos: Iterable[tuple[int, Path]]) -> None:
        """Replace what is outstanding, in order of priority.

        What is being decoded goes on; what was settled in this session and has not changed
        since is not done again, even where the library has not been told yet.
        """
        self._turned = self._rotations()
        busy = self._queued.difference(photo_id for photo_id, _path in self._queue)
        self._queue = deque(
            (photo_id, path)
            for photo_id, path in photos
            if photo_id not in busy and not self._is_settled(photo_id, path)
        )
        self._queued = busy | {photo_id for photo_id, _path in self._queue}
        self._done = 0
        self._speed.restart()

    def close(self) -> None:
        """End the decoders; what they were doing is begun again by whoever comes next."""
        self._pool.close()

    @property
    def outstanding(self) -> int:
        """How many photos are not settled yet."""
        return len(self._queued)

    @property
    def busy(self) -> bool:
        """Whether `step` has something to do."""
        return bool(self._queued) and not self.paused

    def step(self) -> list[Event]:
        """Feed the decoders, collect what they finished, embed at most one batch."""
        while self._queue and self._pool.waiting + len(self._ready) < LOOK_AHEAD * self._batch:
            self._pool.submit(*self._queue.popleft())
        events: list[Event] = []
        room = LOOK_AHEAD * self._batch - len(self._ready)
        patience = 0.0 if len(self._ready) >= self._batch else 0.05
        readings = self._pool.collect(max(room, 1), patience) if self._pool.waiting else []
        if readings:
            events += self._sort(readings)
        last = not self._queue and not self._pool.waiting
        if len(self._ready) >= self._batch or (self._ready and last):
            batch = self._ready[: self._batch]
            del self._ready[: len(batch)]
            self._embed(batch)
        events.append(self._progress())
        return events

    def _sort(self, readings: list[Reading]) -> list[Event]:
        """Send on what the library must know; keep what the encoder must see."""
        told = []
        for reading in readings:
            gone = reading.problem is not None and reading.problem.code == "vanished"
            if not gone:
                told.append(replace(reading, pixels=None, views=None))
            if reading.problem is None and reading.pixels is not None and self._encoder:
                self._ready.append(reading)
            else:
                self._settle(reading)
        return [PhotosRead(tuple(told))] if told else []

    def _embed(self, batch: list[Reading]) -> None:
        assert self._encoder is not None
        started = time.perf_counter()
        turns = [self._turned.get(reading.photo_id, 0) for reading in batch]
        shown = [_turned(reading, t) for reading, t in zip(batch, turns, strict=True)]
        vectors, seen = embed_readings(shown, self._encoder, self._batch)
        each = (time.perf_counter() - started) / seen
        stamps = [stamp_of(r.content_hash or "", t) for r, t in zip(batch, turns, strict=True)]
        self._keep([r.photo_id for r in batch], stamps, vectors)
        for reading in batch:
            self._settle(reading)
        self._batch = int(np.clip(SLICE_SECONDS / max(each, 1e-6), SMALLEST, LARGEST))

    def _settle(self, reading: Reading) -> None:
        self._queued.discard(reading.photo_id)
        turned = self._turned.get(reading.photo_id, 0)
        self._settled[reading.photo_id] = (reading.mtime_ns, turned)
        self._done += 1
        self._speed.count()

    def _is_settled(self, photo_id: int, path: Path) -> bool:
        if photo_id not in self._settled:
            return False
        try:
            now = (path.stat().st_mtime_ns, self._turned.get(photo_id, 0))
            return self._settled[photo_id] == now
        except OSError:
            return True

    def _progress(self) -> Embedding:
        left = self.outstanding
        per_second = self._speed.per_second()
        return Embedding(
            Progress(
                name="Embedding" if self._encoder else "Reading",
                done=self._done,
                total=self._done + left,
                per_second=per_second,
                seconds_left=left / per_second if per_second else None,
            ),
            paused=self.paused,
            finished=left == 0,
        )


def _turned(reading: Reading, degrees: int) -> Reading:
    """The encoder's squares of pixels turned clockwise; a centred crop turns with the picture.

    Of the few encoders that look at oblongs, only upside-down photos can be turned.
    """
    if not degrees or reading.pixels is None:
        return reading
    height, width = reading.pixels.shape[:2]
    if degrees % 180 and height != width:
        return reading
    pixels = np.rot90(reading.pixels, -degrees // 90)
    views = reading.views
    if views is not None:
        views = np.rot90(views, -degrees // 90, axes=(1, 2))
    return replace(reading, pixels=pixels, views=views)


def embed_readings(
    readings: Sequence[Reading], encoder: Encoder, at_once: int
) -> tuple[Vectors, int]:
    """Unit vectors (n, dim) of n readings that have pixels, and how many pictures that took.

    A photo of several views has the mean of their unit vectors, made a unit vector again: it is
    found by what any of them shows. No more than `at_once` pictures are encoded together.
    """
    parts = [
        one.pixels[None] if one.views is None else np.concatenate([one.pixels[None], one.views])
        for one in readings
        if one.pixels is not None
    ]
    counts = [len(part) for part in parts]
    pixels = np.concatenate(parts)
    if len(pixels) == len(parts) <= at_once:
        return encoder.encode_images(pixels), len(pixels)
    vectors = np.concatenate(
        [encoder.encode_images(pixels[i : i + at_once]) for i in range(0, len(pixels), at_once)]
    )
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    sums = np.add.reduceat(normalised(vectors.astype(np.float32)), starts, axis=0)
    return normalised(sums), len(pixels)


class _Speed:
    """Photos a second over the last half minute: what an estimate of the rest needs."""

    WINDOW = 30.0

    def __init__(self) -> None:
        self._times: deque[float] = deque()
        self.restart()

    def restart(self) -> None:
        self._times.clear()
        self._times.append(time.monotonic())

    def count(self) -> None:
        now = time.monotonic()
        self._times.append(now)
        while now - self._times[0] > self.WINDOW and len(self._times) > 2:
            self._times.popleft()

    def per_second(self) -> float | None:
        elapsed = time.monotonic() - self._times[0]
        return (len(self._times) - 1) / elapsed if elapsed > 0.5 and len(self._times) > 1 else None
