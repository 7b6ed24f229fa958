"""Writes a trained model as a folder that plain open_clip loads: `local-dir:FOLDER`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

from photoclip.learning.curve import draw_curve
from photoclip.learning.pretraining.loop import Entry
from photoclip.learning.pretraining.towers import Model, Shape

WEIGHTS = "open_clip_model.safetensors"
CONFIG = "open_clip_config.json"
RECORD = "training.json"
CURVE = "training.png"
CARD = "MODEL_CARD.md"
CAPTIONER = "captioner.safetensors"

_OBJECTIVES = {
    "multi-positive": "symmetric multi-positive CLIP loss with a learnable temperature",
    "clip": "symmetric CLIP loss with a learnable temperature",
    "convirt": "ConVIRT's loss, image to text weighted .75, with a learnable temperature",
    "virtex": "VirTex: predicting the caption from the picture; the text tower learnt nothing",
    "coca": "CoCa: multi-positive contrast and, weighted twice, predicting the caption",
}


def publish(
    model: Model,
    shape: Shape,
    mode: str,
    folder: Path,
    record: Mapping[str, object],
    log: Sequence[Entry],
    searches: bool = True,
) -> Path:
    """Write configuration, weights in half precision, the record of the training and its curve.

    mode: open_clip's resize mode, "squash" or "shortest". A model that cannot search, because
    its text tower learnt nothing, gets no configuration: nobody shall load it as an encoder; to
    start another training from, its weights are enough. A model card is written only where
    there is none: it holds what the trainer knows and asks for what it cannot know. Returns the
    weights' path.
    """
    folder.mkdir(parents=True, exist_ok=True)
    preprocess = {
        "mean": [0.5, 0.5, 0.5],
        "std": [0.5, 0.5, 0.5],
        "interpolation": "bicubic",
        "resize_mode": mode,
    }
    config = {"model_cfg": shape.model_cfg(), "preprocess_cfg": preprocess}
    if searches:
        _write(folder / CONFIG, json.dumps(config, indent=2) + "\n")
    else:
        (folder / CONFIG).unlink(missing_ok=True)
    (folder / CAPTIONER).unlink(missing_ok=True)
    _save(model, folder / WEIGHTS)
    full = {**record, "shape": asdict(shape), "log": [asdict(entry) for entry in log]}
    _write(folder / RECORD, json.dumps(full, indent=1) + "\n")
    draw_curve(log, folder / CURVE)
    if not (folder / CARD).exists():
        _write(folder / CARD, _card(record))
    return folder / WEIGHTS


def publish_captioner(captioner: nn.Module, folder: Path) -> Path:
    """Write the head that wrote captions, in half precision, beside the towers it belongs to."""
    _save(captioner, folder / CAPTIONER)
    return folder / CAPTIONER


def _save(module: nn.Module, file: Path) -> None:
    tensors = {
        name: (value.half() if value.is_floating_point() else value).contiguous().cpu()
        for name, value in module.state_dict().items()
    }
    if not all(torch.isfinite(value).all() for value in tensors.values()):
        raise ArithmeticError("the weights do not fit into half precision")
    partial = file.with_name(file.name + ".part")
    save_file(tensors, partial, metadata={"format": "pt"})
    partial.chmod(0o644)  # safetensors makes them unreadable for others
    partial.replace(file)


def _write(file: Path, text: str) -> None:
    partial = file.with_name(file.name + ".part")
    partial.write_text(text, encoding="utf-8")
    partial.replace(file)


def _card(record: Mapping[str, object]) -> str:
    """What is known at the end of a training, for its owner to complete."""
    return f"""# Model card

A dual encoder for photos and English text, trained by `photoclip train`.

- **Data**: {json.dumps(record.get("sources"))} (photos by source). Say here where they come from
  and under which terms: the terms of these weights follow from them.
- **Objective**: {_OBJECTIVES.get(str(record.get("objective")), record.get("objective"))}.
- **Retrieval on the held-out part**: {json.dumps(record.get("retrieval"))}.
- **Captions of the held-out part**: {json.dumps(record.get("captioning"))}.
- Options, steps and losses: `{RECORD}`, `{CURVE}`.
- **Known weaknesses and biases**: say here what you found.
"""
