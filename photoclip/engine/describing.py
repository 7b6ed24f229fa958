"""Words about a picture: zero-shot classification among given labels or the vocabulary."""

from __future__ import annotations

from photoclip.engine.messages import Describe, Description
from photoclip.errors import PhotoclipError
from photoclip.images.reading import Recipe
from photoclip.vectors.encoder import Encoder


def describe(request: Describe, encoder: Encoder, recipe: Recipe) -> Description:
    raise PhotoclipError("later")
