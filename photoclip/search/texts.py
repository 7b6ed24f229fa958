"""Captions as text: what a query asks of them, and which of the library's captions answer.

A photo answers where its caption holds all words of all phrases, and not all words of one that is
negative. Small words count only where there are no others; endings do not count (Porter's
stemmer, for English) and neither do accents. How well it answers is BM25, as FTS5 reckons it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import Connection

from photoclip.library.rows import plain
from photoclip.query.values import Query
from photoclip.search.lookup import Ids
from photoclip.vectors.captions import MOST_RANKED, stamp_of

_SMALL = frozenset(
    [
        *("a", "an", "and", "are", "at", "be", "by", "for", "from", "her", "his", "in", "is", "it"),
        *("its", "of", "on", "or", "our", "some", "that", "the", "their", "there", "this", "to"),
        *("was", "were", "with"),
    ]
)
_MOST_WORDS = 32
_UNSEEN = "SELECT id FROM photo WHERE caption_unseen = 1"
_THESE = "id IN (SELECT value FROM json_each(?))"
_UNSEEN_OF = f"{_UNSEEN} AND {_THESE}"
_UNCAPTIONED = f"SELECT id, content_hash, rotation FROM photo WHERE caption = '' AND {_THESE}"
_MATCHING = "SELECT rowid FROM caption_text WHERE caption_text MATCH ?"
_BEST_FIRST = f"{_MATCHING} ORDER BY rank, rowid"


def expression(query: Query) -> str | None:
    """The query in FTS5's language; None where it asks nothing of captions.

    That is so without words, and where photos are examples: a caption is like none.
    """
    wanted = [word for term in query.terms if not term.negative for word in _words(term.text)]
    if not wanted or any(not example.negative for example in query.examples):
        return None
    asked = _all(wanted[:_MOST_WORDS])
    unwanted = [_words(term.text) for term in query.terms if term.negative]
    return asked + "".join(f" NOT {_all(words[:_MOST_WORDS])}" for words in unwanted if words)


@dataclass(frozen=True, slots=True, eq=False)
class TextMatches:
    """Photos whose captions answer, without those that may not be shown.

    The best come first; where there are more than `MOST_RANKED` they come by id.

    `own` are captions of the user's, written, imported or accepted; `generated` are those that
    a machine wrote and nobody looked at.
    """

    own: Ids = field(default_factory=lambda: np.empty(0, np.int64))
    generated: Ids = field(default_factory=lambda: np.empty(0, np.int64))

    def __bool__(self) -> bool:
        return bool(len(self.own) or len(self.generated))


def matching(
    connection: Connection, asked: str, ids: Ids | None, hidden: Ids, kept: Mapping[int, str]
) -> TextMatches:
    """The photos that answer, among `ids` (None: all) and without the `hidden`.

    kept: photos whose captions, which a machine wrote and the library does not hold, answer, with
    the stamps of these. Where the library holds another caption of theirs they do not count: it
    was corrected. Nor do they where the picture is another by now.
    """
    rows = plain(connection, _MATCHING, asked)
    if few := len(rows) <= MOST_RANKED:
        rows = plain(connection, _BEST_FIRST, asked)
    found = _numbers(rows)
    these = (json.dumps(found.tolist()),) if few else ()
    unseen = np.isin(found, _numbers(plain(connection, _UNSEEN_OF if few else _UNSEEN, *these)))
    others = np.fromiter(kept, np.int64, len(kept))
    others = _allowed(others[~np.isin(others, found)], ids, hidden)
    free = np.isin(others, _uncaptioned(connection, others, kept))
    own, generated = (_allowed(some, ids, hidden) for some in (found[~unseen], found[unseen]))
    return TextMatches(own, np.concatenate([generated, others[free]]))


def is_in_captions(connection: Connection, word: str) -> bool:
    """Whether a caption in the library holds the word, with whatever ending."""
    known = "SELECT 1 FROM caption_text WHERE caption_text MATCH ? LIMIT 1"
    return bool(plain(connection, known, _all([word.replace('"', "")])))


def _uncaptioned(connection: Connection, ids: Ids, kept: Mapping[int, str]) -> Ids:
    """Those that have no caption, and look as they did when the one that is kept was written."""
    rows = plain(connection, _UNCAPTIONED, json.dumps(ids.tolist())) if len(ids) else []
    return _numbers([row for row in rows if kept[row[0]] == stamp_of(row[1], row[2])])


def _numbers(rows: Sequence[tuple[Any, ...]]) -> Ids:
    return np.asarray([row[0] for row in rows], np.int64)


def _allowed(found: Ids, ids: Ids | None, hidden: Ids) -> Ids:
    return found[np.isin(found, ids) if ids is not None else ~np.isin(found, hidden)]


def _words(text: str) -> list[str]:
    every = re.findall(r"\w+", text.lower())
    return [word for word in every if word not in _SMALL] or every


def _all(words: list[str]) -> str:
    return "(" + " AND ".join(f'"{word}"' for word in words) + ")"
