"""`bench relevance`: what the divider makes of words that captions mention, and of others."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from photoclip.cli.captions import captions_of
from photoclip.cli.measured import encode_files, encoder_of, folder_of, status_of
from photoclip.cli.session import Outcome, Session, absolute
from photoclip.engine.words import different_words, framed
from photoclip.errors import InputError
from photoclip.search.presence import Presence, measure, words_of
from photoclip.search.ranking import Criterion, Ranker
from photoclip.search.relevance import GENERIC
from photoclip.tagging import vocabulary
from photoclip.vectors.encoder import Encoder, Vectors, normalised
from photoclip.vectors.planner import PhotoIndex
from photoclip.vectors.store import VectorStore


def register(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add this kind of measurement."""
    relevance = kinds.add_parser("relevance", help="what is there and what is not, by captions")
    relevance.add_argument("folder", type=Path, metavar="DIR")
    relevance.add_argument("--captions", type=Path, required=True, metavar="FILE")
    relevance.add_argument(
        "--half",
        choices=("first", "second"),
        help="only every other word, so that settings can be chosen on the other half",
    )
    relevance.add_argument("--encoder", metavar="NAME")
    relevance.set_defaults(run=run_relevance)


def run_relevance(options: argparse.Namespace, session: Session) -> Outcome:
    """Photos above the divider and strong hits, for absent and for present words."""
    folder = folder_of(options.folder)
    listed = captions_of(absolute(options.captions))
    encoder = encoder_of(options.encoder, session)
    rows, images = encode_files(encoder, [folder / name for name, _said in listed], session)
    found = presence(encoder, images, [listed[row][1] for row in rows], options.half)
    document = {
        "encoder": encoder.spec.name,
        **{name: round(value, 4) for name, value in asdict(found).items()},
    }
    lines = [
        f"{found.photos:,} photos, encoder {encoder.spec.name}",
        f"{found.absent:,} absent words: a median of {found.median_above:.0f} photos above the "
        f"divider (mean {found.mean_above:.1f}), a strong hit for {found.strong_absent:.3f}, "
        f"no sentence for {found.confident_absent:.3f}",
        f"{found.present:,} present words: {found.above_present:.3f} of their photos above the "
        f"divider, a strong hit for {found.strong_present:.3f}, no sentence for "
        f"{found.confident_present:.3f}",
    ]
    return Outcome(document, lines, status_of(len(listed) - len(rows), session))


def presence(
    encoder: Encoder, images: Vectors, captions: Sequence[Sequence[str]], half: str | None = None
) -> Presence:
    """Measured on the vectors of photos (n, d) and the captions of each."""
    nouns = [entry.name for entry in vocabulary.load() if " " not in entry.name]
    absent, present = words_of(captions, nouns)
    if half is not None:
        kept = slice(0 if half == "first" else 1, None, 2)
        absent = absent[kept]
        present = {word: present[word] for word in sorted(present)[kept]}
    if not absent or not present:
        raise InputError("The captions leave no words to ask for.")
    with (
        tempfile.TemporaryDirectory(prefix="photoclip-bench-") as name,
        VectorStore.open(Path(name) / "vectors.db", library_uuid="bench") as store,
    ):
        store.space(encoder.spec).put(range(len(images)), [""] * len(images), images)
        index = PhotoIndex(store, encoder.spec, Path(name))
        generic, different = (encoder.encode_texts(some) for some in (GENERIC, different_words()))
        ranker = Ranker(index, generic, different)

        def criterion(word: str) -> Criterion:
            vectors = encoder.encode_texts(framed(word))
            return Criterion(word, normalised(vectors.mean(axis=0, keepdims=True)))

        found = measure(ranker, criterion, absent, present, len(images))
        index.close()
    return found
