"""Where the window's pictures come from: the thumbnail store, else the photo's own file."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PIL import Image

from photoclip.errors import LibraryError
from photoclip.images.decode import Decoded, clockwise, turned
from photoclip.images.problems import PictureError
from photoclip.images.reading import THUMB_SIDE, Reading
from photoclip.images.thumbs import ThumbStore
from photoclip.library import photos

if TYPE_CHECKING:
    from photoclip.domain import Photo
    from photoclip.library.database import Library

log = logging.getLogger(__name__)

LARGE_ENOUGH = 0.75
"""A thumbnail with this share of the wanted pixels is shown; a smaller one is made anew."""

WHOLE = 1 << 20
"""A side in pixels that no photo reaches: asks for the original size."""


def _photo(library: Library, photo_id: int) -> Photo | None:
    found = photos.get(library, [photo_id])
    return found[0] if found else None


class Decoders(Protocol):
    """Who opens files for the window: processes of their own, so that no picture ends it."""

    def read(self, photo_id: int, path: Path) -> Reading:
        """What one pass over a photo's file yields; what is wrong with it is a problem."""
        ...

    def decode(self, path: Path, at_least: int | None = None) -> Decoded:
        """The upright picture. Raises PictureError."""
        ...


class Thumbs:
    """Thumbnails of the library at hand. Several threads may ask at once.

    `library` waits until the library is open. What is read of a photo that nobody has read yet
    goes to `keep`, so that it is read once.
    """

    def __init__(
        self,
        library: Callable[[], Library],
        store: Callable[[], ThumbStore],
        keep: Callable[[Reading], None],
        decoders: Decoders,
    ) -> None:
        self._library, self._store, self._keep = library, store, keep
        self._decoders = decoders

    def stored(self, photo_ids: Sequence[int], side: int) -> dict[int, Image.Image]:
        """Those that are in the store and large enough for `side` pixels."""
        found: dict[int, Image.Image] = {}
        try:
            jpegs = self._store().get_many(photo_ids)
        except LibraryError as error:
            log.warning("no thumbnails: %s", error)
            return found
        for photo_id, jpeg in jpegs.items():
            picture = Image.open(io.BytesIO(jpeg), formats=["JPEG"])
            longer = max(picture.size)
            if longer < THUMB_SIDE or longer >= side * LARGE_ENOUGH:
                # Half or a quarter of the size costs the JPEG decoder much less.
                picture.draft("RGB", (min(side, longer), min(side, longer)))
                picture.load()
                found[photo_id] = picture
        return self._as_shown(found)

    def made(self, photo_id: int, side: int) -> Image.Image | None:
        """A picture from the photo's file; None where there is nothing to see."""
        try:
            photo = _photo(self._library(), photo_id)
        except LibraryError as error:
            log.warning("no photo: %s", error)
            return None
        if photo is None or photo.problem is not None:
            return None
        if photo.content_hash is None and side * LARGE_ENOUGH <= THUMB_SIDE:
            reading = self._decoders.read(photo_id, photo.path)
            self._keep(reading)
            small = _opened(reading.thumbnail)
            return clockwise(small, photo.rotation) if small is not None else None
        try:
            found = self._decoders.decode(photo.path, _short_side(photo, side))
            return turned(found, photo.rotation).image
        except PictureError as error:
            log.info("%s: %s", photo.path, error)
            return None

    def _as_shown(self, found: dict[int, Image.Image]) -> dict[int, Image.Image]:
        """The pictures turned as the user turned the photos: what is stored is the file's."""
        if not found:
            return found
        try:
            rotations = photos.rotations_of(self._library(), found)
        except LibraryError as error:
            log.warning("no photo: %s", error)
            return {}
        return {i: clockwise(picture, rotations.get(i, 0)) for i, picture in found.items()}


class Originals:
    """Photos as large as the viewer wants them, always from their files."""

    def __init__(self, library: Callable[[], Library], decoders: Decoders) -> None:
        self._library, self._decoders = library, decoders

    def stored(self, photo_ids: Sequence[int], side: int) -> dict[int, Image.Image]:
        """Nothing: a thumbnail is what is shown until the original is there."""
        return {}

    def made(self, photo_id: int, side: int) -> Image.Image | None:
        """The photo with its longer side at `side` pixels, or the original if it is smaller."""
        try:
            photo = _photo(self._library(), photo_id)
            if photo is None:
                return None
            found = self._decoders.decode(photo.path, _short_side(photo, side))
            return turned(found, photo.rotation).image
        except (LibraryError, PictureError) as error:
            log.info("photo %s: %s", photo_id, error)
            return None


def _short_side(photo: Photo, side: int) -> int | None:
    """What the decoder must reach along the short side for `side` pixels along the long one."""
    if side >= WHOLE:
        return None
    width, height = photo.metadata.width, photo.metadata.height
    if not width or not height:
        return side
    return max(1, -(-side * min(width, height) // max(width, height)))


def _opened(jpeg: bytes | None) -> Image.Image | None:
    return Image.open(io.BytesIO(jpeg), formats=["JPEG"]) if jpeg is not None else None
