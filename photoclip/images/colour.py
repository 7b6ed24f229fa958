"""Any pixels that a decoder hands out, as plain 8-bit sRGB."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Final

import numpy as np
from PIL import Image, ImageCms

_DEEP: Final = frozenset({"I;16", "I;16B", "I;16L", "I;16N", "I;16S", "I", "F"})
_DEPTHS: Final = (255.0, 4095.0, 65535.0)
_PROFILE_SPACES: Final = {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK", "LAB": "Lab"}


def flattened(image: Image.Image) -> Image.Image:
    """8 bits a channel, no palette, transparency laid on white: mode L, RGB, CMYK or LAB."""
    if image.mode in _DEEP:
        return _shallow(image)
    if image.mode == "La":
        image = image.convert("LA")
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        if clear.getchannel("A").getextrema() == (255, 255):
            return clear.convert("RGB")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    if image.mode == "1":
        return image.convert("L")
    if image.mode in _PROFILE_SPACES:
        return image
    return image.convert("RGB")


def _shallow(image: Image.Image) -> Image.Image:
    """One deep channel as 8 bits; the range is guessed, for no file format fixes it.

    Whole numbers are taken as 8, 12 or 16 bits deep, whichever holds the largest value: cameras
    and scanners store 12 bits in 16. Floats are 0…1, or else like whole numbers. What exceeds
    16 bits is scaled by its largest value.
    """
    values = np.nan_to_num(np.asarray(image).astype(np.float32), posinf=0.0, neginf=0.0)
    largest = float(values.max(initial=0.0))
    tops = (1.0, *_DEPTHS) if image.mode == "F" else _DEPTHS
    top = next((top for top in tops if largest <= top), largest)
    return Image.fromarray(np.clip(values * (255.0 / top) + 0.5, 0, 255).astype(np.uint8))


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """A flattened image as sRGB, by its embedded ICC profile if that is of any use."""
    transform = _transform(profile, image.mode) if profile or image.mode == "LAB" else None
    if transform is not None:
        converted = ImageCms.applyTransform(image, transform)
        if converted is not None:
            return converted
    return image.convert("RGB")


@lru_cache(maxsize=16)
def _transform(profile: bytes | None, mode: str) -> ImageCms.ImageCmsTransform | None:
    """From an embedded profile to sRGB; None where that would change nothing, or cannot be.

    Libraries hold thousands of photos with the same few profiles, hence the cache.
    """
    try:
        if mode == "LAB":
            source = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        else:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile or b""))
        if source.profile.xcolor_space.strip() != _PROFILE_SPACES[mode]:
            return None
        if "sRGB" in (source.profile.profile_description or "") and mode == "RGB":
            return None
        target = ImageCms.createProfile("sRGB")
        return ImageCms.buildTransform(source, target, mode, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
