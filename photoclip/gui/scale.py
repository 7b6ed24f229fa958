"""One scale of distances and one of letters, in pixels, for everything in the window."""

from __future__ import annotations

HAIR = 2
TIGHT = 4
CLOSE = 6
SNUG = 8
EASY = 10
ROOMY = 12
PAGE = 14
"""From the edge of a page to what stands on it: the photos of the grid begin there, too."""
WIDE = 16
EDGE = 20
"""From the edge of a dialog to what stands in it."""
APART = 28
"""Between parts of a page that have nothing to do with each other."""

HEADLINE = 26
HEADING = 17
TITLE = 15
NOTE = 12
SMALL = 11
TINY = 10
