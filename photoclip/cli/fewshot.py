"""`bench fewshot`: personalizing against the usual few-shot classifiers on class folders."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from photoclip.cli.figures import add_plot, plotted
from photoclip.cli.measured import (
    class_folders,
    class_vectors,
    encode_files,
    encoder_of,
    folder_of,
    pictures_in,
    status_of,
)
from photoclip.cli.session import Outcome, Session
from photoclip.engine.personalizing import generic_prompts
from photoclip.errors import InputError

if TYPE_CHECKING:
    from photoclip.learning.personal.fewshot import Figure

FEWEST_PHOTOS = 6  # of a class: two to learn from, four to judge by
_SOUNDS = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


def register(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the benchmark of this module."""
    fewshot = kinds.add_parser("fewshot", help="personalizing against baselines on class folders")
    fewshot.add_argument("folder", type=Path, metavar="DIR", help="holds a folder for each class")
    fewshot.add_argument("--rename", action="store_true", help="give classes meaningless names")
    fewshot.add_argument("--shots", type=_numbers, default=(1, 2, 4, 8, 16), metavar="1,2,…")
    fewshot.add_argument("--seeds", type=int, default=3, metavar="N")
    fewshot.add_argument("--library", type=Path, metavar="DIR", help="photos without any label")
    fewshot.add_argument("--encoder", metavar="NAME")
    add_plot(fewshot, run_fewshot)


def run_fewshot(options: argparse.Namespace, session: Session) -> Outcome:
    """Every method with 1, 2, 4, 8, 16 examples a class on the same features, three times."""
    from photoclip.learning.personal.fewshot import Labelled, compare
    from photoclip.learning.personal.plot import draw_figures

    classes, files, truth = class_folders(options.folder)
    others = [] if options.library is None else pictures_in(folder_of(options.library))
    encoder = encoder_of(options.encoder, session)
    rows, vectors = encode_files(encoder, [*files, *others], session)
    labelled = np.asarray(rows) < len(files)
    of_class = np.asarray(truth)[np.asarray(rows)[labelled]]
    for k, count in enumerate(np.bincount(of_class, minlength=len(classes))):
        if count < FEWEST_PHOTOS:
            raise InputError(f"{classes[k]} needs at least {FEWEST_PHOTOS} photos.")
    # Classes without examples are the second half: which ones must not follow the alphabet.
    order = np.random.default_rng(0).permutation(len(classes))
    names = [classes[k].name.replace("_", " ") for k in order]
    called = class_vectors(encoder, names)
    data = Labelled(
        photos=vectors[labelled],
        classes=np.argsort(order)[of_class],
        texts=class_vectors(encoder, meaningless(len(names))) if options.rename else called,
        called=called,
        library=vectors[~labelled],
        prompts=encoder.encode_texts(generic_prompts()),
    )
    bar = session.progress("Comparing")
    figures = compare(
        data, options.shots, range(options.seeds), lambda p: bar.update(p.done, p.total, p.note)
    )
    bar.close()
    document = {
        "encoder": encoder.spec.name,
        "classes": len(classes),
        "photos": len(of_class),
        "renamed": options.rename,
        "figures": [figure.document() for figure in figures],
    }
    unread = len(files) + len(others) - len(rows)
    outcome = Outcome(document, _table(figures), status_of(unread, session))
    return plotted(outcome, options.plot, lambda file: draw_figures(figures, file))


def meaningless(count: int) -> list[str]:
    """Words that say nothing, such as "gumin"; always the same ones."""
    random = np.random.default_rng(7)
    words: dict[str, None] = {}
    while len(words) < count:
        words["".join(random.choice(_SOUNDS, 2)) + str(random.choice(list("nrstz")))] = None
    return list(words)


def _numbers(text: str) -> tuple[int, ...]:
    numbers = tuple(int(part) for part in text.split(","))
    if not numbers or min(numbers) < 1:
        raise argparse.ArgumentTypeError("numbers of examples, such as 1,4,16")
    return numbers


def _table(figures: Sequence[Figure]) -> list[str]:
    """Means over the seeds, a line for each method and number of examples."""
    lines = [f"{'examples':>8}  {'method':20} accuracy    mAP  unseen  retained  seconds  gates"]
    for shots in sorted({f.shots for f in figures}):
        for method in dict.fromkeys(f.method for f in figures):
            some = [f for f in figures if (f.shots, f.method) == (shots, method)]
            gates = ", ".join(f.gate for f in some if f.gate)
            lines.append(
                f"{shots:8}  {method:20} {_mean([f.accuracy for f in some]):>8} "
                f"{_mean([f.map for f in some]):>6}  {_mean([f.unseen for f in some]):>6}  "
                f"{_mean([f.retention for f in some]):>8}  {_mean([f.seconds for f in some]):>7}"
                f"  {gates}".rstrip()
            )
    return lines


def _mean(values: Sequence[float | None]) -> str:
    known = [value for value in values if value is not None]
    return f"{np.mean(known):.3f}" if known else ""
