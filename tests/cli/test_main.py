"""The front door: exit statuses, one sentence for every error, JSON and nothing else."""

from __future__ import annotations

import importlib.metadata
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photoclip import __version__
from photoclip.__main__ import main
from photoclip.cli.session import ATTENTION, DONE, USAGE, WORLD
from photoclip.paths import Home

Run = Callable[..., Any]


def one_sentence(text: str) -> bool:
    return len(text.strip().splitlines()) == 1 and text.strip().endswith(".")


def test_global_flags_stand_before_or_behind(home: Home, photos_folder: Path, run: Run) -> None:
    assert run("scan", photos_folder).status == DONE
    assert main(["--json", "--home", str(home.data), "history"]) == DONE
    assert run("--json", "history").json == {"operations": []}
    assert run("history", "--json").json == {"operations": []}


def test_a_query_that_does_not_parse_shows_where(run: Run, photos_folder: Path) -> None:
    run("scan", photos_folder)
    ran = run("search", "dog rating:abc")
    assert ran.status == USAGE
    _sentence, query, pointer = ran.err.splitlines()
    assert query.strip() == "dog rating:abc"
    assert pointer.index("^") - (len(query) - len(query.lstrip())) in range(4, 14)


def test_an_unknown_tag_in_a_query_is_usage_too(run: Run, photos_folder: Path) -> None:
    run("scan", photos_folder)
    run("tag", "holiday", photos_folder / "red.jpg")
    ran = run("search", "tag:holliday")
    assert ran.status == USAGE
    assert "holiday" in ran.err


def test_a_very_long_query_is_answered_or_refused_in_words(run: Run, photos_folder: Path) -> None:
    run("scan", photos_folder)
    ran = run("search", "red " * 2500)
    assert ran.status in (DONE, USAGE)
    assert ran.status == DONE or one_sentence(ran.err)


@pytest.mark.parametrize("arguments", [["nonsense"], ["scan", "--nonsense"], ["album"], ["bench"]])
def test_bad_usage(run: Run, arguments: list[str]) -> None:
    expected = WORLD if arguments == ["nonsense"] else USAGE  # that one names a folder to open
    assert run(*arguments).status == expected


def test_folders_that_cannot_be_scanned(run: Run, photos_folder: Path) -> None:
    for path in (photos_folder / "nowhere", photos_folder / "red.jpg"):
        ran = run("scan", path)
        assert ran.status == WORLD
        assert one_sentence(ran.err)
        assert str(path) in ran.err


def test_an_empty_folder_is_no_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = run("scan", tmp_path / "empty", "--json")
    assert ran.status == DONE
    assert (ran.json["added"], ran.json["problems"]) == (0, 0)


def test_without_a_library_reading_commands_say_so(run: Run) -> None:
    for arguments in (["search", "red"], ["similar", __file__], ["describe", __file__]):
        ran = run(*arguments)
        assert ran.status == WORLD
        assert one_sentence(ran.err)


def test_databases_that_are_damaged_or_too_new(run: Run, home: Home, photos_folder: Path) -> None:
    run("scan", photos_folder)
    kept = home.library.read_bytes()
    connection = sqlite3.connect(home.library)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    ran = run("status")
    assert ran.status == WORLD
    assert one_sentence(ran.err)
    assert "newer" in ran.err
    home.library.write_bytes(b"This is no database. " * 500)
    ran = run("search", "red")
    assert ran.status == WORLD
    assert one_sentence(ran.err)
    home.library.write_bytes(kept)
    assert run("status").status == DONE


def test_a_home_that_cannot_be_made(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    status = main(["status", "--home", str(tmp_path / "file" / "home")])
    assert status == WORLD
    assert one_sentence(capfd.readouterr().err)


def test_a_problem_is_attention_and_is_explained(run: Run, photos_folder: Path) -> None:
    (photos_folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 not much of a photo")
    ran = run("scan", photos_folder, "--json")
    assert ran.status == ATTENTION
    assert (ran.json["added"], ran.json["problems"]) == (11, 1)
    (problem,) = ran.json["problem_files"]
    assert problem["path"] == str(photos_folder / "broken.jpg")
    assert problem["sentence"].endswith(".")


def test_a_closed_pipe_is_no_error(home: Home, photos_folder: Path, run: Run) -> None:
    run("scan", photos_folder)
    command = [sys.executable, "-m", "photoclip", "search", "is:favourite OR ext:jpg"]
    child = subprocess.Popen(
        [*command, "--home", str(home.data)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout is not None
    child.stdout.close()
    _out, err = child.communicate(timeout=60)
    assert child.returncode == DONE
    assert b"Traceback" not in err


def test_help_and_version(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == DONE
    assert capfd.readouterr().out == f"photoclip {__version__}\n"
    assert main(["--version", "--verbose"]) == DONE
    told = capfd.readouterr().out
    assert f"torch {importlib.metadata.version('torch')}" in told
    assert str(Path.home()) not in told
    assert main(["--help"]) == DONE
    shown = capfd.readouterr().out
    for command in ("scan", "search", "describe", "doctor", "train", "model"):
        assert command in shown


def test_json_is_the_only_thing_on_stdout(run: Run, photos_folder: Path) -> None:
    ran = run("scan", photos_folder, "--json")
    assert json.loads(ran.out)["added"] == 11
