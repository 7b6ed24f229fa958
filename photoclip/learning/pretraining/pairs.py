"""Reads photos with their words, in the layouts people have them in, into one list of pairs.

Layouts of a folder, tried in this order: tar shards with a `.jsonl` beside each, one table
(`captions.csv`, `.json`, `.jsonl`), a `.txt` of captions beside each photo, a folder per class.
"""

from __future__ import annotations

import csv
import json
import re
import tarfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from photoclip.errors import InputError
from photoclip.images.formats import is_picture

HELD_OUT = 50  # where the data names no split, one photo in fifty is kept for validation
_TABLES = ("captions.jsonl", "captions.json", "captions.csv")
_FILE_COLUMNS = ("file", "filename", "file_name", "image", "path", "filepath")
_CAPTION_COLUMNS = ("captions", "caption", "text", "title", "comment")
_LABEL_COLUMNS = ("labels", "label", "class")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the bytes of a photo lie: a whole file, or `size` bytes at `offset` of a tar."""

    path: Path
    offset: int = 0
    size: int | None = None

    def read(self) -> bytes:
        """The encoded photo."""
        with self.path.open("rb") as file:
            file.seek(self.offset)
            return file.read(-1 if self.size is None else self.size)


@dataclass(frozen=True, slots=True)
class Pair:
    """A photo and what is said of it: sentences, or labels with the most specific first."""

    key: str
    place: Place
    captions: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    source: str = ""
    held_out: bool = False


def read_pairs(paths: Iterable[Path]) -> list[Pair]:
    """Every pair of the given folders, shards and tables, in a stable order.

    Raises InputError where a path holds no photos with words.
    """
    pairs = [pair for path in paths for pair in _read(path)]
    if not pairs:
        raise InputError("There are no photos with words to learn from.")
    return pairs


def without_words(pairs: Iterable[Pair], words: Iterable[str]) -> list[Pair]:
    """The pairs without the captions and labels that hold one of the words (or of the phrases).

    What is left out can show later whether words that were never learnt with a photo find one.
    A pair that has nothing else stays, without words; held-out pairs stay as they are.
    """
    wanted = [re.escape(" ".join(word.lower().split())) for word in words if word.strip()]
    if not wanted:
        return list(pairs)
    named = re.compile(r"\b(?:" + "|".join(wanted) + r")(?:s|es)?\b")

    def left(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(text for text in texts if not named.search(text.lower()))

    return [
        p if p.held_out else replace(p, captions=left(p.captions), labels=left(p.labels))
        for p in pairs
    ]


def _read(path: Path) -> list[Pair]:
    if path.is_file() and path.suffix == ".tar":
        found = _shard(path)
    elif path.is_file():
        found = _table(path, path.parent)
    elif not path.is_dir():
        raise InputError(f"There is no {path}.")
    elif shards := [p for p in sorted(path.glob("*.tar")) if p.with_suffix(".jsonl").is_file()]:
        found = (pair for shard in shards for pair in _shard(shard))
    elif table := next((path / n for n in _TABLES if (path / n).is_file()), None):
        found = _table(table, path)
    else:
        found = _loose(path)
    pairs = list(found)
    if not pairs:
        raise InputError(f"{path} holds no photos with words.")
    return pairs


def _shard(tar: Path) -> Iterator[Pair]:
    lines = tar.with_suffix(".jsonl")
    if not lines.is_file():
        raise InputError(f"{tar} needs {lines.name} beside it.")
    try:
        with tarfile.open(tar, "r:") as archive:
            places = {
                Path(member.name).with_suffix("").as_posix(): Place(
                    tar, member.offset_data, member.size
                )
                for member in archive
                if member.isfile()
            }
    except tarfile.TarError as error:
        raise InputError(f"{tar} is not a plain tar: {error}") from error
    for row in _rows(lines):
        key = str(row.get("key", ""))
        if (place := places.get(key)) is not None and _ours(row):
            yield _pair(key, place, row)


def _table(table: Path, folder: Path) -> Iterator[Pair]:
    together: dict[str, dict[str, object]] = {}
    for row in _rows(table):
        name = next((str(row[c]) for c in _FILE_COLUMNS if row.get(c)), None)
        if name is None:
            raise InputError(f"{table} needs a column named {' or '.join(_FILE_COLUMNS[:3])}.")
        known = together.setdefault(name, {})
        for column, value in row.items():
            if column in (*_CAPTION_COLUMNS, *_LABEL_COLUMNS):
                known[column] = [*_strings(known.get(column)), *_strings(value)]
            else:
                known[column] = value
    for name, row in together.items():
        if (folder / name).is_file() and _ours(row):
            yield _pair(f"{folder.name}/{name}", Place(folder / name), row)


def _loose(folder: Path) -> Iterator[Pair]:
    """Photos with a `.txt` beside them; where there is none, the name of their folder counts."""
    for photo in sorted(p for p in folder.rglob("*") if is_picture(p) and p.is_file()):
        key = photo.relative_to(folder).as_posix()
        words = photo.with_suffix(".txt")
        if words.is_file():
            captions = words.read_text(encoding="utf-8", errors="replace").splitlines()
            yield _pair(key, Place(photo), {"captions": captions})
        elif photo.parent != folder:
            label = photo.parent.name.replace("_", " ").replace("-", " ").strip().lower()
            yield _pair(key, Place(photo), {"labels": [label], "source": folder.name})


def _ours(row: Mapping[str, object]) -> bool:
    """Whether the row is there to learn from or to choose by: a test part is for neither."""
    return row.get("split") in (None, "", "train", "val")


def _pair(key: str, place: Place, row: Mapping[str, object]) -> Pair:
    split = row.get("split")
    return Pair(
        key=key,
        place=place,
        captions=tuple(s for c in _CAPTION_COLUMNS for s in _strings(row.get(c))),
        labels=tuple(s for c in _LABEL_COLUMNS for s in _strings(row.get(c))),
        source=str(row.get("source") or place.path.stem),
        held_out=split == "val" if split else zlib.crc32(key.encode()) % HELD_OUT == 0,
    )


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list | tuple) else [] if value is None else [value]
    return [text for v in values if (text := " ".join(str(v).split()))]


def _rows(table: Path) -> Iterator[dict[str, object]]:
    """The rows of a CSV with a heading, a JSON list, or a JSON object a line."""
    try:
        with table.open(encoding="utf-8", newline="") as file:
            if table.suffix == ".csv":
                yield from (dict(row) for row in csv.DictReader(file))
            elif table.suffix == ".json":
                yield from json.load(file)
            elif table.suffix == ".jsonl":
                yield from (json.loads(line) for line in file if line.strip())
            else:
                raise InputError(f"{table} is neither a folder, a tar, a CSV nor JSON.")
    except (ValueError, csv.Error) as error:
        raise InputError(f"{table} cannot be read: {error}") from error
