"""`bench personalize` on a small scale: the figures are there, and folding is exact."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from photoclip.cli.session import WORLD

Run = Callable[..., Any]


def test_bench_personalize(run: Run) -> None:
    ran = run("bench", "personalize", "--photos", 240, "--tags", 12, "--dim", 128, "--json")
    figures = {figure["name"]: figure for figure in ran.json["figures"]}
    assert figures["learning with gates, processor"]["value"] > 0
    assert figures["learning with gates, processor"]["ratio"] > 1
    assert figures["folded query beside projected photos"]["value"] < 1e-5
    assert figures["going back to the version before"]["value"] > 0


def test_fewer_photos_than_tags_are_refused(run: Run) -> None:
    ran = run("bench", "personalize", "--photos", 5, "--tags", 12)
    assert ran.status == WORLD
    assert "at least one photo" in ran.err
