"""The user's captions teach, too: the projection by themselves, a tag by naming it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from photoclip.learning.personal.evidence import Evidence, rocchio
from photoclip.learning.personal.learner import Recipe, fit
from photoclip.learning.personal.run import personalize
from photoclip.learning.personal.stages import Outcome


def captioned(world: Any, concepts: int, photos: int) -> Evidence:
    """Photos of some concepts, each with a caption, and no verdict at all."""
    rows = [(k, world.photo(k, world._style())) for k in range(concepts) for _ in range(photos)]
    pictures = np.stack([picture for _k, picture in rows])
    library, _events = world.library(30, 10)
    nothing = np.zeros((len(rows), 0), np.bool_)
    return Evidence(
        names=(),
        photos=pictures,
        confirmed=nothing,
        rejected=nothing,
        events=np.arange(len(rows)),
        texts=np.zeros((0, world.dim), np.float32),
        library=library,
        prompts=world.texts,
        captions=np.stack([world.texts[k] for k, _picture in rows]),
        captioned=np.arange(len(rows)),
    )


def test_captions_alone_can_prove_a_projection(make_world: Any) -> None:
    world = make_world(0)
    adapter, report = personalize(captioned(world, 24, 4))
    assert report.outcome is Outcome.BETTER, report.reason
    assert report.captions is not None
    assert report.captions > 0
    assert adapter is not None
    assert adapter.tags == {}
    # Fresh photos of these concepts are found by the same words as well as before.
    fresh = np.stack([world.photo(k % 24, world._style()) for k in range(480)])
    before, after = fresh @ world.texts[:24].T, fresh @ adapter.fold(world.texts[:24]).T
    own = np.arange(480) % 24

    def found(scores: Any) -> float:
        """The share of a word's own photos among the first twenty, over the words."""
        first = np.argsort(-scores, axis=0)[:20]
        return float(np.mean([(own[first[:, k]] == k).mean() for k in range(24)]))

    assert found(after) >= found(before)


def test_captions_of_other_photos_prove_nothing(make_world: Any) -> None:
    evidence = captioned(make_world(1), 12, 8)
    order = np.random.default_rng(0).permutation(len(evidence.captions))
    adapter, report = personalize(
        replace(evidence, captions=evidence.captions[order]), Recipe(projection_steps=40)
    )
    assert adapter is None
    assert not report.adopted


def test_few_captions_are_too_few(make_world: Any) -> None:
    adapter, report = personalize(captioned(make_world(0), 3, 4))
    assert (adapter, report.outcome) == (None, Outcome.TOO_LITTLE)


@pytest.mark.parametrize("trained", [False, True])
def test_a_caption_that_names_a_tag_is_an_example_of_it(make_world: Any, trained: bool) -> None:
    world = make_world(0)
    evidence = world.evidence(2, 10)
    hidden = evidence.confirmed.copy()
    hidden[4:10, 0] = False  # six of the ten were not answered, but their captions say so
    silent = replace(evidence, confirmed=hidden)
    mentioned = evidence.confirmed & ~hidden
    telling = replace(silent, mentioned=mentioned)
    others = evidence.library.mean(0)

    def margin(of: Evidence) -> float:
        if trained:
            recipe = Recipe(offset_steps=30)
            query = fit(of, recipe, projection=False).queries[0]
        else:
            query = rocchio(of.texts, of)[0]
        query = query / np.linalg.norm(query)
        return float((evidence.photos[4:10].mean(0) - others) @ query)

    assert margin(telling) > margin(silent)
