"""kill -9 while learning, importing and exporting: no answer is lost, no file half written."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from photoclip.images.xmp import parse
from photoclip.library import adapters, photos, tags
from photoclip.library.database import Library
from photoclip.library.doctor import examine
from photoclip.library.exchange import decisions
from photoclip.paths import Home

pytestmark = [pytest.mark.bar, pytest.mark.timeout(1800)]

KILLS = 20
PHOTOS = 160
PALETTE = (
    (220, 10, 10),
    (10, 60, 230),
    (255, 245, 0),
    (139, 0, 204),
    (0, 255, 255),
    (128, 128, 128),
    (255, 138, 0),
    (10, 190, 20),
)


def command(home: Home, *arguments: object) -> list[str]:
    return [sys.executable, "-m", "photoclip", *map(str, arguments), "--home", str(home.data)]


def run(home: Home, *arguments: object) -> dict[str, Any]:
    done = subprocess.run(
        command(home, *arguments, "--json"), capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


@pytest.fixture
def home(home: Home, tmp_path: Path) -> Home:
    """A library of two-coloured photos, seven tags of twelve photos each, one version in use."""
    home.config.mkdir(parents=True, exist_ok=True)
    home.settings.write_text('encoder = "fake"\n')
    folder, draw = tmp_path / "photos", np.random.default_rng(0)
    folder.mkdir()
    for i in range(PHOTOS):
        kind = i % len(PALETTE)
        image = Image.new("RGB", (60, 40), PALETTE[kind])
        width = int(draw.integers(18, 34))
        image.paste(PALETTE[(kind + 3) % 8], (0, 0, width, 40))
        image.paste(PALETTE[int(draw.integers(8))], (0, 0, 60, int(draw.integers(2, 8))))
        image.save(folder / f"{i:03}.png")
    run(home, "scan", folder)
    with Library.open(home) as library:
        held = {photo.path.name: photo.id for photo in photos.get(library, photos.ids(library))}
        for kind in range(7):
            chosen = [held[f"{i:03}.png"] for i in range(kind, 12 * 8, 8)]
            tags.confirm(library, f"thing {kind}", chosen)
    assert run(home, "personalize")["adopted"]
    return home


def killed_at_random(
    arguments: list[str], longest: float, seed: int, after: Callable[[], None]
) -> int:
    """Run it twenty times and kill it at a random moment; how often it was alive still."""
    moments, struck = random.Random(seed), 0
    for _ in range(KILLS):
        child = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            child.wait(moments.uniform(0.1, 1.0) * longest)
        except subprocess.TimeoutExpired:
            struck += 1
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
        after()
    return struck


def lasting(arguments: list[str]) -> float:
    """Seconds of one undisturbed run, so that the moments fall into it on any machine."""
    started = time.perf_counter()
    subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


def state(home: Home) -> tuple[Any, int | None]:
    """Every decision, and the version in use."""
    with Library.open(home) as library:
        assert all(one.ok for one in examine(library))
        used = next((one.id for one in adapters.versions(library) if one.active), None)
        return decisions.export_json(library), used


def test_killed_while_learning_every_answer_and_a_whole_version_stay(home: Home) -> None:
    arguments = command(home, "personalize")
    longest = lasting(arguments)
    before = state(home)
    seen = {before[1]}

    def look() -> None:
        now = state(home)
        assert now[0] == before[0]
        # Either the version before, or one that was learnt to its end.
        seen.add(now[1])
        with Library.open(home) as library:
            (used,) = [one for one in adapters.versions(library) if one.active]
            found = adapters.active(library, used.encoder)
        assert found is not None
        assert used.report["adopted"]

    assert killed_at_random(arguments, longest, 1, look) >= KILLS // 2
    assert run(home, "personalize")["adopted"]


def test_killed_while_writing_sidecars_none_is_half_written(home: Home, tmp_path: Path) -> None:
    arguments, folder = command(home, "export", "xmp"), tmp_path / "photos"
    longest = lasting(arguments)
    run(home, "export", "xmp", "--undo")
    assert not list(folder.glob("*.xmp"))
    before = state(home)

    def look() -> None:
        for sidecar in folder.glob("*.png.xmp"):
            assert parse(sidecar.read_bytes()).tags
        assert state(home) == before
        if len(list(folder.glob("*.png.xmp"))) == 84:
            run(home, "export", "xmp", "--undo")
            assert not list(folder.glob("*.png.xmp"))

    assert killed_at_random(arguments, longest, 2, look) >= KILLS // 2
    run(home, "export", "xmp")
    assert len(list(folder.glob("*.png.xmp"))) == 84
    assert run(home, "export", "xmp")["written"] == 0


def test_killed_while_importing_all_or_nothing_was_taken(home: Home, tmp_path: Path) -> None:
    file, folder = tmp_path / "decisions.json", tmp_path / "photos"
    run(home, "export", "json", file)
    run(home, "export", "xmp")
    everything = state(home)[0]
    with Library.open(home) as library:
        for kind in range(7):
            tags.remove(library, f"thing {kind}")
    nothing = state(home)[0]
    for arguments in (
        command(home, "import", "json", file),
        command(home, "import", "keywords", folder),
    ):
        longest = lasting(arguments)
        run(home, "undo")

        def look() -> None:
            now = state(home)[0]
            said = {(one["tag"], one["photo"]) for one in now["verdicts"]}
            assert len(said) in (0, len(everything["verdicts"]))
            if said:
                run(home, "undo")
            assert state(home)[0]["verdicts"] == nothing["verdicts"] == []

        assert killed_at_random(arguments, longest, 3, look) >= KILLS // 2


def test_killed_while_exporting_json_the_file_is_whole_or_the_one_before(
    home: Home, tmp_path: Path
) -> None:
    file = tmp_path / "decisions.json"
    run(home, "export", "json", file)
    before = file.read_bytes()
    arguments = command(home, "export", "json", file)
    longest = lasting(arguments)
    killed_at_random(arguments, longest, 4, lambda: json.loads(file.read_bytes()) and None)
    assert file.read_bytes() == before
