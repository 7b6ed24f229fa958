"""Two processes over gloo find the gradients that one process finds alone."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F

from photoclip.learning.losses import KINDS, contrastive_loss
from photoclip.learning.pretraining.ranks import average_gradients, gathered, joined, own, world

BATCH = 8


def gradients() -> dict[str, torch.Tensor]:
    """Of two small towers and a temperature, by every kind of loss, on a fixed batch."""
    torch.manual_seed(0)
    images, texts = torch.randn(BATCH, 5), torch.randn(BATCH, 4)
    positive = torch.eye(BATCH)
    positive[0, 5] = positive[5, 0] = 1
    found = {}
    for kind in KINDS:
        torch.manual_seed(1)
        image, text = torch.nn.Linear(5, 3), torch.nn.Linear(4, 3)
        scale = torch.nn.Parameter(torch.tensor(2.0))
        part = own(BATCH)
        one = gathered(F.normalize(image(images[part]), dim=1))
        other = gathered(F.normalize(text(texts[part]), dim=1))
        contrastive_loss(kind, one, other, positive, scale).backward()
        weights = {"image": image.weight, "text": text.weight, "scale": scale}
        average_gradients(weights.values())
        found |= {f"{kind} {name}": weight.grad for name, weight in weights.items()}
    return found


def test_two_processes_find_what_one_finds(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    surroundings = {**os.environ, "WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1"}
    surroundings["PYTHONPATH"] = os.pathsep.join(p for p in sys.path if p)
    surroundings |= {"MASTER_PORT": port, "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}
    ranks = [
        subprocess.Popen(
            [sys.executable, __file__, str(tmp_path / f"{rank}.pt")],
            env={**surroundings, "RANK": str(rank), "LOCAL_RANK": str(rank)},
            stderr=subprocess.PIPE,
        )
        for rank in range(2)
    ]
    complaints = [rank.communicate(timeout=120)[1].decode() for rank in ranks]
    assert [rank.returncode for rank in ranks] == [0, 0], complaints
    alone = gradients()
    for rank in range(2):
        together = torch.load(tmp_path / f"{rank}.pt", weights_only=True)
        assert together.keys() == alone.keys()
        for name, gradient in alone.items():
            assert gradient.abs().max() > 0.01
            torch.testing.assert_close(together[name], gradient, msg=lambda m, n=name: f"{n}: {m}")


def test_alone_nothing_is_shared() -> None:
    with joined() as device:
        assert device.type in ("cpu", "cuda")
        assert world() == 1
        assert own(7) == slice(0, 7)
        vectors = torch.ones(2, 2)
        assert gathered(vectors) is vectors


def test_a_batch_must_be_shared_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("photoclip.learning.pretraining.ranks.world", lambda: 2)
    assert own(6) == slice(0, 3)
    with pytest.raises(ValueError, match="evenly"):
        own(7)


if __name__ == "__main__":
    with joined():
        assert world() == 2
        torch.save(gradients(), sys.argv[1])
