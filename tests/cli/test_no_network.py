"""No command but `model download` opens a connection: sockets are counted in the process itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from photoclip.paths import Home
from tests.clip.conftest import HALF, SIGLIP, _write_model, _write_tokenizer

# Counts what would leave the machine: `sys.addaudithook` sees every connect and every look-up of
# a name, whichever library makes it. Children inherit the hook through `sitecustomize`.
HOOK = """
import os, sys
def _watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.gethostbyname"):
        target = arguments[1] if event in ("socket.connect", "socket.sendto") else arguments
        if event in ("socket.connect", "socket.sendto") and isinstance(target, (str, bytes)):
            return  # a socket in the file system
        with open(os.environ["SOCKETS_SEEN"], "a") as file:
            file.write(f"{event} {target!r}\\n")
sys.addaudithook(_watch)
"""


@pytest.fixture
def tiny_siglip(tmp_path: Path) -> Path:
    """A reduced SigLIP 2 with a tokenizer of its own."""
    folder = _write_model(tmp_path / "siglip", SIGLIP, HALF | {"resize_mode": "squash"})
    _write_tokenizer(folder)
    return folder


@pytest.fixture
def photoclip(tmp_path: Path, home: Home) -> Any:
    """Runs a command with the network counted: (status, JSON or None); and what was counted."""
    spy = tmp_path / "spy"
    spy.mkdir()
    (spy / "sitecustomize.py").write_text(HOOK)
    seen = tmp_path / "sockets"
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("HF_", "TRANSFORMERS_"))},
        "PYTHONPATH": f"{spy}{os.pathsep}{Path(__file__).resolve().parents[2]}",
        "SOCKETS_SEEN": str(seen),
        "HF_ENDPOINT": "http://models.invalid",
    }

    def run(*arguments: str) -> tuple[int, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "photoclip", "--home", str(home.data), "--json", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, json.loads(done.stdout) if done.stdout.strip() else None

    def counted() -> list[str]:
        lines = seen.read_text().splitlines() if seen.exists() else []
        seen.unlink(missing_ok=True)
        return lines

    return run, counted


@pytest.mark.timeout(600)  # a dozen programs, each with all of its imports
def test_only_a_download_opens_a_connection(
    photoclip: Any, photos_folder: Path, tmp_path: Path
) -> None:
    run, counted = photoclip
    red = str(photos_folder / "red.jpg")
    commands = [
        ("scan", str(photos_folder)),  # with decoders and, for its graph, a builder as children
        ("describe", red, "--labels", "red,blue"),  # torch and open_clip, if the model is here
        ("model", "use", "fake"),
        ("scan",),
        ("search", "red"),
        ("tag", "warm", red, str(photos_folder / "orange.jpg")),
        ("personalize",),
        ("model", "list"),
        ("doctor",),
    ]
    for command in commands:
        status, document = run(*command)
        assert status in (0, 1), (command, status)
        assert document is not None, command
        assert counted() == [], command
    status, document = run("model", "download", "standard", "--yes")
    assert (status, document) == (3, None)
    assert any("models.invalid" in line for line in counted())


@pytest.mark.timeout(600)
def test_a_model_of_ones_own_is_tried_without_a_connection(
    photoclip: Any, tiny_siglip: Path
) -> None:
    """With a tokenizer that the Hub's client would like to look up."""
    run, counted = photoclip
    status, document = run("model", "add", str(tiny_siglip), "--name", "mine")
    assert (status, document["models"][0]["state"]) == (0, "added")
    assert counted() == []
