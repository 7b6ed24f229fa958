"""Tests of the way from a name to an encoder, which opens no connection."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from huggingface_hub import HfApi, constants
from huggingface_hub.errors import OfflineModeIsEnabled

from photoclip.clip import catalogue
from photoclip.clip.loading import load_encoder, spec_of
from photoclip.clip.offline import offline
from photoclip.errors import NoWeights
from photoclip.paths import Home
from photoclip.vectors.encoder import FakeEncoder


def test_fake_needs_nothing(home: Home) -> None:
    assert isinstance(load_encoder(home, "fake"), FakeEncoder)
    assert spec_of(home, "fake") == FakeEncoder().spec


def test_the_spec_is_known_before_and_after_loading(home: Home, siglip_model: Path) -> None:
    catalogue.add(home, siglip_model, "mine")
    before = spec_of(home, "mine", precision="fp32")
    loaded = load_encoder(home, "mine", "cpu", "fp32").spec
    assert before == loaded
    assert (loaded.name, loaded.precision, len(loaded.digest)) == ("mine", "fp32", 64)
    automatic = load_encoder(home, "mine", "cpu").spec
    assert spec_of(home, "mine") == automatic == load_encoder(home, "mine").spec


def test_what_is_not_there_is_a_sentence(home: Home) -> None:
    for ask in (load_encoder, spec_of):
        with pytest.raises(NoWeights, match="there are builtin"):
            ask(home, "yours")


def test_no_connection_is_opened(
    home: Home, siglip_model: Path, clip_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where the libraries below believe that they may."""
    opened: list[Any] = []
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, lambda *call: opened.append(call))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *call, **_: opened.append(call) or [])
    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.delenv("TRANSFORMERS_OFFLINE")
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    for name, model in (("one", siglip_model), ("two", clip_model)):
        catalogue.add(home, model, name)
        encoder = load_encoder(home, name, "cpu")
        encoder.encode_texts(["a red dog"])
        encoder.encode_images(np.zeros((1, *encoder.image_size, 3), np.uint8))
        spec_of(home, name)
    catalogue.available(home)
    assert opened == []


def test_offline_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    with offline(), pytest.raises(OfflineModeIsEnabled):
        HfApi().model_info("some/model")
    assert constants.HF_HUB_OFFLINE is False
    assert "HF_HUB_OFFLINE" not in os.environ
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    with offline():
        assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert os.environ["HF_HUB_OFFLINE"] == "0"
