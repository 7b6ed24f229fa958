"""Videos: a frame to show for each, several to search by, and what the file says of itself."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import numpy as np
from PIL import Image

from photoclip.domain import Metadata
from photoclip.images.metadata import parse_date
from photoclip.images.problems import MEGAPIXELS, PictureError

if TYPE_CHECKING:  # FFmpeg's 60 MB are only for those who have videos
    import av

logger = logging.getLogger(__name__)

FEWEST: Final = 3
MOST: Final = 8
"""How many frames stand for a video: one for every eight seconds, within these bounds."""

_SECONDS_PER_FRAME: Final = 8
_PATIENCE: Final = 10.0
"""Seconds after which the frames found so far must do."""

_FRAMES_TO_PASS: Final = 120
"""Frames decoded on the way from a key frame to the one that is wanted, at most."""

_FLAT: Final = 12.0
"""A frame whose brightness varies less (standard deviation, of 255) shows nothing: a fade."""

_DEMUXERS: Final = {
    "mp4": "mov",
    "mov": "mov",
    "mkv": "matroska",
    "avi": "avi",
    "mpegts": "mpegts",
    "mpeg": "mpeg",
    "wmv": "asf",
}
"""FFmpeg may open what the file's first bytes say, nothing else: playlists would lead it on."""

_PLACE = re.compile(r"([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)")
_TURNS: Final = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180,
                 270: Image.Transpose.ROTATE_270}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Video:
    """Frames in order of time, upright RGB, and the one among them that is shown.

    `metadata.width` and `metadata.height` are those of the upright video.
    """

    frames: tuple[Image.Image, ...]
    poster: Image.Image
    metadata: Metadata


def open_video(stream: BinaryIO, word: str, at_least: int | None, *, several: bool) -> Video:
    """The frames of a video, their short side at least so many pixels unless the video's is less.

    With `several` there are `FEWEST` to `MOST` of them, evenly spread, where the video is long
    enough; without it the poster alone. Raises PictureError, and whatever FFmpeg raises.
    """
    try:
        import av
    except ImportError as error:
        raise PictureError(
            "unsupported", "Videos need the package av, which this installation lacks."
        ) from error
    av.logging.set_level(None)
    with av.open(stream, "r", format=_DEMUXERS[word], metadata_errors="replace") as container:
        track = next((one for one in container.streams.video if _shows(one)), None)
        if track is None:
            raise PictureError("unsupported", "The file holds no moving pictures.")
        width, height = track.codec_context.width, track.codec_context.height
        if width * height > MEGAPIXELS * 1_000_000:
            raise PictureError("too_large")
        track.codec_context.thread_count = 1
        seconds = _seconds(container, track)
        count = min(MOST, max(FEWEST, round(seconds / _SECONDS_PER_FRAME)))
        found = []
        until = time.monotonic() + _PATIENCE
        for at in ((i + 0.5) * seconds / count for i in range(count)):
            frame = _frame_at(container, track, at, until)
            if frame is not None:
                found.append((_upright(frame, track, at_least), frame.rotation))
                if not several and not _is_flat(found[-1][0]):
                    break
            if time.monotonic() > until:
                break
        if not found:
            raise PictureError("damaged")
        frames = tuple(image for image, _ in found)
        if found[0][1] % 180:
            width, height = height, width
        metadata = _metadata(container, track, word, (width, height), seconds)
    poster = next((one for one in frames if not _is_flat(one)), max(frames, key=_spread))
    return Video(frames, poster, metadata)


def _shows(track: Any) -> bool:
    """Whether a track is moving pictures; music has its cover as one, and cameras thumbnails."""
    context = track.codec_context
    attached = "attached_pic" in str(getattr(track, "disposition", "")).lower()
    return context is not None and context.width > 0 and context.height > 0 and not attached


def _seconds(container: av.container.InputContainer, track: av.VideoStream) -> float:
    """The length; 0 where nobody says, so that the first frame is all there is."""
    if track.duration and track.time_base:
        return max(0.0, float(track.duration * track.time_base))
    return max(0.0, (container.duration or 0) / 1e6)


