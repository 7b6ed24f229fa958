"""Tests that folding batch normalisation changes the time and not the vectors."""

from __future__ import annotations

import timm
import torch
from torch import Tensor, nn

from photoclip.clip.folding import folded


class Backwards(nn.Module):
    """Made in one order, used in the other: here folding would be wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.conv, self.norm = nn.Conv2d(3, 3, 3), nn.BatchNorm2d(3)

    def forward(self, x: Tensor) -> Tensor:
        vectors: Tensor = self.conv(self.norm(x)).flatten(1)
        return vectors


def trained(tower: nn.Module) -> nn.Module:
    """With statistics that a fold must not lose."""
    torch.manual_seed(1)
    for module in tower.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.running_mean, -0.5, 0.5)
            nn.init.uniform_(module.running_var, 0.5, 2.0)
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    return tower.eval().requires_grad_(False)


def norms(tower: nn.Module) -> int:
    return sum(isinstance(module, nn.BatchNorm2d) for module in tower.modules())


def test_a_mobile_net_has_no_normalisation_left_and_sees_the_same() -> None:
    tower = trained(timm.create_model("mobilenetv2_050", num_classes=0))
    fresh = folded(tower, (64, 64))
    assert norms(tower) > 0
    assert norms(fresh) == 0
    pictures = torch.randn(3, 3, 64, 64)
    with torch.inference_mode():
        same = torch.nn.functional.cosine_similarity(tower(pictures), fresh(pictures))
    assert same.min() > 0.99999


def test_what_is_used_in_another_order_stays_as_it_is() -> None:
    tower = trained(Backwards())
    assert folded(tower, (16, 16)) is tower


def test_a_tower_without_normalisation_is_not_even_copied() -> None:
    tower = nn.Sequential(nn.Conv2d(3, 4, 3), nn.Flatten())
    assert folded(tower, (16, 16)) is tower
