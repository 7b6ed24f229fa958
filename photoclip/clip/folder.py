"""Judges a model folder (open_clip's `local-dir:`) before anything heavy is imported."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photoclip.domain import EncoderSpec
from photoclip.errors import NoWeights

CONFIG = "open_clip_config.json"

# The order in which open_clip looks for weights in a folder.
_PREFERRED = (
    "open_clip_model.safetensors",
    "open_clip_pytorch_model.safetensors",
    "open_clip_pytorch_model.bin",
    "open_clip_pytorch_model.pth",
    "model.safetensors",
    "pytorch_model.bin",
    "pytorch_model.pth",
    "model.pth",
)
_SEEN_BY_OPEN_CLIP = (".safetensors", ".bin", ".pth")
_PICKLED = (".bin", ".pth", ".pt", ".ckpt", ".pkl", ".npz")
_MAX_HEADER = 100_000_000  # bytes; the limit of the safetensors format

# Where the last projection of a tower shows the embedding's dimension: tensor -> its axis.
_DIM_AXES = {
    "text_projection": -1,
    "text.text_projection": -1,
    "text.text_projection.weight": 0,
    "visual.proj": -1,
    "visual.head.proj.weight": 0,
    "visual.head.mlp.fc2.weight": 0,
}

# What open_clip assumes where a configuration does not say.
_DEFAULT_SIDE = 224
_INTERPOLATIONS = {"bicubic": "bicubic", "bilinear": "bilinear", "random": "bicubic"}
_RESIZE_MODES = ("shortest", "squash")

_TOKENIZER = "tokenizer.json"
_TOKENIZER_FILES = (
    _TOKENIZER,
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "config.json",
)
_PAPERS = ("README.md", "LICENSE", "LICENSE.txt", "LICENSE.md", "NOTICE")
BESIDE_WEIGHTS = (CONFIG, *_TOKENIZER_FILES, *_PAPERS)


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A folder that open_clip can load: configuration, safetensors, tokenizer.

    `image_size` is (height, width) in pixels; `mean` and `std` are those of RGB in 0…1.
    `architecture` is a digest of the model's configuration. `writes_captions` says that it is
    a CoCa, which has a decoder beside the towers.
    """

    path: Path
    weights: Path
    dim: int
    image_size: tuple[int, int]
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    interpolation: str
    resize_mode: str
    architecture: str
    writes_captions: bool = False

    @property
    def preprocessing(self) -> str:
        """The image transform and the architecture as one canonical text."""
        height, width = self.image_size
        mean, std = (",".join(f"{v:.8g}" for v in three) for three in (self.mean, self.std))
        return (
            f"{self.resize_mode} {height}x{width} {self.interpolation} "
            f"mean {mean} std {std} config {self.architecture}"
        )

    def spec(self, name: str, digest: str, precision: str) -> EncoderSpec:
        """The spec of its embeddings; `digest` is the sha256 of the weights."""
        return EncoderSpec(name, digest, self.dim, self.preprocessing, precision)

    @property
    def files(self) -> tuple[Path, ...]:
        """What belongs to the model, licence and card included, and nothing else."""
        beside = (self.path / name for name in BESIDE_WEIGHTS)
        return (self.weights, *(file for file in beside if file.is_file()))


def read(path: Path) -> ModelFolder:
    """The folder at `path`, judged; raises `NoWeights` with a sentence that says what is wrong."""
    if not path.is_dir():
        raise NoWeights(f"There is no model folder {path}.")
    config = _json(path / CONFIG)
    model = _section(config, "model_cfg", path)
    preprocess = _section(config, "preprocess_cfg", path)
    vision, text = _section(model, "vision_cfg", path), _section(model, "text_cfg", path)
    dim = model.get("embed_dim")
    if not isinstance(dim, int) or dim < 1:
        raise NoWeights(f"{path / CONFIG} names no embedding dimension (embed_dim).")
    weights = _weights(path)
    _check_dim(weights, dim)
    _check_tokenizer(path, text)
    return ModelFolder(
        path=path,
        weights=weights,
        dim=dim,
        image_size=_size(vision.get("image_size", _DEFAULT_SIDE), path),
        mean=_three(preprocess, "mean", path),
        std=_three(preprocess, "std", path),
        interpolation=_interpolation(preprocess, path),
        resize_mode=_resize_mode(preprocess, path),
        architecture=hashlib.sha256(json.dumps(model, sort_keys=True).encode()).hexdigest()[:12],
        # a tokenizer of its own would have other words than the ones that are decoded here
        writes_captions="multimodal_cfg" in model and not text.get("hf_tokenizer_name"),
    )


def has_own_tokenizer(path: Path) -> bool:
    """Whether a model brings a tokenizer, in place of the English one of the first CLIP."""
    return bool(
        _section(_section(_json(path / CONFIG), "model_cfg", path), "text_cfg", path).get(
            "hf_tokenizer_name"
        )
    )


