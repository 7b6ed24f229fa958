"""What a search can be asked beside its query: feedback, pictures, tiles, states, reasons."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photoclip import query as language
from photoclip.domain import Hit
from photoclip.engine.engine import Engine
from photoclip.engine.messages import Answer, InState, InStateNow, Search, Similar, States, StatesOf
from photoclip.errors import InputError
from photoclip.images.look import Look
from photoclip.library import apart, looks, photos, roots, scanner, states
from photoclip.library.database import Library
from photoclip.paths import Home
from photoclip.query.keys import COMPUTED
from photoclip.settings import Settings, save
from photoclip.vectors.encoder import FakeEncoder
from photoclip.vectors.store import VectorStore

Paint = Callable[..., Path]
NAMES = ("red", "red2", "orange", "yellow", "green", "blue", "blue2", "purple", "pink", "grey")
SHARP, SOFT = 1.7, 0.4


@pytest.fixture
def library(home: Home, tmp_path: Path, paint: Paint) -> Iterator[Library]:
    """Ten photos named for their colour, with vectors and looks; "blue2" is blurry."""
    encoder = FakeEncoder()
    home.config.mkdir(parents=True, exist_ok=True)
    save(home.settings, Settings(encoder="fake"))
    for place, name in enumerate(NAMES):
        paint(tmp_path / "many" / f"{name}.png", name.rstrip("2"), size=(32, 40 + place))
    with Library.open(home) as library:
        roots.add(library, tmp_path / "many")
        scanner.scan(library)
        found = photos.get(library, sorted(photos.ids(library)))
        pixels = np.stack([np.asarray(Image.open(p.path).resize((32, 32))) for p in found])
        with library.write() as connection:
            connection.exec_driver_sql("UPDATE photo SET content_hash = 'hash of ' || id")
        with VectorStore.open(home.vectors, library_uuid=library.uuid) as store:
            stamps = [f"hash of {p.id}" for p in found]
            store.space(encoder.spec).put(
                [p.id for p in found], stamps, encoder.encode_images(pixels)
            )
        hashes = np.random.default_rng(0).integers(-(2**63), 2**63, len(found))
        seen = {p.path.stem: int(h) for p, h in zip(found, hashes, strict=True)}
        seen["red2"] = seen["red"]
        looks.keep(
            library,
            {
                p.id: Look(seen[p.path.stem], SOFT if p.path.stem == "blue2" else SHARP)
                for p in found
                if p.path.stem != "grey"
            },
        )
        yield library


@pytest.fixture
def engine(library: Library, home: Home) -> Iterator[Engine]:
    with Engine(home) as engine:
        yield engine


@pytest.fixture
def ids(library: Library) -> dict[str, int]:
    return {p.path.stem: p.id for p in photos.get(library, photos.ids(library))}


def ask(engine: Engine, query: str, **options: object) -> Answer:
    request = Search(language.parse(query), weak=True, **options)  # type: ignore[arg-type]
    answer = engine.answer(request)
    assert isinstance(answer, Answer)
    return answer


def named(hits: tuple[Hit, ...], ids: dict[str, int]) -> list[str]:
    names = {number: name for name, number in ids.items()}
    return [names[hit.photo_id] for hit in hits]


def test_more_like_these_moves_a_search(engine: Engine, ids: dict[str, int]) -> None:
    before = named(ask(engine, "red").hits, ids)
    after = named(ask(engine, "red", more=(ids["blue"],)).hits, ids)
    assert before.index("blue") > after.index("blue")
    away = named(ask(engine, "red", less=(ids["pink"],)).hits, ids)
    assert away.index("pink") >= before.index("pink")


def test_feedback_composes_with_filters_and_negatives(engine: Engine, ids: dict[str, int]) -> None:
    hits = ask(engine, "red -orange name:*e*", more=(ids["green"],), less=(ids["pink"],)).hits
    names = named(hits, ids)
    assert "orange" not in names[:2]
    assert all("e" in name for name in names)


def test_feedback_alone_is_a_query(engine: Engine, ids: dict[str, int]) -> None:
    liked = ask(engine, "", more=(ids["blue"],))
    assert set(named(liked.hits, ids)[:2]) == {"blue", "blue2"}
    assert liked.hits[0].why[0].startswith("more like these")
    only = ask(engine, "name:*2*", less=(ids["blue"],))
    assert named(only.hits, ids) == ["red2", "blue2"]
    assert only.hits[0].why[0].startswith("less like these")
    with pytest.raises(InputError, match="embedded"):
        ask(engine, "red", more=(999,))


def test_pictures_from_outside_are_examples(
    engine: Engine, ids: dict[str, int], tmp_path: Path, paint: Paint
) -> None:
    outside = paint(tmp_path / "outside.jpg", "green")
    pasted = io.BytesIO()
    Image.new("RGB", (50, 50), (255, 245, 0)).save(pasted, "PNG")
    assert named(ask(engine, "", pictures=(outside,)).hits, ids)[0] == "green"
    assert named(ask(engine, "", pictures=(pasted.getvalue(),)).hits, ids)[0] == "yellow"
    both = ask(engine, "", pictures=(outside, pasted.getvalue()))
    assert set(named(both.hits, ids)[:2]) == {"green", "yellow"}
    assert both.hits[0].why[0].startswith("like outside.jpg, picture")
    found = engine.answer(Similar(pictures=(pasted.getvalue(),)))
    assert isinstance(found, Answer)
    assert named(found.hits, ids)[0] == "yellow"
    with pytest.raises(InputError, match="cannot be used"):
        ask(engine, "", pictures=(b"no picture at all",))


def test_near_duplicates_lie_under_the_best_of_them(
    engine: Engine, library: Library, ids: dict[str, int]
) -> None:
    plain = ask(engine, "red").hits
    assert all(hit.under is None for hit in plain)
    hits = ask(engine, "red", grouped=True).hits
    assert [hit.photo_id for hit in hits] == [hit.photo_id for hit in plain]  # none is lost
    first, second = hits[:2]
    assert {first.photo_id, second.photo_id} == {ids["red"], ids["red2"]}
    assert first.under is None
    assert second.under == first.photo_id
    assert all(hit.under is None for hit in hits[2:])
    apart.keep_apart(library, [ids["red"], ids["red2"]])
    assert all(hit.under is None for hit in ask(engine, "red", grouped=True).hits)


def test_tiles_in_every_order_and_without_a_search(engine: Engine, ids: dict[str, int]) -> None:
    hits = ask(engine, "sort:name", grouped=True).hits
    assert [hit.photo_id for hit in hits if hit.under] == [ids["red2"]]
    hits = ask(engine, "red -sort:name", grouped=True).hits
    assert [hit.photo_id for hit in hits if hit.under] == [ids["red"]]


def test_hits_say_what_brought_them(engine: Engine) -> None:
    (hit,) = ask(engine, '"red" (name:orange OR name:lemon) ext:png').hits
    assert hit.why[0].startswith("red ")
    assert hit.why[1:] == ("name:orange", "ext:png")


def test_matches_are_counted_beyond_the_limit(engine: Engine) -> None:
    assert ask(engine, "name:*e*", limit=2).matches == 9
    found = ask(engine, "red", limit=1)
    assert len(found.hits) == 1
    assert found.matches is not None


def test_states_are_told_corrected_and_filtered(
    engine: Engine, library: Library, ids: dict[str, int]
) -> None:
    found = engine.answer(StatesOf((ids["blue"], ids["blue2"], ids["grey"], 999)))
    assert isinstance(found, States)
    blurry = {one.photo_id: one for one in found.items if one.state == "blurry"}
    assert [one.state for one in found.items[:5]] == list(COMPUTED)
    assert blurry[ids["blue2"]].holds
    assert not blurry[ids["blue"]].holds
    assert blurry[ids["grey"]].probability is None  # nobody looked at it yet
    assert blurry[999].probability is None
    assert named(ask(engine, "is:blurry").hits, ids) == ["blue2"]
    states.correct(library, "blurry", [ids["blue2"]], holds=False)
    states.correct(library, "blurry", [ids["pink"]], holds=True)
    assert named(ask(engine, "is:blurry").hits, ids) == ["pink"]
    assert "pink" not in named(ask(engine, "red -is:blurry").hits, ids)
    now = engine.answer(InState("blurry"))
    assert now == InStateNow("blurry", (ids["pink"],), 1)
    looks.keep(library, {ids["grey"]: Look(1, SOFT)})
    assert engine.answer(InState("blurry")) == InStateNow(
        "blurry", tuple(sorted((ids["pink"], ids["grey"]))), 0
    )
    with pytest.raises(InputError, match="not recognised"):
        engine.answer(InState("missing"))


def test_states_are_kept_and_judged_anew_with_the_vector(
    library: Library, home: Home, ids: dict[str, int]
) -> None:
    with Engine(home) as engine:
        before = engine.answer(StatesOf((ids["red"],)))
    with Engine(home, read_only=True) as reader:  # from what was kept
        assert reader.answer(StatesOf((ids["red"],))) == before
    encoder = FakeEncoder()
    with VectorStore.open(home.vectors, library_uuid=library.uuid) as store:
        kept = store.states(encoder.spec)
        with store._database.reading() as connection:
            ((rule,),) = connection.execute("SELECT DISTINCT rule FROM photo_state").fetchall()
        assert len(kept.load(rule, len(COMPUTED)).ids) == len(NAMES)
        green = encoder.encode_images(np.full((1, 32, 32, 3), (0, 204, 0), np.uint8))
        store.space(encoder.spec).put([ids["red"]], ["another picture"], green)
    with Engine(home) as engine:
        after = engine.answer(StatesOf((ids["red"],)))
        like = engine.answer(StatesOf((ids["green"],)))
        assert isinstance(after, States)
        assert isinstance(like, States)
        mine, theirs = ([one.probability for one in s.items] for s in (after, like))
        assert mine == pytest.approx(theirs, abs=1e-3)
        assert after != before


def test_another_language_is_told_to_an_english_encoder(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "English" not in (ask(engine, "rotes Haus").sentence or "")  # nobody knows of "fake"
    monkeypatch.setattr(engine.answering.searcher(), "_english_only", True)
    assert "understands English only" in (ask(engine, "ein rotes Haus").sentence or "")
    assert "understands English only" in (ask(engine, "красный").sentence or "")
    assert "English" not in (ask(engine, "red").sentence or "")
    empty, english = ask(engine, "красный name:zebra").sentences
    assert empty == "No photo passes the filter name:zebra."
    assert "understands English only" in english


def test_a_misspelt_word_is_told_from_one_that_is_known(engine: Engine, library: Library) -> None:
    assert ask(engine, "red sunest").instead == "red sunset"
    assert ask(engine, "red sunset").instead is None
    assert ask(engine, "name:red").instead is None
    number = photos.ids(library)[0]
    photos.set_caption(library, [number], "The Sunest river")
    assert ask(engine, "red sunest").instead is None


def test_what_the_filters_leave_is_said(engine: Engine) -> None:
    assert ask(engine, "red name:zebra").sentence == "No photo passes the filter name:zebra."
    both = ask(engine, "red name:zebra rating:5")
    assert both.sentence == "No photo passes all of name:zebra, rating:5."
    alone = ask(engine, "name:zebra")
    assert alone.sentence == "No photo passes the filter name:zebra."
