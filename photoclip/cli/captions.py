"""Captions of photos from a file, as the benchmarks take them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from photoclip.errors import InputError


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
