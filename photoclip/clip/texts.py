"""The text side of an open_clip model: no longer than its texts where the tower allows it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from open_clip.transformer import TextTransformer
from torch import Tensor
from torch.func import functional_call

from photoclip.vectors.encoder import Vectors

Tokenizer = Callable[[Sequence[str]], Tensor]


@dataclass(frozen=True, slots=True)
class _Causal:
    """A tower that may be cropped: where its tensors are, and how it finds a text's end."""

    tower: Any
    prefix: str
    pooling: str
    end_token: int


class TextTower:
    """Turns tokens into unit vectors exactly as `encode_text` does.

    A causal tower that reads its answer off at the end of the text never sees what follows, so
    its tokens are cropped to the longest text of the batch: identical up to rounding, and
    several times faster for a short query. Every other tower (SigLIP, Hugging Face) gets all
    its padding, which it was trained to see.
    """

    def __init__(self, model: Any) -> None:
        self._model = model
        self._causal = _causal(model)

    @property
    def crops(self) -> bool:
        """Whether padding is left out."""
        return self._causal is not None

    def lengths(self, tokens: Tensor) -> Tensor:
        """tokens (n, context) -> (n,): how many of them can matter."""
        if self._causal is None:
            return torch.full((len(tokens),), tokens.shape[1])
        by_id = self._causal.pooling == "argmax"  # the end has the highest id
        ends = tokens if by_id else (tokens == self._causal.end_token).int()
        return ends.argmax(dim=1) + 1

    def encode(self, tokens: Tensor) -> Tensor:
        """tokens (n, context) on the model's device -> (n, dim) unit vectors."""
        if self._causal is None:
            return self._model.encode_text(tokens, normalize=True)  # type: ignore[no-any-return]
        length = int(self.lengths(tokens).max())
        tower, prefix = self._causal.tower, self._causal.prefix
        shorter = {
            f"{prefix}positional_embedding": tower.positional_embedding[:length],
            f"{prefix}attn_mask": tower.attn_mask[:length, :length],
        }
        answer = functional_call(self._model, shorter, (None, tokens[:, :length]))
        features = answer["text_features"] if isinstance(answer, dict) else answer[1]
        return features  # type: ignore[no-any-return]


def _causal(model: Any) -> _Causal | None:
    if hasattr(model, "text_pool_type"):  # open_clip.CLIP keeps its text tower flat
        causal = _Causal(model, "", model.text_pool_type, model.text_eos_id)
    elif isinstance(tower := getattr(model, "text", None), TextTransformer):
        if tower.cls_emb is not None:
            return None
        causal = _Causal(tower, "text.", tower.pool_type, tower.eos_id)
    else:
        return None
    crops = causal.tower.attn_mask is not None and causal.pooling in ("argmax", "eos")
    return causal if crops else None


class TextCache:
    """The vectors of the texts used last: a query is typed more than once."""

    def __init__(self, size: int = 4096) -> None:
        self._size = size
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()

    def get(self, text: str) -> Vectors | None:
        """Its vector (dim,), if it is remembered."""
        if text in self._vectors:
            self._vectors.move_to_end(text)
        return self._vectors.get(text)

    def keep(self, texts: Iterable[str], vectors: Vectors) -> None:
        """Remember vectors (n, dim) of n texts; the least recently used go."""
        for text, vector in zip(texts, vectors, strict=True):
            self._vectors[text] = np.array(vector)
            self._vectors.move_to_end(text)
        while len(self._vectors) > self._size:
            self._vectors.popitem(last=False)
