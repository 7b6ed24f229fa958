"""Where things live: one home re-roots everything, the resources are found, a child can start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from photoclip import __version__
from photoclip.paths import Home, own_command, resources

PLACES = [name for name, value in vars(Home).items() if isinstance(value, property)]


def test_a_home_holds_every_place(tmp_path: Path) -> None:
    home = Home.at(tmp_path)
    places = [getattr(home, name) for name in [*PLACES, *(f.name for f in fields(Home))]]
    assert len(PLACES) >= 9
    assert all(place.is_relative_to(tmp_path) for place in places)


def test_no_two_places_of_a_home_are_the_same_file(tmp_path: Path) -> None:
    home = Home.at(tmp_path)
    files = [getattr(home, name) for name in PLACES if name != "indexes"]
    assert len(set(files)) == len(files)


def test_a_home_makes_nothing_by_itself(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "new")
    assert [getattr(home, name) for name in PLACES]
    assert not home.data.exists()


def test_a_relative_home_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Home.at(Path("here")).data == tmp_path / "here"


def test_a_tilde_means_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert Home.at(Path("~/photos")).data == tmp_path / "photos"


def test_the_explicit_home_wins_over_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PHOTOCLIP_HOME", str(tmp_path / "named"))
    assert Home.find(tmp_path / "explicit") == Home.at(tmp_path / "explicit")
    assert Home.find() == Home.at(tmp_path / "named")


@pytest.mark.parametrize("named", [None, ""])
def test_without_a_home_the_platform_decides(
    named: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PHOTOCLIP_HOME", raising=False)
    if named is not None:
        monkeypatch.setenv("PHOTOCLIP_HOME", named)
    for variable in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    home = Home.find()
    assert home.library.name == "library.db"
    assert "photoclip" in home.library.parts
    if sys.platform == "linux":
        assert home.library.is_relative_to(tmp_path / "XDG_DATA_HOME")
        assert home.thumbs.is_relative_to(tmp_path / "XDG_CACHE_HOME")
        assert home.settings.is_relative_to(tmp_path / "XDG_CONFIG_HOME")


def test_the_resources_of_the_checkout_are_found() -> None:
    assert resources().is_dir()
    assert (resources() / "sample" / "samples.json").is_file()


def test_the_samples_are_what_their_list_says() -> None:
    sample = resources() / "sample"
    listed = json.loads((sample / "samples.json").read_text(encoding="utf-8"))
    photos = {file.name for file in sample.glob("*.jpg")}
    assert len(listed["queries"]) == 3
    assert len(photos) >= 24
    for tag, files in listed["tags"].items():
        assert len(files) == len(set(files)) >= 5, tag
        assert set(files) <= photos, tag


def test_every_sample_is_credited_under_a_licence_that_allows_it() -> None:
    sample = resources() / "sample"
    lines = (sample / "CREDITS.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if line.startswith("| `")]
    assert {row[1].strip("`") for row in rows} == {file.name for file in sample.glob("*.jpg")}
    assert {row[4] for row in rows} == {"BY", "BY-SA"}
    assert all("https://www.flickr.com/" in row[3] for row in rows)


def test_our_own_command_starts_this_program() -> None:
    done = subprocess.run(own_command("--version"), capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert __version__ in done.stdout


@pytest.mark.parametrize("started", ["photoclip.exe", "photoclip-window.exe", "photoclip"])
def test_a_packaged_program_starts_its_children_with_a_standard_input(
    monkeypatch: pytest.MonkeyPatch, started: str
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", os.path.join("programs", started))  # noqa: PTH118
    program = os.path.join("programs", "photoclip" + Path(started).suffix)  # noqa: PTH118
    assert own_command("engine", "--here") == [program, "engine", "--here"]
