"""Captions that machines wrote, at rest: replaced, forgotten, and found by their words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from photoclip.vectors import captions as at_rest
from photoclip.vectors.captions import CaptionsAtRest, Written
from photoclip.vectors.encoder import FakeEncoder
from photoclip.vectors.store import VectorStore

RED = Written(1, "a red bus", "fake-captions", "h1")
BLUE = Written(2, "a blue sea", "fake-captions", "h2")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorStore]:
    with VectorStore.open(tmp_path / "vectors.db", library_uuid="u") as store:
        yield store


@pytest.fixture
def captions(store: VectorStore) -> CaptionsAtRest:
    store.captions.put([RED, BLUE])
    return store.captions


def test_they_are_found_by_words(captions: CaptionsAtRest) -> None:
    assert captions.matching('("bus")') == {1: "h1"}
    assert captions.matching('("seas" AND "blue")') == {2: "h2"}
    assert captions.matching('("bus" AND "blue")') == {}


def test_the_best_come_first_unless_there_are_very_many(
    captions: CaptionsAtRest, monkeypatch: pytest.MonkeyPatch
) -> None:
    captions.put([BLUE._replace(photo_id=3, text="sea"), BLUE._replace(text="a ship at sea")])
    assert list(captions.matching('("sea")')) == [3, 2]
    monkeypatch.setattr(at_rest, "MOST_RANKED", 1)
    assert list(captions.matching('("sea")')) == [2, 3]


def test_the_last_one_counts(captions: CaptionsAtRest) -> None:
    captions.put([RED._replace(text="a lorry", writer="other")])
    assert captions.of_photos([1, 2, 3]) == [Written(1, "a lorry", "other", "h1"), BLUE]
    assert captions.matching('("bus")') == {}
    assert captions.matching('("lorry")') == {1: "h1"}


def test_they_can_be_forgotten(captions: CaptionsAtRest) -> None:
    captions.forget([2])
    assert captions.of_photos([1, 2]) == [RED]
    assert captions.matching('("sea")') == {}


def test_they_outlive_the_space_of_their_writer(store: VectorStore) -> None:
    spec = FakeEncoder().spec
    store.space(spec)
    store.captions.put([RED])
    store.drop(spec)
    assert store.captions.of_photos([1]) == [RED]
