"""Text -> Query: groups the tokens, tells what ranks from what filters, explains what is wrong.

Grammar (white space separates; it means "and")::

    query       := item*
    item        := words | alternative
    alternative := conjunct ("OR" conjunct)*          OR binds tighter than white space,
    conjunct    := unit ("AND" unit)*                 AND tighter than OR
    unit        := ["-" | "NOT"] (field | phrase | word | "(" query ")")

Words in a row are one phrase; a weight, a minus or anything else between them ends it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from photoclip.errors import QueryError
from photoclip.query.readers import read_filter, read_sort
from photoclip.query.tokens import Kind, Token, tokenize
from photoclip.query.values import (
    Example,
    Filter,
    Query,
    Sort,
    Span,
    Term,
    conjunction,
    disjunction,
    negation,
)

LONGEST = 4_000
DEEPEST = 6  # SQLite's parser holds a hundred open pieces, one level of ours takes up to nine


def parse(text: str) -> Query:
    """What `text` asks for; `QueryError` with a position in `text` when it does not parse."""
    if len(text) > LONGEST:
        raise QueryError(
            f"The query has {len(text):,} characters; {LONGEST:,} is the longest that works.",
            LONGEST,
        )
    found = _Parser(tokenize(text)).whole()
    return Query(
        terms=tuple(part for part in found.ranks if isinstance(part, Term)),
        examples=tuple(part for part in found.ranks if isinstance(part, Example)),
        where=conjunction(found.filters),
        sort=found.sorts[0] if found.sorts else None,
        text=text,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What a part of the query holds, in the order of the text."""

    ranks: tuple[Term | Example, ...] = ()
    filters: tuple[Filter, ...] = ()
    sorts: tuple[Sort, ...] = ()

    def __add__(self, other: _Found) -> _Found:
        return _Found(
            self.ranks + other.ranks, self.filters + other.filters, self.sorts + other.sorts
        )

    def only_filters(self, place: str, start: int) -> Filter:
        """The filters as one; an error when anything else or nothing stands in `place`."""
        for part in sorted((*self.ranks, *self.sorts), key=lambda part: part.span):
            what = {Term: "Free text", Example: "An example photo", Sort: "An order"}[type(part)]
            hint = " Quotes make it part of a phrase." if isinstance(part, Term) else ""
            raise QueryError(
                f"{what} cannot stand {place}; only filters such as tag:family can.{hint}",
                part.span[0],
            )
        whole = conjunction(self.filters)
        if whole is None:
            raise QueryError("There is nothing between these parentheses.", start)
        return whole


class _Parser:
    """Reads a list of tokens once, from left to right."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> _Found:
        found = self._items()
        if self._peek(Kind.CLOSE):
            raise QueryError("This parenthesis was never opened.", self._next().span[0])
        if len(found.sorts) > 1:
            raise QueryError("A query has one order; this is the second.", found.sorts[1].span[0])
        return found

    def _peek(self, *kinds: Kind) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].kind in kinds

    def _ends(self) -> bool:
        return self._at == len(self._tokens) or self._peek(Kind.CLOSE)

    def _next(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _items(self) -> _Found:
        found = _Found()
        while not self._ends():
            if self._peek(Kind.AND):
                self._next()  # left over where a chip was cut out
            else:
                found += self._alternative()
        return found

    def _alternative(self) -> _Found:
        start = self._start()
        first = self._conjunct()
        if not self._peek(Kind.OR):
            return first
        parts = [first.only_filters("under OR", start)]
        while self._peek(Kind.OR):
            self._need_operand(self._next())
            begins = self._start()
            parts.append(self._conjunct().only_filters("under OR", begins))
        either = disjunction(parts, self._since(start))
        return _Found(filters=(either,) if either else ())

    def _conjunct(self) -> _Found:
        found = self._unit()
        while self._peek(Kind.AND):
            self._next()
            if not self._ends() and not self._peek(Kind.AND):
                found += self._unit()
        return found

    def _unit(self) -> _Found:
        if self._peek(Kind.OR, Kind.AND):
            token = self._next()
            raise QueryError(
                f"{token.text} needs something before it; put quotes around the word itself.",
                token.span[0],
            )
        if self._peek(Kind.NOT):
            return self._not()
        token = self._next()
        match token.kind:
            case Kind.OPEN:
                return self._group(token)
            case Kind.FIELD:
                return _field(token)
            case Kind.PHRASE:
                return _Found(ranks=(_term(token.text, token),))
            case _:
                return self._words(token)

    def _not(self) -> _Found:
        operator = self._next()
        self._need_operand(operator)
        if self._peek(Kind.NOT):
            raise QueryError("One NOT is enough.", self._start())
        token = self._tokens[self._at]
        span = (operator.span[0], token.span[1])
        self._tokens[self._at] = replace(token, negative=not token.negative, span=span)
        return self._unit()

    def _group(self, opening: Token) -> _Found:
        start = opening.span[0]
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError(f"Parentheses go at most {DEEPEST} deep.", start)
        found = self._items()
        self._depth -= 1
        if not self._peek(Kind.CLOSE):
            raise QueryError("This parenthesis is never closed.", start)
        self._next()
        span = self._since(start)
        if opening.negative and found != _Found():
            part = found.only_filters("in a negated group", start)
            return _Found(filters=(negation(part, span),))
        if len(found.filters) == 1 and not (found.ranks or found.sorts):
            return _Found(filters=(replace(found.filters[0], span=span),))
        return found

    def _words(self, first: Token) -> _Found:
        words, last = [first.text], first
        while not first.negative and last.weight is None and self._peek(Kind.WORD):
            if self._tokens[self._at].negative:
                break
            last = self._next()
            words.append(last.text)
        span = (first.span[0], last.span[1])
        return _Found(ranks=(_term(" ".join(words), replace(last, span=span)),))

    def _need_operand(self, operator: Token) -> None:
        if self._ends():
            raise QueryError(
                f"{operator.text} needs something behind it; put quotes around the word itself.",
                operator.span[0],
            )

    def _start(self) -> int:
        return self._tokens[self._at].span[0]

    def _since(self, start: int) -> Span:
        return start, self._tokens[self._at - 1].span[1]


def _term(text: str, token: Token) -> Term:
    return Term(text, token.weight or 1.0, token.negative, span=token.span)


def _field(token: Token) -> _Found:
    if token.key == "like":
        return _Found(ranks=(Example(token.text, token.negative, span=token.span),))
    if token.key == "sort":
        return _Found(sorts=(read_sort(token),))
    part: Filter = read_filter(token)
    return _Found(filters=(negation(part, token.span) if token.negative else part,))
