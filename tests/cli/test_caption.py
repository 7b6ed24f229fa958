"""`caption`: given by the user, or written by an encoder that can, applied or not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photoclip.cli.session import DONE, USAGE, WORLD
from photoclip.domain import Photo
from photoclip.library import lessons, photos
from photoclip.library.database import Library
from photoclip.paths import Home

Run = Callable[..., Any]


@pytest.fixture
def red(run: Run, photos_folder: Path) -> Path:
    assert run("scan", photos_folder, "--encoder", "fake-captions").status == DONE
    return photos_folder / "red.jpg"


def known(home: Home, path: Path) -> Photo:
    with Library.open(home) as library:
        return photos.by_paths(library, [path])[path]


def test_a_caption_can_still_be_given(run: Run, home: Home, red: Path) -> None:
    assert run("caption", "At sea", red, "--json").json == {"changed": 1}
    assert known(home, red).caption == "At sea"
    assert run("caption", "--text", "red.jpg", red, "--json").json == {"changed": 1}
    assert known(home, red).caption == "red.jpg"
    assert run("caption", "", red, "--json").json == {"changed": 1}
    assert known(home, red).caption == ""
    assert run("caption", red.with_name("typo.jpg"), red).status == WORLD
    assert run("caption", red, red.with_name("typo.jpg")).status == WORLD
    assert run("caption", "--text", "words").status == WORLD
    assert known(home, red).caption == ""


def test_an_encoder_that_cannot_names_one_that_can(run: Run, red: Path) -> None:
    refused = run("caption", red, "--encoder", "fake")
    assert refused.status == WORLD
    assert "“fake” cannot write captions; the encoder “captions” can" in refused.err
    assert "photoclip model download captions" in refused.err


def test_written_captions_are_kept_apart_and_found(run: Run, home: Home, red: Path) -> None:
    one = run("caption", red, "--encoder", "fake-captions", "--json").json
    assert one["captions"] == [
        {
            "path": str(red),
            "caption": "A red picture",
            "writer": "fake-captions",
            "applied": False,
        }
    ]
    assert known(home, red).caption == ""
    found = run("search", "picture", "--weak", "--encoder", "fake-captions", "--json").json["hits"]
    (hit,) = [hit for hit in found if hit["path"] == str(red)]
    assert hit["why"][0] == "generated caption “A red picture”"
    assert not hit["above"]
    again = run("caption", "--encoder", "fake-captions", "--json").json
    assert again["written_before"] == 1
    assert str(red) not in [item["path"] for item in again["captions"]]


def test_applied_ones_are_captions_that_nothing_is_learnt_from(
    run: Run, home: Home, red: Path
) -> None:
    run("caption", "my own words", red)
    done = run("caption", "--apply", "--encoder", "fake-captions", "--json").json
    assert done["captioned"] == 1
    assert done["applied"] == done["photos"] == len(done["captions"]) > 3
    blue = known(home, red.with_name("blue.jpg"))
    assert (blue.caption, blue.caption_unseen) == ("A blue picture", True)
    assert known(home, red).caption == "my own words"
    with Library.open(home) as library:
        assert list(lessons.lessons(library).captions.values()) == ["my own words"]
    assert run("undo").status == DONE
    assert known(home, red.with_name("blue.jpg")).caption == ""


def test_what_was_written_before_can_be_applied_later(run: Run, home: Home, red: Path) -> None:
    first = run("caption", "--encoder", "fake-captions", "--json").json
    again = run("caption", "--encoder", "fake-captions").out
    assert f"{first['photos']:,} captions were written before; --apply" in again
    assert "Nothing was written" not in again
    found = run("caption", "name:b*", "--apply", "--encoder", "fake-captions", "--json").json
    assert found["applied"] == len(list(red.parent.glob("b*.jpg"))) > 0
    assert found["photos"] == 0
    rest = run("caption", "--apply", "--encoder", "fake-captions")
    assert f"Applied {first['photos'] - found['applied']:,};" in rest.out
    assert known(home, red).caption == "A red picture"


def test_a_query_says_for_which(run: Run, red: Path) -> None:
    found = run("caption", "name:b*", "--encoder", "fake-captions", "--json").json
    assert {Path(item["path"]).name for item in found["captions"]} == {
        path.name for path in red.parent.glob("b*.jpg")
    }
    assert run("caption", "rating:x").status == USAGE
