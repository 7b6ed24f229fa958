"""Probabilities of states at rest: kept by rule, replaced, forgotten with their encoder."""

from __future__ import annotations

import numpy as np

from photoclip.domain import EncoderSpec
from photoclip.vectors.store import VectorStore


def test_kept_replaced_and_forgotten(store: VectorStore, spec: EncoderSpec) -> None:
    kept = store.states(spec)
    rows = np.array([[0.1, np.nan], [0.9, 0.2]], np.float32)
    kept.put("rule", np.array([7, 3]), ["a", "b"], rows)
    found = kept.load("rule", 2)
    assert found.ids.tolist() == [3, 7]
    assert found.stamps == ["b", "a"]
    assert np.isnan(found.chances[1, 1])
    assert found.chances[0].tolist() == rows[1].tolist()
    kept.put("rule", np.array([7]), ["c"], rows[1:])
    assert kept.load("rule", 2).stamps == ["b", "c"]
    assert not len(kept.load("another rule", 2).ids)
    assert not len(kept.load("rule", 3).ids)  # there are more states now
    kept.forget([3])
    assert kept.load("rule", 2).ids.tolist() == [7]
    store.drop(spec)
    assert not len(store.states(spec).load("rule", 2).ids)


def test_vectors_of_reference_pictures(store: VectorStore, spec: EncoderSpec) -> None:
    space = store.space(spec)
    assert space.references() == {}
    one = np.arange(spec.dim, dtype=np.float32)
    space.keep_references({"a.jpg": one, "b.jpg": one + 1})
    space.keep_references({"c.jpg": one})
    assert list(space.references()) == ["c.jpg"]
    assert (space.references()["c.jpg"] == one).all()
