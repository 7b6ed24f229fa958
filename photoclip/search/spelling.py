"""What a misspelt phrase of a query was probably meant to be; offered, never applied by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from difflib import get_close_matches

from photoclip.query import Query, to_text
from photoclip.query.values import Term
from photoclip.search.language import is_foreign

SHORTEST = 4
"""Letters of a word that is looked at: shorter ones have too many neighbours."""
ALIKE = 0.8
"""How alike two words must be, as `difflib` counts: a wrong letter of five, two swapped of six."""

_WORD = re.compile(r"[^\W\d_]+")
_PLURALS = (("s", ""), ("es", ""), ("ies", "y"))


def corrected(
    query: Query, unknown: Callable[[set[str]], set[str]], words: Iterable[str]
) -> str | None:
    """The query as it was probably meant, as text; None where every word is known or nothing is.

    `unknown` says which of some words in small letters nobody knows; `words` are those that may
    have been meant.
    """
    asked = {word for term in query.terms for word in _looked_at(term)}
    strange = unknown(asked) if asked else set()
    singular = {one for word in strange for one in _singulars(word)}
    known = singular - unknown(singular) if singular else set()
    strange = {word for word in strange if not known.intersection(_singulars(word))}
    if not strange:
        return None
    candidates = sorted({word for word in words if len(word) >= SHORTEST})
    meant: dict[str, str] = {}
    for word in strange:
        # A first letter is seldom wrong, and looking at all words takes ten times as long.
        first = [one for one in candidates if one[0] == word[0]]
        if found := get_close_matches(word, first, n=1, cutoff=ALIKE):
            meant[word] = found[0]
    if not meant:
        return None

    def mend(match: re.Match[str]) -> str:
        return meant.get(match[0].lower(), match[0])

    terms = tuple(
        replace(term, text=_WORD.sub(mend, _composed(term.text))) if _looked_at(term) else term
        for term in query.terms
    )
    return to_text(replace(query, terms=terms))


def words_in(texts: Iterable[str]) -> set[str]:
    """The words of some texts, in small letters."""
    return {word.lower() for text in texts for word in _WORD.findall(_composed(text))}


def _looked_at(term: Term) -> set[str]:
    if is_foreign(term.text):
        return set()
    return {word for word in words_in([term.text]) if len(word) >= SHORTEST and word.isascii()}


def _singulars(word: str) -> set[str]:
    """What a word may be the plural of."""
    return {word.removesuffix(end) + new for end, new in _PLURALS if word.endswith(end)}


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
