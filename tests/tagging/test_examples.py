"""Answers move a tag's query towards its photos, and no photo speaks for itself."""

from __future__ import annotations

import numpy as np

from photoclip.tagging.calibration import Verdicts
from photoclip.tagging.examples import FEWEST, Surroundings, teach
from photoclip.vectors.encoder import Vectors, normalised

RANDOM = np.random.default_rng(2)
DIM, KIND = 48, 40
CENTRES = normalised(RANDOM.normal(size=(5, DIM)).astype(np.float32))
IMAGES = normalised(
    np.repeat(CENTRES, KIND, axis=0) + 0.2 * RANDOM.normal(size=(5 * KIND, DIM)).astype(np.float32)
)
TAGS = normalised(CENTRES[:2] + 0.35 * RANDOM.normal(size=(2, DIM)).astype(np.float32))


def verdicts(*answers: tuple[int, int, bool]) -> tuple[Verdicts, Vectors]:
    tags, photos, agreed = (np.array(column) for column in zip(*answers, strict=True))
    return Verdicts(tags, photos.astype(np.int64), agreed), IMAGES[photos]


def margin(query: Vectors) -> float:
    """By how many spreads the photos of the first kind score above the others."""
    scores = IMAGES @ query
    return float((scores[:KIND].mean() - scores[KIND:].mean()) / scores[KIND:].std())


def test_confirmed_photos_sharpen_their_tag_and_no_other() -> None:
    said, photos = verdicts(
        *((0, i, True) for i in range(5)), *((0, 60 + i, False) for i in (0, 9))
    )
    taught = teach(TAGS, IMAGES, Surroundings.of(IMAGES), said, photos)
    assert margin(taught.tags[0]) > 1.1 * margin(TAGS[0])
    assert (taught.tags[1] == TAGS[1]).all()
    before, after = ((IMAGES @ query).std() for query in (TAGS[0], taught.tags[0]))
    np.testing.assert_allclose(before, after, rtol=1e-3)


def test_an_answered_photo_is_judged_by_the_others() -> None:
    said, photos = verdicts((0, 150, True))  # one photo of quite another kind
    taught = teach(TAGS, IMAGES, Surroundings.of(IMAGES), said, photos)
    np.testing.assert_allclose(taught.scores, [IMAGES[150] @ TAGS[0]], atol=1e-5)
    assert IMAGES[150] @ taught.tags[0] > taught.scores[0]


def test_few_photos_and_no_answers_do_no_harm() -> None:
    none = Verdicts.none()
    empty = np.zeros((0, DIM), np.float32)
    for images in (empty, IMAGES[:1], IMAGES[: FEWEST - 1]):
        taught = teach(TAGS, images, Surroundings.of(images), none, empty)
        assert (taught.tags == TAGS).all()
        assert not len(taught.scores)
    said, photos = verdicts((0, 0, True))
    taught = teach(TAGS, IMAGES[:10], Surroundings.of(IMAGES[:10]), said, photos)
    assert (taught.tags == TAGS).all()
    np.testing.assert_allclose(taught.scores, [IMAGES[0] @ TAGS[0]], atol=1e-5)
