"""`personalize` as a user runs it: learn a word, find by it, go back; nothing else changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from photoclip.cli.session import DONE
from photoclip.paths import Home

Run = Callable[..., Any]
RED, BLUE, GREEN = (220, 10, 10), (10, 60, 230), (10, 190, 20)
OTHERS = ((255, 245, 0), (139, 0, 204), (0, 255, 255), (128, 128, 128), (255, 138, 0), GREEN)


@pytest.fixture
def library(run: Run, tmp_path: Path) -> Path:
    """Ten photos of Rex, who is red and blue, among fifty of other colours."""
    folder, random = tmp_path / "photos", np.random.default_rng(0)
    for i in range(60):
        pair = (RED, BLUE) if i < 10 else (OTHERS[i % 6], OTHERS[(i * 7 + i // 6) % 6])
        third = OTHERS[int(random.integers(6))]
        _stripes(folder / f"{i:02}.png", (*pair, third), random.uniform(0.3, 0.5, 2))
    assert run("scan", folder).status == DONE
    return folder


def _stripes(path: Path, colours: tuple[tuple[int, int, int], ...], shares: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.new("RGB", (60, 40), colours[-1])
    left = 0
    for colour, share in zip(colours, shares, strict=False):
        width = round(60 * share)
        image.paste(colour, (left, 0, left + width, 40))
        left += width
    image.save(path)


def _rex(library: Path, count: int) -> list[Path]:
    return [library / f"{i:02}.png" for i in range(count)]


def _derived(home: Home) -> dict[str, str]:
    files = [home.vectors, *sorted(home.indexes.glob("*.hnsw"))]
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files if f.is_file()}


def test_without_verdicts_it_says_so(run: Run, library: Path) -> None:
    ran = run("personalize", "--json")
    assert ran.status == DONE
    assert ran.json["adopted"] is False
    assert "confirm" in ran.json["reason"]


def test_too_few_is_not_adopted(run: Run, library: Path) -> None:
    run("tag", "rex", *_rex(library, 2))
    found = run("personalize", "--json").json
    assert found["adopted"] is False
    assert "2 more for “rex”" in found["reason"]


def test_learn_find_and_go_back(run: Run, library: Path, home: Home) -> None:
    run("tag", "rex", *_rex(library, 8))
    before = _derived(home)
    assert run("status", "--json").json["adapter"] is None
    ran = run("personalize", "--json")
    assert ran.status == DONE
    found = ran.json
    assert found["adopted"] is True, found["reason"]
    assert (found["verdicts"], found["tags"]) == (8, 1)
    assert found["after"]["map"] > found["before"]["map"]
    assert set(found) >= {"seconds", "reason", "retention"}
    assert _derived(home) == before
    status = run("status", "--json").json["adapter"]
    assert status["tags"] == 1
    hits = run("search", "rex", "--weak", "-n", 10, "--json").json["hits"]
    assert {Path(hit["path"]).name for hit in hits} == {f"{i:02}.png" for i in range(10)}
    blended = run("search", "Rex yellow", "--weak", "--json").json["hits"]
    assert blended[0]["score"] != hits[0]["score"]
    reverted = run("personalize", "--revert", "--json")
    assert (reverted.status, reverted.json["reverted"]) == (DONE, True)
    assert run("status", "--json").json["adapter"] is None
    assert run("personalize", "--revert", "--json").json["reverted"] is False
    assert _derived(home) == before


def test_keep_unverified(run: Run, library: Path) -> None:
    run("tag", "rex", *_rex(library, 3))
    assert run("personalize", "--json").json["adopted"] is False
    assert run("personalize", "--keep-unverified", "--json").json["adopted"] is True
    assert run("status", "--json").json["adapter"]["verified"] is False


def test_fewshot_on_class_folders(run: Run, tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    for name, colour in (("red", RED), ("blue", BLUE)):
        for i in range(7):
            third = OTHERS[int(random.integers(6))]
            place = tmp_path / "classes" / name / f"{i}.png"
            _stripes(place, (colour, third), random.uniform(0.3, 0.5, 1))
    plot = tmp_path / "plot.png"
    arguments = ("--rename", "--shots", "2", "--seeds", 1, "--plot", plot)
    found = run("bench", "fewshot", tmp_path / "classes", *arguments, "--json").json
    assert (found["classes"], found["photos"], found["renamed"]) == (2, 14, True)
    methods = {figure["method"]: figure for figure in found["figures"]}
    assert methods["nearest centroid"]["map"] > 0.6
    assert methods["ours"]["gate"] is not None
    assert plot.is_file()
