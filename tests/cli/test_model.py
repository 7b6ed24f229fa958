"""Tests of `photoclip model`: what it prints, what it keeps, and when it asks."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import open_clip
import pytest
from safetensors.torch import save_file

from photoclip.__main__ import main
from photoclip.clip import catalogue
from photoclip.paths import Home
from photoclip.settings import Settings, load, save

Run = Callable[..., Any]


@pytest.fixture
def run(home: Home, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `photoclip model …`: (status, JSON document or None, what it said)."""

    def run_model(*arguments: str) -> tuple[int, Any, str]:
        status = main(["--home", str(home.data), "--json", "model", *arguments])
        out, err = capsys.readouterr()
        return status, json.loads(out) if out else None, err

    return run_model


@pytest.fixture(scope="module")
def tiny_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that open_clip can load."""
    folder = tmp_path_factory.mktemp("tiny")
    towers = {
        "embed_dim": 16,
        "vision_cfg": {"image_size": 32, "layers": 2, "width": 64, "patch_size": 16},
        "text_cfg": {"context_length": 16, "width": 16, "heads": 2, "layers": 2},
    }
    config = {"model_cfg": towers, "preprocess_cfg": {"mean": 0.5, "std": 0.5}}
    (folder / "open_clip_config.json").write_text(json.dumps(config))
    save_file(open_clip.CLIP(**towers).state_dict(), folder / "open_clip_model.safetensors")
    return folder


def test_list_names_what_there_is(run: Run) -> None:
    status, document, _said = run("list")
    models = {model["name"]: model for model in document["models"]}
    assert status == 0
    assert set(models) == {"builtin", *(model.name for model in catalogue.PUBLISHED)}
    assert models["builtin"]["in_use"]
    standard = models["standard"]
    assert (standard["state"], standard["licence"]) == ("not downloaded", "MIT")
    assert (standard["dim"], standard["megabytes"]) == (512, 605)


def test_list_for_people(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", str(home.data), "model", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("* builtin ")
    assert any("not downloaded" in line and "MIT" in line for line in lines)


def test_add_use_and_remove(run: Run, home: Home, tiny_clip: Path) -> None:
    status, document, _said = run("add", str(tiny_clip), "--name", "mine")
    assert (status, document["models"][0]["state"]) == (0, "added")
    assert run("use", "mine")[0] == 0
    assert load(home.settings)[0].encoder == "mine"
    assert [m["name"] for m in run("list")[1]["models"] if m["in_use"]] == ["mine"]
    status, _document, said = run("remove", "mine")
    assert status == 0
    assert "in use" in said
    assert load(home.settings)[0].encoder == "builtin"


def test_what_does_not_load_is_not_added(
    run: Run, home: Home, tiny_clip: Path, tmp_path: Path
) -> None:
    spoilt = tmp_path / "spoilt"
    spoilt.mkdir()
    for file in tiny_clip.iterdir():
        (spoilt / file.name).write_bytes(file.read_bytes())
    config = spoilt / "open_clip_config.json"
    config.write_text(config.read_text().replace('"layers": 2', '"layers": 1'))
    status, document, said = run("add", str(spoilt))
    assert (status, document) == (3, None)
    assert "does not load" in said
    assert said.count("\n") == 1
    assert not home.models.exists()


@pytest.mark.parametrize("arguments", [("use", "yours"), ("use", "standard"), ("remove", "yours")])
def test_what_is_not_there_is_one_sentence(
    run: Run, home: Home, arguments: tuple[str, str]
) -> None:
    status, document, said = run(*arguments)
    assert (status, document) == (3, None)
    assert said.count("\n") == 1
    assert not home.settings.exists()


def test_download_shows_the_licence_and_wants_an_answer(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[str] = []
    monkeypatch.setattr("photoclip.clip.downloads.download", lambda *_, **__: fetched.append("x"))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    status, _document, said = run("download", "standard")
    assert status == 2
    assert "MIT" in said
    assert "605 MB" in said
    assert "--yes" in said
    assert fetched == []


@pytest.mark.parametrize(("answer", "agreed"), [("y\n", True), ("\n", False), ("", False)])
def test_download_asks_on_a_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, answer: str, agreed: bool
) -> None:
    fetched: list[str] = []

    def fetch(home: Home, name: str, **_: Any) -> catalogue.ModelEntry:
        fetched.append(name)
        return catalogue.entry(home, name)

    monkeypatch.setattr("photoclip.clip.downloads.download", fetch)
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    status, _document, said = run("download", "standard")
    assert "Download it?" in said
    assert (status, fetched) == ((0, ["standard"]) if agreed else (2, []))


def test_download_without_a_network_is_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://models.example")
    monkeypatch.setenv("http_proxy", "")

    def refuse(*_: Any, **__: Any) -> Any:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr("socket.create_connection", refuse)
    status, document, said = run("download", "standard", "--yes")
    assert (status, document) == (3, None)
    assert said.splitlines()[-1] == "models.example cannot be reached; is there a connection?"


def test_a_switch_is_finished_by_the_next_scan(
    home: Home, photos_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*arguments: str) -> tuple[dict[str, Any], str]:
        assert main(["--home", str(home.data), "--json", *arguments]) == 0
        out, err = capsys.readouterr()
        return json.loads(out), err

    save(home.settings, Settings(encoder="fake"))
    run("scan", str(photos_folder))
    _models, said = run("model", "use", "fake-large")
    assert "fake answers until fake-large has seen the photos (0 by now)" in said
    found, said = run("search", "red")
    assert (found["searched"], found["of"]) == (11, 11)
    assert "fake answers; fake-large has seen 0 photos so far." in said
    assert run("status")[0]["switching"] == {"to": "fake-large", "embedded": 0}
    scanned, said = run("scan")
    assert scanned["embedded"] == 11
    assert "fake-large answers now." in said
    assert run("status")[0]["encoder"]["name"] == "fake-large"
    spaces = {space["name"]: space for space in run("model", "list")[0]["spaces"]}
    assert {name: space["answering"] for name, space in spaces.items()} == {
        "fake": False,
        "fake-large": True,
    }
    assert all(space["photos"] == 11 and space["megabytes"] > 0 for space in spaces.values())
    run("model", "use", "fake")  # immediate, the old space is kept
    assert run("status")[0]["switching"] is None
    assert run("search", "red")[0]["searched"] == 11
    run("scan")
    run("model", "remove", "fake-large", "--vectors")
    assert [space["name"] for space in run("model", "list")[0]["spaces"]] == ["fake"]
    run("model", "use", "fake-large", "--now")
    assert run("search", "red")[0]["searched"] == 0


class Terminal:
    """Somebody at the keyboard."""

    def __init__(self, answer: str) -> None:
        self._answer = answer

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        return self._answer
