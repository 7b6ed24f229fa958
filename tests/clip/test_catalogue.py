"""Tests of the models that are offered, added, found and removed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from photoclip.clip import catalogue
from photoclip.clip.catalogue import State, add, available, find, remove
from photoclip.errors import InputError, NoSpace, NoWeights
from photoclip.paths import Home

Copy = Callable[[Path], Path]


@pytest.fixture
def built_in(clip_model: Path, monkeypatch: pytest.MonkeyPatch, copy_of: Copy) -> Path:
    """A tiny model where the built-in one is looked for."""
    folder = copy_of(clip_model)
    monkeypatch.setattr(catalogue, "built_in_folder", lambda: folder)
    return folder


def states(home: Home) -> dict[str, State]:
    return {entry.name: entry.state for entry in available(home)}


def test_the_offered_models_are_free_to_use() -> None:
    assert {model.licence for model in catalogue.PUBLISHED} == {"MIT", "Apache-2.0"}
    assert len({model.name for model in catalogue.PUBLISHED}) == 5
    assert catalogue.published("standard") in catalogue.PUBLISHED
    assert catalogue.published("builtin") is None


def test_an_empty_home_has_the_built_in_one(home: Home, built_in: Path) -> None:
    first, *others = available(home)
    assert (first.name, first.state, first.dim) == ("builtin", State.BUILT_IN, 32)
    assert first.megabytes > 1
    assert [entry.state for entry in others] == [State.NOT_DOWNLOADED] * 5
    assert find(home, "builtin") == built_in


def test_a_copy_without_the_built_in_one_says_so(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "built_in_folder", lambda: tmp_path / "gone")
    assert available(home)[0].state is State.BROKEN
    with pytest.raises(NoWeights, match="built-in model"):
        find(home, "builtin")


def test_an_added_folder_is_copied_with_what_it_needs(
    home: Home, siglip_model: Path, copy_of: Copy
) -> None:
    source = copy_of(siglip_model)
    (source / "notes.txt").write_text("not part of the model")
    (source / "README.md").write_text("---\nlibrary: x\nlicense: cc-by-4.0\n---\n# Card\n")
    entry = add(home, source, "mine")
    assert (entry.name, entry.state, entry.dim) == ("mine", State.ADDED, 64)
    assert entry.licence == "cc-by-4.0"
    shutil.rmtree(source)
    assert entry.folder == find(home, "mine") == home.models / "mine"
    assert {file.name for file in entry.folder.iterdir()} == {
        "README.md",
        "open_clip_config.json",
        "open_clip_model.safetensors",
        "tokenizer.json",
        "tokenizer_config.json",
    }
    assert states(home)["mine"] is State.ADDED


def test_the_name_comes_from_the_folder(home: Home, clip_model: Path, tmp_path: Path) -> None:
    source = tmp_path / "My Model (v2)"
    shutil.copytree(clip_model, source)
    assert add(home, source).name == "my-model-v2"


@pytest.mark.parametrize("name", ["builtin", "fake", "standard", "A b", "../x", ".x", "x" * 65])
def test_some_names_are_not_to_be_had(home: Home, clip_model: Path, name: str) -> None:
    with pytest.raises(InputError, match="name"):
        add(home, clip_model, name)


def test_a_name_is_given_once(home: Home, clip_model: Path) -> None:
    add(home, clip_model, "mine")
    with pytest.raises(InputError, match="already"):
        add(home, clip_model, "mine")


def test_nothing_is_copied_from_a_folder_that_is_refused(home: Home, tmp_path: Path) -> None:
    with pytest.raises(NoWeights):
        add(home, tmp_path, "mine")
    assert not home.models.exists()


def test_a_copy_that_was_killed_leaves_no_model(home: Home, clip_model: Path) -> None:
    half = home.models / ".mine.adding"
    half.mkdir(parents=True)
    (half / "open_clip_config.json").write_text("{}")
    assert "mine" not in states(home)
    assert add(home, clip_model, "mine").state is State.ADDED
    assert not half.exists()


def test_a_full_disk_is_noticed_before(
    home: Home, clip_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        catalogue.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1)
    )
    with pytest.raises(NoSpace, match="not enough room"):
        add(home, clip_model, "mine")
    assert list(home.models.iterdir()) == []


def test_a_model_that_breaks_later_is_shown_as_broken(home: Home, clip_model: Path) -> None:
    add(home, clip_model, "mine")
    (home.models / "mine" / "open_clip_model.safetensors").write_bytes(b"")
    entry = catalogue.entry(home, "mine")
    assert entry.state is State.BROKEN
    assert "damaged" in entry.note


def test_an_unknown_name_is_answered_with_the_known_ones(home: Home, clip_model: Path) -> None:
    add(home, clip_model, "mine")
    with pytest.raises(NoWeights, match=r"builtin, standard, .*, mine"):
        find(home, "yours")
    with pytest.raises(NoWeights, match="photoclip model download standard"):
        find(home, "standard")


def test_removing(home: Home, clip_model: Path) -> None:
    add(home, clip_model, "mine")
    remove(home, "mine")
    assert list(home.models.iterdir()) == []
    with pytest.raises(NoWeights):
        remove(home, "mine")
    with pytest.raises(NoWeights):
        remove(home, "../home")
    with pytest.raises(InputError, match="stays"):
        remove(home, "builtin")


def test_removing_a_stopped_download(home: Home) -> None:
    left = catalogue.unfinished_download(home, "standard")
    left.mkdir(parents=True)
    remove(home, "standard")
    assert not left.exists()
