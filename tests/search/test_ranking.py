"""Ranking: what must be there, what must not, examples, and that filters move nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from photoclip.cli.clip_like import World, clip_like
from photoclip.domain import EncoderSpec
from photoclip.search.ranking import Criterion, Ranker
from photoclip.search.relevance import GENERIC, STRONG, cut
from photoclip.vectors import lance_index, planner
from photoclip.vectors.backends import HNSW, open_index
from photoclip.vectors.encoder import FakeEncoder
from photoclip.vectors.lance_index import LanceIndex
from photoclip.vectors.planner import PhotoIndex
from photoclip.vectors.seam import Kind, VectorIndex
from photoclip.vectors.store import VectorStore

LIBRARY = "library of the tests"
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 204, 0), (0, 41, 255), (255, 255, 255)
OTHERS = (WHITE, (0, 0, 0), (255, 245, 0), (139, 0, 204), (128, 128, 128), (0, 255, 255))
Vectors = NDArray[np.float32]


@pytest.fixture(scope="module")
def encoder() -> FakeEncoder:
    return FakeEncoder()


def stripes(*colours: tuple[int, int, int]) -> NDArray[np.uint8]:
    """A picture of vertical stripes, equally wide."""
    picture = np.empty((32, 32, 3), np.uint8)
    for place, colour in enumerate(colours):
        picture[:, 32 * place // len(colours) :] = colour
    return picture


@pytest.fixture(scope="module")
def colours(
    encoder: FakeEncoder, backend: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Ranker, VectorIndex]]:
    """1 to 4 are red, 5 red and blue, 6 red and green, 7 to 9 blue, 10 to 60 of other colours."""
    pictures = [stripes(RED)] * 4 + [stripes(RED, BLUE), stripes(RED, GREEN)]
    pictures += [stripes(BLUE)] * 3 + [stripes(OTHERS[i % 6]) for i in range(51)]
    folder = tmp_path_factory.mktemp("colours")
    with VectorStore.open(folder / "vectors.db", library_uuid=LIBRARY) as store:
        vectors = encoder.encode_images(np.stack(pictures))
        store.space(encoder.spec).put(range(1, 61), [""] * 60, vectors)
        index = open_index(store, encoder.spec, folder, backend)
        yield Ranker(index, encoder.encode_texts(GENERIC)), index
        index.close()


@pytest.fixture
def phrase(encoder: FakeEncoder) -> Callable[..., Criterion]:
    """A criterion of words."""

    def make(text: str, weight: float = 1.0, *, negative: bool = False) -> Criterion:
        query = encoder.encode_texts([text])
        return Criterion(text, query, weight=weight, negative=negative)

    return make


Phrase = Callable[..., Criterion]
Colours = tuple[Ranker, VectorIndex]


def test_one_phrase_is_ranked_by_its_score(colours: Colours, phrase: Phrase) -> None:
    ranking = colours[0].rank([phrase("red")])
    assert ranking.ids[:4].tolist() == [1, 2, 3, 4]
    assert set(ranking.only_above().ids.tolist()) == {1, 2, 3, 4, 5, 6}
    assert ranking.matches == 6
    assert ranking.confident
    assert ranking.score[0] == pytest.approx(1, abs=1e-3)
    assert (np.diff(ranking.relevance) <= 0).all()
    assert ranking.path == "exact"
    assert len(ranking.ids) == 60


def test_all_phrases_must_be_met(colours: Colours, phrase: Phrase) -> None:
    ranking = colours[0].rank([phrase("red"), phrase("blue")])
    assert ranking.ids[0] == 5
    assert ranking.only_above().ids.tolist() == [5]
    assert ranking.zeta.shape == (2, 60)


def test_nothing_that_matches_is_said(colours: Colours, phrase: Phrase) -> None:
    ranking = colours[0].rank([phrase("a spaceship")])
    assert not ranking.above.any()
    assert not ranking.confident
    assert len(ranking.ids) == 60, "the closest are still there"


def test_a_negative_drops_and_costs(colours: Colours, phrase: Phrase) -> None:
    ranking = colours[0].rank([phrase("red"), phrase("blue", negative=True)])
    assert set(ranking.only_above().ids.tolist()) == {1, 2, 3, 4, 6}
    assert not np.isin([5, 7, 8, 9], ranking.ids).any()


def test_only_negatives_leave_the_rest(colours: Colours, phrase: Phrase) -> None:
    ranking = colours[0].rank([phrase("red", negative=True)])
    assert sorted(ranking.ids.tolist()) == list(range(7, 61))
    assert ranking.above.all()
    assert (ranking.score == 1).all()
    assert (ranking.relevance == 1).all()
    assert ranking.confident


def test_the_weight_of_a_single_phrase_changes_nothing(colours: Colours, phrase: Phrase) -> None:
    plain, heavy = (colours[0].rank([phrase("red", weight)]) for weight in (1.0, 3.0))
    assert plain.ids.tolist() == heavy.ids.tolist()
    np.testing.assert_allclose(plain.relevance, heavy.relevance)


def test_any_example_will_do(colours: Colours) -> None:
    ranker, index = colours
    _, examples = index.vectors(np.array([1, 7]))
    ranking = ranker.rank(
        [Criterion("like these", examples, Kind.IMAGE)], hidden=np.array([1, 7]), limit=6
    )
    assert set(ranking.ids[:5].tolist()) == {2, 3, 4, 8, 9}
    assert not np.isin([1, 7], ranking.ids).any()


def test_an_example_and_words(colours: Colours, phrase: Phrase) -> None:
    ranker, index = colours
    _, example = index.vectors(np.array([7]))
    ranking = ranker.rank([phrase("red"), Criterion("like 7", example, Kind.IMAGE)])
    assert ranking.ids[0] == 5
    without = ranker.rank([phrase("red"), Criterion("7", example, Kind.IMAGE, negative=True)])
    assert 5 not in without.ids


def test_filters_never_move_the_cut(colours: Colours, phrase: Phrase) -> None:
    everything = colours[0].rank([phrase("red"), phrase("green")])
    place = {photo: i for i, photo in enumerate(everything.ids.tolist())}
    for chosen in ([5, 6, 20], [6], [30, 31], [1, 2, 3, 4, 5, 6], []):
        some = colours[0].rank([phrase("red"), phrase("green")], ids=np.array(chosen, np.int64))
        assert sorted(some.ids.tolist()) == sorted(chosen)
        rows = [place[photo] for photo in some.ids.tolist()]
        np.testing.assert_allclose(some.relevance, everything.relevance[rows], rtol=1e-4)
        assert some.above.tolist() == everything.above[rows].tolist()
        assert some.path == f"exact on {len(chosen)} photos"


def test_hidden_photos_and_the_limit(colours: Colours, phrase: Phrase) -> None:
    ranking = colours[0].rank([phrase("red")], hidden=np.array([1, 3]), limit=3)
    assert ranking.ids[:2].tolist() == [2, 4]
    assert len(ranking.ids) == 3
    assert ranking.matches == 4
    assert len(colours[0].rank([phrase("red")], limit=None).ids) == 60


def test_hits_say_why(colours: Colours, phrase: Phrase) -> None:
    criteria = [phrase("green"), phrase("red")]
    hits = colours[0].rank(criteria).hits(criteria)
    assert hits[0].photo_id == 6
    assert hits[0].above
    assert hits[0].strong
    assert {reason.split()[0] for reason in hits[0].why} == {"green", "red"}
    (red,) = (hit for hit in hits if hit.photo_id == 1)
    assert red.why[0].startswith("red +")
    assert not red.above


def test_ranking_by_nothing_is_a_bug(colours: Colours) -> None:
    with pytest.raises(ValueError, match="nothing"):
        colours[0].rank([])


def test_an_empty_library_has_no_hits(
    encoder: FakeEncoder, phrase: Phrase, backend: str, tmp_path: Path
) -> None:
    with VectorStore.open(tmp_path / "vectors.db", library_uuid=LIBRARY) as store:
        index = open_index(store, encoder.spec, tmp_path, backend)
        for bank in (None, encoder.encode_texts(GENERIC)):
            ranking = Ranker(index, bank).rank([phrase("red"), phrase("blue", negative=True)])
            assert ranking.hits([phrase("red"), phrase("blue")]) == ()
            assert not ranking.confident


def test_new_photos_are_taken_in(
    encoder: FakeEncoder, phrase: Phrase, backend: str, tmp_path: Path
) -> None:
    with VectorStore.open(tmp_path / "vectors.db", library_uuid=LIBRARY) as store:
        space = store.space(encoder.spec)
        index = open_index(store, encoder.spec, tmp_path, backend)
        ranker = Ranker(index, encoder.encode_texts(GENERIC))
        pictures = [stripes(RED)] + [stripes(WHITE)] * 20
        for photo, picture in enumerate(pictures):
            space.put([photo], [""], encoder.encode_images(picture[None]))
            index.refresh()
            ranking = ranker.rank([phrase("red")])
            assert ranking.only_above().ids.tolist() == [0]


@pytest.fixture(scope="module")
def many() -> World:
    """3,000 CLIP-like photos with captions and examples."""
    return clip_like(3_000, queries=150, dim=128)


@pytest.fixture(scope="module")
def shortened(
    many: World, backend: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[VectorIndex]:
    """The 3,000 with a shorter way than to look at all of them."""
    if backend == HNSW:
        pytest.importorskip("hnswlib")
    folder, spec = tmp_path_factory.mktemp("many"), EncoderSpec("CLIP-like", "0", 128, "none")
    with VectorStore.open(folder / "vectors.db", library_uuid=LIBRARY) as store:
        store.space(spec).put(range(3_000), [""] * 3_000, many.photos)
        index: VectorIndex
        if backend == HNSW:
            builder = [sys.executable, "-m", "photoclip.vectors.hnsw_builder"]
            index = PhotoIndex(store, spec, folder, lambda _, *rest: [*builder, *rest])
        else:
            index = LanceIndex(store, spec, folder)
        with pytest.MonkeyPatch.context() as early:
            early.setattr(lance_index, "PARTITIONED_FROM", 1)
            index.settle()
        yield index
        index.close()


@pytest.mark.parametrize("kind", list(Kind))
def test_the_shorter_way_gives_the_same_answer(
    shortened: VectorIndex, many: World, kind: Kind, backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = many.captions if kind is Kind.TEXT else many.examples
    ranker = Ranker(shortened, many.captions[:48])
    hidden = np.arange(0, 3_000, 60)
    for query in queries[50:60]:
        criterion = Criterion("it", query[None], kind)
        with monkeypatch.context() as never:
            never.setattr(lance_index, "MANY", 0)
            exact = ranker.rank([criterion], limit=20, hidden=hidden)
        with monkeypatch.context() as early:
            early.setattr(planner, "IMAGES_FROM", 1)
            early.setattr(planner, "EXACT_MS", 0.0)
            # Of 3,000 photos the partitions are too small for the usual share of them.
            early.setattr(lance_index, "_PROBES", dict.fromkeys(Kind, 0.95))
            quick = ranker.rank([criterion], limit=20, hidden=hidden)
        assert (exact.path, quick.path) == ("exact", backend)
        assert quick.matches is None
        assert len(np.intersect1d(exact.ids, quick.ids)) >= 19
        same = exact.ids == quick.ids
        np.testing.assert_allclose(exact.relevance[same], quick.relevance[same], atol=1e-3)
        assert not np.isin(quick.ids, hidden).any()


def test_strong_is_above_the_strict_cut(shortened: VectorIndex, many: World) -> None:
    ranking = Ranker(shortened).rank([Criterion("it", many.captions[:1])], limit=None)
    np.testing.assert_array_equal(ranking.strong, ranking.zeta[0] >= cut(3_000, STRONG))
    assert ranking.above[ranking.strong].all()
