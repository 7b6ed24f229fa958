"""The Encoder protocol, and FakeEncoder: true colours instead of weights, for tests and flows."""

from __future__ import annotations

import colorsys
import hashlib
import re
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from photoclip.domain import EncoderSpec

Vectors = NDArray[np.float32]
Pixels = NDArray[np.uint8]


class Encoder(Protocol):
    """Turns images and texts into unit vectors of one space."""

    @property
    def spec(self) -> EncoderSpec:
        """What makes its vectors comparable."""
        ...

    @property
    def device(self) -> str:
        """Where it runs: "cpu", "cuda:0", "mps"."""
        ...

    @property
    def image_size(self) -> tuple[int, int]:
        """(height, width) in pixels of the pictures it takes."""
        ...

    @property
    def resize_mode(self) -> str:
        """ "shortest" (fit the short side, crop the centre) or "squash" (both sides)."""
        ...

    @property
    def interpolation(self) -> str:
        """ "bicubic" or "bilinear": how pictures are brought to `image_size`."""
        ...

    def encode_images(self, pixels: Pixels) -> Vectors:
        """(n, h, w, 3) uint8 RGB of `image_size` -> (n, dim) float32 unit vectors."""
        ...

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """n texts -> (n, dim) float32 unit vectors."""
        ...


@runtime_checkable
class MapsPlaces(Protocol):
    """What an encoder may do besides: say what is where in a picture."""

    def image_map(self, pixels: Pixels) -> Vectors | None:
        """(n, h, w, 3) uint8 RGB -> (n, rows, columns, dim) unit vectors; None if it cannot."""
        ...


@runtime_checkable
class WritesCaptions(Protocol):
    """What an encoder may do besides: say in a sentence what a picture shows."""

    @property
    def writes_captions(self) -> bool:
        """Whether this one can; of a class that can, not every model does."""
        ...

    def write_captions(self, pixels: Pixels) -> list[str]:
        """(n, h, w, 3) uint8 RGB of `image_size` -> n sentences."""
        ...


def can_write(encoder: Encoder) -> bool:
    """Whether the encoder writes captions."""
    return isinstance(encoder, WritesCaptions) and encoder.writes_captions


def normalised(vectors: Vectors) -> Vectors:
    """Rows of (n, d) scaled to length 1; zero rows stay zero."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)


_COLOURS = {
    "red": (0.0, 1.0, 1.0),
    "orange": (0.09, 1.0, 1.0),
    "yellow": (0.16, 1.0, 1.0),
    "green": (0.33, 1.0, 0.8),
    "cyan": (0.5, 1.0, 1.0),
    "blue": (0.64, 1.0, 1.0),
    "purple": (0.78, 1.0, 0.8),
    "pink": (0.9, 0.6, 1.0),
    "white": (0.0, 0.0, 1.0),
    "grey": (0.0, 0.0, 0.5),
    "black": (0.0, 0.0, 0.0),
}
_HUES, _GREYS = 12, 4
_NAMES_OF_GREY = {"gray": "grey", "dark": "black", "bright": "white"}


class FakeEncoder:
    """Image = colour histogram, text = the colours that it names.

    "red" really finds red photos, so whole stories can be tested without weights. A text
    without colours gets a fixed pseudo-random direction beside the colours.
    """

    DIM = 64

    def __init__(self, size: int = 32, name: str = "fake") -> None:
        self._size, self._name = size, name

    @property
    def spec(self) -> EncoderSpec:
        """The same for all FakeEncoders of one name and size."""
        return EncoderSpec(self._name, "colours-1", self.DIM, f"squash {self._size}", "fp32")

    @property
    def device(self) -> str:
        """Always the CPU."""
        return "cpu"

    @property
    def image_size(self) -> tuple[int, int]:
        """(height, width) in pixels."""
        return (self._size, self._size)

    @property
    def resize_mode(self) -> str:
        """The whole picture counts."""
        return "squash"

    @property
    def interpolation(self) -> str:
        """As most encoders."""
        return "bicubic"

    def encode_images(self, pixels: Pixels) -> Vectors:
        """(n, h, w, 3) uint8 -> (n, 64): hue histogram weighted by saturation, and greys."""
        if not len(pixels):
            return self._none()
        flat = pixels.reshape(len(pixels), -1, 3).astype(np.float32) / 255
        high, low = flat.max(2), flat.min(2)
        chroma = high - low
        safe = np.maximum(chroma, 1e-6)
        r, g, b = flat[..., 0], flat[..., 1], flat[..., 2]
        hue = np.where(
            high == r,
            (g - b) / safe % 6,
            np.where(high == g, (b - r) / safe + 2, (r - g) / safe + 4),
        )
        hue_bin = np.round(hue / 6 * _HUES).astype(int) % _HUES
        grey_bin = np.minimum((high * _GREYS).astype(int), _GREYS - 1)
        out = np.zeros((len(pixels), self.DIM), np.float32)
        for i in range(len(pixels)):
            np.add.at(out[i], hue_bin[i], chroma[i])
            np.add.at(out[i], _HUES + grey_bin[i], 1 - chroma[i])
        return normalised(out + 1e-3)

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """n texts -> (n, 64)."""
        return np.stack([self._text(text) for text in texts]) if texts else self._none()

    def _none(self) -> Vectors:
        return np.zeros((0, self.DIM), np.float32)

    def _text(self, text: str) -> Vectors:
        words = [_NAMES_OF_GREY.get(w, w) for w in re.findall(r"\w+", text.lower())]
        out = np.zeros(self.DIM, np.float32)
        for h, s, v in (_COLOURS[w] for w in words if w in _COLOURS):
            pixel = np.asarray(colorsys.hsv_to_rgb(h, s, v), np.float32) * 255
            out += self.encode_images(pixel.round().astype(np.uint8).reshape(1, 1, 1, 3))[0]
        if not out.any():
            seed = int.from_bytes(hashlib.sha256(" ".join(words).encode()).digest()[:8], "big")
            noise = np.random.default_rng(seed).normal(size=self.DIM - _HUES - _GREYS)
            out[_HUES + _GREYS :] = noise
        return normalised(out)


class FakeCaptioner(FakeEncoder):
    """A FakeEncoder that also writes: the colour that a picture is most like."""

    @property
    def writes_captions(self) -> bool:
        """Always."""
        return True

    def write_captions(self, pixels: Pixels) -> list[str]:
        """(n, h, w, 3) uint8 -> "A red picture" …"""
        names = list(_COLOURS)
        best = (self.encode_images(pixels) @ self.encode_texts(names).T).argmax(1)
        return [f"A {names[place]} picture" for place in best.tolist()]
