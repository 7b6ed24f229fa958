"""Where in a picture the words match: windows of it, and places in them, compared with the text."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photoclip.engine.messages import Explain, HeatMap
from photoclip.engine.words import framed
from photoclip.errors import InputError
from photoclip.images.decode import Decoded, decode, turned
from photoclip.images.problems import PictureError
from photoclip.images.reading import FILTERS
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.search.explain import Grid, Window, gather, heat, hottest, windows
from photoclip.vectors.encoder import Encoder, MapsPlaces, Pixels, Vectors, normalised

SHARES = (0.6, 0.35)
"""The sides of the windows that are looked at, as shares of the picture's short side."""

MAPPED_SHARES = (0.5,)
"""The same where the encoder maps the places of each window by itself."""


def explain(
    request: Explain,
    encoder: Encoder,
    rotation: int = 0,
    decode: Callable[[Path, int], Decoded] = decode,
) -> HeatMap:
    """The heat map of a picture file for a text; raises InputError where it cannot be read.

    `decode` opens the file, which may lie anywhere. The map is of the picture as it is shown:
    turned by `rotation` degrees clockwise.

    Each window of the picture is encoded as if it were a picture of its own and compared with
    the text; that works for every encoder, and one that maps places adds what it sees within
    windows. In 200 mosaics of four captioned photos with the built-in model the hottest place
    lay in the right photo 182 times; cosines less those of everyday phrases did no better.
    """
    if not request.text.strip():
        raise InputError("There are no words to look for.")
    try:
        side = math.ceil(min(encoder.image_size) / min(SHARES))
        found = turned(decode(request.path, side), rotation)
    except PictureError as error:
        raise InputError(f"{request.path} cannot be explained: {error.problem.sentence}") from error
    size = found.metadata.width or found.image.width, found.metadata.height or found.image.height
    grid = scores(found.image, direction(request.text, encoder), encoder)
    heated = heat(grid)
    return HeatMap(
        path=request.path,
        text=request.text,
        grid=tuple(tuple(round(value, 4) for value in row) for row in heated.tolist()),
        box=hottest(heated, size),
        size=size,
        rotation=rotation,
    )


def rotation_of(library: Library, path: Path) -> int:
    """By how many degrees clockwise the user turned the photo at that path, if it is known."""
    known = photos.by_paths(library, [path]).get(path)
    return known.rotation if known else 0


def direction(text: str, encoder: Encoder) -> Vectors:
    """The unit vector (d,) that the windows of a picture are compared with."""
    return normalised(encoder.encode_texts(framed(text)).mean(0))


def scores(image: Image.Image, query: Vectors, encoder: Encoder) -> Grid:
    """How well each place of an upright RGB picture fits a direction (d,): (rows, columns)."""
    grids = [_by_windows(image, query, encoder, share) for share in SHARES]
    if isinstance(encoder, MapsPlaces):
        mapped = [_by_places(image, query, encoder, encoder, share) for share in MAPPED_SHARES]
        grids += [grid for grid in mapped if grid is not None]
    return np.asarray(np.mean(grids, axis=0), np.float64)


def _by_windows(image: Image.Image, query: Vectors, encoder: Encoder, share: float) -> Grid:
    placed = windows(*image.size, share)
    return gather(image.size, placed, encoder.encode_images(_cut(image, placed, encoder)) @ query)


def _by_places(
    image: Image.Image, query: Vectors, encoder: Encoder, maps: MapsPlaces, share: float
) -> Grid | None:
    placed = windows(*image.size, share)
    vectors = maps.image_map(_cut(image, placed, encoder))
    return None if vectors is None else gather(image.size, placed, vectors @ query)


def _cut(image: Image.Image, placed: Sequence[Window], encoder: Encoder) -> Pixels:
    """The windows as the encoder takes them (n, h, w, 3)."""
    height, width = encoder.image_size
    cut: list[NDArray[np.uint8]] = []
    for window in placed:
        box = (window.x, window.y, window.x + window.width, window.y + window.height)
        part = image.resize((width, height), FILTERS[encoder.interpolation], box=box)
        cut.append(np.asarray(part))
    return np.stack(cut)