def _frame_at(
    container: av.container.InputContainer, track: av.VideoStream, at: float, until: float
) -> av.VideoFrame | None:
    """The frame at a time, or one shortly before where the way to it is long."""
    import av

    start = float((track.start_time or 0) * (track.time_base or 0))
    with suppress(av.FFmpegError):  # what cannot be sought is read from where it stands
        container.seek(int((start + at) / float(track.time_base or 1)), stream=track)
    last = None
    for passed, frame in enumerate(_frames(container, track)):
        last = frame
        time_in = frame.time - start if frame.time is not None else at
        if time_in >= at or passed >= _FRAMES_TO_PASS or time.monotonic() > until:
            break
    return last


def _frames(
    container: av.container.InputContainer, track: av.VideoStream
) -> Iterator[av.VideoFrame]:
    """The frames from here on, up to where the data is damaged."""
    import av

    try:
        yield from container.decode(track)
    except (av.FFmpegError, ValueError) as error:
        logger.debug("damaged video: %s", error)


def _upright(frame: av.VideoFrame, track: av.VideoStream, at_least: int | None) -> Image.Image:
    """The frame with square pixels, no larger than needed, turned as the file says."""
    width, height = frame.width, frame.height
    ratio = track.sample_aspect_ratio
    if ratio and 0.1 < ratio < 10:
        width = max(1, round(width * float(ratio)))
    if at_least is not None and min(width, height) > at_least:
        scale = at_least / min(width, height)
        width, height = max(at_least, round(width * scale)), max(at_least, round(height * scale))
    image: Image.Image = frame.to_image(width=width, height=height)  # type: ignore[no-untyped-call]
    turn = _TURNS.get(round(frame.rotation) % 360)
    return image.transpose(turn) if turn is not None else image


def _spread(image: Image.Image) -> float:
    small = image.convert("L")
    small.thumbnail((64, 64))
    return float(np.asarray(small).std())


def _is_flat(image: Image.Image) -> bool:
    return _spread(image) < _FLAT


def _metadata(
    container: av.container.InputContainer,
    track: av.VideoStream,
    word: str,
    size: tuple[int, int],
    seconds: float,
) -> Metadata:
    said = {name.lower(): value for name, value in {**track.metadata, **container.metadata}.items()}
    latitude, longitude = _position(said)
    apple = "com.apple.quicktime."
    make, model = said.get(f"{apple}make") or "", said.get(f"{apple}model") or ""
    return Metadata(
        format=word,
        width=size[0],
        height=size[1],
        taken_at=_taken_at(said),
        camera=" ".join(f"{make} {model}".split())[:200] or None,
        latitude=latitude,
        longitude=longitude,
        duration_seconds=round(seconds, 3),
    )


def _taken_at(said: Mapping[str, str]) -> datetime | None:
    """The clock at the place, where the file says it; else universal time as this machine's."""
    local = parse_date(said.get("com.apple.quicktime.creationdate"))
    if local is not None:
        return local
    text = said.get("creation_time") or ""
    found = parse_date(text)
    if found is None or found.year < 1971:  # QuickTime counts from 1904: nobody set the clock
        return None
    if text.endswith("Z"):
        with suppress(ValueError, OverflowError, OSError):
            return datetime.fromisoformat(text).astimezone().replace(tzinfo=None, microsecond=0)
    return found


def _position(said: Mapping[str, str]) -> tuple[float, float] | tuple[None, None]:
    """Degrees in the way of ISO 6709: +51.5007-000.1246+010.000/."""
    text = said.get("com.apple.quicktime.location.iso6709") or said.get("location") or ""
    match = _PLACE.match(text)
    if match is None:
        return None, None
    latitude, longitude = float(match[1]), float(match[2])
    if abs(latitude) > 90 or abs(longitude) > 180 or latitude == longitude == 0:
        return None, None
    return latitude, longitude
