"""Batches: repeatable, weighted, and honest about which texts fit which photos."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from photoclip.learning.pretraining.draw import Draw
from photoclip.learning.pretraining.lessons import SENTENCES
from photoclip.learning.pretraining.pairs import Pair, Place


def pair(key: str, *captions: str, labels: tuple[str, ...] = (), held_out: bool = False) -> Pair:
    return Pair(key, Place(Path(key)), captions, labels, source=key[0], held_out=held_out)


PAIRS = [
    pair("a", "a dog runs", "a running dog"),
    pair("b1", labels=("tabby", "cat")),
    pair("b2", labels=("persian", "cat")),
    pair("c", "never", held_out=True),
    pair("d"),
]


def test_batches_are_repeatable_and_leave_out_what_is_held_out() -> None:
    draw = Draw(PAIRS, {}, seed=3)
    one, same, other = draw.batch(5, 64), Draw(PAIRS, {}, seed=3).batch(5, 64), draw.batch(6, 64)
    assert len(draw) == 3
    assert set(one.rows.tolist()) == {0, 1, 2}
    np.testing.assert_array_equal(one.texts, same.texts)
    assert one.texts.tolist() != other.texts.tolist()
    assert "never" not in {draw.texts[i] for batch in (one, other) for i in batch.texts}


def test_positives_follow_photos_and_labels() -> None:
    draw = Draw(PAIRS, {})
    batch = draw.batch(0, 64)
    words = [draw.texts[i] for i in batch.texts]
    cat = {s.format("cat") for s in SENTENCES}
    tabby = {s.format("tabby") for s in SENTENCES}
    for i, row in enumerate(batch.rows):
        for j, text in enumerate(words):
            if row == batch.rows[j] or batch.texts[i] == batch.texts[j]:
                expected = True
            else:
                expected = (text in cat and row in (1, 2)) or (text in tabby and row == 1)
            assert bool(batch.positive[i, j]) == expected


def test_weights_say_how_often() -> None:
    batch = Draw(PAIRS, {"a": 0.0, "b": 2.0}).batch(0, 200)
    assert set(batch.rows.tolist()) == {1, 2}
    often = Draw(PAIRS, {"a": 8.0}).batch(0, 1000).rows
    assert 0.7 < (often == 0).mean() < 0.9


def test_pseudo_labels_replace_words_and_are_positives() -> None:
    draw = Draw(PAIRS, {}, names=["collie", "", "collie", "", ""], pseudo=1.0)
    batch = draw.batch(0, 64)
    words = [draw.texts[i] for i in batch.texts]
    assert all("collie" in w for w, row in zip(words, batch.rows, strict=True) if row in (0, 2))
    assert not any("collie" in w for w, row in zip(words, batch.rows, strict=True) if row == 1)
    i, j = batch.rows.tolist().index(0), batch.rows.tolist().index(2)
    assert batch.positive[i, j] == batch.positive[j, i] == 1
