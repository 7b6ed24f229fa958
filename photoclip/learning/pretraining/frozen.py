"""Runs a frozen part of the image tower over many pictures as fast as this processor can."""

from __future__ import annotations

import importlib
import sys
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from photoclip.learning.pretraining.towers import quick

Run = Callable[[Tensor], NDArray[np.float32]]


def frozen(part: nn.Module, example: Tensor) -> Run:
    """What `part` makes of pixels shaped like `example` (n, 3, h, w), for up to n pictures.

    OpenVINO, where the extra `train` brought it: convolutions in bf16 where the processor has
    them, measured at five times torch's speed; otherwise torch itself, on the part's device.
    """
    part.eval()
    device = next(part.parameters()).device
    # importing it would report to the network, unless that part of it is not there
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    try:
        openvino: Any = importlib.import_module("openvino")
        frontends: Any = importlib.import_module("openvino.frontend")
        decoding: Any = importlib.import_module("openvino.frontend.pytorch.ts_decoder")
    except ImportError:
        return _with_torch(part, device)
    if device.type != "cpu":
        return _with_torch(part, device)
    frontend: Any = frontends.FrontEndManager().load_by_framework("pytorch")
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")  # it traces, which torch calls outdated
        traced = decoding.TorchScriptPythonDecoder(part, example_input=(example,))
        converted: Any = frontend.convert(frontend.load(traced))
    settings = {
        "INFERENCE_NUM_THREADS": str(torch.get_num_threads()),
        "PERFORMANCE_HINT": "THROUGHPUT",
        "NUM_STREAMS": "1",
    }
    compiled: Any = openvino.Core().compile_model(converted, "CPU", settings)
    return lambda pixels: np.array(compiled(pixels.contiguous().numpy())[0], dtype=np.float32)


def _with_torch(part: nn.Module, device: torch.device) -> Run:
    part.to(memory_format=torch.channels_last)

    def run(pixels: Tensor) -> NDArray[np.float32]:
        with torch.inference_mode(), quick():
            found: NDArray[np.float32] = part(pixels.to(device)).float().cpu().numpy()
        return found

    return run
