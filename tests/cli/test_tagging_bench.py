"""`bench tagging` on colours, as class folders and with labels in a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photoclip.cli.session import DONE, WORLD

Run = Callable[..., Any]


@pytest.fixture
def classes(tmp_path: Path, paint: Callable[..., Path]) -> Path:
    """Fourteen photos each of three colours."""
    for colour in ("red", "green", "blue"):
        for number in range(14):
            paint(tmp_path / "classes" / colour / f"{number}.png", colour)
    return tmp_path / "classes"


def test_class_folders(run: Run, classes: Path) -> None:
    ran = run("bench", "tagging", classes, "--json")
    assert ran.status == DONE
    assert (ran.json["photos"], ran.json["tags"], ran.json["answers"]) == (42, 3, 20)
    assert ran.json["f1"] == pytest.approx(1.0, abs=0.02)
    assert ran.json["error"] < 0.2
    assert "micro-F1" in run("bench", "tagging", classes).out


def test_labels_of_a_file(run: Run, classes: Path, tmp_path: Path) -> None:
    rows = [
        {"file": f"{colour}/{number}.png", "labels": [colour, "rare"] if number < 2 else [colour]}
        for colour in ("red", "blue")
        for number in range(14)
    ]
    labels = tmp_path / "labels.json"
    labels.write_text(json.dumps(rows))
    found = run("bench", "tagging", classes, "--labels", labels, "--json").json
    assert (found["photos"], found["tags"]) == (28, 2)
    labels.write_text('[{"file": 1}]')
    assert run("bench", "tagging", classes, "--labels", labels).status == WORLD
    assert run("bench", "tagging", classes / "red").status == WORLD
