"""What a query with a mistake probably meant, as text."""

from __future__ import annotations

import re

from photoclip.errors import QueryError
from photoclip.query.printer import quoted
from photoclip.query.tokens import QUOTES

_PLAIN = re.compile(r"[\w./\\*-]+")


def mended(text: str, error: QueryError) -> str | None:
    """The text with what was probably meant in place of the mistake; None without a guess."""
    if error.instead is None:
        return None
    wrong, right = error.instead
    found = re.compile(re.escape(wrong), re.IGNORECASE).search(text, error.position)
    if found is None:
        return None
    start, end = found.span()
    if text[start - 1 : start] in tuple(QUOTES):
        right = right.replace('"', '""')
    elif not _PLAIN.fullmatch(right):
        right = quoted(right)
    return text[:start] + right + text[end:]
