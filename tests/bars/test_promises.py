"""What the house promises on real photos, through the command line as a user has it."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from photoclip.images.reading import Recipe, read
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.paths import Home, resources
from photoclip.vectors.encoder import Encoder

pytestmark = [pytest.mark.bar, pytest.mark.timeout(900)]

AWKWARD = ("awkward", "orientation", "heif", "avif", "mixed-formats", "metadata", "jxl")
KILLS = 20


def command(home: Home, *arguments: object) -> list[str]:
    return [sys.executable, "-m", "photoclip", *map(str, arguments), "--home", str(home.data)]


def run(home: Home, *arguments: object) -> tuple[int, dict[str, Any]]:
    done = subprocess.run(
        command(home, *arguments, "--json"),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, json.loads(done.stdout)


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    if not (resources() / "models" / "builtin" / "open_clip_config.json").exists():
        pytest.skip("the built-in model is missing")
    from photoclip.clip.loading import load_encoder

    return load_encoder(Home.at(Path(os.devnull).parent / "nowhere"), "builtin", "cpu", "fp32")


def test_captioned_photos_and_a_quick_second_scan(home: Home, shared: Path) -> None:
    folder = shared / "photos" / "captioned"
    before = hashes(folder)
    status, first = run(home, "scan", folder)
    assert (status, first["added"], first["problems"], first["embedded"]) == (0, 363, 0, 363)
    status, second = run(home, "scan")
    assert (status, second["unchanged"], second["embedded"]) == (0, 363, 0)
    assert second["seconds"] < 2
    assert hashes(folder) == before


def test_the_built_in_model_finds_captioned_photos(home: Home, shared: Path) -> None:
    folder = shared / "photos" / "captioned"
    captions = folder / "captions.json"
    _status, figures = run(home, "bench", "retrieval", folder, "--captions", captions)
    assert figures["photos"] == 363
    assert figures["text_to_image"]["R@10"] >= 0.15  # chance is .03


def test_every_awkward_file_is_a_photo_or_a_problem(home: Home, shared: Path) -> None:
    home.config.mkdir(parents=True)
    home.settings.write_text('encoder = "fake"\n')
    folders = [shared / "photos" / name for name in AWKWARD]
    before = [hashes(folder) for folder in folders]
    status, found = run(home, "scan", *folders)
    assert status == 1
    assert found["added"] == found["embedded"] > 300
    assert all(problem["sentence"].endswith(".") for problem in found["problem_files"])
    assert run(home, "doctor")[1]["ok"]
    assert [hashes(folder) for folder in folders] == before


def test_orientations_look_and_embed_alike(shared: Path, encoder: Encoder) -> None:
    height, width = encoder.image_size
    recipe = Recipe(height, width, encoder.resize_mode, encoder.interpolation)
    vectors, masked = {}, {}
    for kind in ("Landscape", "Portrait"):
        files = sorted((shared / "photos" / "orientation").glob(f"{kind}*"))
        assert len(files) == 9
        pixels = [read(0, path, recipe).pixels for path in files]
        stack = np.stack([p for p in pixels if p is not None])
        vectors[kind] = encoder.encode_images(stack)
        # Each variant has its number painted on it, which an encoder may well see.
        painted = stack.std(axis=0).mean(axis=-1) > 20
        assert painted.mean() < 0.01
        stack[:, painted] = 128
        masked[kind] = encoder.encode_images(stack)
    alike = {kind: float((some @ some.T).min()) for kind, some in vectors.items()}
    across = float((vectors["Landscape"] @ vectors["Portrait"].T).max())
    assert min(float((some @ some.T).min()) for some in masked.values()) >= 0.98
    assert min(alike.values()) >= 0.93, alike
    assert across < min(alike.values()) - 0.02, (across, alike)


def test_killed_twenty_times_nothing_is_lost_or_doubled(home: Home, shared: Path) -> None:
    folder = shared / "photos" / "captioned"
    home.config.mkdir(parents=True)
    home.settings.write_text('encoder = "fake"\n')
    moments = random.Random(1)
    for _ in range(KILLS):
        child = subprocess.Popen(
            command(home, "scan", folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            child.wait(moments.uniform(0.3, 2.5))
        except subprocess.TimeoutExpired:
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
    status, found = run(home, "scan", folder)
    assert (status, found["problems"]) == (0, 0)
    held = run(home, "status")[1]
    assert held["photos"] == held["embedded"] == held["index"]["count"] == 363
    assert run(home, "doctor")[1]["ok"]
    with Library.open(home, read_only=True) as library:
        paths = [photo.path for photo in photos.get(library, photos.ids(library))]
    assert len(set(paths)) == len(paths) == 363
