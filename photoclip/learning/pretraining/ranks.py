"""Several processes that train one model: torchrun starts them, this says how they share a batch.

Every rank draws the same batch, encodes its own slice, and gathers the vectors of all, so that
the n x n similarities of the loss span all ranks. The loss is then the same everywhere; the mean
of the ranks' gradients is the gradient that one process alone would have found.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor


def rank() -> int:
    """Which process this is, from 0."""
    return dist.get_rank() if _together() else 0


def world() -> int:
    """How many processes train together."""
    return dist.get_world_size() if _together() else 1


def _together() -> bool:
    return dist.is_available() and dist.is_initialized()


@contextmanager
def joined() -> Iterator[torch.device]:
    """Join the group that torchrun describes in the environment; alone where there is none.

    Yields the device to train on: a GPU of its own for each rank of a machine (nccl), else the
    processor (gloo).
    """
    local = int(os.environ.get("LOCAL_RANK", "0"))
    device = torch.device("cuda", local) if torch.cuda.is_available() else torch.device("cpu")
    if device.type == "cuda":
        torch.cuda.set_device(device)
    if int(os.environ.get("WORLD_SIZE", "1")) < 2:
        yield device
        return
    # the first rank alone decodes photos and asks teachers: the others may wait for hours
    kind = "nccl" if device.type == "cuda" else "gloo"
    dist.init_process_group(kind, timeout=timedelta(days=1))
    try:
        yield device
    finally:
        dist.destroy_process_group()


def own(n: int) -> slice:
    """The part of n rows that this rank encodes; n must be a multiple of `world()`."""
    each, left = divmod(n, world())
    if left:
        raise ValueError(f"{n} rows cannot be shared evenly by {world()} processes")
    return slice(rank() * each, (rank() + 1) * each)


def gathered(vectors: Tensor) -> Tensor:
    """(n / ranks, d) of each rank -> (n, d) of all in the order of the ranks, with gradients."""
    return vectors if world() == 1 else _Gather.apply(vectors)


class _Gather(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, vectors: Tensor) -> Tensor:
        found = [torch.empty_like(vectors) for _ in range(world())]
        dist.all_gather(found, vectors.contiguous())
        return torch.cat(found)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> Tensor:
        # every rank's copy of the loss depends on these rows
        (gradient,) = gradients
        total = gradient.contiguous()
        dist.all_reduce(total)
        return total[own(len(total))]


def average_gradients(weights: Iterable[Tensor]) -> None:
    """Replace each gradient by its mean over the ranks."""
    if world() == 1:
        return
    for weight in weights:
        if weight.grad is not None:
            dist.all_reduce(weight.grad)
            weight.grad /= world()


@contextmanager
def first_alone() -> Iterator[None]:
    """The first rank goes through the block before the others do: what it keeps, they find."""
    if rank():
        dist.barrier()
    yield
    if world() > 1 and not rank():
        dist.barrier()
