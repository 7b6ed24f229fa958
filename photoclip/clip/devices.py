"""Where an encoder runs and in which arithmetic, and what running out of memory looks like."""

from __future__ import annotations

import copy
import gc
import time
from typing import Any

import torch

from photoclip.errors import InputError

DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}

_PROBE_SECONDS, _PROBE_TURNS = 1.0, 5
_SAME = 0.9995  # cosine; a transformer keeps it in bf16, depth-wise convolutions do not
_WORTH_IT = 0.8  # of the time that fp32 takes; less gain is not worth another embedding space
_OUT_OF_MEMORY = ("out of memory", "can't allocate memory", "not enough memory")


def pick(device: str) -> torch.device:
    """ "auto", "cpu", "cuda" (also "cuda:1") or "mps" as a device of this machine."""
    kind = device.partition(":")[0]
    has = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if kind == "auto":
        return torch.device(next(name for name in ("cuda", "mps", "cpu") if has[name]))
    if not has.get(kind):
        raise InputError(f"This machine has no device {device!r} that torch can use.")
    return torch.device(device)


def automatic_precision(tower: torch.nn.Module, side: tuple[int, int], device: torch.device) -> str:
    """The arithmetic that suits `device`; on a CPU the image tower itself is timed.

    `side` is (height, width) of its pictures; the tower is in fp32 on `device`.
    """
    match device.type:
        case "cuda":
            return "bf16" if torch.cuda.is_bf16_supported(including_emulation=False) else "fp16"
        case "mps":
            return "fp16"
        case _:
            suits = _has_bf16_units() and _bf16_pays(tower, side)
            return "bf16" if suits else "fp32"


def arithmetic(precision: str, device: torch.device) -> torch.dtype:
    """The type to compute in for vectors of that precision: never coarser, never emulated."""
    native = {"cuda": ("bf16", "fp16"), "mps": ("fp16",)}.get(device.type, ())
    if device.type == "cpu" and _has_bf16_units():
        native = ("bf16",)
    return DTYPES[precision] if precision in native else torch.float32


def _has_bf16_units() -> bool:
    """Without them torch emulates bf16, so slowly that even trying would take minutes."""
    capabilities: Any = torch.cpu
    return bool(capabilities._is_avx512_bf16_supported() or capabilities._is_amx_tile_supported())


def _bf16_pays(tower: torch.nn.Module, side: tuple[int, int]) -> bool:
    """Whether the tower sees the same in bf16 and is clearly faster: the best of a few turns."""
    low = copy.deepcopy(tower).to(torch.bfloat16)
    coarse = torch.rand(2, 3, 8, 8, generator=torch.Generator().manual_seed(0)) * 4 - 2
    pixels = torch.nn.functional.interpolate(coarse, side, mode="bilinear")
    pixels = pixels.contiguous(memory_format=torch.channels_last)
    contest = ((tower, pixels), (low, pixels.to(torch.bfloat16)))
    with torch.inference_mode():
        high_vectors, low_vectors = (runner(batch).float() for runner, batch in contest)
        agreement = torch.nn.functional.cosine_similarity(high_vectors, low_vectors)
        if not bool((agreement > _SAME).all()):
            return False
        best = [float("inf"), float("inf")]
        end = time.perf_counter() + _PROBE_SECONDS
        for turn in range(_PROBE_TURNS):
            if turn and time.perf_counter() > end:
                break
            for lane, (runner, batch) in enumerate(contest):
                started = time.perf_counter()
                runner(batch)
                best[lane] = min(best[lane], time.perf_counter() - started)
    return best[1] < best[0] * _WORTH_IT


def is_out_of_memory(error: BaseException) -> bool:
    """Whether the device (or the machine) has run out of memory; backends word it differently."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    return isinstance(error, RuntimeError) and any(m in str(error).lower() for m in _OUT_OF_MEMORY)


def give_back_memory(device: torch.device) -> None:
    """Return what a failed batch left in torch's caches."""
    gc.collect()
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()
