"""`bench`: how good the encoder is on photos with a truth, and how fast this machine is."""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from photoclip.cli import speed
from photoclip.cli.session import ATTENTION, DONE, Outcome, Session, absolute
from photoclip.clip.loading import load_encoder
from photoclip.errors import InputError
from photoclip.images.formats import is_picture
from photoclip.images.reading import Recipe, read
from photoclip.settings import load
from photoclip.vectors.encoder import Encoder, Vectors, normalised

if TYPE_CHECKING:
    from photoclip.learning.evaluation import Recall

BATCH = 32
TEMPLATES = (
    "a photo of a {}.",
    "a photo of the {}.",
    "itap of a {}.",
    "a close-up photo of a {}.",
    "a photo of the large {}.",
    "a photo of the small {}.",
)


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command of this module."""
    bench = commands.add_parser("bench", help="measure quality and speed on this machine")
    kinds = bench.add_subparsers(title="what to measure", metavar="WHAT", required=True)
    retrieval = kinds.add_parser("retrieval", help="text and image retrieval on captioned photos")
    retrieval.add_argument("folder", type=Path, metavar="DIR")
    retrieval.add_argument("--captions", type=Path, required=True, metavar="FILE")
    retrieval.add_argument("--encoder", metavar="NAME")
    retrieval.set_defaults(run=run_retrieval)
    zeroshot = kinds.add_parser("zeroshot", help="zero-shot accuracy on class folders")
    zeroshot.add_argument("folder", type=Path, metavar="DIR")
    zeroshot.add_argument("--encoder", metavar="NAME")
    zeroshot.set_defaults(run=run_zeroshot)
    speed.register(kinds)


def run_retrieval(options: argparse.Namespace, session: Session) -> Outcome:
    """Every caption is a query; R@k in both directions."""
    from photoclip.learning.evaluation import retrieval

    folder = _folder(options.folder)
    listed = captions_of(absolute(options.captions))
    encoder = _encoder(options.encoder, session)
    files = [folder / name for name, _captions in listed]
    read_well, images = encode_files(encoder, files, session)
    texts = [(row, text) for row, i in enumerate(read_well) for text in listed[i][1]]
    words = encoder.encode_texts([text for _row, text in texts])
    figures = retrieval(images, words, np.asarray([row for row, _text in texts]))
    document = {"encoder": encoder.spec.name, **figures.document()}
    lines = [
        f"{figures.photos:,} photos, {figures.captions:,} captions, encoder {encoder.spec.name}",
        f"text → image   {_recall(figures.text_to_image)}",
        f"image → text   {_recall(figures.image_to_text)}",
    ]
    return Outcome(document, lines, _status(len(files) - len(read_well), session))


def run_zeroshot(options: argparse.Namespace, session: Session) -> Outcome:
    """The share of photos whose folder's name is the best, or among the best five words."""
    from photoclip.learning.evaluation import zero_shot

    folder = _folder(options.folder)
    classes = sorted(path for path in folder.iterdir() if path.is_dir())
    if len(classes) < 2:
        raise InputError(f"{folder} needs at least two folders, one for each class.")
    files, truth = [], []
    for k, place in enumerate(classes):
        for path in sorted(place.rglob("*")):
            if path.is_file() and is_picture(path):
                files.append(path)
                truth.append(k)
    encoder = _encoder(options.encoder, session)
    read_well, images = encode_files(encoder, files, session)
    prompts = [t.format(path.name.replace("_", " ")) for path in classes for t in TEMPLATES]
    vectors = encoder.encode_texts(prompts).reshape(len(classes), len(TEMPLATES), -1)
    figures = zero_shot(images, normalised(vectors.mean(1)), np.asarray(truth)[read_well])
    document = {"encoder": encoder.spec.name, **figures.document()}
    lines = [
        f"{figures.classes:,} classes, {figures.photos:,} photos: top-1 {figures.top1:.3f}, "
        f"top-5 {figures.top5:.3f}, chance {1 / figures.classes:.3f}"
    ]
    return Outcome(document, lines, _status(len(files) - len(read_well), session))


def captions_of(file: Path) -> list[tuple[str, list[str]]]:
    """(file name, captions) from a JSON list of {"file", "captions"}, or CSV of file, caption.

    Raises InputError for anything else.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The captions in {file} cannot be read: {error}.") from error
    try:
        found = _from_json(text) if file.suffix.lower() == ".json" else _from_csv(text)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f'{file} is neither a JSON list of {{"file", "captions"}} nor CSV of file, caption.'
        ) from error
    if not found:
        raise InputError(f"There are no captions in {file}.")
    return found


def _from_json(text: str) -> list[tuple[str, list[str]]]:
    return [(str(row["file"]), [str(c) for c in row["captions"]]) for row in json.loads(text)]


def _from_csv(text: str) -> list[tuple[str, list[str]]]:
    rows = [row for row in csv.reader(text.splitlines()) if row]
    if rows and rows[0][0].strip().lower() in ("file", "filename", "image", "path"):
        rows = rows[1:]
    captions: dict[str, list[str]] = {}
    for name, caption, *_rest in rows:
        captions.setdefault(name.strip(), []).append(caption.strip())
    return list(captions.items())


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


def _folder(path: Path) -> Path:
    path = absolute(path)
    if not path.is_dir():
        raise InputError(f"There is no folder {path}.")
    return path


def _encoder(name: str | None, session: Session) -> Encoder:
    settings, _sentences = load(session.home.settings)
    return load_encoder(session.home, name or settings.encoder, notice=session.say)


def _recall(recall: Recall) -> str:
    return f"R@1 {recall.at_1:.3f}  R@5 {recall.at_5:.3f}  R@10 {recall.at_10:.3f}"


def _status(unread: int, session: Session) -> int:
    if unread:
        session.say(f"{unread:,} photos could not be read and do not count.")
    return ATTENTION if unread else DONE
