"""Makes class folders out of labelled photos in tar shards, for `photoclip bench fewshot`.

    python packaging/class_folders.py OUT SHARDS… [--split val] [--fewest 20] [--most 40]

SHARDS are what `photoclip train` reads: tars with a `.jsonl` beside each, whose lines have a
`key`, a `split` and `labels`, the most specific first. Each photo goes into one folder only: that
of its most specific label that has enough photos. By default only photos that were held out of
training are taken.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

from photoclip.errors import PhotoclipError
from photoclip.learning.pretraining.pairs import Pair, read_pairs


def main() -> int:
    """Write the folders; says how many classes and photos there are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("shards", type=Path, nargs="+")
    parser.add_argument("--split", choices=("val", "train", "all"), default="val")
    parser.add_argument("--fewest", type=int, default=20, help="photos of a class")
    parser.add_argument("--most", type=int, default=40, help="photos of a class")
    options = parser.parse_args()
    try:
        pairs = [pair for pair in read_pairs(options.shards) if pair.labels]
    except PhotoclipError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    if options.split != "all":
        pairs = [pair for pair in pairs if pair.held_out == (options.split == "val")]
    classes = sorted_by_class(pairs, options.fewest)
    for label, members in classes.items():
        folder = options.out / label.replace(" ", "_").replace("/", "-")
        folder.mkdir(parents=True, exist_ok=True)
        for pair in members[: options.most]:
            data = pair.place.read()
            name = f"{pair.key.replace('/', '-')}.{ending(data)}"
            (folder / name).write_bytes(data)
    sys.stdout.write(f"{len(classes)} classes, {sum(map(len, classes.values()))} photos\n")
    return 0


def sorted_by_class(pairs: list[Pair], fewest: int) -> dict[str, list[Pair]]:
    """The photos of each class, none twice; classes that end up with too few are left out."""
    counted = Counter(label for pair in pairs for label in set(pair.labels))
    classes: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda one: one.key):
        own = next((label for label in pair.labels if counted[label] >= fewest), None)
        if own is not None:
            classes[own].append(pair)
    return {name: some for name, some in sorted(classes.items()) if len(some) >= fewest}


def ending(data: bytes) -> str:
    """The suffix of an encoded photo by its first bytes."""
    if data[:4] == b"RIFF":
        return "webp"
    return "png" if data[:4] == b"\x89PNG" else "jpg"


if __name__ == "__main__":
    sys.exit(main())
