"""`bench rescan` and `bench thumbnails`: what files cost, beside what they cost anybody."""

from __future__ import annotations

import argparse
import io
import os
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from photoclip.cli.figures import Figure, add_plot, outcome_of
from photoclip.cli.scan import scan_folders
from photoclip.cli.session import Outcome, Session
from photoclip.cli.speed import scratch_of, seconds_of
from photoclip.errors import InputError, PhotoclipError
from photoclip.images.decode import decode
from photoclip.images.reading import THUMB_SIDE, read
from photoclip.images.thumbs import ThumbStore
from photoclip.library import roots, scanner
from photoclip.library.database import Library
from photoclip.paths import resources

IN_A_FOLDER = 200
ROUNDS = 3
SIDE = 4_000  # pixels of the longest side, as cameras have them
# What a scan writes of a file that was read; the rest of the columns cost a rescan nothing.
_AS_READ = (
    "UPDATE photo SET content_hash = printf('%064x', id), width = 4000, height = 3000,"
    " orientation = 1, format = 'jpeg'"
)


def register(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add these kinds of measurement."""
    for name, photos, run, help_text in (
        ("rescan", 100_000, run_rescan, "looking for what changed where nothing did"),
        ("thumbnails", 60, run_thumbnails, "making and reading the small pictures"),
    ):
        kind = kinds.add_parser(name, help=help_text)
        kind.add_argument("--photos", type=int, default=photos, metavar="N")
        add_plot(kind, run)


def run_rescan(options: argparse.Namespace, session: Session) -> Outcome:
    """A whole scan of N files that are known and unchanged, 200 in a folder."""
    _check(options.photos)
    with scratch_of(session) as scratch:
        folder = _files(scratch.home.data / "photos", options.photos)
        with Library.open(scratch.home) as library:
            roots.add(library, folder)
            first = _seconds(lambda: scanner.scan(library))
            with library.write() as connection:
                connection.exec_driver_sql(_AS_READ)
        clock, work, floor, least = [], [], [], []
        for _ in range(ROUNDS):
            started = time.process_time()
            floor.append(_seconds(lambda: walk(folder)))
            between = time.process_time()
            found = scan_folders(scratch, [], embed=False)
            least.append(between - started)
            work.append(time.process_time() - between)
            clock.append(seconds_of(found))
    if found.document["unchanged"] != options.photos:
        raise PhotoclipError(f"Not all files were found unchanged: {found.document}")
    figures = [
        Figure("rescan, nothing changed", min(clock), "s", min(floor)),
        Figure("its work on the processor", min(work), "s", min(least)),
        Figure("finding the files the first time", first, "s", min(floor)),
    ]
    return outcome_of(figures, options.plot)


def run_thumbnails(options: argparse.Namespace, session: Session) -> Outcome:
    """Thumbnails of N pictures of 12 megapixels: the sample photos, enlarged."""
    _check(options.photos)
    with scratch_of(session) as scratch:
        files = _enlarged(scratch.home.data / "photos", options.photos)
        made = _seconds(lambda: [read(0, file, None) for file in files])
        alone = _seconds(lambda: [decode(file, THUMB_SIDE) for file in files])
        small = [(i, read(i, file, None).thumbnail or b"") for i, file in enumerate(files)]
        with ThumbStore(scratch.home.thumbs) as thumbs:
            kept = _seconds(lambda: thumbs.put((i, "", jpeg) for i, jpeg in small))
            ids = [i for i, _ in small]
            back = _seconds(lambda: [_shown(jpeg) for jpeg in thumbs.get_many(ids).values()])
        shown = _seconds(lambda: [_shown(jpeg) for _, jpeg in small])
        plain = scratch.home.data / "plain"
        plain.mkdir()
        written = _seconds(lambda: [(plain / str(i)).write_bytes(jpeg) for i, jpeg in small])
    count = len(files)
    figures = [
        Figure("thumbnails made, one core", count / made, "photos/s", count / alone),
        Figure("thumbnails stored", count / kept, "photos/s", count / written),
        Figure("thumbnails read and shown", count / back, "photos/s", count / shown),
    ]
    return outcome_of(figures, options.plot)


def walk(folder: Path) -> int:
    """The least that a rescan must do: list every folder and stat every file."""
    total = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            total += walk(Path(entry.path)) if entry.is_dir() else entry.stat().st_size
    return total


def _shown(jpeg: bytes) -> tuple[int, int]:
    """Decode a thumbnail; its size in pixels."""
    with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as image:
        image.load()
        return image.size


def _files(folder: Path, count: int) -> Path:
    """`count` files that are never opened: what a rescan looks at is their names and times."""
    for place in range(-(-count // IN_A_FOLDER)):
        inside = folder / str(place % 50) / str(place)
        inside.mkdir(parents=True)
        for number in range(min(IN_A_FOLDER, count - place * IN_A_FOLDER)):
            (inside / f"IMG_{number:05}.JPG").touch()
    return folder


def _enlarged(folder: Path, count: int) -> list[Path]:
    """`count` files, the sample photos again and again, enlarged to what cameras make."""
    folder.mkdir(parents=True)
    samples = sorted((resources() / "sample").glob("*.jpg"))
    large: list[bytes] = []
    for sample in samples[: min(8, count)]:
        with Image.open(sample) as image:
            scale = SIDE / max(image.size)
            size = (round(image.width * scale), round(image.height * scale))
            out = io.BytesIO()
            image.resize(size, Image.Resampling.BICUBIC).save(out, "JPEG", quality=90)
            large.append(out.getvalue())
    files = [folder / f"{i:05}.jpg" for i in range(count)]
    for i, file in enumerate(files):
        file.write_bytes(large[i % len(large)] + i.to_bytes(8, "big"))
    return files


def _check(photos: int) -> None:
    if photos < 1:
        raise InputError("--photos must be at least 1.")


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
