"""`bench relevance` and `bench states` on painted photos: the figures are there and make sense."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from photoclip.cli.session import DONE, WORLD
from photoclip.query.keys import COMPUTED

Run = Callable[..., Any]
Paint = Callable[..., Path]


def test_bench_relevance(run: Run, tmp_path: Path, paint: Paint) -> None:
    listed = []
    for number in range(30):
        colour = ("green", "blue", "grey")[number % 3]
        file = paint(tmp_path / "many" / f"{number}.jpg", colour)
        word = "a dog" if number % 6 == 0 else "nothing"
        listed.append({"file": file.name, "captions": [word, word, "something"]})
    captions = tmp_path / "captions.json"
    captions.write_text(json.dumps(listed))
    found = run("bench", "relevance", tmp_path / "many", "--captions", captions, "--json").json
    assert found["photos"] == 30
    assert found["absent"] > 200
    assert found["present"] == 1
    shares = ("strong_absent", "strong_present", "confident_absent", "above_present")
    assert all(0 <= found[name] <= 1 for name in shares)
    halves = [
        run(
            "bench",
            "relevance",
            tmp_path / "many",
            "--captions",
            captions,
            "--half",
            half,
            "--json",
        )
        for half in ("first", "second")
    ]
    assert halves[0].json["absent"] < found["absent"]
    assert halves[1].status == WORLD  # the only present word is in the other half
    assert "no words" in halves[1].err


def test_bench_states(run: Run, tmp_path: Path, paint: Paint) -> None:
    for colour in ("red", "green"):
        paint(tmp_path / "usual" / f"{colour}.jpg", colour, size=(120, 90))
    paint(tmp_path / "shots" / "blue.png", "blue", size=(120, 90))
    ran = run("bench", "states", tmp_path / "usual", "--screenshot", tmp_path / "shots", "--json")
    assert ran.status == DONE
    found = ran.json
    assert found["photos"] == 2
    assert set(found["false_alarms"]) == set(COMPUTED)
    assert set(found["blurred"]["blur 2"]) == {"found", "auc"}
    assert found["given"]["screenshot"]["photos"] == 1


def test_aliases_and_prompts_of_a_tag(run: Run, tmp_path: Path, paint: Paint) -> None:
    photo = paint(tmp_path / "some" / "red.jpg", "red")
    run("scan", tmp_path / "some")
    run("tag", "rouge", photo)
    assert run("tags", "aliases", "rouge", "red", "scarlet", "--json").json == {"changed": 1}
    assert run("tags", "prompts", "rouge", "a red picture", "--json").json == {"changed": 1}
    (tag,) = run("tags", "--json").json["tags"]
    assert tag["aliases"] == ["red", "scarlet"]
    assert tag["prompts"] == ["a red picture"]
    assert run("search", "tag:scarlet", "--json").json["hits"][0]["path"] == str(photo)
    run("tags", "prompts", "rouge")
    assert run("tags", "--json").json["tags"][0]["prompts"] == []
