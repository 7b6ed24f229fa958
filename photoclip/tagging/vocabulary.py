"""The words that photos can be tagged with, their hierarchy, and the phrases that describe them.

A vocabulary is a text file, one tag a line, indented by two spaces a level::

    animal [animal]                 its kind, for itself and everything below
      dog = puppy, doggy            other words for it
      snow*                         takes no article
    places [place]:                 a heading, no tag itself

Empty lines and lines that start with # do not count. A plain list of words is one, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path

from photoclip import paths
from photoclip.domain import Tag
from photoclip.errors import InputError
from photoclip.library.names import LONGEST, clean, fold

MOST = 20_000
LARGEST_BYTES = 4 * 1024 * 1024

_LINE = re.compile(
    r"(?P<name>[^=\[\]]+?)\s*(?P<plain>\*)?\s*(?:\[(?P<kind>[^\]]*)\])?\s*(?P<heading>:)?"
    r"(?:\s*=(?P<aliases>.*))?"
)


class Kind(StrEnum):
    """What sort of thing a tag names; it decides the phrases that describe it."""

    PERSON = "person"
    EVENT = "event"
    PLACE = "place"
    ANIMAL = "animal"
    FOOD = "food"
    OBJECT = "object"
    SCENE = "scene"
    ACTIVITY = "activity"
    LIGHT = "light"
    TYPE = "type"
    OTHER = "other"


# {} is the name, {a} the name with its article. The photo templates come from the selection of
# prompts that CLIP's authors published, less those that no personal photo is (origami, games).
_THING = (
    "a photo of {a}.",
    "a photo of the {}.",
    "itap of {a}.",
    "a close-up photo of {a}.",
    "a photo of the large {}.",
    "a photo of the small {}.",
)
_PLACE = ("a photo of {a}.", "a photo taken at {a}.", "a photo taken in {a}.", "itap of the {}.")
_TEMPLATES: dict[Kind, tuple[str, ...]] = {
    Kind.PERSON: ("a photo of {a}.", "a photo of the {}.", "itap of {a}.", "{a}."),
    Kind.EVENT: ("a photo of {a}.", "a photo taken at {a}.", "people at {a}.", "itap of the {}."),
    Kind.PLACE: _PLACE,
    Kind.ANIMAL: _THING,
    Kind.FOOD: (*_THING[:4], "a photo of {}, a kind of food."),
    Kind.OBJECT: _THING,
    Kind.SCENE: (*_PLACE, "a landscape with {a}."),
    Kind.ACTIVITY: ("a photo of people {}.", "a photo of a person {}.", "a photo of {}.", "{}."),
    Kind.LIGHT: ("a photo with {}.", "an outdoor photo: {}.", "a photo of {a}.", "{}."),
    Kind.TYPE: ("{a}.", "this is {a}.", "a picture: {}."),
    Kind.OTHER: ("{}", "a photo of {}.", "a photo of a {}."),
}
_PER_ALIAS = 2  # an alias is one word more, not a second tag

_HEAD = re.compile(r"(.+?)(?: (?:of|at|on|in|with|around|from|through|wearing|holding|and)\b|$)")
_PLURAL = re.compile(r".*(?:[^sui']s|people|feet|children)")
_AN = re.compile(r"[aeio]|u(?!ni|k|s|r)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A tag of a vocabulary. `parent` is the tag above it; `group` the line directly above.

    Entries of one group exclude each other more or less; None is no group. With own `prompts`
    nothing else describes the tag.
    """

    name: str
    kind: Kind = Kind.OTHER
    parent: str | None = None
    group: str | None = None
    aliases: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    takes_article: bool = True


def prompts_for(entry: Entry) -> tuple[str, ...]:
    """The phrases whose mean vector stands for the tag; without repetitions, never empty."""
    if entry.prompts:
        return tuple(dict.fromkeys(entry.prompts))
    templates = _TEMPLATES[entry.kind]
    phrases = [_fill(template, entry.name, entry.takes_article) for template in templates]
    for alias in entry.aliases:
        phrases += [
            _fill(template, alias, entry.takes_article) for template in templates[:_PER_ALIAS]
        ]
    return tuple(dict.fromkeys(phrases))


def _fill(template: str, name: str, takes_article: bool) -> str:
    return template.format(name, a=with_article(name) if takes_article else name)


