"""The divider on real photos with the built-in encoder: what is there, and what is not."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from photoclip.clip.loading import load_encoder
from photoclip.errors import NoWeights
from photoclip.images.reading import Recipe, read
from photoclip.paths import Home
from photoclip.search.ranking import Criterion, Ranker
from photoclip.search.relevance import GENERIC
from photoclip.vectors.encoder import Encoder, Vectors, normalised
from photoclip.vectors.planner import PhotoIndex
from photoclip.vectors.store import VectorStore

pytestmark = pytest.mark.bar

# What captions of these photos speak of, and what none of them mentions.
PRESENT = (
    "kitchen", "baseball", "laptop", "street", "food", "dog", "cat", "bed", "beach", "bus",
    "tennis", "bathroom", "skateboard", "pizza", "bear", "train", "toilet", "sheep", "desk",
    "umbrella", "truck", "mirror", "broccoli", "bananas", "zebras", "skiing", "scissors",
    "sandwich", "refrigerator", "motorcycle", "horses", "elephant", "cake",
)  # fmt: skip
ABSENT = (
    "volcano", "rocket", "castle", "submarine", "camel", "kangaroo", "whale", "waterfall",
    "lighthouse", "tractor", "helicopter", "violin", "fireworks", "igloo", "dolphin", "tiger",
    "squirrel", "wheelchair", "microscope", "parrot",
)  # fmt: skip


class Photos:
    """The captioned photos in an index, and which words their captions agree on."""

    def __init__(self, encoder: Encoder, folder: Path, home: Path) -> None:
        documents = json.loads((folder / "captions.json").read_text())
        self.words = [
            Counter(
                w for caption in d["captions"] for w in set(re.findall(r"[a-z]+", caption.lower()))
            )
            for d in documents
        ]
        self.encoder = encoder
        height, width = encoder.image_size
        recipe = Recipe(height, width, encoder.resize_mode, encoder.interpolation)
        self.store = VectorStore.open(home / "vectors.db", library_uuid="bar")
        space = self.store.space(encoder.spec)
        for first in range(0, len(documents), 32):
            some = range(first, min(first + 32, len(documents)))
            pixels = [
                read(0, folder / documents[i]["file"], recipe, thumbnail=False).pixels for i in some
            ]
            space.put(some, [""] * len(some), encoder.encode_images(np.stack(pixels)))
        self.index = PhotoIndex(self.store, encoder.spec, home)
        self.ranker = Ranker(self.index, encoder.encode_texts(GENERIC))

    def criterion(self, word: str) -> Criterion:
        vectors = self.encoder.encode_texts([word, f"a photo of {word}.", f"a photo of a {word}."])
        return Criterion(word, _mean(vectors))

    def showing(self, word: str) -> set[int]:
        """The photos of which two captions mention it."""
        return {photo for photo, words in enumerate(self.words) if words[word] >= 2}


def _mean(vectors: Vectors) -> Vectors:
    return normalised(vectors.mean(axis=0, keepdims=True))


@pytest.fixture(scope="module")
def photos(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Photos]:
    """The 363 captioned photos, embedded by the built-in encoder."""
    home = tmp_path_factory.mktemp("divider")
    try:
        encoder = load_encoder(Home.at(home), "builtin", "cpu")
    except NoWeights as error:
        pytest.skip(str(error))
    made = Photos(encoder, shared / "photos" / "captioned", home)
    yield made
    made.index.close()
    made.store.close()


def test_what_is_not_there_is_said_not_to_be(photos: Photos) -> None:
    rankings = [photos.ranker.rank([photos.criterion(word)]) for word in ABSENT]
    above = [ranking.matches or 0 for ranking in rankings]
    sure = np.mean([ranking.confident for ranking in rankings])
    sys.stdout.write(
        f"{len(ABSENT)} absent words: {np.mean(above):.1f} photos above the divider"
        f" (median {np.median(above):.0f}), confident {sure:.2f}\n"
    )
    assert np.median(above) <= 8
    assert sure <= 0.5


def test_what_is_there_is_above_the_divider(photos: Photos) -> None:
    found, precise, sure = [], [], []
    for word in PRESENT:
        truth = photos.showing(word)
        ranking = photos.ranker.rank([photos.criterion(word)])
        above = set(ranking.only_above().ids.tolist())
        found.append(len(truth & above) / len(truth))
        mentions = {i for i in above if photos.words[i][word]}
        precise.append(len(mentions) / max(1, len(above)))
        sure.append(ranking.confident)
    sys.stdout.write(
        f"{len(found)} words: {np.mean(found):.2f} of their photos above the divider,"
        f" {np.mean(precise):.2f} of those above mention them, confident {np.mean(sure):.2f}\n"
    )
    assert np.mean(found) >= 0.4
    assert np.mean(sure) >= 0.5
