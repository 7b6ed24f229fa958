"""How decoders and encoder share the processors."""

from __future__ import annotations

import os

from photoclip.vectors.encoder import Encoder

MOST_DECODERS = 8  # 60 MB each


def cores() -> int:
    """How many batches are encoded side by side: one for each processor.

    The decoders share the processors with them. Whoever is ahead waits for the other, because
    what was decoded may only run ahead so far; so both together use all that there is.
    """
    return os.cpu_count() or 1


def decoders() -> int:
    """A decoder for each processor, as far as their memory is worth it."""
    return min(cores(), MOST_DECODERS)


def lanes_for(encoder: Encoder | None) -> int:
    """How many batches an encoder works on at once: a device other than the CPU takes one."""
    return cores() if encoder is not None and encoder.device == "cpu" else 1
