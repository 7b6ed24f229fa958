"""Cameras' raw files: the preview that the camera put in, else a quick development."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

from PIL import Image
from PIL.ExifTags import Base

from photoclip.images.metadata import exif_of, load_exif, orientation_of
from photoclip.images.problems import MEGAPIXELS, PictureError

if TYPE_CHECKING:  # not a cycle: LibRaw's 10 MB are only for those who have raw files
    import rawpy

PREVIEW_SIDE: Final = 1000
"""A preview whose short side has this many pixels is good enough where nobody says a number."""

_TURNS: Final = {0: 1, 3: 3, 5: 8, 6: 6}
"""LibRaw's way to say how a picture lies, as EXIF's."""

_COUSINS: Final = (b"IIRO", b"IIRS", b"MMOR", b"IIU\0")
"""Olympus and Panasonic write TIFF with a number of their own in the place of TIFF's 42."""


@dataclass(frozen=True, slots=True)
class RawPicture:
    """What a raw file offers: `size` is the true upright one, `turn` what `image` still needs."""

    image: Image.Image
    size: tuple[int, int]
    turn: int
    exif: Image.Exif


def open_raw(stream: BinaryIO, at_least: int | None) -> RawPicture:
    """The picture in a raw file, with a short side of `at_least` pixels if that is possible.

    Full-size previews are what cameras show on their own screen: better and 20 times faster than
    a development of ours. Only without one that is large enough, the sensor's data is developed,
    at half size.
    """
    import rawpy

    with rawpy.imread(stream) as raw:
        turn = _TURNS.get(raw.sizes.flip, 1)
        size = (raw.sizes.iwidth, raw.sizes.iheight)
        if turn >= 5:
            size = (size[1], size[0])
        if size[0] * size[1] > MEGAPIXELS * 1_000_000:
            raise PictureError("too_large")
        preview = _preview(raw)
        exif = _exif(stream, preview)
        enough = min(at_least or PREVIEW_SIDE, min(size) // 2)
        if preview is None or min(preview.size) < enough:
            try:
                pixels = raw.postprocess(half_size=True, use_camera_wb=True)
                return RawPicture(Image.fromarray(pixels), size, 1, exif)
            except rawpy.LibRawError:
                if preview is None:
                    raise
    turn = orientation_of({Base.Orientation: turn, **exif_of(preview)})
    if turn >= 5 and (preview.width > preview.height) == (size[0] > size[1]):
        turn = 1  # the camera stored its preview upright
    return RawPicture(preview, size, turn, exif)


def _preview(raw: rawpy.RawPy) -> Image.Image | None:
    """The largest picture that the camera embedded, not yet loaded."""
    import rawpy

    try:
        thumb = raw.extract_thumb()
    except rawpy.LibRawError:
        return None
    if isinstance(thumb.data, bytes):
        return Image.open(io.BytesIO(thumb.data), formats=["JPEG"])
    return Image.fromarray(thumb.data)


def _exif(stream: BinaryIO, preview: Image.Image | None) -> Image.Exif:
    """The EXIF data of the file where it is TIFF inside, else what its preview carries."""
    stream.seek(0)
    head = stream.read(4)
    if head in _COUSINS:
        order = b"II*\0" if head.startswith(b"II") else b"MM\0*"
        return load_exif(io.BytesIO(order + stream.read(1 << 22)))
    if head in (b"II*\0", b"MM\0*"):
        return load_exif(stream)
    return exif_of(preview) if preview is not None else Image.Exif()
