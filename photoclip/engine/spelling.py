"""Knows the words that searches of a library may hold: English ones, the user's, the captions'."""

from __future__ import annotations

from collections.abc import Set

from sqlalchemy import func, or_, select

from photoclip.clip.lexicon import english_words
from photoclip.library import tags
from photoclip.library.database import Library
from photoclip.library.schema import photo
from photoclip.query import Query
from photoclip.search.spelling import corrected, words_in
from photoclip.tagging import vocabulary


class Speller:
    """Says what a query with a misspelt word was probably meant to be."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._common = words_in(
            text for entry in vocabulary.load() for text in (entry.name, *entry.aliases)
        )

    def corrected(self, query: Query) -> str | None:
        """The query as text; None where every word is known, or nothing is like the others."""
        own = words_in(
            text for tag in tags.all_tags(self._library) for text in (tag.name, *tag.aliases)
        )
        known = self._common | own

        def unknown(words: Set[str]) -> set[str]:
            strange = {word for word in words if word not in known}
            strange -= english_words() if strange else frozenset()
            return self._in_no_caption(strange)

        return corrected(query, unknown, known)

    def _in_no_caption(self, words: set[str]) -> set[str]:
        """Those that no photo's caption holds; looks through all captions, for few words."""
        if not words:
            return words
        caption = func.lower(photo.c.caption)
        holds = or_(*(caption.contains(word, autoescape=True) for word in words))
        query = select(photo.c.caption).where(photo.c.caption != "", holds).limit(1000)
        with self._library.read() as connection:
            return words - words_in(connection.execute(query).scalars())