def _json(file: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NoWeights(f"{file.parent} is no model folder: it has no {file.name}.") from None
    except (OSError, ValueError) as error:
        raise NoWeights(f"{file} cannot be read: {error}.") from None
    if not isinstance(found, dict):
        raise NoWeights(f"{file} holds no JSON object.")
    return found


def _section(config: Mapping[str, Any], name: str, path: Path) -> Mapping[str, Any]:
    section = config.get(name)
    if not isinstance(section, dict):
        raise NoWeights(f"{path / CONFIG} has no {name}.")
    return section


def _size(value: object, path: Path) -> tuple[int, int]:
    sides = value if isinstance(value, list) else [value, value]
    match sides:
        case [int(height), int(width)] if height > 0 and width > 0:
            return height, width
    raise NoWeights(f"{path / CONFIG} gives no image size that can be used: {value!r}.")


def _three(preprocess: Mapping[str, Any], name: str, path: Path) -> tuple[float, float, float]:
    """Required, although open_clip has a default: the wrong one ruins every search silently."""
    value = preprocess.get(name)
    values = value if isinstance(value, list) else [value] * 3
    numbers = [float(v) for v in values if isinstance(v, int | float) and math.isfinite(v)]
    if len(values) != 3 or len(numbers) != 3 or (name == "std" and min(numbers) <= 0):
        raise NoWeights(f"{path / CONFIG} gives no preprocessing {name} of three numbers.")
    return numbers[0], numbers[1], numbers[2]


def _interpolation(preprocess: Mapping[str, Any], path: Path) -> str:
    value = preprocess.get("interpolation") or "bicubic"
    if value not in _INTERPOLATIONS:
        raise NoWeights(f"{path / CONFIG} asks for an unknown interpolation: {value!r}.")
    return _INTERPOLATIONS[value]


def _resize_mode(preprocess: Mapping[str, Any], path: Path) -> str:
    value = preprocess.get("resize_mode") or "shortest"
    if value not in _RESIZE_MODES:
        raise NoWeights(
            f"{path / CONFIG} asks for the resize mode {value!r}; "
            f"photoclip knows {' and '.join(_RESIZE_MODES)}."
        )
    if preprocess.get("mode", "RGB") != "RGB":
        raise NoWeights(f"{path / CONFIG} asks for pictures that are not RGB.")
    return str(value)


def _weights(path: Path) -> Path:
    """What open_clip would load, if that is safetensors: a pickle can run any program."""
    files = sorted(p for p in path.iterdir() if p.is_file())
    safe = [p for p in files if p.suffix == ".safetensors"]
    if not safe:
        pickled = next((p.name for p in files if p.suffix in _PICKLED), None)
        if pickled is None:
            raise NoWeights(f"{path} holds no weights (a .safetensors file).")
        raise NoWeights(
            f"{path} holds only pickled weights ({pickled}); photoclip loads safetensors alone, "
            "because a pickle can run any program."
        )
    named = {p.name: p for p in files if p.suffix in _SEEN_BY_OPEN_CLIP}
    chosen = next((named[name] for name in _PREFERRED if name in named), None)
    if chosen is None:
        if len(safe) > 1:
            names = " and ".join(p.name for p in safe[:2])
            raise NoWeights(
                f"{path} holds several weights ({names}); "
                f"rename the right one to {_PREFERRED[0]} to say which."
            )
        chosen = safe[0]
    if chosen.suffix != ".safetensors":
        raise NoWeights(
            f"open_clip would load the pickled {chosen.name} in {path}; "
            f"take it out of the folder to use {safe[0].name}."
        )
    return chosen


def _check_dim(weights: Path, dim: int) -> None:
    shapes = _shapes(weights)
    for name, axis in _DIM_AXES.items():
        if shapes.get(name) and shapes[name][axis] != dim:
            raise NoWeights(
                f"{weights} and {CONFIG} do not belong together: "
                f"{shapes[name][axis]} dimensions in one, {dim} in the other."
            )


def _shapes(weights: Path) -> dict[str, list[int]]:
    """The tensors' shapes, from the header; the file's length must agree with it."""
    try:
        size = weights.stat().st_size
        with weights.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            header = json.loads(file.read(min(length, _MAX_HEADER)))
        header.pop("__metadata__", None)
        expected = 8 + length + max(tensor["data_offsets"][1] for tensor in header.values())
        shapes = {str(name): list(tensor["shape"]) for name, tensor in header.items()}
    except OSError as error:
        raise NoWeights(f"{weights} cannot be read: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        raise NoWeights(f"{weights} is no safetensors file, or it is damaged.") from None
    if size != expected:
        raise NoWeights(f"{weights} is incomplete: {size:,} of {expected:,} bytes.")
    return shapes


def _check_tokenizer(path: Path, text: Mapping[str, Any]) -> None:
    named = text.get("hf_model_name")
    if named and not Path(str(named)).is_dir():
        raise NoWeights(
            f"The text tower of {path} needs files that are not in the folder ({named}); "
            "photoclip does not fetch them."
        )
    options = text.get("tokenizer_kwargs") or {}
    if not isinstance(options, dict) or options.get("trust_remote_code"):
        raise NoWeights(f"The tokenizer of {path} asks to run its own program; it is refused.")
    if not text.get("hf_tokenizer_name"):
        return  # open_clip's own byte pairs
    if not (path / _TOKENIZER).is_file():
        raise NoWeights(f"{path} lacks its tokenizer ({_TOKENIZER}).")
    configs = (path / name for name in ("tokenizer_config.json", "config.json"))
    if any("auto_map" in _json(config) for config in configs if config.is_file()):
        raise NoWeights(f"The tokenizer of {path} asks to run its own program; it is refused.")
