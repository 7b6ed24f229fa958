"""Tiny models with random weights in open_clip's own folders, made once for the session."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import open_clip
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import PreTrainedTokenizerFast

HALF = {"mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]}
WORDS = "a an and at beach big blue cat child dog green in is large man of on photo red the two"

CLIP = {
    "embed_dim": 32,
    "vision_cfg": {"image_size": 32, "layers": 2, "width": 64, "head_width": 32, "patch_size": 16},
    "text_cfg": {"context_length": 16, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 2},
}
CLIP_PREPROCESS = {
    "mean": [0.48145466, 0.4578275, 0.40821073],
    "std": [0.26862954, 0.26130258, 0.27577711],
}
# The shape of SigLIP 2: attention pooling, no projection, a text tower that sees its padding.
SIGLIP = {
    "embed_dim": 64,
    "init_logit_bias": -10,
    "custom_text": True,
    "vision_cfg": {
        "image_size": 160,
        "timm_model_name": "test_vit",
        "timm_model_pretrained": False,
        "timm_pool": "map",
        "timm_proj": "none",
    },
    "text_cfg": {
        "context_length": 64,
        "vocab_size": 64,
        "hf_tokenizer_name": "timm/some-name",
        "tokenizer_kwargs": {"clean": "canonicalize"},
        "width": 64,
        "heads": 2,
        "layers": 2,
        "no_causal_mask": True,
        "proj_bias": True,
        "pool_type": "last",
        "norm_kwargs": {"eps": 1e-6},
        "act_kwargs": {"approximate": "tanh"},
    },
}
# The shape of the built-in model.
MOBILE = {
    "embed_dim": 48,
    "vision_cfg": {
        "image_size": 64,
        "timm_model_name": "mobilenetv2_050",
        "timm_model_pretrained": False,
        "timm_pool": "avg",
        "timm_proj": "mlp",
        "timm_drop": 0.5,
    },
    "text_cfg": {"context_length": 32, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 2},
}


def _write_model(
    folder: Path, model_cfg: dict[str, Any], preprocess_cfg: dict[str, Any], seed: int = 0
) -> Path:
    """A folder that open_clip can load, with random weights in half precision."""
    folder.mkdir(parents=True)
    config = {"model_cfg": model_cfg, "preprocess_cfg": preprocess_cfg}
    (folder / "open_clip_config.json").write_text(json.dumps(config))
    towers = {k: v for k, v in model_cfg.items() if k != "custom_text"}
    build = open_clip.CustomTextCLIP if model_cfg.get("custom_text") else open_clip.CLIP
    torch.manual_seed(seed)
    tensors = build(**towers).state_dict()
    half = {k: v.half().contiguous() if v.is_floating_point() else v for k, v in tensors.items()}
    save_file(half, folder / "open_clip_model.safetensors")
    return folder


def _write_tokenizer(folder: Path) -> None:
    """A word tokenizer as SigLIP's: lower case, an end token, padding with 0 on the right."""
    vocabulary = {w: i for i, w in enumerate(["<pad>", "<eos>", "<unk>", *WORDS.split()])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="$A <eos>", special_tokens=[("<eos>", 1)]
    )
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", eos_token="<eos>", unk_token="<unk>"
    ).save_pretrained(folder)


@pytest.fixture(scope="session")
def write_model() -> Callable[..., Path]:
    """Writes a model with random weights: (folder, model_cfg, preprocess_cfg) -> folder."""
    return _write_model


@pytest.fixture(scope="session")
def clip_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small ViT with CLIP's text tower and preprocessing."""
    return _write_model(tmp_path_factory.mktemp("models") / "clip", CLIP, CLIP_PREPROCESS)


@pytest.fixture(scope="session")
def siglip_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reduced SigLIP 2: squashed pictures, own tokenizer, texts padded to 64."""
    preprocess = HALF | {"interpolation": "bicubic", "resize_mode": "squash"}
    folder = _write_model(tmp_path_factory.mktemp("models") / "siglip", SIGLIP, preprocess)
    _write_tokenizer(folder)
    return folder


@pytest.fixture(scope="session")
def mobile_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small convolutional tower of timm."""
    preprocess = HALF | {"interpolation": "bilinear"}
    return _write_model(tmp_path_factory.mktemp("models") / "mobile", MOBILE, preprocess)


@pytest.fixture(params=["clip_model", "siglip_model", "mobile_model"])
def any_model(request: pytest.FixtureRequest) -> Path:
    """Each of the three kinds in turn."""
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[[Path], Path]:
    """A copy of a model that a test may spoil."""

    def copy(folder: Path) -> Path:
        return Path(shutil.copytree(folder, tmp_path / "copies" / folder.name))

    return copy


@pytest.fixture(scope="session")
def pictures() -> list[Image.Image]:
    """Smooth random pictures of several shapes."""
    random = np.random.default_rng(7)

    def picture(width: int, height: int) -> Image.Image:
        coarse = random.integers(0, 256, (6, 8, 3), dtype=np.uint8)
        return Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)

    return [picture(*size) for size in ((200, 150), (150, 200), (320, 90), (64, 64), (33, 47))]


@pytest.fixture
def seen_by() -> Callable[[Any, list[Image.Image]], NDArray[np.uint8]]:
    """Pictures as open_clip's transform resizes and crops them, before it makes them tensors."""

    def seen(transform: Any, pictures: list[Image.Image]) -> NDArray[np.uint8]:
        resized = []
        for picture in pictures:
            for step in transform.transforms[:-2]:
                picture = step(picture)
            resized.append(np.asarray(picture))
        return np.stack(resized)

    return seen
