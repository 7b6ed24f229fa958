"""Suggestions in a synthetic world, among colours, and rule by rule."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from photoclip.domain import Suggestion
from photoclip.tagging.calibration import SLOPE, Calibration, Null, Verdicts, calibrate, usual
from photoclip.tagging.suggestions import Found, Hierarchy, suggest, suggest_one
from photoclip.tagging.vocabulary import Entry, prompts_for, read
from photoclip.tagging.zero_shot import ensemble
from photoclip.vectors.encoder import FakeEncoder

NONE = Verdicts.none()


def identity(k: int, **changes: Any) -> Calibration:
    """zeta is the cosine itself, times 10."""
    null = Null(np.zeros(k), np.full(k, 0.1))
    return calibrate(null, NONE, np.empty(0))


def lone(k: int) -> Hierarchy:
    """Tags that have nothing to do with each other."""
    return Hierarchy.of([-1] * k, [-1] * k, np.eye(k, dtype=np.float32))


def answers(*rows: tuple[int, int, bool]) -> Verdicts:
    tags, ids, agreed = (np.array(column) for column in zip(*rows, strict=True))
    return Verdicts(tags, ids.astype(np.int64), agreed)


def by_photo(found: Found) -> dict[int, list[int]]:
    out: dict[int, list[int]] = {}
    for photo, tag in zip(found.photo_ids.tolist(), found.tags.tolist(), strict=True):
        out.setdefault(photo, []).append(tag)
    return out


def images(*rows: list[float]) -> Any:
    return np.array(rows, np.float32)


def test_true_tags_are_found_and_absent_ones_are_not(world: Any) -> None:
    ids = np.arange(len(world.images)) + 10
    null = usual(world.images, world.tags)
    hierarchy = lone(world.tags.shape[0])
    found = suggest(ids, world.images, world.tags, calibrate(null, NONE, np.empty(0)), hierarchy)
    right = world.truth[found.photo_ids - 10, found.tags]
    assert right.mean() > 0.9
    assert right.sum() > 0.5 * world.truth.sum()
    never = ~world.truth.any(axis=0)
    assert never.any()
    assert never[found.tags].sum() <= 3


def test_verdicts_improve_what_is_found(world: Any) -> None:
    rng = np.random.default_rng(5)
    ids = np.arange(len(world.images))
    null = usual(world.images, world.tags)
    rows = []
    for tag in np.flatnonzero(world.truth.any(axis=0)).tolist():
        zeta = null.zeta(world.images @ world.tags.T)[:, tag]
        asked = rng.permutation(np.argsort(-zeta)[:80])[:30]
        rows += [(tag, int(photo), bool(world.truth[photo, tag])) for photo in asked]
    given = answers(*rows)
    scores = np.einsum("ij,ij->i", world.images[given.photo_ids], world.tags[given.tags])
    before = calibrate(null, NONE, np.empty(0))
    after = calibrate(null, given, scores)
    unseen = np.ones(world.truth.shape, bool)
    unseen[given.photo_ids, given.tags] = False

    def f1(calibration: Calibration) -> float:
        found = suggest(ids, world.images, world.tags, calibration, lone(len(world.tags)))
        hit = np.zeros_like(world.truth)
        hit[found.photo_ids, found.tags] = True
        hit, truth = hit & unseen, world.truth & unseen
        return float(2 * (hit & truth).sum() / (hit.sum() + truth.sum()))

    assert f1(after) > f1(before)


def test_colours_of_the_fake_encoder() -> None:
    colours = {"red": (255, 0, 0), "green": (0, 204, 0), "blue": (0, 41, 255), "white": (255,) * 3}
    encoder = FakeEncoder()
    rng = np.random.default_rng(0)
    pixels = np.stack(
        [
            np.clip(np.array(colour) + rng.normal(0, 12, (32, 32, 3)), 0, 255).astype(np.uint8)
            for _ in range(15)
            for colour in colours.values()
        ]
    )
    names = [*colours, "violin"]
    phrases = [prompts_for(Entry(name)) for name in names]
    texts = encoder.encode_texts([phrase for some in phrases for phrase in some])
    tags = ensemble(texts, [len(some) for some in phrases])
    vectors = encoder.encode_images(pixels)
    calibration = calibrate(usual(vectors, tags), NONE, np.empty(0))
    ids = np.arange(60)
    found = by_photo(suggest(ids, vectors, tags, calibration, lone(5), at_least=0.2))
    assert found == {i: [i % 4] for i in range(60)}


def test_decided_tags_are_not_suggested_again() -> None:
    pictures = images([0.9, 0.8], [0.9, 0.8], [0.9, 0.8])
    tags = np.eye(2, dtype=np.float32)
    decided = answers((0, 7, True), (1, 5, False), (1, 99, False))
    ids = np.array([7, 3, 5])
    found = suggest(ids, pictures, tags, identity(2), lone(2), decided)
    assert by_photo(found) == {7: [1], 3: [0, 1], 5: [0]}


def test_siblings_compete_and_near_ties_both_stay() -> None:
    # three siblings below tag 0; one zeta is 0.1 of cosine
    hierarchy = Hierarchy.of([-1, 0, 0, 0], [-1, 0, 0, 0], np.eye(4, dtype=np.float32))
    pictures = images([0, 0.9, 0.75, 0.85], [0, 0.6, 0.3, 0.45])
    found = suggest(np.array([1, 2]), pictures, np.eye(4, dtype=np.float32), identity(4), hierarchy)
    # tag 2 is 1.5 below the best of its kind; tag 3 of photo 2 does so too
    assert by_photo(found) == {1: [1, 0, 3], 2: [1, 0]}


def test_alike_tags_compete_too_but_not_parent_and_child() -> None:
    tags = np.array([[1, 0, 0], [0.99, 0.14, 0], [0.99, 0, 0.14]], np.float32)
    free = Hierarchy.of([-1, -1, -1], [-1, -1, -1], tags)
    assert free.rivals.sum() == 6
    assert not free.rivals.diagonal().any()
    family = Hierarchy.of([-1, 0, 0], [-1, -1, -1], tags)
    assert not family.rivals[0].any()
    assert family.rivals[1, 2]


def test_parents_come_along_with_the_probability_of_the_child() -> None:
    hierarchy = Hierarchy.of([-1, 0, 1], [-1, -1, -1], np.eye(3, dtype=np.float32))
    tags = np.eye(3, dtype=np.float32)
    found = suggest(np.array([4]), images([0, 0, 0.7]), tags, identity(3), hierarchy)
    assert found.tags.tolist() == [2, 1, 0]
    assert np.ptp(found.probabilities) == 0
    # a parent that is surer by itself keeps its own
    found = suggest(np.array([4]), images([0.9, 0, 0.7]), tags, identity(3), hierarchy)
    assert found.tags.tolist() == [0, 2, 1]
    # a rejected parent takes what is below it along, a confirmed one does not
    for agreed, expected in ((False, {}), (True, {4: [2, 1]})):
        decided = answers((0, 4, agreed))
        found = suggest(np.array([4]), images([0, 0, 0.7]), tags, identity(3), hierarchy, decided)
        assert by_photo(found) == expected


def test_circles_of_parents_do_no_harm() -> None:
    hierarchy = Hierarchy.of([1, 2, 0, 0], [-1] * 4, np.eye(4, dtype=np.float32))
    assert (hierarchy.parents == -1).sum() == 1
    found = suggest(
        np.array([4]), images([0, 0, 0, 0.9]), np.eye(4, dtype=np.float32), identity(4), hierarchy
    )
    assert set(found.tags.tolist()) <= {0, 1, 2, 3}


def test_at_most_eight_and_the_most_probable() -> None:
    pictures = images([0.5 + 0.04 * i for i in range(12)])
    tags = np.eye(12, dtype=np.float32)
    found = suggest(np.array([1]), pictures, tags, identity(12), lone(12))
    assert found.tags.tolist() == list(range(11, 3, -1))
    assert (np.diff(found.probabilities) < 0).all()
    found = suggest(np.array([1]), pictures, tags, identity(12), lone(12), most=2, at_least=0.9)
    assert found.tags.tolist() == [11, 10]


def test_the_probability_from_which_tags_are_suggested() -> None:
    pictures = images([0.39, 0.41])
    tags = np.eye(2, dtype=np.float32)
    assert suggest(np.array([1]), pictures, tags, identity(2), lone(2)).tags.tolist() == [1]
    low = suggest(np.array([1]), pictures, tags, identity(2), lone(2), at_least=0.3)
    assert low.tags.tolist() == [1, 0]
    away = SLOPE * 0.1  # zeta 4.1 and 3.9, where 4 is as likely as not
    np.testing.assert_allclose(low.probabilities, 1 / (1 + np.exp([-away, away])), rtol=1e-4)


def test_chunks_change_nothing(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = np.random.default_rng(3).permutation(len(world.images)).astype(np.int64)
    calibration = calibrate(usual(world.images, world.tags), NONE, np.empty(0))
    k = len(world.tags)
    hierarchy = Hierarchy.of([-1, *[0] * (k - 1)], [i // 5 for i in range(k)], world.tags)
    decided = answers(*((i % k, i, i % 3 == 0) for i in range(0, 2000, 7)))
    whole = suggest(ids, world.images, world.tags, calibration, hierarchy, decided)
    monkeypatch.setattr("photoclip.tagging.suggestions._CHUNK", 137)
    parts = suggest(ids, world.images, world.tags, calibration, hierarchy, decided)
    assert len(whole) > 500
    assert whole.photo_ids.tolist() == parts.photo_ids.tolist()
    assert whole.tags.tolist() == parts.tags.tolist()
    np.testing.assert_allclose(whole.probabilities, parts.probabilities, rtol=1e-4)


def test_nothing_in_nothing_out() -> None:
    tags = np.eye(3, dtype=np.float32)
    empty = np.empty(0, np.int64)
    assert len(suggest(empty, tags[:0], tags, identity(3), lone(3))) == 0
    assert len(suggest(empty, tags[:0], tags, identity(3), lone(3), answers((0, 1, False)))) == 0
    assert len(suggest(np.arange(3), tags, tags[:0], identity(0), lone(0))) == 0


def test_values_for_the_rest_of_the_program() -> None:
    found = Found(np.array([5, 5]), np.array([1, 0]), np.array([0.9, 0.6]))
    assert found.values(["a", "b"]) == [Suggestion("b", 5, 0.9), Suggestion("a", 5, 0.6)]


def test_a_vocabulary_becomes_a_hierarchy() -> None:
    vocabulary = read("animal [animal]\n  dog\n  cat\nthings:\n  cup\n  car")
    vectors = np.eye(len(vocabulary), dtype=np.float32)
    hierarchy = Hierarchy.of(vocabulary.parents(), vocabulary.groups(), vectors)
    dog, cat, cup = (vocabulary.place(name) or 0 for name in ("dog", "cat", "cup"))
    assert hierarchy.rivals[dog, cat]
    assert hierarchy.rivals.sum() == 2
    assert hierarchy.depth[dog] == 1
    assert not hierarchy.rivals[cup].any()


@pytest.mark.bar
def test_a_hundred_thousand_photos_and_a_thousand_tags() -> None:
    rng = np.random.default_rng(0)
    tags = rng.normal(size=(1_000, 256)).astype(np.float32)
    tags /= np.linalg.norm(tags, axis=1, keepdims=True)
    pictures = np.tile(rng.normal(size=(10_000, 256)).astype(np.float32) / 16, (10, 1))
    pictures[::3] += 2 * tags[rng.integers(0, 1_000, len(pictures[::3]))]
    calibration = calibrate(usual(pictures, tags), NONE, np.empty(0))
    groups = (np.arange(1_000) // 20).tolist()
    found = suggest(
        np.arange(len(pictures)),
        pictures,
        tags,
        calibration,
        Hierarchy.of([-1] * 1_000, groups, tags),
    )
    assert len(found) > 30_000


def test_one_tag_is_suggested_as_among_all(world: Any) -> None:
    ids = np.arange(len(world.images)) * 3 + 1
    null = usual(world.images, world.tags)
    calibration = calibrate(null, NONE, np.empty(0))
    k = len(world.tags)
    groups = [tag % 5 for tag in range(k)]
    parents = [-1] * 10 + [tag % 10 for tag in range(10, k)]
    hierarchy = Hierarchy.of(parents, groups, world.tags)
    rng = np.random.default_rng(3)
    rows = [
        (int(t), int(i), bool(a))
        for t, i, a in zip(
            rng.integers(0, k, 300), rng.choice(ids, 300), rng.random(300) < 0.5, strict=True
        )
    ]
    given = answers(*{(t, i): (t, i, a) for t, i, a in rows}.values())
    found = suggest(ids, world.images, world.tags, calibration, hierarchy, given, most=k)
    shuffled = rng.permutation(len(ids))

    def rivals(tags: Any, wanted: Any) -> Any:
        return world.tags[tags] @ world.images[(wanted - 1) // 3].T

    for tag in range(10, k):  # without tags below, which would bring them along
        scores = world.images[shuffled] @ world.tags[tag]
        alone, p = suggest_one(tag, ids[shuffled], scores, rivals, calibration, hierarchy, given)
        mine = found.tags == tag
        expected = dict(zip(found.photo_ids[mine].tolist(), found.probabilities[mine], strict=True))
        assert alone.tolist() == sorted(expected)
        assert p == pytest.approx([expected[i] for i in alone.tolist()], abs=1e-4)
