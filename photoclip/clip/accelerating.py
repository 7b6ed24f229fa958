"""Finds out whether ONNX Runtime pays for an encoder on this machine, and remembers it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from photoclip.clip import catalogue, onnx
from photoclip.clip.encoder import OpenClipEncoder
from photoclip.clip.onnx import Verdict
from photoclip.clip.remembered import Remembered
from photoclip.errors import InputError
from photoclip.images.reading import Recipe, read
from photoclip.paths import Home, resources


def accelerate(home: Home, name: str, pictures: list[Path] | None = None) -> Verdict:
    """Export the image tower, compare it with torch on real pictures, keep it where it pays.

    Raises `InputError` where the extra is missing or the encoder does not compute in fp32 on
    the CPU here, `NoWeights` where it cannot be exported.
    """
    if not onnx.is_here():
        raise InputError('ONNX Runtime is not installed: pip install "photoclip[onnx]" brings it.')
    remembered = Remembered.of(home)
    folder = catalogue.find(home, name)
    encoder = OpenClipEncoder.load(folder, name=name, device="cpu", remembered=remembered)
    if encoder.spec.precision != "fp32":
        raise InputError(
            f"{name} computes in {encoder.spec.precision} here, which is faster on this processor."
        )
    recipe = Recipe(*encoder.image_size, encoder.resize_mode, encoder.interpolation)
    files = pictures or sorted((resources() / "sample").glob("*.jpg"))
    readings = [read(0, file, recipe, thumbnail=False) for file in files]
    pixels = np.stack([reading.pixels for reading in readings if reading.pixels is not None])
    file = onnx.file_of(home, encoder.spec.digest)
    onnx.export(encoder.visual, encoder.image_size, file)
    verdict = onnx.judged(encoder.visual, onnx.opened(file), encoder.normalised(pixels))
    if verdict.accepted:
        remembered.keep_accelerated(encoder.spec.digest, onnx.versions())
    else:
        file.unlink()
    return verdict
