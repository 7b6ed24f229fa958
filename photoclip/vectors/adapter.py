"""What personalizing learnt, as a value: it folds into a query, so the index is never touched.

The score of photo z for text t is z · (I + αD) t with a low-rank D = U Vᵀ. It is linear in z
because the image side is not normalised again; scaling the folded query to length 1 changes no
order. Tags that were learnt have a query vector of their own and do not go through D.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from photoclip.errors import Damaged
from photoclip.vectors.encoder import Vectors, normalised

_FORMAT = 1


@dataclass(frozen=True)
class Adapter:
    """A learnt correction of one embedding space of d dimensions.

    `left` U and `right` V are (d, r) float32; `strength` α is in 0…1 and applies to free text;
    `tags` holds the unit query vector (d,) of every tag that was learnt, by name.
    """

    left: Vectors
    right: Vectors
    strength: float = 1.0
    tags: Mapping[str, Vectors] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def identity(cls, dim: int) -> Adapter:
        """The adapter that changes nothing."""
        nothing = np.zeros((dim, 0), np.float32)
        return cls(nothing, nothing)

    @property
    def dim(self) -> int:
        """d, the dimensions of the space."""
        return len(self.left)

    def fold(self, texts: Vectors) -> Vectors:
        """Unit text vectors (n, d) or (d,) -> the unit queries to search with, shaped alike."""
        if not self.left.shape[1] or not self.strength:
            return texts
        moved = texts + self.strength * (texts @ self.right) @ self.left.T
        return normalised(np.asarray(moved, np.float32))

    def query_of(self, tag: str) -> Vectors | None:
        """The learnt unit query (d,) of a tag, by its name in any case; None if not learnt."""
        wanted = tag.casefold()
        for name, vector in self.tags.items():
            if name.casefold() == wanted:
                return vector
        return None

    def to_bytes(self) -> bytes:
        """As one compressed block without pickles, for the library's adapter table."""
        out = io.BytesIO()
        names = list(self.tags)
        learnt = np.stack([self.tags[n] for n in names]) if names else np.zeros((0, self.dim))
        np.savez_compressed(
            out,
            format=np.int64(_FORMAT),
            left=self.left,
            right=self.right,
            strength=np.float64(self.strength),
            names=np.asarray(names, dtype=np.str_),
            learnt=learnt.astype(np.float32),
        )
        return out.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Adapter:
        """The inverse of `to_bytes`. Raises `Damaged` for anything else."""
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as found:
                if int(found["format"]) != _FORMAT:
                    raise Damaged("What personalizing learnt was written by another photoclip.")
                names = [str(name) for name in found["names"]]
                tags = dict(zip(names, found["learnt"], strict=True))
                return cls(
                    np.asarray(found["left"], np.float32),
                    np.asarray(found["right"], np.float32),
                    float(found["strength"]),
                    MappingProxyType(tags),
                )
        except Damaged:
            raise
        except Exception as error:
            raise Damaged(f"What personalizing learnt is not readable: {error}.") from error
