"""The divider on real photos with the built-in encoder: what is there, and what is not."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from photoclip.cli.relevance_bench import presence
from photoclip.clip.loading import load_encoder
from photoclip.errors import NoWeights
from photoclip.images.reading import Recipe, read
from photoclip.paths import Home
from photoclip.search.presence import Presence
from photoclip.vectors.encoder import Encoder

pytestmark = pytest.mark.bar


@pytest.fixture(scope="module")
def found(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Presence:
    """Every other word asked for on the 363 captioned photos; settings saw the other ones."""
    home = tmp_path_factory.mktemp("divider")
    try:
        encoder = load_encoder(Home.at(home), "builtin", "cpu")
    except NoWeights as error:
        pytest.skip(str(error))
    folder = shared / "photos" / "captioned"
    documents = json.loads((folder / "captions.json").read_text())
    images = np.concatenate(
        [
            encoder.encode_images(_pixels(encoder, folder, documents[first : first + 32]))
            for first in range(0, len(documents), 32)
        ]
    )
    made = presence(encoder, images, [one["captions"] for one in documents], "second")
    sys.stdout.write(f"{made}\n")
    return made


def _pixels(encoder: Encoder, folder: Path, documents: list[dict[str, str]]) -> np.ndarray:
    height, width = encoder.image_size
    recipe = Recipe(height, width, encoder.resize_mode, encoder.interpolation)
    read_well = [read(0, folder / one["file"], recipe, thumbnail=False) for one in documents]
    return np.stack([one.pixels for one in read_well if one.pixels is not None])


def test_what_is_not_there_is_said_not_to_be(found: Presence) -> None:
    assert found.absent >= 100
    assert found.median_above <= 3
    assert found.strong_absent <= 0.1
    assert found.confident_absent <= 0.3


def test_what_is_there_is_above_the_divider(found: Presence) -> None:
    assert found.present >= 30
    assert found.above_present >= 0.5
    assert found.confident_present >= 0.5
