"""What one pass over a photo's file yields: hash, metadata, thumbnail, look, encoder's pixels."""

from __future__ import annotations

import hashlib
import io
import math
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photoclip.domain import Metadata, Problem
from photoclip.images.decode import Decoded, decode
from photoclip.images.look import Look, look_of
from photoclip.images.problems import PictureError, of_decoder, of_file

THUMB_SIDE: Final = 400
"""The longest side of a thumbnail, in pixels, where no recipe says another."""

_THUMB_QUALITY: Final = 82
_WHOLE_BYTES: Final = 64 << 20
"""Files up to this size are held in memory; larger ones are hashed in pieces, then decoded."""

_LONGEST_SHAPE: Final = 16
"""Strips longer than so many times their width lose their ends before they are resized."""

_PANORAMA: Final = 2.0
"""From this aspect on one square from the middle shows too little: several are looked at."""

_MOST_CROPS: Final = 6

FILTERS: Final = {
    "bicubic": Image.Resampling.BICUBIC,
    "bilinear": Image.Resampling.BILINEAR,
}
"""The interpolations that encoders name."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the encoder wants to see, in open_clip's words.

    `resize_mode` is "shortest" (shortest side, then the centre) or "squash"; `interpolation` is
    "bicubic" or "bilinear". Without a `thumb_side` there is neither thumbnail nor look.
    """

    height: int
    width: int
    resize_mode: str = "shortest"
    interpolation: str = "bicubic"
    thumb_side: int = THUMB_SIDE


@dataclass(frozen=True, slots=True)
class Reading:
    """What the decoders found out about one photo.

    `content_hash` is the sha256 of the file, None where it could not be read to its end.
    `thumbnail` is a JPEG, and `look` comes with it. `pixels` is uint8 (height, width, 3) RGB,
    ready for the encoder's normalisation. `views` are more of the kind, (n, height, width, 3): the
    other frames of a video, the other parts of a panorama. What stands for the photo is the mean
    of the unit vectors of all of them. With a `problem` there is nothing of that.
    """

    photo_id: int
    path: Path
    size: int
    mtime_ns: int
    content_hash: str | None
    metadata: Metadata
    thumbnail: bytes | None
    pixels: NDArray[np.uint8] | None
    problem: Problem | None
    look: Look | None = None
    views: NDArray[np.uint8] | None = None


def read(photo_id: int, path: Path, recipe: Recipe | None, thumbnail: bool = True) -> Reading:
    """Read a photo's file once and decode it once. Whatever is wrong becomes a `Problem`.

    Without a recipe there are no pixels for the encoder.
    """
    size = mtime_ns = 0
    content_hash: str | None = None
    try:
        with _opened(path) as file:
            before = os.fstat(file.fileno())
            size, mtime_ns = before.st_size, before.st_mtime_ns
            stream, content_hash = _hashed(file, size)
            if _changed(path, before):
                raise PictureError("changing")
            decoded = decode(
                stream, _needed(recipe), suffix=path.suffix, several=recipe is not None
            )
        first, others = _seen(decoded, recipe) if recipe is not None else (None, None)
        side = _thumb_side(recipe) if thumbnail else 0
        small = _small(decoded.image, side) if side else None
        return Reading(
            photo_id=photo_id,
            path=path,
            size=size,
            mtime_ns=mtime_ns,
            content_hash=content_hash,
            metadata=decoded.metadata,
            thumbnail=_jpeg(small) if small is not None else None,
            pixels=first,
            problem=None,
            look=look_of(small) if small is not None else None,
            views=others,
        )
    except PictureError as error:
        problem = error.problem
    except OSError as error:
        problem = of_file(error).problem
    except MemoryError as error:
        problem = of_decoder(error).problem
    return failed(photo_id, path, problem, size, mtime_ns, content_hash)


def hash_file(path: Path) -> str:
    """The sha256 of a file in hex, as `Reading.content_hash` has it. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def failed(
    photo_id: int,
    path: Path,
    problem: Problem,
    size: int = 0,
    mtime_ns: int = 0,
    content_hash: str | None = None,
) -> Reading:
    """The reading of a photo that cannot be shown."""
    return Reading(photo_id, path, size, mtime_ns, content_hash, Metadata(), None, None, problem)


def _opened(path: Path) -> io.BufferedReader:
    """The file, if it is an ordinary one: opening a pipe would wait for its writer for ever."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise PictureError("unreadable", "This is not an ordinary file.")
    return path.open("rb")


def _hashed(file: io.BufferedReader, size: int) -> tuple[BinaryIO, str]:
    """The content at its beginning, and its sha256; in memory unless it is very large."""
    if size > _WHOLE_BYTES:
        content_hash = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        return file, content_hash
    data = file.read()
    return io.BytesIO(data), hashlib.sha256(data).hexdigest()


