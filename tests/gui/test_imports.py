"""The window never loads what belongs into the engine."""

from __future__ import annotations

import subprocess
import sys

_HEAVY = ("torch", "open_clip", "hnswlib", "timm", "torchvision", "pillow_heif", "rawpy")


def test_the_window_imports_neither_torch_nor_hnswlib() -> None:
    code = f"import photoclip.gui.app, sys; print([n for n in {_HEAVY!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
