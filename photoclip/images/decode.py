"""The one way from a file to an upright RGB picture, for thumbnail, viewer and encoder alike."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, Final

from PIL import Image, ImageFile, UnidentifiedImageError

from photoclip.domain import Metadata
from photoclip.images.avif import mended
from photoclip.images.colour import flattened, to_srgb
from photoclip.images.formats import HEAD_BYTES, VIDEO_FORMATS, VIDEO_SUFFIXES, format_of
from photoclip.images.metadata import exif_of, load_exif, read_metadata
from photoclip.images.motion import holds_video
from photoclip.images.problems import MEGAPIXELS, PictureError, of_decoder, of_file
from photoclip.images.raw import open_raw
from photoclip.images.video import open_video

logger = logging.getLogger(__name__)

# Pillow warns above this number and refuses above its double, before it allocates any pixels.
# Its own limit, 179 megapixels, refuses real panoramas.
Image.MAX_IMAGE_PIXELS = MEGAPIXELS * 1_000_000 // 2

_PILLOW: Final = {
    "jpeg": "JPEG",  # and MPO, which Pillow's JPEG reader turns to by itself
    "png": "PNG",
    "webp": "WEBP",
    "tiff": "TIFF",
    "gif": "GIF",
    "bmp": "BMP",
    "avif": "AVIF",
    "heif": "HEIF",
    "jpeg2000": "JPEG2000",
    "pnm": "PPM",
    "psd": "PSD",
    "tga": "TGA",
    "qoi": "QOI",
    "ico": "ICO",
    "dds": "DDS",
    "pcx": "PCX",
    "sgi": "SGI",
}
"""The formats that Pillow may open. EPS is not among them: it would start Ghostscript."""

_TURNED_BY_DECODER: Final = frozenset({"tiff", "heif", "jxl"})
"""Formats whose decoders hand out upright pixels: turning them again would be once too often."""

_MOVING: Final = frozenset({"gif", "png", "webp", "avif"})
"""Formats where several frames mean an animation, not a burst, a page or a gain map."""

_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_CLOCKWISE: Final = {
    90: Image.Transpose.ROTATE_270,  # Pillow turns the other way round
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """An upright RGB picture, perhaps smaller than the original, and what the file says of it.

    `metadata.width` and `metadata.height` are those of the upright original. `frames` are those
    of a video in order of time, if several were asked for.
    """

    image: Image.Image
    metadata: Metadata
    frames: tuple[Image.Image, ...] = ()


def decode(
    source: Path | bytes | BinaryIO,
    at_least: int | None = None,
    *,
    suffix: str = "",
    several: bool = False,
) -> Decoded:
    """Decode a picture: upright, 8-bit sRGB, transparency on white, the first of its frames.

    A video is a picture, too: a frame of it, and with `several` some more, for searching.

    `at_least` is the short side in pixels that the caller needs; the result may be larger, and
    is smaller only where the original is. Without it the result has full size. `suffix` matters
    where the content alone does not tell (raw files); a path brings its own.

    Raises:
        PictureError: for everything that can be wrong with a file.
    """
    if isinstance(source, Path):
        try:
            with source.open("rb") as file:
                return decode(file, at_least, suffix=source.suffix, several=several)
        except OSError as error:
            raise of_file(error) from error
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    if not head:
        raise PictureError("empty")
    word = format_of(head, suffix)
    if word is None or (word in VIDEO_FORMATS and suffix.lower() not in VIDEO_SUFFIXES):
        raise PictureError("not_a_picture")
    try:
        if word in VIDEO_FORMATS:
            video = open_video(stream, word, at_least, several=several)
            return Decoded(video.poster, video.metadata, video.frames if several else ())
        return _decode(stream, word, at_least)
    except Exception as error:
        raise of_decoder(error) from error


def turned(decoded: Decoded, degrees: int) -> Decoded:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees, as the user wants it shown."""
    metadata = decoded.metadata
    if degrees in (90, 270):
        metadata = replace(metadata, width=metadata.height, height=metadata.width)
    return Decoded(clockwise(decoded.image, degrees), metadata)


def clockwise(image: Image.Image, degrees: int) -> Image.Image:
    """The image turned by 0, 90, 180 or 270 degrees."""
    return image.transpose(_CLOCKWISE[degrees]) if degrees in _CLOCKWISE else image


