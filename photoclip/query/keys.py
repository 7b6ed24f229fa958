"""The words of the query language: keys before a colon, states, orders."""

from __future__ import annotations

NUMBERS = ("iso", "rating", "aperture", "focal", "width", "height")
TEXTS = ("name", "ext", "camera", "lens")
DATES = ("date", "before", "after")
KEYS = ("tag", "album", "in", *TEXTS, *DATES, "added", *NUMBERS, "is", "near", "like", "sort")

COMPUTED = ("sensitive", "blurry", "screenshot", "document", "receipt")
"""States that the machine recognises by itself, and that the user may correct."""
STATES = (
    "untagged",
    "favourite",
    "rejected",
    "problem",
    "missing",
    *COMPUTED,
    "geotagged",
    "raw",
    "video",
    "live",
)
ORDERS = ("date", "relevance", "name")
SPELLINGS = {"favorite": "favourite"}