def with_article(name: str) -> str:
    """The name behind "a" or "an"; a plural stays as it is."""
    head = _HEAD.match(name)
    if head and _PLURAL.fullmatch(head[1]):
        return name
    return ("an " if _AN.match(name) else "a ") + name


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Tags in a fixed order, each name once (case does not count), parents before children."""

    entries: tuple[Entry, ...] = ()
    _places: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = {fold(entry.name): i for i, entry in enumerate(self.entries)}
        object.__setattr__(self, "_places", places)

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    @property
    def names(self) -> tuple[str, ...]:
        """The tags in order."""
        return tuple(entry.name for entry in self.entries)

    def place(self, name: str) -> int | None:
        """Where a tag stands in the order, whatever its case; None for an unknown one."""
        return self._places.get(fold(name))

    def parents(self) -> tuple[int, ...]:
        """For every tag the place of the one above it, -1 for none."""
        found = (None if e.parent is None else self.place(e.parent) for e in self.entries)
        return tuple(-1 if place is None else place for place in found)

    def groups(self) -> tuple[int, ...]:
        """For every tag the number of its group, -1 for none."""
        numbers: dict[str, int] = {}
        return tuple(
            -1 if e.group is None else numbers.setdefault(fold(e.group), len(numbers))
            for e in self.entries
        )

    def merged(self, others: Iterable[Entry]) -> Vocabulary:
        """With further entries; one of a known name adds its aliases and replaces prompts."""
        entries = list(self.entries)
        places = dict(self._places)
        for other in others:
            known = places.get(fold(other.name))
            if known is None:
                places[fold(other.name)] = len(entries)
                entries.append(other)
                continue
            old = entries[known]
            entries[known] = replace(
                old,
                name=other.name,
                parent=other.parent or old.parent,
                aliases=tuple(dict.fromkeys((*old.aliases, *other.aliases))),
                prompts=other.prompts or old.prompts,
            )
        return Vocabulary(tuple(entries))

    def with_tags(self, tags: Iterable[Tag]) -> Vocabulary:
        """With the user's own tags, their aliases and prompts."""
        return self.merged(entry_of(tag) for tag in tags)

    def only(self, names: Iterable[str]) -> Vocabulary:
        """Just these tags, in the order of the names; unknown ones become plain words."""
        chosen = []
        for name in names:
            known = self.place(name)
            chosen.append(Entry(name) if known is None else self.entries[known])
        return Vocabulary(tuple({fold(entry.name): entry for entry in chosen}.values()))


def entry_of(tag: Tag) -> Entry:
    """A tag of the user's as an entry; tags below one tag form a group."""
    return Entry(
        tag.name, Kind.OTHER, tag.parent, tag.parent, tag.aliases, tag.prompts, takes_article=False
    )


def load(path: Path | None = None) -> Vocabulary:
    """The vocabulary in a text file; without a path, the one that comes with photoclip.

    Raises InputError with the file, the line and a sentence for what cannot be read.
    """
    path = path or paths.resources() / "vocabulary" / "tags.txt"
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise InputError(f"{path} is too large for a list of words.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not a text file in UTF-8.") from error
    return read(text, str(path))


def read(text: str, source: str = "the vocabulary") -> Vocabulary:
    """The vocabulary in a text; `source` is what errors name."""
    entries: dict[str, Entry] = {}
    above: list[_Line] = []
    for number, written in enumerate(text.splitlines(), 1):
        if not written.strip() or written.lstrip().startswith("#"):
            continue
        try:
            line = _line(written, above)
        except InputError as error:
            raise InputError(f"{source}, line {number}: {error}") from None
        above = [*above[: line.level], line]
        if not line.heading:
            entries.setdefault(fold(line.entry.name), line.entry)
        if len(entries) > MOST:
            raise InputError(f"{source} has more than {MOST:,} tags.")
    return Vocabulary(tuple(entries.values()))


@dataclass(frozen=True, slots=True)
class _Line:
    entry: Entry
    level: int
    heading: bool

    @property
    def group(self) -> str | None:
        """What its lines below share; the headings on top are no more than chapters."""
        return None if self.heading and self.level == 0 else self.entry.name


def _line(written: str, above: list[_Line]) -> _Line:
    text = written.strip()
    indent = written[: len(written) - len(written.lstrip())]
    if indent.strip(" ") or len(indent) % 2:
        raise InputError("Lines are indented by two spaces a level.")
    level = len(indent) // 2
    if level > len(above):
        raise InputError("This line is indented deeper than one level below the line above.")
    found = _LINE.fullmatch(text)
    if not found:
        raise InputError(f"“{text[:LONGEST]}” is no tag; write: name [kind] = other, words.")
    lines = above[:level]
    kind = _kind(found["kind"]) or (lines[-1].entry.kind if lines else Kind.OTHER)
    aliases = (
        clean(alias, "tag") for alias in (found["aliases"] or "").split(",") if alias.strip()
    )
    entry = Entry(
        name=clean(found["name"], "tag"),
        kind=kind,
        parent=next((line.entry.name for line in reversed(lines) if not line.heading), None),
        group=lines[-1].group if lines else None,
        aliases=tuple(dict.fromkeys(aliases)),
        takes_article=not found["plain"] and kind is not Kind.OTHER,
    )
    return _Line(entry, level, bool(found["heading"]))


def _kind(written: str | None) -> Kind | None:
    if written is None:
        return None
    word = written.strip().casefold()
    if word in set(Kind):
        return Kind(word)
    close = get_close_matches(word, list(Kind), n=1, cutoff=0.5)
    advice = f"Did you mean “{close[0]}”?" if close else f"Known are {', '.join(Kind)}."
    raise InputError(f"“{written}” is no kind of tag. {advice}")
