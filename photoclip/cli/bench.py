"""`bench`: how good the encoder is on photos with a truth, and how fast this machine is."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from photoclip.cli import (
    fewshot,
    personalize_bench,
    relevance_bench,
    report,
    speed,
    speed_captions,
    speed_embed,
    speed_files,
    speed_search,
    states_bench,
    tagging_bench,
)
from photoclip.cli.captions import captions_of
from photoclip.cli.measured import (
    class_folders,
    class_vectors,
    encode_files,
    encoder_of,
    folder_of,
    status_of,
)
from photoclip.cli.session import Outcome, Session, absolute

if TYPE_CHECKING:
    from photoclip.learning.evaluation import Recall


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
    fewshot.register(kinds)
    speed.register(kinds)
    speed_embed.register(kinds)
    speed_search.register(kinds)
    speed_captions.register(kinds)
    speed_files.register(kinds)
    personalize_bench.register(kinds)
    tagging_bench.register(kinds)
    relevance_bench.register(kinds)
    states_bench.register(kinds)
    report.register(kinds)


def run_retrieval(options: argparse.Namespace, session: Session) -> Outcome:
    """Every caption is a query; R@k in both directions."""
    from photoclip.learning.evaluation import retrieval

    folder = folder_of(options.folder)
    listed = captions_of(absolute(options.captions))
    encoder = encoder_of(options.encoder, session)
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
    return Outcome(document, lines, status_of(len(files) - len(read_well), session))


def run_zeroshot(options: argparse.Namespace, session: Session) -> Outcome:
    """The share of photos whose folder's name is the best, or among the best five words."""
    from photoclip.learning.evaluation import zero_shot

    classes, files, truth = class_folders(options.folder)
    encoder = encoder_of(options.encoder, session)
    read_well, images = encode_files(encoder, files, session)
    names = class_vectors(encoder, [path.name.replace("_", " ") for path in classes])
    figures = zero_shot(images, names, np.asarray(truth)[read_well])
    document = {"encoder": encoder.spec.name, **figures.document()}
    lines = [
        f"{figures.classes:,} classes, {figures.photos:,} photos: top-1 {figures.top1:.3f}, "
        f"top-5 {figures.top5:.3f}, chance {1 / figures.classes:.3f}"
    ]
    return Outcome(document, lines, status_of(len(files) - len(read_well), session))


def _recall(recall: Recall) -> str:
    return f"R@1 {recall.at_1:.3f}  R@5 {recall.at_5:.3f}  R@10 {recall.at_10:.3f}"
