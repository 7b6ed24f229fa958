"""The texts that the text tower learns, and the sentences that labels are put into."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from photoclip.errors import InputError
from photoclip.learning.pretraining.pairs import Pair

SENTENCES = (
    "a photo of a {}.",
    "{}",
    "a {} in the photo.",
    "a close-up photo of a {}.",
    "there is a {}.",
    "a photo of the {}.",
    "a picture of {}",
)
_LONGEST_PHRASE = 6


def read_texts(paths: Iterable[Path]) -> list[str]:
    """Sentences without pictures: the lines of `.txt` and `.txt.gz` files and folders of them."""
    found: list[str] = []
    for path in paths:
        files = [path] if path.is_file() else sorted(path.glob("*.txt*"))
        if not files:
            raise InputError(f"{path} holds no .txt or .txt.gz file.")
        for file in files:
            raw = file.read_bytes()
            text = gzip.decompress(raw) if file.suffix == ".gz" else raw
            found += [
                clean for s in text.decode(errors="replace").split("\n") if (clean := s.strip())
            ]
    return found


def read_judged(paths: Iterable[Path]) -> frozenset[str]:
    """The captions, in their plain form, that the model will be judged by: never learn these."""
    judged: set[str] = set()
    for path in paths:
        for row in json.loads(path.read_text(encoding="utf-8")):
            judged.update(plain(caption) for caption in row["captions"])
    return frozenset(judged)


def plain(text: str) -> str:
    """The text without case and closing dots, for comparing."""
    return " ".join(text.lower().split()).rstrip(" .")


def text_lessons(
    pairs: Sequence[Pair],
    texts: Sequence[str],
    words: Sequence[str],
    judged: frozenset[str],
    phrases: int,
    seed: int,
) -> list[str]:
    """What the text tower is taught, each text once, short ones first.

    Captions of `pairs` that are not held out, `texts`, `phrases` random runs of 1 to 6 words
    out of them, labels in every sentence, and `words` alone and in one sentence each.
    """
    random = np.random.default_rng(seed)
    learnt = [pair for pair in pairs if not pair.held_out]
    captions = [*texts, *(caption for pair in learnt for caption in pair.captions)]
    captions = sorted({c for c in captions if plain(c) and plain(c) not in judged})
    labels = sorted({label for pair in learnt for label in pair.labels})
    lessons = [*captions, *(s.format(label) for label in labels for s in SENTENCES)]
    for word in words:
        lessons += [word, SENTENCES[random.integers(len(SENTENCES))].format(word)]
    if captions:
        for i in random.integers(len(captions), size=phrases):
            parts = captions[i].rstrip(" .").split()
            length = int(random.integers(1, min(_LONGEST_PHRASE, len(parts)) + 1))
            start = int(random.integers(0, len(parts) - length + 1))
            lessons.append(" ".join(parts[start : start + length]))
    return sorted(dict.fromkeys(lessons), key=lambda text: (len(text), text))
