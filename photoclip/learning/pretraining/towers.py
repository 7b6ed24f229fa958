"""The two towers of our own dual encoder, as one open_clip model: shape, building, encoding."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import open_clip
import torch
from numpy.typing import NDArray
from open_clip.tokenizer import SimpleTokenizer
from safetensors.torch import load_file
from torch import Tensor
from torch.nn.attention import SDPBackend, sdpa_kernel

from photoclip.errors import InputError

Model = Any  # open_clip.CLIP: it has no types


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of the towers; the defaults are the built-in model's: 42 MB in half precision."""

    image_model: str = "mobilenetv2_100"
    image_size: int = 224
    head_dropout: float = 0.5
    text_width: int = 256
    text_layers: int = 6
    context: int = 32
    dim: int = 384

    def model_cfg(self) -> dict[str, Any]:
        """open_clip's description: a timm trunk with an MLP head, a causal text transformer."""
        return {
            "embed_dim": self.dim,
            "vision_cfg": {
                "timm_model_name": self.image_model,
                "timm_model_pretrained": False,
                "timm_pool": "avg",
                "timm_proj": "mlp",
                "timm_drop": self.head_dropout,
                "image_size": self.image_size,
            },
            "text_cfg": {
                "context_length": self.context,
                "vocab_size": 49408,
                "width": self.text_width,
                "heads": max(1, self.text_width // 64),
                "layers": self.text_layers,
            },
        }


def build(shape: Shape, seed: int = 0) -> Model:
    """A model with random weights, the same for the same seed."""
    torch.manual_seed(seed)
    return open_clip.CLIP(**shape.model_cfg(), init_logit_scale=float(np.log(20)))


@cache
def _tokenizer(context: int) -> SimpleTokenizer:
    return SimpleTokenizer(context_length=context)


def tokenize(texts: Sequence[str], context: int) -> NDArray[np.uint16]:
    """(n, context) tokens of CLIP's byte pairs, ended by 49407 and padded with 0."""
    return np.asarray(_tokenizer(context)(list(texts)).numpy(), dtype=np.uint16)


def text_features(model: Model, tokens: Tensor) -> Tensor:
    """tokens (n, context) -> (n, width), what the text projection is applied to.

    Cropped to the longest text: the tower is causal, so what follows a text's end is never
    seen, and 32 places for 12 tokens would cost three times the work.
    """
    length = int((tokens != 0).sum(1).max())
    tokens = tokens[:, :length].long()
    x = model.token_embedding(tokens) + model.positional_embedding[:length]
    # The fused attention's backward pass on CPUs takes half of a step on such short texts.
    with sdpa_kernel(SDPBackend.MATH):
        x = model.transformer(x, attn_mask=model.attn_mask[:length, :length])
    ends = x[torch.arange(len(tokens), device=tokens.device), tokens.argmax(1)]
    return model.ln_final(ends)  # type: ignore[no-any-return]


def encode_tokens(model: Model, tokens: Tensor) -> Tensor:
    """tokens (n, context) -> (n, dim) unit vectors."""
    with quick(words=True):
        vectors = text_features(model, tokens) @ model.text_projection
    return torch.nn.functional.normalize(vectors.float(), dim=1)


def encode_pixels(model: Model, pixels: Tensor) -> Tensor:
    """pixels (n, 3, h, w) as preprocessed -> (n, dim) unit vectors."""
    with quick():
        vectors = model.visual(pixels)
    return torch.nn.functional.normalize(vectors.float(), dim=1)


def place(model: Model) -> torch.device:
    """Where the model computes."""
    return model.logit_scale.device  # type: ignore[no-any-return]


def start_from(model: Model, folder: Path, text_only: bool = False) -> None:
    """Copy the weights of a model made before into `model`; text_only leaves the image side.

    Raises InputError where the folder's weights are of another shape.
    """
    file = folder / "open_clip_model.safetensors"
    if not file.is_file():
        raise InputError(f"There is no {file}.")
    sides = ("visual.", "logit_scale") if text_only else ()
    weights = {n: w for n, w in load_file(file).items() if not (sides and n.startswith(sides))}
    state = model.state_dict()
    for name, weight in weights.items():
        if name not in state or state[name].shape != weight.shape:
            raise InputError(f"{file} has other towers than those to train: {name}.")
    model.load_state_dict({**state, **{n: w.to(state[n].dtype) for n, w in weights.items()}})


def copied(model: Model) -> dict[str, Tensor]:
    """The weights as they are now."""
    return {name: value.detach().clone() for name, value in model.state_dict().items()}


def blend(model: Model, start: dict[str, Tensor], share: float) -> None:
    """Replace each weight by `share` of where it started and the rest of what it has become.

    What finetuning forgot comes back in part, at hardly a loss of what it learnt (WiSE-FT,
    Wortsman et al. 2022).
    """
    with torch.no_grad():
        for name, value in model.state_dict().items():
            if value.is_floating_point():
                value.lerp_(start[name], share)


def quick(words: bool = False) -> AbstractContextManager[Any]:
    """bf16 where it is worth while: three times as fast on a CPU with AMX.

    AVX512 with bf16 does as much for the plain products of the text tower (words), but nothing
    for the depth-wise convolutions of the image tower.
    """
    kind = "cuda" if torch.cuda.is_available() else "cpu"
    useful = kind == "cuda" or torch.cpu._is_amx_tile_supported()
    useful = useful or (words and torch.cpu._is_avx512_bf16_supported())
    return torch.autocast(kind, dtype=torch.bfloat16, enabled=useful)
