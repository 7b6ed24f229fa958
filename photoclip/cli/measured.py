"""What the benchmarks of quality share: photos of class folders, their vectors, the encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from photoclip.cli.session import ATTENTION, DONE, Session, absolute
from photoclip.clip.loading import load_encoder
from photoclip.errors import InputError
from photoclip.images.formats import is_picture
from photoclip.images.reading import Recipe, read
from photoclip.settings import load
from photoclip.vectors.encoder import Encoder, Vectors, normalised

BATCH = 32
TEMPLATES = (
    "a photo of a {}.",
    "a photo of the {}.",
    "itap of a {}.",
    "a close-up photo of a {}.",
    "a photo of the large {}.",
    "a photo of the small {}.",
)


def pictures_in(folder: Path) -> list[Path]:
    """The picture files of a folder and all below it, in order."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and is_picture(path)]


def class_folders(folder: Path) -> tuple[list[Path], list[Path], list[int]]:
    """(the folders of the classes, all their pictures, the number of each one's class)."""
    place = folder_of(folder)
    classes = sorted(path for path in place.iterdir() if path.is_dir())
    if len(classes) < 2:
        raise InputError(f"{place} needs at least two folders, one for each class.")
    listed = [(path, k) for k, one in enumerate(classes) for path in pictures_in(one)]
    return classes, [path for path, _k in listed], [k for _path, k in listed]


def class_vectors(encoder: Encoder, names: Sequence[str]) -> Vectors:
    """The unit vector (C, d) of each name, over several sentences."""
    prompts = [t.format(name) for name in names for t in TEMPLATES]
    vectors = encoder.encode_texts(prompts).reshape(len(names), len(TEMPLATES), -1)
    return normalised(vectors.mean(1))


def encode_files(
    encoder: Encoder, files: Sequence[Path], session: Session
) -> tuple[list[int], Vectors]:
    """Which of the files could be read, and their vectors (n, d); the others are named."""
    height, width = encoder.image_size
    recipe = Recipe(height, width, encoder.resize_mode, encoder.interpolation)
    bar = session.progress("Encoding")
    rows: list[int] = []
    vectors: list[Vectors] = []
    for batch in _batches(range(len(files)), BATCH):
        readings = [(i, read(i, files[i], recipe, thumbnail=False)) for i in batch]
        for _i, reading in readings:
            if reading.problem is not None:
                session.say(f"{reading.path}: {reading.problem.sentence}")
        good = [(i, r.pixels) for i, r in readings if r.pixels is not None]
        if good:
            rows += [i for i, _pixels in good]
            vectors.append(encoder.encode_images(np.stack([pixels for _i, pixels in good])))
        bar.update(batch[-1] + 1, len(files))
    bar.close()
    if not rows:
        raise InputError("None of the photos could be read.")
    return rows, np.concatenate(vectors)


def _batches(items: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def folder_of(path: Path) -> Path:
    """The absolute path of a folder that exists. Raises InputError."""
    path = absolute(path)
    if not path.is_dir():
        raise InputError(f"There is no folder {path}.")
    return path


def encoder_of(name: str | None, session: Session) -> Encoder:
    """The encoder of that name, else the one in use."""
    settings, _sentences = load(session.home.settings)
    return load_encoder(session.home, name or settings.encoder, notice=session.say)


def status_of(unread: int, session: Session) -> int:
    """The exit status of a benchmark that could not read some photos."""
    if unread:
        session.say(f"{unread:,} photos could not be read and do not count.")
    return ATTENTION if unread else DONE
