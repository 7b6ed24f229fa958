"""`watch` follows what changes, by what the system tells or by schedule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from photoclip.cli import watch
from photoclip.library.watching import Touched
from tests.cli.conftest import Run
from tests.conftest import Paint


class Told:
    """Stands for the watch: tells at once what happened to the folder since the first scan."""

    happens: Callable[[Path], Touched]

    def __init__(
        self, roots: Sequence[Path], touched: Callable[[Touched], None], say: Any, **_options: Any
    ) -> None:
        self._roots, self._touched = roots, touched

    def start(self) -> None:
        self._touched(type(self).happens(self._roots[0]))

    def close(self) -> None: ...


def test_what_changes_is_read_and_embedded(
    run: Run, photos_folder: Path, paint: Paint, monkeypatch: pytest.MonkeyPatch
) -> None:
    def happens(root: Path) -> Touched:
        paint(root / "new" / "teal.jpg", "cyan")
        (root / "red.jpg").unlink()
        return Touched({root / "new": True, root: False})

    monkeypatch.setattr(watch, "Watch", type("Once", (Told,), {"happens": staticmethod(happens)}))
    ran = run("watch", str(photos_folder), "--seconds", "0", "--json")
    assert ran.status == 0
    assert ran.json == {"added": 1, "changed": 0, "moved": 0, "missing": 1, "embedded": 1}
    assert "1 added, 1 missing, 1 embedded." in ran.err


def test_roots_are_scanned_whole_when_they_are_told(
    run: Run, photos_folder: Path, paint: Paint, monkeypatch: pytest.MonkeyPatch
) -> None:
    def happens(root: Path) -> Touched:
        paint(root / "deep" / "down" / "teal.jpg", "cyan")
        return Touched(roots=(root,))

    monkeypatch.setattr(watch, "Watch", type("Once", (Told,), {"happens": staticmethod(happens)}))
    ran = run("watch", str(photos_folder), "--no-embed", "--seconds", "0", "--json")
    assert ran.json["added"] == 1
    assert ran.json["embedded"] == 0


def test_the_real_watch_ends_when_its_time_is_up(run: Run, photos_folder: Path) -> None:
    ran = run("watch", str(photos_folder), "--no-embed", "--seconds", "0.2")
    assert ran.status == 0
    assert "while watching" in ran.out
