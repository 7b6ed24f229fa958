"""Cuts the text of a query into tokens: words, quoted phrases, `key:value` fields, parentheses.

Rules that are not obvious:

- A key is a word of letters (then also digits, - and _) directly before a colon. What starts
  otherwise is free text: "10:30", ":)". An unknown key is an error, except before // so that
  "https://example.org" is free text too. Anything in quotes is free text.
- A quote opens only at the start of a word or a value, so that 5" and rock'n'roll need no care.
  Inside quotes, "" stands for one quote. Typographic quotes work; they close one another.
- A word or a value may hold balanced parentheses: IMG_2(1).jpg.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum

from photoclip.errors import QueryError
from photoclip.query.keys import KEYS
from photoclip.query.values import Span

TYPOGRAPHIC = "“”„‟«»″＂"
QUOTES = '"' + TYPOGRAPHIC
MINUS = "-−"
HEAVIEST, LIGHTEST = 100.0, 0.01

_KEY = re.compile(r"([^\W\d_][\w-]*):")
_SURROGATE = re.compile("[\ud800-\udfff]")  # from file names that are not Unicode: only like:
_WEIGHT = re.compile(r"\^([0-9]{1,4}(?:\.[0-9]{1,4})?)?")


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    PHRASE = "phrase"
    FIELD = "field"
    OPEN = "("
    CLOSE = ")"
    OR = "OR"
    AND = "AND"
    NOT = "NOT"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of the text. `span` covers it with its minus and its weight.

    `text` is the word, the phrase without quotes or the value of the field, which starts at
    `value_at`. `suggested` is set for a tag followed by a question mark.
    """

    kind: Kind
    text: str
    span: Span
    negative: bool = False
    weight: float | None = None
    key: str = ""
    value_at: int = 0
    suggested: bool = False


def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """The known word that looks most like `word`, None when none does."""
    matches = get_close_matches(word.casefold(), known, n=1, cutoff=0.5)
    return matches[0] if matches else None


def tokenize(text: str) -> list[Token]:
    """The tokens of a query in their order; `QueryError` for what cannot be cut."""
    tokens: list[Token] = []
    at = 0
    while (at := _skip_spaces(text, at)) < len(text):
        token = _read(text, at)
        if token.key != "like" and (broken := _SURROGATE.search(text, *token.span)):
            raise QueryError("This character is damaged and cannot be searched.", broken.start())
        tokens.append(token)
        at = token.span[1]
    return _with_operators(tokens)


def _skip_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _read(text: str, start: int) -> Token:
    at = start
    negative = text[at] in MINUS and at + 1 < len(text) and not text[at + 1].isspace()
    if negative and text[at + 1] != ")":
        at += 1
    else:
        negative = False
    if text[at] in "()":
        kind = Kind.OPEN if text[at] == "(" else Kind.CLOSE
        return Token(kind, text[at], (start, at + 1), negative)
    if text[at] in QUOTES:
        phrase, end = _quoted(text, at)
        if not phrase:
            raise QueryError("There is nothing between these quotes.", at)
        weight, end = _weight(text, end, start)
        return Token(Kind.PHRASE, phrase, (start, end), negative, weight)
    if key := _key(text, at):
        return _field(text, start, negative, key, at + len(key) + 1)
    end = _bare_end(text, at)
    caret = text.find("^", at, end)
    if caret < 0:
        return Token(Kind.WORD, text[at:end], (start, end), negative)
    weight, end = _weight(text, caret, start)
    if caret == at:
        raise QueryError("A weight stands right behind words, as in beach^2.", at)
    return Token(Kind.WORD, text[at:caret], (start, end), negative, weight)


def _key(text: str, at: int) -> str | None:
    found = _KEY.match(text, at)
    if not found:
        return None
    key = found[1]
    if key.casefold() in KEYS:
        return key
    if text.startswith("//", found.end()):
        return None
    guess = nearest(key, KEYS)
    advice = f"Did you mean “{guess}:”?" if guess else f"The words are {', '.join(KEYS)}."
    raise QueryError(
        f"“{key}:” is not a word of the query language. {advice}"
        " Put quotes around it to search for it as text.",
        at,
        (key, guess) if guess else None,
    )


def _field(text: str, start: int, negative: bool, written: str, at: int) -> Token:
    key = written.casefold()
    suggested = False
    if at < len(text) and text[at] in QUOTES:
        value, end = _quoted(text, at)
        if key == "tag" and text.startswith("?", end):
            suggested, end = True, end + 1
    else:
        end = _bare_end(text, at)
        value = text[at:end]
        if key == "tag" and value.endswith("?"):
            suggested, value = True, value[:-1]
    if not value:
        raise QueryError(f"“{key}:” needs a value right behind the colon.", at)
    return Token(Kind.FIELD, value, (start, end), negative, None, key, at, suggested)


def _quoted(text: str, start: int) -> tuple[str, int]:
    """The text between quotes, white space made plain, and where it ends."""
    closing = QUOTES if text[start] in TYPOGRAPHIC else '"'
    at, parts = start + 1, []
    while at < len(text):
        if text[at] not in closing:
            parts.append(text[at])
            at += 1
        elif text.startswith('""', at):
            parts.append('"')
            at += 2
        else:
            return " ".join("".join(parts).split()), at + 1
    raise QueryError("This quote is never closed.", start)


def _bare_end(text: str, at: int) -> int:
    depth = 0
    while at < len(text) and not text[at].isspace():
        if text[at] == "(":
            depth += 1
        elif text[at] == ")":
            if not depth:
                break
            depth -= 1
        at += 1
    return at


def _weight(text: str, at: int, start: int) -> tuple[float | None, int]:
    """The weight at `at`, None without one, and where the token ends."""
    found = _WEIGHT.match(text, at)
    if not found:
        return None, at
    end = found.end()
    closed = end == len(text) or text[end].isspace() or text[end] in "()"
    if not found[1] or not closed:
        raise QueryError("A weight is a number behind the words, as in beach^2.", at)
    weight = float(found[1])
    if not LIGHTEST <= weight <= HEAVIEST:
        raise QueryError(f"A weight lies between {LIGHTEST:g} and {HEAVIEST:g}.", at + 1)
    return weight, end


def _with_operators(tokens: list[Token]) -> list[Token]:
    """Tells OR, AND, NOT from words.

    In capitals they are operators. In small letters "or" and "and" are so only right beside
    filters: "cats or dogs" is free text, "tag:cats or tag:dogs" is not.
    """
    out: list[Token] = []
    for i, token in enumerate(tokens):
        word = token.text
        plain = token.kind is Kind.WORD and not token.negative and token.weight is None
        if plain and word in ("OR", "AND", "NOT"):
            kind = Kind[word]
        elif plain and word.casefold() in ("or", "and") and _between_filters(tokens, i):
            kind = Kind[word.upper()]
        else:
            kind = token.kind
        out.append(token if kind is token.kind else Token(kind, word, token.span))
    return out


def _between_filters(tokens: list[Token], i: int) -> bool:
    """Whether filters stand on both sides; for "and" also a filter on one and nothing beyond."""
    left, right = tokens[i - 1 : i], tokens[i + 1 : i + 2]
    fits = all(t.kind in (Kind.FIELD, Kind.CLOSE) for t in left) and all(
        t.kind in (Kind.FIELD, Kind.OPEN) for t in right
    )
    needed = 2 if tokens[i].text.casefold() == "or" else 1
    return fits and len(left) + len(right) >= needed
