"""The frames of an animated picture, small enough to be held in memory all at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageSequence

from photoclip.errors import Cancelled
from photoclip.images.colour import flattened, to_srgb
from photoclip.images.decode import clockwise, opened
from photoclip.images.formats import HEAD_BYTES, format_of
from photoclip.images.problems import PictureError, of_decoder, of_file
from photoclip.jobs import CancelToken

MOST_BYTES = 96 << 20
"""What all frames together may take as 32-bit pixels: many frames are shown smaller."""

MOST_FRAMES = 600
USUAL_SECONDS, SHORTEST_SECONDS = 0.1, 0.02
"""For frames that say no time, and the least that a screen can show."""


@dataclass(frozen=True, slots=True)
class Frame:
    """An upright RGB picture and for how long it is shown."""

    image: Image.Image
    seconds: float


def frames(
    path: Path, side: int, rotation: int = 0, token: CancelToken | None = None
) -> list[Frame]:
    """The frames of a GIF, WebP, PNG or AVIF, at most `side` pixels long, turned by `rotation`.

    At most `MOST_FRAMES` of them. Raises PictureError for what cannot be read, and Cancelled.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise of_file(error) from error
    try:
        with file:
            head = file.read(HEAD_BYTES)
            file.seek(0)
            word = format_of(head, path.suffix)
            if word is None:
                raise PictureError("not_a_picture")
            with opened(file, word) as image:
                return list(_frames(image, side, rotation, token or CancelToken()))
    except Cancelled:
        raise
    except Exception as error:
        raise of_decoder(error) from error


def _frames(image: Image.Image, side: int, rotation: int, token: CancelToken) -> Iterator[Frame]:
    count = min(getattr(image, "n_frames", 1), MOST_FRAMES)
    scale = min(1.0, side / max(image.size))
    room = MOST_BYTES / (4 * count * image.width * image.height * scale * scale)
    scale *= min(1.0, room**0.5)
    size = (max(round(image.width * scale), 1), max(round(image.height * scale), 1))
    profile = image.info.get("icc_profile")
    for number, frame in enumerate(ImageSequence.Iterator(image)):
        token.check()
        if number == count:
            return
        frame.load()  # WebP tells the time only then
        seconds = frame.info.get("duration", 0) / 1000
        seconds = max(seconds, SHORTEST_SECONDS) if seconds else USUAL_SECONDS
        small = flattened(frame.copy())
        if small.size != size:
            small = small.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
        yield Frame(clockwise(to_srgb(small, profile), rotation), seconds)
