"""Writes captions for photos with the encoder in use, one after the other, between requests."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

import numpy as np

from photoclip.clip.catalogue import cannot_write
from photoclip.domain import Photo
from photoclip.engine.caption_messages import (
    Captioning,
    CaptionRequest,
    Captions,
    CaptionScope,
    CaptionsOf,
    GeneratedCaption,
    StopCaptions,
    WriteCaptions,
)
from photoclip.errors import EngineError, InputError
from photoclip.images.reading import Reading
from photoclip.jobs import Progress
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.vectors.captions import CaptionsAtRest, Written, stamp_of
from photoclip.vectors.encoder import Encoder, WritesCaptions, can_write

PAUSE = 0.2  # seconds after which `step` lets others have their turn


class CaptionWriter:
    """Writes with one encoder. What it writes is kept apart; the library is only read.

    A photo is one slice of work, however long the encoder takes for it: so long, at most, a
    search waits. A caption that was written for another picture in the same file is written
    anew.
    """

    def __init__(
        self,
        library: Library,
        encoder: Callable[[], Encoder],
        name: str,
        kept: CaptionsAtRest,
        read: Callable[[Path], Reading],
        *,
        writable: bool,
    ) -> None:
        self._library, self._encoder, self._name = library, encoder, name
        self._kept, self._read, self._writable = kept, read, writable
        self._queue: deque[int] = deque()
        self._done = self._problems = 0
        self._started = 0.0

    @property
    def outstanding(self) -> int:
        """How many photos wait for a caption."""
        return len(self._queue)

    @property
    def busy(self) -> bool:
        """Whether `step` has something to do."""
        return bool(self._queue)

    def answer(self, request: CaptionRequest) -> object:
        """The answer of the protocol; a query was answered before."""
        match request:
            case WriteCaptions():
                return self._begin(request)
            case StopCaptions(photo_ids):
                left = set(photo_ids)
                kept = [number for number in self._queue if left and number not in left]
                self._queue = deque(kept)
            case CaptionsOf(photo_ids):
                return self._of(photo_ids)
        return None

    def step(self) -> list[Captioning]:
        """Write for the next photos, for `PAUSE` seconds or for one photo."""
        written: list[GeneratedCaption] = []
        failed: list[int] = []
        until = time.monotonic() + PAUSE
        encoder = self._encoder()
        assert isinstance(encoder, WritesCaptions)
        while self._queue:
            self._done += 1
            number = self._queue.popleft()
            found = photos.get(self._library, [number])
            if found and (text := self._written(found[0], encoder)):
                written.append(GeneratedCaption(found[0].id, text, self._name))
            else:
                self._problems += 1
                failed.append(number)
            if time.monotonic() >= until:
                break
        return [self._progress(written, failed)]

    def _begin(self, request: WriteCaptions) -> CaptionScope:
        if not self._writable:
            raise EngineError("This engine only reads; it cannot write captions.")
        if not can_write(self._encoder()):
            raise InputError(cannot_write(self._name))
        asked = photos.ids(self._library) if request.photo_ids is None else request.photo_ids
        shown = photos.shown(self._library, asked)
        there = [one for one in photos.get(self._library, asked) if one.id in shown]
        before = self._written_before(there)
        captioned = {one.id for one in there if one.caption}
        skipped = set() if request.again else captioned | before
        wanted = [one.id for one in there if one.id not in skipped]
        if not self._queue:
            self._done = self._problems = 0
            self._started = time.monotonic()
        waiting = set(self._queue)
        self._queue.extend(number for number in wanted if number not in waiting)
        every = tuple(one.id for one in there)
        return CaptionScope(tuple(wanted), len(captioned), len(before - captioned), every)

    def _written_before(self, there: list[Photo]) -> set[int]:
        stamps = {one.photo_id: one.stamp for one in self._kept.of_photos(p.id for p in there)}
        return {one.id for one in there if stamps.get(one.id) == _stamp(one)}

    def _written(self, photo: Photo, encoder: WritesCaptions) -> str:
        reading = self._read(photo.path)
        if reading.pixels is None:
            return ""
        pixels = reading.pixels
        if reading.views is not None:  # a panorama in several squares: the middle one
            pixels = [pixels, *reading.views][(len(reading.views) + 1) // 2]
        if photo.rotation:
            pixels = np.rot90(pixels, -photo.rotation // 90)
        (text,) = encoder.write_captions(np.ascontiguousarray(pixels)[None])
        if text:
            self._kept.put([Written(photo.id, text, self._name, _stamp(photo))])
        return text

    def _of(self, photo_ids: tuple[int, ...]) -> Captions:
        there = {one.id: one for one in photos.get(self._library, photo_ids)}
        found = [
            GeneratedCaption(one.photo_id, one.text, one.writer)
            for one in self._kept.of_photos(photo_ids)
            if one.photo_id in there
            and not there[one.photo_id].caption
            and one.stamp == _stamp(there[one.photo_id])
        ]
        return Captions(tuple(found))

    def _progress(self, written: list[GeneratedCaption], failed: list[int]) -> Captioning:
        left, seconds = len(self._queue), max(time.monotonic() - self._started, 1e-6)
        speed = self._done / seconds
        progress = Progress(
            "Writing captions",
            self._done,
            self._done + left,
            per_second=speed,
            seconds_left=left / speed if speed else None,
        )
        return Captioning(
            progress, tuple(written), self._problems, finished=not left, failed=tuple(failed)
        )


def _stamp(photo: Photo) -> str:
    return stamp_of(photo.content_hash, photo.rotation)
