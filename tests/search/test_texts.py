"""What a query asks of captions, and which of them answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from photoclip import query as language
from photoclip.library import history, photos, roots, scanner
from photoclip.library.database import Library
from photoclip.library.doctor import examine, repair
from photoclip.paths import Home
from photoclip.search import texts
from photoclip.search.texts import TextMatches, expression, matching
from photoclip.vectors.captions import stamp_of

NONE = np.empty(0, np.int64)


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("dog on a beach", '("dog" AND "beach")'),
        ('"dog on a beach" "at night"', '("dog" AND "beach" AND "night")'),
        ("beach^2 sunset", '("beach" AND "sunset")'),
        ("dog -cat", '("dog") NOT ("cat")'),
        ('dog -"a crowd of people"', '("dog") NOT ("crowd" AND "people")'),
        ("the", '("the")'),
        ("tag:family", None),
        ("dog like:/a.jpg", None),
        ("-dog", None),
        ("is:untagged dog", '("dog")'),
    ],
)
def test_what_is_asked_of_captions(query: str, asked: str | None) -> None:
    assert expression(language.parse(query)) == asked


@pytest.fixture
def library(home: Home, tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(1, 7):
        (folder / f"{number}.jpg").write_bytes(b"x" * number)
    with Library.open(home) as library:
        roots.add(library, folder)
        scanner.scan(library)
        yield library


def find(
    library: Library, query: str, ids: list[int] | None = None, kept: list[int] | None = None
) -> TextMatches:
    asked = expression(language.parse(query))
    assert asked is not None
    among = None if ids is None else np.asarray(ids, np.int64)
    with library.read() as connection:
        there = {one.id: one for one in photos.get(library, kept or [])}
        stamps = {i: stamp_of(there[i].content_hash, there[i].rotation) for i in kept or []}
        return matching(connection, asked, among, NONE, stamps)


def own(library: Library, query: str, ids: list[int] | None = None) -> list[int]:
    return sorted(find(library, query, ids).own.tolist())


def test_all_words_count_and_endings_and_accents_do_not(library: Library) -> None:
    photos.set_caption(library, [1], "Two dogs running on the beach at Málaga")
    photos.set_caption(library, [2], "A dog on the sofa")
    assert own(library, "dog") == [1, 2]
    assert own(library, "dog beach") == [1]
    assert own(library, "the dogs of malaga") == [1]
    assert own(library, "cat") == []
    assert own(library, "dog -beach") == [2]
    assert own(library, "dog", ids=[2, 3]) == [2]


def test_the_index_follows_every_change(library: Library) -> None:
    photos.set_caption(library, [1, 2], "sunset")
    assert own(library, "sunset") == [1, 2]
    photos.set_caption(library, [1], "sunrise")
    assert (own(library, "sunset"), own(library, "sunrise")) == ([2], [1])
    history.undo(library)
    assert (own(library, "sunset"), own(library, "sunrise")) == ([1, 2], [])
    history.redo(library)
    photos.set_caption(library, [2], "")
    assert (own(library, "sunset"), own(library, "sunrise")) == ([], [1])
    history.undo(library)
    assert own(library, "sunset") == [2]
    assert all(check.ok for check in examine(library))


def test_a_deleted_photo_is_not_found(library: Library) -> None:
    photos.set_caption(library, [1, 2], "harbour")
    with library.write() as connection:
        connection.exec_driver_sql("DELETE FROM photo WHERE id = 1")
    assert own(library, "harbour") == [2]


def test_captions_that_a_machine_wrote_unseen_stand_apart(library: Library) -> None:
    photos.set_caption(library, [1], "a red bus")
    photos.apply_captions(library, {1: "a lorry", 2: "a red bus", 3: "  "})
    found = find(library, "bus")
    assert (found.own.tolist(), found.generated.tolist()) == ([1], [2])
    assert [one.caption_unseen for one in photos.get(library, [1, 2, 3])] == [False, True, False]
    photos.set_caption(library, [2], "a red bus, indeed")
    assert sorted(find(library, "bus").own.tolist()) == [1, 2]
    history.undo(library)
    assert find(library, "bus").generated.tolist() == [2]
    history.undo(library)
    assert find(library, "bus").generated.tolist() == []


def test_what_was_generated_counts_only_where_there_is_no_caption(library: Library) -> None:
    photos.set_caption(library, [1], "a lorry")
    found = find(library, "bus", kept=[1, 2])
    assert (found.own.tolist(), found.generated.tolist()) == ([], [2])


def test_what_was_generated_for_another_picture_does_not_count(library: Library) -> None:
    photos.rotate(library, [3], 90)
    with library.read() as connection:
        kept = {2: "another:0", 3: "None:0", 4: "None:0"}
        found = matching(connection, '("bus")', None, NONE, kept)
    assert found.generated.tolist() == [4]


def test_very_many_are_found_without_an_order(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos.set_caption(library, [1], "A ship far out at sea")
    photos.set_caption(library, [2], "Sea")
    photos.apply_captions(library, {3: "The sea", 4: "A lorry"})
    found = find(library, "sea")
    assert (found.own.tolist(), found.generated.tolist()) == ([2, 1], [3])
    monkeypatch.setattr(texts, "MOST_RANKED", 2)
    found = find(library, "sea")
    assert (found.own.tolist(), found.generated.tolist()) == ([1, 2], [3])


def test_an_index_that_was_damaged_is_noticed_and_made_again(library: Library) -> None:
    photos.set_caption(library, [1, 2], "harbour")
    with library.write() as connection:
        connection.exec_driver_sql("INSERT INTO caption_text (caption_text) VALUES ('delete-all')")
    checks = {check.name: check.ok for check in examine(library)}
    assert not checks["captions"]
    assert all(check.ok for check in repair(library))
    assert own(library, "harbour") == [1, 2]
