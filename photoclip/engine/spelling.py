"""Knows the words that searches of a library may hold: English ones, the user's, the captions'."""

from __future__ import annotations

from collections.abc import Set

from photoclip.clip.lexicon import english_words
from photoclip.library import tags
from photoclip.library.database import Library
from photoclip.query import Query
from photoclip.search.spelling import corrected, words_in
from photoclip.search.texts import is_in_captions
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
        """Those that no photo's caption holds, in any form of them."""
        with self._library.read() as connection:
            return {word for word in words if not is_in_captions(connection, word)}
