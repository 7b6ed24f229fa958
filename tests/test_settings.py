"""Settings survive a round trip, strangers in the file, and damage."""

from __future__ import annotations

import os
import pickle
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip.errors import NoSpace
from photoclip.settings import ACCENTS, BATTERY, LANGUAGES, THEMES, Settings, load, save

words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1).filter(str.strip)


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.toml") == (Settings(), [])


@given(
    st.builds(
        Settings,
        encoder=words,
        theme=st.sampled_from(THEMES),
        tile_size=st.integers(60, 600),
        excludes=st.lists(words).map(tuple),
        device=words,
        paused=st.booleans(),
        geometry=st.text("abcdefghijkl+/="),
        accent=st.sampled_from(ACCENTS),
        animations=st.booleans(),
        language=st.sampled_from(LANGUAGES),
        shortcuts=st.dictionaries(words, st.lists(words).map(tuple)),
        on_battery=st.sampled_from(BATTERY),
        notify=st.booleans(),
        unknown=st.dictionaries(st.text("uvwxyz", min_size=1), st.integers(0, 9)),
    )
)
def test_a_round_trip_keeps_everything(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings
) -> None:
    path = tmp_path_factory.getbasetemp() / "settings.toml"
    save(path, settings)
    assert load(path) == (settings, [])


def test_what_a_newer_photoclip_wrote_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "dark"\ndialect = "fr"\n[columns]\nwidth = 7\n')
    settings, sentences = load(path)
    assert settings.theme == "dark"
    assert sentences == []
    save(path, replace(settings, theme="light"))
    text = path.read_text()
    assert 'dialect = "fr"' in text
    assert "width = 7" in text
    assert load(path)[0].theme == "light"


@pytest.mark.parametrize(
    "line",
    [
        "encoder = 7",
        'encoder = " "',
        'theme = "purple"',
        "tile_size = 5",
        "tile_size = true",
        "tile_size = 99999",
        'excludes = "raw"',
        "excludes = [1]",
        'paused = "yes"',
        "geometry = 1",
        'device = ""',
    ],
)
def test_a_bad_value_is_named_and_replaced(tmp_path: Path, line: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(line + "\n")
    settings, sentences = load(path)
    assert settings == Settings()
    assert len(sentences) == 1
    assert line.split(" ")[0] in sentences[0]
    assert str(path) in sentences[0]


def test_a_line_that_landed_among_the_shortcuts_costs_none_of_them(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    save(path, Settings(theme="dark", shortcuts={"find": ("Ctrl+K",)}))
    with path.open("a") as file:
        file.write('index = "lancedb"\n')
    settings, sentences = load(path)
    assert settings == Settings(theme="dark", shortcuts={"find": ("Ctrl+K",)})
    assert len(sentences) == 1
    assert "index" in sentences[0]
    assert str(path) in sentences[0]


@pytest.mark.parametrize("content", [b"this is not TOML", b"\xff\xfe\x00"])
def test_a_damaged_file_means_defaults_and_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    settings, sentences = load(path)
    assert settings == Settings()
    assert "not TOML" in sentences[0]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    settings, sentences = load(tmp_path / "settings.toml")
    assert settings == Settings()
    assert "cannot be read" in sentences[0]


def test_saving_replaces_the_file_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.toml"
    save(path, Settings(theme="dark"))

    def fails(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(NoSpace, match="No space left"):
        save(path, Settings(theme="light"))
    assert load(path)[0].theme == "dark"
    assert [one.name for one in tmp_path.iterdir()] == ["settings.toml"]


def test_saving_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NoSpace, match="cannot be written"):
        save(tmp_path / "file" / "settings.toml", Settings())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_the_user_reads_the_settings(tmp_path: Path) -> None:
    save(tmp_path / "settings.toml", Settings())
    assert (tmp_path / "settings.toml").stat().st_mode & 0o077 == 0


def test_settings_cross_processes(tmp_path: Path) -> None:
    settings = Settings(unknown={"later": 1})
    assert pickle.loads(pickle.dumps(settings)) == settings
    assert isinstance(hash(settings), int)
