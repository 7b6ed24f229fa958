"""Undo and redo: by name, across restarts, whatever was done in whatever order."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photoclip.domain import Changes
from photoclip.errors import InputError, PhotoclipError, Unknown
from photoclip.library import albums, history, photos, roots, scanner, tags
from photoclip.library.database import Library
from photoclip.library.rows import plain
from photoclip.paths import Home
from tests.library.conftest import Disk

TABLES = ("root", "folder", "photo", "tag", "verdict", "album", "album_photo")


def state(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    """All that the user decided, row by row."""
    with library.read() as connection:
        return {
            table: sorted(plain(connection, f"SELECT * FROM {table}"), key=repr) for table in TABLES
        }


@contextlib.contextmanager
def small_library() -> Iterator[Library]:
    """Two roots, one in the other, with five photos."""
    place = Path(tempfile.mkdtemp(prefix="history"))
    for number in range(5):
        path = place / "photos" / ("inner" if number > 2 else "") / f"{number}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x" * (number + 1))
    try:
        with Library.open(Home.at(place / "home")) as library:
            roots.add(library, place / "photos")
            roots.add(library, place / "photos" / "inner")
            scanner.scan(library)
            yield library
    finally:
        shutil.rmtree(place)


ids = st.lists(st.integers(1, 6), max_size=4)
words = st.sampled_from(["beach", "Beach", "Übung", "übung", "dog"])
options = st.none() | st.sampled_from(["", "beach", "dog"])
texts = st.lists(st.sampled_from(["a", "b", " a "]), max_size=2)
inner = st.booleans()

STEPS: dict[str, tuple[Any, tuple[st.SearchStrategy[Any], ...]]] = {
    "confirm": (tags.confirm, (words, ids)),
    "reject": (tags.reject, (words, ids)),
    "clear": (tags.clear, (words, ids)),
    "rename": (tags.rename, (words, words)),
    "merge": (tags.merge, (words, words)),
    "remove tag": (tags.remove, (words,)),
    "create": (albums.create, (words,)),
    "add": (albums.add, (words, ids)),
    "take out": (albums.remove_photos, (words, ids)),
    "query": (albums.save_query, (words, st.sampled_from(["red", "blue"]))),
    "rename album": (albums.rename, (words, words)),
    "delete": (albums.delete, (words,)),
    "rate": (photos.set_rating, (ids, st.integers(0, 5))),
    "favourite": (photos.set_favourite, (ids, st.booleans())),
    "caption": (photos.set_caption, (ids, st.sampled_from(["", "At sea"]))),
    "remove": (photos.remove, (ids,)),
}
steps = st.one_of(
    *(st.tuples(st.just(name), *arguments) for name, (_, arguments) in STEPS.items()),
    st.tuples(st.just("edit"), words, options, options, texts),
    st.tuples(st.just("remove root"), inner),
)


def take(library: Library, step: tuple[Any, ...]) -> None:
    """One step; what is impossible now is refused, and must have changed nothing."""
    name, *arguments = step
    with contextlib.suppress(InputError, Unknown):
        if name == "edit":
            tag, colour, parent, phrases = arguments
            tags.edit(library, tag, colour=colour, parent=parent, aliases=phrases)
        elif name == "remove root":
            top = library.home.data.parent / "photos"
            roots.remove(library, top / "inner" if arguments[0] else top)
        else:
            STEPS[name][0](library, *arguments)


@settings(max_examples=60)
@given(st.lists(steps, max_size=12))
def test_undoing_all_leads_back_and_redoing_all_leads_there(todo: list[tuple[Any, ...]]) -> None:
    with small_library() as library:
        states = [state(library)]
        for step in todo:
            before = len(history.operations(library, 1000))
            take(library, step)
            if len(history.operations(library, 1000)) > before:
                states.append(state(library))
            assert state(library) == states[-1]  # what is not recorded changes nothing
        for expected in reversed(states[:-1]):
            undone = history.undo(library)
            assert undone is not None
            assert undone[0].undone
            assert undone[1]
            assert state(library) == expected
        assert history.undo(library) is None
        for expected in states[1:]:
            assert history.redo(library) is not None
            assert state(library) == expected
        assert history.redo(library) is None
        assert not any(one.undone for one in history.operations(library, 1000))


def test_operations_are_named_and_survive_a_restart(disk: Disk, library: Library) -> None:
    disk.write("a.jpg")
    disk.scan()
    number = disk.id("a.jpg")
    tags.confirm(library, "beach", [number])
    photos.set_rating(library, [number], 3)
    home = library.home
    library.close()
    with Library.open(home) as again:
        assert [one.name for one in history.operations(again)] == [
            "Rate 1 photo",
            "Tag 1 photo “beach”",
        ]
        done = history.undo(again)
        assert done is not None
        assert done[0].name == "Rate 1 photo"
        assert done[1] == Changes(photos=frozenset({number}))
        assert photos.get(again, [number])[0].rating == 0
    with Library.open(home) as again:
        assert [one.undone for one in history.operations(again)] == [True, False]
        redone = history.redo(again)
        assert redone is not None
        assert not redone[0].undone
        assert photos.get(again, [number])[0].rating == 3


def test_a_new_step_ends_what_could_be_redone(disk: Disk, library: Library) -> None:
    disk.write("a.jpg")
    disk.scan()
    tags.confirm(library, "beach", [1])
    tags.confirm(library, "dog", [1])
    history.undo(library)
    tags.confirm(library, "cat", [1])
    assert history.redo(library) is None
    assert [one.name for one in history.operations(library)] == [
        "Tag 1 photo “cat”",
        "Tag 1 photo “beach”",
    ]


def test_a_step_that_changes_nothing_is_not_recorded(disk: Disk, library: Library) -> None:
    disk.write("a.jpg")
    disk.scan()
    assert tags.confirm(library, "beach", [1])
    assert not tags.confirm(library, "BEACH", [1])
    assert not photos.set_rating(library, [1], 0)
    assert len(history.operations(library)) == 1


def test_a_step_that_fails_changes_nothing(disk: Disk, library: Library) -> None:
    disk.write("a.jpg")
    disk.scan()

    def fail() -> None:
        with library.write() as connection, history.recording(connection, "Fail") as record:
            record.insert(history.schema.tag, {"name": "x", "folded": "x"})
            raise Unknown("no such thing")

    with pytest.raises(PhotoclipError):
        fail()
    assert tags.all_tags(library) == []
    assert history.operations(library) == []


def test_undoing_leaves_alone_what_was_read_since(disk: Disk, library: Library) -> None:
    disk.write("a.jpg")
    disk.scan()
    photos.set_caption(library, [1], "At sea")
    disk.write("a.jpg", "another content")
    disk.scan()
    disk.read()
    before = photos.get(library, [1])[0]
    history.undo(library)
    after = photos.get(library, [1])[0]
    assert after.caption == ""
    assert (after.content_hash, after.size) == (before.content_hash, before.size)


def test_taking_a_root_out_and_adding_it_again_by_hand(disk: Disk, library: Library) -> None:
    disk.write("a.jpg")
    disk.scan()
    tags.confirm(library, "beach", [1])
    roots.remove(library, disk.folder)
    roots.add(library, disk.folder)
    disk.write("b.jpg")
    assert disk.scan().added == 1
    history.undo(library)  # it is there already: nothing is lost, nothing doubled
    assert disk.names() == {"a.jpg", "b.jpg"}
    history.redo(library)
    assert disk.names() == set()
    assert roots.all_roots(library) == []
    history.undo(library)
    assert disk.names() == {"a.jpg", "b.jpg"}
    assert [tag.name for tag in tags.of_photos(library, [1])[1]] == ["beach"]


def test_the_history_is_bounded(
    disk: Disk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "KEPT_OPERATIONS", 3)
    disk.write("a.jpg")
    disk.scan()
    for rating in (1, 2, 3, 4, 5):
        photos.set_rating(library, [1], rating)
    assert len(history.operations(library)) == 3
    while history.undo(library):
        pass
    assert photos.get(library, [1])[0].rating == 2


def test_the_history_is_bounded_in_bytes_but_keeps_the_last_step(
    disk: Disk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "KEPT_BYTES", 1)
    disk.write("a.jpg")
    disk.scan()
    photos.set_rating(library, [1], 1)
    photos.set_rating(library, [1], 2)
    assert len(history.operations(library)) == 1
    history.undo(library)
    assert photos.get(library, [1])[0].rating == 1


def test_only_so_many_operations_are_listed(disk: Disk, library: Library) -> None:
    disk.write("a.jpg")
    disk.scan()
    for rating in (1, 2, 3):
        photos.set_rating(library, [1], rating)
    assert len(history.operations(library, limit=2)) == 2
