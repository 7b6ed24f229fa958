"""Searches among captions and vectors at once: who is found, in which order, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photoclip import query as language
from photoclip.engine.engine import Engine
from photoclip.engine.messages import Answer, Search
from photoclip.library import albums, photos, roots, scanner
from photoclip.library.database import Library
from photoclip.paths import Home
from photoclip.settings import Settings, save
from photoclip.vectors.captions import Written
from photoclip.vectors.encoder import FakeEncoder
from photoclip.vectors.store import VectorStore

COLOURS = {"red": (230, 20, 20), "green": (20, 190, 30), "blue": (20, 40, 230)}


@pytest.fixture
def library(home: Home, tmp_path: Path) -> Iterator[Library]:
    """Thirty photos of three colours with their vectors; the last has none."""
    folder = tmp_path / "photos"
    folder.mkdir()
    home.config.mkdir(parents=True, exist_ok=True)
    save(home.settings, Settings(encoder="fake"))
    pixels = []
    for number in range(30):
        colour = list(COLOURS.values())[number % 3]
        Image.new("RGB", (32, 32 + number), colour).save(folder / f"{number:02}.png")
        pixels.append(np.full((32, 32, 3), colour, np.uint8))
    with Library.open(home) as library:
        roots.add(library, folder)
        scanner.scan(library)
        with library.write() as connection:
            connection.exec_driver_sql("UPDATE photo SET content_hash = 'hash of ' || id")
        ids = [p.id for p in sorted(photos.get(library, photos.ids(library)), key=lambda p: p.path)]
        with VectorStore.open(home.vectors, library_uuid=library.uuid) as store:
            vectors = FakeEncoder().encode_images(np.stack(pixels[:-1]))
            stamps = [f"hash of {i}" for i in ids[:-1]]
            store.space(FakeEncoder().spec).put(ids[:-1], stamps, vectors)
        yield library


@pytest.fixture
def ids(library: Library) -> list[int]:
    """By the names of their files: 0 is red, 1 green, 2 blue, 3 red …"""
    return [p.id for p in sorted(photos.get(library, photos.ids(library)), key=lambda p: p.path)]


def search(home: Home, query: str, **options: object) -> Answer:
    with Engine(home, read_only=True) as engine:
        answer = engine.answer(Search(language.parse(query), **options))  # type: ignore[arg-type]
    assert isinstance(answer, Answer)
    return answer


def generate(library: Library, home: Home, captions: dict[int, str]) -> None:
    with VectorStore.open(home.vectors, library_uuid=library.uuid) as store:
        store.captions.put(
            [Written(i, text, "w", f"hash of {i}:0") for i, text in captions.items()]
        )


def test_without_captions_nothing_changes(library: Library, home: Home, ids: list[int]) -> None:
    before = search(home, "red", weak=True)
    photos.set_caption(library, ids[:3], "Oma mit Hut")
    after = search(home, "red", weak=True)
    assert after.hits == before.hits
    assert (after.matches, after.sentence, after.path) == (
        before.matches,
        before.sentence,
        before.path,
    )


def test_a_caption_finds_what_no_vector_does(library: Library, home: Home, ids: list[int]) -> None:
    photos.set_caption(library, [ids[1]], "Aunt Mathilda’s wedding")
    answer = search(home, "wedding mathilda")
    (hit,) = [hit for hit in answer.hits if hit.photo_id == ids[1]]
    assert hit.above
    assert not hit.strong  # its vector says nothing of the kind
    assert hit.why[0] == "caption “Aunt Mathilda’s wedding”"
    assert answer.sentence is None
    assert answer.hits[0] == hit


def test_a_photo_without_a_vector_is_found_by_its_caption(
    library: Library, home: Home, ids: list[int]
) -> None:
    photos.set_caption(library, [ids[29]], "wedding")
    (hit,) = [one for one in search(home, "wedding").hits if one.photo_id == ids[29]]
    assert (hit.score, hit.relevance, hit.above) == (0, 0, True)


def test_both_together_come_first(library: Library, home: Home, ids: list[int]) -> None:
    photos.set_caption(library, [ids[6], ids[1]], "something red")
    found = [hit.photo_id for hit in search(home, "red", weak=True).hits]
    assert found[0] == ids[6]  # is red, and is said to be
    above = [hit.photo_id for hit in search(home, "red", weak=True).hits if hit.above]
    assert ids[1] in above
    assert found[: len(above)] == above  # the divider falls once


def test_filters_are_exact_and_hidden_photos_stay_hidden(
    library: Library, home: Home, ids: list[int]
) -> None:
    photos.set_caption(library, ids[:4], "wedding")
    photos.set_rating(library, [ids[1], ids[7]], 5)
    photos.remove(library, [ids[3]])
    assert {h.photo_id for h in search(home, "wedding").hits if "caption" in h.why[0]} == set(
        ids[:3]
    )
    rated = search(home, "wedding rating:5", weak=True)
    assert {hit.photo_id for hit in rated.hits} <= {ids[1], ids[7]}
    assert rated.hits[0].photo_id == ids[1]
    assert rated.hits[0].why[-1] == "rating:5"


def test_generated_captions_are_found_below_the_divider_and_say_so(
    library: Library, home: Home, ids: list[int]
) -> None:
    generate(library, home, {ids[1]: "a wedding in a church", ids[2]: "a church"})
    photos.set_caption(library, [ids[2]], "A barn")  # the user knows better
    assert not any(hit.photo_id == ids[1] for hit in search(home, "church").hits)
    answer = search(home, "church", weak=True)
    by_id = {hit.photo_id: hit for hit in answer.hits}
    assert not any("church" in why for why in by_id[ids[2]].why if "caption" in why)
    assert not by_id[ids[1]].above
    assert by_id[ids[1]].why[0] == "generated caption “a wedding in a church”"


def test_what_is_like_a_negative_phrase_is_not_lifted(
    library: Library, home: Home, ids: list[int]
) -> None:
    photos.set_caption(library, [ids[0], ids[1]], "wedding")
    found = {hit.photo_id for hit in search(home, "wedding -red", weak=True).hits}
    assert ids[1] in found
    assert ids[0] not in found  # it is red


def test_the_limit_holds_and_all_are_counted(library: Library, home: Home, ids: list[int]) -> None:
    photos.set_caption(library, ids[:20], "wedding")
    answer = search(home, "wedding", limit=5)
    assert len(answer.hits) == 5
    every = search(home, "wedding", limit=100)
    assert every.matches == len([hit for hit in every.hits if hit.above])
    assert every.matches >= 20
    assert answer.matches == every.matches


def test_one_caption_does_not_hide_how_many_there_are(
    library: Library, home: Home, ids: list[int]
) -> None:
    before = search(home, "red", limit=5, weak=True).matches
    photos.set_caption(library, [ids[0], ids[1]], "red")  # one is red anyway
    assert before is not None
    assert before > 5
    assert search(home, "red", limit=5, weak=True).matches == before + 1


def test_what_was_written_for_another_picture_is_neither_found_nor_quoted(
    library: Library, home: Home, ids: list[int]
) -> None:
    generate(library, home, {ids[0]: "a red church", ids[1]: "a church"})
    photos.rotate(library, [ids[0], ids[1]], 90)
    why = [one for hit in search(home, "church", weak=True).hits for one in hit.why]
    assert why
    assert not any("caption" in one for one in why)


def test_a_smart_album_holds_what_captions_find(
    library: Library, home: Home, ids: list[int]
) -> None:
    photos.set_caption(library, [ids[1]], "wedding")
    albums.save_query(library, "Feste", "wedding")
    found = {hit.photo_id for hit in search(home, "album:Feste").hits}
    assert ids[1] in found


def test_a_smart_album_leaves_out_what_the_search_does(
    library: Library, home: Home, ids: list[int]
) -> None:
    photos.set_caption(library, [ids[0], ids[1], ids[29]], "wedding")
    albums.save_query(library, "Feste", "wedding -red")
    found = {hit.photo_id for hit in search(home, "album:Feste").hits}
    assert found == {hit.photo_id for hit in search(home, "wedding -red").hits}
    assert {ids[1], ids[29]} <= found
    assert ids[0] not in found


def test_sorted_by_name_a_caption_is_a_hit_like_others(
    library: Library, home: Home, ids: list[int]
) -> None:
    photos.set_caption(library, [ids[8], ids[4]], "wedding")
    found = [hit.photo_id for hit in search(home, "wedding sort:name").hits]
    assert found.index(ids[4]) < found.index(ids[8])
