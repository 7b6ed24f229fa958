"""Searching, organising, undoing, examining: each command with the fields of the contract."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photoclip.cli.session import DONE, USAGE, WORLD
from photoclip.paths import Home

Run = Callable[..., Any]


@pytest.fixture
def library(run: Run, photos_folder: Path) -> Path:
    """The colours, scanned and embedded; returns their folder."""
    assert run("scan", photos_folder).status == DONE
    return photos_folder


def test_search_ranks_and_explains(run: Run, library: Path) -> None:
    found = run("search", "red", "--weak", "-n", 3, "--json").json
    assert found["query"] == "red"
    assert found["searched"] == found["of"] == 11
    assert found["milliseconds"] > 0
    assert len(found["hits"]) == 3
    best = found["hits"][0]
    assert best["path"] == str(library / "red.jpg")
    assert set(best) >= {"path", "score", "relevance", "strong", "why"}
    relevances = [hit["relevance"] for hit in found["hits"]]
    assert relevances == sorted(relevances, reverse=True)


def test_negatives_and_examples(run: Run, library: Path) -> None:
    red, pink = str(library / "red.jpg"), str(library / "pink.jpg")
    liked = run("search", f'like:"{red}"', "--weak", "--json").json["hits"]
    assert liked[0]["path"] == red
    without = run("search", f'red -like:"{red}"', "--weak", "--json").json["hits"]
    assert without[0]["path"] != red
    assert run("search", f'like:"{library / "no.jpg"}"').status == USAGE
    assert pink in {hit["path"] for hit in liked}


def test_filters_are_exact(run: Run, library: Path) -> None:
    run("tag", "warm", library / "red.jpg", library / "orange.jpg")

    def names(query: str) -> set[str]:
        hits = run("search", query, "--weak", "--json").json["hits"]
        return {Path(hit["path"]).stem for hit in hits}

    assert names("tag:warm") == {"red", "orange"}
    assert names("blue tag:warm") == {"red", "orange"}
    assert names("date:2021-03..2021-05") == {"yellow", "green", "cyan"}
    assert names("name:r* OR name:bl*") == {"red", "blue", "black"}
    assert names("is:untagged -name:*e*") == {"black", "cyan", "pink"}


def test_sorting(run: Run, library: Path) -> None:
    hits = run("search", "ext:jpg sort:name", "--json").json["hits"]
    stems = [Path(hit["path"]).stem for hit in hits]
    assert stems == sorted(stems)


def test_similar_inside_and_outside(run: Run, library: Path, tmp_path: Path, paint) -> None:  # type: ignore[no-untyped-def]
    own = run("similar", library / "red.jpg", "-n", 3, "--json").json["hits"]
    assert str(library / "red.jpg") not in {hit["path"] for hit in own}
    outside = paint(tmp_path / "elsewhere" / "a.png", "red")
    found = run("similar", outside, "-n", 3, "--json").json["hits"]
    assert found[0]["path"] == str(library / "red.jpg")
    assert run("similar", library / "nothing.jpg").status == WORLD


def test_describe_with_labels(run: Run, library: Path) -> None:
    found = run("describe", library / "red.jpg", "--labels", "red,blue,green", "--json").json
    assert found["path"] == str(library / "red.jpg")
    assert found["labels"][0]["label"] == "red"
    assert sum(label["probability"] for label in found["labels"]) == pytest.approx(1, abs=0.01)
    assert run("describe", library / "red.jpg", "--labels", ",").status == WORLD


def test_describe_by_the_vocabulary(run: Run, library: Path) -> None:
    found = run("describe", library / "red.jpg", "-n", 4, "--json").json["labels"]
    assert len(found) == 4
    assert found[0]["probability"] >= found[-1]["probability"]


def test_tagging_is_remembered_undone_and_redone(run: Run, library: Path) -> None:
    assert run("tag", "warm", library / "red.jpg", "--json").json == {"changed": 1}
    assert run("tag", "warm", library / "red.jpg", "--json").json == {"changed": 0}
    assert run("untag", "warm", library / "blue.jpg", "--json").json == {"changed": 1}
    (tag,) = run("tags", "--json").json["tags"]
    assert (tag["name"], tag["confirmed"], tag["rejected"]) == ("warm", 1, 1)
    assert len(run("history", "--json").json["operations"]) >= 2
    assert run("undo").status == DONE
    (tag,) = run("tags", "--json").json["tags"]
    assert tag["rejected"] == 0
    run("redo")
    (tag,) = run("tags", "--json").json["tags"]
    assert tag["rejected"] == 1


def test_undo_with_nothing_to_undo(run: Run, library: Path) -> None:
    ran = run("undo", "--json")
    assert (ran.status, ran.json) == (DONE, {"operations": []})


def test_photos_that_are_not_in_the_library(run: Run, library: Path, tmp_path: Path) -> None:
    ran = run("tag", "warm", tmp_path / "stranger.jpg")
    assert ran.status == WORLD
    assert "stranger.jpg" in ran.err
    assert run("tags", "--json").json["tags"] == []


def test_albums_by_hand_and_by_query(run: Run, library: Path) -> None:
    made = run("album", "Two", library / "red.jpg", library / "blue.jpg", "--json").json
    assert made == {"album": "Two", "photos": 2}
    smart = run("album", "Spring", "date:2021-03..2021-05", "--json").json
    assert smart == {"album": "Spring", "photos": 3}
    hits = run("search", "album:Two", "--json").json["hits"]
    assert {Path(hit["path"]).stem for hit in hits} == {"red", "blue"}
    assert len(run("search", "album:Spring", "--json").json["hits"]) == 3
    assert run("album", "Bad", "rating:abc").status == USAGE


def test_doctor_finds_nothing_and_then_something(run: Run, library: Path, home: Home) -> None:
    found = run("doctor", "--json").json
    assert found["ok"], found
    assert {check["name"] for check in found["checks"]} >= {"library.db", "vectors.db", "versions"}
    home.vectors.write_bytes(b"nothing like a database" * 400)
    for ending in ("-wal", "-shm"):
        home.vectors.with_name(home.vectors.name + ending).unlink(missing_ok=True)
    ran = run("doctor", "--json")
    assert not ran.json["ok"]
    assert run("doctor", "--repair", "--json").json["ok"]
    assert run("scan", "--json").json["embedded"] == 11
    assert run("doctor", "--json").json["ok"]


def test_models_are_listed(run: Run) -> None:
    models = {m["name"]: m for m in run("model", "list", "--json").json["models"]}
    assert "builtin" in models
    assert set(models["builtin"]) >= {"name", "state", "dim", "megabytes", "licence"}
    assert run("model", "use", "nothing").status == WORLD


def test_bench_retrieval_on_colours(run: Run, library: Path, tmp_path: Path) -> None:
    captions = tmp_path / "captions.csv"
    lines = ["file,caption", "red.jpg,a red square", "blue.jpg,something blue"]
    captions.write_text("\n".join([*lines, "green.jpg,green grass"]))
    found = run("bench", "retrieval", library, "--captions", captions, "--json").json
    assert (found["photos"], found["captions"]) == (3, 3)
    assert found["text_to_image"]["R@1"] == 1.0
    captions.write_text("nothing,")
    assert run("bench", "retrieval", library, "--captions", tmp_path / "none").status == WORLD


def test_bench_zeroshot_on_colours(run: Run, tmp_path: Path, paint) -> None:  # type: ignore[no-untyped-def]
    for colour in ("red", "green", "blue"):
        paint(tmp_path / "classes" / colour / "a.png", colour)
    found = run("bench", "zeroshot", tmp_path / "classes", "--json").json
    assert (found["classes"], found["photos"], found["top1"]) == (3, 3, 1.0)
    assert run("bench", "zeroshot", tmp_path / "classes" / "red").status == WORLD


def test_the_demo_does_the_main_job(run: Run) -> None:
    ran = run("demo", "--headless", "--json")
    assert ran.status == DONE
    assert ran.json["photos"] >= 24
    assert len(ran.json["searches"]) == 3
    assert isinstance(ran.json["suggestions"], int)
    assert all(len(search["hits"]) == 3 for search in ran.json["searches"])


def test_doctor_brings_back_a_library_that_is_gone(run: Run, library: Path, home: Home) -> None:
    run("tag", "garden", library / "red.jpg")
    before = run("export", "json", home.data / "before.json")
    assert before.status == 0
    home.library.unlink()
    for ending in ("-wal", "-shm"):
        home.library.with_name(home.library.name + ending).unlink(missing_ok=True)
    refused = run("search", "tag:garden")
    assert refused.status == 3
    assert "doctor --repair" in refused.err
    assert not run("doctor", "--json").json["ok"]
    repaired = run("doctor", "--repair", "--json").json
    assert repaired["ok"], repaired
    assert run("doctor", "--json").json["ok"]
    found = run("search", "tag:garden", "--json").json["hits"]
    assert [Path(hit["path"]).name for hit in found] == ["red.jpg"]
