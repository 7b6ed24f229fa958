"""Commands beside an open window: they use its engine, and say so when it cannot be shared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from photoclip.cli.session import DONE, WORLD
from photoclip.engine.access import owning
from photoclip.engine.client import EngineClient
from photoclip.engine.messages import Event, GetStatus, PhotosRead
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.paths import Home

Run = Callable[..., Any]


@pytest.fixture
def window(home: Home, run: Run) -> Iterator[EngineClient]:
    """An engine that runs as a window's does, its readings written by its owner."""
    with Library.open(home) as library:

        def keep(event: Event) -> None:
            if isinstance(event, PhotosRead):
                photos.record(library, event.readings)

        client = EngineClient.start(home, keep, "fake")
        client.submit(GetStatus()).result(30)
        yield client
        client.close()


def test_scan_and_search_share_the_windows_engine(
    window: EngineClient, run: Run, photos_folder: Path
) -> None:
    found = run("scan", photos_folder, "--json")
    assert (found.status, found.json["embedded"]) == (DONE, 11)
    assert window.submit(GetStatus()).result(30).embedded_since_start == 11
    best = run("search", "red", "--weak", "-n", 1, "--json").json["hits"][0]
    assert Path(best["path"]).name == "red.jpg"
    assert window.alive


def test_an_engine_that_does_not_listen_locks_the_library(
    home: Home, run: Run, photos_folder: Path
) -> None:
    with owning(home):
        ran = run("scan", photos_folder)
        assert ran.status == WORLD
        assert "Another photoclip" in ran.err
        assert run("status").status == DONE
    assert run("scan", photos_folder).status == DONE
