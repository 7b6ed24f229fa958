"""`bench scan` and `grid`: speed beside a floor measured in the same run; what all need."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from photoclip.cli.figures import Figure, add_plot, outcome_of
from photoclip.cli.measured import pictures_in
from photoclip.cli.scan import scan_folders
from photoclip.cli.session import Outcome, Session
from photoclip.errors import InputError, PhotoclipError
from photoclip.images.reading import read
from photoclip.paths import Home, own_command, resources


def register(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the speeds to what `bench` measures."""
    for name, photos, run, help_text in (
        ("scan", 2_000, run_scan, "finding and reading files"),
        ("grid", 100_000, run_grid, "scrolling in the window"),
    ):
        kind = kinds.add_parser(name, help=help_text)
        kind.add_argument("--photos", type=int, default=photos, metavar="N")
        kind.add_argument("--encoder", metavar="NAME")
        add_plot(kind, run)


def run_scan(options: argparse.Namespace, session: Session) -> Outcome:
    """First scan of N copies of the sample photos, without embedding."""
    with scratch_of(session) as scratch:
        folder = copies_in(scratch.home.data / "photos", options.photos)
        first = scan_folders(scratch, [folder], embed=False)
        decode = timed(lambda: [read(0, path, None) for path in some_of(folder, 50)]) / 50
    one_core = 1 / decode
    figures = [
        Figure("first scan", options.photos / seconds_of(first), "photos/s", one_core),
    ]
    return outcome_of(figures, options.plot)


def run_grid(options: argparse.Namespace, session: Session) -> Outcome:
    """Scrolling through N rows in the window's grid, off the screen."""
    run = subprocess.run(
        own_command("_bench_grid", str(options.photos)),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise PhotoclipError(f"The grid could not be measured: {run.stderr.strip()[-300:]}")
    return outcome_of([Figure(**figure) for figure in json.loads(run.stdout)], options.plot)


def take_models(home: Home, scratch: Home) -> None:
    """Let a scratch library see the encoders of the real one."""
    if home.models.is_dir() and not scratch.models.exists():
        scratch.data.mkdir(parents=True, exist_ok=True)
        scratch.models.symlink_to(home.models, target_is_directory=True)


@contextmanager
def scratch_of(session: Session) -> Iterator[Session]:
    """A session whose library is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="photoclip-bench-", ignore_cleanup_errors=True) as name:
        yield replace(session, home=Home.at(Path(name) / "home"))


def copies_in(folder: Path, count: int) -> Path:
    """`count` files cycling through the sample photos, each with bytes of its own at the end."""
    if count < 1:
        raise InputError("--photos must be at least 1.")
    folder.mkdir(parents=True)
    samples = [path.read_bytes() for path in sorted((resources() / "sample").glob("*.jpg"))]
    for i in range(count):
        # Bytes behind the end of a JPEG change its hash and nothing else.
        (folder / f"{i:07}.jpg").write_bytes(samples[i % len(samples)] + i.to_bytes(8, "big"))
    return folder


def some_of(folder: Path, count: int) -> list[Path]:
    """The first pictures of a folder and all below it."""
    return pictures_in(folder)[:count]


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def seconds_of(outcome: Outcome) -> float:
    """How long the work of a scan took."""
    seconds = outcome.document["seconds"]
    assert isinstance(seconds, float)
    return seconds
