"""Reads what people said about a photo from XMP: keywords, hierarchies, rating, caption.

Files come from anywhere, so nothing is expanded, nothing is fetched, and size and depth are
bounded: what goes beyond is refused with a sentence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from photoclip.errors import InputError

LARGEST: Final = 8 * 1024 * 1024
DEEPEST: Final = 60

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC: Final = "http://purl.org/dc/elements/1.1/"
LR: Final = "http://ns.adobe.com/lightroom/1.0/"
DIGIKAM: Final = "http://www.digikam.org/ns/1.0/"
MICROSOFT: Final = ("http://ns.microsoft.com/photo/1.0/", "http://ns.microsoft.com/photo/1.0")
XMP: Final = "http://ns.adobe.com/xap/1.0/"
PHOTOSHOP: Final = "http://ns.adobe.com/photoshop/1.0/"
EXIF: Final = "http://ns.adobe.com/exif/1.0/"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_INTERNAL: Final = ("darktable", "_digikam_internal_tags_")  # what programs note for themselves

TagPath = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says about its photo.

    `tags` are paths from the topmost word to the one that fits; `rating` is 0 to 5, None where
    nothing usable is said; `caption` and `label` are empty where there is none.
    """

    tags: tuple[TagPath, ...] = ()
    rating: int | None = None
    caption: str = ""
    label: str = ""

    def __or__(self, other: Said) -> Said:
        """Both together; where they differ, this one counts."""
        return Said(
            tuple(dict.fromkeys(self.tags + other.tags)),
            other.rating if self.rating is None else self.rating,
            self.caption or other.caption,
            self.label or other.label,
        )


class _Bounded(TreeBuilder):
    """Builds a tree that is not too deep to walk."""

    _depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        if self._depth > DEEPEST:
            raise InputError("It is nested too deeply for XMP.")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def read_file(path: Path) -> bytes:
    """The bytes of a sidecar. Raises OSError, or InputError where it is too large."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError(f"It is larger than {LARGEST >> 20} MB, which no XMP is.")
    return data


def parse(data: bytes) -> Said:
    """What an XMP packet or sidecar says. Raises InputError with a sentence."""
    found = properties(data)
    return Said(
        _paths(found),
        _rating(found),
        _caption(found),
        _first(found, XMP, "Label"),
    )


def properties(data: bytes) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """The simple properties and lists by namespace and name, as (language, text).

    Raises InputError with a sentence.
    """
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for description in _tree(data).iter(f"{{{RDF}}}Description"):
        for name, text in description.attrib.items():
            found.setdefault(_split(name), []).append(("", text))
        for child in description:
            items = child.findall(f"*/{{{RDF}}}li")
            values = [(one.get(_LANG, ""), (one.text or "").strip()) for one in items]
            if not len(child):
                values = [("", (child.text or "").strip())]
            found.setdefault(_split(child.tag), []).extend(values)
    return found


def texts(found: dict[tuple[str, str], list[tuple[str, str]]], space: str, name: str) -> list[str]:
    """The texts of a property, without empty ones."""
    return [text for _, text in found.get((space, name), ()) if text]


def words_of(paths: tuple[str, ...] | list[str], separator: str) -> list[TagPath]:
    """Hierarchies written with a separator, without what programs note for themselves."""
    split = (tuple(filter(None, map(str.strip, path.split(separator)))) for path in paths)
    return [path for path in split if path and path[0].casefold() not in _INTERNAL]


def stars(text: object) -> int | None:
    """A rating 0 to 5; None for nonsense, and for -1, by which programs mean "rejected"."""
    try:
        number = float(str(text).strip())
    except ValueError:
        return None
    return round(number) if math.isfinite(number) and 0 <= number <= 5 else None


def _tree(data: bytes) -> Element:
    if len(data) > LARGEST:
        raise InputError(f"It is larger than {LARGEST >> 20} MB, which no XMP is.")
    parser = XMLParser(target=_Bounded(), forbid_dtd=True)
    try:
        parser.feed(data.strip(b"\0 \r\n\t"))
        root = parser.close()
    except DefusedXmlException as error:
        raise InputError("It declares entities or a document type, which no XMP needs.") from error
    except (ParseError, LookupError, ValueError) as error:
        raise InputError(f"It is not valid XML ({error}).") from error
    if not isinstance(root, Element):
        raise InputError("It is not valid XML (it is empty).")
    return root


def _split(name: str) -> tuple[str, str]:
    space, _, local = name[1:].partition("}") if name.startswith("{") else ("", "", name)
    return space, local


def _paths(found: dict[tuple[str, str], list[tuple[str, str]]]) -> tuple[TagPath, ...]:
    paths = words_of(texts(found, LR, "hierarchicalSubject"), "|")
    paths += words_of(texts(found, DIGIKAM, "TagsList"), "/")
    for space in MICROSOFT:
        paths += words_of(texts(found, space, "LastKeywordXMP"), "/")
    # A flat word is the end of a path, or one of the words above it that was written too.
    flat: list[TagPath] = [
        (word,) for word in texts(found, DC, "subject") if not word.startswith("darktable|")
    ]
    return tuple(dict.fromkeys(paths + flat))


def _rating(found: dict[tuple[str, str], list[tuple[str, str]]]) -> int | None:
    for text in texts(found, XMP, "Rating"):
        if (rating := stars(text)) is not None:
            return rating
    for space in MICROSOFT:
        for text in texts(found, space, "Rating"):
            if text.isascii() and text.isdigit() and int(text[:4]) <= 100:
                return min(5, (int(text) + 37) // 25) if int(text) else 0
    return None


def _caption(found: dict[tuple[str, str], list[tuple[str, str]]]) -> str:
    for space, name in (
        (DC, "description"),
        (PHOTOSHOP, "Headline"),
        (EXIF, "UserComment"),
    ):
        if text := _first(found, space, name):
            return text
    return ""


def _first(found: dict[tuple[str, str], list[tuple[str, str]]], space: str, name: str) -> str:
    values = [value for value in found.get((space, name), ()) if value[1]]
    default = next((text for language, text in values if language == "x-default"), None)
    return default or (values[0][1] if values else "")
