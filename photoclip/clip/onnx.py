"""ONNX Runtime for the image tower on a CPU: an extra, used only where it was tried and pays.

It computes what torch computes in fp32, for a MobileNet in less than half the time. Whether it
does so on this machine is found out once, by `accelerate`; what came of it is remembered with
the versions that it was found out with.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from photoclip.clip.remembered import Remembered
from photoclip.errors import NoWeights
from photoclip.paths import Home

NEEDED = ("onnxruntime", "onnx", "onnxscript")
WORTH_IT = 1.5  # times as fast as torch
SAME = 0.99  # cosine
TOP = 10  # nearest pictures that must be the same ones
_TURNS = 5
_BATCH = 8

Tower = Callable[[NDArray[np.float32]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the trial found. `times` is how many times as fast as torch it is, on one thread."""

    accepted: bool
    cosine: float
    same_top: bool
    times: float


def is_here() -> bool:
    """Whether the extra is installed."""
    return all(importlib.util.find_spec(name) is not None for name in NEEDED)


def accepted_tower(home: Home, remembered: Remembered, digest: str) -> Tower | None:
    """The tower for weights of that digest, if it was accepted with what is installed now."""
    file = file_of(home, digest)
    if not is_here() or not file.is_file() or remembered.accelerated(digest) != versions():
        return None
    return opened(file)


def file_of(home: Home, digest: str) -> Path:
    """Where the exported tower lies: derived, it can be made again."""
    return home.cache / "onnx" / f"{digest}.onnx"


def versions() -> str:
    """What the verdict depends on besides the weights."""
    return f"onnxruntime {importlib.metadata.version('onnxruntime')}, torch {torch.__version__}"


def export(visual: Any, size: tuple[int, int], file: Path) -> None:
    """Write the tower, which takes pictures of `size` (height, width), as an ONNX file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(f".{os.getpid()}.new")
    pixels = torch.zeros(2, 3, *size)
    try:
        torch.onnx.export(
            visual,
            (pixels,),
            str(new),
            input_names=["pixels"],
            output_names=["vectors"],
            dynamic_shapes=({0: "n"},),
            dynamo=True,
            external_data=False,
            verbose=False,
        )
        new.replace(file)
    except (torch.onnx.errors.OnnxExporterError, OSError, RuntimeError, ValueError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise NoWeights(f"This encoder cannot be exported: {reason}") from error
    finally:
        new.unlink(missing_ok=True)


def opened(file: Path) -> Tower:
    """The tower in `file`: (n, 3, h, w) -> (n, dim), one thread for each call."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    def run(pixels: NDArray[np.float32]) -> NDArray[np.float32]:
        vectors: NDArray[np.float32] = session.run(None, {"pixels": pixels})[0]
        return vectors

    return run


@torch.inference_mode()
def judged(visual: Any, tower: Tower, pixels: torch.Tensor) -> Verdict:
    """Compare both on n real pictures, normalised (n, 3, h, w); each gets one thread."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        batches = [pixels[start : start + _BATCH] for start in range(0, len(pixels), _BATCH)]
        ours = torch.cat([visual(batch).float() for batch in batches])
        theirs = torch.cat([torch.from_numpy(tower(batch.numpy())) for batch in batches])
        one = pixels[:_BATCH].contiguous(memory_format=torch.channels_last)
        other = pixels[:_BATCH].numpy()
        best = [float("inf"), float("inf")]
        for _ in range(_TURNS):
            started = time.perf_counter()
            visual(one)
            between = time.perf_counter()
            tower(other)
            best[0] = min(best[0], between - started)
            best[1] = min(best[1], time.perf_counter() - between)
    finally:
        torch.set_num_threads(threads)
    a = torch.nn.functional.normalize(ours, dim=-1)
    b = torch.nn.functional.normalize(theirs, dim=-1)
    cosine = float((a * b).sum(1).min())
    k = min(TOP, len(pixels))
    same = bool(((a @ a.T).topk(k).indices == (b @ b.T).topk(k).indices).all())
    times = best[0] / best[1]
    return Verdict(cosine >= SAME and same and times >= WORTH_IT, cosine, same, times)
