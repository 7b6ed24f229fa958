"""Takes a folder in only when its model was tried: nothing unusable gets into the list."""

from __future__ import annotations

from pathlib import Path

from photoclip.clip import catalogue, folder
from photoclip.clip.catalogue import ModelEntry
from photoclip.clip.encoder import OpenClipEncoder
from photoclip.paths import Home


def add_tried(home: Home, source: Path, name: str | None = None) -> ModelEntry:
    """Judge the folder, load it, encode a text, then copy it into this home.

    Raises as `catalogue.add` does, and `NoWeights` where it does not load.
    """
    folder.read(source)
    OpenClipEncoder.load(source, device="cpu", precision="fp32").encode_texts(["a photo"])
    return catalogue.add(home, source, name)
