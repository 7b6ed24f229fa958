"""Names that the user gives to tags and albums: which are allowed, and when two are the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Sized

from photoclip.errors import InputError

LONGEST = 100


def fold(name: str) -> str:
    """What makes two names the same: case and the way of composing accents do not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def clean(name: str, what: str) -> str:
    """The name as it is stored, trimmed; `what` says what it names ("tag", "album").

    Raises InputError with a sentence for an empty one, one of more than 100 characters, or one
    with control characters.
    """
    name = unicodedata.normalize("NFC", name).strip()
    if not name:
        raise InputError(f"The name of {_article(what)} must not be empty.")
    if len(name) > LONGEST:
        raise InputError(f"The name of {_article(what)} can have {LONGEST} characters at most.")
    # Cc: control characters; Cs: halves of a pair, which no file and no screen can take
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in name):
        raise InputError(f"The name of {_article(what)} must not contain control characters.")
    return name


def some_photos(ids: Sized) -> str:
    """How the name of an operation counts photos: "1 photo", "1,234 photos"."""
    return "1 photo" if len(ids) == 1 else f"{len(ids):,} photos"


def _article(what: str) -> str:
    return f"an {what}" if what[0] in "aeiou" else f"a {what}"
