"""`states` and `state`, feedback and tiles on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photoclip.cli.session import DONE, USAGE, WORLD
from photoclip.query.keys import COMPUTED

Run = Callable[..., Any]


@pytest.fixture
def library(run: Run, photos_folder: Path) -> Path:
    """The colours, scanned and embedded; returns their folder."""
    assert run("scan", photos_folder).status == DONE
    return photos_folder


def names(found: dict[str, Any]) -> list[str]:
    return [Path(hit["path"]).stem for hit in found["hits"]]


def test_states_are_shown_corrected_and_undone(run: Run, library: Path) -> None:
    red = library / "red.jpg"
    (one,) = run("states", red, "--json").json["photos"]
    assert one["path"] == str(red)
    assert [state["state"] for state in one["states"]] == list(COMPUTED)
    assert all(state["corrected"] is None for state in one["states"])
    assert run("state", "sensitive", red, "--json").json == {"changed": 1}
    assert "red" in names(run("search", "is:sensitive", "--json").json)
    assert "you said yes" in run("states", red).out
    assert run("state", "sensitive", red, "--not", "--json").json == {"changed": 1}
    assert "red" not in names(run("search", "is:sensitive", "--json").json)
    run("undo")
    assert "red" in names(run("search", "is:sensitive", "--json").json)
    assert run("state", "sensitive", red, "--forget", "--json").json == {"changed": 1}
    assert "you said" not in run("states", red).out
    assert run("state", "missing", red).status == USAGE
    assert run("state", "blurry", library / "no.jpg").status == WORLD


def test_feedback_is_saved_as_a_tag(run: Run, library: Path) -> None:
    red, blue, green = (library / f"{name}.jpg" for name in ("red", "blue", "green"))
    plain = names(run("search", "red", "--weak", "--json").json)
    found = run(
        "search", "red", "--weak", "--json", "--more", blue, "--less", green, "--save-as-tag", "Mix"
    ).json
    assert names(found).index("blue") < plain.index("blue")
    assert found["tagged"] == 2
    assert names(run("search", "tag:mix", "--json").json) == ["blue"]
    (tag,) = run("tags", "--json").json["tags"]
    assert (tag["name"], tag["confirmed"], tag["rejected"]) == ("Mix", 1, 1)
    run("undo")
    assert run("tags", "--json").json["tags"] == []
    refused = run("search", "red", "--save-as-tag", "x")
    assert refused.status == WORLD
    assert "Mark at least one photo" in refused.err
    assert red.exists()


def test_tiles(run: Run, library: Path, paint: Callable[..., Path]) -> None:
    copy = library / "a copy.jpg"
    copy.write_bytes((library / "red.jpg").read_bytes())
    run("scan")
    found = run("search", "red", "--weak", "--group", "--json").json
    under = [hit for hit in found["hits"] if "under" in hit]
    assert len(under) == 1
    assert {under[0]["path"], under[0]["under"]} == {str(copy), str(library / "red.jpg")}
    assert found["matches"] >= 1
