"""Reading and embedding what is new: one slice at a time, so that a search comes in between."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from photoclip.engine.messages import Embedding, Event, PhotosRead
from photoclip.engine.outstanding import stamp_of
from photoclip.images.pool import DecoderPool
from photoclip.images.reading import Reading
from photoclip.jobs import Progress
from photoclip.vectors.encoder import Encoder, Vectors, normalised

log = logging.getLogger(__name__)

LOOK_AHEAD = 2  # batches that the decoders may be ahead of each lane of the encoder
SLICE_SECONDS = 0.15  # what a batch should take: so long is lost at most when the engine is killed
GLANCE_SECONDS = 0.05  # how long a slice waits for something to happen
SMALLEST, LARGEST = 4, 256
NICENESS = 5  # of the lanes, as the decoders have it: what somebody waits for goes first

Keep = Callable[[Sequence[int], Sequence[str], Vectors], None]


class Indexer:
    """The pipeline from files to vectors for a list of outstanding photos.

    Decoders in child processes are kept a few batches ahead; each batch that was embedded is
    handed to `keep` at once, so nothing is done twice after a crash. Without an encoder photos
    are only read. A file that is gone is left for the next scan to judge. `rotations` tells by
    how many degrees clockwise the user turned photos: they are embedded as they are shown.

    The encoder works in `lanes` threads, a batch in each. Threads that shared one batch would
    wait for each other after every layer, and where the decoders interrupt one of them the
    others spin: on two busy cores two such threads took five times as long as one. Batches side
    by side wait for nobody, and a search need not wait for them.
    """

    def __init__(
        self,
        pool: DecoderPool,
        encoder: Encoder | None,
        keep: Keep,
        rotations: Callable[[], Mapping[int, int]] = dict,
        *,
        lanes: int = 1,
    ) -> None:
        self._pool = pool
        self._encoder = encoder
        self._keep = keep
        self._lanes = lanes
        self._executor = ThreadPoolExecutor(lanes, "encode", initializer=be_modest)
        self._under_way: deque[_Batch] = deque()
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
        self._executor.shutdown(cancel_futures=True)
        self._under_way.clear()

    @property
    def outstanding(self) -> int:
        """How many photos are not settled yet."""
        return len(self._queued)

    @property
    def busy(self) -> bool:
        """Whether `step` has something to do."""
        return bool(self._under_way) or (bool(self._queued) and not self.paused)

    def step(self) -> list[Event]:
        """Feed the decoders and the lanes, take over what they finished."""
        events: list[Event] = []
        if not self.paused:
            ahead = (1 + LOOK_AHEAD * self._lanes) * self._batch
            while self._queue and self._pool.waiting + len(self._ready) < ahead:
                self._pool.submit(*self._queue.popleft())
            room = max(ahead - len(self._ready), 1)
            # With nothing to encode and nothing being encoded there is only this to wait for.
            patience = 0.0 if self._ready or self._under_way else GLANCE_SECONDS
            readings = self._pool.collect(room, patience) if self._pool.waiting else []
            if readings:
                events += self._sort(readings)
            self._begin_batches()
        self._finish_batches()
        events.append(self._progress())
        return events

    def _begin_batches(self) -> None:
        assert self._encoder is not None or not self._ready
        while self._encoder and self._ready and len(self._under_way) <= self._lanes:
            last = not self._queue and not self._pool.waiting
            size = self._batch
            if len(self._ready) < size * self._lanes and last:  # a share for each lane
                size = -(-len(self._ready) // self._lanes)
            if len(self._ready) < size:
                return
            batch, self._ready = self._ready[:size], self._ready[size:]
            turns = [self._turned.get(reading.photo_id, 0) for reading in batch]
            shown = [_turned(reading, t) for reading, t in zip(batch, turns, strict=True)]
            stamps = [stamp_of(r.content_hash or "", t) for r, t in zip(batch, turns, strict=True)]
            future = self._executor.submit(_encode, shown, self._encoder, self._batch)
            self._under_way.append(_Batch(batch, stamps, future))

    def _finish_batches(self) -> None:
        """Keep what was encoded; with nothing to keep, wait a moment for it."""
        if self._under_way:
            wait([b.vectors for b in self._under_way], GLANCE_SECONDS, FIRST_COMPLETED)
        for batch in [batch for batch in self._under_way if batch.vectors.done()]:
            self._under_way.remove(batch)
            vectors, each = batch.vectors.result()
            readings = batch.readings
            self._keep([r.photo_id for r in readings], batch.stamps, vectors)
            for reading in readings:
                self._settle(reading)
            self._batch = int(np.clip(SLICE_SECONDS / max(each, 1e-6), SMALLEST, LARGEST))

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


@dataclass(frozen=True, slots=True)
class _Batch:
    """Readings that are being encoded: to vectors, and to seconds for each picture."""

    readings: Sequence[Reading]
    stamps: Sequence[str]
    vectors: Future[tuple[Vectors, float]]


def _encode(readings: Sequence[Reading], encoder: Encoder, at_once: int) -> tuple[Vectors, float]:
    started = time.perf_counter()
    vectors, seen = embed_readings(readings, encoder, at_once)
    return vectors, (time.perf_counter() - started) / seen


def be_modest() -> None:
    """Let whoever the user waits for go first; for the thread that calls it."""
    if sys.platform == "linux":  # elsewhere niceness is the whole process's
        os.nice(NICENESS)


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
