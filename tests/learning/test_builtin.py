"""The built-in model as it is shipped: plain open_clip loads it, and it knows what it sees."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import open_clip
import pytest
import torch
from PIL import Image

from photoclip.learning.evaluation import retrieval
from photoclip.paths import resources

FOLDER = resources() / "models" / "builtin"


@pytest.fixture(scope="module")
def loaded() -> tuple[Any, Any, Any]:
    if not (FOLDER / "open_clip_model.safetensors").is_file():
        pytest.skip(f"no built-in model in {FOLDER}")
    model, preprocess = open_clip.create_model_from_pretrained(f"local-dir:{FOLDER}")
    return model.eval(), preprocess, open_clip.get_tokenizer(f"local-dir:{FOLDER}")


def images(loaded: tuple[Any, Any, Any], pictures: list[Image.Image]) -> np.ndarray:
    model, preprocess, _ = loaded
    with torch.inference_mode():
        pixels = torch.stack([preprocess(picture.convert("RGB")) for picture in pictures])
        return np.asarray(model.encode_image(pixels, normalize=True).numpy())


def texts(loaded: tuple[Any, Any, Any], words: list[str]) -> np.ndarray:
    model, _, tokenizer = loaded
    with torch.inference_mode():
        return np.asarray(model.encode_text(tokenizer(words), normalize=True).numpy())


def test_it_is_small_and_brings_its_terms(loaded: tuple[Any, Any, Any]) -> None:
    files = [file for file in FOLDER.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) <= 60_000_000
    assert "CC BY-NC 4.0" in (FOLDER / "LICENSE").read_text()
    assert "Apache License" in (FOLDER / "NOTICE").read_text()
    card = (FOLDER / "MODEL_CARD.md").read_text()
    for heading in ("Data", "Starting weights", "Objective", "Figures", "Weaknesses"):
        assert heading in card
    assert json.loads((FOLDER / "training.json").read_text())["log"]


def test_words_mean_what_they_mean(loaded: tuple[Any, Any, Any]) -> None:
    words = ["a dog", "a puppy", "a car", "a truck", "the sea", "an ocean"]
    vectors = texts(loaded, words)
    nearest = (vectors @ vectors.T - 2 * np.eye(6)).argmax(1)
    assert nearest.tolist() == [1, 0, 3, 2, 5, 4]


def test_captions_find_their_photos(loaded: tuple[Any, Any, Any], shared: Path) -> None:
    folder = shared / "photos" / "captioned"
    rows = json.loads((folder / "captions.json").read_text())[:12]
    pictures = []
    for row in rows:
        with Image.open(folder / row["file"]) as picture:
            pictures.append(picture.convert("RGB"))
    captions = [caption for row in rows for caption in row["captions"]]
    owner = np.repeat(np.arange(12), [len(row["captions"]) for row in rows])
    figures = retrieval(images(loaded, pictures), texts(loaded, captions), owner)
    assert figures.text_to_image.at_1 > 4 / 12  # chance: 1 / 12
    assert figures.text_to_image.at_5 > 9 / 12  # chance: 5 / 12