def _changed(path: Path, before: os.stat_result) -> bool:
    """Whether somebody wrote to the file, or put another in its place, since `before`."""
    after = path.stat()
    return (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns)


def _needed(recipe: Recipe | None) -> int:
    """The short side to decode, in pixels.

    Twice the encoder's side: the scaled decode of a JPEG is then 0.3/255 from the full one, at a
    fifth of its time.
    """
    if recipe is None:
        return THUMB_SIDE
    return max(2 * recipe.height, 2 * recipe.width, recipe.thumb_side)


def _thumb_side(recipe: Recipe | None) -> int:
    return THUMB_SIDE if recipe is None else recipe.thumb_side


def thumbnail_of(image: Image.Image, side: int = THUMB_SIDE) -> bytes:
    """A JPEG of at most `side` pixels, without any metadata; never larger than the image."""
    return _jpeg(_small(image, side))


def _small(image: Image.Image, side: int) -> Image.Image:
    """As Pillow's `thumbnail`, which would need a copy of the whole picture first."""
    long = max(image.size)
    if long <= side:
        small = image.copy()
    else:
        aspect = image.width / image.height
        wide = image.width >= image.height
        exact = side / aspect if wide else side * aspect

        def error(short: int) -> float:
            if not short:
                return math.inf
            return abs(aspect - (side / short if wide else short / side))

        short = max(min(math.floor(exact), math.ceil(exact), key=error), 1)
        size = (side, short) if wide else (short, side)
        small = image.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    small.info.clear()
    return small


def _jpeg(small: Image.Image) -> bytes:
    out = io.BytesIO()
    small.save(out, "JPEG", quality=_THUMB_QUALITY)
    return out.getvalue()


def _seen(decoded: Decoded, recipe: Recipe) -> tuple[NDArray[np.uint8], NDArray[np.uint8] | None]:
    """What the encoder sees of a photo: first what is shown of it, then the rest."""
    if decoded.frames:
        images = [one for one in decoded.frames if one is not decoded.image]
        images.insert(0, decoded.image)
    else:
        images = parts_of(decoded.image)
    pixels = [encoder_pixels(image, recipe) for image in images]
    return pixels[0], np.stack(pixels[1:]) if len(pixels) > 1 else None


def parts_of(image: Image.Image) -> list[Image.Image]:
    """The squares that show all of a panorama, side by side; of other pictures just the picture."""
    short, long = min(image.size), max(image.size)
    if long < _PANORAMA * short:
        return [image]
    image = _without_far_ends(image)
    long = max(image.size)
    count = min(_MOST_CROPS, math.ceil(long / short))
    starts = [round(i * (long - short) / (count - 1)) for i in range(count)]
    if image.width > image.height:
        return [image.crop((at, 0, at + short, short)) for at in starts]
    return [image.crop((0, at, short, at + short)) for at in starts]


def encoder_pixels(image: Image.Image, recipe: Recipe) -> NDArray[np.uint8]:
    """What open_clip's evaluation transform makes of an RGB picture, before normalisation.

    Returns uint8 (height, width, 3). Sizes and crops are rounded as in torchvision and
    open_clip 3.3, so that the result is the same to the bit.
    """
    height, width = recipe.height, recipe.width
    if recipe.resize_mode == "squash":
        return np.asarray(image.resize((width, height), FILTERS[recipe.interpolation]))
    if recipe.resize_mode != "shortest":
        raise ValueError(f"unknown resize mode {recipe.resize_mode!r}")
    image = _without_far_ends(image)
    if height == width:
        short, long = min(image.size), max(image.size)
        ends = (height, int(height * long / short))
        size = ends if image.width <= image.height else ends[::-1]
        scaled = image.resize(size, FILTERS[recipe.interpolation])
    else:  # open_clip ignores the interpolation here
        ratio = min(image.height / height, image.width / width)
        size = (round(image.width / ratio), round(image.height / ratio))
        scaled = image.resize(size, Image.Resampling.BICUBIC)
    left = round((scaled.width - width) / 2)
    top = round((scaled.height - height) / 2)
    return np.asarray(scaled.crop((left, top, left + width, top + height)))


def _without_far_ends(image: Image.Image) -> Image.Image:
    """The middle of a strip: a line of 1 × 60,000 pixels would be resized to 3 gigapixels."""
    short, long = min(image.size), max(image.size)
    if long <= _LONGEST_SHAPE * short:
        return image
    cut = (long - _LONGEST_SHAPE * short) // 2
    if image.width > image.height:
        return image.crop((cut, 0, image.width - cut, image.height))
    return image.crop((0, cut, image.width, image.height - cut))
