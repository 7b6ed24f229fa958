"""Learning from verdicts: what is true is kept, what is chance is not, and nothing ever breaks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from photoclip.errors import Cancelled
from photoclip.jobs import CancelToken
from photoclip.learning.personal.chance import chance
from photoclip.learning.personal.evidence import Evidence, trust
from photoclip.learning.personal.folds import folds
from photoclip.learning.personal.learner import Recipe, closed_form, fit
from photoclip.learning.personal.run import personalize

QUICK = Recipe(projection_steps=20, offset_steps=20)


@pytest.mark.parametrize(("tags", "photos"), [(1, 10), (2, 10), (6, 8)])
def test_what_is_true_is_adopted(make_world: Any, tags: int, photos: int) -> None:
    adapter, report = personalize(make_world(3).evidence(tags, photos), QUICK)
    assert report.adopted
    assert report.verified
    assert report.after > report.before + 0.1
    assert adapter is not None
    assert len(adapter.tags) == tags


@pytest.mark.parametrize(("tags", "photos"), [(1, 10), (4, 20), (12, 10)])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_what_is_chance_is_not(make_world: Any, tags: int, photos: int, seed: int) -> None:
    evidence = make_world(seed).evidence(tags, photos, truth=False)
    adapter, report = personalize(evidence, QUICK)
    assert adapter is None
    assert "nothing was changed" in report.reason


def test_what_is_chance_can_be_kept_all_the_same(make_world: Any) -> None:
    evidence = make_world(0).evidence(2, 10, truth=False)
    adapter, report = personalize(evidence, QUICK, keep_unverified=True)
    assert adapter is not None
    assert report.adopted
    assert not report.verified


def test_one_event_proves_nothing(make_world: Any) -> None:
    evidence = make_world(1).evidence(1, 8)
    together = replace(evidence, events=np.zeros_like(evidence.events))
    adapter, report = personalize(together, QUICK)
    assert adapter is None
    assert "taken together" in report.reason


def test_too_few_says_how_many_more(make_world: Any) -> None:
    adapter, report = personalize(make_world(0).evidence(2, 2), QUICK)
    assert adapter is None
    assert "2 more for “tag 0”" in report.reason


@pytest.mark.parametrize("kept", [0, 1])
def test_one_photo_or_an_empty_library_makes_no_nan(make_world: Any, kept: int) -> None:
    evidence = make_world(0).evidence(1, 1)
    evidence = replace(evidence, library=evidence.library[:kept], prompts=evidence.prompts[:kept])
    for learnt in (fit(evidence, QUICK), closed_form(evidence)):
        assert np.isfinite(learnt.queries).all()
    assert personalize(evidence, QUICK)[0] is None
    few = make_world(0).evidence(1, 6)
    adapter, _report = personalize(
        replace(few, library=few.library[:0]), QUICK, keep_unverified=True
    )
    assert adapter is not None
    assert np.isfinite(adapter.tags["tag 0"]).all()


def test_the_same_seed_gives_the_same(make_world: Any) -> None:
    evidence = make_world(2).evidence(6, 8)
    first, second = (personalize(evidence, QUICK)[0] for _ in range(2))
    assert first is not None
    assert second is not None
    for name, query in first.tags.items():
        np.testing.assert_array_equal(query, second.tags[name])


def test_it_stops_when_asked(make_world: Any) -> None:
    token = CancelToken()

    def watch(step: int, _steps: int, _loss: float) -> None:
        if step == 3:
            token.cancel()

    with pytest.raises(Cancelled):
        fit(make_world(0).evidence(2, 8), QUICK, token=token, watch=watch)
    with pytest.raises(Cancelled):
        personalize(make_world(0).evidence(2, 8), QUICK, token=token)


def test_the_loss_falls(make_world: Any) -> None:
    learnt = fit(make_world(0).evidence(6, 8), projection=False)
    assert len(learnt.losses) == Recipe().offset_steps
    assert np.mean(learnt.losses[-5:]) < np.mean(learnt.losses[:5])


def test_folding_is_projecting_the_photos(make_world: Any) -> None:
    world = make_world(0)
    evidence = _named_after_concepts(world, 12, 6)
    learnt = fit(evidence, QUICK, offsets=False)
    assert learnt.left.shape[1]
    adapter = learnt.adapter(evidence.names, 0.5)
    change = np.eye(world.dim) + 0.5 * learnt.left @ learnt.right.T
    texts = evidence.prompts[:10]
    explicit = (evidence.library @ change) @ texts.T
    lengths = np.linalg.norm(texts @ change.T, axis=1)
    np.testing.assert_allclose(
        evidence.library @ adapter.fold(texts).T, explicit / lengths, atol=1e-5
    )


def test_meaningless_names_teach_no_projection(make_world: Any) -> None:
    evidence = make_world(0).evidence(12, 8)
    assert trust(evidence).mean() < 0.6
    meaningless = replace(evidence, texts=-evidence.photos.mean(0) + 0 * evidence.texts)
    assert not fit(meaningless, QUICK, offsets=False).left.shape[1]


def test_wrong_verdicts_do_not_beat_the_closed_form(make_world: Any) -> None:
    evidence = make_world(5).evidence(8, 10)
    random = np.random.default_rng(0)
    confirmed = evidence.confirmed.copy()
    for row in random.permutation(len(confirmed))[: len(confirmed) // 5]:
        confirmed[row] = np.roll(confirmed[row], random.integers(1, 8))
    adapter, _report = personalize(replace(evidence, confirmed=confirmed))
    assert adapter is not None
    simple = closed_form(replace(evidence, confirmed=confirmed)).queries
    fresh, owner, _event, _texts = make_world(5).personal(8, 10)

    def separation(queries: Any) -> float:
        scores = fresh @ np.asarray(queries).T
        own = scores[np.arange(len(owner)), owner]
        return float((own[:, None] >= scores).mean())

    assert separation([adapter.tags[n] for n in evidence.names]) >= separation(simple) - 0.02


def test_chance_is_one_without_anything_to_hold_out(make_world: Any) -> None:
    evidence = make_world(0).evidence(2, 3)
    assert chance(evidence, folds(evidence, 0), 0, CancelToken()) == 1.0


def test_folds_keep_events_together(make_world: Any) -> None:
    evidence = make_world(0).evidence(3, 10)
    for fold in folds(evidence, 0):
        assert not set(evidence.events[fold.train]) & set(evidence.events[fold.judge])


def _named_after_concepts(world: Any, tags: int, photos: int) -> Evidence:
    """Tags whose names the text side knows, on photos of these concepts."""
    evidence = world.evidence(tags, photos)
    rows = [world.photo(k, world._style()) for k in range(tags) for _ in range(photos)]
    return replace(evidence, photos=np.stack(rows), texts=world.texts[:tags])
