"""States come from words and pixels, as probabilities that behave."""

from __future__ import annotations

import numpy as np
import pytest

from photoclip.query.keys import COMPUTED
from photoclip.search.states import AT_LEAST, RULES, Judge, Known, judge, phrases
from photoclip.vectors.encoder import Vectors, normalised

DIM = 128
RANDOM = np.random.default_rng(11)
ORDINARY = normalised(RANDOM.normal(size=(36, DIM)).astype(np.float32))


@pytest.fixture(scope="module")
def texts() -> dict[str, Vectors]:
    """A direction of its own for each phrase."""
    rows = normalised(RANDOM.normal(size=(len(phrases()), DIM)))
    return dict(zip(phrases(), rows, strict=True))


@pytest.fixture(scope="module")
def made(texts: dict[str, Vectors]) -> Judge:
    return judge(texts, ORDINARY)


def chances(made: Judge, vectors: Vectors, sharpness: float = 1.7, camera: bool = False) -> Vectors:
    n = len(vectors)
    return made.probabilities(Known(vectors, np.full(n, sharpness), np.full(n, camera)))


def of(state: str, found: Vectors) -> list[float]:
    return [float(p) for p in found[:, COMPUTED.index(state)]]


def test_every_state_has_a_rule() -> None:
    assert set(RULES) == set(COMPUTED)


def test_ordinary_photos_are_in_no_state(made: Judge) -> None:
    assert (chances(made, ORDINARY) < AT_LEAST).mean() > 0.95


@pytest.mark.parametrize("state", [state for state in COMPUTED if state != "blurry"])
def test_what_the_words_describe_is_in_the_state(
    state: str, made: Judge, texts: dict[str, Vectors]
) -> None:
    one = normalised(np.stack([texts[p] for p in RULES[state].phrases]).sum(0, keepdims=True))
    found = chances(made, one)
    assert of(state, found)[0] > 0.9
    others = set(COMPUTED) - {state, *(["document"] if state == "receipt" else [])}
    assert all(of(other, found)[0] < AT_LEAST for other in others)


def test_a_receipt_is_a_document(made: Judge, texts: dict[str, Vectors]) -> None:
    one = normalised(np.stack([texts[p] for p in RULES["receipt"].phrases]).sum(0, keepdims=True))
    found = chances(made, one)
    assert of("document", found)[0] >= of("receipt", found)[0]


def test_blur_is_seen_in_the_pixels(made: Judge) -> None:
    sharp, soft, tiny = (of("blurry", chances(made, ORDINARY, s)) for s in (1.7, 0.5, 0.0))
    assert max(sharp) < 0.1
    assert min(soft) > 0.9
    assert max(tiny) < AT_LEAST  # too small to tell
    assert np.isnan(of("blurry", chances(made, ORDINARY, np.nan))).all()


def test_what_a_camera_took_is_hardly_a_screenshot(made: Judge, texts: dict[str, Vectors]) -> None:
    words = np.stack([texts[p] for p in RULES["screenshot"].phrases])
    one = normalised(words.sum(0, keepdims=True) + 0.2 * ORDINARY[:1])
    without, with_one = (of("screenshot", chances(made, one, camera=c))[0] for c in (False, True))
    assert with_one < without


def test_another_reference_is_another_rule(made: Judge, texts: dict[str, Vectors]) -> None:
    assert judge(texts, ORDINARY).rule == made.rule
    assert judge(texts, ORDINARY[1:]).rule != made.rule
