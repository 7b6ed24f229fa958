"""`bench tagging`: how well suggested tags fit photos with a truth, before and after answers."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import numpy as np

from photoclip.cli.measured import encode_files, encoder_of, folder_of, pictures_in, status_of
from photoclip.cli.session import Outcome, Session, absolute
from photoclip.errors import InputError
from photoclip.library.names import fold
from photoclip.tagging import vocabulary
from photoclip.tagging.evaluation import ANSWERS, trials
from photoclip.tagging.vocabulary import Entry, Vocabulary, prompts_for
from photoclip.tagging.zero_shot import ensemble

FEWEST = 12  # photos of a tag, so that each half of them holds a few


def register(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add this kind of measurement."""
    tagging = kinds.add_parser(
        "tagging", help="tag suggestions on class folders or labelled photos"
    )
    tagging.add_argument("folder", type=Path, metavar="DIR")
    tagging.add_argument(
        "--labels",
        type=Path,
        metavar="FILE",
        help='a JSON list of {"file", "labels"}; without it the folders are the labels',
    )
    tagging.add_argument("--encoder", metavar="NAME")
    tagging.set_defaults(run=run_tagging)


def run_tagging(options: argparse.Namespace, session: Session) -> Outcome:
    """Calibration error and F1 of the suggestions, after twenty answers for each tag."""
    folder = folder_of(options.folder)
    listed = _listed(absolute(options.labels)) if options.labels else _folders(folder)
    counts = Counter(label for _name, labels in listed for label in set(labels))
    names = sorted(label for label, count in counts.items() if count >= FEWEST)
    if len(names) < 2:
        raise InputError(f"At least two labels with {FEWEST} photos each are needed.")
    encoder = encoder_of(options.encoder, session)
    rows, images = encode_files(encoder, [folder / name for name, _labels in listed], session)
    truth = np.array([[name in listed[row][1] for name in names] for row in rows])
    phrases = [prompts_for(entry) for entry in _entries(names)]
    texts = encoder.encode_texts([phrase for group in phrases for phrase in group])
    found = trials(images, ensemble(texts, [len(group) for group in phrases]), truth)
    document = {
        "encoder": encoder.spec.name,
        "photos": len(rows),
        "tags": len(names),
        "answers": ANSWERS,
        **{key: round(value, 4) for key, value in asdict(found).items()},
    }
    lines = [
        f"{len(rows):,} photos, {len(names):,} tags, {ANSWERS} answers each, "
        f"encoder {encoder.spec.name}",
        f"expected calibration error  {found.error:.3f} of suggestions, "
        f"{found.error_of_all:.3f} of all pairs",
        f"micro-F1  {found.f1:.3f}, without answers {found.f1_before:.3f}, "
        f"from p = 0.5 on {found.f1_suggested:.3f}, best single cosine {found.f1_of_cut:.3f}",
    ]
    return Outcome(document, lines, status_of(len(listed) - len(rows), session))


def _entries(names: list[str]) -> list[Entry]:
    """As the vocabulary describes them, else as a list of words would."""
    known: Vocabulary = vocabulary.load()
    places = [known.place(name) for name in names]
    return [
        Entry(name) if place is None else known.entries[place]
        for name, place in zip(names, places, strict=True)
    ]


def _folders(folder: Path) -> list[tuple[str, list[str]]]:
    inside = [path.relative_to(folder) for path in pictures_in(folder)]
    return [(str(p), [fold(p.parts[0].replace("_", " "))]) for p in inside if len(p.parts) > 1]


def _listed(file: Path) -> list[tuple[str, list[str]]]:
    try:
        rows = json.loads(file.read_text(encoding="utf-8-sig"))
        return [(str(row["file"]), [fold(str(label)) for label in row["labels"]]) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f'{file} is no JSON list of {{"file", "labels"}}.') from error
