"""Words about a picture: zero-shot classification among given labels or the vocabulary."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from photoclip.engine.indexing import embed_readings
from photoclip.engine.messages import Describe, Description, Label
from photoclip.engine.words import Words
from photoclip.errors import InputError
from photoclip.images.reading import Reading
from photoclip.library import tags
from photoclip.library.database import Library
from photoclip.tagging import vocabulary
from photoclip.tagging.vocabulary import Entry
from photoclip.tagging.zero_shot import classify
from photoclip.vectors.encoder import Encoder


def describe(
    request: Describe,
    library: Library,
    encoder: Encoder,
    words: Words,
    read: Callable[[Path], Reading],
) -> Description:
    """The most probable words for a picture file; raises InputError where it cannot be read.

    Without labels the words are the vocabulary's and the user's own tags.
    """
    reading = read(request.path)
    if reading.problem is not None or reading.pixels is None:
        why = reading.problem.sentence if reading.problem else "It has no picture."
        raise InputError(f"{request.path} cannot be described: {why}")
    if request.labels:
        entries = [Entry(label) for label in request.labels]
    else:
        entries = list(vocabulary.load().with_tags(tags.all_tags(library)))
    image = embed_readings([reading], encoder, 8)[0][0]
    guesses = classify(
        image, words.matrix(entries), [entry.name for entry in entries], most=request.limit
    )
    return Description(request.path, tuple(Label(g.label, g.probability, g.score) for g in guesses))
