"""Suggesting tags, applying and withdrawing them, and the list of tags, as a user would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photoclip.cli.session import DONE, USAGE, WORLD

Run = Callable[..., Any]


@pytest.fixture
def library(run: Run, photos_folder: Path) -> Path:
    """The colours, scanned and embedded; returns their folder."""
    assert run("scan", photos_folder).status == DONE
    return photos_folder


def proposed(document: dict[str, Any], tag: str) -> set[str]:
    return {Path(s["path"]).stem for s in document["suggestions"] if s["tag"] == tag}


def listed(run: Run) -> dict[str, dict[str, Any]]:
    return {tag["name"]: tag for tag in run("tags", "--json").json["tags"]}


def test_all_photos(run: Run, library: Path) -> None:
    run("tag", "red", library / "blue.jpg")
    found = run("suggest", "--json").json
    assert found["photos"] == 11
    assert "red" in proposed(found, "red")
    assert all(0.5 <= s["probability"] <= 1 for s in found["suggestions"])
    assert "blue" not in proposed(found, "red")
    red = listed(run)["red"]
    assert (red["confirmed"], red["suggested"]) == (1, len(proposed(found, "red")))
    assert red["threshold"] > 0
    assert "red" in run("tags").out


def test_a_query_an_album_or_nothing(run: Run, library: Path) -> None:
    assert run("suggest", "name:red*", "--json").json["photos"] == 1
    run("album", "Two", library / "red.jpg", library / "blue.jpg")
    assert run("suggest", "--album", "two", "--json").json["photos"] == 2
    assert run("suggest", "--album", "None").status == WORLD
    assert run("suggest", "rating:abc").status == USAGE
    assert run("suggest", "red", "--album", "Two").status == WORLD
    assert run("suggest", "name:nothing*").out.startswith("No suggestions")


def test_words_of_a_file(run: Run, library: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("red barn\n")
    found = run("suggest", "--vocabulary", words, "--json").json
    assert "red" in proposed(found, "red barn")
    words.write_text("good\n   bad\n")
    ran = run("suggest", "--vocabulary", words)
    assert (ran.status, ran.out) == (WORLD, "")
    assert "line 2" in ran.err
    assert run("suggest", "--vocabulary", tmp_path / "none.txt").status == WORLD


def test_rejected_is_rejected_for_ever(run: Run, library: Path) -> None:
    run("tag", "red", library / "blue.jpg")
    assert "red" in proposed(run("suggest", "--json").json, "red")
    run("untag", "red", library / "red.jpg")
    before = listed(run)["red"]["suggested"]
    assert "red" not in proposed(run("suggest", "--json").json, "red")
    assert listed(run)["red"]["suggested"] == before
    run("undo")
    assert "red" in proposed(run("suggest", "--json").json, "red")


def test_applying_withdrawing_and_undoing(run: Run, library: Path) -> None:
    run("tag", "red", library / "blue.jpg")
    ran = run("suggest", "--apply-above", 0.5, "--json").json
    assert ran["applied"] == len(ran["suggestions"]) > 0
    have = listed(run)["red"]["confirmed"]
    assert have == 1 + len(proposed(ran, "red"))
    again = run("suggest", "--apply-above", 0.5, "--json").json
    assert (again["applied"], again["withdrawn"]) == (0, 0)
    run("undo")
    assert listed(run)["red"]["confirmed"] == 1
    run("redo")
    strict = run("suggest", "--apply-above", 1, "--json").json
    kept = sum(s["probability"] == 1 for s in strict["suggestions"])
    assert strict["withdrawn"] >= ran["applied"] - kept
    for wrong in ("0.2", "1.2", "much"):
        assert run("suggest", "--apply-above", wrong).status == USAGE


def test_suggestions_can_be_searched(run: Run, library: Path) -> None:
    run("tag", "red", library / "blue.jpg")
    run("suggest")
    hits = run("search", "tag:red?", "--json").json["hits"]
    assert {"red", "blue"} <= {Path(hit["path"]).stem for hit in hits}
    assert len(run("search", "tag:red", "--json").json["hits"]) == 1


def test_tags_are_renamed_merged_ordered_and_coloured(run: Run, library: Path) -> None:
    run("tag", "kitten", library / "red.jpg")
    run("tag", "cat", library / "blue.jpg")
    run("tag", "animal", library / "green.jpg")
    assert run("tags", "rename", "animal", "animals", "--json").json == {"changed": 1}
    assert run("tags", "merge", "kitten", "cat").status == DONE
    assert run("tags", "parent", "cat", "animals").status == DONE
    assert run("tags", "colour", "cat", "#D24726").status == DONE
    tags = listed(run)
    assert set(tags) == {"animals", "cat"}
    assert (tags["cat"]["confirmed"], tags["cat"]["parent"]) == (2, "animals")
    assert tags["cat"]["colour"] == "#d24726"
    assert run("tags", "colour", "cat", "reddish").status == WORLD
    assert run("tags", "parent", "animals", "cat").status == WORLD
    assert run("tags", "rename", "nothing", "x").status == WORLD
    for _ in range(4):
        run("undo")
    assert set(listed(run)) == {"animal", "cat", "kitten"}
