"""ONNX Runtime beside torch: used only where it was accepted, and then the same vectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from photoclip.clip import catalogue, onnx
from photoclip.clip.accelerating import accelerate
from photoclip.clip.loading import load_encoder
from photoclip.clip.remembered import Remembered
from photoclip.errors import InputError
from photoclip.paths import Home


@pytest.fixture
def mine(home: Home, mobile_model: Path) -> str:
    catalogue.add(home, mobile_model, "mine")
    return "mine"


@pytest.fixture
def files(tmp_path: Path, pictures: list[Image.Image]) -> list[Path]:
    paths = [tmp_path / f"{number}.png" for number in range(len(pictures))]
    for path, picture in zip(paths, pictures, strict=True):
        picture.save(path)
    return paths


def test_without_the_extra_there_is_a_sentence(
    home: Home, mine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onnx, "NEEDED", ("a_package_that_nobody_has",))
    with pytest.raises(InputError, match="not installed"):
        accelerate(home, mine)


@pytest.mark.parametrize(
    ("error", "slower", "accepted"), [(0.0, False, True), (0.0, True, False), (9.0, False, False)]
)
def test_only_what_is_the_same_and_faster_is_accepted(
    error: float, slower: bool, accepted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0

    class Clock:
        @staticmethod
        def perf_counter() -> float:
            return now

    monkeypatch.setattr(onnx, "time", Clock)

    def work(x: torch.Tensor, seconds: float) -> torch.Tensor:
        nonlocal now
        now += seconds
        return x.flatten(1)

    noise = np.random.default_rng(1)

    def tower(x: np.ndarray) -> np.ndarray:
        y = work(torch.from_numpy(x), 1.0 if slower else 0.3).numpy()
        return np.asarray(y + error * noise.normal(size=y.shape), np.float32)

    pixels = torch.randn(12, 3, 4, 4, generator=torch.Generator().manual_seed(0))
    verdict = onnx.judged(lambda x: work(x, 1.0), tower, pixels)
    assert verdict.accepted is accepted


def test_what_was_accepted_is_used_and_gives_the_same_vectors(
    home: Home, mine: str, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("onnxruntime", reason="the extra onnx is not installed")
    pytest.importorskip("onnxscript", reason="the extra onnx is not installed")
    pixels = np.random.default_rng(0).integers(0, 256, (3, 64, 64, 3), np.uint8)
    by_torch = load_encoder(home, mine, "cpu", "fp32").encode_images(pixels)
    Remembered.of(home).keep_precision(load_encoder(home, mine, "cpu", "fp32").spec.digest, "fp32")
    tqdm = pytest.importorskip("tqdm")
    monkeypatch.setattr(tqdm.tqdm, "monitor_interval", 0)  # the exporter's bars start no thread
    monkeypatch.setattr(onnx, "WORTH_IT", 0.0)  # speed is not for an ordinary test
    verdict = accelerate(home, mine, files)
    assert verdict.accepted
    assert verdict.cosine > 0.9999
    encoder = load_encoder(home, mine, "cpu", "fp32")
    assert encoder._tower is not None  # type: ignore[attr-defined]
    assert (encoder.encode_images(pixels) * by_torch).sum(1).min() > 0.9999
    monkeypatch.setattr(onnx, "versions", lambda: "onnxruntime of another year")
    assert load_encoder(home, mine, "cpu", "fp32")._tower is None  # type: ignore[attr-defined]
