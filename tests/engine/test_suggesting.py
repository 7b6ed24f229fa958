"""Tags for photos: suggested in slices, answered, learnt from, never against a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photoclip import query as language
from photoclip.domain import TagCount
from photoclip.engine.engine import Engine
from photoclip.engine.messages import (
    Answer,
    CountTags,
    CountWaiting,
    EngineStatus,
    Forecast,
    GetStatus,
    Reviewed,
    ReviewPage,
    Scope,
    Search,
    StopSuggesting,
    Suggest,
    Suggesting,
    Suggestions,
    SuggestionsOf,
    Waiting,
    WouldTag,
)
from photoclip.errors import EngineError, InputError, Unknown
from photoclip.images.reading import hash_file
from photoclip.library import history, photos, roots, scanner, tags
from photoclip.library.database import Library
from photoclip.paths import Home
from photoclip.settings import Settings, save
from photoclip.tagging.calibration import OFFSET, SLOPE
from photoclip.vectors.encoder import FakeEncoder
from photoclip.vectors.store import VectorStore

Paint = Callable[..., Path]
NUMBERS = {"red": 12, "blue": 12, "green": 36}


@pytest.fixture
def library(home: Home, tmp_path: Path, paint: Paint) -> Iterator[Library]:
    """Twelve red photos, twelve blue and thirty-six green ones, with their vectors."""
    encoder = FakeEncoder()
    home.config.mkdir(parents=True, exist_ok=True)
    save(home.settings, Settings(encoder="fake"))
    for colour, count in NUMBERS.items():
        for number in range(count):
            paint(tmp_path / "many" / f"{colour}-{number}.png", colour, size=(32, 40 + number))
    with Library.open(home) as library:
        roots.add(library, tmp_path / "many")
        scanner.scan(library)
        found = photos.get(library, photos.ids(library))
        pixels = np.stack([np.asarray(Image.open(p.path).resize((32, 32))) for p in found])
        with VectorStore.open(home.vectors, library_uuid=library.uuid) as store:
            stamps = [hash_file(p.path) for p in found]
            vectors = encoder.encode_images(pixels)
            store.space(encoder.spec).put([p.id for p in found], stamps, vectors)
        yield library


def ids(library: Library, colour: str) -> list[int]:
    """The photos of a colour."""
    found = photos.get(library, sorted(photos.ids(library)))
    return [photo.id for photo in found if photo.path.name.startswith(colour)]


@pytest.fixture
def engine(library: Library, home: Home) -> Iterator[Engine]:
    with Engine(home) as engine:
        yield engine


def suggest(engine: Engine, request: Suggest | None = None) -> Scope:
    """Suggest to the end."""
    scope = engine.answer(request or Suggest())
    assert isinstance(scope, Scope)
    while engine.busy:
        engine.step()
    return scope


def having(engine: Engine, library: Library, tag: str) -> list[int]:
    """The photos that a tag is suggested for."""
    found = engine.answer(SuggestionsOf(tuple(photos.ids(library))))
    assert isinstance(found, Suggestions)
    return [item.photo_id for item in found.items if item.tag == tag]


def page(engine: Engine, request: ReviewPage) -> Reviewed:
    found = engine.answer(request)
    assert isinstance(found, Reviewed)
    return found


def waiting(engine: Engine) -> int:
    status = engine.answer(GetStatus())
    assert isinstance(status, EngineStatus)
    return status.suggesting


def counted(engine: Engine, name: str) -> TagCount:
    found = engine.answer(CountTags())
    assert isinstance(found, tuple)
    (count,) = (one for one in found if one.tag.name == name)
    assert isinstance(count, TagCount)
    return count


def test_photos_get_the_tags_that_fit(engine: Engine, library: Library) -> None:
    red = ids(library, "red")
    tags.confirm(library, "red", red[:1])
    scope = suggest(engine)
    assert sorted(scope.photo_ids) == sorted(photos.ids(library))
    assert scope.without_vector == 0
    assert having(engine, library, "red") == red[1:]
    assert counted(engine, "red").suggested == len(red) - 1
    assert counted(engine, "red").threshold == pytest.approx(-OFFSET / SLOPE, abs=0.01)


def test_words_of_the_vocabulary_need_no_tag(engine: Engine, library: Library) -> None:
    suggest(engine)
    assert having(engine, library, "blue sky") == ids(library, "blue")
    assert tags.all_tags(library) == []


def test_only_the_photos_asked_for(engine: Engine, library: Library) -> None:
    red = ids(library, "red")
    tags.confirm(library, "red", ids(library, "blue")[:1])
    scope = suggest(engine, Suggest(photo_ids=(*red[:3], 4711)))
    assert list(scope.photo_ids) == red[:3]
    assert having(engine, library, "red") == red[:3]
    suggest(engine, Suggest(query=language.parse("name:red-1*")))
    assert set(having(engine, library, "red")) > set(red[:3])


def test_work_comes_in_slices_that_can_be_stopped(
    engine: Engine, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photoclip.engine.suggesting.SLICE", 25)
    engine.answer(Suggest())
    (event,) = engine.step()
    assert isinstance(event, Suggesting)
    assert (event.progress.done, event.progress.total, event.finished) == (25, 60, False)
    assert waiting(engine) == 35
    found = engine.answer(Search(language.parse("red"), 5))  # a search comes in between
    assert isinstance(found, Answer)
    assert found.hits
    engine.answer(StopSuggesting())
    assert waiting(engine) == 0


def test_progress_ends(engine: Engine) -> None:
    engine.answer(Suggest())
    (event,) = engine.step()
    assert isinstance(event, Suggesting)
    assert event.finished
    assert event.suggestions > 0


def test_what_was_rejected_is_never_suggested_again(engine: Engine, library: Library) -> None:
    red = ids(library, "red")
    tags.confirm(library, "red", red[:1])
    suggest(engine)
    tags.reject(library, "red", red[1:4])
    assert having(engine, library, "red") == red[4:]
    suggest(engine)
    assert having(engine, library, "red") == red[4:]
    history.undo(library)
    assert having(engine, library, "red") == red[1:]


def test_answers_calibrate_their_tag(engine: Engine, library: Library) -> None:
    red, blue = ids(library, "red"), ids(library, "blue")
    tags.confirm(library, "red", red[:8])
    suggest(engine)
    before = counted(engine, "red").threshold
    tags.reject(library, "red", blue[:4])
    after = counted(engine, "red")
    assert after.threshold != before
    assert after.suggested == len(red) - 8


def test_answers_count_that_were_given_while_no_engine_ran(library: Library, home: Home) -> None:
    red = ids(library, "red")
    tags.confirm(library, "red", red[:1])
    with Engine(home) as engine:
        suggest(engine)
    tags.reject(library, "red", red[1:3])
    tags.confirm(library, "crimson", ids(library, "green")[:1])
    tags.edit(library, "crimson", prompts=["something red"])
    with Engine(home) as engine:
        assert having(engine, library, "red") == red[3:]
        assert having(engine, library, "crimson") == red


def test_a_renamed_tag_leaves_nothing_behind(engine: Engine, library: Library) -> None:
    red = ids(library, "red")
    tags.confirm(library, "reddish red", red[:1])
    suggest(engine)
    assert having(engine, library, "reddish red") == red[1:]
    tags.rename(library, "reddish red", "truly red")
    assert having(engine, library, "reddish red") == []
    assert having(engine, library, "truly red") == red[1:]


def test_what_is_suggested_brings_the_tag_above_along(engine: Engine, library: Library) -> None:
    red = ids(library, "red")
    tags.confirm(library, "warm", ids(library, "green")[:1])
    tags.confirm(library, "red", red[:1])
    tags.edit(library, "red", parent="warm")
    suggest(engine)
    assert having(engine, library, "warm") == red[1:]
    tags.reject(library, "warm", red[1:3])
    assert having(engine, library, "warm") == red[3:]
    assert having(engine, library, "red") == red[3:]


def test_an_alias_takes_the_place_of_a_word(engine: Engine, library: Library) -> None:
    tags.confirm(library, "azure", ids(library, "green")[:1])
    tags.edit(library, "azure", aliases=["blue sky"])
    suggest(engine)
    assert having(engine, library, "blue sky") == []
    assert having(engine, library, "azure") == ids(library, "blue")


def test_further_words_come_from_files(engine: Engine, library: Library, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("scarlet or red\nred brick = brick\n")
    suggest(engine, Suggest(vocabulary=(words,)))
    assert having(engine, library, "scarlet or red") == ids(library, "red")
    words.write_text("fine\n\tbad\n")
    with pytest.raises(InputError, match="line 2: Lines are indented by two spaces"):
        engine.answer(Suggest(vocabulary=(words,)))


def test_the_review_goes_through_all_of_them(engine: Engine, library: Library) -> None:
    red = ids(library, "red")
    tags.confirm(library, "red", red[:1])
    suggest(engine)
    first = page(engine, ReviewPage("RED", limit=5))
    assert first.total == len(red) - 1
    assert {item.tag for item in first.items} == {"red"}
    rest = page(engine, ReviewPage("red", limit=50, offset=5))
    assert {i.photo_id for i in (*first.items, *rest.items)} == set(red[1:])
    tags.confirm(library, "red", [item.photo_id for item in first.items])
    assert page(engine, ReviewPage("red")).total == len(red) - 6
    chances = [item.probability for item in page(engine, ReviewPage(certain=True)).items]
    assert chances == sorted(chances, reverse=True)


def test_photos_that_are_gone_are_not_reviewed(engine: Engine, library: Library) -> None:
    red = ids(library, "red")
    tags.confirm(library, "red", red[:1])
    suggest(engine)
    photos.remove(library, red[1:3])
    found = page(engine, ReviewPage("red"))
    assert ({i.photo_id for i in found.items}, found.total) == (set(red[3:]), len(red) - 3)


def test_what_a_threshold_would_do(engine: Engine, library: Library) -> None:
    red = ids(library, "red")
    tags.confirm(library, "red", red[:1])
    forecast = engine.answer(WouldTag("red", 0.9))
    assert isinstance(forecast, Forecast)
    assert (forecast.tag, forecast.threshold, forecast.count) == ("red", 0.9, len(red) - 1)
    assert {item.photo_id for item in forecast.above} < set(red)
    assert all(item.probability < 0.9 for item in forecast.below)
    assert {item.photo_id for item in forecast.below}.isdisjoint(red)
    assert having(engine, library, "red") == []
    with pytest.raises(Unknown):
        engine.answer(WouldTag("no such word at all"))
    with pytest.raises(InputError):
        engine.answer(WouldTag("red", 1.5))


def test_filters_know_what_is_suggested(engine: Engine, library: Library) -> None:
    red = ids(library, "red")
    tags.confirm(library, "red", red[:2])
    suggest(engine)
    tags.reject(library, "red", red[2:4])

    def found(text: str) -> set[int]:
        answer = engine.answer(Search(language.parse(text)))
        assert isinstance(answer, Answer)
        return {hit.photo_id for hit in answer.hits}

    assert found("tag:red") == set(red[:2])
    assert found("tag:red?") == {*red[:2], *red[4:]}


def test_an_engine_that_only_reads_finds_what_is_there(library: Library, home: Home) -> None:
    red = ids(library, "red")
    tags.confirm(library, "red", red[:1])
    with Engine(home) as engine:
        suggest(engine)
    tags.reject(library, "red", red[1:3])
    with Engine(home, read_only=True) as reader:
        assert having(reader, library, "red") == red[3:]
        assert counted(reader, "red").suggested == len(red) - 3
        with pytest.raises(EngineError, match="only reads"):
            reader.answer(Suggest())


def test_what_waits_is_counted_by_word(engine: Engine, library: Library) -> None:
    tags.confirm(library, "red", ids(library, "red")[:1])
    suggest(engine)
    before = engine.answer(CountWaiting())
    assert isinstance(before, Waiting)
    counts = dict(before.counts)
    assert counts["red"] == len(having(engine, library, "red"))
    assert before.total == sum(counts.values()) == page(engine, ReviewPage(limit=1)).total
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
    tags.reject(library, "red", ids(library, "red")[1:2])
    after = engine.answer(CountWaiting())
    assert isinstance(after, Waiting)
    assert dict(after.counts)["red"] < counts["red"]


def test_a_page_of_the_review_does_not_wait_for_what_follows(
    engine: Engine, library: Library
) -> None:
    tags.confirm(library, "red", ids(library, "red")[:1])
    suggest(engine)
    before = page(engine, ReviewPage(tag="red"))
    first = before.items[0].photo_id
    tags.confirm(library, "red", [first])
    after = page(engine, ReviewPage(tag="red"))
    assert first not in [item.photo_id for item in after.items]
    assert after.total == before.total - 1
    assert engine.busy  # the answer is learnt from when there is time
    while engine.busy:
        engine.step()
    assert first not in [item.photo_id for item in page(engine, ReviewPage(tag="red")).items]
    history.undo(library)
    page(engine, ReviewPage(tag="red"))
    while engine.busy:
        engine.step()
    assert first in [item.photo_id for item in page(engine, ReviewPage(tag="red")).items]
