"""A small world with the geometry of CLIP's space: cones, a gap between images and texts, events.

Concepts are directions that images and texts share only in part. Photos of one event share a
style; personal tags (a pet, a house) are a direction of the image side alone, whose name says
nothing to the text side, and lie within few events.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from photoclip.learning.personal.evidence import Evidence

Floats = NDArray[np.float32]


def unit(x: NDArray[np.floating]) -> Floats:
    """Rows of length 1."""
    return np.asarray(x / np.linalg.norm(x, axis=-1, keepdims=True), np.float32)


@dataclass
class World:
    """Draws photos and texts; everything follows from the seed."""

    seed: int = 0
    dim: int = 128
    concepts: int = 60
    distinct: float = 0.5
    random: np.random.Generator = field(init=False)

    def __post_init__(self) -> None:
        self.random = np.random.default_rng(self.seed)
        basis = np.linalg.qr(self.random.normal(size=(self.dim, self.dim)))[0]
        self.shared, self.images_only = basis[:, :40], basis[:, 40:90]
        self.cone_of_images, self.cone_of_texts = basis[:, -1], basis[:, -2]
        self.meaning = unit(self.random.normal(size=(self.concepts, 40)))
        mistaken = unit(self.random.normal(size=(self.concepts, 40)))
        self.texts = self._text(self.meaning + 0.5 * mistaken)

    def _text(self, meaning: NDArray[np.floating]) -> Floats:
        return unit(0.8 * self.cone_of_texts + 0.6 * unit(meaning) @ self.shared.T)

    def _style(self, *shape: int) -> Floats:
        return unit(self.random.normal(size=(*shape, 50)))

    def photo(self, concept: int, style: Floats, thing: Floats | None = None) -> Floats:
        """One photo of a concept, in the style of an event, perhaps of one personal thing."""
        look = 0.8 * style + 0.5 * self._style()
        if thing is not None:
            look = look + self.distinct * thing
        picture = 0.5 * self.meaning[concept] @ self.shared.T
        picture = picture + 0.45 * unit(look) @ self.images_only.T
        return unit(0.74 * self.cone_of_images + picture)

    def library(self, events: int, photos: int) -> tuple[Floats, NDArray[np.int64]]:
        """Photos (events * photos, d) without tags, and the event of each."""
        rows = []
        for _ in range(events):
            style, kinds = self._style(), self.random.integers(0, self.concepts, 4)
            rows += [self.photo(int(self.random.choice(kinds)), style) for _ in range(photos)]
        return np.stack(rows), np.repeat(np.arange(events), photos)

    def personal(self, tags: int, per_tag: int, events: int = 5) -> tuple[Floats, ...]:
        """(photos, tag of each, event of each, texts of the tags) for personal things."""
        photos, owner, event = [], [], []
        names = self._text(self.random.normal(size=(tags, 40)))
        for k in range(tags):
            thing, concepts = self._style(), self.random.integers(0, self.concepts, 4)
            styles = [self._style() for _ in range(events)]
            for i in range(per_tag):
                kind = int(concepts[i % len(concepts)])
                photos.append(self.photo(kind, styles[i % events], thing))
                owner.append(k)
                event.append(10_000 + k * events + i % events)
        return np.stack(photos), np.asarray(owner), np.asarray(event), names

    def evidence(self, tags: int, per_tag: int, *, truth: bool = True) -> Evidence:
        """Verdicts on personal things; without `truth` they name photos at random."""
        photos, owner, event, texts = self.personal(tags, per_tag)
        library, of_library = self.library(60, 25)
        if not truth:
            order = self.random.permutation(len(library))
            chosen, rest = order[: len(owner)], order[len(owner) :]
            photos, event, library = library[chosen], of_library[chosen], library[rest]
        confirmed = owner[:, None] == np.arange(tags)[None, :]
        return Evidence(
            names=tuple(f"tag {k}" for k in range(tags)),
            photos=photos,
            confirmed=confirmed,
            rejected=np.zeros_like(confirmed),
            events=event.astype(np.int64),
            texts=texts,
            library=library,
            prompts=self.texts,
            captions=np.zeros((0, self.dim), np.float32),
            captioned=np.zeros(0, np.int64),
        )


@pytest.fixture
def make_world() -> type[World]:
    """`make_world(seed)` draws a world."""
    return World