def _decode(stream: BinaryIO, word: str, at_least: int | None) -> Decoded:
    if word == "jxl":
        return _decode_jxl(stream, at_least)
    if word == "raw":
        raw = open_raw(stream, at_least)
        metadata = replace(read_metadata(raw.exif), format=word)
        with raw.image as image:
            profile = image.info.get("icc_profile")
            return _finish(image, metadata, raw.size, raw.turn, profile, at_least)
    if word == "heif":
        _register_heif()
    with opened(stream, word) as image:
        metadata = replace(
            _metadata(image),
            format=word,
            animated=_moves(image, word),
            motion=word in ("jpeg", "heif") and holds_video(stream),
        )
        turn = 1 if word in _TURNED_BY_DECODER else metadata.orientation
        size = image.size
        drafted = at_least is not None and image.draft(None, (at_least, at_least)) is not None
        image.load()
        if not drafted:
            size = image.size  # libheif may correct it, and so may a TIFF that lies on its side
        if turn >= 5:
            size = (size[1], size[0])
        return _finish(image, metadata, size, turn, image.info.get("icc_profile"), at_least)


def opened(stream: BinaryIO, word: str) -> ImageFile.ImageFile:
    """Pillow's picture, its header read, its pixels not yet decoded."""
    try:
        return Image.open(stream, formats=[_PILLOW[word]])
    except UnidentifiedImageError:
        stream.seek(0)
        if word != "avif" or (better := mended(stream.read())) is None:
            raise
    return Image.open(io.BytesIO(better), formats=[_PILLOW[word]])


def _finish(
    image: Image.Image,
    metadata: Metadata,
    size: tuple[int, int],
    turn: int,
    profile: bytes | None,
    at_least: int | None,
) -> Decoded:
    """The steps that all formats share, smaller before dearer."""
    image = flattened(image)
    if at_least is not None and (factor := min(image.size) // at_least) > 1:
        image = image.reduce(factor)
    image = to_srgb(image, profile)
    if turn in _TURNS:
        image = image.transpose(_TURNS[turn])
    return Decoded(image, replace(metadata, width=size[0], height=size[1]))


def _metadata(image: ImageFile.ImageFile) -> Metadata:
    """EXIF, and the XMP and IPTC blocks that may stand in for it, wherever Pillow puts them.

    Pillow turns a picture by its XMP block where EXIF says nothing. No browser does, and such
    pictures lie upright already: hence the block is taken away before Pillow sees it.
    """
    if image.format == "PNG":
        _load_png(image)  # its EXIF and XMP may stand behind the pixels
    info: dict[Any, Any] = image.info
    xmp = info.pop("xmp", None) or info.pop("XML:com.adobe.xmp", None) or b""
    photoshop = info.get("photoshop")
    iptc = photoshop.get(0x0404) if isinstance(photoshop, dict) else None
    metadata = read_metadata(
        exif_of(image),
        xmp=xmp.encode() if isinstance(xmp, str) else xmp,
        iptc=iptc if isinstance(iptc, bytes) else b"",
    )
    original = info.get("original_orientation")  # libheif's, which has been applied
    return replace(metadata, orientation=original) if original in _TURNS else metadata


def _load_png(image: ImageFile.ImageFile) -> None:
    """Decode the pixels, and what follows them if it is sound; the pixels alone will do.

    Pillow reports damage behind the pixels only when it has decoded them all.
    """
    try:
        image.load()
    except (SyntaxError, OSError) as error:
        if image.tile or str(error).endswith("when reading image file"):  # it is the pixels
            raise
        logger.debug("damage behind a PNG's pixels", exc_info=True)


def _moves(image: ImageFile.ImageFile, word: str) -> bool:
    if word not in _MOVING:
        return False
    try:
        return bool(getattr(image, "is_animated", False))
    except Exception:
        logger.debug("damaged second frame", exc_info=True)
        return False


def _decode_jxl(stream: BinaryIO, at_least: int | None) -> Decoded:
    """JPEG XL by libjxl, which hands out 8 bits a channel, upright, in the picture's profile."""
    try:
        import pylibjxl
    except ImportError as error:
        raise PictureError(
            "unsupported", "JPEG XL pictures need the package pylibjxl, which is not installed."
        ) from error
    data = stream.read()
    facts = pylibjxl.probe(data)
    if facts["width"] * facts["height"] > MEGAPIXELS * 1_000_000:
        raise PictureError("too_large")
    pixels, blocks = pylibjxl.decode(data, metadata=True)
    if pixels.ndim == 3 and pixels.shape[2] == 1:
        pixels = pixels[:, :, 0]
    image = Image.fromarray(pixels)
    exif = load_exif(io.BytesIO(blocks.get("exif", b"").removeprefix(b"Exif\0\0")))
    metadata = read_metadata(exif, xmp=blocks.get("xmp", b""))
    metadata = replace(metadata, format="jxl", animated=bool(facts["have_animation"]))
    return _finish(image, metadata, image.size, 1, blocks.get("icc"), at_least)


@cache
def _register_heif() -> None:
    """HEIF is not Pillow's own, and takes 30 ms to import."""
    try:
        import pillow_heif as heif
    except ImportError:  # a package: pi_heif is the same without the encoder, whose terms differ
        import pi_heif as heif  # type: ignore[no-redef]

    heif.register_heif_opener()
