"""Suggestions at rest: replaced photo by photo, counted, and paged in the order of doubt."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from photoclip.domain import EncoderSpec, Suggestion
from photoclip.vectors.store import VectorStore
from photoclip.vectors.suggested import Counted, Suggested, Word

LIBRARY = "library of the tests"


@pytest.fixture
def kept(store: VectorStore, spec: EncoderSpec) -> Suggested:
    """A dog on photos 1 and 2, a cat on photo 2; photo 3 was considered, too."""
    kept = store.suggested(spec)
    kept.name({"dog": Word("Dog", 4.5), "cat": Word("cat", 5.0)})
    put(kept, [1, 2, 3], [("dog", 1, 0.9), ("dog", 2, 0.6), ("cat", 2, 0.8)])
    return kept


def put(kept: Suggested, considered: list[int], rows: list[tuple[str, int, float]]) -> None:
    keys, photos, probabilities = zip(*rows, strict=True) if rows else ((), (), ())
    kept.put(considered, keys, np.array(photos, np.int64), np.array(probabilities, np.float64))


def test_photos_show_what_is_suggested_for_them(kept: Suggested) -> None:
    assert kept.of_photos([2, 1, 7]) == [
        Suggestion("Dog", 1, 0.9),
        Suggestion("cat", 2, 0.8),
        Suggestion("Dog", 2, 0.6),
    ]


def test_words_know_their_photos_and_counts(kept: Suggested) -> None:
    ids, probabilities = kept.of_word("dog")
    assert (ids.tolist(), probabilities.tolist()) == ([1, 2], [0.9, 0.6])
    assert len(kept.of_word("horse")[0]) == 0
    assert kept.counts() == {"dog": Counted(2, 4.5), "cat": Counted(1, 5.0)}
    assert (kept.count(), kept.count("dog"), kept.count("horse")) == (3, 2, 0)


def test_putting_replaces_what_was_said_of_these_photos_only(kept: Suggested) -> None:
    put(kept, [2, 4], [("cat", 4, 0.7)])
    assert kept.of_photos([1, 2, 3, 4]) == [Suggestion("Dog", 1, 0.9), Suggestion("cat", 4, 0.7)]
    assert kept.considered().tolist() == [1, 2, 3, 4]


def test_one_word_is_replaced_alone(kept: Suggested) -> None:
    kept.put_word("dog", np.array([3], np.int64), np.array([0.55]))
    assert kept.of_photos([1, 2, 3]) == [Suggestion("cat", 2, 0.8), Suggestion("Dog", 3, 0.55)]
    with pytest.raises(KeyError):
        kept.put_word("horse", np.array([3], np.int64), np.array([0.55]))


def test_words_are_remembered_and_forgotten(kept: Suggested) -> None:
    kept.name({"dog": Word("Dog", 4.0, "from two answers")})
    assert kept.words() == {"dog": Word("Dog", 4.0, "from two answers"), "cat": Word("cat", 5.0)}
    kept.forget_words(["dog", "horse"])
    assert list(kept.words()) == ["cat"]
    assert kept.of_photos([1, 2, 3]) == [Suggestion("cat", 2, 0.8)]


def test_a_word_is_named_anew_without_losing_its_suggestions(kept: Suggested) -> None:
    kept.name({"dog": Word("DOG", 3.0)})
    assert kept.of_photos([1]) == [Suggestion("DOG", 1, 0.9)]
    assert kept.counts()["dog"] == Counted(2, 3.0)


def test_pairs_and_photos_are_taken_back(kept: Suggested) -> None:
    kept.remove(["dog", "horse"], [2, 9])
    assert kept.of_photos([2]) == [Suggestion("cat", 2, 0.8)]
    kept.forget_photos([2])
    assert kept.of_photos([2]) == []
    assert kept.considered().tolist() == [1, 3]


def test_pages_go_from_doubt_to_certainty_and_back(kept: Suggested) -> None:
    doubtful = [s.probability for s in kept.page()]
    assert doubtful == [0.6, 0.8, 0.9]
    assert [s.probability for s in kept.page(certain=True, limit=2)] == [0.9, 0.8]
    assert kept.page("dog", limit=1, offset=1) == [Suggestion("Dog", 1, 0.9)]
    assert kept.page("horse") == []


def test_pages_have_no_gaps_and_no_repetitions(store: VectorStore, spec: EncoderSpec) -> None:
    kept = store.suggested(spec)
    kept.name({f"w{i}": Word(f"w{i}", 4.5) for i in range(5)})
    chances = np.random.default_rng(0).choice([0.5, 0.6, 0.7], 200)  # many are equal
    rows = [(f"w{i % 5}", i // 5, float(p)) for i, p in enumerate(chances)]
    put(kept, list(range(40)), rows)
    pages = [kept.page(limit=7, offset=at) for at in range(0, 200, 7)]
    seen = [(s.tag, s.photo_id) for page in pages for s in page]
    assert len(set(seen)) == len(seen) == 200


def test_encoders_do_not_mix(kept: Suggested, store: VectorStore, spec: EncoderSpec) -> None:
    other = EncoderSpec("other", "1" * 64, 16, "squash 32", "fp32")
    theirs = store.suggested(other)
    theirs.name({"dog": Word("dog", 4.5)})
    put(theirs, [1], [("dog", 1, 0.7)])
    assert theirs.of_photos([1, 2]) == [Suggestion("dog", 1, 0.7)]
    store.drop(other)
    assert store.suggested(other).considered().tolist() == []
    assert kept.count() == 3


def test_whoever_only_reads_finds_the_same_or_nothing(
    kept: Suggested, store: VectorStore, spec: EncoderSpec, tmp_path: Path
) -> None:
    with VectorStore.open(store.path, library_uuid=LIBRARY, read_only=True) as reader:
        assert reader.suggested(spec).of_photos([1]) == [Suggestion("Dog", 1, 0.9)]
    missing = tmp_path / "missing.db"
    with VectorStore.open(missing, library_uuid=LIBRARY, read_only=True) as reader:
        assert reader.suggested(spec).page() == []
        assert reader.suggested(spec).counts() == {}
