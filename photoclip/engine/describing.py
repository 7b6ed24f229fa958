"""Words about a picture: zero-shot classification among given labels or the vocabulary."""

from __future__ import annotations
